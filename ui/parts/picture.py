"""What can be done with a chart: copy it as a picture, save it as a PNG, show the figures behind it as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QMessageBox, QToolButton, QVBoxLayout, QWidget

from blmk_desktop.columns import ColumnSpec, columns_of
from ui.parts.bars import bold
from ui.parts.table_cells import Cells
from ui.parts.table_model import RecordModel
from ui.parts.table_view import RecordView
from ui.theme import LIGHT

if TYPE_CHECKING:
    from ui.parts.chart_frame import Sample

MARGIN, GAP = 16, 6
Figures = tuple[Sequence[ColumnSpec], Sequence[Any]]  # columns, and rows in their order


class PictureMenu(QToolButton):
    """The menu of a chart. `title`, `picture` and `figures` are asked for when something is chosen from it."""

    def __init__(
        self, title: Callable[[], str], picture: Callable[[], QPixmap], figures: Callable[[], Figures]
    ) -> None:
        super().__init__()
        self._title, self._picture, self._figures = title, picture, figures
        self.setText("⋯")
        self.setAccessibleName("What can be done with this chart")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.addAction("Copy picture", self.copy_picture)
        menu.addAction("Save as PNG…", self.ask_and_save)
        menu.addAction("Show data", self.show_data)
        self.setMenu(menu)

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self._picture())

    def ask_and_save(self) -> None:
        """Ask where, and save the picture."""
        ask_and_save(self, self._title(), self._picture)

    def show_data(self) -> QDialog:
        """Show the figures behind the picture as a table."""
        return show_figures(self.window(), self._title(), *self._figures())


def ask_and_save(parent: QWidget, title: str, picture: Callable[[], QPixmap]) -> None:
    """Ask where, and save the picture of a chart; say so where that cannot be written."""
    from blmk_desktop.templates.placing import safe_name

    name, _ = QFileDialog.getSaveFileName(parent, "Save the chart", safe_name(title, ".png"), "Picture (*.png)")
    path = name if not name or name.casefold().endswith(".png") else f"{name}.png"
    if path and not picture().save(path):
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
    QVBoxLayout(dialog).addWidget(view)
    wide = view.horizontalHeader().length() + 60  # the rows' scroll bar and the frames besides
    dialog.resize(QSize(max(620, wide), 480).boundedTo(QRect(parent.screen().availableGeometry()).size()))
    dialog.open()
    return dialog


def on_paper(
    widget: QWidget, title: str, size: QSize, paint: Callable[[QPainter], object], samples: Sequence[Sample] = ()
) -> QPixmap:
    """A chart under its title for a paper: light, and twice as fine as a screen. `size` is that of the chart alone;
    `paint` draws it from (0, 0), under the samples, which take as many lines as they need.
    """
    metrics = QFontMetricsF(widget.font())
    lines, line = _lines(samples, size.width()), metrics.height() + 8
    top = metrics.height() + 2 * MARGIN + line * len(lines)
    pixmap = QPixmap(2 * (size.width() + 2 * MARGIN), int(2 * (top + size.height() + MARGIN)))
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(QColor(LIGHT.surface))
    painter = QPainter(pixmap)
    painter.setFont(bold(widget.font()))
    painter.setPen(QColor(LIGHT.text))
    painter.drawText(QPointF(MARGIN, MARGIN + metrics.ascent()), title)
    painter.setFont(widget.font())
    painter.translate(MARGIN, top)
    for number, held in enumerate(lines):
        middle = metrics.height() / 2 - line * (len(lines) - number)
        for x, sample in held:
            painter.save()
            painter.translate(x, 0)
            sample.paint_on(painter, LIGHT, middle)
            painter.restore()
    paint(painter)
    painter.end()
    return pixmap


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
