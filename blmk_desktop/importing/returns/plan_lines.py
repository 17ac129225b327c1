"""The lines that a network filled in: read cell by cell, and refused where they cannot be what they say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count

from blmk_desktop.importing.proposal import Refusal
from blmk_desktop.importing.returns.plan_form import ReturnForm
from blmk_desktop.importing.returns.plan_limits import Limits
from blmk_desktop.importing.tables.cells import Told, Unreadable, read_column
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.importing.today import Today
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.plan_costs import Line
from blmk_desktop.templates.plan_layout import COLUMNS
from blmk_desktop.values import clean_text, read_absent
from blmk_desktop.workbook import CellError

FIELDS = {name: RECORDS["plan_line"].by_name[name] for name in COLUMNS}
INPUTS = tuple(name for name in COLUMNS if name != "line")
FIGURES = ("wte", "start", "end", "salary")
_DAY = ": write the day first, such as 01/10/2022, or leave the cell blank if "
HINTS = {
    "wte": ": write digits alone, such as 0.8",
    "start": f"{_DAY}in post when the year began",
    "end": f"{_DAY}they stay",
    "salary": ": write pounds in digits alone, such as 38000, or leave the cell blank",
}
_LONGEST = 300  # characters of a reason: it may quote what somebody pasted
NEEDED = {"role": "Role", "wte": "WTE", "start": "Start date", "end": "Leaving date", "salary": "Annual salary"}


@dataclass(slots=True)
class ReadLine:
    """One filled line: its values in stored form, by field, and its 0-based sheet row."""

    row: int
    values: dict[str, object]

    def as_rule(self) -> Line:
        """The line as the rules cost it."""
        return Line(**{name: self.values[name] for name in ("role", *FIGURES, "line")})  # type: ignore[arg-type]


@dataclass(slots=True)
class LinesRead:
    """The lines that can be taken, the cells refused, and what to tell the user."""

    lines: list[ReadLine] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_lines(form: ReturnForm, year: str, now: Today, *, from_text: bool) -> LinesRead:
    """Read every filled line of the table. A line without a number gets the next that no line of the form has.

    `year` is the plan's; '' where that is in doubt: then no date is held against it.
    """
    found = LinesRead()
    if form.head is None:
        headings = ", ".join(COLUMNS.values())
        why = f"the table of lines has gone: no row has the headings {headings}"
        found.refused.append(Refusal(form.sheet.name, "Table", "", why))
        return found
    if gone := [label for name, label in NEEDED.items() if name not in form.columns]:
        why = f"the table has no column {' and no column '.join(gone)}: has its heading been changed?"
        found.refused.append(Refusal(form.place(form.head, "role"), "Columns", "", why))
        return found
    rows = _filled(form, found)
    if not rows and not found.refused:
        found.refused.append(Refusal(form.place(form.head, "role"), "Table", "", "no line of the plan is filled in"))
        return found
    _read(form, rows, Reading(found, Limits(year, now.entries("arrs_role")), now, from_text))
    return found


@dataclass(slots=True)
class Reading:
    """What the lines are read with, and into."""

    found: LinesRead
    limits: Limits
    now: Today
    from_text: bool


def _filled(form: ReturnForm, found: LinesRead) -> list[int]:
    """The 0-based rows that hold a line. Totals and remarks are noted and left out.

    A line below a total may be one of the plan, or of another table under it: its number tells, else it is refused.
    """
    rows: list[int] = []
    remarks: list[int] = []
    totals: list[int] = []
    for row in range((form.head or 0) + 1, len(form.sheet.rows)):
        filled = {name for name in INPUTS if form.cell(row, name) is not None}
        if _is_total(form, row):
            totals.append(row)
        elif filled <= {"post", "note"} or _is_words(form, row, filled):
            remarks += [row] if filled else []
        elif totals and form.cell(row, "line") is None:
            why = f"stands below the total on row {totals[-1] + 1}: number the line if the plan has it, else clear it"
            found.refused.append(Refusal(form.place(row, "line"), "Line", "", why))
        else:
            rows.append(row)
    found.notes += [f"row {row + 1} is a total and left out" for row in totals[:6]]
    if remarks:
        rows_word = f"{len(remarks)} rows hold" if len(remarks) > 1 else f"row {remarks[0] + 1} holds"
        found.notes.append(f"{rows_word} words and no role, WTE or date; left out")
    if hidden := [row for row in rows if row in form.sheet.hidden_rows]:
        listed = ", ".join(str(row + 1) for row in hidden[:6])
        found.notes.append(f"{len(hidden)} line{'s are' if len(hidden) > 1 else ' is'} hidden and taken (row {listed})")
    return rows


def _is_total(form: ReturnForm, row: int) -> bool:
    """Whether a row says that it is a total where its role would stand; a post may well be called 'Total'."""
    names = ("line", "role") if form.cell(row, "role") is not None else ("line", "post")
    return is_total([form.cell(row, name) for name in names], only=True)


def _is_words(form: ReturnForm, row: int, filled: set[str]) -> bool:
    """Whether a row is a remark under the table: one text that is no role, on a row without a number."""
    text = form.cell(row, "role")
    alone = filled == {"role"} and form.cell(row, "line") is None
    return alone and isinstance(text, str) and len(text.split()) > 8


def _read(form: ReturnForm, rows: list[int], reading: Reading) -> None:
    """Read the filled rows column by column, then look at each line as a whole."""
    columns = {}
    names, refused = reading.now.names, reading.found.refused
    merged = _merged(form)
    for name, declared in FIELDS.items():
        cells = [form.cell(row, name) for row in rows]
        read = read_column(declared, cells, names, Told(COLUMNS[name], from_text=reading.from_text))
        columns[name] = read.values
        reading.found.notes += sorted(note for note in read.notes if "decimals" not in note)[:6]
    numbers = _numbered(form, rows, columns["line"], refused)
    for at, row in enumerate(rows):
        values = {name: columns[name][at] for name in FIELDS} | {"line": numbers[at]}
        wrong = _cells_refused(form, row, values, merged)
        wrong += [] if row in merged else _line_refused(form, row, values, wrong, reading.limits)
        refused += wrong
        if not wrong and isinstance(numbers[at], int):
            reading.found.lines.append(ReadLine(row, values))


def _merged(form: ReturnForm) -> set[int]:
    """The 0-based rows of which a cell of the table is merged with one above or below, or with the next column's."""
    columns = set(form.columns.values())
    rows: set[int] = set()
    for top, left, bottom, right in form.sheet.merged:
        hit = len(columns & set(range(left, right + 1)))
        if hit > 1 or (hit and bottom > top):
            rows |= set(range(top, bottom + 1))
    return rows


