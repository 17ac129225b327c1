"""Finding the tables of a workforce plan: baselines by area, roles by year, programmes by area, pay and funding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.importing.tables.headings import folded, money_power, only_period
from blmk_desktop.importing.tables.layout import Layout, find_table, tables_of
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.importing.workforce_plan.words import (
    STARS,
    heads_areas,
    is_about_staff,
    is_label,
    is_role,
    is_staff,
    measure_headed,
    share_in,
)
from blmk_desktop.periods import find_year
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import text
from blmk_desktop.records.models import STATED_WORKFORCE
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import Sheet

WORKFORCE_PLAN = "workforce-plan"
AREA, ROLE, YEAR, PROGRAMME, LABEL = (f"workforce.{name}" for name in ("area", "role", "year", "programme", "label"))
BY_YEAR, BY_AREA, TOTAL, WAGE, PAY, AMOUNT = (
    f"workforce.{name}" for name in ("by_year", "by_area", "total", "wage", "pay", "amount")
)
FEWEST = 2  # columns of figures that make a table
_YEARS = frozenset({"year", "financial year", "fy"})
_ROLES = frozenset({"role", "profession", "post", "job role", "staff group", "role profession"})
Columns = dict[int, str]


def workforce_targets() -> dict[str, Field]:
    """What the columns of such a table can be."""
    measures = {
        f"workforce.{name}": text(name=name, label=name.replace("_", " ").capitalize())
        for name in STATED_WORKFORCE.by_name["measure"].choices
    }
    named = {
        AREA: "Area",
        ROLE: "Role or profession",
        YEAR: "Financial year",
        PROGRAMME: "Programme",
        LABEL: "What is paid, and by whom",
        BY_YEAR: "Figure of each year",
        BY_AREA: "Figure of each area",
        TOTAL: "Total",
        WAGE: "Wage a year",
        PAY: "Wage with on-costs",
        AMOUNT: "Amount",
    }
    told = {target: text(name=target.partition(".")[2], label=label) for target, label in named.items()}
    return {**measures, **told}


def workforce_layout(sheet: Sheet, file: str) -> Layout | None:
    """The table of a workforce plan on a sheet; None if it holds none."""
    for columns_of, is_one in _SHAPES:
        layout = find_table(sheet, lambda headings, of=columns_of: len(of(headings)))  # type: ignore[misc]
        if layout and is_one(layout, columns_of(layout.headings), file):
            return layout
    return None


def workforce_layouts(sheet: Sheet, file: str) -> list[Layout]:
    """The tables of a workforce plan on a sheet, below each other."""
    return tables_of(sheet, partial(workforce_layout, file=file)) if sheet.rows else []


def workforce_columns(layout: Layout, file: str, chosen: dict[int, str | None]) -> list[ColumnMatch]:
    """Each column with what it was taken for; the user's choice comes before what headings say."""
    shapes = ((of, is_one) for of, is_one in _SHAPES if is_one(layout, of(layout.headings), file))
    found: Columns = next((of(layout.headings) for of, _ in shapes), {})
    matches = []
    for at, heading in enumerate(layout.headings):
        match = ColumnMatch(at, heading, found.get(at), "synonym" if at in found else "")
        if at in chosen:
            match = replace(match, target=chosen[at], sure="chosen" if chosen[at] else "")
        matches.append(match)
    return matches


def _baseline(headings: list[str]) -> Columns:
    """An area in front, and at least a baseline and another measure behind it."""
    if not headings or not heads_areas(headings[0]):
        return {}
    found = {at: f"workforce.{name}" for at, heading in enumerate(headings) if at and (name := measure_headed(heading))}
    measures = list(found.values())
    known = len(set(measures)) == len(measures) >= FEWEST and "workforce.baseline" in measures
    return {0: AREA, **found} if known else {}


def _by_year(headings: list[str]) -> Columns:
    """A role in front, then nothing but years and perhaps a total."""
    rest = [(at, heading) for at, heading in enumerate(headings) if at and heading]
    years = {at: BY_YEAR for at, heading in rest if only_period(heading) and find_year(heading)}
    totals = {at: TOTAL for at, heading in rest if at not in years and is_total([heading], only=True)}
    only = len(years) + len(totals) == len(rest) and len(totals) < FEWEST
    named = {find_year(headings[at]) for at in years}
    return {0: ROLE, **years, **totals} if only and len(named) == len(years) >= FEWEST else {}


