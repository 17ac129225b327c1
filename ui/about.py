"""Help: the keyboard shortcuts, and what this program is."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from blmk_desktop import __version__, log, portable
from ui.parts.labels import button, heading, label, title

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
MARGINS = 40  # around what is in a dialog


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
    room = window.screen().availableGeometry().size()
    wide = form.sizeHint().width() + area.verticalScrollBar().sizeHint().width() + MARGINS
    dialog.resize(min(max(460, wide), room.width()), min(560, room.height()))
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
            f"Version: {__version__}{', portable' if portable.is_portable() else ''}",
            f"File: {store.path if store else 'none open'}",
            f"Schema: {store.schema_version if store else '-'}",
            f"Log: {window.folder / log.NAME}",
            f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}",
        )
    )


def about(window: MainWindow) -> QDialog:
    """Show version, file, schema, and the licences of all that the program is made with."""
    from ui.licences import Licences

    dialog, column = _dialog(window, "About BLMK Primary Care")
    text = details(window)
    facts = label(text, wrap=True)
    facts.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    ends = column.itemAt(column.count() - 1).layout()
    if isinstance(ends, QHBoxLayout):
        copied = f"BLMK Primary Care\n{text}"
        ends.insertWidget(0, button("Copy details", lambda: QGuiApplication.clipboard().setText(copied)))
    for at, part in enumerate((title("BLMK Primary Care"), facts)):
        column.insertWidget(at, part)
    column.insertWidget(2, Licences(), 1)
    room = window.screen().availableGeometry().size()
    dialog.resize(min(1160, room.width()), min(640, room.height()))
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
