"""The rows and columns of the GP workforce gap: by area beside what is printed, as a bridge, and year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import ColumnSpec, columns_of
from blmk_desktop.records.declaration import COUNT, PERCENT, WTE, Unit
from blmk_desktop.records.kinds import RECORDS
from ui.tabs.budgets.workforce_prints import Beside, Place, figure, printed_column, printed_value
from ui.tabs.budgets.workforce_shown import Asked, Shown

if TYPE_CHECKING:
    from blmk_desktop.rules.gp_gap import BridgeStep
    from blmk_desktop.summaries.gp_gap import GapRow, GpGap, Point, Projection

VIEWS = {"gap": "By area", "bridge": "Bridge", "years": "Year by year"}
PICKERS = {"profession": "Profession", "year": "Financial year of the baseline", "area": "Area"}
GP = "GP"
_OWN = RECORDS["workforce_baseline"].by_name
# The figures of a row: those that a survey tells, which can be changed here, and those that are computed.
TOLD: dict[str, tuple[str, Unit]] = {
    "baseline": ("Baseline (A)", WTE),
    "locum_share": ("Locums", PERCENT),
    "vacancies": ("Vacant (B)", WTE),
    "retiring": ("Retiring (C)", WTE),
    "over_50_share": ("Over 50", PERCENT),
    "over_50": ("Over 50", COUNT),
    "expansion": ("Target (E)", WTE),
    "international": ("From abroad", WTE),
}
COMPUTED: dict[str, tuple[str, Unit, str]] = {
    "other_recruitment": ("Not abroad", WTE, "The expansion target less those to be recruited abroad."),
    "gap_without_targets": ("B + C", WTE, "Vacancies and those who retire within 12 months."),
    "gap": ("Gap (F)", WTE, "Vacancies, those who retire within 12 months and the expansion target: B + C + E."),
    "gap_share": ("F of A", PERCENT, "The gap as a share of the baseline."),
    "vacancy_share": ("Vacancy rate", PERCENT, "Vacancies as a share of the baseline."),
}
LEADING = ("gap", "gap_share")  # what the others lead to: what is printed of it is always seen
COMPARED = (figure("was", "Compared with", width=15), figure("more", "Difference", width=13))
UNITS = {name: told[1] for name, told in TOLD.items()} | {name: computed[1] for name, computed in COMPUTED.items()}


def row_id(row: GapRow) -> str:
    """What a row is known by: its record's key."""
    return f"{row.profession}|{row.area}|{row.year}"


def by_area(asked: Asked, found: GpGap) -> Shown:
    """The gap of a profession in every area, each figure with what is printed beside those that are computed."""
    offered = {"profession": found.professions, "year": found.years}
    profession = asked.pick("profession", offered["profession"])
    years = sorted({row.year for row in found.rows if row.profession == profession}, reverse=True)
    rows = {row_id(row): row for row in found.of(profession, asked.pick("year", years))}
    specs = _specs(list(rows.values()), editable=asked.editable)
    cells = _printed_cells(rows)
    lines = [_line(row) for row in rows.values()]
    parts = {row.area for row in rows.values() if row.is_sum or row.of_parts}
    strong = frozenset(id_ for id_, row in rows.items() if row.area in parts)
    columns = columns_of(specs, lines, ids=list(rows))
    named = {
        (f"{row.profession}, {row.area} {row.year}", name): (id_, name) for id_, row in rows.items() for name in UNITS
    }
    return Shown(asked, columns, rows, cells, {**offered, "year": years}, named, strong)


def _specs(rows: Sequence[GapRow], *, editable: bool) -> list[ColumnSpec]:
    """The columns of what is known of any of the rows: the gap first, then what it is made of."""
    specs = [ColumnSpec(name="area", label="Area (WTE)", width=20)]
    specs += [spec for name in LEADING for spec in _computed(name, rows)]
    for name, (label, unit) in TOLD.items():
        if any(getattr(row, name) is not None for row in rows):
            said = _OWN[name].help if name in _OWN else ""
            specs.append(figure(name, label, unit, said, _width(label, unit), editable=editable))
    return specs + [spec for name in COMPUTED if name not in LEADING for spec in _computed(name, rows)]


def _computed(name: str, rows: Sequence[GapRow]) -> Iterator[ColumnSpec]:
    """A computed figure, and what is printed of it: of what leads nowhere only where the two differ."""
    label, unit, said = COMPUTED[name]
    if any(getattr(row, name) is not None for row in rows):
        yield figure(name, label, unit, said, _width(label, unit))
    printed = [Beside(row.printed[name], getattr(row, name), unit) for row in rows if name in row.printed]
    if printed:
        yield printed_column(name, unit, label, hidden=name not in LEADING and all(one.agrees for one in printed))


def _width(label: str, unit: Unit) -> int:
    """Room for the longest word of a heading beside the sign of its filter; the sign of a share stays with its word."""
    return max(9, max(map(len, label.split())) + (7 if unit is PERCENT else 4))


