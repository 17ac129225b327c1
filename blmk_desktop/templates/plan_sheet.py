"""The sheet 'Plan' of the plan form: what the network fills in, and what the workbook makes of it at once."""

from __future__ import annotations

from typing import Any

from blmk_desktop.periods import year_end, year_start
from blmk_desktop.rules.plan_costs import MONTHS, WHOLE, month_days
from blmk_desktop.templates import plan_layout as layout
from blmk_desktop.templates import plan_places as at
from blmk_desktop.templates.plan_checks import EARLIEST_START, FINE, LEAST_SALARY, MOST_SALARY, Checked
from blmk_desktop.templates.plan_form import FormLine, PlanForm
from blmk_desktop.templates.plan_formulas import BLANK, NOT_KNOWN, month_in, row_formulas
from blmk_desktop.templates.plan_places import Places, cell
from blmk_desktop.templates.plan_ready import ASK, NOT_YET, READY, counted, counted_formula, ready, ready_formula
from blmk_desktop.templates.plan_worked import Worked, maxima, running_parts
from blmk_desktop.templates.styles import AMBER_BOX, GREEN_BOX, RED_BOX, Book, boxed, check_colours, day, serial

_WIDTHS = (6, 37, 25, 7, 11, 11, 13, 24, 13, 46, *[6.5] * 12)
_LOOKS = ("number", "input", "input_text", "input_wte", "input_date", "input_date", "input_money", "input_text")
_LABELS, _VALUES, _MORE_LABELS, _MORE_VALUES = 1, 2, 4, 6  # columns of the labelled cells
_ALLOCATION, _COST, _BALANCE, _WTE = 2, 3, 4, 5  # their rows
_WITHOUT = ("without ", " of unknown cost")
_BOX_LABEL, _BOX = at.COST, at.CHECK


def write_plan_sheet(book: Book, work: Worked) -> None:
    """Add the sheet."""
    form, place = work.form, work.places
    sheet = book.sheet(layout.PLAN)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(at.HIDDEN, at.RUNNING + 11, 12, None, {"hidden": True})
    sheet.write_string(0, 0, f"PCN workforce plan {form.year}, {form.stage}: {form.name}", book.look("title"))
    sheet.set_row(0, 26)
    _labelled(book, sheet, work)
    _headings(book, sheet, work)
    _lines(book, sheet, work)
    _validate(sheet, form, place)
    _colour(book, sheet, place)
    _print(book, sheet, work)


def month_labels(year: str) -> list[str]:
    """The months of a year as headings: 'Apr 22'."""
    return [day(first).strftime("%b %y") for first, _ in month_days(year)]


def _labelled(book: Book, sheet: Any, work: Worked) -> None:
    """The cells above the table: whose plan it is, and what it comes to."""
    form, label = work.form, book.look("label")
    whose = ((layout.CODE, form.code), (layout.NAME, form.name), (layout.YEAR, form.year), (layout.STAGE, form.stage))
    for row, (words, value) in enumerate(whose, start=_ALLOCATION):
        sheet.write_string(row, _LABELS, words, label)
        sheet.write_string(row, _VALUES, value, book.look("value"))
    money = (layout.ALLOCATION, layout.TOTAL_COST, layout.BALANCE, layout.PLANNED_WTE)
    for row, words in enumerate(money, start=_ALLOCATION):
        sheet.write_string(row, _MORE_LABELS, words, label)
    _money(book, sheet, work)
    sheet.write_string(_ALLOCATION, _BOX_LABEL, layout.READY, label)
    status = f"Summary!$G${at.SUMMARY_ROLES + 2}:$G${at.SUMMARY_ROLES + 1 + work.places.roles}"
    cells = (cell(_ALLOCATION, _MORE_VALUES), cell(_BALANCE, _MORE_VALUES))
    box = book.look("box")
    sheet.merge_range(_ALLOCATION, _BOX, _WTE, _BOX, "", box)
    sheet.write_formula(_ALLOCATION, _BOX, ready_formula(work.places, *cells, status), box, ready(work))


