"""What the action tracker asks: what was reported to a meeting, which meeting closes, which deadline and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted
from blmk_desktop.words.actions import PROGRESS
from ui.parts.asking import Asking
from ui.parts.day_field import DayField
from ui.parts.form import begin_of
from ui.parts.reason import ReasonBox

Then = Callable[..., object]


class ReportDialog(Asking):
    """What is reported of an action to a meeting. `then(meeting, progress, position, closure proposed for)`."""

    def __init__(self, parent: QWidget, reference: str, meeting: str, progress: str, coming: str, then: Then) -> None:
        """`meeting`: the day reported to; `coming`: the next meeting, which may agree to close (ISO, or blank)."""
        detail = "The colour follows from this and the deadline, by the committee's key."
        super().__init__(parent, f"Report action {reference}", detail, "Keep the report")
        self._then = then
        self.day = DayField("Meeting", meeting, "The meeting that it is reported to", required=True)
        self.progress = QComboBox()
        self.progress.setAccessibleName("Progress")
        for name, words in PROGRESS.items():
            if name != "closed":
                self.progress.addItem(words, name)
        self.progress.setCurrentIndex(max(0, self.progress.findData(progress)))
        self.proposed = DayField("To be closed at", coming, "The meeting that is to agree to close it")
        self.position = ReasonBox("Where it stands", "presented to the delivery group on 8 November")
        self.position.confirmed.connect(self.go.click)
        self.add("Meeting", self.day)
        self.add("Progress", self.progress)
        self.add("To be closed at", self.proposed)
        self.add("Where it stands", self.position, tall=True)
        self.progress.currentIndexChanged.connect(lambda _at: self._offer())
        self._offer()
        (self.position if meeting else self.day).setFocus()

    @property
    def complete(self) -> bool:
        """Whether closing it is proposed."""
        return bool(self.progress.currentData() == "complete")

    def _offer(self) -> None:
        """Ask for the meeting that closes only where closing is proposed."""
        self.proposed.setVisible(self.complete)
        words = self.grid.itemAtPosition(self._line(), 0)
        if words is not None:
            words.widget().setVisible(self.complete)

    def _line(self) -> int:
        lines = range(self.grid.rowCount())
        held = {at: cell.widget() for at in lines if (cell := self.grid.itemAtPosition(at, 1)) is not None}
        return next(at for at, widget in held.items() if widget is self.proposed)

    def do(self) -> bool:
        """Keep it."""
        proposed = (self.proposed.day or "") if self.complete else ""
        self._then(self.day.day, str(self.progress.currentData()), self.position.words, proposed)
        return True


class CloseDialog(Asking):
    """Which meeting agreed to close actions. `then(meeting, why)`."""

    def __init__(self, parent: QWidget, references: Sequence[str], body: str, meeting: str, then: Then) -> None:
        many = counted(len(references), "action")
        named = ", ".join(references[:12]) + ("…" if len(references) > 12 else "")
        words = f"Close action {references[0]}" if len(references) == 1 else f"Close {many}"
        detail = f"{body}. Reported complete, closure proposed: {named}. Undo takes it back."
        super().__init__(parent, words, detail, f"Close {many}")
        self._then = then
        self.day = DayField("Agreed by the meeting of", meeting, "The meeting that agreed to it", required=True)
        self.note = QLineEdit()
        self.note.setAccessibleName("Note")
        self.add("Agreed by the meeting of", self.day)
        self.add("Note", self.note)

    def do(self) -> bool:
        """Close them."""
        self._then(self.day.day, self.note.text().strip())
        return True


class DeadlineDialog(Asking):
    """Another deadline, and why. `then(deadline, revised on, why)`."""

    def __init__(self, parent: QWidget, reference: str, deadline: str, today: str, then: Then) -> None:
        now = f"It is {show_date(deadline)} now, and is kept as a past deadline." if deadline else "It has none yet."
        super().__init__(parent, f"Another deadline for action {reference}", now, "Set the deadline")
        self._then = then
        self.deadline = DayField("New deadline", "", required=True)
        self.day = DayField("Revised on", today, "The day, or the meeting, that it was revised at", required=True)
        self.reason = ReasonBox("Why", "the supplier's figures come a month later")
        self.reason.confirmed.connect(self.go.click)
        self.reason.textChanged.connect(self._typed)
        self.add("New deadline", self.deadline)
        self.add("Revised on", self.day)
        self.add("Why", self.reason, tall=True)
        self._typed()
        self.deadline.setFocus()

    def _typed(self) -> None:
        self.go.setEnabled(bool(self.reason.words))

    def do(self) -> bool:
        """Set it."""
        self._then(self.deadline.day, self.day.day, self.reason.words)
        return True


class RaiseDialog(Asking):
    """A new action of a committee. `then(body, raised, fields)`."""

    def __init__(self, parent: QWidget, bodies: Sequence[str], body: str, raised: str, then: Then) -> None:
        detail = "It gets the committee's next number. Name its owner by the role, not by the person."
        super().__init__(parent, "A new action", detail, "Add the action")
        self._then = then
        self.body = QComboBox()
        self.body.setEditable(True)
        self.body.setMinimumContentsLength(30)
        self.body.addItems(list(bodies))
        self.body.setEditText(body or (bodies[0] if bodies else ""))
        begin_of(self.body)
        self.body.setAccessibleName("Committee or group, required")
        self.raised = DayField("Raised at the meeting of", raised, required=True)
        self.deadline = DayField("Deadline")
        self.item, self.owner = QLineEdit(), QLineEdit()
        self.item.setAccessibleName("Agenda item")
        self.owner.setAccessibleName("Owner")
        self.action = ReasonBox("What is to be done", "bring the estates plan to the next meeting")
        self.action.setTabChangesFocus(True)
        self.action.confirmed.connect(self.go.click)
        for name, field in self._fields:
            self.add(name, field, tall=field is self.action)
        self.action.textChanged.connect(self._typed)
        self.body.editTextChanged.connect(lambda _text: self._typed())
        self._typed()
        self.setFocusProxy(self.action)
        self.action.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _fields(self) -> Sequence[tuple[str, QWidget]]:
        return (
            ("Committee or group", self.body),
            ("Raised at the meeting of", self.raised),
            ("Agenda item", self.item),
            ("What is to be done", self.action),
            ("Owner", self.owner),
            ("Deadline", self.deadline),
        )

    def _typed(self) -> None:
        self.go.setEnabled(bool(self.action.words and self.body.currentText().strip()))

    def do(self) -> bool:
        """Add it."""
        fields: Mapping[str, object] = {
            "item": self.item.text(),
            "action": self.action.words,
            "owner": self.owner.text(),
            "deadline": self.deadline.day,
        }
        self._then(self.body.currentText().strip(), self.raised.day, fields)
        return True
