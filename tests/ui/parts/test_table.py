"""A table of records: what a user sees after typing, clicking, copying, pasting and editing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from blmk_desktop.columns import ColumnSpec, columns_of
from blmk_desktop.errors import UserError
from blmk_desktop.filters import Condition
from blmk_desktop.records.declaration import MONEY, Type
from ui.parts.table import Mark, Pasted, RecordTable
from ui.window import MainWindow

STATUSES = ("Active", "Closed")
SPECS = (
    ColumnSpec(name="name", label="PCN", editable=True),
    ColumnSpec(name="status", label="Status", choices=STATUSES, editable=True, tones={"Closed": "red"}),
    ColumnSpec(name="spend", label="Spend", type=Type.FIGURE, unit=MONEY, total=True, help="For the year"),
    ColumnSpec(name="note", label="Note", hidden=True),
)
ROWS = [
    ("Crown", "Active", 78230600, ""),
    ("Ascent", "Closed", -6202470, "late"),
    ("Bletchley", "Active", None, ""),
    ("Crown Wharf", "Active", 100, ""),
]
IDS = ["U1", "U2", "U3", "U4"]
Key = Qt.Key


@pytest.fixture
def table(empty_window: MainWindow, qtbot: QtBot) -> RecordTable:
    made = RecordTable(empty_window, "pcns", SPECS)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    made.show_columns(columns_of(SPECS, ROWS, ids=IDS))
    return made


def column(table: RecordTable, name: str = "name") -> list[str]:
    at = [spec.name for spec in table.model.specs].index(name)
    return [str(table.model.index(row, at).data()) for row in range(table.model.rowCount())]


def press_heading(qtbot: QtBot, table: RecordTable, logical: int, shift: bool = False) -> None:
    headings = table.headings
    where = QPoint(headings.sectionViewportPosition(logical) + headings.sectionSize(logical) // 2, 8)
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(headings.viewport(), Qt.MouseButton.LeftButton, held, where)


def test_the_model_keeps_qts_rules_filled_filtered_and_empty(table: RecordTable) -> None:
    tester = QAbstractItemModelTester(table.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.filter_text("crown")
    table.sort_by("spend")
    table.show_columns(columns_of(SPECS, []))
    assert tester.model() is table.model


def test_typing_shows_the_rows_that_hold_it_and_says_how_many_are_hidden(qtbot: QtBot, table: RecordTable) -> None:
    assert table.bar.count_text == "4 rows"
    qtbot.keyClicks(table.bar.box, "crown")
    qtbot.waitUntil(lambda: column(table) == ["Crown", "Crown Wharf"])
    assert table.bar.count_text == "2 of 4, 2 hidden by the filter"
    table.clear_filters()
    assert table.bar.count_text == "4 rows"


def test_a_filter_that_hides_everything_says_so_and_offers_to_clear_it(table: RecordTable) -> None:
    table.filter_text("nowhere")
    assert table.empty_text == "None of the 4 rows passes the filter."
    table.clear_filters()
    assert table.empty_text == ""


def test_a_table_without_rows_says_what_to_do(table: RecordTable) -> None:
    table.set_empty("No networks yet.", [("Import workbooks…", table.clear_filters)])
    table.show_columns(columns_of(SPECS, []))
    assert table.empty_text == "No networks yet."


def test_a_click_on_a_heading_sorts_up_then_down_then_not_at_all(qtbot: QtBot, table: RecordTable) -> None:
    press_heading(qtbot, table, 0)
    assert column(table) == ["Ascent", "Bletchley", "Crown", "Crown Wharf"]
    press_heading(qtbot, table, 0)
    assert column(table) == ["Crown Wharf", "Crown", "Bletchley", "Ascent"]
    press_heading(qtbot, table, 0)
    assert column(table) == ["Crown", "Ascent", "Bletchley", "Crown Wharf"]


def test_shift_and_a_click_sorts_further(qtbot: QtBot, table: RecordTable) -> None:
    press_heading(qtbot, table, 1)
    press_heading(qtbot, table, 0, shift=True)
    assert column(table) == ["Bletchley", "Crown", "Crown Wharf", "Ascent"]
    assert [key.name for key in table.headings.sort] == ["status", "name"]


def test_a_column_is_filtered_by_a_condition_and_by_chosen_values(table: RecordTable) -> None:
    table.set_condition("spend", Condition(">0"))
    assert column(table) == ["Crown", "Crown Wharf"]
    table.set_condition("spend", Condition())
    table.set_condition("status", Condition(chosen=frozenset({"Closed"})))
    assert column(table) == ["Ascent"]
    assert table.headings.filtered == {"status"}


def test_the_popup_of_a_heading_filters_as_one_types_and_says_what_it_cannot_read(
    qtbot: QtBot, table: RecordTable
) -> None:
    popup = table.open_filter(2)
    assert popup is not None
    qtbot.keyClicks(popup.box, ">lots")
    assert not popup.apply()
    assert "is not a number" in popup.problem.text()
    popup.box.setText(">0")
    assert popup.apply()
    assert column(table) == ["Crown", "Crown Wharf"]
    popup.clear()
    assert len(column(table)) == 4
    popup.close()


def test_alt_and_down_opens_the_filter_of_the_current_column(qtbot: QtBot, table: RecordTable) -> None:
    table.select("U1")
    qtbot.keyClick(table.view, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.accessibleName() == "Filter PCN"
    popup.close()


def test_the_current_row_stays_the_current_row_when_rows_come_anew(table: RecordTable) -> None:
    assert table.select("U3")
    table.show_columns(columns_of(SPECS, [("New", "Active", 1, ""), *ROWS], ids=["U0", *IDS]))
    assert table.current_id == "U3"
    assert table.view.currentIndex().row() == 3


def test_a_row_asked_for_before_it_came_is_selected_when_it_comes(empty_window: MainWindow, qtbot: QtBot) -> None:
    table = RecordTable(empty_window, "pcns", SPECS)
    qtbot.addWidget(table)
    told: list[Any] = []
    table.current_changed.connect(told.append)
    assert not table.select("U2")
    table.show_columns(columns_of(SPECS, ROWS, ids=IDS))
    assert told == ["U2"]


def test_enter_opens_the_record(qtbot: QtBot, table: RecordTable) -> None:
    table.select("U4")
    with qtbot.waitSignal(table.activated) as opened:
        qtbot.keyClick(table.view, Key.Key_Return)
    assert opened.args == ["U4"]


def test_the_total_row_sums_what_is_shown(table: RecordTable) -> None:
    table.totals = "Total of {shown} shown"
    table.filter_text("crown")
    assert table.total_row.texts() == {"spend": "782,307"}
    assert table.total_row.accessibleName() == "Total of 2 shown: Spend £ 782,307"


def test_a_tab_may_have_totals_of_its_own(table: RecordTable) -> None:
    table.totals = "All {shown}"
    table.total_of = lambda positions: {"spend": 100 * len(positions)}
    table.filter_text("")
    assert table.total_row.texts() == {"spend": "4"}


def test_a_marked_cell_says_what_is_wrong(table: RecordTable) -> None:
    table.set_marks({("U2", "spend"): Mark("error", "The minus sign is lost.")})
    cell = table.model.index(1, 2)
    assert cell.data(Qt.ItemDataRole.ToolTipRole).startswith("Error: The minus sign is lost.")
    assert "Error: The minus sign is lost." in cell.data(Qt.ItemDataRole.AccessibleTextRole)


def test_figures_stand_to_the_right_and_are_spoken_with_their_heading(table: RecordTable) -> None:
    cell = table.model.index(1, 2)
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Spend £: (62,025)"


# Copy and paste


def select_block(table: RecordTable, rows: int, columns: int) -> None:
    model = table.view.selectionModel()
    table.view.setCurrentIndex(table.model.index(0, 0))
    for row in range(rows):
        for at in range(columns):
            model.select(table.model.index(row, at), model.SelectionFlag.Select)


def test_a_block_is_copied_exactly_with_headings_if_wanted(table: RecordTable) -> None:
    select_block(table, 2, 3)
    assert table.copy() == "Crown\tActive\t782306.00\nAscent\tClosed\t-62024.70\n"
    table.copy(headings=True)
    assert QGuiApplication.clipboard().text().startswith("PCN\tStatus\tSpend £\n")


def test_a_block_from_excel_is_handed_over_cell_by_cell(table: RecordTable) -> None:
    taken: list[Pasted] = []
    table.paste_block = taken.extend
    table.select("U4")
    QGuiApplication.clipboard().setText('Crown East\tClosed\r\n"Two\nlines"\tActive\r\n')
    table.paste()
    assert taken == [
        Pasted("U4", "name", "Crown East", 0),
        Pasted("U4", "status", "Closed", 0),
        Pasted(None, "name", "Two\nlines", 1),
        Pasted(None, "status", "Active", 1),
    ]


def test_one_value_fills_the_selection(table: RecordTable) -> None:
    select_block(table, 3, 1)
    assert [(cell.id, cell.text) for cell in table.pasted("Closed")] == [
        ("U1", "Closed"),
        ("U2", "Closed"),
        ("U3", "Closed"),
    ]


def test_a_block_that_is_too_wide_is_refused(table: RecordTable) -> None:
    table.select("U1")
    with pytest.raises(UserError, match="5 columns wide; from here there are 3"):
        table.pasted("1\t2\t3\t4\t5")


# Editing


@pytest.fixture
def commits(table: RecordTable) -> list[tuple[Any, str, str]]:
    """What was committed; a name without letters is refused."""
    taken: list[tuple[Any, str, str]] = []

    def commit(id_: Any, field: str, raw: str) -> None:
        if raw == "123":
            raise ValueError("A name needs letters.")
        taken.append((id_, field, raw))

    table.commit = commit
    return taken


def edit(qtbot: QtBot, table: RecordTable, text: str) -> None:
    table.view.edit(table.view.currentIndex())
    editor = table.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText(text)
    qtbot.keyClick(editor, Key.Key_Return)


def test_what_is_typed_into_a_cell_is_committed(
    qtbot: QtBot, table: RecordTable, commits: list[tuple[Any, str, str]]
) -> None:
    table.select("U2")
    edit(qtbot, table, "Ascent MK")
    assert commits == [("U2", "name", "Ascent MK")]
    assert table.problem == ""


def test_what_cannot_be_taken_is_said_at_the_cell_and_stays_in_it(
    qtbot: QtBot, table: RecordTable, commits: list[tuple[Any, str, str]]
) -> None:
    table.select("U2")
    edit(qtbot, table, "123")
    qtbot.waitUntil(lambda: table.problem == "A name needs letters.")
    again = table.view.findChildren(QLineEdit)[-1]
    assert again.text() == "123"
    assert commits == []


def test_a_choice_is_a_list(table: RecordTable, commits: list[tuple[Any, str, str]]) -> None:
    table.view.setCurrentIndex(table.model.index(0, 1))
    table.view.edit(table.view.currentIndex())
    editor = table.view.findChild(QComboBox)
    assert isinstance(editor, QComboBox)
    assert [editor.itemText(at) for at in range(editor.count())] == ["", *STATUSES]
    editor.setCurrentText("Closed")
    table.view.itemDelegate().commitData.emit(editor)
    assert commits == [("U1", "status", "Closed")]


def test_an_unchanged_cell_is_no_change(qtbot: QtBot, table: RecordTable, commits: list[tuple[Any, str, str]]) -> None:
    table.select("U1")
    edit(qtbot, table, "Crown")
    assert commits == []


def test_nothing_can_be_typed_where_nothing_may_be_changed(table: RecordTable) -> None:
    table.commit = None
    assert not table.model.flags(table.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


# Columns


def test_a_hidden_column_is_shown_when_chosen_and_stays_so(
    table: RecordTable, empty_window: MainWindow, qtbot: QtBot
) -> None:
    table.layout_.choose([("note", True), ("name", True), ("status", False), ("spend", True)])
    table.sort_by("spend", descending=True)
    again = RecordTable(empty_window, "pcns", SPECS)
    qtbot.addWidget(again)
    shown = [name for name, _, visible in again.layout_.columns() if visible]
    assert shown == ["note", "name", "spend"]
    again.show_columns(columns_of(SPECS, ROWS, ids=IDS))
    assert column(again)[0] == "Crown"


def test_a_width_that_the_user_set_is_kept(table: RecordTable, empty_window: MainWindow, qtbot: QtBot) -> None:
    table.headings.resizeSection(0, 321)
    table.layout_.save()
    again = RecordTable(empty_window, "pcns", SPECS)
    qtbot.addWidget(again)
    again.show_columns(columns_of(SPECS, ROWS, ids=IDS))
    assert again.headings.sectionSize(0) == 321


def test_columns_can_be_put_back_as_they_were(table: RecordTable) -> None:
    table.layout_.choose([("spend", True), ("name", False), ("status", True), ("note", True)])
    table.layout_.reset()
    assert [name for name, _, shown in table.layout_.columns() if shown] == ["name", "status", "spend"]


def test_other_columns_may_come_with_other_rows(table: RecordTable) -> None:
    table.filter_text("crown")
    table.clear_filters()
    other = (ColumnSpec(name="role", label="Role"), ColumnSpec(name="spend", label="Spend"))
    table.show_columns(columns_of(other, [("Pharmacist", "1")], ids=["p"]), "roles")
    assert column(table, "role") == ["Pharmacist"]
    table.show_columns(columns_of(SPECS, ROWS, ids=IDS), "pcns")
    assert len(column(table)) == 4


def test_what_is_shown_can_be_exported(table: RecordTable) -> None:
    table.filter_text("ascent")
    fields, rows = table.shown_records()
    assert [field.label for field in fields] == ["PCN", "Status", "Spend"]
    assert rows == [("Ascent", "Closed", -6202470)]


@pytest.mark.parametrize("act", [RecordTable.copy, RecordTable.paste, lambda table: table.filter_text("x")])
def test_a_table_whose_rows_have_not_come_takes_everything_calmly(
    act: Callable[[RecordTable], object], empty_window: MainWindow, qtbot: QtBot
) -> None:
    table = RecordTable(empty_window, "pcns", SPECS)
    qtbot.addWidget(table)
    act(table)
