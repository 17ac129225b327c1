"""Small workforce surveys as practices fill them in, laid out by the words that writer and reader share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.survey import STAFF_GROUPS
from blmk_desktop.templates.marker import MARKER_SHEET, TITLE, Marker
from blmk_desktop.templates.survey_layout import (
    ALL_STAFF,
    ANSWER,
    AS_AT,
    CAPACITY_FIELDS,
    CODE,
    FORM,
    NAME,
    QUESTION,
    STAFF_FIELDS,
    STAFF_GROUP,
    SURVEY,
    VERSION,
    YEAR,
)

HEAD = 8  # the 1-based row of the headings
Edit = Callable[[openpyxl.Workbook], object]
# Headcount, WTE, vacancies, over 50, over 55, retiring, locums, note
PARTNERS = (4, 3.25, 1, 2, 1, 1, 0.5, None)
NURSES = (3, 2.1, None, 1, 0, 0, None, "one on leave")
ROOMS = {"training_practice": "Yes", "trainers": 2, "consulting_rooms": 9, "rooms_free": 12}


def survey_marker(code: str = "E81001", year: str = "2022/23", version: int = VERSION) -> Marker:
    """What a form carries inside."""
    return Marker(FORM, version, code, year, "", "2022-08-01")


def survey_form(
    path: Path,
    staff: Mapping[str, Sequence[object]],
    answers: Mapping[str, object] | None = None,
    *,
    carries: Marker | None = None,
    shows: dict[str, object] | None = None,
    edit: Edit | None = None,
) -> Path:
    """Write a filled survey: `carries` is its hidden sheet, `shows` its labelled cells, `edit` what befell it later."""
    carried = carries or survey_marker()
    shown: dict[str, Any] = {CODE: carried.code, NAME: "Kempston", YEAR: carried.year, AS_AT: date(2022, 9, 30)}
    shown |= shows or {}
    book = openpyxl.Workbook()
    page = book.active
    page.title = SURVEY
    page["A1"] = "Workforce survey"
    for row, (label, value) in enumerate(shown.items(), start=2):
        page.cell(row, 1, label)
        page.cell(row, 2, value)
    fields = RECORDS["practice_staff"].by_name
    _row(page, HEAD, [STAFF_GROUP, *(fields[name].heading for name in STAFF_FIELDS)])
    for row, group in enumerate(STAFF_GROUPS, start=HEAD + 1):
        _row(page, row, [group, *staff.get(group, ())])
    below = HEAD + len(STAFF_GROUPS) + 1
    page.cell(below, 1, ALL_STAFF)
    _row(page, below + 2, [QUESTION, ANSWER])
    for row, name in enumerate(CAPACITY_FIELDS, start=below + 3):
        _row(page, row, [RECORDS["practice_capacity"].by_name[name].label, (answers or {}).get(name)])
    hidden = book.create_sheet(MARKER_SHEET)
    hidden.sheet_state = "hidden"
    hidden["A1"] = TITLE
    for row in carried.rows():
        hidden.append(row)
    if edit:
        edit(book)
    book.save(path)
    return path


def _row(page: Any, row: int, values: Sequence[object]) -> None:
    for column, value in enumerate(values, start=1):
        page.cell(row, column, value)
