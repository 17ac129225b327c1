"""The cards of the overview: figures that disagree, what to do next, what is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QWidget

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted
from ui.parts.labels import card, heading, link, muted
from ui.parts.record_lines import SEVERITY_TONES, SEVERITY_WORDS, open_ones
from ui.parts.work_row import WorkRow
from ui.tabs.overview_needs import of_findings

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.attention import Need
    from blmk_desktop.summaries.overview import Overview, SourceRow
    from ui.window import MainWindow

NEEDS_ANSWER = "tables-disagree"  # the rule whose findings ask which figure stands
MOST_KINDS, MOST_SOURCES = 5, 6
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
    """What the overview shows at first: what is loaded, as at a day (ISO; '' is today)."""

    held: Overview
    day: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that work has begun with: no practice, plan, scheme, risk, action or milestone."""
        return not any(self.held.counts[kind] for kind in BEGUN)


def today(connection: Any, day: str = "") -> Today:
    """Read it."""
    from blmk_desktop.summaries.overview import overview

    return Today(overview(connection, day or None), day)


# Figures that disagree


@dataclass(frozen=True)
class Figures:
    """What the check found, taken apart once, as the page is made several times: all, the open ones, and these by kind.

    `needs` is what they need, `kinds` has the gravest first,
    `others` what the findings of each of the first kinds are about.
    """

    findings: Sequence[Finding] = ()
    waiting: Sequence[Finding] = ()
    needs: Sequence[Need] = ()
    kinds: Sequence[Sequence[Finding]] = ()
    others: Sequence[str] = ()


def figures(findings: Sequence[Finding]) -> Figures:
    """Take apart what the check found. Call it in a worker: there may be tens of thousands."""
    waiting = open_ones(findings)
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for finding in waiting:
        kinds.setdefault((finding.severity, finding.rule), []).append(finding)
    in_order = sorted(kinds.values(), key=_weight)
    return Figures(findings, waiting, of_findings(waiting), in_order, [_others(same) for same in in_order[:MOST_KINDS]])


def disagreements(window: MainWindow, found: Figures) -> QFrame:
    """A line for each kind of finding, the gravest first, with the first of its kind in full."""
    rows: list[QWidget] = [_kind(window, same, others) for same, others in zip(found.kinds, found.others, strict=False)]
    if not rows:
        rows.append(muted("Every figure that could be checked agrees with every other."))
    accepted = len(found.findings) - len(found.waiting)
    words = f"See all {counted(len(found.waiting), 'finding')}" + (f" ({accepted} acknowledged)" if accepted else "")
    title = "Figures that disagree" if not found.waiting or found.waiting[0].severity == "error" else "Worth a look"
    return card(heading(title), *rows, link(words, lambda: window.go_to("Findings")))


def _weight(same: Sequence[Finding]) -> tuple[int, bool, int]:
    first = same[0]
    return list(SEVERITY_WORDS).index(first.severity), first.rule != NEEDS_ANSWER, -len(same)


def _others(same: Sequence[Finding]) -> str:
    """What the findings of a kind are about, besides that of the first."""
    others = list(dict.fromkeys(one.subject for one in same[1:] if one.about[1] and one.subject != same[0].subject))
    return ", ".join(others[:3]) + (f" and {len(others) - 3} more" if len(others) > 3 else "")


def _kind(window: MainWindow, same: Sequence[Finding], named: str) -> WorkRow:
    first = same[0]
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


def next_steps(window: MainWindow, found: Today, figures: Figures) -> QFrame:
    """What would help most, the first first."""
    answers = [finding for same in figures.kinds if same[0].rule == NEEDS_ANSWER for finding in same]
    steps: list[tuple[str, Callable[[], object]]] = []
    if answers:
        words = f"Say which figure stands where tables disagree ({len(answers)})"
        steps.append((words, lambda: open_finding(window, answers[0])))
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
    return WorkRow(source.name, lambda: window.show_record("source", source.name), detail=detail)
