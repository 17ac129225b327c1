"""What networks and their practices are due in a year: the numbers and where they come from, and what is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from blmk_desktop.periods import month_end, month_start, today, year_end, year_of, year_start
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules import payments as rules
from blmk_desktop.rules.access import clinical_director, extended_hours
from blmk_desktop.rules.payments import NUMBER_OF, Payment, Rate, Total
from blmk_desktop.rules.plan_costs import MONTHS
from blmk_desktop.settings import setting
from blmk_desktop.summaries.actual_figures import Network
from blmk_desktop.summaries.actual_figures import networks as known_networks
from blmk_desktop.summaries.register import practices

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.register import PracticeRow

CLAIMED = frozenset({"ARRS allocation"})  # paid only as far as it is claimed, so never part of what is due
FORMED = "2019/20"  # the register has its networks from 1 October 2019 on, when they got their codes: they are older
REGISTER = {"registered patient": "registered", "weighted patient": "weighted"}  # basis to what the lists call it


@dataclass(frozen=True, slots=True)
class Number:
    """How many payments are worked out from, in hundredths; None: not known, so it has to be asked for.

    `origin` is 'register' (the lists of its practices added up), 'entered' (a record stands instead) or ''. `as_at`
    are the dates of the lists, `id` is that of the record.
    """

    value: int | None = None
    origin: str = ""
    as_at: tuple[str, ...] = ()
    note: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the maturity matrix that a network had reached on a date (ISO), and what it needs."""

    id: int
    as_at: str
    step: str
    needs: str
    note: str


@dataclass(frozen=True, slots=True)
class NetworkDue:
    """A network, what its payments are worked out from, and the payments: to itself and to its practices."""

    code: str
    name: str
    place: str
    members: tuple[PracticeRow, ...]
    numbers: Mapping[str, Number]
    payments: tuple[Payment, ...]
    steps: tuple[Step, ...]  # newest first
    open_in: tuple[int, ...] = tuple(MONTHS)  # the months of the year, 1 is April, that it is paid for

    @property
    def due(self) -> Total:
        """What is due in all; what it may claim for staff is no part of it."""
        return rules.total([one for one in self.payments if one.rate.item not in CLAIMED])

    @property
    def director_wte(self) -> int | None:
        """The clinical director's funded time, in hundredths of a WTE."""
        return clinical_director(self.numbers["registered patient"].value)

    @property
    def extended_minutes(self) -> int | None:
        """The least extended hours a week, in minutes."""
        return extended_hours(self.numbers["registered patient"].value)

    @property
    def step(self) -> str:
        """The newest step of the maturity matrix; '' if none is known."""
        return self.steps[0].step if self.steps else ""

    def amount(self, item: str) -> int | None:
        """What is known of an item, in pence; None if nothing is."""
        known = [one.amount for one in self.payments if one.rate.item == item and one.amount is not None]
        return sum(known) if known else None


