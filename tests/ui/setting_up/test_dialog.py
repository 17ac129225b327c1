"""The settings are kept where they belong: the file's as a change, the user's in their own folder."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from blmk_desktop import settings
from blmk_desktop.recent import recent_files
from blmk_desktop.user import User, user
from tests.ui.test_window import unnamed
from ui.screenshots import settle
from ui.setting_up.dialog import PAGES, THRESHOLDS, SettingsDialog, open_settings
from ui.setting_up.pages import Remembered
from ui.tabs.plans.returns_dialogs import RoundDialog
from ui.tabs.reference import Reference
from ui.window import MainWindow


@pytest.fixture
def dialog(window: MainWindow) -> SettingsDialog:
    """The settings over a window with a file."""
    open_settings(window)
    settle(window)
    return window.findChildren(SettingsDialog)[-1]


def put(dialog: SettingsDialog, name: str, words: str) -> None:
    editor = next(page.rows[name].editor for page in dialog.fields() if name in page.rows)
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findData(words))
    elif isinstance(editor, QLineEdit):
        editor.setText(words)
    else:
        editor.setPlainText(words)


def kept(window: MainWindow, name: str) -> str:
    assert window.store is not None
    with window.store.reading() as connection:
        return settings.setting(connection, name)


def test_every_page_has_its_settings(dialog: SettingsDialog) -> None:
    assert tuple(dialog.pages) == PAGES
    shown = {name for page in dialog.fields() for name in page.rows}
    assert shown == {one.name for one in settings.SETTINGS} - {"start.first_run_done"}


def test_settings_of_the_file_are_one_change(window: MainWindow, dialog: SettingsDialog) -> None:
    put(dialog, "papers.committee", "Primary Care Board")
    put(dialog, "papers.enablers", "Workforce\nEstates")
    dialog.save()
    assert not dialog.isVisible()
    assert kept(window, "papers.committee") == "Primary Care Board"
    assert kept(window, "papers.enablers") == "Workforce\nEstates"
    settle(window)
    window.commands.actions["undo"].trigger()
    settle(window)
    assert kept(window, "papers.committee") == settings.default("papers.committee")


def test_who_works_here_signs_the_next_change(window: MainWindow, dialog: SettingsDialog) -> None:
    put(dialog, "user.name", "Sam Lee")
    put(dialog, "user.role", "Contract manager")
    dialog.save()
    assert user(window.folder) == User("Sam Lee", "Contract manager")
    assert window.store is not None
    assert window.store.who == "Sam Lee, Contract manager"


def test_looks_are_kept_and_shown(window: MainWindow, dialog: SettingsDialog) -> None:
    put(dialog, "theme", "dark")
    dialog.save()
    assert window.settings.value("theme") == "dark"
    window.dress(mode="light")


def test_what_cannot_be_taken_is_said_at_its_field(dialog: SettingsDialog) -> None:
    put(dialog, "year.current", "2022/25")
    dialog.save()
    assert dialog.isVisible()
    assert dialog.stack.currentWidget() is dialog.pages["Our area"]
    row = dialog.fields()[1].rows["year.current"]
    assert row.problem.text()
    put(dialog, "year.current", "")
    dialog.reject()


def test_thresholds_are_changed_in_place_with_their_source(window: MainWindow, dialog: SettingsDialog) -> None:
    dialog.show_page(THRESHOLDS)
    settle(window)
    page = dialog.pages[THRESHOLDS]
    assert isinstance(page, Reference)
    page.picker.setCurrentIndex(page.picker.findData("risk_band"))
    settle(window)
    assert page.shown is not None
    assert "note" in [spec.name for spec in page.shown.columns.specs]


def test_what_is_remembered_can_be_forgotten(window: MainWindow, dialog: SettingsDialog) -> None:
    window.settings.set_value("tables/practices", {"widths": {}})
    window.settings.set_value("theme", "light")
    page = dialog.pages["What is remembered"]
    assert isinstance(page, Remembered)
    page.forget_looks()
    assert window.settings.value("tables/practices") is None
    assert window.settings.value("theme") == "light"
    page.forget_recent()
    assert len(recent_files(window.folder)) <= 1
    assert page.said.text()


def test_without_a_file_only_this_computer_is_asked_about(empty_window: MainWindow) -> None:
    open_settings(empty_window)
    dialog = empty_window.findChildren(SettingsDialog)[-1]
    assert THRESHOLDS not in dialog.pages
    assert not dialog.fields()[1].rows["area.name"].editor.isEnabled()
    assert dialog.fields()[0].rows["user.name"].editor.isEnabled()
    dialog.reject()


def test_every_control_has_a_name(window: MainWindow, dialog: SettingsDialog) -> None:
    for name in dialog.pages:
        dialog.show_page(name)
        settle(window)
        assert unnamed(dialog) == [], name


def test_the_year_of_the_settings_is_what_a_round_begins_with(window: MainWindow) -> None:
    assert window.store is not None
    settings.save_settings(window.store, {"year.current": "2021/22"})
    asked = RoundDialog(window, lambda *_given: None)
    assert asked.year.currentText() == "2021/22"
    asked.reject()
