"""Plan rounds: forms written, returns imported."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.lines import Line, demo, ratio
from benchmarks.measuring import Measured, memory, middle, run, several

ROUNDS = 5


def demo_round(folder: Path) -> Iterator[Line]:
    """The plan round of the example data."""
    file = demo(folder)
    return _round(folder / "demo round", file, ROUNDS)


def england_round(folder: Path) -> Iterator[Line]:
    """The plan round of all England; it takes its time, so once."""
    from benchmarks import england

    file = folder / "england.blmk"
    england.make(file)
    return _round(folder / "england round", file, 1)


def _round(folder: Path, file: Path, times: int) -> Iterator[Line]:
    """Forms written against merely writing such workbooks, returns imported against merely reading them."""
    for name in ("forms", "bare", "returns"):
        (folder / name).mkdir(parents=True)
    child = partial(run, "benchmarks.plan_round", folder=folder / "user")
    ours = child("written", file, folder / "forms")
    pattern, number = min((folder / "forms").glob("*.xlsx")), int(ours.answer["workbooks"])
    child("fill", file, folder / "returns")
    written, bare = several(
        times,
        lambda: child("written", file, folder / "forms"),
        lambda: child("merely_written", pattern, folder / "bare", number),
        warm=times > 1,
    )
    imported, read = several(
        times,
        lambda: _imported(child, folder, file),
        lambda: child("merely_read", folder / "returns"),
        warm=times > 1,
    )
    yield Line(f"{number:,} NETWORKS' PLAN ROUND (median of {times})")
    yield _against("plan forms written", written, bare, "writing", ("knowing",))
    yield _against("returns imported", imported, read, "reading", ("proposing", "writing"))
    records = int(imported[0].answer["records"])
    yield Line(
        "  peak memory",
        f"{memory(written):.0f} MiB",
        "",
        f"importing {memory(imported):.0f} MiB; {records:,} records",
    )


def _imported(child: Callable[..., Measured], folder: Path, file: Path) -> Measured:
    """Every time into a file of its own."""
    fresh = folder / "fresh.blmk"
    fresh.unlink(missing_ok=True)
    shutil.copyfile(file, fresh)
    return child("imported", fresh, folder / "returns")


def _against(what: str, ours: list[Measured], bare: list[Measured], merely: str, parts: tuple[str, ...]) -> Line:
    reached, floor = middle(ours, "time"), middle(bare, "time")
    shares = ", ".join(f"{middle(ours, part):.0f} ms {part}" for part in parts)
    return Line(f"  {what}", ratio(reached, floor), "", f"{reached:.0f} ms: {shares}; merely {merely} {floor:.0f} ms")
