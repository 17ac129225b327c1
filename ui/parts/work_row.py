"""One line of a list of work: a badge, a sentence, what else there is to know; pressing it goes to the place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from ui.parts.labels import badge, label, muted


class WorkRow(QPushButton):
    """A button as wide as its card, with text that wraps."""

    def __init__(
        self, text: str, activate: Callable[[], object], *, detail: str = "", word: str = "", tone: str = "grey"
    ) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setAutoDefault(False)
        self.setAccessibleName(". ".join(part for part in (word, text, detail) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.clicked.connect(lambda _checked=False: activate())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 4, 5)
        row.setSpacing(10)
        self._sign: QLabel | None = None
        if word:
            self._sign = sign = badge(word, tone)
            sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._line_up()
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(label(text, wrap=True))
        if detail:
            column.addWidget(muted(detail))
        row.addLayout(column, 1)
        row.addWidget(label("›", "muted"))
        for at in range(row.count()):
            self._let_through(row.itemAt(at).widget())
        for at in range(column.count()):
            self._let_through(column.itemAt(at).widget())

    def _line_up(self) -> None:
        """Make all badges as wide as most, so that the sentences after them line up."""
        if self._sign is not None:
            self.ensurePolished()  # else its letters are not yet as large as they will be
            self._sign.setMinimumWidth(self.fontMetrics().horizontalAdvance("Wrong") + 24)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_sign"):
            self._line_up()

    def _let_through(self, part: object) -> None:
        if part is not None:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # type: ignore[attr-defined]

    def sizeHint(self) -> QSize:
        """As large as what it holds, not as a button's own text."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As small as what it holds may be."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()
