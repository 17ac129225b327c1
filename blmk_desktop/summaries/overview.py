"""What is loaded: how much of each kind, from which sources, and as at when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from blmk_desktop.periods import today
from blmk_desktop.records import RECORDS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.summaries.register import lasting_on, open_on
from blmk_desktop.summaries.rounds import rounds

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A file that figures came from, with how many of each kind it gave. `imported` is an ISO date or "".

    `round` is the plan round that it is a network's return of, or "".
    """

    name: str
    imported: str
    note: str
    list_sizes: int
    plan_figures: int
    stated_figures: int
    round: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the file holds. `counts` has the number of records of every kind, by its name.

    `pcns_open` and `in_no_pcn` are as at `as_at`; `in_no_pcn` counts active practices that have patients and
    belong to no network. `lists_as_at` is the latest date of list sizes, `area` the area's name.
    """

    area: str
    as_at: str
    counts: dict[str, int]
    practices_active: int
    pcns_open: int
    in_no_pcn: int
    lists_as_at: str
    rounds: list[str]
    sources: list[SourceRow]


def overview(connection: Connection, as_at: str | None = None) -> Overview:
    """Count what is loaded, as at a date (today unless given)."""
    day = as_at or today()
    lists = TABLES["list_size"].c
    return Overview(
        area=_area(connection),
        as_at=day,
        counts=_counts(connection),
        practices_active=_practices_active(connection),
        pcns_open=connection.scalar(select(func.count()).select_from(TABLES["pcn"]).where(open_on(TABLES["pcn"], day)))
        or 0,
        in_no_pcn=_in_no_pcn(connection, day),
        lists_as_at=connection.scalar(select(func.max(lists.as_at))) or "",
        rounds=rounds(connection),
        sources=_sources(connection),
    )


def _counts(connection: Connection) -> dict[str, int]:
    """How many records of each kind there are, in one question."""
    kinds = [name for name, record in RECORDS.items() if not record.internal]
    counted = (select(func.count()).select_from(TABLES[kind]).scalar_subquery() for kind in kinds)
    return dict(zip(kinds, connection.execute(select(*counted)).one(), strict=True))


def _area(connection: Connection) -> str:
    setting = TABLES["setting"].c
    return connection.scalar(select(setting.value).where(setting.name == "area.name")) or ""


def _practices_active(connection: Connection) -> int:
    table = TABLES["practice"]
    return connection.scalar(select(func.count()).select_from(table).where(table.c.status == "Active")) or 0


def _in_no_pcn(connection: Connection, day: str) -> int:
    """A practice without a list is a service with a practice's code: it need not belong to a network."""
    practice, membership, lists = TABLES["practice"], TABLES["membership"], TABLES["list_size"]
    member = select(membership.c.id).where(membership.c.practice == practice.c.code, lasting_on(membership, day))
    patients = select(lists.c.id).where(and_(lists.c.practice == practice.c.code, lists.c.registered > 0))
    query = select(func.count()).select_from(practice)
    query = query.where(practice.c.status == "Active", ~member.exists(), patients.exists())
    return connection.scalar(query) or 0


def _sources(connection: Connection) -> list[SourceRow]:
    """In the order of their import."""
    source = TABLES["source"].c
    given = {kind: _by_source(connection, kind) for kind in ("list_size", "plan_figure", "stated_figure")}
    returns = TABLES["plan_return"].c
    returned = select(returns.source, returns.round).where(returns.source.is_not(None))
    round_of = {row[0]: row[1] for row in connection.execute(returned)}
    return [
        SourceRow(
            name=row.name,
            imported=row.imported or "",
            note=row.note or "",
            list_sizes=given["list_size"].get(row.name, 0),
            plan_figures=given["plan_figure"].get(row.name, 0),
            stated_figures=given["stated_figure"].get(row.name, 0),
            round=round_of.get(row.name, ""),
        )
        for row in connection.execute(select(TABLES["source"]).order_by(source.position, source.name))
    ]


def _by_source(connection: Connection, kind: str) -> dict[str, int]:
    table = TABLES[kind]
    query = select(table.c.source, func.count()).group_by(table.c.source)
    return {row[0]: row[1] for row in connection.execute(query)}
