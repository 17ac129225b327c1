"""Prints how fast it is: each time beside its floor of the same run, the ratio, and what we aim at.

    .venv/bin/python benchmarks/run.py

Ratios hold from machine to machine; times do not. Other work on the machine spoils both.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.importing import FILES
from benchmarks.measuring import ROOT, Measured, memory, middle, run, several

REAL = ROOT.parent / "shared" / "real"
STARTS, IMPORTS, SCREENS, ROUNDS = 9, 5, 3, 5
Line = tuple[str, str, str, str]  # what, reached, aim, and how it was measured


def main() -> int:
    """Measure everything, and print each part as soon as it is known."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in (start, england, plans, weekly, search, budgets, papers, england_paper, demo_round, england_round):
            for line in part(folder):
                _say(line)
    return 0


def start(folder: Path) -> Iterator[Line]:
    """From the start of the process to the first painted window, and to the first tab's data."""
    demo = folder / "demo.blmk"
    _demo(demo)
    child = partial(run, folder=folder / "user")
    bare, ours = several(
        STARTS, lambda: child("benchmarks.starting", "bare"), lambda: child("benchmarks.starting", "ours", demo)
    )
    floor, first, data = middle(bare, "first"), middle(ours, "first"), middle(ours, "loaded")
    yield f"START (median of {STARTS})", "", "", f"a bare window with as many tabs: {floor:.0f} ms"
    yield "  first painted window", _times(first, floor), "1.2 ×", f"{first:.0f} ms"
    yield "  first tab's data on screen", _times(data, floor), "3 ×", f"{data:.0f} ms, on the example data"
    needs = middle(ours, "needs")
    yield "  what needs somebody on screen", _times(needs, floor), "", f"{needs:.0f} ms"
    yield "  peak memory", f"{memory(ours):.0f} MiB", "", f"bare {memory(bare):.0f} MiB"


def _demo(path: Path) -> None:
    import db
    from blmk_desktop import seeding

    with db.create_file(path) as store:
        seeding.load_reference(store)
        seeding.load_demo(store)


def england(folder: Path) -> Iterator[Line]:
    """The import of the register of all England against reading the same files."""
    missing = [name for name in FILES if not (REAL / name).exists()]
    if missing:
        yield "IMPORT OF ALL ENGLAND", "skipped", "4 ×", f"needs {', '.join(missing)} in ../shared/real"
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
    yield f"IMPORT OF ALL ENGLAND (median of {IMPORTS})", "", "", f"merely reading {rows:,} rows: {floor:.0f} ms"
    yield f"  {records:,} records imported", _times(whole, floor), "4 ×", f"{whole:.0f} ms: {parts}"
    yield "  peak memory", f"{memory(ours):.0f} MiB", "", f"reading {memory(bare):.0f} MiB"


def plans(folder: Path) -> Iterator[Line]:
    """Tables, sums and checks over a third of a million plan figures."""
    from benchmarks import big_file

    file = folder / "plans.blmk"
    begun = time.monotonic()
    big_file.make(file)
    made, size = time.monotonic() - begun, file.stat().st_size / (1 << 20)
    child = partial(run, folder=folder / "user")
    screens, sums = several(
        SCREENS, lambda: child("benchmarks.tables", "screen", file), lambda: child("benchmarks.tables", "sums", file)
    )
    scan = middle(sums, "scan")
    rows = int(screens[0].answer["rows"])
    yield f"{rows:,} PLAN FIGURES (median of {SCREENS})", "", "", f"file of {size:.0f} MiB, made in {made:.1f} s"
    for name, label, aim in (("key", "a keystroke in the filter", "16 ms"), ("sort", "a sort", "100 ms")):
        worst = f"to the finished repaint; the slowest {middle(screens, name + '_worst'):.1f} ms"
        yield f"  {label}", f"{middle(screens, name):.1f} ms", aim, worst
    yield "  all rows read and shown", f"{middle(screens, 'load'):.0f} ms", "", f"{memory(screens):.0f} MiB at most"
    for name in ("place", "pcn", "role"):
        reached = middle(sums, name)
        yield (
            f"  summary: plan by {name}",
            f"{reached:.0f} ms",
            "100 ms",
            f"{reached / scan:.1f} × adding up the column",
        )
    check = middle(sums, "check")
    claims, found = int(sums[0].answer["claims"]), int(sums[0].answer["findings"])
    yield "  check", f"{check:.0f} ms", "", f"{check / scan:.1f} × adding up; {claims:,} claims, {found} finding"
    yield "  peak memory of sums and check", f"{memory(sums):.0f} MiB", "", ""


