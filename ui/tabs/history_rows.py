"""What the history shows, read in a worker: the change sets, and the changes of one of them field by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import COUNT
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import coded_names
from ui.parts.naming import Labels, labels_of, shown, titled
from ui.parts.record_lines import moment
from ui.tabs import PLACES

if TYPE_CHECKING:
    from blmk_desktop.changes import Change, ChangeSet

PAGE = 500  # changes of one change set read at first; thousands only where they are asked for
KINDS = {
    "edit": "Edit",
    "paste": "Paste",
    "import": "Import",
    "demo": "Example data",
    "reference": "Reference data",
    "undo": "Undo",
    "redo": "Redo",
}
WHOLES = ("scheme", "building", "risk", "committee_action", "practice", "pcn", "arrs_role")  # what has parts
STATE = {"Undone": "grey"}
DONE = {"Added": "green", "Changed": "blue", "Removed": "red"}


class Moment(ColumnSpec):
    """A column of moments: sorted by the clock, written as on the clock here."""

    def show(self, value: object) -> str:
        """A moment of the log (UTC) in local time."""
        return moment(str(value)) if value else ""


SETS = (
    ColumnSpec.figure("number", "Number", COUNT, width=12, total=False),
    Moment(name="at", label="When", width=19),
    ColumnSpec(name="kind", label="Kind"),
    ColumnSpec(name="what", label="What", width=62),
    ColumnSpec(name="state", label="State", tones=STATE, width=10),
    ColumnSpec.figure("changes", "Records", COUNT, width=12, total=False),
    ColumnSpec(name="who", label="Who"),
    ColumnSpec(name="why", label="Why", width=40),
)
CHANGES = (
    ColumnSpec(name="done", label="Done", tones=DONE, width=10),
    ColumnSpec(name="kind", label="Kind of record"),
    ColumnSpec(name="record", label="Record", width=44),
    ColumnSpec(name="field", label="Field"),
    ColumnSpec(name="before", label="Before", width=26),
    ColumnSpec(name="after", label="After", width=26),
    ColumnSpec(name="place", label="Where from", width=40),
)


@dataclass(frozen=True)
class Sets:
    """The change sets, as a table and by identity."""

    columns: Columns
    by_id: dict[str, ChangeSet]


@dataclass(frozen=True)
class Changes:
    """The changes of one change set that were read: a row a field; `read` of them, and which record each row is of."""

    change_set: str
    columns: Columns
    read: int
    records: Sequence[tuple[str, str]]  # kind and key of what shows it, by row


def read_sets(connection: Any, words: str, kind: str | None) -> Sets:
    """All change sets, newest first; only those that touched a kind, or a record that the words name."""
    from blmk_desktop.changes import history, touching

    found = history(connection, kind=kind, limit=None)
    if words.strip():
        wanted = touching(connection, words, kind)
        found = [one for one in found if one.id in wanted]
    rows = [_set(one) for one in found]
    return Sets(columns_of(SETS, rows, ids=[one.id for one in found]), {one.id: one for one in found})


def _set(one: ChangeSet) -> tuple[object, ...]:
    state = "Undone" if one.undone else ""
    what = coded_names(one.what)
    return (one.number, one.at, KINDS.get(one.kind, one.kind), what, state, one.changes, one.who, one.why)


def read_changes(connection: Any, change_set: str, limit: int | None = PAGE) -> Changes:
    """The first changes of a change set, field by field, with the records' titles of today."""
    from blmk_desktop.changes import details

    found = details(connection, change_set, limit)
    labels = labels_of(connection)
    values = _values(connection, found)
    rows = [(row, change) for change in found for row in _fields(change, values, labels)]
    columns = columns_of(CHANGES, [row for row, _ in rows], ids=range(len(rows)))
    keys = [_place(change, values) for _, change in rows]
    return Changes(change_set, columns, len(found), keys)


Known = dict[tuple[str, int], dict[str, object]]


def _values(connection: Any, found: Sequence[Change]) -> Known:
    """What each record holds: today's values, and for one that is gone those of the change."""
    from blmk_desktop.records.rows import many

    ids: dict[str, list[int]] = defaultdict(list)
    known: Known = {}
    for change in found:
        ids[change.kind].append(change.record)
        known[change.kind, change.record] = {**(change.before or {}), **(change.after or {})}
    for kind, records in ids.items():
        for identity, row in many(connection, RECORDS[kind], records).items():
            known[kind, identity] = known[kind, identity] | row
    return known


def _fields(change: Change, values: Known, labels: Labels) -> Iterator[tuple[str, ...]]:
    """One row a field that was changed."""
    record = RECORDS[change.kind]
    done = "Added" if change.before is None else "Removed" if change.after is None else "Changed"
    before, after = change.before or {}, change.after or {}
    title = titled(record, values[change.kind, change.record], labels)
    for field in record.fields:
        if field.name not in before and field.name not in after:
            continue
        old, new = (shown(field, side.get(field.name), labels) for side in (before, after))
        if old or new:
            yield (done, record.label, title, field.label, old, new, change.place)


def _place(change: Change, values: Known) -> tuple[str, str]:
    """The record that a change is shown with: itself, else whose part it is, else itself among the reference data."""
    record, held = RECORDS[change.kind], values[change.kind, change.record]
    if change.kind == "acknowledgement":
        return "finding", str(held.get("finding", ""))
    if change.kind in PLACES:
        return change.kind, str(held.get(record.key[0], ""))
    wholes = {field.refers_to: held.get(field.name) for field in record.fields if field.refers_to}
    whole = next((kind for kind in WHOLES if wholes.get(kind)), "")
    return (whole, str(wholes[whole])) if whole else (change.kind, str(change.record))
