"""How something would be printed, page by page, before it is: printed from here, or kept as a PDF."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QMarginsF, QSize, Qt, QTimer
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from blmk_desktop.errors import UserError
from blmk_desktop.rules.wording import counted
from ui.parts.chart_frame import ChartFrame
from ui.parts.flow import Flow
from ui.parts.labels import button, label
from ui.parts.picture import Drawing
from ui.parts.switch import Switch
from ui.parts.table_shown import page_of, shown_view
from ui.printing.chart_pages import ChartPages
from ui.printing.pages import Document, Page, Printed, paper_of, print_pages
from ui.printing.table_pages import TablePages
from ui.views.exporting import source_words

if TYPE_CHECKING:
    from ui.parts.table import RecordTable
    from ui.window import MainWindow

Run = Callable[..., object]  # of a window: runs a function in a worker, and gives what it made to another

MARGIN = 12  # millimetres
SIZE = QSize(980, 700)
WAYS = {"landscape": "Landscape", "portrait": "Portrait"}
NEAR = 4  # pages before and after the one that is seen: as many are painted as can be without a halt
LAYING_OUT = "Laying out the pages…"
SCALES = {"page": "Whole page", "width": "Page width"}
NOTHING = "There is nothing here to print."
WITH = {"table": "Table", "both": "Charts and table", "charts": "Charts"}


def preview_shown(window: MainWindow) -> PrintPreview | None:
    """Show how the tab that is shown would be printed: its table, its charts, or both."""
    if window.table is not None:
        return preview_table(window.table)
    charts = shown_charts(window.current) if window.current is not None else []
    if charts:
        title = window.titles[window.tabs.currentIndex()]
        return preview_charts(window, charts, title, getattr(window.current, "what_was_chosen", list)())
    window.say(NOTHING)
    return None


def print_shown(window: MainWindow) -> PrintPreview | None:
    """The same, with the printers asked for at once."""
    made = preview_shown(window)
    if made is not None:
        made.print_()
    return made


def preview_table(table: RecordTable) -> PrintPreview | None:
    """Show how a table would be printed as it stands; the charts that are seen beside it may go with it."""
    window, view = table.window_, shown_view(table)
    if view is None:
        window.say(NOTHING)
        return None
    try:
        held = TablePages(view)
    except UserError as problem:
        window.show_error(problem, table.window())
        return None
    page = page_of(table)
    charts = shown_charts(page) if page is not None else []
    source = [f"{what} {words}" for what, words in source_words(window.store)] if window.store else []
    parts: dict[str, Sequence[Printed]] = {"table": [held]}
    if charts:
        parts |= {"both": [ChartPages(charts), held], "charts": [ChartPages(charts)]}
    documents = {which: Document(view.name, some, view.about, source) for which, some in parts.items()}
    return _open(PrintPreview(table.window(), documents, window.run))


def preview_charts(
    over: QWidget, drawings: Sequence[Drawing], title: str = "", about: Sequence[tuple[str, str]] = ()
) -> PrintPreview:
    """Show how charts would be printed, each under its own title, all of them under one where there is one."""
    store = getattr(over, "store", None)
    source = [f"{what} {words}" for what, words in source_words(store)] if store else []
    document = Document(title, [ChartPages(drawings)], about, source, drawings[0].title)
    return _open(PrintPreview(over, {"charts": document}))


def shown_charts(page: QWidget) -> list[Drawing]:
    """The charts of a page that are seen, from the top."""
    frames = [frame for frame in page.findChildren(ChartFrame) if frame.isVisible()]
    return [frame.drawing() for frame in frames]


def _open(made: PrintPreview) -> PrintPreview:
    made.open()
    return made


class PrintPreview(QDialog):
    """The pages, and above them how they are set out; `documents` by what is printed.

    They are laid out by way of `run`, in a worker, and painted as one comes near them.
    """

    def __init__(self, over: QWidget, documents: dict[str, Document], run: Run | None = None) -> None:
        super().__init__(over)
        self.documents, self._run = documents, run
        self._laid_out: dict[tuple[str, str], list[Page]] = {}
        self.near = range(0)  # the pages that are painted, from 0
        self._painting = QTimer(self, singleShot=True, interval=0)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Print preview")
        self.printer = _printer()
        self.pages = QPrintPreviewWidget(self.printer)
        self.pages.setAccessibleName("Pages as they would be printed")
        self.pages.paintRequested.connect(self._paint)
        self._painting.timeout.connect(self._paint_near)
        self.which = Switch("Print", {key: WITH[key] for key in documents}, next(iter(documents)))
        if len(documents) == 1:
            self.which.hide()
        self.way = Switch("Paper", WAYS, "landscape")
        self.scale = Switch("Show", SCALES, "page")
        self.count, self.note = label("", "muted"), label("", "muted", wrap=True)
        self.back, self.on = button("‹ Page before", lambda: self.turn(-1)), button("Next page ›", lambda: self.turn(1))
        self.which.chosen.connect(lambda _which: self.pages.updatePreview())
        self.way.chosen.connect(self._turn_paper)
        self.scale.chosen.connect(lambda _scale: self._fit())
        self.pages.previewChanged.connect(self._tell)
        self._set_out()
        self.resize(SIZE.boundedTo(over.screen().availableGeometry().size() - QSize(20, 60)))

    def _set_out(self) -> None:
        bar = Flow()
        for part in (self.which, self.way, self.scale, self.back, self.on, self.count):
            bar.add(part)
        last = QHBoxLayout()
        last.addWidget(self.note, 1)
        last.addWidget(button("Close", self.reject))
        last.addWidget(button("Save as P&DF…", self.save_pdf))
        go = button("&Print…", self.print_, primary=True)
        go.setDefault(True)
        last.addWidget(go)
        column = QVBoxLayout(self)
        column.addWidget(bar)
        column.addWidget(self.pages, 1)
        column.addLayout(last)

    @property
    def document(self) -> Document:
        """What would be printed."""
        return self.documents[self.which.now]

    def showEvent(self, event: Any) -> None:
        """Set out the pages once there is room to show them."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.scale.now == "page":
            self.pages.fitInView()
        else:
            self.pages.fitToWidth()

    def _turn_paper(self, way: str) -> None:
        self.printer.setPageOrientation(_ORIENTATIONS[way])
        self.pages.updatePreview()
        self._fit()

    def turn(self, by: int) -> None:
        """Go to the next page, or the one before."""
        self.pages.setCurrentPage(max(1, min(self.pages.pageCount(), self.pages.currentPage() + by)))
        self._tell()

    def _tell(self) -> None:
        at, every = self.pages.currentPage(), self.pages.pageCount()
        if not every:
            self.count.setText(LAYING_OUT)
            return
        self._painting.start()  # which page is seen is sure once all of them are in their places
        self.count.setText(f"Page {at:,} of {every:,}" if every > 1 else counted(every, "page"))
        self.back.setEnabled(at > 1)
        self.on.setEnabled(at < every)

    def _paint(self, printer: QPrinter) -> None:
        """Paint the pages near the one that is seen, once they are laid out."""
        pages = self._laid_out.get(self._set)
        if pages is None:
            self._lay_out()
            return
        at = max(0, min(len(pages), self.pages.currentPage()) - 1)
        self.near = range(max(0, at - NEAR), at + NEAR + 1)
        deque(print_pages(printer, pages, self.near), 0)

    def _paint_near(self) -> None:
        if self._set in self._laid_out and self.pages.currentPage() - 1 not in self.near:
            self.pages.updatePreview()

    @property
    def _set(self) -> tuple[str, str]:
        return self.which.now, self.way.now

    def _lay_out(self) -> None:
        wanted, document, paper = self._set, self.document, paper_of(self.printer)

        def laid_out(pages: list[Page]) -> None:
            if isValid(self):
                self._laid_out[wanted] = pages
                self.pages.updatePreview()
                self._fit()

        if self._run is None:
            QTimer.singleShot(0, self, lambda: laid_out(document.pages(paper)))
        else:
            self._run(lambda: document.pages(paper), laid_out, replaces=self)

    def _print_all(self, printer: QPrinter) -> None:
        """Print every page; between them the window is painted, but nothing can be pressed."""
        pages = self._laid_out.get(self._set) or self.document.pages(paper_of(printer))
        for _ in print_pages(printer, pages):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def print_(self) -> None:
        """Ask which printer, and print."""
        dialog = QPrintDialog(self.printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print)
        QDialog.open(dialog)  # the print dialog has one of its own, for C++ alone

    def _print(self) -> None:
        self._print_all(self.printer)
        self.accept()

    def save_pdf(self) -> None:
        """Ask where, and keep it as a PDF."""
        from blmk_desktop.templates.placing import safe_name

        proposed = safe_name(self.document.title or self.document.name, ".pdf")
        name, _ = QFileDialog.getSaveFileName(self, "Save as PDF", proposed, "PDF (*.pdf)")
        if name:
            self.write_pdf(Path(name if name.casefold().endswith(".pdf") else f"{name}.pdf"))

    def write_pdf(self, path: Path) -> None:
        """Write it as a PDF, whole or not at all; say so where that cannot be done."""
        from blmk_desktop.export import replacing

        try:
            replacing(path, self._write)
        except UserError as problem:
            self.note.setText(str(problem.args[0]))
            return
        self.note.setText(f"Saved as {path.name}")

    def _write(self, path: Path) -> None:
        printer = _printer()
        printer.setPageLayout(self.printer.pageLayout())
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setDocName(self.document.title or self.document.name)
        if not path.parent.is_dir():
            raise FileNotFoundError(2, "there is no such folder")
        self._print_all(printer)


_ORIENTATIONS = {"landscape": QPageLayout.Orientation.Landscape, "portrait": QPageLayout.Orientation.Portrait}


def _printer() -> QPrinter:
    """A printer with A4 paper, across."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    size = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(size, _ORIENTATIONS["landscape"], margins, QPageLayout.Unit.Millimeter))
    return printer
