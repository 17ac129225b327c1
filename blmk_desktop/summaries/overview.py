"""What is loaded: how much of each kind, from which sources, and as at when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select, text

from blmk_desktop.periods import today
from blmk_desktop.records import RECORDS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.summaries.register import lasting_on, open_on
from blmk_desktop.summaries.rounds import rounds

if TYPE_CHECKING:
    from sqlalchemy import Connection


GIVEN = (  # what a file is known by
    "list_size",
    "plan_figure",
    "stated_figure",
    "arrs_claim",
    "scheme",
    "funding_line",
    "fund_envelope",
    "budget_figure",
    "budget_line",
    "published_allocation",
    "stated_budget",
    "stated_workforce",
    "risk",
    "committee_action",
    "milestone",
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A file that figures came from. `imported` is an ISO date or "".

    `gave` has how many records of which kind (of GIVEN) it gave, `round` the plan round that it is a network's return
    of, or "".
    """

    name: str
    imported: str
    note: str
    gave: Mapping[str, int]
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
        in_no_pcn=len(in_no_pcn(connection, day)),
        lists_as_at=connection.scalar(select(func.max(lists.as_at))) or "",
        rounds=rounds(connection),
        sources=_sources(connection),
    )


def _counts(connection: Connection) -> dict[str, int]:
    """How many records of each kind there are, in one question of plain SQL: it needs no compiling."""
    kinds = {name: record.plural for name, record in RECORDS.items() if not record.internal}
    counted = ", ".join(f'(SELECT count(*) FROM "{plural}")' for plural in kinds.values())  # noqa: S608 - our own names
    return dict(zip(kinds, connection.execute(text(f"SELECT {counted}")).one(), strict=True))


def _area(connection: Connection) -> str:
    setting = TABLES["setting"].c
    return connection.scalar(select(setting.value).where(setting.name == "area.name")) or ""


def _practices_active(connection: Connection) -> int:
    table = TABLES["practice"]
    return connection.scalar(select(func.count()).select_from(table).where(table.c.status == "Active")) or 0


def in_no_pcn(connection: Connection, day: str) -> list[tuple[str, str]]:
    """Code and name of each active practice that has patients and belongs to no network on a day, by name.

    A practice without a list is a service with a practice's code: it need not belong to a network.
    """
    practice, membership, lists = TABLES["practice"], TABLES["membership"], TABLES["list_size"]
    member = select(membership.c.id).where(membership.c.practice == practice.c.code, lasting_on(membership, day))
    patients = select(lists.c.id).where(and_(lists.c.practice == practice.c.code, lists.c.registered > 0))
    query = select(practice.c.code, practice.c.name).order_by(practice.c.name)
    query = query.where(practice.c.status == "Active", ~member.exists(), patients.exists())
    return [(code, name) for code, name in connection.execute(query)]


def _sources(connection: Connection) -> list[SourceRow]:
    """In the order of their import."""
    source, gave = TABLES["source"].c, _gave(connection)
    returns = TABLES["plan_return"].c
    returned = select(returns.source, returns.round).where(returns.source.is_not(None))
    round_of = {row[0]: row[1] for row in connection.execute(returned)}
    return [
        SourceRow(row.name, row.imported or "", row.note or "", gave[row.name], round_of.get(row.name, ""))
        for row in connection.execute(select(TABLES["source"]).order_by(source.position, source.name))
    ]


def _gave(connection: Connection) -> dict[str, dict[str, int]]:
    """Source to how many records of which kind came from it."""
    questions = (
        f"SELECT source, '{kind}', count(*) FROM \"{RECORDS[kind].plural}\" GROUP BY source"  # noqa: S608 - our own names
        for kind in GIVEN
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for source, kind, number in connection.execute(text(" UNION ALL ".join(questions))):
        found[source][kind] = number
    return found
