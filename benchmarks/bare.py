"""In a process of its own: what Qt and SQLite alone take for what the self-test does, on as many rows.

A change of tab, a letter in a filter, a workbook read and its rows kept, and one field changed, committed and shown.
"""

from __future__ import annotations

import sqlite3
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.telling import tell
from benchmarks.timing import Paints, middle, timed

ROWS, COLUMNS = 117, 15  # as the table of practices of the example data
TIMES = 9
SIZE = (1360, 860)


def main(workbook: str) -> None:
    """Measure all of it."""
    from PySide6.QtWidgets import QApplication

    app = QApplication(["bare"])
    tabs, boxes, views = _window()
    tabs.show()
    paints = [Paints(app, view.viewport()) for view in views]
    changes = [paints[at % 2].after(partial(tabs.setCurrentIndex, at % 2)) for at in range(1, 2 * TIMES)]
    tabs.setCurrentIndex(0)
    keys = [paints[0].after(partial(boxes[0].setText, "row 1" + "1" * (at % 2))) for at in range(TIMES)]
    boxes[0].clear()
    with TemporaryDirectory() as name:
        data = _data(Path(name) / "bare.db")
        model: Any = views[0].model()
        undo = [paints[0].after(partial(_changed, data, model.sourceModel(), at)) for at in range(TIMES)]
        imports = [timed(partial(_imported, data, Path(workbook))) for _ in range(TIMES)]
        data.close()
    tell(**{"tab change": middle(changes), "keystroke": middle(keys), "undo": middle(undo), "import": middle(imports)})


def _window() -> tuple[Any, list[Any], list[Any]]:
    """Two tabs, each a box that filters a table."""
    from PySide6.QtCore import QSortFilterProxyModel
    from PySide6.QtWidgets import QLineEdit, QTableView, QTabWidget, QVBoxLayout, QWidget

    tabs, boxes, views = QTabWidget(), [], []
    for number in range(2):
        page, box, view, proxy = QWidget(), QLineEdit(), QTableView(), QSortFilterProxyModel()
        proxy.setParent(view)
        proxy.setSourceModel(_model(view))
        proxy.setFilterKeyColumn(-1)
        box.textChanged.connect(proxy.setFilterFixedString)
        view.setModel(proxy)
        column = QVBoxLayout(page)
        column.addWidget(box)
        column.addWidget(view)
        tabs.addTab(page, f"Tab {number}")
        boxes.append(box)
        views.append(view)
    tabs.resize(*SIZE)
    return tabs, boxes, views


def _model(parent: Any) -> Any:
    from PySide6.QtGui import QStandardItem, QStandardItemModel

    model = QStandardItemModel(ROWS, COLUMNS, parent)
    for row in range(ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"row {row} column {column}"))
    return model


def _data(path: Path) -> sqlite3.Connection:
    """A file with the settings of ours."""
    data = sqlite3.connect(path)
    data.execute("PRAGMA journal_mode = WAL")
    data.execute("PRAGMA synchronous = FULL")
    data.execute("CREATE TABLE practice (id INTEGER PRIMARY KEY, name TEXT)")
    data.execute("CREATE TABLE figure (row INTEGER, cell INTEGER, value TEXT)")
    data.executemany("INSERT INTO practice VALUES (?, ?)", ((row, f"row {row}") for row in range(ROWS)))
    data.commit()
    return data


def _changed(data: sqlite3.Connection, model: Any, at: int) -> None:
    """One field in the file, committed, and in the table."""
    data.execute("UPDATE practice SET name = ? WHERE id = 1", (f"name {at}",))
    data.commit()
    model.item(1, 1).setText(f"name {at}")


def _imported(data: sqlite3.Connection, workbook: Path) -> None:
    """Every filled cell of a workbook, as one transaction."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(workbook)
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    cells = [
        (row, column, str(value))
        for sheet in sheets
        for row, line in enumerate(sheet)
        for column, value in enumerate(line)
        if value != ""
    ]
    data.executemany("INSERT INTO figure VALUES (?, ?, ?)", cells)
    data.commit()


if __name__ == "__main__":
    main(*sys.argv[1:])
