"""Role supply: how many of each role all networks want, which want them and when, and from where they would come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blmk_desktop import changes
from blmk_desktop.summaries.register import pcns
from db import create_file, open_file
from tests.blmk_desktop.summaries.planning import COACH, PARAMEDIC, PHARMACIST, give_plan, line, plan_everybody
from tests.ui.tabs.conftest import Opening, cell, words
from ui.screenshots import settle

CROWN = "U35004"


@pytest.fixture
def pack(opened: Opening, example: Path) -> Any:
    return opened(example, "PCN workforce plans").show_page("supply")


@pytest.fixture
def plans(opened: Opening, example: Path, tmp_path: Path) -> Any:
    """All networks have returned a plan; Crown wants most."""
    file = tmp_path / "returned.blmk"
    file.write_bytes(example.read_bytes())
    with open_file(file) as store:
        with store.reading() as connection:
            codes = [row.code for row in pcns(connection, "2022-09-30") if not row.closed]
        plan_everybody(store, codes, line(PHARMACIST, 100), line(COACH, 50, "2022-11-01"))
        lines = [line(PARAMEDIC, 100, "2022-12-01"), line(PARAMEDIC, 50, "2023-02-01")]
        give_plan(store, CROWN, line(PHARMACIST, 100, end="2022-12-31"), *lines)
    return opened(file, "PCN workforce plans").show_page("supply")


def choose(page: Any, role: str) -> str:
    settle(page.window_)
    page.table.select(role)
    settle(page.window_)
    return words(page.detail)


def test_the_banner_says_whom_the_networks_would_take_from_partners(pack: Any) -> None:
    settle(pack.window_)
    assert pack.banner.text == (
        "All networks together plan to hire 17.5 more physician associates, 13.6 more paramedics, 11.7 more clinical "
        "pharmacists and 11 more pharmacy technicians, and 128.8 WTE of other roles."
    )


def test_a_pack_by_role_says_how_many_but_not_who_wants_them(pack: Any) -> None:
    said = choose(pack, PARAMEDIC)
    assert (cell(pack, PARAMEDIC, "to_recruit"), cell(pack, PARAMEDIC, "networks")) == ("13.60", "")
    assert "The ambulance trust" in said
    assert "as the pack prints them by role" in said
    assert pack.table.total_row.texts()["to_recruit"] == "182.59"


def test_the_most_wanted_role_comes_first_also_in_the_chart(pack: Any) -> None:
    settle(pack.window_)
    assert pack.chart.chart.categories[:2] == ("GP Assistant", "Care Co-ordinator")
    pack.chart.bars.choose(3)
    assert pack.table.current_id == PARAMEDIC
    pack.table.filter_text("ambulance")
    assert pack.chart.chart.categories == (PARAMEDIC, "Paramedic (Advanced Practitioner)")


def test_returned_plans_say_which_network_wants_a_role_and_when(plans: Any) -> None:
    said = choose(plans, PARAMEDIC)
    assert (cell(plans, PARAMEDIC, "to_recruit"), cell(plans, PARAMEDIC, "networks")) == ("1.50", "1")
    assert "Crown PCN" in said
    assert "1.50 WTE: 1.00 on 01/12/2022, 0.50 on 01/02/2023 · Milton Keynes" in said
    assert "from the returned plans" in said


def test_until_all_have_returned_what_the_others_want_stands_beside_the_printed_totals(
    opened: Opening, example: Path, tmp_path: Path
) -> None:
    file = tmp_path / "some.blmk"
    file.write_bytes(example.read_bytes())
    with open_file(file) as store:
        give_plan(store, CROWN, line(PHARMACIST, 100, "2022-07-01"), line(PARAMEDIC, 100, "2022-12-01"))
    page = opened(file, "PCN workforce plans").show_page("supply")
    said = choose(page, PARAMEDIC)
    assert (cell(page, PARAMEDIC, "to_recruit"), cell(page, PARAMEDIC, "networks")) == ("13.60", "1")
    assert "1.00 WTE: 1.00 on 01/12/2022 · Milton Keynes" in said
    assert page.table.model.marks[PARAMEDIC, "networks"].text == "So far: 1 of 23 networks have returned their plan."
    assert cell(page, PHARMACIST, "cost") == "43,986"  # £43,985.50: 3 months at £57,318 and 6 at £59,312
    assert cell(page, COACH, "networks") == "0"
    assert "1 of 23 networks have returned their plan: networks, cost and places are theirs so far" in page.banner.text


def test_somebody_who_leaves_is_told_apart_from_those_to_recruit(plans: Any) -> None:
    said = choose(plans, PHARMACIST)
    assert "In post\n23.00 WTE\nPlanned\n22.00 WTE\nTo recruit\n0.00 WTE\nLeaving\n1.00 WTE" in said


def test_a_cost_that_is_not_known_is_said(plans: Any) -> None:
    said = choose(plans, PARAMEDIC)
    assert "Cost in the year\nNot known" in said
    assert cell(plans, PARAMEDIC, "cost") == ""
    assert "Costs leave out 24 lines for which no maximum is known." in plans.banner.text
    assert plans.table.model.marks[PARAMEDIC, "cost"].text == "Leaves out lines whose cost is not known."


def test_where_people_would_come_from_can_be_changed_here(pack: Any) -> None:
    choose(pack, PARAMEDIC)
    pack.table.commit(PARAMEDIC, "supply", "The ambulance trusts of the East")
    settle(pack.window_)
    assert "The ambulance trusts of the East" in words(pack.detail)
    with pack.window_.store.reading() as connection:
        assert changes.history(connection)[0].what == "Edit of ARRS role 'Paramedic'"


def test_a_role_leads_to_its_plans(pack: Any) -> None:
    choose(pack, PARAMEDIC)
    pack.table.activated.emit(PARAMEDIC)
    settle(pack.window_)
    tab = pack.window_.built("PCN workforce plans")
    assert (tab.switch.now, tab.page.table.current_id) == ("figures", PARAMEDIC)


def test_without_a_plan_the_page_says_how_to_begin(opened: Opening, tmp_path: Path) -> None:
    create_file(tmp_path / "empty.blmk").close()
    page = opened(tmp_path / "empty.blmk", "PCN workforce plans").show_page("supply")
    settle(page.window_)
    assert "No roles planned yet." in words(page)
    assert page.banner.isHidden()
