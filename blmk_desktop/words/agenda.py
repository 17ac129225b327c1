"""A committee's next meeting in words: what is due and by when, and its agenda as text to copy."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted
from blmk_desktop.words.actions import COLOURS

if TYPE_CHECKING:
    from blmk_desktop.summaries.annual_cycle import Agenda, AgendaLine, Cycle

STATES = {"due": "Due", "received": "Received", "deferred": "Deferred", "taken": "Taken"}


def coming(cycle: Cycle, agenda: Agenda | None, day: str) -> tuple[str, str]:
    """What to know of the next meeting from a day on, and how pressing it is (red, amber or blue); '' for nothing."""
    if not cycle.bodies:
        return "", ""
    if cycle.next is None or agenda is None:
        last = max((meeting.on for meeting in cycle.meetings), default="")
        after = f" after {show_date(last)}" if last else ""
        return f"No meeting of the {cycle.body} is planned{after}: add the next one.", "amber"
    when = f"Next meeting: {show_date(cycle.next.on)}, {_in(day, cycle.next.on)}"
    if not agenda.lines:
        return f"{when}. Nothing is on its agenda yet.", "amber"
    missing = len(agenda.papers)
    papers = f"{counted(missing, 'paper')} of {agenda.wanted:,} still to come" if missing else "all papers have come"
    if not missing or not cycle.next.papers_due:
        return f"{when}; {papers}.", "blue"
    late = cycle.next.papers_due < day
    due = f"{'were' if late else 'are'} due by {show_date(cycle.next.papers_due)}"
    return f"{when}. Papers {due}: {papers}.", "red" if late else "blue"


def state_words(line: AgendaLine) -> str:
    """How an item's paper stands; '' for one that is to have none."""
    return STATES.get(line.state, line.state) if line.paper or line.state != "due" else ""


def line_words(line: AgendaLine) -> str:
    """Who brings an item and what for: 'Head of Digital, to discuss'."""
    return ", ".join(filter(None, (line.owner, f"to {line.purpose}" if line.purpose else "")))


def agenda_text(agenda: Agenda) -> str:
    """The agenda as text: a line an item with number, item, who brings it, what for and its paper, tab-separated."""
    meeting = agenda.meeting
    lines = [f"{meeting.body}, {show_date(meeting.on)}"]
    section = ""
    for line in agenda.lines:
        if line.section != section:
            section = line.section
            lines += ["", section]
        cells = (line.number, line.item, line.owner, line.purpose.capitalize(), state_words(line))
        lines.append("\t".join(cells))
    if agenda.actions:
        lines += ["", "Open actions"]
        lines += ["\t".join((row.reference, row.action, row.owner, COLOURS[row.colour])) for row in agenda.actions]
    return "\n".join(lines)


def papers_text(agenda: Agenda) -> str:
    """Who has still to send which paper, as text for a mail: a line a paper, by who brings it."""
    meeting = agenda.meeting
    by = f" by {show_date(meeting.papers_due)}" if meeting.papers_due else ""
    lines = [f"Papers for the {meeting.body} of {show_date(meeting.on)}, due{by}"]
    papers = sorted(agenda.papers, key=lambda line: (not line.owner, line.owner))
    return "\n".join([*lines, *(f"{line.owner or 'Nobody named'}\t{line.item}" for line in papers)])


def _in(day: str, then: str) -> str:
    days = (date.fromisoformat(then) - date.fromisoformat(day)).days
    return "today" if not days else "tomorrow" if days == 1 else f"in {days:,} days"
