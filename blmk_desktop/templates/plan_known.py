"""What is known already of each network for its plan form: nothing is asked that the data file can say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, select

from blmk_desktop.errors import UserError
from blmk_desktop.periods import month_end, month_of, show_date, today, year_end, year_start
from blmk_desktop.records.returns import PLAN_LINE
from blmk_desktop.records.tables import TABLES
from blmk_desktop.records.workforce import STAGES
from blmk_desktop.rules.affordability import Allowance
from blmk_desktop.rules.caps import Cap
from blmk_desktop.rules.plan_costs import wte_by_month
from blmk_desktop.rules.wording import in_words
from blmk_desktop.summaries.plan_lines import allowances, caps, rates
from blmk_desktop.summaries.published_roles import arrs_role
from blmk_desktop.summaries.register import PcnRow, pcns, practices
from blmk_desktop.summaries.rounds import in_order, months_of, place
from blmk_desktop.summaries.standing import BY_PLACE_AND_PCN, standing
from blmk_desktop.templates.plan_form import FormLine, FormPractice, FormRole, PlanForm

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

SEND_TO_SETTING = "plans.return_to"  # where returns go: a shared mailbox

_PARTS_OF_FTE = 10_000  # an FTE is held in millionths, a WTE in hundredths


@dataclass(slots=True)
class _Staff:
    """Staff by role (hundredths of a WTE), and where and when they were counted; `total` where no role is known."""

    day: str = ""
    source: str = ""
    roles: dict[str, int] = field(default_factory=dict)
    total: int | None = None

    def __str__(self) -> str:
        """Say where from: 'claims, 30/09/2022'."""
        return ", ".join(part for part in (self.source, show_date(self.day)) if part)


@dataclass(slots=True)
class _Earlier:
    """The newest earlier plan of a network: what it was called, its lines and its WTE at the end of its year."""

    name: str = ""
    year: str = ""
    lines: tuple[FormLine, ...] = ()
    wte: int | None = None
    roles: dict[str, int] = field(default_factory=dict)


def plan_forms(connection: Connection, codes: Sequence[str] | None, year: str, stage: str) -> list[PlanForm]:
    """The form of each network named, or of every open network of a place, filled in as far as is known.

    Raises UserError for a year or stage that cannot be, and for a code that no network has.
    """
    check_round(year, stage)
    known = _Known(connection, year, stage)
    return [known.form(network) for network in _networks(known, codes)]


def check_round(year: str, stage: str) -> None:
    """Raises UserError unless both can be."""
    try:
        year_start(year)
    except ValueError as error:
        raise UserError(f"{error}.") from error
    if stage not in STAGES:
        raise UserError(f"There is no stage '{stage}'. There are: {', '.join(STAGES)}.")


def round_of(connection: Connection, year: str, stage: str) -> Row[Any] | None:
    """The plan round of a year and stage, None if there is none yet."""
    table = TABLES["plan_round"]
    return connection.execute(select(table).where(table.c.year == year, table.c.stage == stage)).first()


class _Known:
    """All that the forms of a round share, read once for all networks."""

    def __init__(self, connection: Connection, year: str, stage: str) -> None:
        self.year, self.stage = year, stage
        held = round_of(connection, year, stage)
        self.round = held.name if held else f"{year} {stage}"
        self.due = (held.due if held else "") or ""
        self.day = (held.as_at if held else "") or min(max(today(), year_start(year)), year_end(year))
        self.networks = pcns(connection, self.day)
        self.allowances = allowances(connection, self.round, year)
        self.rates = rates(connection)
        self.caps = _caps(connection, year)
        self.roles = _roles(connection, year)
        self.practices = _practices(connection, self.day)
        self.lines = _lines(connection, self.round)
        self.earlier = _earlier_plans(connection, self.round, year, stage)
        self.staff = _staff(connection, self.round)
        setting = TABLES["setting"].c
        self.send_to = connection.scalar(select(setting.value).where(setting.name == SEND_TO_SETTING)) or ""

    def form(self, network: PcnRow) -> PlanForm:
        """The form of one network."""
        allowance = self.allowances.get(network.code, Allowance())
        earlier, staff = self.earlier.get(network.code, _Earlier()), self.staff.get(network.code, _Staff())
        lines, lines_from = self._prefilled(network.code, earlier, staff)
        return PlanForm(
            code=network.code,
            name=in_words(network.name),
            year=self.year,
            stage=self.stage,
            place=network.place,
            allocation=allowance.allocation,
            registered=network.registered,
            practices=tuple(self.practices[network.code]),
            roles=tuple(
                FormRole(name, start, staff.roles.get(name), earlier.roles.get(name)) for name, start in self.roles
            ),
            rates=self.rates,
            caps=self.caps,
            lines=lines,
            lines_from=lines_from,
            in_post=sum(staff.roles.values()) if staff.roles else staff.total,
            in_post_from=str(staff),
            last_plan=earlier.wte,
            last_plan_from=earlier.name,
            due=self.due,
            send_to=self.send_to,
        )

    def _prefilled(self, code: str, earlier: _Earlier, staff: _Staff) -> tuple[tuple[FormLine, ...], str]:
        """The lines to begin with, and where they come from: the nearest to this plan that there is."""
        if code in self.lines:
            return tuple(self.lines[code]), f"your plan {self.round} as we hold it"
        kept = [line for line in earlier.lines if not line.end or line.end >= year_start(self.year)]
        if kept:
            return tuple(kept), f"your plan {earlier.name}, without those who have left"
        note = f"In post on {show_date(staff.day)} ({staff.source})"
        roles = {name for name, _ in self.roles}
        counted = staff.roles if staff.day <= year_end(self.year) else {}
        held = [(role, wte) for role, wte in sorted(counted.items()) if wte > 0 and role in roles]
        lines = tuple(FormLine(role, wte, note=note, line=at) for at, (role, wte) in enumerate(held, start=1))
        return lines, f"staff in post by {staff}" if lines else ""


def _networks(known: _Known, codes: Sequence[str] | None) -> list[PcnRow]:
    """Those named, in the order given and once each; else every one of a place that is open on the day."""
    if codes is None:
        return [network for network in known.networks if network.place and _is_open(network, known.day)]
    by_code = {network.code: network for network in known.networks}
    wanted = list(dict.fromkeys(code.strip().upper() for code in codes))
    unknown = [code for code in wanted if code not in by_code]
    if unknown:
        raise UserError(f"There is no PCN {', '.join(unknown)} in the register: `export pcns` lists those there are.")
    chosen = [by_code[code] for code in wanted]
    for network in chosen:
        _check_open(network, known.year)
    return chosen


def _is_open(network: PcnRow, day: str) -> bool:
    return (network.opened or day) <= day <= (network.closed or day)


def without_place(connection: Connection, year: str) -> int:
    """How many open networks have no place, and so are no part of the area that all forms are written for."""
    day = min(max(today(), year_start(year)), year_end(year))
    return sum(not network.place and _is_open(network, day) for network in pcns(connection, day))


def _check_open(network: PcnRow, year: str) -> None:
    """Raises UserError for a network that is not there in the plan's year: its return would be refused."""
    name = f"{in_words(network.name)} ({network.code})"
    if network.closed and network.closed < year_start(year):
        raise UserError(f"{name} closed on {show_date(network.closed)}, before {year} began: it has no plan.")
    if network.opened and network.opened > year_end(year):
        raise UserError(f"{name} opens on {show_date(network.opened)}, after {year} has ended: it has no plan.")


