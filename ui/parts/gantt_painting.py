"""The painting of a Gantt chart: the years on top, names and badges at the left, bars and marks over the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.parts.bars import bold
from ui.parts.gantt_rows import GanttRow, Years, ordinal
from ui.theme import Tokens

GAP = 8
DIAMOND = 6  # pixels from its middle to each corner
MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Field:
    """Where things stand: the names end at `names`, the badges at `left`, the days go from there to `right`."""

    years: Years
    names: float
    left: float
    right: float
    row: float

    def x(self, day: int) -> float:
        """Where a day begins."""
        return self.left + (self.right - self.left) * (day - self.years.first) / (
            self.years.last + 1 - self.years.first
        )


def arrange(lines: Sequence[GanttRow | str], years: Years, metrics: QFontMetricsF, width: float) -> Field:
    """Share out the width between names, badges and days."""
    rows = [line for line in lines if isinstance(line, GanttRow)]
    widest = max((metrics.horizontalAdvance(row.label) for row in rows), default=0) + 2 * GAP
    names = min(widest, max(width * 0.34, 120.0))
    badges = max((metrics.horizontalAdvance(row.word) for row in rows if row.word), default=-3 * GAP) + 3 * GAP
    right = max(width - GAP, names + badges + 60)  # with room for half a mark on the last day
    return Field(years, names, names + badges, right, metrics.height() + 12)


def head_height(metrics: QFontMetricsF) -> float:
    """How high the scale above the rows is: years, and quarters under them."""
    return 2 * metrics.height() + 6


def paint_head(painter: QPainter, field: Field, colours: Tokens) -> None:
    """The years, the quarters where there is room, and where today is."""
    metrics, high = QFontMetricsF(painter.font()), QFontMetricsF(painter.font()).height() + 2
    quarter = (field.right - field.left) / max(1, 4 * len(field.years.years))
    starts = [start for start, _, name in field.years.quarters() if name == "Q1"]
    for start, year in zip(starts, field.years.years, strict=True):
        painter.setPen(QColor(colours.text))
        _centred(painter, QRectF(field.x(start), 0, 4 * quarter, high), year, metrics)
    painter.setPen(QColor(colours.muted))
    if quarter > metrics.horizontalAdvance("Q4") + 4:
        today = _today_word(field, metrics)[1]
        for start, _, name in field.years.quarters():
            width = metrics.horizontalAdvance(name) + 4
            place = QRectF(field.x(start) + (quarter - width) / 2, high, width, high)
            if place.right() <= today.left() or place.left() >= today.right():  # else the word lies over it
                _centred(painter, place, name, metrics)
    _paint_today_word(painter, field, colours)


def _today_word(field: Field, metrics: QFontMetricsF) -> tuple[str, QRectF]:
    """The word at the line of today, or at the edge beyond which it lies, and its place."""
    years, high = field.years, metrics.height() + 2
    day = years.day_words
    words = day if years.shows_today else f"{day} ▸" if years.today > years.last else f"◂ {day}"
    width = metrics.horizontalAdvance(words) + 6
    middle = field.x(years.today) if years.shows_today else field.right if years.today > years.last else field.left
    x = max(field.left, min(field.right - width, middle - width / 2))
    return words, QRectF(x, high, width, high)


def _paint_today_word(painter: QPainter, field: Field, colours: Tokens) -> None:
    words, place = _today_word(field, QFontMetricsF(painter.font()))
    painter.fillRect(place, QColor(colours.accent))
    painter.setPen(QColor(colours.on_accent))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def _centred(painter: QPainter, place: QRectF, words: str, metrics: QFontMetricsF) -> None:
    """A year or a quarter, shortened where there is little room: 2019/20, 19/20, 20."""
    for said in (words, words[2:], words[-2:]):
        if said and metrics.horizontalAdvance(said) + 4 <= place.width():
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, said)
            return


def paint_rows(
    painter: QPainter,
    lines: Sequence[GanttRow | str],
    field: Field,
    colours: Tokens,
    current: int = -1,
    seen: range | None = None,
) -> None:
    """Lines with their bars, the grid of years behind them and today before them; `current` is highlighted.

    Of thousands of lines only those that are `seen` are painted.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bottom = len(lines) * field.row
    if 0 <= current < len(lines):
        painter.fillRect(QRectF(0, current * field.row, field.right, field.row), QColor(colours.chosen))
    for start, _, name in field.years.quarters():
        painter.setPen(QPen(QColor(colours.edge if name == "Q1" else colours.line), 1))
        painter.drawLine(QPointF(field.x(start), 0), QPointF(field.x(start), bottom))
    shown = range(len(lines)) if seen is None else range(seen.start, min(seen.stop, len(lines)))
    places = {at: QRectF(0, at * field.row, field.right, field.row) for at in shown}
    for at, place in places.items():
        line = lines[at]
        if isinstance(line, str):
            _paint_group(painter, line, place, colours)
        else:
            _paint_row(painter, line, field, place, colours)
    _paint_arrows(painter, lines, field, colours, shown)  # behind the bars, whose words stay clear
    for at, place in places.items():
        line = lines[at]
        if isinstance(line, GanttRow):
            _paint_bars(painter, line, field, place, colours)
    if field.years.shows_today:
        painter.setPen(QPen(QColor(colours.accent), 1.6, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(field.x(field.years.today), 0), QPointF(field.x(field.years.today), bottom))


def _paint_arrows(
    painter: QPainter, lines: Sequence[GanttRow | str], field: Field, colours: Tokens, seen: range
) -> None:
    """From the end of each bar to the beginning of those that wait for it; red to one that is due before it."""
    places = {line.id: at for at, line in enumerate(lines) if isinstance(line, GanttRow)}
    for at, line in enumerate(lines):
        for before in line.after if isinstance(line, GanttRow) else ():
            other = lines[places[before]] if before in places else None
            if not isinstance(line, GanttRow) or not isinstance(other, GanttRow):
                continue
            if max(at, places[before]) < seen.start or min(at, places[before]) >= seen.stop:
                continue
            begins, ends = _begin_and_end(line), _begin_and_end(other)
            if begins is not None and ends is not None:
                tone = colours.tone("red").text if begins[1] < ends[1] else colours.text
                start = QPointF(field.x(ends[1] + 1), (places[before] + 0.5) * field.row)
                into = (
                    field.x(begins[0]) if any(span.start for span in line.spans) else field.x(begins[1] + 1) - DIAMOND
                )
                _arrow(painter, start, QPointF(into, (at + 0.5) * field.row), field, tone)


def _begin_and_end(row: GanttRow) -> tuple[int, int] | None:
    """The day on which a row's first bar begins and that on which its last ends; an end alone is a diamond."""
    begins = [ordinal(span.start or span.end) for span in row.spans if span.end]
    ends = [ordinal(span.end) for span in row.spans if span.end]
    return (min(begins), max(ends)) if ends else None


def _arrow(painter: QPainter, start: QPointF, end: QPointF, field: Field, colour: str) -> None:
    """A line in right angles with a head; backwards it goes between the two rows."""
    out, into = min(start.x() + GAP, field.right + GAP - 2), end.x() - 2 * GAP
    points = [start, QPointF(out, start.y())]
    if into < out:
        between = end.y() - field.row / 2 if end.y() > start.y() else end.y() + field.row / 2
        points += [QPointF(out, between), QPointF(into, between), QPointF(into, end.y())]
    else:
        points.append(QPointF(out, end.y()))
    painter.setPen(QPen(QColor(colour), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([*points, end]))
    painter.setBrush(QColor(colour))
    painter.drawPolygon(QPolygonF([end, end + QPointF(-6, -3.5), end + QPointF(-6, 3.5)]))


def _paint_group(painter: QPainter, name: str, place: QRectF, colours: Tokens) -> None:
    usual = painter.font()
    painter.fillRect(place, QColor(colours.raised))
    painter.setFont(bold(usual))
    painter.setPen(QColor(colours.text))
    words = QFontMetricsF(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, place.width() - 2 * GAP)
    painter.drawText(place.adjusted(GAP, 0, -GAP, 0), MIDDLE, words)
    painter.setFont(usual)


def _paint_row(painter: QPainter, row: GanttRow, field: Field, place: QRectF, colours: Tokens) -> None:
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QColor(colours.text))
    name = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, field.names - 2 * GAP)
    painter.drawText(QRectF(GAP, place.top(), field.names - GAP, place.height()), MIDDLE, name)
    if row.word:
        _paint_badge(painter, row, QRectF(field.names, place.top(), 0, place.height()), colours)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.drawLine(place.bottomLeft(), place.bottomRight())
    if not any(True for _ in row.days):
        painter.setPen(QColor(colours.muted))
        painter.drawText(place.adjusted(field.left + GAP, 0, 0, 0), MIDDLE, "No dates yet")


