"""The grid of a plan by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.plan.conftest import shown
from tests.ui.plan.test_plan_window import kept
from ui.plan.page import KeptPlan
from ui.screenshots import settle
from ui.window import MainWindow


def go(plan: KeptPlan, row: int, column: str) -> None:
    assert plan.grid is not None
    model = plan.grid.table.model
    at = next(at for at, spec in enumerate(model.specs) if spec.name == column)
    plan.grid.table.view.setCurrentIndex(model.index(row, at))


def press(plan: KeptPlan, key: Qt.Key) -> None:
    assert plan.grid is not None
    QTest.keyClick(plan.grid.table.view, key)
    settle(plan.window_)


def test_enter_goes_to_the_cell_below(plan: KeptPlan) -> None:
    go(plan, 0, "wte")
    press(plan, Qt.Key.Key_Return)
    assert plan.grid is not None
    index = plan.grid.table.view.currentIndex()
    assert (index.row(), plan.grid.table.model.specs[index.column()].name) == (1, "wte")


def test_delete_clears_cells_and_says_what_cannot_be_cleared(plan: KeptPlan, over_plans: MainWindow) -> None:
    assert plan.grid is not None
    go(plan, 1, "start")
    plan.grid.clear()
    settle(over_plans)
    assert kept(over_plans)[1] == (2, "Paramedic", 100, None)
    plan.do("undo")
    settle(over_plans)
    assert plan.said.text().startswith("Taken back: Cleared cells of 1 line in the plan of Crown PCN")
    assert shown(plan, 1, "start") == "01/10/2022"
    go(plan, 1, "wte")
    plan.grid.clear()
    assert plan.said.text().startswith("A line needs its role and its WTE")
    go(plan, 1, "cost")
    plan.grid.clear()
    assert plan.said.text().startswith("These cells are worked out")
    go(plan, 1, "line")
    plan.grid.clear()
    settle(over_plans)
    assert [number for number, *_ in kept(over_plans)] == [1, 3]


def test_clearing_a_cell_of_a_line_that_waits_leaves_it_waiting(plan: KeptPlan) -> None:
    assert plan.grid is not None
    plan.book.edit(plan.book.add(), "note", "to be agreed")
    go(plan, 3, "note")
    plan.grid.clear()
    assert plan.book.lines[-1].note == ""
    assert not plan.book.unsaved


def test_insert_and_delete_are_keys_of_the_grid(plan: KeptPlan, over_plans: MainWindow) -> None:
    assert plan.grid is not None
    plan.activateWindow()
    plan.grid.table.view.setFocus()
    go(plan, 1, "start")
    press(plan, Qt.Key.Key_Delete)
    assert kept(over_plans)[1][3] is None
    press(plan, Qt.Key.Key_Insert)
    assert len(plan.book.lines) == 4
