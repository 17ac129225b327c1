"""The committee's colours, worked by hand from its own key, meeting by meeting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.records.actions import ACTION_PROGRESS
from blmk_desktop.rules.brag import WORDS, Printed, Standing, colour, colours, read_printed

SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = "2022-09-27", "2022-10-25", "2022-11-22", "2022-12-09"
DEADLINE = "2022-11-30"


def at(meeting: str, progress: str, deadline: str = DEADLINE) -> str:
    return colour(Standing(meeting, progress, deadline))


def test_nothing_done_is_blue_until_the_deadline() -> None:
    assert at(NOVEMBER, "none") == "BLUE"
    assert at(DEADLINE, "none") == "RED"
    assert at(DECEMBER, "none") == "RED"
    assert at(DECEMBER, "none", "") == "BLUE"


def test_on_track_is_amber_until_the_deadline_has_passed() -> None:
    assert at(NOVEMBER, "on track") == "AMBER"
    assert at(DEADLINE, "on track") == "AMBER"
    assert at(DECEMBER, "on track") == "RED"
    assert at(DECEMBER, "on track", "") == "AMBER"


def test_off_track_is_red_though_there_is_time() -> None:
    assert at(OCTOBER, "off track") == "RED"


def test_complete_is_green_and_agreed_is_closed_however_late() -> None:
    assert at(DECEMBER, "complete") == "GREEN"
    assert at(DECEMBER, "closed") == "CLOSED"


def test_an_action_through_its_life() -> None:
    """Not yet due, on track, late, then proposed for closure and agreed."""
    progress = {SEPTEMBER: "none", OCTOBER: "on track", NOVEMBER: "on track", DECEMBER: "on track"}
    life = [Standing(meeting, made, DEADLINE) for meeting, made in progress.items()]
    life += [Standing("2023-01-20", "complete", DEADLINE), Standing("2023-03-17", "closed", DEADLINE)]
    assert colours(life) == ["BLUE", "AMBER", "AMBER", "RED", "GREEN", "CLOSED"]


def test_red_at_three_meetings_in_a_row_is_black_and_stays_so_while_red_goes_on() -> None:
    reds = [Standing(f"2022-{month:02}-01", "off track", DEADLINE) for month in range(5, 10)]
    assert colours(reds) == ["RED", "RED", "BLACK", "BLACK", "BLACK"]


def test_a_meeting_that_is_not_red_begins_the_count_again() -> None:
    made = ["off track", "off track", "on track", "off track", "off track", "off track"]
    life = [Standing(f"2022-0{month}-01", progress, "2022-12-31") for month, progress in enumerate(made, start=1)]
    assert colours(life) == ["RED", "RED", "AMBER", "RED", "RED", "BLACK"]


def test_a_revised_deadline_takes_the_red_away() -> None:
    life = [Standing(NOVEMBER, "on track", "2022-10-31"), Standing(DECEMBER, "on track", "2023-01-31")]
    assert colours(life) == ["RED", "AMBER"]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("COMPLETE: Propose closure at next meeting 09.12.22.", Printed("GREEN", "complete", DECEMBER)),
        ("Complete - proposed to be closed on 9 December 2022", Printed("GREEN", "complete", DECEMBER)),
        ("CLOSED", Printed("CLOSED", "closed")),
        ("Closed 09.12.22", Printed("CLOSED", "closed", closed=DECEMBER)),
        ("AMBER since 09.12.22", Printed("AMBER", "on track")),
        ("Not Yet Due", Printed("BLUE", "none")),
        ("In Progress", Printed("AMBER", "on track")),
        ("Outstanding: not on track", Printed("RED", "off track")),
        ("red", Printed("RED", "off track")),
        ("Escalated", Printed("BLACK", "off track")),
        ("to be discussed", Printed()),
        ("Reduced", Printed()),
        ("", Printed()),
    ],
)
def test_what_a_tracker_prints(printed: str, meant: Printed) -> None:
    assert read_printed(printed) == meant


days = st.dates().map(lambda day: day.isoformat())
standings = st.builds(Standing, days, st.sampled_from(ACTION_PROGRESS), st.one_of(st.just(""), days))


@given(st.lists(standings, max_size=12))
def test_black_stands_only_where_the_two_before_were_red_or_black(life: list[Standing]) -> None:
    found = colours(life)
    assert set(found) <= set(WORDS)
    for number, shown in enumerate(found):
        own = colour(life[number])
        before = [colour(one) for one in life[max(number - 2, 0) : number]]
        assert shown == ("BLACK" if own == "RED" and before == ["RED", "RED"] else own)
