"""What charts have in common: a title with samples and a menu; parts that are clicked, reached by keys and spoken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from ui.parts.bars import SAMPLE, Series, paint_sample
from ui.parts.flow import Flow
from ui.parts.labels import heading
from ui.parts.picture import Drawing, Figures, PictureMenu
from ui.theme import Tokens, tokens

DOWN: Mapping[Qt.Key, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
ALONG: Mapping[Qt.Key, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class Painted(QWidget):
    """Parts that are painted, one of which may be current. What it shows says how many there are, which one is at a
    point, what it is in words, and how all of it is painted.

    `keys`: by how many parts which key goes on.
    """

    chosen = Signal(int)

    def __init__(self, keys: Mapping[Qt.Key, int]) -> None:
        super().__init__()
        self.current, self._keys = -1, keys
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def count(self) -> int:
        """How many parts there are."""
        raise NotImplementedError

    def at(self, point: QPointF) -> int:
        """The part at a point, or -1."""
        raise NotImplementedError

    def words(self, at: int) -> str:
        """A part in words, as it is spoken."""
        raise NotImplementedError

    def tip(self, at: int) -> str:
        """A part in words, as it is told where it is pointed at."""
        return self.words(at)

    def paint(self, painter: QPainter, colours: Tokens) -> None:
        """Paint all of it."""
        raise NotImplementedError

    def choose(self, at: int) -> None:
        """Let a part be the current one, and say so."""
        if 0 <= at < self.count:
            self.current = at
            self.setAccessibleDescription(self.words(at))
            self.update()
            self.chosen.emit(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and a frame while the keys are here."""
        painter = QPainter(self)
        self.paint(painter, tokens(self))
        frame_keys(self, painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self.at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys go on, and stop at the ends."""
        step = self._keys.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(max(0, min(self.count - 1, self.current + step)))

    def event(self, event: QEvent) -> bool:
        """Tell what stands where the pointer is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.tip(at) if at >= 0 else "", self)
            return True
        return super().event(event)


def frame_keys(widget: QWidget, painter: QPainter) -> None:
    """A frame around what is painted, while the keys are there."""
    if widget.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(tokens(widget).accent))
        painter.drawRect(widget.rect().adjusted(0, 0, -1, -1))


class Sample(QWidget):
    """A name behind a sample of what it stands for. `paint(painter, colours, middle)` paints both."""

    def __init__(self, name: str, paint: Callable[[QPainter, Tokens, float], object]) -> None:
        super().__init__()
        self.name, self._paint = name, paint

    def sizeHint(self) -> QSize:
        """The name and the sample before it."""
        metrics = QFontMetricsF(self.font())
        return QSize(int(metrics.horizontalAdvance(self.name)) + SAMPLE + 12, int(metrics.height() + 6))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Both, from the left."""
        self.paint_on(QPainter(self), tokens(self), self.height() / 2)

    def paint_on(self, painter: QPainter, colours: Tokens, middle: float) -> None:
        """Both from the left, about a middle."""
        self._paint(painter, colours, middle)


def samples_of(several: Sequence[Series]) -> list[Sample]:
    """A sample for each series."""
    return [Sample(one.name, partial(_paint_series, one, at)) for at, one in enumerate(several)]


def _paint_series(series: Series, at: int, painter: QPainter, colours: Tokens, middle: float) -> None:
    paint_sample(painter, series, at, colours, 2, middle)


class ChartFrame(QFrame):
    """A chart under its title, with samples of its series beside that, and a menu to copy, save and show its figures.

    `parts` stand one under another; the last has the room.
    """

    def __init__(self, title: str, *parts: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.title = title
        self._heading, self.top = heading(title), Flow()
        self._heading.setWordWrap(True)
        self.samples: list[Sample] = []
        self.top.add(self._heading)
        self.menu = PictureMenu(lambda: self.title, self.drawing, self.figures)
        row = QHBoxLayout()
        row.addWidget(self.top, 1)  # on further lines where text is large
        row.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 8)
        column.setSpacing(2)
        column.addLayout(row)
        for part in parts:
            column.addWidget(part, 1 if part is parts[-1] else 0)

    @property
    def shown_title(self) -> str:
        """The title as it stands above the chart."""
        return self._heading.text()

    def entitle(self, title: str, shown: str = "") -> None:
        """Give it another title; `shown` is how it stands above the chart, if otherwise."""
        self.title = title
        self._heading.setText(shown or title)

    def show_samples(self, samples: Sequence[Sample]) -> None:
        """Put other samples beside the title."""
        for old in self.samples:
            self.top.remove(old)
        self.samples = list(samples)
        for new in self.samples:
            self.top.add(new)

    def drawing(self) -> Drawing:
        """The whole chart with its title, for a paper."""
        raise NotImplementedError

    def picture(self) -> QPixmap:
        """The drawing as a picture."""
        return self.drawing().pixmap()

    def figures(self) -> Figures:
        """The figures behind the chart."""
        raise NotImplementedError
