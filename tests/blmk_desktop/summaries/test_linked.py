"""What estates and registers hold about a practice or a network: premises, schemes and open risks."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.summaries.linked import Linked, linked
from tests.blmk_desktop.summaries.conftest import add

RISK = {"register": "Primary care", "event": "Doctors retire"}


@pytest.fixture
def filled(store: db.DataFile) -> db.DataFile:
    scored = {"kind": "current", "likelihood": 4}
    add(
        store,
        [
            ("practice", {"code": "K82001", "name": "THE SURGERY"}),
            ("practice", {"code": "K82002", "name": "ANOTHER"}),
            ("membership", {"practice": "K82001", "pcn": "U49574", "start": "2019-10-01", "end": "2020-06-30"}),
            ("membership", {"practice": "K82001", "pcn": "U35004", "start": "2020-07-01"}),
            ("membership", {"practice": "K82002", "pcn": "U35004", "start": "2020-07-01"}),
            ("building", {"name": "Branch", "temporary": 1, "facet_space": "C", "facet_quality": "B"}),
            ("building", {"name": "The old house", "tenure": "leased", "lease_ends": "2027-03-31"}),
            ("building_use", {"building": "Branch", "practice": "K82001", "share": 20_00}),
            ("building_use", {"building": "The old house", "practice": "K82001", "main": 1}),
            *(("scheme", {"name": name, "kind": "hub"}) for name in ("Hub", "Wing", "Far away")),
            ("scheme_party", {"scheme": "Hub", "pcn": "U35004"}),
            ("scheme_party", {"scheme": "Hub", "practice": "K82001"}),
            ("scheme_party", {"scheme": "Wing", "practice": "K82002"}),
            ("scheme_party", {"scheme": "Far away", "pcn": "U49574"}),
            ("scheme_stage", {"scheme": "Hub", "on": "2021-01-01", "stage": "PID"}),
            ("scheme_stage", {"scheme": "Hub", "on": "2022-01-01", "stage": "OBC"}),
            ("risk_register", {"name": "Primary care", "prefix": "PC"}),
            ("risk", RISK | {"reference": "PC-1", "practice": "K82001"}),
            ("risk", RISK | {"reference": "PC-2", "pcn": "U35004"}),
            ("risk", RISK | {"reference": "PC-3", "practice": "K82001", "closed": "2022-01-01"}),
            ("risk", RISK | {"reference": "PC-4", "practice": "K82002"}),
            ("risk_score", scored | {"risk": "PC-1", "on": "2022-01-01", "impact": 2}),
            ("risk_score", scored | {"risk": "PC-2", "on": "2022-01-01", "impact": 5}),
        ],
    )
    return store


def of(store: db.DataFile, kind: str, code: str) -> Linked:
    with store.reading() as connection:
        return linked(connection, kind, code)


def test_a_practice_has_its_buildings_the_main_site_first(filled: db.DataFile) -> None:
    main, branch = of(filled, "practice", "K82001").sites
    assert (main.name, main.main, main.tenure, main.lease_ends) == ("The old house", True, "leased", "2027-03-31")
    assert (branch.share, branch.temporary, branch.below_b) == (20_00, True, ("space",))


def test_schemes_are_for_it_or_for_the_network_that_it_is_in_today(filled: db.DataFile) -> None:
    found = of(filled, "practice", "K82001").schemes
    assert [(one.name, one.stage, one.since, one.serves) for one in found] == [("Hub", "OBC", "2022-01-01", "K82001")]
    assert [(one.name, one.serves) for one in of(filled, "practice", "K82002").schemes] == [
        ("Hub", "U35004"),
        ("Wing", "K82002"),
    ]


def test_open_risks_come_the_gravest_first(filled: db.DataFile) -> None:
    assert [(row.reference, row.score) for row in of(filled, "practice", "K82001").risks] == [("PC-2", 20), ("PC-1", 8)]


def test_a_network_has_what_its_practices_have(filled: db.DataFile) -> None:
    found = of(filled, "pcn", "U35004")
    assert not found.sites
    assert [one.name for one in found.schemes] == ["Hub", "Wing"]
    assert [row.reference for row in found.risks] == ["PC-2", "PC-1", "PC-4"]
    assert not of(filled, "pcn", "U00000").risks
