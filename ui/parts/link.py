"""A link that takes as many lines as its words need, where a name is longer than the place it stands in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton

from ui.parts.pressed import Pressed


class Link(Pressed):
    """As wide as its words on one line; where it has to be narrower they go over several."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self._sizes: dict[str, QSize] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """Its words, however they are laid out."""
        return self._words

    def sizeHint(self) -> QSize:
        """All on one line."""
        return self._size(self._words)

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest word."""
        return QSize(self._size("\n".join(self._words.split())).width(), self._size(self._words).height())

    def heightForWidth(self, width: int) -> int:
        """As high as its lines are in that width."""
        return self._size(self._lines(width)).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the words out anew."""
        super().resizeEvent(event)
        lines = self._lines(self.width())
        if lines != super().text():
            self.setText(lines)

    def changeEvent(self, event: QEvent) -> None:
        """Other letters, or another style, take other room."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._sizes.clear()

    def _lines(self, width: int) -> str:
        lines: list[str] = []
        for word in self._words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._size(longer).width() <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return "\n".join(lines)

    def _size(self, text: str) -> QSize:
        """The size of words; measured once, since layouts ask for it again and again."""
        self.ensurePolished()
        if text not in self._sizes:
            self._sizes[text] = self._measured(text)
        return self._sizes[text]

    def _measured(self, text: str) -> QSize:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = text
        room = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text)
        return self.style().sizeFromContents(QStyle.ContentsType.CT_PushButton, option, room, self)
