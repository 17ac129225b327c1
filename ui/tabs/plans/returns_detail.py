"""The chosen network at the side: its return step by step, what was queried, its plan, its versions, its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import counted
from blmk_desktop.words.plans import pounds, staff
from ui.parts.detail import DetailPane, Facts, Line, Lines
from ui.parts.record_lines import history_lines, moment, shortened
from ui.tabs.plans.returns_columns import TONES, WORDS

if TYPE_CHECKING:
    from blmk_desktop.changes import Change, ChangeSet
    from blmk_desktop.rules.affordability import Assessment
    from blmk_desktop.summaries.plan_round import NetworkStatus, RoundStatus
    from blmk_desktop.summaries.plan_versions import PlanVersion
    from ui.window import MainWindow

STEPS = (
    ("sent", "Template sent"),
    ("received", "Return received"),
    ("queried", "Sent back with comments"),
    ("accepted", "Accepted"),
    ("submitted", "Submitted to NHS England"),
)


@dataclass(frozen=True)
class ReturnDetail:
    """One network in a round: its plan worked out, every version of it, and what happened to its return."""

    round: RoundStatus
    row: NetworkStatus
    plan: Assessment | None
    versions: Sequence[PlanVersion]
    history: Sequence[tuple[ChangeSet, Change]]


def return_detail(connection: Any, found: RoundStatus, row: NetworkStatus) -> ReturnDetail:
    """Read what is behind a row."""
    from blmk_desktop.changes import of_record
    from blmk_desktop.records.rows import by_key
    from blmk_desktop.rules.affordability import Allowance, assess
    from blmk_desktop.summaries.plan_lines import allowances, plan_lines, rates
    from blmk_desktop.summaries.plan_versions import versions_of

    lines = plan_lines(connection, found.round, row.pcn_code).get(row.pcn_code, [])
    plan = None
    if lines:
        allowance = allowances(connection, found.round).get(row.pcn_code, Allowance())
        plan = assess(lines, rates(connection), allowance, found.year)
    kept = by_key(connection, RECORDS["plan_return"], found.round, row.pcn_code)
    history = of_record(connection, "plan_return", kept["id"]) if kept else []
    return ReturnDetail(found, row, plan, versions_of(connection, row.pcn_code, found.year), history)


def show_detail(
    pane: DetailPane, window: MainWindow, detail: ReturnDetail, buttons: Sequence[tuple[str, Callable[[], object]]]
) -> None:
    """Show it."""
    row = detail.row
    word = WORDS[row.status]
    pane.show_detail(
        row.pcn,
        "\n".join(filter(None, (" · ".join(filter(None, (row.pcn_code, row.place))), row.needs_words))),
        [
            Lines("Return", _steps(detail)),
            Lines("What was queried", [Line(text) for text in row.query.splitlines() if text.strip()]),
            Facts("Plan", _plan(detail)),
            Lines("To look at", _concerns(detail)),
            _versions(detail),
            Facts("Who", [("Contact", row.contact or "Not known yet"), ("Note", row.note)]),
            history_lines(detail.history, window),
        ],
        (word, TONES[word]),
        buttons,
    )


def _steps(detail: ReturnDetail) -> list[Line]:
    """What happened and when, in the order in which it did; and what is due."""
    row, due = detail.row, detail.round.due
    late = counted(row.days_late, "day") if row.days_late else ""
    happened = [(getattr(row, step), words, "") for step, words in STEPS if getattr(row, step)]
    if row.received:
        at = happened.index((row.received, STEPS[1][1], ""))
        happened[at] = (row.received, STEPS[1][1] + (f", {late} late" if late else ""), row.source)
    elif due and row.status in ("not sent", "sent"):
        happened.append((due, "Return due" + (f", {late} ago" if late else ""), ""))
    return [Line(f"{show_date(day)}  {words}", file) for day, words, file in sorted(happened, key=lambda step: step[0])]


def _plan(detail: ReturnDetail) -> list[tuple[str, str]]:
    row, plan = detail.row, detail.plan
    facts = [("Allocation", "" if row.allocation is None else pounds(row.allocation))]
    if plan is None:
        return facts
    facts += [
        ("Cost", pounds(plan.cost) + (" as far as known" if plan.unknown else "")),
        ("Left", "" if plan.balance is None else pounds(plan.balance)),
        ("Planned", staff(plan.wte[-1])),
        ("Lines", f"{row.lines:,}"),
    ]
    return facts


def _concerns(detail: ReturnDetail) -> list[Line]:
    """What of the plan is over a cap or the allocation, and what is not costed."""
    from blmk_desktop.words.plans import concerns, verdict

    plan = detail.plan
    if plan is None:
        return []
    lines = []
    if plan.balance is not None and plan.balance < 0:
        lines.append(Line(verdict(plan).sentence, "", "Over", "red"))
    return [*lines, *(Line(f"{words}.", "", "Check", "amber") for words in concerns(plan))]


def _versions(detail: ReturnDetail) -> Lines:
    lines = [_version(version) for version in reversed(detail.versions)]
    return Lines("Versions", shortened(lines, "versions"))


def _version(version: PlanVersion) -> Line:
    files = ", ".join(version.sources)
    came = moment(version.at) if version.at else ""
    said = " · ".join(part for part in (counted(len(version.lines), "line"), files, came) if part)
    return Line(version.label, said, "Now" if version.current else "Earlier", "blue" if version.current else "grey")
