"""The picture of the area on the overview: patients, staff, spend by place, and the money for schemes by year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QWidget

from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import PATIENTS, THOUSANDS, WTE, Unit
from blmk_desktop.rules.wording import counted, figure, pounds
from blmk_desktop.values import show_figure
from ui.parts.charts import BarChart, Series
from ui.parts.labels import card, heading, label, muted

if TYPE_CHECKING:
    from blmk_desktop.summaries.area_today import AreaToday
    from ui.window import MainWindow

MOST_BARS = 8


class SmallChart(BarChart):
    """A chart that is as high as its bars, under the figures in words; `go` is given the bar that is chosen."""

    def __init__(
        self, title: str, names: Sequence[str], series: Sequence[Series], unit: Unit, go: Callable[[str], object]
    ) -> None:
        super().__init__(title, names, series, unit)
        self.setProperty("role", "plain")
        self.chosen.connect(lambda at: go(names[at]))
        self._fit()

    def _fit(self) -> None:
        self._area.setFixedHeight(self.bars.minimumHeight() + 2 * self._area.frameWidth() + 2)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.bars.chart.categories:
            self.bars.show_chart(self.chart)
            self._fit()


def area_card(window: MainWindow, name: str, found: AreaToday) -> QFrame:
    """The area in figures and pictures, each with the day that it holds for; what is not known is left out."""
    head: list[QWidget] = [heading("All areas loaded" if found.beyond else name or "The area")]
    parts = [*_people(window, found), *_plan(window, found), *_years(window, found)]
    if not parts:
        parts = [muted("Import the register, the workforce plans or the schemes to see the area here.")]
    return card(*head, *parts)


def _fact(value: str, holds: str) -> list[QWidget]:
    shown = label(value, "fact", wrap=True)
    shown.setAccessibleName(f"{value}, {holds}" if holds else value)
    return [shown, *([muted(holds)] if holds else [])]


def _people(window: MainWindow, found: AreaToday) -> list[QWidget]:
    if not (found.networks or found.practices):
        return []
    held = f"{counted(found.networks, 'network')} and {counted(found.practices, 'active practice')}"
    holds = f"on {show_date(found.as_at)}"
    if found.registered is None:
        return _fact(held, holds)
    lists = f", by the lists of {show_date(found.lists_as_at)}" if found.lists_as_at else ""
    parts = _fact(f"{show_figure(found.registered, 2, 0)} registered patients in {held}", f"{holds}{lists}")
    places = [one for one in found.places if one.registered is not None][:MOST_BARS]
    if len(places) > 1:
        names = [one.place for one in places]
        series = [Series("Patients", [one.registered for one in places])]
        parts.append(SmallChart("Registered patients by place", names, series, PATIENTS, _to_place(window)))
    return parts


def _plan(window: MainWindow, found: AreaToday) -> list[QWidget]:
    plan, parts = found.plan, []
    if plan is None:
        return []
    holds = " ".join(filter(None, (found.round, f"at {show_date(found.round_as_at)}" if found.round_as_at else "")))
    rows = list(found.plans)[:MOST_BARS]
    names, go = [row.place for row in rows], _to_place(window)
    if plan.wte_in_post is not None and plan.wte_planned:
        in_post = show_figure(plan.wte_in_post, 2, 2)
        parts += _fact(f"{in_post} of {figure('wte', plan.wte_planned)} planned in post", holds)
        series = [
            Series("In post", [row.wte_in_post for row in rows]),
            Series("Planned", [row.wte_planned for row in rows], "outline"),
        ]
        parts.append(SmallChart("Staff in post against planned", names, series, WTE, go))
    if plan.forecast_spend is not None and plan.allocation:
        spend, allocation = (pounds(value, 0) for value in (plan.forecast_spend, plan.allocation))
        parts += _fact(f"{spend} of {allocation} allocated", f"forecast spend, {holds}")
        series = [
            Series("Spend", [row.forecast_spend for row in rows]),
            Series("Allocation", [row.allocation for row in rows], "outline"),
        ]
        parts.append(SmallChart("Spend against allocation", names, series, THOUSANDS, go))
    return parts


def _years(window: MainWindow, found: AreaToday) -> list[QWidget]:
    if not found.years:
        return []
    rows = list(found.years)[-MOST_BARS:]
    whole = pounds(sum(row.budget for row in found.years), 0)
    series = [Series("Budget", [row.budget for row in rows])]
    if any(row.spent is not None for row in rows):
        series = [
            Series("Spent", [row.spent for row in rows]),
            Series("Budget", [row.budget for row in rows], "outline"),
        ]

    def go(year: str) -> None:
        page = window.go_to("Estates").show_page("funding")
        page.switch.choose("year")
        page.table.select(year)

    chart = SmallChart("Money for schemes by year", [row.year for row in rows], series, THOUSANDS, go)
    return [*_fact(f"{whole} for schemes", f"budgets with the moves up to {show_date(found.as_at)}"), chart]


def _to_place(window: MainWindow) -> Callable[[str], object]:
    return lambda place: window.show_record("place", place)