def _paint_bars(painter: QPainter, row: GanttRow, field: Field, place: QRectF, colours: Tokens) -> None:
    """What a row shows over the years: its bars, and its marks over them."""
    for at, span in enumerate(row.spans):
        if span.start or span.end:
            _paint_span(painter, row, at, field, place, colours)
    for mark in row.marks:
        colour = colours.text if mark.tone == "black" else colours.tone(mark.tone).text
        _diamond(painter, QPointF(field.x(ordinal(mark.on)), place.center().y()), colour, colours.surface)


def _paint_badge(painter: QPainter, row: GanttRow, place: QRectF, colours: Tokens) -> None:
    metrics, tone = QFontMetricsF(painter.font()), colours.tone(row.tone)
    width = metrics.horizontalAdvance(row.word) + 2 * GAP
    box = QRectF(place.left() + 0.5, place.center().y() - metrics.height() / 2 - 1, width, metrics.height() + 2)
    painter.setPen(QPen(QColor(tone.text), 1))
    painter.setBrush(QColor(tone.fill))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(tone.on_fill))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.word)


def _room(row: GanttRow, at: int, field: Field, *, beyond: str) -> float:
    """Where the next bar or mark after a day begins: as far as the word of a bar may reach."""
    starts = [other.start or other.end or "" for number, other in enumerate(row.spans) if number != at]
    following = [day for day in (*starts, *(mark.on for mark in row.marks)) if day > beyond]
    return field.x(ordinal(min(following))) - GAP if following else field.right


