"""Finding anything (Ctrl+K): tabs, commands, records, findings, changes, views and the guide's pages in one box."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QKeySequence

from blmk_desktop.rules.wording import in_words
from ui.parts.palette import Entry, Palette

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.search import Hit, Index
    from ui.window import MainWindow

MOST, MOST_PAGES = 30, 5  # records; pages of the guide
Then = Callable[[list[Entry]], object]


class Finder:
    """What can be found in the open file: read when the box is first opened, and from then on it follows the file."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._index: Index | None = None
        self._findings: list[Finding] | None = None
        window.file_opened.connect(self._forget)
        window.changed.connect(self._doubt)

    def open(self) -> Palette:
        """Open the box; meanwhile make ready what will be looked through."""
        made = Palette(self.window, [*self._tabs(), *self._commands()], self.search)
        made.open_over(self.window)
        if self.window.store is not None:
            self.window.read(self.index.follow, lambda _: None, replaces="search")
            self.window.findings(self._know)
        return made

    def _forget(self) -> None:
        self._index = self._findings = None

    def _doubt(self, _kinds: object) -> None:
        """After a change other things may disagree: until that is known, what was known is still found."""
        if self._index is not None:
            self.window.findings(self._know)

    def _know(self, findings: list[Finding]) -> None:
        self._findings = findings

    @property
    def index(self) -> Index:
        """What can be found, empty at first."""
        from blmk_desktop.search import Index

        if self._index is None:
            self._index = Index()
        return self._index

    def search(self, words: str, then: Then) -> None:
        """What matches, by way of the worker."""
        if self.window.store is None:
            return
        index, findings = self.index, self._findings

        def searching(connection: Any) -> tuple[list[Hit], list[tuple[str, str]]]:
            return index.find(connection, words, MOST, findings), _pages(words)

        def entries(found: tuple[list[Hit], list[tuple[str, str]]]) -> object:
            hits, pages = found
            records = [Entry(in_words(hit.title), hit.detail, partial(self._go, hit)) for hit in hits]
            read = [Entry(title, "Guide", partial(self._read, name), after=True) for name, title in pages]
            return then([*records, *read])

        self.window.read(searching, entries, replaces="search")

    def _go(self, hit: Hit) -> None:
        if hit.kind == "plan" and hit.round:
            from ui.plan.page import open_plan

            open_plan(self.window, hit.round, hit.key)
        elif hit.kind == "saved_view":
            from ui.views.saved import open_named

            name, _, table = hit.key.rpartition("|")
            open_named(self.window, name, table)
        else:
            if hit.round:
                self.window.show_record(hit.kind, hit.round)
            self.window.show_record(hit.kind, hit.key)

    def _read(self, page: str) -> None:
        from ui.guide.window import open_guide

        open_guide(self.window, page)

    def _tabs(self) -> list[Entry]:
        return [Entry(title, "Tab", partial(self.window.go_to, title)) for title in self.window.titles]

    def _commands(self) -> list[Entry]:
        actions = [action for name, action in self.window.commands.actions.items() if not name.startswith("tab")]
        return [
            Entry(action.text().replace("&", "").rstrip("…"), _keys(action), action.trigger)
            for action in actions
            if action.isEnabled()
        ]


def _keys(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"Command · {keys}" if keys else "Command"


def _pages(words: str) -> list[tuple[str, str]]:
    """The pages of the guide that hold the words, once those are long enough to mean something."""
    from blmk_desktop import guide

    if len(words) < 3:
        return []
    try:
        return [(found.page.name, found.page.title) for found in guide.find(words)[:MOST_PAGES]]
    except OSError:  # the guide did not come along
        return []
