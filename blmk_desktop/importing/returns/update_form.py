"""An update form come back: its tables found by their headings, what each cell says now, and what it said when sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Cells
from blmk_desktop.templates.marker import MARKER_SHEET, Marker, find_marker
from blmk_desktop.templates.update_layout import AS_SENT, FORMS, KEY, SENT_HEADINGS, Block, Column, UpdateForm
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import Sheet, Workbook, cell_name

Sent = dict[tuple[str, str, str], str]  # table, key and column to the stored value as text, '' for none


@dataclass(slots=True)
class UpdateTable:
    """A table of the form as it stands on a sheet: the 0-based row of its headings and column of each field."""

    block: Block
    sheet: Sheet
    head: int
    columns: dict[str, int]
    strange: list[str] = field(default_factory=list)  # headings that the form does not have

    def cell(self, row: int, column: Column) -> object:
        """A cell by 0-based row; None for a blank one."""
        at = self.columns.get(column.name)
        cells = self.sheet.rows[row]
        value = cells[at] if at is not None and at < len(cells) else None
        return None if isinstance(value, str) and not value.strip() else value

    def where(self, row: int, column: Column) -> str:
        """Where a cell stands, as Sheet!D14."""
        return f"{self.sheet.name}!{cell_name(row, self.columns.get(column.name, 0))}"

    def filled(self) -> list[int]:
        """The rows below the headings in which anything stands under one of them."""
        wanted = set(self.columns.values())
        rows = range(self.head + 1, len(self.sheet.rows))
        return [row for row in rows if any(self._has(row, at) for at in wanted)]

    def _has(self, row: int, at: int) -> bool:
        cells = self.sheet.rows[row]
        return at < len(cells) and cells[at] is not None and clean_text(cells[at]) != ""


@dataclass(slots=True)
class ReturnedForm:
    """An update form as it stands in its workbook. `sent` is empty where its hidden sheet has gone."""

    form: UpdateForm
    marker: Marker
    tables: list[UpdateTable]
    sent: Sent
    missing: list[str] = field(default_factory=list)  # tables that were sent and are not there


def find_update(workbook: Workbook) -> ReturnedForm | None:
    """The update form in a workbook, if it is one of ours; its sheets may be renamed, moved and added to."""
    marker = find_marker(workbook)
    if marker is None or marker.form not in FORMS:
        return None
    form = FORMS[marker.form]
    sheets = [sheet for sheet in workbook.sheets if sheet.rows and sheet.name not in (AS_SENT, MARKER_SHEET)]
    sent = sent_values(workbook)
    tables = {block.sheet: _table(block, sheets) for block in form.blocks}
    was = {sheet for sheet, _, _ in sent}
    return ReturnedForm(
        form,
        marker,
        [table for table in tables.values() if table],
        sent,
        [name for name, table in tables.items() if table is None and name in was],
    )


def source_of(found: ReturnedForm, name: str) -> str:
    """Under which name its workbook is kept: people send files of one name, which are no editions of each other."""
    path, who = PurePath(name), found.marker.code
    return name if not who or folded(who) in folded(path.stem) else f"{path.stem} ({who}){path.suffix}"


def _table(block: Block, sheets: Sequence[Sheet]) -> UpdateTable | None:
    """The row of a sheet with most of the table's headings: all that make its key, and half of all at least."""
    best: UpdateTable | None = None
    for sheet in sheets:
        for at, row in enumerate(sheet.rows):
            columns, strange = _columns(block, row)
            keys = all(column.name in columns for column in block.of_role(KEY))
            enough = keys and 2 * len(columns) >= len(block.columns)
            if enough and (best is None or len(columns) > len(best.columns)):
                best = UpdateTable(block, sheet, at, columns, strange)
    return best


def _columns(block: Block, row: Cells) -> tuple[dict[str, int], list[str]]:
    """Field to column for the headings on a row, of two of one name the first; and headings that are none of ours."""
    names = {folded(column.heading): column.name for column in block.columns}
    found: dict[str, int] = {}
    strange = []
    for at, cell in enumerate(row):
        if not isinstance(cell, str) or not cell.strip():
            continue
        name = names.get(folded(cell))
        if name and name not in found:
            found[name] = at
        else:
            strange.append(clean_text(cell))
    return found, strange


def sent_values(workbook: Workbook) -> Sent:
    """What the form said when it was made; empty where that sheet has gone."""
    for sheet in workbook.sheets:
        if sheet.rows and tuple(map(clean_text, sheet.rows[0][:4])) == SENT_HEADINGS:
            rows = [[*map(_text, row), "", "", "", ""] for row in sheet.rows[1:]]
            return {(row[0], row[1], row[2]): row[3] for row in rows}
    return {}


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else clean_text(cell)
