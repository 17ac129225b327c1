"""A Gantt chart: rows of bars and marks over the financial years, with a scale that stays and a line for today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.periods import show_date
from ui.parts.chart_frame import ChartFrame, Painted, frame_keys
from ui.parts.gantt_painting import Field, arrange, head_height, paint_head, paint_rows
from ui.parts.gantt_rows import GanttMark, GanttRow, GanttSpan, Years, in_groups, years_of
from ui.parts.picture import Drawing, Figures, on_paper
from ui.theme import LIGHT, tokens

__all__ = ["Gantt", "GanttMark", "GanttRow", "GanttSpan"]

NARROWEST = 420
KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class _Canvas(Painted):
    """The lines, painted; up and down move between rows, Enter opens one."""

    activated = Signal(object)

    def __init__(self) -> None:
        super().__init__({})
        self.lines: list[GanttRow | str] = []
        self.years: Years = years_of((), "2000-01-01")
        self._field: tuple[float, Field] | None = None  # worked out for a width; names are measured once

    def show_lines(self, lines: list[GanttRow | str], years: Years) -> None:
        self.lines, self.years, self._field = lines, years, None

    def field(self, width: float | None = None) -> Field:
        wide = width or self.width()
        if self._field is None or self._field[0] != wide:
            self._field = (wide, arrange(self.lines, self.years, QFontMetricsF(self.font()), wide))
        return self._field[1]

    def fit(self) -> None:
        self._field = None
        self.setMinimumSize(NARROWEST, int(self.field().row * len(self.lines)) + 2)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, field = QPainter(self), self.field()
        seen = range(int(event.rect().top() // field.row), int(event.rect().bottom() // field.row) + 1)
        paint_rows(painter, self.lines, field, tokens(self), self.current, seen)
        frame_keys(self, painter)

    @property
    def count(self) -> int:
        return len(self.lines)

    def row(self, at: int) -> GanttRow | None:
        line = self.lines[at] if 0 <= at < self.count else None
        return line if isinstance(line, GanttRow) else None

    def at(self, point: QPointF) -> int:
        at = int(point.y() // self.field().row)
        return at if self.row(at) else -1

    def words(self, at: int) -> str:
        row = self.row(at)
        return ". ".join(row.lines()) if row else ""

    def tip(self, at: int) -> str:
        row = self.row(at)
        return "\n".join(row.lines()) if row else ""

    def place(self, id_: Any) -> int:
        return next((at for at, line in enumerate(self.lines) if isinstance(line, GanttRow) and line.id == id_), -1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.row(self.at(event.position()))
        if row is not None:
            self.activated.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        rows = [at for at, line in enumerate(self.lines) if isinstance(line, GanttRow)]
        now = rows.index(self.current) if self.current in rows else -1
        if rows and key in KEYS:
            self.choose(rows[max(0, min(len(rows) - 1, now + KEYS[key]))])
        elif rows and key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.choose(rows[0 if key == Qt.Key.Key_Home else -1])
        elif now >= 0 and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activated.emit(self.lines[self.current].id)
        else:
            super().keyPressEvent(event)


class _Head(QWidget):
    """The scale above the rows; it stays while they are scrolled."""

    def __init__(self, canvas: _Canvas) -> None:
        super().__init__()
        self.canvas = canvas

    def sizeHint(self) -> QSize:
        return QSize(NARROWEST, int(head_height(QFontMetricsF(self.font()))))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(self.canvas.mapTo(self.canvas.window(), QPointF()) - self.mapTo(self.window(), QPointF()))
        painter.translate(0, -painter.worldTransform().dy())
        paint_head(painter, self.canvas.field(), tokens(self))


class Gantt(ChartFrame):
    """The chart under its title, with a menu to copy, save and show the dates.

    `chosen` is sent with the id of the row that was clicked or reached with the arrows, `activated` on Enter and on a
    double click.
    """

    chosen = Signal(object)
    activated = Signal(object)

    def __init__(self, title: str = "") -> None:
        self.canvas, self.area = _Canvas(), QScrollArea()
        self.head = _Head(self.canvas)
        super().__init__(title, self.head, self.area)
        self.canvas.chosen.connect(self._choose)
        self.canvas.activated.connect(self.activated)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName("Bars")
        self.area.setWidget(self.canvas)
        self.area.horizontalScrollBar().valueChanged.connect(self.head.update)
        self.show_rows((), "2000-01-01")

    @property
    def rows(self) -> list[GanttRow]:
        """The rows shown, in order."""
        return [line for line in self.canvas.lines if isinstance(line, GanttRow)]

    def show_rows(self, rows: Sequence[GanttRow], today: str, title: str | None = None) -> None:
        """Show other rows; the one that was current stays so. `today`: the ISO day that the line stands for."""
        self.entitle(self.title if title is None else title)
        kept = self.current_id
        self.canvas.show_lines(in_groups(rows), years_of(rows, today))
        self.canvas.setAccessibleName(self.title)
        self.canvas.setAccessibleDescription("; ".join(". ".join(row.lines()) for row in rows[:30]))
        self.select(kept)
        self.canvas.fit()
        self.head.update()

    @property
    def current_id(self) -> Any:
        """The id of the row that is highlighted, or None."""
        row = self.canvas.row(self.canvas.current)
        return row.id if row else None

    def select(self, id_: Any) -> bool:
        """Highlight a row without telling anyone; False where there is none such."""
        self.canvas.current = self.canvas.place(id_) if id_ is not None else -1
        self.canvas.update()
        self._reveal()
        return self.canvas.current >= 0

    def drawing(self, width: int = 1100) -> Drawing:
        """The whole chart for a paper."""
        metrics, field = QFontMetricsF(self.font()), self.canvas.field(width)
        head = head_height(metrics)

        def paint(painter: QPainter) -> None:
            paint_head(painter, field, LIGHT)
            painter.translate(0, head)
            paint_rows(painter, self.canvas.lines, field, LIGHT)

        return on_paper(self, self.title, QSize(width, int(head + field.row * len(self.canvas.lines))), paint)

    def figures(self) -> Figures:
        """Every bar and mark as a line of a table."""
        labels = ("Group", "Name", "State", "What", "From", "To")
        specs = [ColumnSpec(name=label.casefold(), label=label) for label in labels]
        lines = []
        for row in self.rows:
            begun = (row.group, row.label, row.word)
            spans = [(*begun, one.word, show_date(one.start), show_date(one.end)) for one in row.spans]
            marks = [(*begun, one.label, show_date(one.on), show_date(one.on)) for one in row.marks]
            lines += [*spans, *marks] or [(*begun, "", "", "")]
        return specs, lines

    def _choose(self, _at: int) -> None:
        self._reveal()
        self.chosen.emit(self.current_id)

    def _reveal(self) -> None:
        if self.canvas.current >= 0:
            self.area.ensureVisible(0, int((self.canvas.current + 0.5) * self.canvas.field().row), 0, 30)
