"""A map of risks by likelihood and impact: a cell filters, a risk that is dragged is scored anew, arrows tell moves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QToolTip,
    QWidget,
)

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import COUNT
from blmk_desktop.rules.wording import capital
from ui.parts.chart_frame import ChartFrame
from ui.parts.flow import Flow
from ui.parts.heat_cells import (
    MOST,
    Cell,
    Heat,
    Layout,
    Placed,
    arrange,
    chips,
    paint_arrows,
    paint_chip,
    paint_chips,
    paint_heat,
    small,
)
from ui.parts.labels import badge, label
from ui.parts.picture import Drawing, Figures, on_paper
from ui.theme import LIGHT, Tokens, tokens

__all__ = ["Heat", "HeatMap", "Placed"]

STEPS = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}
PAPER = QSize(900, 460)
HIGHEST_LEAST = 480  # pixels: a small window has other parts too
FIGURES = (
    ColumnSpec(name="risk", label="Risk"),
    ColumnSpec(name="about", label="What may happen", width=50),
    ColumnSpec.figure("likelihood", "Likelihood", COUNT, total=False),
    ColumnSpec.figure("impact", "Impact", COUNT, total=False),
    ColumnSpec(name="score", label="Score"),
)
KEYS = (
    "Arrow keys move between cells, Enter shows only the risks of a cell, Page down goes to its next risk, "
    "Ctrl and an arrow move the risk and Enter scores it there."
)


class _Cells(QWidget):
    """The cells. The cell with the frame is where the keys are; a risk that is held goes to another cell."""

    cell_chosen = Signal(object)
    risk_chosen = Signal(object)
    activated = Signal(object)
    moved = Signal(object, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.heat = Heat()
        self.here: Cell = (MOST, MOST)
        self.chosen: Cell | None = None
        self.current: Any = None
        self.editable = True
        self._pressed: tuple[Placed, QPointF] | None = None
        self._held: Placed | None = None
        self._target: Cell | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def minimumSizeHint(self) -> QSize:
        """Two lines of chips a cell are still read."""
        line = self.fontMetrics().height()
        return QSize(line * 26, line * 13)

    def sizeHint(self) -> QSize:
        """Three lines a cell."""
        line = self.fontMetrics().height()
        return QSize(line * 44, line * 19)

    def layout_now(self) -> Layout:
        return arrange(self.font(), self.width(), self.height())

    def show_heat(self, heat: Heat) -> None:
        self.heat, self._held, self._pressed = heat, None, None
        self.setAccessibleName(heat.title)
        self._speak()
        self.update()

    def _speak(self, words: str = "") -> None:
        self.setAccessibleDescription(f"{words or self.heat.words()} {KEYS}")

    # What is painted

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours, layout = QPainter(self), tokens(self), self.layout_now()
        paint_heat(painter, self.heat, layout, colours)
        self._paint_frames(painter, layout, colours)
        paint_arrows(painter, self.heat, layout, colours, self.current)
        paint_chips(painter, self.heat, layout, colours, self.current)
        self._paint_held(painter, layout, colours)

    def _paint_frames(self, painter: QPainter, layout: Layout, colours: Tokens) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.chosen is not None:
            painter.setPen(QPen(QColor(colours.accent), 3))
            painter.drawRect(layout.cell(self.chosen).adjusted(2, 2, -2, -2))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.text), 1.5, Qt.PenStyle.DashLine))
            painter.drawRect(layout.cell(self.here).adjusted(4, 4, -4, -4))

    def _paint_held(self, painter: QPainter, layout: Layout, colours: Tokens) -> None:
        """The risk that is held, in the cell where it would go, with the score that it would have."""
        if self._held is None or self._target is None:
            return
        place = layout.cell(self._target)
        painter.setPen(QPen(QColor(colours.accent), 3, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(2, 2, -2, -2))
        painter.setFont(small(self.font()))
        words = f"{self._held.name}: {self.heat.score_words(self._target)}"
        metrics = QFontMetricsF(painter.font())
        box = place.adjusted(0, 0, 0, 0)
        box.setSize(QSize(round(metrics.horizontalAdvance(words) + 14), round(metrics.height() + 6)).toSizeF())
        box.moveCenter(place.center())
        box.moveRight(min(box.right(), self.width() - 1.0))
        paint_chip(painter, colours, words, box, current=True)

    # The mouse

    def risk_at(self, point: QPointF) -> Placed | None:
        """The risk whose chip is there."""
        layout = self.layout_now()
        cell = layout.at(point)
        placed = chips(self.heat, layout, self.font(), cell, self.current)[0] if cell else []
        return next((risk for risk, place in placed if place.contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        cell, risk = self.layout_now().at(event.position()), self.risk_at(event.position())
        if cell is not None:
            self.here = cell
        if risk is not None:
            self._pressed = (risk, event.position())
            self._choose_risk(risk)
        elif cell is not None:
            self.choose_cell(None if cell == self.chosen else cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            over = self.risk_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if over and self.editable else Qt.CursorShape.ArrowCursor)
            return
        risk, start = self._pressed
        far = (event.position() - start).manhattanLength() >= QApplication.startDragDistance()
        if self.editable and (far or self._held is not None):
            self._held, self._target = risk, self.layout_now().at(event.position())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        risk = self.risk_at(event.position())
        if risk is not None and event.button() == Qt.MouseButton.LeftButton:
            self._put_back()
            self.activated.emit(risk.id)
        else:
            self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self._let_go()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = QPointF(event.pos())
            cell, risk = self.layout_now().at(point), self.risk_at(point)
            words = f"{risk.name}: {risk.about}" if risk else self.heat.cell_words(cell) if cell else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, step = Qt.Key(event.key()), STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._carry(step)
        elif step is not None:
            self._go(_beside(self.here, step))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._confirm()
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self._next_risk(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Escape and (self._held is not None or self.chosen is not None):
            if self._held is None:
                self.choose_cell(None)
            self._put_back()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._put_back()
        super().focusOutEvent(event)

    def _go(self, cell: Cell) -> None:
        self.here = cell
        self._speak(f"{self.heat.cell_words(cell)}.")
        self.update()

    def _confirm(self) -> None:
        if self._held is not None:
            self._let_go()
        else:
            self.choose_cell(None if self.here == self.chosen else self.here)

    def _next_risk(self, step: int) -> None:
        risks = self.heat.cells.get(self.here, [])
        if risks:
            ids = [risk.id for risk in risks]
            at = (ids.index(self.current) + step) % len(ids) if self.current in ids else 0
            self._choose_risk(risks[at])

    def _carry(self, step: Cell) -> None:
        """Hold the current risk over the cell beside."""
        risk = self._held or next((one for one in self.heat.risks if one.id == self.current), None)
        if risk is None or not self.editable:
            return
        self._target = _beside(self._target if self._held and self._target else risk.at, step)
        self._held, self.here = risk, self._target
        self._speak(f"{risk.name} to {self.heat.cell_words(self._target)}. Enter scores it there, Escape puts it back.")
        self.update()

    def _let_go(self) -> None:
        risk, target = self._held, self._target
        self._put_back()
        if risk is not None and target is not None and target != risk.at:
            self.moved.emit(risk.id, *target)

    def _put_back(self) -> None:
        self._held = self._target = self._pressed = None
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.update()

    def _choose_risk(self, risk: Placed) -> None:
        self.current, self.here = risk.id, risk.at
        self._speak(f"{risk.name}: {risk.about}.")
        self.update()
        self.risk_chosen.emit(risk.id)

    def choose_cell(self, cell: Cell | None) -> None:
        """Let a cell be the one whose risks are shown, or none."""
        if cell != self.chosen:
            self.chosen = cell
            self.update()
            self.cell_chosen.emit(cell)


def _beside(cell: Cell, step: Cell) -> Cell:
    likelihood, impact = cell[0] + step[0], cell[1] + step[1]
    return max(1, min(MOST, likelihood)), max(1, min(MOST, impact))


class HeatMap(ChartFrame):
    """The map with its title, its bands and a menu to copy and save the picture."""

    cell_chosen = Signal(object)  # (likelihood, impact), or None when all are wanted again
    risk_chosen = Signal(object)
    activated = Signal(object)  # a risk on which was clicked twice
    moved = Signal(object, int, int)  # a risk, and the likelihood and impact that it is to have

    def __init__(self, *, editable: bool = True) -> None:
        self.cells, self._bands = _Cells(), Flow()
        super().__init__("", self._bands, self.cells)
        self.cells.editable = editable
        self.cells.cell_chosen.connect(self.cell_chosen)
        self.cells.risk_chosen.connect(self.risk_chosen)
        self.cells.activated.connect(self.activated)
        self.cells.moved.connect(self.moved)
        self._names: list[QWidget] = []
        self._legend: tuple[tuple[str, str], ...] = ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, what stands above takes more lines, and the cells still have theirs."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(min(layout.minimumHeightForWidth(self.width()), HIGHEST_LEAST))

    @property
    def heat(self) -> Heat:
        """What is shown."""
        return self.cells.heat

    def add(self, part: QWidget) -> None:
        """Put a control of the page above the map, after its title."""
        self.top.add(part)

    def show_heat(self, heat: Heat, hint: str = "") -> None:
        """Show other risks; `hint` says what can be done, after the bands."""
        self.entitle(heat.title)
        legend = (*_legend_of(heat), (hint, ""))
        if legend != self._legend:
            for old in self._names:
                self._bands.remove(old)
            self._names = [badge(words, tone) if tone else label(words, "muted") for words, tone in legend]
            for part in self._names:
                self._bands.add(part)
            self._legend = legend
        self.cells.show_heat(heat)

    def select(self, risk: Any) -> None:
        """Let a risk stand out, without telling anyone."""
        self.cells.current = risk
        self.cells.update()

    def choose_cell(self, cell: Cell | None) -> None:
        """Let a cell be the one whose risks are shown, or none."""
        self.cells.choose_cell(cell)

    def drawing(self, size: QSize = PAPER) -> Drawing:
        """The whole map with its title, for a paper."""

        def paint(painter: QPainter) -> None:
            layout = arrange(self.font(), size.width(), size.height())
            paint_heat(painter, self.heat, layout, LIGHT)
            paint_arrows(painter, self.heat, layout, LIGHT)
            paint_chips(painter, self.heat, layout, LIGHT)

        return replace(on_paper(self, self.title, size, paint), words=self.heat.words())  # without what keys do

    def figures(self) -> Figures:
        """The risks behind the map, worst first."""
        ordered = sorted(self.heat.risks, key=lambda risk: -risk.at[0] * risk.at[1])
        return FIGURES, [(risk.name, risk.about, *risk.at, self.heat.score_words(risk.at)) for risk in ordered]


def _legend_of(heat: Heat) -> list[tuple[str, str]]:
    """Each band with the scores that it goes from and to, worst first: ('Extreme 15–25', 'red')."""
    scores = sorted({likelihood * impact for likelihood in range(1, MOST + 1) for impact in range(1, MOST + 1)})
    found: dict[tuple[str, str], list[int]] = {}
    for score in scores:
        found.setdefault(heat.band_of(score), []).append(score)
    named = [(word, tone, held) for (word, tone), held in found.items() if word]
    return [
        (f"{capital(word)} {held[0]}–{held[-1]}", tone)
        for word, tone, held in sorted(named, key=lambda one: one[2], reverse=True)
    ]
