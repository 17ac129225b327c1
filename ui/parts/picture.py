"""What can be done with a chart: copy it, save it as PNG or SVG, print it, show the figures behind it as a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QMenu, QMessageBox, QToolButton, QVBoxLayout, QWidget

from blmk_desktop.columns import ColumnSpec, columns_of
from blmk_desktop.views import View
from ui.parts.bars import bold
from ui.parts.labels import button
from ui.parts.table_cells import Cells
from ui.parts.table_model import RecordModel
from ui.parts.table_view import RecordView
from ui.theme import LIGHT

if TYPE_CHECKING:
    from ui.parts.chart_frame import Sample

MARGIN, GAP = 16, 6
PIXELS_AN_INCH = 96  # of a drawing
_FAMILY = re.compile(rb'font-family="([^"]*)"')  # another computer may not have the font
Figures = tuple[Sequence[ColumnSpec], Sequence[Any]]  # columns, and rows in their order


@dataclass(frozen=True)
class Drawing:
    """A chart under its title, light, as it goes onto paper: `paint` draws all of it from (0, 0) in pixels of `size`.

    `words` say what is seen, for those who do not see it.
    """

    title: str
    words: str
    size: QSize
    font: QFont
    paint: Callable[[QPainter], object]

    def paint_in(self, painter: QPainter, place: QRectF) -> None:
        """Paint it as large as a place has room for, no larger than it is meant to be, from its top left."""
        scale = min(1.0, place.width() / self.size.width(), place.height() / self.size.height())
        painter.save()
        painter.translate(place.topLeft())
        painter.scale(scale, scale)
        self._paint(painter)
        painter.restore()

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(QRect(0, 0, self.size.width(), self.size.height()), QColor(LIGHT.surface))
        painter.setFont(self.font)
        self.paint(painter)

    def pixmap(self) -> QPixmap:
        """Twice as fine as a screen."""
        pixmap = QPixmap(self.size * 2)
        pixmap.setDevicePixelRatio(2)
        painter = QPainter(pixmap)
        self._paint(painter)
        painter.end()
        return pixmap

    def svg(self) -> bytes:
        """As lines and letters, sharp at any size, with its title and what is seen in words."""
        from PySide6.QtSvg import QSvgGenerator

        buffer, made = QBuffer(), QSvgGenerator()
        made.setOutputDevice(buffer)
        made.setResolution(PIXELS_AN_INCH)
        made.setSize(self.size)
        made.setViewBox(QRect(0, 0, self.size.width(), self.size.height()))
        made.setTitle(self.title)
        made.setDescription(self.words)
        painter = QPainter(made)
        self._paint(painter)
        painter.end()
        return _FAMILY.sub(rb'font-family="\1, Arial, Helvetica, sans-serif"', bytes(buffer.data().data()))

    def save(self, path: Path) -> bool:
        """Write it as SVG or PNG, as the ending says; whether that could be done."""
        if path.suffix.casefold() != ".svg":
            return self.pixmap().save(str(path))
        try:
            path.write_bytes(self.svg())
        except OSError:
            return False
        return True


class PictureMenu(QToolButton):
    """The menu of a chart. `title`, `drawing` and `figures` are asked for when something is chosen from it."""

    def __init__(
        self, title: Callable[[], str], drawing: Callable[[], Drawing], figures: Callable[[], Figures]
    ) -> None:
        super().__init__()
        self._title, self._figures = title, figures
        self.setText("⋯")
        self.setAccessibleName("What can be done with this chart")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        add_picture_actions(menu, self, title, drawing)
        menu.addAction("Show data", self.show_data)
        self.setMenu(menu)

    def show_data(self) -> QDialog:
        """Show the figures behind the picture as a table."""
        return show_figures(self.window(), self._title(), *self._figures())


def add_picture_actions(menu: QMenu, parent: QWidget, title: Callable[[], str], drawing: Callable[[], Drawing]) -> None:
    """Put into a menu what can be done with every picture."""
    menu.addAction("Copy picture", lambda: QGuiApplication.clipboard().setPixmap(drawing().pixmap()))
    menu.addAction("Save as PNG…", lambda: ask_and_save(parent, title(), drawing, ".png"))
    menu.addAction("Save as SVG…", lambda: ask_and_save(parent, title(), drawing, ".svg"))
    menu.addAction("Print…", lambda: _print(parent, drawing()))


def _print(parent: QWidget, drawing: Drawing) -> None:
    from ui.printing.preview import preview_charts

    preview_charts(parent.window(), [drawing])


def ask_and_save(parent: QWidget, title: str, drawing: Callable[[], Drawing], ending: str) -> None:
    """Ask where, and save the picture of a chart; say so where that cannot be written."""
    from blmk_desktop.templates.placing import safe_name

    kinds = f"Picture (*{ending})"
    name, _ = QFileDialog.getSaveFileName(parent, "Save the chart", safe_name(title, ending), kinds)
    path = name if not name or name.casefold().endswith(ending) else f"{name}{ending}"
    if path and not drawing().save(Path(path)):
        words = f"{path} could not be written. Is the folder still there, and may you write in it?"
        box = QMessageBox(QMessageBox.Icon.Warning, "Save the chart", words, QMessageBox.StandardButton.Ok, parent)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def show_figures(parent: QWidget, title: str, specs: Sequence[ColumnSpec], rows: Sequence[Any]) -> QDialog:
    """A table of figures in a window of its own."""
    model, view = RecordModel(specs), RecordView()
    columns = columns_of(specs, rows)
    model.show(columns, range(columns.count))
    model.setParent(view)
    view.setModel(model)
    view.setItemDelegate(Cells(view))
    view.resizeColumnsToContents()
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    column = QVBoxLayout(dialog)
    column.addWidget(view)
    column.addWidget(_export_button(dialog, View(title, tuple(specs), columns, range(columns.count))))
    wide = view.horizontalHeader().length() + 60  # the rows' scroll bar and the frames besides
    dialog.resize(QSize(max(620, wide), 480).boundedTo(QRect(parent.screen().availableGeometry()).size()))
    dialog.open()
    return dialog


def _export_button(dialog: QDialog, view: View) -> QWidget:
    """What writes the figures behind a chart to a file; nothing outside the main window."""
    from ui.views.exporting import export_view
    from ui.window import MainWindow

    above = dialog.parentWidget()
    while above is not None and not isinstance(above, MainWindow):
        above = above.parentWidget()
    made = button("&Export…", lambda: export_view(above, view, dialog) if above is not None else None)
    if above is None:
        made.hide()
    row = QWidget()
    held = QHBoxLayout(row)
    held.setContentsMargins(0, 0, 0, 0)
    held.addStretch(1)
    held.addWidget(made)
    return row


def on_paper(
    widget: QWidget, title: str, size: QSize, paint: Callable[[QPainter], object], samples: Sequence[Sample] = ()
) -> Drawing:
    """A chart under its title for a paper. `size` is that of the chart alone; `paint` draws it from (0, 0), under the
    samples, which take as many lines as they need.
    """
    font = in_pixels(widget.font())
    metrics = QFontMetricsF(font)
    lines, line = _lines(samples, size.width()), metrics.height() + 8
    top = metrics.height() + 2 * MARGIN + line * len(lines)

    def paint_all(painter: QPainter) -> None:
        painter.setFont(bold(font))
        painter.setPen(QColor(LIGHT.text))
        painter.drawText(QPointF(MARGIN, MARGIN + metrics.ascent()), title)
        painter.setFont(font)
        painter.translate(MARGIN, top)
        for number, held in enumerate(lines):
            _paint_samples(painter, held, metrics.height() / 2 - line * (len(lines) - number))
        paint(painter)

    whole = QSize(size.width() + 2 * MARGIN, int(top + size.height() + MARGIN))
    return Drawing(title, spoken(widget), whole, font, paint_all)


def in_pixels(font: QFont) -> QFont:
    """The same font, as large on any paper as on the screen that the picture was arranged for."""
    result = QFont(font)
    result.setPixelSize(QFontInfo(font).pixelSize())
    return result


def spoken(widget: QWidget) -> str:
    """What is said of a chart to those who do not see it: its own words, else those of what is painted in it."""
    parts = [widget, *widget.findChildren(QWidget)]
    return max((part.accessibleDescription() for part in parts if part.accessibleDescription()), key=len, default="")


def _paint_samples(painter: QPainter, held: Sequence[tuple[int, Sample]], middle: float) -> None:
    for x, sample in held:
        painter.save()
        painter.translate(x, 0)
        sample.paint_on(painter, LIGHT, middle)
        painter.restore()


def _lines(samples: Sequence[Sample], width: int) -> list[list[tuple[int, Sample]]]:
    """The samples by line, each with how far from the left it stands: as many in a line as there is room for."""
    lines: list[list[tuple[int, Sample]]] = []
    used = 0
    for sample in samples:
        wide = sample.sizeHint().width()
        if not lines or used + wide > width:
            lines.append([])
            used = 0
        lines[-1].append((used, sample))
        used += wide + GAP
    return lines
