"""The columns of the monthly report as the committee sees it, the rows under them, and what needs attention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import PERCENT, Unit
from blmk_desktop.rules.wording import capital, counted, figure, several
from blmk_desktop.values import show_figure
from ui.parts.record_lines import open_ones
from ui.parts.table import Mark
from ui.tabs.budgets.finance_period import CONVENTION, Period, known, unit_of

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.variance import Band
    from blmk_desktop.summaries.finance import Figure, FinanceRow, Position, Report, ReportMonth

RAG_TONES = {"Red": "red", "Amber": "amber", "Green": "green"}
NEEDS = "Needs a reason"
SILENT = "No figures yet"
LINES = ("line", "heading")
SIDES = {"ytd": "to_date", "fy": "full_year"}  # the blocks of columns, and the positions that they show
WORDS = {"ytd": ("YTD", "to date", "actual"), "fy": ("FY", "for the full year", "forecast")}
COLUMNS = {"plan": "plan", "variance": "variance", "variance_percent": "percent"}  # by measure, else the outturn
SEVERITIES = ("error", "warning", "note")
KINDS = ("budget_figure", "variance_reason", "stated_budget", "budget_category")


@dataclass(frozen=True)
class Shown:
    """What the page shows of an area at a month: rows by identity, in the order of the report."""

    columns: Columns
    report: Report
    months: list[ReportMonth]
    unit: Unit
    bands: list[Band] = field(default_factory=list)
    rows: dict[str, FinanceRow] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        """Of what area and month."""
        return Period(self.report.area, self.report.year, self.report.month)

    def money(self, pence: int | None) -> str:
        """An amount as the table writes it, with its unit."""
        return in_unit(pence, self.unit)

    @cached_property
    def by_where(self) -> dict[str, list[tuple[str, str]]]:
        """The cells of the table by where their figures, and what is printed of them, stand in a source."""
        found: dict[str, list[tuple[str, str]]] = {}
        for id_, row in self.rows.items():
            for key, name in SIDES.items():
                at: Position = getattr(row, name)
                for measure, stated in at.stated.items():
                    found.setdefault(stated.where, []).append((id_, f"{key}_{COLUMNS.get(measure, 'outturn')}"))
                for column, one in (("plan", at.plan), ("outturn", at.outturn)):
                    if one is not None and one.cell:
                        found.setdefault(f"{one.source} › {one.cell}", []).append((id_, f"{key}_{column}"))
        return found

    @cached_property
    def by_category(self) -> dict[str, str]:
        """The first row of each category."""
        return {row.category: id_ for id_, row in reversed(self.rows.items()) if row.category}


def in_unit(pence: int | None, unit: Unit) -> str:
    """An amount with its unit, negative in brackets: £39,740k, (£2,020k), £39,740,000."""
    if pence is None:
        return ""
    thousands = unit.symbol == "£000"
    text = f"£{show_figure(abs(pence), unit.places, unit.decimals)}{'k' if thousands else ''}"
    return f"({text})" if pence < 0 else text


def percentage(hundredths: int) -> str:
    """A share of a plan with its sign: (4.0%)."""
    return figure("variance_percent", hundredths, 1)


def specs(unit: Unit) -> list[ColumnSpec]:
    """Both blocks side by side: to date, and for the full year."""

    def money(name: str, label: str, said: str, *, full: str = "", hidden: bool = False, width: int = 13) -> ColumnSpec:
        return ColumnSpec.figure(name, label, unit, said, width, total=False, full=full, hidden=hidden)

    def side(key: str) -> Iterator[ColumnSpec]:
        short, when, outturn = WORDS[key]
        name = "Year-to-date" if key == "ytd" else "Full-year"
        yield money(f"{key}_plan", f"{short} plan", f"The plan {when}.", full=f"{name} plan", width=12)
        label = "YTD actual" if key == "ytd" else "Forecast"
        yield money(f"{key}_outturn", label, f"The {outturn} {when}.", full=f"{name} {outturn}")
        full = f"{name} variance (plan less {outturn}, adverse in brackets)"
        said = f"{name} plan less {outturn}: adverse in brackets."
        yield money(f"{key}_variance", f"{short} variance", said, full=full, width=16)
        said = f"The variance as a share of the plan: adverse in brackets, unless the plan is negative ({CONVENTION})."
        full = f"{name} variance, % of plan (plan less {outturn}, adverse in brackets)"
        yield ColumnSpec.figure(f"{key}_percent", f"{short} %", PERCENT, said, 11, total=False, full=full)
        said = "Red, amber or green by how far it is over its plan; the thresholds are reference data."
        yield ColumnSpec(name=f"{key}_rag", label=f"{short} RAG", help=said, width=8, tones=RAG_TONES)

    moved = "By how much the forecast's variance is better than at the report before; worse in brackets."
    rate = "What the year would come to at the rate so far; the detail says what each takes for granted."
    return [
        ColumnSpec(name="label", label="Expenditure", width=29),
        *side("ytd"),
        *side("fy"),
        ColumnSpec(name="reason", label="Reason", width=34, tones={NEEDS: "red", SILENT: "grey"}),
        money("moved", "FY moved", moved, full="Forecast variance, movement since the report before"),
        ColumnSpec(name="action", label="What is done about it", width=30, hidden=True),
        ColumnSpec(name="basis", label="Basis", width=14, hidden=True),
        money("rate0", "Run rate by month", rate, hidden=True),
        money("rate1", "Run rate by phasing", rate, hidden=True),
        ColumnSpec(name="nature", label="Nature", hidden=True),
        ColumnSpec(name="block", label="Block", hidden=True),
    ]


def read(connection: Any, wanted: Period, unit: str) -> Shown:
    """Read the report of an area at a month; the newest unless they are chosen."""
    from blmk_desktop.summaries.finance import Report, bands, months, report

    there = months(connection)
    now = known(there, wanted)
    found = report(connection, now.area, now.year, now.month) if there else Report()
    rows = {identity(row): row for row in ordered(found)}
    chosen = unit_of(unit)
    return Shown(
        columns_of(specs(chosen), [_cells(row) for row in rows.values()], ids=list(rows)),
        found,
        there,
        chosen,
        bands(connection),
        rows,
    )


def ordered(found: Report) -> Iterator[FinanceRow]:
    """Each block's lines, its total and what is apart of it; at last the total of all."""
    for block in found.blocks:
        yield from block.rows
        yield block.total
        if len(block.apart) > 1:
            yield from block.apart
    if found.total is not None:
        yield found.total


