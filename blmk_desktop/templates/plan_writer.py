"""Writing the plan form of a network as a workbook that works itself out."""

from __future__ import annotations

from pathlib import Path

from blmk_desktop.periods import today
from blmk_desktop.templates import plan_layout as layout
from blmk_desktop.templates.marker import Marker
from blmk_desktop.templates.plan_form import PlanForm
from blmk_desktop.templates.plan_lists import write_lists
from blmk_desktop.templates.plan_sheet import write_plan_sheet
from blmk_desktop.templates.plan_start import write_start
from blmk_desktop.templates.plan_summary import write_summary
from blmk_desktop.templates.plan_worked import worked
from blmk_desktop.templates.styles import Book, write_book


def write_plan(form: PlanForm, path: Path, made: str = "") -> None:
    """Write the workbook; `made` is the day (ISO) that it carries, today unless given.

    The file appears whole or not at all. Raises UserError where it cannot be written.
    """
    made = made or today()
    work = worked(form)

    def fill(book: Book) -> None:
        write_start(book, work, made)
        write_plan_sheet(book, work)
        write_summary(book, work)
        write_lists(book, work)
        book.marker(Marker(layout.FORM, layout.VERSION, form.code, form.year, form.stage, made))

    write_book(path, f"PCN workforce plan {form.year} {form.stage}, {form.name} ({form.code})", fill)
