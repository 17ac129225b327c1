"""A ranking in a picture: a bar of parts for each, best first, and a line drawn across where something ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QScrollArea

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import COUNT, Unit
from blmk_desktop.values import show_figure
from ui.parts.bars import Series, dress, paint_legend
from ui.parts.chart_frame import DOWN, ChartFrame, Painted
from ui.parts.picture import Drawing, Figures, on_paper
from ui.theme import LIGHT, Tokens

GAP = 10
STYLES = ("solid", "hatched", "outline")
NARROWEST = 360


@dataclass(frozen=True)
class RankedRow:
    """One of a ranking: its id, name and place ('2='), the parts of its bar in the unit's, and words behind it.

    `faded` ones are beyond the line, and drawn in outline of the ground.
    """

    id: Any
    name: str
    place: str
    parts: tuple[int, ...]
    note: str = ""
    faded: bool = False


@dataclass(frozen=True)
class Ranking:
    """What is shown. `line` is how many rows are above the line; None for no line. `notes` says what the notes are."""

    title: str = ""
    parts: tuple[str, ...] = ()
    rows: tuple[RankedRow, ...] = ()
    unit: Unit = COUNT
    most: int = 1
    line: int | None = None
    line_words: str = ""
    notes: str = ""

    def figure(self, value: int) -> str:
        """A part or a sum as it is written."""
        return show_figure(value, self.unit.places, self.unit.decimals)

    def words(self, row: RankedRow) -> str:
        """A row in words."""
        parts = ", ".join(f"{name} {self.figure(value)}" for name, value in zip(self.parts, row.parts, strict=False))
        said = f"{row.place} {row.name}: {self.figure(sum(row.parts))}" if row.parts else f"{row.name}: no rank"
        return ", ".join(filter(None, (said.strip(), parts and f"of which {parts}", row.note)))


class _Canvas(Painted):
    """The bars; up and down move between them."""

    def __init__(self) -> None:
        super().__init__(DOWN)
        self.ranking = Ranking()

    @property
    def count(self) -> int:
        return len(self.ranking.rows)

    def row_height(self) -> float:
        return QFontMetricsF(self.font()).height() + 14

    def line_height(self) -> float:
        return 0.0 if self.ranking.line is None else QFontMetricsF(self.font()).height() + 8

    def top(self, at: int) -> float:
        """Where a row begins: under the legend and those before it, with room for the line."""
        below = self.ranking.line is not None and at >= self.ranking.line
        legend = QFontMetricsF(self.font()).height() + 8
        return legend + at * self.row_height() + (self.line_height() if below else 0)

    def size_wanted(self, width: int = NARROWEST) -> QSize:
        return QSize(width, int(self.top(self.count) + 6))

    def fit(self) -> None:
        self.setMinimumSize(self.size_wanted())
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def paint(self, painter: QPainter, colours: Tokens) -> None:
        self.paint_on(painter, colours, self.width(), self.current)

    def paint_on(self, painter: QPainter, colours: Tokens, width: float, current: int = -1) -> None:
        """Paint the legend, every row and the line."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        several = [Series(name, (), STYLES[at % len(STYLES)]) for at, name in enumerate(self.ranking.parts)]
        paint_legend(painter, several, colours, 4, QFontMetricsF(painter.font()).height() / 2 + 2)
        field = _field(self.ranking, QFontMetricsF(painter.font()), width)
        for at, row in enumerate(self.ranking.rows):
            place = QRectF(0, self.top(at), width, self.row_height())
            if at == current:
                painter.fillRect(place, QColor(colours.chosen))
            _paint_row(painter, self.ranking, row, place, field, colours)
        if self.ranking.line is not None:
            middle = self.top(self.ranking.line) - self.line_height() / 2
            _paint_line(painter, self.ranking.line_words, middle, width, colours)

    def at(self, point: QPointF) -> int:
        return next((at for at in range(self.count) if 0 <= point.y() - self.top(at) < self.row_height()), -1)

    def words(self, at: int) -> str:
        return self.ranking.words(self.ranking.rows[at])


@dataclass(frozen=True)
class _Field:
    """Where bars begin, and how long one of all there could be is."""

    left: float
    length: float


def _field(ranking: Ranking, metrics: QFontMetricsF, width: float) -> _Field:
    names = max((metrics.horizontalAdvance(_named(row)) for row in ranking.rows), default=0) + 2 * GAP
    names = min(names, width * 0.4)
    notes = max((metrics.horizontalAdvance(_ends(ranking, row)) for row in ranking.rows), default=0) + 2 * GAP
    return _Field(names, max(40.0, width - names - notes))


def _named(row: RankedRow) -> str:
    return f"{row.place}  {row.name}" if row.place else row.name


def _ends(ranking: Ranking, row: RankedRow) -> str:
    """What stands behind a bar."""
    return " · ".join(filter(None, (ranking.figure(sum(row.parts)) if row.parts else "no rank", row.note)))


def _paint_row(
    painter: QPainter, ranking: Ranking, row: RankedRow, place: QRectF, field: _Field, colours: Tokens
) -> None:
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QColor(colours.muted if row.faded else colours.text))
    name = metrics.elidedText(_named(row), Qt.TextElideMode.ElideRight, field.left - GAP)
    painter.drawText(place.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
    x = field.left
    for number, value in enumerate(row.parts):
        length = value * field.length / (ranking.most or 1)
        dress(painter, STYLES[number % len(STYLES)], colours.series[number % len(colours.series)])
        painter.setOpacity(0.45 if row.faded else 1)
        painter.drawRect(QRectF(x, place.top() + 5, length, place.height() - 10))
        painter.setOpacity(1)
        x += length
    painter.setPen(QColor(colours.muted))
    painter.drawText(
        QRectF(x + GAP * 0.6, place.top(), 2000, place.height()), Qt.AlignmentFlag.AlignVCenter, _ends(ranking, row)
    )


def _paint_line(painter: QPainter, words: str, y: float, width: float, colours: Tokens) -> None:
    """A dashed line across, with its words on a ground of their own at the right."""
    metrics, tone = QFontMetricsF(painter.font()), colours.tone("amber")
    painter.setPen(QPen(QColor(tone.text), 1.6, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(0, y), QPointF(width, y))
    room = metrics.horizontalAdvance(words) + 14
    place = QRectF(width - room - 2, y - metrics.height() / 2 - 1, room, metrics.height() + 2)
    painter.setPen(QColor(tone.text))
    painter.setBrush(QColor(tone.fill))
    painter.drawRoundedRect(place, 3, 3)
    painter.setPen(QColor(tone.on_fill))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


class RankedChart(ChartFrame):
    """The picture under its title, with a menu. `chosen` is sent with the id of the bar clicked or reached by keys."""

    chosen = Signal(object)

    def __init__(self) -> None:
        self.canvas, area = _Canvas(), QScrollArea()
        super().__init__("", area)
        self.canvas.chosen.connect(lambda at: self.chosen.emit(self.ranking.rows[at].id))
        area.setWidgetResizable(True)
        area.setAccessibleName("Ranking")
        area.setWidget(self.canvas)

    @property
    def ranking(self) -> Ranking:
        """What is shown."""
        return self.canvas.ranking

    def show_ranking(self, ranking: Ranking) -> None:
        """Show another ranking."""
        self.entitle(ranking.title)
        self.canvas.ranking, self.canvas.current = ranking, -1
        self.canvas.setAccessibleName(ranking.title)
        said = [ranking.words(row) for row in ranking.rows]
        self.canvas.setAccessibleDescription(". ".join([*said, ranking.line_words]))
        self.canvas.fit()

    def select(self, id_: Any) -> None:
        """Highlight one, without telling anyone."""
        self.canvas.current = next((at for at, row in enumerate(self.ranking.rows) if row.id == id_), -1)
        self.canvas.update()

    def drawing(self, width: int = 900) -> Drawing:
        """The chart under its title, for a paper."""
        size = self.canvas.size_wanted(width)
        return on_paper(self, self.title, size, lambda painter: self.canvas.paint_on(painter, LIGHT, width))

    def figures(self) -> Figures:
        """The figures behind the bars, one of the ranking a line."""
        ranking: Sequence[RankedRow] = self.ranking.rows
        specs = [
            ColumnSpec(name="name", label="Name"),
            ColumnSpec(name="place", label="Rank"),
            *(
                ColumnSpec.figure(f"part{at}", name, self.ranking.unit, total=False)
                for at, name in enumerate(self.ranking.parts)
            ),
            ColumnSpec(name="note", label=self.ranking.notes),
        ]
        blanks = (None,) * len(self.ranking.parts)
        return specs, [(row.name, row.place, *(row.parts or blanks), row.note) for row in ranking]
