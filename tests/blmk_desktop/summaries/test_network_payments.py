"""What a network is due, worked out by hand; what is not known is asked for and left out, and said to be."""

from __future__ import annotations

import db
from blmk_desktop.summaries.network_payments import (
    NetworkDue,
    PaymentsDue,
    asked_for,
    checklists,
    network_payments,
)
from tests.blmk_desktop.summaries.conftest import add

CROWN, ASCENT = "U35004", "U49574"
# Two practices of Crown: 30,000 and 13,804.25 registered patients, 29,000 and 14,742 weighted ones.
LISTS = (("K82001", 3_000_000, 2_900_000), ("K82002", 1_380_425, 1_474_200))


def register(store: db.DataFile, day: str = "2019-01-01", *, without: str = "") -> None:
    """Two practices of Crown since 2019, with their lists of a day."""
    records: list[tuple[str, dict[str, object]]] = []
    for code, registered, weighted in LISTS:
        records.append(("practice", {"code": code, "name": f"PRACTICE {code}", "status": "Active"}))
        records.append(("membership", {"practice": code, "pcn": CROWN, "start": "2019-07-01"}))
        size = {"practice": code, "as_at": day, "registered": registered, "weighted": weighted}
        records += [("list_size", {**size, "source": "first.xlsx"})] if code != without else []
    add(store, records)


def due(store: db.DataFile, year: str = "2019/20") -> PaymentsDue:
    with store.reading() as connection:
        return network_payments(connection, year)


def crown(found: PaymentsDue) -> NetworkDue:
    return next(network for network in found.networks if network.code == CROWN)


def test_a_network_of_2019_by_hand(store: db.DataFile) -> None:
    register(store)
    network = crown(due(store))
    assert network.numbers["registered patient"].value == 4_380_425
    assert network.amount("Core PCN funding") == 65_706_38  # 43,804.25 × £1.50 = £65,706.375
    assert network.amount("Extended hours access") == 48_140_87  # × £1.099 = £48,140.87075
    assert network.amount("Clinical Director") == 22_515_38  # × £0.514 = £22,515.3845
    to_practices = {one.payee: one.amount for one in network.payments if one.rate.paid_to == "practice"}
    assert to_practices == {"K82001": 51_040_00, "K82002": 25_945_92}  # × £1.76
    assert network.due.amount == 65_706_38 + 48_140_87 + 22_515_38 + 51_040_00 + 25_945_92
    assert network.due.complete
    assert (network.director_wte, network.extended_minutes) == (22, 1_314)


def test_nine_months_pay_from_july_and_the_months_add_up_to_the_year(store: db.DataFile) -> None:
    register(store)
    network = crown(due(store))
    hours = next(one for one in network.payments if one.rate.item == "Extended hours access")
    assert hours.months[:3] == (0, 0, 0)
    assert sum(month or 0 for month in hours.months) == hours.amount
    assert sum(network.due.months) == network.due.amount


def test_adjusted_patients_and_beds_are_asked_for_not_assumed(store: db.DataFile) -> None:
    register(store)
    network = crown(due(store, "2022/23"))
    assert asked_for(network.due.missing) == "care home beds, adjusted patients"
    assert {one.rate.item for one in network.due.missing} == {
        "Care home premium",
        "Enhanced access",
        "Leadership and management",
    }
    assert network.amount("Enhanced access") is None
    number = {"pcn": CROWN, "year": "2022/23", "basis": "adjusted patient", "number": 4_500_000}
    add(store, [("payment_basis", number)])
    network = crown(due(store, "2022/23"))
    assert network.amount("Enhanced access") == 169_380_00  # 45,000 × £3.764, October to March
    assert asked_for(network.due.missing) == "care home beds"
    assert crown(due(store, "2023/24")).amount("Enhanced access") is None  # a number is for its year


def test_what_may_only_be_claimed_is_no_part_of_what_is_due(store: db.DataFile) -> None:
    register(store)
    found = due(store, "2024/25")
    assert found.items == ("ARRS allocation",)
    assert crown(found).amount("ARRS allocation") == 1_001_429_35  # 43,742 weighted × £22.894
    assert found.total.amount == 0


