"""The columns of the five-year budget, the rows under them, and what needs attention."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import PERCENT, THOUSANDS
from blmk_desktop.rules.five_year import ALLOCATION, LINE, RESERVE, SAVINGS, TOTAL
from blmk_desktop.rules.five_year_lines import NEAR, NOT, OTHER, WITHIN, methods
from blmk_desktop.rules.wording import counted
from blmk_desktop.rules.worked import amount, nearest
from ui.parts.record_lines import open_ones
from ui.parts.table import Mark
from ui.tabs.budgets.five_year_assumptions import by_assumption
from ui.tabs.estates.schemes_columns import gravest

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.five_year import Cell, FiveYear, Row
    from blmk_desktop.rules.five_year_band import Band
    from blmk_desktop.rules.five_year_lines import Explained, Printed

VIEWS = {"lines": "Lines", "areas": "Areas", "explained": "Explained", "assumptions": "Assumptions"}
FIGURES = {
    "beside": "Published beside scenario",
    "published": "As published",
    "scenario": "Scenario",
    "difference": "Scenario less what it is compared with",
}
MONEY = replace(THOUSANDS, symbol="")  # the first column says it for all
TONES = {WITHIN: "green", NEAR: "blue", OTHER: "amber", NOT: "grey"}
LEAST = 10_000_000  # pence: savings of so much in a year are said in the banner


@dataclass(frozen=True)
class Shown:
    """What the page shows: the model on the scenario's assumptions, and the rows of a view by their ids."""

    view: str
    figure: str
    area: str
    found: FiveYear
    columns: Columns
    rows: Mapping[str, Any]
    bands: Sequence[Band] = ()
    strong: frozenset[str] = field(default_factory=frozenset)

    @property
    def areas(self) -> list[str]:
        """The areas that can be chosen, the whole first."""
        return [*self.found.published.sums, *self.found.published.areas]


@dataclass(frozen=True)
class AreaYear:
    """What an area has in a year: its allocations, and the rows that make up its budget."""

    area: str
    year: str
    lines: tuple[Cell, ...]
    by_kind: Mapping[str, Cell]
    final: int | None
    adjusted: int | None
    printed: Printed | None

    def sum_of(self, name: str) -> int:
        """The lines of spend, 'base' or 'scenario'."""
        return sum(getattr(cell, name) for cell in self.lines)

    @property
    def off(self) -> int | None:
        """By how much the allocation in the budget is more than the adjusted one."""
        return None if self.adjusted is None or self.printed is None else self.printed.value - self.adjusted


Line = tuple[str, dict[str, Any], Any]  # identity, cells, what it is of
LaidOut = tuple[list[ColumnSpec], list[Line]]


def lay_out(found: FiveYear, view: str, figure: str, area: str, bands: Sequence[Band] = ()) -> Shown:
    """The rows of a view of the model."""
    area = area if area in found.areas else next(iter([*found.published.sums, *found.published.areas]), "")
    specs, lines = _LAID_OUT[view](found, figure, area)
    columns = columns_of(specs, [cells for _, cells, _ in lines], ids=[id_ for id_, _, _ in lines])
    strong = frozenset(id_ for id_, _, row in lines if getattr(row, "kind", LINE) in (TOTAL, ALLOCATION))
    return Shown(view, figure, area, found, columns, {id_: row for id_, _, row in lines}, bands, strong)


def _money(name: str, label: str, said: str = "", full: str = "", width: int = 11, **more: Any) -> ColumnSpec:
    return ColumnSpec.figure(name, label, MONEY, said, width, total=False, full=full, **more)


def year_of_column(column: str) -> str:
    """The year that a column is of, '' of others."""
    year = column[-7:]
    return year if year[4:5] == "/" else ""


# Lines of an area


def row_id(row: Row) -> str:
    """What a row is known by in the table."""
    return f"{row.area}|{row.kind}|{row.line}"


def without_kind(id_: str) -> str:
    """The identity of a line's row as it is known elsewhere, where its kind is not."""
    area, _, line = id_.partition("|")
    return f"{area}|*|{line.partition('|')[2]}"


def _by_line(found: FiveYear, figure: str, area: str) -> LaidOut:
    first = ColumnSpec(name="line", label="£000", full="Line (£000)", width=27)
    specs = [first, *(spec for year in found.published.years for spec in _of_year(figure, year, found))]
    return specs, [(row_id(row), {"line": row.line} | _cells(row), row) for row in found.of(area)]


