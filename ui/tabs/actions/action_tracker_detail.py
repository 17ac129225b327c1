"""The chosen action at the side: what is to be done, why it has its colour, what each meeting was told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted
from blmk_desktop.words.actions import COLOURS, by_owner, late_words, reported, why
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.linked_lines import link_lines
from ui.parts.record_lines import finding_lines, history_lines, shortened
from ui.tabs.actions.action_tracker_columns import SHORT, TONES

if TYPE_CHECKING:
    from blmk_desktop.changes import Change, ChangeSet
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.committee_actions import ActionRow, AtMeeting, Tracker
    from blmk_desktop.summaries.links import Links
    from ui.window import MainWindow

Buttons = Sequence[tuple[str, Callable[[], object]]]


@dataclass(frozen=True)
class ActionDetail:
    """An action as at the day shown, as it is stored, the committee's next meeting, what happened to it, and what its
    words name.
    """

    row: ActionRow
    record: dict[str, Any]
    next: str
    history: Sequence[tuple[ChangeSet, Change]]
    links: Sequence[Links] = ()


def action_detail(connection: Any, row: ActionRow) -> ActionDetail | None:
    """Read what is behind a row; None if it was removed meanwhile."""
    from blmk_desktop.changes import of_record
    from blmk_desktop.records.kinds import RECORDS
    from blmk_desktop.records.rows import one
    from blmk_desktop.summaries.annual_cycle import annual_cycle
    from blmk_desktop.summaries.links import links

    record = one(connection, RECORDS["committee_action"], row.id)
    if record is None:
        return None
    history = of_record(connection, "committee_action", row.id)
    for meeting in row.meetings:
        history += of_record(connection, "action_update", meeting.update) if meeting.update else []
    history.sort(key=lambda entry: entry[0].at, reverse=True)
    coming = annual_cycle(connection, row.body).next
    about = links(connection, "committee_action", row.reference)
    return ActionDetail(row, record, coming.on if coming else "", history, about)


def show_action(
    pane: DetailPane, window: MainWindow, detail: ActionDetail, findings: Sequence[Finding], buttons: Buttons
) -> None:
    """Show it."""
    row = detail.row
    about = [one for one in findings if one.about == ("committee_action", row.reference)]
    sections: list[Section] = [
        Lines("What is to be done", [Line(row.action)]),
        Lines("Why this colour", [Line(why(row))]),
        Facts("The action", _facts(row)),
        finding_lines(window, about),
        *link_lines(window, detail.links),
        Lines("Meeting by meeting", [_meeting(one) for one in reversed(row.meetings)]),
        Lines("Past deadlines", [Line(show_date(one.deadline), _revised(one)) for one in reversed(row.past)]),
        history_lines(detail.history, window),
    ]
    subtitle = " · ".join(filter(None, (row.body, row.item)))
    pane.show_detail(f"Action {row.reference}", subtitle, sections, (COLOURS[row.colour], TONES[row.colour]), buttons)


def show_owners(pane: DetailPane, found: Tracker, hint: str, go_to: Callable[[str], object]) -> None:
    """Show who has how many open actions of which colour; `go_to` shows those of an owner."""
    owners = [
        Line(owner or "Nobody named", said, activate=partial(go_to, owner)) for owner, said in by_owner(found.rows)
    ]
    day = f"As at {show_date(found.as_at)}"
    sections: list[Section] = [Lines("", [Line(hint)]), Lines("Open actions by owner", shortened(owners, "owners"))]
    pane.show_detail(found.body or "All committees", day, sections)


def _facts(row: ActionRow) -> list[tuple[str, str]]:
    late = late_words(row)
    deadline = show_date(row.deadline) if row.deadline else "none"
    proposed = show_date(row.closure_proposed_for) if row.open and row.closure_proposed_for else ""
    return [
        ("Owner", row.owner),
        ("Raised at", show_date(row.raised) if row.raised else ""),
        ("Deadline", f"{deadline}, {late}" if late else deadline),
        ("Slipped", counted(len(row.past), "time") if row.past else ""),
        ("Last reported", show_date(row.reported) if row.reported else "never"),
        ("To be closed", proposed),
        ("Closed", show_date(row.closed) if row.closed else ""),
    ]


def _meeting(one: AtMeeting) -> Line:
    said = one.position or reported(one.progress) if one.update else "Nothing new was reported."
    printed = f"printed: {one.printed}" if one.printed else ""
    where = " › ".join(filter(None, (one.source, one.cell)))
    deadline = f"deadline {show_date(one.deadline)}" if one.deadline else ""
    detail = "\n".join(filter(None, (" · ".join(filter(None, (deadline, printed))), where)))
    return Line(f"{show_date(one.on)}: {said}", detail, SHORT[one.colour], TONES[one.colour])


def _revised(one: Any) -> str:
    when = f"revised on {show_date(one.revised_on)}" if one.revised_on else "revised since"
    return f"{when}: {one.reason}" if one.reason else when
