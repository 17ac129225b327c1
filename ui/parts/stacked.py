"""A chart of stacked columns with a legend, a menu to copy, save and show the figures, and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import MONEY, Unit
from ui.parts.bars import Chart, Series, paint_legend, paint_sample
from ui.parts.flow import Flow
from ui.parts.labels import heading
from ui.parts.picture import Figures, PictureMenu, on_paper
from ui.parts.stacked_painting import Layout, Limit, Stack, arrange, paint_stack, styled
from ui.theme import LIGHT, tokens

__all__ = ["Limit", "Stack", "StackedChart", "styled"]

KEYS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class _Sample(QWidget):
    """One series, named behind a sample of it; the line of the limits last."""

    def __init__(self, series: Series | None, number: int) -> None:
        super().__init__()
        self.series, self.number = series, number

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        name = self.series.name if self.series else "Envelope"
        return QSize(int(metrics.horizontalAdvance(name)) + 34, int(metrics.height() + 6))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours, middle = QPainter(self), tokens(self), self.height() / 2
        if self.series is None:
            painter.fillRect(2, int(middle - 1), 16, 3, QColor(colours.text))
            painter.setPen(QColor(colours.text))
            painter.drawText(self.rect().adjusted(24, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "Envelope")
            return
        several = [self.series] * (self.number + 1)  # its colour is that of its place
        paint_sample(painter, Chart(series=several), self.number, colours, 2, middle)


class _Columns(QWidget):
    """The columns, painted; left and right move between them."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.stack, self.current = Stack(), -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 30, metrics.height() * 10)

    def layout_now(self) -> Layout:
        return arrange(self.stack, QFontMetricsF(self.font()), self.width(), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours = QPainter(self), tokens(self)
        paint_stack(painter, self.stack, self.layout_now(), colours, self.current)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def at(self, point: QPointF) -> int:
        layout = self.layout_now()
        at = int((point.x() - layout.left) // max(1.0, layout.step))
        return at if point.x() >= layout.left and 0 <= at < len(self.stack.categories) else -1

    def choose(self, at: int) -> None:
        if 0 <= at < len(self.stack.categories):
            self.current = at
            self.setAccessibleDescription(", ".join(self.stack.lines(at)))
            self.update()
            self.chosen.emit(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self.at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(max(0, min(len(self.stack.categories) - 1, self.current + step)))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "\n".join(self.stack.lines(at)) if at >= 0 else "", self)
            return True
        return super().event(event)


class StackedChart(QFrame):
    """Stacked columns under their title. `chosen` is sent with the column that was clicked or reached by keys."""

    chosen = Signal(int)

    def __init__(self, unit: Unit = MONEY) -> None:
        super().__init__()
        self.unit = unit
        self.setProperty("role", "panel")
        self._title, self._top, self.columns = heading(""), Flow(), _Columns()
        self._legend: list[_Sample] = []
        self._top.add(self._title)
        self.columns.chosen.connect(self.chosen)
        self.menu = PictureMenu(lambda: self.stack.title, self.picture, self.figures)
        row = QHBoxLayout()
        row.addWidget(self._top, 1)
        row.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 8)
        column.addLayout(row)
        column.addWidget(self.columns, 1)

    @property
    def stack(self) -> Stack:
        """What is shown."""
        return self.columns.stack

    def show_stack(self, stack: Stack) -> None:
        """Show other columns; the one that was current stays so if there are as many."""
        self._title.setText(stack.title)
        for sample in self._legend:
            self._top.remove(sample)
        self._legend = [_Sample(series, number) for number, series in enumerate(stack.series)]
        if any(stack.limits):
            self._legend.append(_Sample(None, 0))
        for sample in self._legend:
            self._top.add(sample)
        if len(stack.categories) != len(self.stack.categories):
            self.columns.current = -1
        self.columns.stack = stack
        self.columns.setAccessibleName(stack.title)
        self.columns.setAccessibleDescription(stack.words())
        self.columns.update()

    def select(self, at: int) -> None:
        """Highlight a column, without telling anyone."""
        self.columns.current = at
        self.columns.update()

    def picture(self, width: int = 900, height: int = 360) -> QPixmap:
        """The chart with its legend for a paper."""
        metrics = QFontMetricsF(self.font())

        def paint(painter: QPainter) -> None:
            paint_legend(painter, Chart(series=self.stack.series), LIGHT, 0, metrics.height() / 2)
            painter.translate(0, metrics.height() + 8)
            paint_stack(painter, self.stack, arrange(self.stack, metrics, width, height), LIGHT)

        return on_paper(self, self.stack.title, QSize(width, int(height + metrics.height() + 8)), paint)

    def figures(self) -> Figures:
        """The figures behind the columns, a column a line."""
        stack, last = self.stack, len(self.stack.series)
        names = [series.name for series in stack.series]
        heads = [*names, "In all", "Envelope"]
        specs = [ColumnSpec.figure(f"part{at}", name, self.unit, exact=True) for at, name in enumerate(heads)]
        rows = []
        for at, category in enumerate(stack.categories):
            limit = stack.limit(at)
            parts = [series.values[at] for series in stack.series]
            rows.append((category, *parts, stack.total(at), limit.value if limit else None))
        shown = specs if any(stack.limits) else specs[: last + 1]
        return [ColumnSpec(name="name", label=""), *shown], [row[: len(shown) + 1] for row in rows]
