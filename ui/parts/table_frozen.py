"""The first column of a table, which stays in sight while the others are scrolled sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from ui.parts.table_cells import Cells
from ui.parts.table_header import Headings
from ui.parts.table_model import RecordModel
from ui.parts.table_view import RecordView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHeaderView


class FrozenColumn(RecordView):
    """A second view of the same rows and the same selection, laid over the left edge of the first."""

    def __init__(self, view: RecordView, headings: Headings, model: RecordModel) -> None:
        super().__init__()
        self.setParent(view)
        self.main, self.main_headings = view, headings
        self.headings = Headings(self, model)
        self.focus_of = view
        self.setModel(model)
        self.setHorizontalHeader(self.headings)
        self.setSelectionModel(view.selectionModel())
        self.setItemDelegate(Cells(self))
        self.setProperty("role", "frozen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("First column")
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._connect(headings)
        self.hide()

    def _connect(self, headings: QHeaderView) -> None:
        self.headings.sort_asked.connect(self.main_headings.sort_asked)
        self.headings.filter_asked.connect(self.main_headings.filter_asked)
        self.main.horizontalScrollBar().valueChanged.connect(self.follow)
        self.main.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self.main.verticalScrollBar().setValue)
        for signal in (headings.sectionResized, headings.sectionMoved, headings.sectionCountChanged):
            signal.connect(self.follow)
        self.main.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size and the focus of the first view."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange}:
            self.follow()
        elif event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.viewport().update()
        return super().eventFilter(watched, event)

    def follow(self) -> None:
        """Show the first column, as wide as it is, while it would be out of sight."""
        shown = [at for at in range(self.main_headings.count()) if not self._hidden(at)]
        first = self.main_headings.logicalIndex(shown[0]) if shown else -1
        if first < 0 or not self.main_headings.offset() or len(shown) < 2:
            self.main.covered = 0
            self.hide()
            return
        for at in range(self.headings.count()):
            self.setColumnHidden(at, at != first)
        self.headings.sort, self.headings.filtered = self.main_headings.sort, self.main_headings.filtered
        self.headings.setFixedHeight(self.main_headings.height())
        width, edge = self.main_headings.sectionSize(first), self.main.frameWidth()
        self.setColumnWidth(first, width)
        self.setGeometry(edge, edge, width + 1, self.main_headings.height() + self.main.viewport().height())
        self.main.covered = width
        self.show()
        self.raise_()
        self.verticalScrollBar().setValue(self.main.verticalScrollBar().value())

    def _hidden(self, visual: int) -> bool:
        return self.main_headings.isSectionHidden(self.main_headings.logicalIndex(visual))
