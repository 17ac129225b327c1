"""Returned plans: what each costs, what it leaves out, and what packs print against them."""

from __future__ import annotations

import db
from blmk_desktop.rules.finding import Finding
from blmk_desktop.summaries.register import pcns
from tests.blmk_desktop.check.conftest import ROUND, Add, Give, findings
from tests.blmk_desktop.summaries.planning import COACH, PARAMEDIC, PHARMACIST, give_plan, line, plan_everybody

CROWN, ASCENT = "U35004", "U49574"
LEAD = "Digital and Transformation Lead"
ADVANCED = ("Paramedic (Advanced Practitioner)", "Dietitian (Advanced Practitioner)")
PRINTED = "plan-not-as-printed"


def one(store: db.DataFile, rule: str) -> Finding:
    (found,) = findings(store, rule)
    return found


def everybody(store: db.DataFile) -> list[str]:
    with store.reading() as connection:
        return [row.code for row in pcns(connection, "2022-09-30") if not row.closed]


def give_crown(store: db.DataFile, add: Add, *lines: dict[str, object]) -> None:
    add("source", {"name": "crown.xlsx", "position": 9})
    give_plan(store, CROWN, *lines, source="crown.xlsx")


def test_a_plan_that_costs_more_than_the_allocation_is_found_to_the_penny(
    store: db.DataFile, give: Give, add: Add
) -> None:
    give("allocation", 5_000_000, pcn=CROWN)
    give_crown(store, add, line(PHARMACIST, 100))
    found = one(store, "plan-over-allocation")
    assert found.message == (
        "Crown PCN: the line of its plan costs £58,315.00, £8,315.00 more than its allocation of £50,000.00."
    )
    assert (found.where, found.printed, found.computed) == ("crown.xlsx › Plan!D12", "£50,000.00", "£58,315.00")
    assert (found.severity, found.about, found.measure) == ("error", ("pcn", CROWN), "variance")


def test_a_plan_within_its_allocation_is_no_finding(store: db.DataFile, give: Give, add: Add) -> None:
    give("allocation", 5_831_500, pcn=CROWN)
    give_crown(store, add, line(PHARMACIST, 100))
    assert findings(store, "plan-over-allocation", "cost-not-known", PRINTED) == []


def test_what_a_total_leaves_out_is_said(store: db.DataFile, give: Give, add: Add) -> None:
    give("allocation", 5_000_000, pcn=CROWN)
    give_crown(store, add, line(PHARMACIST, 100), line("Podiatrist", 50), line("Dietitian", 50, "2023-01-01"))
    found = one(store, "cost-not-known")
    assert found.severity == "note"
    assert found.message == (
        "Crown PCN: the maximum for Dietitian, Podiatrist is not known in every month, so that the forecast spend "
        "leaves out some or all of the cost of 2 of its 3 lines."
    )
    assert found.computed == "£58,315.00 known"
    assert one(store, "plan-over-allocation").message.endswith(" The cost of 2 lines is not known and comes on top.")


def test_a_role_over_its_cap_is_found_once_with_its_cells(store: db.DataFile, give: Give, add: Add) -> None:
    give("wte_planned", 150, pcn=CROWN, role=LEAD, month=12, cell="D7")
    give_crown(store, add, line(PARAMEDIC, 100), line(LEAD, 100), line(LEAD, 50, "2022-11-01"))
    found = one(store, "over-role-cap")
    assert found.where == "crown.xlsx › Plan!D13, D14"
    assert found.message == (
        "Crown PCN, Digital and Transformation Lead, staff planned at the end of November 2022: 1.50 WTE, but a "
        "network of fewer than 100,000 patients may claim 1."
    )


