"""The sheet 'Lists' of the plan form: the roles, their maxima in force in each month and their caps."""

from __future__ import annotations

from typing import Any

from blmk_desktop.rules.plan_costs import WHOLE, month_days
from blmk_desktop.templates import plan_layout as layout
from blmk_desktop.templates import plan_places as at
from blmk_desktop.templates.plan_form import PlanForm
from blmk_desktop.templates.plan_sheet import month_labels
from blmk_desktop.templates.plan_worked import Worked, maxima
from blmk_desktop.templates.styles import Book, day


def write_lists(book: Book, work: Worked) -> None:
    """Add the sheet. A maximum of 0 is one that is not known, and shown so."""
    form = work.form
    sheet = book.sheet(layout.LISTS)
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 2, 9)
    sheet.set_column(3, 3, 24)
    sheet.set_column(at.MAXIMA, at.MAXIMA + 11, 11)
    sheet.set_column(at.PENCE - 1, at.PENCE + 11, 11, None, {"hidden": True})
    sheet.write_string(0, 0, "Roles, the most that is reimbursed for one WTE a year, and caps", book.look("title"))
    sheet.write_string(1, 0, "What an employer pays on top of a salary (on-costs)", book.look("label"))
    sheet.write_number(1, 1, form.rates.on_costs / WHOLE, book.look("value_percent"))
    sheet.write_string(2, 0, "A salary with on-costs, in ten-thousandths of the salary", book.look("label"))
    sheet.write_number(2, 1, WHOLE + form.rates.on_costs, book.look("value_count"))
    _headings(book, sheet, form)
    _roles(book, sheet, form)
    sheet.freeze_panes(at.FIRST_ROLE, 1)
    sheet.repeat_rows(at.LISTS_HEADINGS, at.LAST_DAYS)
    sheet.print_area(0, 0, at.FIRST_ROLE + max(len(form.roles), 1) - 1, at.MAXIMA + 11)
    book.footer(sheet, f"{form.name} ({form.code}), {form.year} {form.stage}")


def _headings(book: Book, sheet: Any, form: PlanForm) -> None:
    names = ("Role", "Reimbursed from", "Cap", "Capped together with", *month_labels(form.year))
    for column, name in enumerate(names):
        sheet.write_string(at.LISTS_HEADINGS, column, name, book.look("heading"))
    sheet.write_string(at.FIRST_DAYS, 0, "First day of the month", book.look("quiet"))
    sheet.write_string(at.LAST_DAYS, 0, "Last day of the month", book.look("quiet"))
    for column, (first, last) in enumerate(month_days(form.year), start=at.MAXIMA):
        sheet.write_datetime(at.FIRST_DAYS, column, day(first), book.look("worked_date"))
        sheet.write_datetime(at.LAST_DAYS, column, day(last), book.look("worked_date"))


def _roles(book: Book, sheet: Any, form: PlanForm) -> None:
    caps, plain = dict(form.caps), book.look("worked")
    for row, role in enumerate(form.roles, start=at.FIRST_ROLE):
        cap = caps.get(role.name)
        sheet.write_string(row, 0, role.name, plain)
        sheet.write(row, 1, day(role.open_from) if role.open_from else None, book.look("worked_date"))
        sheet.write(row, 2, cap.for_list(form.registered) if cap else None, book.look("worked_count"))
        sheet.write(row, 3, cap.group or None if cap else None, plain)
        for month, most in enumerate(maxima(form.rates, role.name, form.year)):
            sheet.write_number(row, at.MAXIMA + month, (most or 0) / 100, book.look("maximum"))
            sheet.write_number(row, at.PENCE + month, most or 0)