def test_a_number_entered_stands_in_place_of_the_registers(store: db.DataFile) -> None:
    register(store)
    add(store, [("payment_basis", {"pcn": CROWN, "year": "2019/20", "basis": "weighted patient", "number": 4_000_000})])
    network = crown(due(store))
    assert network.numbers["weighted patient"].origin == "entered"
    assert [(one.payee, one.amount) for one in network.payments if one.rate.paid_to == "practice"] == [
        (CROWN, 70_400_00)  # its practices together
    ]


def test_without_a_practices_list_nothing_is_paid_on_a_part_of_the_network(store: db.DataFile) -> None:
    register(store, without="K82002")
    network = crown(due(store))
    assert network.numbers["registered patient"].value is None
    assert network.amount("Core PCN funding") is None
    assert network.amount("Network participation") == 51_040_00
    assert asked_for(network.due.missing) == "registered patients, weighted patients"


def test_the_year_is_paid_on_the_lists_of_the_1_january_before_it(store: db.DataFile) -> None:
    register(store)
    sizes = {"practice": "K82001", "registered": 9_999_900, "weighted": 9_999_900, "source": "first.xlsx"}
    add(store, [("list_size", {**sizes, "as_at": "2019-04-01"})])
    found = due(store)
    assert (found.lists_wanted, found.lists) == ("2019-01-01", ("2019-01-01",))
    assert crown(found).numbers["registered patient"].value == 4_380_425


def test_a_list_of_another_day_is_used_if_there_is_no_other_and_that_is_said(store: db.DataFile) -> None:
    register(store, day="2023-03-31")
    assert due(store).lists == ("2023-03-31",)


def test_the_year_shown_is_that_of_the_newest_plan_round(store: db.DataFile) -> None:
    found = due(store, "")
    assert found.year == "2022/23"
    assert found.years == ("2024/25", "2023/24", "2022/23", "2021/22", "2019/20")


def test_a_networks_steps_come_newest_first_and_its_checklist_in_words(store: db.DataFile) -> None:
    steps = (("2019-03-31", "foundation"), ("2020-03-31", "step 1"))
    add(store, [("maturity_step", {"pcn": CROWN, "as_at": day, "step": step}) for day, step in steps])
    line = {"name": "Crown (MK)", "as_at": "2019-01-01", "pcn": CROWN, "practices": 7, "list_size": 4_842_500}
    add(store, [("network_check", line | {"geography": 1})])
    assert crown(due(store)).step == "step 1"
    with store.reading() as connection:
        (found,) = checklists(connection, CROWN)
    assert ("Network list", "48,425") in found.answers
    assert ("Meets the geography criteria", "Yes") in found.answers


def test_a_network_that_opens_or_closes_within_the_year_is_paid_for_its_months(store: db.DataFile) -> None:
    """20,000 patients at £1.50 a year: £30,000. Closed on 15 September: six months; opened on 1 October: the others."""
    add(
        store,
        [
            ("pcn", {"code": "U00001", "name": "OLD PCN", "opened": "2019-10-01", "closed": "2022-09-15"}),
            ("pcn", {"code": "U00002", "name": "NEW PCN", "opened": "2022-10-01"}),
            ("practice", {"code": "K82001", "name": "PRACTICE", "status": "Active"}),
            ("membership", {"practice": "K82001", "pcn": "U00001", "start": "2019-07-01", "end": "2022-09-15"}),
            ("membership", {"practice": "K82001", "pcn": "U00002", "start": "2022-10-01"}),
            ("list_size", {"practice": "K82001", "as_at": "2022-01-01", "registered": 2_000_000, "weighted": 1_900_000}
             | {"source": "first.xlsx"}),
        ],
    )  # fmt: skip
    of = {one.code: one for one in due(store, "2022/23").networks}
    assert [of[code].amount("Core PCN funding") for code in ("U00001", "U00002")] == [15_000_00, 15_000_00]
    assert (of["U00001"].open_in, of["U00002"].open_in) == ((1, 2, 3, 4, 5, 6), (7, 8, 9, 10, 11, 12))
    assert of["U00002"].amount("Extended hours access") == 0  # paid April to September
    paid = [one for code in of for one in of[code].payments if one.payee == "K82001" and one.rate.paid_to == "practice"]
    assert [one.amount for one in paid] == [16_729_50, 16_729_50]  # 19,000 × £1.761, half each


def test_in_the_year_in_which_networks_were_formed_they_are_paid_from_its_beginning(store: db.DataFile) -> None:
    register(store)  # of the register's Crown, which has it from 1 October 2019
    assert crown(due(store)).open_in == tuple(range(1, 13))