def _of_year(figure: str, year: str, found: FiveYear) -> list[ColumnSpec]:
    compared = f"Scenario less {found.baseline.name}; more spend is positive"
    told = {
        "published": ("As published", f"{year} as published"),
        "scenario": ("In the scenario", f"{year} scenario"),
        "difference": (compared, f"{year} difference"),
    }
    if figure != "beside":
        return [_money(f"{figure} {year}", year, *told[figure], width=13)]
    published = _money(f"published {year}", year, *told["published"])
    scenario = _money(f"scenario {year}", f"Scenario {year[2:]}", *told["scenario"])
    return [published, scenario] if year != found.published.years[0] else [published]


def _cells(row: Row) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for cell in row.cells:
        cells[f"published {cell.year}"] = cell.published.value if cell.published else None
        cells[f"scenario {cell.year}"] = cell.scenario
        cells[f"difference {cell.year}"] = cell.difference or None
    return cells


# Areas and years


def _by_area(found: FiveYear, _figure: str, _area: str) -> LaidOut:
    specs = [
        ColumnSpec(name="area", label="Area", width=19),
        ColumnSpec(name="year", label="Year", width=9),
        _money("final", "Final", "The allocation before what is held centrally", "Final allocation"),
        _money("adjusted", "Adjusted", "The final allocation after the adjustment", "Adjusted allocation", 12),
        _money("printed", "In the budget", "What the budget prints as its allocation", "Allocation in the budget", 14),
        _money("off", "Off by", "The allocation in the budget less the adjusted one", "Off the adjusted allocation"),
        _money("lines", "Lines", "Lines of spend in the scenario", "Lines in the scenario"),
        _money("reserve", "Contingency", "Contingency and reserves in the scenario", width=15),
        _money("saved was", "Savings", "Savings required (QIPP) in the case compared with", "Savings, compared with"),
        _money("saved", "Scenario", "Savings required (QIPP) in the scenario", "Savings in the scenario", 12),
        _money("difference", "Difference", "More to save in brackets", "Savings, scenario less compared with", 14),
    ]
    rows = [_area_year(found, area, year) for area in _whole_first(found) for year in found.published.years]
    return specs, [(f"{row.area}|{row.year}", _area_cells(row), row) for row in rows]


def _whole_first(found: FiveYear) -> list[str]:
    return [*found.published.sums, *found.published.areas]


def _area_year(found: FiveYear, area: str, year: str) -> AreaYear:
    rows = found.of(area)
    lines = tuple(row.cell(year) for row in rows if row.kind == LINE)
    by_kind = {row.kind: row.cell(year) for row in rows if row.kind != LINE}
    of = found.published.sums.get(area, [area])
    told = [found.published.allocations.get((part, year)) for part in of]
    final, adjusted = ([getattr(one, name) if one else None for one in told] for name in ("final", "adjusted"))
    printed = by_kind[ALLOCATION].published if ALLOCATION in by_kind else None
    return AreaYear(area, year, lines, by_kind, _whole(final), _whole(adjusted), printed)


def _whole(values: Sequence[int | None]) -> int | None:
    """Their sum, where all of them are known."""
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _area_cells(row: AreaYear) -> dict[str, Any]:
    reserve, saved = row.by_kind.get(RESERVE), row.by_kind.get(SAVINGS)
    return {
        "area": row.area,
        "year": row.year,
        "final": row.final,
        "adjusted": row.adjusted,
        "printed": row.printed.value if row.printed else None,
        "off": row.off or None,
        "lines": row.sum_of("scenario"),
        "reserve": reserve.scenario if reserve else None,
        "saved was": saved.base if saved else None,
        "saved": saved.scenario if saved else None,
        "difference": (saved.difference or None) if saved else None,
    }


# How far lines follow growth and inflation


def _by_explained(found: FiveYear, _figure: str, area: str) -> LaidOut:
    years = found.published.years[1:]
    specs = [ColumnSpec(name="area", label="Area", width=18), ColumnSpec(name="line", label="Line", width=22)]
    for year in years:
        specs.append(ColumnSpec(name=f"verdict {year}", label=year, tones=TONES, width=18, full=f"{year} verdict"))
        off = "Printed less predicted, of what is printed"
        specs.append(ColumnSpec.figure(f"off {year}", "Off by", PERCENT, off, 8, total=False, full=f"{year} off by"))
    by_line: dict[tuple[str, str], dict[str, Explained]] = {}
    of = found.published.sums.get(area, [area])
    for (area_, line, year), one in found.published.explained.items():
        if area_ in of:
            by_line.setdefault((area_, line), {})[year] = one
    lines: list[Line] = []
    for (area_, line), told in by_line.items():
        cells: dict[str, Any] = {"area": area_, "line": line}
        for year, one in told.items():
            cells |= {f"verdict {year}": one.verdict, f"off {year}": _share(one)}
        lines.append((f"{area_}|{line}", cells, told))
    return specs, lines


