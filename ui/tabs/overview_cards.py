"""The cards of the overview: figures that disagree, what to do next, the area, what is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted, figure, pounds
from blmk_desktop.values import show_figure
from ui.parts.labels import card, heading, label, link, muted
from ui.parts.record_lines import SEVERITY_TONES, SEVERITY_WORDS, open_ones
from ui.parts.work_row import WorkRow
from ui.tabs.overview_round import RoundToday, said
from ui.theme import tokens

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries import Overview, PlanRow
    from blmk_desktop.summaries.overview import SourceRow
    from ui.window import MainWindow

NEEDS_ANSWER = "tables-disagree"  # the rule whose findings ask which figure stands
MOST_KINDS, MOST_SOURCES = 9, 6
BEGUN = (
    *("practice", "plan_figure", "scheme", "building", "fund", "budget_figure", "budget_line", "stated_workforce"),
    *("risk", "committee_action", "milestone", "meeting"),
)
HELD = {
    "practice": "practice",
    "pcn": "network",
    "membership": "membership",
    "scheme": "scheme",
    "risk": "risk",
    "committee_action": "action",
    "milestone": "milestone",
}
GAVE = {  # kinds of record as a file is said to have given them
    "list_size": ("list size", "list sizes"),
    "plan_figure": ("plan figure", "plan figures"),
    "stated_figure": ("printed total or percentage", "printed totals and percentages"),
    "arrs_claim": ("claim", "claims"),
    "scheme": ("scheme", "schemes"),
    "funding_line": ("funding line", "funding lines"),
    "fund_envelope": ("sum of a fund", "sums of funds"),
    "budget_figure": ("budget figure", "budget figures"),
    "budget_line": ("budget line", "budget lines"),
    "published_allocation": ("allocation", "allocations"),
    "stated_budget": ("printed total or percentage", "printed totals and percentages"),
    "stated_workforce": ("printed workforce figure", "printed workforce figures"),
    "risk": ("risk", "risks"),
    "committee_action": ("action", "actions"),
    "milestone": ("milestone", "milestones"),
}


@dataclass(frozen=True)
class Today:
    """What the overview shows: what is loaded, the newest round's sums, the patients of the area."""

    held: Overview
    round: str
    round_as_at: str
    total: PlanRow | None
    over: int  # networks that plan to spend more than their allocation
    registered: int | None
    practices: int
    beyond: bool  # whether practices of other areas are loaded too

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that work has begun with: no practice, plan, scheme, risk, action or milestone."""
        return not any(self.held.counts[kind] for kind in BEGUN)


def today(connection: Any) -> Today:
    """Read it."""
    from blmk_desktop import summaries
    from blmk_desktop.records import RECORDS
    from blmk_desktop.records.rows import by_key
    from blmk_desktop.rules.plans import total

    held = summaries.overview(connection)
    name = next(iter(held.rounds), "")
    plan = summaries.plan_by_pcn(connection, name) if name else None
    known = by_key(connection, RECORDS["plan_round"], name) or {}
    active = [row for row in summaries.practices(connection, held.as_at) if row.status == "Active"]
    listed = [row.registered for row in active]
    own = (by_key(connection, RECORDS["setting"], "area.commissioners") or {}).get("value") or ""
    beyond = bool(own) and any(row.commissioner and row.commissioner not in own for row in active)
    over = [row for row in plan.rows if row.variance is not None and row.variance < 0] if plan else []
    sums = (plan.total if plan else None, len(over), total(listed), len(listed))
    return Today(held, name, known.get("as_at") or "", *sums, beyond)


def sentence(found: Today, findings: Sequence[Finding], under_way: RoundToday | None) -> str:
    """What needs somebody, in one sentence; or that nothing does."""
    wrong = sum(finding.severity == "error" for finding in open_ones(findings))
    parts = []
    if wrong:
        parts.append(f"{counted(wrong, 'figure')} {'disagrees' if wrong == 1 else 'disagree'}")
    if found.held.in_no_pcn:
        belong = "belongs" if found.held.in_no_pcn == 1 else "belong"
        parts.append(f"{counted(found.held.in_no_pcn, 'live practice')} {belong} to no network")
    if found.over:
        plan = "plans" if found.over == 1 else "plan"
        parts.append(f"{counted(found.over, 'network')} {plan} to spend more than allocated")
    parts += said(under_way) if under_way else []
    if parts:
        return "; ".join(parts) + "."
    look = sum(finding.severity == "warning" for finding in open_ones(findings))
    if look:
        return f"No figure is plainly wrong; {counted(look, 'thing is', 'things are')} worth a look."
    return "Nothing needs you today: every figure checked agrees."


# Figures that disagree


def disagreements(window: MainWindow, findings: Sequence[Finding]) -> QFrame:
    """A line for each kind of finding, the gravest first, with the first of its kind in full."""
    kinds: dict[tuple[str, str], list[Finding]] = {}
    waiting = open_ones(findings)
    for finding in waiting:
        kinds.setdefault((finding.severity, finding.rule), []).append(finding)
    ordered = sorted(kinds.values(), key=_weight)
    rows: list[QWidget] = [_kind(window, same) for same in ordered[:MOST_KINDS]]
    if not rows:
        rows.append(muted("Every figure that could be checked agrees with every other."))
    accepted = len(findings) - len(waiting)
    words = f"See all {counted(len(waiting), 'finding')}" + (f" ({accepted} acknowledged)" if accepted else "")
    end = [link(words, lambda: window.go_to("Findings"))] if findings else []
    title = "Figures that disagree" if not waiting or waiting[0].severity == "error" else "Worth a look"
    return card(heading(title), *rows, *end)


def _weight(same: Sequence[Finding]) -> tuple[int, bool, int]:
    first = same[0]
    return list(SEVERITY_WORDS).index(first.severity), first.rule != NEEDS_ANSWER, -len(same)


def _kind(window: MainWindow, same: Sequence[Finding]) -> WorkRow:
    first = same[0]
    others = list(dict.fromkeys(one.subject for one in same[1:] if one.about[1] and one.subject != first.subject))
    named = ", ".join(others[:3]) + (f" and {len(others) - 3} more" if len(others) > 3 else "")
    more = f"{counted(len(same) - 1, 'more', 'more')} like it" if len(same) > 1 else ""
    detail = ": ".join(part for part in (more, named if more else "") if part)
    return WorkRow(
        first.message,
        lambda: open_finding(window, first),
        detail=detail,
        word=SEVERITY_WORDS[first.severity],
        tone=SEVERITY_TONES[first.severity],
    )


def open_finding(window: MainWindow, finding: Finding) -> None:
    """Go to where a finding can be dealt with: the plan or the practice; else the list of findings."""
    kind, key = finding.about
    if kind == "pcn" and finding.measure:
        window.show_record("plan", key)
    elif key:
        window.show_record(kind, key)
    else:
        window.show_record("finding", finding.identity)


# What to do next


def next_steps(window: MainWindow, found: Today, findings: Sequence[Finding]) -> QFrame:
    """What would help most, the first first."""
    waiting = open_ones(findings)
    answers = [finding for finding in waiting if finding.rule == NEEDS_ANSWER]
    wrong = [finding for finding in waiting if finding.severity == "error" and finding not in answers]
    steps: list[tuple[str, Callable[[], object]]] = []
    if answers:
        words = f"Say which figure stands where tables disagree ({len(answers)})"
        steps.append((words, lambda: open_finding(window, answers[0])))
    if wrong:
        words = f"Correct or acknowledge {counted(len(wrong), 'wrong figure')}"
        steps.append((words, lambda: window.go_to("Findings")))
    if without := found.held.in_no_pcn:
        words = f"Put {counted(without, 'live practice')} into a network"
        steps.append((words, lambda: window.go_to("Practices").show_without()))
    steps += _growing(window, found)
    return card(heading("What to do next"), *(WorkRow(words, does) for words, does in steps))


def _growing(window: MainWindow, found: Today) -> list[tuple[str, Callable[[], object]]]:
    if window.read_only:
        return []
    words = "Import the next workbooks…"
    if not found.held.counts["practice"]:
        words = "Import the register of practices and networks…"
    elif not found.held.rounds:
        words = "Import the workforce plans…"
    return [(words, window.commands.import_workbooks)]


# The area


class Share(QWidget):
    """A bar that shows a part of a whole; its words stand beside it."""

    def __init__(self, part: int, whole: int, words: str) -> None:
        super().__init__()
        self._share = part / whole if whole else 0.0
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(120, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole as a trough, the part in the accent; what goes beyond the whole in red, past a mark."""
        colours, painter = tokens(self), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        trough = QRectF(0.5, 1.5, self.width() - 1, 7)
        painter.setPen(QColor(colours.edge))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(trough, 3, 3)
        filled = QRectF(trough)
        filled.setWidth(trough.width() * min(1.0, max(0.0, self._share)))
        painter.setBrush(QColor(colours.tone("red").text if self._share > 1 else colours.accent))
        painter.drawRoundedRect(filled, 3, 3)


