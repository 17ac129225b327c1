"""The first tab: what needs somebody today, and the picture of the area; both also as at another day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from blmk_desktop.periods import show_date
from ui.parts.beside import Beside
from ui.parts.empty import EmptyState, begin
from ui.parts.labels import label, muted, title
from ui.parts.pickers import AsAt
from ui.parts.record_lines import ACKNOWLEDGED
from ui.tabs import overview_cards as cards
from ui.tabs import overview_needs as needs

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.area_today import AreaToday
    from blmk_desktop.summaries.attention import Need
    from ui.window import MainWindow


LETTERS = 18  # of the day chosen that are always seen: the date, and what it is about
PAINTED = 8  # milliseconds in which what was read is painted, before more is read


class Overview(QWidget):
    """A sentence, what needs somebody as lists of work, and the area; on an empty file the three ways to begin."""

    table = None  # nothing to filter, copy or export here

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""
        self.found: cards.Today | None = None  # what the page shows; None until it was read
        self.needs: list[Need] | None = None  # what needs somebody, likewise
        self._area: AreaToday | None = None
        self._pictured: QWidget | None = None
        self._figures: cards.Figures | None = None
        self._taken_apart = True  # whether what is known of findings was taken apart for the page
        self._said: list[Need] | None = None  # the needs that the page says
        self._every = False  # whether long lists of work are shown to their end
        self.words = title("")
        self.as_at = AsAt("As at", "The day that the overview holds for")
        self.as_at.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.as_at.box.setMinimumContentsLength(LETTERS)
        self.as_at.changed.connect(lambda _day: self.refresh())
        self.head = QWidget()
        top = QHBoxLayout(self.head)
        top.setContentsMargins(2, 0, 8, 0)
        top.addWidget(self.words, 1)
        top.addWidget(label("As at", "muted"))
        top.addWidget(self.as_at)
        self.head.hide()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Overview")
        self.setFocusProxy(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.area)

    @property
    def day(self) -> str:
        """The day that is shown; '' is today."""
        return "" if self.as_at.is_today else self.as_at.day

    def what_was_chosen(self) -> list[tuple[str, str]]:
        """The day that the overview holds for, and what it says on top, for what is printed."""
        return [("As at", show_date(self.as_at.day)), ("In short", self.words.text())]

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        day = self.day
        if kinds == ACKNOWLEDGED:
            self.window_.findings(self._check)
        else:
            self.window_.ask(lambda connection: cards.today(connection, day), self._keep, replaces=self)

    def show_record(self, kind: str, key: str) -> None:
        """No record is shown here."""

    def _keep(self, found: cards.Today) -> None:
        """Show what is loaded, then what needs somebody, then the area: nothing waits for what takes longer."""
        if self.found is None or self.found.day != found.day:
            self.needs = self._area = self._pictured = None
        self.found = found
        self._show()
        QTimer.singleShot(PAINTED, self, self._ask_needs)

    def _ask_needs(self) -> None:
        day = self.day
        self.window_.read(
            lambda connection: _read_needs(connection, day),
            self._keep_needs,
            replaces=(self, "needs"),
            title="Looking at what is due",
        )

    def _keep_needs(self, found: list[Need]) -> None:
        self.needs, self._taken_apart = found, True
        self.window_.findings(self._check)
        if self._said is not found and self._taken_apart:  # else they come with the findings, or in a moment
            self._show()
        QTimer.singleShot(PAINTED, self, self._ask_area)

    def _ask_area(self) -> None:
        day = self.day
        self.window_.read(lambda connection: _read_area(connection, day), self._keep_area, replaces=(self, "area"))

    def _keep_area(self, area: AreaToday) -> None:
        self._area, self._pictured = area, None
        self.as_at.offer(area.days if not self.day else self._offered(area))
        self._show()

    def _offered(self, area: AreaToday) -> list[tuple[str, str]]:
        """The days that are offered already, and those that the day shown speaks of."""
        box = self.as_at.box
        held = [(box.itemText(at).partition(" – ")[2], str(box.itemData(at))) for at in range(1, box.count() - 1)]
        return sorted({day: (words, day) for words, day in [*area.days, *held]}.values(), key=lambda one: one[1])[::-1]

    def _check(self, findings: list[Finding]) -> None:
        if self._figures is not None and self._figures.findings is findings:
            self._show()
            return
        self._taken_apart = False
        self.window_.run(lambda: cards.figures(findings), self._keep_figures, replaces=(self, "figures"))

    def _keep_figures(self, figures: cards.Figures) -> None:
        self._figures, self._taken_apart = figures, True
        self._show()

    def _show(self) -> None:
        """Show what there is so far; the findings take a moment longer than the rest."""
        if self.found is None:
            return
        self._said = self.needs
        scrolled, focus = self.area.verticalScrollBar().value(), self._left_focus()
        self.head.setHidden(self.found.is_empty)
        self.area.setWidget(self._empty() if self.found.is_empty else self._page(self.found))
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
        """What needs somebody on the left, the area on the right. Findings are about how the figures stand today."""
        window, figures = self.window_, cards.Figures() if found.day else self._figures
        held = [*(figures.needs if figures else ()), *(self.needs or ())]
        words = needs.sentence(held, found.day)
        if figures is None or self.needs is None:
            words = needs.LOOKING if self.needs is None else needs.CHECKING
        self.words.setText(words)
        self.words.setAccessibleName(words)
        every = None if self._every else self._show_every
        now, soon, look = (needs.need_card(window, urgency, held, every, found.day) for urgency in needs.HEADINGS)
        wrong = cards.disagreements(window, figures) if figures and figures.findings else None
        left: list[QWidget] = [part for part in (now, soon, wrong, look) if part is not None]
        right: list[QWidget] = self._area_cards()
        if not left and self.needs is not None:
            left = [muted("Nothing is late, red, due within a month or about to end.")]
        if not window.read_only or (figures and figures.findings):
            right.append(cards.next_steps(window, found, figures or cards.Figures()))
        right.append(cards.loaded(window, found))
        return Beside(left, right)

    def _area_cards(self) -> list[QWidget]:
        """The area, made once for what was read of it: it goes from one page to the next."""
        if self._area is None or self.found is None:
            return []
        if self._pictured is None:
            from ui.tabs.overview_area import area_card

            self._pictured = area_card(self.window_, self.found.held.area, self._area)
        return [self._pictured]

    def _show_every(self) -> None:
        self._every = True
        self._show()


def _read_needs(connection: Any, day: str) -> list[Need]:
    from blmk_desktop.summaries.attention import attention

    return attention(connection, day)


def _read_area(connection: Any, day: str) -> AreaToday:
    from blmk_desktop.summaries.area_today import area_today

    return area_today(connection, day)
