"""The register against itself and the plans: practices in no network, closed networks, allocations that stand out."""

from __future__ import annotations

import pytest

import db
from tests.blmk_desktop.check.conftest import Add, Give, Import, findings

CROWN, ASCENT, EDEN = "U35004", "U49574", "U33695"  # Eden closed on 31 March 2022
BEDFORD = ("U28178", "U39446", "U74819", "U90309")


def practice(code: str, **more: object) -> dict[str, object]:
    return {"code": code, "name": f"SURGERY {code}", "status": "Active"} | more


def member(code: str, pcn: str, start: str = "2020-07-01", **more: object) -> dict[str, object]:
    return {"practice": code, "pcn": pcn, "start": start} | more


def list_size(code: str, registered: int | None = None, weighted: int | None = None) -> dict[str, object]:
    about = {"practice": code, "as_at": "2022-09-30", "source": "lists.csv"}
    sizes = {"registered": registered, "weighted": weighted}
    return about | {name: size for name, size in sizes.items() if size is not None}


def said(store: db.DataFile, rule: str) -> list[str]:
    return [one.message for one in findings(store, rule)]


def test_no_practice_is_missed_in_a_network_while_no_membership_is_known(store: db.DataFile, add: Add) -> None:
    add("practice", practice("E81001"))
    assert findings(store) == []


def test_a_live_practice_in_no_network_is_named(store: db.DataFile, add: Add) -> None:
    add("practice", practice("E81001"), practice("E81002"), practice("E81003", status="Closed", closed="2021-03-31"))
    add("membership", member("E81001", CROWN))
    assert said(store, "practice-in-no-network") == [
        "Surgery E81002 (E81002) is active and belongs to no primary care network."
    ]


def test_a_practice_that_left_its_network_is_in_none(store: db.DataFile, add: Add) -> None:
    add("practice", practice("E81001"), practice("E81002"))
    add("membership", member("E81001", CROWN, end="2021-06-30"), member("E81002", CROWN))
    (one,) = findings(store)
    assert (one.rule, one.severity, one.about) == ("practice-in-no-network", "warning", ("practice", "E81001"))


def test_once_lists_are_known_an_active_code_without_patients_is_only_noted(store: db.DataFile, add: Add) -> None:
    add("practice", *(practice(f"E8100{number}") for number in range(1, 4)))
    add("membership", member("E81001", CROWN))
    add("source", {"name": "lists.csv", "position": 1})
    add("list_size", list_size("E81001", 10_000_00), list_size("E81002", 5_000_00))
    assert said(store, "practice-in-no-network") == [
        "Surgery E81002 (E81002) is active and belongs to no primary care network."
    ]
    (noted,) = findings(store, "active-without-patients")
    assert (noted.severity, noted.subject) == ("note", "Surgery E81003")
    assert noted.message == (
        "Surgery E81003 (E81003) is active, has no registered patients and belongs to no primary care network."
    )


def test_a_practice_in_two_networks_at_once_is_found(store: db.DataFile, add: Add) -> None:
    add("practice", practice("E81001"))
    add("membership", member("E81001", ASCENT, "2021-04-01"), member("E81001", CROWN))
    assert said(store, "in-two-networks") == [
        "E81001 is in two networks at once, Crown PCN and Ascent PCN, from 01/04/2021."
    ]


@pytest.mark.parametrize("networks", [(CROWN, ASCENT), (ASCENT, CROWN)])
def test_two_networks_from_one_day_are_named_in_one_order(store: db.DataFile, add: Add, networks: list[str]) -> None:
    add("practice", practice("E81001"))
    add("membership", *(member("E81001", network) for network in networks))
    assert said(store, "in-two-networks")[0].startswith("E81001 is in two networks at once, Crown PCN and Ascent PCN")


def test_a_practice_that_moved_is_in_one_network_at_a_time(store: db.DataFile, add: Add) -> None:
    add("practice", practice("E81001"))
    add("membership", member("E81001", CROWN, end="2021-03-31"), member("E81001", ASCENT, "2021-04-01"))
    assert findings(store) == []


@pytest.mark.parametrize(("end", "printed"), [(None, "no end"), ("2022-09-30", "30/09/2022")])
def test_a_member_of_a_closed_network_is_found(store: db.DataFile, add: Add, end: str | None, printed: str) -> None:
    add("practice", practice("E81001"))
    add("membership", member("E81001", EDEN, **({"end": end} if end else {})))
    (one,) = findings(store, "member-of-closed-network")
    assert one.message == "E81001 is kept as a member of Eden (Luton) PCN after that closed on 31/03/2022."
    assert (one.printed, one.computed) == (printed, "31/03/2022")


def test_a_member_until_the_network_closed_is_no_finding(store: db.DataFile, add: Add) -> None:
    add("practice", practice("E81001", status="Closed", closed="2022-03-31"))
    add("membership", member("E81001", EDEN, end="2022-03-31"))
    assert findings(store) == []


