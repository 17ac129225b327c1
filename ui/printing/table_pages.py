"""A table on pages: its headings on each, long texts in several lines, columns that have no room on further pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import Type
from blmk_desktop.views import View
from ui.parts.table_header import unbroken
from ui.printing.pages import TEXT, Page, font, font_height, wrapped
from ui.theme import LIGHT

MOST_ROWS = 5_000  # rows that are printed: about a hundred and fifty pages
SMALLEST = 8  # pixels of letters; below that columns go on further pages
SHORT, WIDEST_WORD = 70, 120  # pixels: texts up to this stay in one line; words up to this are not broken
PAD, AIR = 5, 3  # pixels beside and above what stands in a cell
SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
    "center": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
}


@dataclass(frozen=True)
class Row:
    """A row as it is written; a strong one stands out."""

    texts: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True)
class Setting:
    """Which columns stand beside one another, how wide each is, and how large their letters are."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]
    size: int


class Wide(NamedTuple):
    """How wide a column has to be: at least, so that no short word is broken; for no text to be wrapped; and by how
    much its texts are longer than the least on average.
    """

    least: float
    whole: float
    excess: float


Placed = tuple[float, float, Row]  # where a row begins on its page, how high it is, and what it says


class TablePages:
    """A view of a table. Raises UserError where it has more rows than anybody would print."""

    def __init__(self, view: View) -> None:
        if len(view.order) > MOST_ROWS:
            why = f"{len(view.order):,} rows would be a stack of paper. Filter the table to {MOST_ROWS:,} rows at most,"
            raise UserError(f"{why} or export it.")
        self.view = view
        strong = view.strong_rows
        self.rows = [Row(texts, at in strong) for at, texts in enumerate(view.shown())]
        if total := view.total_row:
            shown = (spec.show(value) for spec, value in zip(view.specs, total, strict=True))
            self.rows.append(Row(tuple(shown), strong=True))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """What stands above each column, with its unit."""
        return tuple(unbroken(spec.heading) for spec in self.view.specs)

    def pages(self, room: QSizeF) -> list[Page]:
        """What stands on each page; of columns that have no room beside one another the first stands on each."""
        if not self.view.specs:
            return []
        settings = self.settings(room.width())
        return [page for setting in settings for page in self._pages(setting, room.height())]

    # Across

    def settings(self, width: float) -> list[Setting]:
        """All columns beside one another in letters that can be read, else in as many pieces as need be."""
        for size in range(TEXT, SMALLEST - 1, -1):
            wide = self._widths(size)
            if sum(one.least for one in wide) <= width:
                return [Setting(tuple(range(len(wide))), shared(wide, width), size)]
        size = SMALLEST + 1
        wide = self._widths(size)
        pieces = _pieces([one.least for one in wide], width)
        return [Setting(piece, shared([wide[at] for at in piece], width), size) for piece in pieces]

    def _widths(self, size: int) -> list[Wide]:
        return [self._wide(at, size) for at in range(len(self.view.specs))]

    def _wide(self, at: int, size: int) -> Wide:
        usual, strong = (QFontMetricsF(font(size, strong=bold)).horizontalAdvance for bold in (False, True))
        texts = Counter(row.texts[at] for row in self.rows)
        advances = {text: strong(text) for text in texts}
        words = {word for text in texts for word in text.split()}
        heading = max((strong(word) for word in self.headings[at].split(" ")), default=0)
        most = max(advances.values(), default=0)
        figure = self.view.specs[at].type is Type.FIGURE
        longest = most if figure or most <= SHORT else min(max(map(usual, words), default=0), WIDEST_WORD)
        least = max(heading, longest)
        more = sum(max(0.0, advances[text] - least) * number for text, number in texts.items())
        return Wide(least + 2 * PAD, max(least, most) + 2 * PAD, more / max(1, len(self.rows)))

    # Down

    def _pages(self, setting: Setting, height: float) -> list[Page]:
        headings = Row(tuple(self.headings), strong=True)
        top = self._height(headings, setting)
        return [self._page(setting, (0, top, headings), held) for held in self.placed(setting, top, height)]

    def placed(self, setting: Setting, top: float, height: float) -> list[list[Placed]]:
        """The rows of each page, each with where it begins and how high it is; `top` is as high as the headings."""
        pages: list[list[Placed]] = [[]]
        y = top
        for row in self.rows:
            high = min(self._height(row, setting), height - top)
            if y + high > height and pages[-1]:
                pages.append([])
                y = top
            pages[-1].append((y, high, row))
            y += high
        if self.view.total_row:
            _with_a_row(pages, top)
        return pages

    def _height(self, row: Row, setting: Setting) -> float:
        lines = max(len(self._lines(row, at, wide, setting)) for at, wide in _places(setting))
        return lines * font_height(setting.size) + 2 * AIR

    def _lines(self, row: Row, at: int, wide: float, setting: Setting) -> tuple[str, ...]:
        return wrapped(row.texts[at], setting.size, round(wide - 2 * PAD + 0.5, 1), strong=row.strong)

    def _page(self, setting: Setting, head: Placed, held: Sequence[Placed]) -> Page:
        def paint(painter: QPainter) -> None:
            wide = sum(setting.widths)
            for y, high, row in (head, *held):
                if row is head[2] or row.strong:
                    painter.fillRect(QRectF(0, y, wide, high), QColor(LIGHT.raised))
                self._paint_row(painter, setting, y, high, row)
                painter.setPen(QColor(LIGHT.edge if row is head[2] else LIGHT.line))
                painter.drawLine(QRectF(0, y, wide, high).bottomLeft(), QRectF(0, y, wide, high).bottomRight())

        return paint

    def _paint_row(self, painter: QPainter, setting: Setting, y: float, high: float, row: Row) -> None:
        painter.setFont(font(setting.size, strong=row.strong))
        lefts = accumulate(setting.widths, initial=0.0)
        for (at, wide), left in zip(_places(setting), lefts, strict=False):
            spec, place = self.view.specs[at], QRectF(left + PAD, y + AIR, wide - 2 * PAD, high - AIR)
            painter.setPen(QColor(LIGHT.text))
            if tone := spec.tones.get(row.texts[at]):
                painter.fillRect(QRectF(left + 1, y + 1, wide - 2, high - 2), QColor(LIGHT.tone(tone).fill))
                painter.setPen(QColor(LIGHT.tone(tone).on_fill))
            for line in self._lines(row, at, wide, setting):
                painter.drawText(place, SIDES[spec.side], line)
                place.translate(0, font_height(setting.size))


