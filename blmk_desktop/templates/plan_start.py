"""The sheet 'Start here' of the plan form: what is asked, how to fill it in, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator

from blmk_desktop.periods import show_date
from blmk_desktop.rules.payment_words import money
from blmk_desktop.templates import plan_layout as layout
from blmk_desktop.templates.plan_form import PlanForm
from blmk_desktop.templates.plan_worked import Worked
from blmk_desktop.templates.styles import Book, day, instructions
from blmk_desktop.values import show_figure


def write_start(book: Book, work: Worked, made: str) -> None:
    """Add the sheet."""
    form = work.form
    sections = {
        "Whose plan this is": _whose(form),
        "What to do": _steps(form),
        "How the cost is worked out": _rules(form),
        "Good to know": _notes(),
    }
    version = f"Form {layout.FORM}, version {layout.VERSION}, made on {show_date(made)}"
    footer = f"{form.name} ({form.code}), {form.year} {form.stage}"
    instructions(book, f"PCN workforce plan {form.year}, {form.stage}", sections, version, footer)


def _whose(form: PlanForm) -> Iterator[tuple[str, str]]:
    yield "Network", f"{form.name} ({form.code})" + (f", {form.place}" if form.place else "")
    patients = f", {show_figure(form.registered, 2, 0)} registered patients" if form.registered else ""
    count = len(form.practices)
    yield "Practices", f"{count} {'practice' if count == 1 else 'practices'}{patients}: see the sheet 'Summary'"
    known = form.allocation
    unknown = "not known to us yet: ask your commissioner before you send the plan"
    yield "Allocation", money(known) if known is not None else unknown
    yield "Send it by", _weekday(form.due) if form.due else "the day named in the message that it came with"
    yield "Send it to", form.send_to or "whoever sent it to you"


def _weekday(due: str) -> str:
    return f"{day(due):%A} {day(due).day} {day(due):%B %Y}"


def _steps(form: PlanForm) -> Iterator[tuple[str, str]]:
    if form.lines_from:
        yield "1  Look through", f"The lines on the sheet 'Plan' come from {form.lines_from}. Change what is not so."
    else:
        yield "1  Begin", "Go to the sheet 'Plan'. Its lines are blank: we know of no earlier plan by role."
    yield "2  Fill in", "One line for each post, or for several that are alike. Only the pale yellow cells are yours."
    yield "3  Role and WTE", "Choose the role from the list. WTE is whole-time equivalents: 0.80 is four days a week."
    yield (
        "4  Dates",
        (
            "Start date: blank for staff who were in post when the year began. Leaving date: blank for staff who stay. "
            "Write dates with the day first, such as 01/09/2022."
        ),
    )
    yield "5  Salary", "Only where you know it: pounds for one whole-time year, without on-costs. Else leave it blank."
    yield "6  Look at 'Check'", "Each line says OK or what to put right. The box on top turns green when all is well."
    yield "7  Send", "Save the workbook as it is, an .xlsx file, and send it back. You may give the file another name."


def _rules(form: PlanForm) -> Iterator[tuple[str, str]]:
    costs = show_figure(form.rates.on_costs, 2, 2 if form.rates.on_costs % 100 else 0)
    yield (
        "Months",
        (
            "A month counts whole if the post is filled on any day of it. Somebody who leaves and somebody who follows "
            "in the same month are two lines, and both count that month."
        ),
    )
    yield (
        "Cost of a month",
        (
            "One twelfth of the maximum reimbursement in force on the first day of that month, times the WTE. "
            f"If you give the salary: the salary with {costs}% on-costs, but no more than that maximum."
        ),
    )
    yield (
        "Not known",
        (
            "Where nobody has confirmed a maximum the workbook says so. Such a line costs nothing here, and the total "
            "says how many lines it leaves out. The maxima are on the sheet 'Lists'."
        ),
    )
    yield "Caps", "Some roles may be claimed only so often. The sheet 'Summary' holds your plan against the caps."


def _notes() -> Iterator[tuple[str, str]]:
    yield "No names, please", "Write a post, such as 'Lead pharmacist', never the name of a person."
    yield "Free lines", "There are blank lines below those filled in. Use them rather than inserting rows."
    yield (
        "Locked cells",
        "There is no password: cells are locked against slips. You may widen columns and filter lines.",
    )
    yield "Excel or LibreOffice", "Either will do, from Excel 2010 on. There are no macros."
