"""Help: the keyboard shortcuts, and what this program is."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from blmk_desktop import __version__
from ui.parts.labels import button, heading, label, muted, title

if TYPE_CHECKING:
    from ui.window import MainWindow

IN_TABLES = {
    "Enter": "Open the record, or take what was typed",
    "F2": "Edit the cell",
    "Alt+Down": "Filter the column",
    "Shift+click on a heading": "Sort by it too",
    "Ctrl+A": "Select everything shown",
    "Escape": "Leave the cell as it was; in the filter, empty it",
    "Down, in the filter": "Go on in the table",
}
LICENCES = (
    "Qt for Python (LGPL 3), SQLAlchemy and alembic (MIT), NumPy (BSD), python-calamine "
    "(MIT), XlsxWriter (BSD), RapidFuzz (MIT), platformdirs (MIT), filelock (MIT), defusedxml (PSF), "
    "python-docx (MIT), lxml (BSD), Typst (Apache 2), Source Sans Pro (SIL Open Font License 1.1)."
)


def shortcuts(window: MainWindow) -> QDialog:
    """Show every shortcut."""
    dialog, column = _dialog(window, "Keyboard shortcuts")
    inner = QWidget()
    form = QFormLayout(inner)
    form.addRow(heading("Commands"))
    for action in window.commands.actions.values():
        if keys := action.shortcut().toString(QKeySequence.SequenceFormat.NativeText):
            form.addRow(label(keys), _said(action.text().replace("&", "").rstrip("…").lstrip("0123456789 ")))
    form.addRow(heading("In a table"))
    for keys, words in IN_TABLES.items():
        form.addRow(label(keys), _said(words))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inner)
    column.insertWidget(0, area, 1)
    dialog.resize(460, 560)
    dialog.open()
    return dialog


def _said(words: str) -> QLabel:
    """What keys do: in several lines where it is long, as what would be undone may be."""
    said = label(words, wrap=True)
    said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return said


def details(window: MainWindow) -> str:
    """What support asks for first."""
    store = window.store
    return "\n".join(
        (
            f"BLMK Primary Care {__version__}",
            f"File: {store.path if store else 'none open'}",
            f"Schema: {store.schema_version if store else '-'}",
            f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}",
        )
    )


def about(window: MainWindow) -> QDialog:
    """Show version, file, schema and licences."""
    dialog, column = _dialog(window, "About BLMK Primary Care")
    text = details(window)
    facts = label(text, wrap=True)
    facts.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    ends = column.itemAt(column.count() - 1).layout()
    if isinstance(ends, QHBoxLayout):
        ends.insertWidget(0, button("Copy details", lambda: QGuiApplication.clipboard().setText(text)))
    parts = (title("BLMK Primary Care"), facts, heading("Made with"), muted(LICENCES))
    for at, part in enumerate(parts):
        column.insertWidget(at, part)
    dialog.resize(520, 320)
    dialog.open()
    return dialog


def _dialog(window: MainWindow, name: str) -> tuple[QDialog, QVBoxLayout]:
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(name)
    column = QVBoxLayout(dialog)
    ends = QHBoxLayout()
    ends.addStretch(1)
    ends.addWidget(button("Close", dialog.accept, primary=True))
    column.addLayout(ends)
    return dialog, column
