"""Small things that are the same everywhere: titles, muted text, badges, cards and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6 import QtCore
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.parts.pressed import Pressed

PLAIN = 0  # Qt.TextFormat.PlainText, as a number: the name would load all of Qt's names before the first paint


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text (never read as markup) in one of the stylesheet's roles."""
    result = QLabel(text)
    result.setProperty("textFormat", PLAIN)
    result.setWordWrap(wrap)
    if role:
        result.setProperty("role", role)
    return result


def title(text: str) -> QLabel:
    """The name of what is shown."""
    return label(text, "title", wrap=True)


def heading(text: str) -> QLabel:
    """The heading of a section."""
    return label(text, "heading")


def muted(text: str) -> QLabel:
    """Text of second importance."""
    return label(text, "muted", wrap=True)


def sentence(text: str) -> QLabel:
    """A sentence that says the state of things."""
    return label(text, "sentence", wrap=True)


def badge(word: str, tone: str) -> QLabel:
    """A word on a tinted ground: red, orange, amber, green, blue, grey or black."""
    result = label(word)
    result.setProperty("badge", tone)
    result.setSizePolicy(result.sizePolicy().horizontalPolicy().Maximum, result.sizePolicy().verticalPolicy())
    return result


def button(text: str, callback: Callable[[], object], *, primary: bool = False) -> QPushButton:
    """A button that does something."""
    return _pressed(Pressed(text), callback, "primary" if primary else "")


def link(text: str, callback: Callable[[], object]) -> QPushButton:
    """A button that looks like a link, because it goes somewhere. Its text may be a name with an ampersand in it."""
    from ui.parts.link import Link  # needs more of Qt than the first paint does

    result = _pressed(Link(text.replace("&", "&&")), callback, "link")
    result.setAccessibleName(text)
    result.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
    return result


def _pressed(result: QPushButton, callback: Callable[[], object], role: str) -> QPushButton:
    if role:
        result.setProperty("role", role)
    result.setAutoDefault(False)
    result.clicked.connect(lambda _checked=False: callback())
    return result


def menu_button(words: str, entries: Sequence[tuple[str, Callable[[], object]]]) -> QToolButton:
    """A button that opens a short list of things to do."""
    opener = QToolButton()
    opener.setText(f"{words}  ▾")
    opener.setAccessibleName(words)
    opener.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(opener)
    for name, does in entries:
        menu.addAction(name).triggered.connect(lambda _checked=False, does=does: does())
    opener.setMenu(menu)
    return opener


def card(*parts: QWidget | QLayout) -> QFrame:
    """A framed group of parts, one under another."""
    frame = QFrame()
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 12, 14, 12)
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
    return frame
