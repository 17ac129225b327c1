"""Practice resilience: for each practice the signs of vulnerability, their points and reasons, and its support."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from blmk_desktop.periods import today
from blmk_desktop.records.premises import BUILDING, FACETS
from blmk_desktop.records.resilience import SIGNS
from blmk_desktop.records.survey import GPS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules import resilience as rules
from blmk_desktop.rules.resilience import COUNTS, UNKNOWN, Building, Dated, Event, Sign, Weights
from blmk_desktop.rules.wording import in_words, listed
from blmk_desktop.summaries.register import PracticeRow, practices
from blmk_desktop.summaries.standing import LAST_OF_ALL

if TYPE_CHECKING:
    from sqlalchemy import Connection

_FACET_WORDS = {name: BUILDING.by_name[f"facet_{name}"].label.removeprefix("Condition: ") for name in FACETS}
ENDED = "ended"


@dataclass(frozen=True)
class ResilienceRow:
    """A practice as at a date: its signs in the order of SIGNS, and the stage of its support ("": none).

    `registered` is in hundredths of a patient; `risks` are the references of its open risks, `buildings` the names
    of its buildings.
    """

    code: str
    name: str
    pcn_code: str
    pcn: str
    place: str
    registered: int | None
    signs: tuple[Sign, ...]
    stage: str
    stage_on: str
    risks: tuple[str, ...]
    buildings: tuple[str, ...]
    id: int

    @cached_property
    def points(self) -> int:
        """The points of the signs that count."""
        return rules.points(self.signs)

    @property
    def most(self) -> int:
        """The points that the signs that are known could come to."""
        return sum(sign.most for sign in self.signs if sign.state != UNKNOWN)

    @cached_property
    def counting(self) -> tuple[Sign, ...]:
        """The signs that count, those with most points first."""
        return tuple(sorted((one for one in self.signs if one.state == COUNTS), key=lambda one: -one.points))

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The signs of which nothing is known."""
        return tuple(one.name for one in self.signs if one.state == UNKNOWN)

    @property
    def reasons(self) -> str:
        """Why it has its points, in sentences."""
        return " ".join(one.words for one in self.counting)

    @property
    def not_known(self) -> str:
        """What is not known of it, in words."""
        return listed(self.unknown)

    @property
    def event(self) -> str:
        """The gravest open event of its contract."""
        sign = self.signs[SIGNS.index(rules.EVENTS)]
        return sign.shown if sign.state == COUNTS else ""


@dataclass(frozen=True)
class Resilience:
    """All active practices, the most vulnerable first, and how many active codes without patients are left out."""

    day: str
    rows: tuple[ResilienceRow, ...]
    left_out: int = 0

    @property
    def supported(self) -> int:
        """How many are in the resilience programme."""
        return sum(bool(row.stage) and row.stage != ENDED for row in self.rows)


@dataclass(slots=True)
class _Known:
    """What is known on a day, by practice code."""

    day: str
    weights: Weights
    lists: Mapping[str, Sequence[Dated]]
    gps: Mapping[str, Mapping[str, Any]]
    buildings: Mapping[str, Sequence[Building]]
    contracts: Mapping[str, Sequence[str | None]]
    events: Mapping[str, Sequence[Event]]
    risks: Mapping[str, Mapping[str, int | None]]
    support: Mapping[str, tuple[str, str]]
    memberships: bool = field(default=False)
    registers: bool = field(default=False)


def resilience(connection: Connection, as_at: str | None = None) -> Resilience:
    """Every active practice as at a day (today unless given), those with most points first.

    Active codes without patients, once any lists are known, are services rather than practices: they are counted
    only, unless something happened to their contract.
    """
    day = as_at or today()
    known = _known(connection, day)
    active = [one for one in practices(connection, day) if one.status in ("Active", "Dormant", "")]
    wanted = [one for one in active if one.registered or one.code in known.events or not known.lists]
    rows = sorted((_row(one, known) for one in wanted), key=lambda row: (-row.points, row.name, row.code))
    return Resilience(day, tuple(rows), len(active) - len(wanted))


