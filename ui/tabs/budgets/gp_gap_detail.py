"""The chosen row of the GP workforce gap at the side: how its figures come about, and what is printed of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.records.declaration import WTE
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.record_lines import finding_lines, history_lines
from ui.tabs.budgets.gp_gap_columns import COMPUTED, TOLD, UNITS
from ui.tabs.budgets.workforce_prints import as_printed, as_text, place_of

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.gp_gap import BridgeStep
    from blmk_desktop.summaries.gp_gap import GapRow, Point
    from ui.tabs.budgets.workforce_page import History
    from ui.window import MainWindow

Buttons = Sequence[tuple[str, Callable[[], object]]]


def show_gap(
    pane: DetailPane, window: MainWindow, row: GapRow, found: tuple[Sequence[Finding], History], buttons: Buttons
) -> None:
    """A profession in an area: every figure, how the gap follows from them, and where the plan prints it.

    `found`: what findings say of it, and what happened to its record.
    """
    findings, history = found
    facts = [(_name(name), as_text(getattr(row, name), UNITS[name])) for name in UNITS if _known(row, name)]
    sections: list[Section] = [
        Lines("How the gap comes about", [Line(words) for words in _rules(row)]),
        finding_lines(window, findings),
        Facts("Figures", facts),
        Facts(_heading(row), [_printed(row, name) for name in UNITS if name in row.printed]),
        Facts("Sum of its areas", [(_name(name), as_text(of, UNITS[name])) for name, of in row.of_parts.items()]),
        Facts("Where from", [("Source", ", ".join(filter(None, (row.source, row.cell))))]),
        history_lines(history, window),
    ]
    pane.show_detail(row.area, f"{row.profession} · {row.year}", sections, _badge(row), buttons)


def _name(name: str) -> str:
    return TOLD[name][0] if name in TOLD else COMPUTED[name][0]


def _known(row: GapRow, name: str) -> bool:
    return getattr(row, name) is not None


def _rules(row: GapRow) -> list[str]:
    """The rules of the gap with this row's figures in them."""
    if row.gap is None or row.vacancies is None:
        return ["Vacancies are not known, so there is no gap to work out."]
    parts = [("vacancies", row.vacancies), ("retiring", row.retiring), ("expansion target", row.expansion)]
    named = " + ".join(f"{name} {_wte(value)}" for name, value in parts if value is not None)
    said = [f"F = {named} = {_wte(row.gap)}"]
    if row.gap_share is not None and row.baseline:
        said.append(f"F of A = {_wte(row.gap)} ÷ {_wte(row.baseline)} = {as_text(row.gap_share, UNITS['gap_share'])}")
    if row.expansion is None:
        said.append("Without an expansion target: vacancies and retirements alone.")
    return said


def _wte(value: int | None) -> str:
    return as_text(value, WTE).removesuffix(" WTE")


def _heading(row: GapRow) -> str:
    """Where most of it is printed."""
    sheet = _sheet(row)
    return f"As printed in {sheet}" if sheet else "As printed"


def _sheet(row: GapRow) -> str:
    sheets = Counter(printed.sheet for printed in row.printed.values())
    return sheets.most_common(1)[0][0] if sheets else ""


def _printed(row: GapRow, name: str) -> tuple[str, str]:
    printed = row.printed[name]
    where = printed.cell if printed.sheet == _sheet(row) else place_of(printed)
    return _name(name), f"{as_printed(printed, UNITS[name])} · {where}"


def _badge(row: GapRow) -> tuple[str, str] | None:
    return ("Sum of areas", "grey") if row.is_sum else None


def show_step(
    pane: DetailPane, window: MainWindow, step: BridgeStep, was: int | None, findings: Sequence[Finding]
) -> None:
    """A bar of the bridge: its figure, what it follows from, and what it is in what is compared with."""
    before = "" if was is None or was == step.value else as_text(was, WTE)
    facts = [
        ("Level" if step.kind == "level" else "Change", as_text(step.value, WTE)),
        ("Together", as_text(step.level, WTE) if step.kind != "level" else ""),
        ("Follows from", step.rule),
        ("Compared with", before),
    ]
    sections: list[Section] = [Facts("Bridge", facts), finding_lines(window, findings)]
    pane.show_detail(step.label, "GPs, whole-time equivalents", sections)


def show_year(pane: DetailPane, area: str, point: Point, was: Point | None) -> None:
    """A year of the projection: each figure in a sentence, with the range in which it may well lie."""
    bands = (("In post", point.stock_band), ("Needed", point.need_band), ("Gap", point.gap_band))
    compared: list[tuple[str, Any]] = (
        []
        if was is None
        else [
            ("In post", was.step.stock),
            ("Needed", was.step.need),
            ("Gap", was.step.gap),
        ]
    )
    sections: list[Section] = [
        Lines("How it comes about", [Line(words) for words in point.said]),
        Facts("Eight of ten times between", [(name, between(band)) for name, band in bands]),
        Facts("Compared with", [(name, as_text(value, WTE)) for name, value in compared]),
    ]
    pane.show_detail(f"End of {point.year}", area, sections)


def between(band: tuple[int, int, int]) -> str:
    """The range of a figure; the figure alone where it is certain."""
    low, _, high = band
    return as_text(low, WTE) if low == high else f"{_wte(low)} to {as_text(high, WTE)}"
