"""Which plan figures stand, added up: the database sums; only where sources differ is one chosen here.

A figure's *grain* is what it speaks of: a place, a network, a role, or a role within a network. Of one
subject the coarsest figures given count; finer ones are added up where there is no coarser.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, case, func, or_, select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.plans import same_figure

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row

FIGURES = TABLES["plan_figure"].c
SOURCES = TABLES["source"].c
ANSWERS = TABLES["standing_figure"].c
COUNTED = ("allocation", "forecast_spend", "wte_in_post", "wte_planned")
LAST_OF_ALL = 1 << 60  # the place in line of a source that has none


class Months(NamedTuple):
    """The months (1 is April) at which a round counts staff in post and planned; None: no month is given."""

    in_post: int | None
    planned: int | None


@dataclass(slots=True)
class Standing:
    """The standing figures of one subject by measure; which are disputed, which added up from finer ones.

    `incomplete` lack a part. `lines` is how many plan lines they were worked out from, 0: they are as printed.
    """

    figures: dict[str, int] = field(default_factory=dict)
    disputed: set[str] = field(default_factory=set)
    derived: set[str] = field(default_factory=set)
    incomplete: set[str] = field(default_factory=set)
    lines: int = 0


class _Cut(NamedTuple):
    """How figures are grouped: by whom, at which grain, what tells them apart in a group, which belong."""

    subject: tuple[ColumnElement[Any], ...]
    grain: ColumnElement[int]
    within: ColumnElement[Any]
    about: ColumnElement[bool]


class _Part(NamedTuple):
    """What one sum is of."""

    subject: tuple[str | None, ...]
    grain: int
    measure: str
    month: int | None


_Cell = tuple[str | None, str | None, str | None, int | None, str]  # place, PCN, role, month, measure

_NO_PCN = FIGURES.pcn.is_(None)
_PLACE = case((_NO_PCN, FIGURES.place))  # a network says its place by itself
BY_PLACE_AND_PCN = _Cut(
    (_PLACE, FIGURES.pcn),
    case((FIGURES.role.is_(None), 0), else_=1),
    FIGURES.role,
    or_(FIGURES.pcn.is_not(None), FIGURES.place.is_not(None)),
)
BY_ROLE = _Cut(
    (FIGURES.role,),
    case((FIGURES.pcn.is_not(None), 2), (FIGURES.place.is_not(None), 1), else_=0),
    func.coalesce(FIGURES.pcn, FIGURES.place),
    FIGURES.role.is_not(None),
)


def months(connection: Connection, round_name: str, as_at_month: int | None) -> Months:
    """The first month of staff in post from the round's date on (else the first given); the last planned."""

    def one(measure: str, edge: ColumnElement[Any], since: int = 1) -> ColumnElement[Any]:
        here = (FIGURES.round == round_name, FIGURES.measure == measure, FIGURES.month >= since)
        return select(edge).where(*here).scalar_subquery()

    first, last = func.min(FIGURES.month), func.max(FIGURES.month)
    in_post = func.coalesce(one("wte_in_post", first, as_at_month or 1), one("wte_in_post", first))
    row = connection.execute(select(in_post, one("wte_planned", last))).one()
    return Months(*row)


def standing(
    connection: Connection, round_name: str, at: Months, cut: _Cut, measures: Collection[str] = COUNTED
) -> dict[tuple[str | None, ...], Standing]:
    """The standing figures of each subject of the cut, of all measures or of some: pence, and hundredths of a WTE."""
    sums: dict[_Part, int] = {}
    disputed: set[_Part] = set()
    for counted in _counted(round_name, at, measures):
        wanted = and_(counted, cut.about)
        added, contested = _sums(connection, wanted, cut)
        sums |= added
        if contested:
            chosen, in_doubt = _chosen(connection, round_name, wanted, cut, contested)
            sums |= chosen
            disputed |= in_doubt
    return _coarsest(sums, disputed)


def _counted(round_name: str, at: Months, measures: Collection[str]) -> list[ColumnElement[bool]]:
    """What counts of each measure: money of any month, staff only at the month that counts.

    Each is one range of the index. Asked for together they would be a search through the whole round.
    """
    measure, month = FIGURES.measure, FIGURES.month
    staff = {"wte_in_post": at.in_post, "wte_planned": at.planned}
    return [
        and_(
            FIGURES.round == round_name,
            measure == name,
            *([month.is_not_distinct_from(staff[name])] if name in staff else []),
        )
        for name in measures
    ]


