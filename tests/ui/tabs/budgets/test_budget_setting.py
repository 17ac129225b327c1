"""The budget as set in the real window: lines by month, entry of months, virements, versions, phasing, and forms."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from blmk_desktop.errors import UserError
from tests.blmk_desktop import budget_example as example
from tests.blmk_desktop.budget_example import figure, virement
from tests.ui.tabs.conftest import Held, Opening, cell, choose, press, view, words
from ui.parts.clipboard import Pasted
from ui.parts.form import RecordForm
from ui.parts.reason import ReasonDialog
from ui.screenshots import settle
from ui.tabs.budgets.budget_return_forms import ReturnForms
from ui.tabs.budgets.budget_setting_dialogs import (
    FigureDialog,
    LineDialog,
    ProfileDialog,
    VersionDialog,
    VirementDialog,
)

PREMISES, KEPT = "|".join(example.PREMISES), "|".join(example.KEPT)
OTHER = "|".join(example.OTHER_PREMISES)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up budget with a virement, two months, a forecast and an earlier version."""
    draft = {"version": "Draft", "area": example.ELM, "category": example.RENT, "year": example.YEAR}
    more = [
        virement("V1", 1_000_000),
        figure(1, 5_000_000, basis="accrual"),
        figure(2, 100_000, origin="report"),
        figure(2, 26_000_000, measure="forecast", period="full year"),
        ("budget_version", {"name": "Draft", "kind": "budget", "agreed": "2022-02-01"}),
        ("budget_line", {**draft, "amount": 23_000_000}),
    ]
    path = tmp_path_factory.mktemp("budget") / "budget.blmk"
    example.make(path, more).close()
    return path


@pytest.fixture
def page(opened: Opening, file: Path) -> Any:
    return opened(file, "Budgets", "budget")


def asked(page: Any, kind: type) -> Any:
    settle(page.window_)
    return next(one for one in page.window_.findChildren(kind) if one.isVisible())


def test_a_line_is_what_was_set_and_its_virements(page: Any) -> None:
    names = ("amount", "moved_in", "budget", "plan_to_date", "actual_to_date", "variance", "forecast_variance")
    assert [cell(page, PREMISES, name) for name in names] == [
        "240,000", "10,000", "250,000", "50,000", "51,000", "(1,000)", "(10,000)",
    ]  # fmt: skip
    assert page.table.total_row.texts()["budget"] == "1,590,000"
    assert page.banner.text.startswith("1 line is forecast over budget, by £10,000 together · 1 virement of £10,000")


def test_the_detail_says_where_each_figure_comes_from(page: Any) -> None:
    said = choose(page, PREMISES)
    assert "M01 actual: £50,000" in said
    assert "basis: accrual" in said
    assert "(£1,000), over plan" in said
    assert "£10,000 from Reserves, Elm CCG to Premises, Elm CCG" in said
    assert "Added" in said  # its history


def test_without_a_line_the_whole_budget_is_told(page: Any) -> None:
    said = words(page.detail)
    assert "Budget 2022/23: £1,590,000 in 4 lines" in said
    assert "Draft: £230,000 in 1 line" in said


def test_the_plan_by_month_follows_the_profile(page: Any) -> None:
    view(page, "plan")
    assert [cell(page, PREMISES, f"plan_{month}") for month in (1, 2, 4)] == ["50,000", "0", "25,000"]
    assert cell(page, OTHER, "profile") == "equal twelfths"


def test_the_chart_adds_plan_and_actual_up(page: Any) -> None:
    choose(page, PREMISES)
    plan, actual = page.chart.bands.lines
    assert plan.values[-1] == 25_000_000
    assert list(actual.values[:3]) == [5_000_000, 5_100_000, None]
    assert page.chart.title == "Premises, Elm CCG: plan and actual to date"


def test_a_month_is_typed_into_its_cell_with_the_basis_chosen(page: Any) -> None:
    view(page, "actual")
    page.basis.setCurrentIndex(page.basis.findData("estimate"))
    page.table.commit(PREMISES, "actual_3", "1,234.56")
    settle(page.window_)
    assert cell(page, PREMISES, "actual_3") == "1,235"
    assert "basis: estimate" in choose(page, PREMISES)
    page.table.commit(PREMISES, "forecast", "255,000")
    settle(page.window_)
    assert cell(page, PREMISES, "forecast") == "255,000"
    page.table.commit(PREMISES, "actual_3", "")
    settle(page.window_)
    assert cell(page, PREMISES, "actual_3") == ""


def test_what_a_report_says_is_not_typed_over(page: Any) -> None:
    view(page, "actual")
    with pytest.raises(UserError, match="The report says £1,000 for M02, which counts before an entry"):
        page.table.commit(PREMISES, "actual_2", "5")
    with pytest.raises(UserError):
        page.table.commit(PREMISES, "actual_3", "many")


