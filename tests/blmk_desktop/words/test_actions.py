"""Actions, milestones and agendas in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blmk_desktop.rules.brag import AMBER, BLACK, BLUE, CLOSED, GREEN, RED
from blmk_desktop.summaries.annual_cycle import Agenda, AgendaLine, Cycle, MeetingRow
from blmk_desktop.summaries.committee_actions import ActionRow, AtMeeting, PastDeadline
from blmk_desktop.summaries.milestones import MilestoneRow
from blmk_desktop.words.actions import attention, by_owner, late_words, meeting_label, slipped, why
from blmk_desktop.words.agenda import agenda_text, coming, papers_text
from blmk_desktop.words.milestones import attention as milestones_attention
from blmk_desktop.words.milestones import by_programme, elsewhere, stands, waits

MEETING = AtMeeting("2022-12-09", AMBER, "on track", "2023-01-31")
ACTION = ActionRow(
    id=1,
    reference="PCC-1",
    body="Primary Care Committee",
    raised="2022-09-27",
    item="7",
    action="Bring the plan",
    owner="Head of Estates",
    deadline="2023-01-31",
    past=(),
    closed="",
    colour=AMBER,
    progress="on track",
    position="",
    reported="2022-12-09",
    closure_proposed_for="",
    meetings=(MEETING,),
)
MILESTONE = MilestoneRow(
    id=1,
    programme="Teams",
    number="1.1",
    strand="",
    milestone="Map the teams",
    owner="",
    start="",
    due="2022-12-31",
    written="",
    status="",
    standing="not reported",
    completed="",
)
NEXT = MeetingRow(1, "Primary Care Committee", "2023-03-17", "2023-03-10")
LINES = [
    AgendaLine("1", "Opening", "Welcome", "note", "Chair", "received", "2023-03-10"),
    AgendaLine("2", "Strategy", "Estates plan", "approve", "Head of Estates", "due", "2023-03-10"),
]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ACTION, "Progress was made, and it is on track for its deadline of 31/01/2023."),
        (
            replace(ACTION, days_late=9),
            (
                "Progress was made, and it is on track for its deadline of 31/01/2023. "
                "That was at the meeting of 09/12/2022; the deadline has passed since."
            ),
        ),
        (replace(ACTION, colour=BLUE), "Nothing needs to have been done yet: it is due on 31/01/2023."),
        (
            replace(ACTION, colour=BLUE, meetings=(), deadline=""),
            "Nothing needs to have been done yet: it has no deadline.",
        ),
        (replace(ACTION, colour=RED), "Its deadline of 31/01/2023 has passed, and progress was made."),
        (
            replace(ACTION, colour=RED, progress="off track"),
            "Progress was made, but it is not on track for its deadline of 31/01/2023.",
        ),
        (
            replace(ACTION, colour=GREEN, closure_proposed_for="2023-03-17"),
            "It is complete, and closing it is proposed for the meeting of 17/03/2023.",
        ),
        (replace(ACTION, colour=CLOSED, closed="2023-03-17"), "Closing it was agreed on 17/03/2023."),
    ],
)
def test_why_an_action_has_its_colour(row: ActionRow, words: str) -> None:
    assert why(row) == words


def test_black_names_the_meetings_that_found_it_red() -> None:
    days = ("2022-10-01", "2022-11-01", "2022-12-01")
    meetings = tuple(AtMeeting(day, RED, "none", "2022-09-30") for day in days)
    black = replace(ACTION, colour=BLACK, progress="none", reds=3, meetings=meetings)
    assert why(black) == (
        "Red at 3 meetings in a row: 01/10/2022, 01/11/2022 and 01/12/2022. "
        "Its deadline of 30/09/2022 has passed, and no progress was reported."
    )


def test_a_committee_is_told_of_the_gravest_first() -> None:
    green = replace(ACTION, colour=GREEN, closure_proposed_for="2023-03-17")
    rows = [ACTION, replace(ACTION, colour=RED, days_late=3), green, green]
    assert attention(rows) == (
        "1 action outstanding (red) · 1 deadline passed · "
        "2 closures proposed, to be agreed at the meeting of 17/03/2023"
    )
    assert attention([ACTION]) == ""


def test_owners_stand_with_what_they_have_to_do() -> None:
    digital = replace(ACTION, owner="Head of Digital", colour=RED)
    closed = replace(ACTION, owner="Nobody any more", colour=CLOSED)
    assert by_owner([ACTION, ACTION, digital, closed]) == [("Head of Digital", "1 red"), ("Head of Estates", "2 amber")]


def test_revised_deadlines_and_lateness() -> None:
    past = (PastDeadline(1, "2022-10-26", "", ""), PastDeadline(2, "2022-12-01", "", ""))
    assert slipped(replace(ACTION, past=past)) == "Revised 2 times: it was 26/10/2022 and 01/12/2022."
    assert slipped(ACTION) == ""
    assert late_words(replace(ACTION, days_late=1)) == "1 day late"
    assert late_words(replace(ACTION, days_late=1, colour=CLOSED)) == ""


def test_a_meeting_heads_a_narrow_column() -> None:
    assert meeting_label("2022-12-09") == "9 Dec 2022"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Nothing was reported of it yet; due by 31/12/2022."),
        ({"standing": "under way", "status": "under way"}, "Under way; due by 31/12/2022."),
        (
            {"standing": "late", "days_late": 31},
            "It was due by 31/12/2022, 31 days ago, and nothing was reported of it.",
        ),
        (
            {"standing": "late", "status": "at risk", "days_late": 1},
            "It was due by 31/12/2022, 1 day ago, and it was reported at risk.",
        ),
        (
            {"standing": "complete", "completed": "2023-01-10", "days_late": 10},
            "Complete since 10/01/2023, 10 days late.",
        ),
        ({"standing": "dropped"}, "It was dropped."),
    ],
)
def test_how_a_milestone_stands(changes: dict[str, object], words: str) -> None:
    assert stands(replace(MILESTONE, **changes)) == words  # type: ignore[arg-type]


def test_what_a_milestone_waits_for() -> None:
    waiting = replace(MILESTONE, waits_for=("1.2", "1.3"), clashes=("1.3",))
    assert waits(waiting) == "It waits for 1.2 and 1.3. 1.3 is due after it."
    assert waits(MILESTONE) == ""


def test_a_programme_is_told_of_what_is_late_here_and_elsewhere() -> None:
    late = replace(MILESTONE, standing="late")
    told = replace(MILESTONE, standing="late", status="under way")
    assert milestones_attention([late, told, MILESTONE]) == (
        "2 milestones past their date, 1 of them with nothing reported"
    )
    other = replace(late, programme="Nursing")
    assert elsewhere([late, other], "Teams") == "1 late in 1 other programme"
    assert by_programme([late, other, MILESTONE]) == [("Nursing", "1 late"), ("Teams", "1 late, 1 not reported")]


def test_the_next_meeting_says_which_papers_are_to_come() -> None:
    cycle = Cycle("Primary Care Committee", ("Primary Care Committee",), "2022/23", ("2022/23",), [NEXT], [], NEXT)
    agenda = Agenda(NEXT, LINES)
    assert coming(cycle, agenda, "2023-03-07") == (
        "Next meeting: 17/03/2023, in 10 days. Papers are due by 10/03/2023: 1 paper of 2 still to come.",
        "blue",
    )
    assert coming(cycle, agenda, "2023-03-16") == (
        "Next meeting: 17/03/2023, tomorrow. Papers were due by 10/03/2023: 1 paper of 2 still to come.",
        "red",
    )
    assert coming(replace(cycle, next=None), None, "2023-04-01") == (
        "No meeting of the Primary Care Committee is planned after 17/03/2023: add the next one.",
        "amber",
    )
    assert coming(Cycle("", (), "", ()), None, "2023-04-01") == ("", "")


def test_an_agenda_and_the_papers_due_are_text_to_copy() -> None:
    agenda = Agenda(NEXT, LINES, [ACTION])
    assert agenda_text(agenda) == (
        "Primary Care Committee, 17/03/2023\n"
        "\nOpening\n1\tWelcome\tChair\tNote\tReceived\n"
        "\nStrategy\n2\tEstates plan\tHead of Estates\tApprove\tDue\n"
        "\nOpen actions\nPCC-1\tBring the plan\tHead of Estates\tAmber: in progress"
    )
    assert papers_text(agenda) == (
        "Papers for the Primary Care Committee of 17/03/2023, due by 10/03/2023\nHead of Estates\tEstates plan"
    )
