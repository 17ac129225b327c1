"""Money for schemes by year and by source: lines with their moves, envelopes and what is left of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.funding import LineKey, Move, budgets, headroom
from blmk_desktop.rules.plans import total
from blmk_desktop.rules.streams import WHOLE_AREA, topmost
from blmk_desktop.rules.wording import listed
from blmk_desktop.summaries.areas import area_parts
from blmk_desktop.summaries.moves import Budgeted, RecordedMove

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

REVENUE = "revenue"


@dataclass(frozen=True)
class LineRow(Budgeted):
    """What a fund gives a scheme in a year, in pence. `id` is 0 for a line that only moves speak of.

    `spent` and `forecast` are None where nobody says. `moves` are the numbers of the moves that touch it.
    """

    scheme: str
    place: str
    fund: str
    kind: str
    year: str
    spent: int | None = None
    forecast: int | None = None
    note: str = ""
    source: str = ""
    cell: str = ""
    moves: tuple[str, ...] = ()
    id: int = 0

    @property
    def key(self) -> LineKey:
        """What tells it from other lines."""
        return (self.scheme, self.fund, self.year)

    @property
    def unspent(self) -> int | None:
        """Budget less spent; None while nobody says what is spent."""
        return None if self.spent is None else self.budget - self.spent


@dataclass(frozen=True)
class MoveRow(RecordedMove):
    """A recorded move between lines of schemes."""

    source: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    """What a fund has for the whole area in a year, what of it is committed to schemes, and what is left."""

    fund: str
    kind: str
    year: str
    envelope: int
    budget: int
    spent: int | None = None
    note: str = ""
    source: str = ""
    cell: str = ""
    id: int = 0

    @property
    def headroom(self) -> int:
        """Envelope less budget: negative where it is over-committed."""
        return self.envelope - self.budget


@dataclass(frozen=True, slots=True)
class SumRow:
    """Lines added up: a year, a fund, a fund in a year, a scheme, or all. Money in pence.

    `year`, `fund` and `kind` are '' where it is of several. `envelope` adds up the envelopes that there are, and
    `covered` the budgets under them: `headroom` is the one less the other. `incomplete` names what lacks a part.
    """

    year: str = ""
    fund: str = ""
    kind: str = ""
    scheme: str = ""
    lines: int = 0
    original: int = 0
    moved: int = 0
    budget: int = 0
    spent: int | None = None
    forecast: int | None = None
    envelope: int | None = None
    covered: int = 0
    by_fund: Mapping[str, int] = field(default_factory=dict)  # fund to budget, the largest first
    incomplete: frozenset[str] = frozenset()

    @property
    def headroom(self) -> int | None:
        """What the envelopes have left; None without any."""
        return headroom(self.envelope, self.covered)


@dataclass(frozen=True)
class Funding:
    """All money for schemes as at a day: lines, moves and envelopes, and their sums. Years oldest first."""

    as_at: str = ""
    lines: Sequence[LineRow] = ()
    moves: Sequence[MoveRow] = ()
    envelopes: Sequence[EnvelopeRow] = ()
    other_envelopes: Sequence[EnvelopeRow] = ()  # of revenue that no scheme has anything of: counted nowhere

    @cached_property
    def _said(self) -> list[LineRow | EnvelopeRow]:
        return [*self.lines, *self.envelopes]

    @cached_property
    def years(self) -> list[str]:
        """The financial years of which anything is said."""
        return sorted({row.year for row in self._said})

    @cached_property
    def funds(self) -> list[str]:
        """The funds by what they give in all, the largest first."""
        return [row.fund for row in self.by_source]

    @cached_property
    def by_year(self) -> list[SumRow]:
        """A row for each financial year."""
        of = self._divided(lambda row: row.year)
        return [self._sum(*of[year], year=year) for year in self.years]

    @cached_property
    def by_source(self) -> list[SumRow]:
        """A row for each fund over all years, the largest first."""
        kinds = {row.fund: row.kind for row in self._said}
        of = self._divided(lambda row: row.fund)
        rows = [self._sum(*of[fund], fund=fund, kind=kind) for fund, kind in kinds.items()]
        return sorted(rows, key=lambda row: (-row.budget, row.fund))

    @cached_property
    def by_source_and_year(self) -> list[SumRow]:
        """A row for each fund in each year of which anything is said."""
        kinds = {(row.fund, row.year): row.kind for row in self._said}
        of = self._divided(lambda row: (row.fund, row.year))
        return [self._sum(*of[both], year=both[1], fund=both[0], kind=kinds[both]) for both in sorted(kinds)]

    @cached_property
    def by_scheme(self) -> dict[str, SumRow]:
        """What each scheme has in all."""
        return {scheme: self._sum(lines, (), scheme=scheme) for scheme, lines in self._of_scheme.items()}

    @cached_property
    def _of_scheme(self) -> dict[str, list[LineRow]]:
        """The lines of each scheme, so that not all are looked through for each."""
        found: dict[str, list[LineRow]] = defaultdict(list)
        for row in self.lines:
            found[row.scheme].append(row)
        return dict(found)

    @cached_property
    def total(self) -> SumRow:
        """The sum over all years and funds."""
        return self._sum(self.lines, self.envelopes)

    def added_up(self) -> Funding:
        """With the sums that every view shows made now: in the worker that reads it, not in the window."""
        _ = self.by_year, self.by_source, self.by_source_and_year, self.total
        return self

    def lines_of(self, scheme: str) -> list[LineRow]:
        """The lines of a scheme, oldest year first."""
        return self._of_scheme.get(scheme, [])

    def moves_of(self, scheme: str) -> list[MoveRow]:
        """The moves that a scheme gives or takes."""
        ends = ((row, (row.move.taken_from, row.move.given_to)) for row in self.moves)
        return [row for row, both in ends if any(end and end[0] == scheme for end in both)]

    def _divided(
        self, key: Callable[[LineRow | EnvelopeRow], Any]
    ) -> dict[Any, tuple[list[LineRow], list[EnvelopeRow]]]:
        """Lines and envelopes by what `key` says of them: all are gone through once, however many groups there are."""
        found: dict[Any, tuple[list[LineRow], list[EnvelopeRow]]] = defaultdict(lambda: ([], []))
        for line in self.lines:
            found[key(line)][0].append(line)
        for envelope in self.envelopes:
            found[key(envelope)][1].append(envelope)
        return found

    def _sum(
        self,
        lines: Sequence[LineRow],
        envelopes: Sequence[EnvelopeRow],
        *,
        year: str = "",
        fund: str = "",
        kind: str = "",
        scheme: str = "",
    ) -> SumRow:
        covered = {(row.fund, row.year) for row in envelopes}
        spent, forecast = [row.spent for row in lines], [row.forecast for row in lines]
        lacking = {"spent": spent, "forecast": forecast}
        return SumRow(
            year,
            fund,
            kind,
            scheme,
            lines=len(lines),
            original=sum(row.original for row in lines),
            moved=sum(row.moved for row in lines),
            budget=sum(row.budget for row in lines),
            spent=total(spent),
            forecast=total(forecast),
            envelope=total([row.envelope for row in envelopes]),
            covered=sum(row.budget for row in lines if (row.fund, row.year) in covered),
            by_fund=_by_fund(lines),
            incomplete=frozenset(name for name, of in lacking.items() if None in of and total(of) is not None),
        )


def _by_fund(lines: Iterable[LineRow]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for row in lines:
        found[row.fund] += row.budget
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def scheme_funding(connection: Connection, as_at: str = "") -> Funding:
    """All money for schemes; of the moves only those up to `as_at` (ISO) where it is given."""
    moves = moves_until(connection, as_at)
    lines = _lines(connection, [row.move for row in moves])
    envelopes = _envelopes(connection, lines)
    used = {row.fund for row in lines}
    others = [row for row in envelopes if row.kind == REVENUE and row.fund not in used]
    return Funding(as_at, lines, moves, [row for row in envelopes if row not in others], others)


def moves_until(connection: Connection, as_at: str = "") -> list[MoveRow]:
    """The recorded moves by date, up to a day where one is given."""
    table = TABLES["funding_move"].c
    query = select(*table).order_by(table.on, table.number)
    return [
        MoveRow(
            row.id,
            Move(
                row.number,
                row.on,
                row.amount,
                _key(row.from_scheme, row.from_fund, row.from_year),
                _key(row.to_scheme, row.to_fund, row.to_year),
                row.reason,
            ),
            row.source or "",
            row.cell or "",
        )
        for row in connection.execute(query.where(table.on <= as_at) if as_at else query)
    ]


def _key(scheme: str | None, fund: str | None, year: str | None) -> LineKey | None:
    return (scheme, fund, year) if scheme and fund and year else None


def _lines(connection: Connection, moves: Sequence[Move]) -> list[LineRow]:
    table, schemes, funds = TABLES["funding_line"].c, TABLES["scheme"].c, TABLES["fund"].c
    places = {name: place or "" for name, place in connection.execute(select(schemes.name, schemes.place))}
    kinds: dict[str, str] = dict(map(tuple, connection.execute(select(funds.name, funds.kind))))
    written = {(row.scheme, row.fund, row.year): row for row in connection.execute(select(*table))}
    touching: dict[LineKey, list[str]] = defaultdict(list)
    for move in moves:
        for key in filter(None, (move.taken_from, move.given_to)):
            touching[key].append(move.number)
    found = []
    for key, budget in budgets({key: row.original for key, row in written.items()}, moves).items():
        scheme, fund, year = key
        row = written.get(key)
        about = (row.spent, row.forecast, row.note or "", row.source or "", row.cell or "") if row else ()
        made = LineRow(scheme, places.get(scheme, ""), fund, kinds.get(fund, "other"), year, *about, budgeted=budget)
        found.append(replace(made, moves=tuple(touching[key]), id=row.id if row else 0))
    return sorted(found, key=lambda row: (row.year, row.fund, row.scheme))


def _envelopes(connection: Connection, lines: Sequence[LineRow]) -> list[EnvelopeRow]:
    """What each fund has in each year: of an envelope for each of several areas the sum."""
    table, funds = TABLES["fund_envelope"].c, TABLES["fund"].c
    kinds: dict[str, str] = dict(map(tuple, connection.execute(select(funds.name, funds.kind))))
    budget: dict[tuple[str, str], int] = defaultdict(int)
    spent: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for row in lines:
        budget[row.fund, row.year] += row.budget
        spent[row.fund, row.year].append(row.spent)
    of_areas: dict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
    for one in connection.execute(select(*table).order_by(table.year, table.fund, table.area)):
        of_areas[one.fund, one.year].append(one)
    parts = area_parts(connection) if any(len(rows) > 1 for rows in of_areas.values()) else {}
    return [
        _envelope(rows, parts, kinds.get(fund, "other"), budget[fund, year], total(spent[fund, year]))
        for (fund, year), rows in of_areas.items()
    ]


def _envelope(
    rows: Sequence[Row[Any]], parts: Mapping[str, str], kind: str, budget: int, spent: int | None
) -> EnvelopeRow:
    """The envelope of a fund in a year; of several areas it has no record of its own, so no id."""
    counts = topmost({row.area or WHOLE_AREA for row in rows}, parts)
    first, amount = rows[0], sum(row.amount for row in rows if (row.area or WHOLE_AREA) in counts)
    note = first.note or ""
    if len(rows) > 1:
        note = f"Of {listed([row.area or 'the whole area' for row in rows])}"
    identity = first.id if len(rows) == 1 else 0
    about = (note, first.source or "", first.cell or "", identity)
    return EnvelopeRow(first.fund, kind, first.year, amount, budget, spent, *about)
