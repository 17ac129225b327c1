"""What a finance report prints of its own figures: totals, variances and percentages, kept and recomputed as claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from blmk_desktop.importing.finance.columns import TURNED
from blmk_desktop.importing.finance.tables import FinanceTable, Line, Printed
from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.proposal import Claim
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.variance import Held, judged, ours, share_of_plan, variance
from blmk_desktop.rules.wording import figure, pounds

MEASURES = {"variance": "variance", TURNED: "variance", "percent": "variance_percent"}
LABELS = {"plan": "Plan", "actual": "Actual", "forecast": "Forecast", "variance": "Variance"}
LABELS |= {TURNED: "Variance", "percent": "Variance as % of plan"}
_KEYS = ("source", "sheet", "cell")


def stated_of(
    table: FinanceTable,
    about: Callable[[Line], tuple[str, str | None]],
    when: tuple[str, int],
    convention: str,
    source: str,
) -> Drafts:
    """Each printed total, variance and percentage, as it stands there; the convention says which way round that is."""
    told_of = ("area", "category", "label", "year", "month", "period", "measure", "rule", "convention")
    names = (*_KEYS, *told_of, "first_row", "last_row", "value", "decimals")
    draft = Drafts(Part("stated_budget", owns=RECORDS["stated_budget"].names[3:], whole=True), names)
    for line in table.lines:
        area, category = about(line)
        covers = (line.covers[0] + 1, line.covers[1] + 1) if line.covers else (None, None)
        for measure, printed in line.cells.items():
            if measure not in MEASURES and not line.covers:
                continue  # plan and outturn of a line are figures
            cell = table.layout.place(line.row, printed.column)
            rule = "computed" if measure in MEASURES else "total"
            row = (source, table.layout.sheet.name, cell, area or None, category, line.label, *when, line.period)
            told = convention if measure in MEASURES else None
            draft.rows.append(
                (*row, MEASURES.get(measure, measure), rule, told, *covers, printed.value, printed.decimals)
            )
            draft.at.append(line.row)
            draft.cells.append(cell)
    return draft


def claims_of(table: FinanceTable, convention: str) -> list[Claim]:
    """Each claim of a table held against its own rows, for the preview."""
    return [
        claim
        for line in table.lines
        for measure, printed in line.cells.items()
        if (claim := _claim(table, line, measure, printed, convention))
    ]


def _claim(table: FinanceTable, line: Line, measure: str, printed: Printed, convention: str) -> Claim | None:
    held = _held(table, line, measure, printed, convention)
    if held is None:
        return None
    where = f"{table.layout.sheet.name}!{table.layout.place(line.row, printed.column)}"
    written, computed = (_words(measure, value) for value in (printed.value, held.value))
    why = "its sign is lost" if held.verdict == "lost sign" else ""
    return Claim(
        where,
        f"{line.label}, {line.period}",
        LABELS[measure],
        written,
        computed,
        held.verdict in ("held", "rounded"),
        why,
    )


def _words(measure: str, value: int) -> str:
    return figure("variance_percent", value, 1) if measure == "percent" else pounds(value, 0)


def _held(table: FinanceTable, line: Line, measure: str, printed: Printed, convention: str) -> Held | None:
    """What a claim should be, in the source's own way round; None of a figure that is no claim."""
    plan, outturn = line.cells.get("plan"), line.cells.get(line.outturn)
    if measure in MEASURES:
        if plan is None or outturn is None:
            return None
        exact = share_of_plan(plan.value, outturn.value) if measure == "percent" else None
        if measure == "percent" and exact is None:
            return None
        value = exact if exact is not None else Fraction(variance(plan.value, outturn.value))
        parts = ((plan.value, plan.decimals), (outturn.value, outturn.decimals))
        return judged((printed.value, printed.decimals), ours(1, convention) * value, parts, percent=exact is not None)
    if not line.covers:
        return None
    above = _above(table.lines, line, measure)
    if not above:
        return None  # nothing stands here to tell
    value = Fraction(sum(one.value for one in above))
    return judged((printed.value, printed.decimals), value, [(one.value, one.decimals) for one in above])


def _above(lines: Sequence[Line], total: Line, measure: str) -> list[Printed]:
    first, last = total.covers or (0, 0)
    return [
        line.cells[measure]
        for line in lines
        if not line.covers and line.period == total.period and first <= line.row <= last and measure in line.cells
    ]
