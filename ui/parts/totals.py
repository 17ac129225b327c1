"""The total row, pinned under a table: the sums of the rows that are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTableView, QWidget

from ui.parts.table_cells import PADDING
from ui.parts.table_model import SIDES, RecordModel
from ui.theme import Tokens, tokens


class Totals(QWidget):
    """Painted under the columns of its table, and moved sideways with them."""

    def __init__(self, view: QTableView, model: RecordModel) -> None:
        super().__init__()
        self._view, self._model = view, model
        self._texts: dict[str, str] = {}
        self._words = ""
        self.sums: dict[str, int | None] = {}  # as stored, by column
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = view.horizontalHeader()
        header.sectionResized.connect(self.update)
        header.sectionMoved.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(self.update)
        self.hide()

    def sizeHint(self) -> QSize:
        """As high as a row."""
        return QSize(100, self._view.verticalHeader().defaultSectionSize() + 2)

    def tell(self, words: str, own: Callable[[list[int]], Mapping[str, int | None]] | None) -> None:
        """Say the words and the sums of the shown rows; `own` may give sums of another kind by column."""
        columns = self._model.columns
        self.setVisible(bool(words) and columns is not None and bool(len(self._model.order)))
        if not words or columns is None:
            return
        sums: dict[str, int | None] = {
            spec.name: columns.total(spec.name, self._model.order) for spec in columns.specs if spec.total
        }
        if own is not None:
            sums |= own([int(position) for position in self._model.order])
        self.sums = sums
        by_name = {spec.name: spec for spec in columns.specs}
        self._words = words.format(shown=f"{len(self._model.order):,}")
        self._texts = {name: by_name[name].show(value) for name, value in sums.items() if name in by_name}
        spoken = ", ".join(f"{by_name[name].heading} {text}" for name, text in self._texts.items())
        self.setAccessibleName(f"{self._words}: {spoken}")
        self.update()

    @property
    def words(self) -> str:
        """What is said before the sums."""
        return self._words

    def texts(self) -> dict[str, str]:
        """What stands in the row, by column."""
        return dict(self._texts)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words at the left, each sum under its column."""
        colours = tokens(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.raised))
        painter.setPen(QColor(colours.edge))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        header, left = self._view.horizontalHeader(), 1
        first = self.width()
        for logical, spec in enumerate(self._model.specs):
            text = self._texts.get(spec.name)
            if text is None or header.isSectionHidden(logical):
                continue
            x = header.sectionViewportPosition(logical) + left
            first = min(first, x)
            cell = QRect(x + PADDING, 0, header.sectionSize(logical) - 2 * PADDING, self.height())
            painter.drawText(self._wide_enough(painter, cell, text), SIDES[spec.side], text)
        self._paint_words(painter, first, colours)

    def _paint_words(self, painter: QPainter, first: int, colours: Tokens) -> None:
        """The words up to the first sum; while columns are scrolled, over the sums, as the first column is."""
        header = self._view.horizontalHeader()
        needed = painter.fontMetrics().horizontalAdvance(self._words) + 2 * PADDING + 6
        width = max(header.sectionSize(header.logicalIndex(0)), needed) if header.offset() else first
        place = QRect(0, 1, width, self.height() - 1)
        if header.offset():
            painter.fillRect(place, QColor(colours.raised))
        place = place.adjusted(PADDING + 1, 0, -PADDING, 0)
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, SIDES["left"], words)

    def _wide_enough(self, painter: QPainter, cell: QRect, text: str) -> QRect:
        """A sum may be wider than its column; it grows to the left, where there is room."""
        missing = painter.fontMetrics().horizontalAdvance(text) - cell.width()
        return cell.adjusted(-missing, 0, 0, 0) if missing > 0 else cell
