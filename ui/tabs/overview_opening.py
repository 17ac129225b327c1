"""Where what needs somebody can be dealt with: the right page and day, and in its table the very records."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from blmk_desktop.filters import Condition

if TYPE_CHECKING:
    from blmk_desktop.summaries.attention import Need
    from ui.window import MainWindow

PLANS = "PCN workforce plans"
FIGURES = {"figures wrong": "Wrong", "figures doubtful": "Check"}  # as the list of findings calls how grave they are


def _undated(_page: Any, _need: Need, _day: str) -> None:
    """The page tells of every day, or has none to choose."""


def _dated(page: Any, _need: Need, day: str) -> None:
    page.as_at.take_up(day)


def _tracker(page: Any, _need: Need, day: str) -> None:
    page.show_every(day)


def _register(page: Any, need: Need, day: str) -> None:
    _dated(page, need, day)
    page.show_open()


def _movement(page: Any, need: Need, day: str) -> None:
    _dated(page, need, day)
    page.show_since(need.within)


def _milestones(page: Any, need: Need, day: str) -> None:
    _dated(page, need, day)
    page.choose(need.within)


def _round(page: Any, need: Need, _day: str) -> None:
    page.show_round(need.within)


def _month(page: Any, need: Need, _day: str) -> None:
    page.show_month(need.within)


@dataclass(frozen=True)
class Opening:
    """A page, and the column of its table that names a record; `view` of its switch, `before` what else it needs.

    `before` is given the page, the need, and the day that it holds for ('' is today).
    """

    tab: str
    page: str
    column: str
    view: str = ""
    before: Callable[[Any, Need, str], object] = _undated


OPENINGS = {
    "committee_action": Opening("Actions", "tracker", "reference", "open", _tracker),
    "risk": Opening("Risks", "register", "reference", before=_register),
    "risk_moved": Opening("Risks", "movement", "reference", "moved", _movement),
    "scheme": Opening("Estates", "schemes", "name", "table", _dated),
    "agreement": Opening("Estates", "funding", "reference", "agreement", _dated),
    "building": Opening("Estates", "premises", "name"),
    "contract_event": Opening("Risks", "resilience", "code", before=_dated),
    "milestone": Opening("Actions", "milestones", "number", before=_milestones),
    "plan": Opening(PLANS, "figures", "pcn_code", "pcn", _round),
    "budget_category": Opening("Budgets", "report", "label", before=_month),
}


def open_need(window: MainWindow, need: Need, day: str = "") -> None:
    """Go there, as at a day ('' is today): one record is shown by itself, several are what the table is filtered to."""
    special = SPECIAL.get(need.record)
    if special is not None:
        special(window, need, day)
        return
    to = OPENINGS[need.record]
    page = window.go_to(to.tab).show_page(to.page)
    to.before(page, need, day)
    if need.count == 1 and need.record != "risk_moved":
        window.show_record(need.record, need.keys[0])
        return
    if to.view:
        page.switch.choose(to.view)
    _narrow(page, to.column, {key.removeprefix(need.within).strip() for key in need.keys})


def _narrow(page: Any, column: str, names: Collection[str]) -> None:
    """Filter the table once its rows have come: those of another view come without the filters of the last."""
    table = page.table
    table.clear_filters()

    def named() -> frozenset[str]:
        held = table.columns.by_name[column].texts if table.columns else ()
        return frozenset(text for text in held if text.strip() in names)  # a line below a heading is set in

    def filter_() -> None:
        table.set_condition(column, Condition(chosen=named()))
        if table.current_id not in table.shown_ids:
            table.select(next(iter(table.shown_ids), None))  # else the detail would go on about what is hidden

    def narrow() -> None:
        table.shown_changed.disconnect(narrow)
        QTimer.singleShot(0, table, filter_)

    table.shown_changed.connect(narrow)
    page.refresh(None)


def _returns(window: MainWindow, need: Need, _day: str) -> None:
    page, what = window.go_to(PLANS).show_page("returns"), need.kind.removeprefix("returns to ")
    if what in ("chase", "answer", "review", "submit"):
        page.show_needing(need.within, what)
    else:
        page.show_record("plan_return", need.within)


def _claims(window: MainWindow, _need: Need, _day: str) -> None:
    window.go_to(PLANS).show_page("actuals").switch.choose("missing")


def _without_network(window: MainWindow, _need: Need, day: str) -> None:
    page = window.go_to("Practices")
    page.as_at.take_up(day)
    page.show_without()


def _meeting(window: MainWindow, need: Need, _day: str) -> None:
    window.show_record("meeting", need.keys[0])


def _findings(window: MainWindow, need: Need, _day: str) -> None:
    _narrow(window.go_to("Findings"), "severity", {FIGURES[need.kind]})


SPECIAL: dict[str, Callable[[MainWindow, Need, str], object]] = {
    "plan_return": _returns,
    "arrs_claim": _claims,
    "practice": _without_network,
    "meeting": _meeting,
    "finding": _findings,
}