def test_roles_that_share_a_cap_are_added_up_month_by_month(store: db.DataFile, give: Give, add: Add) -> None:
    assert give
    first, second = ADVANCED
    give_crown(store, add, line(first, 150, end="2022-12-31"), line(second, 150, "2023-01-01"))
    assert findings(store, "over-role-cap") == []
    give_plan(store, ASCENT, line(first, 150), line(second, 150, "2023-01-01"))
    assert one(store, "over-role-cap").subject == "Ascent PCN, advanced practitioners"


def test_a_figure_that_a_pack_prints_of_a_network_is_held_against_its_lines(
    store: db.DataFile, give: Give, add: Add
) -> None:
    give("wte_planned", 1980, pcn=CROWN, month=12, cell="G3", decimals=1)
    give_crown(store, add, line(PARAMEDIC, 1000), line(PARAMEDIC, 980, "2023-03-01"))
    assert findings(store, PRINTED) == []
    give_plan(store, CROWN, line(PARAMEDIC, 1000), line(PARAMEDIC, 1080, "2023-03-01"), source="crown.xlsx")
    found = one(store, PRINTED)
    assert found.message == (
        "Crown PCN, staff planned at the end of March 2023: Plan!G3 prints 19.8 WTE; the 2 lines of its return "
        "(crown.xlsx › Plan!D12, D13) make 20.80 WTE."
    )
    assert (found.where, found.computed) == ("first.xlsx › Plan!G3", "20.80 WTE")


def test_a_pack_by_role_is_held_against_the_lines_of_the_role(store: db.DataFile, give: Give, add: Add) -> None:
    give("wte_planned", 300, pcn=CROWN, role=PARAMEDIC, month=12, cell="C4")
    give("wte_planned", 200, pcn=CROWN, role=COACH, month=12, cell="C5")
    give_crown(store, add, line(PARAMEDIC, 300), line(COACH, 100))
    found = one(store, PRINTED)
    assert found.subject == "Crown PCN, Health and Wellbeing Coach"
    assert "Plan!C5 prints 2.00 WTE; the line of its return (crown.xlsx › Plan!D13) makes 1.00 WTE." in found.message


def test_a_printed_spend_may_be_rounded_or_cut_off(store: db.DataFile, give: Give, add: Add) -> None:
    give("forecast_spend", 4_398_500, pcn=CROWN, cell="E3", decimals=0)
    give_crown(store, add, line(PHARMACIST, 100, "2022-07-01"))
    assert findings(store, PRINTED) == []
    give("forecast_spend", 4_398_300, pcn=CROWN, cell="E3", decimals=0, source="second.xlsx")
    assert one(store, PRINTED).where == "second.xlsx › Plan!E3"


def test_staff_in_post_after_the_rounds_date_cannot_be_told_from_a_plan(
    store: db.DataFile, give: Give, add: Add
) -> None:
    give("wte_in_post", 100, pcn=CROWN, month=6, cell="C3")
    give("wte_in_post", 50, pcn=CROWN, month=7, cell="D3")
    give_crown(store, add, line(PARAMEDIC, 100))
    assert findings(store, PRINTED) == []
    give("wte_in_post", 50, pcn=CROWN, month=5, cell="B3")
    assert one(store, PRINTED).where == "first.xlsx › Plan!B3"


def test_places_roles_and_totals_are_held_against_all_plans_once_all_are_there(
    store: db.DataFile, give: Give, add: Add
) -> None:
    give("wte_planned", 500, place="Bedford Borough", month=12, sheet="Places", cell="B2")
    give("wte_planned", 2_400, role=PARAMEDIC, month=12, sheet="Roles", cell="C2")
    total = {"source": "first.xlsx", "sheet": "Roles", "cell": "C3", "round": ROUND, "month": 12, "value": 2_400}
    add("stated_figure", total | {"measure": "wte_planned", "rule": "total", "first_row": 2, "last_row": 2})
    codes = everybody(store)
    plan_everybody(store, codes[:-1], line(PARAMEDIC, 100))
    assert [found.subject for found in findings(store, PRINTED)] == ["Bedford Borough"]
    give_plan(store, codes[-1], line(PARAMEDIC, 100))
    in_all, bedford, paramedics = (found.message for found in findings(store, PRINTED))
    assert in_all == (
        "All, staff planned at the end of March 2023: Roles!C3 prints 24.00 WTE; the returned plans of all 23 "
        "networks make 23.00 WTE."
    )
    assert bedford == (
        "Bedford Borough, staff planned at the end of March 2023: Places!B2 prints 5.00 WTE; the returned plans of "
        "its 4 networks make 4.00 WTE."
    )
    assert paramedics.startswith("Paramedic, staff planned at the end of March 2023: Roles!C2 prints 24.00 WTE;")