def _paint_span(painter: QPainter, row: GanttRow, at: int, field: Field, place: QRectF, colours: Tokens) -> None:
    """A bar; one whose end is missing is open to the edge, one without a start is a diamond at its end."""
    span, metrics = row.spans[at], QFontMetricsF(painter.font())
    tone = colours.tone(span.tone)
    if span.start is None:
        x = field.x(ordinal(span.end or "") + 1)
        _diamond(painter, QPointF(x, place.center().y()), tone.text, tone.fill)
        _beside(painter, span.word, x + GAP, _room(row, at, field, beyond=span.end or ""), place, colours)
        return
    x = field.x(ordinal(span.start))
    end = field.x(ordinal(span.end) + 1) if span.end else field.right
    high = metrics.height() + 2
    bar = QRectF(x, place.center().y() - high / 2, max(end - x, 3.0), high)
    outline = span.style == "outline" or span.end is None
    painter.setPen(QPen(QColor(tone.text), 1.2, Qt.PenStyle.DashLine if outline else Qt.PenStyle.SolidLine))
    painter.setBrush(QColor(colours.surface if outline else tone.fill))
    painter.drawRoundedRect(bar, 3, 3)
    free = QRectF(bar)  # up to what is drawn over it
    free.setRight(min(bar.right(), _room(row, at, field, beyond=span.start) + GAP / 2))
    if _begins_under(row, at):
        return
    if metrics.horizontalAdvance(span.word) + GAP <= free.width():
        painter.setPen(QColor(tone.text if outline else tone.on_fill))
        where = Qt.AlignmentFlag.AlignCenter if span.end else MIDDLE
        painter.drawText(free.adjusted(GAP / 2, 0, -GAP / 2, 0), where, span.word)
    elif span.end:
        room = _room(row, at, field, beyond=span.start)
        _beside(painter, span.word, bar.right() + GAP / 2, room, place, colours)


def _begins_under(row: GanttRow, at: int) -> bool:
    """Whether a bar that is drawn later lies over where one begins: its word would be cut."""
    start = row.spans[at].start or ""
    return any(over.start and over.start <= start < (over.end or "9999") for over in row.spans[at + 1 :])


def _beside(painter: QPainter, words: str, x: float, room: float, place: QRectF, colours: Tokens) -> None:
    """The word of a bar that is too short for it, where there is room before the next."""
    width = QFontMetricsF(painter.font()).horizontalAdvance(words) + 4
    if words and x + width <= room:
        painter.setPen(QColor(colours.muted))
        painter.drawText(QRectF(x, place.top(), width, place.height()), MIDDLE, words)


def _diamond(painter: QPainter, at: QPointF, colour: str, fill: str) -> None:
    corners = [QPointF(0, -DIAMOND), QPointF(DIAMOND, 0), QPointF(0, DIAMOND), QPointF(-DIAMOND, 0)]
    painter.setPen(QPen(QColor(colour), 1.6))
    painter.setBrush(QColor(fill))
    painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
