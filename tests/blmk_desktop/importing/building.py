"""Workbooks as people send them, and what importing them would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

import db
from blmk_desktop.changes import ChangeSet
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.importing.proposal import Options, Proposal, ProposedRow, Refusal, SheetProposal

Rows = Sequence[Sequence[object]]
PLAN = ("Place", "PCN", "Allocation", "Forecast spend", "In post", "Planned")


def workbook(
    path: Path, sheets: Mapping[str, Rows] | Rows, merged: Sequence[str] = (), formats: Mapping[str, str] | None = None
) -> Path:
    """Write a workbook; merged areas and number formats are of its last sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    named = sheets if isinstance(sheets, Mapping) else {"Plan": sheets}
    for name, rows in named.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    for cell, form in (formats or {}).items():
        page[cell].number_format = form
    book.save(path)
    return path


def plan(path: Path, *rows: Sequence[object], title: str = "PCN workforce plan 2022/23", **more: Any) -> Path:
    """A plan table with the usual headings in its third row."""
    return workbook(path, [[title], [], PLAN, *rows], **more)


def proposed(store: db.DataFile, *paths: Path, **options: Any) -> Proposal:
    """What importing the files would do."""
    return propose(store, paths, Options(**options))


def only_sheet(store: db.DataFile, path: Path, **options: Any) -> SheetProposal:
    """What the one sheet of a file would do."""
    (sheet,) = proposed(store, path, **options).sheets()
    return sheet


def imported(store: db.DataFile, *paths: Path, accept_valid: bool = False, **options: Any) -> ChangeSet | None:
    """Import the files."""
    return apply(store, proposed(store, *paths, **options), accept_valid=accept_valid)


def figures(sheet: SheetProposal) -> dict[tuple[object, ...], object]:
    """The plan figures proposed: (whom, measure, month) to the value in hundredths."""
    return {
        (_whom(row), row.after["measure"], row.after.get("month")): row.after["value"]
        for row in sheet.rows
        if row.kind == "plan_figure" and row.status == "added"
    }


def values(sheet: SheetProposal, measure: str) -> dict[object, object]:
    """The figures of one measure: whom to the value in hundredths."""
    return {whom: value for (whom, of, _), value in figures(sheet).items() if of == measure}


def _whom(row: ProposedRow) -> object:
    named = [str(row.after[name]) for name in ("place", "pcn", "role") if row.after.get(name)]
    return " · ".join(named)


def claims(sheet: SheetProposal) -> dict[str, bool | None]:
    """The claims of a sheet: cell to whether it holds."""
    return {claim.where.rpartition("!")[2]: claim.held for claim in sheet.claims}


def refusals(sheet: SheetProposal) -> dict[str, str]:
    """What is refused: cell to why."""
    return {refusal.where.rpartition("!")[2]: refusal.why for refusal in sheet.refused}


def refusal(sheet: SheetProposal) -> Refusal:
    """The one refusal of a sheet."""
    (only,) = sheet.refused
    return only


def content(store: db.DataFile) -> dict[str, list[tuple[object, ...]]]:
    """Every record of every kind, without its identity."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    with store.reading() as connection:
        return {
            kind: sorted((tuple(row[1:]) for row in connection.execute(select(table))), key=repr)
            for kind, table in TABLES.items()
        }


def one(store: db.DataFile, kind: str, **wanted: object) -> dict[str, Any]:
    """The one record with these values."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES[kind]
    query = select(table).where(*(table.c[name] == value for name, value in wanted.items()))
    with store.reading() as connection:
        return dict(connection.execute(query).mappings().one())
