"""All England: its register imported; tables, check, search and pages over its figures and records."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.importing import FILES
from benchmarks.lines import REAL, Line, kept, ratio
from benchmarks.measuring import Measured, memory, middle, run, several

SCREENS, IMPORTS = 3, 5


def register(folder: Path) -> Iterator[Line]:
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


def plans(folder: Path) -> Iterator[Line]:
    """Tables, sums and checks over a third of a million plan figures."""
    from benchmarks import big_file

    begun = time.monotonic()
    file = kept(folder / "plans.blmk", big_file.make)
    made, size = time.monotonic() - begun, file.stat().st_size / (1 << 20)
    child = partial(run, folder=folder / "user")
    screens, sums = several(
        SCREENS,
        lambda: child("benchmarks.tables", "screen", file),
        lambda: child("benchmarks.tables", "sums", file),
        warm=False,
    )
    scan = middle(sums, "scan")
    rows = int(screens[0].answer["rows"])
    yield Line(f"{rows:,} PLAN FIGURES (median of {SCREENS})", "", "", f"file of {size:.0f} MiB, made in {made:.1f} s")
    for name, label, aim in (("key", "a keystroke in the filter", "16 ms"), ("sort", "a sort", "100 ms")):
        worst = f"to the finished repaint; the slowest {middle(screens, name + '_worst'):.1f} ms"
        yield Line(f"  {label}", f"{middle(screens, name):.1f} ms", aim, worst)
    yield Line(
        "  all rows read and shown", f"{middle(screens, 'load'):.0f} ms", "", f"{memory(screens):.0f} MiB at most"
    )
    for name in ("place", "pcn", "role"):
        reached = middle(sums, name)
        yield Line(
            f"  summary: plan by {name}",
            f"{reached:.0f} ms",
            "100 ms",
            f"{reached / scan:.1f} × adding up the column",
        )
    check = middle(sums, "check")
    claims, found = int(sums[0].answer["claims"]), int(sums[0].answer["findings"])
    yield Line("  check", f"{check:.0f} ms", "", f"{check / scan:.1f} × adding up; {claims:,} claims, {found} finding")
    yield Line("  peak memory of sums and check", f"{memory(sums):.0f} MiB", "", "")


def weekly(folder: Path) -> Iterator[Line]:
    """All England's schemes, risks and actions: tables, check, pages, and a register with empty rows."""
    from benchmarks import weekly_file

    file = kept(folder / "weekly.blmk", weekly_file.make)
    child = partial(run, "benchmarks.weekly", folder=folder / "user")
    sums, pages, rows = several(
        SCREENS,
        lambda: child("sums", file),
        lambda: child("pages", file),
        lambda: child("rows", _fresh(folder / "rows")),
        warm=False,
    )
    yield from _tables_and_pages("SCHEMES, RISKS AND ACTIONS OF ENGLAND", sums, pages)
    full, empty = middle(rows, "full"), middle(rows, "empty")
    yield Line(
        "  a register with 10,000 empty rows", ratio(empty, full), "", f"{empty:.0f} ms; without them {full:.0f} ms"
    )
    yield Line("  peak memory", f"{memory(pages):.0f} MiB", "", f"tables and check {memory(sums):.0f} MiB")


def search(folder: Path) -> Iterator[Line]:
    """Finding anything among all England's records, letter by letter; cross-tables over them."""
    from benchmarks import big_file, searching

    file, figures = folder / "search.blmk", kept(folder / "plans.blmk", big_file.make)
    searching.make(file, REAL)
    child = partial(run, "benchmarks.searching", folder=folder / "user")
    found, shown, crossed = several(
        SCREENS,
        lambda: child("found", file),
        lambda: child("shown", file),
        lambda: child("crossed", file, figures),
        warm=False,
    )
    floor, key, listed = middle(found, "floor"), middle(found, "key"), middle(shown, "key")
    records = int(found[0].answer["records"])
    bare = f"a bare LIKE over the practices' names: {floor:.1f} ms"
    yield Line(f"FIND ANYTHING AMONG {records:,} RECORDS (median of {SCREENS})", "", "", bare)
    how = f"{key:.1f} ms; 95th of 100 {middle(found, 'p95'):.1f} ms, the slowest {middle(found, 'worst'):.1f} ms"
    yield Line("  a keystroke, looked for and ranked", ratio(key, floor), "16 ms", how)
    how = f"95th of 100 {middle(shown, 'p95'):.1f} ms, the slowest {middle(shown, 'worst'):.1f} ms"
    yield Line("  a keystroke, until it is listed", f"{listed:.1f} ms", "100 ms", how)
    yield Line(
        "  made ready when first asked", f"{middle(found, 'ready'):.0f} ms", "", f"{memory(found):.0f} MiB at most"
    )
    for name in crossed[0].answer["times"]:
        yield Line(f"  cross-table: {name}", f"{median(one.answer['times'][name] for one in crossed):.0f} ms", "", "")
    summed, scan = middle(crossed, "figures"), middle(crossed, "scan")
    yield Line(
        "  cross-table: every plan figure", f"{summed:.0f} ms", "", f"{summed / scan:.1f} × adding up the column"
    )


def budgets(folder: Path) -> Iterator[Line]:
    """All England's finance reports of three years, budgets and five-year budgets: tables, check and pages."""
    from benchmarks import budget_file

    file = folder / "budgets.blmk"
    budget_file.make(file)
    child = partial(run, "benchmarks.budgets", folder=folder / "user")
    sums, pages = several(SCREENS, lambda: child("sums", file), lambda: child("pages", file), warm=False)
    yield from _tables_and_pages("FINANCE REPORTS AND BUDGETS OF ENGLAND", sums, pages)
    yield Line("  peak memory", f"{memory(pages):.0f} MiB", "", f"tables and check {memory(sums):.0f} MiB")


def _tables_and_pages(title: str, sums: list[Measured], pages: list[Measured]) -> Iterator[Line]:
    """Computed tables, the check and the pages of a file against merely reading the rows that they are made of."""
    floor, held = middle(sums, "read"), int(sums[0].answer["rows"])
    yield Line(f"{title} (median of {SCREENS})", "", "", f"merely reading their {held:,} rows: {floor:.0f} ms")
    for name in sums[0].answer["tables"]:
        reached = median(one.answer["tables"][name] for one in sums)
        yield Line(f"  summary: {name}", ratio(reached, floor), "", f"{reached:.0f} ms")
    check = middle(sums, "check")
    yield Line("  check", ratio(check, floor), "", f"{check:.0f} ms; {int(sums[0].answer['findings']):,} findings")
    for name in pages[0].answer["pages"]:
        shown, freeze = (median(one.answer["pages"][name][at] for one in pages) for at in (0, 1))
        how = f"{ratio(shown, floor)}; held up {freeze:.0f} ms at most"
        yield Line(f"  page: {name}", f"{shown:.0f} ms", "", how)


def _fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder
