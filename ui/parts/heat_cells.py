"""The painting of a map of risks: five by five cells, a chip for each risk, arrows from where a risk stood before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import atan2, cos, pi, sin
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QPolygonF

from blmk_desktop.rules.wording import counted, listed
from ui.theme import Tokens

MOST = 5  # likelihood and impact go from 1 to this
LIKELIHOODS = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
IMPACTS = ("Negligible", "Minor", "Moderate", "Major", "Catastrophic")
MOST_ARROWS = 60
FITTING = 60  # risks of a cell that are measured: more never fit
NAMED = 6  # risks of a cell that are named aloud before the rest is only counted
GAP, ABOVE, PAD, EDGE = 4.0, 2.0, 5.0, 10.0
WORSE, BETTER = "▲", "▼"

Cell = tuple[int, int]  # likelihood, impact


@dataclass(frozen=True)
class Placed:
    """A risk on the map: its short name, what it is about, where it stands, and where it stood before if elsewhere."""

    id: Any
    name: str
    about: str
    at: Cell
    before: Cell | None = None

    @property
    def sign(self) -> str:
        """Whether it is worse or better than it was; '' if neither."""
        if self.before is None or self.before == self.at:
            return ""
        difference = self.at[0] * self.at[1] - self.before[0] * self.before[1]
        return WORSE if difference > 0 else BETTER if difference < 0 else ""

    @property
    def shown(self) -> str:
        """What stands on its chip."""
        return f"{self.sign} {self.name}".strip()


def no_bands(_score: int) -> tuple[str, str]:
    """Where no bands are known, a score is only a number."""
    return "", "grey"


@dataclass(frozen=True)
class Heat:
    """What a map shows. `band_of` gives a score its word and its tone."""

    title: str = ""
    risks: Sequence[Placed] = ()
    band_of: Callable[[int], tuple[str, str]] = no_bands

    @cached_property
    def cells(self) -> dict[Cell, list[Placed]]:
        """The risks of each cell that has any."""
        found: dict[Cell, list[Placed]] = {}
        for risk in self.risks:
            found.setdefault(risk.at, []).append(risk)
        return found

    def score_words(self, cell: Cell) -> str:
        """A cell's score and band: 15 extreme."""
        score = cell[0] * cell[1]
        return f"{score} {self.band_of(score)[0]}".strip()

    def cell_words(self, cell: Cell) -> str:
        """A cell in words: its two scores, its band, and the risks in it."""
        risks = self.cells.get(cell, [])
        names = [risk.name for risk in risks[:NAMED]]
        if len(risks) > NAMED:
            names.append(f"{len(risks) - NAMED:,} more")
        held = f"{counted(len(risks), 'risk')}: {listed(names)}" if risks else "no risk"
        likelihood, impact = LIKELIHOODS[cell[0] - 1].lower(), IMPACTS[cell[1] - 1].lower()
        return f"Likelihood {cell[0]} ({likelihood}), impact {cell[1]} ({impact}): {self.score_words(cell)}, {held}"

    def words(self) -> str:
        """The whole map in words, worst first."""
        ordered = sorted(self.cells, key=lambda cell: (cell[0] * cell[1], cell), reverse=True)
        return f"{self.title}. {'. '.join(map(self.cell_words, ordered)) or 'No risk is scored'}."