@dataclass(frozen=True)
class PaymentsDue:
    """The payments of a year. `lists_wanted` is the day on whose lists it is paid, `lists` the days of those used."""

    year: str
    years: tuple[str, ...]  # those with rates, newest first
    rates: tuple[Rate, ...]
    networks: tuple[NetworkDue, ...]
    lists_wanted: str
    lists: tuple[str, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """What is paid in the year, each once, in order; what may only be claimed comes last."""
        named = dict.fromkeys(rate.item for rate in self.rates)
        return tuple(sorted(named, key=lambda item: item in CLAIMED))

    @property
    def payments(self) -> list[Payment]:
        """Every payment of every network and practice."""
        return [one for network in self.networks for one in network.payments]

    @cached_property
    def by_rate(self) -> dict[Rate, list[Payment]]:
        """Every payment by what it is paid at."""
        found: dict[Rate, list[Payment]] = defaultdict(list)
        for one in self.payments:
            found[one.rate].append(one)
        return found

    @property
    def total(self) -> Total:
        """What is due in all; its `missing` are the payments that it leaves out."""
        return rules.total([one for one in self.payments if one.rate.item not in CLAIMED])


def network_payments(connection: Connection, year: str = "") -> PaymentsDue:
    """What every network is due in a financial year (the newest plan round's unless given).

    Its practices are those of the year's last day (of today while the year lasts), or of the day on which it closed;
    their lists are those of the 1 January before the year, as the DES has it, else the nearest that is known. A
    number entered for a network and year stands in place of the register's. A network that opens or closes within
    the year is paid for the months in which it is open on any day.
    """
    rates = des_rates(connection)
    years = tuple(sorted({rate.year for rate in rates}, reverse=True))
    year = year or _usual_year(connection, years)
    if not year:
        return PaymentsDue("", years, (), (), "", ())
    wanted = list_day(year)
    shown = _shown(connection, year, entered := _entered(connection, year))
    members = _members(connection, year, shown)
    of_year = tuple(rate for rate in rates if rate.year == year)
    steps = maturity(connection)
    networks = tuple(
        _network(one, year, members.get(one.code, ()), of_year, entered.get(one.code, {}), steps.get(one.code, ()))
        for one in shown
    )
    used = {day for network in networks for number in network.numbers.values() for day in number.as_at}
    return PaymentsDue(year, years, of_year, networks, wanted, tuple(sorted(used)))


def des_rates(connection: Connection) -> list[Rate]:
    """Every rate, by year, item and month."""
    table = TABLES["des_rate"].c
    columns = (table.item, table.year, table.first_month, table.last_month, table.rate, table.basis, table.paid_to)
    rows = connection.execute(select(*columns).order_by(table.year, table.item, table.first_month))
    return [Rate(*row) for row in rows]


def maturity(connection: Connection) -> dict[str, tuple[Step, ...]]:
    """PCN code to its steps of the maturity matrix, newest first."""
    table = TABLES["maturity_step"].c
    found: dict[str, list[Step]] = defaultdict(list)
    for row in connection.execute(select(TABLES["maturity_step"]).order_by(table.as_at.desc())):
        found[row.pcn].append(Step(row.id, row.as_at, row.step, row.needs or "", row.note or ""))
    return {pcn: tuple(steps) for pcn, steps in found.items()}


def list_day(year: str) -> str:
    """The day on whose lists a year is paid: the 1 January before it (Network Contract DES)."""
    return f"{year_start(year)[:4]}-01-01"


def counted_on(year: str) -> str:
    """The day whose members count: the last of the year, or today while it lasts."""
    return min(year_end(year), max(today(), year_start(year)))


def asked_for(payments: Iterable[Payment]) -> str:
    """What would have to be known for the payments that are not: 'adjusted patients, care home beds'."""
    needs = []
    for one in payments:
        if one.amount is None:
            of_number = one.needs.startswith("the number of")
            needs.append(NUMBER_OF.get(one.rate.basis, "") if of_number else f"{one.needs} of {one.rate.item}")
    return ", ".join(dict.fromkeys(needs))


def _usual_year(connection: Connection, years: Sequence[str]) -> str:
    """The year of the settings, else the newest plan round's, else that of today: or the nearest before with rates."""
    newest = connection.scalar(select(func.max(TABLES["plan_round"].c.year)))
    wanted = setting(connection, "year.current") or newest or year_of(today())
    return next((year for year in years if year <= wanted), years[-1] if years else "")


def _members(connection: Connection, year: str, networks: Iterable[Network]) -> dict[str, tuple[PracticeRow, ...]]:
    """PCN code to its practices by name, each with the list that it is paid on."""
    found: dict[str, list[PracticeRow]] = defaultdict(list)
    last = counted_on(year)
    days = {one.code: min(last, one.closed or last) for one in networks}
    for day in {last, *days.values()}:
        for row in practices(connection, day, list_day(year)):
            if row.pcn_code and row.status != "Closed" and days.get(row.pcn_code, last) == day:
                found[row.pcn_code].append(row)
    return {pcn: tuple(rows) for pcn, rows in found.items()}


def _shown(connection: Connection, year: str, entered: Iterable[str]) -> list[Network]:
    """The networks open in the year, and those of which a number was entered for it, by place and name."""
    span, named = (year_start(year), counted_on(year)), set(entered)
    return [one for one in known_networks(connection).values() if one.code in named or one.open_in(*span)]


def months_open(network: Network, year: str) -> tuple[int, ...]:
    """The months of a year in which a network is open on any day; when they were formed, from the year's start on."""
    if year == FORMED:
        network = network._replace(opened=None)
    return tuple(at for at in MONTHS if network.open_in(month_start(year, at), month_end(year, at)))


def _entered(connection: Connection, year: str) -> dict[str, dict[str, Number]]:
    """PCN code to what was entered for it for a year, by basis."""
    table = TABLES["payment_basis"]
    found: dict[str, dict[str, Number]] = defaultdict(dict)
    for row in connection.execute(select(table).where(table.c.year == year)):
        found[row.pcn][row.basis] = Number(row.number, "entered", note=row.note or "", id=row.id)
    return found


def _network(
    network: Network,
    year: str,
    members: tuple[PracticeRow, ...],
    rates: Sequence[Rate],
    entered: Mapping[str, Number],
    steps: tuple[Step, ...],
) -> NetworkDue:
    code, open_in = network.code, months_open(network, year)
    lists = {one.code: {basis: getattr(one, field) for basis, field in REGISTER.items()} for one in members}
    numbers = {basis: entered.get(basis) or _number(basis, members) for basis in NUMBER_OF}
    counts = {basis: number.value for basis, number in numbers.items()}
    together = any(rate.paid_to == "practice" and rate.basis in entered for rate in rates)
    to_practices: Mapping[str, rules.Counts] = {code: counts} if together else lists
    due = rules.payments_due(rates, year, code, counts, to_practices, open_in)
    return NetworkDue(code, network.name, network.place, members, numbers, tuple(due), steps, open_in)


def _number(basis: str, members: Sequence[PracticeRow]) -> Number:
    """What the register's lists come to; nothing for what it does not hold, or while a member's list is not known."""
    if basis not in REGISTER:
        return Number()
    value = rules.number_together([{basis: getattr(one, REGISTER[basis])} for one in members], basis)
    days = {one.list_as_at for one in members if one.list_as_at}
    return Number() if value is None else Number(value, "register", tuple(sorted(days)))


@dataclass(frozen=True, slots=True)
class Checklist:
    """What was reported of a network as it formed: (question, answer) as people read them, on a date."""

    name: str
    as_at: str
    answers: tuple[tuple[str, str], ...]


def checklists(connection: Connection, pcn: str) -> list[Checklist]:
    """The lines of checklists that are about a network, newest first."""
    from blmk_desktop.editing import show_value
    from blmk_desktop.records.kinds import RECORDS

    table, record = TABLES["network_check"], RECORDS["network_check"]
    rows = connection.execute(select(table).where(table.c.pcn == pcn).order_by(table.c.as_at.desc())).mappings()
    fields = [field for field in record.fields if field.name not in ("name", "as_at", "pcn")]
    return [
        Checklist(
            row["name"], row["as_at"], tuple((field.label, show_value(field, row[field.name])) for field in fields)
        )
        for row in rows
    ]
