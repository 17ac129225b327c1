"""Views that are kept: how a table stands under a name, in the menus, and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu

from blmk_desktop.errors import UserError
from blmk_desktop.rules.wording import listed
from blmk_desktop.views import ViewState, view_state
from ui.parts.controls import choose, controls_of
from ui.parts.pages import Pages
from ui.parts.table_shown import BETWEEN, page_of, place_of, state_of, take_up
from ui.tasks import CHECKING

if TYPE_CHECKING:
    from blmk_desktop.summaries.saved_views import SavedView
    from ui.parts.table import RecordTable
    from ui.tasks import Task
    from ui.window import MainWindow

MOMENT = 15  # milliseconds between two looks whether what was asked for has come
# What shows views that are none of a tab: `module:function` of the window and the state as it was kept.
OPENERS = {"cross-table": "ui.cross_table.window:open_saved"}


def views(window: MainWindow) -> list[SavedView]:
    """The views of the open file, the pinned ones first: few rows, read at once."""
    if window.store is None:
        return []
    from blmk_desktop.summaries.saved_views import saved_views

    with window.store.reading() as connection:
        return saved_views(connection)


# In menus


def fill(window: MainWindow, menu: QMenu) -> None:
    """Put into the menu of a table the views of it and the pinned ones, and what can be done with views."""
    list_views(window, menu)
    if not menu.isEmpty():
        menu.addSeparator()
    save = menu.addAction("&Save this view…", lambda: save_shown(window))
    save.setEnabled(not window.read_only)
    menu.addAction("&All saved views…", lambda: all_views(window))


def list_views(window: MainWindow, menu: QMenu) -> None:
    """Put into a menu the views of the table that is shown, and the pinned ones of all others."""
    here = place_of(window.table) if window.table is not None else ""
    for view in [view for view in views(window) if view.pinned or view.table == here]:
        words = view.name if view.table == here else f"{view.name} – {words_of_place(view.table)}"
        action = menu.addAction(words.replace("&", "&&"), partial(open_view, window, view))
        action.setToolTip(view.note)


def words_of_place(table: str) -> str:
    """Where a view is shown, in words."""
    return table.replace(BETWEEN, ", ").replace("-", " ") if table in OPENERS else table.replace(BETWEEN, ", ")


def save_shown(window: MainWindow) -> None:
    """Ask for a name, and keep how the table of the tab that is shown stands."""
    if window.table is None or window.table.columns is None:
        window.say("There is no table here to keep a view of.")
    elif window.read_only:
        window.say("Nothing can be kept: the file can only be looked at.")
    else:
        ask_and_save(window, place_of(window.table), state_of(window.table).as_json())


def ask_and_save(window: MainWindow, table: str, state: str) -> None:
    """Ask for a name, and keep a state (JSON) as a view of a table."""
    from ui.views.dialogs import SaveView

    SaveView(window, table, state, views(window)).open()


def all_views(window: MainWindow) -> None:
    """Show every view: to open, rename, pin or delete one."""
    from ui.views.dialogs import AllViews

    if window.store is None:
        window.say("No file is open.")
    else:
        AllViews(window).open()


# Taking up


def open_named(window: MainWindow, name: str, table: str) -> None:
    """Show a view by its name and its table."""
    found = next((view for view in views(window) if (view.name, view.table) == (name, table)), None)
    if found is not None:
        open_view(window, found)


def open_view(window: MainWindow, view: SavedView) -> None:
    """Go to the table of a view, and let it stand as it was kept."""
    if view.table in OPENERS:
        module, name = OPENERS[view.table].split(":")
        getattr(import_module(module), name)(window, view.state)
        return
    title, _, page = view.table.partition(BETWEEN)
    if title not in window.titles:
        window.show_error(UserError(f"There is no table '{words_of_place(view.table)}' any more."))
        return
    steps = Steps(window)
    steps.then(lambda: _go_to(window, title, page))
    steps.then(lambda: _take_up(window, view, steps))


def _go_to(window: MainWindow, title: str, page: str) -> None:
    tab = window.go_to(title)
    if isinstance(tab, Pages) and page:
        tab.show_page(tab.key_of(page))


def _take_up(window: MainWindow, view: SavedView, steps: Steps) -> None:
    """First the controls, one after another, as each may have other rows read; then the table itself."""
    table, state = window.table, view_state(view.state)
    if table is None:
        return
    gone: list[str] = []
    for name in state.controls:  # in the order they were found in: one chosen before may bring others
        steps.then(partial(_choose, table, name, state, gone))
    steps.then(lambda: _stand(window, table, view, state, gone))


def _choose(table: RecordTable, name: str, state: ViewState, gone: list[str]) -> None:
    control = controls_of(table, page_of(table)).get(name)
    if control is not None and not choose(control, state.controls[name]):
        gone.append(f"{name}: {state.controls[name]}")


def _stand(window: MainWindow, table: RecordTable, view: SavedView, state: ViewState, gone: list[str]) -> None:
    take_up(table, state)
    table.view.setFocus()
    missing = f" Not there any more: {listed(gone)}." if gone else ""
    window.say(f"View '{view.name}'.{missing}", 12 if gone else 6)


class Steps(QObject):
    """Things to be done one after another, each when the rows that the one before asked for have come.

    Of two such sequences over the same window only the newer goes on.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        for older in window.findChildren(Steps):
            if older is not self:
                older.stop()
        self.window_ = window
        self._steps: list[Callable[[], object]] = []
        self._before: list[Task] = []
        self._timer = QTimer(self, interval=MOMENT)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def then(self, step: Callable[[], object]) -> None:
        """Do this after what was given before."""
        self._steps.append(step)

    def stop(self) -> None:
        """Do nothing more."""
        self._timer.stop()
        self.deleteLater()

    def _go_on(self) -> None:
        """The step before may have asked for rows, and what came may have asked for others."""
        under_way = self.window_.tasks.under_way
        if any(task not in self._before and task.title != CHECKING for task in under_way):
            return
        if not self._steps:
            self.stop()
            return
        self._before = list(under_way)
        self._steps.pop(0)()
