"""The matrix of a committee's year: a row an item, a column a meeting, and what is said of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.errors import UserError
from blmk_desktop.periods import show_date, today
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.words.actions import meeting_label
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.annual_cycle import Agenda, Cycle, CycleItem, MeetingRow

TICKS = {"due": "✓", "received": "✓ Received", "deferred": "→ Deferred", "taken": "✓ Taken"}
TONES = {"due": "blue", "received": "green", "deferred": "amber", "taken": "grey"}
AT = "on "  # a meeting's column: this and its date
_ITEM = RECORDS["business_item"].by_name


@dataclass(frozen=True)
class Shown:
    """What the page shows: a committee's year, the agenda of its next meeting, and the matrix, rows by item."""

    cycle: Cycle
    coming: Agenda | None
    today: str
    columns: Columns
    items: dict[str, CycleItem] = field(default_factory=dict)


def specs(meetings: Sequence[MeetingRow], *, editable: bool) -> list[ColumnSpec]:
    """The columns, with one for each meeting in order."""
    tones = {TICKS[state]: tone for state, tone in TONES.items()}
    return [
        ColumnSpec.of(_ITEM["item"], width=40, editable=editable),
        ColumnSpec.of(_ITEM["section"], width=20, editable=editable),
        ColumnSpec.of(_ITEM["owner"], width=22, editable=editable),
        ColumnSpec.of(_ITEM["purpose"], width=10, editable=editable),
        *(
            ColumnSpec(
                name=AT + meeting.on,
                label=meeting_label(meeting.on),
                width=14,
                tones=tones,
                help=_help(meeting),
            )
            for meeting in meetings
        ),
    ]


def _help(meeting: MeetingRow) -> str:
    held = f"Meeting of {show_date(meeting.on)}. "
    due = f"Papers due by {show_date(meeting.papers_due)}. " if meeting.papers_due else ""
    return f"{held}{due}✓: the meeting takes the item. Space puts an item on or takes it off."


def fetch(connection: Any, body: str, year: str, *, editable: bool) -> Shown:
    """Read a committee's year; the first committee and the present year for ''."""
    from blmk_desktop.summaries.annual_cycle import agenda, annual_cycle

    cycle = annual_cycle(connection, body, year)
    if year and year not in cycle.years:  # another committee's
        cycle = annual_cycle(connection, cycle.body)
    coming = agenda(connection, cycle.body, cycle.next.on) if cycle.next else None
    items = {item.item: item for item in cycle.items}
    lines = [_line(item) for item in items.values()]
    columns = columns_of(specs(cycle.meetings, editable=editable), lines, ids=list(items))
    return Shown(cycle, coming, today(), columns, items)


def _line(item: CycleItem) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in ("item", "section", "owner", "purpose")}
    return values | {AT + on: TICKS[due.state] for on, due in item.due.items()}


def state_of(text: str) -> str:
    """The state that a pasted cell means: '' off the meeting. Raises UserError for words that are no tick."""
    from blmk_desktop.importing.actions.cycle_tables import NO_TICKS
    from blmk_desktop.importing.actions.cycle_tables import TICKS as WRITTEN

    words = text.strip().casefold()
    said = words.lstrip("✓→ ") if words not in WRITTEN else "due"
    if words in NO_TICKS:
        return ""
    if said not in TICKS:
        raise UserError(f"'{text}' is no tick. Paste ✓ or x to put an item on a meeting, blank to take it off.")
    return said


def marks(shown: Shown, findings: Sequence[Finding]) -> dict[tuple[str, str], Mark]:
    """What is to be said about which cell: papers that are late for the next meeting, and what a check found."""
    result: dict[tuple[str, str], Mark] = {}
    if shown.coming is not None:
        column = AT + shown.coming.meeting.on
        for line in shown.coming.lines:
            if line.late:
                late = f"The paper was due by {show_date(line.papers_due)} and has not come."
                result[line.item, column] = Mark("warning", late)
            elif line.note:
                result[line.item, column] = Mark("note", line.note)
    for finding in findings:
        if finding.about[0] == "business_item" and finding.about[1] in shown.items and not finding.acknowledged:
            column = finding.measure if finding.measure in shown.columns.by_name else "item"
            result[finding.about[1], column] = Mark(finding.severity, finding.message)
    return result