def _money(book: Book, sheet: Any, work: Worked) -> None:
    """Allocation, cost, what is left of it, and the WTE at the end of the year."""
    plan, look = work.plan, book.look("value_pennies")
    if plan.allocation is None:
        sheet.write_string(_ALLOCATION, _MORE_VALUES, NOT_KNOWN, book.look("value"))
    else:
        sheet.write_number(_ALLOCATION, _MORE_VALUES, plan.allocation / 100, look)
    total = f"=ROUND(SUM({work.places.column(at.COST)}),2)"
    sheet.write_formula(_COST, _MORE_VALUES, total, look, plan.cost / 100)
    left_out = work.places.column(at.LEFT_OUT)
    count = f"SUMPRODUCT(--({left_out}>0))"
    sheet.write_formula(
        _COST,
        _MORE_VALUES + 1,
        f'=IF({count}=0,"",{counted_formula(_WITHOUT, count)})',
        book.look("quiet"),
        counted(_WITHOUT, len(plan.unknown)) if plan.unknown else "",
    )
    allocation, cost = cell(_ALLOCATION, _MORE_VALUES), cell(_COST, _MORE_VALUES)
    balance = f'=IF(ISNUMBER({allocation}),ROUND({allocation}-{cost},2),"{NOT_KNOWN}")'
    left: float | str = NOT_KNOWN if plan.balance is None else plan.balance / 100
    sheet.write_formula(_BALANCE, _MORE_VALUES, balance, look, left)
    last = f"=ROUND(SUM({work.places.column(at.MONTHS + 11)}),2)"
    sheet.write_formula(_WTE, _MORE_VALUES, last, book.look("value_wte"), plan.wte[-1] / 100)


def _headings(book: Book, sheet: Any, work: Worked) -> None:
    """What the columns are, and above the months what they add up to."""
    band, heading, middle = book.look("band"), book.look("heading"), book.look("heading_middle")
    above = at.HEADINGS - 1
    for column in range(at.HIDDEN):
        sheet.write_blank(above, column, None, band)
    sheet.write_string(above, 0, "Fill in the yellow cells, one line for each post", band)
    sheet.write_string(above, at.COST, "Worked out for you", band)
    sheet.write_string(above, at.MONTHS, "WTE in post on the last day of the month", band)
    sheet.write_string(above - 1, at.CHECK, "All lines together", book.look("label"))
    for month in MONTHS:
        column = at.MONTHS + month - 1
        total = f"=ROUND(SUM({work.places.column(column)}),2)"
        sheet.write_formula(above - 1, column, total, book.look("total_wte"), work.plan.wte[month - 1] / 100)
    names = (*layout.COLUMNS.values(), layout.COST, layout.CHECK)
    for column, name in enumerate(names):
        sheet.write_string(at.HEADINGS, column, name, heading)
    for column, name in enumerate(month_labels(work.form.year), start=at.MONTHS):
        sheet.write_string(at.HEADINGS, column, name, middle)
    sheet.set_row(at.HEADINGS, 32)
    sheet.freeze_panes(at.FIRST_LINE, at.POST)
    sheet.autofilter(at.HEADINGS, 0, work.places.last_line, at.NOTE)


def _lines(book: Book, sheet: Any, work: Worked) -> None:
    looks = [book.look(name) for name in _LOOKS]
    formulas = _Formulas(book, sheet, work)
    for row, (number, line, found) in enumerate(work.lines, start=at.FIRST_LINE):
        sheet.write_number(row, at.LINE, number, looks[at.LINE])
        _inputs(sheet, row, line, looks)
        formulas.write(row, line, found)


def _inputs(sheet: Any, row: int, line: FormLine, looks: list[Any]) -> None:
    for column, words in ((at.ROLE, line.role), (at.POST, line.post), (at.NOTE, line.note)):
        sheet.write_string(row, column, words, looks[column]) if words else sheet.write_blank(
            row, column, None, looks[column]
        )
    for column, figure in ((at.WTE, line.wte), (at.SALARY, line.salary)):
        sheet.write(row, column, None if figure is None else figure / 100, looks[column])
    for column, when in ((at.START, line.start), (at.END, line.end)):
        sheet.write(row, column, day(when) if when else None, looks[column])


