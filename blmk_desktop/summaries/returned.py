"""What the returned plans of a round come to: staff and cost by network and by role, added up from their lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from blmk_desktop.periods import year_end, year_start
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.plan_costs import Line, Rates, bands, year_cost
from blmk_desktop.summaries.plan_lines import rates

if TYPE_CHECKING:
    from sqlalchemy import Connection

Bands = tuple[tuple[int | None, int], ...]  # (maximum, months under it)


@dataclass(frozen=True, slots=True)
class Planned:
    """Plan lines added up: WTE in hundredths, cost in pence as far as known.

    `unknown` lines have months of unknown cost, `blank` ones nothing but such months; `uncapped` ones have months at
    their whole salary, as no maximum is known. Of the posts, `to_recruit`
    start after the round's date and `leaving` are filled no more on 31 March, so that
    wte_in_post + to_recruit - leaving = wte_planned.
    """

    lines: int = 0
    wte_in_post: int = 0
    wte_planned: int = 0
    to_recruit: int = 0
    leaving: int = 0
    cost: int = 0
    unknown: int = 0
    blank: int = 0
    uncapped: int = 0

    @property
    def forecast_spend(self) -> int | None:
        """The cost in pence as far as known; None if that of no line is."""
        return None if self.lines and self.blank == self.lines else self.cost


@dataclass(frozen=True)
class Returns:
    """The returned plans of a round: each line's PCN code, role and what it adds to the figures of `Planned`."""

    year: str = ""
    as_at: str = ""
    lines: Sequence[tuple[str, str, tuple[int, ...]]] = ()

    @cached_property
    def of_pcn(self) -> dict[str, Planned]:
        """What each network's plan comes to, by PCN code."""
        return _added((pcn, adds) for pcn, _, adds in self.lines)

    @cached_property
    def of_role(self) -> dict[str, Planned]:
        """What each role comes to over all networks."""
        return _added((role, adds) for _, role, adds in self.lines)

    @cached_property
    def of_both(self) -> dict[tuple[str, str], Planned]:
        """What each role of each network comes to, by PCN code and role."""
        return _added(((pcn, role), adds) for pcn, role, adds in self.lines)


def returned(connection: Connection, round_name: str, pcn: str = "") -> Returns:
    """Add up the lines of a round, of one network if it is named. Lines that are alike are costed once."""
    rounds = TABLES["plan_round"].c
    found = connection.execute(select(rounds.year, rounds.as_at).where(rounds.name == round_name)).first()
    if found is None:
        return Returns()
    year, as_at = found.year, found.as_at or year_start(found.year)
    worth = _worth(rates(connection), year, as_at)
    table = TABLES["plan_line"].c
    wanted = [table.round == round_name, *([table.pcn == pcn] if pcn else [])]
    query = select(table.pcn, table.role, table.wte, table.start, table.end, table.salary).where(*wanted)
    lines = [
        (code, role, worth(role, wte, start, end, salary))
        for code, role, wte, start, end, salary in connection.execute(query).all()
    ]
    return Returns(year, as_at, lines)


def sources_of(connection: Connection, round_name: str, pcn: str) -> tuple[str, ...]:
    """The files that a network's lines in a round came from."""
    table = TABLES["plan_line"].c
    here = (table.round == round_name, table.pcn == pcn, table.source.is_not(None))
    return tuple(connection.scalars(select(table.source).where(*here).distinct().order_by(table.source)))


Key = TypeVar("Key")


def _added(adds: Iterable[tuple[Key, tuple[int, ...]]]) -> dict[Key, Planned]:
    parts: dict[Key, list[tuple[int, ...]]] = defaultdict(list)
    for key, figures in adds:
        parts[key].append(figures)
    return {key: Planned(*map(sum, zip(*values, strict=True))) for key, values in parts.items()}


def _worth(known: Rates, year: str, as_at: str) -> Callable[..., tuple[int, ...]]:
    """What a line adds to each figure of `Planned`. What depends on its role and dates alone is worked out once."""
    last = year_end(year)

    @cache
    def when(role: str, start: str | None, end: str | None) -> tuple[bool, bool, bool, Bands]:
        line = Line(role, 0, start, end)
        comes = start is not None and as_at < start <= last
        return line.on(as_at), line.on(last), comes, bands(line, known, year)

    @cache
    def worth(role: str, wte: int, start: str | None, end: str | None, salary: int | None) -> tuple[int, ...]:
        there, stays, comes, paid_for = when(role, start, end)
        cost, unknown, uncapped = year_cost(wte, salary, paid_for, known.on_costs)
        staff = (wte * there, wte * stays, wte * comes, wte * ((there or comes) and not stays))
        return (1, *staff, cost, int(unknown > 0), int(unknown > 0 and not cost), int(uncapped > 0))

    return worth
