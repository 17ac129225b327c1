"""The start: the first paint, the first data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.lines import Line, demo, ratio
from benchmarks.measuring import memory, middle, run, several

STARTS = 9


def start(folder: Path) -> Iterator[Line]:
    """From the start of the process to the first painted window, and to the first tab's data."""
    file = demo(folder)
    child = partial(run, folder=folder / "user")
    bare, ours = several(
        STARTS, lambda: child("benchmarks.starting", "bare"), lambda: child("benchmarks.starting", "ours", file)
    )
    floor, first, data = middle(bare, "first"), middle(ours, "first"), middle(ours, "loaded")
    yield Line(f"START (median of {STARTS})", "", "", f"a bare window with as many tabs: {floor:.0f} ms")
    yield Line("  first painted window", ratio(first, floor), "1.2 ×", f"{first:.0f} ms")
    yield Line("  first tab's data on screen", ratio(data, floor), "3 ×", f"{data:.0f} ms, on the example data")
    needs = middle(ours, "needs")
    yield Line("  what needs somebody on screen", ratio(needs, floor), "", f"{needs:.0f} ms")
    yield Line("  peak memory", f"{memory(ours):.0f} MiB", "", f"bare {memory(bare):.0f} MiB")
