"""The chosen milestone at the side: when, how it stands, what it waits for and what waits for it, its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QWidget

from blmk_desktop.periods import show_date
from blmk_desktop.words.milestones import STANDINGS, TONES, by_programme, stands, waits
from ui.parts.asking import Asking
from ui.parts.day_field import DayField
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.reason import ReasonBox
from ui.parts.record_lines import finding_lines, history_lines, shortened
from ui.tabs.actions.milestones_columns import Shown

if TYPE_CHECKING:
    from blmk_desktop.changes import Change, ChangeSet
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.milestones import MilestoneRow
    from ui.window import MainWindow

Buttons = Sequence[tuple[str, Callable[[], object]]]


@dataclass(frozen=True)
class MilestoneDetail:
    """A milestone as it is stored, those it depends on, those that depend on it, and what happened to it."""

    row: MilestoneRow
    record: dict[str, Any]
    before: Sequence[MilestoneRow]
    after: Sequence[MilestoneRow]
    history: Sequence[tuple[ChangeSet, Change]]


def milestone_detail(connection: Any, shown: Shown, row: MilestoneRow) -> MilestoneDetail | None:
    """Read what is behind a row; None if it was removed meanwhile."""
    from blmk_desktop.changes import of_record
    from blmk_desktop.records.kinds import RECORDS
    from blmk_desktop.records.rows import one

    record = one(connection, RECORDS["milestone"], row.id)
    if record is None:
        return None
    same = [other for other in shown.rows.values() if other.programme == row.programme]
    before = [other for other in same if other.number in row.depends_on]
    after = [other for other in same if row.number in other.depends_on]
    return MilestoneDetail(row, record, before, after, of_record(connection, "milestone", row.id))


def show_milestone(
    pane: DetailPane,
    window: MainWindow,
    detail: MilestoneDetail,
    findings: Sequence[Finding],
    go_to: Callable[[int], object],
    buttons: Buttons,
) -> None:
    """Show it; `go_to` leads to another milestone by its id."""
    row, record = detail.row, detail.record
    about = [one for one in findings if one.about[0] == "milestone" and one.about[1] in _names(row)]
    sections: list[Section] = [
        Lines("Milestone", [Line(row.milestone)]),
        Lines("How it stands", [Line(" ".join(filter(None, (stands(row), waits(row)))))]),
        Facts("When and who", _facts(row, record)),
        Lines("Progress", [Line(row.note)] if row.note else []),
        finding_lines(window, about),
        Lines("Depends on", [_other(one, go_to) for one in detail.before]),
        Lines("Waiting for this", [_other(one, go_to) for one in detail.after]),
        history_lines(detail.history, window),
    ]
    subtitle = " · ".join(filter(None, (row.programme, row.strand)))
    badge = (STANDINGS[row.standing], TONES[row.standing])
    pane.show_detail(f"Milestone {row.number}", subtitle, sections, badge, buttons)


def show_programmes(pane: DetailPane, shown: Shown, hint: str, go_to: Callable[[str], object]) -> None:
    """Show how each programme stands; `go_to` shows one."""
    found = shown.everything
    lines = [Line(name, said, activate=partial(go_to, name)) for name, said in by_programme(found.rows)]
    title = shown.found.programme or "All programmes"
    sections: list[Section] = [Lines("", [Line(hint)]), Lines("Programmes", shortened(lines, "programmes"))]
    pane.show_detail(title, f"As at {show_date(found.as_at)}", sections)


def _names(row: MilestoneRow) -> tuple[str, str]:
    return str(row.id), f"{row.programme} {row.number}"


def _facts(row: MilestoneRow, record: dict[str, Any]) -> list[tuple[str, str]]:
    where = " › ".join(filter(None, (record["source"], record["cell"])))
    return [
        ("As written", row.written),
        ("From", show_date(row.start) if row.start else ""),
        ("By", show_date(row.due) if row.due else ""),
        ("Completed", show_date(row.completed) if row.completed else ""),
        ("Owner", row.owner),
        ("Source", where),
    ]


def _other(row: MilestoneRow, go_to: Callable[[int], object]) -> Line:
    due = f"by {show_date(row.due)} · " if row.due else ""
    detail = f"{due}{row.milestone}"
    word, tone = STANDINGS[row.standing], TONES[row.standing]
    return Line(f"Milestone {row.number}", detail, word, tone, activate=partial(go_to, row.id))


class StatusDialog(Asking):
    """How milestones stand, since when, and what there is to say. `then(status, completed, note)`."""

    def __init__(
        self, parent: QWidget, names: Sequence[str], status: str, today: str, then: Callable[..., object]
    ) -> None:
        words = f"How milestone {names[0]} stands" if len(names) == 1 else f"How {len(names):,} milestones stand"
        detail = "" if len(names) == 1 else ", ".join(names[:12]) + ("…" if len(names) > 12 else "")
        super().__init__(parent, words, detail, "Keep")
        self._then = then
        self.status = QComboBox()
        self.status.setAccessibleName("Status")
        for name, shown in STANDINGS.items():
            if name != "not reported":
                self.status.addItem(shown, name)
        self.status.setCurrentIndex(max(0, self.status.findData(status)))
        self.day = DayField("Completed on", today, required=True)
        self.note = ReasonBox("Progress", "agreed with the four place boards")
        self.note.confirmed.connect(self.go.click)
        self.add("Status", self.status)
        self.add("Completed on", self.day)
        self.add("Progress", self.note, tall=True)
        self.status.currentIndexChanged.connect(lambda _at: self._offer())
        self._offer()
        self.status.setFocus()

    def _offer(self) -> None:
        self.day.setEnabled(self.status.currentData() == "complete")

    def do(self) -> bool:
        """Keep it."""
        complete = self.day.isEnabled()
        self._then(str(self.status.currentData()), self.day.day if complete else "", self.note.words)
        return True


class MoveDialog(Asking):
    """Other dates of a milestone, and why. `then(start, due, why)`; blank dates are ''."""

    def __init__(self, parent: QWidget, row: MilestoneRow, then: Callable[..., object]) -> None:
        written = f"Written as {row.written}. " if row.written else ""
        detail = f"{written}What it was stays in its history, with the reason."
        super().__init__(parent, f"Other dates for milestone {row.number}", detail, "Move the milestone")
        self._then = then
        self.start, self.due = DayField("From", row.start), DayField("By", row.due)
        self.reason = ReasonBox("Why", "the places asked for another month")
        self.reason.confirmed.connect(self.go.click)
        self.reason.textChanged.connect(self._typed)
        self.add("From", self.start)
        self.add("By", self.due)
        self.add("Why", self.reason, tall=True)
        self._typed()
        self.due.setFocus()

    def _typed(self) -> None:
        self.go.setEnabled(bool(self.reason.words))

    def do(self) -> bool:
        """Move it."""
        self._then(self.start.day or "", self.due.day or "", self.reason.words)
        return True
