"""In a process of its own: plan forms written and returns imported, or such workbooks merely written or read."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from benchmarks.telling import tell

if TYPE_CHECKING:
    from blmk_desktop.templates.plan_form import FormLine, PlanForm

YEAR, STAGE = "2022/23", "final"
ROLES = ("Clinical Pharmacist", "Pharmacy Technician", "Social Prescribing Link Worker", "Care Co-ordinator")
LINES = 15  # of a return


def main(what: str, *arguments: str) -> None:
    """Measure one of the functions below; libraries are loaded before the clock starts, in either case."""
    measured: dict[str, Callable[..., None]] = {
        "written": written,
        "merely_written": merely_written,
        "imported": imported,
        "merely_read": merely_read,
        "fill": fill,
    }
    measured[what](*map(Path, arguments))


def written(file: Path, folder: Path) -> None:
    """The form of every network of a data file, as `template pcn-plan --all` writes them."""
    import sqlalchemy  # noqa: F401
    import xlsxwriter  # noqa: F401

    from blmk_desktop.templates import plan_known  # noqa: F401
    from blmk_desktop.templates.plan_writer import write_plan

    begun = time.perf_counter()
    forms = _forms(file)
    known = time.perf_counter()
    for form in forms:
        write_plan(form, folder / f"{form.code}.xlsx")
    done = time.perf_counter()
    tell(time=(done - begun) * 1000, knowing=(known - begun) * 1000, workbooks=len(forms))


def merely_written(pattern: Path, folder: Path, times: Path) -> None:
    """The same cells as one form has, so many times over, without formats, validation or anything else.

    XlsxWriter looks formulas over before it takes them, which costs more than all the rest. The forms go round that,
    and so does this, or it would be no floor.
    """
    import xlsxwriter
    from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

    class Sheet(Worksheet):  # type: ignore[misc]
        def _write_formula(self, row: int, column: int, formula: str, look: Any = None, value: object = 0) -> int:
            self._check_dimensions(row, column)
            self.table[row][column] = CellFormulaTuple(formula[1:], look, value)
            return 0

    sheets, count = _cells(pattern), int(str(times))
    begun = time.perf_counter()
    for number in range(count):
        book = xlsxwriter.Workbook(folder / f"{number}.xlsx", {"in_memory": True})
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name, worksheet_class=Sheet)
            for row, column, value in cells:
                sheet.write(row, column, value)
        book.close()
    tell(time=(time.perf_counter() - begun) * 1000, cells=sum(map(len, sheets.values())))


def _cells(pattern: Path) -> dict[str, list[tuple[int, int, Any]]]:
    """Each sheet's filled cells."""
    import openpyxl

    return {
        sheet.title: [
            (cell.row - 1, cell.column - 1, getattr(cell.value, "text", cell.value))
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        for sheet in openpyxl.load_workbook(pattern)
    }


def fill(file: Path, folder: Path) -> None:
    """Write every network's return: its form with a plan that it can afford."""
    for at, form in enumerate(_forms(file)):
        returned(form, at, folder)
    tell()


def returned(form: PlanForm, at: int, folder: Path) -> Path:
    """A network's return: its form with a plan, no two networks' alike."""
    from blmk_desktop.templates.plan_writer import write_plan

    path = folder / f"{form.code}.xlsx"
    write_plan(replace(form, lines=tuple(_plan(at))), path)
    _save(path)
    return path


def _save(path: Path) -> None:
    """As Excel leaves it when it saves: without the request to calculate on opening, which makes noughts doubtful."""
    with ZipFile(path) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for info, part in parts.items():
            archive.writestr(info, part.replace(b' fullCalcOnLoad="1"', b""))


def _forms(file: Path) -> list[PlanForm]:
    import db
    from blmk_desktop.templates.plan_known import plan_forms

    with db.open_file(file, read_only=True) as store, store.reading() as connection:
        return plan_forms(connection, None, YEAR, STAGE)


def _plan(at: int) -> Iterator[FormLine]:
    """Some lines, no two networks' alike: in post, to come, leaving, and some with a salary."""
    from blmk_desktop.templates.plan_form import FormLine

    for line in range(1, LINES + 1):
        start = f"2022-{5 + (at + line) % 8:02d}-01" if line % 3 else None
        end = f"2023-0{1 + line % 3}-28" if line % 5 == 0 else None
        salary = (24_000 + at + 10 * line) * 100 if line % 4 == 0 else None
        yield FormLine(ROLES[(at + line) % 4], 50 + (at + line) % 51, start, end, salary, f"Post {line}", line=line)


def imported(file: Path, folder: Path) -> None:
    """Propose and apply a folder of returns, as the window and the command line do."""
    import python_calamine  # noqa: F401
    import sqlalchemy  # noqa: F401

    import db
    import main as program  # noqa: F401 - as the program is set
    from blmk_desktop.importing.engine import apply, propose

    with db.open_file(file) as store:
        begun = time.perf_counter()
        proposal = propose(store, sorted(folder.glob("*.xlsx")))
        proposed = time.perf_counter()
        refused = [refusal.why for refusal in proposal.refused()]
        if refused:
            raise SystemExit(f"{len(refused)} refusals, such as: {refused[0]}")
        made = apply(store, proposal, accept_valid=True)
        done = time.perf_counter()
    proposing, writing = (proposed - begun) * 1000, (done - proposed) * 1000
    tell(time=proposing + writing, proposing=proposing, writing=writing, records=made.changes if made else 0)


def merely_read(folder: Path) -> None:
    """Every cell of the same workbooks with the fastest reader there is, kept."""
    from python_calamine import CalamineWorkbook

    begun = time.perf_counter()
    sheets: list[list[Any]] = []
    for path in sorted(folder.glob("*.xlsx")):
        book = CalamineWorkbook.from_path(path)
        sheets += [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    tell(time=(time.perf_counter() - begun) * 1000, rows=sum(map(len, sheets)))


if __name__ == "__main__":
    main(*sys.argv[1:])