def _split(headings: list[str]) -> Columns:
    """Years down, a programme beside them, and a column for each area."""
    if len(headings) < FEWEST + 2 or folded(headings[0]) not in _YEARS or not headings[1]:
        return {}
    areas = {at: BY_AREA for at, heading in enumerate(headings) if at > 1 and heading}
    plain = not any(find_year(headings[at]) or measure_headed(headings[at]) for at in areas)
    return {0: YEAR, 1: PROGRAMME, **areas} if plain and len(areas) >= FEWEST else {}


def _pay(headings: list[str]) -> Columns:
    """A role, its wage, and the wage with on-costs."""
    words = [folded(heading) for heading in headings]
    with_costs = [at for at, heading in enumerate(words) if "on cost" in heading or "oncost" in heading]
    pay = with_costs[0] if len(with_costs) == 1 else 0  # our own exports have one for the share and one for the pay
    wage = next((at for at, heading in enumerate(words) if {"wage", "salary", "pay"} & {*heading.split()}), 0)
    roles = words[:1] and words[0] in _ROLES
    return {0: ROLE, wage: WAGE, pay: PAY} if roles and pay and wage and pay != wage else {}


def _funded(headings: list[str]) -> Columns:
    """Costs and who pays them, in front of one column of money."""
    filled = [at for at, heading in enumerate(headings) if heading]
    about = folded(headings[0]) if headings else ""
    money = len(filled) == FEWEST and ("£" in headings[filled[1]] or "amount" in folded(headings[filled[1]]))
    return {0: LABEL, filled[1]: AMOUNT} if money and filled[0] == 0 and about.startswith(("cost", "fund")) else {}


def _labels(layout: Layout, at: int = 0) -> list[str]:
    return [clean_text(cell) for cell in layout.column(at) if is_label(cell)]


def _mostly_roles(labels: list[str]) -> bool:
    return bool(labels) and sum(map(is_role, labels)) * 2 > len(labels)


def _is_baseline(layout: Layout, columns: Columns, _file: str) -> bool:
    return bool(columns) and bool(_labels(layout))


def _is_by_year(layout: Layout, columns: Columns, file: str) -> bool:
    labels = _labels(layout)
    said = is_about_staff(layout.sheet.name, layout.title, layout.headings[0], file)
    return bool(columns) and (said or sum(map(is_staff, labels)) * 2 > len(labels)) and _mostly_roles(labels)


def _is_split(layout: Layout, columns: Columns, _file: str) -> bool:
    cells = [clean_text(cell) for cell in layout.column(0) if cell not in (None, "")]
    years = [cell for cell in cells if not is_total([cell]) and not STARS.match(cell)]
    return bool(columns) and bool(years) and all(map(find_year, years)) and _mostly_roles(_labels(layout, 1))


def _is_pay(layout: Layout, columns: Columns, _file: str) -> bool:
    return bool(columns) and _mostly_roles(_labels(layout))


def _is_funded(layout: Layout, columns: Columns, file: str) -> bool:
    cells = [clean_text(cell) for cell in layout.column(0)]
    shares = [cell for cell in cells if "(" in cell and share_in(cell)]
    return bool(columns) and bool(shares) and is_about_staff(layout.sheet.name, layout.title, *cells, file)


_SHAPES: tuple[tuple[Callable[[list[str]], Columns], Callable[[Layout, Columns, str], bool]], ...] = (
    (_baseline, _is_baseline),
    (_by_year, _is_by_year),
    (_split, _is_split),
    (_pay, _is_pay),
    (_funded, _is_funded),
)


def power_of(layout: Layout, at: int) -> int:
    """The power of ten by which a column prints pounds: by its heading, the first heading, or the title."""
    return money_power(layout.headings[at], f"{layout.headings[0]} {layout.title} {layout.above} {layout.sheet.name}")


def is_money(layout: Layout) -> bool:
    """Whether the figures are pounds: the first heading or the title says so."""
    return any("£" in text for text in (layout.headings[0], layout.title, layout.sheet.name)) or folded(
        layout.headings[0]
    ).startswith("cost")
