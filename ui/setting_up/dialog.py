"""The settings: who works here, how it looks, the area, papers, thresholds, and what is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from blmk_desktop import settings
from blmk_desktop.errors import UserError
from blmk_desktop.user import User, save_user, user
from ui.parts.asking import ask
from ui.parts.labels import button, label
from ui.setting_up.pages import Fields, Remembered, thresholds

if TYPE_CHECKING:
    from ui.window import MainWindow

# The pages that hold fields, and the groups of settings on each.
FIELDS = {
    "You and this computer": (settings.YOU, settings.LOOKS),
    "Our area": (settings.AREA, settings.YEAR, settings.PLANS),
    "Papers": (settings.PAPERS,),
}
THRESHOLDS, REMEMBERED = "Bands and thresholds", settings.REMEMBERED
PAGES = (*FIELDS, THRESHOLDS, REMEMBERED)
SIZE = (900, 620)
LIST_SHARE = 4  # the list of pages takes no more than this part of a screen
FRAME = 60  # pixels of a screen that are left for a window's frame


class SettingsDialog(QDialog):
    """A list of pages, the page, Cancel and Save. Tables of thresholds are saved as they are changed."""

    def __init__(self, window: MainWindow, of_file: Mapping[str, str], page: str = "") -> None:
        """`of_file` are the settings of the file, by name; empty where none is open."""
        super().__init__(window)
        self.window_ = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Settings")
        values = {**of_file, **_of_computer(window)}
        self.pages: dict[str, QWidget] = {
            name: Fields(groups, values, locked=window.read_only) for name, groups in FIELDS.items()
        }
        if window.store is not None:
            self.pages[THRESHOLDS] = thresholds(window)
        self.pages[REMEMBERED] = Remembered(window)
        self.list, self.stack = QListWidget(), QStackedWidget()
        self.list.setAccessibleName("Pages of the settings")
        for name, each in self.pages.items():
            self.list.addItem(name)
            self.stack.addWidget(each)
        self.list.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self._lay_out()
        self.show_page(page or next(iter(self.pages)))

    def _lay_out(self) -> None:
        room = self.screen().availableGeometry()
        self.list.setWordWrap(True)
        self.list.setFixedWidth(min(self.list.sizeHintForColumn(0) + 36, room.width() // LIST_SHARE))
        ends, middle, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        middle.addWidget(self.list)
        middle.addWidget(self.stack, 1)
        ends.addWidget(button("Help", self._help))
        ends.addWidget(self.problem, 1)
        ends.addStretch(1)
        ends.addWidget(button("Cancel", self.reject))
        self.go = button("Save", self.save, primary=True)
        self.go.setDefault(True)
        ends.addWidget(self.go)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(10)
        column.addLayout(middle, 1)
        column.addLayout(ends)
        self.resize(min(SIZE[0], room.width() - FRAME), min(SIZE[1], room.height() - FRAME))

    def show_page(self, name: str) -> None:
        """Go to a page by its name."""
        self.list.setCurrentRow(list(self.pages).index(name))

    @property
    def changed(self) -> dict[str, str]:
        """What was typed into fields and is not saved yet, by setting."""
        return {name: text for page in self.fields() for name, text in page.changed.items()}

    def fields(self) -> list[Fields]:
        """The pages that hold fields."""
        return [page for page in self.pages.values() if isinstance(page, Fields)]

    def save(self) -> None:
        """Keep what was changed: the file's as one change set, this computer's in the user's own folder."""
        for page in self.fields():
            if not page.check():
                self.stack.setCurrentWidget(page)
                self.list.setCurrentRow(self.stack.currentIndex())
                return
        try:
            self._keep(self.changed)
        except (UserError, OSError) as problem:
            self.problem.setText(str(problem))
            self.problem.show()
            return
        self.accept()

    def _keep(self, typed: Mapping[str, str]) -> None:
        by_file = {name: text for name, text in typed.items() if settings.BY_NAME[name].of_file}
        if {"user.name", "user.role"} & set(typed):
            all_typed = self.fields()[0].typed
            keep_user(self.window_, User(all_typed["user.name"].strip(), all_typed["user.role"].strip()))
        if by_file:
            self.window_.change(settings.save_settings, by_file, raises=True)
        if "theme" in typed or "text_size" in typed:
            size = typed.get("text_size")
            self.window_.dress(mode=typed.get("theme"), text_size=int(size) if size else None)

    def reject(self) -> None:
        """Leave; what was typed is dropped only after asking."""
        if not self.changed:
            super().reject()
            return
        words = "What you typed is not saved yet. Drop it, or go on with the settings?"
        ask(self, "Drop what you typed?", words, "Drop", super().reject)

    def _help(self) -> None:
        from ui.guide.window import open_guide

        open_guide(self.window_, "settings", over=self)


def keep_user(window: MainWindow, given: User) -> None:
    """Remember who works here; what they change from now on is signed so. Raises OSError."""
    save_user(window.folder, given)
    if window.store is not None:
        window.store.who = given.signed


def _of_computer(window: MainWindow) -> dict[str, str]:
    known, kept = user(window.folder), window.settings
    return {
        "user.name": known.name,
        "user.role": known.role,
        "theme": str(kept.value("theme", settings.default("theme"))),
        "text_size": str(kept.value("text_size", settings.default("text_size"))),
    }


def open_settings(window: MainWindow, page: str = "") -> None:
    """Open the settings at a page, by its name; without a file only those of this computer can be changed."""

    def show(of_file: Mapping[str, str]) -> None:
        SettingsDialog(window, of_file, page).open()

    if window.store is None:
        show({})
    else:
        window.read(settings.settings, show, replaces="settings")
