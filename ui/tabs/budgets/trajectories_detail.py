"""The chosen row of trajectories at the side: how each year's figure comes about, and where the paper prints it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from blmk_desktop.records.declaration import MONEY, PERCENT, THOUSANDS, WTE, Unit
from blmk_desktop.rules.wording import pounds
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.record_lines import finding_lines, history_lines
from ui.tabs.budgets.trajectories_columns import NOT_COSTED
from ui.tabs.budgets.workforce_prints import Beside, as_printed, as_text, place_of

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.stated_workforce import Printed
    from blmk_desktop.summaries.trajectories import FundedRow, PayRow, SplitRow, TrajectoryCell, TrajectoryRow
    from ui.window import MainWindow

Buttons = Sequence[tuple[str, Callable[[], object]]]


class Beneath:
    """What the detail of a row stands on."""

    def __init__(
        self, pane: DetailPane, window: MainWindow, findings: Sequence[Finding], buttons: Buttons, *, compared: bool
    ) -> None:
        """`compared`: whether figures are those as published, to be held against what is printed."""
        self.pane, self.window, self.findings, self.buttons = pane, window, findings, buttons
        self.compared, self.history = compared, history_lines((), window)

    def printed(self, words: str, printed: Printed, computed: int | None, unit: Unit) -> Line:
        """What is printed and where; whether it differs from what is computed."""
        differs = self.compared and not Beside(printed, computed, unit).agrees
        word, tone = ("Differs", "amber") if differs else ("", "grey")
        return Line(f"{words}: {as_printed(printed, unit)}", f"{printed.source}, {place_of(printed)}", word, tone)

    def show(self, name: str, about: str, sections: Sequence[Section]) -> None:
        """Show them, the findings behind the first."""
        first, *rest = sections
        shown = [first, finding_lines(self.window, self.findings), *rest, self.history]
        self.pane.show_detail(name, about, shown, None, self.buttons)


def show_role(at: Beneath, row: TrajectoryRow, *, money: bool) -> None:
    """A role or a sum of roles: each year with its reason, and all of them together."""
    unit, name = (THOUSANDS, "cost") if money else (WTE, "wte")
    cells = [*row.cells, row.total]
    lines = [_year_line(cell, name, unit) for cell in cells if _said(cell, name)]
    printed = [
        at.printed(cell.year or "All years", getattr(cell, f"printed_{name}"), getattr(cell, name), unit)
        for cell in cells
        if getattr(cell, f"printed_{name}") is not None
    ]
    pay = [("A post a year", "" if row.pay is None else pounds(row.pay, 0))]
    about = {"role": "Role", "sum": "Sum"}.get(row.kind, f"Programme of {row.role}")
    sections: list[Section] = [Lines("How it comes about", lines), Facts("Pay", pay), Lines("As printed", printed)]
    at.show(row.label, about, sections)


def _said(cell: TrajectoryCell, name: str) -> bool:
    return getattr(cell, name) is not None or cell.within_establishment


def _year_line(cell: TrajectoryCell, name: str, unit: Unit) -> Line:
    year, value = cell.year or "All years", getattr(cell, name)
    said = cell.said if name == "cost" else ""
    if cell.within_establishment and name == "cost":
        said = said or NOT_COSTED
    return Line(f"{year}: {as_text(value, unit)}", said)


def show_funded(at: Beneath, row: FundedRow) -> None:
    """A source of funding, or a sum of them."""
    share = "" if row.share is None else as_text(row.share, PERCENT)
    printed = [] if row.printed is None else [at.printed("Amount", row.printed, row.value, THOUSANDS)]
    facts = [("Amount", pounds(row.value, 0)), ("Share of the cost", share), ("Follows from", row.said)]
    at.show(row.label, "Funding of the cost", [Facts("Funding", facts), Lines("As printed", printed)])


def show_split(at: Beneath, row: SplitRow) -> None:
    """A programme in a year by area."""
    facts = [(area, as_text(wte, WTE)) for area, wte in row.by_area.items()]
    printed = [at.printed(area, one, row.by_area.get(area), WTE) for area, one in row.printed.items()]
    name = row.programme or ("All programmes" if row.is_sum else row.role)
    about = " · ".join(filter(None, (row.role, row.year or "All years")))
    at.show(name, about, [Facts("To recruit", facts), Lines("As printed", printed)])


def show_pay(at: Beneath, row: PayRow) -> None:
    """What a post of a role costs."""
    years = ("first", "second", "third")
    paid = [
        (f"Paid for us in the {years[n]} year", as_text(share, PERCENT))
        for n, share in enumerate(row.reimbursed[:3])
        if share
    ]
    facts = [
        ("Wage", row.band if row.wage is None else f"{row.band} {pounds(row.wage, 0)}".strip()),
        ("On-costs", "" if row.on_costs is None else as_text(row.on_costs, PERCENT)),
        ("With on-costs", pounds(row.cost, 0)),
        *paid,
        ("Note", row.note),
    ]
    printed = [] if row.printed is None else [at.printed("With on-costs", row.printed, row.cost, MONEY)]
    at.show(row.role, "A whole post for a year", [Facts("Pay", facts), Lines("As printed", printed)])
