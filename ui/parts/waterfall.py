"""A bridge from one figure to another: what goes up and down between them, with a menu, keys and words for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QScrollArea

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import MONEY, Unit
from ui.parts.bars import SAMPLE
from ui.parts.chart_frame import ALONG, ChartFrame, Painted, Sample
from ui.parts.picture import Drawing, Figures, on_paper
from ui.parts.upright import Layout
from ui.parts.waterfall_painting import Bridge, Step, arrange, dress_step, paint_bridge
from ui.theme import LIGHT, Tokens

__all__ = ["Bridge", "Step", "Waterfall"]


class _Columns(Painted):
    """The columns, painted; left and right move between them."""

    def __init__(self) -> None:
        super().__init__(ALONG)
        self.bridge = Bridge()

    @property
    def count(self) -> int:
        return len(self.bridge.steps)

    def show_bridge(self, bridge: Bridge) -> None:
        if len(bridge.steps) != self.count:
            self.current = -1
        self.bridge = bridge
        self.fit()
        self.setAccessibleName(bridge.title)
        self.setAccessibleDescription(bridge.words())
        self.update()

    def fit(self) -> None:
        """Be wide enough for the figures of the columns, and for the words of their names."""
        metrics = self.fontMetrics()
        words = {self.bridge.figure(at) for at in range(self.count)}
        words |= {word for step in self.bridge.steps for word in step.name.split()}
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0) + 8
        scale = metrics.averageCharWidth() * 12
        self.setMinimumSize(scale + widest * self.count, metrics.height() * 10)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def layout_now(self) -> Layout:
        return arrange(self.bridge, QFontMetricsF(self.font()), self.width(), self.height())

    def paint(self, painter: QPainter, colours: Tokens) -> None:
        paint_bridge(painter, self.bridge, self.layout_now(), colours, self.current)

    def at(self, point: QPointF) -> int:
        layout = self.layout_now()
        at = int((point.x() - layout.left) // max(1.0, layout.step))
        return at if point.x() >= layout.left and 0 <= at < self.count else -1

    def words(self, at: int) -> str:
        return ", ".join(self.bridge.lines(at))

    def tip(self, at: int) -> str:
        return "\n".join(self.bridge.lines(at))


class Waterfall(ChartFrame):
    """A bridge under its title. `chosen` is sent with the column that was clicked or reached with the arrows."""

    chosen = Signal(int)

    def __init__(self, unit: Unit = MONEY) -> None:
        self.unit, self.columns, self._area = unit, _Columns(), QScrollArea()
        super().__init__("", self._area)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Columns of the bridge")
        self._area.setWidget(self.columns)
        self.columns.chosen.connect(self.chosen)

    @property
    def bridge(self) -> Bridge:
        """What is shown."""
        return self.columns.bridge

    def show_bridge(self, bridge: Bridge) -> None:
        """Show another bridge; the column that was current stays so if there are as many."""
        broken = f" (scale from {bridge.shown(bridge.ends[0])})" if bridge.broken else ""
        self.entitle(bridge.title, (bridge.heading or bridge.title) + broken)
        self.show_samples(_samples(bridge))
        self.columns.show_bridge(bridge)
        self._fit()

    def _fit(self) -> None:
        """Never be so low that names are cut off."""
        bar = self._area.horizontalScrollBar().sizeHint().height()
        self._area.setMinimumHeight(self.columns.minimumHeight() + bar)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def select(self, at: int) -> None:
        """Highlight a column, without telling anyone."""
        self.columns.current = at
        self.columns.update()
        if at >= 0:
            self._area.ensureVisible(int(self.columns.layout_now().middle(at)), 0)

    def drawing(self, width: int = 1000, height: int = 380) -> Drawing:
        """The chart with its legend for a paper."""
        bridge = self.bridge
        size = QSize(max(width, self.columns.minimumWidth()), height)
        layout = arrange(bridge, QFontMetricsF(self.font()), size.width(), size.height())
        broken = f" (scale from {bridge.shown(bridge.ends[0])})" if bridge.broken else ""
        return on_paper(
            self,
            bridge.title + broken,
            size,
            lambda painter: paint_bridge(painter, bridge, layout, LIGHT),
            self.samples,
        )

    def figures(self) -> Figures:
        """The figures behind the columns, a column a line."""
        bridge = self.bridge
        specs = [
            ColumnSpec(name="name", label=""),
            ColumnSpec.figure("level", "Level", self.unit, exact=True),
            ColumnSpec.figure("change", "Change", self.unit, exact=True),
            ColumnSpec.figure("end", "Together", self.unit, exact=True),
            ColumnSpec(name="words", label="In words", width=40),
        ]
        rows = [
            (one.name, one.value if one.level else None, None if one.level else one.value, end, one.words)
            for one, (_, end) in zip(bridge.steps, bridge.spans, strict=True)
        ]
        return specs, rows


def _samples(bridge: Bridge) -> list[Sample]:
    """What each look means: of the tones that are there, drawn as the first change of that tone is."""
    found = []
    for tone, name in bridge.meanings:
        of = [one for one in bridge.steps if one.tone == tone and not one.level and one.value]
        if of:
            found.append(Sample(name, partial(_paint_sample, of[0], name)))
    return found


def _paint_sample(step: Step, name: str, painter: QPainter, colours: Tokens, middle: float) -> None:
    metrics = QFontMetricsF(painter.font())
    dress_step(painter, step, colours)
    painter.drawRect(QRectF(2.5, middle - 4.5, 16, 9))
    painter.setPen(QColor(colours.text))
    place = QRectF(2 + SAMPLE, middle - metrics.height() / 2, metrics.horizontalAdvance(name) + 4, metrics.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
