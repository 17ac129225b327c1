"""Prioritisation rounds: who was scored by whom, how the schemes rank, and how far the ranking hangs on the weights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.prioritisation import Candidate, Criterion, Panel, Placed, ranking

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping


@dataclass(frozen=True, slots=True)
class Round:
    """A prioritisation round as it is stored: money in pence, shares in hundredths of a percentage point."""

    id: int
    name: str
    held: str
    affordable: int | None
    need_least: int | None
    need_share: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Given:
    """A score that a member gave, or (with `interest`) an interest that they declared; `id` is the record's."""

    id: int
    scheme: str
    criterion: str
    member: str
    score: int | None
    note: str


@dataclass(frozen=True)
class Priorities:
    """A round, what its panel was asked and said, and the schemes in order.

    `rounds` are the names of all, newest first. `places` has the place of each scheme ('' if not known).
    """

    round: Round | None
    rounds: tuple[str, ...]
    panel: Panel
    placed: tuple[Placed, ...]
    given: tuple[Given, ...]
    interests: tuple[Given, ...]
    places: dict[str, str]
    whole_cost: frozenset[str]  # schemes that ask for the cost of the whole scheme, because nothing else is said

    @property
    def affordable(self) -> int | None:
        """What is affordable in all, in pence."""
        return self.panel.affordable

    def of(self, scheme: str) -> Placed | None:
        """Where a scheme came."""
        return next((one for one in self.placed if one.scheme == scheme), None)


def priorities(connection: Connection, name: str = "", as_at: str | None = None) -> Priorities:
    """A prioritisation round by name: the newest (on or before a date) unless given. Without one it is empty."""
    rounds = _rounds(connection)
    shown = [one for one in rounds if one.name == name or (not name and (not as_at or one.held <= as_at))]
    names = tuple(one.name for one in rounds)
    if not shown:
        return Priorities(None, names, Panel((), (), {}, {}), (), (), (), {}, frozenset())
    chosen = shown[0]
    given, interests = _as_one(_given(connection, chosen.name), _interests(connection, chosen.name))
    candidates, places, whole = _candidates(connection, chosen.name)
    panel = Panel(
        criteria(connection, chosen.name),
        candidates,
        {(one.scheme, one.criterion, one.member): one.score for one in given if one.score is not None},
        {(one.scheme, one.member): one.note for one in interests},
        chosen.affordable,
        chosen.need_least,
        chosen.need_share,
    )
    return Priorities(chosen, names, panel, ranking(panel), given, interests, places, whole)


def criteria(connection: Connection, round_name: str) -> tuple[Criterion, ...]:
    """The criteria of a round, those of need first, the heaviest of a stage first."""
    table = TABLES["criterion"]
    query = select(table).where(table.c.round == round_name)
    rows = connection.execute(query.order_by(table.c.stage.desc(), table.c.weight.desc(), table.c.name)).mappings()
    return tuple(Criterion(row["name"], row["stage"], row["weight"], _anchors(row), row["id"]) for row in rows)


def _anchors(row: RowMapping) -> tuple[str, ...]:
    return tuple(row[f"anchor_{score}"] or "" for score in range(6))


def _rounds(connection: Connection) -> list[Round]:
    """All rounds, newest first."""
    table = TABLES["priority_round"]
    rows = connection.execute(select(table).order_by(func.coalesce(table.c.held, "").desc(), table.c.name.desc()))
    return [
        Round(row.id, row.name, row.held or "", row.affordable, row.need_least, row.need_share, row.note or "")
        for row in rows
    ]


def _candidates(
    connection: Connection, round_name: str
) -> tuple[tuple[Candidate, ...], dict[str, str], frozenset[str]]:
    """The candidates with what they ask for, their places, and those that ask for the whole scheme's cost."""
    table, scheme = TABLES["candidate"], TABLES["scheme"]
    columns = (table.c.id, table.c.scheme, table.c.cost, scheme.c.cost.label("whole"), scheme.c.place)
    query = select(*columns).join(scheme, table.c.scheme == scheme.c.name).where(table.c.round == round_name)
    rows = connection.execute(query.order_by(table.c.scheme)).all()
    found = tuple(Candidate(row.scheme, row.whole if row.cost is None else row.cost, row.id) for row in rows)
    whole = frozenset(row.scheme for row in rows if row.cost is None and row.whole is not None)
    return found, {row.scheme: row.place or "" for row in rows}, whole


def _given(connection: Connection, round_name: str) -> tuple[Given, ...]:
    table = TABLES["panel_score"]
    rows = connection.execute(select(table).where(table.c.round == round_name).order_by(table.c.id))
    return tuple(Given(row.id, row.scheme, row.criterion, row.member, row.score, row.note or "") for row in rows)


def _as_one(*lists: tuple[Given, ...]) -> list[tuple[Given, ...]]:
    """A member whose role is written in other capitals or with other spaces is the same one."""
    spelled: dict[str, str] = {}
    for one in (one for found in lists for one in found):
        spelled.setdefault(_plain(one.member), one.member)
    return [tuple(replace(one, member=spelled[_plain(one.member)]) for one in found) for found in lists]


def _plain(member: str) -> str:
    return " ".join(member.split()).casefold()


def _interests(connection: Connection, round_name: str) -> tuple[Given, ...]:
    table = TABLES["panel_conflict"]
    rows = connection.execute(select(table).where(table.c.round == round_name).order_by(table.c.id))
    return tuple(Given(row.id, row.scheme, "", row.member, None, row.interest) for row in rows)