@dataclass(frozen=True)
class Layout:
    """Where the cells stand: the corner above the first, and the size of each."""

    left: float
    top: float
    width: float
    height: float

    def cell(self, cell: Cell) -> QRectF:
        """Likelihood goes up, impact goes to the right."""
        x = self.left + (cell[1] - 1) * self.width
        return QRectF(x, self.top + (MOST - cell[0]) * self.height, self.width, self.height)

    def at(self, point: QPointF) -> Cell | None:
        """The cell at a point."""
        likelihood = MOST - int((point.y() - self.top) // self.height)
        impact = int((point.x() - self.left) // self.width) + 1
        return (likelihood, impact) if 1 <= likelihood <= MOST and 1 <= impact <= MOST else None


def every_cell() -> Iterator[Cell]:
    """All twenty-five."""
    return ((likelihood, impact) for likelihood in range(1, MOST + 1) for impact in range(1, MOST + 1))


def small(font: QFont) -> QFont:
    """The same, somewhat smaller."""
    result = QFont(font)
    result.setPixelSize(round(QFontInfo(font).pixelSize() * 0.88))  # a font for paper has no size in points
    return result


def arrange(font: QFont, width: float, height: float) -> Layout:
    """Share out the room: the words of likelihood at the left, those of impact below, cells in the rest."""
    metrics = QFontMetricsF(font)
    left = max(metrics.horizontalAdvance(f"{at} {word}") for at, word in enumerate(LIKELIHOODS, 1)) + EDGE
    left += metrics.height() + 2  # the name of the scale itself, on its side
    below = 2 * metrics.height() + 4
    return Layout(left, 2.0, max(20.0, (width - left - 2) / MOST), max(16.0, (height - below - 2) / MOST))


Chips = tuple[list[tuple[Placed, QRectF]], QRectF]  # risks with their places, and that of the number of the others


def chips(heat: Heat, layout: Layout, font: QFont, cell: Cell, current: Any = None) -> Chips:
    """The risks of a cell for which there is room: those that moved first, and the current one in any case."""
    risks = sorted(heat.cells.get(cell, []), key=lambda risk: not risk.sign)
    found = _chips(heat, layout, font, cell, risks)
    if any(risk.id == current for risk in risks) and all(risk.id != current for risk, _ in found[0]):
        found = _chips(heat, layout, font, cell, sorted(risks, key=lambda risk: risk.id != current))
        if not found[0]:  # it has the room of the number of the others
            risk, room = next(risk for risk in risks if risk.id == current), layout.cell(cell)
            width = QFontMetricsF(small(font)).horizontalAdvance(risk.shown) + 2 * PAD
            room.adjust(GAP, ABOVE, -GAP, -ABOVE)
            room.setWidth(min(width, room.width()))
            found = [(risk, room)], QRectF()
    return found


def _chips(heat: Heat, layout: Layout, font: QFont, cell: Cell, risks: Sequence[Placed]) -> Chips:
    metrics, room = QFontMetricsF(small(font)), layout.cell(cell).adjusted(GAP, ABOVE, -GAP, -ABOVE)
    band = metrics.horizontalAdvance(_label(heat, layout, metrics, cell)) + GAP
    widths = [metrics.horizontalAdvance(risk.shown) + 2 * PAD for risk in risks[:FITTING]]
    places = _flow(room, widths, metrics.height() + 3, band)
    shown = len(places)
    if shown == len(risks):
        return list(zip(risks, places, strict=True)), QRectF()
    while shown >= 0:  # the last ones make room for the number of those that are not shown
        rest = metrics.horizontalAdvance(f"+{len(risks) - shown}") + 2 * PAD
        with_rest = _flow(room, [*widths[:shown], rest], metrics.height() + 3, band)
        if len(with_rest) == shown + 1 or not shown:
            break
        shown -= 1
    alone = QRectF(room.left(), room.top(), min(rest, room.width()), room.height())
    more = with_rest[shown] if len(with_rest) > shown else alone
    return list(zip(risks[:shown], with_rest[:shown], strict=True)), more


def _label(heat: Heat, layout: Layout, metrics: QFontMetricsF, cell: Cell) -> str:
    """What is written in the corner of a cell: score and band, or the score alone beside a risk that needs the room."""
    words = heat.score_words(cell)
    risks = heat.cells.get(cell, [])[:FITTING]
    widest = max((metrics.horizontalAdvance(risk.shown) + 2 * PAD for risk in risks), default=0)
    room = layout.width - 3 * GAP - widest
    return words if metrics.horizontalAdvance(words) <= room or not widest else str(cell[0] * cell[1])


def _flow(room: QRectF, widths: Sequence[float], height: float, band: float) -> list[QRectF]:
    """Places line by line, as many as fit; the first line leaves room for the band's name at its end."""
    places: list[QRectF] = []
    x, y, right = room.left(), room.top(), room.right() - band
    for width in widths:
        wide = min(width, room.width())
        if x + wide > right and (x > room.left() or y == room.top()):
            x, y, right = room.left(), y + height + 2, room.right()
        if y + height > room.bottom() + 1:
            break
        places.append(QRectF(x, y, wide, height))
        x += wide + GAP
    return places


def paint_heat(painter: QPainter, heat: Heat, layout: Layout, colours: Tokens) -> None:
    """Paint scales and cells; chips and arrows come above them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    for cell in every_cell():
        _paint_cell(painter, heat, layout, colours, cell)
    painter.setFont(font)
    painter.setPen(QColor(colours.text))
    metrics = QFontMetricsF(font)
    for at in range(1, MOST + 1):
        row, column = layout.cell((at, 1)), layout.cell((1, at))
        place = QRectF(metrics.height() + 2, row.top(), layout.left - metrics.height() - EDGE, row.height())
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(place, right, f"{LIKELIHOODS[at - 1]} {at}")
        place = QRectF(column.left(), column.bottom() + 2, column.width(), metrics.height())
        words = metrics.elidedText(f"{at} {IMPACTS[at - 1]}", Qt.TextElideMode.ElideRight, column.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
    _paint_scales(painter, layout, colours, metrics.height())


def _paint_scales(painter: QPainter, layout: Layout, colours: Tokens, line: float) -> None:
    """What the two scales are."""
    painter.setPen(QColor(colours.muted))
    bottom = layout.top + MOST * layout.height
    place = QRectF(layout.left, bottom + line + 2, MOST * layout.width, line)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "Impact →")
    painter.save()
    painter.translate(0, bottom)
    painter.rotate(-90)
    painter.drawText(QRectF(0, 0, MOST * layout.height, line), Qt.AlignmentFlag.AlignCenter, "Likelihood →")
    painter.restore()


def _paint_cell(painter: QPainter, heat: Heat, layout: Layout, colours: Tokens, cell: Cell) -> None:
    place = layout.cell(cell)
    tone = colours.tone(heat.band_of(cell[0] * cell[1])[1])
    worst = heat.band_of(cell[0] * cell[1]) == heat.band_of(MOST * MOST)
    painter.fillRect(place, _mixed(tone.fill, tone.text) if worst else QColor(tone.fill))
    painter.setPen(QPen(QColor(colours.surface), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)
    font = painter.font()
    painter.setFont(small(font))
    painter.setPen(QColor(tone.on_fill))
    within = place.adjusted(GAP, GAP - 1, -GAP, -GAP)
    metrics = QFontMetricsF(painter.font())
    words = metrics.elidedText(_label(heat, layout, metrics, cell), Qt.TextElideMode.ElideRight, within.width())
    painter.drawText(within, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, words)
    painter.setFont(font)


def _mixed(ground: str, colour: str) -> QColor:
    """A ground with a fifth of a colour in it, so that the worst band is the strongest."""
    one, other = QColor(ground), QColor(colour)
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(0.8 * first + 0.2 * second) for first, second in parts))


def paint_chips(painter: QPainter, heat: Heat, layout: Layout, colours: Tokens, current: Any = None) -> None:
    """The risks in their cells; the current one stands out."""
    font = painter.font()
    for cell, risks in heat.cells.items():
        placed, more = chips(heat, layout, font, cell, current)
        painter.setFont(small(font))
        for risk, place in placed:
            paint_chip(painter, colours, risk.shown, place, current=risk.id == current)
        if more.isValid():
            painter.setPen(QColor(colours.text))
            painter.drawText(more, Qt.AlignmentFlag.AlignCenter, f"+{len(risks) - len(placed)}")
        painter.setFont(font)


def paint_chip(painter: QPainter, colours: Tokens, words: str, place: QRectF, *, current: bool = False) -> None:
    """One risk."""
    painter.setPen(QPen(QColor(colours.accent if current else colours.edge), 1))
    painter.setBrush(QColor(colours.accent if current else colours.surface))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(QColor(colours.on_accent if current else colours.text))
    within = place.adjusted(PAD - 2, 0, -PAD + 2, 0)
    shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, within.width() + 1)
    painter.drawText(within, Qt.AlignmentFlag.AlignCenter, shown)


def paint_arrows(painter: QPainter, heat: Heat, layout: Layout, colours: Tokens, current: Any = None) -> None:
    """From the middle of the cell where a risk stood to its chip: worse in a full line, better in dashes.

    Where so many moved that arrows would hide the map, only that of the current risk is drawn.
    """
    moved = [risk for risk in heat.risks if risk.before is not None and risk.before != risk.at]
    if len(moved) > MOST_ARROWS:
        moved = [risk for risk in moved if risk.id == current]
    for cell in {risk.at for risk in moved}:
        places = {risk.id: place for risk, place in chips(heat, layout, painter.font(), cell, current)[0]}
        for risk in moved:
            if risk.at == cell and risk.before is not None:
                end = places.get(risk.id, layout.cell(cell))
                _paint_arrow(painter, colours, risk, layout.cell(risk.before).center(), end)


def _paint_arrow(painter: QPainter, colours: Tokens, risk: Placed, start: QPointF, place: QRectF) -> None:
    tone = colours.tone("red" if risk.sign == WORSE else "green" if risk.sign == BETTER else "grey")
    end = _edge(start, place)
    style = Qt.PenStyle.DashLine if risk.sign == BETTER else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(tone.text), 1.8, style))
    painter.drawLine(start, end)
    painter.setPen(QPen(QColor(tone.text), 1))
    painter.setBrush(QColor(colours.surface))
    painter.drawEllipse(start, 3, 3)
    painter.setBrush(QColor(tone.text))
    angle = atan2(end.y() - start.y(), end.x() - start.x())
    wings = [QPointF(9 * cos(angle + turn), 9 * sin(angle + turn)) for turn in (pi - 0.4, pi + 0.4)]
    painter.drawPolygon(QPolygonF([end, *(end + wing for wing in wings)]))


def _edge(start: QPointF, place: QRectF) -> QPointF:
    """Where the line from a point to the middle of a chip meets its edge."""
    middle = place.center()
    across, down = middle.x() - start.x(), middle.y() - start.y()
    shares = [
        size / 2 / abs(way) for size, way in ((place.width(), across), (place.height(), down)) if abs(way) > size / 2
    ]
    return middle - QPointF(across, down) * min(shares, default=0.0)