def _caps(connection: Connection, year: str) -> tuple[tuple[str, Cap], ...]:
    return tuple((role, cap) for role, cap in caps(connection).items() if cap.holds_from(year_start(year)))


def _roles(connection: Connection, year: str) -> list[tuple[str, str]]:
    """The roles reimbursable in the year by name, and since when."""
    table = TABLES["arrs_role"].c
    rows = connection.execute(select(table.name, table.first_reimbursable).order_by(table.name))
    return [(name, start or "") for name, start in rows if not start or start <= year_end(year)]


def _practices(connection: Connection, day: str) -> dict[str, list[FormPractice]]:
    members: dict[str, list[FormPractice]] = defaultdict(list)
    for row in practices(connection, day):
        members[row.pcn_code].append(FormPractice(row.code, in_words(row.name), row.registered))
    return members


def _lines(connection: Connection, round_name: str) -> dict[str, list[FormLine]]:
    """Every network's lines of a round, in their order."""
    table = TABLES[PLAN_LINE.name]
    query = select(table).where(table.c.round == round_name).order_by(table.c.pcn, table.c.line)
    found: dict[str, list[FormLine]] = defaultdict(list)
    for row in connection.execute(query):
        line = FormLine(row.role, row.wte, row.start, row.end, row.salary, row.post or "", row.note or "", row.line)
        found[row.pcn].append(line)
    return found


