"""The picture of the area as at a day: networks and patients, staff and spend against plan by place, money by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from blmk_desktop.periods import month_end, today
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.plans import total
from blmk_desktop.summaries.attention import newest_round
from blmk_desktop.summaries.finance import months
from blmk_desktop.summaries.plans import PlanRow, plan_by_place
from blmk_desktop.summaries.register import open_on, practices
from blmk_desktop.summaries.scheme_funding import SumRow, scheme_funding

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.register import PracticeRow

OFFERED = 4  # days of a kind that are offered to look back to


@dataclass(frozen=True, slots=True)
class PlaceToday:
    """A place: its open networks, its active practices and their patients (hundredths, None: no list is known)."""

    place: str
    networks: int
    practices: int
    registered: int | None


@dataclass(frozen=True)
class AreaToday:
    """The area as at a day. `places` are those of networks; the whole area counts practices in no network too.

    `plans` are the places' lines of `round`, the newest plan round that tells of a time up to the day. `years` hold
    the money for schemes. `beyond`: practices of other areas are loaded too. `days` are worth looking back to: what
    they are, and the date.
    """

    as_at: str
    networks: int = 0
    practices: int = 0
    registered: int | None = None
    lists_as_at: str = ""
    places: Sequence[PlaceToday] = ()
    round: str = ""
    round_as_at: str = ""
    plans: Sequence[PlanRow] = ()
    plan: PlanRow | None = None
    years: Sequence[SumRow] = ()
    beyond: bool = False
    days: Sequence[tuple[str, str]] = field(default=())


def area_today(connection: Connection, as_at: str = "") -> AreaToday:
    """Read it, as at a day (ISO); today unless one is given."""
    day = as_at or today()
    active = [row for row in practices(connection, day) if row.status == "Active"]
    name = newest_round(connection, day)
    plan = plan_by_place(connection, name) if name else None
    known = by_key(connection, RECORDS["plan_round"], name) or {}
    places = _places(connection, day, active)
    return AreaToday(
        as_at=day,
        networks=_networks(connection, day),
        practices=len(active),
        registered=total([row.registered for row in active]),
        lists_as_at=max((row.list_as_at for row in active), default=""),
        places=places,
        round=name,
        round_as_at=known.get("as_at") or "",
        plans=[row for row in plan.rows if row.place] if plan else (),
        plan=plan.total if plan else None,
        years=[row for row in scheme_funding(connection, as_at).by_year if row.budget or row.spent],
        beyond=_beyond(connection, active),
        days=_days(connection, day),
    )


def _networks(connection: Connection, day: str) -> int:
    table = TABLES["pcn"]
    return connection.scalar(select(func.count()).select_from(table).where(open_on(day))) or 0


def _places(connection: Connection, day: str, active: Sequence[PracticeRow]) -> list[PlaceToday]:
    table = TABLES["pcn"]
    networks: Counter[str] = Counter(connection.scalars(select(table.c.place).where(open_on(day))))
    within: dict[str, list[PracticeRow]] = defaultdict(list)
    for row in active:
        within[row.place].append(row)
    return [
        PlaceToday(place, networks[place], len(within[place]), total([row.registered for row in within[place]]))
        for place in sorted({*filter(None, networks), *filter(None, within)})
    ]


def _beyond(connection: Connection, active: Sequence[PracticeRow]) -> bool:
    own = (by_key(connection, RECORDS["setting"], "area.commissioners") or {}).get("value") or ""
    return bool(own) and any(row.commissioner and row.commissioner not in own for row in active)


def _days(connection: Connection, day: str) -> list[tuple[str, str]]:
    """The newest of the days that lists, plans, meetings and finance reports speak of, up to a day."""
    found: list[tuple[str, str]] = []
    for kind, name, words in (
        ("list_size", "as_at", "lists"),
        ("plan_round", "as_at", "a plan round"),
        ("meeting", "on", "a meeting"),
    ):
        column = TABLES[kind].c[name]
        query = select(column).where(column <= day).distinct().order_by(column.desc()).limit(OFFERED)
        found += [(words, one) for one in connection.scalars(query)]
    ends = sorted({month_end(one.year, one.month) for one in months(connection)}, reverse=True)
    found += [("a finance report", end) for end in ends if end <= day][:OFFERED]
    of_day: dict[str, list[str]] = defaultdict(list)
    for words, one in found:
        of_day[one].append(words)
    return [(" and ".join(of_day[one]), one) for one in sorted(of_day, reverse=True)]
