"""What the program is made with, as a list, and beside it the licence in full of what is chosen."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from blmk_desktop.made_with import Component, components
from ui.parts.labels import button, muted

COLUMNS = ("Made with", "Version", "Licence")
WIDTHS = (24, 11, 20)  # letters


class Licences(QWidget):
    """The list at the left, the text at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._components = components()
        letter = self.fontMetrics().averageCharWidth()
        self.list = QTreeWidget()
        self.list.setAccessibleName("Made with")
        self.list.setHeaderLabels(COLUMNS)
        self.list.setRootIsDecorated(False)
        self._items = [QTreeWidgetItem([one.title, one.version, one.licence]) for one in self._components]
        self.list.addTopLevelItems(self._items)
        for at, width in enumerate(WIDTHS):
            self.list.setColumnWidth(at, width * letter)
        self.does = muted("")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Licence")
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())  # as large as all other text
        self.text.setFont(fixed)
        self.copy = button("Copy licence", lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        head = QHBoxLayout()
        head.addWidget(self.does, 1)
        head.addWidget(self.copy)
        right = QVBoxLayout()
        right.addLayout(head)
        right.addWidget(self.text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list, 2)
        row.addLayout(right, 3)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show())
        self.list.setCurrentItem(self._items[0])

    def _show(self) -> None:
        one = self._components[self.list.currentIndex().row()]
        self.does.setText(f"{one.title}: {one.what_for}. {one.licence}")
        self.text.setPlainText(full_text(one))


def full_text(one: Component) -> str:
    """A component's licence, and what else it brings: each under its file's name where there are several."""
    texts = one.texts
    if len(texts) == 1:
        return texts[0].text
    return "\n\n\n".join(f"{each.name}\n{'=' * len(each.name)}\n\n{each.text.strip()}" for each in texts)
