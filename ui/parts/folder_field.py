"""A field for a folder: typed, or chosen from those there are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from ui.parts.labels import button


class FolderField(QWidget):
    """The folder's path in `edit`, and a button to choose another one; `says` is the title of that question."""

    def __init__(self, folder: Path, says: str) -> None:
        super().__init__()
        self._says = says
        self.edit = QLineEdit(str(folder))
        self.edit.setAccessibleName("Folder")
        self.setFocusProxy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit, 1)
        row.addWidget(button("Choose…", self._choose))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._says, self.edit.text())
        if chosen:
            self.edit.setText(chosen)
