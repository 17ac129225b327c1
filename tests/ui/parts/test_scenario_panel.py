"""The panel of a scenario: dials beside the published case, kept under a name, compared, renamed and deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from blmk_desktop.changes import Change, commit
from db import create_file
from tests.ui.tabs.conftest import press
from ui.parts.dials import Dial
from ui.parts.reason import ReasonDialog
from ui.parts.scenario_panel import ScenarioPanel
from ui.parts.scenario_sets import Turned
from ui.screenshots import settle
from ui.window import MainWindow

MODEL = "five-year budget"
DIALS = (
    Turned(Dial("Pay award", "&Pay award", 500, 25, 100, " points", page=4)),
    Turned(Dial("Contingency", "&Contingency", 300, 10, 100, " %", page=5), base=50),
    Turned(Dial("Places", "P&laces", 40, 1, 1, " WTE", least=-40), "WTE", stored=10_000),
)


@pytest.fixture
def panel(empty_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> ScenarioPanel:
    """The panel over a file with a published case of which a scenario is kept."""
    path = tmp_path / "scenarios.blmk"
    ranged = {"set": "Higher pay", "name": "Places", "value": 20_000, "low": 10_000, "high": 40_000, "unit": "WTE"}
    of_year = {"set": "Higher pay", "name": "Pay award", "year": "2021/22", "value": 300, "unit": "%"}
    with create_file(path) as store:
        published = {"name": "As published", "model": MODEL, "published": True}
        scenario = {"name": "Higher pay", "model": MODEL, "published": False, "based_on": "As published"}
        said = {"set": "Higher pay", "name": "Pay award", "value": 100, "unit": "%"}
        sets = [Change("assumption_set", 1, None, published), Change("assumption_set", 2, None, scenario)]
        told = [Change("assumption", at, None, values) for at, values in enumerate((said, ranged, of_year), 3)]
        commit(store, [*sets, *told], what="Example")
    empty_window.show()
    empty_window.open_path(path)
    settle(empty_window)
    shown = ScenarioPanel(empty_window, MODEL, DIALS, "What is not said stays as published.")
    qtbot.addWidget(shown)
    empty_window.changed.connect(lambda _kinds: shown.refresh())
    shown.refresh()
    settle(empty_window)
    return shown


def save(panel: ScenarioPanel, name: str, why: str) -> None:
    dialog = panel.ask_to_save()
    dialog.name.setText(name)
    dialog.reason.setPlainText(why)
    press(dialog, "Save scenario")
    settle(panel.window_)


def test_it_begins_with_the_published_case_and_nothing_to_save(panel: ScenarioPanel) -> None:
    assert panel.chosen == panel.against == "As published"
    assert panel.values == {"Pay award": 0, "Contingency": 50, "Places": 0}
    assert not panel.changes
    assert not panel.save.isEnabled()
    assert not panel.menu.isEnabled()


def test_a_dial_that_is_turned_is_an_assumption_beside_what_was_published(panel: ScenarioPanel) -> None:
    panel.controls["Contingency"].set(100)
    panel.controls["Places"].set(-3)
    assert [(one.name, one.value, one.unit) for one in panel.changes] == [
        ("Contingency", 100, "%"),
        ("Places", -30_000, "WTE"),
    ]
    assert panel.assumptions is not None
    assert panel.assumptions.value("Places") == -30_000
    assert panel.beside["Contingency"].text() == "was 0.50"
    assert panel.beside["Pay award"].isHidden()
    panel.reset_dials()
    assert panel.assumptions is panel.baseline


def test_turning_several_dials_at_once_is_told_once(panel: ScenarioPanel) -> None:
    told: list[None] = []
    panel.changed.connect(lambda: told.append(None))
    panel.set_values({"Pay award": 100, "Contingency": 60, "Places": 2})
    assert len(told) == 1


def test_a_scenario_is_kept_under_a_name_and_gone_on_from(panel: ScenarioPanel) -> None:
    panel.controls["Contingency"].set(100)
    save(panel, "More contingency", "Asked for by the committee")
    assert panel.chosen == "More contingency"
    assert panel.values["Contingency"] == 100
    assert not panel.changes
    row = panel.sets.row("More contingency")
    assert row is not None
    assert row.based_on == "As published"


def test_a_scenario_made_from_another_says_all_that_it_says_itself(panel: ScenarioPanel) -> None:
    panel.choose("Higher pay")
    assert panel.values["Pay award"] == 100
    panel.controls["Contingency"].set(100)
    save(panel, "Both", "To see them together")
    row, said = panel.sets.row("Both"), panel.sets.of("Both")
    assert row is not None
    assert said is not None
    assert row.based_on == "As published"
    assert {key: one.value for key, one in said.own.items()} == {
        ("Pay award", "", "", ""): 100,
        ("Pay award", "", "2021/22", ""): 300,
        ("Contingency", "", "", ""): 100,
        ("Places", "", "", ""): 20_000,
    }


def test_a_dial_that_is_turned_stays_as_uncertain_as_it_was(panel: ScenarioPanel) -> None:
    panel.choose("Higher pay")
    panel.controls["Places"].set(5)
    assert [one.range for one in panel.changes] == [(40_000, 50_000, 70_000)]
    save(panel, "Higher pay", "More places")
    said = panel.sets.of("Higher pay")
    assert said is not None
    assert said.own["Places", "", "", ""].range == (40_000, 50_000, 70_000)


def test_saving_under_its_own_name_again_changes_it(panel: ScenarioPanel) -> None:
    panel.choose("Higher pay")
    panel.controls["Pay award"].set(150)
    save(panel, "Higher pay", "The award was published")
    assert panel.values["Pay award"] == 150
    assert [row.name for row in panel.sets.rows] == ["As published", "Higher pay"]


def test_the_published_case_is_never_overwritten(panel: ScenarioPanel) -> None:
    panel.controls["Pay award"].set(150)
    dialog = panel.ask_to_save()
    dialog.name.setText("As published")
    dialog.reason.setPlainText("By mistake")
    press(dialog, "Save scenario")
    assert dialog.isVisible()
    assert "stays so" in dialog.problem.text()
    dialog.reject()


def test_a_scenario_is_renamed_and_deleted(panel: ScenarioPanel) -> None:
    panel.choose("Higher pay")
    dialog = panel.ask_to_rename()
    dialog.name.setText("Pay award of 1 point")
    press(dialog, "Rename")
    settle(panel.window_)
    assert panel.chosen == "Pay award of 1 point"
    panel.ask_to_delete()
    asked = panel.window_.findChild(ReasonDialog)
    assert asked is not None
    asked.box.setPlainText("Not needed any more")
    press(asked, "Delete the scenario")
    settle(panel.window_)
    assert [row.name for row in panel.sets.rows] == ["As published"]
    assert panel.chosen == "As published"


def test_what_it_comes_to_stands_beside_what_it_is_compared_with(panel: ScenarioPanel) -> None:
    panel.show_results([("", "As published", "Higher pay"), ("Spend", "£1", "£2")])
    assert panel.results.texts == ["", "As published", "Higher pay", "Spend", "£1", "£2"]
    assert "Nothing is turned" in panel.sentence.text()


def test_another_scenario_is_never_overwritten_by_its_name(panel: ScenarioPanel) -> None:
    panel.controls["Pay award"].set(150)
    dialog = panel.ask_to_save()
    dialog.name.setText("Higher pay")
    dialog.reason.setPlainText("By mistake")
    press(dialog, "Save scenario")
    assert dialog.isVisible()
    assert "There is a scenario Higher pay already" in dialog.problem.text()
    dialog.reject()


def test_what_is_told_of_one_year_alone_is_turned_again_and_back(panel: ScenarioPanel) -> None:
    only = {"set": "As published", "name": "Contingency", "year": "2021/22", "value": 70, "unit": "%"}
    change = Change("assumption", 1_000, None, only)
    panel.window_.change(lambda store: commit(store, [change], what="Example"))
    settle(panel.window_)
    assert panel.values["Contingency"] == 70
    for value in (90, 110):
        panel.controls["Contingency"].set(value)
        save(panel, "One year", "To see it")
        assert panel.values["Contingency"] == value
        said = panel.sets.of("One year")
        assert said is not None
        assert [one.value for one in said.own.values()] == [value]
    panel.controls["Contingency"].set(70)
    save(panel, "One year", "As before")
    assert panel.values["Contingency"] == 70


def test_dials_stay_where_they_are_while_one_is_turned(panel: ScenarioPanel, qtbot: QtBot) -> None:
    panel.resize(420, 360)
    panel.show()
    qtbot.waitExposed(panel)
    slider = panel.controls["Pay award"].slider
    before = slider.width()
    panel.controls["Pay award"].set(150)
    settle(panel.window_)
    assert slider.width() == before


def test_its_buttons_are_reached_without_scrolling_sideways(panel: ScenarioPanel, qtbot: QtBot) -> None:
    panel.resize(panel.minimumSizeHint().width(), 300)
    panel.show()
    qtbot.waitExposed(panel)
    settle(panel.window_)
    assert panel.area.horizontalScrollBar().maximum() == 0
