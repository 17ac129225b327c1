"""The window of one plan: totals that follow every edit, edits kept at once, undo, paste, what-if."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from sqlalchemy import select

from blmk_desktop.changes import Change, commit
from blmk_desktop.records.tables import TABLES
from tests.ui.plan.conftest import CROWN, DRAFT, FINAL, put, shown
from tests.ui.tabs.conftest import press
from tests.ui.test_window import unnamed
from ui.parts.reason import ReasonDialog
from ui.plan.page import KeptPlan, open_plan
from ui.plan.pictures import first_plan, plan_windows
from ui.screenshots import settle
from ui.window import MainWindow


def figures(plan: KeptPlan) -> dict[str, str]:
    return {name: figure.text for name, figure in plan.totals.figures.items()} | {"word": plan.totals.word.text()}


def kept(window: MainWindow) -> list[Any]:
    table = TABLES["plan_line"].c
    assert window.store is not None
    with window.store.reading() as connection:
        query = select(table.line, table.role, table.wte, table.start).where(table.round == FINAL).order_by(table.line)
        return [tuple(row) for row in connection.execute(query)]


def test_a_plan_opens_with_its_lines_and_what_they_come_to(plan: KeptPlan) -> None:
    assert plan.windowTitle() == "Workforce plan of Crown PCN, 2022/23 final"
    assert [shown(plan, row, "role") for row in range(3)] == [
        "Clinical Pharmacist",
        "Paramedic",
        "Dietitian (Advanced Practitioner)",
    ]
    # Three dietitians from January at £40,000 and 20 % on top: 3 x 48,000 x 3/12.
    assert shown(plan, 2, "cost") == "36,000"
    assert shown(plan, 2, "m9") == ""
    assert shown(plan, 2, "m10") == "3.00"
    assert figures(plan)["allocation"] == "£300,000"
    assert figures(plan)["in_post"] == "2.00 WTE"
    assert figures(plan)["year_end"] == "6.00 WTE"


def test_what_is_not_costed_and_what_is_over_its_cap_is_said_in_words(plan: KeptPlan) -> None:
    assert plan.totals.word.text() == "Not all costed"
    assert "1 line is not fully costed: no maximum is known for Paramedic" in plan.totals.banner.text
    assert "Dietitian (Advanced Practitioner): over the cap of 2 posts" in plan.totals.banner.text
    assert plan.grid is not None
    assert shown(plan, 1, "cost") == ""
    marks = plan.grid.table.model.marks
    assert marks[101, "cost"].text == "Not costed in M07 to M12: no maximum is known for Paramedic."
    assert marks[102, "role"].text == "Over the cap of 2 posts for advanced practitioners."


def test_an_edit_is_kept_at_once_and_the_totals_follow(plan: KeptPlan, over_plans: MainWindow) -> None:
    put(plan, 0, "wte", "12")
    assert kept(over_plans)[0] == (1, "Clinical Pharmacist", 1200, None)
    assert figures(plan)["word"] == "Over"
    assert figures(plan)["balance"].startswith("(£")
    assert plan.totals.banner.text.startswith("The plan is £")
    assert over_plans.commands.actions["undo"].isEnabled()
    plan.do("undo")
    settle(over_plans)
    assert kept(over_plans)[0][2] == 200
    assert shown(plan, 0, "wte") == "2.00"


def test_what_cannot_be_right_is_said_at_the_cell(plan: KeptPlan, over_plans: MainWindow) -> None:
    assert plan.grid is not None
    put(plan, 0, "wte", "-1")
    assert plan.grid.table.problem == "WTE must be more than nought: remove the line if the post is not wanted."
    assert kept(over_plans)[0] == (1, "Clinical Pharmacist", 200, None)


def test_a_new_line_waits_until_it_has_a_role_and_a_wte(plan: KeptPlan, over_plans: MainWindow) -> None:
    assert plan.grid is not None
    plan.grid.add()
    assert "Choose a role" in plan.grid.table.model.marks[-1, "role"].text
    put(plan, 3, "role", "podiatrist")
    assert len(kept(over_plans)) == 3
    put(plan, 3, "wte", "0.5")
    assert kept(over_plans)[3] == (4, "Podiatrist", 50, None)
    assert not plan.book.unsaved


def test_lines_are_duplicated_and_removed_as_one_change(plan: KeptPlan, over_plans: MainWindow) -> None:
    assert plan.grid is not None
    plan.grid.table.select(102)
    plan.grid.duplicate()
    settle(over_plans)
    assert kept(over_plans)[3] == (4, "Dietitian (Advanced Practitioner)", 300, "2023-01-01")
    plan.grid.table.view.selectAll()
    plan.grid.remove()
    settle(over_plans)
    assert not kept(over_plans)
    assert plan.grid.table.empty_text.startswith("No lines yet")
    plan.do("undo")
    settle(over_plans)
    assert len(kept(over_plans)) == 4


def test_a_block_from_a_spreadsheet_goes_over_lines_and_adds_new_ones(plan: KeptPlan, over_plans: MainWindow) -> None:
    assert plan.grid is not None
    view, model = plan.grid.table.view, plan.grid.table.model
    view.setCurrentIndex(model.index(2, 1))
    QGuiApplication.clipboard().setText(
        "Dietitian\tHub\t1.5\t01/11/2022\nCare Co-ordinator\t\t2\t1 Dec 2022\nPodiatrist\t\t1\t\n"
    )
    plan.grid.paste()
    settle(over_plans)
    assert kept(over_plans)[2:] == [
        (3, "Dietitian", 150, "2022-11-01"),
        (4, "Care Co-ordinator", 200, "2022-12-01"),
        (5, "Podiatrist", 100, None),
    ]
    plan.do("undo")
    settle(over_plans)
    assert len(kept(over_plans)) == 3


def test_headings_copied_with_a_block_are_left_out(plan: KeptPlan, over_plans: MainWindow) -> None:
    assert plan.grid is not None
    plan.grid.table.view.setCurrentIndex(plan.grid.table.model.index(2, 1))
    QGuiApplication.clipboard().setText("Role\tPost\tWTE\nDietitian\t\t1.5\nPodiatrist\t\t1\n")
    plan.grid.paste()
    settle(over_plans)
    assert [(role, wte) for _, role, wte, _ in kept(over_plans)[2:]] == [("Dietitian", 150), ("Podiatrist", 100)]


def test_what_cannot_be_pasted_is_told_line_by_line_and_nothing_changes(plan: KeptPlan, over_plans: MainWindow) -> None:
    assert plan.grid is not None
    plan.grid.table.view.setCurrentIndex(plan.grid.table.model.index(2, 1))
    QGuiApplication.clipboard().setText("Dietitian\t\t1.5\nWizard\t\t\n")
    plan.grid.paste()
    settle(over_plans)
    box = next(box for box in plan.findChildren(QMessageBox) if box.isVisible())
    assert "Row 2: Wizard is none of the roles that may be claimed" in box.text()
    assert len(kept(over_plans)) == 3
    box.close()


def test_a_network_in_the_plans_opens_its_plan(over_plans: MainWindow) -> None:
    tab = over_plans.go_to("PCN workforce plans")
    settle(over_plans)
    tab.page.table.select(CROWN)
    settle(over_plans)
    tab.page.table.activated.emit(CROWN)
    settle(over_plans)
    (opened,) = over_plans.findChildren(KeptPlan)
    assert (opened.round, opened.pcn) == (FINAL, CROWN)
    press(tab.page, "Open plan…")
    assert over_plans.findChildren(KeptPlan) == [opened]


def test_pictures_show_the_plan_and_its_two_versions(over_plans: MainWindow) -> None:
    pictured = [(name, window.grab().width() > 0) for name, window in plan_windows(over_plans, settle)]
    assert pictured == [("plan-of-one-network", True), ("plan-two-versions", True)]


def test_pictures_choose_a_network_whose_versions_differ(over_plans: MainWindow) -> None:
    same = {"pcn": "U10000", "line": 1, "role": "Podiatrist", "wte": 100}
    added = [Change("pcn", 900, None, {"code": "U10000", "name": "Alder"})]
    added += [Change("plan_line", 900 + at, None, {"round": name, **same}) for at, name in enumerate((DRAFT, FINAL))]
    over_plans.change(lambda store: commit(store, added, what="Another network"))
    assert over_plans.store is not None
    with over_plans.store.reading() as connection:
        assert first_plan(connection) == (FINAL, CROWN, True)
    settle(over_plans)


def test_what_if_changes_nothing_until_it_is_asked_to(plan: KeptPlan, over_plans: MainWindow) -> None:
    plan.what_if.controls["pay_award"].set(100)
    assert plan.what_if.sentence.text().startswith("With a 1-point pay award the plan costs £")
    assert "more and still fits" in plan.what_if.sentence.text()
    assert not plan.what_if.keep.isEnabled()
    plan.what_if.controls["slip"].set(2)
    plan.what_if.controls["failure"].set(5000)
    assert "What if" in [series.name for series in plan.chart.shown.series]
    assert kept(over_plans)[1] == (2, "Paramedic", 100, "2022-10-01")
    plan.what_if.reset.click()
    assert plan.what_if.sentence.text().startswith("Move a slider")
    assert len(plan.chart.shown.series) == 1


def test_what_if_is_kept_as_one_change_with_its_reason_and_without_the_pay_award(
    plan: KeptPlan, over_plans: MainWindow
) -> None:
    for name, value in (("pay_award", 100), ("slip", 2), ("failure", 5000)):
        plan.what_if.controls[name].set(value)
    plan.what_if.keep.click()
    dialog = next(one for one in plan.findChildren(ReasonDialog) if one.isVisible())
    dialog.box.setPlainText("Agreed in the round")
    dialog.confirm.click()
    settle(over_plans)
    assert kept(over_plans)[1:] == [
        (2, "Paramedic", 50, "2022-12-01"),
        (3, "Dietitian (Advanced Practitioner)", 150, "2023-03-01"),
    ]
    assert plan.what_if.scenario.slip == 0
    plan.do("undo")
    settle(over_plans)
    assert kept(over_plans)[1] == (2, "Paramedic", 100, "2022-10-01")


def test_one_window_a_plan_and_it_goes_with_the_main_one(plan: KeptPlan, over_plans: MainWindow) -> None:
    assert open_plan(over_plans, FINAL, CROWN) is plan
    over_plans.close()
    assert not plan.isVisible()


def test_everything_is_named_for_screen_readers(plan: KeptPlan) -> None:
    assert plan.grid is not None
    assert plan.grid.table.view.accessibleName() == "Lines of the plan"
    assert plan.chart.accessibleDescription().startswith("Running cost, allocation £300,000. Apr: Plan £")
    assert {control.box.accessibleName() for control in plan.what_if.controls.values()} == {
        "Pay award",
        "New posts start later by",
        "New posts not filled",
    }
    assert unnamed(plan) == []


def test_undo_takes_back_what_was_done_here_and_nothing_else(plan: KeptPlan, over_plans: MainWindow) -> None:
    put(plan, 0, "wte", "12")
    put(plan, 0, "wte", "13")
    other = Change("plan_round", 5, {"due": None}, {"due": "2022-10-14"})
    over_plans.change(lambda store: commit(store, [other], what="Change of the dates"))
    settle(over_plans)
    plan.do("undo")
    settle(over_plans)
    assert kept(over_plans)[0][2] == 1200
    words = "Change of line 1 in the plan of Crown PCN, 2022/23 final"
    assert plan.said.text() == f"Taken back: {words}. Ctrl+Y makes it again."
    plan.do("undo")
    plan.do("redo")
    settle(over_plans)
    assert kept(over_plans)[0][2] == 1200
    plan.do("undo")
    plan.do("undo")
    settle(over_plans)
    assert plan.said.text().startswith("Nothing of this window is left to take back.")
    assert kept(over_plans)[0][2] == 200


def test_undo_passes_over_what_the_main_window_took_back(plan: KeptPlan, over_plans: MainWindow) -> None:
    put(plan, 0, "wte", "12")
    put(plan, 0, "wte", "13")
    over_plans.commands.undo()
    settle(over_plans)
    assert shown(plan, 0, "wte") == "12.00"
    plan.do("undo")
    settle(over_plans)
    assert kept(over_plans)[0][2] == 200


def test_what_is_said_in_passing_stands_in_this_window(plan: KeptPlan, over_plans: MainWindow) -> None:
    assert plan.grid is not None
    plan.grid.table.select(102)
    plan.grid.remove()
    settle(over_plans)
    assert plan.said.isVisible()
    assert plan.said.text() == "Removed 1 line. Ctrl+Z brings them back."
    assert "Removed" not in over_plans.statusBar().currentMessage()
