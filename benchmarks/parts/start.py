"""The first paint, and the import of all England."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.importing import FILES
from benchmarks.lines import REAL, Line, demo, ratio
from benchmarks.measuring import memory, middle, run, several

STARTS, IMPORTS = 9, 5


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


def england(folder: Path) -> Iterator[Line]:
    """The import of the register of all England against reading the same files."""
    missing = [name for name in FILES if not (REAL / name).exists()]
    if missing:
        yield Line("IMPORT OF ALL ENGLAND", "skipped", "4 ×", f"needs {', '.join(missing)} in ../shared/real")
        return
    child = partial(run, folder=folder / "user")
    bare, ours = several(
        IMPORTS,
        lambda: child("benchmarks.importing", "read", REAL),
        lambda: child("benchmarks.importing", "imported", REAL),
    )
    floor, whole = middle(bare, "time"), middle(ours, "time")
    rows, records = int(bare[0].answer["rows"]), int(ours[0].answer["records"])
    parts = f"{middle(ours, 'proposing'):.0f} ms to propose, {middle(ours, 'writing'):.0f} ms to write"
    yield Line(f"IMPORT OF ALL ENGLAND (median of {IMPORTS})", "", "", f"merely reading {rows:,} rows: {floor:.0f} ms")
    yield Line(f"  {records:,} records imported", ratio(whole, floor), "4 ×", f"{whole:.0f} ms: {parts}")
    yield Line("  peak memory", f"{memory(ours):.0f} MiB", "", f"reading {memory(bare):.0f} MiB")
