"""The view of a record table: it paints the ground of whole rows at once, so that cells paint little more than text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.theme import LIGHT, Tokens, tokens

LOWEST = 24  # pixels: no row is harder to hit than this


class RecordView(QTableView):
    """A table view. What its cells need for painting is looked up once a repaint, not once a cell."""

    def __init__(self) -> None:
        super().__init__()
        self.colours: Tokens = LIGHT
        self.metrics = self.fontMetrics()
        self.focused = False
        self.focus_of: QTableView = self
        self.covered = 0  # pixels at the left that something lies over
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.verticalHeader().hide()
        self.fit_rows()

    @property
    def is_editing(self) -> bool:
        """Whether a cell's editor is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def fit_rows(self) -> None:
        """Make rows as high as the text needs."""
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(LOWEST)
        rows.setDefaultSectionSize(max(LOWEST, self.fontMetrics().height() + 9))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit_rows()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, out from under what lies over the left edge."""
        super().scrollTo(index, hint)
        missing = self.covered - self.visualRect(index).left()
        if self.covered and missing > 0 and self.horizontalHeader().visualIndex(index.column()) > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - missing)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stripes and lines of the rows, then the cells."""
        self.colours = tokens(self)
        self.metrics = QFontMetrics(self.font())
        self.focused = self.focus_of.hasFocus()
        painter = QPainter(self.viewport())
        self._ground(painter, event.rect())
        painter.end()
        super().paintEvent(event)

    def _ground(self, painter: QPainter, rect: QRect) -> None:
        colours, rows = self.colours, self.verticalHeader()
        stripe, current, line = QColor(colours.stripe), QColor(colours.current), QColor(colours.line)
        here = self.currentIndex().row()
        first, last = rows.visualIndexAt(rect.top()), rows.visualIndexAt(rect.bottom())
        last = rows.count() - 1 if last < 0 else last
        painter.setPen(line)
        for row in range(max(0, first), last + 1):
            top, height = rows.sectionViewportPosition(row), rows.sectionSize(row)
            if row == here or row % 2:
                painter.fillRect(rect.left(), top, rect.width(), height, current if row == here else stripe)
            painter.drawLine(rect.left(), top + height - 1, rect.right(), top + height - 1)
