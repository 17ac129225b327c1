"""Lines for the detail at the side: findings that can be acknowledged, and what happened to a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import counted
from ui.parts.detail import Line, Lines
from ui.parts.reason import ask_reason

if TYPE_CHECKING:
    from blmk_desktop.changes import Change, ChangeSet
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

ACKNOWLEDGED = frozenset({"acknowledgement"})  # what changes where a finding is accepted: no figure does
SEVERITY_WORDS = {"error": "Wrong", "warning": "Check", "note": "Note"}
SEVERITY_TONES = {"error": "red", "warning": "amber", "note": "blue"}
SHOWN = 30  # lines of a list before the rest is only counted


def open_ones(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that nobody has acknowledged with the figures they have."""
    return [finding for finding in findings if not finding.acknowledged]


def disagreeing(findings: Iterable[Finding]) -> list[Finding]:
    """The open findings that say of a figure that it is wrong, rather than worth a look."""
    return [finding for finding in open_ones(findings) if finding.severity == "error"]


def with_findings(
    window: MainWindow, text: str, about: Sequence[Finding], words: str = ""
) -> tuple[str, list[tuple[str, Callable[[], object]]]]:
    """What a banner says, with the number of findings besides ('3 findings on schemes'), and the button to them."""
    if not about:
        return text, []
    number = f"{counted(len(about), 'finding')} {words}".strip()
    return " · ".join(filter(None, (text, number))), [("See all findings", lambda: window.go_to("Findings"))]


def finding_lines(window: MainWindow, findings: Iterable[Finding]) -> Lines:
    """Findings, open ones first, each with what can be done about it."""
    ordered = sorted(findings, key=lambda finding: bool(finding.acknowledged))
    return Lines("Findings", shortened([_finding(window, finding) for finding in ordered], "findings"))


def _finding(window: MainWindow, finding: Finding) -> Line:
    if finding.acknowledged:
        detail = f"{finding.where}\nAcknowledged: {finding.acknowledged}".strip()
        return Line(finding.message, detail, "Acknowledged", "grey")
    buttons = [] if window.read_only else [("Acknowledge…", lambda: acknowledge(window, finding))]
    buttons.append(("Show in findings", lambda: window.show_record("finding", finding.identity)))
    word, tone = SEVERITY_WORDS[finding.severity], SEVERITY_TONES[finding.severity]
    return Line(finding.message, _where(finding), word, tone, buttons=buttons)


def _where(finding: Finding) -> str:
    """Where it was found, unless the sentence says it already."""
    return "" if finding.where in finding.message else finding.where


def acknowledge(window: MainWindow, finding: Finding) -> None:
    """Ask why a finding is accepted, and keep that."""

    def accept(reason: str) -> None:
        from blmk_desktop.check import acknowledge as keep

        window.change(keep, finding, reason, kinds={"acknowledgement"})

    detail = f"{finding.where}\nIt comes back if the figures change.".strip()
    ask_reason(window, finding.message, detail, "Acknowledge", accept)


def shortened(lines: Sequence[Line], what: str) -> list[Line]:
    """The first lines, and how many more there are."""
    rest = len(lines) - SHOWN
    return [*lines[:SHOWN], *([Line(f"… and {rest:,} more {what}")] if rest > 0 else [])]


def history_lines(history: Sequence[tuple[ChangeSet, Change]], window: MainWindow) -> Lines:
    """What happened to a record, newest first: the fields before and after, who, when, and where from."""
    return Lines("History", shortened([_event(window, *entry) for entry in history], "changes"))


def _event(window: MainWindow, change_set: ChangeSet, change: Change) -> Line:
    detail = f"{moment(change_set.at)} · {change_set.who} · {change_set.what}"
    if change.place and change.place not in change_set.what:
        detail += f" · {change.place}"
    if change_set.undone:
        detail += " · taken back since"
    if change_set.why:
        detail += f"\nWhy: {change_set.why}"
    show = ("Show in history", lambda: window.show_record("change_set", change_set.id))
    return Line(_said(change), detail, buttons=[show])


def change_set_lines(window: MainWindow, history: Sequence[ChangeSet]) -> Lines:
    """Change sets, each once, with who made it and when."""
    return Lines("History", shortened([_change_set(window, one) for one in history], "changes"))


def _change_set(window: MainWindow, one: ChangeSet) -> Line:
    detail = f"{moment(one.at)} · {one.who}" + (" · taken back since" if one.undone else "")
    detail += f"\nWhy: {one.why}" if one.why else ""
    show = ("Show in history", lambda: window.show_record("change_set", one.id))
    return Line(one.what, detail, buttons=[show])


def moment(at: str) -> str:
    """A moment of the log (UTC) as it was on the clock here."""
    return f"{datetime.fromisoformat(at).astimezone():%d/%m/%Y %H:%M}"


def _said(change: Change) -> str:
    """What changed, in words: Status: Active → Closed."""
    if change.before is None:
        return "Added"
    if change.after is None:
        return "Removed"
    names = [name for name in change.after if name in RECORDS[change.kind].by_name]
    return "; ".join(_field(change, name) for name in names) or "Changed"


def _field(change: Change, name: str) -> str:
    field = RECORDS[change.kind].by_name[name]
    before, after = (shown(change.kind, name, (side or {}).get(name)) for side in (change.before, change.after))
    return f"{field.label}: {before or 'blank'} → {after or 'blank'}"


def shown(kind: str, name: str, value: Any) -> str:
    """A stored value of a record as people read it."""
    from blmk_desktop.editing import show_value

    return show_value(RECORDS[kind].by_name[name], value)
