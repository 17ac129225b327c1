"""The window: one file, tabs built when first shown, undo with its name, nothing lost and everything said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

import main
from blmk_desktop import __version__
from blmk_desktop.changes import Change, commit
from blmk_desktop.errors import UserError, Where
from blmk_desktop.recent import remember
from db import SCHEMA_VERSION, create_file, open_file
from tests.ui.conftest import TABS
from ui import about, files
from ui.screenshots import settle
from ui.settings import Settings
from ui.window import MainWindow


def rename(window: MainWindow, name: str) -> None:
    """An edit of the first network, as a tab would make it."""
    change = Change("pcn", 2, {"name": "Crown"}, {"name": name})
    window.change(lambda store: commit(store, [change], what=f"Edit of {name}"), kinds={"pcn"})
    settle(window)


def names(window: MainWindow) -> list[str]:
    model = window.table.model if window.table else None
    return [model.index(row, 0).data() for row in range(model.rowCount())] if model else []


def words(window: MainWindow) -> str:
    return window.frame.status.text()


def test_a_tab_is_built_when_it_is_first_shown(window: MainWindow) -> None:
    assert window.built("Practices") is not None
    assert window.built("Findings") is None
    window.go_to("Findings")
    assert window.built("Findings") is not None


def test_the_file_is_opened_only_after_the_window_was_seen(qtbot: QtBot, tmp_path: Path, data_file: Path) -> None:
    window = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path, TABS)
    qtbot.addWidget(window)
    window.open_after_paint(data_file)
    assert window.store is None
    with qtbot.waitSignal(window.file_opened):
        window.show()
    settle(window)
    assert sorted(names(window)) == ["Ascent", "Crown"]


def test_the_status_bar_names_the_file_and_what_it_holds(window: MainWindow) -> None:
    assert "All changes saved" in words(window)
    assert "plans.blmk" in words(window)
    assert "2 networks" in words(window)


def test_going_to_a_tab_lets_the_keys_go_on_in_its_table(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.actions["tab2"].trigger()
    qtbot.waitUntil(lambda: bool(window.table and window.focusWidget() is window.table.view))


def test_a_change_is_saved_at_once_and_the_tab_shows_it(window: MainWindow) -> None:
    rename(window, "Crown North")
    assert "Crown North" in names(window)
    assert window.current.refreshed[-1] == {"pcn"}
    assert "All changes saved " in words(window)


def test_a_hidden_tab_brings_itself_up_to_date_when_shown_again(window: MainWindow) -> None:
    hidden = window.current
    window.go_to("Findings")
    settle(window)
    rename(window, "Crown North")
    assert hidden.refreshed == [None]
    window.go_to("Practices")
    assert hidden.refreshed == [None, None]


def test_undo_and_redo_say_what_they_take_back(window: MainWindow) -> None:
    undo, redo = window.commands.actions["undo"], window.commands.actions["redo"]
    assert undo.text() == "&Undo import of pcns.xlsx"
    rename(window, "Crown North")
    assert undo.text() == "&Undo edit of Crown North"
    assert not redo.isEnabled()
    undo.trigger()
    settle(window)
    assert sorted(names(window)) == ["Ascent", "Crown"]
    assert redo.text() == "&Redo edit of Crown North"
    redo.trigger()
    settle(window)
    assert "Crown North" in names(window)


def answer(window: MainWindow, words: str) -> str:
    """Press a button of the question that is asked; what was asked."""
    box = next(one for one in window.findChildren(QMessageBox) if one.isVisible())
    asked = box.text()
    next(one for one in box.buttons() if one.text().replace("&", "") == words).click()
    settle(window)
    return asked


def test_undo_of_an_import_asks_first_and_leaves_the_file_as_before(window: MainWindow) -> None:
    window.commands.undo()
    settle(window)
    assert answer(window, "Cancel") == "Take back the import of pcns.xlsx: 3 changes?"
    assert len(names(window)) == 2
    window.commands.undo()
    settle(window)
    answer(window, "Take back")
    assert names(window) == []
    assert window.statusBar().currentMessage() == "Undo of #1 'Import of pcns.xlsx': done, 3 changes."
    assert not window.commands.actions["undo"].isEnabled()


def test_ctrl_and_a_number_goes_to_a_tab(window: MainWindow) -> None:
    assert window.commands.actions["tab2"].shortcut().toString() == "Ctrl+2"
    window.commands.actions["tab2"].trigger()
    assert window.tabs.currentIndex() == 1


def test_a_record_is_shown_where_its_kind_is_at_home(window: MainWindow) -> None:
    window.show_record("finding", "total|x")
    assert window.built("Findings").shown == [("finding", "total|x")]


def test_another_file_takes_the_place_of_the_first(window: MainWindow, tmp_path: Path) -> None:
    first = window.current
    create_file(tmp_path / "new.blmk").close()
    window.open_path(tmp_path / "new.blmk")
    settle(window)
    assert window.current is not first
    assert names(window) == []
    assert "new.blmk" in words(window)
    open_file(tmp_path / "plans.blmk").close()  # the first is free again


@pytest.mark.usefixtures("window")
def test_a_file_that_somebody_else_has_is_read_only_and_says_who_has_it(
    qtbot: QtBot, tmp_path: Path, data_file: Path
) -> None:
    second = MainWindow(Settings(tmp_path / "second.ini"), main.open_store, tmp_path, TABS)
    qtbot.addWidget(second)
    second.show()
    second.open_path(data_file)
    settle(second)
    assert second.read_only
    assert second.frame.banner.text.startswith("This file is open in another window")
    assert "Read only" in words(second)
    assert not second.commands.actions["import"].isEnabled()
    data_file.unlink()  # whoever had it put it away
    next(one for one in second.frame.banner.findChildren(QPushButton) if one.text() == "Try again").click()
    settle(second)
    assert not data_file.exists()  # no empty one was made in its place
    message(second).close()
    second.close()


def message(window: MainWindow) -> QMessageBox:
    return window.findChildren(QMessageBox)[-1]


def test_a_file_that_is_none_is_refused_in_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.blmk"
    wrong.write_text("Dear colleague")
    window.open_path(wrong, create=False)
    settle(window)
    assert "letter.blmk" in message(window).informativeText()
    assert "plans.blmk" in words(window)  # the file that was open stays open
    message(window).close()


def test_where_no_file_could_be_opened_the_window_says_what_to_do(empty_window: MainWindow, tmp_path: Path) -> None:
    empty_window.open_path(tmp_path / "gone.blmk", create=False)
    settle(empty_window)
    page = empty_window.frame.pages.currentWidget()
    assert page.accessibleName() == "No data file is open."
    message(empty_window).close()


def test_an_error_says_where_it_happened(empty_window: MainWindow) -> None:
    empty_window.show_error(UserError("Error cell.", Where("plans.xlsx", "Submissions", "E3")))
    box = message(empty_window)
    assert (box.text(), box.informativeText()) == ("Error cell.", "plans.xlsx › Submissions!E3")
    box.close()


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), action, data, buttons, keys))


def test_a_dropped_letter_is_no_workbook(window: MainWindow, tmp_path: Path) -> None:
    drop(window, tmp_path / "letter.docx")
    assert message(window).text().startswith("That is no workbook.")
    message(window).close()


def test_a_dropped_data_file_is_opened(window: MainWindow, tmp_path: Path) -> None:
    open_file(tmp_path / "other.blmk", create=True).close()
    drop(window, tmp_path / "other.blmk")
    settle(window)
    assert "other.blmk" in words(window)


def test_workbooks_are_found_in_dropped_folders(tmp_path: Path) -> None:
    (tmp_path / "returns" / "late").mkdir(parents=True)
    for name in ("returns/crown.xlsx", "returns/late/ascent.CSV", "returns/~$crown.xlsx", "returns/read me.txt"):
        (tmp_path / name).touch()
    found = files.workbooks([tmp_path / "returns", tmp_path / "budget.ods"])
    assert [path.name for path in found] == ["crown.xlsx", "ascent.CSV", "budget.ods"]


def test_the_window_remembers_its_tab_and_looks(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.go_to("Findings")
    window.dress(text_size=125)
    window.close()
    again = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path, TABS)
    qtbot.addWidget(again)
    assert again.tabs.currentIndex() == 1
    assert again.settings.value("text_size") == 125
    again.dress(text_size=100)


def test_the_clipboard_gets_what_the_table_shows(window: MainWindow) -> None:
    assert window.table is not None
    window.table.select(2)
    window.table.view.setFocus()
    window.commands.actions["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "Crown\n"


@pytest.mark.parametrize("name", ["copy", "paste", "filter", "clear", "columns", "export", "undo"])
def test_no_command_needs_a_file(empty_window: MainWindow, name: str) -> None:
    empty_window.commands.actions[name].trigger()


def test_about_says_what_support_asks_first(window: MainWindow) -> None:
    details = about.details(window)
    assert "plans.blmk" in details
    assert f"Version: {__version__}" in details
    assert f"Schema: {SCHEMA_VERSION}" in details
    assert "blmk.log" in details


def test_every_shortcut_is_on_the_help_sheet_and_none_twice(window: MainWindow) -> None:
    actions = [action for action in window.commands.actions.values() if not action.shortcut().isEmpty()]
    keys = [action.shortcut().toString() for action in actions]
    assert len(set(keys)) == len(keys)
    sheet = about.shortcuts(window)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert set(keys) <= shown
    sheet.close()


def test_a_long_act_to_undo_is_told_whole_on_the_help_sheet(window: MainWindow) -> None:
    window.commands.actions["undo"].setText("Undo " + "a virement with a very long reason " * 3)
    sheet = about.shortcuts(window)
    sheet.show()
    said = next(one for one in sheet.findChildren(QLabel) if one.text().startswith("Undo a virement"))
    area = sheet.findChild(QScrollArea)
    settle(window)
    assert area.horizontalScrollBar().maximum() == 0
    assert said.height() >= said.heightForWidth(said.width()) > said.fontMetrics().height()
    sheet.close()


def test_closing_the_window_frees_the_file(window: MainWindow, data_file: Path) -> None:
    window.close()
    with open_file(data_file) as store:
        assert not store.read_only


def test_findings_are_worked_out_once_after_a_change_whoever_asks(window: MainWindow) -> None:
    given: list[object] = []
    window.findings(given.append)
    window.findings(given.append)
    settle(window)
    window.findings(given.append)
    assert len(given) == 3
    assert given[0] is given[1] is given[2]
    rename(window, "Crown North")
    window.findings(given.append)
    settle(window)
    assert given[3] is not given[0]


def test_a_file_that_is_open_is_not_opened_again(window: MainWindow, data_file: Path) -> None:
    store = window.store
    window.open_path(data_file)
    settle(window)
    assert window.store is store
    assert not window.read_only


def test_a_file_that_is_gone_is_missed(qtbot: QtBot, user_folder: Path, tmp_path: Path) -> None:
    remember(user_folder, tmp_path / "last year.blmk")
    window = main.build_window([])[1]
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.file_opened):
        window.show()
    settle(window)
    assert window.frame.banner.text.startswith("last year.blmk is not in ")
    window.close()


def test_pictures_are_taken_of_every_tab_light_and_dark(
    monkeypatch: pytest.MonkeyPatch, data_file: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr("ui.window.MainWindow.__init__.__defaults__", (TABS,))
    pictures = main.screenshots(tmp_path / "pictures", data_file)
    tabs = [f"{name}-{mode}.png" for name in ("findings", "practices") for mode in ("dark", "light")]
    assert {path.name for path in pictures} >= {*tabs, "settings-light.png", "first-run-dark.png", "guide-light.png"}
    assert all(path.stat().st_size > 5_000 for path in pictures)
    sizes = {(QImage(str(path)).width(), QImage(str(path)).height()) for path in pictures if path.name in tabs}
    assert sizes == {(1366, 768)}


def test_every_control_of_every_tab_has_a_name_for_screen_readers(
    qtbot: QtBot, dressed: QApplication, data_file: Path, tmp_path: Path
) -> None:
    assert dressed.styleSheet()
    window = MainWindow(Settings(tmp_path / "all.ini"), main.open_store, tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.open_path(data_file)
    for title in window.titles:
        tab = window.go_to(title)
        for page in getattr(tab, "pages", ("",)):
            if page:
                tab.show_page(page)
            settle(window)
            assert unnamed(window) == [], (title, page)
    window.close()


def unnamed(shown: QWidget) -> list[QWidget]:
    """What can be reached by keyboard and says nothing to a screen reader."""
    parts = [one for one in shown.findChildren(QWidget) if one.isVisible() and one.focusProxy() is None]
    reachable = [one for one in parts if one.focusPolicy()]
    return [one for one in reachable if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)]
