"""The sheet 'Summary' of the plan form: cost by month against the allocation, each role against its cap, practices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from blmk_desktop.rules.plan_costs import MONTHS, wte_by_month
from blmk_desktop.templates import plan_layout as layout
from blmk_desktop.templates import plan_places as at
from blmk_desktop.templates.plan_form import FormRole
from blmk_desktop.templates.plan_formulas import NOT_KNOWN
from blmk_desktop.templates.plan_places import cell
from blmk_desktop.templates.plan_ready import OVER_THE_CAP
from blmk_desktop.templates.plan_sheet import month_labels
from blmk_desktop.templates.plan_worked import PARTS, Worked
from blmk_desktop.templates.styles import GREEN_BOX, RED_BOX, Book, boxed

WITHIN, NO_CAP = "within the cap", "no cap"
ROLE, IN_POST, LAST_PLAN, MARCH, MOST, CAP, STATUS, COST, UNKNOWN = range(at.SUMMARY_MONTHS)
_WIDTHS = (52, 9, 9, 9, 11, 6, 16, 13, 13, *[9] * 12)
_PLAN = f"{layout.PLAN}!"


def write_summary(book: Book, work: Worked) -> None:
    """Add the sheet. Everything on it is worked out from the sheet 'Plan'."""
    form = work.form
    sheet = book.sheet(layout.SUMMARY)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"What the plan comes to: {form.name}, {form.year} {form.stage}", book.look("title"))
    sheet.set_row(0, 26)
    sheet.write_string(1, 0, "Nothing is filled in here: it follows the sheet 'Plan'.", book.look("quiet"))
    _Money(book, sheet, work).write()
    after = _Roles(book, sheet, work).write()
    _practices(book, sheet, work, after + 2)
    sheet.freeze_panes(2, 1)
    book.footer(sheet, f"{form.name} ({form.code}), {form.year} {form.stage}")


def _heading(book: Book, sheet: Any, row: int, names: Sequence[str], year: str) -> None:
    for column, name in enumerate(names):
        sheet.write_string(row, column, name, book.look("heading" if name else "heading_plain"))
    for column, name in enumerate(month_labels(year), start=at.SUMMARY_MONTHS):
        sheet.write_string(row, column, name, book.look("heading_middle"))


class _Money:
    """Cost against the allocation, month by month."""

    def __init__(self, book: Book, sheet: Any, work: Worked) -> None:
        self.book, self.sheet, self.work = book, sheet, work
        self.top = at.SUMMARY_TOP

    def write(self) -> None:
        """Write the heading and its four rows."""
        self.sheet.write_string(self.top - 1, 0, "Cost against the allocation (£)", self.book.look("section"))
        _heading(self.book, self.sheet, self.top, (*[""] * COST, "Year", ""), self.work.form.year)
        labels = ("Cost in the month", "Cost so far", "Left of the allocation", "WTE in post at the month's end")
        for row, label in enumerate(labels, start=self.top + 1):
            self.sheet.write_string(row, 0, label, self.book.look("worked"))
        for month in MONTHS:
            self._month(month)
        self._year()

    def _month(self, month: int) -> None:
        column, plan = at.SUMMARY_MONTHS + month - 1, self.work.plan
        running = self.work.places.column(at.RUNNING + month - 1, _PLAN)
        so_far, before = cell(self.top + 2, column), cell(self.top + 2, column - 1)
        money = self.book.look("total_money")
        cost = f"=ROUND({so_far}-{before},2)" if month > 1 else f"={so_far}"
        self.sheet.write_formula(self.top + 1, column, cost, money, plan.months[month - 1] / 100)
        total = f"=SUMPRODUCT(ROUND({running}/{PARTS},0))/100"
        spent = self.work.running[month - 1]
        self.sheet.write_formula(self.top + 2, column, total, money, spent / 100)
        left: float | str = NOT_KNOWN if plan.allocation is None else (plan.allocation - spent) / 100
        formula = f'=IF(ISNUMBER({_ALLOCATION}),ROUND({_ALLOCATION}-{so_far},2),"{NOT_KNOWN}")'
        self.sheet.write_formula(self.top + 3, column, formula, money, left)
        wte = f"=ROUND(SUM({self.work.places.column(at.MONTHS + month - 1, _PLAN)}),2)"
        self.sheet.write_formula(self.top + 4, column, wte, self.book.look("total_wte"), plan.wte[month - 1] / 100)

    def _year(self) -> None:
        plan, money = self.work.plan, self.book.look("total_money")
        left: float | str = NOT_KNOWN if plan.balance is None else plan.balance / 100
        for row, formula, shown in (
            (self.top + 1, f"={_PLAN}$G$4", plan.cost / 100),
            (self.top + 2, f"={_PLAN}$G$4", plan.cost / 100),
            (self.top + 3, f"={_PLAN}$G$5", left),
        ):
            self.sheet.write_formula(row, COST, formula, money, shown)
        self.sheet.write_formula(self.top + 4, COST, f"={_PLAN}$G$6", self.book.look("total_wte"), plan.wte[-1] / 100)


_ALLOCATION = f"{_PLAN}$G$3"


class _Roles:
    """Each role: staff in post, the last plan's figure, this plan month by month, cap and cost."""

    def __init__(self, book: Book, sheet: Any, work: Worked) -> None:
        self.book, self.sheet, self.work = book, sheet, work
        self.caps = dict(work.form.caps)
        self.first = at.SUMMARY_ROLES + 1
        self.total = self.first + len(work.form.roles)
        groups = dict.fromkeys(cap.group for role in work.form.roles if (cap := self.caps.get(role.name)) and cap.group)
        self.groups = {group: self.total + at_row for at_row, group in enumerate(groups, start=1)}

    def write(self) -> int:
        """Write the table; the row after it."""
        names = ("Role", "In post now (WTE)", "Last plan (WTE)", "WTE on 31 March", "Most WTE at a month's end", "Cap")
        more = ("Against the cap", "Cost in the year (£)", "Months without a known maximum")
        section = "By role: WTE in post on the last day of each month, caps and cost"
        self.sheet.write_string(at.SUMMARY_ROLES - 2, 0, section, self.book.look("section"))
        self.sheet.write_string(at.SUMMARY_ROLES - 1, 0, self._sources(), self.book.look("quiet"))
        _heading(self.book, self.sheet, at.SUMMARY_ROLES, (*names, *more), self.work.form.year)
        self.sheet.set_row(at.SUMMARY_ROLES, 44)
        for row, role in enumerate(self.work.form.roles, start=self.first):
            self._known(row, role)
            self._staff(row, role.name)
            self._against(row, role.name)
        self._totals()
        for group, row in self.groups.items():
            self._group(row, group)
        status = f"{cell(self.first, STATUS)}:{cell(self.total - 1, STATUS)}"
        boxed(self.book, self.sheet, status, {OVER_THE_CAP[:4]: RED_BOX, "within": GREEN_BOX})
        return self.total + len(self.groups) + 1

    def _sources(self) -> str:
        form = self.work.form
        return (
            f"In post now: {form.in_post_from or 'we do not know it by role'}. "
            f"Last plan: {form.last_plan_from or 'there is none'}."
        )

    def _known(self, row: int, role: FormRole) -> None:
        """What was known before: it does not follow the plan."""
        wte, cap = self.book.look("worked_wte"), self.caps.get(role.name)
        self.sheet.write_string(row, ROLE, role.name, self.book.look("worked"))
        for column, known in ((IN_POST, role.in_post), (LAST_PLAN, role.last_plan)):
            self.sheet.write(row, column, None if known is None else known / 100, wte)
        most = cap.for_list(self.work.form.registered) if cap else None
        self.sheet.write(row, CAP, most, self.book.look("worked_count"))

    def _staff(self, row: int, name: str) -> None:
        """WTE month by month, at the end and at most."""
        wte, place = self.book.look("worked_wte"), self.work.places
        held = wte_by_month(
            [line.costed() for _, line, found in self.work.lines if found.cost and line.role == name],
            self.work.form.year,
        )
        for month in MONTHS:
            column = at.SUMMARY_MONTHS + month - 1
            months = place.column(at.MONTHS + month - 1, _PLAN)
            formula = f"=ROUND(SUMIF({place.column(at.ROLE, _PLAN)},$A{row + 1},{months}),2)"
            self.sheet.write_formula(row, column, formula, wte, held[month - 1] / 100)
        self._ends(row, held, "worked_wte")

    def _ends(self, row: int, held: Sequence[int], look: str) -> None:
        first, last = (cell(row, at.SUMMARY_MONTHS + month) for month in (0, 11))
        self.sheet.write_formula(row, MARCH, f"={last}", self.book.look(look), held[-1] / 100)
        self.sheet.write_formula(row, MOST, f"=MAX({first}:{last})", self.book.look(look), max(held) / 100)

    def _against(self, row: int, name: str) -> None:
        """Cost, and whether the role, or those that share its cap, are within it."""
        place, planned, cap = self.work.places, self.work.roles.get(name), self.caps.get(name)
        roles = place.column(at.ROLE, _PLAN)
        unknown = f"SUMIF({roles},$A{row + 1},{place.column(at.LEFT_OUT, _PLAN)})"
        known = f"SUMPRODUCT(({roles}=$A{row + 1})*ROUND({place.column(at.RUNNING + 11, _PLAN)}/{PARTS},0))/100"
        cost = f'=IF(AND({unknown}>0,{known}=0),"{NOT_KNOWN}",{known})'
        months, pounds = (planned.unknown_months, planned.cost / 100) if planned else (0, 0)
        shown: float | str = NOT_KNOWN if months and not pounds else pounds
        self.sheet.write_formula(row, COST, cost, self.book.look("worked_money"), shown)
        self.sheet.write_formula(row, UNKNOWN, f"={unknown}", self.book.look("worked_count"), months)
        look = self.book.look("worked")
        if cap is None:
            self.sheet.write_string(row, STATUS, NO_CAP, self.book.look("worked_quiet"))
            return
        most = cell(self.groups[cap.group] if cap.group else row, MOST)
        formula = (
            f'=IF(SUMIF({roles},$A{row + 1},{place.column(at.PARTS, _PLAN)})=0,"",'
            f'IF({most}>{cell(row, CAP)},"{OVER_THE_CAP}","{WITHIN}"))'
        )
        status = "" if planned is None else OVER_THE_CAP if planned.over else WITHIN
        self.sheet.write_formula(row, STATUS, formula, look, status)

    def _totals(self) -> None:
        form, plan, row = self.work.form, self.work.plan, self.total
        self.sheet.write_string(row, ROLE, "All roles", self.book.look("total"))
        for column in (CAP, STATUS):
            self.sheet.write_blank(row, column, None, self.book.look("total"))
        for column, known in ((IN_POST, form.in_post), (LAST_PLAN, form.last_plan)):
            self.sheet.write(row, column, None if known is None else known / 100, self.book.look("total_wte"))
        for column in range(at.SUMMARY_MONTHS, at.SUMMARY_MONTHS + 12):
            shown = plan.wte[column - at.SUMMARY_MONTHS] / 100
            self._sum(column, f"=ROUND(SUM({self._column(column)}),2)", "total_wte", shown)
        self._ends(row, plan.wte, "total_wte")
        self._sum(COST, f"=ROUND(SUM({self._column(COST)}),2)", "total_money", plan.cost / 100)
        unknown = sum(role.unknown_months for role in plan.roles)
        self._sum(UNKNOWN, f"=SUM({self._column(UNKNOWN)})", "total_count", unknown)

    def _column(self, column: int) -> str:
        return f"{cell(self.first, column)}:{cell(self.total - 1, column)}"

    def _sum(self, column: int, formula: str, look: str, shown: float) -> None:
        self.sheet.write_formula(self.total, column, formula, self.book.look(look), shown)

    def _group(self, row: int, group: str) -> None:
        """Roles that share a cap, together."""
        wte = self.book.look("worked_wte")
        members = [name for name, cap in self.caps.items() if cap.group == group]
        rows = [at_row for at_row, role in enumerate(self.work.form.roles, start=self.first) if role.name in members]
        held = wte_by_month(
            [line.costed() for _, line, found in self.work.lines if found.cost and line.role in members],
            self.work.form.year,
        )
        for column in range(at.SUMMARY_MONTHS):
            self.sheet.write_blank(row, column, None, self.book.look("worked"))
        self.sheet.write_string(row, ROLE, f"Together: {group}", self.book.look("worked"))
        for month in MONTHS:
            column = at.SUMMARY_MONTHS + month - 1
            cells = ",".join(cell(member, column) for member in rows)
            self.sheet.write_formula(row, column, f"=ROUND(SUM({cells}),2)", wte, held[month - 1] / 100)
        self._ends(row, held, "worked_wte")


def _practices(book: Book, sheet: Any, work: Worked, top: int) -> None:
    """The practices with their lists, as the register has them."""
    form = work.form
    sheet.write_string(top, 0, "Practices of the network, as we know them", book.look("section"))
    for column, name in enumerate(("Practice", "Code", "Registered")):
        sheet.write_string(top + 1, column, name, book.look("heading"))
    for row, practice in enumerate(form.practices, start=top + 2):
        sheet.write_string(row, 0, practice.name, book.look("worked"))
        sheet.write_string(row, 1, practice.code, book.look("code"))
        known = practice.registered
        sheet.write(row, 2, None if known is None else known / 100, book.look("worked_count"))
    last = top + 2 + len(form.practices)
    sheet.write_string(last, 0, "All practices", book.look("total"))
    sheet.write_blank(last, 1, None, book.look("total"))
    total = form.registered
    sheet.write(last, 2, None if total is None else total / 100, book.look("total_count"))
