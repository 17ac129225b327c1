"""What the returned plans of a round come to: staff and cost by network and by role, added up from their lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.periods import year_end, year_start
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.plan_costs import Line, Rates, line_cost
from blmk_desktop.summaries.plan_lines import rates

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection


@dataclass(frozen=True, slots=True)
class Planned:
    """Plan lines added up: WTE in hundredths, cost in pence as far as known.

    `unknown` lines have months of unknown cost, `blank` ones nothing but such months. Of the posts, `to_recruit`
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

    @property
    def forecast_spend(self) -> int | None:
        """The cost in pence as far as known; None if that of no line is."""
        return None if self.lines and self.blank == self.lines else self.cost


@dataclass(frozen=True)
class Returns:
    """The returned plans of a round, by PCN code and role. `sources` are the files that each network's came from."""

    year: str = ""
    as_at: str = ""
    of_both: dict[tuple[str, str], Planned] = field(default_factory=dict)
    of_pcn: dict[str, Planned] = field(default_factory=dict)
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of_role(self, pcns: Iterable[str] | None = None) -> dict[str, Planned]:
        """What each role comes to over all networks, or over some."""
        wanted = None if pcns is None else set(pcns)
        parts: dict[str, list[Planned]] = defaultdict(list)
        for (pcn, role), planned in self.of_both.items():
            if wanted is None or pcn in wanted:
                parts[role].append(planned)
        return {role: together(found) for role, found in parts.items()}


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
    parts: dict[tuple[str, str], list[tuple[int, ...]]] = defaultdict(list)
    for code, role, *rest in connection.execute(query):
        parts[code, role].append(worth(role, *rest))
    of_both = {key: Planned(*map(sum, zip(*values, strict=True))) for key, values in parts.items()}
    of_pcn: dict[str, list[Planned]] = defaultdict(list)
    for (code, _), planned in of_both.items():
        of_pcn[code].append(planned)
    sources = _sources(connection, wanted)
    return Returns(year, as_at, of_both, {code: together(found) for code, found in of_pcn.items()}, sources)


def together(parts: Iterable[Planned]) -> Planned:
    """Their sum."""
    rows = [
        (one.lines, one.wte_in_post, one.wte_planned, one.to_recruit, one.leaving, one.cost, one.unknown, one.blank)
        for one in parts
    ]
    return Planned(*map(sum, zip(*rows, strict=True)))


def _worth(known: Rates, year: str, as_at: str) -> Callable[..., tuple[int, ...]]:
    """What a line adds to each figure of `Planned`, remembered for the lines that are like it."""
    last = year_end(year)

    @cache
    def worth(role: str, wte: int, start: str | None, end: str | None, salary: int | None) -> tuple[int, ...]:
        line = Line(role, wte, start, end, salary)
        cost = line_cost(line, known, year)
        there, stays = line.on(as_at), line.on(last)
        comes = start is not None and as_at < start <= last
        return (
            1,
            wte * there,
            wte * stays,
            wte * comes,
            wte * ((there or comes) and not stays),
            cost.total,
            int(bool(cost.unknown)),
            int(bool(cost.unknown) and not cost.total),
        )

    return worth


def _sources(connection: Connection, wanted: Sequence[ColumnElement[bool]]) -> dict[str, tuple[str, ...]]:
    table = TABLES["plan_line"].c
    query = select(table.pcn, table.source).where(*wanted, table.source.is_not(None)).distinct()
    found: dict[str, list[str]] = defaultdict(list)
    for pcn, source in connection.execute(query):
        found[pcn].append(source)
    return {pcn: tuple(sorted(names)) for pcn, names in found.items()}
