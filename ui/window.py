"""The main window: tabs that are built when first shown, one open data file, what changed, and what needs saying."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QIcon, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QVBoxLayout, QWidget

from blmk_desktop.errors import UserError
from ui import theme
from ui.commands import Commands
from ui.frame import Frame
from ui.parts.deck import Tabs
from ui.settings import Settings
from ui.tabs import PLACES, TABS
from ui.tasks import CHECKING, Task, Tasks

if TYPE_CHECKING:
    from blmk_desktop.changes import ChangeSet
    from blmk_desktop.rules.finding import Finding
    from ui.parts.table import RecordTable


class OpenFile(Protocol):
    """An open data file, as `main` hands it to the window: a store that can also be copied and closed."""

    held_by: str
    why_read_only: str
    brought_from: int
    doubtful: str
    home: Path
    who: str

    @property
    def path(self) -> Path: ...
    @property
    def read_only(self) -> bool: ...
    @property
    def schema_version(self) -> int: ...
    def reading(self) -> Any: ...
    def asking(self) -> Any: ...
    def writing(self) -> Any: ...
    def save_copy(self, target: Path) -> None: ...
    def close(self) -> None: ...


Opener = Callable[..., OpenFile]


class MainWindow(QMainWindow):
    """The window. It shows tabs, runs their slow work, and tells them what changed."""

    changed = Signal(object)  # frozenset of kinds of record, or None for any
    painted = Signal()  # once, when the window is first seen
    file_opened = Signal()

    def __init__(
        self, settings: Settings, opener: Opener, folder: Path, tabs: Sequence[tuple[str, str]] = TABS
    ) -> None:
        super().__init__()
        self.settings, self.opener, self.folder = settings, opener, folder
        self.store: OpenFile | None = None
        self.tasks = Tasks(self, self.show_error)
        self._findings: list[Finding] | None = None
        self._awaiting: list[Callable[[list[Finding]], object]] = []
        self._checking: Task | None = None
        self._edition = 0  # counts changes: a check holds for the figures that it saw
        self._sources = dict(tabs)
        self._stale: set[QWidget] = set()
        self._painted = False
        self.tabs = Tabs()
        self.frame = Frame(self)
        self.commands: Commands = Commands(self)
        self._add_tabs()
        self.setAcceptDrops(True)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.setWindowTitle("BLMK Primary Care")
        self._restore()

    # Tabs

    def _add_tabs(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Tabs")
        for title in self._sources:
            page = QWidget()
            page.setAccessibleName(title)
            column = QVBoxLayout(page)
            column.setContentsMargins(10, 0, 10, 6)
            self.tabs.addTab(page, title)
        self.tabs.currentChanged.connect(self._show_tab)

    @property
    def titles(self) -> list[str]:
        """The tabs' titles, in order."""
        return list(self._sources)

    def built(self, title: str) -> Any:
        """The tab of that title if it was shown already, else None."""
        layout = self.tabs.widget(self.titles.index(title)).layout()
        item = layout.itemAt(0) if layout else None
        return item.widget() if item else None

    @property
    def current(self) -> Any:
        """The tab that is shown, or None before a file is open."""
        return self.built(self.titles[self.tabs.currentIndex()]) if self.titles else None

    @property
    def table(self) -> RecordTable | None:
        """The table that copy, paste, filter and export act on."""
        return getattr(self.current, "table", None)

    def _show_tab(self, at: int) -> None:
        """Build the tab if this is the first time, or bring it up to date if something changed while it was hidden."""
        if self.store is None or at < 0:
            return
        title = self.titles[at]
        tab = self.built(title)
        if tab is None:
            module, name = self._sources[title].split(":")
            tab = getattr(import_module(module), name)(self)
            page = self.tabs.widget(at).layout()
            if page is not None:
                page.addWidget(tab)
            tab.refresh(None)
        elif tab in self._stale:
            tab.refresh(None)
        self._stale.discard(tab)

    def go_to(self, title: str) -> Any:
        """Show a tab by its title, and give it back."""
        at = self.titles.index(title)
        if self.tabs.currentIndex() == at:
            self._show_tab(at)
        self.tabs.setCurrentIndex(at)
        self._enter()
        return self.built(title)

    def _enter(self) -> None:
        """Let the keys go on in the tab that is shown: in its table where it has one."""
        if self.current is not None:
            (self.table.view if self.table is not None else self.current).setFocus()

    def show_record(self, kind: str, key: str) -> None:
        """Go to where a record is shown, and show it; one of a kind without a place of its own by its identity."""
        title = PLACES.get(kind, "Reference data")
        if title in self._sources and (tab := self.go_to(title)) is not None:
            tab.show_record(kind, key)

    def _clear_tabs(self) -> None:
        for at, title in enumerate(self.titles):
            if (tab := self.built(title)) is not None:
                # It stays Qt's own until Qt deletes it: given to Python, a worker thread might be who collects it.
                self.tabs.widget(at).layout().removeWidget(tab)
                tab.hide()
                tab.deleteLater()
        self._stale.clear()

    # The data file

    def open_after_paint(self, path: Path | None) -> None:
        """Open a file (the last one if none is named) as soon as the window has been seen."""
        self.painted.connect(lambda: self.open_path(path, create=path is None))
        self.painted.connect(lambda: QGuiApplication.setWindowIcon(QIcon(str(theme.ICONS / "blmk.svg"))))

    def open_path(self, path: Path | None, *, create: bool = True) -> None:
        """Open a file instead of the present one, in a worker; of several asked for at once, the last."""
        if self.store is not None and path is not None and not self.read_only and self.store.path == path.resolve():
            self.say(f"{path.name} is open already.")
            return
        self.frame.waiting(path)
        self.run(
            lambda: self.opener(path, create=create),
            self._opened,
            title=f"Opening {path.name if path else 'the data file'}",
            on_error=self._not_opened,
            replaces="file",
        )

    def _opened(self, store: OpenFile) -> None:
        if self.store is not None:
            self.close_file()
        self.store = store
        self._findings = None
        self._edition += 1
        self.setWindowTitle(f"{store.path.stem}[*]")
        self.frame.opened(store)
        self.commands.opened(store)
        self._show_tab(self.tabs.currentIndex())
        self._enter()
        self.file_opened.emit()
        self.look_again()

    def _not_opened(self, error: Exception) -> None:
        self.frame.not_opened(self.store is not None)
        self.show_error(error)

    def close_file(self) -> None:
        """Let go of the file: what is under way is dropped, the tabs go."""
        self.tasks.stop()
        self._awaiting.clear()
        self._clear_tabs()
        if self.store is not None:
            self.store.close()
        self.store = None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.store is None or self.store.read_only

    # Work

    def run(
        self,
        function: Callable[..., Any],
        then: Callable[[Any], object] | None = None,
        **how: Any,
    ) -> Task:
        """Run a function in a worker; see `ui.tasks.Tasks.run`."""
        return self.tasks.run(function, then, **how)

    def read(self, function: Callable[..., Any], then: Callable[[Any], object], **how: Any) -> Task:
        """Run a function of a connection in a worker."""
        return self._with("reading", function, then, **how)

    def ask(self, function: Callable[..., Any], then: Callable[[Any], object], **how: Any) -> Task:
        """The same with a bare connection, for plain SQL: what has nothing to load is on screen first."""
        return self._with("asking", function, then, **how)

    def _with(self, connected: str, function: Callable[..., Any], then: Callable[[Any], object], **how: Any) -> Task:
        store = self.store

        def reading() -> Any:
            if store is None:
                raise UserError("No file is open.")
            with getattr(store, connected)() as connection:
                return function(connection)

        return self.run(reading, then, **how)

    def change(
        self,
        function: Callable[..., Any],
        *args: Any,
        kinds: Iterable[str] | None = None,
        raises: bool = False,
    ) -> Any:
        """Make a short change now: `function(store, *args)`. A refusal is shown, or raised if `raises`."""
        try:
            change_set = function(self.store, *args)
        except UserError as error:
            if raises:
                raise
            self.show_error(error)
            return None
        self.saved(change_set, kinds)
        return change_set

    def saved(self, change_set: ChangeSet | None, kinds: Iterable[str] | None = None) -> None:
        """Say that something was changed and kept; the tabs that show it bring themselves up to date."""
        if change_set is None:
            return
        self.frame.saved()
        self._findings = None
        self._edition += 1
        which = None if kinds is None else frozenset(kinds)
        shown = self.current
        self._stale |= {tab for title in self.titles if (tab := self.built(title)) not in {None, shown}}
        if shown is not None:
            shown.refresh(which)
        self.changed.emit(which)
        self.look_again()

    def look_again(self) -> None:
        """Ask the file what can be undone and how much it holds, for menu and status bar."""
        self.tasks.when_idle(self._look)

    def _look(self) -> None:
        from ui.reading import state

        self.read(state, self._looked, replaces="state")

    def _looked(self, state: Any) -> None:
        self.commands.tell(state)
        self.frame.tell(state)

    def findings(self, then: Callable[[list[Finding]], object]) -> None:
        """Give the findings to `then`: computed once after each change, whoever asks."""
        if self._findings is not None:
            then(self._findings)
            return
        self._awaiting.append(then)
        self.tasks.when_idle(self._check)

    def _check(self) -> None:
        """Check, unless nobody waits for it any more or exactly this is being checked already."""
        from ui.reading import findings

        if not self._awaiting or (self._checking is not None and not self._checking.finished):
            return
        edition = self._edition

        def checked(found: list[Finding]) -> None:
            if edition == self._edition:
                self._findings = found
                awaiting, self._awaiting = self._awaiting, []
                for then in awaiting:
                    then(found)
            else:
                self.tasks.when_idle(self._check)

        def failed(error: Exception) -> None:
            self._awaiting.clear()
            self.show_error(error)

        self._checking = self.read(findings, checked, on_error=failed, title=CHECKING)

    # Saying things

    def say(self, sentence: str, seconds: float = 6) -> None:
        """Say something in passing, in the status bar."""
        self.statusBar().showMessage(sentence, int(seconds * 1000))

    def show_error(self, error: BaseException, over: QWidget | None = None) -> None:
        """Show what a user can act on, over this window or another; anything else is a bug: to the crash report."""
        if not isinstance(error, UserError | ValueError):
            raise error
        box = QMessageBox(QMessageBox.Icon.Warning, "BLMK Primary Care", str(error.args[0]), parent=over or self)
        if isinstance(error, UserError) and error.where:
            box.setInformativeText(str(error.where))
        box.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    # Looks

    def dress(self, *, mode: str | None = None, text_size: int | None = None) -> None:
        """Change between light and dark, or the size of text, and remember it."""
        if mode is not None:
            self.settings.set_value("theme", mode)
        if text_size is not None:
            self.settings.set_value("text_size", text_size)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.settings.value("theme", "system"), self.settings.value("text_size", 100))

    def _follow_system(self) -> None:
        if self.settings.value("theme", "system") == "system":
            self.dress()

    def _restore(self) -> None:
        if not self.restoreGeometry(self.settings.bytes("window")):
            room = QGuiApplication.primaryScreen().availableGeometry().size()
            self.resize(min(1360, room.width()), min(860, room.height()))
            if room.width() < 1400 or room.height() < 900:  # else the frame would push the status bar off the screen
                self.setWindowState(QtCore.Qt.WindowState.WindowMaximized)
        last = self.settings.value("tab", "")
        if last in self._sources:
            self.tabs.setCurrentIndex(self.titles.index(last))

    # What Qt tells it

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that the window has been seen; only then are slow libraries loaded."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._seen)

    def _seen(self) -> None:
        """Begin to open the file, and fill the menus meanwhile."""
        self.painted.emit()
        if theme.is_dark("system") != theme.tokens().dark:  # seldom: the first paint went by the system's own colours
            self._follow_system()
        self.commands.actions  # noqa: B018 - they are filled when they are first asked for

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders that are dragged in."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import workbooks that are dropped; open a data file that is."""
        self.commands.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window stands; stop what is under way; close the file."""
        self.settings.set_bytes("window", self.saveGeometry())
        if self.titles:
            self.settings.set_value("tab", self.titles[self.tabs.currentIndex()])
        self.close_file()
        self.settings.save()
        super().closeEvent(event)
