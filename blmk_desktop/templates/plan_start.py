"""The sheet 'Start here' of the plan form: what is asked, how to fill it in, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from blmk_desktop.periods import show_date
from blmk_desktop.templates import plan_layout as layout
from blmk_desktop.templates.plan_form import PlanForm
from blmk_desktop.templates.plan_worked import Worked
from blmk_desktop.templates.styles import AMBER_BOX, GREEN_BOX, RED_BOX, Book
from blmk_desktop.values import show_figure


def write_start(book: Book, work: Worked, made: str) -> None:
    """Add the sheet."""
    form = work.form
    sheet = book.sheet(layout.INSTRUCTIONS)
    sheet.set_portrait()
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, f"PCN workforce plan {form.year}, {form.stage}", book.look("title"))
    sheet.set_row(0, 28)
    row = 2
    for title, rows in (
        ("Whose plan this is", _whose(form)),
        ("What to do", _steps(form)),
        ("How the cost is worked out", _rules(form)),
        ("Good to know", _notes()),
    ):
        row = _section(book, sheet, row, title, list(rows))
    row = _colours(book, sheet, row)
    version = f"Form {layout.FORM}, version {layout.VERSION}, made on {show_date(made)}"
    sheet.write_string(row, 0, version, book.look("quiet"))
    book.footer(sheet, f"{form.name} ({form.code}), {form.year} {form.stage}")


def _section(book: Book, sheet: Any, row: int, title: str, rows: list[tuple[str, str]]) -> int:
    """Write a title and its rows; the row after a space."""
    sheet.write_string(row, 0, title, book.look("section"))
    sheet.set_row(row, 22)
    for at, (label, words) in enumerate(rows, start=row + 1):
        sheet.write_string(at, 0, label, book.look("label_top"))
        sheet.write_string(at, 1, words, book.look("wrapped"))
        sheet.set_row(at, 5 + 15 * (1 + len(words) // 96))
    return row + len(rows) + 2


def _whose(form: PlanForm) -> Iterator[tuple[str, str]]:
    yield "Network", f"{form.name} ({form.code})" + (f", {form.place}" if form.place else "")
    patients = f", {show_figure(form.registered, 2, 0)} registered patients" if form.registered else ""
    count = len(form.practices)
    yield "Practices", f"{count} {'practice' if count == 1 else 'practices'}{patients}: see the sheet 'Summary'"
    known = form.allocation
    unknown = "not known to us yet: ask your commissioner before you send the plan"
    yield "Allocation", f"£{show_figure(known, 2, 2 if known % 100 else 0)}" if known is not None else unknown
    yield "Send it by", _weekday(form.due) if form.due else "the day named in the message that it came with"
    yield "Send it to", form.send_to or "whoever sent it to you"


def _weekday(due: str) -> str:
    from blmk_desktop.templates.styles import day

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
    yield "Months", "A month counts whole if the post is filled on any day of it."
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


def _colours(book: Book, sheet: Any, row: int) -> int:
    sheet.write_string(row, 0, "What the colours mean", book.look("section"))
    box = book.look("legend")
    shown = (
        (book.look("input"), "Pale yellow", "for you to fill in"),
        (book.look("worked"), "Grey", "known to us, or worked out by the workbook: locked"),
        (book.words({**GREEN_BOX, "bold": True, **_BORDER}), "Ready to send", "nothing is missing: send it"),
        (book.words({**RED_BOX, "bold": True, **_BORDER}), "Not yet", "the box says what to put right first"),
        (
            book.words({**AMBER_BOX, "bold": True, **_BORDER}),
            "Ask",
            "the box says what your commissioner must tell you",
        ),
    )
    for at, (look, name, words) in enumerate(shown, start=row + 1):
        sheet.write_string(at, 0, name, look)
        sheet.write_string(at, 1, f"  {words}", box)
    return row + len(shown) + 2


_BORDER = {"font_name": "Arial", "font_size": 10, "border": 1, "border_color": "#B8C2CC"}
