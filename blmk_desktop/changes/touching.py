"""Finding the change sets that touched what somebody looks for: a record by its name or code, or a value it held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.kinds import RECORDS

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection


def touching(connection: Connection, words: str, kind: str | None = None) -> set[str]:
    """The identities of the change sets with a change that holds all the words, before, after or in its place.

    A change to a record counts, too, where the record bears the words in its title today. `kind` narrows it to
    one kind of record.
    """
    from sqlalchemy import and_, or_, select

    from blmk_desktop.records.tables import CHANGES

    wanted = words.split()
    sides = (CHANGES.c.before, CHANGES.c.after, CHANGES.c.place)
    held = and_(*(or_(*(side.icontains(word, autoescape=True) for side in sides)) for word in wanted))
    records = [RECORDS[kind]] if kind else list(RECORDS.values())
    named = [_of_a_record_named(record, wanted) for record in records if wanted]
    query = select(CHANGES.c.change_set).distinct().where(or_(held, *named))
    if kind:
        query = query.where(CHANGES.c.kind == kind)
    return set(connection.execute(query).scalars())


def _of_a_record_named(record: Record, words: list[str]) -> ColumnElement[bool]:
    """Whether a change is to a record whose title holds all the words."""
    from sqlalchemy import String, and_, cast, or_, select

    from blmk_desktop.records.tables import CHANGES, TABLES

    table = TABLES[record.name]
    title = [cast(table.c[name], String) for name in record.title]
    bears = and_(*(or_(*(column.icontains(word, autoescape=True) for column in title)) for word in words))
    return and_(CHANGES.c.kind == record.name, CHANGES.c.record.in_(select(table.c.id).where(bears)))
