"""Plan figures as the checks look at them: those of a network added up by the database, the others one by one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sqlalchemy import Connection

Column = tuple[str, str, int | None]  # round, measure, month
Page = tuple[str, str]  # source, sheet
Subject = tuple[str | None, str | None, str | None]  # place, PCN code, role
Answers = dict[tuple[Column, Subject], tuple[str, str | None]]  # to the source and sheet that stand
Order = tuple[int, int]  # of the source's import, and within it


class Sum(NamedTuple):
    """What a sheet gives for a network (hundredths): its own figure, or its roles' added up, as `roles` says."""

    page: Page
    value: int
    order: Order
    roles: bool


@dataclass(frozen=True, slots=True)
class Version:
    """What one sheet says of one figure, in hundredths.

    `cell` is '' for a sum over several cells of the sheet, `parts` how many; its decimals are the most exact part's.
    """

    page: Page
    value: int
    decimals: int
    cell: str
    order: Order = (0, 0)
    parts: int = 1
    remark: str = ""  # tells sums of one sheet apart, such as its month

    @property
    def where(self) -> str:
        """The place to look it up."""
        return f"{self.page[0]} › {self.short}" + (f" ({self.remark})" if self.remark and not self.cell else "")

    @property
    def short(self) -> str:
        """The place, in a sentence."""
        return f"{self.page[1]}!{self.cell}" if self.cell else self.page[1]


@dataclass
class Figures:
    """All plan figures. `networks` by column and PCN code, `others` by column and subject; first imported first."""

    networks: dict[Column, dict[str, list[Sum]]] = field(default_factory=lambda: defaultdict(dict))
    others: dict[Column, dict[Subject, list[Version]]] = field(default_factory=lambda: defaultdict(dict))
    answers: Answers = field(default_factory=dict)

    def standing(self, column: Column, pcn: str) -> Sum | None:
        """What stands for a network: what somebody chose, else what was imported first; None if it has no figure."""
        said = self.networks.get(column, {}).get(pcn)
        if not said:
            return None
        answer = self.answers.get((column, (None, pcn, None)))
        chosen = (one for one in said if answer and one.page[0] == answer[0] and answer[1] in (None, "", one.page[1]))
        return next(chosen, said[0])

    def sum_of(self, column: Column, pcn: str, page: Page) -> Sum:
        """What one sheet gives for a network."""
        return next(one for one in self.networks[column][pcn] if one.page == page)

    def by_column(self) -> list[Column]:
        """Every round, measure and month that has a figure."""
        return list(dict.fromkeys([*self.networks, *self.others]))

    def column_totals(self) -> dict[tuple[Page, str, int | None], int]:
        """What all figures of a sheet for a measure and month add up to."""
        totals: dict[tuple[Page, str, int | None], int] = defaultdict(int)
        for (_, measure, month), networks in self.networks.items():
            for said in networks.values():
                for one in said:
                    totals[one.page, measure, month] += one.value
        for (_, measure, month), subjects in self.others.items():
            for versions in subjects.values():
                for version in versions:
                    totals[version.page, measure, month] += version.value
        return totals


def read_figures(connection: Connection) -> Figures:
    """Read them, added up by network: the database does the adding."""
    figures = Figures(answers=_answers(connection))
    positions = _positions(connection)
    _add_networks(connection, figures, positions)
    _add_others(connection, figures, positions)
    return figures


def _positions(connection: Connection) -> dict[str, int]:
    """In which order the sources were imported."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["source"]
    rows = connection.execute(select(table.c.name, table.c.position))
    return {name: 1 << 60 if position is None else position for name, position in rows}


def _answers(connection: Connection) -> Answers:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    return {
        ((row.round, row.measure, row.month), (None if row.pcn else row.place, row.pcn, row.role)): (
            row.source,
            row.sheet,
        )
        for row in connection.execute(select(TABLES["standing_figure"]))
    }


def _add_networks(connection: Connection, figures: Figures, positions: dict[str, int]) -> None:
    from sqlalchemy import case, func, select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["plan_figure"]
    by = (table.c.round, table.c.measure, table.c.month, table.c.pcn, table.c.source, table.c.sheet)
    own = func.sum(case((table.c.role.is_(None), table.c.value)))
    query = select(*by, own, func.sum(table.c.value), func.min(table.c.id))
    query = query.where(table.c.pcn.is_not(None)).group_by(*by)
    for name, measure, month, pcn, source, sheet, whole, added, first in connection.execute(query):
        value = int(added if whole is None else whole)
        one = Sum((source, sheet or ""), value, (positions[source], first), whole is None)
        figures.networks[name, measure, month].setdefault(pcn, []).append(one)
    for networks in figures.networks.values():
        for said in networks.values():
            if len(said) > 1:
                said.sort(key=lambda one: one.order)


def _add_others(connection: Connection, figures: Figures, positions: dict[str, int]) -> None:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["plan_figure"]
    for row in connection.execute(select(table).where(table.c.pcn.is_(None))):
        decimals = 2 if row.decimals is None else row.decimals
        order = (positions[row.source], row.id)
        version = Version((row.source, row.sheet or ""), row.value, decimals, row.cell or "", order)
        subjects = figures.others[row.round, row.measure, row.month]
        subjects.setdefault((row.place, None, row.role), []).append(version)
    for subjects in figures.others.values():
        for versions in subjects.values():
            versions.sort(key=lambda one: one.order)


def of_networks(
    connection: Connection, column: Column, pcns: list[str], figures: Figures, *, by_role: bool = False
) -> dict[Subject, list[Version]]:
    """What sheets say of some networks in one column, with cells and decimals; of each role apart if `by_role`."""
    from sqlalchemy import select

    from blmk_desktop.periods import month_label
    from blmk_desktop.records.tables import TABLES

    table = TABLES["plan_figure"]
    name, measure, month = column
    here = (table.c.round == name, table.c.measure == measure, table.c.month.is_not_distinct_from(month))
    query = select(table).where(*here, table.c.pcn.in_(pcns)).order_by(table.c.id)
    cells: dict[tuple[Subject, Page], list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        if bool(row.role) == figures.sum_of(column, row.pcn, (row.source, row.sheet or "")).roles:
            cells[(None, row.pcn, row.role if by_role else None), (row.source, row.sheet or "")].append(row)
    remark = month_label(month) if month else ""
    found: dict[Subject, list[Version]] = defaultdict(list)
    for (subject, page), rows in cells.items():
        order = figures.sum_of(column, subject[1] or "", page).order
        found[subject].append(_version(page, rows, order, remark))
    for versions in found.values():
        versions.sort(key=lambda one: one.order)
    return found


def _version(page: Page, rows: list[Any], order: Order, remark: str) -> Version:
    decimals = max(2 if row.decimals is None else row.decimals for row in rows)
    cell = rows[0].cell or "" if len(rows) == 1 else ""
    return Version(page, sum(row.value for row in rows), decimals, cell, order, len(rows), remark)
