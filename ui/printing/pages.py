"""What is printed, page by page: a title and what was chosen above, where it is from and the page's number below."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.theme import LIGHT

PIXELS_AN_INCH = 96  # everything is laid out in such pixels, whatever the printer's
TITLE, TEXT, SMALL = 17, 11, 10  # pixels
GAP = 6

Page = Callable[[QPainter], object]  # paints from (0, 0) in the room that it was laid out for


class Printed(Protocol):
    """Something that can be laid out on pages."""

    def pages(self, room: QSizeF) -> list[Page]:
        """What stands on each page, of which each has this room in pixels."""
        ...


def font(size: int, *, strong: bool = False) -> QFont:
    """The font of paper."""
    result = QFont()
    result.setPixelSize(size)
    result.setBold(strong)
    return result


@lru_cache(maxsize=50_000)
def wrapped(text: str, size: int, width: float, *, strong: bool = False) -> tuple[str, ...]:
    """A text in lines no wider than `width`: broken between words, and within one that is wider still."""
    measure = QFontMetricsF(font(size, strong=strong)).horizontalAdvance
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if measure(longer) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while measure(line) > width and len(line) > 1:
                at = next(at for at in range(len(line) - 1, 0, -1) if at == 1 or measure(line[:at]) <= width)
                lines.append(line[:at])
                line = line[at:]
        lines.append(line)
    return tuple(lines)


def paper_of(printer: QPrinter) -> QSizeF:
    """The room that a page of a printer has, in pixels."""
    whole = printer.pageLayout().paintRect(QPageLayout.Unit.Point)
    return QSizeF(whole.width(), whole.height()) * PIXELS_AN_INCH / 72


def print_pages(printer: QPrinter, pages: Sequence[Page], wanted: Container[int] | None = None) -> Iterator[int]:
    """Print pages, one at each step; all but the `wanted` (counted from 0), if any are named, stay blank."""
    painter = QPainter(printer)
    scale = printer.resolution() / PIXELS_AN_INCH
    for at, page in enumerate(pages):
        if at:
            printer.newPage()
        if wanted is None or at in wanted:
            painter.save()
            painter.scale(scale, scale)
            page(painter)
            painter.restore()
        yield at
    painter.end()


@dataclass(frozen=True)
class Document:
    """Parts one after another, each beginning on a page of its own, under one title.

    `about` is what was chosen, as (what, words); `source` where the figures are from; `name` what a file of it is
    called, if not by its title.
    """

    title: str
    parts: Sequence[Printed]
    about: Sequence[tuple[str, str]] = ()
    source: Sequence[str] = ()
    name: str = ""

    def pages(self, paper: QSizeF) -> list[Page]:
        """Each page with its head and foot."""
        head, foot = self._head(paper.width()), font_height(SMALL) + 2 * GAP
        top = sum(font_height(size) for _, size in head) + 2 * GAP
        inner = [page for part in self.parts for page in part.pages(QSizeF(paper.width(), paper.height() - top - foot))]

        def framed(page: Page, number: int) -> Page:
            def paint(painter: QPainter) -> None:
                _paint_head(painter, head)
                self._paint_foot(painter, paper, f"Page {number} of {len(inner)}")
                painter.translate(0, top)
                page(painter)

            return paint

        return [framed(page, number) for number, page in enumerate(inner, 1)]

    def _head(self, width: float) -> list[tuple[str, int]]:
        """The lines above, each with the size of its letters."""
        chosen = " · ".join(f"{what}: {words}" for what, words in self.about)
        lines = wrapped(self.title, TITLE, width, strong=True)
        small = wrapped(chosen, SMALL, width)
        return [(line, size) for some, size in ((lines, TITLE), (small, SMALL)) for line in some if line]

    def _paint_foot(self, painter: QPainter, paper: QSizeF, number: str) -> None:
        height = font_height(SMALL)
        place = QRectF(0, paper.height() - height, paper.width(), height)
        painter.setFont(font(SMALL))
        painter.setPen(QColor(LIGHT.muted))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, " · ".join(self.source))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, number)


@lru_cache
def font_height(size: int) -> float:
    """The height of a line of letters."""
    return QFontMetricsF(font(size)).lineSpacing()


def _paint_head(painter: QPainter, head: Sequence[tuple[str, int]]) -> None:
    y = 0.0
    for words, size in head:
        painter.setFont(font(size, strong=size == TITLE))
        painter.setPen(QColor(LIGHT.text if size == TITLE else LIGHT.muted))
        painter.drawText(QRectF(0, y, 10_000, font_height(size)), Qt.AlignmentFlag.AlignLeft, words)
        y += font_height(size)