def test_a_network_that_only_returned_its_plan_is_not_without_one(store: db.DataFile, give: Give, add: Add) -> None:
    give("wte_planned", 100, pcn=ASCENT, month=12)
    give_crown(store, add, line(PARAMEDIC, 100))
    assert ("pcn", CROWN) not in {found.about for found in findings(store, "network-without-plan")}


def test_rounds_of_returned_plans_alone_say_nothing_of_those_still_to_come(
    store: db.DataFile, give: Give, add: Add
) -> None:
    assert give
    give_crown(store, add, line(PARAMEDIC, 100))
    assert findings(store, "network-without-plan") == []


def test_staff_in_post_are_held_against_what_was_claimed_for_the_month(
    store: db.DataFile, give: Give, add: Add
) -> None:
    assert give
    give_crown(store, add, line(PARAMEDIC, 150))
    claim = {"pcn": CROWN, "year": "2022/23", "month": 6, "role": PARAMEDIC, "source": "crown.xlsx"}
    add("arrs_claim", claim | {"wte": 100, "post": "A"})
    found = one(store, "in-post-not-as-claimed")
    assert found.message == (
        "Crown PCN: its plan has 1.50 WTE in post on 30/09/2022 (crown.xlsx › Plan!D12); for September 2022 it "
        "claimed 1.00 WTE."
    )
    add("arrs_claim", claim | {"wte": 50, "post": "B"})
    assert findings(store, "in-post-not-as-claimed") == []


def test_a_figure_that_several_sheets_print_is_one_finding_with_every_cell(
    store: db.DataFile, give: Give, add: Add
) -> None:
    give("forecast_spend", 4_398_490, pcn=CROWN, cell="E3", sheet="Plan")
    give("forecast_spend", 4_398_400, pcn=CROWN, cell="D8", sheet="Pack", decimals=0)
    give("forecast_spend", 5_000_000, pcn=CROWN, cell="D9", sheet="Annex")
    give_crown(store, add, line(PHARMACIST, 100))
    both, other = sorted(findings(store, PRINTED), key=lambda found: found.computed + found.printed)
    assert both.where == "first.xlsx › Plan!E3 and Pack!D8"
    assert both.message == (
        "Crown PCN, forecast spend: Plan!E3 prints £43,984.90 and Pack!D8 prints £43,984; the line of its return "
        "(crown.xlsx › Plan!D12) makes £58,315.00."
    )
    assert other.where == "first.xlsx › Annex!D9"


def test_once_a_return_counts_nobody_is_asked_which_of_two_tables_is_right(
    store: db.DataFile, give: Give, add: Add
) -> None:
    give("wte_planned", 1200, pcn=CROWN, month=12, sheet="Plan", cell="G3")
    give("wte_planned", 2200, pcn=CROWN, month=12, sheet="Pack", cell="D5")
    assert len(findings(store, "tables-disagree")) == 1
    give_crown(store, add, line(PHARMACIST, 2200))
    assert findings(store, "tables-disagree") == []
    assert one(store, PRINTED).where == "first.xlsx › Plan!G3"