def practice_resilience(connection: Connection, practice: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The events of a practice's contract and the stages of its support, as stored, the newest first."""
    found = []
    for kind in ("contract_event", "resilience_support"):
        table = TABLES[kind]
        query = select(table).where(table.c.practice == practice).order_by(table.c.on.desc(), table.c.id.desc())
        found.append([dict(row) for row in connection.execute(query).mappings()])
    return found[0], found[1]


def _row(one: PracticeRow, known: _Known) -> ResilienceRow:
    stage, since = known.support.get(one.code, ("", ""))
    return ResilienceRow(
        code=one.code,
        name=in_words(one.name),
        pcn_code=one.pcn_code,
        pcn=in_words(one.pcn),
        place=one.place,
        registered=one.registered,
        signs=_signs(one, known),
        stage=stage,
        stage_on=since,
        risks=tuple(known.risks.get(one.code, ())),
        buildings=tuple(building.name for building in known.buildings.get(one.code, ())),
        id=one.id,
    )


def _signs(one: PracticeRow, known: _Known) -> tuple[Sign, ...]:
    code, day = one.code, known.day
    gps, events = known.gps.get(code, {}), known.events.get(code, ())
    facts = {
        rules.CQC: rules.rating(one.cqc_rating),
        rules.LIST: rules.list_change(known.lists.get(code, ())),
        rules.GPS: rules.gp_rate(gps.get("wte"), one.registered, gps.get("as_at", "")),
        rules.RETIREMENT: rules.near_retirement(gps.get("headcount"), gps.get("over_55"), gps.get("retiring")),
        rules.PREMISES: rules.premises(known.buildings.get(code, ()), one.registered, day),
        rules.CONTRACT: rules.contract_ends(_ends(known.contracts.get(code, ()), events, day), day),
        rules.NETWORK: rules.network(in_words(one.pcn), known=known.memberships),
        rules.RISKS: rules.open_risks(known.risks.get(code, {}), known=known.registers),
        rules.EVENTS: rules.open_events(events, day),
    }
    return tuple(rules.weighed(name, facts[name], known.weights) for name in SIGNS)


def _ends(contracts: Sequence[str | None], events: Sequence[Event], day: str) -> list[str | None]:
    """The last days of its contracts; where somebody noted when it ends, that is its end."""
    noted = [one for one in events if one.event == "contract ends" and not (one.settled and one.settled <= day)]
    return [max(one.takes_effect or one.on for one in noted)] if noted else list(contracts)


def _known(connection: Connection, day: str) -> _Known:
    return _Known(
        day,
        _weights(connection),
        _lists(connection, day),
        _gps(connection, day),
        _buildings(connection),
        _grouped(connection, "contract", lambda row: row.end, lambda table: table.c.start <= day),
        _grouped(connection, "contract_event", _event),
        _risks(connection, day),
        _support(connection, day),
        _any(connection, "membership"),
        _any(connection, "risk"),
    )


def _any(connection: Connection, kind: str) -> bool:
    return connection.execute(select(TABLES[kind].c.id).limit(1)).first() is not None


def _weights(connection: Connection) -> Weights:
    table = TABLES["resilience_weight"].c
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for sign, start, points in connection.execute(select(table.sign, table.from_figure, table.points)):
        found[sign].append((start, points))
    return found


def _grouped(connection: Connection, kind: str, made: Any, where: Any = None) -> dict[str, list[Any]]:
    """Records of a practice, made into something each."""
    table = TABLES[kind]
    query = select(table).order_by(table.c.id)
    found: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query if where is None else query.where(where(table))):
        found[row.practice].append(made(row))
    return found


def _event(row: Any) -> Event:
    return Event(row.event, row.on, row.takes_effect or "", row.settled or "")


def _lists(connection: Connection, day: str) -> dict[str, list[Dated]]:
    """The registered lists of each practice up to a day in order of date; of two of one date the first imported."""
    table, source = TABLES["list_size"], TABLES["source"]
    query = (
        select(table.c.practice, table.c.as_at, table.c.registered)
        .join(source, table.c.source == source.c.name)
        .where(table.c.registered.is_not(None), table.c.as_at <= day)
        .order_by(table.c.as_at, func.coalesce(source.c.position, LAST_OF_ALL).desc(), table.c.id.desc())
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for practice, as_at, registered in connection.execute(query):
        found[practice][as_at] = registered
    return {practice: list(lists.items()) for practice, lists in found.items()}


def _gps(connection: Connection, day: str) -> dict[str, dict[str, Any]]:
    """Of each practice the sums over its GPs, partners and salaried, in its newest answers up to a day."""
    table = TABLES["practice_staff"].c
    newest = select(table.practice, func.max(table.as_at).label("as_at")).where(table.as_at <= day)
    dates = newest.group_by(table.practice).subquery()
    sums = [func.sum(table[name]).label(name) for name in ("wte", "headcount", "over_55", "retiring")]
    query = (
        select(table.practice, table.as_at, *sums)
        .join(dates, (table.practice == dates.c.practice) & (table.as_at == dates.c.as_at))
        .where(table.staff_group.in_(GPS))
        .group_by(table.practice, table.as_at)
    )
    return {row["practice"]: dict(row) for row in connection.execute(query).mappings()}


def _buildings(connection: Connection) -> dict[str, list[Building]]:
    building, use = TABLES["building"], TABLES["building_use"]
    uses = connection.execute(select(use.c.building, use.c.practice)).all()
    users: dict[str, list[str]] = defaultdict(list)
    for name, practice in uses:
        users[name].append(practice)
    found: dict[str, list[Building]] = defaultdict(list)
    for row in connection.execute(select(building).order_by(building.c.name)):
        made = Building(
            row.name,
            {words: grade for name, words in _FACET_WORDS.items() if (grade := getattr(row, f"facet_{name}"))},
            bool(row.temporary),
            row.lease_ends or "",
            row.capacity,
            len(users[row.name]) > 1,
        )
        for practice in users[row.name]:
            found[practice].append(made)
    return found


def _risks(connection: Connection, day: str) -> dict[str, dict[str, int | None]]:
    """The open risks linked to each practice with their score now: the last current one, else the last inherent."""
    risk, score = TABLES["risk"].c, TABLES["risk_score"].c
    open_ones = (risk.practice.is_not(None)) & (risk.closed.is_(None) | (risk.closed > day))
    begun = risk.raised.is_(None) | (risk.raised <= day)
    found: dict[str, dict[str, int | None]] = defaultdict(dict)
    of_risk: dict[str, str] = {}
    for reference, practice in connection.execute(
        select(risk.reference, risk.practice).where(open_ones, begun).order_by(risk.reference)
    ):
        found[practice][reference], of_risk[reference] = None, practice
    query = select(score.risk, score.kind, score.likelihood, score.impact).where(
        score.kind.in_(("inherent", "current")), score.on <= day
    )
    for reference, _, likelihood, impact in connection.execute(query.order_by(score.kind.desc(), score.on)):
        if reference in of_risk:  # inherent ones come first, so that a current one stays
            found[of_risk[reference]][reference] = likelihood * impact
    return found


def _support(connection: Connection, day: str) -> dict[str, tuple[str, str]]:
    table = TABLES["resilience_support"].c
    query = select(table.practice, table.stage, table.on).where(table.on <= day).order_by(table.on, table.id)
    return {practice: (stage, since) for practice, stage, since in connection.execute(query)}
