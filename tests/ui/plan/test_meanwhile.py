"""What happens meanwhile: lines changed elsewhere, a round taken back, another file opened, a window closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from blmk_desktop.changes import Change, commit, undo
from blmk_desktop.errors import UserError
from tests.ui.plan.conftest import CROWN, DRAFT, FINAL, put
from tests.ui.plan.test_plan_window import kept
from ui.parts.reason import ReasonDialog
from ui.plan.comparing import compare
from ui.plan.page import KeptPlan
from ui.screenshots import settle
from ui.window import MainWindow


def elsewhere(window: MainWindow, *changes: Change) -> None:
    window.change(lambda store: commit(store, changes, what="Change made elsewhere"))


def open_plans(window: MainWindow) -> list[KeptPlan]:
    return [plan for plan in window.findChildren(KeptPlan) if plan.isVisible()]


def test_a_line_just_kept_can_be_typed_on_before_it_is_read_again(plan: KeptPlan, over_plans: MainWindow) -> None:
    new = plan.book.add()
    for name, text in (("role", "Podiatrist"), ("wte", "0.5"), ("start", "01/01/2023")):
        plan.book.edit(new, name, text)
    settle(over_plans)
    assert kept(over_plans)[-1] == (4, "Podiatrist", 50, "2023-01-01")


def test_typing_into_a_line_that_has_gone_is_refused_in_a_sentence(plan: KeptPlan) -> None:
    with pytest.raises(UserError, match="not in the plan any more"):
        plan.book.edit(987, "wte", "1")


def test_a_scenario_is_not_kept_over_lines_that_were_changed_meanwhile(plan: KeptPlan, over_plans: MainWindow) -> None:
    plan.what_if.controls["slip"].set(2)
    plan.what_if.keep.click()
    dialog = next(one for one in plan.findChildren(ReasonDialog) if one.isVisible())
    before, after = {"wte": 100, "start": "2022-10-01"}, {"wte": 50, "start": "2022-11-01"}
    elsewhere(over_plans, Change("plan_line", 101, before, after))
    settle(over_plans)
    dialog.box.setPlainText("Agreed in the round")
    dialog.confirm.click()
    settle(over_plans)
    assert kept(over_plans)[1] == (2, "Paramedic", 50, "2022-11-01")
    (box,) = [box for box in plan.findChildren(QMessageBox) if box.isVisible()]
    assert box.text().startswith("The lines were changed meanwhile, so nothing was kept.")
    box.close()


def test_a_plan_whose_round_is_taken_back_closes_and_says_why(plan: KeptPlan, over_plans: MainWindow) -> None:
    assert open_plans(over_plans) == [plan]
    over_plans.change(undo)
    settle(over_plans)
    assert open_plans(over_plans) == []
    (box,) = [box for box in over_plans.findChildren(QMessageBox) if box.isVisible()]
    assert box.text() == f"There is no round {FINAL}."
    box.close()


def test_a_comparison_that_was_closed_is_left_alone_by_later_changes(plan: KeptPlan, over_plans: MainWindow) -> None:
    comparing = compare(over_plans, CROWN, DRAFT, FINAL)
    settle(over_plans)
    comparing.close()
    settle(over_plans)
    put(plan, 0, "wte", "3")  # an exception in the event loop fails the test
    compare(over_plans, CROWN, DRAFT, FINAL).close()  # gone before its lines have come
    settle(over_plans)
    assert kept(over_plans)[0][2] == 300


def test_another_file_closes_plan_and_comparison(plan: KeptPlan, over_plans: MainWindow, tmp_path: Path) -> None:
    assert open_plans(over_plans) == [plan]
    compare(over_plans, CROWN, DRAFT, FINAL)
    settle(over_plans)
    over_plans.open_path(tmp_path / "other.blmk")
    settle(over_plans)
    over_plans.changed.emit(None)
    settle(over_plans)
    assert open_plans(over_plans) == []