def _earlier_plans(connection: Connection, current: str, year: str, stage: str) -> dict[str, _Earlier]:
    """Each network's newest plan before this one; where there is none, what the papers print of this one."""
    rounds = in_order(connection)
    before = [row for row in rounds if place(row.year, row.stage) < place(year, stage)]
    same = [row for row in rounds if row.name == current]
    found: dict[str, _Earlier] = {}
    for row in (*before, *same):
        if row.name != current:
            for pcn, lines in _lines(connection, row.name).items():
                found.setdefault(pcn, _of_lines(row.name, row.year, lines))
        for pcn, wte in _printed(connection, row.name, "wte_planned"):
            found.setdefault(pcn, _Earlier(f"{row.name}, as printed", row.year, wte=wte))
    return found


def _of_lines(name: str, year: str, lines: Sequence[FormLine]) -> _Earlier:
    roles = {
        role: wte_by_month([line.costed() for line in lines if line.role == role], year)[-1]
        for role in {line.role for line in lines}
    }
    return _Earlier(name, year, tuple(lines), sum(roles.values()), roles)


def _printed(connection: Connection, round_name: str, measure: str) -> Iterator[tuple[str, int]]:
    """A figure of each network as the papers of a round print it."""
    found = standing(connection, round_name, months_of(connection, round_name), BY_PLACE_AND_PCN, measures=(measure,))
    yield from ((pcn, stands.figures[measure]) for (_, pcn), stands in found.items() if pcn)


def _staff(connection: Connection, round_name: str) -> dict[str, _Staff]:
    """Each network's staff in post by role, from whatever counted them last: claims, the national file, or plans;
    where no role is known, all together as the papers of the round print them.
    """
    found: dict[str, _Staff] = {}
    for pcn, day, source, role, wte in (*_claimed(connection), *_published(connection), *_stated(connection)):
        staff = found.get(pcn)
        if staff is None or staff.day < day:
            staff = found[pcn] = _Staff(day, source)
        if (staff.day, staff.source) == (day, source):
            staff.roles[role] = staff.roles.get(role, 0) + wte
    for pcn, wte in _printed(connection, round_name, "wte_in_post"):
        found.setdefault(pcn, _Staff(source=f"{round_name}, as printed, not by role", total=wte))
    return found


def _claimed(connection: Connection) -> Iterator[tuple[str, str, str, str, int]]:
    """The WTE claimed in each network's newest month of claims."""
    table = TABLES["arrs_claim"].c
    years = select(table.pcn, func.max(table.year).label("year")).group_by(table.pcn).subquery()
    newest = (
        select(table.pcn, table.year, func.max(table.month).label("month"))
        .join(years, and_(table.pcn == years.c.pcn, table.year == years.c.year))
        .group_by(table.pcn, table.year)
        .subquery()
    )
    here = and_(table.pcn == newest.c.pcn, table.year == newest.c.year, table.month == newest.c.month)
    query = select(table.pcn, table.year, table.month, table.role, func.sum(table.wte)).join(newest, here)
    for pcn, year, month, role, wte in connection.execute(
        query.group_by(table.pcn, table.year, table.month, table.role)
    ):
        yield pcn, month_end(year, month), "claims", role, wte


def _published(connection: Connection) -> Iterator[tuple[str, str, str, str, int]]:
    """The national workforce file's newest posts of each network that are ARRS roles."""
    table = TABLES["nwrs_post"].c
    newest = select(table.pcn, func.max(table.as_at).label("as_at")).group_by(table.pcn).subquery()
    here = and_(table.pcn == newest.c.pcn, table.as_at == newest.c.as_at)
    of_post = arrs_role(connection)
    query = select(table.pcn, table.as_at, of_post, func.sum(table.fte)).join(newest, here)
    query = query.where(of_post.is_not(None)).group_by(table.pcn, table.as_at, of_post)
    for pcn, as_at, role, fte in connection.execute(query):
        yield pcn, as_at, "the national workforce file", role, (fte + _PARTS_OF_FTE // 2) // _PARTS_OF_FTE


def _stated(connection: Connection) -> Iterator[tuple[str, str, str, str, int]]:
    """Staff in post by network and role as plans state them, at the date of their round."""
    table, rounds = TABLES["plan_figure"].c, TABLES["plan_round"].c
    month = case((table.month.is_(None), 0), else_=table.month)
    query = (
        select(table.pcn, rounds.as_at, month, table.role, func.max(table.value))
        .join(TABLES["plan_round"], table.round == rounds.name)
        .where(table.measure == "wte_in_post", table.pcn.is_not(None), table.role.is_not(None))
        .where(rounds.as_at.is_not(None))
        .group_by(table.pcn, rounds.as_at, month, table.role)
    )
    for pcn, as_at, when, role, wte in connection.execute(query):
        if when in (0, month_of(as_at)):
            yield pcn, as_at, "the figures of the last plans", role, wte
