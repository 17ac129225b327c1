"""The first tab: what needs somebody today, where the area stands, what is loaded, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.parts.empty import EmptyState, begin
from ui.parts.labels import muted, title
from ui.parts.record_lines import ACKNOWLEDGED
from ui.tabs import overview_cards as cards
from ui.tabs.overview_round import RoundToday, round_card, round_today

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow


class Overview(QWidget):
    """A sentence, and cards that are lists of work; on an empty file the three ways to begin."""

    table = None  # nothing to filter, copy or export here

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""
        self._found: cards.Today | None = None
        self._under_way: RoundToday | None = None
        self._findings: list[Finding] | None = None
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Overview")
        self.setFocusProxy(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.area)

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        if kinds != ACKNOWLEDGED:
            self.window_.read(cards.today, self._keep, replaces=self)
        self.window_.findings(self._check)

    def show_record(self, kind: str, key: str) -> None:
        """No record is shown here."""

    def _keep(self, found: cards.Today) -> None:
        """Show it, and only then ask how far the plan round has got: the first tab does not wait for that."""
        self._found = found
        self._show()
        name = found.round
        self.window_.read(lambda connection: round_today(connection, name), self._keep_round, replaces=(self, "round"))

    def _keep_round(self, under_way: RoundToday) -> None:
        self._under_way = under_way
        self._show()

    def _check(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._show()

    def _show(self) -> None:
        """Show what there is so far; the findings take a moment longer than the rest."""
        if self._found is None:
            return
        scrolled, focus = self.area.verticalScrollBar().value(), self._left_focus()
        self.area.setWidget(self._empty() if self._found.is_empty else self._page(self._found))
        self.area.verticalScrollBar().setValue(scrolled)
        same = [part for part in self.area.findChildren(QPushButton) if focus and part.accessibleName() == focus]
        if same:
            same[0].setFocus()

    def _left_focus(self) -> str:
        """Keep the keys here while the page is made anew; the name of what they were on."""
        focus = QApplication.focusWidget()
        if focus is None or not self.area.isAncestorOf(focus):
            return ""
        self.area.setFocus()
        return focus.accessibleName()

    def _empty(self) -> QWidget:
        offers = [*begin(self.window_, demo=True), ("Open another file…", self.window_.commands.open)]
        detail = (
            "Import the register of practices and networks and the workforce plans, or drag workbooks onto this "
            "window. Every figure in them is checked against every other."
        )
        return EmptyState("Nothing is loaded yet.", offers, detail)

    def _page(self, found: cards.Today) -> QWidget:
        page, findings = QWidget(), self._findings
        grid = QGridLayout(page)
        grid.setContentsMargins(2, 4, 8, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        words = (
            "Checking every figure against every other…"
            if findings is None
            else cards.sentence(found, findings, self._under_way)
        )
        head = title(words)
        head.setAccessibleName(words)
        grid.addWidget(head, 0, 0, 1, 2)
        left, right = QVBoxLayout(), QVBoxLayout()
        if findings is None:
            left.addWidget(muted("The findings appear here in a moment."))
        else:
            left.addWidget(cards.disagreements(self.window_, findings))
            right.addWidget(cards.next_steps(self.window_, found, findings))
        if self._under_way and (card := round_card(self.window_, self._under_way)) is not None:
            right.addWidget(card)
        right.addWidget(cards.area(found))
        right.addWidget(cards.loaded(self.window_, found))
        for at, (column, share) in enumerate(((left, 3), (right, 2))):
            column.setSpacing(10)
            column.addStretch(1)
            grid.addLayout(column, 1, at)
            grid.setColumnStretch(at, share)
        grid.setRowStretch(1, 1)
        return page
