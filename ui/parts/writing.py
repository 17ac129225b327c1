"""Buttons that change the data: where the file can only be looked at, they say why they do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.window import MainWindow


def changes_data(window: MainWindow, *parts: QWidget) -> None:
    """Switch off what would change the data of a file that can only be looked at."""
    if window.read_only:
        for part in parts:
            part.setEnabled(False)
            part.setToolTip(_why(window))


def _why(window: MainWindow) -> str:
    store = window.store
    if store is not None and store.held_by:
        return f"This file is open in {store.held_by}. Here it can only be looked at."
    return "This file can only be looked at, so nothing in it can be changed."
