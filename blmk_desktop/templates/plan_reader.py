"""A plan form read back whole from its workbook: what it says of the network, and the lines as far as filled in.

So a network needs nothing but its workbook: allocation, maxima, roles and caps are those that it carries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from blmk_desktop.acts.plan_drafts import TYPED, DraftLine, PlanFacts, next_number, typed
from blmk_desktop.errors import UserError, Where
from blmk_desktop.importing.returns.plan_form import OURS, ReturnForm, find_return
from blmk_desktop.periods import month_start, read_date, year_end, year_start
from blmk_desktop.records.workforce import PLAN_ROUND
from blmk_desktop.rules.affordability import Allowance
from blmk_desktop.rules.caps import Cap
from blmk_desktop.rules.plan_costs import MONTHS, ON_COSTS, WHOLE, Rates
from blmk_desktop.templates import plan_layout as layout
from blmk_desktop.templates import plan_places as at
from blmk_desktop.templates.marker import MARKER_SHEET
from blmk_desktop.templates.plan_form import FormLine, FormPractice, FormRole, PlanForm
from blmk_desktop.values import clean_text, read_number, scaled
from blmk_desktop.workbook import Workbook, read_path

FILLED = ("role", "wte", "start", "end", "salary")  # what makes a row a line; a note alone is a remark
Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that cannot be what it says: where, what it holds, why."""

    cell: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A form as read: the form without its lines, the lines, the cells that could not be read, sheets added to it.

    `made` is the day (ISO) on which the form was made.
    """

    form: PlanForm
    lines: tuple[DraftLine, ...]
    unread: tuple[Unread, ...] = ()
    added: tuple[str, ...] = ()
    made: str = ""

    @property
    def facts(self) -> PlanFacts:
        """What its lines are held against."""
        return facts_of(self.form, self.made)


def open_form(path: Path) -> OpenedForm:
    """Read a plan form from its workbook.

    Raises UserError if the file cannot be read, is no such form, is of another version, or lacks its sheet 'Lists'.
    """
    workbook = read_path(path)
    found = find_return(workbook)
    where = Where(path.name)
    if found is None or found.head is None or not found.marker.code:
        raise UserError(
            "This is no plan form: it has no table of lines, or nothing in it says whose plan it is.", where
        )
    if found.marker.version != layout.VERSION:
        held = f"version {found.marker.version}, and this application has version {layout.VERSION}"
        raise UserError(f"The form is of {held}. Ask for the current form.", where)
    stages = PLAN_ROUND.by_name["stage"].choices
    if found.marker.stage not in stages or not found.marker.year:
        raise UserError("The form does not say which year and stage it is of. Ask for the form again.", where)
    form = _form(found, workbook, where)
    made = found.marker.made
    lines, unread = _lines(found, facts_of(form, made))
    added = [sheet.name for sheet in workbook.sheets if sheet.rows and sheet.name not in (*OURS, found.sheet.name)]
    return OpenedForm(form, lines, unread, tuple(added), made)


def may_be_plan_form(path: Path) -> bool:
    """Whether an Excel workbook has a sheet of the name that our forms hide: told without reading its cells."""
    try:
        with ZipFile(path) as archive:
            return MARKER_SHEET.encode() in archive.read("xl/workbook.xml")
    except (OSError, KeyError, BadZipFile):
        return False


def is_plan_form(path: Path) -> bool:
    """Whether a workbook is a plan form, filled in or not; False for what cannot be read at all."""
    try:
        found = find_return(read_path(path))
    except UserError:
        return False
    return found is not None and bool(found.marker.code)


def facts_of(form: PlanForm, made: str = "") -> PlanFacts:
    """What a draft of this form is held against.

    Staff in post are those of the day it was made; of the year's first day if it was made in another year.
    """
    first, last = year_start(form.year), year_end(form.year)
    return PlanFacts(
        pcn=form.code,
        name=form.name,
        round=f"{form.year} {form.stage}",
        year=form.year,
        as_at=made if first <= made <= last else first,
        rates=form.rates,
        allowance=Allowance(form.allocation, form.registered, dict(form.caps)),
        roles=tuple(role.name for role in form.roles),
        place=form.place,
        stage=form.stage,
    )


def filled(form: PlanForm, lines: Sequence[DraftLine]) -> PlanForm:
    """The form with these lines in it."""
    given = tuple(
        FormLine(line.role, line.wte, line.start, line.end, line.salary, line.post, line.note, line.line)
        for line in lines
    )
    return replace(form, lines=given, lines_from="what you filled in before")


# What it says of the network


def _form(found: ReturnForm, workbook: Workbook, where: Where) -> PlanForm:
    """Everything but the lines. Raises UserError where the lists are not there any more."""
    lists = _rows(workbook, layout.LISTS)
    head = next(
        (row for row, cells in enumerate(lists) if _texts(cells)[:3] == ["Role", "Reimbursed from", "Cap"]), None
    )
    if head is None:
        raise UserError(f"The sheet '{layout.LISTS}' with roles and maxima has gone. Ask for the form again.", where)
    listed = [cells for cells in lists[head + 3 :] if cells and clean_text(cells[0])]
    summary, year = _rows(workbook, layout.SUMMARY), found.marker.year
    known = {clean_text(cells[0]): cells for cells in _below(summary, "Role", "In post now (WTE)") if cells}
    practices = [cells for cells in _below(summary, "Practice", "Code") if cells]
    total, (in_post_from, last_plan_from) = known.get("All roles", ()), _sources(summary)
    start = {clean_text(cells[0]): clean_text(_at(cells, 1)) for cells in _rows(workbook, layout.INSTRUCTIONS) if cells}
    return PlanForm(
        code=found.marker.code.upper(),
        name=found.text(layout.NAME) or found.marker.code,
        year=year,
        stage=found.marker.stage,
        place=start.get("Network", "").rpartition("), ")[2] if "), " in start.get("Network", "") else "",
        allocation=_hundredths(found.labelled[layout.ALLOCATION].value)
        if layout.ALLOCATION in found.labelled
        else None,
        registered=next((_hundredths(_at(row, 2)) for row in practices if row[0] == "All practices"), None),
        practices=tuple(
            FormPractice(clean_text(_at(row, 1)), clean_text(row[0]), _hundredths(_at(row, 2)))
            for row in practices
            if clean_text(_at(row, 1))
        ),
        roles=tuple(_role(cells, known.get(clean_text(cells[0]), ())) for cells in listed),
        rates=_rates(listed, _on_costs(lists), year),
        caps=tuple(_caps(listed)),
        in_post=_hundredths(_at(total, 1)),
        last_plan=_hundredths(_at(total, 2)),
        in_post_from=in_post_from,
        last_plan_from=last_plan_from,
        due=_day(start.get("Send it by", "")),
        send_to=start.get("Send it to", "").removesuffix("whoever sent it to you"),
    )


def _rows(workbook: Workbook, name: str) -> Sequence[Row]:
    return next((sheet.rows for sheet in workbook.sheets if sheet.name == name), ())


def _texts(cells: Row) -> list[str]:
    return [clean_text(cell) for cell in cells]


def _at(cells: Row, column: int) -> object:
    return cells[column] if column < len(cells) else None


def _below(rows: Sequence[Row], *headings: str) -> Sequence[Row]:
    """The rows under the row that begins with these headings, down to a blank one."""
    head = next((row for row, cells in enumerate(rows) if _texts(cells)[: len(headings)] == list(headings)), None)
    if head is None:
        return ()
    blank = (row for row in range(head + 1, len(rows)) if not any(_texts(rows[row])))
    return rows[head + 1 : next(blank, len(rows))]


def _hundredths(cell: object) -> int | None:
    """A figure in pence or hundredths; None where it is not known."""
    try:
        return scaled(read_number(cell).value, 2)
    except ValueError:
        return None


def _role(cells: Row, known: Row) -> FormRole:
    return FormRole(clean_text(cells[0]), _day(_at(cells, 1)), _hundredths(_at(known, 1)), _hundredths(_at(known, 2)))


def _day(cell: object) -> str:
    try:
        return read_date(cell) if clean_text(cell) else ""
    except ValueError:
        return ""


def _on_costs(lists: Sequence[Row]) -> int:
    """From the row 'A salary with on-costs, in ten-thousandths of the salary'."""
    number = next((_at(cells, 1) for cells in lists if clean_text(_at(cells, 0)).startswith("A salary with")), None)
    return int(number) - WHOLE if isinstance(number, int | float) and number >= WHOLE else ON_COSTS


def _rates(listed: Sequence[Row], on_costs: int, year: str) -> Rates:
    """Each role's maxima from the months from which they hold; 0 stands for one that is not known."""
    maxima = {}
    for cells in listed:
        months = [_hundredths(_at(cells, at.MAXIMA + month - 1)) or None for month in MONTHS]
        maxima[clean_text(cells[0])] = tuple(
            (month_start(year, month), months[month - 1])
            for month in MONTHS
            if month == 1 or months[month - 1] != months[month - 2]
        )
    return Rates(maxima, on_costs)