def _line(row: GapRow) -> dict[str, Any]:
    line: dict[str, Any] = {"area": row.area, **{name: getattr(row, name) for name in UNITS}}
    known = {name: one for name, one in row.printed.items() if name in UNITS}
    return line | {f"printed {name}": printed_value(one, UNITS[name]) for name, one in known.items()}


def _printed_cells(rows: dict[str, GapRow]) -> dict[Place, Beside]:
    return {
        (id_, name): Beside(printed, getattr(row, name), UNITS[name])
        for id_, row in rows.items()
        for name, printed in row.printed.items()
        if name in UNITS
    }


def areas_of(found: GpGap) -> list[str]:
    """The areas of which GPs are known, the whole first."""
    return list(dict.fromkeys(row.area for row in found.rows if row.profession == GP))


# The bridge


def by_step(asked: Asked, areas: Sequence[str], steps: Sequence[BridgeStep], before: Sequence[BridgeStep]) -> Shown:
    """The bars of the bridge, each with the rule that it follows from, and what it is in what is compared with."""
    was = {step.label: step.value for step in before}
    rows = {step.label: step for step in steps}
    compared = asked.is_otherwise and bool(was)
    specs = [
        ColumnSpec(name="label", label="Step", width=26),
        figure("level", "Level", said="How many there are at this point.", width=12),
        figure("change", "Change", said="How many more, or fewer in brackets.", width=12),
        *(COMPARED if compared else ()),
        ColumnSpec(name="rule", label="Follows from", width=60),
    ]
    lines = []
    for step in steps:
        level = step.kind == "level"
        line = {"label": step.label, "level": step.value if level else None, "change": None if level else step.value}
        more = {"was": was.get(step.label), "more": step.value - was.get(step.label, step.value), "rule": step.rule}
        lines.append(line | more)
    strong = frozenset(step.label for step in steps if step.kind == "level")
    why = "" if steps else NO_BRIDGE
    of = f"{GP}, {asked.pick('area', areas)}"
    named = {
        (told, measure): place for measure, place in SAID_OF.items() for told in (of, f"{GP} compliance{of[len(GP) :]}")
    }
    return Shown(asked, columns_of(specs, lines, ids=list(rows)), rows, {}, {"area": areas}, named, strong, why)


# What the text of a plan says of the bridge, to the step that it is about.
SAID_OF = {
    "substitution_share": ("Done by other roles", "change"),
    "growth_share": ("More demand", "change"),
    "target": ("Compliance", "change"),
}


NO_BRIDGE = (
    "The bridge needs six figures among the assumptions: the national count before and now, the demand at the end, "
    "what other roles do of it, the national share, and the baseline of a survey."
)


# Year by year


def by_year(asked: Asked, areas: Sequence[str], then: Projection, stands: Projection) -> Shown:
    """Staff and need of an area at the end of every year, with the range of each."""
    rows = {point.year: point for point in then.points}
    was = {point.year: point.step.gap for point in stands.points}
    specs = [
        ColumnSpec(name="year", label="End of", width=11),
        figure("joiners", "Join", width=10),
        figure("leavers", "Leave", width=10),
        figure("stock", "In post", width=11),
        *_ends("stock", "In post"),
        figure("demand", "Demand", said="What is needed before other roles take on their part.", width=11),
        figure("substituted", "By other roles", width=15),
        figure("need", "Needed", width=11),
        figure("gap", "Gap", said="Needed less in post; more in post than needed in brackets.", width=10),
        *_ends("gap", "Gap"),
        *(
            [figure("was", "Compared with", width=15), figure("more", "Difference", width=13)]
            if asked.is_otherwise
            else []
        ),
    ]
    columns = columns_of(specs, [_year_line(point, was.get(point.year)) for point in then.points], ids=list(rows))
    return Shown(asked, columns, rows, {}, {"area": areas}, {}, frozenset(), then.why_none)


def _ends(name: str, words: str) -> tuple[ColumnSpec, ColumnSpec]:
    said = "Eight of ten draws lie between the two; the likeliest case may lie outside where one end is likelier."
    return (
        figure(f"{name} low", "8 in 10 from", said=said, width=11, full=f"{words}, 8 in 10 from"),
        figure(f"{name} high", "8 in 10 to", said=said, width=11, full=f"{words}, 8 in 10 to"),
    )


def _year_line(point: Point, was: int | None) -> dict[str, Any]:
    step = point.step
    line: dict[str, Any] = {
        name: getattr(step, name)
        for name in ("year", "joiners", "leavers", "stock", "demand", "substituted", "need", "gap")
    }
    line |= {"stock low": point.stock_band[0], "stock high": point.stock_band[2]}
    line |= {"gap low": point.gap_band[0], "gap high": point.gap_band[2]}
    return line | {"was": was, "more": None if was is None else step.gap - was}
