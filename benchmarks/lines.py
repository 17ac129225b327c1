"""What the parts of the benchmarks share: a line of their report, a ratio, and the example data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.fitting import Cost
from benchmarks.measuring import ROOT

REAL = ROOT.parent / "shared" / "real"


class Line(NamedTuple):
    """What was measured, what was reached, what we aim at, and how it was measured; a heading reached nothing.

    A `fault` makes the whole run fail. A line about growth has what it costs at each size as its `cost`.
    """

    what: str
    reached: str = ""
    aim: str = ""
    how: str = ""
    fault: bool = False
    cost: Cost | None = None

    @property
    def missed(self) -> bool:
        """Whether what was reached is more than the aim."""
        return bool(self.aim) and bool(self.reached[:1].isdigit()) and _number(self.reached) > _number(self.aim)


def _number(text: str) -> float:
    return float(text.split(maxsplit=1)[0].replace(",", ""))


def ratio(reached: float, floor: float) -> str:
    """How many times the floor: '1.25 ×'."""
    return f"{reached / floor:.2f} ×"


def kept(file: Path, make: Callable[[Path], object]) -> Path:
    """A data file that several parts use, made by the first that needs it."""
    if not file.exists():
        make(file)
    return file


def demo(folder: Path) -> Path:
    """A data file with the example data."""
    return kept(folder / "demo.blmk", _demo)


def _demo(path: Path) -> None:
    import db
    from blmk_desktop import seeding

    with db.create_file(path) as store:
        seeding.load_reference(store)
        seeding.load_demo(store)
