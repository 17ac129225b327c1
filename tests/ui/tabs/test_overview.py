"""The overview answers 'what needs me today?' and every line leads to where it can be dealt with."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from blmk_desktop.changes import Change, commit
from blmk_desktop.rules.finding import Finding
from blmk_desktop.seeding import load_reference
from blmk_desktop.summaries.attention import Need, attention
from blmk_desktop.summaries.plan_round import make_round, set_status
from db import create_file
from tests.ui.tabs.conftest import Opening, press, words
from ui.parts.record_lines import open_ones
from ui.parts.work_row import WorkRow
from ui.screenshots import settle
from ui.tabs.budgets.finance_period import Period
from ui.tabs.overview_needs import of_findings, sentence
from ui.tabs.overview_opening import OPENINGS, open_need


def test_an_empty_file_offers_three_ways_to_begin_and_nothing_else(opened: Opening, tmp_path: Path) -> None:
    with create_file(tmp_path / "empty.blmk") as store:
        load_reference(store)
    tab = opened(tmp_path / "empty.blmk", "Overview")
    assert tab.head.isHidden()
    assert words(tab.area).splitlines()[0] == "Nothing is loaded yet."
    assert words(tab.area).splitlines()[-3:] == ["Import workbooks…", "Load the example data", "Open another file…"]


def test_a_file_of_risks_alone_is_no_empty_file(opened: Opening, tmp_path: Path) -> None:
    with create_file(tmp_path / "risks.blmk") as store:
        load_reference(store)
        register: dict[str, object] = {"name": "Primary care", "prefix": "PC"}
        risk: dict[str, object] = {"reference": "PC-1", "register": "Primary care", "source": "risks.xlsx"}
        added = [
            Change("source", 1, None, {"name": "risks.xlsx"}),
            Change("risk_register", 1, None, register),
            Change("risk", 1, None, risk),
        ]
        commit(store, added, what="Import of risks.xlsx", kind="import")
    said = words(opened(tmp_path / "risks.blmk", "Overview")).splitlines()
    assert "Nothing is loaded yet." not in said
    assert {"risks.xlsx", "1 risk"} <= set(said)
    assert any(line.endswith("networks · 1 risk") for line in said)


def test_a_file_of_a_finance_report_alone_says_what_the_report_gave(opened: Opening, tmp_path: Path) -> None:
    about = {"area": "BLMK", "category": "Rents", "year": "2022/23", "month": 6, "source": "finance.xlsx"}
    figure = {"measure": "actual", "period": "year to date", "origin": "report", "value": 100}
    with create_file(tmp_path / "finance.blmk") as store:
        load_reference(store)
        added = [
            Change("source", 1, None, {"name": "finance.xlsx"}),
            Change("budget_category", 1, None, {"name": "Rents", "block": "delegated", "nature": "spend"}),
            Change("budget_figure", 1, None, about | figure),
        ]
        commit(store, added, what="Import of finance.xlsx", kind="import")
    said = words(opened(tmp_path / "finance.blmk", "Overview")).splitlines()
    assert "Nothing is loaded yet." not in said
    assert {"finance.xlsx", "1 budget figure"} <= set(said)


def need(urgency: str, text: str = "1 risk is up") -> Need:
    return Need("risks up", "Risks", urgency, "Up", text, "risk", ("PC-1",))


def test_the_first_sentence_counts_what_needs_somebody() -> None:
    assert sentence([need("now"), need("now"), need("soon")]) == "2 things need you today, 1 more is coming up."
    assert sentence([need("now")]) == "1 thing needs you today."
    assert sentence([need("now")], "2022-09-30") == "1 thing needed you on 30/09/2022."
    assert sentence([]) == "Nothing needs you today: every figure checked agrees."


def test_what_is_worth_a_look_is_not_said_to_be_all_in_order() -> None:
    doubtful = Finding("sign-lost", "warning", "Reserves", "finance.xlsx", "936.9%", "(936.9%)", "The sign is lost.")
    held = of_findings([doubtful])
    assert sentence(held) == "Nothing needs you today; 1 thing is worth a look."
    assert [one.text for one in held] == ["1 figure worth a look"]


def test_what_needs_somebody_is_said_with_the_figures_that_disagree_first(opened: Opening, example: Path) -> None:
    tab = opened(example, "Overview")
    said = words(tab)
    assert re.match(r"\d+ things need you today, ", said)
    assert re.search(r"Needs you now\nWrong\n\d+ figures disagree", said)
    assert "7 networks plan to spend more than allocated" in said


def test_the_area_is_shown_with_the_days_that_its_figures_hold_for(opened: Opening, example: Path) -> None:
    said = words(opened(example, "Overview"))
    for expected in (
        "Bedfordshire, Luton and Milton Keynes",
        "1,093,325",
        "lists of 31/03/2023",
        "268.81 of 467.40 WTE planned",
        "£14,438,358 of £16,137,138 allocated",
        "pcn-workforce-plans-2022-10.xlsx",
    ):
        assert expected in said


def test_what_needs_an_answer_comes_first_and_leads_to_the_plan(opened: Opening, example: Path) -> None:
    tab = opened(example, "Overview")
    press(tab, "Wrong. Two tables disagree on Chiltern Hills PCN")
    settle(tab.window_)
    plans = tab.window_.current
    assert plans.table.current_id == "U09531"


def test_practices_in_no_network_are_shown_by_themselves(opened: Opening, example: Path) -> None:
    tab = opened(example, "Overview")
    press(tab, "Place. 7 live practices belong to no network")
    settle(tab.window_)
    assert len(tab.window_.current.table.shown()) == 7


def test_the_keys_stay_on_their_line_when_the_page_is_made_anew(opened: Opening, example: Path) -> None:
    tab = opened(example, "Overview")
    lines = [one for one in tab.findChildren(WorkRow) if one.accessibleName().startswith("Place. 7 live practices")]
    lines[0].setFocus()
    tab.refresh(None)
    settle(tab.window_)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus is not lines[0]
    assert focus.accessibleName().startswith("Place. 7 live practices")


def test_figures_of_other_areas_do_not_stand_under_the_name_of_this_one(opened: Opening, example: Path) -> None:
    tab = opened(example, "Overview")
    assert "Bedfordshire, Luton and Milton Keynes" in words(tab)
    other: dict[str, object] = {"code": "P87657", "name": "Elsewhere", "status": "Active", "commissioner": "01G"}
    tab.window_.change(
        lambda store: commit(store, [Change("practice", 999_999, None, other)], what="Added", kind="edit")
    )
    settle(tab.window_)
    assert "All areas loaded" in words(tab)


def test_a_round_that_is_under_way_says_who_is_late_and_leads_to_the_returns(opened: Opening, example: Path) -> None:
    tab = opened(example, "Overview")
    assert "Chase" not in words(tab)
    tab.window_.change(make_round, "2022/23", "final", "2022-10-14")
    tab.window_.change(set_status, "2022/23 final", ["U35004"], "received")
    settle(tab.window_)
    assert {"22 returns are late", "1 return is to be reviewed"} <= set(words(tab).splitlines())
    press(tab, "Chase. 22 returns are late. PCN workforce plans · Caritas Medical PCN")
    settle(tab.window_)
    assert tab.window_.current.switch.now == "returns"
    assert len(tab.window_.current.table.shown()) == 22


def test_missing_claims_are_counted_and_lead_to_the_list_of_them(opened: Opening, example: Path) -> None:
    tab = opened(example, "Overview")
    claim = {"year": "2022/23", "pcn": "U35004", "role": "Paramedic", "wte": 100, "amount": 300_000}
    claims = [Change("arrs_claim", 900 + month, None, claim | {"month": month}) for month in (4, 6)]
    tab.window_.change(lambda store: commit(store, claims, what="Added", kind="edit"))
    settle(tab.window_)
    assert "monthly claims are missing" in words(tab)
    press(tab, "Ask. ")
    settle(tab.window_)
    page = tab.window_.current.page
    assert page.switch.now == "missing"


def test_the_returns_of_a_round_are_loaded_in_one_line_which_leads_to_them(opened: Opening, example: Path) -> None:
    tab = opened(example, "Overview")
    window = tab.window_
    files = [("U35004", "Crown.xlsx"), ("U49574", "Ascent.xlsx")]
    window.change(make_round, "2022/23", "final", "2022-10-14")
    window.change(make_round, "2023/24", "first draft", None)
    changes = [
        Change("source", 700 + at, None, {"name": name, "imported": "2022-10-12", "position": 700 + at})
        for at, (_, name) in enumerate(files)
    ]
    changes += [
        Change(
            "plan_return", 800 + at, None, {"round": "2022/23 final", "pcn": pcn, "status": "received", "source": name}
        )
        for at, (pcn, name) in enumerate(files)
    ]
    window.change(lambda store: commit(store, changes, what="Import of 2 returns"))
    settle(window)
    said = words(tab)
    assert "2 returns of 2022/23 final" in said
    assert "imported 12/10/2022" in said
    assert "Crown.xlsx" not in said
    press(tab, "2 returns of 2022/23 final")
    settle(window)
    assert window.current.switch.now == "returns"
    assert window.current.page.shown.status.round == "2022/23 final"


def test_a_day_that_is_gone_can_be_looked_at(opened: Opening, example: Path) -> None:
    tab = opened(example, "Overview")
    tab.as_at.box.setCurrentIndex(tab.as_at.box.findData("2022-09-30"))
    tab.as_at.box.activated.emit(tab.as_at.box.currentIndex())
    settle(tab.window_)
    said = words(tab)
    assert "needed you on 30/09/2022" in said
    assert "on 30/09/2022, by the lists of" in said
    assert "figures disagree" not in said  # they are about how the figures stand today


NEEDS = ("committee_action", "risk", "risk_moved", "scheme", "milestone", "plan")


@pytest.mark.parametrize("record", NEEDS)
def test_what_needs_somebody_opens_the_very_records_it_is_about(opened: Opening, example: Path, record: str) -> None:
    window = opened(example, "Overview").window_
    with window.store.reading() as connection:
        several = [one for one in attention(connection, "2022-12-08") if one.record == record]
    wanted = max(several, key=lambda one: one.count)
    open_need(window, wanted, "2022-12-08")
    settle(window)
    page = window.current.page
    column = page.table.columns.by_name[OPENINGS[record].column]
    shown = {column.texts[column.codes[at]] for at in page.table.shown()}
    assert shown == {key.removeprefix(wanted.within).strip() for key in wanted.keys}


def test_a_file_that_is_loaded_leads_to_its_import(opened: Opening, example: Path) -> None:
    window = opened(example, "Overview").window_
    press(window.current, "delegated-finance-2022-09.xlsx")
    settle(window)
    assert window.current.current.what == "Import of delegated-finance-2022-09.xlsx"


LINKED = (
    ("practice", "E81001", "Workforce plan, 2022/23 final", "PCN workforce plans"),
    ("pcn", "U58600", "Mill Road health centre (example)", "Estates"),
    ("scheme", "Ivel Valley Hub", "Example round 2022 (made up)", "Estates"),
    ("risk", "PC-08", "Prescribing and Drugs", "Budgets"),
    ("building", "Mill Road health centre (example)", "Watling Street Network PCN", "Practices"),
    ("budget_category", "Prescribing and Drugs", "PC-08: the prescribing budget is overspent", "Risks"),
)


@pytest.mark.parametrize(("kind", "key", "link", "tab"), LINKED)
def test_a_record_leads_to_those_it_is_linked_to(
    opened: Opening, example: Path, kind: str, key: str, link: str, tab: str
) -> None:
    window = opened(example, "Overview").window_
    window.show_record(kind, key)
    settle(window)
    press(window.current, link)
    settle(window)
    assert window.titles[window.tabs.currentIndex()] == tab


@pytest.mark.parametrize("record", ["committee_action", "risk", "scheme", "milestone"])
def test_the_day_that_is_looked_at_holds_on_the_page_that_is_opened_too(
    opened: Opening, example: Path, record: str
) -> None:
    window = opened(example, "Overview").window_
    with window.store.reading() as connection:
        several = [one for one in attention(connection, "2022-12-09") if one.record == record]
    wanted = max(several, key=lambda one: one.count)
    open_need(window, wanted, "2022-12-09")
    settle(window)
    page = window.current.page
    day = page.meeting.currentData() if record == "committee_action" else page.as_at.day
    column = page.table.columns.by_name[OPENINGS[record].column]
    shown = {column.texts[column.codes[at]] for at in page.table.shown()}
    assert (day, shown) == ("2022-12-09", {key.removeprefix(wanted.within).strip() for key in wanted.keys})
    open_need(window, replace(wanted, keys=wanted.keys[:1]))
    settle(window)
    assert page.meeting.currentIndex() == 0 if record == "committee_action" else page.as_at.is_today


def test_red_budget_lines_open_the_month_they_are_red_in_and_only_them(opened: Opening, example: Path) -> None:
    window = opened(example, "Overview").window_
    with window.store.reading() as connection:
        red = next(one for one in attention(connection, "") if one.record == "budget_category" and one.count > 1)
    window.go_to("Budgets").page.period.choose(Period("BLMK", "2022/23", 5))
    open_need(window, red)
    settle(window)
    page = window.current.page
    assert page.shown.period == Period("BLMK", "2022/23", 6)
    assert {page.shown.rows[id_].category for id_ in page.table.shown_ids} == set(red.keys)
    assert page.table.current_id in page.table.shown_ids


def test_wrong_figures_open_the_findings_that_say_so_and_doubtful_ones_theirs(opened: Opening, example: Path) -> None:
    window = opened(example, "Overview").window_
    found: list[Finding] = []
    window.findings(found.extend)
    settle(window)
    for need in of_findings(open_ones(found)):
        open_need(window, need)
        settle(window)
        assert set(window.table.shown_ids) == set(need.keys)
        assert window.current.current.identity in need.keys
