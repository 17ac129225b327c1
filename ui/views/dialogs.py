"""The dialogs of saved views: the name of a new one, and the list of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from ui.parts.asking import Asking, ask
from ui.parts.labels import button, muted
from ui.views.saved import open_view, views, words_of_place

if TYPE_CHECKING:
    from blmk_desktop.changes import ChangeSet
    from blmk_desktop.summaries.saved_views import SavedView
    from ui.window import MainWindow

KINDS = {"saved_view"}
WORDS = "Save this view"
DETAIL = "The filters, the order of rows, the columns and what is chosen above the table of {}."
REPLACES = "There is a view of that name; it will stand for this from now on."
NONE_YET = "No views yet. Filter and sort a table as you need it, then choose 'Save this view…' in its menu (⋯)."


class SaveView(Asking):
    """Asks for the name of a view of a table."""

    def __init__(self, window: MainWindow, table: str, state: str, known: Sequence[SavedView]) -> None:
        super().__init__(window, WORDS, DETAIL.format(words_of_place(table)), "Save view")
        self.window_, self.table, self.state = window, table, state
        self._known = {view.name.casefold(): view for view in known if view.table == table}
        self.name, self.note = QLineEdit(), QLineEdit()
        self.pinned = QCheckBox("Offer it on every tab")
        self.note.setPlaceholderText("What it is for")
        self.add("&Name", self.name)
        self.add("N&ote", self.note)
        self.add("&Pinned", self.pinned)
        self.name.textChanged.connect(self._tell)

    def _tell(self, typed: str) -> None:
        """Say before it is done that a view of that name would be replaced."""
        known = self._known.get(typed.strip().casefold())
        self.problem.setText(REPLACES if known else "")
        self.problem.setHidden(known is None)
        self.grow()

    def do(self) -> bool:
        """Keep it."""
        from blmk_desktop.acts.saved_views import save_view

        known = self._known.get(self.name.text().strip().casefold())
        self.window_.change(
            lambda store: save_view(
                store,
                known.name if known else self.name.text(),
                self.table,
                self.state,
                pinned=self.pinned.isChecked(),
                note=self.note.text(),
            ),
            kinds=KINDS,
            raises=True,
        )
        self.window_.say(f"View '{self.name.text().strip()}' is saved.")
        return True


class RenameView(Asking):
    """Asks for another name of a view."""

    def __init__(self, window: MainWindow, view: SavedView, then: Callable[[], object]) -> None:
        super().__init__(window, f"Rename '{view.name}'", words_of_place(view.table), "Rename")
        self.window_, self.view, self._then = window, view, then
        self.name = QLineEdit(view.name)
        self.name.selectAll()
        self.add("&Name", self.name)

    def do(self) -> bool:
        """Rename it."""
        from blmk_desktop.acts.saved_views import rename_view

        new = self.name.text()
        self.window_.change(
            lambda store: rename_view(store, self.view.name, self.view.table, new), kinds=KINDS, raises=True
        )
        self._then()
        return True


class AllViews(QDialog):
    """Every view by table: Enter opens it; buttons rename, pin and delete."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Saved views")
        self.list = QListWidget()
        self.list.setAccessibleName("Saved views")
        self.list.setWordWrap(True)
        self.list.itemActivated.connect(lambda _item: self.open_current())
        self.list.currentRowChanged.connect(lambda _row: self._tell())
        self.nothing = muted(NONE_YET)
        self.open_button = button("&Open", self.open_current, primary=True)
        self.rename_button = button("&Rename…", self.rename)
        self.pin_button = button("&Pin", self.pin)
        self.delete_button = button("&Delete…", self.delete)
        side = QVBoxLayout()
        for made in (self.open_button, self.rename_button, self.pin_button, self.delete_button):
            side.addWidget(made)
        side.addStretch(1)
        side.addWidget(button("Close", self.reject))
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addLayout(side)
        column = QVBoxLayout(self)
        column.addWidget(self.nothing)
        column.addLayout(row, 1)
        self.resize(620, 420)
        self.known: list[SavedView] = []
        window.changed.connect(self._follow)
        self.show_views()
        self.list.setFocus()

    @property
    def current(self) -> SavedView | None:
        """The view that is chosen."""
        row = self.list.currentRow()
        return self.known[row] if 0 <= row < len(self.known) else None

    def _follow(self, _kinds: object) -> None:
        self.show_views()

    def show_views(self) -> None:
        """Read them again; the one that was chosen stays so where it is still there."""
        at = max(0, self.list.currentRow())
        self.known = views(self.window_)
        self.list.clear()
        for view in self.known:
            pinned = "   (pinned)" if view.pinned else ""
            QListWidgetItem(
                "\n".join(filter(None, (view.name + pinned, words_of_place(view.table), view.note))), self.list
            )
        self.list.setCurrentRow(min(at, len(self.known) - 1))
        self.nothing.setHidden(bool(self.known))
        self._tell()

    def _tell(self) -> None:
        view, changes = self.current, not self.window_.read_only
        self.open_button.setEnabled(view is not None)
        for made in (self.rename_button, self.pin_button, self.delete_button):
            made.setEnabled(view is not None and changes)
        self.pin_button.setText("Un&pin" if view is not None and view.pinned else "&Pin")

    def open_current(self) -> None:
        """Go to the view."""
        if (view := self.current) is not None:
            self.accept()
            open_view(self.window_, view)

    def rename(self) -> None:
        """Ask for another name."""
        if (view := self.current) is not None:
            RenameView(self.window_, view, self.show_views).open()

    def pin(self) -> None:
        """Offer it on every tab, or no longer."""
        from blmk_desktop.acts.saved_views import pin_view

        if (view := self.current) is not None:
            self._change(lambda store: pin_view(store, view.name, view.table, pinned=not view.pinned))

    def delete(self) -> None:
        """Ask, and delete it."""
        if (view := self.current) is not None:
            words = f"Delete the view '{view.name}'? The table stays as it is, and Undo brings the view back."
            ask(self, "Delete a view", words, "Delete", lambda: self._change(partial(_delete, view)))

    def _change(self, act: Callable[..., ChangeSet | None]) -> None:
        self.window_.change(act, kinds=KINDS)
        self.show_views()


def _delete(view: SavedView, store: Any) -> ChangeSet | None:
    from blmk_desktop.acts.saved_views import delete_view

    return delete_view(store, view.name, view.table)