def weekly(folder: Path) -> Iterator[Line]:
    """All England's schemes, risks and actions: tables, check, pages, and a register with empty rows."""
    from benchmarks import weekly_file

    file = folder / "weekly.blmk"
    weekly_file.make(file)
    child = partial(run, "benchmarks.weekly", folder=folder / "user")
    sums, pages, rows = several(
        SCREENS,
        lambda: child("sums", file),
        lambda: child("pages", file),
        lambda: child("rows", _fresh(folder / "rows")),
    )
    yield from _tables_and_pages("SCHEMES, RISKS AND ACTIONS OF ENGLAND", sums, pages)
    full, empty = middle(rows, "full"), middle(rows, "empty")
    yield "  a register with 10,000 empty rows", _times(empty, full), "", f"{empty:.0f} ms; without them {full:.0f} ms"
    yield "  peak memory", f"{memory(pages):.0f} MiB", "", f"tables and check {memory(sums):.0f} MiB"


def search(folder: Path) -> Iterator[Line]:
    """Finding anything among all England's records, letter by letter; cross-tables over them."""
    from benchmarks import searching

    file, figures = folder / "search.blmk", folder / "plans.blmk"
    searching.make(file, REAL)
    child = partial(run, "benchmarks.searching", folder=folder / "user")
    found, shown, crossed = several(
        SCREENS, lambda: child("found", file), lambda: child("shown", file), lambda: child("crossed", file, figures)
    )
    floor, key, listed = middle(found, "floor"), middle(found, "key"), middle(shown, "key")
    records = int(found[0].answer["records"])
    bare = f"a bare LIKE over the practices' names: {floor:.1f} ms"
    yield f"FIND ANYTHING AMONG {records:,} RECORDS (median of {SCREENS})", "", "", bare
    how = f"{key:.1f} ms; 95th of 100 {middle(found, 'p95'):.1f} ms, the slowest {middle(found, 'worst'):.1f} ms"
    yield "  a keystroke, looked for and ranked", _times(key, floor), "16 ms", how
    how = f"95th of 100 {middle(shown, 'p95'):.1f} ms, the slowest {middle(shown, 'worst'):.1f} ms"
    yield "  a keystroke, until it is listed", f"{listed:.1f} ms", "100 ms", how
    yield "  made ready when first asked", f"{middle(found, 'ready'):.0f} ms", "", f"{memory(found):.0f} MiB at most"
    for name in crossed[0].answer["times"]:
        yield f"  cross-table: {name}", f"{median(one.answer['times'][name] for one in crossed):.0f} ms", "", ""
    summed, scan = middle(crossed, "figures"), middle(crossed, "scan")
    yield "  cross-table: every plan figure", f"{summed:.0f} ms", "", f"{summed / scan:.1f} × adding up the column"


def budgets(folder: Path) -> Iterator[Line]:
    """All England's finance reports of three years, budgets and five-year budgets: tables, check and pages."""
    from benchmarks import budget_file

    file = folder / "budgets.blmk"
    budget_file.make(file)
    child = partial(run, "benchmarks.budgets", folder=folder / "user")
    sums, pages = several(SCREENS, lambda: child("sums", file), lambda: child("pages", file))
    yield from _tables_and_pages("FINANCE REPORTS AND BUDGETS OF ENGLAND", sums, pages)
    yield "  peak memory", f"{memory(pages):.0f} MiB", "", f"tables and check {memory(sums):.0f} MiB"


