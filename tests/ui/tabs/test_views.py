"""What is chosen on a page, wherever it stands, goes out with its table and stands again with its view."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from blmk_desktop.acts.saved_views import save_view
from tests.ui.tabs.conftest import Opening
from ui.parts.table_shown import place_of, shown_view, state_of
from ui.printing.preview import preview_shown
from ui.screenshots import settle
from ui.views import saved
from ui.window import MainWindow


def about(window: MainWindow) -> dict[str, str]:
    view = shown_view(window.table) if window.table else None
    assert view is not None
    return dict(view.about)


def keep(window: MainWindow, name: str) -> None:
    assert window.table is not None
    assert window.store is not None
    save_view(window.store, name, place_of(window.table), state_of(window.table).as_json())


def take_up(window: MainWindow, name: str, qtbot: QtBot) -> None:
    found = next(view for view in saved.views(window) if view.name == name)
    saved.open_view(window, found)
    qtbot.waitUntil(lambda: not window.findChildren(saved.Steps))
    settle(window)


def test_the_returns_say_of_which_round_they_are(opened: Opening, example: Path) -> None:
    window = opened(example, "PCN workforce plans").window_
    window.current.show_page("returns")
    settle(window)
    assert about(window)["Plan round"] == "2022/23 final"


def test_a_scenario_and_the_dials_that_are_turned_are_told(opened: Opening, example: Path, qtbot: QtBot) -> None:
    window = opened(example, "Budgets").window_
    page = window.current.show_page("five-year")
    settle(window)
    chosen = page.panel.chosen
    assert about(window)["Scenario to begin from"] == page.panel.sets.words(chosen)
    assert "Dials turned" not in about(window)
    name, control = next(iter(page.panel.controls.items()))
    control.set(control.value + page.panel.dials[name].dial.step)
    assert control.dial.shown(control.value) in about(window)["Dials turned"]
    other = next(row.name for row in page.panel.sets.rows if row.name != chosen)
    page.panel.choose(other)
    settle(window)
    keep(window, "Other")
    page.panel.choose(chosen)
    settle(window)
    take_up(window, "Other", qtbot)
    assert page.panel.chosen == other


def test_a_day_that_was_looked_at_before_stands_again(opened: Opening, example: Path, qtbot: QtBot) -> None:
    window = opened(example, "Risks").window_
    page = window.current.show_page("resilience")
    settle(window)
    today = page.table.columns.count
    page.as_at.take_up("2022-12-01")
    settle(window)
    then = page.table.columns.count
    keep(window, "Then")
    page.as_at.take_up("")
    settle(window)
    assert page.table.columns.count == today
    take_up(window, "Then", qtbot)
    assert page.table.columns.count == then != today


def test_the_pictures_of_the_overview_are_printed_with_their_day(opened: Opening, example: Path) -> None:
    tab = opened(example, "Overview")
    tab.as_at.take_up("2022-12-09")
    settle(tab.window_)
    made = preview_shown(tab.window_)
    assert made is not None
    assert made.document.title == "Overview"
    assert dict(made.document.about)["As at"] == "09/12/2022"
    made.close()
