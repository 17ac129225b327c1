"""What the pages of schemes ask: which stage was reached and when, why a colour, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from blmk_desktop.periods import show_date, today
from blmk_desktop.records.estates import RAG, SCHEME_STAGES
from blmk_desktop.rules.funding import went_back
from ui.parts.asking import Asking
from ui.parts.day_field import DayField
from ui.parts.reason import ReasonBox

if TYPE_CHECKING:
    from blmk_desktop.summaries.schemes import SchemeRow
    from ui.window import MainWindow


class StageDialog(Asking):
    """Asks when a scheme reached a stage, and for a note."""

    def __init__(self, window: MainWindow, scheme: SchemeRow, stage: str = "") -> None:
        super().__init__(window, scheme.name, "", "Record the stage")
        self.window_, self.scheme = window, scheme
        self.stage = QComboBox()
        self.stage.setAccessibleName("Stage")
        self.stage.addItems(SCHEME_STAGES)
        self.stage.setCurrentText(stage or _next(scheme.stage))
        self.day = DayField("Reached on", today(), required=True)
        self.note = ReasonBox("Note", "agreed by the committee, with the drawings of March")
        self.note.confirmed.connect(self.go.click)
        self.add("Stage", self.stage)
        self.add("Reached on", self.day)
        self.add("Note", self.note, tall=True)
        self.stage.currentTextChanged.connect(lambda _text: self._say())
        self._say()
        (self.day if stage else self.stage).setFocus()

    def _say(self) -> None:
        """Where it stands now, and whether that is further than what is chosen."""
        now, chosen = self.scheme.stage, self.stage.currentText()
        since = f" since {show_date(self.scheme.stage_on)}" if self.scheme.stage_on else ""
        text = f"Now: {now}{since}." if now else "No stage is recorded yet."
        if went_back(now, chosen):
            text += f" {chosen} is an earlier stage."
        self.detail.setText(text)
        self.detail.show()

    def do(self) -> bool:
        """Record it."""
        from blmk_desktop.acts.schemes import reach_stage

        args = (self.scheme.name, self.stage.currentText(), self.day.day, self.note.words)
        self.window_.change(reach_stage, *args, kinds={"scheme_stage", "scheme"}, raises=True)
        return True


class RagDialog(Asking):
    """Asks for the colour of a scheme, and why."""

    def __init__(self, window: MainWindow, scheme: SchemeRow) -> None:
        super().__init__(window, f"RAG of {scheme.name}", "", "Save")
        self.window_, self.scheme = window, scheme
        self.rag = QComboBox()
        self.rag.setAccessibleName("RAG")
        self.rag.addItem("None", "")
        for colour in RAG:
            self.rag.addItem(colour, colour)
        self.rag.setCurrentIndex(max(0, self.rag.findData(scheme.rag)))
        self.reason = ReasonBox("Why", "the planning decision is three months behind")
        self.reason.setPlainText(scheme.rag_reason)
        self.reason.confirmed.connect(self.go.click)
        self.add("RAG", self.rag)
        self.add("Why", self.reason, tall=True)

    def do(self) -> bool:
        """Keep it."""
        from blmk_desktop.acts.schemes import set_rag

        args = (self.scheme.name, self.rag.currentData(), self.reason.words)
        self.window_.change(set_rag, *args, kinds={"scheme"}, raises=True)
        return True


class DecisionDialog(Asking):
    """Asks what was decided about a scheme, when and by whom."""

    def __init__(self, window: MainWindow, scheme: SchemeRow) -> None:
        super().__init__(window, f"Decision on {scheme.name}", "", "Record the decision")
        self.window_, self.scheme = window, scheme
        self.day = DayField("Decided on", today(), required=True)
        self.decision = ReasonBox("Decision", "the outline case is supported")
        self.decision.confirmed.connect(self.go.click)
        self.body = QLineEdit()
        self.body.setAccessibleName("Decided by")
        self.body.setPlaceholderText("A committee or a role")
        self.add("Decided on", self.day)
        self.add("Decision", self.decision, tall=True)
        self.add("Decided by", self.body)
        self.decision.setFocus()

    def do(self) -> bool:
        """Keep it."""
        from blmk_desktop.acts.schemes import decide

        args = (self.scheme.name, self.day.day, self.decision.words, self.body.text())
        self.window_.change(decide, *args, kinds={"scheme_decision"}, raises=True)
        return True


class SameDialog(Asking):
    """Asks which other name a scheme has here too, and makes the two one."""

    @classmethod
    def ask(cls, window: MainWindow, scheme: SchemeRow) -> None:
        """Open it over the window."""
        window.read(_names, lambda names: cls(window, scheme, names).open(), replaces="same scheme")

    def __init__(self, window: MainWindow, scheme: SchemeRow, names: Sequence[str]) -> None:
        detail = (
            f"Stages, money, decisions and risks of the other come to {scheme.name}, and its name is remembered for "
            "imports. Undo takes all of it back."
        )
        super().__init__(window, f"The same scheme as {scheme.name}", detail, "Make them one")
        self.window_, self.scheme = window, scheme
        self.other = QComboBox()
        self.other.setAccessibleName("Also called")
        self.other.addItems(["", *(name for name in names if name != scheme.name)])
        self.other.currentTextChanged.connect(lambda name: self.go.setEnabled(bool(name)))
        self.why = ReasonBox("Why", "the strategy and the plan write it differently")
        self.why.confirmed.connect(self.go.click)
        self.add("Also called", self.other)
        self.add("Why", self.why, tall=True)
        self.go.setEnabled(False)

    def do(self) -> bool:
        """Make them one."""
        from blmk_desktop.acts.schemes import join_schemes

        self.window_.change(join_schemes, self.scheme.name, self.other.currentText(), self.why.words, raises=True)
        return True


def _names(connection: Any) -> list[str]:
    from blmk_desktop.summaries.detail import keys_of

    return [key for key, _ in keys_of(connection, "scheme")]


def _next(stage: str) -> str:
    """The stage that comes after one."""
    at = SCHEME_STAGES.index(stage) + 1 if stage in SCHEME_STAGES else 0
    return SCHEME_STAGES[min(at, SCHEME_STAGES.index("complete"))]
