"""What is filtered goes out in the order shown, and a spreadsheet program reads the same rows from it."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from blmk_desktop.columns import ColumnSpec, columns_of
from blmk_desktop.filters import Condition
from blmk_desktop.records.declaration import MONEY, WTE, Type
from ui.parts.charts import BarChart, Series
from ui.parts.table import RecordTable
from ui.parts.table_model import Mark
from ui.parts.table_shown import shown_view
from ui.screenshots import settle
from ui.views.exporting import export_table, write
from ui.window import MainWindow

SPECS = (
    ColumnSpec(name="name", label="Network"),
    ColumnSpec(name="status", label="Status"),
    ColumnSpec.figure("post", "In post", WTE),
    ColumnSpec.figure("spend", "Spend", MONEY),
    ColumnSpec(name="start", label="Start", type=Type.DATE),
)
ROWS = [
    ("=1+1", "Active", 1050, -6202470, "2022-04-01"),
    ("@SUM(A1)", "Active", 25, 123456789, "2022-05-01"),
    ("-2+3", "Active", 0, 5, None),
    ("+44 20", "Active", None, 100, "2023-01-31"),
    ("Ascent", "Closed", 700, 100, "2019-07-01"),
]
OFFICE = shutil.which("soffice")


@pytest.fixture
def table(window: MainWindow, qtbot: QtBot) -> RecordTable:
    """Four of five rows, by their spend, the largest first."""
    made = RecordTable(window, "networks", SPECS)
    qtbot.addWidget(made)
    made.totals = "Total of {shown} shown"
    made.show_columns(columns_of(SPECS, ROWS))
    made.set_condition("status", Condition(typed="active"))
    made.sort_by("spend", descending=True)
    return made


def test_the_user_is_asked_where_and_told_how_much(
    window: MainWindow, table: RecordTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def ask(_parent: object, title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        asked.append((title, Path(proposed).name))
        return str(tmp_path / "out" / "view"), "Excel workbook (*.xlsx)"

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    columns = table.columns
    assert columns is not None
    table.set_marks({(columns.ids[0], "spend"): Mark("error", "Above the allocation")})
    export_table(table)
    settle(window)
    assert asked == [("Export this view", "Networks.xlsx")]
    assert window.statusBar().currentMessage() == f"Exported 4 rows to {tmp_path / 'out' / 'view.xlsx'}."
    about = openpyxl.load_workbook(tmp_path / "out" / "view.xlsx")["About this view"]
    words = {row[0].value: row[1].value for row in about.iter_rows()}
    assert words["View"] == "Networks"
    assert words["Filter"] == "Status: active"
    assert words["Cells marked"] == f"{columns.shown(0, 'name')}, Spend £: Above the allocation"
    assert words["Sorted by"] == "Spend (highest first)"
    assert words["File"] == "plans.blmk"
    assert str(words["As it stood"]).startswith("after change ")


def test_nothing_is_written_where_nobody_says_where(
    table: RecordTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    before = sorted(tmp_path.iterdir())
    export_table(table)
    assert sorted(tmp_path.iterdir()) == before


def test_the_command_exports_the_table_that_is_shown(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "pcns.csv"), ""))
    assert window.table is not None
    window.table.filter_text("crown")
    window.commands.actions["export_view"].trigger()
    settle(window)
    assert (tmp_path / "pcns.csv").read_text(encoding="utf-8-sig").splitlines() == ["PCN,Code", "Crown,U35004"]


def test_the_figures_behind_a_chart_go_out_too(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "chart.csv"), ""))
    chart = BarChart("Staff in post", ("Crown", "Ascent"), (Series("In post", (905, None)),))
    window.current.layout().addWidget(chart)
    dialog = chart.menu.show_data()
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "&Export…").click()
    settle(window)
    written = (tmp_path / "chart.csv").read_text(encoding="utf-8-sig").splitlines()
    assert written == [",In post (WTE)", "Crown,9.05", "Ascent,"]
    dialog.close()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
def test_libreoffice_reads_the_same_rows_with_numbers_and_no_formula(
    window: MainWindow, table: RecordTable, tmp_path: Path
) -> None:
    view = shown_view(table)
    assert view is not None
    write(window.store, view, tmp_path / "view.xlsx")
    # again: written by LibreOffice itself from what it understood; and as text, as it shows it
    for ending, kind in (("xlsx", "again"), ("csv:Text - txt - csv (StarCalc):44,34,76", "text")):
        command = [
            str(OFFICE),
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to",
            ending,
        ]
        command += ["--outdir", str(tmp_path / kind), str(tmp_path / "view.xlsx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    book = openpyxl.load_workbook(tmp_path / "again" / "view.xlsx")
    cells = list(book.worksheets[0].iter_rows(min_row=2, max_row=5))
    assert [[cell.value for cell in row[:4]] for row in cells] == [
        ["@SUM(A1)", "Active", 0.25, 1234567.89],
        ["+44 20", "Active", None, 1],
        ["-2+3", "Active", 0, 0.05],
        ["=1+1", "Active", 10.5, -62024.7],
    ]
    kinds = [[cell.data_type for cell in row[:4] if cell.value is not None] for row in cells]
    assert all(row[:2] == ["s", "s"] and set(row[2:]) == {"n"} for row in kinds)
    with (tmp_path / "text" / "view.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows] == ["Network", "@SUM(A1)", "+44 20", "-2+3", "=1+1", "Total of 4 shown"]
    assert rows[0][2:4] == ["In post (WTE)", "Spend (£)"]
