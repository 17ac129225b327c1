"""The cells and rows that cannot be taken: where, what they hold, why, what to do; a name is explained here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from blmk_desktop.importing.proposal import Refusal
from blmk_desktop.importing.tables.names import clear_match
from ui.importing.reading import Place
from ui.importing.tables import REFUSED, WHERE, Listed, refused_table
from ui.importing.words import advice, noun, reason
from ui.parts.labels import button, label, muted
from ui.parts.naming import Labels, keyed
from ui.parts.table import RecordTable

if TYPE_CHECKING:
    from ui.window import MainWindow

CODED = ("practice", "pcn")  # kinds whose suggestions are written with their code in front


class Refusals(QWidget):
    """The list, and under it the refusal that is chosen, with what can be done about it."""

    alias_asked = Signal(str, str, str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.places: Sequence[Place] = ()
        self.labels: Labels = {}
        self.listed: Listed | None = None
        self.table = RecordTable(window, "import.refused", (WHERE, *REFUSED))
        self.table.set_empty("Nothing is refused.")
        self.table.current_changed.connect(self._show_refusal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table, 1)
        column.addWidget(self._repair())

    def _repair(self) -> QFrame:
        self.panel = QFrame()
        self.panel.setProperty("role", "card")
        self.what, self.todo = label("", wrap=True), muted("")
        self.choice = QComboBox()
        self.choice.setAccessibleName("What is meant")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(12)
        self.choice.setMaximumWidth(420)
        self.choice.setMaxVisibleItems(20)
        self.meant = label("It means")
        self.remember = button("Remember and read again", self._remember, primary=True)
        self.choice.currentIndexChanged.connect(lambda _at: self._chosen())
        row = QHBoxLayout()
        row.addWidget(self.meant)
        row.addWidget(self.choice, 1)
        row.addWidget(self.remember)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.what)
        column.addWidget(self.todo)
        column.addLayout(row)
        self.panel.hide()
        return self.panel

    def set_places(self, places: Sequence[Place], labels: Labels) -> int:
        """Take the refusals of these sheets; how many there are."""
        self.places, self.labels, self.listed = places, labels, None
        self.panel.hide()
        return sum(len(place.sheet.refused) for place in places)

    def show_rows(self) -> None:
        """Show them."""
        places = self.places
        self.window_.run(lambda: refused_table(places), self._show, replaces=self)

    def _show(self, listed: Listed) -> None:
        self.listed = listed
        self.table.show_columns(listed.columns)
        if listed.objects:
            first = next((at for at, (_, refusal) in enumerate(listed.objects) if refusal.alias_of), 0)
            self.table.select(first)
            self._show_refusal(first)

    @property
    def refusal(self) -> Refusal | None:
        """The refusal that is chosen."""
        return self._chosen_one[1]

    @property
    def _chosen_one(self) -> tuple[Place | None, Refusal | None]:
        at = self.table.current_id
        found = self.listed.objects[at] if self.listed and at is not None and at < len(self.listed.objects) else None
        return found or (None, None)

    def _show_refusal(self, _id: object) -> None:
        refusal = self.refusal
        self.panel.setVisible(refusal is not None)
        if refusal is None:
            return
        holds = f" holds '{refusal.value}'" if refusal.value else ""
        self.what.setText(f"{refusal.where}{holds}: {reason(refusal).rstrip('.')}.")
        self.todo.setText(self._advice(refusal))
        for part in (self.meant, self.choice, self.remember):
            part.setVisible(bool(refusal.alias_of))
        if refusal.alias_of:
            self._offer(refusal)

    def _advice(self, refusal: Refusal) -> str:
        same = sum(other.value == refusal.value for _, other in self.listed.objects) if self.listed else 1
        times = f" It stands in {same} cells; they are all explained at once." if refusal.alias_of and same > 1 else ""
        place, _ = self._chosen_one
        return f"{advice(refusal, place.file if place else None)}{times}"

    def _offer(self, refusal: Refusal) -> None:
        """The likeliest first, then all there are."""
        kind = refusal.alias_of
        self.choice.clear()
        self.choice.addItem(f"Choose the {noun(kind, 1)}…", "")
        for words in refusal.suggestions:
            key = words.split(" ")[0] if kind in CODED else words
            self.choice.addItem(keyed(kind, key, self.labels), key)
        if refusal.suggestions:
            self.choice.insertSeparator(self.choice.count())
        known = self.labels.get(kind, {})
        for key in sorted(known, key=lambda key: known[key].casefold()):
            self.choice.addItem(keyed(kind, key, self.labels), key)
        self.choice.setCurrentIndex(max(0, self.choice.findData(clear_match(refusal.value, known) or "")))
        self._chosen()

    def _chosen(self) -> None:
        """Nothing is remembered before somebody chose what is meant."""
        self.remember.setEnabled(bool(self.choice.currentData()))

    def _remember(self) -> None:
        refusal, key = self.refusal, self.choice.currentData()
        if refusal is not None and key:
            self.alias_asked.emit(refusal.alias_of, refusal.value, str(key))
