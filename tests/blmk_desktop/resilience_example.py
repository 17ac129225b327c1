"""A data file of made-up practices with everything that says how resilient they are, for tests and pictures.

`python -m tests.blmk_desktop.resilience_example FILE`
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import db
from blmk_desktop import seeding
from blmk_desktop.changes import Change, commit, new_records

NORTH, SOUTH = "U99991", "U99992"
FRAIL, CARETAKEN, TERM, SOUND, OUTSIDE = "Y99001", "Y99002", "Y99003", "Y99008", "Y99009"
LISTS, COUNTED = ("2021-10-01", "2022-10-01"), "2022-09-30"
Values = dict[str, object]
# Name, network, rating, patients a year ago and now, and of its GPs: people, hundredths of a WTE, 55 or over, retiring.
PRACTICES = (
    ("Practice A", NORTH, "Inadequate", 9_400, 8_300, (3, 210, 2, 1)),
    ("Practice B", NORTH, "Requires improvement", 12_100, 12_300, (5, 360, 3, 1)),
    ("Practice C", SOUTH, "Good", 8_900, 9_050, (4, 290, 1, 0)),
    ("Practice D", SOUTH, "Requires improvement", 6_800, 7_600, (3, 240, 1, 0)),
    ("Practice E", NORTH, "Good", 10_300, 10_900, (5, 400, 2, 2)),
    ("Practice F", NORTH, "Good", 5_200, 5_150, (3, 250, 0, 0)),
    ("Practice G", SOUTH, "", 14_200, 14_600, None),
    ("Practice H", SOUTH, "Outstanding", 11_700, 11_900, (7, 610, 1, 0)),
    ("Practice I", "", "Good", 3_900, 3_850, (2, 150, 1, 0)),
)
OTHERS: tuple[tuple[str, Values], ...] = (
    ("building", {"name": "Old House", "facet_physical": "D", "facet_statutory": "C", "lease_ends": "2023-09-30"}),
    ("building", {"name": "Portakabin", "temporary": 1}),
    ("building", {"name": "New House", "facet_physical": "A", "facet_functional": "B", "capacity": 12_000_00}),
    ("building_use", {"building": "Old House", "practice": FRAIL}),
    ("building_use", {"building": "Portakabin", "practice": FRAIL}),
    ("building_use", {"building": "New House", "practice": SOUND}),
    ("risk_register", {"name": "Practices", "prefix": "PR", "kind": "practices"}),
    ("risk", {"reference": "PR-1", "register": "Practices", "practice": FRAIL, "event": "Partners leave together"}),
    ("risk_score", {"risk": "PR-1", "kind": "current", "on": "2022-06-01", "likelihood": 4, "impact": 5}),
    ("risk", {"reference": "PR-2", "register": "Practices", "practice": TERM, "event": "No bidder comes forward"}),
    ("risk_score", {"risk": "PR-2", "kind": "current", "on": "2022-06-01", "likelihood": 3, "impact": 3}),
    (
        "contract_event",
        {"practice": FRAIL, "event": "notice served", "on": "2022-09-01", "takes_effect": "2023-03-31"},
    ),
    ("contract_event", {"practice": FRAIL, "event": "procurement", "on": "2022-10-12", "takes_effect": "2023-04-01"}),
    (
        "contract_event",
        {"practice": CARETAKEN, "event": "caretaker", "on": "2022-07-01", "takes_effect": "2023-06-30"},
    ),
    ("resilience_support", {"practice": FRAIL, "on": "2022-05-02", "stage": "stage 1"}),
    ("resilience_support", {"practice": CARETAKEN, "on": "2021-11-01", "stage": "stage 1"}),
    ("resilience_support", {"practice": CARETAKEN, "on": "2022-04-20", "stage": "stage 2"}),
    ("resilience_support", {"practice": TERM, "on": "2022-06-15", "stage": "stage 3"}),
    ("resilience_support", {"practice": SOUND, "on": "2020-05-01", "stage": "stage 1"}),
    ("resilience_support", {"practice": SOUND, "on": "2021-03-31", "stage": "ended"}),
)


def make(path: Path) -> Path:
    """Write the file anew; it is closed again."""
    path.unlink(missing_ok=True)
    with db.create_file(path) as file:
        seeding.load_reference(file)
        ids = new_records()
        changes = [Change(kind, next(ids), None, values) for kind, values in _records()]
        commit(file, changes, what="Made-up practices")
    return path


def _records() -> Iterator[tuple[str, Values]]:
    yield "source", {"name": "lists.csv", "position": 1}
    for code, name, place in ((NORTH, "North Network", "Luton"), (SOUTH, "South Network", "Milton Keynes")):
        yield "pcn", {"code": code, "name": name, "place": place}
    for number, (name, pcn, rating, before, now, gps) in enumerate(PRACTICES, start=1):
        code = f"Y99{number:03}"
        yield "practice", {"code": code, "name": name, "status": "Active", "cqc_rating": rating or None}
        if pcn:
            yield "membership", {"practice": code, "pcn": pcn, "start": "2019-07-01"}
        for day, patients in zip(LISTS, (before, now), strict=True):
            yield "list_size", {"practice": code, "as_at": day, "source": "lists.csv", "registered": patients * 100}
        ends: Values = {"end": "2023-06-30"} if code == TERM else {}
        kind = "APMS" if ends else "GMS"
        yield "contract", {"practice": code, "contract_type": kind, "start": "2018-04-01", **ends}
        if gps:
            people, wte, older, retiring = gps
            staff: Values = {"headcount": people, "wte": wte, "over_55": older, "retiring": retiring}
            yield "practice_staff", {"practice": code, "as_at": COUNTED, "staff_group": "GP partner", **staff}
    yield from OTHERS


if __name__ == "__main__":
    make(Path(sys.argv[1]))
