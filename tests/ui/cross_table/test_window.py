"""The window of a cross-table: what is chosen is shown at once, and what it shows can be kept and taken up again."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from blmk_desktop.changes import Change, commit
from blmk_desktop.export import write_view
from blmk_desktop.rules.cross_table import Asked
from ui.cross_table.window import CrossTableWindow, open_cross_table, open_saved
from ui.parts.table_shown import shown_view
from ui.screenshots import settle
from ui.window import MainWindow


def opened(window: MainWindow, asked: Asked | None = None, of: str = "") -> CrossTableWindow:
    made = open_cross_table(window, of, asked.state() if asked else None)
    assert made is not None
    settle(window)
    return made


def cells(crossing: CrossTableWindow) -> list[list[str]]:
    """What the table shows, row by row."""
    columns = crossing.table.columns
    assert columns is not None
    return [[columns.shown(at, spec.name) for spec in columns.specs] for at in crossing.table.shown()]


def test_it_begins_with_the_records_by_what_sorts_them(window: MainWindow) -> None:
    crossing = opened(window, of="pcn")
    assert crossing.said_first.text() == "PCNs: number by place"
    assert cells(crossing) == [["Milton Keynes", "2"]]
    assert crossing.table.total_row.texts() == {"total": "2"}
    crossing.close()


def test_another_field_is_put_across_and_back(window: MainWindow) -> None:
    crossing = opened(window, Asked("pcn", ("name",), ("place",)))
    assert cells(crossing) == [["Ascent", "1", "1"], ["Crown", "1", "1"]]
    crossing.swap()
    settle(window)
    assert cells(crossing) == [["Milton Keynes", "1", "1", "2"]]
    assert (crossing.rows.chosen, crossing.columns.chosen) == (("place",), ("name",))
    crossing.close()


def test_a_field_is_chosen_with_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    crossing = opened(window, of="pcn")
    qtbot.keyClick(crossing.columns.boxes[0], Qt.Key.Key_Down)
    settle(window)
    assert crossing.asked.columns == ("code",)
    assert [spec.label for spec in crossing.table.model.specs] == ["Place", "U35004 Crown", "U49574 Ascent", "Total"]
    crossing.close()


def test_a_condition_leaves_records_out_and_goes_again(qtbot: QtBot, window: MainWindow) -> None:
    crossing = opened(window, Asked("pcn", ("name",), where={"name": "crown"}))
    assert cells(crossing) == [["Crown", "1"]]
    condition = crossing.conditions.conditions[0]
    qtbot.keyClicks(condition.typed, "x")
    qtbot.waitUntil(lambda: crossing.asked.where == {"name": "crownx"})
    settle(window)
    assert cells(crossing) == []
    assert "no record meets the conditions" in crossing.table.empty_text
    qtbot.mouseClick(condition.gone, Qt.MouseButton.LeftButton)
    settle(window)
    assert cells(crossing) == [["Ascent", "1"], ["Crown", "1"]]
    crossing.close()


def test_what_cannot_be_is_said_above_the_table(window: MainWindow) -> None:
    crossing = opened(window, Asked("pcn", ("name",), where={"opened:day": ">soon"}))
    assert "is not a date" in crossing.banner.text
    crossing.close()


def test_it_follows_the_file(window: MainWindow) -> None:
    crossing = opened(window, of="pcn")
    added = Change("pcn", 99, None, {"code": "U00009", "name": "East", "place": "Milton Keynes"})
    window.saved(commit(window.store, [added], what="Add a network"))
    settle(window)
    assert cells(crossing) == [["Milton Keynes", "3"]]
    crossing.close()


def test_a_total_is_that_of_the_rows_shown(window: MainWindow) -> None:
    crossing = opened(window, Asked("pcn", ("name",)))
    crossing.table.filter_text("crown")
    assert crossing.table.total_row.texts() == {"total": "1"}
    assert crossing.chart.ids == [1]
    crossing.close()


def test_it_is_taken_up_as_it_was_kept(window: MainWindow) -> None:
    crossing = opened(window, Asked("pcn", ("place",), ("name",), where={"name": "crown"}))
    again = open_saved(window, json.dumps(crossing.state))
    assert again is not None
    settle(window)
    assert (again.asked, cells(again)) == (crossing.asked, cells(crossing))
    assert again.conditions.chosen == {"name": "crown"}
    for one in (crossing, again):
        one.close()


def test_without_a_file_there_is_nothing_to_cross(empty_window: MainWindow) -> None:
    assert open_cross_table(empty_window) is None


def test_what_is_exported_says_what_was_chosen(window: MainWindow, tmp_path: Path) -> None:
    crossing = opened(window, Asked("pcn", ("place",), ("name",), where={"name": "crown"}))
    view = shown_view(crossing.table)
    assert view is not None
    assert ("Cross-table of", "PCNs: number by place and PCN name") in view.about
    assert ("Only where", "PCN name: crown") in view.about
    write_view(view, tmp_path / "crossed.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "crossed.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["Milton Keynes", 1, 1]
    crossing.close()


def test_what_cannot_be_worked_out_leaves_no_other_table_and_lets_another_day_be_chosen(window: MainWindow) -> None:
    crossing = opened(window, Asked("pcn", ("region",)))
    assert crossing.banner.text.startswith("PCNs: nothing is divided by 'region'.")
    assert crossing.said_first.text() == ""
    assert not crossing.table.isVisible()
    assert crossing.as_at.isVisible()
    crossing.of.setCurrentIndex(crossing.of.findData("pcn"))
    crossing.of.activated.emit(crossing.of.currentIndex())
    settle(window)
    assert cells(crossing) == [["Milton Keynes", "2"]]
    assert crossing.table.isVisible()
    crossing.close()