def _sums(connection: Connection, wanted: ColumnElement[bool], cut: _Cut) -> tuple[dict[_Part, int], set[_Part]]:
    """The database's sums, and those of them in which something has more than one figure."""
    by = (*cut.subject, cut.grain, FIGURES.measure, FIGURES.month)
    things = func.count(func.coalesce(cut.within, "").distinct())
    query = select(*by, func.sum(FIGURES.value), func.count() > things).where(wanted).group_by(*by)
    sums: dict[_Part, int] = {}
    contested: set[_Part] = set()
    for *subject, grain, measure, month, value, several in connection.execute(query):
        part = _Part(tuple(subject), grain, measure, month)
        sums[part] = value
        if several:
            contested.add(part)
    return sums, contested


def _chosen(
    connection: Connection,
    round_name: str,
    wanted: ColumnElement[bool],
    cut: _Cut,
    contested: set[_Part],
) -> tuple[dict[_Part, int], set[_Part]]:
    """The contested sums again, from the figure that stands of each thing; and those nobody has settled."""
    said = answers(connection, round_name)
    cells: dict[_Part, dict[_Cell, list[Row[Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(_every_figure(wanted, cut, contested)):
        part = _Part(tuple(row[: len(cut.subject)]), row.grain, row.measure, row.month)
        if part in contested:
            place = None if row.pcn else row.place
            cells[part][(place, row.pcn, row.role, row.month, row.measure)].append(row)
    sums: dict[_Part, int] = {}
    disputed: set[_Part] = set()
    for part, figures in cells.items():
        picked = [pick(rows, said.get(cell)) for cell, rows in figures.items()]
        sums[part] = sum(row.value for row, _ in picked)
        if not all(settled for _, settled in picked):
            disputed.add(part)
    return sums, disputed


def _every_figure(wanted: ColumnElement[bool], cut: _Cut, contested: Iterable[_Part]) -> Any:
    """The single figures of the contested subjects, the source first imported first."""
    subjects = list({part.subject for part in contested})
    theirs = [column.in_({subject[i] for subject in subjects}) for i, column in enumerate(cut.subject)]
    order = func.coalesce(SOURCES.position, LAST_OF_ALL)
    table, source = TABLES["plan_figure"], TABLES["source"]
    return (
        select(
            *(column.label(f"subject{i}") for i, column in enumerate(cut.subject)),
            cut.grain.label("grain"),
            *(FIGURES[name] for name in ("place", "pcn", "role", "month", "measure")),
            *(FIGURES[name] for name in ("value", "decimals", "source", "sheet")),
        )
        .select_from(table.join(source, FIGURES.source == SOURCES.name))
        .where(wanted, or_(*theirs))
        .order_by(order, FIGURES.id)
    )


def answers(connection: Connection, round_name: str) -> dict[_Cell, tuple[str, str | None]]:
    """Which source and sheet somebody said stands."""
    cell = (ANSWERS.place, ANSWERS.pcn, ANSWERS.role, ANSWERS.month, ANSWERS.measure)
    query = select(*cell, ANSWERS.source, ANSWERS.sheet).where(ANSWERS.round == round_name)
    return {
        (None if row.pcn else row.place, row.pcn, row.role, row.month, row.measure): (row.source, row.sheet)
        for row in connection.execute(query)
    }


def pick(rows: list[Row[Any]], answer: tuple[str, str | None] | None) -> tuple[Row[Any], bool]:
    """The figure that stands, of all for one thing in the order of import, and whether that is settled."""
    if answer:
        source, sheet = answer
        for row in rows:
            if row.source == source and sheet in (None, "", row.sheet):
                return row, True
    first = rows[0]
    agreed = all(same_figure(first.value, first.decimals, row.value, row.decimals) for row in rows)
    return first, agreed


def _coarsest(sums: dict[_Part, int], disputed: set[_Part]) -> dict[tuple[str | None, ...], Standing]:
    """Of each subject and measure the coarsest grain: the figure for the year, else its months added up."""
    best: dict[tuple[tuple[str | None, ...], str], tuple[int, bool]] = {}
    for part in sums:
        rank = (part.grain, _monthly(part))
        key = (part.subject, part.measure)
        best[key] = min(best.get(key, rank), rank)
    result: dict[tuple[str | None, ...], Standing] = defaultdict(Standing)
    for part, value in sums.items():
        if best[part.subject, part.measure] != (part.grain, _monthly(part)):
            continue
        subject = result[part.subject]
        subject.figures[part.measure] = subject.figures.get(part.measure, 0) + value
        if part.grain or _monthly(part):
            subject.derived.add(part.measure)
        if part in disputed:
            subject.disputed.add(part.measure)
    return dict(result)


def _monthly(part: _Part) -> bool:
    """Whether it is one month's money, to be added to the others. (Staff are never added over months.)"""
    return part.month is not None and not part.measure.startswith("wte")
