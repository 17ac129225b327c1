"""The register as at a date: who belongs to whom, how large the lists are, and what was open."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

import db
from blmk_desktop.records.tables import TABLES
from blmk_desktop.summaries.overview import overview
from blmk_desktop.summaries.register import PcnRow, PracticeRow, open_on, pcns, practices

from .conftest import add

PRACTICE, CROWN, ASCENT = "K82001", "U35004", "U49574"


def practice_as_at(store: db.DataFile, day: str) -> PracticeRow:
    with store.reading() as connection:
        return next(row for row in practices(connection, day) if row.code == PRACTICE)


def pcn_as_at(store: db.DataFile, code: str, day: str) -> PcnRow:
    with store.reading() as connection:
        return next(row for row in pcns(connection, day) if row.code == code)


def register(store: db.DataFile) -> None:
    """One practice that moved from Crown to Ascent in April 2022, with two lists and a contract."""
    move = {"practice": PRACTICE, "pcn": CROWN, "start": "2019-10-01", "end": "2022-03-31"}
    lists = {"practice": PRACTICE, "source": "first.xlsx"}
    add(
        store,
        [
            ("practice", {"code": PRACTICE, "name": "A SURGERY", "status": "Active", "opened": "1974-04-01"}),
            ("membership", move),
            ("membership", {"practice": PRACTICE, "pcn": ASCENT, "start": "2022-04-01"}),
            (
                "contract",
                {"practice": PRACTICE, "contract_type": "PMS", "start": "2004-04-01", "end": "2022-03-31"},
            ),
            ("contract", {"practice": PRACTICE, "contract_type": "GMS", "start": "2022-04-01"}),
            ("list_size", lists | {"as_at": "2021-03-31", "registered": 1_000_000, "weighted": 900_025}),
            ("list_size", lists | {"as_at": "2023-03-31", "registered": 1_100_000, "weighted": 950_000}),
        ],
    )


def test_a_practice_has_the_network_and_contract_of_the_date(store: db.DataFile) -> None:
    register(store)
    before, after = practice_as_at(store, "2022-03-31"), practice_as_at(store, "2022-04-01")
    assert (before.pcn_code, before.pcn, before.contract_type) == (CROWN, "CROWN PCN", "PMS")
    assert (after.pcn_code, after.place, after.contract_type) == (ASCENT, "Milton Keynes", "GMS")


@pytest.mark.parametrize("first", [CROWN, ASCENT])
def test_of_two_networks_from_one_day_it_is_the_same_one_however_they_came(store: db.DataFile, first: str) -> None:
    add(store, [("practice", {"code": PRACTICE, "name": "A SURGERY", "status": "Active"})])
    for network in (first, {CROWN, ASCENT}.difference({first}).pop()):
        add(store, [("membership", {"practice": PRACTICE, "pcn": network, "start": "2019-10-01"})])
    assert practice_as_at(store, "2022-04-01").pcn_code == ASCENT


def test_the_list_is_the_latest_up_to_the_date_else_the_first_after_it(store: db.DataFile) -> None:
    register(store)
    assert practice_as_at(store, "2022-04-01").registered == 1_000_000
    assert practice_as_at(store, "2023-03-31").registered == 1_100_000
    assert practice_as_at(store, "2020-01-01").list_as_at == "2021-03-31"


def test_of_two_sources_for_one_list_the_first_imported_stands(store: db.DataFile) -> None:
    register(store)
    other = {"practice": PRACTICE, "source": "second.xlsx", "as_at": "2023-03-31", "registered": 5}
    add(store, [("list_size", other)])
    assert practice_as_at(store, "2023-04-01").registered == 1_100_000


def test_a_practice_closed_since_was_active_then(store: db.DataFile) -> None:
    closed = {
        "code": PRACTICE,
        "name": "A",
        "status": "Closed",
        "opened": "1974-04-01",
        "closed": "2021-06-30",
    }
    add(store, [("practice", closed)])
    days = ("1970-01-01", "2021-06-30", "2021-07-01")
    assert [practice_as_at(store, day).status for day in days] == ["Proposed", "Active", "Closed"]


def test_a_network_counts_its_practices_and_adds_up_their_lists(store: db.DataFile) -> None:
    register(store)
    crown, ascent = pcn_as_at(store, CROWN, "2022-10-01"), pcn_as_at(store, ASCENT, "2022-10-01")
    assert (crown.practices, crown.registered) == (0, None)
    assert (ascent.practices, ascent.registered, ascent.weighted) == (1, 1_000_000, 900_025)


def test_the_overview_counts_what_is_loaded(store: db.DataFile) -> None:
    register(store)
    alone = {"code": "K82002", "name": "ALONE", "status": "Active"}
    lists = {"practice": "K82002", "source": "first.xlsx", "as_at": "2021-03-31", "registered": 100}
    add(store, [("practice", alone), ("list_size", lists)])
    with store.reading() as connection:
        seen = overview(connection, "2022-10-01")
    assert (seen.practices_active, seen.pcns_open, seen.in_no_pcn) == (2, 23, 1)
    assert seen.area == "Bedfordshire, Luton and Milton Keynes"
    assert (seen.counts["practice"], seen.counts["list_size"], seen.lists_as_at) == (2, 3, "2023-03-31")
    assert [source.name for source in seen.sources] == ["first.xlsx", "second.xlsx"]
    assert seen.sources[0].gave == {"list_size": 3}


def test_the_overview_asks_the_same_of_a_bare_connection(store: db.DataFile) -> None:
    register(store)
    with store.reading() as connection, store.asking() as bare:
        assert overview(bare, "2022-10-01") == overview(connection, "2022-10-01")


@pytest.mark.parametrize(("day", "more"), [("2019-06-30", 0), ("2019-07-01", 1), ("2023-03-31", 1), ("2023-04-01", 0)])
def test_a_network_is_open_from_its_first_day_to_its_last(store: db.DataFile, day: str, more: int) -> None:
    with store.reading() as connection:
        before = overview(connection, day).pcns_open
    dated = {"code": "U99999", "name": "LATE PCN", "opened": "2019-07-01", "closed": "2023-03-31"}
    add(store, [("pcn", dated)])
    with store.reading() as connection:
        assert overview(connection, day).pcns_open == before + more
        assert connection.scalar(select(func.count()).select_from(TABLES["pcn"]).where(open_on(day))) == before + more


@pytest.mark.parametrize(("day", "outside"), [("2019-09-30", 1), ("2019-10-01", 0), ("2022-03-31", 0)])
def test_a_practice_is_in_no_network_until_its_membership_begins(store: db.DataFile, day: str, outside: int) -> None:
    register(store)
    with store.reading() as connection:
        assert overview(connection, day).in_no_pcn == outside
        assert sum(not row.pcn_code for row in practices(connection, day)) == outside
