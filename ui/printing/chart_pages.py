"""Charts on pages: one under another, as many as a page has room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from ui.parts.picture import Drawing
from ui.printing.pages import Page

BETWEEN = 18  # pixels


@dataclass(frozen=True)
class ChartPages:
    """Some charts, each as large as it is meant to be where the page is large enough."""

    drawings: Sequence[Drawing]

    def pages(self, room: QSizeF) -> list[Page]:
        """What stands on each page."""
        pages: list[list[tuple[float, Drawing]]] = []
        y = 0.0
        for drawing in self.drawings:
            high = min(room.height(), _height(drawing, room))
            if not pages or y + high > room.height():
                pages.append([])
                y = 0.0
            pages[-1].append((y, drawing))
            y += high + BETWEEN
        return [_page(held, room) for held in pages]


def _height(drawing: Drawing, room: QSizeF) -> float:
    return drawing.size.height() * min(1.0, room.width() / drawing.size.width())


def _page(held: Sequence[tuple[float, Drawing]], room: QSizeF) -> Page:
    def paint(painter: QPainter) -> None:
        for y, drawing in held:
            drawing.paint_in(painter, QRectF(0, y, room.width(), room.height() - y))

    return paint
