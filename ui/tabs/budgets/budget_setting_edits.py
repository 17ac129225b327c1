"""What is typed or pasted into the table of the budget: what a version sets, and figures of months."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from blmk_desktop.errors import UserError
from blmk_desktop.periods import month_label
from blmk_desktop.rules.wording import pounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blmk_desktop.acts.budgets import Entry
    from blmk_desktop.summaries.budget_rows import BudgetRow
    from ui.parts.clipboard import Pasted
    from ui.tabs.budgets.budget_setting_columns import Shown
    from ui.window import MainWindow

FIGURES = {"budget_figure"}


def edit_cell(window: MainWindow, shown: Shown, id_: Any, name: str, text: str, *, basis: str) -> None:
    """Keep what was typed into a cell. Raises UserError, which the table shows at the cell."""
    row = shown.rows[id_]
    if shown.view == "actual":
        from blmk_desktop.acts.budgets import enter_figures

        act = partial(enter_figures, basis=basis)
        window.change(act, [_entry(row, name, text)], kinds=FIGURES, raises=True)
        return
    from blmk_desktop.acts.budgets import set_line

    version = shown.budget.version
    window.change(set_line, version, row.key, {name: text}, kinds={"budget_line"}, raises=True)


def paste_cells(window: MainWindow, shown: Shown, cells: Sequence[Pasted], *, basis: str) -> None:
    """Keep a pasted block of months as one act; one of lines, as one act a row. Raises UserError."""
    if any(cell.id is None for cell in cells):
        raise UserError("Rows below the last one cannot be pasted here: set the line first.")
    if shown.view == "actual":
        from blmk_desktop.acts.budgets import enter_figures

        entries = [_entry(shown.rows[cell.id], cell.field, cell.text) for cell in cells]
        window.change(partial(enter_figures, basis=basis), entries, kinds=FIGURES, raises=True)
        return
    if shown.view != "line":
        raise UserError("Nothing can be pasted into this view.")
    from blmk_desktop.acts.budgets import set_lines

    typed: dict[Any, dict[str, object]] = {}
    for cell in cells:
        typed.setdefault(cell.id, {})[cell.field] = cell.text
    lines = {shown.rows[id_].key: values for id_, values in typed.items()}
    window.change(set_lines, shown.budget.version, lines, kinds={"budget_line"}, raises=True)


def _entry(row: BudgetRow, name: str, text: str) -> Entry:
    """What a cell of the actuals is: a month's actual, or the forecast of the last month known.

    Raises UserError where a report, ledger or return speaks of it, which would count before the entry.
    """
    from blmk_desktop.acts.budgets import ENTERED, Entry

    measure, _, number = name.partition("_")
    month = int(number) if number else max(1, row.reached)
    told = row.decides(month) if number else row.told(month, "full year", measure)
    if told is not None and told.origin != ENTERED:
        value = row.actual[month - 1] if number else told.value
        said = f"The {told.origin} says {pounds(value or 0, 0)} for {month_label(month)}, which counts before an entry."
        raise UserError(f"{said} Enter yours with 'Enter a month…' if it is to stand beside it.")
    return Entry(row.key, month, measure, text)
