"""The record at the side of a table: its name, and sections of facts, lines and parts of a tab's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.parts.flow import Flow
from ui.parts.labels import badge, label, link, muted, title
from ui.parts.wording import breakable

BESIDE = 30  # letters of a line that stands beside its badge; a longer one has the whole width under it
NARROWEST = 38  # letters
FIRST, MORE = 20, 50  # lines of a list that stand there at first, and that follow: Qt lays hundreds out in seconds


@dataclass(frozen=True)
class Facts:
    """Names and values, one under another. Blank values are left out."""

    heading: str
    pairs: Sequence[tuple[str, str]]

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return any(value for _, value in self.pairs)

    def build(self) -> QLayout:
        """As a form."""
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, value in self.pairs:
            if value:
                shown = label(value, wrap=True)
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                shown.setAccessibleName(f"{name}: {value}")
                form.addRow(label(name, "muted"), shown)
        return form


@dataclass(frozen=True)
class Line:
    """One line of a list. With `activate` it goes somewhere; `tone` and `word` put a badge before it."""

    text: str
    detail: str = ""
    word: str = ""
    tone: str = "grey"
    activate: Callable[[], object] | None = None
    buttons: Sequence[tuple[str, Callable[[], object]]] = ()


@dataclass(frozen=True)
class Lines:
    """A list of lines. Of a long one the first are shown, and a link shows more."""

    heading: str
    lines: Sequence[Line]

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.lines)

    def build(self) -> QLayout:
        """One under another."""
        column = QVBoxLayout()
        column.setSpacing(6)
        self._add(column, 0, FIRST)
        return column

    def _add(self, column: QVBoxLayout, start: int, end: int) -> None:
        """The lines from one to before another; under them a link to those that follow."""
        for line in self.lines[start:end]:
            column.addLayout(_line(line))
        rest = len(self.lines) - end
        if rest <= 0:
            return

        def further() -> None:
            more.hide()
            more.deleteLater()
            self._add(column, end, end + MORE)

        more = link(f"Show {min(rest, MORE)} more of {rest:,}", further)
        column.addWidget(more)


def _line(line: Line) -> QLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    row = QHBoxLayout()
    row.setSpacing(8)
    if line.word:
        row.addWidget(badge(line.word, line.tone), 0, Qt.AlignmentFlag.AlignTop)
    if line.activate is not None:
        row.addWidget(link(line.text, line.activate))
        row.addStretch(1)
    elif line.text:
        row.addWidget(label(line.text, wrap=True), 1)
    column.addLayout(row)
    if line.activate is not None and line.buttons:  # beside the detail, so that a long name has the whole line
        row = QHBoxLayout()
        row.addWidget(muted(breakable(line.detail)), 1)
        for words, callback in line.buttons:
            row.addWidget(_link(words, callback, line.text), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
    elif line.detail:
        column.addWidget(muted(breakable(line.detail)))
    if line.buttons and line.activate is None:
        column.addWidget(_ends(line.buttons, line.text))
    return column


def _ends(buttons: Sequence[tuple[str, Callable[[], object]]], about: str = "") -> QWidget:
    ends = Flow()
    for words, callback in buttons:
        ends.add(_link(words, callback, about))
    return ends


def _link(words: str, callback: Callable[[], object], about: str) -> QPushButton:
    """A link that is spoken with what it is about: there may be many that read Change…"""
    result = link(words, callback)
    if about:
        result.setAccessibleName(f"{words.rstrip('…')}: {about}")
    return result


@dataclass(frozen=True)
class Part:
    """A widget of the tab's own under a heading."""

    heading: str
    widget: QWidget

    def build(self) -> QLayout:
        """The widget by itself."""
        column = QVBoxLayout()
        column.addWidget(self.widget)
        return column


Section = Facts | Lines | Part


class DetailPane(QScrollArea):
    """What is known about the current record."""

    def __init__(self, hint: str = "Choose a row to see its detail.", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self._fit()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleName("Detail")
        self._name = ""
        self.clear(hint)

    def _fit(self) -> None:
        """Never be narrower than some words, however large they are."""
        self.setMinimumWidth(NARROWEST * self.fontMetrics().averageCharWidth())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def clear(self, hint: str) -> None:
        """Show nothing but a hint."""
        column = self._begin()
        column.addWidget(muted(hint))
        column.addStretch(1)

    def show_detail(
        self,
        name: str,
        subtitle: str = "",
        sections: Sequence[Section] = (),
        badge_: tuple[str, str] | None = None,
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show a record: name, a line and a badge of (word, tone) under it, buttons, and what sections hold."""
        at = self.verticalScrollBar().value() if name == self._name else 0
        column = self._begin()
        self._name = name
        if name:
            column.addWidget(title(name))
        if badge_ is not None:
            row = QHBoxLayout()
            row.addWidget(badge(*badge_), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(muted(subtitle if len(subtitle) <= BESIDE else ""), 1)
            column.addLayout(row)
        if subtitle and (badge_ is None or len(subtitle) > BESIDE):
            column.addWidget(muted(subtitle))
        if buttons:
            column.addWidget(_ends(buttons))
        for section in sections:
            if section:
                column.addSpacing(8)
                if section.heading:
                    column.addWidget(label(breakable(section.heading), "heading", wrap=True))
                column.addLayout(section.build())
        column.addStretch(1)
        if at:  # the same record, brought up to date: it stays where it was read
            QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(at))

    def _begin(self) -> QVBoxLayout:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.setFocus()  # what had it goes
        self._name = ""
        panel = QFrame()
        panel.setProperty("role", "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(14, 12, 14, 12)
        self.setWidget(panel)
        return column
