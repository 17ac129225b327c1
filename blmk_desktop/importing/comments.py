"""The comment workbook: what an import refused and which claims fail, to be sent back to whom the file came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from blmk_desktop.errors import UserError
from blmk_desktop.export import replacing
from blmk_desktop.importing.proposal import Proposal

REFUSED = ("File", "Sheet", "Cell", "What it is", "Value", "Why it cannot be taken", "Did you mean")
FAILED = ("File", "Sheet", "Cell", "Subject", "Measure", "Printed", "Computed", "Remark")
WIDTHS = {"File": 32, "Value": 24, "Why it cannot be taken": 70, "Subject": 28, "Remark": 40, "Did you mean": 40}
LONGEST = 32_000  # characters; Excel holds 32,767 in a cell

Row = Sequence[str]


def write_comments(proposal: Proposal, path: Path) -> int:
    """Write both lists to a .xlsx file, one sheet each; how many comments there are.

    Raises UserError where there is nothing to comment on, or the file cannot be written.
    """
    refused, failed = list(_refused(proposal)), list(_failed(proposal))
    if not refused and not failed:
        raise UserError("There is nothing to comment on: nothing is refused and no claim fails.")
    replacing(path, lambda target: _write(target, refused, failed))
    return len(refused) + len(failed)


def _refused(proposal: Proposal) -> Iterator[Row]:
    for file in proposal.files:
        if file.error:
            yield (file.path.name, "", "", "The file", "", file.error, "")
        for sheet in file.sheets:
            for item in sheet.refused:
                place = _cell(item.where, sheet.sheet)
                yield (file.path.name, *place, item.field, item.value, item.why, " or ".join(item.suggestions))


def _failed(proposal: Proposal) -> Iterator[Row]:
    for file in proposal.files:
        for sheet in file.sheets:
            for claim in sheet.claims:
                if claim.held is False:
                    place = _cell(claim.where, sheet.sheet)
                    figures = (claim.printed, claim.computed, claim.why)
                    yield (file.path.name, *place, claim.subject, claim.measure, *figures)


def _cell(where: str, sheet: str) -> tuple[str, str]:
    """'Sheet!B3' as sheet and cell."""
    return sheet, where.removeprefix(sheet).removeprefix("!")


def _write(path: Path, refused: Sequence[Row], failed: Sequence[Row]) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(str(path))
    heading = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for name, headings, rows in (("Refused", REFUSED, refused), ("Claims that fail", FAILED, failed)):
        if not rows:
            continue
        page = book.add_worksheet(name)
        for column, words in enumerate(headings):
            page.set_column(column, column, WIDTHS.get(words, 16))
            page.write_string(0, column, words, heading)
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                page.write_string(at, column, value[:LONGEST], text)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(rows), len(headings) - 1)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    book.close()
