"""Small plan forms as networks fill them in, laid out by the words that writer and reader share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from blmk_desktop.templates.marker import MARKER_SHEET, TITLE, Marker
from blmk_desktop.templates.plan_layout import (
    ALLOCATION,
    BALANCE,
    CODE,
    COLUMNS,
    COST,
    FORM,
    NAME,
    PLAN,
    PLANNED_WTE,
    STAGE,
    TOTAL_COST,
    VERSION,
    YEAR,
)

CROWN = "U35004"
YEAR_22, FINAL = "2022/23", "final"
HEAD = 12  # the 1-based row of the headings
Edit = Callable[[openpyxl.Workbook], object]

# Line, role, post, WTE, start, leaving, salary, note
PHARMACIST = (1, "Clinical Pharmacist", "Lead", 1.0, date(2022, 7, 1), None, None, None)
PARAMEDIC = (2, "Paramedic", None, 0.8, None, date(2022, 12, 31), 41_000, "maternity cover")


def marker(code: str = CROWN, year: str = YEAR_22, stage: str = FINAL, version: int = VERSION) -> Marker:
    """What a form carries inside."""
    return Marker(FORM, version, code, year, stage, "2022-08-01")


def plan_form(
    path: Path,
    *lines: Sequence[object],
    carries: Marker | None = None,
    shows: dict[str, object] | None = None,
    edit: Edit | None = None,
) -> Path:
    """Write a filled form: `carries` is its hidden sheet, `shows` its labelled cells, `edit` what befell it later."""
    carried = carries or marker()
    shown: dict[str, Any] = {CODE: carried.code, NAME: "Crown", YEAR: carried.year, STAGE: carried.stage}
    shown |= dict.fromkeys((ALLOCATION, TOTAL_COST, BALANCE, PLANNED_WTE)) | (shows or {})
    book = openpyxl.Workbook()
    page = book.active
    page.title = PLAN
    page["A1"] = "PCN workforce plan"
    for row, (label, value) in enumerate(shown.items(), start=2):
        page.cell(row, 1, label)
        page.cell(row, 3, value)
    for column, heading in enumerate((*COLUMNS.values(), COST), start=1):
        page.cell(HEAD, column, heading)
    for row, line in enumerate(lines, start=HEAD + 1):
        for column, value in enumerate(line, start=1):
            page.cell(row, column, value)
    for number in range(len(lines) + 1, 21):  # blank lines, numbered
        page.cell(HEAD + number, 1, number)
    hidden = book.create_sheet(MARKER_SHEET)
    hidden.sheet_state = "veryHidden"
    hidden.append([TITLE])
    for label, text in carried.rows():
        hidden.append([label, text])
    if edit:
        edit(book)
    book.save(path)
    return path


def with_(line: Sequence[object], /, **changes: object) -> tuple[object, ...]:
    """A line with some of its cells changed, by field."""
    names = list(COLUMNS)
    return tuple(changes.get(name, value) for name, value in zip(names, line, strict=True))
