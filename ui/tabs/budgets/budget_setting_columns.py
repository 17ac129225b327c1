"""The columns of the budget as set, the rows under them, its chart by month, and what findings say at its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.periods import month_label
from blmk_desktop.records.declaration import COUNT, MONEY, PERCENT, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.adding_up import countable
from blmk_desktop.rules.phasing import MONTHS, is_whole
from blmk_desktop.rules.plans import WHOLE
from blmk_desktop.rules.variance import percent
from blmk_desktop.rules.wording import MONTHS as CALENDAR
from blmk_desktop.rules.wording import pounds
from ui.parts.band import BandLine, Bands
from ui.parts.record_lines import open_ones
from ui.parts.table import Mark
from ui.tabs.estates.schemes_columns import brief, gravest

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.budget_rows import BudgetRow, BudgetSet, Difference

VIEWS = {
    "line": "Lines",
    "plan": "Plan by month",
    "actual": "Actual by month",
    "virement": "Virements",
    "compare": "Versions",
    "phase": "Phasing",
}
OF_LINES = ("line", "plan", "actual")
ADVERSE = "Plan less actual: favourable is positive, adverse in brackets."
NOT_WHOLE, WHOLE_WORD = "Not 100%", "100%"
_LINE = RECORDS["budget_line"].by_name


@dataclass(frozen=True)
class Asked:
    """What the page is asked to show: a view of a version and a year as at a day, against another version."""

    view: str = "line"
    version: str = ""
    year: str = ""
    as_at: str = ""
    against: str = ""
    editable: bool = False


@dataclass(frozen=True)
class Shown:
    """What the page shows: the whole budget, and the rows of a view by their ids."""

    view: str
    budget: BudgetSet
    columns: Columns
    rows: dict[Any, Any]
    moved_on: Mapping[str, str] = field(default_factory=dict)  # the days of virements, newest first, to their last
    used: Mapping[str, int] = field(default_factory=dict)  # how many lines have a profile


Line = tuple[Any, dict[str, Any], Any]  # identity, cells, what it is of
LaidOut = tuple[list[ColumnSpec], list[Line]]


def budget_shown(connection: Any, asked: Asked) -> Shown:
    """Read a budget, of virements those up to a day ('' is all), and lay a view of it out."""
    from blmk_desktop.summaries.budget_setting import budget, compared, virements

    found = budget(connection, asked.version, asked.year, asked.as_at)
    moved_on = {one.on: one.number for one in virements(connection, found.year)}
    against = asked.against or other_version(found)
    differences = compared(connection, against, found.version, found.year) if asked.view == "compare" else []
    used: dict[str, int] = {}
    for row in found.rows:
        used[row.profile] = used.get(row.profile, 0) + 1
    specs, lines = _LAID_OUT[asked.view](_Page(found, differences, against, used, asked.editable))
    columns = columns_of(specs, [cells for _, cells, _ in lines], ids=[id_ for id_, _, _ in lines])
    rows = {id_: row for id_, _, row in lines}
    return Shown(asked.view, found, columns, rows, dict(reversed(moved_on.items())), used)


def other_version(budget: BudgetSet) -> str:
    """The version to compare with at first: that before it of the same year, else any other of it."""
    names = [one.name for one in budget.versions if budget.year in one.years]
    at = names.index(budget.version) if budget.version in names else 0
    others = [*reversed(names[:at]), *names[at + 1 :]]
    return others[0] if others else ""


@dataclass(frozen=True)
class _Page:
    """What a view is laid out of."""

    budget: BudgetSet
    differences: Sequence[Difference]
    against: str
    used: Mapping[str, int]
    editable: bool


def line_id(row: BudgetRow | Difference) -> str:
    """What a line is known by in the table, and when somebody is sent to it."""
    return f"{row.area}|{row.category}|{row.year}"


def _money(name: str, label: str, said: str = "", width: int = 14, **more: Any) -> ColumnSpec:
    return ColumnSpec.figure(name, label, MONEY, said, width, **more)


def _about(page: _Page) -> list[ColumnSpec]:
    """Of which category and area a row is: of one area only, the area needs no column."""
    hidden = len(page.budget.areas) < 2
    area = ColumnSpec(name="area", label="Area", width=20, hidden=hidden)
    return [ColumnSpec(name="category", label="Category", width=28), area]


def _months(name: str, what: str, *, editable: bool = False) -> list[ColumnSpec]:
    return [
        _money(f"{name}_{month}", month_words(month), f"{what} of {month_label(month)}.", 14, editable=editable)
        for month in MONTHS
    ]


def month_words(month: int) -> str:
    """A month as a heading: Apr M01."""
    return f"{CALENDAR[(month + 2) % 12][:3]} {month_label(month)}"


def _by_line(page: _Page) -> LaidOut:
    can = page.editable
    profiles = tuple(page.budget.profiles)
    specs = [
        *_about(page),
        ColumnSpec.of(_LINE["amount"], label="Set", editable=can, width=14, total=True),
        _money("moved_in", "Moved in", "What virements brought since.", 13),
        _money("moved_out", "Moved out", "What virements took since.", 13),
        _money("budget", "Budget now", "What was set and the virements since."),
        _money("plan_to_date", "Plan to date", "The plan of the months of which an actual is known."),
        _money("actual_to_date", "Actual to date"),
        _money("variance", "Variance", ADVERSE, full="Variance to date (plan less actual, adverse in brackets)"),
        _money("forecast", "Forecast", "Of the whole year, as last said."),
        _money(
            "forecast_variance",
            "Forecast variance",
            "Budget less forecast: favourable is positive, adverse in brackets.",
            full="Forecast variance (budget less forecast, adverse in brackets)",
        ),
        ColumnSpec.of(_LINE["recurrent"], editable=can, width=13),
        ColumnSpec.of(_LINE["profile"], editable=can, width=18, choices=profiles),
        ColumnSpec(name="virements", label="Virements", width=13),
        ColumnSpec.of(_LINE["note"], editable=can, width=30),
        ColumnSpec(name="block", label="Block", width=18),
    ]
    return specs, [(line_id(row), _line_cells(row), row) for row in page.budget.rows]


def _line_cells(row: BudgetRow) -> dict[str, Any]:
    names = (
        "category", "area", "block", "budget", "plan_to_date", "actual_to_date", "variance", "forecast",
        "forecast_variance", "note", "profile",
    )  # fmt: skip
    cells = {name: getattr(row, name) for name in names}
    recurrent = None if row.recurrent is None else int(row.recurrent)
    moved = {"moved_in": row.moved_in or None, "moved_out": row.moved_out or None}
    return cells | moved | {"amount": row.original, "recurrent": recurrent, "virements": ", ".join(row.virements)}


def _by_plan(page: _Page) -> LaidOut:
    specs = [
        *_about(page),
        _money("budget", "Year", "The budget now: the twelve months add up to it."),
        *_months("plan", "Planned"),
        ColumnSpec(name="profile", label="Profile", width=17),
    ]
    lines = [
        (
            line_id(row),
            {"category": row.category, "area": row.area, "budget": row.budget, "profile": row.profile_words}
            | {f"plan_{month}": row.plan[month - 1] for month in MONTHS},
            row,
        )
        for row in page.budget.rows
    ]
    return specs, lines


def _by_actual(page: _Page) -> LaidOut:
    specs = [
        *_about(page),
        *_months("actual", "Actual", editable=page.editable),
        _money("actual_to_date", "To date", "Of all months up to the last known."),
        _money("plan_to_date", "Plan to date", "The plan of the same months."),
        _money("variance", "Variance", ADVERSE, full="Variance to date (plan less actual, adverse in brackets)"),
        _money("forecast", "Forecast", "Of the whole year, as last said.", editable=page.editable),
        _money("budget", "Budget now"),
    ]
    names = ("category", "area", "actual_to_date", "plan_to_date", "variance", "forecast", "budget")
    lines = [
        (
            line_id(row),
            {name: getattr(row, name) for name in names} | {f"actual_{at}": row.actual[at - 1] for at in MONTHS},
            row,
        )
        for row in page.budget.rows
    ]
    return specs, lines


def _by_virement(page: _Page) -> LaidOut:
    names = ("number", "on", "amount", "from_words", "to_words", "reason", "recurrent", "source", "cell")
    specs = [
        ColumnSpec(name="number", label="Virement", width=12),
        ColumnSpec(name="on", label="On", type=Type.DATE, width=13),
        _money("amount", "Amount", total=False),
        ColumnSpec(name="from_words", label="From", width=36),
        ColumnSpec(name="to_words", label="To", width=36),
        ColumnSpec(name="reason", label="Reason", width=40),
        ColumnSpec(name="recurrent", label="Recurrent", type=Type.YES_NO, width=13),
        ColumnSpec(name="source", label="Source", width=20, hidden=True),
        ColumnSpec(name="cell", label="Where", hidden=True),
    ]
    return specs, [(row.id, {name: getattr(row, name) for name in names}, row) for row in page.budget.virements]


def _by_compare(page: _Page) -> LaidOut:
    other, this = page.against or "Other version", page.budget.version or "This version"
    specs = [
        *_about(page),
        _money("first", other, f"What {other} sets.", 20 + len(other) // 4),
        _money("second", this, f"What {this} sets.", 20 + len(this) // 4),
        _money("difference", "Difference", "This version less the other.", 16),
        ColumnSpec.figure("percent", "Difference %", PERCENT, "Of the other version.", 17, total=False),
    ]
    lines: list[Line] = []
    for row in page.differences:
        cells = {name: getattr(row, name) for name in ("category", "area", "first", "second", "difference")}
        lines.append((line_id(row), cells | {"percent": _percent(row)}, row))
    return specs, lines


def _percent(row: Difference) -> int | None:
    """The difference in per cent of what the other version sets; None where that sets nothing."""
    less = percent(row.first or 0, row.second or 0)
    return None if less is None else -less


def _by_phase(page: _Page) -> LaidOut:
    months = [
        ColumnSpec.figure(f"share_{month}", month_words(month), PERCENT, "", 10, total=False, exact=True)
        for month in MONTHS
    ]
    specs = [
        ColumnSpec(name="profile", label="Profile", width=24),
        *months,
        ColumnSpec.figure("sum", "Together", PERCENT, "The twelve months.", 12, total=False, exact=True),
        ColumnSpec(name="whole", label="Comes to", width=12, tones={WHOLE_WORD: "green", NOT_WHOLE: "red"}),
        ColumnSpec.figure("lines", "Lines", COUNT, "Lines of this budget that have it.", 9, total=False),
    ]
    lines: list[Line] = []
    for name, shares in page.budget.profiles.items():
        cells = {f"share_{month}": shares[month - 1] for month in MONTHS}
        word = WHOLE_WORD if is_whole(shares) else NOT_WHOLE
        more = {"profile": name, "sum": sum(shares), "whole": word, "lines": page.used.get(name, 0)}
        lines.append((name, cells | more, shares))
    return specs, lines


_LAID_OUT: dict[str, Callable[[_Page], LaidOut]] = {
    "line": _by_line,
    "plan": _by_plan,
    "actual": _by_actual,
    "virement": _by_virement,
    "compare": _by_compare,
    "phase": _by_phase,
}


def totals(shown: Shown, positions: Iterable[int]) -> dict[str, int | None]:
    """Sums of the rows shown: what is part of another one shown is not added again."""
    if shown.view not in (*OF_LINES, "compare"):
        return {}
    held = [shown.rows[shown.columns.ids[at]] for at in positions]
    keys = countable([(row.area, row.category, row.year) for row in held], shown.budget.parts, shown.budget.headings)
    counted_ = [shown.columns.position_of("|".join(key)) for key in keys]
    at = [position for position in counted_ if position is not None]
    return {spec.name: shown.columns.total(spec.name, at) for spec in shown.columns.specs if spec.total}


# The chart


def bands_of(rows: Sequence[BudgetRow], title: str) -> Bands:
    """Plan and actual of some lines, added up month by month from April: as far as every month is known."""
    plan = list(accumulate(sum(row.plan[at] for row in rows) for at in range(12)))
    return Bands(
        title,
        [month_label(month) for month in MONTHS],
        (BandLine("Plan to date", plan), BandLine("Actual to date", _run(rows))),
        brief,
        lambda pence: pounds(pence, 0),
    )


def _run(rows: Sequence[BudgetRow]) -> list[int | None]:
    """What all lines came to by each month; None from the first month that one of them lacks."""
    found: list[int | None] = []
    so_far: int | None = 0 if rows else None
    for at in range(12):
        values = [row.actual[at] for row in rows]
        known = [value for value in values if value is not None]
        so_far = so_far + sum(known) if so_far is not None and len(known) == len(rows) else None
        found.append(so_far)
    return found


# What findings say


def marks(shown: Shown, findings: Sequence[Finding]) -> dict[tuple[Any, str], Mark]:
    """What findings say, at the figures that they are about, else at the first column."""
    found: dict[tuple[Any, str], list[Finding]] = {}
    names = shown.columns.by_name
    for finding in open_ones(findings):
        id_, column = _place(shown, finding)
        if id_ in shown.rows:
            found.setdefault((id_, column if column in names else next(iter(names))), []).append(finding)
    return {place: gravest(several) for place, several in found.items()}


def here(shown: Shown, findings: Sequence[Finding]) -> list[Finding]:
    """The open findings about what is shown, in whatever view: its lines and their figures, virements, profiles."""
    ids = {line_id(row) for row in shown.budget.rows}
    numbers = {row.number for row in shown.budget.virements}
    held = {"budget_line": ids, "budget_figure": ids, "virement": numbers, "phase": set(shown.budget.profiles)}
    return [one for one in open_ones(findings) if about_of(one)[1] in held.get(one.about[0], ())]


def about_of(finding: Finding) -> tuple[str, str]:
    """What a finding is about: of a line without its version, of a figure without its month."""
    kind, key = finding.about
    return kind, {"budget_line": key.partition("|")[2], "budget_figure": key.rpartition("|")[0]}.get(kind, key)


def _place(shown: Shown, finding: Finding) -> tuple[Any, str]:
    """The row that a finding is about and the column of its figure; None if it is about none here."""
    kind, key = finding.about
    if shown.view in (*OF_LINES, "compare") and kind == "budget_line":
        version, _, id_ = key.partition("|")
        return (id_ if version == shown.budget.version else None), finding.measure
    if shown.view == "actual" and kind == "budget_figure":
        id_, _, month = key.rpartition("|")
        return id_, finding.measure if finding.measure == "forecast" else f"{finding.measure}_{month}"
    if shown.view == "virement" and kind == "virement":
        return next((id_ for id_, row in shown.rows.items() if row.number == key), None), finding.measure
    return (key, finding.measure) if shown.view == "phase" and kind == "phase" else (None, "")


def equal_shares() -> list[int]:
    """Twelve shares as equal as hundredths of a percentage point can be, to 100% exactly."""
    from blmk_desktop.rules.phasing import TWELFTHS, spread

    return list(spread(WHOLE, TWELFTHS))
