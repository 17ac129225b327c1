"""The steps of the bridge from plan to forecast: its picture, its table, and what it comes to in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import PERCENT, Unit
from blmk_desktop.rules.wording import capital, counted, lowered
from blmk_desktop.values import show_figure
from ui.parts.record_lines import open_ones
from ui.parts.table import Mark
from ui.parts.waterfall import Bridge as Picture
from ui.parts.waterfall import Step as Bar
from ui.tabs.budgets import report_columns
from ui.tabs.budgets.finance_period import Period, known, unit_of
from ui.tabs.budgets.report_columns import NEEDS, RAG_TONES, gravest, in_unit, reason_of

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.variance import Step
    from blmk_desktop.summaries.finance import Bridge, FinanceRow, Report, ReportMonth

VIEWS = {"full year": "Plan to forecast", "year to date": "Plan to actual"}
ENDS = {"full year": ("plan for the full year", "forecast"), "year to date": ("plan to date", "actual to date")}
APART = "Reserves, contingency and the like"
MOST = 9  # steps of the picture; of more the smallest stand together
MEANINGS = (("red", "Over plan (adverse)"), ("green", "Under plan (favourable)"), ("blue", APART))


@dataclass(frozen=True)
class Shown:
    """The steps of a bridge by their place, with the rows of the report that they are of."""

    columns: Columns
    bridge: Bridge
    report: Report
    months: list[ReportMonth]
    unit: Unit
    subjects: tuple[str, ...] = ()
    rows: dict[int, FinanceRow | None] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        """Of what area and month."""
        return Period(self.report.area, self.report.year, self.report.month)


def specs(unit: Unit) -> list[ColumnSpec]:
    """A step a row."""
    adverse = "Plan less forecast or actual: adverse in brackets."
    full = "Variance (plan less actual or forecast, adverse in brackets)"
    return [
        ColumnSpec(name="label", label="Step", width=30),
        ColumnSpec.figure("variance", "Variance", unit, adverse, 12, total=True, full=full),
        ColumnSpec.figure("level", "Cost after it", unit, "What it comes to after this step.", 13, total=False),
        ColumnSpec.figure(
            "share", "Of its plan", PERCENT, f"{adverse} As a share of the line's plan.", 12, total=False
        ),
        ColumnSpec(name="rag", label="RAG", width=9, tones=RAG_TONES),
        ColumnSpec(name="nature", label="Nature", width=16),
        ColumnSpec(name="reason", label="Reason", width=44, tones={NEEDS: "red"}),
    ]


def read(connection: Any, wanted: Period, subject: str, period: str, unit: str) -> Shown:
    """Read the bridge of a block, or of all, at a month."""
    from blmk_desktop.summaries.finance import ALL, Bridge, Report, bridge, months, report

    there = months(connection)
    now, chosen = known(there, wanted), unit_of(unit)
    found = report(connection, now.area, now.year, now.month) if there else Report()
    blocks = tuple(block.name for block in found.blocks)
    subjects = (ALL, *blocks) if len(blocks) > 1 else blocks
    of = subject if subject in subjects else subjects[0] if subjects else ALL
    made = bridge(found, of, period) if there else Bridge("", "", 0, period, of)
    rows = {at: _row(found, of, step) for at, step in enumerate(made.steps)}
    lines = [_cells(step, rows[at], period) for at, step in enumerate(made.steps)]
    return Shown(columns_of(specs(chosen), lines, ids=list(rows)), made, found, there, chosen, subjects, rows)


def about(shown: Shown, findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    """What findings say of the line that a step is of, by the step's place."""
    lines = {str(at): row for at, row in shown.rows.items() if row is not None}
    report = report_columns.Shown(shown.columns, shown.report, shown.months, shown.unit, rows=lines)
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        for line in dict.fromkeys(place[0] for place in report_columns.places(report, finding)):
            found[int(line)].append(finding)
    return found


def marks(shown: Shown, findings: Sequence[Finding]) -> dict[tuple[int, str], Mark]:
    """What open findings say, at the name of the step."""
    held = about(shown, open_ones(findings))
    return {(at, "label"): gravest([(one.severity, one.message) for one in of]) for at, of in held.items()}


def _row(found: Report, subject: str, step: Step) -> FinanceRow | None:
    """The line of the report that a step is of."""
    if step.kind != "step":
        return None
    of = [row for block in found.blocks if subject in (block.name, "") or len(found.blocks) > 1 for row in block.rows]
    return next((row for row in of if row.label == step.label and row.level == "line"), None)