def _caps(listed: Sequence[Row]) -> Iterator[tuple[str, Cap]]:
    for cells in listed:
        most = _hundredths(_at(cells, 2))
        if most is not None:
            role, group = clean_text(cells[0]), clean_text(_at(cells, 3))
            yield role, Cap(group or role, most // 100, most // 100, group)


def _sources(summary: Sequence[Row]) -> tuple[str, str]:
    """Where the figures of staff in post and of the last plan come from, as the summary says it."""
    said = next((text for cells in summary if (text := clean_text(_at(cells, 0))).startswith("In post now: ")), "")
    in_post, _, last = said.removeprefix("In post now: ").rstrip(".").partition(". Last plan: ")
    return in_post.removeprefix("we do not know it by role"), last.removeprefix("there is none")


# The lines


def _lines(found: ReturnForm, facts: PlanFacts) -> tuple[tuple[DraftLine, ...], tuple[Unread, ...]]:
    """The lines that are filled in; a cell that cannot be what it says is left blank and told."""
    lines: list[DraftLine] = []
    unread: list[Unread] = []
    for row in range((found.head or 0) + 1, len(found.sheet.rows)):
        if not any(found.cell(row, name) is not None for name in FILLED):
            continue
        line = DraftLine(len(lines) + 1, _number(found.cell(row, "line"), lines))
        for name in TYPED:
            cell: Any = found.cell(row, name)
            if cell is None:
                continue
            try:
                line = typed(line, name, cell, facts)
            except ValueError as error:
                unread.append(Unread(found.place(row, name), clean_text(cell), str(error)))
        lines.append(line)
    return tuple(lines), tuple(unread)


def _number(cell: object, lines: Sequence[DraftLine]) -> int:
    """The line's own number unless another line has it."""
    text = clean_text(cell)
    number = int(text) if text.isdecimal() and len(text) < 7 else 0
    return number if number and number not in {line.line for line in lines} else next_number(lines)