def test_months_that_are_not_the_whole_say_so(page: Any) -> None:
    view(page, "actual")
    assert "M01 and M02: the totals leave out 3 lines without an actual" in page.banner.text
    assert page.table.total_row.texts()["actual_1"] == "50,000"
    view(page, "line")
    assert "leave out" not in page.banner.text


def test_months_are_pasted_as_one_act(page: Any) -> None:
    view(page, "actual")
    page.table.paste_block([Pasted(id_, "actual_1", "1,000") for id_ in (KEPT, OTHER)])
    settle(page.window_)
    assert [cell(page, id_, "actual_1") for id_ in (KEPT, OTHER)] == ["1,000", "1,000"]
    page.window_.commands.undo()
    settle(page.window_)
    assert [cell(page, id_, "actual_1") for id_ in (KEPT, OTHER)] == ["", ""]
    with pytest.raises(UserError, match="cannot be pasted"):
        page.table.paste_block([Pasted(None, "actual_1", "1")])


def test_lines_are_typed_and_pasted_too(page: Any) -> None:
    page.table.commit(OTHER, "profile", "Early")
    page.table.paste_block([Pasted(OTHER, "amount", "200,000"), Pasted(OTHER, "recurrent", "yes")])
    settle(page.window_)
    assert [cell(page, OTHER, name) for name in ("profile", "amount", "recurrent")] == ["Early", "200,000", "Yes"]
    with pytest.raises(UserError, match="no phasing profile"):
        page.table.commit(OTHER, "profile", "Late")


def test_money_is_moved_as_one_act_and_taken_back(page: Any) -> None:
    choose(page, KEPT)
    page.move_money()
    dialog = asked(page, VirementDialog)
    assert dialog.taken_from == example.KEPT
    dialog.category.setCurrentText(example.RENT)
    dialog.amount.setText("5,000")
    assert dialog.detail.text() == (
        "Reserves, Elm CCG: £40,000 becomes £35,000.\nPremises, Elm CCG: £250,000 becomes £255,000."
    )
    press(dialog, "Record the virement")
    assert dialog.isVisible()  # a reason is needed
    dialog.reason.setPlainText("Rates went up")
    press(dialog, "Record the virement")
    settle(page.window_)
    assert cell(page, PREMISES, "budget") == "255,000"
    view(page, "virement")
    id_ = page.table.columns.ids[1]
    assert cell(page, id_, "reason") == "Rates went up"
    choose(page, id_)
    press(page.detail, "Take back…")
    reason = asked(page, ReasonDialog)
    reason.box.setPlainText("Twice")
    press(reason, "Take the virement back")
    settle(page.window_)
    assert page.table.columns.count == 1


def test_more_than_a_line_has_cannot_be_moved(page: Any) -> None:
    choose(page, KEPT)
    page.move_money()
    dialog = asked(page, VirementDialog)
    dialog.category.setCurrentText(example.RENT)
    dialog.amount.setText("50,000")
    dialog.reason.setPlainText("Too much")
    press(dialog, "Record the virement")
    assert "has £40,000.00, so £50,000.00 cannot be moved from it" in words(dialog)


def test_as_at_a_day_before_the_virement_nothing_was_moved(page: Any) -> None:
    assert page.as_at.box.itemText(1) == "01/10/2022 – after virement V1"
    page.as_at.box.setCurrentIndex(page.as_at.box.count() - 1)
    page.as_at.box.activated.emit(page.as_at.box.count() - 1)
    page.as_at.edit.setDate(page.as_at.edit.date().fromString("2022-09-30", "yyyy-MM-dd"))
    settle(page.window_)
    assert cell(page, PREMISES, "budget") == "240,000"
    assert not page.move_button.isEnabled()
    assert not page.table.model.marks


def test_versions_are_compared_line_by_line(page: Any) -> None:
    view(page, "compare")
    assert [cell(page, PREMISES, name) for name in ("first", "second", "difference", "percent")] == [
        "230,000", "240,000", "10,000", "4.3",
    ]  # fmt: skip
    assert cell(page, KEPT, "first") == ""
    assert "No such line" in choose(page, KEPT)


def test_a_version_is_made_from_another(page: Any) -> None:
    page.new_version()
    dialog = asked(page, VersionDialog)
    dialog.name.setText("Mid-year")
    dialog.day.setText("01/11/2022")
    dialog.why.setPlainText("Rebased")
    press(dialog, "Make the version")
    settle(page.window_)
    assert page.shown.budget.version == "Mid-year"
    assert cell(page, PREMISES, "amount") == "250,000"
    assert cell(page, PREMISES, "moved_in") == ""


def test_a_line_is_set_and_taken_out(page: Any) -> None:
    page.set_line()
    dialog = asked(page, LineDialog)
    dialog.area.setCurrentText(example.OAK)
    dialog.category.setCurrentText(example.DRUGS)
    dialog.amount.setText("12,000")
    dialog.profile.setCurrentText("Early")
    press(dialog, "Set the line")
    settle(page.window_)
    id_ = f"{example.OAK}|{example.DRUGS}|{example.YEAR}"
    assert cell(page, id_, "budget") == "12,000"
    choose(page, id_)
    press(page.detail, "Take out…")
    reason = asked(page, ReasonDialog)
    reason.box.setPlainText("Not ours")
    press(reason, "Take the line out")
    settle(page.window_)
    assert page.table.columns.position_of(id_) is None


