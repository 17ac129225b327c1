"""Where the sources of a plan round print each figure, so that findings of other rounds are told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal, select

from blmk_desktop.periods import month_label, month_of
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.claims import MONEY_MEASURES
from blmk_desktop.rules.wording import MONTHS, in_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

About = tuple[str, str]
Measure = tuple[str, int | None]  # and the month of staff, 1 is April; of anything else None
OF_STAFF = ("wte_in_post", "wte_planned", "wte_scheduled")
GRAINS = ("pcn", "arrs_role", "place")  # a sheet is of the first of which it has a row
NOWHERE = ("nowhere",)  # a figure of the round that no source prints: no finding on a printed one is about it


@dataclass(frozen=True)
class PlanPlaces:
    """The places of each figure: what it is about, its measure and month, to how a finding's `where` begins.

    Those of tables by place, by network with money (pcn) or with staff alone (staff), and by role (arrs_role) are
    apart, as their `grain` says. `returned` are those of a network's own returned plan and of its claims.
    """

    printed: Mapping[tuple[str, About, Measure], tuple[str, ...]] = field(default_factory=dict)
    returned: Mapping[About, tuple[str, ...]] = field(default_factory=dict)
    grain: str = "pcn"

    def of_tables(self, grain: str) -> PlanPlaces:
        """The same for tables of another grain."""
        return replace(self, grain=grain)

    def of(self, about: About, measure: str, month: int | None) -> tuple[str, ...]:
        """Where tables of this grain print a figure; staff at a month, other figures of the whole round."""
        found = self.printed.get((self.grain, about, (measure, month if measure in OF_STAFF else None)), ())
        return (*found, *self.returned.get(about, ())) or NOWHERE


def plan_places(connection: Connection, name: str) -> PlanPlaces:
    """The places of all figures of a round, returned plans among them."""
    rows = [
        (row, _sheet(row), _about(row))
        for kind in ("plan_figure", "stated_figure")
        for row in _rows(connection, kind, name)
    ]
    grains: dict[str, str] = {}
    for _, sheet, about in rows:
        grains[sheet] = min(grains.get(sheet, "place"), about[0] or "place", key=GRAINS.index)
    with_money = {sheet for row, sheet, _ in rows if row.measure in MONEY_MEASURES}
    printed: dict[tuple[str, About, Measure], dict[str, None]] = defaultdict(dict)
    for row, sheet, about in rows:
        measure = row.measure, row.month if row.measure in OF_STAFF else None
        whole = f"{sheet} ({month_label(row.month)})" if row.month else sheet  # how a sum over cells of it is named
        for grain in _tables(row, grains[sheet], with_money=sheet in with_money):
            places = printed[grain, about, measure]
            places[f"{sheet}!{row.cell}"] = places[whole] = None
            printed[grain, ("", ""), measure][whole] = None  # what a table without a total of its own adds up to
    return PlanPlaces(
        {key: tuple(places) for key, places in printed.items()},
        {about: tuple(places) for about, places in _returned(connection, name).items()},
    )


def _rows(connection: Connection, kind: str, name: str) -> Sequence[Any]:
    table = TABLES[kind].c
    columns = (table.place, table.pcn, table.role, table.measure, table.month, table.source, table.sheet, table.cell)
    claimed = literal(kind == "stated_figure").label("claimed")
    return connection.execute(select(*columns, claimed).where(table.round == name)).all()


def _tables(row: Any, grain: str, *, with_money: bool) -> tuple[str, ...]:
    """Which tables a printed figure belongs to: a total of staff to the table by network that is like its own."""
    if grain != "pcn":
        return (grain,)
    if row.claimed and row.measure in OF_STAFF:
        return ("pcn",) if with_money else ("staff",)
    return "pcn", "staff"


def _sheet(row: Any) -> str:
    return f"{row.source} › {row.sheet or ''}"


def _about(row: Any) -> About:
    """As findings name it: the network, else the role, else the place."""
    kind = "pcn" if row.pcn else "arrs_role" if row.role else "place" if row.place else ""
    return kind, row.pcn or row.role or row.place or ""


def _returned(connection: Connection, name: str) -> dict[About, dict[str, None]]:
    """Of each network that returned its plan: the lines' cells, the plan as a whole, and its claims."""
    from blmk_desktop.summaries.plan_versions import round_lines

    lines = round_lines(connection, name)
    if not lines:
        return {}
    pcn = TABLES["pcn"].c
    names = {row.code: in_words(row.name) for row in connection.execute(select(pcn.code, pcn.name))}
    found: dict[About, dict[str, None]] = {}
    for code, of_one in lines.items():
        places = dict.fromkeys(f"{line.source} › {line.cell}" for line in of_one if line.source and line.cell)
        places |= dict.fromkeys(line.source for line in of_one if line.source and not line.cell)
        found["pcn", code] = places | {f"the plan of {names.get(code, code)}, {name}": None}
    for code, source in _claimed(connection, name):
        found.get(("pcn", code), {})[source] = None
    return found


def _claimed(connection: Connection, name: str) -> Iterator[tuple[str, str]]:
    """The sources of what networks claimed for the month of the round's date."""
    rounds, claims = TABLES["plan_round"].c, TABLES["arrs_claim"].c
    year, day = connection.execute(select(rounds.year, rounds.as_at).where(rounds.name == name)).one()
    if not day:
        return
    words = f"claims for {MONTHS[int(day[5:7]) - 1]} {day[:4]}"
    query = select(claims.pcn, claims.source).where(claims.year == year, claims.month == month_of(day)).distinct()
    for code, source in connection.execute(query):
        yield code, source or words
