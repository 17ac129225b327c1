"""The months of a year in a table and as lines: variances, to date, month by month, and the forecast of each month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import Unit
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from blmk_desktop.rules.wording import counted
from blmk_desktop.values import show_figure
from ui.parts.band import BandLine, Bands
from ui.parts.record_lines import open_ones
from ui.parts.table import Mark
from ui.tabs.budgets.finance_period import Period, known, richest, unit_of
from ui.tabs.budgets.report_columns import KINDS, gravest, in_unit

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.finance import ReportMonth, Trend, TrendPoint

VIEWS = {"variance": "Variances", "date": "To date", "month": "By month", "year": "Full year"}
LINES = {
    "variance": (("Variance to date", "variance_to_date"), ("Forecast variance", "forecast_variance")),
    "date": (("Plan to date", "plan_to_date"), ("Actual to date", "actual_to_date")),
    "month": (("Plan of the month", "plan"), ("Actual of the month", "actual")),
    "year": (("Full-year plan", "plan_year"), ("Forecast", "forecast")),
}
SAID = {
    "variance": "variances, adverse below nought",
    "date": "plan and actual to date",
    "month": "plan and actual month by month",
    "year": "plan and forecast of the full year",
}


@dataclass(frozen=True)
class Shown:
    """The months of a year of one subject, by month."""

    columns: Columns
    trend: Trend
    months: list[ReportMonth]
    unit: Unit
    period: Period
    points: dict[int, TrendPoint] = field(default_factory=dict)
    categories: frozenset[str] = frozenset()  # those that the subject takes in

    @property
    def filled(self) -> list[TrendPoint]:
        """The months of which there is anything."""
        return [one for one in self.trend.points if has_any(one)]


def has_any(point: TrendPoint) -> bool:
    """Whether there is a figure of that month."""
    return any(getattr(point, name) is not None for lines in LINES.values() for _, name in lines)


def specs(unit: Unit) -> list[ColumnSpec]:
    """A month a row."""

    def money(name: str, label: str, said: str, full: str = "", width: int = 13) -> ColumnSpec:
        return ColumnSpec.figure(name, label, unit, said, width, total=False, full=full)

    adverse = "(plan less actual or forecast, adverse in brackets)"
    return [
        ColumnSpec(name="words", label="Month", width=18),
        money("plan_to_date", "YTD plan", "From the first month of the period."),
        money("actual_to_date", "YTD actual", "From the first month of the period."),
        money("variance_to_date", "YTD variance", f"Of the year to date {adverse}.", f"Variance to date {adverse}", 16),
        money("plan", "Month plan", "What the plan to date grew by since the month before."),
        money("actual", "Month actual", "What the actual to date grew by since the month before.", width=15),
        money("variance", "Month variance", f"Of the month alone {adverse}.", f"Variance of the month {adverse}", 18),
        money("plan_year", "FY plan", "As it was reported in the month."),
        money("forecast", "Forecast", "For the full year, as it was reported in the month."),
        money("forecast_variance", "FY variance", f"Of the full year {adverse}.", f"Forecast variance {adverse}", 16),
        money("moved", "FY moved", "By how much the forecast's variance is better than a month before."),
        ColumnSpec(name="origin", label="From", width=12),
    ]


def read(connection: Any, wanted: Period, subject: str, unit: str) -> Shown:
    """Read the months of a year of all, a block or a category."""
    from blmk_desktop.summaries.finance import ALL, Trend, months, trend

    there = months(connection)
    now, chosen = known(there, wanted) if wanted != Period() else richest(there), unit_of(unit)
    of = subject or ALL
    found = trend(connection, now.area, now.year, of) if there else Trend("", "", of)
    if found.subjects and of not in found.subjects:
        found = trend(connection, now.area, now.year, found.subjects[0])
    points = {one.month: one for one in found.points if has_any(one)}
    last = max(points, default=0)
    held = Period(found.area, found.year, now.month or last)
    made = columns_of(specs(chosen), list(points.values()), ids=list(points))
    return Shown(made, found, there, chosen, held, points, _categories(connection, found.subject, every=ALL))


def _categories(connection: Any, subject: str, *, every: str) -> frozenset[str]:
    """The budget categories of all, a block, a heading, or one category."""
    names, found = all_rows(connection, RECORDS["budget_category"])
    rows = (dict(zip(names, row, strict=True)) for row in found)
    return frozenset(
        row["name"] for row in rows if subject in (every, row["name"]) or subject in (row["block"], row["within"])
    )


def about(shown: Shown, findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    """What findings say of the figures of a month, by month."""
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        kind, parts = finding.about[0], finding.about[1].split("|")
        if kind not in KINDS or len(parts) < 4 or not parts[3].isdigit():
            continue
        area, category, year, month, *_ = parts
        if (area, year) == (shown.trend.area, shown.trend.year) and category in shown.categories:
            found[int(month)].append(finding)
    return found


def marks(shown: Shown, findings: Sequence[Finding]) -> dict[tuple[int, str], Mark]:
    """What open findings say, at the name of the month."""
    held = about(shown, open_ones(findings))
    return {(month, "words"): gravest([(one.severity, one.message) for one in of]) for month, of in held.items()}


def bands(shown: Shown, view: str) -> Bands:
    """The lines of a view over the twelve months."""
    points, unit = shown.trend.points, shown.unit
    lines = [BandLine(name, [getattr(one, of) for one in points]) for name, of in LINES[view]]
    title = f"{shown.trend.area}, {shown.trend.subject}: {SAID[view]}, {shown.trend.year}, {unit.symbol}"
    names = [one.words.split()[0][:3] for one in points]
    return Bands(title, names, lines, _brief(unit), lambda pence: in_unit(pence, unit), from_nought=view != "year")


def _brief(unit: Unit) -> Callable[[int], str]:
    return lambda pence: show_figure(pence, unit.places, unit.decimals)


def in_a_sentence(shown: Shown) -> tuple[str, str]:
    """How it went, and its tone."""
    filled = shown.filled
    if not filled:
        return "", "blue"
    last, unit = filled[-1], shown.unit
    said = []
    for words, value in (("to date", last.variance_to_date), ("forecast", last.forecast_variance)):
        if value is not None:
            way = "over" if value < 0 else "under"
            said.append(f"{words}: {in_unit(abs(value), unit)} {way} plan" if value else f"{words}: on plan")
    said = said or ["no plan to hold it against"]
    if last.moved:
        way = "better" if last.moved > 0 else "worse"
        said.append(f"the forecast is {in_unit(abs(last.moved), unit)} {way} than a month before")
    if len(filled) == 1:
        said.append(f"figures of {counted(1, 'month')} only: a trend needs a second report")
    tone = "amber" if min(last.variance_to_date or 0, last.forecast_variance or 0) < 0 else "green"
    return " · ".join((f"{shown.trend.area}, {last.words}", *said)), tone
