"""The chosen row of the budget at the side: how a line came about, its months with their sources, one virement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import month_label, show_date
from blmk_desktop.rules.wording import chosen, counted, pounds
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.form import open_form
from ui.parts.record_lines import finding_lines, history_lines, shortened
from ui.tabs.budgets.budget_setting_columns import OF_LINES, WHOLE_WORD, Shown, about_of, line_id
from ui.tabs.budgets.budget_setting_dialogs import (
    FigureDialog,
    LineDialog,
    ProfileDialog,
    VirementDialog,
    ask_why_removed,
    take_back,
)

if TYPE_CHECKING:
    from blmk_desktop.changes import Change, ChangeSet
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.budget_rows import BudgetRow, BudgetSum, Difference, FigureRow, VirementRow
    from ui.window import MainWindow

HINT = "Choose a line to see how its budget came about, and where each month comes from."
Buttons = list[tuple[str, Callable[[], object]]]
ORIGIN_WORDS = {"report": "Report", "ledger": "Ledger", "return": "Return", "entered": "Entered"}


@dataclass(frozen=True)
class Known:
    """What is read for the chosen row: its history, and its record as stored."""

    id: Any
    history: Sequence[tuple[ChangeSet, Change]] = ()
    record: dict[str, Any] = field(default_factory=dict)


def read_known(connection: Any, shown: Shown, id_: Any) -> Known:
    """Read it."""
    from blmk_desktop.changes import of_record
    from blmk_desktop.records.kinds import RECORDS
    from blmk_desktop.records.rows import many

    kind = "virement" if shown.view == "virement" else "budget_line"
    identity = getattr(shown.rows.get(id_), "id", 0)
    if not identity:
        return Known(id_)
    found = many(connection, RECORDS[kind], [identity]).get(identity, {})
    return Known(id_, of_record(connection, kind, identity), found)


class At:
    """What the detail of a row stands on."""

    def __init__(
        self, window: MainWindow, shown: Shown, known: Known, findings: Sequence[Finding], *, editable: bool
    ) -> None:
        self.window, self.shown, self.known, self.findings, self.editable = window, shown, known, findings, editable

    def about(self, *keys: tuple[str, str]) -> Lines:
        """The findings about one of these; the key of a line is written without its version."""
        return finding_lines(self.window, [one for one in self.findings if about_of(one) in keys])

    def buttons(self, *buttons: tuple[str, Callable[[], object]]) -> Buttons:
        """Buttons that change something, where it can be changed."""
        return list(buttons) if self.editable else []

    def virements(self, rows: Iterable[VirementRow]) -> Lines:
        """Virements, each of which can be taken back."""
        return Lines("Virements", shortened([self._virement(one) for one in rows], "virements"))

    def _virement(self, row: VirementRow) -> Line:
        detail = " · ".join(filter(None, (row.reason, show_date(row.on))))
        words = f"{pounds(row.amount, 0)} from {row.from_words} to {row.to_words}"
        back = self.buttons(("Take back…", lambda: take_back(self.window, row)))
        return Line(words, detail, row.number, "blue", buttons=back)


def show_row(pane: DetailPane, at: At, id_: Any) -> None:
    """Show the chosen row, or without one the budget as a whole."""
    row = at.shown.rows.get(id_)
    if row is None:
        show_all(pane, at)
    elif at.shown.view in OF_LINES:
        _show_line(pane, at, row)
    elif at.shown.view == "virement":
        _show_virement(pane, at, row)
    elif at.shown.view == "compare":
        _show_difference(pane, at, row)
    else:
        _show_profile(pane, at, id_, row)


def show_all(pane: DetailPane, at: At) -> None:
    """The budget as a whole: its blocks and areas, and which versions there are."""
    budget = at.shown.budget
    if not budget.versions:
        pane.clear(HINT)
        return
    versions = [
        Line(
            f"{one.name}: {pounds(one.amount, 0)} in {counted(one.lines, 'line')}",
            " · ".join(filter(None, (f"Agreed on {show_date(one.agreed)}" if one.agreed else "", one.note))),
            chosen(one.kind),
            "green" if one.name == budget.version else "grey",
        )
        for one in budget.versions
    ]
    sections: list[Section] = [
        Facts("By block", [(one.block.capitalize(), _sum_words(one)) for one in budget.by_block]),
        Facts("By area", [(one.area, _sum_words(one)) for one in budget.by_area]),
        Facts("Together", [("Set", pounds(budget.total.original, 0)), ("Budget now", pounds(budget.total.budget, 0))]),
        Lines("Versions", shortened(versions, "versions")),
    ]
    pane.show_detail(budget.version, budget.year, sections)


def _sum_words(row: BudgetSum) -> str:
    forecast = "" if row.forecast is None else f" · forecast {pounds(row.forecast, 0)}"
    partly = " so far as is said" if "forecast" in row.incomplete else ""
    return f"{pounds(row.budget, 0)}{forecast}{partly}"


def _show_line(pane: DetailPane, at: At, row: BudgetRow) -> None:
    id_ = line_id(row)
    recurs = {None: "Not said", True: "Recurrent", False: "Not recurrent"}[row.recurrent]
    facts = [
        ("Set", pounds(row.original, 0) if row.id else "Nothing: only moved to it"),
        ("Moved in", _money(row.moved_in or None)),
        ("Moved out", _money(row.moved_out or None)),
        ("Budget now", pounds(row.budget, 0)),
        ("Recurs", recurs),
        ("Phased by", row.profile_words),
        ("Nature", row.nature.capitalize() if row.nature != "spend" else ""),
        ("Note", row.note),
        ("Source", _where(row)),
    ]
    sections: list[Section] = [
        Facts("Budget", facts),
        _position(row),
        at.about(("budget_line", id_), ("budget_figure", id_)),
        Lines("Where its figures come from", shortened([_figure(one) for one in _newest(row)], "figures")),
        at.virements(one for one in at.shown.budget.virements if row.key in (one.move.taken_from, one.move.given_to)),
        history_lines(at.known.history, at.window),
    ]
    budget = at.shown.budget
    buttons = at.buttons(
        ("Set…", lambda: LineDialog.ask(at.window, budget.version, budget.year, row)),
        ("Enter a month…", lambda: FigureDialog(at.window, row).open()),
    )
    if budget.kind == "budget":
        buttons += at.buttons(("Move money…", lambda: VirementDialog.ask(at.window, budget.year, row.key)))
    if row.id:
        buttons += at.buttons(("Take out…", lambda: ask_why_removed(at.window, row)))
    pane.show_detail(row.category, f"{row.area} {row.year}", sections, _badge(row), buttons)


def _position(row: BudgetRow) -> Facts:
    month = month_label(row.reached) if row.reached else ""
    return Facts(
        f"To {month}" if month else "To date",
        [
            ("Plan", _money(row.plan_to_date)),
            ("Actual", _money(row.actual_to_date)),
            ("Variance", _judged(row.variance, "plan")),
            ("Forecast", _money(row.forecast)),
            ("Variance then", _judged(row.forecast_variance, "budget")),
        ],
    )


def _judged(variance: int | None, of: str) -> str:
    """A variance and what it means: (£6,000), over plan."""
    if not variance:
        return _money(variance)
    return f"{pounds(variance, 0)}, {'over' if variance < 0 else 'under'} {of}"


def _badge(row: BudgetRow) -> tuple[str, str] | None:
    ahead = row.forecast_variance if row.forecast_variance is not None else row.variance
    if ahead is None:
        return None
    return ("Over", "red") if ahead < 0 else ("Within", "green")


def _newest(row: BudgetRow) -> list[FigureRow]:
    return sorted(row.figures, key=lambda one: (-one.month, one.measure, one.period, one.rank))


def _figure(one: FigureRow) -> Line:
    period = "" if one.period == "month" else f" ({one.period})"
    words = f"{month_label(one.month)} {one.measure}{period}: {pounds(one.value, 0)}"
    detail = " · ".join(filter(None, (one.where, one.basis and f"basis: {one.basis}", one.note)))
    return Line(words, detail, ORIGIN_WORDS[one.origin], "blue" if one.origin == "report" else "grey")


def _where(row: BudgetRow) -> str:
    return " › ".join(filter(None, (row.source, "!".join(filter(None, (row.sheet, row.cell))))))


def _show_virement(pane: DetailPane, at: At, row: VirementRow) -> None:
    recurs = {None: "", True: "Yes", False: "No"}[row.recurrent]
    facts = [
        ("From", row.from_words),
        ("To", row.to_words),
        ("Amount", pounds(row.amount)),
        ("On", show_date(row.on)),
        ("Recurrent", recurs),
        ("Reason", row.reason),
        ("Source", ", ".join(filter(None, (row.source, row.cell)))),
    ]
    sections: list[Section] = [
        Facts("Virement", facts),
        at.about(("virement", row.number)),
        history_lines(at.known.history, at.window),
    ]
    buttons = at.buttons(("Take back…", lambda: take_back(at.window, row)))
    if at.known.record:
        buttons += at.buttons(("Change…", lambda: open_form(at.window, "virement", at.known.record)))
    pane.show_detail(f"Virement {row.number}", row.year, sections, None, buttons)


def _show_difference(pane: DetailPane, at: At, row: Difference) -> None:
    names = {spec.name: spec.label for spec in at.shown.columns.specs}
    said = [
        Line("No such line" if value is None else pounds(value, 0), names[name])
        for name, value in (("first", row.first), ("second", row.second))
    ]
    difference = Facts("Difference", [("This version less the other", pounds(row.difference, 0))])
    sections: list[Section] = [Lines("What each version sets", said), difference]
    pane.show_detail(row.category, f"{row.area} {row.year}", sections)


def _show_profile(pane: DetailPane, at: At, name: str, shares: Sequence[int]) -> None:
    lines = [row for row in at.shown.budget.rows if row.profile == name]
    said = [Line(f"{row.category}, {row.area}: {pounds(row.budget, 0)}") for row in lines]
    whole = at.shown.columns.row(at.shown.columns.position_of(name) or 0)["whole"]
    sections: list[Section] = [
        at.about(("phase", name)),
        Lines("Lines that have it", shortened(said, "lines")),
    ]
    change = at.buttons(("Change…", lambda: ProfileDialog(at.window, name, shares).open()))
    pane.show_detail(name, "Phasing profile", sections, (whole, "green" if whole == WHOLE_WORD else "red"), change)


def _money(pence: int | None) -> str:
    return "" if pence is None else pounds(pence, 0)