def test_a_plan_of_a_closed_network_is_found(store: db.DataFile, give: Give) -> None:
    give("allocation", 70_000_000, pcn=EDEN)
    assert said(store, "plan-for-closed-network") == [
        "Eden (Luton) PCN has figures in the 2022/23 final plans, counted at 30/09/2022, but was closed on 31/03/2022."
    ]


def test_a_network_that_opens_later_is_not_yet_open(store: db.DataFile, add: Add, give: Give) -> None:
    add("pcn", {"code": "U99999", "name": "NEW PCN", "place": "Luton", "opened": "2023-04-01"})
    give("allocation", 70_000_000, pcn="U99999")
    assert said(store, "plan-for-closed-network") == [
        "New PCN has figures in the 2022/23 final plans, counted at 30/09/2022, but was not yet open."
    ]


def test_an_open_network_of_a_place_that_has_plans_and_has_none_itself_is_named(store: db.DataFile, give: Give) -> None:
    for pcn in BEDFORD[:3]:
        give("allocation", 70_000_000, pcn=pcn)
    (one,) = findings(store, "network-without-plan")
    assert (one.about, one.where) == (("pcn", BEDFORD[3]), "2022/23 final")
    assert one.message.endswith("was open on 30/09/2022 but has no figures in the 2022/23 final plans.")


def test_a_network_is_asked_for_no_plan_of_a_round_that_has_none_of_its_place(store: db.DataFile, give: Give) -> None:
    for pcn in BEDFORD:
        give("allocation", 70_000_000, pcn=pcn)
    assert findings(store) == []


def weigh(add: Add, networks: list[str], weighted: int) -> None:
    """One practice a network, each with so many weighted patients (hundredths)."""
    codes = [f"E8100{number}" for number in range(len(networks))]
    add("practice", *(practice(code) for code in codes))
    add("membership", *(member(code, pcn) for code, pcn in zip(codes, networks, strict=True)))
    add("source", {"name": "lists.csv", "position": 3})
    add("list_size", *(list_size(code, weighted, weighted) for code in codes))


def test_an_allocation_far_from_the_others_for_its_weighted_patients_stands_out(
    store: db.DataFile, add: Add, give: Give
) -> None:
    networks = [*BEDFORD, CROWN]
    weigh(add, networks, 40_000_00)
    for at, pcn in enumerate(networks):
        give("allocation", 90_000_000 if pcn == CROWN else 66_000_000 + at, pcn=pcn, cell=f"C{at + 3}")
    (one,) = findings(store, "allocation-per-weighted-patient")
    assert (one.subject, one.where, one.about) == ("Crown PCN", "first.xlsx › Plan!C7", ("pcn", CROWN))
    assert one.message == (
        "Crown PCN is allocated £22.50 a weighted patient, far more than the £16.50 in the middle of the networks: "
        "check its allocation, its members and their lists."
    )


def test_an_allocation_by_the_month_is_added_up_before_it_is_compared(store: db.DataFile, add: Add, give: Give) -> None:
    networks = [*BEDFORD, CROWN]
    weigh(add, networks, 40_000_00)
    for pcn in networks[:4]:
        give("allocation", 66_000_000, pcn=pcn)
    for month in (1, 2):
        give("allocation", 33_000_000, pcn=CROWN, month=month)
    assert findings(store, "allocation-per-weighted-patient") == []


def test_a_network_with_a_member_whose_list_is_unknown_is_not_compared(
    store: db.DataFile, add: Add, give: Give
) -> None:
    networks = [*BEDFORD, CROWN, ASCENT]
    weigh(add, networks, 40_000_00)
    add("practice", practice("E81099"))
    add("membership", member("E81099", CROWN))
    for pcn in networks:
        give("allocation", 90_000_000 if pcn == CROWN else 66_000_000, pcn=pcn)
    assert findings(store, "allocation-per-weighted-patient") == []


def test_a_plan_imported_for_a_closed_network_is_found_by_its_name(store: db.DataFile, import_table: Import) -> None:
    heading = ["Place", "PCN", "Allocation", "Forecast Spend 22-23"]
    rows = [["Bedford Borough", name, 900_000, 800_000] for name in ("Caritas", "East Bedford", "Unity")]
    import_table("plans.xlsx", "Plans", [heading, *rows, ["Luton", "Eden (Luton) PCN", 1, 1]])
    assert [one.subject for one in findings(store, "plan-for-closed-network")] == ["Eden (Luton) PCN"]
    assert [one.subject for one in findings(store, "network-without-plan")][:1] == ["Equality PCN"]


def test_a_closed_practice_that_is_kept_in_a_network_is_found(store: db.DataFile, add: Add) -> None:
    add("practice", practice("E81001", status="Closed", closed="2022-03-31"))
    add("membership", member("E81001", CROWN))
    (one,) = findings(store, "closed-practice-in-network")
    assert (
        one.message == "Surgery E81001 (E81001) closed on 31/03/2022 but is kept as a member of Crown PCN after that."
    )
    assert (one.printed, one.computed) == ("no end", "31/03/2022")
