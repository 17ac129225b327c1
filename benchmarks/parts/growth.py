"""How every cost grows over files of 1, 10 and 60 times BLMK: all England is about 60."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.fitting import LINEAR, Cost, shown
from benchmarks.lines import Line
from benchmarks.measuring import run

TIMES = (1, 10, 60)
PARTS = ("held", "window", "written")  # the last changes the file
FROZEN = 100.0  # milliseconds for which a window may not answer


def growth(folder: Path, times: tuple[int, ...] = TIMES) -> Iterator[Line]:
    """Make a file of each size, measure everything over it, and tell each cost with its exponent."""
    found: dict[str, dict[int, float]] = {}
    freezes: dict[str, float] = {}
    sizes = " and ".join(map(str, times))
    yield Line(f"GROWTH OVER {sizes} TIMES BLMK", how="as a power of the size: 1 is linear")
    for size in times:
        begun = time.monotonic()
        costs, freezes, records = _measured(folder, size)
        for name, value in costs.items():
            found.setdefault(name, {})[size] = value
        took = time.monotonic() - begun
        yield Line(f"  {size} times BLMK", f"{records:,}", how=f"records; made and measured in {took:.0f} s")
    for name, at in found.items():
        yield told(Cost(name, at, "MiB" if name.startswith("memory") or name == "file: size" else "ms"))
    worst = sorted(freezes.items(), key=lambda one: -one[1])
    for name, freeze in worst[:3]:
        how = f"at most, at {times[-1]} times"
        yield Line(f"  held up: {name.partition(': ')[2]}", f"{freeze:.0f} ms", f"{FROZEN:.0f} ms", how)


def _measured(folder: Path, size: int) -> tuple[dict[str, float], dict[str, float], int]:
    """What everything costs over a file of that size, how long each page held the window up, and the records."""
    from benchmarks import growth_file

    file = folder / f"{size} times.blmk"
    records = growth_file.make(file, size)
    costs = {"file: size": file.stat().st_size / (1 << 20)}
    freezes: dict[str, float] = {}
    child = partial(run, "benchmarks.growing", folder=folder / f"user of {size}")
    for part in PARTS:
        measured = child(part, file)
        costs |= measured.answer["costs"]
        costs[f"memory: {part}"] = measured.memory
        freezes |= measured.answer.get("freezes", {})
    file.unlink()
    return costs, freezes, records


def told(cost: Cost) -> Line:
    """A cost at every size, with its exponent."""
    at = ", ".join(f"{shown(value, cost.unit)} at {size}" for size, value in sorted(cost.at.items()))
    worse = "WORSE THAN LINEAR; " if cost.worse_than_linear else ""
    return Line(
        f"  {cost.name}",
        f"{cost.exponent:.3f}" if cost.worse_than_linear else f"{cost.exponent:.2f}",
        f"{LINEAR:g}" if cost.worse_than_linear else "",
        worse + at,
        fault=cost.worse_than_linear,
        cost=cost,
    )
