"""A chart of stacked columns with a legend, a menu to copy, save and show the figures, and keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import MONEY, Unit
from ui.parts.bars import SAMPLE
from ui.parts.chart_frame import ALONG, ChartFrame, Painted, Sample, samples_of
from ui.parts.picture import Drawing, Figures, on_paper
from ui.parts.stacked_painting import Limit, Stack, arrange, paint_stack, styled
from ui.parts.upright import Layout
from ui.theme import LIGHT, Tokens

__all__ = ["Limit", "Stack", "StackedChart", "styled"]


class _Columns(Painted):
    """The columns, painted; left and right move between them."""

    def __init__(self) -> None:
        super().__init__(ALONG)
        self.stack = Stack()

    @property
    def count(self) -> int:
        return len(self.stack.categories)

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 30, metrics.height() * 10)

    def layout_now(self) -> Layout:
        return arrange(self.stack, QFontMetricsF(self.font()), self.width(), self.height())

    def paint(self, painter: QPainter, colours: Tokens) -> None:
        paint_stack(painter, self.stack, self.layout_now(), colours, self.current)

    def at(self, point: QPointF) -> int:
        layout = self.layout_now()
        at = int((point.x() - layout.left) // max(1.0, layout.step))
        return at if point.x() >= layout.left and 0 <= at < self.count else -1

    def words(self, at: int) -> str:
        return ", ".join(self.stack.lines(at))

    def tip(self, at: int) -> str:
        return "\n".join(self.stack.lines(at))


def _paint_limit(name: str, painter: QPainter, colours: Tokens, middle: float) -> None:
    """The line of the limits, named."""
    metrics = QFontMetricsF(painter.font())
    painter.fillRect(2, int(middle - 1), 16, 3, QColor(colours.text))
    painter.setPen(QColor(colours.text))
    painter.drawText(QPointF(2 + SAMPLE, middle - metrics.height() / 2 + metrics.ascent()), name)


class StackedChart(ChartFrame):
    """Stacked columns under their title. `chosen` is sent with the column that was clicked or reached by keys."""

    chosen = Signal(int)

    def __init__(self, unit: Unit = MONEY) -> None:
        self.unit, self.columns = unit, _Columns()
        super().__init__("", self.columns)
        self.columns.chosen.connect(self.chosen)

    @property
    def stack(self) -> Stack:
        """What is shown."""
        return self.columns.stack

    def show_stack(self, stack: Stack) -> None:
        """Show other columns; the one that was current stays so if there are as many."""
        self.entitle(stack.title)
        limit = Sample(stack.limit_name, partial(_paint_limit, stack.limit_name))
        self.show_samples([*samples_of(stack.series), *([limit] if any(stack.limits) else [])])
        if len(stack.categories) != self.columns.count:
            self.columns.current = -1
        self.columns.stack = stack
        self.columns.setAccessibleName(stack.title)
        self.columns.setAccessibleDescription(stack.words())
        self.columns.update()

    def select(self, at: int) -> None:
        """Highlight a column, without telling anyone."""
        self.columns.current = at
        self.columns.update()

    def drawing(self, width: int = 900, height: int = 360) -> Drawing:
        """The chart with its legend for a paper."""
        stack, layout = self.stack, arrange(self.stack, QFontMetricsF(self.font()), width, height)
        size = QSize(width, height)
        return on_paper(
            self, self.title, size, lambda painter: paint_stack(painter, stack, layout, LIGHT), self.samples
        )

    def figures(self) -> Figures:
        """The figures behind the columns, a column a line."""
        stack, last = self.stack, len(self.stack.series)
        names = [series.name for series in stack.series]
        heads = [*names, "In all", stack.limit_name]
        specs = [ColumnSpec.figure(f"part{at}", name, self.unit, exact=True) for at, name in enumerate(heads)]
        rows = []
        for at, category in enumerate(stack.categories):
            limit = stack.limit(at)
            parts = [series.values[at] for series in stack.series]
            rows.append((category, *parts, stack.total(at), limit.value if limit else None))
        shown = specs if any(stack.limits) else specs[: last + 1]
        return [ColumnSpec(name="name", label=""), *shown], [row[: len(shown) + 1] for row in rows]
