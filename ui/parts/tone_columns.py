"""A chart of columns made of toned parts, each with its number and word in it: how many of which colour, each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import COUNT
from ui.parts.chart_frame import ALONG, ChartFrame, Painted
from ui.parts.picture import Drawing, Figures, on_paper
from ui.theme import LIGHT, Tokens

WIDEST, GAP = 120.0, 10.0  # pixels: of a column, unless its name needs more, and between two
SMALLEST = 0.7  # of the usual text, that in a part; a lower part is told where it is pointed at


@dataclass(frozen=True)
class TonePart:
    """Some of a column: a word, the tone that stands for it, and how many; the first part stands at the bottom."""

    word: str
    tone: str
    number: int


@dataclass(frozen=True)
class ToneColumn:
    """A column with its name below."""

    name: str
    parts: Sequence[TonePart]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(part.number for part in self.parts)

    @property
    def words(self) -> str:
        """The column in words, the topmost part first."""
        parts = ", ".join(f"{part.number:,} {part.word.lower()}" for part in reversed(self.parts) if part.number)
        return f"{self.name}: {parts or 'none'}"


def paint_columns(
    painter: QPainter, columns: Sequence[ToneColumn], size: QSize, colours: Tokens, current: int = -1
) -> None:
    """The columns from a common ground, their parts in tints with a frame, their totals on top."""
    metrics = QFontMetricsF(painter.font())
    line = metrics.height() + 4
    room, most = size.height() - 2 * line, max((column.total for column in columns), default=0)
    if not most or room <= 0:
        return
    step = _step(columns, size.width(), metrics)
    for at, column in enumerate(columns):
        whole = QRectF(at * step, 0, step, size.height())
        if at == current:
            painter.fillRect(whole, QColor(colours.chosen))
        bar = whole.adjusted(GAP / 2, 0, -GAP / 2, 0)
        bottom = line + room
        for part in column.parts:
            height = room * part.number / most
            bottom -= height
            _paint_part(painter, part, QRectF(bar.left(), bottom, bar.width(), height), colours)
        painter.setPen(QColor(colours.text))
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(bar.left(), bottom - line, bar.width(), line), middle, f"{column.total:,}")
        name = metrics.elidedText(column.name, Qt.TextElideMode.ElideRight, whole.width())
        painter.drawText(QRectF(whole.left(), line + room, whole.width(), line), middle, name)


def _paint_part(painter: QPainter, part: TonePart, place: QRectF, colours: Tokens) -> None:
    if not part.number:
        return
    tone = colours.tone(part.tone)
    painter.setPen(QPen(QColor(tone.text), 1))
    painter.setBrush(QColor(tone.fill))
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
    font = painter.font()
    small = QFont(font)
    usual = QFontMetricsF(font).ascent()
    smallest = round(SMALLEST * usual)
    small.setPixelSize(max(smallest, min(round(usual), int(place.height()) - 2)))
    painter.setFont(small)
    words = f"{part.number:,} {part.word.lower()}"
    fits = QFontMetricsF(small).horizontalAdvance(words) <= place.width() - 4
    if place.height() >= smallest:
        painter.setPen(QColor(tone.on_fill))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words if fits else f"{part.number:,} {part.word[:2]}")
    painter.setFont(font)


def _step(columns: Sequence[ToneColumn], width: float, metrics: QFontMetricsF) -> float:
    """The width of a column with the gap after it."""
    longest = max((metrics.horizontalAdvance(column.name) for column in columns), default=0.0)
    return min(max(WIDEST, longest + GAP), width / max(1, len(columns)))


class _Columns(Painted):
    """The columns, painted; left and right move between them."""

    def __init__(self) -> None:
        super().__init__(ALONG)
        self.columns: Sequence[ToneColumn] = ()

    @property
    def count(self) -> int:
        return len(self.columns)

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 30, metrics.height() * 6)

    def paint(self, painter: QPainter, colours: Tokens) -> None:
        paint_columns(painter, self.columns, self.size(), colours, self.current)

    def at(self, point: QPointF) -> int:
        at = int(point.x() // _step(self.columns, self.width(), QFontMetricsF(self.font())))
        return at if 0 <= at < self.count else -1

    def words(self, at: int) -> str:
        return self.columns[at].words


class ToneChart(ChartFrame):
    """The chart under its title. `chosen` is sent with the column that was clicked or reached with the arrows."""

    chosen = Signal(int)

    def __init__(self, title: str) -> None:
        self._columns = _Columns()
        super().__init__(title, self._columns)
        self._columns.chosen.connect(self.chosen)

    @property
    def columns(self) -> Sequence[ToneColumn]:
        """What is shown."""
        return self._columns.columns

    def show_columns(self, title: str, columns: Sequence[ToneColumn]) -> None:
        """Show other columns."""
        self.entitle(title)
        self._columns.columns, self._columns.current = columns, -1
        self._columns.setAccessibleName(title)
        self._columns.setAccessibleDescription("; ".join(column.words for column in columns))
        self._columns.update()

    def choose(self, at: int) -> None:
        """Choose a column, as if it was clicked."""
        self._columns.choose(at)

    def drawing(self, width: int = 900, height: int = 320) -> Drawing:
        """The chart for a paper."""
        size = QSize(width, height)
        return on_paper(self, self.title, size, lambda painter: paint_columns(painter, self.columns, size, LIGHT))

    def figures(self) -> Figures:
        """The figures behind the columns, a column a line."""
        names = [part.word for part in self.columns[0].parts] if self.columns else []
        specs = [ColumnSpec.figure(f"part{at}", name, COUNT) for at, name in enumerate(names)]
        lines = [(column.name, *(part.number for part in column.parts)) for column in self.columns]
        return [ColumnSpec(name="name", label=""), *specs], lines
