"""Workforce plans: sums, what disagrees beside its figure, the answer to a dispute, and the pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from db import open_file
from tests.blmk_desktop.summaries.planning import PARAMEDIC, PHARMACIST, give_plan, line
from tests.ui.tabs.conftest import Opening, cell, press, words
from ui.parts.reason import ReasonDialog
from ui.screenshots import settle


@pytest.fixture
def plans(opened: Opening, example: Path) -> Any:
    return opened(example, "PCN workforce plans").page


def give_reason(tab: Any, reason: str) -> None:
    dialog = next(one for one in tab.window_.findChildren(ReasonDialog) if one.isVisible())
    assert not dialog.confirm.isEnabled()
    dialog.box.setPlainText(reason)
    dialog.confirm.click()
    settle(tab.window_)


def mark(tab: Any, id_: str, column: str) -> str:
    found = tab.table.model.marks.get((id_, column))
    return f"{found.severity}: {found.text}" if found else ""


def show(tab: Any, view: str) -> None:
    tab.switch.choose(view)
    settle(tab.window_)


def test_the_total_adds_money_and_staff_and_works_percentages_out(plans: Any) -> None:
    texts = plans.table.total_row.texts()
    assert texts["allocation"] == "16,137,138"
    assert texts["forecast_spend"] == "14,438,358"
    assert texts["variance"] == "1,698,780"
    assert texts["growth_percent"] == "73.9"
    assert texts["recruited_percent"] == "57.5"


def test_spending_more_than_the_allocation_is_in_brackets_and_in_words(plans: Any) -> None:
    assert cell(plans, "U35004", "variance") == "(62,025)"
    assert cell(plans, "U35004", "rating") == "R Over"
    assert cell(plans, "U49574", "rating") == "G Within"
    assert "7 networks plan to spend more than allocated" in plans.banner.text
    assert "figures disagree" in plans.banner.text


def test_findings_stand_at_the_figures_that_they_concern(plans: Any) -> None:
    assert mark(plans, "U35004", "variance").startswith("error: As printed, Crown PCN plans to spend £62,024.70 more")
    assert "imported first stands; answer in the detail" in mark(plans, "U09531", "wte_in_post")
    assert not mark(plans, "U49574", "variance")


def test_an_answer_decides_which_of_two_figures_stands(plans: Any) -> None:
    plans.show_record("plan", "U09531")
    settle(plans.window_)
    said = words(plans.detail)
    assert "In post, September (M06): 11.00 WTE" in said
    assert "Submissions!F18\nStands because it was imported first; nobody has answered yet." in said
    version = next(one for one in plans._detail.versions if not one.stands)  # noqa: SLF001
    from ui.tabs.plans.plans_detail import ask_to_stand

    ask_to_stand(plans.window_, version)
    give_reason(plans, "The network says 17")
    assert cell(plans, "U09531", "wte_in_post") == "17.00"
    assert "disputed" not in words(plans.detail)
    assert not mark(plans, "U09531", "wte_in_post")


def test_an_acknowledged_finding_is_no_longer_marked(plans: Any) -> None:
    plans.show_record("plan", "U35004")
    settle(plans.window_)
    press(plans.detail, "Acknowledge…")
    give_reason(plans, "Agreed with the network")
    assert not mark(plans, "U35004", "variance")
    assert "Acknowledged: Agreed with the network" in words(plans.detail)


def test_the_detail_of_a_network_has_its_money_for_each_weighted_patient(plans: Any) -> None:
    plans.table.select("U35004")
    settle(plans.window_)
    said = words(plans.detail)
    assert "Crown PCN" in said
    assert "(£62,024.70)" in said
    assert "£16.47 a weighted patient" in said
    assert "Figures in pcn-workforce-plans-2022-10.xlsx" in said


def test_before_a_row_is_chosen_the_whole_area_is_shown(plans: Any) -> None:
    assert words(plans.detail).startswith("The whole area")


def test_roles_have_no_columns_of_money(plans: Any) -> None:
    show(plans, "role")
    assert plans.table.columns.count == 23
    assert "allocation" not in plans.table.columns.by_name
    assert plans.table.total_row.texts()["wte_planned"] == "457.40"


def test_the_chart_follows_the_rows_shown_and_says_itself(plans: Any) -> None:
    plans.middle.button.setChecked(True)
    plans.table.filter_text("luton")
    chart = plans.charts.chart.chart
    assert list(chart.categories) == ["Equality", "Hatters Health", "Lea Vale", "Medics", "Oasis", "Phoenix Sunrisers"]
    assert plans.charts.words.text() == "65.78 WTE in post of 115.99 planned."
    plans.charts.switch.choose("money")
    assert plans.charts.words.text() == "2 of 6 shown plan to spend more than their allocation."
    plans.charts.chart.bars.choose(2)
    assert plans.table.current_id == "U91286"


def test_all_figures_have_their_cells_and_lead_to_their_plan(plans: Any) -> None:
    show(plans, "figures")
    assert plans.table.columns.count == 223
    plans.table.filter_text("submissions crown allocation")
    (position,) = plans.table.shown()
    row = {name: plans.table.columns.shown(position, name) for name in ("place", "pcn", "value", "cell")}
    assert row == {"place": "Milton Keynes", "pcn": "Crown PCN", "value": "720,280.80", "cell": "C3"}
    plans.table.activated.emit(plans.table.columns.ids[position])
    settle(plans.window_)
    assert plans.switch.now == "pcn"
    assert plans.table.current_id == "U35004"


def test_a_returned_plan_counts_and_the_side_says_where_it_comes_from(
    opened: Opening, example: Path, tmp_path: Path
) -> None:
    file = tmp_path / "returned.blmk"
    file.write_bytes(example.read_bytes())
    with open_file(file) as store:
        give_plan(store, "U35004", line(PHARMACIST, 100), line(PARAMEDIC, 50, "2022-12-01"))
    page = opened(file, "PCN workforce plans").page
    page.table.select("U35004")
    settle(page.window_)
    assert (cell(page, "U35004", "wte_planned"), cell(page, "U35004", "rating")) == ("1.50", "A Open")
    said = words(page.detail)
    assert "£58,315.00 (incomplete, from its return)" in said
    assert "from the 2 lines of its plan" in said
    assert "1 of the lines: their cost is not known in every month" in said
    assert "Printed; what counts is the return." in said
    assert "the spend of 1 network leaves out lines whose cost is not known" in page.banner.text


def test_without_a_plan_the_tab_says_how_to_begin(opened: Opening, tmp_path: Path) -> None:
    from blmk_desktop.seeding import load_reference
    from db import create_file

    with create_file(tmp_path / "empty.blmk") as store:
        load_reference(store)
    tab = opened(tmp_path / "empty.blmk", "PCN workforce plans").page
    for view in ("pcn", "place", "role", "figures"):  # the networks alone would be a table of blanks
        show(tab, view)
        assert tab.table.columns.count == 0
        assert "No workforce plans yet." in words(tab)
    assert "Import workbooks…" in words(tab)