def _share(one: Explained) -> int | None:
    """How far what is printed is off what was predicted, hundredths of a percentage point of what is printed."""
    return nearest(one.difference * 10_000 / one.printed.value) if one.printed.value else None


_LAID_OUT: dict[str, Callable[[FiveYear, str, str], LaidOut]] = {
    "lines": _by_line,
    "areas": _by_area,
    "explained": _by_explained,
    "assumptions": by_assumption,
}


# What needs attention


def attention(shown: Shown) -> tuple[str, str]:
    """What needs attention in words, and its tone."""
    found = shown.found
    if not found.rows:
        return "", "blue"
    said = [words for area in found.published.areas if (words := _wrong_allocation(found, area))]
    if shown.view == "explained":
        rows = methods(found.published)
        told = [f"{row.method.capitalize()} explain {row.within} of {counted(row.of, 'figure')}" for row in rows[:2]]
        return " · ".join([*said, *told]), "red" if said else "blue"
    saved = found.row(shown.area, SAVINGS)
    most = min(saved.cells, key=lambda cell: cell.scenario, default=None) if saved else None
    if most is not None and most.scenario <= -LEAST:
        said.append(f"{shown.area} has to save £{amount(-most.scenario)}k in {most.year}")
    return " · ".join(said), "red" if any("allocation" in one for one in said) else "amber" if said else "blue"


def _wrong_allocation(found: FiveYear, area: str) -> str:
    """That an area's budget is not held against the adjusted allocation, in which years and by how much."""
    off = [row for year in found.published.years if (row := _area_year(found, area, year)).off]
    if not off:
        return ""
    is_final = all(row.printed is not None and row.printed.value == row.final for row in off)
    which = "the final allocation, not the adjusted one" if is_final else "another allocation than the adjusted one"
    years = f"{off[0].year} to {off[-1].year}" if len(off) > 1 else off[0].year
    more = sum(row.off or 0 for row in off)
    return f"{area} uses {which}, {years}: £{amount(abs(more))}k {'too much' if more > 0 else 'too little'} in all"


def is_about(shown: Shown, finding: Finding) -> bool:
    """Whether a finding is on the budget shown: on a figure that it prints, or on what it is held against."""
    published = shown.found.published
    if finding.about[0] == "published_allocation":
        return finding.about[1].split("|")[0] in published.areas
    return finding.about[0] in ("budget_line", "budget_version", "assumption_set", "assumption")


def marks(shown: Shown, findings: Sequence[Finding]) -> dict[tuple[Any, str], Mark]:
    """What findings say, at the figures that they are about: those that stand in the cell that a finding names."""
    places = _places(shown)
    found: dict[tuple[Any, str], list[Finding]] = {}
    for finding in open_ones(findings):
        for place in places.get(finding.where, ()):
            if place[1] in shown.columns.by_name:
                found.setdefault(place, []).append(finding)
    return {place: gravest(several) for place, several in found.items()}


def _places(shown: Shown) -> dict[str, list[tuple[str, str]]]:
    """Where each printed figure stands in the table, by where it stands in its source."""
    places: dict[str, list[tuple[str, str]]] = {}
    for id_, row in shown.rows.items():
        for where, column in _wheres(shown.view, row):
            places.setdefault(where, []).append((id_, column))
    return places


def _wheres(view: str, row: Any) -> list[tuple[str, str]]:
    if view == "areas":
        found = [(row.printed.where, "printed")] if row.printed else []
        for kind, column in ((RESERVE, "reserve"), (SAVINGS, "saved was")):
            printed = row.by_kind[kind].published if kind in row.by_kind else None
            found += [(printed.where, column)] if printed else []
        return found
    if view == "assumptions":
        one = row.one
        return [(f"{one.source} › {one.cell}", "before")] if one.cell else []
    if view == "explained":
        return [(one.printed.where, f"verdict {year}") for year, one in row.items()]
    return [
        (cell.published.where, f"{name} {cell.year}")
        for cell in row.cells
        if cell.published and cell.published.cell
        for name in ("published", "difference")
    ]
