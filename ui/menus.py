"""The menus: every command once, with its words, its shortcut and what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from blmk_desktop.papers.catalogue import PAPERS
from blmk_desktop.recent import recent_files
from ui import files
from ui.commands import MENUS
from ui.theme import MODES, TEXT_SIZES

if TYPE_CHECKING:
    from ui.window import MainWindow

LINE = None  # a line between commands


def later(where: str, *args: Any) -> Callable[[MainWindow], object]:
    """What `module:function` does with the window; its module is imported only when it is first asked for."""
    module, name = where.split(":")
    return lambda window: getattr(import_module(module), name)(window, *args)


@dataclass(frozen=True)
class Entry:
    """A command: its name, what the menu says, its shortcut, and what it does with the window."""

    name: str
    words: str
    shortcut: str
    does: Callable[[MainWindow], object]
    changes: bool = False  # whether it needs a file that may be changed
    checkable: bool = False


@dataclass(frozen=True)
class Inner:
    """A menu within a menu; what it holds is put in when the menus are made, or anew each time that it is shown."""

    name: str
    words: str
    fill: Callable[[MainWindow, QMenu], object]
    anew: bool = False


Entries = tuple[Entry | Inner | None, ...]


# What menus within menus hold


def _recent(window: MainWindow, menu: QMenu) -> None:
    for path in recent_files(window.folder):
        words = str(path) if path.exists() else f"{path} (not there any more)"
        action = menu.addAction(words.replace("&", "&&"))
        action.setEnabled(path.exists())
        action.triggered.connect(lambda _checked=False, path=path: window.open_path(path, create=False))
    if menu.isEmpty():
        menu.addAction("None yet").setEnabled(False)


def _saved_views(window: MainWindow, menu: QMenu) -> None:
    from ui.views.saved import list_views

    list_views(window, menu)
    if menu.isEmpty():
        menu.addAction("None yet").setEnabled(False)


def _choice(window: MainWindow, menu: QMenu, choices: dict[Any, str], setting: str, now: Any) -> None:
    """Entries of which one holds: what the window looks like."""
    group = QActionGroup(menu)
    for value, words in choices.items():
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(value == now)
        action.triggered.connect(lambda _checked=False, value=value: window.dress(**{setting: value}))
        group.addAction(action)


def _appearance(window: MainWindow, menu: QMenu) -> None:
    _choice(window, menu, MODES, "mode", window.settings.value("theme", "system"))


def _text_sizes(window: MainWindow, menu: QMenu) -> None:
    sizes = {size: f"{size} %" for size in TEXT_SIZES}
    _choice(window, menu, sizes, "text_size", window.settings.value("text_size", 100))


def _full_screen(window: MainWindow) -> None:
    window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)


# The menus

FILE: Entries = (
    Entry("new", "&New…", "Ctrl+N", files.new),
    Entry("open", "&Open…", "Ctrl+O", files.open_),
    Inner("recent", "&Recent files", _recent, anew=True),
    Entry("copy_file", "Save a &copy…", "Ctrl+Shift+S", files.save_copy),
    LINE,
    Entry("import", "&Import workbooks…", "Ctrl+I", files.ask_for_workbooks, changes=True),
    Entry("import_folder", "Import a &folder…", "Ctrl+Shift+I", files.ask_for_folder, changes=True),
    Entry("fill_in", "&Fill in a plan template…", "", later("ui.plan.filling:ask_and_fill_in")),
    Entry("update_forms", "Forms for &leads and owners…", "", later("ui.update_forms:ask_update_forms")),
    LINE,
    Entry("export_view", "Export this &view…", "Ctrl+E", later("ui.views.exporting:export_shown")),
    Entry("export", "&Export all records…", "Ctrl+Shift+E", files.export),
    Entry("print", "&Print…", "Ctrl+P", later("ui.printing.preview:print_shown")),
    Entry("print_preview", "Print previe&w…", "Ctrl+Shift+P", later("ui.printing.preview:preview_shown")),
    LINE,
    Entry("demo", "Load the example &data", "", files.load_demo, changes=True),
    LINE,
    Entry("quit", "&Quit", "Ctrl+Q", lambda window: window.close()),
)

EDIT: Entries = (
    Entry("undo", "&Undo", "Ctrl+Z", lambda window: window.commands.undo()),
    Entry("redo", "&Redo", "Ctrl+Y", lambda window: window.commands.redo()),
    LINE,
    Entry("copy", "&Copy", "Ctrl+C", lambda window: window.commands.copy()),
    Entry("copy_headings", "Copy with &headings", "Ctrl+Shift+C", lambda window: window.commands.copy(headings=True)),
    Entry("paste", "&Paste", "Ctrl+V", lambda window: window.commands.paste(), changes=True),
    LINE,
    Entry("filter", "&Filter the table", "Ctrl+F", lambda window: window.commands.filter_table()),
    Entry("clear", "C&lear filters", "Ctrl+Shift+F", lambda window: window.commands.on_table("clear_filters")),
    Entry("find", "Fi&nd anything…", "Ctrl+K", lambda window: window.commands.find()),
    LINE,
    Entry("settings", "&Settings…", "Ctrl+,", later("ui.setting_up.dialog:open_settings")),
)

# The tabs stand above these.
VIEW: Entries = (
    Entry("cross_table", "Cross-ta&ble…", "Ctrl+Shift+T", later("ui.cross_table.window:open_cross_table")),
    Entry("columns", "&Columns…", "Ctrl+Shift+K", lambda window: window.commands.choose_columns()),
    Inner("saved_views", "&Saved views", _saved_views, anew=True),
    Entry("save_view", "Sa&ve this view…", "Ctrl+Shift+V", later("ui.views.saved:save_shown")),
    Entry("all_views", "A&ll saved views…", "", later("ui.views.saved:all_views")),
    LINE,
    Inner("appearance", "&Appearance", _appearance),
    Inner("text_size", "&Text size", _text_sizes),
    Entry("full_screen", "&Full screen", "F11", _full_screen, checkable=True),
)

_OPEN_PAPERS = "ui.papers.dialog:open_papers"
PAPERS_MENU: Entries = (
    Entry("pack", "&Whole pack…", "Ctrl+Alt+P", later(_OPEN_PAPERS)),
    LINE,
    *(Entry(f"paper_{name}", f"{kind.title}…", "", later(_OPEN_PAPERS, name)) for name, kind in PAPERS.items()),
    LINE,
    Entry("cover_sheets", "&Cover sheets", "", later("ui.papers.dialog:show_records", "cover_sheet")),
    Entry("pack_papers", "&Pack papers", "", later("ui.papers.dialog:show_records", "pack_paper")),
)

HELP: Entries = (
    Entry("guide", "&Guide", "F1", later("ui.guide.places:help_here")),
    Entry("contents", "&Contents of the guide", "", later("ui.guide.window:open_guide")),
    LINE,
    Entry("welcome", "&Welcome", "", later("ui.setting_up.first_run:welcome")),
    Entry("shortcuts", "&Keyboard shortcuts", "Ctrl+/", later("ui.about:shortcuts")),
    Entry("about", "&About BLMK Primary Care", "", later("ui.about:about")),
)


def _go_to(title: str, window: MainWindow) -> None:
    window.go_to(title)


def menus(titles: list[str]) -> dict[str, Entries]:
    """Every menu by its title, in order; the titles are those of the tabs."""
    tabs = tuple(
        Entry(f"tab{at}", f"&{at} {title}", f"Ctrl+{at}", partial(_go_to, title)) for at, title in enumerate(titles, 1)
    )
    return dict(zip(MENUS, (FILE, EDIT, (*tabs, LINE, *VIEW), PAPERS_MENU, HELP), strict=True))


def all_entries(titles: list[str]) -> Iterator[tuple[str, Entry | Inner]]:
    """Every command, and every menu within a menu, with the title of the menu that it stands in."""
    return ((title, entry) for title, entries in menus(titles).items() for entry in entries if entry is not None)


def fill(window: MainWindow, bar: Sequence[QMenu]) -> dict[str, QAction]:
    """Put the commands into the menus of the window, which stand in their order; each one's action by its name."""
    actions: dict[str, QAction] = {}
    for menu, entries in zip(bar, menus(window.titles).values(), strict=True):
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, Inner):
                _add_inner(window, menu, entry)
            else:
                actions[entry.name] = _action(window, entry)
                menu.addAction(actions[entry.name])
    return actions


def _add_inner(window: MainWindow, menu: QMenu, entry: Inner) -> None:
    inner = menu.addMenu(entry.words)
    if entry.anew:
        inner.aboutToShow.connect(partial(_fill_anew, window, inner, entry))
    else:
        entry.fill(window, inner)


def _fill_anew(window: MainWindow, inner: QMenu, entry: Inner) -> None:
    inner.clear()
    entry.fill(window, inner)


def _action(window: MainWindow, entry: Entry) -> QAction:
    action = QAction(entry.words, window)
    action.setShortcut(QKeySequence(entry.shortcut))
    action.setCheckable(entry.checkable)
    action.triggered.connect(lambda _checked=False: entry.does(window))
    return action
