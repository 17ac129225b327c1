"""A pack has the papers that its meeting takes, in the committee's order, by the numbers of the agenda."""

from __future__ import annotations

from collections.abc import Iterable

import db
from blmk_desktop.papers.catalogue import Asked
from blmk_desktop.papers.order import PackLine, line_of, pack_lines
from tests.blmk_desktop.summaries.conftest import add
from tests.blmk_desktop.summaries.conftest import store as store  # noqa: PLC0414 - a fixture

BODY = "Primary Care Committee"
DECEMBER, MARCH = "2022-12-09", "2023-03-17"
ITEMS = ("Minutes", "Workforce", "Primary care risk register", "Delegated primary care finance report", "Close")


def agenda(store: db.DataFile, deferred: str = "") -> None:
    """A meeting in December that takes all items, and one in March that takes the risk register only."""
    add(store, [("business_item", {"body": BODY, "item": item, "position": at}) for at, item in enumerate(ITEMS)])
    due = [(item, DECEMBER) for item in ITEMS] + [("Primary care risk register", MARCH)]
    states = {(deferred, DECEMBER): "deferred"}
    ticks = [{"body": BODY, "item": item, "on": on, "state": states.get((item, on), "due")} for item, on in due]
    add(store, [("business_due", tick) for tick in ticks])


def packed(store: db.DataFile, papers: Iterable[tuple[str, str, str]]) -> None:
    """What the committee's pack has: paper, what it is about, item."""
    rows = [
        {"body": BODY, "paper": paper, "of": of or None, "item": item or None, "position": at}
        for at, (paper, of, item) in enumerate(papers)
    ]
    add(store, [("pack_paper", row) for row in rows])


def lines(store: db.DataFile, on: str = DECEMBER) -> list[PackLine]:
    with store.reading() as connection:
        return pack_lines(connection, BODY, on, on)


def short(found: list[PackLine]) -> list[tuple[str, str, str]]:
    return [(line.paper, line.number, line.left_out) for line in found]


def test_without_a_pack_the_agenda_comes_first_and_then_what_its_items_name(store: db.DataFile) -> None:
    agenda(store)
    assert short(lines(store)) == [("agenda", "", ""), ("risk-register", "3", ""), ("finance", "4", "")]
    assert short(lines(store, MARCH)) == [("agenda", "", ""), ("risk-register", "1", "")]


def test_a_pack_keeps_its_order_and_leaves_out_what_the_meeting_does_not_take(store: db.DataFile) -> None:
    agenda(store)
    packed(store, [("finance", "", "Delegated primary care finance report"), ("agenda", "", "")])
    assert short(lines(store)) == [("finance", "4", ""), ("agenda", "", "")]
    assert short(lines(store, MARCH)) == [("finance", "", "the meeting does not take it"), ("agenda", "", "")]


def test_several_papers_of_one_item_are_numbered_under_it(store: db.DataFile) -> None:
    agenda(store)
    packed(store, [("workforce-plans", "", "Workforce"), ("highlight-report", "Growing our own", "Workforce")])
    assert [line.number for line in lines(store)] == ["2.1", "2.2"]
    with store.reading() as connection:
        about = Asked("highlight-report", DECEMBER, "Growing our own", BODY, DECEMBER)
        assert line_of(connection, about).number == "2.2"
        another_round = Asked("workforce-plans", DECEMBER, "2021/22 final", BODY, DECEMBER)
        assert line_of(connection, another_round).number == "2.1"
        another_programme = Asked("highlight-report", DECEMBER, "Digital", BODY, DECEMBER)
        assert line_of(connection, another_programme).number == ""


def test_a_paper_about_the_usual_programme_has_its_number_without_its_name(store: db.DataFile) -> None:
    agenda(store)
    packed(store, [("workforce-plans", "", "Workforce"), ("highlight-report", "Growing our own", "Workforce")])
    add(store, [("milestone", {"programme": "Growing our own", "number": "1", "milestone": "Recruit"})])
    with store.reading() as connection:
        assert line_of(connection, Asked("highlight-report", DECEMBER, "", BODY, DECEMBER)).number == "2.2"


def test_a_paper_of_no_item_is_in_every_pack_without_a_number(store: db.DataFile) -> None:
    agenda(store)
    packed(store, [("estates", "", ""), ("risk-register", "", "")])
    assert short(lines(store)) == [("estates", "", ""), ("risk-register", "3", "")]


def test_what_the_meeting_deferred_is_left_out(store: db.DataFile) -> None:
    agenda(store, deferred="Primary care risk register")
    found = {line.paper: line.left_out for line in lines(store)}
    assert found["risk-register"] == "deferred to a later meeting"


def test_a_committee_without_meetings_has_its_agenda_only(store: db.DataFile) -> None:
    assert short(lines(store, "")) == [("agenda", "", "")]
