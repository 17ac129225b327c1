"""Funding streams: what each has by year and area, spent and committed, with what plans and payments come to beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.periods import show_date, year_start
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.plans import total
from blmk_desktop.rules.streams import WHOLE_AREA, all_parts, expected, implied_list, parts_of, topmost
from blmk_desktop.rules.wording import counted, listed
from blmk_desktop.summaries.actual_figures import claims_by_month, networks
from blmk_desktop.summaries.areas import area_parts
from blmk_desktop.summaries.network_payments import CLAIMED, asked_for, des_rates, network_payments
from blmk_desktop.summaries.plans import plan_by_place
from blmk_desktop.summaries.register import practices
from blmk_desktop.summaries.rounds import in_order
from blmk_desktop.summaries.scheme_funding import REVENUE, scheme_funding

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from blmk_desktop.rules.payments import Payment
    from blmk_desktop.summaries.network_payments import PaymentsDue
    from blmk_desktop.summaries.register import PracticeRow
    from blmk_desktop.summaries.scheme_funding import SumRow

WORKED_OUT = ("plans", "payments")  # origins of rows that no record stands behind
CAPITAL, ARRS, DES = "Capital", "ARRS", "DES"  # programmes of what names none itself


@dataclass(frozen=True, slots=True)
class StreamRow:
    """What a stream has for an area in a year. Money in pence, None where nobody says.

    `area` is '' for the whole area of the file. `origin`: 'envelope' is a record, 'schemes' a fund of which only
    lines of schemes speak, 'plans' the allocations and plans of networks, 'payments' what the DES pays. Not
    `counted`: a part of an amount that is there as a whole. `decimals` is how it is printed, -3 in thousands.
    """

    fund: str
    kind: str
    programme: str
    area: str
    year: str
    amount: int | None = None
    spent: int | None = None
    committed: int | None = None
    recurrence: str = ""
    ring_fenced: bool | None = None
    conditions: str = ""
    origin: str = "envelope"
    note: str = ""
    source: str = ""
    cell: str = ""
    counted: bool = True
    id: int = 0  # of the envelope; 0: worked out
    fund_id: int = 0

    @property
    def key(self) -> str:
        """What tells it from other rows."""
        return f"{self.fund}|{self.year}|{self.area}"

    @property
    def left(self) -> int | None:
        """What is neither spent nor committed; None while nobody says what is."""
        known = total([self.spent, self.committed])
        return None if self.amount is None or known is None else self.amount - known


@dataclass(frozen=True, slots=True)
class PerHead:
    """A stream that is paid for each registered patient, in an area, over all its years together.

    `rate` is in ten-thousandths of a pound. `registered` is the area's list in hundredths as at `as_at`, None if the
    register does not know it; `expected` what the rate comes to for it, `implied` the list that the amount implies.
    """

    fund: str
    area: str
    years: tuple[str, ...]
    rate: int
    amount: int
    registered: int | None
    as_at: str
    expected: int | None
    implied: int | None
    fund_id: int = 0


@dataclass(frozen=True, slots=True)
class StreamSum:
    """Counted rows added up, in pence; `rows` how many; `year` is '' where they are of several."""

    year: str = ""
    rows: int = 0
    amount: int | None = None
    spent: int | None = None
    committed: int | None = None
    left: int | None = None
    recurrent: int | None = None
    non_recurrent: int | None = None
    ring_fenced: int | None = None


@dataclass(frozen=True)
class FundingStreams:
    """All streams: rows by year (newest first), what is recorded before what is worked out, programme and fund.

    `within`: area to what it is part of. `icb`: the only ICB that the file knows, '' where it knows none or several.
    """

    rows: Sequence[StreamRow] = ()
    per_head: Sequence[PerHead] = ()
    within: Mapping[str, str] = field(default_factory=dict)
    icb: str = ""

    @cached_property
    def years(self) -> list[str]:
        """The financial years of which anything is said, newest first."""
        return sorted({row.year for row in self.rows}, reverse=True)

    @cached_property
    def programmes(self) -> list[str]:
        """The programmes."""
        return sorted({row.programme for row in self.rows})

    @cached_property
    def areas(self) -> list[str]:
        """The areas of which anything is said, and those that they are part of."""
        named = {row.area for row in self.rows if row.area}
        return sorted(named | {self.within[area] for area in named if self.within.get(area)})

    @property
    def own(self) -> str:
        """The area that the file is about; '' for all of them: where it knows no one ICB, or no stream of it."""
        return self.icb if self.icb in self.areas else ""

    def of(self, area: str = "", year: str = "", programme: str = "") -> list[StreamRow]:
        """The rows of an area with its parts, of a year, of a programme; '' is all."""
        wanted = parts_of(area, self.within) if area else None
        return [
            row
            for row in self.rows
            if (wanted is None or row.area in wanted) and year in ("", row.year) and programme in ("", row.programme)
        ]

    @cached_property
    def total(self) -> StreamSum:
        """Everything added up."""
        return added(self.rows)


def added(rows: Iterable[StreamRow], *, year: str = "") -> StreamSum:
    """The counted ones of some rows added up."""
    held = [row for row in rows if row.counted]

    def of(recurrence: str) -> int | None:
        return total([row.amount for row in held if row.recurrence == recurrence])

    return StreamSum(
        year,
        len(held),
        total([row.amount for row in held]),
        total([row.spent for row in held]),
        total([row.committed for row in held]),
        total([row.left for row in held]),
        of("recurrent"),
        of("non-recurrent"),
        total([row.amount for row in held if row.ring_fenced]),
    )


def by_year(rows: Sequence[StreamRow]) -> list[StreamSum]:
    """A sum for each year of some rows, newest first."""
    years = sorted({row.year for row in rows}, reverse=True)
    return [added([row for row in rows if row.year == year], year=year) for year in years]


def funding_streams(connection: Connection, year: str = "", *, worked_out: bool = True) -> FundingStreams:
    """Every stream by year and area, from funds and envelopes, schemes, plans of networks, and the DES.

    Of plans and the DES, which take long for all of England, only one year where one is given, or nothing unless
    they are `worked_out`. They are by place: networks have no other area. Where the file knows a single ICB, places
    and what is of the whole area are part of it.
    """
    within = area_parts(connection)
    funds = {row.name: row for row in connection.execute(select(TABLES["fund"]))}
    rows = _with_schemes(connection, _envelopes(connection, funds, within), funds)
    if worked_out:
        rows += [*_plans(connection, year), *_payments(connection, year)]
    icb = _only_icb(connection)
    if icb:
        places = {row.area for row in rows if row.origin in WORKED_OUT} | {WHOLE_AREA}
        within |= {place: icb for place in places if place not in within and place != icb}
    rows.sort(key=lambda row: (row.origin in WORKED_OUT, row.programme, row.fund, row.area))
    rows.sort(key=lambda row: row.year, reverse=True)
    return FundingStreams(rows, _per_head(connection, rows, funds, within), within, icb)


def _only_icb(connection: Connection) -> str:
    table = TABLES["area"].c
    found = list(connection.scalars(select(table.name).where(table.kind == "ICB")))
    return str(found[0]) if len(found) == 1 else ""


def _envelopes(connection: Connection, funds: Mapping[str, Row[Any]], within: Mapping[str, str]) -> list[StreamRow]:
    found = list(connection.execute(select(TABLES["fund_envelope"])))
    areas: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in found:
        areas[row.fund, row.year].add(row.area or WHOLE_AREA)
    top = {key: topmost(several, within) for key, several in areas.items()}
    return [
        StreamRow(
            **_of_fund(funds, row.fund),
            area=row.area or WHOLE_AREA,
            year=row.year,
            amount=row.amount,
            spent=row.spent,
            committed=row.committed,
            ring_fenced=None if row.ring_fenced is None else bool(row.ring_fenced),
            note=row.note or "",
            source=row.source or "",
            cell=row.cell or "",
            counted=(row.area or WHOLE_AREA) in top[row.fund, row.year],
            id=row.id,
        )
        for row in found
    ]


def _of_fund(funds: Mapping[str, Row[Any]], name: str) -> dict[str, Any]:
    """What a row says of its fund. A fund for schemes that names no programme is capital."""
    fund = funds.get(name)
    if fund is None:
        return {"fund": name, "kind": "other", "programme": CAPITAL}
    programme = fund.programme or (name if fund.kind == REVENUE else CAPITAL)
    about = {"recurrence": fund.recurrence or "", "conditions": fund.conditions or "", "fund_id": fund.id}
    return {"fund": name, "kind": fund.kind, "programme": programme, **about}


def _with_schemes(
    connection: Connection, envelopes: Sequence[StreamRow], funds: Mapping[str, Row[Any]]
) -> list[StreamRow]:
    """The envelopes with what schemes have of them: beside the one of its year, else in a row of its own."""
    alone = Counter((row.fund, row.year) for row in envelopes)
    held = {(row.fund, row.year): row for row in scheme_funding(connection).by_source_and_year if row.lines}
    rows = []
    for row in envelopes:
        of = held.get((row.fund, row.year)) if alone[row.fund, row.year] == 1 else None
        rows.append(row if of is None or held.pop((row.fund, row.year)) is None else _drawn_on(row, of))
    for (fund, year), of in held.items():
        rows.append(_drawn_on(StreamRow(**_of_fund(funds, fund), area=WHOLE_AREA, year=year, origin="schemes"), of))
    return rows


def _drawn_on(row: StreamRow, of: SumRow) -> StreamRow:
    """An envelope with what schemes spent of it, and what they have and did not spend, unless it says so itself."""
    spent = of.spent if row.spent is None else row.spent
    committed = max(0, of.budget - (spent or 0)) if row.committed is None else row.committed
    return replace(row, spent=spent, committed=committed)


def _plans(connection: Connection, only: str) -> Iterator[StreamRow]:
    """The ARRS by year and place: allocations, what is claimed so far, and what is planned besides."""
    places = {one.code: one.place for one in networks(connection).values()}
    newest = {row.year: row.name for row in reversed(in_order(connection, only))}
    for year, name in newest.items():
        claimed: dict[str, int] = defaultdict(int)
        for pcn, months in claims_by_month(connection, year).items():
            claimed[places.get(pcn, "")] += sum(one.amount for one in months.values())
        for row in plan_by_place(connection, name).rows:
            planned = row.forecast_spend
            spent = claimed.get(row.place)
            if row.allocation is None and planned is None and spent is None:
                continue
            yield StreamRow(
                "Additional roles (ARRS)",
                REVENUE,
                ARRS,
                row.place,
                year,
                row.allocation,
                spent,
                None if planned is None else max(0, planned - (spent or 0)),
                "recurrent",
                conditions="Paid as far as staff of the roles are claimed for.",
                origin="plans",
                note=f"Plan round {name}: committed is what is planned and not claimed yet.",
            )


def _payments(connection: Connection, only: str) -> Iterator[StreamRow]:
    """What the Network Contract DES pays, by year, item and place; what networks claim for staff is the ARRS."""
    for year in sorted({rate.year for rate in des_rates(connection) if only in ("", rate.year)}):
        due = network_payments(connection, year)
        lists = _lists_words(due)
        amounts: dict[tuple[str, str], list[int | None]] = defaultdict(list)
        for network in due.networks:
            for item in due.items:
                if item not in CLAIMED:
                    amounts[item, network.place].append(network.amount(item))
        unknown = _not_worked_out(due, amounts)
        for (item, place), several in amounts.items():
            amount = total(several)
            if amount is not None:
                left_out = several.count(None)
                missing = f" {counted(left_out, 'network')} left out, of unknown lists." if left_out else ""
                about: dict[str, Any] = {
                    "recurrence": "recurrent",
                    "origin": "payments",
                    "note": f"{lists}{missing}{unknown.get(place, '')}",
                }
                yield StreamRow(item, REVENUE, DES, place, year, amount, **about)


def _not_worked_out(due: PaymentsDue, amounts: Mapping[tuple[str, str], list[int | None]]) -> dict[str, str]:
    """By place, which items are in no row, since of no network of it is known what they are worked out from."""
    items: dict[str, list[str]] = defaultdict(list)
    for (item, place), several in amounts.items():
        if total(several) is None:
            items[place].append(item)
    of_item: dict[str, list[Payment]] = defaultdict(list)
    for one in due.payments if items else ():
        of_item[one.rate.item].append(one)
    lacking = {item: asked_for(of_item[item]) or "lists" for item in {item for of in items.values() for item in of}}
    wanted: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for place, names in items.items():
        for item in names:
            wanted[place][lacking[item]].append(item)
    return {
        place: "".join(f" Not worked out, as {need} are not known: {listed(of)}." for need, of in needs.items())
        for place, needs in wanted.items()
    }


def _lists_words(due: PaymentsDue) -> str:
    """On which lists payments are worked out: those of another day say that they are not what was paid then."""
    days = [show_date(day) for day in due.lists]
    if not days:
        return "Rates times numbers entered."
    nearest = "" if due.lists_wanted in due.lists else f", the nearest to {show_date(due.lists_wanted)}"
    return f"Rates times lists of {listed(days)}{nearest}."


def _per_head(
    connection: Connection, rows: Sequence[StreamRow], funds: Mapping[str, Row[Any]], within: Mapping[str, str]
) -> list[PerHead]:
    groups: dict[tuple[str, str], list[StreamRow]] = defaultdict(list)
    for row in rows:
        fund = funds.get(row.fund)
        if row.id and row.counted and row.amount is not None and fund is not None and fund.per_head:
            groups[row.fund, row.area].append(row)
    found = []
    lists: dict[str, _Lists] = {}
    parts = all_parts(within)
    for (name, area), several in sorted(groups.items()):
        years = tuple(sorted(row.year for row in several))
        rate, amount = funds[name].per_head, sum(row.amount or 0 for row in several)
        day = year_start(years[0])
        if day not in lists:
            lists[day] = _Lists(connection, practices(connection, None, day))
        registered, as_at = lists[day].of(parts.get(area, {area}))
        due = None if registered is None else expected(rate, registered)
        implied = implied_list(amount, rate)
        found.append(PerHead(name, area, years, rate, amount, registered, as_at, due, implied, funds[name].id))
    return found


class _Lists:
    """The practices with a list on a day, by their commissioner and by their place."""

    def __init__(self, connection: Connection, register: Sequence[PracticeRow]) -> None:
        table = TABLES["area"].c
        self.rows = [row for row in register if row.registered is not None and row.status != "Closed"]
        coded = select(table.name, table.code).where(table.code.is_not(None))
        self.codes: dict[str, str] = dict(map(tuple, connection.execute(coded)))
        self.by_commissioner: dict[str, list[PracticeRow]] = defaultdict(list)
        self.by_place: dict[str, list[PracticeRow]] = defaultdict(list)
        for row in self.rows:
            self.by_commissioner[row.commissioner].append(row)
            self.by_place[row.place].append(row)

    def of(self, areas: AbstractSet[str]) -> tuple[int | None, str]:
        """The registered list of areas: of their commissioners' codes, of the places of those names, or of all."""
        codes = {self.codes[area] for area in areas if area in self.codes}
        found = [row for code in codes for row in self.by_commissioner.get(code, ())]
        found += [row for area in areas for row in self.by_place.get(area, ()) if row.commissioner not in codes]
        found = self.rows if WHOLE_AREA in areas else found
        if not found:
            return None, ""
        return sum(row.registered or 0 for row in found), max(row.list_as_at for row in found)