def identity(row: FinanceRow) -> str:
    """What tells a row of the report from the others."""
    return f"{row.block}|{row.level}|{row.category or row.label}"


def _cells(row: FinanceRow) -> dict[str, Any]:
    indent = "\u2003" * row.depth
    apart = f"\u2003of which {row.nature}" if row.level == "apart" else ""
    cells: dict[str, Any] = {
        "label": apart or f"{indent}{row.label}",
        "moved": row.moved,
        "reason": reason_of(row),
        "action": row.reason.action if row.reason else "",
        "basis": ", ".join(dict.fromkeys(one.basis for _, one in figures(row) if one.basis)),
        "nature": row.nature,
        "block": row.block,
    }
    for key, name in SIDES.items():
        at: Position = getattr(row, name)
        cells[f"{key}_plan"] = at.plan.value if at.plan else None
        cells[f"{key}_outturn"] = at.outturn.value if at.outturn else None
        cells |= {f"{key}_variance": at.variance, f"{key}_percent": at.percent, f"{key}_rag": at.rag}
    return cells | {f"rate{at}": rate.value for at, rate in enumerate(row.run_rates[:2])}


def reason_of(row: FinanceRow) -> str:
    """Why a line is over or under its plan; that somebody should say so, or that there are no figures of it yet."""
    if row.needs_reason:
        return NEEDS
    return row.reason.reason if row.reason else "" if figures(row) else SILENT


def figures(row: FinanceRow) -> list[tuple[str, Figure]]:
    """The figures of a row with what each is called: 'Plan to date'."""
    named = [
        ("Plan to date", row.to_date.plan),
        ("Actual to date", row.to_date.outturn),
        ("Plan for the full year", row.full_year.plan),
        ("Forecast", row.full_year.outturn),
    ]
    return [(words, one) for words, one in named if one is not None]


# What needs attention


def attention(found: Report, unit: Unit) -> tuple[str, str]:
    """What needs attention in words, and its tone."""
    said = [_over(block.total, unit) for block in found.blocks]
    unexplained = [row.label for row in found.unexplained]
    if unexplained:
        number = counted(len(unexplained), "red line needs a reason", "red lines need a reason")
        said.append(f"{number}: {several(unexplained, 3)}")
    if found.missing:
        said.append(f"no figures for {several(found.missing, 3)}")
    if found.silent:
        number = counted(len(found.silent), "line has", "lines have")
        said.append(f"{number} no figures of this month yet: {several(found.silent, 3)}")
    over = any((block.total.full_year.variance or 0) < 0 for block in found.blocks)
    text = " · ".join(filter(None, said))
    lacking = found.missing or found.silent
    return capital(text), "red" if unexplained else "amber" if over or lacking else "green"


def _over(total: FinanceRow, unit: Unit) -> str:
    name = total.label.removeprefix("Total ")
    year, now = total.full_year.variance, total.to_date.variance
    which = "forecast" if year is not None else "to date"
    amount = year if year is not None else now
    if amount is None:
        return ""
    word = "over" if amount < 0 else "under"
    return f"{name}: {which} {in_unit(abs(amount), unit)} {word} plan" if amount else f"{name}: {which} on plan"


def gravest(findings: Sequence[tuple[str, str]]) -> Mark:
    """A mark as grave as the gravest of some (severity, message), with what all of them say."""
    severity = min((one for one, _ in findings), key=SEVERITIES.index)
    return Mark(severity, "\n".join(dict.fromkeys(message for _, message in findings)))


def marks(shown: Shown, findings: Sequence[Finding]) -> dict[tuple[str, str], Mark]:
    """What findings say, at the cells that print or hold what they are about; and reds without a reason."""
    held: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for finding in open_ones(findings):
        for place in places(shown, finding):
            held.setdefault(place, []).append((finding.severity, finding.message))
    return {place: gravest(several_) for place, several_ in held.items()}


def places(shown: Shown, finding: Finding) -> list[tuple[str, str]]:
    """The cells that a finding is about: by where it was found, else by the line and the measure it is about."""
    line = row_of(shown, *finding.about)
    if finding.rule == "red-unexplained":
        return [(line, "label"), (line, "reason")] if line else []
    by_where = shown.by_where.get(finding.where, [])
    if by_where or not line:
        return by_where
    row = shown.rows[line]
    blank = [key for key, name in SIDES.items() if finding.measure in getattr(row, name).unprinted]
    return [(line, f"{key}_{COLUMNS.get(finding.measure, 'outturn')}") for key in blank] or [(line, "label")]


def row_of(shown: Shown, kind: str, key: str) -> str:
    """The row that a record's key means, '' for none: 'area|category|year|month…', or the name of a category."""
    if kind not in KINDS:
        return ""
    parts = key.split("|")
    period = (shown.report.area, shown.report.year, str(shown.report.month))
    if len(parts) > 3 and (parts[0], parts[2], parts[3]) != period:
        return ""
    category = parts[1] if len(parts) > 1 else key
    return shown.by_category.get(category, "")
