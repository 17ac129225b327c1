"""What was measured, kept in docs/performance.json, and put into docs/performance.md and its picture.

Each part's table stands between `<!-- measured: PART -->` and `<!-- end -->`; what is written around them stays.
Run as a program it writes the documents anew from what is kept.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.fitting import Cost
from benchmarks.lines import Line
from benchmarks.measuring import ROOT
from benchmarks.plotting import growth_plot

KEPT = ROOT / "docs" / "performance.json"
PAGE = ROOT / "docs" / "performance.md"
PICTURE = ROOT / "docs" / "pictures" / "growth.svg"
BLOCK = re.compile(r"(<!-- measured: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
HEAVIEST = 3  # of a group, that the table of growth names


def keep(part: str, lines: Sequence[Line]) -> None:
    """Keep the lines of a part in place of those measured before."""
    kept = _kept()
    kept["machine"] = _machine()
    kept["parts"][part] = [list(line[:4]) for line in lines]
    if costs := [line.cost for line in lines if line.cost]:
        kept["growth"] = [
            {"name": cost.name, "unit": cost.unit, "at": {str(size): round(at, 2) for size, at in cost.at.items()}}
            for cost in costs
        ]
    KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write() -> None:
    """Put what is kept into the page and its picture."""
    kept = _kept()
    PICTURE.write_text(growth_plot(costs_of(kept)), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), kept), encoding="utf-8")


def page(text: str, kept: dict[str, Any]) -> str:
    """The page with every table as what is kept makes it; a block of a part that was never measured stays as it is."""

    def filled(block: re.Match[str]) -> str:
        made = "\n".join(_block(block[2], kept))
        return f"{block[1]}\n{made}\n\n{block[3]}" if made else block[0]

    return BLOCK.sub(filled, text)


def costs_of(kept: dict[str, Any]) -> list[Cost]:
    """The costs of the last measured growth."""
    return [Cost(one["name"], {int(size): at for size, at in one["at"].items()}, one["unit"]) for one in kept["growth"]]


def _block(name: str, kept: dict[str, Any]) -> Iterator[str]:
    if name == "machine":
        yield kept["machine"]
    elif name == "aims":
        yield from _table([line for part, of in kept["parts"].items() for line in _aimed(part, of)])
    elif name == "growth":
        yield from _growth(costs_of(kept))
    elif name == "every-cost":
        yield from _every(costs_of(kept))
    elif name in kept["parts"]:
        yield from _part([Line(*line) for line in kept["parts"][name]])


def _aimed(part: str, kept: Sequence[Sequence[str]]) -> Iterator[Line]:
    """The lines of a part that aim at something; of the packaged program by that name."""
    for line in (Line(*one) for one in kept):
        if line.aim and line.reached:
            yield line._replace(what=f"packaged: {line.what.strip()}") if part == "packaged" else line


def _part(lines: Sequence[Line]) -> Iterator[str]:
    heading = lines[0]
    how = f" {heading.how[:1].upper()}{heading.how[1:]}." if heading.how else ""
    yield f"{heading.what.capitalize()}.{how}"
    yield ""
    yield from _table(lines[1:])


def _table(lines: Sequence[Line]) -> Iterator[str]:
    yield "| what | reached | aim | how |"
    yield "| --- | --- | --- | --- |"
    for line in lines:
        missed = " (missed)" if line.missed else ""
        reached = f"**{line.reached}**" if line.aim and not missed else line.reached
        yield f"| {line.what.strip()} | {reached}{missed} | {line.aim} | {line.how} |"


def _growth(costs: Sequence[Cost]) -> Iterator[str]:
    """A row for each group: how many costs, the powers of the size that they grow with, the dearest."""
    worse = [cost for cost in costs if cost.worse_than_linear]
    names = "; ".join(f"{cost.name} ({cost.exponent:.2f})" for cost in worse)
    told = f"{len(worse)} grow faster than the data: {names}" if worse else "none grows faster than the data"
    yield f"Of {len(costs)} costs {told}."
    yield ""
    yield "| of | costs | grow with the power | the dearest at the largest size |"
    yield "| --- | --- | --- | --- |"
    groups: dict[str, list[Cost]] = {}
    for cost in costs:
        groups.setdefault(cost.group, []).append(cost)
    for group, of in groups.items():
        powers = sorted(cost.exponent for cost in of)
        dearest = sorted(of, key=lambda cost: -cost.most)[:HEAVIEST]
        told = "; ".join(f"{cost.label} {cost.shown(max(cost.at))}" for cost in dearest)
        span = f"{powers[0]:.2f}" if len(of) == 1 else f"{powers[0]:.2f} to {powers[-1]:.2f}"
        yield f"| {group} | {len(of)} | {span} | {told} |"


def _every(costs: Sequence[Cost]) -> Iterator[str]:
    sizes = sorted({size for cost in costs for size in cost.at})
    yield f"| cost | {' | '.join(f'{size} ×' for size in sizes)} | power |"
    yield f"| --- |{' --- |' * (len(sizes) + 1)}"
    for cost in costs:
        yield f"| {cost.name} | {' | '.join(cost.shown(size) for size in sizes)} | {cost.exponent:.2f} |"


def _machine() -> str:
    """On what it was measured, without naming the machine."""
    system = "Windows" if sys.platform == "win32" else platform.system()
    qt = version("PySide6-Essentials")
    return (
        f"Measured on {os.cpu_count()} cores, {system}, CPython {platform.python_version()}, Qt {qt}, without a screen."
    )


def _kept() -> dict[str, Any]:
    if not KEPT.exists():
        return {"machine": "", "parts": {}, "growth": []}
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return kept


if __name__ == "__main__":
    write()
