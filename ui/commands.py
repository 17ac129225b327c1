"""The menus: every command once, with its shortcut, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from blmk_desktop.recent import recent_files
from blmk_desktop.rules.wording import coded_names, in_words
from ui import files
from ui.parts.asking import ask
from ui.theme import MODES, TEXT_SIZES

if TYPE_CHECKING:
    from blmk_desktop.changes import ChangeSet
    from ui.parts.palette import Entry
    from ui.reading import State
    from ui.window import MainWindow, OpenFile

SMALL = 20  # changes that Undo takes back without asking
LINE = None  # a line between commands


class Commands:
    """The commands of a window, in its menus and its palette."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.actions: dict[str, QAction] = {}
        self.recent: QMenu | None = None
        self._file_menu()
        self._edit_menu()
        self._view_menu()
        self._help_menu()
        for name in ("undo", "redo"):
            self.actions[name].setEnabled(False)

    def _menu(self, title: str, entries: Sequence[tuple[str, str, str, Callable[[], object]] | None]) -> QMenu:
        """A menu of (name, words, shortcut, what it does)."""
        menu = self.window.menuBar().addMenu(title)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            name, words, shortcut, does = entry
            action = QAction(words, self.window)
            action.setShortcut(QKeySequence(shortcut))
            action.triggered.connect(lambda _checked=False, does=does: does())
            menu.addAction(action)
            self.actions[name] = action
        return menu

    def _file_menu(self) -> None:
        menu = self._menu(
            "&File",
            (
                ("new", "&New…", "Ctrl+N", self.new),
                ("open", "&Open…", "Ctrl+O", self.open),
                ("copy_file", "Save a &copy…", "Ctrl+Shift+S", lambda: files.save_copy(self.window)),
                LINE,
                ("import", "&Import workbooks…", "Ctrl+I", self.import_workbooks),
                ("import_folder", "Import a &folder…", "Ctrl+Shift+I", self.import_folder),
                ("fill_in", "&Fill in a plan template…", "", self.fill_in),
                ("update_forms", "Forms for &leads and owners…", "", self.update_forms),
                ("export", "&Export…", "Ctrl+E", lambda: files.export(self.window)),
                ("demo", "Load the example &data", "", self.load_demo),
                LINE,
                ("quit", "&Quit", "Ctrl+Q", self.window.close),
            ),
        )
        self.recent = QMenu("&Recent files", menu)
        self.recent.aboutToShow.connect(self._list_recent)
        menu.insertMenu(self.actions["copy_file"], self.recent)

    def _edit_menu(self) -> None:
        self._menu(
            "&Edit",
            (
                ("undo", "&Undo", "Ctrl+Z", self.undo),
                ("redo", "&Redo", "Ctrl+Y", self.redo),
                LINE,
                ("copy", "&Copy", "Ctrl+C", self.copy),
                ("copy_headings", "Copy with &headings", "Ctrl+Shift+C", lambda: self.copy(headings=True)),
                ("paste", "&Paste", "Ctrl+V", self.paste),
                LINE,
                ("filter", "&Filter the table", "Ctrl+F", self.filter_table),
                ("clear", "C&lear filters", "Ctrl+Shift+F", lambda: self._on_table("clear_filters")),
                ("find", "Fi&nd anything…", "Ctrl+K", self.find),
            ),
        )

    def _view_menu(self) -> None:
        tabs = [
            (f"tab{at}", f"&{at} {title}", f"Ctrl+{at}", lambda title=title: self.window.go_to(title))
            for at, title in enumerate(self.window.titles, 1)
        ]
        menu = self._menu("&View", (*tabs, LINE, ("columns", "&Columns…", "Ctrl+Shift+K", self.choose_columns)))
        menu.addSeparator()
        settings = self.window.settings
        self._choice(
            menu,
            "&Appearance",
            MODES,
            settings.value("theme", "system"),
            lambda to: self.window.dress(mode=to),
        )
        sizes = {size: f"{size} %" for size in TEXT_SIZES}
        now = settings.value("text_size", 100)
        self._choice(menu, "&Text size", sizes, now, lambda to: self.window.dress(text_size=to))
        screen = self.actions["full_screen"] = menu.addAction("&Full screen")
        screen.setShortcut(QKeySequence("F11"))
        screen.setCheckable(True)
        full = Qt.WindowState.WindowFullScreen
        screen.toggled.connect(lambda _on: self.window.setWindowState(self.window.windowState() ^ full))

    def _choice(
        self, menu: QMenu, title: str, choices: dict[Any, str], now: Any, does: Callable[[Any], object]
    ) -> None:
        """A submenu of which one entry holds."""
        group = QActionGroup(self.window)
        inner = menu.addMenu(title)
        for value, words in choices.items():
            action = inner.addAction(words)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.triggered.connect(lambda _checked=False, value=value: does(value))
            group.addAction(action)

    def _help_menu(self) -> None:
        self._menu(
            "&Help",
            (
                ("shortcuts", "&Keyboard shortcuts", "F1", self.shortcuts),
                ("about", "&About BLMK Primary Care", "", self.about),
            ),
        )

    # What follows the file

    def opened(self, store: OpenFile) -> None:
        """A file is open: what changes it is there only if it may be changed."""
        for name in ("import", "import_folder", "demo", "paste"):
            self.actions[name].setEnabled(not store.read_only)

    def tell(self, state: State) -> None:
        """Name what Undo and Redo would do."""
        for name, words, what in (("undo", "&Undo", state.undo), ("redo", "&Redo", state.redo)):
            action = self.actions[name]
            action.setText(f"{words} {_named(what)}".rstrip())
            action.setEnabled(bool(what) and not self.window.read_only)

    def _list_recent(self) -> None:
        if self.recent is None:
            return
        self.recent.clear()
        for path in recent_files(self.window.folder):
            words = str(path) if path.exists() else f"{path} (not there any more)"
            action = self.recent.addAction(words.replace("&", "&&"))
            action.setEnabled(path.exists())
            action.triggered.connect(lambda _checked=False, path=path: self.window.open_path(path, create=False))
        if self.recent.isEmpty():
            self.recent.addAction("None yet").setEnabled(False)

    # File

    def new(self) -> None:
        """Ask where, and make a new file there."""
        files.new(self.window)

    def open(self) -> None:
        """Ask which file, and open it."""
        files.open_(self.window)

    def import_workbooks(self) -> None:
        """Ask which workbooks, and show what importing them would do."""
        files.ask_for_workbooks(self.window)

    def import_folder(self) -> None:
        """Ask for a folder, and show what importing its workbooks would do."""
        files.ask_for_folder(self.window)

    def fill_in(self) -> None:
        """Ask for a network's plan form, and open it to be filled in here."""
        from ui.plan.filling import ask_and_fill_in

        ask_and_fill_in(self.window)

    def update_forms(self, form: str = "") -> None:
        """Ask which scheme leads, risk owners or owners of actions get their form, and write it."""
        from ui.update_forms import ask_update_forms

        ask_update_forms(self.window, form)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files from elsewhere: workbooks are imported, a data file is opened."""
        files.take(self.window, paths)

    def load_demo(self) -> None:
        """Load the example data."""
        files.load_demo(self.window)

    # Edit

    def undo(self) -> None:
        """Take the last change back."""
        self._take_back("undo")

    def redo(self) -> None:
        """Make it again."""
        self._take_back("redo")

    def _take_back(self, name: str) -> None:
        from blmk_desktop import changes

        if not self.actions[name].isEnabled():
            return
        self.actions[name].setEnabled(False)
        if name == "undo":
            self.window.read(changes.undoable, self._undo, on_error=self._not_taken_back)
        else:
            self._do_take_back(name)

    def _undo(self, last: ChangeSet | None) -> None:
        """Take back what is large, or came from elsewhere, only after asking."""
        if last is None or (last.kind != "import" and last.changes <= SMALL):
            self._do_take_back("undo")
            return
        number = f"{last.changes:,} change{'s' if last.changes > 1 else ''}"
        words = f"Take back the {_named(coded_names(last.what)).replace('&&', '&')}: {number}?"
        ask(self.window, "Undo", words, "Take back", lambda: self._do_take_back("undo"))
        self.actions["undo"].setEnabled(True)

    def _do_take_back(self, name: str) -> None:
        from blmk_desktop import changes

        store: Any = self.window.store
        self.actions[name].setEnabled(False)
        self.window.run(
            lambda: getattr(changes, name)(store),
            self._taken_back,
            title=name.capitalize(),
            on_error=self._not_taken_back,
        )

    def _taken_back(self, made: ChangeSet) -> None:
        number = f"{made.changes:,} change{'s' if made.changes > 1 else ''}"
        self.window.saved(made)
        self.window.say(f"{coded_names(made.what)}: done, {number}.")

    def _not_taken_back(self, error: Exception) -> None:
        self.window.look_again()
        self.window.show_error(error)

    def copy(self, *, headings: bool = False) -> None:
        """Copy from the field that is typed in, else from the table."""
        focus = QApplication.focusWidget()
        if not headings and hasattr(focus, "copy"):
            focus.copy()
        elif self.window.table is not None:
            self.window.table.copy(headings=headings)

    def paste(self) -> None:
        """Paste into the field that is typed in, else into the table."""
        focus = QApplication.focusWidget()
        if hasattr(focus, "paste"):
            focus.paste()
        elif self.window.table is not None:
            self.window.table.paste()

    def filter_table(self) -> None:
        """Go to the quick filter."""
        if self.window.table is not None:
            self.window.table.bar.box.setFocus()
            self.window.table.bar.box.selectAll()

    def choose_columns(self) -> None:
        """Ask which columns to show."""
        self._on_table("choose_columns")

    def _on_table(self, name: str) -> None:
        if self.window.table is None:
            self.window.say("There is no table here.")
        else:
            getattr(self.window.table, name)()

    # Find

    def find(self) -> None:
        """Open the palette over tabs, commands and records."""
        from ui.parts.palette import Palette

        palette = Palette(self.window, [*self._tabs(), *self._entries()], self._search)
        palette.open_over(self.window)

    def _tabs(self) -> list[Entry]:
        from ui.parts.palette import Entry

        return [Entry(title, "Tab", partial(self.window.go_to, title)) for title in self.window.titles]

    def _entries(self) -> list[Entry]:
        from ui.parts.palette import Entry

        actions = [action for name, action in self.actions.items() if not name.startswith("tab")]
        return [
            Entry(action.text().replace("&", "").rstrip("…"), _keys(action), action.trigger)
            for action in actions
            if action.isEnabled()
        ]

    def _search(self, words: str, then: Callable[[list[Entry]], object]) -> None:
        """Records that match, by way of the worker."""
        if self.window.store is None:
            return

        from ui.parts.palette import Entry

        def entries(hits: list[Any]) -> object:
            return then([Entry(in_words(hit.title), hit.detail, partial(self._go, hit)) for hit in hits])

        def searching(connection: Any) -> list[Any]:
            from blmk_desktop.search import find

            return find(connection, words)

        self.window.read(searching, entries, replaces="search")

    def _go(self, hit: Any) -> None:
        if hit.kind == "plan" and hit.round:
            from ui.plan.page import open_plan

            open_plan(self.window, hit.round, hit.key)
            return
        if hit.round:
            self.window.show_record(hit.kind, hit.round)
        self.window.show_record(hit.kind, hit.key)

    # Help

    def shortcuts(self) -> None:
        """Show every shortcut."""
        from ui import about

        about.shortcuts(self.window)

    def about(self) -> None:
        """Show what this program is."""
        from ui import about

        about.about(self.window)


def _named(what: str) -> str:
    """What is undone, shortened for a menu, in the middle of a sentence."""
    text = what if len(what) <= 60 else f"{what[:57].rstrip()}…"
    return (text[:1].lower() + text[1:] if text[1:2].islower() else text).replace("&", "&&")


def _keys(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"Command   {keys}" if keys else "Command"
