"""Actions against the committee's own key and their deadlines; milestones against their dates and each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date, today
from blmk_desktop.rules.brag import BLACK, BLUE, GREEN, RED, REDS_TO_BLACK, WORDS, read_printed
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.wording import counted, listed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.annual_cycle import Cycle
    from blmk_desktop.summaries.committee_actions import ActionRow, AtMeeting
    from blmk_desktop.summaries.milestones import MilestoneRow

MOST_NAMED = 6


def check_actions(connection: Connection, as_at: str = "") -> list[Finding]:
    """Printed colours recomputed; actions and milestones past their dates; what waits for what comes later; papers."""
    from blmk_desktop.summaries.annual_cycle import annual_cycle
    from blmk_desktop.summaries.committee_actions import tracker
    from blmk_desktop.summaries.milestones import milestones

    day = as_at or today()
    found: list[Finding] = []
    for row in tracker(connection, as_at=day).rows:
        found += _colours(row)
        found += _open_action(row, day)
    rows = milestones(connection, as_at=day).rows
    due = {(milestone.programme, milestone.number): milestone.due for milestone in rows}
    for milestone in rows:
        found += _milestone(milestone, due)
    found += _past(rows)
    found += _circles(rows)
    bodies = annual_cycle(connection, as_at=day).bodies
    for body in bodies:
        found += _papers(annual_cycle(connection, body, as_at=day, bodies=bodies), day)
    return found


def _colours(row: ActionRow) -> Iterator[Finding]:
    """Meetings for which a tracker prints another colour than the key gives."""
    for at in row.meetings:
        printed = read_printed(at.printed).colour
        if printed and printed != at.colour:
            computed = f"{at.colour} ({WORDS[at.colour].lower()})"
            message = (
                f"Action {row.reference} is printed {printed} for the meeting of {show_date(at.on)}; by the "
                f"committee's key it is {computed}: {_why(at, row)}."
            )
            where = " › ".join(filter(None, (at.source, at.cell))) or f"meeting of {show_date(at.on)}"
            about = ("committee_action", row.reference)
            yield Finding(
                "action-colour", "warning", _named(row), where, printed, at.colour, message, about, f"colour {at.on}"
            )


def _why(at: AtMeeting, row: ActionRow) -> str:
    """Why the key gives a colour, as a clause."""
    deadline = f"its deadline was {show_date(at.deadline)}" if at.deadline else "it has no deadline"
    if at.colour == BLACK:
        reds = sum(one.on <= at.on and one.colour in (RED, BLACK) for one in row.meetings)
        return f"red at {max(reds, REDS_TO_BLACK)} meetings one after the other"
    if at.colour == GREEN:
        return "it is reported complete"
    if at.colour == BLUE:
        return f"nothing is reported done, and {deadline.replace('was', 'is')}"
    done = {"none": "nothing is reported done", "on track": "it is reported on track"}
    return f"{done.get(at.progress, f'it is reported {at.progress}')}, and {deadline}"


def _open_action(row: ActionRow, day: str) -> Iterator[Finding]:
    """What somebody has to do about an open action."""
    about, where = ("committee_action", row.reference), _where(row)
    if row.open and row.colour == BLACK:
        message = f"Action {row.reference} was red at {row.reds} meetings in a row and is to be escalated."
        yield Finding("action-escalated", "warning", _named(row), where, "", BLACK, message, about, "colour")
    if row.open and row.days_late:
        past = f" It was {show_date(row.past_deadlines[0])} at first." if row.past else ""
        message = (
            f"Action {row.reference} is {counted(row.days_late, 'day')} past its deadline of "
            f"{show_date(row.deadline)}.{past}"
        )
        yield Finding(
            "action-late", "warning", _named(row), where, show_date(row.deadline), "", message, about, "deadline"
        )
    if row.open and row.colour == GREEN and row.closure_proposed_for and row.closure_proposed_for < day:
        on = show_date(row.closure_proposed_for)
        message = f"Closure of action {row.reference} was proposed for the meeting of {on}; nobody has said it agreed."
        yield Finding("closure-open", "note", _named(row), where, on, "", message, about, "closure_proposed_for")
    if row.open and not row.deadline:
        message = f"Action {row.reference} has no deadline, so it can never be late."
        yield Finding("action-without-deadline", "note", _named(row), where, "", "", message, about, "deadline")


def _milestone(row: MilestoneRow, dates: Mapping[tuple[str, str], str]) -> Iterator[Finding]:
    """A milestone that cannot be met, because of what it depends on or of its own dates."""
    name, about = f"{row.programme} {row.number}", ("milestone", f"{row.programme} {row.number}")
    where, due = f"milestones of {row.programme}", show_date(row.due)
    for number in () if row.standing in ("complete", "dropped") else row.clashes:
        later = show_date(dates[row.programme, number])
        message = f"Milestone {name} is due by {due}, but {number}, which it depends on, only by {later}."
        yield Finding("milestone-before", "warning", name, where, due, later, message, about, f"depends_on {number}")
    for number in row.unknown:
        message = f"Milestone {name} depends on {number}, which {row.programme} does not have."
        yield Finding("milestone-unknown", "warning", name, where, number, "", message, about, f"depends_on {number}")
    if row.start and row.due and row.due < row.start:
        message = f"Milestone {name} ends ({due}) before it starts ({show_date(row.start)})."
        yield Finding("milestone-dates", "error", name, where, due, show_date(row.start), message, about, "start")


def _past(rows: Sequence[MilestoneRow]) -> Iterator[Finding]:
    """Of each programme the milestones whose time has passed: those not complete, and those of which nobody spoke."""
    found: dict[tuple[str, bool], list[MilestoneRow]] = defaultdict(list)
    for row in rows:
        if row.standing == "late":
            found[row.programme, bool(row.status)].append(row)
    for (programme, reported), late in found.items():
        one, named = len(late) == 1, _first([row.number for row in late])
        what = counted(len(late), "milestone")
        past = f"{what} {'is' if one else 'are'} past {'its' if one else 'their'} date"
        said = "not complete" if reported else f"nobody has said whether {'it is' if one else 'they are'} done"
        message = f"{programme}: {past} and {said} ({named})."
        rule, measure = ("milestones-late", "due") if reported else ("milestones-unreported", "status")
        where, about = f"milestones of {programme}", ("milestone", programme)
        yield Finding(rule, "warning", programme, where, what, "", message, about, measure)


def _circles(rows: Sequence[MilestoneRow]) -> Iterator[Finding]:
    """Of each programme the milestones that depend on themselves, through others or at once: none can be the first."""
    programmes: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
    for row in rows:
        programmes[row.programme][row.number] = row.depends_on
    for programme, waits in programmes.items():
        numbers = [number for number in waits if number in _reached(number, waits)]
        if numbers:
            message = (
                f"{programme}: {_first(numbers)} depend on themselves in a circle, so none of them can be the first."
            )
            where, about = f"milestones of {programme}", ("milestone", programme)
            named = ", ".join(numbers)
            yield Finding("milestone-circle", "error", programme, where, named, "", message, about, "depends_on")


def _reached(number: str, waits: Mapping[str, Sequence[str]]) -> set[str]:
    """The milestones that one depends on, through others too."""
    found: set[str] = set()
    ahead = list(waits[number])
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += waits.get(one, ())
    return found


def _papers(cycle: Cycle, day: str) -> Iterator[Finding]:
    """Papers of the next meeting that are late."""
    meeting = cycle.next
    if meeting is None or not meeting.papers_due or meeting.papers_due >= day:
        return
    late = [item.item for item in cycle.items if meeting.on in item.due and item.due[meeting.on].missing]
    if late:
        on, due = show_date(meeting.on), show_date(meeting.papers_due)
        papers = f"{counted(len(late), 'paper')} for the meeting of {on}"
        message = f"Due by {due} and not here yet: {papers} ({_first(late)})."
        about = ("meeting", f"{cycle.body} {meeting.on}")
        yield Finding(
            "papers-late", "warning", cycle.body, f"meeting of {on}", str(len(late)), "", message, about, "papers"
        )


def _first(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= MOST_NAMED else f"{', '.join(names[:MOST_NAMED])} and more"


def _named(row: ActionRow) -> str:
    return f"Action {row.reference}"


def _where(row: ActionRow) -> str:
    return f"actions of the {row.body}"
