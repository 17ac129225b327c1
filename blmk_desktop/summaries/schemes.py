"""Schemes as at a day: how far each has got, what it costs and who pays, and all that is known of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from blmk_desktop.periods import today
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.funding import days_late, is_late
from blmk_desktop.rules.wording import in_words
from blmk_desktop.summaries.scheme_funding import Funding, LineRow, MoveRow, scheme_funding

if TYPE_CHECKING:
    from sqlalchemy import Connection

NOT_SAID = ""  # the stage of a scheme of which no dated stage is recorded


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage that a scheme reached on a day (ISO)."""

    id: int
    stage: str
    on: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme as at a day. Money in pence, `list_served` in hundredths of a patient, dates ISO, '' if not known.

    `stage` is '' while no dated stage is recorded. `stages` are those up to the day, oldest first. `budget`, `spent`
    and `forecast` add up its funding lines, None without any; `gap` is what of its cost no fund pays, None while the
    cost is not known. `days_late` counts from the last day on which it should have been complete.
    """

    id: int
    name: str
    place: str
    kind: str
    stage: str
    stage_on: str
    stages: tuple[StageRow, ...]
    description: str = ""
    owner: str = ""
    expected_from: str = ""
    expected_by: str = ""
    completed: str = ""
    days_late: int = 0
    late: bool = False
    cost: int | None = None
    budget: int | None = None
    spent: int | None = None
    forecast: int | None = None
    by_fund: Mapping[str, int] = field(default_factory=dict)
    revenue: int | None = None
    rooms: int | None = None
    area: int | None = None
    list_served: int | None = None
    rag: str = ""
    rag_reason: str = ""
    practices: tuple[str, ...] = ()  # codes
    pcns: tuple[str, ...] = ()  # codes
    parties: tuple[str, ...] = ()  # in words, networks first
    risks: int = 0  # open ones linked to it
    note: str = ""
    source: str = ""
    cell: str = ""

    @property
    def gap(self) -> int | None:
        """What of its cost no fund pays yet."""
        return None if self.cost is None else self.cost - (self.budget or 0)

    @property
    def served_by(self) -> str:
        """The practices and networks that it serves, in words."""
        return ", ".join(self.parties)


@dataclass(frozen=True)
class Schemes:
    """All schemes as at a day, in the order of their names, and their money."""

    as_at: str
    rows: Sequence[SchemeRow]
    funding: Funding


@dataclass(frozen=True)
class SchemeDetail:
    """All that is known of a scheme: dicts are records as stored, with their ids."""

    row: SchemeRow
    lines: Sequence[LineRow]
    moves: Sequence[MoveRow]
    decisions: Sequence[dict[str, Any]]  # newest first
    agreements: Sequence[dict[str, Any]]
    parties: Sequence[dict[str, Any]]
    risks: Sequence[dict[str, Any]]


def schemes(connection: Connection, as_at: str = "") -> Schemes:
    """All schemes as at a day (ISO); today unless one is given. Moves later than a day given are not counted.

    Of a scheme that has moved on since, its RAG of then is not known.
    """
    day = as_at or today()
    funding = scheme_funding(connection, as_at)
    table = TABLES["scheme"]
    stages, parties, risks = stages_by_scheme(connection, day), _parties(connection), _risks(connection, day)
    moved_on = _reached_later(connection, as_at) if as_at else set()
    found = connection.execute(select(table).order_by(func.lower(table.c.name))).mappings()
    rows = [
        _row(
            _until(dict(one), as_at, moved_on),
            day,
            funding,
            stages.get(one["name"], []),
            parties.get(one["name"], []),
            risks[one["name"]],
        )
        for one in found
    ]
    return Schemes(day, rows, funding)


def _until(scheme: dict[str, Any], as_at: str, moved_on: Collection[str]) -> dict[str, Any]:
    """A scheme as it was known on a day: it was not complete then, nor rated as it is at its later stage."""
    later = as_at and (scheme["completed"] or "") > as_at
    if not later and scheme["name"] not in moved_on:
        return scheme
    return scheme | {"rag": None, "rag_reason": None} | ({"completed": None} if later else {})


def _reached_later(connection: Connection, day: str) -> set[str]:
    """The schemes that reached a stage after a day (ISO)."""
    table = TABLES["scheme_stage"].c
    return set(connection.scalars(select(table.scheme).where(table.on > day)))


def scheme_detail(connection: Connection, name: str, as_at: str = "") -> SchemeDetail | None:
    """All that is known of one scheme, by its name; None if there is none of it."""
    found = schemes(connection, as_at)
    row = next((one for one in found.rows if one.name == name), None)
    if row is None:
        return None
    decisions = _of(connection, "scheme_decision", name, newest_first=True)
    return SchemeDetail(
        row,
        found.funding.lines_of(name),
        found.funding.moves_of(name),
        [one for one in decisions if not as_at or one["on"] <= as_at],
        _of(connection, "agreement", name),
        _of(connection, "scheme_party", name),
        _of(connection, "risk", name),
    )


def _of(connection: Connection, kind: str, scheme: str, *, newest_first: bool = False) -> list[dict[str, Any]]:
    table = TABLES[kind]
    order = table.c.on.desc() if newest_first else table.c.id
    query = select(table).where(table.c.scheme == scheme).order_by(order)
    return [dict(row) for row in connection.execute(query).mappings()]


def stages_by_scheme(connection: Connection, day: str) -> dict[str, list[StageRow]]:
    """Scheme to the stages that it reached up to a day (ISO), oldest first."""
    table = TABLES["scheme_stage"].c
    found: dict[str, list[StageRow]] = defaultdict(list)
    for row in connection.execute(select(*table).where(table.on <= day).order_by(table.on)):
        found[row.scheme].append(StageRow(row.id, row.stage, row.on, row.note or ""))
    return found


def _parties(connection: Connection) -> dict[str, list[tuple[str, str, str]]]:
    """Scheme to (kind, code, name) of those it serves, networks first."""
    table = TABLES["scheme_party"].c
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for kind in ("pcn", "practice"):
        of = TABLES[kind].c
        query = select(table.scheme, of.code, of.name).where(table[kind] == of.code).order_by(of.name)
        for scheme, code, name in connection.execute(query):
            found[scheme].append((kind, code, name))
    return found


def _risks(connection: Connection, day: str) -> Counter[str]:
    """Scheme to how many risks linked to it are open on the day."""
    table = TABLES["risk"].c
    raised, still = or_(table.raised.is_(None), table.raised <= day), or_(table.closed.is_(None), table.closed > day)
    return Counter(connection.scalars(select(table.scheme).where(table.scheme.is_not(None), raised, still)))


def _row(
    scheme: Mapping[str, Any],
    day: str,
    funding: Funding,
    stages: Sequence[StageRow],
    parties: Sequence[tuple[str, str, str]],
    risks: int,
) -> SchemeRow:
    texts = ("kind", "place", "description", "owner", "rag", "rag_reason", "note", "source", "cell")
    dates = ("expected_from", "expected_by", "completed")
    figures = ("cost", "revenue", "rooms", "area", "list_served")
    plain: dict[str, Any] = {name: scheme[name] for name in figures}
    plain |= {name: scheme[name] or "" for name in (*texts, *dates)}
    last = stages[-1] if stages else None
    stage = last.stage if last else NOT_SAID
    ends = (scheme["expected_by"] or "", scheme["completed"] or "")
    money = funding.by_scheme.get(scheme["name"])
    return SchemeRow(
        id=scheme["id"],
        name=scheme["name"],
        stage=stage,
        stage_on=last.on if last else "",
        stages=tuple(stages),
        late=is_late(*ends, stage, day),
        days_late=days_late(*ends, stage, day),
        budget=money.budget if money else None,
        spent=money.spent if money else None,
        forecast=money.forecast if money else None,
        by_fund=money.by_fund if money else {},
        practices=tuple(code for kind, code, _ in parties if kind == "practice"),
        pcns=tuple(code for kind, code, _ in parties if kind == "pcn"),
        parties=tuple(in_words(name) for _, _, name in parties),
        risks=risks,
        **plain,
    )
