"""Which area and month the pages of the monthly report show: chosen on one of them, it holds on all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from blmk_desktop.records.declaration import MONEY, THOUSANDS, Unit
from ui.parts.empty import begin
from ui.parts.labels import label
from ui.parts.pickers import choice, names, offer
from ui.parts.switch import Switch

if TYPE_CHECKING:
    from blmk_desktop.summaries.finance import ReportMonth
    from ui.parts.filter_bar import FilterBar
    from ui.parts.table import RecordTable
    from ui.window import MainWindow

UNITS = {"thousands": "£000", "pounds": "£"}
SIGNS = "Plan less actual; adverse in brackets"
CONVENTION = "plan less actual or forecast; adverse in brackets"


@dataclass(frozen=True)
class Period:
    """An area and a month of a financial year; '' and 0 for the newest there is."""

    area: str = ""
    year: str = ""
    month: int = 0


@dataclass
class Chosen:
    """What somebody chose, on whichever page of a tab; Period() where nobody did."""

    period: Period = Period()


class PeriodPickers:
    """The boxes for area and month on a page's bar; `then` is called when another is chosen.

    `chosen` is shared by the pages of a tab: the tab gives each of its pages the same.
    """

    def __init__(self, bar: FilterBar, then: Callable[[], object], *, monthly: bool = True) -> None:
        self.chosen = Chosen()
        self._then, self._shown = then, Period()
        self._months: Sequence[ReportMonth] = ()
        self.area = names("Area", 13, self._choose_area)
        self.month = choice("Month" if monthly else "Financial year", 20 if monthly else 8, self._choose_month)
        self._monthly = monthly
        bar.add_label("Area", self.area)
        bar.add(self.area)
        bar.add_label("Month" if monthly else "Year", self.month)
        bar.add(self.month)

    @property
    def now(self) -> Period:
        """What was chosen, on whichever page; what the page shows by itself where nothing was."""
        return self.chosen.period

    @property
    def is_behind(self) -> bool:
        """Whether something else was chosen on another page since this one was shown."""
        return self.now not in (Period(), self._shown)

    @property
    def shown(self) -> Period:
        """What the page shows."""
        return self._shown

    def offer(self, months: Sequence[ReportMonth], shown: Period) -> None:
        """Offer what there are figures of; `shown` is what the page shows now."""
        self._months, self._shown = months, shown
        offer(self.area, dict.fromkeys(one.area for one in sorted(months, key=lambda one: one.area)), shown.area)
        here = [one for one in months if one.area == shown.area]
        self.month.clear()
        if self._monthly:
            for one in here:
                self.month.addItem(one.words, (one.year, one.month))
            at = [Period(one.area, one.year, one.month) for one in here]
            self.month.setCurrentIndex(at.index(shown) if shown in at else -1)
        else:
            for year in dict.fromkeys(one.year for one in here):
                self.month.addItem(year, (year, 0))
            self.month.setCurrentIndex(max(0, self.month.findText(shown.year)))

    def choose(self, period: Period) -> None:
        """Show another area or month."""
        self.hold(period)
        self._then()

    def hold(self, period: Period) -> None:
        """Let every page of the tab show this area and month from now on."""
        self.chosen.period = period

    def _choose_area(self) -> None:
        """The same month of the other area where there is one, else its newest."""
        area, now = str(self.area.currentData() or ""), self.shown
        there = any((one.area, one.year, one.month) == (area, now.year, now.month) for one in self._months)
        self.choose(Period(area, now.year, now.month) if there else Period(area))

    def _choose_month(self) -> None:
        year, month = self.month.currentData() or ("", 0)
        now = self.shown
        if not self._monthly:  # the newest month of the year
            month = max((one.month for one in self._months if (one.area, one.year) == (now.area, year)), default=0)
        self.choose(Period(now.area, year, month))


class OfPeriod(QWidget):
    """A page of the area and month that were chosen on any of the pages; of a category, a block or all ('')."""

    period: PeriodPickers

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported
        self.shown: Any = None
        self._subject = ""

    def add_pickers(self, bar: FilterBar, subject: str, switch: Switch, *, monthly: bool = True) -> None:
        """Area and month, what the page is of, its views, and the unit."""
        self.period = PeriodPickers(bar, self.refresh, monthly=monthly)
        self.subject = names(subject, 12, lambda: self.show_subject(str(self.subject.currentData() or "")))
        self.unit = unit_switch(self.window_, self.refresh)
        for field in (self.subject, switch, self.unit, label(SIGNS, "muted")):
            bar.add(field)

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Follow what was chosen on another page."""
        super().showEvent(event)
        if self.shown is not None and self.period.is_behind:
            self.refresh()

    def show_subject(self, subject: str) -> None:
        """Show the page of a category, a block, or all ('')."""
        self._subject = subject
        self.refresh()

    def show_record(self, _kind: str, _key: str) -> None:
        """Nothing stored is shown here by itself."""

    def offer_import(self, table: RecordTable, words: str) -> None:
        """What the table says where there is nothing, with the button that helps."""
        table.set_empty(words, begin(self.window_))


def known(months: Sequence[ReportMonth], wanted: Period) -> Period:
    """What is wanted, or the newest where there is nothing of it any more."""
    area = wanted.area if any(one.area == wanted.area for one in months) else ""
    there = any((one.area, one.year, one.month) == (area, wanted.year, wanted.month) for one in months)
    return wanted if there else Period(area)


def richest(months: Sequence[ReportMonth]) -> Period:
    """The area and year of which there are the most months, and the newest month of it: what a trend begins with."""
    counts = Counter((one.area, one.year) for one in months)
    area, year = max(counts, key=lambda key: (counts[key], key[1]), default=("", ""))
    return Period(area, year, max((one.month for one in months if (one.area, one.year) == (area, year)), default=0))


def unit_switch(window: MainWindow, then: Callable[[], object]) -> Switch:
    """Thousands of pounds, as the committee has them, or pounds: what was chosen last holds."""
    key = "finance/unit"
    kept = window.settings.value(key, "thousands")
    switch = Switch("Unit", UNITS, kept if kept in UNITS else "thousands")

    def keep(chosen: str) -> None:
        window.settings.set_value(key, chosen)
        then()

    switch.chosen.connect(keep)
    return switch


def unit_of(chosen: str) -> Unit:
    """The unit of one of UNITS."""
    return THOUSANDS if chosen == "thousands" else MONEY