def _with_a_row(pages: list[list[Placed]], top: float) -> None:
    """A total that stands alone on the last page gets the row before it as company."""
    if len(pages) > 1 and len(pages[-1]) == 1 and len(pages[-2]) > 1:
        _, high, row = pages[-2].pop()
        [(_, high_of_total, total)] = pages[-1]
        pages[-1] = [(top, high, row), (top + high, high_of_total, total)]


def _places(setting: Setting) -> list[tuple[int, float]]:
    return list(zip(setting.columns, setting.widths, strict=True))


def shared(columns: Sequence[Wide], width: float) -> tuple[float, ...]:
    """The width of each column: what is left goes to those whose texts are longest, as far as they need it."""
    widths = [one.least for one in columns]
    for _ in columns:
        open_ = [at for at, one in enumerate(columns) if one.whole - widths[at] > 0.5]
        spare, weights = width - sum(widths), sum(columns[at].excess for at in open_)
        if spare < 1 or not weights:
            break
        for at in open_:
            widths[at] = min(columns[at].whole, widths[at] + spare * columns[at].excess / weights)
    return tuple(widths)


def _pieces(least: Sequence[float], width: float) -> list[tuple[int, ...]]:
    """The columns in pieces that fit, each with the first column before it."""
    first = least[0]
    pieces: list[list[int]] = [[]]
    used = first
    for at, wide in enumerate(least[1:], 1):
        if pieces[-1] and used + wide > width:
            pieces.append([])
            used = first
        pieces[-1].append(at)
        used += wide
    return [(0, *piece) for piece in pieces]