def area(found: Today) -> QFrame:
    """The area in figures, each with the day that it holds for."""
    held, grid = found.held, QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    day = show_date(held.as_at)
    lists = f"lists of {show_date(held.lists_as_at)}" if held.lists_as_at else ""
    patients = show_figure(found.registered, 2, 0) if found.registered is not None else ""
    facts = [
        ("Networks", f"{held.pcns_open:,}", f"open on {day}"),
        ("Practices", f"{held.practices_active:,}", "active"),
        ("Registered patients", patients, lists),
    ]
    for name, value, holds in facts:
        if value:
            _fact(grid, name, value, holds)
    _plan(grid, found)
    return card(heading("All areas loaded" if found.beyond else held.area or "The area"), grid)


def _plan(grid: QGridLayout, found: Today) -> None:
    plan = found.total
    if plan is None:
        return
    holds = " ".join(part for part in (found.round, f"at {show_date(found.round_as_at)}" if found.round_as_at else ""))
    if plan.wte_in_post is not None and plan.wte_planned:
        in_post, planned = show_figure(plan.wte_in_post, 2, 2), figure("wte", plan.wte_planned)
        _fact(grid, "Staff in post", f"{in_post} of {planned} planned", holds)
        _share(grid, plan.wte_in_post, plan.wte_planned, f"{in_post} of {planned} planned in post")
    if plan.forecast_spend is not None and plan.allocation:
        spend, allocation = (pounds(value, 0) for value in (plan.forecast_spend, plan.allocation))
        _fact(grid, "Forecast spend", f"{spend} of {allocation} allocated", holds)
        _share(grid, plan.forecast_spend, plan.allocation, f"{spend} of {allocation} allocated")


