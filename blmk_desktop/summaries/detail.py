"""Everything about one practice or network: who belonged to it and when, contracts, lists, its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from blmk_desktop.changes import Change, ChangeSet, of_record
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import one
from blmk_desktop.records.tables import TABLES
from blmk_desktop.summaries.standing import LAST_OF_ALL
from blmk_desktop.summaries.survey import Staff, practice_survey

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.linked import Linked

History = list[tuple[ChangeSet, Change]]


@dataclass(frozen=True, slots=True)
class Spell:
    """Something that lasts from a date to a date (ISO; "" while it lasts): a membership or a contract.

    `id` is the record's, `key` and `name` say with whom or what.
    """

    id: int
    key: str
    name: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list of a practice on a date, in hundredths of a patient."""

    id: int
    as_at: str
    source: str
    registered: int | None
    weighted: int | None


@dataclass(frozen=True, slots=True)
class RegisterDetail:
    """A practice or network as it is stored, with what depends on it, newest first."""

    kind: str
    record: dict[str, Any]
    memberships: list[Spell]
    contracts: list[Spell]
    lists: list[ListRow]
    history: History
    staff: Sequence[Staff] = ()  # of a practice, as it answered the newest workforce survey
    capacity: Mapping[str, Any] = field(default_factory=dict)
    linked: Linked | None = None  # where it was asked for


def practice_detail(connection: Connection, identity: int) -> RegisterDetail | None:
    """What is known about a practice; None if there is none of that id."""
    record = one(connection, RECORDS["practice"], identity)
    if record is None:
        return None
    code = record["code"]
    return RegisterDetail(
        "practice",
        record,
        _networks(connection, code),
        _contracts(connection, code),
        _lists(connection, code),
        of_record(connection, "practice", identity),
        *practice_survey(connection, code),
    )


def pcn_detail(connection: Connection, identity: int) -> RegisterDetail | None:
    """What is known about a network; None if there is none of that id. Its memberships name the practices."""
    record = one(connection, RECORDS["pcn"], identity)
    if record is None:
        return None
    history = of_record(connection, "pcn", identity)
    return RegisterDetail("pcn", record, _members(connection, record["code"]), [], [], history)


def keys_of(connection: Connection, kind: str) -> list[tuple[str, str]]:
    """Key and name of every record of a kind, by name: what a reference may hold."""
    table, record = TABLES[kind], RECORDS[kind]
    key, name = table.c[record.key[0]], table.c[record.title[0]]
    rows = connection.execute(select(key, name).order_by(name, key))
    return [(row[0], row[1] or row[0]) for row in rows]


def register_dates(connection: Connection) -> list[tuple[str, str]]:
    """Days on which the register may well be looked at, as (what they are, ISO date): lists, plan rounds."""
    lists, plans = TABLES["list_size"].c, TABLES["plan_round"].c
    dates = [
        ("date of the lists", day)
        for day in connection.scalars(select(lists.as_at).distinct().order_by(lists.as_at.desc()).limit(3))
    ]
    rounds = select(plans.name, plans.as_at).where(plans.as_at.is_not(None)).order_by(plans.as_at.desc())
    return dates + [(f"plans {name}", day) for name, day in connection.execute(rounds).all()]


def _networks(connection: Connection, practice: str) -> list[Spell]:
    table, pcn = TABLES["membership"], TABLES["pcn"]
    query = (
        select(table, pcn.c.name)
        .join(pcn, table.c.pcn == pcn.c.code)
        .where(table.c.practice == practice)
        .order_by(table.c.start.desc())
    )
    rows = connection.execute(query)
    return [Spell(row.id, row.pcn, row.name, row.start, row.end or "") for row in rows]


def _members(connection: Connection, pcn: str) -> list[Spell]:
    """The practices of a network, those that belong to it still first."""
    table, practice = TABLES["membership"], TABLES["practice"]
    query = (
        select(table, practice.c.name)
        .join(practice, table.c.practice == practice.c.code)
        .where(table.c.pcn == pcn)
        .order_by(func.coalesce(table.c.end, "9999").desc(), practice.c.name)
    )
    rows = connection.execute(query)
    return [Spell(row.id, row.practice, row.name, row.start, row.end or "") for row in rows]


def _contracts(connection: Connection, practice: str) -> list[Spell]:
    table = TABLES["contract"]
    query = select(table).where(table.c.practice == practice).order_by(table.c.start.desc())
    return [
        Spell(row.id, row.contract_type, row.contract_type, row.start, row.end or "")
        for row in connection.execute(query)
    ]


def _lists(connection: Connection, practice: str) -> list[ListRow]:
    table, source = TABLES["list_size"], TABLES["source"]
    query = (
        select(table)
        .join(source, table.c.source == source.c.name)
        .where(table.c.practice == practice)
        .order_by(table.c.as_at.desc(), func.coalesce(source.c.position, LAST_OF_ALL))
    )
    return [ListRow(row.id, row.as_at, row.source, row.registered, row.weighted) for row in connection.execute(query)]