class _Formulas:
    """The formulas of a line, with what they show when the workbook is first opened."""

    def __init__(self, book: Book, sheet: Any, work: Worked) -> None:
        self.sheet, self.work, self.year = sheet, work, work.form.year
        worked = {at.COST: "worked_pennies", at.CHECK: "worked"}
        self.looks = {column: book.look(worked.get(column, "worked_wte")) for column in range(at.COST, at.HIDDEN)}
        self.rows = {role.name: row for row, role in enumerate(work.form.roles, start=1)}
        self.most = {name: maxima(work.form.rates, name, self.year) for name in self.rows}

    def write(self, row: int, line: FormLine, found: Checked) -> None:
        """Write the formulas of one row."""
        shown = BLANK if line.blank else self._shown(line, found)
        formulas = row_formulas(row, self.work.places.roles, self.year)
        for column, (formula, value) in enumerate(zip(formulas, shown, strict=True), start=at.COST):
            self.sheet.write_formula(row, column, formula, self.looks.get(column), value)

    def _shown(self, line: FormLine, found: Checked) -> list[float | str]:
        """What the cells show, from the cost on to the last hidden one."""
        cost, held = found.cost, line.costed()
        spent: float | str = "" if cost is None else NOT_KNOWN if cost.unknown and not cost.total else cost.total / 100
        staff = [held.wte / 100 if cost and held.on(last) else 0 for _, last in month_days(self.year)]
        most = self.most.get(line.role, (None,) * 12)
        parts = running_parts(line, found, self.work.form, most)
        return [spent, found.check, *staff, *self._on_the_way(line, found), *parts]

    def _on_the_way(self, line: FormLine, found: Checked) -> list[float | str]:
        first = max(1, month_in(line.start, self.year)) if line.start else 1
        last = min(12, month_in(line.end, self.year)) if line.end else 12
        most = self.most.get(line.role, ())
        missing = sum(maximum is None for maximum in most[first - 1 : max(last, 0)])
        left_out = len(found.cost.unknown) if found.cost else 0
        pay = "" if line.salary is None else line.salary * (WHOLE + self.work.form.rates.on_costs)
        return [self.rows.get(line.role, 0), first, last, missing, left_out, pay, (line.wte or 0) if found.cost else 0]


def _validate(sheet: Any, form: PlanForm, place: Places) -> None:
    """What may be typed, and a message that says so while the cell is chosen."""
    first, last = at.FIRST_LINE, place.last_line
    wte, start, end = (cell(first, column) for column in (at.WTE, at.START, at.END))
    rules: dict[int, dict[str, Any]] = {
        at.ROLE: {
            "validate": "list",
            "source": f"={place.role_list}",
            "input_title": "Role",
            "input_message": "Choose the role from the list.",
            "error_message": "Choose one of the roles on the list: others are not reimbursed.",
        },
        at.WTE: {
            "validate": "custom",
            "value": f"=AND(ISNUMBER({wte}),{wte}>0,{wte}<=99,ABS(ROUND({wte},2)-{wte})<0.000001)",
            "input_title": "WTE",
            "input_message": "Whole-time equivalents of this line: 0.80 is four days a week, 2.00 two full posts.",
            "error_message": "A number above 0 and up to 99, with two decimals at most, such as 0.8.",
        },
        at.START: {
            "validate": "date",
            "criteria": "between",
            "minimum": day(EARLIEST_START),
            "maximum": day(year_end(form.year)),
            "input_title": "Start date",
            "input_message": "The first day, such as 01/09/2022. Leave it blank if in post when the year began.",
            "error_message": f"A date up to {day(year_end(form.year)):%d/%m/%Y}, the end of the plan's year.",
        },
        at.END: {
            "validate": "custom",
            "value": f"=AND(ISNUMBER({end}),{end}>=N({start}),{end}>={serial(year_start(form.year))})",
            "input_title": "Leaving date",
            "input_message": "The last day in post. Leave it blank if they stay beyond the end of the year.",
            "error_message": f"A date from {day(year_start(form.year)):%d/%m/%Y} on, and not before the start date.",
        },
        at.SALARY: {
            "validate": "decimal",
            "criteria": "between",
            "minimum": LEAST_SALARY // 100,
            "maximum": MOST_SALARY // 100,
            "input_title": "Annual salary of 1 WTE",
            "input_message": "Pounds for a full-time year, without on-costs. Blank: costed at the maximum.",
            "error_message": "Pounds between 10,000 and 200,000: for a full year of one whole-time equivalent.",
        },
    }
    for column, rule in rules.items():
        sheet.data_validation(first, column, last, column, {"error_title": "Please check", **rule})


def _colour(book: Book, sheet: Any, place: Places) -> None:
    box = cell(_ALLOCATION, _BOX)
    boxed(book, sheet, box, {READY: GREEN_BOX, NOT_YET: RED_BOX, ASK: AMBER_BOX})
    check_colours(book, sheet, f"{cell(at.FIRST_LINE, at.CHECK)}:{cell(place.last_line, at.CHECK)}", FINE)


def _print(book: Book, sheet: Any, work: Worked) -> None:
    form, last = work.form, max(work.used + 10, 25)
    sheet.print_area(0, 0, min(at.FIRST_LINE + last, work.places.last_line), at.HIDDEN - 1)
    sheet.repeat_rows(at.HEADINGS)
    book.footer(sheet, f"{form.name} ({form.code}), {form.year} {form.stage}")