def _fact(grid: QGridLayout, name: str, value: str, holds: str) -> None:
    row = grid.rowCount()
    shown = label(value, "fact", wrap=True)
    shown.setAccessibleName(f"{name}: {value}, {holds}")
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(shown)
    if holds:
        column.addWidget(muted(holds))
    grid.addWidget(muted(name), row, 0)
    grid.addLayout(column, row, 1)
    grid.setRowMinimumHeight(row, 34)


def _share(grid: QGridLayout, part: int, whole: int, words: str) -> None:
    grid.addWidget(Share(part, whole, words), grid.rowCount(), 1)


# What is loaded


def loaded(window: MainWindow, found: Today) -> QFrame:
    """The files that figures came from, the latest first, with what each gave; the returns of a round together."""
    groups: dict[str, list[SourceRow]] = {}
    for source in reversed(found.held.sources):
        groups.setdefault(f"returns of {source.round}" if source.round else source.name, []).append(source)
    rows = [_sources(window, group) for group in list(groups.values())[:MOST_SOURCES]]
    if len(groups) > MOST_SOURCES:
        rows.append(muted(f"and {len(groups) - MOST_SOURCES} more"))
    counts = found.held.counts
    held = [counted(counts[kind], words) for kind, words in HELD.items() if counts[kind]]
    return card(heading("What is loaded"), *rows, muted(" · ".join(held)))


def _sources(window: MainWindow, group: Sequence[SourceRow]) -> QWidget:
    """A file; or the returns of a round, which came in many files, in one line."""
    if len(group) == 1:
        return _source(window, group[0])
    days = sorted({source.imported for source in group if source.imported})
    detail = f"imported {' to '.join(show_date(day) for day in dict.fromkeys((days[0], days[-1])))}" if days else ""
    name = group[0].round
    words = f"{counted(len(group), 'return')} of {name}"
    return WorkRow(words, lambda: window.show_record("plan_return", name), detail=detail)


def _source(window: MainWindow, source: SourceRow) -> QWidget:
    gave = [counted(source.gave[kind], *words) for kind, words in GAVE.items() if kind in source.gave]
    day = f"imported {show_date(source.imported)}" if source.imported else ""
    detail = " · ".join(part for part in (day, ", ".join(gave)) if part)
    return WorkRow(source.name, lambda: window.go_to("History"), detail=detail)