def _cells(step: Step, row: FinanceRow | None, period: str) -> dict[str, Any]:
    at = None if row is None else row.full_year if period == "full year" else row.to_date
    return {
        "label": step.label,
        "variance": -step.amount if step.kind == "step" else None,
        "level": step.after,
        "share": at.percent if at else None,
        "rag": at.rag if at else "",
        "nature": step.nature,
        "reason": reason_of(row) if row else "",
    }


@dataclass(frozen=True)
class Painted:
    """A column of the picture, and the rows of the table that it stands for."""

    bar: Bar
    rows: tuple[int, ...]

    @property
    def row(self) -> int:
        """The first of them."""
        return self.rows[0]


def bars(shown: Shown) -> list[Painted]:
    """The columns of the picture: of many lines the largest, and the others together."""
    steps = shown.bridge.steps
    middle = [at for at, step in enumerate(steps) if step.kind == "step"]
    largest = sorted(middle, key=lambda at: -abs(steps[at].amount))[: len(middle) if len(middle) <= MOST else MOST - 1]
    rest = tuple(at for at in middle if at not in largest)
    painted = [Painted(_bar(step, shown.rows[at]), (at,)) for at, step in enumerate(steps) if at not in rest]
    if rest:
        names = ", ".join(steps[at].label for at in rest)
        amount = sum(steps[at].amount for at in rest)
        words = f"{len(rest)} smaller lines"
        painted.insert(-1, Painted(Bar(words, amount, tone=_tone(amount, "spend"), words=names), rest))
    return painted


def picture(shown: Shown, painted: Sequence[Painted]) -> Picture:
    """The bridge as it is painted: what adds to cost goes up."""
    made, unit = shown.bridge, shown.unit
    start, end = ENDS[made.period]
    heading = f"{capital(start)} to {end}, {unit.symbol}"
    title = f"{made.area}, {made.subject}, {shown.report.words}: {lowered(heading)}"

    def brief(pence: int) -> str:
        return show_figure(pence, unit.places, unit.decimals)

    def signed(pence: int) -> str:
        return f"{brief(abs(pence))} {'over' if pence > 0 else 'under'}" if pence else "–"

    steps = [one.bar for one in painted]
    return Picture(title, steps, brief, signed, lambda pence: in_unit(pence, unit), MEANINGS, heading)


def _bar(step: Step, row: FinanceRow | None) -> Bar:
    if step.kind != "step":
        return Bar(step.label, step.after, level=True)
    words = row.reason.reason if row and row.reason else ""
    return Bar(step.label, step.amount, tone=_tone(step.amount, step.nature), words=words)


def _tone(amount: int, nature: str) -> str:
    return "blue" if nature not in ("", "spend") else "red" if amount > 0 else "green"


def lacking(shown: Shown) -> str:
    """Why there is no bridge of a month that there are figures of; '' where there is one, or no month at all."""
    if shown.bridge.steps or not shown.months:
        return ""
    _, end = ENDS[shown.bridge.period]
    other = next(words for period, words in VIEWS.items() if period != shown.bridge.period)
    return f"Nobody has given the {end} of {shown.report.words} yet. Choose another month, or '{other}'."


def in_a_sentence(shown: Shown) -> tuple[str, str]:
    """What the bridge comes to, and its tone."""
    steps = shown.bridge.steps
    if not steps:
        return "", "blue"
    start, end = ENDS[shown.bridge.period]
    first, last = steps[0].after, steps[-1].after
    middle = [step for step in steps if step.kind == "step"]
    over, under = [one for one in middle if one.amount > 0], [one for one in middle if one.amount < 0]
    way = "over" if last > first else "under"
    whole = f"The {end} is {in_unit(abs(last - first), shown.unit)} {way} the {start}" if last != first else ""
    parts = [
        f"{counted(len(ones), 'line')} {word} by {in_unit(abs(sum(one.amount for one in ones)), shown.unit)}"
        for ones, word in ((over, "over"), (under, "under"))
        if ones
    ]
    apart = sum(one.amount for one in middle if one.nature not in ("", "spend"))
    if apart:
        without = last - first - apart
        way = "over" if without > 0 else "under"
        parts.append(f"{in_unit(abs(without), shown.unit)} {way} without reserves and the like")
    return " · ".join(filter(None, (whole, *parts))), "amber" if last > first else "green"