def test_a_figure_is_entered_with_its_basis_and_note(page: Any) -> None:
    choose(page, PREMISES)
    press(page.detail, "Enter a month…")
    dialog = asked(page, FigureDialog)
    assert dialog.month.currentText() == "Jun M03"
    dialog.value.setText("2,500")
    dialog.basis.setCurrentText("Two months in arrears")
    dialog.note.setText("Bill came late")
    press(dialog, "Enter the figure")
    settle(page.window_)
    assert "basis: two months in arrears · Bill came late" in words(page.detail)


def test_a_profile_comes_to_100_per_cent(page: Any) -> None:
    view(page, "phase")
    assert cell(page, "Early", "whole") == "100%"
    page.new_profile()
    dialog = asked(page, ProfileDialog)
    for field in dialog.shares:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is field
    dialog.name.setText("Late")
    dialog.shares[0].setText("0")
    assert dialog.detail.text() == "The twelve months come to 91.66%."
    press(dialog, "Keep the profile")
    assert "not to 100%" in words(dialog)
    dialog.shares[11].setText("16.67")
    press(dialog, "Keep the profile")
    settle(page.window_)
    assert cell(page, "Late", "share_12") == "16.67"


def test_forms_are_written_for_the_areas_ticked(page: Any, tmp_path: Path) -> None:
    view(page, "actual")
    page.write_forms()
    dialog = asked(page, ReturnForms)
    assert dialog.chosen == [example.ELM, example.OAK]
    assert dialog.month.currentText() == "Jun M03"
    dialog.folder.edit.setText(str(tmp_path / "forms"))
    press(dialog, "Write 2 forms")
    settle(page.window_)
    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == [
        "Budget return 2022-23 M03 Elm CCG.xlsx",
        "Budget return 2022-23 M03 Oak CCG.xlsx",
    ]


def test_records_are_gone_to_from_elsewhere(page: Any) -> None:
    page.window_.show_record("budget_line", f"{example.VERSION}|{PREMISES}")
    settle(page.window_)
    assert page.table.current_id == PREMISES
    page.window_.show_record("virement", "V1")
    settle(page.window_)
    assert page.switch.now == "virement"
    assert "Virement V1" in words(page.detail)
    page.window_.show_record("budget_version", "Draft")
    settle(page.window_)
    assert (page.switch.now, page.shown.budget.version) == ("line", "Draft")


def test_what_is_found_is_marked_at_its_figure(page: Any) -> None:
    page.table.commit(KEPT, "amount", "5,000")
    settle(page.window_)
    mark = page.table.model.marks[KEPT, "budget"]
    assert (mark.severity, "had £5,000, but £10,000 was moved from it (V1)" in mark.text) == ("error", True)
    assert "1 line has more moved away than it had" in page.banner.text
    assert "1 finding on the budget" in page.banner.text
    assert "had £5,000" in choose(page, KEPT)


def test_an_empty_file_says_what_to_do(opened: Opening, without_data: Path) -> None:
    page = opened(without_data, "Budgets", "budget")
    assert page.table.empty_text.startswith("No budget yet.")
    assert not page.chart.isVisible()
    view(page, "phase")
    assert page.table.empty_text


def test_a_file_that_is_only_looked_at_offers_no_change(held: Held, file: Path) -> None:
    page = held(file).go_to("Budgets").show_page("budget")
    settle(page.window_)
    said = choose(page, PREMISES)
    assert "£250,000" in said
    assert not {"Set…", "Move money…", "Take back…", "Take out…"} & set(said.splitlines())
    assert not page.move_button.isEnabled()
    assert not page.table.columns.by_name["amount"].spec.editable


def test_a_budget_is_begun_by_hand_in_a_new_file(opened: Opening, without_data: Path, tmp_path: Path) -> None:
    page = opened(Path(shutil.copy(without_data, tmp_path / "new.blmk")), "Budgets").show_page("budget")
    settle(page.window_)
    page.new_version()
    dialog = asked(page, VersionDialog)
    dialog.name.setText("First")
    dialog.day.setText("01/04/2023")
    press(dialog, "Make the version")
    settle(page.window_)
    assert (page.year.currentText(), page.version.currentText()) == ("2023/24", "First")
    page.set_line()
    form = asked(page, RecordForm)
    form.rows["name"].editor.setText("Rents")
    form.rows["block"].editor.setCurrentText("delegated")
    form.rows["nature"].editor.setCurrentText("spend")
    form.save()
    dialog = asked(page, LineDialog)
    dialog.amount.setText("100")
    press(dialog, "Set the line")
    settle(page.window_)
    assert page.shown.budget.total.budget == 10_000