def test_a_place_is_said_once_and_why_it_is_wrong(store: db.DataFile, give: Give, add: Add) -> None:
    assert add
    give("wte_planned", 390, place="Bedford Borough", month=12, sheet="Places", cell="B2", decimals=1)
    with store.reading() as connection:
        codes = [row.code for row in pcns(connection, "2022-09-30") if row.place == "Bedford Borough"]
    for code in codes:
        give("wte_planned", 99, pcn=code, month=12, cell=f"G{code}")
    assert len(findings(store, "cut-off-not-rounded")) == 1
    plan_everybody(store, codes, line(PARAMEDIC, 99))
    assert findings(store, "cut-off-not-rounded", "place-not-sum-of-networks") == []
    assert one(store, PRINTED).message.endswith("make 3.96 WTE. The decimals were cut off, not rounded.")


def test_roles_that_differ_are_told_though_they_add_up_to_the_same(store: db.DataFile, give: Give, add: Add) -> None:
    give("wte_planned", 200, pcn=CROWN, role=PARAMEDIC, month=12, cell="C4")
    give("wte_planned", 100, pcn=CROWN, role=COACH, month=12, cell="C5")
    give_crown(store, add, line(PARAMEDIC, 100), line(COACH, 200))
    assert {found.where for found in findings(store, PRINTED)} == {"first.xlsx › Plan!C4", "first.xlsx › Plan!C5"}


def test_a_role_that_a_sheet_by_role_lacks_shows_in_its_sum(store: db.DataFile, give: Give, add: Add) -> None:
    give("wte_planned", 200, pcn=CROWN, role=PARAMEDIC, month=12, cell="C4")
    give_crown(store, add, line(PARAMEDIC, 200), line(COACH, 150))
    found = one(store, PRINTED)
    assert (found.subject, found.printed, found.computed) == ("Crown PCN", "2.00 WTE", "3.50 WTE")


def test_a_spend_that_is_known_in_part_is_held_against_what_is_printed(
    store: db.DataFile, give: Give, add: Add
) -> None:
    give("forecast_spend", 6_000_000, pcn=CROWN, cell="E3")
    give_crown(store, add, line(PHARMACIST, 100), line("Podiatrist", 50))
    found = one(store, "known-cost-not-as-printed")
    assert found.message == (
        "Crown PCN, forecast spend: Plan!E3 prints £60,000.00; the 2 lines of its return (crown.xlsx › Plan!D12, D13) "
        "come to £58,315.00 as far as known, which leaves £1,685.00 for 1 line of which the cost is not known."
    )
    assert (found.severity, found.where) == ("note", "first.xlsx › Plan!E3")
    give_plan(store, CROWN, line(PHARMACIST, 200), line("Podiatrist", 50))
    assert one(store, "known-cost-not-as-printed").severity == "error"


def test_a_line_that_counts_at_its_salary_for_want_of_a_maximum_is_flagged(
    store: db.DataFile, give: Give, add: Add
) -> None:
    assert give
    give_crown(store, add, line(PHARMACIST, 100, salary=6_000_000), line("Podiatrist", 50, salary=3_000_000))
    found = one(store, "cost-at-salary")
    assert found.message == (
        "Crown PCN: no maximum is known in every month for Podiatrist, so that 1 line of its plan counts with the "
        "whole salary and on-costs then; less may be reimbursed."
    )
    assert findings(store, "cost-not-known") == []


def test_a_first_draft_is_not_looked_at_any_more_once_the_final_plan_is_there(
    store: db.DataFile, give: Give, add: Add
) -> None:
    draft = "2022/23 first draft"
    add("plan_round", {"name": draft, "year": "2022/23", "stage": "first draft", "as_at": "2022-09-30"})
    give("allocation", 5_000_000, pcn=CROWN)
    give_plan(store, CROWN, line(PHARMACIST, 100), line("Podiatrist", 50), round_name=draft)
    assert len(findings(store, "plan-over-allocation", "cost-not-known")) == 2
    give_crown(store, add, line(PHARMACIST, 50))
    assert findings(store, "plan-over-allocation", "cost-not-known") == []
