"""The log of changes: what a change and a change set are, and reading who changed what, when and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from blmk_desktop.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

PAGE = 50  # change sets read at once where only the newest few matter

Values: TypeAlias = dict[str, object]  # field name -> stored value


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record: the changed fields before and after, as they are stored.

    Added: `before` is None. Removed: `after` is None. `place` says where it came from: file › Sheet!cell.
    """

    kind: str
    record: int
    before: Values | None
    after: Values | None
    place: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes that were made together. `number` is their order in this file, `at` is UTC (ISO 8601).

    `kind` is edit, paste, import, demo, reference, undo or redo; an undo or redo names in `undoes` what it
    takes back. `changes` counts the records; `undone` says that a later change set took this one back.
    """

    id: str
    number: int
    at: str
    who: str
    what: str
    why: str
    kind: str
    undoes: str | None
    changes: int
    undone: bool

    def __str__(self) -> str:
        """Say which it is:  #14 'Import of plans.xlsx' (3 records)."""
        return f"#{self.number} '{self.what}' ({self.changes:,} {'record' if self.changes == 1 else 'records'})"

    @property
    def stamp(self) -> str:
        """What is said of something made from the data as it left them: 'change 14 of 09/12/2022 09:30 UTC'."""
        return f"change {self.number} of {datetime.fromisoformat(self.at):%d/%m/%Y %H:%M} UTC"


def history(
    connection: Connection,
    *,
    kind: str | None = None,
    record: int | None = None,
    source: str | None = None,
    limit: int | None = 200,
) -> list[ChangeSet]:
    """The change sets, newest first: all, or those that touched a kind, a record, or came from a file."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import CHANGE_SETS, CHANGES

    touched = []
    if kind is not None:
        touched.append(CHANGES.c.kind == kind)
    if record is not None:
        touched.append(CHANGES.c.record == record)
    if source is not None:
        touched.append((CHANGES.c.place == source) | CHANGES.c.place.startswith(f"{source} › ", autoescape=True))
    wanted = [CHANGE_SETS.c.id.in_(select(CHANGES.c.change_set).where(*touched))] if touched else []
    return _change_sets(connection, wanted, limit)


def newest(connection: Connection) -> ChangeSet | None:
    """The last change set; None while there is none."""
    return next(iter(history(connection, limit=1)), None)


def newest_first(connection: Connection) -> Iterator[ChangeSet]:
    """All change sets, the newest first, read only as far as they are looked at."""
    from blmk_desktop.records.tables import CHANGE_SETS

    earlier: list[ColumnElement[bool]] = []
    while page := _change_sets(connection, earlier, PAGE):
        yield from page
        earlier = [CHANGE_SETS.c.number < page[-1].number]


def named(connection: Connection, name: str | int) -> ChangeSet:
    """The change set of that identity or number. Raises UserError if there is none."""
    from blmk_desktop.records.tables import CHANGE_SETS

    text = str(name).strip().removeprefix("#")
    found = _change_sets(connection, [CHANGE_SETS.c.id == text], 1)
    if not found and text.isdecimal():
        found = _change_sets(connection, [CHANGE_SETS.c.number == int(text)], 1)
    if not found:
        raise UserError(f"There is no change set {name}.")
    return found[0]


def details(connection: Connection, change_set: str, limit: int | None = None) -> list[Change]:
    """What a change set changed, record by record, in the order in which it was given."""
    from blmk_desktop.records.tables import CHANGES

    return changes_where(connection, CHANGES.c.change_set == change_set, limit=limit)


def changes_where(connection: Connection, *wanted: ColumnElement[bool], limit: int | None = None) -> list[Change]:
    """The logged changes for which all of that holds, in the order of their positions."""
    from blmk_desktop.records.tables import CHANGES

    rows = connection.execute(_changes().where(*wanted).order_by(CHANGES.c.position).limit(limit))
    return _read(rows.all())


def changes_in_order(connection: Connection, kind: str) -> list[Change]:
    """Everything that happened to a kind of record, from the first change to the last."""
    from blmk_desktop.records.tables import CHANGE_SETS, CHANGES

    query = _changes().join(CHANGE_SETS, CHANGE_SETS.c.id == CHANGES.c.change_set).where(CHANGES.c.kind == kind)
    return _read(connection.execute(query.order_by(CHANGE_SETS.c.number, CHANGES.c.position)).all())


def of_record(connection: Connection, kind: str, record: int) -> list[tuple[ChangeSet, Change]]:
    """Everything that happened to one record, newest first."""
    from blmk_desktop.records.tables import CHANGES

    sets = {found.id: found for found in history(connection, kind=kind, record=record, limit=None)}
    rows = connection.execute(
        _changes().add_columns(CHANGES.c.change_set).where(CHANGES.c.kind == kind, CHANGES.c.record == record)
    )
    found = rows.all()
    pairs = zip((sets[row.change_set] for row in found), _read(found), strict=True)
    return sorted(pairs, key=lambda pair: -pair[0].number)


def undone(connection: Connection) -> set[str]:
    """The change sets that stand taken back: an undo that was itself undone takes nothing back."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import CHANGE_SETS

    undos = select(CHANGE_SETS.c.id, CHANGE_SETS.c.undoes).where(CHANGE_SETS.c.undoes.is_not(None))
    back: set[str] = set()
    for undo, target in connection.execute(undos.order_by(CHANGE_SETS.c.number.desc())).all():
        if undo not in back:
            back.add(target)
    return back


def _change_sets(connection: Connection, wanted: Iterable[ColumnElement[bool]], limit: int | None) -> list[ChangeSet]:
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import CHANGE_SETS, CHANGES

    # Positions count from 1, so the last one is how many there are; it is found without reading the others.
    count = select(func.max(CHANGES.c.position)).where(CHANGES.c.change_set == CHANGE_SETS.c.id).scalar_subquery()
    query = select(CHANGE_SETS, func.coalesce(count, 0).label("changes")).where(*wanted)
    rows = connection.execute(query.order_by(CHANGE_SETS.c.number.desc()).limit(limit)).all()
    back = undone(connection)
    return [
        ChangeSet(
            row.id,
            row.number,
            row.at,
            row.who,
            row.what,
            row.why or "",
            row.kind,
            row.undoes,
            row.changes,
            row.id in back,
        )
        for row in rows
    ]


def _changes() -> Select[Any]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import CHANGES

    columns = CHANGES.c
    return select(columns.kind, columns.record, columns.before, columns.after, columns.place)


def _read(rows: Sequence[Any]) -> list[Change]:
    befores, afters = (_values([row[at] for row in rows]) for at in (2, 3))
    return [
        Change(row[0], row[1], before, after, row[4] or "")
        for row, before, after in zip(rows, befores, afters, strict=True)
    ]


def _values(texts: Sequence[str | None]) -> list[Values | None]:
    """Read many JSON texts as one, which takes a third of the time."""
    return cast("list[Values | None]", json.loads(f"[{','.join(text or 'null' for text in texts)}]"))
