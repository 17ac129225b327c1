"""A window over the example data, and over a file with nothing but the reference data in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import main
from db import open_file
from ui.screenshots import settle
from ui.settings import Settings
from ui.window import MainWindow

Opening = Callable[..., Any]
Held = Callable[[Path], MainWindow]


@pytest.fixture
def opened(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Opening]:
    """Open a copy of a file in a window and show one of its tabs, or a page of it, once it stands still."""
    assert dressed.styleSheet()
    windows: list[MainWindow] = []

    def open_tab(file: Path, title: str, page: str = "") -> Any:
        copy = tmp_path / "copy.blmk"
        shutil.copy(file, copy)
        window = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path)
        qtbot.addWidget(window)
        windows.append(window)
        window.settings.set_value("tab", title)
        window.tabs.setCurrentIndex(window.titles.index(title))
        window.resize(1366, 768)
        window.show()
        window.open_path(copy)
        settle(window)
        tab = window.built(title)
        if not page:
            return tab
        found = tab.show_page(page)
        settle(window)
        return found

    yield open_tab
    for window in windows:
        window.close()


@pytest.fixture
def held(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Held]:
    """Open a copy of a file that another window has open, so that it can only be looked at."""
    assert dressed.styleSheet()
    with ExitStack() as opened_first:

        def open_held(file: Path) -> MainWindow:
            first = opened_first.enter_context(open_file(Path(shutil.copy(file, tmp_path / "held.blmk"))))
            window = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path)
            qtbot.addWidget(window)
            opened_first.callback(window.close)
            window.show()
            window.open_path(first.path)
            settle(window)
            assert window.read_only
            return window

        yield open_held


def words(part: QWidget) -> str:
    """Everything that is written on a part, one line each."""
    written = [label.text() for label in part.findChildren(QLabel) if not label.isHidden()]
    return "\n".join([*written, *(button.text() for button in part.findChildren(QPushButton) if button.text())])


def press(part: QWidget, text: str) -> None:
    """Press the first button that says this, or whose name begins so."""
    buttons = part.findChildren(QPushButton)
    next(one for one in buttons if one.text() == text or one.accessibleName().startswith(text)).click()


def cell(tab: Any, id_: Any, column: str) -> str:
    """A cell of the tab's table as it is written."""
    columns = tab.table.columns
    return str(columns.shown(columns.position_of(id_), column))


def view(page: Any, name: str) -> None:
    """Choose one of the page's views, and wait for it."""
    page.switch.choose(name)
    settle(page.window_)


def choose(page: Any, id_: Any) -> str:
    """Choose a row of the page's table: what its detail says then."""
    page.table.select(id_)
    settle(page.window_)
    return words(page.detail)


def id_of(tab: Any, code: str) -> Any:
    """The identity of the row with that code."""
    columns = tab.table.columns
    return next(columns.ids[at] for at in range(columns.count) if columns.value(at, "code") == code)


@pytest.fixture(scope="session")
def estates_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with made-up schemes and their money, closed. Who would change it copies it."""
    from tests.ui.tabs.estates.estates_example import make

    return make(tmp_path_factory.mktemp("estates") / "estates.blmk")


@pytest.fixture(scope="session")
def actions_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with made-up actions, milestones and a committee's year, closed. Who would change it copies it."""
    from tests.ui.tabs.actions.actions_example import make

    return make(tmp_path_factory.mktemp("actions") / "actions.blmk")


@pytest.fixture(scope="session")
def risks_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with two made-up registers of risks, closed. Who would change it copies it."""
    from tests.ui.tabs.risks.risk_example import make

    return make(tmp_path_factory.mktemp("risks") / "risks.blmk")


@pytest.fixture(scope="session")
def finance_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with three monthly reports of a made-up area, closed. Who would change it copies it."""
    from tests.ui.tabs.budgets.finance_example import make

    return make(tmp_path_factory.mktemp("finance") / "finance.blmk")


@pytest.fixture(scope="session")
def without_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with nothing but the reference data, closed."""
    from blmk_desktop.seeding import load_reference
    from db import create_file

    path = tmp_path_factory.mktemp("bare") / "bare.blmk"
    with create_file(path) as store:
        load_reference(store)
    return path


@pytest.fixture(scope="session")
def workforce_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with a made-up workforce plan and its assumptions, closed. Who would change it copies it."""
    from tests.ui.tabs.budgets.workforce_example import make

    return make(tmp_path_factory.mktemp("workforce") / "workforce.blmk")
