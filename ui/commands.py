"""What the commands of the menus do with the window, its file and its tables; `ui.menus` lists them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from blmk_desktop.changes import ChangeSet
    from ui.finding import Finder
    from ui.reading import State
    from ui.window import MainWindow, OpenFile

MENUS = ("&File", "&Edit", "&View", "&Papers", "&Help")
SMALL = 20  # changes that Undo takes back without asking


class Commands:
    """The commands of a window, in its menus and its palette."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._menus = [window.menuBar().addMenu(title) for title in MENUS]

    @cached_property
    def actions(self) -> dict[str, QAction]:
        """Each command by its name. The menus are filled once this is asked for: as soon as the window was seen."""
        from ui import menus
        from ui.guide.places import HelpKeys

        actions = menus.fill(self.window, self._menus)
        for name in ("undo", "redo"):
            actions[name].setEnabled(False)
        HelpKeys(self.window)
        return actions

    # What follows the file

    def opened(self, store: OpenFile) -> None:
        """A file is open: what changes it is there only if it may be changed."""
        from ui import menus

        for _title, entry in menus.all_entries(self.window.titles):
            if isinstance(entry, menus.Entry) and entry.changes:
                self.actions[entry.name].setEnabled(not store.read_only)

    def tell(self, state: State) -> None:
        """Name what Undo and Redo would do."""
        for name, words, what in (("undo", "&Undo", state.undo), ("redo", "&Redo", state.redo)):
            action = self.actions[name]
            action.setText(f"{words} {_named(what)}".rstrip())
            action.setEnabled(bool(what) and not self.window.read_only)

    # File

    def new(self) -> None:
        """Ask where, and make a new file there."""
        from ui import files

        files.new(self.window)

    def open(self) -> None:
        """Ask which file, and open it."""
        from ui import files

        files.open_(self.window)

    def import_workbooks(self) -> None:
        """Ask which workbooks, and show what importing them would do."""
        from ui import files

        files.ask_for_workbooks(self.window)

    def import_folder(self) -> None:
        """Ask for a folder, and show what importing its workbooks would do."""
        from ui import files

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
        from ui import files

        files.take(self.window, paths)

    def load_demo(self) -> None:
        """Load the example data."""
        from ui import files

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
        from blmk_desktop.rules.wording import coded_names
        from ui.parts.asking import ask

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
        from blmk_desktop.rules.wording import coded_names

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
        self.on_table("choose_columns")

    def on_table(self, name: str) -> None:
        """Do something with the table that is shown, if there is one."""
        if self.window.table is None:
            self.window.say("There is no table here.")
        else:
            getattr(self.window.table, name)()

    # Find

    def find(self) -> None:
        """Open the box that finds anything."""
        self.finder.open()

    @cached_property
    def finder(self) -> Finder:
        """What finds anything; nothing of it is loaded before it is asked for."""
        from ui.finding import Finder

        return Finder(self.window)


def _named(what: str) -> str:
    """What is undone, shortened for a menu, in the middle of a sentence."""
    from blmk_desktop.rules.wording import lowered

    text = what if len(what) <= 60 else f"{what[:57].rstrip()}…"
    return lowered(text).replace("&", "&&")
