"""The row above a table: the tab's own controls, what the filter leaves out, and the quick filter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.parts.flow import GAP, Flow
from ui.parts.labels import button, label

PAUSE = 25  # milliseconds: letters typed within it are looked for together


class FilterBar(QWidget):
    """Controls at the left; count, Clear filters, the quick filter and the menu of the table at the right."""

    typed = Signal(str)
    cleared = Signal()
    left = Signal()  # towards the table

    def __init__(self) -> None:
        super().__init__()
        self.box = QLineEdit()
        self.box.setPlaceholderText("Filter")
        self.box.setAccessibleName("Filter the table")
        self.box.setToolTip("Shows the rows in which every word that you type stands somewhere (Ctrl+F)")
        self.box.setClearButtonEnabled(True)
        self.box.setMinimumWidth(180)
        self._count = label("", "muted")
        self._clear: QPushButton = button("Clear filters", self.cleared.emit)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self.typed.emit(self.box.text()))
        self.box.textChanged.connect(lambda _text: self._pause.start())
        self.box.installEventFilter(self)
        self._controls, self._end = Flow(), QWidget()
        end = QHBoxLayout(self._end)
        end.setContentsMargins(0, 0, 0, 0)
        for part in (self._count, self._clear, self.box):
            end.addWidget(part)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 6, 0, 6)
        for layout in (end, self._row):
            layout.setSpacing(GAP)
        self._row.addWidget(self._controls, 1)
        self._row.addWidget(self._end, 0, Qt.AlignmentFlag.AlignRight)
        self._clear.hide()

    def event(self, event: QEvent) -> bool:
        """Set out anew when the room changes, or what stands in it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._set_out()
        return super().event(event)

    def _set_out(self) -> None:
        """The filter beside the controls; below them where that saves lines, as it does with large text."""
        controls, end = self._controls, self._end.sizeHint()
        beside = controls.heightForWidth(self.width() - end.width() - GAP)
        below = controls.heightForWidth(self.width()) + GAP + end.height() + GAP  # by a line, not some pixels
        way = QBoxLayout.Direction.TopToBottom if below < beside else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the box, Escape empties it (when it is empty, Escape is the dialog's); Enter or Down go to the table."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.box.text():
                self.box.clear()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def add(self, widget: QWidget) -> QWidget:
        """Put a control of the tab at the left, after those already there."""
        self._controls.add(widget)
        return widget

    @property
    def controls(self) -> list[QWidget]:
        """The controls of the tab, in order."""
        return self._controls.parts

    def add_last(self, widget: QWidget) -> None:
        """Put something at the right end, after the quick filter."""
        if (row := self._end.layout()) is not None:
            row.addWidget(widget)

    def add_label(self, text: str, buddy: QWidget | None = None) -> QLabel:
        """Put a word before the next control."""
        words = label(text, "muted")
        if buddy is not None:
            words.setBuddy(buddy)
        self.add(words)
        return words

    @property
    def count_text(self) -> str:
        """What is said about the number of rows."""
        return self._count.text()

    def tell(self, shown: int, everything: int, *, filtered: bool) -> None:
        """Say how many rows are shown, and how many the filter hides."""
        hidden = everything - shown
        text = f"{shown:,} of {everything:,}, {hidden:,} hidden by the filter" if filtered else f"{everything:,} rows"
        self._count.setText("1 row" if text == "1 rows" else text)
        self._clear.setVisible(filtered)

    def set_text(self, text: str) -> None:
        """Type into the quick filter, at once."""
        self.box.setText(text)
        self._pause.stop()
        self.typed.emit(text)