def papers(folder: Path) -> Iterator[Line]:
    """The whole pack of the example data's meeting, as PDF, Word and Excel."""
    file = folder / "demo.blmk"
    if not file.exists():
        _demo(file)
    child = partial(run, "benchmarks.papers", folder=folder / "user")
    bare, pdf, word, excel = several(
        SCREENS, *(partial(child, what, file) for what in ("bare", ".pdf", ".docx", ".xlsx"))
    )
    floor, number, words = middle(bare, "written"), int(pdf[0].answer["papers"]), int(pdf[0].answer["words"])
    merely = f"Typst merely setting its {words:,} words: {floor:.0f} ms"
    yield f"A PACK OF {number} PAPERS (median of {SCREENS})", "", "", merely
    how = f"{middle(pdf, 'made'):.0f} ms; the check of the file before it {middle(pdf, 'checked'):.0f} ms"
    yield "  made from the data", _times(middle(pdf, "made"), floor), "", how
    yield from _written(floor, pdf, word, excel)


def england_paper(folder: Path) -> Iterator[Line]:
    """The estates paper of all England: thousands of schemes, more than a thousand of them with a footnote."""
    from benchmarks import weekly_file

    file = folder / "weekly.blmk"
    if not file.exists():
        weekly_file.make(file)
    child = partial(run, "benchmarks.papers", folder=folder / "user")
    bare, pdf, word, excel = several(
        1, *(partial(child, what, file, "estates") for what in ("bare", ".pdf", ".docx", ".xlsx"))
    )
    floor, words = middle(bare, "written"), int(pdf[0].answer["words"])
    yield "THE ESTATES PAPER OF ENGLAND (once)", "", "", f"Typst merely setting its {words:,} words: {floor:.0f} ms"
    yield "  made from the data", _times(middle(pdf, "made"), floor), "", f"{middle(pdf, 'made'):.0f} ms"
    yield from _written(floor, pdf, word, excel)


def _written(floor: float, *found: list[Measured]) -> Iterator[Line]:
    for name, measured in zip(("PDF, accessible", "Word", "Excel"), found, strict=True):
        reached = middle(measured, "written")
        yield (
            f"  written as {name}",
            _times(reached, floor),
            "",
            f"{reached:.0f} ms; {memory(measured):.0f} MiB at most",
        )


def _tables_and_pages(title: str, sums: list[Measured], pages: list[Measured]) -> Iterator[Line]:
    """Computed tables, the check and the pages of a file against merely reading the rows that they are made of."""
    floor, held = middle(sums, "read"), int(sums[0].answer["rows"])
    yield f"{title} (median of {SCREENS})", "", "", f"merely reading their {held:,} rows: {floor:.0f} ms"
    for name in sums[0].answer["tables"]:
        reached = median(one.answer["tables"][name] for one in sums)
        yield f"  summary: {name}", _times(reached, floor), "", f"{reached:.0f} ms"
    check = middle(sums, "check")
    yield "  check", _times(check, floor), "", f"{check:.0f} ms; {int(sums[0].answer['findings']):,} findings"
    for name in pages[0].answer["pages"]:
        shown, freeze = (median(one.answer["pages"][name][at] for one in pages) for at in (0, 1))
        how = f"{_times(shown, floor)}; held up {freeze:.0f} ms at most"
        yield f"  page: {name}", f"{shown:.0f} ms", "", how


def _fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def demo_round(folder: Path) -> Iterator[Line]:
    """The plan round of the example data."""
    file = folder / "demo.blmk"
    if not file.exists():
        _demo(file)
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
    yield f"{number:,} NETWORKS' PLAN ROUND (median of {times})", "", "", ""
    yield _against("plan forms written", written, bare, "writing", ("knowing",))
    yield _against("returns imported", imported, read, "reading", ("proposing", "writing"))
    records = int(imported[0].answer["records"])
    yield (
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
    return f"  {what}", _times(reached, floor), "", f"{reached:.0f} ms: {shares}; merely {merely} {floor:.0f} ms"


def _times(reached: float, floor: float) -> str:
    return f"{reached / floor:.2f} ×"


def _say(line: Line) -> None:
    what, reached, aim, how = line
    aimed = f"aim {aim}" if aim else ""
    sys.stdout.write(f"{what:38} {reached:>9}  {aimed:11} {how}".rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
