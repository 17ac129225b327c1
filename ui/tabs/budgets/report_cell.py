"""The chosen cell of the monthly report in words: how it is worked out, where it stands, what is printed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.rules.wording import counted, figure, pounds
from ui.parts.detail import Facts
from ui.tabs.budgets.report_columns import COLUMNS, SIDES, percentage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blmk_desktop.rules.variance import Band
    from blmk_desktop.summaries.finance import Figure, FinanceRow, Position, Stated
    from ui.tabs.budgets.report_columns import Shown

NONE = Facts("", [])
VERDICTS = {
    "held": "which holds",
    "rounded": "which rounding explains",
    "lost sign": "without its sign",
    "failed": "which does not hold",
}


def explained(shown: Shown, row: FinanceRow, column: str) -> Facts:
    """A cell of a row; nothing for one that is no figure of a position."""
    key, _, name = column.partition("_")
    spec = shown.columns.by_name.get(column)
    if key not in SIDES or spec is None:
        return NONE
    at: Position = getattr(row, SIDES[key])
    if at.plan is None or at.outturn is None:
        return NONE
    says = {
        "plan": lambda: _figure(shown, row, at.plan),
        "outturn": lambda: _figure(shown, row, at.outturn),
        "variance": lambda: [("Worked out", _difference(shown, at))],
        "percent": lambda: [("Worked out", _share(shown, at))],
        "rag": lambda: _rag(shown, at),
    }
    pairs = [*says[name](), *(("Printed", _printed(shown, one)) for one in at.stated.values() if _column(one) == name)]
    return Facts(f"The chosen cell: {spec.spec.label}", pairs)


def _column(one: Stated) -> str:
    return COLUMNS.get(one.measure, "outturn")


def _figure(shown: Shown, row: FinanceRow, one: Figure | None) -> list[tuple[str, str]]:
    if one is None:
        return []
    stands = " › ".join(filter(None, (one.source, one.cell)))
    adds = counted(len(row.categories), "line") if row.level != "line" else "the areas within" if not one.id else ""
    return [("Is", shown.money(one.value)), ("Stands in", stands), ("Adds up", adds), ("Basis", one.basis)]


def _difference(shown: Shown, at: Position) -> str:
    money = shown.money
    if at.plan is None or at.outturn is None:
        return ""
    return f"{money(at.plan.value)} − {money(at.outturn.value)} = {money(at.variance)}"


def _share(shown: Shown, at: Position) -> str:
    if at.plan is None or at.percent is None:
        return "No plan to hold it against"
    return f"{shown.money(at.variance)} ÷ {shown.money(at.plan.value)} = {percentage(at.percent)}"


def _rag(shown: Shown, at: Position) -> list[tuple[str, str]]:
    over = (at.variance or 0) < 0
    share = f" ({percentage(abs(at.percent))})" if at.percent is not None else ""
    says = f"{shown.money(abs(at.variance or 0))}{share} over its plan" if over else "Not over its plan"
    return [("Because", says), *_thresholds(shown.bands)]


def _thresholds(bands: Sequence[Band]) -> list[tuple[str, str]]:
    ordered = sorted(bands, key=lambda one: -one.share)
    return [(one.rag, f"from {percentage(one.share)} and {pounds(one.amount, 0)} over plan") for one in ordered]


def _printed(shown: Shown, one: Stated) -> str:
    value = figure(one.measure, one.value, max(one.decimals, 1)) if "percent" in one.measure else shown.money(one.value)
    verdict = VERDICTS.get(one.verdict, "")
    return f"{', '.join(filter(None, (value, verdict)))}: {one.where}"
