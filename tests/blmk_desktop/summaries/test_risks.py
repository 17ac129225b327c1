"""The risk registers as at a date, what moved since another, and what they came to over time."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.computed.tables import table
from blmk_desktop.rules.risk_movement import MOVEMENTS
from blmk_desktop.summaries.risk_movement import exposure, risk_movement
from blmk_desktop.summaries.risks import RiskRow, Risks, risk_bands, risk_detail, risks
from tests.blmk_desktop.summaries.conftest import add

SEPTEMBER, DECEMBER = "2022-09-01", "2022-12-09"


@pytest.fixture
def registers(store: db.DataFile) -> db.DataFile:
    """Two registers: risks that rise, fall, stay, close, are new, and one that is raised and closed in between."""
    add(
        store,
        [("risk_register", {"name": "Hub", "prefix": "H"}), ("risk_register", {"name": "Digital", "prefix": "D"})],
    )
    of_hub = {"register": "Hub", "raised": "2022-04-01", "owner": "Lead"}
    risk(store, "H-1", **of_hub, scores=[("2022-04-01", 3, 3), ("2022-10-01", 4, 4)], plan="A plan")
    risk(store, "H-2", **of_hub, scores=[("2022-04-01", 4, 4), ("2022-10-01", 2, 4)], review_every=3)
    risk(store, "H-3", **of_hub, scores=[("2022-04-01", 2, 4)], closed="2022-11-01", closed_reason="Done")
    risk(store, "H-10", register="Hub", raised="2022-11-15", scores=[("2022-11-15", 1, 2)], split="proposed")
    risk(store, "D-1", register="Digital", raised="2022-04-01", scores=[], category="Cyber")
    risk(store, "D-2", register="Digital", raised="2022-10-01", scores=[("2022-10-01", 2, 2)], closed="2022-10-20")
    return store


def risk(store: db.DataFile, name: str, *, scores: list[tuple[str, int, int]], **values: object) -> None:
    add(store, [("risk", {"reference": name, "event": f"Event of {name}", **values})])
    for on, likelihood, impact in scores:
        score(store, name, on, likelihood, impact)


def score(store: db.DataFile, name: str, on: str, likelihood: int, impact: int, kind: str = "current") -> None:
    found = {"risk": name, "kind": kind, "on": on, "likelihood": likelihood, "impact": impact, "reason": f"As of {on}"}
    add(store, [("risk_score", found)])


def at(store: db.DataFile, day: str, register: str = "") -> Risks:
    with store.reading() as connection:
        return risks(connection, day, register)


def row(store: db.DataFile, name: str, day: str = DECEMBER) -> RiskRow:
    (found,) = [found for found in at(store, day).rows if found.reference == name]
    return found


def test_the_last_score_by_the_date_counts_with_its_band(registers: db.DataFile) -> None:
    assert (row(registers, "H-1", SEPTEMBER).score, row(registers, "H-1", SEPTEMBER).band) == (9, "high")
    assert (row(registers, "H-1").score, row(registers, "H-1").band, row(registers, "H-1").rank) == (16, "extreme", 3)


def test_a_risk_is_not_known_before_it_was_raised_and_closed_from_its_day(registers: db.DataFile) -> None:
    assert [found.reference for found in at(registers, SEPTEMBER).rows] == ["D-1", "H-1", "H-2", "H-3"]
    assert row(registers, "H-3", "2022-10-31").status == "open"
    assert row(registers, "H-3", "2022-11-01").status == "closed"


def test_references_stand_in_the_order_in_which_people_count(registers: db.DataFile) -> None:
    assert [found.reference for found in at(registers, DECEMBER, "Hub").rows] == ["H-1", "H-2", "H-3", "H-10"]


def test_the_open_risks_come_with_the_highest_score_first(registers: db.DataFile) -> None:
    assert [found.reference for found in at(registers, DECEMBER).open] == ["H-1", "H-2", "H-10", "D-1"]


def test_a_register_adds_up_its_open_risks(registers: db.DataFile) -> None:
    digital, hub = at(registers, DECEMBER).registers
    assert (hub.open, hub.closed, hub.exposure, hub.without_action) == (3, 1, 26, 2)
    assert hub.by_band == {"low": 1, "moderate": 0, "high": 1, "extreme": 1}
    assert (digital.open, digital.unscored, digital.exposure) == (1, 1, 0)


def test_cells_of_the_map_hold_the_open_risks(registers: db.DataFile) -> None:
    found = at(registers, DECEMBER)
    cells = {cell: [one.reference for one in inside] for cell, inside in found.cells(found.rows).items()}
    assert cells == {(4, 4): ["H-1"], (2, 4): ["H-2"], (1, 2): ["H-10"]}


def test_a_review_is_due_by_the_cycle_after_the_last_look_at_a_risk(registers: db.DataFile) -> None:
    assert (row(registers, "H-2").review_due, row(registers, "H-2").days_overdue) == ("2022-07-01", 161)
    add(registers, [("risk_review", {"risk": "H-2", "on": "2022-11-30"})])
    assert (row(registers, "H-2").review_due, row(registers, "H-2").days_overdue) == ("2023-02-28", 0)


def test_actions_count_as_they_stood_on_the_date(registers: db.DataFile) -> None:
    late = {"risk": "H-1", "number": 1, "action": "Do", "due": "2022-10-01", "done": "2022-11-01"}
    add(registers, [("risk_action", late)])
    before, after = row(registers, "H-1", "2022-10-15"), row(registers, "H-1")
    assert (before.actions_open, before.actions_late, after.actions_open, after.actions_late) == (1, 1, 0, 0)


def test_the_level_is_the_last_by_date(registers: db.DataFile) -> None:
    up: dict[str, object] = {"risk": "H-1", "on": "2022-10-01", "level": "board", "reason": "High"}
    down: dict[str, object] = {"risk": "H-1", "on": "2022-12-01", "level": "team", "reason": "Lower"}
    add(registers, [("risk_escalation", up), ("risk_escalation", down)])
    assert [row(registers, "H-1", day).level for day in (SEPTEMBER, "2022-11-01", DECEMBER)] == ["", "board", "team"]


def test_a_score_over_what_is_tolerated_and_one_below_target_are_told(registers: db.DataFile) -> None:
    add(registers, [("risk_appetite", {"category": "", "start": "2022-01-01", "most": 12})])
    score(registers, "H-2", "2022-04-01", 3, 3, kind="target")
    assert "over the 12 that is tolerated" in row(registers, "H-1").needs
    assert (row(registers, "H-2").against_target, row(registers, "H-2").over_appetite) == ("below", False)


def test_what_a_risk_needs_is_said_in_words(registers: db.DataFile) -> None:
    assert row(registers, "H-10").needs == ("no action", "three parts to confirm", "no owner")
    assert row(registers, "H-1").needs == ("a plan without dated actions",)
    assert row(registers, "D-1").needs == ("no current score", "no action", "no owner")
    assert row(registers, "H-3").needs == ()


def test_the_detail_has_every_score_newest_first(registers: db.DataFile) -> None:
    with registers.reading() as connection:
        found = risk_detail(connection, "H-1", SEPTEMBER)
        assert risk_detail(connection, "H-99") is None
    assert found is not None
    assert [(mark.on, mark.score.value) for mark in found.scores] == [("2022-10-01", 16), ("2022-04-01", 9)]
    assert found.row.score == 9
    assert found.history


def test_bands_of_a_later_date_take_over(registers: db.DataFile) -> None:
    add(
        registers,
        [("risk_band", {"start": "2022-10-01", "band": name, "most": most}) for name, most in (("ok", 9), ("bad", 25))],
    )
    assert (row(registers, "H-1", SEPTEMBER).band, row(registers, "H-1").band) == ("high", "bad")
    with registers.reading() as connection:
        assert [band.name for band in risk_bands(connection, "2022-10-01")] == ["ok", "bad"]


def test_every_movement_since_a_date_is_told_once(registers: db.DataFile) -> None:
    score(registers, "D-1", "2022-12-01", 3, 3)
    with registers.reading() as connection:
        found = risk_movement(connection, SEPTEMBER, DECEMBER)
    moved = {one.risk.reference: one.moved for one in found.rows}
    assert moved == {"H-10": "new", "H-1": "up", "D-1": "scored", "H-2": "down", "H-3": "closed", "D-2": "closed"}
    assert dict(found.counts) == dict(zip(MOVEMENTS, (1, 1, 1, 1, 0, 2), strict=True))
    assert found.words.startswith("Between 01/09/2022 and 09/12/2022, of 6 risks: 1 new, 1 up")
    (up,) = [one for one in found.rows if one.moved == "up"]
    assert (up.change, up.reason) == (7, "As of 2022-10-01")


def test_without_a_date_movement_is_since_the_last_meeting_else_three_months(registers: db.DataFile) -> None:
    with registers.reading() as connection:
        assert risk_movement(connection, None, DECEMBER).since == "2022-09-09"
    add(
        registers,
        [("meeting", {"body": "Committee", "on": "2022-09-16"}), ("meeting", {"body": "Committee", "on": DECEMBER})],
    )
    with registers.reading() as connection:
        assert risk_movement(connection, None, DECEMBER).since == "2022-09-16"


def test_exposure_is_told_at_each_months_end_and_on_the_day(registers: db.DataFile) -> None:
    with registers.reading() as connection:
        found = exposure(connection, "Hub", DECEMBER)
    assert [(one.on, one.open, one.exposure) for one in found] == [
        ("2022-04-30", 3, 33), ("2022-05-31", 3, 33), ("2022-06-30", 3, 33), ("2022-07-31", 3, 33),
        ("2022-08-31", 3, 33), ("2022-09-30", 3, 33), ("2022-10-31", 3, 32), ("2022-11-30", 3, 26),
        (DECEMBER, 3, 26),
    ]  # fmt: skip
    assert found[-1].by_band == {"low": 1, "moderate": 0, "high": 1, "extreme": 1}


def test_exposure_on_the_day_is_that_of_the_registers(registers: db.DataFile) -> None:
    with registers.reading() as connection:
        last = exposure(connection, "", DECEMBER)[-1]
    assert (last.open, last.exposure) == (4, sum(one.exposure for one in at(registers, DECEMBER).registers))


def test_a_long_span_is_told_by_quarter_and_a_longer_by_year(registers: db.DataFile) -> None:
    with registers.reading() as connection:
        assert [one.on for one in exposure(connection, "", "2027-06-01")][:2] == ["2022-06-30", "2022-09-30"]
        assert [one.on for one in exposure(connection, "", "2040-06-01")][:2] == ["2022-12-31", "2023-12-31"]
        assert exposure(connection, "", "2020-01-01") == []


def test_the_tables_are_the_same_rows(registers: db.DataFile) -> None:
    with registers.reading() as connection:
        every, moved = (table(connection, name, as_at=DECEMBER) for name in ("risks", "risk-movement"))
    names = [field.name for field in every.fields]
    assert [values[names.index("reference")] for values in every.rows] == ["D-1", "D-2", "H-1", "H-2", "H-3", "H-10"]
    assert every.total[names.index("score")] == 26
    assert len(moved.rows) == 6


def test_the_table_of_movement_is_since_the_date_that_is_asked_for(registers: db.DataFile) -> None:
    with registers.reading() as connection:
        moved = table(connection, "risk-movement", as_at=DECEMBER, since="2022-11-10")
    names = [field.name for field in moved.fields]
    found = {values[names.index("reference")]: values[names.index("moved")] for values in moved.rows}
    assert found == {"H-10": "new", "H-1": "unchanged", "H-2": "unchanged", "D-1": "unchanged"}
