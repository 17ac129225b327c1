"""How far a round has got: statuses with their dates, who is late, whom to chase, and what each plan comes to."""

from __future__ import annotations

import pytest

import db
from blmk_desktop import changes
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.summaries.plan_round import (
    NetworkStatus,
    RoundStatus,
    make_round,
    round_status,
    set_status,
)
from blmk_desktop.summaries.rounds import rounds
from tests.blmk_desktop.summaries.conftest import Give
from tests.blmk_desktop.summaries.planning import PARAMEDIC, PHARMACIST, ROUND, give_plan, line

CROWN, ASCENT, EDEN = "U35004", "U49574", "U33695"
LEAD = "Digital and Transformation Lead"
BEFORE, AFTER = "2022-10-10", "2022-10-20"


@pytest.fixture
def due(store: db.DataFile) -> db.DataFile:
    """The round's plans are due on 14 October 2022."""
    make_round(store, "2022/23", "final", due="2022-10-14")
    return store


def status(store: db.DataFile, today: str = BEFORE) -> RoundStatus:
    with store.reading() as connection:
        return round_status(connection, ROUND, today)


def crown(store: db.DataFile, today: str = BEFORE) -> NetworkStatus:
    found = status(store, today).row(CROWN)
    assert found is not None
    return found


def test_every_open_network_of_a_place_has_a_row_and_nothing_was_sent_yet(due: db.DataFile) -> None:
    found = status(due)
    assert (len(found.rows), found.counts["not sent"], found.due) == (23, 23, "2022-10-14")
    assert (crown(due).pcn, crown(due).place, crown(due).needs) == ("Crown PCN", "Milton Keynes", "send")


def test_a_closed_network_has_a_row_once_it_returned_something(due: db.DataFile) -> None:
    assert status(due).row(EDEN) is None
    set_status(due, ROUND, [EDEN], "received", "2022-10-01")
    assert status(due).row(EDEN) is not None


def test_a_step_has_its_date_and_is_one_change_for_many_networks(due: db.DataFile) -> None:
    made = set_status(due, ROUND, [CROWN, ASCENT], "sent", "2022-09-20")
    assert made is not None
    assert (made.what, made.changes) == ("Mark 2 networks as sent in 2022/23 final", 2)
    assert (crown(due).status, crown(due).sent, crown(due).needs) == ("sent", "2022-09-20", "")
    assert status(due).counts["sent"] == 2


def test_what_was_sent_again_keeps_the_first_date(due: db.DataFile) -> None:
    set_status(due, ROUND, [CROWN], "sent", "2022-09-20")
    assert set_status(due, ROUND, [CROWN], "sent") is None
    set_status(due, ROUND, [CROWN], "sent", "2022-09-30")
    assert crown(due).sent == "2022-09-30"


def test_each_status_says_what_is_to_be_done_next(due: db.DataFile) -> None:
    steps = {"sent": "", "received": "review", "queried": "answer", "accepted": "submit", "submitted": ""}
    for step, needs in steps.items():
        set_status(due, ROUND, [CROWN], step, BEFORE)
        assert (crown(due).status, crown(due).needs) == (step, needs)


def test_who_sent_nothing_by_the_due_date_is_late_and_chased(due: db.DataFile) -> None:
    set_status(due, ROUND, [CROWN], "sent", "2022-09-20")
    set_status(due, ROUND, [ASCENT], "received", "2022-10-13")
    assert crown(due, "2022-10-14").days_late == 0
    assert (crown(due, AFTER).days_late, crown(due, AFTER).needs) == (6, "chase")
    found = status(due, AFTER)
    assert ASCENT not in {row.pcn_code for row in found.to_chase}
    assert len(found.missing) == len(found.to_chase) == 22


def test_a_return_that_came_late_stays_so_many_days_late(due: db.DataFile) -> None:
    set_status(due, ROUND, [CROWN], "received", "2022-10-17")
    assert (crown(due, AFTER).days_late, crown(due, AFTER).needs) == (3, "review")


def test_a_query_that_is_not_answered_is_among_those_to_chase(due: db.DataFile) -> None:
    set_status(due, ROUND, [CROWN], "received", "2022-10-05")
    set_status(due, ROUND, [CROWN], "queried", "2022-10-06", "Paramedics start before they are allowed")
    assert crown(due).query == "Paramedics start before they are allowed"
    assert [row.pcn_code for row in status(due).to_chase] == [CROWN]


def test_a_step_may_be_taken_back_and_what_no_longer_holds_loses_its_date(due: db.DataFile) -> None:
    for step, day in (("sent", "2022-09-20"), ("received", "2022-10-05"), ("accepted", "2022-10-06")):
        set_status(due, ROUND, [CROWN], step, day)
    set_status(due, ROUND, [CROWN], "received", "2022-10-05")
    assert (crown(due).status, crown(due).received, crown(due).accepted) == ("received", "2022-10-05", "")
    changes.undo(due)
    assert (crown(due).status, crown(due).accepted) == ("accepted", "2022-10-06")
    set_status(due, ROUND, [CROWN], "not sent")
    assert (crown(due).status, crown(due).sent, crown(due).received) == ("not sent", "", "")


def test_what_there_is_not_is_said(due: db.DataFile) -> None:
    with pytest.raises(UserError, match="There is no status 'lost'"):
        set_status(due, ROUND, [CROWN], "lost")
    with pytest.raises(UserError, match="There is no plan round '2030/31 final'"):
        set_status(due, "2030/31 final", [CROWN], "sent")
    with pytest.raises(UserError, match="There is no network U00000"):
        set_status(due, ROUND, [CROWN, "U00000"], "sent")
    assert crown(due).status == "not sent"


def test_a_plan_stands_beside_its_allocation_with_what_is_unknown_and_over_caps(due: db.DataFile, give: Give) -> None:
    give("allocation", 6_000_000, pcn=CROWN)
    give_plan(due, CROWN, line(PHARMACIST, 100), line(LEAD, 150), line(PARAMEDIC, 50, "2023-01-01"))
    row = crown(due)
    assert (row.lines, row.wte_planned, row.cost, row.unknown) == (3, 300, 5_831_500, 2)
    assert (row.allocation, row.balance, row.over_caps) == (6_000_000, 168_500, (LEAD,))


def test_an_unknown_round_has_no_rows(store: db.DataFile) -> None:
    with store.reading() as connection:
        assert round_status(connection, "2030/31 final", BEFORE) == RoundStatus()


def test_a_round_is_made_once_and_its_dates_may_be_changed(store: db.DataFile) -> None:
    made = make_round(store, "2022/23", "first draft", due="2022-08-31")
    assert made is not None
    assert made.what == "Begin the plan round 2022/23 first draft"
    assert make_round(store, "2022/23", "first draft", due="2022-08-31") is None
    changed = make_round(store, "2022/23", "first draft", due="2022-09-02", as_at="2022-07-31")
    assert changed is not None
    with store.reading() as connection:
        assert rounds(connection, "2022/23")[::-1] == ["2022/23 first draft", ROUND]
    with pytest.raises(UserError, match="There is no stage 'second draft'"):
        make_round(store, "2022/23", "second draft")


def test_a_contact_stands_beside_who_is_to_be_chased(due: db.DataFile) -> None:
    with due.reading() as connection:
        network = by_key(connection, RECORDS["pcn"], CROWN)
    assert network is not None
    change = changes.Change("pcn", network["id"], {"contact": None}, {"contact": "crown.manager@example.org"})
    changes.commit(due, [change], what="Contact")
    assert crown(due).contact == "crown.manager@example.org"
