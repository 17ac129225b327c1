"""The chosen row of the monthly report at the side: both positions, what is printed of them, lines, sources, reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.rules.wording import MONTHS, figure, listed
from blmk_desktop.values import show_figure
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.form import open_form
from ui.parts.linked_lines import link_lines
from ui.parts.record_lines import finding_lines, history_lines
from ui.tabs.budgets import report_columns as rows
from ui.tabs.budgets.finance_period import Period
from ui.tabs.budgets.report_cell import explained
from ui.tabs.budgets.report_dialogs import ReasonDialog

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.finance import Figure, FinanceRow, Position, Stated
    from blmk_desktop.summaries.links import Links
    from ui.tabs.budgets.finance_period import PeriodPickers
    from ui.window import MainWindow

HINT = "Choose a row to see where its figures come from, what is printed of them, and why it is over or under."
MEASURES = {
    "plan": "Plan",
    "actual": "Actual",
    "forecast": "Forecast",
    "variance": "Variance",
    "variance_percent": "Variance %",
}
VERDICTS = {
    "held": ("Holds", "green"),
    "rounded": ("Rounded", "blue"),
    "lost sign": ("Sign lost", "red"),
    "failed": ("Does not hold", "red"),
    "unknown": ("Not checked", "grey"),
}
ORIGINS = {"report": "monthly report", "ledger": "ledger", "return": "return", "entered": "entered here"}
ORIGINS |= {"budget": "the budget's share", "sum": "added up"}
Buttons = list[tuple[str, Callable[[], object]]]


@dataclass(frozen=True)
class Kept:
    """What else is known of a row: what happened to its figures, their records for the form by id, and its links."""

    history: Sequence[Any] = ()
    records: dict[int, dict[str, Any]] | None = None
    links: Sequence[Links] = ()


def read_kept(connection: Any, row: FinanceRow) -> Kept:
    """Read it."""
    from blmk_desktop.changes import of_record
    from blmk_desktop.records.kinds import RECORDS
    from blmk_desktop.records.rows import many
    from blmk_desktop.summaries.links import links

    ids = [one.id for _, one in rows.figures(row) if one.id]
    of = [("budget_figure", one) for one in ids] + ([("variance_reason", row.reason.id)] if row.reason else [])
    found = [event for kind, one in of for event in of_record(connection, kind, one)]
    found.sort(key=lambda event: -event[0].number)
    first: set[str] = set()  # figures that one act added are one line
    events = []
    for change_set, change in found:
        if change.before is None and change_set.id in first:
            continue
        if change.before is None:
            first.add(change_set.id)
        events.append((change_set, change))
    linked = links(connection, "budget_category", row.category) if row.category else ()
    return Kept(events, many(connection, RECORDS["budget_figure"], ids), linked)


@dataclass(frozen=True)
class At:
    """What the detail of a row stands on. `go` selects a row of the table, `period` holds the area and month for
    all pages; `column` is that of the chosen cell.
    """

    window: MainWindow
    shown: rows.Shown
    findings: Sequence[Finding]
    kept: Kept
    go: Callable[[str], object]
    period: PeriodPickers
    column: str = ""

    def show(self, pane: DetailPane, id_: str) -> None:
        """Show a row."""
        row = self.shown.rows[id_]
        sections: list[Section] = [
            explained(self.shown, row, self.column),
            self._position("To date", row.to_date),
            self._position("Full year", row.full_year),
            finding_lines(self.window, [one for one in self.findings if self._is_about(one, id_)]),
            self._reason(row),
            self._lines(row),
            self._printed(row),
            self._sources(row),
            Facts(
                "Run rate",
                [(f"{self.shown.money(one.value)} {one.name}", f"if {one.assumes}") for one in row.run_rates],
            ),
            self._moved(row),
            *link_lines(self.window, self.kept.links),
            history_lines(self.kept.history, self.window),
        ]
        subtitle = f"{self.shown.report.area}, {self.shown.report.words}"
        badge = (row.worst, rows.RAG_TONES[row.worst]) if row.worst else None
        pane.show_detail(row.label, subtitle, sections, badge, self._buttons(row))

    def _is_about(self, finding: Finding, id_: str) -> bool:
        return any(place[0] == id_ for place in rows.places(self.shown, finding))

    def _buttons(self, row: FinanceRow) -> Buttons:
        buttons: Buttons = []
        if row.level in rows.LINES and not self.window.read_only:
            words = "Change the reason…" if row.reason else "Give a reason…"
            buttons.append((words, lambda: ReasonDialog.ask(self.window, self.shown, row)))
        subject = row.category or (row.block if row.level == "total" else "")
        if row.level != "apart":
            buttons += [
                ("Trend", lambda: self._to("trend", subject)),
                ("Bridge", lambda: self._to("bridge", row.block, row.label)),
            ]
        return buttons

    def _to(self, page: str, *about: str) -> None:
        """Show another page of the same area and month, of a category, a block, or all (''); and a step of it."""
        self.period.hold(self.shown.period)
        self.window.go_to("Budgets").show_page(page).show_subject(*about)

    def _position(self, heading: str, at: Position) -> Facts:
        money, outturn = self.shown.money, "Actual" if heading == "To date" else "Forecast"
        return Facts(
            heading,
            [
                ("Plan", money(at.plan.value) if at.plan else ""),
                (outturn, money(at.outturn.value) if at.outturn else ""),
                ("Variance", _varies(self.shown, at)),
                ("Of the plan", _percent(at)),
                ("RAG", at.rag),
            ],
        )

    def _reason(self, row: FinanceRow) -> Lines:
        reason = row.reason
        if reason is None:
            return Lines(
                "Reason", [Line("A red line needs a reason.", "", rows.NEEDS, "red")] if row.needs_reason else []
            )
        done = f"What is done: {reason.action}" if reason.action else ""
        owner = f"Owner: {reason.owner}" if reason.owner else ""
        return Lines("Reason", [Line(reason.reason, "\n".join(filter(None, (done, owner))))])

    def _lines(self, row: FinanceRow) -> Lines:
        """What a heading or a total adds up, each of which leads to its own detail."""
        of = [(id_, one) for id_, one in self.shown.rows.items() if one is not row and one.level == "line"]
        held = [pair for pair in of if pair[1].category in row.categories and pair[1].block in (row.block, "")]
        if row.level == "total" and not held:
            held = [(id_, one) for id_, one in self.shown.rows.items() if one.level == "total" and one is not row]
        return Lines(
            "Adds up",
            [_leading(self.shown, one, self.go, id_) for id_, one in held] if row.level != "line" else self._parts(row),
        )

    def _parts(self, row: FinanceRow) -> list[Line]:
        """The areas whose figures a line adds up."""
        summed = any(one.origin == "sum" for _, one in rows.figures(row))
        parts = self.shown.report.parts if summed else ()
        return [Line(one, "The same line there", activate=self._going_to(one)) for one in parts]

    def _going_to(self, area: str) -> Callable[[], object]:
        now = self.shown.period
        return lambda: self.period.choose(Period(area, now.year, now.month))

    def _printed(self, row: FinanceRow) -> Lines:
        """What sources print of it against what it should be: what does not hold first."""
        found = [(when, at, one) for when, at in _positions(row) for one in at.stated.values()]
        order = list(VERDICTS)
        found.sort(key=lambda entry: -order.index(entry[2].verdict) if entry[2].verdict in order[2:4] else 0)
        lines = [self._stated(when, one) for when, _, one in found]
        blank = [
            Line(f"{MEASURES.get(name, name)} {when.lower()}: not printed", self._instead(name, at), "Blank", "amber")
            for when, at in _positions(row)
            for name in at.unprinted
        ]
        return Lines("Printed", [*blank, *lines])

    def _instead(self, name: str, at: Position) -> str:
        return f"It would be {_percent(at)}" if name == "variance_percent" and at.percent is not None else ""

    def _stated(self, when: str, one: Stated) -> Line:
        word, tone = VERDICTS.get(one.verdict, VERDICTS["unknown"])
        text = f"{MEASURES.get(one.measure, one.measure)} {when.lower()}: {self._value(one, one.value)}"
        other = one.convention and one.convention != "plan less actual"
        said = f"printed {self._value(one, one.printed)}, for the source has {one.convention}" if other else ""
        worked_out = self._value(one, one.computed)
        computed = f"computed {worked_out}" if worked_out not in ("", self._value(one, one.value)) else ""
        return Line(text, " · ".join(filter(None, (said, computed, one.where))), word, tone)

    def _value(self, one: Stated, value: int | None) -> str:
        if value is None:
            return ""
        return figure(one.measure, value, max(one.decimals, 0)) if "percent" in one.measure else self.shown.money(value)

    def _sources(self, row: FinanceRow) -> Lines:
        return Lines("Where the figures come from", [self._source(words, one) for words, one in rows.figures(row)])

    def _source(self, words: str, one: Figure) -> Line:
        cell = " › ".join(filter(None, (one.source, one.cell)))
        detail = " · ".join(filter(None, (ORIGINS.get(one.origin, one.origin), one.basis, cell, one.note)))
        record = (self.kept.records or {}).get(one.id)
        buttons: Buttons = []
        if record is not None and not self.window.read_only:
            buttons = [("Change…", lambda: open_form(self.window, "budget_figure", record))]
        if one.source:
            buttons.append(("Show its import", lambda: self.window.show_record("source", one.source)))
        return Line(f"{words}: £{show_figure(one.value, 2, 0)}", detail, buttons=buttons)

    def _moved(self, row: FinanceRow) -> Facts:
        before = self.shown.report.before
        if row.moved is None or before is None:
            return Facts("", [])
        word = "better" if row.moved > 0 else "worse"
        said = (
            f"{self.shown.money(abs(row.moved))} {word} than at {before.words}"
            if row.moved
            else f"as at {before.words}"
        )
        return Facts("Forecast since the report before", [("Variance", said)])


def show_report(pane: DetailPane, shown: rows.Shown, go: Callable[[str], object]) -> None:
    """What holds for the whole report, while no row is chosen: what it covers, its totals, the red and amber lines."""
    found = shown.report
    start = "from April" if found.starts == 1 else f"from {MONTHS[(found.starts + 2) % 12]}, not from April"
    facts = [
        ("Covers", start),
        ("Adds up", listed(found.parts)),
        ("Without figures", listed(found.missing)),
        ("Report before", found.before.words if found.before else ""),
    ]
    totals = [
        Facts(block.total.label, [(when, _varies(shown, at)) for when, at in _positions(block.total)])
        for block in found.blocks
    ]
    held = [(id_, row) for id_, row in shown.rows.items() if row.level == "line" and row.worst in ("Red", "Amber")]
    held.sort(key=lambda pair: (pair[1].worst != "Red", _least(pair[1])))
    lines = [_leading(shown, row, go, id_) for id_, row in held]
    subtitle = f"{found.area}, {found.words}"
    pane.show_detail("Monthly report", subtitle, [Facts("", facts), *totals, Lines("Over plan", lines)])


def _varies(shown: rows.Shown, at: Position) -> str:
    return f"{shown.money(at.variance)}{_meaning(at.variance)}" if at.variance is not None else ""


def _least(row: FinanceRow) -> int:
    return min(row.to_date.variance or 0, row.full_year.variance or 0)


def _leading(shown: rows.Shown, row: FinanceRow, go: Callable[[str], object], id_: str) -> Line:
    """A row with both its variances, which leads to its own detail."""
    both = ((row.to_date.variance, "to date"), (row.full_year.variance, "forecast"))
    said = ", ".join(f"{shown.money(value)} {when}" for value, when in both if value is not None)
    return Line(row.label, said, row.worst, rows.RAG_TONES.get(row.worst, "grey"), activate=lambda: go(id_))


def _positions(row: FinanceRow) -> list[tuple[str, Position]]:
    return [("To date", row.to_date), ("Full year", row.full_year)]


def _meaning(variance: int | None) -> str:
    return "" if not variance else " favourable" if variance > 0 else " adverse"


def _percent(at: Position) -> str:
    if at.percent is None:
        return ""
    negative = at.plan is not None and at.plan.value < 0
    said = " of a negative plan: a favourable variance is a negative share of it" if negative and at.variance else ""
    return f"{rows.percentage(at.percent)}{said}"
