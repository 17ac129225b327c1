"""A tab of several pages: a switch on top, each page built when it is first shown."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.deck import Deck
from ui.parts.switch import Switch

if TYPE_CHECKING:
    from ui.parts.table import RecordTable
    from ui.window import MainWindow


class Pages(QWidget):
    """A switch on top, and the page that it shows below.

    `pages`: key -> words on the switch, and the page ("module:Class"), a class like that of a tab; the first is shown
    at first. `places`: which page shows records of a kind, if not the first.
    """

    def __init__(
        self, window: MainWindow, pages: Mapping[str, tuple[str, str]], places: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.window_, self._sources, self._places = window, pages, places or {}
        self._pages: dict[str, Any] = {}
        self._stale: set[str] = set()
        self.switch = Switch("Page", {key: words for key, (words, _) in pages.items()}, self.pages[0])
        self.switch.chosen.connect(self._show_page)
        self.stack = Deck()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.switch)
        column.addWidget(self.stack, 1)
        self._build(self.pages[0])

    @property
    def pages(self) -> tuple[str, ...]:
        """The keys of the pages, in order."""
        return tuple(self._sources)

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self._pages[self.switch.now]

    @property
    def table(self) -> RecordTable | None:
        """The table of the page that is shown."""
        return getattr(self.page, "table", None)

    @property
    def kind(self) -> str:
        """The kind of record of the page that is shown."""
        return str(getattr(self.page, "kind", ""))

    def words_of(self, part: QWidget) -> str:
        """The words on the switch of the page that something stands on; '' if it stands on none."""
        key = next((key for key, page in self._pages.items() if page is part or page.isAncestorOf(part)), "")
        return self._sources[key][0] if key else ""

    def key_of(self, words: str) -> str:
        """The key of the page with these words on the switch; the first page's where there is none."""
        return next((key for key, (said, _) in self._sources.items() if said == words), self.pages[0])

    def show_page(self, key: str) -> Any:
        """Show a page by its key, and give it back."""
        self.switch.choose(key)
        return self.page

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read the page again that is shown; the others when they are shown again."""
        self._stale = set(self._pages) - {self.switch.now}
        self.page.refresh(kinds)

    def show_record(self, kind: str, key: str) -> None:
        """Show the page of that kind, and the record in it."""
        self.show_page(self._places.get(kind, self.pages[0])).show_record(kind, key)

    def _show_page(self, key: str) -> None:
        if key not in self._pages:
            self._build(key).refresh(None)
        elif key in self._stale:
            self._pages[key].refresh(None)
        self._stale.discard(key)
        within = self.stack.isAncestorOf(self.window().focusWidget())
        self.stack.setCurrentWidget(self._pages[key])
        if within and self.table is not None:  # Qt would go on to the first field that takes keys
            self.table.view.setFocus()

    def _build(self, key: str) -> Any:
        module, name = self._sources[key][1].split(":")
        page = getattr(import_module(module), name)(self.window_)
        self._pages[key] = page
        self.stack.addWidget(page)
        return page
