"""What would be printed is seen first: the table, its charts or both, upright or across, and kept as a PDF."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from blmk_desktop.columns import ColumnSpec, columns_of
from ui.parts.charts import BarChart, Series
from ui.parts.table import RecordTable
from ui.printing.preview import PrintPreview, preview_charts, preview_shown, preview_table
from ui.window import MainWindow


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> PrintPreview:
    """The preview of the tab's table, which a chart stands beside."""
    chart = BarChart("Staff in post", ("Crown", "Ascent"), (Series("In post", (900, 700)),))
    window.current.layout().addWidget(chart)
    qtbot.waitUntil(chart.isVisible)
    window.commands.actions["print_preview"].trigger()
    made = window.findChild(PrintPreview)
    assert made is not None
    qtbot.waitUntil(lambda: made.pages.pageCount() == 1)
    return made


def words(path: Path) -> list[str]:
    """The text of each page, letters that are drawn as one taken apart."""
    return [" ".join(normalize("NFKC", page.extract_text()).split()) for page in PdfReader(path).pages]


def test_the_table_is_printed_with_what_was_chosen_and_where_it_is_from(shown: PrintPreview, tmp_path: Path) -> None:
    shown.write_pdf(tmp_path / "table.pdf")
    (page,) = words(tmp_path / "table.pdf")
    assert all(text in page for text in ("Practices", "Crown", "U49574", "plans.blmk", "Page 1 of 1", "Shown: 2 rows"))
    assert shown.note.text() == "Saved as table.pdf"


def test_charts_are_printed_alone_or_before_the_table(shown: PrintPreview, tmp_path: Path, qtbot: QtBot) -> None:
    shown.which.choose("both")
    qtbot.waitUntil(lambda: shown.pages.pageCount() == 2)
    assert shown.count.text() == "Page 1 of 2"
    shown.turn(1)
    assert shown.count.text() == "Page 2 of 2"
    assert not shown.on.isEnabled()
    shown.write_pdf(tmp_path / "both.pdf")
    first, second = words(tmp_path / "both.pdf")
    assert "Staff in post" in first
    assert "U49574" in second
    shown.which.choose("charts")
    qtbot.waitUntil(lambda: shown.pages.pageCount() == 1)


def test_paper_can_be_turned(shown: PrintPreview, tmp_path: Path) -> None:
    shown.write_pdf(tmp_path / "across.pdf")
    shown.way.choose("portrait")
    shown.scale.choose("width")
    shown.write_pdf(tmp_path / "upright.pdf")
    sizes = [PdfReader(tmp_path / name).pages[0].mediabox for name in ("across.pdf", "upright.pdf")]
    assert [size.width > size.height for size in sizes] == [True, False]


def test_a_pdf_is_asked_for_by_name(shown: PrintPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "view"), ""))
    shown.save_pdf()
    assert (tmp_path / "view.pdf").exists()


def test_a_pdf_that_cannot_be_written_says_so(shown: PrintPreview, tmp_path: Path) -> None:
    shown.write_pdf(tmp_path / "gone" / "view.pdf")
    assert shown.note.text().startswith("Nothing can be written there")


def test_printing_asks_for_the_printer(shown: PrintPreview) -> None:
    shown.print_()
    assert shown.findChildren(QDialog)
    shown.reject()


def test_a_chart_is_printed_by_itself(window: MainWindow, tmp_path: Path) -> None:
    chart = BarChart("Staff in post", ("Crown",), (Series("In post", (900,)),))
    made = preview_charts(window, [chart.drawing()])
    made.write_pdf(tmp_path / "chart.pdf")
    assert "Staff in post" in words(tmp_path / "chart.pdf")[0]
    assert made.which.isHidden()
    made.reject()


def test_without_a_table_or_a_chart_there_is_nothing_to_print(empty_window: MainWindow) -> None:
    assert preview_shown(empty_window) is None
    assert empty_window.statusBar().currentMessage() == "There is nothing here to print."


def test_of_many_pages_those_near_the_one_that_is_seen_are_painted(window: MainWindow, qtbot: QtBot) -> None:
    specs = (ColumnSpec(name="name", label="Name"),)
    table = RecordTable(window, "many", specs)
    qtbot.addWidget(table)
    table.show_columns(columns_of(specs, [(f"row {at}",) for at in range(2_000)]))
    made = preview_table(table)
    assert made is not None
    assert made.count.text() == "Laying out the pages…"  # in a worker
    qtbot.waitUntil(lambda: made.pages.pageCount() > 30)
    painted: list[int] = []
    made.pages.paintRequested.connect(lambda _printer: painted.append(made.pages.currentPage()))
    made.turn(24)
    qtbot.waitUntil(lambda: made.near == range(20, 29))
    made.turn(1)
    qtbot.wait(50)
    assert painted == [25]  # the next one had been painted with it
    made.reject()


def test_too_many_rows_are_refused_in_words(window: MainWindow, qtbot: QtBot) -> None:
    specs = (ColumnSpec(name="name", label="Name"),)
    table = RecordTable(window, "many", specs)
    qtbot.addWidget(table)
    table.show_columns(columns_of(specs, [(str(at),) for at in range(6_000)]))
    assert preview_table(table) is None
    box = table.findChild(QMessageBox)
    assert box is not None
    assert "6,000 rows would be a stack of paper" in box.text()
    box.close()
