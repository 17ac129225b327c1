"""The rows and columns of trajectories: posts and cost by role and year beside what is printed, funding, areas, pay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import ColumnSpec, columns_of
from blmk_desktop.records.declaration import MONEY, PERCENT, THOUSANDS, WTE, Unit
from blmk_desktop.records.kinds import RECORDS
from ui.tabs.budgets.workforce_prints import Beside, Place, figure, printed_column, printed_value
from ui.tabs.budgets.workforce_shown import Asked, Shown

if TYPE_CHECKING:
    from blmk_desktop.summaries.stated_workforce import Printed
    from blmk_desktop.summaries.trajectories import PayRow, SplitRow, Trajectories, TrajectoryCell, TrajectoryRow

VIEWS = {"cost": "Cost", "posts": "Posts", "funding": "Funding", "areas": "By area", "pay": "Pay"}
PICKERS = {"area": "Area"}
ALL_YEARS = "total"  # the column of all years together
INDENT = "    "  # before a part of a programme
NOT_COSTED = "within the establishment"
_PAY = RECORDS["pay_assumption"].by_name
_COMPARED = {
    unit: (figure("was", "Compared with", unit, width=15), figure("more", "Difference", unit, width=13))
    for unit in (WTE, THOUSANDS)
}


def laid_out(asked: Asked, found: Trajectories, stands: Trajectories) -> Shown:
    """The rows of the view that is asked for."""
    return _LAID_OUT[asked.view](asked, found, stands)


def row_id(row: TrajectoryRow) -> str:
    """What a row is known by."""
    return f"{row.role or row.label}|{row.programme}|{row.kind}"


def _shown(
    asked: Asked, specs: Sequence[ColumnSpec], rows: Mapping[Any, Any], lines: Sequence[Any], **more: Any
) -> Shown:
    return Shown(asked, columns_of(specs, lines, ids=list(rows)), rows, **more)


# Posts and cost by role and year


def _by_role(asked: Asked, found: Trajectories, stands: Trajectories) -> Shown:
    """Posts or cost by role and year, each beside what is printed of it."""
    money = asked.view == "cost"
    unit, name = (THOUSANDS, "cost") if money else (WTE, "wte")
    rows = {row_id(row): row for row in found.rows if not money or _costed(row)}
    before = {row_id(row): row for row in stands.rows}
    years = [*found.years, ALL_YEARS]
    printed = [year for year in years if any(_print(_cell(row, year), name) for row in rows.values())]
    specs = [ColumnSpec(name="label", label="Role", width=30)]
    if money:
        specs.append(figure("pay", "A post a year", MONEY, "What a whole post costs in a year, with on-costs.", 13))
    for year in years:
        specs.append(figure(year, "All years" if year == ALL_YEARS else year, unit, width=11))
        if year in printed:
            specs.append(printed_column(year, unit, "All years" if year == ALL_YEARS else year))
    if asked.is_otherwise:
        specs += _COMPARED[unit]
    lines = [_role_line(row, years, name, unit, before.get(id_)) for id_, row in rows.items()]
    cells = _cells(rows, years, name, unit)
    strong = frozenset(id_ for id_, row in rows.items() if row.kind == "sum")
    measure = "cost" if money else "target"
    named = {
        (f"{row.label}, {found.area} {year}", measure): (id_, year) for id_, row in rows.items() for year in found.years
    }
    offered = {"area": found.areas}
    return _shown(asked, specs, rows, lines, cells=cells, offered=offered, named=named, strong=strong)


def _costed(row: TrajectoryRow) -> bool:
    """Whether a row stands under cost: parts of a programme are told by posts, unless their cost is printed."""
    return row.kind != "part" or any(cell.printed_cost is not None for cell in (*row.cells, row.total))


def _cell(row: TrajectoryRow, year: str) -> TrajectoryCell | None:
    return row.total if year == ALL_YEARS else next((cell for cell in row.cells if cell.year == year), None)


def _print(cell: TrajectoryCell | None, name: str) -> Printed | None:
    found: Printed | None = getattr(cell, f"printed_{name}") if cell is not None else None
    return found


def _role_line(
    row: TrajectoryRow, years: Sequence[str], name: str, unit: Unit, before: TrajectoryRow | None
) -> dict[str, Any]:
    line: dict[str, Any] = {"label": f"{INDENT if row.kind == 'part' else ''}{row.label}", "pay": row.pay}
    for year in years:
        cell = _cell(row, year)
        line[year] = getattr(cell, name) if cell is not None else None
        line[f"printed {year}"] = printed_value(_print(cell, name), unit)
    was, now = getattr(before.total, name) if before else None, line[ALL_YEARS]
    return line | {"was": was, "more": None if was is None or now is None else now - was}


def _cells(rows: Mapping[str, TrajectoryRow], years: Sequence[str], name: str, unit: Unit) -> dict[Place, Beside]:
    found: dict[Place, Beside] = {}
    for id_, row in rows.items():
        for year in years:
            cell = _cell(row, year)
            printed = _print(cell, name)
            if cell is not None and printed is not None:
                found[id_, year] = Beside(printed, getattr(cell, name), unit)
    return found


# What is funded


def _by_funding(asked: Asked, found: Trajectories, stands: Trajectories) -> Shown:
    """What of the cost is paid from where, and what is not, as a sum of its parts."""
    rows = {row.label: row for row in found.funding}
    before = {row.label: row.value for row in stands.funding}
    specs = [
        ColumnSpec(name="label", label="Paid from", width=40),
        figure("share", "Share of the cost", PERCENT, width=15),
        figure("value", "Amount", THOUSANDS, width=13),
        printed_column("value", THOUSANDS, "Amount"),
        *(_COMPARED[THOUSANDS] if asked.is_otherwise else ()),
        ColumnSpec(name="said", label="Follows from", width=44),
    ]
    lines = []
    for row in rows.values():
        was = before.get(row.label)
        more = {"was": was, "more": None if was is None else row.value - was}
        line = {"label": row.label, "share": row.share, "value": row.value, "said": row.said}
        lines.append({**line, **more, "printed value": printed_value(row.printed, THOUSANDS)})
    cells = {(label, "value"): Beside(row.printed, row.value, THOUSANDS) for label, row in rows.items() if row.printed}
    strong = frozenset(label for label, row in rows.items() if row.share is None)
    columns = (("funded_share", "share"), ("funded", "value"), ("shortfall", "value"))
    named = {(f"{label}, {found.area}", measure): (label, column) for label in rows for measure, column in columns}
    offered = {"area": found.areas}
    return _shown(asked, specs, rows, lines, cells=cells, offered=offered, named=named, strong=strong)


# By area


def _by_area(asked: Asked, found: Trajectories, _stands: Trajectories) -> Shown:
    """What each area is to recruit, by programme and year."""
    rows = {f"{row.year}|{row.role}|{row.programme}|{at}": row for at, row in enumerate(found.split)}
    areas = list(dict.fromkeys(area for row in rows.values() for area in (*row.by_area, *row.printed)))
    several = len({row.role for row in rows.values()}) > 1
    specs = [
        ColumnSpec(name="year", label="Year", width=11),
        *([ColumnSpec(name="role", label="Role", width=16)] if several else []),
        ColumnSpec(name="programme", label="Programme", width=30),
    ]
    for area in areas:
        specs.append(figure(area, area, width=max(12, len(area) + 2)))
        if any(not beside.agrees for row in rows.values() for beside in _split_cells(row, area)):
            specs.append(printed_column(area, WTE, area, f"{area}, printed"))  # few have one: say whose
    lines = [_split_line(row, areas) for row in rows.values()]
    cells = {(id_, area): beside for id_, row in rows.items() for area in areas for beside in _split_cells(row, area)}
    strong = frozenset(id_ for id_, row in rows.items() if row.is_sum)
    return _shown(asked, specs, rows, lines, cells=cells, strong=strong)


def _split_cells(row: SplitRow, area: str) -> list[Beside]:
    printed = row.printed.get(area)
    return [Beside(printed, row.by_area.get(area), WTE)] if printed is not None else []


def _split_line(row: SplitRow, areas: Sequence[str]) -> dict[str, Any]:
    name = row.programme or ("All programmes" if row.is_sum else "")
    line: dict[str, Any] = {"year": row.year or "All years", "role": row.role, "programme": name}
    line |= {area: row.by_area.get(area) for area in areas}
    return line | {f"printed {area}": printed_value(row.printed.get(area), WTE) for area in areas}


# Pay


def _by_pay(asked: Asked, found: Trajectories, _stands: Trajectories) -> Shown:
    """What a whole post of a role costs in a year."""
    rows = {row.role: row for row in found.pays}
    editable = asked.editable
    names = ("role", "band", "wage", "on_costs", "cost")
    specs = [ColumnSpec.of(_PAY[name], editable=editable and name != "role") for name in names]
    most = max((len(row.reimbursed) for row in rows.values() if any(row.reimbursed)), default=0)
    specs += [ColumnSpec.of(_PAY[f"reimbursed_{at}"], editable=editable) for at in range(1, most + 1)]
    specs += [printed_column("cost", MONEY, "Wage with on-costs"), ColumnSpec.of(_PAY["note"], editable=editable)]
    cells = {(role, "cost"): Beside(row.printed, row.cost, MONEY) for role, row in rows.items() if row.printed}
    return _shown(asked, specs, rows, [_pay_line(row) for row in rows.values()], cells=cells)


def _pay_line(row: PayRow) -> dict[str, Any]:
    line: dict[str, Any] = {name: getattr(row, name) for name in ("role", "band", "wage", "on_costs", "cost", "note")}
    line |= {f"reimbursed_{at}": share for at, share in enumerate(row.reimbursed, 1)}
    return line | {"printed cost": printed_value(row.printed, MONEY)}


_LAID_OUT: dict[str, Callable[[Asked, Trajectories, Trajectories], Shown]] = {
    "cost": _by_role,
    "posts": _by_role,
    "funding": _by_funding,
    "areas": _by_area,
    "pay": _by_pay,
}
