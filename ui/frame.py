"""Around the tabs: the banner over them, the Find button beside them, the status bar under them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from ui.parts.banner import Banner
from ui.parts.deck import Deck
from ui.parts.labels import label
from ui.parts.pressed import Pressed
from ui.tasks import ProgressStrip

if TYPE_CHECKING:
    from ui.reading import State
    from ui.window import MainWindow, OpenFile


LEFT = "files.left_there"  # the setting that lists those which stay on a network drive or in a synced folder

NO_FOCUS = 0  # Qt.FocusPolicy.NoFocus, as a number for the same reason as `ui.parts.labels.PLAIN`


class Frame:
    """What the window says about its file, outside of the tabs."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.banner = Banner()
        self.status = label("")
        self.pages = Deck()
        self.pages.addWidget(window.tabs)
        self._nothing: QWidget | None = None
        self._saved_at: QTime | None = None
        self._held = ""
        self._lost: Path | None = None
        self.undo, self.redo = self._arrow("Undo", "↶"), self._arrow("Redo", "↷")
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        window.setCentralWidget(centre)
        self._find_button()
        self._status_bar()

    def _find_button(self) -> None:
        find = Pressed("⌕  Find…   Ctrl+K")
        find.setProperty("role", "find")
        find.setAccessibleName("Find anything")
        find.setToolTip("Find a practice, a network, a role, a tab or a command (Ctrl+K)")
        find.clicked.connect(lambda _checked=False: self.window.commands.find())
        self.window.tabs.setCornerWidget(find)

    def _arrow(self, name: str, sign: str) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setAccessibleName(name)
        button.setEnabled(False)
        button.setProperty("focusPolicy", NO_FOCUS)  # Ctrl+Z and the menu do the same; Tab goes to the work
        button.clicked.connect(lambda _checked=False: getattr(self.window.commands, name.lower())())
        return button

    def _status_bar(self) -> None:
        bar = self.window.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.status)
        for part in (ProgressStrip(self.window.tasks), self.undo, self.redo):
            bar.addPermanentWidget(part)

    # The file

    def waiting(self, path: Path | None) -> None:
        """While a file is being opened."""
        self.status.setText(f"Opening {path.name}…" if path else "Opening…")

    def opened(self, store: OpenFile) -> None:
        """A file is open."""
        self.pages.setCurrentWidget(self.window.tabs)
        self._saved_at = None
        self._held = ""
        self._write()
        if not store.read_only:
            self._say_of(store)
        elif store.held_by:
            words = f"This file is open in {store.held_by}. Here it can only be looked at."
            again = ("Try again", lambda: self.window.open_path(store.path, create=False))
            self.banner.show_text(words, "blue", [again])
        else:
            why = getattr(store, "why_read_only", "") or "it may not be written to"
            self.banner.show_text(f"This file can only be looked at: {why}.", "blue")

    def _say_of(self, store: OpenFile) -> None:
        """What is to be known of a file that can be changed: nothing, most of the time."""
        from ui import files

        left = self.window.settings.value(LEFT, [])
        if store.doubtful and str(store.path) not in left:
            words = f"This file is {store.doubtful}. {files.risk(store.doubtful)}"
            home = ("Keep it on this computer", lambda: files.bring_home(self.window))
            self.banner.show_text(words, "amber", [home, ("Leave it there", lambda: self._leave(store.path))])
        elif store.brought_from:
            kept = store.home / "backups" if store.doubtful else "the folder 'backups' beside it"
            words = f"An earlier version made this file. It is up to date now; how it was is kept in {kept}."
            self.banner.show_text(words, "blue", [("Close", lambda: self.banner.show_text(""))])
        else:
            self.banner.show_text("")

    def _leave(self, path: Path) -> None:
        """Say no more of where this file stands."""
        left = [one for one in self.window.settings.value(LEFT, []) if one != str(path)]
        self.window.settings.set_value(LEFT, [*left[-9:], str(path)])
        self.banner.show_text("")

    def lost(self, path: Path) -> None:
        """The file that was open last is gone: say so, before anyone takes the default file for an emptied one."""
        if path == self._lost:
            return
        self._lost = path
        words = f"{path.name} is not in {path.parent} any more, so the usual file was opened instead."
        close = ("Close", lambda: self.banner.show_text(""))
        self.banner.show_text(words, "amber", [("Open…", self.window.commands.open), close])

    def not_opened(self, another: bool) -> None:
        """The file could not be opened; where none is open, say what can be done."""
        self._write()
        if another:
            return
        from ui.parts.empty import EmptyState

        commands = self.window.commands
        self._nothing = EmptyState(
            "No data file is open.", [("Open…", commands.open), ("New…", commands.new)], parent=self.pages
        )
        self.pages.addWidget(self._nothing)
        self.pages.setCurrentWidget(self._nothing)

    def saved(self) -> None:
        """Something was kept just now."""
        self._saved_at = QTime.currentTime()
        self._write()

    def tell(self, state: State) -> None:
        """How much the file holds, and what can be undone."""
        self._held = f"{state.networks:,} networks"
        if state.networks_all != state.networks:
            self._held = f"{state.networks:,} of {state.networks_all:,} networks open"
        self._held += f" · {state.practices:,} active practices"
        for button, name, what in ((self.undo, "Undo", state.undo), (self.redo, "Redo", state.redo)):
            button.setEnabled(bool(what) and not self.window.read_only)
            button.setToolTip(f"{name}: {what}" if what else f"Nothing to {name.lower()}")
        self._write()

    def _write(self) -> None:
        store = self.window.store
        if store is None:
            self.status.setText("No file is open")
            return
        saved = f"All changes saved {self._saved_at.toString('HH:mm')}" if self._saved_at else "All changes saved"
        parts = ["Read only" if store.read_only else saved, store.path.name, self._held]
        self.status.setText(" · ".join(part for part in parts if part))
        self.status.setToolTip(str(store.path))
