"""A table as it stands: named, taken as a view with what was chosen in words, kept, and taken up again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from blmk_desktop.columns import ColumnSpec, columns_of
from blmk_desktop.filters import Condition
from blmk_desktop.records.declaration import MONEY, Type
from blmk_desktop.views import ViewState
from ui.parts.controls import choose, controls_of, said, value_of
from ui.parts.pickers import AsAt, ColumnPicker, choice, offer
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.table_menu import TableMenu
from ui.parts.table_shown import name_of, page_of, place_of, shown_view, state_of, take_up
from ui.window import MainWindow

SPECS = (
    ColumnSpec(name="name", label="Network"),
    ColumnSpec(name="status", label="Status", choices=("Active", "Closed")),
    ColumnSpec(name="spend", label="Spend", type=Type.FIGURE, unit=MONEY, total=True),
    ColumnSpec(name="note", label="Note", hidden=True),
)
ROWS = [("Crown", "Active", 100, ""), ("Ascent", "Closed", 300, "late"), ("Bridge", "Active", 200, "")]


@pytest.fixture
def table(empty_window: MainWindow, qtbot: QtBot) -> RecordTable:
    made = RecordTable(empty_window, "networks", SPECS)
    qtbot.addWidget(made)
    made.totals = "Total of {shown} shown"
    made.resize(900, 300)
    made.show()
    made.show_columns(columns_of(SPECS, ROWS, ids=["c", "a", "b"]))
    return made


def test_a_view_is_what_is_shown_in_its_order(table: RecordTable) -> None:
    table.set_condition("status", Condition(chosen=frozenset({"Active"})))
    table.sort_by("spend", descending=True)
    table.layout_.choose([("spend", True), ("name", True), ("status", False), ("note", False)])
    view = shown_view(table)
    assert view is not None
    assert list(view.rows()) == [(200, "Bridge"), (100, "Crown")]
    assert view.total == ("Total of 2 shown", {"spend": 300})
    assert dict(view.about) == {
        "Shown": "2 of 3 rows",
        "Filter": "Status is Active",
        "Sorted by": "Spend (highest first)",
    }


def test_before_rows_have_come_there_is_no_view(empty_window: MainWindow, qtbot: QtBot) -> None:
    table = RecordTable(empty_window, "networks", SPECS)
    qtbot.addWidget(table)
    assert shown_view(table) is None


def test_a_table_outside_the_tabs_is_named_by_its_window(table: RecordTable) -> None:
    table.window().setWindowTitle("Compare")
    assert (place_of(table), page_of(table), name_of(table)) == ("", None, "Compare, Networks")


def test_the_table_of_a_tab_is_named_by_where_it_stands(window: MainWindow) -> None:
    assert window.table is not None
    assert place_of(window.table) == name_of(window.table) == "Practices"
    assert page_of(window.table) is window.current


def test_how_it_stands_can_be_taken_up_again(table: RecordTable) -> None:
    table.set_condition("status", Condition(typed="!closed"))
    table.filter_text("r")
    table.sort_by("name")
    table.headings.resizeSection(0, 222)
    table.layout_.choose([("note", True), ("name", True), ("spend", True), ("status", True)])
    kept, before = state_of(table), table.shown()
    table.layout_.reset()
    table.clear_filters()
    assert table.shown() != before
    take_up(table, kept)
    assert table.shown() == before
    assert state_of(table) == kept
    assert [name for name, _, shown in table.layout_.columns() if shown] == ["note", "name", "spend", "status"]
    assert table.headings.sectionSize(0) == 222


def test_what_the_table_has_not_any_more_is_left_out(table: RecordTable) -> None:
    conditions = {"gone": Condition(typed="x"), "spend": Condition(typed=">a lot")}
    take_up(table, ViewState(words="crown", conditions=conditions, columns={"order": ["gone", "status"]}))
    assert table.conditions == {}
    assert len(table.shown()) == 1


@pytest.fixture
def controls(table: RecordTable) -> RecordTable:
    """A box, a switch, a day, a tick box and one that filters a column."""
    bar = table.bar
    box = choice("Register", 8, lambda: None)
    offer(box, ["Corporate", "Primary care"], "", "All registers")
    bar.add(box)
    bar.add(Switch("Show", {"open": "Open", "": "All"}, "open"))
    bar.add(AsAt())
    bar.add(ColumnPicker(table, "status", "Any status"))
    held = QWidget()
    tick = QCheckBox("&Only mine", held)
    bar.add(held)
    assert tick.parent() is held
    return table


def test_controls_are_known_by_their_names(controls: RecordTable) -> None:
    found = controls_of(controls)
    assert list(found) == ["Register", "Show", "As at", "Only mine"]
    assert [value_of(one) for one in found.values()] == ["", "open", "", "no"]
    assert dict(said(found))["Register"] == "All registers"


@pytest.mark.parametrize(
    ("name", "value"),
    [("Register", "Corporate"), ("Show", ""), ("As at", "2022-12-09"), ("As at", ""), ("Only mine", "yes")],
)
def test_what_was_chosen_can_be_chosen_again(controls: RecordTable, name: str, value: str) -> None:
    control = controls_of(controls)[name]
    assert choose(control, value)
    assert value_of(control) == value


@pytest.mark.parametrize(("name", "value"), [("Register", "Gone"), ("Show", "gone")])
def test_what_is_not_there_any_more_is_told(controls: RecordTable, name: str, value: str) -> None:
    control = controls_of(controls)[name]
    before = value_of(control)
    assert not choose(control, value)
    assert value_of(control) == before


def test_choosing_tells_the_page(controls: RecordTable, qtbot: QtBot) -> None:
    found = controls_of(controls)
    as_at = found["As at"]
    assert isinstance(as_at, AsAt)
    with qtbot.waitSignal(as_at.changed):
        choose(as_at, "2022-12-09")
    assert dict(said(found))["As at"] == "09/12/2022"


def test_every_table_has_its_menu(table: RecordTable) -> None:
    menu = table.bar.findChild(TableMenu)
    assert menu is not None
    menu.fill()
    assert [action.text() for action in menu.menu().actions()] == ["Export this &view…", "&Print…", "&Columns…"]


def test_the_menu_of_a_tabs_table_has_its_views_too(window: MainWindow) -> None:
    assert window.table is not None
    menu = window.table.bar.findChild(TableMenu)
    assert menu is not None
    menu.fill()
    assert "&Save this view…" in [action.text() for action in menu.menu().actions()]
