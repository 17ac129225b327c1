"""The columns of the action tracker, and the rows under them: each action with its colour at the last meetings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import COUNT, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.brag import AMBER, BLACK, BLUE, CLOSED, GREEN, RED
from blmk_desktop.words.actions import COLOURS, meeting_label, slipped, why
from ui.parts.table import Mark
from ui.parts.tone_columns import ToneColumn, TonePart

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.committee_actions import ActionRow, Tracker

VIEWS = {"open": "Open", "closed": "Closed", "all": "All"}
TONES = {BLACK: "black", RED: "red", AMBER: "amber", BLUE: "blue", GREEN: "green", CLOSED: "grey"}
SHORT = {name: words.partition(":")[0] for name, words in COLOURS.items()}
COUNTED = {words: SHORT[name].lower() for name, words in COLOURS.items()}
BEFORE = ((3, "Three before"), (2, "Two before"), (1, "One before"), (0, "Last meeting"))
UPWARDS = {colour: TONES[colour] for colour in (GREEN, BLUE, AMBER, RED, BLACK)}  # of open actions
DRAWN = 12  # meetings in the chart
SEEN = 4  # meetings whose colours are seen at first; earlier ones can be chosen
_ACTION = RECORDS["committee_action"].by_name


@dataclass(frozen=True)
class Shown:
    """What the page shows: the actions as at a meeting, by id, and all the meetings there were."""

    view: str
    tracker: Tracker
    meetings: tuple[str, ...]
    columns: Columns
    rows: dict[int, ActionRow] = field(default_factory=dict)


def specs(tracker: Tracker | None, *, editable: bool) -> list[ColumnSpec]:
    """The columns, with one for each meeting of a committee; for several committees, one for each of their last."""
    return [
        ColumnSpec(name="reference", label="Action", width=12),
        ColumnSpec(
            name="colour",
            label="BRAG",
            width=22,
            tones={COLOURS[name]: tone for name, tone in TONES.items()},
            help="By the committee's key. Black is worked out: red at three meetings in a row.",
        ),
        ColumnSpec.of(_ACTION["action"], editable=editable, width=36),
        ColumnSpec.of(_ACTION["owner"], editable=editable, width=19),
        ColumnSpec.of(
            _ACTION["deadline"], width=15, help="A new one is asked for with its reason: the old one is kept."
        ),
        *(_meetings(tracker) if tracker else ()),
        ColumnSpec(name="position", label="Latest update", width=44),
        _count("slipped", "Slipped", "How often the deadline was revised."),
        _count("days_late", "Days late", "Days since the deadline passed."),
        ColumnSpec(name="past", label="Past deadlines", width=24, hidden=True),
        ColumnSpec.of(_ACTION["item"], editable=editable, width=30, hidden=True),
        ColumnSpec.of(_ACTION["raised"], width=12, hidden=True),
        ColumnSpec(name="body", label="Committee", width=24, hidden=True),
        ColumnSpec(name="reported", label="Reported", type=Type.DATE, hidden=True, help="When it was last reported."),
    ]


def _count(name: str, label: str, said: str) -> ColumnSpec:
    return ColumnSpec.figure(name, label, COUNT, said, 11, total=False, hidden=True)


def _meetings(tracker: Tracker) -> list[ColumnSpec]:
    """Oldest first, as a history is read; of many only the last are seen at first."""
    if _one_committee(tracker):
        days = tracker.meetings
        labels = [(f"at {day}", meeting_label(day), f"The colour on {show_date(day)}.") for day in days]
    else:
        labels = [(f"last {back}", words, "The colour at that meeting of its committee.") for back, words in BEFORE]
    return [
        ColumnSpec(
            name=name,
            label=label,
            width=11,
            tones={SHORT[colour]: tone for colour, tone in TONES.items()},
            hidden=at < len(labels) - SEEN,
            help=f"{said} Blank: the action was not raised yet, or closed before.",
        )
        for at, (name, label, said) in enumerate(labels)
    ]


def _one_committee(tracker: Tracker) -> bool:
    return bool(tracker.body) or len(tracker.bodies) <= 1


def fetch(connection: Any, body: str, as_at: str, view: str, *, editable: bool) -> Shown:
    """Read the actions of a committee (all for "") as at a meeting (today for ""), in one of VIEWS."""
    from blmk_desktop.summaries.committee_actions import tracker

    found = tracker(connection, body, as_at)
    meetings = tracker(connection, body).meetings if as_at else found.meetings
    rows = {row.id: row for row in found.rows if view == "all" or row.open == (view == "open")}
    columns = columns_of(specs(found, editable=editable), [_line(row) for row in rows.values()])
    return Shown(view, found, meetings, columns, rows)


def _line(row: ActionRow) -> dict[str, Any]:
    same = ("id", "reference", "action", "owner", "deadline", "position", "item", "raised", "body", "reported")
    values: dict[str, Any] = {name: getattr(row, name) for name in same}
    values |= {f"at {one.on}": SHORT[one.colour] for one in row.meetings}
    values |= {f"last {back}": SHORT[one.colour] for back, one in enumerate(reversed(row.meetings))}
    values |= {"colour": COLOURS[row.colour], "slipped": len(row.past) or None}
    values["days_late"] = row.days_late if row.days_late > 0 and row.open else None
    values["past"] = ", ".join(map(show_date, row.past_deadlines))
    return values


def by_meeting(rows: Iterable[ActionRow]) -> tuple[list[str], list[ToneColumn]]:
    """The last meetings (ISO dates), and how many actions had which colour at each."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for one in row.meetings:
            counts[one.on][one.colour] += 1
    days = sorted(counts)[-DRAWN:]
    columns = [
        ToneColumn(
            meeting_label(day), [TonePart(SHORT[colour], tone, counts[day][colour]) for colour, tone in UPWARDS.items()]
        )
        for day in days
    ]
    return days, columns


def marks(found: Shown, findings: Sequence[Finding]) -> dict[tuple[int, str], Mark]:
    """What is to be said about which cell: why an action has its colour, and what a check found."""
    result = {(id_, "deadline"): Mark("note", slipped(row)) for id_, row in found.rows.items() if row.past}
    for id_, row in found.rows.items():
        if row.colour in (RED, BLACK):
            words = " ".join(filter(None, (why(row), slipped(row))))
            result[id_, "deadline"] = Mark("warning", words)
    ids = {row.reference: row.id for row in found.rows.values()}
    for finding in findings:
        about = ids.get(finding.about[1]) if finding.about[0] == "committee_action" else None
        if about is not None and not finding.acknowledged:
            measure = finding.measure.replace("colour ", "at ")  # the colour at a meeting
            column = measure if measure in found.columns.by_name else "colour"
            said = result.get((about, column))
            words = f"{said.text}\n{finding.message}" if said else finding.message
            result[about, column] = Mark(finding.severity, words)
    return result