def _numbered(form: ReturnForm, rows: list[int], read: list[object], refused: list[Refusal]) -> list[int | None]:
    """The number of each line; None for one that cannot be read or stands twice, which is refused."""
    below = range((form.head or 0) + 1, len(form.sheet.rows))
    printed = [_printed(form.cell(row, "line")) for row in below]
    highest = max((number for number in printed if number < 1_000_000), default=0)
    taken = [value for value in read if isinstance(value, int)]
    new = count(max([highest, *taken]) + 1)
    numbers: list[int | None] = []
    standing: dict[object, list[int]] = defaultdict(list)
    for row, value in zip(rows, read, strict=True):
        standing[value].append(row)
    for row, value in zip(rows, read, strict=True):
        why = ""
        if isinstance(value, Unreadable):
            why = value.why
        elif isinstance(value, int) and value < 1:
            why = "a line's number is 1 or more"
        elif isinstance(value, int) and len(standing[value]) > 1:
            listed = " and ".join(str(other + 1) for other in standing[value][:5] if other != row)
            why = f"line {value} stands on row {listed} too: give each line a number of its own, or clear this cell"
        if why:
            refused.append(Refusal(form.place(row, "line"), "Line", _shown(form.cell(row, "line")), why))
        numbers.append(None if why else value if isinstance(value, int) else next(new))
    return numbers


def _printed(cell: object) -> int:
    """A line's number as the form prints it; 0 for anything else."""
    text = clean_text(cell)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _cells_refused(form: ReturnForm, row: int, values: dict[str, object], merged: set[int]) -> list[Refusal]:
    """The cells of a line that do not hold what they should, each by itself."""
    if row in merged:
        why = "cells of this line are merged with others: undo that, and fill in each"
        return [Refusal(form.place(row, "role"), "Role", _shown(form.cell(row, "role")), why)]
    wrong = []
    for name, value in values.items():
        cell = form.cell(row, name)
        if isinstance(value, Unreadable) and name != "line":
            label, shown = FIELDS[name].label, _shown(cell)
            why = f"{value.why[:_LONGEST]}{_hint(name, value.why)}"
            wrong.append(Refusal(form.place(row, name), label, shown, why, value.suggestions, value.alias_of))
        elif name in ("start", "end") and value is None and cell is not None and read_absent(cell) != "blank":
            why = "write the date, or leave the cell blank: blank means " + (
                "in post when the year began" if name == "start" else "stays beyond the end of the year"
            )
            wrong.append(Refusal(form.place(row, name), FIELDS[name].label, _shown(cell), why))
    return wrong


def _hint(name: str, why: str) -> str:
    """How it is to be written, for what could not be read at all."""
    return HINTS.get(name, "") if why.endswith(("is not a number", "is not a date")) else ""


def _line_refused(
    form: ReturnForm, row: int, values: dict[str, object], wrong: list[Refusal], limits: Limits
) -> list[Refusal]:
    """What is wrong with a line's readable values, beside each other and beside the year."""
    known = {name: None if isinstance(value, Unreadable) else value for name, value in values.items()}
    unread = {name for name, value in values.items() if isinstance(value, Unreadable)}
    told = {refusal.where for refusal in wrong}
    problems = limits.problems(known, form.cell(row, "wte"), unread)
    return [
        Refusal(form.place(row, name), FIELDS[name].label, _shown(form.cell(row, name)), why)
        for name, why in problems
        if form.place(row, name) not in told
    ]


def _shown(cell: object) -> str:
    """A cell as the sheet shows it, for a sentence."""
    return str(cell) if isinstance(cell, CellError) else clean_text(cell)[:120]
