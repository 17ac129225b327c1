"""What is known about one practice or network, newest first."""

from __future__ import annotations

from sqlalchemy import Connection

import db
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.summaries.detail import keys_of, pcn_detail, practice_detail, register_dates
from tests.blmk_desktop.summaries.conftest import add

SURGERY = {"code": "K82001", "name": "THE SURGERY", "status": "Active"}


def fill(store: db.DataFile) -> None:
    member = {"practice": "K82001", "start": "2019-10-01"}
    size = {"practice": "K82001", "source": "first.xlsx", "registered": 1_000_00}
    add(
        store,
        [
            ("practice", dict(SURGERY)),
            ("membership", member | {"pcn": "U49574", "end": "2020-06-30"}),
            ("membership", member | {"pcn": "U35004", "start": "2020-07-01"}),
            ("contract", {"practice": "K82001", "contract_type": "GMS", "start": "2004-04-01"}),
            ("list_size", size | {"as_at": "2022-03-31"}),
            ("list_size", size | {"as_at": "2023-03-31", "weighted": 900_00}),
        ],
    )


def identity(connection: Connection, kind: str, code: str) -> int:
    found = by_key(connection, RECORDS[kind], code)
    assert found is not None
    return int(found["id"])


def test_a_practice_has_its_networks_contracts_and_lists(store: db.DataFile) -> None:
    fill(store)
    with store.reading() as connection:
        found = practice_detail(connection, identity(connection, "practice", "K82001"))
    assert found is not None
    assert [(one.key, one.start, one.end) for one in found.memberships] == [
        ("U35004", "2020-07-01", ""),
        ("U49574", "2019-10-01", "2020-06-30"),
    ]
    assert [one.name for one in found.contracts] == ["GMS"]
    assert [(one.as_at, one.registered, one.weighted) for one in found.lists] == [
        ("2023-03-31", 1_000_00, 900_00),
        ("2022-03-31", 1_000_00, None),
    ]
    assert len(found.history) == 1


def test_a_network_has_its_practices_those_that_left_last(store: db.DataFile) -> None:
    fill(store)
    add(store, [("practice", {"code": "K82002", "name": "ANOTHER"})])
    add(store, [("membership", {"practice": "K82002", "pcn": "U49574", "start": "2021-01-01"})])
    with store.reading() as connection:
        found = pcn_detail(connection, identity(connection, "pcn", "U49574"))
    assert found is not None
    assert [(one.name, one.end) for one in found.memberships] == [("ANOTHER", ""), ("THE SURGERY", "2020-06-30")]


def test_nothing_is_known_of_a_record_that_is_not_there(store: db.DataFile) -> None:
    with store.reading() as connection:
        assert practice_detail(connection, 1) is None
        assert pcn_detail(connection, 1) is None


def test_references_are_offered_by_name(store: db.DataFile) -> None:
    with store.reading() as connection:
        assert ("U35004", "CROWN PCN") in keys_of(connection, "pcn")
        assert ("Luton", "Luton") in keys_of(connection, "place")


def test_days_worth_looking_at_are_those_of_lists_and_rounds(store: db.DataFile) -> None:
    fill(store)
    with store.reading() as connection:
        assert register_dates(connection) == [
            ("date of the lists", "2023-03-31"),
            ("date of the lists", "2022-03-31"),
            ("plans 2022/23 final", "2022-09-30"),
        ]
