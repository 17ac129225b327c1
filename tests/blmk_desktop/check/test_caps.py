"""Staff in post and planned against what a network may claim of a role."""

from __future__ import annotations

import db
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop.check.conftest import Add, Give, findings

CROWN, ASCENT = "U35004", "U49574"
LEAD, MENTAL_HEALTH = "Digital and Transformation Lead", "Adult Mental Health Practitioner"
ADVANCED = ("Paramedic (Advanced Practitioner)", "Dietitian (Advanced Practitioner)")


def over(store: db.DataFile) -> list[Finding]:
    return findings(store, "over-role-cap")


def test_a_network_that_plans_more_of_a_role_than_it_may_claim_is_found(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 150, pcn=CROWN, role=LEAD, month=12, cell="D7")
    give("wte_planned", 100, pcn=ASCENT, role=LEAD, month=12, cell="D8")
    (one,) = over(store)
    assert (one.where, one.printed, one.computed) == ("first.xlsx › Plan!D7", "1.50 WTE", "1 WTE")
    assert one.message == (
        "Crown PCN, Digital and Transformation Lead, staff planned at the end of March 2023: 1.50 WTE, but a network "
        "of fewer than 100,000 patients may claim 1."
    )
    assert (one.severity, one.about) == ("warning", ("pcn", CROWN))


def test_a_role_without_a_cap_has_no_limit(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 9_900, pcn=CROWN, role="Paramedic", month=12)
    assert over(store) == []


def test_a_network_of_100_000_patients_may_claim_more(store: db.DataFile, add: Add, give: Give) -> None:
    add("practice", {"code": "E81001", "name": "LARGE SURGERY", "status": "Active"})
    add("membership", {"practice": "E81001", "pcn": CROWN, "start": "2020-07-01"})
    size = {"practice": "E81001", "as_at": "2022-09-30", "source": "first.xlsx", "registered": 100_000_00}
    add("list_size", size)
    for pcn in (CROWN, ASCENT):
        give("wte_planned", 350, pcn=pcn, role=MENTAL_HEALTH, month=12)
    assert [one.about for one in over(store)] == [("pcn", ASCENT)]
    give("wte_planned", 450, pcn=CROWN, role=MENTAL_HEALTH, month=11)
    assert "but a network of its size may claim 4." in " ".join(one.message for one in over(store))


def test_roles_that_share_a_cap_are_added_up(store: db.DataFile, give: Give) -> None:
    for role in ADVANCED:
        give("wte_planned", 120, pcn=CROWN, role=role, month=12)
        give("wte_planned", 100, pcn=ASCENT, role=role, month=12)
    (one,) = over(store)
    assert (one.subject, one.printed) == ("Crown PCN, advanced practitioners", "2.40 WTE")
    assert one.where == "first.xlsx › Plan (advanced practitioners, M12)"


def test_one_finding_is_enough_for_a_role_that_is_over_its_cap_for_months(store: db.DataFile, give: Give) -> None:
    for month, wte in ((7, 150), (8, 300), (9, 200)):
        give("wte_planned", wte, pcn=CROWN, role=LEAD, month=month)
    (one,) = over(store)
    assert "at the end of November 2022: 3.00 WTE" in one.message


def test_the_sheet_imported_first_is_what_is_held_against_the_cap(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 100, pcn=CROWN, role=LEAD, month=12)
    give("wte_planned", 300, pcn=CROWN, role=LEAD, month=12, source="second.xlsx")
    assert over(store) == []


def test_a_total_by_role_is_held_against_all_networks_together(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 2_300, role=LEAD, month=12, cell="C25")
    assert over(store) == []
    give("wte_planned", 2_301, role=LEAD, month=11, cell="B25")
    (one,) = over(store)
    assert one.message == (
        "Digital and Transformation Lead, staff planned at the end of February 2023: 23.01 WTE in all, but the 23 "
        "networks together may claim 23."
    )
    assert (one.about, one.where) == (("arrs_role", LEAD), "first.xlsx › Plan!B25")


def test_a_cap_that_has_ended_limits_nobody_any_more(store: db.DataFile, add: Add, give: Give) -> None:
    add("plan_round", {"name": "2023/24 final", "year": "2023/24", "stage": "final", "as_at": "2023-09-30"})
    give("wte_planned", 300, pcn=CROWN, role=MENTAL_HEALTH, month=12, round="2023/24 final")
    give("wte_planned", 150, pcn=CROWN, role=LEAD, month=12, round="2023/24 final")
    assert [one.subject for one in over(store)] == [f"Crown PCN, {LEAD}"]
