"""Where what needs somebody can be dealt with: the right page, and in its table the very records it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from blmk_desktop.filters import Condition

if TYPE_CHECKING:
    from blmk_desktop.summaries.attention import Need
    from ui.window import MainWindow

PLANS = "PCN workforce plans"


@dataclass(frozen=True)
class Opening:
    """A page, and the column of its table that names a record; `view` of its switch, `before` what else it needs.

    `before` is given the page and the round or programme that the records are of.
    """

    tab: str
    page: str
    column: str
    view: str = ""
    before: Callable[[Any, str], object] | None = None


OPENINGS = {
    "committee_action": Opening("Actions", "tracker", "reference", "open", lambda page, _: page.show_every()),
    "risk": Opening("Risks", "register", "reference", before=lambda page, _: page.show_open()),
    "risk_moved": Opening("Risks", "movement", "reference", "moved"),
    "scheme": Opening("Estates", "schemes", "name", "table"),
    "agreement": Opening("Estates", "funding", "reference", "agreement"),
    "building": Opening("Estates", "premises", "name"),
    "contract_event": Opening("Risks", "resilience", "code"),
    "milestone": Opening("Actions", "milestones", "number", before=lambda page, programme: page.choose(programme)),
    "plan": Opening(PLANS, "figures", "pcn_code", "pcn"),
}


def open_need(window: MainWindow, need: Need) -> None:
    """Go there: one record is shown by itself, several are what the table is filtered to."""
    special = SPECIAL.get(need.record)
    if special is not None:
        special(window, need)
    elif need.count == 1 and need.record != "risk_moved":
        window.show_record(need.record, need.keys[0])
    else:
        _filter(window, OPENINGS[need.record], need)


def _filter(window: MainWindow, to: Opening, need: Need) -> None:
    page = window.go_to(to.tab).show_page(to.page)
    if to.before is not None:
        to.before(page, need.within)
    if to.view:
        page.switch.choose(to.view)
    keys = (key.removeprefix(need.within).strip() for key in need.keys)
    _narrow(page, to.column, Condition(chosen=frozenset(keys)))


def _narrow(page: Any, column: str, condition: Condition) -> None:
    """Filter the table once its rows have come: those of another view come without the filters of the last."""
    table = page.table
    table.clear_filters()

    def narrow() -> None:
        table.shown_changed.disconnect(narrow)
        QTimer.singleShot(0, table, lambda: table.set_condition(column, condition))

    table.shown_changed.connect(narrow)
    page.refresh(None)


def _returns(window: MainWindow, need: Need) -> None:
    page, what = window.go_to(PLANS).show_page("returns"), need.kind.removeprefix("returns to ")
    if what in ("chase", "answer", "review", "submit"):
        page.show_needing(need.within, what)


def _claims(window: MainWindow, _need: Need) -> None:
    window.go_to(PLANS).show_page("actuals").switch.choose("missing")


def _budget(window: MainWindow, need: Need) -> None:
    """The first of the lines, as the report has them."""
    window.show_record("budget_category", need.keys[0])


def _without_network(window: MainWindow, _need: Need) -> None:
    window.go_to("Practices").show_without()


def _meeting(window: MainWindow, need: Need) -> None:
    window.show_record("meeting", need.keys[0])


def _findings(window: MainWindow, _need: Need) -> None:
    window.go_to("Findings")


SPECIAL: dict[str, Callable[[MainWindow, Need], object]] = {
    "plan_return": _returns,
    "arrs_claim": _claims,
    "budget_category": _budget,
    "practice": _without_network,
    "meeting": _meeting,
    "finding": _findings,
}
