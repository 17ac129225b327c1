"""A file that somebody else has open can be looked at on every page of the plans, and changed on none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

import main
from db import open_file
from tests.ui.plan.conftest import CROWN, FINAL
from ui.plan.grid import READ_ONLY
from ui.plan.page import open_plan
from ui.screenshots import settle
from ui.settings import Settings
from ui.window import MainWindow

CHANGING = ("add ", "enter ", "import", "duplicate", "remove", "paste", "keep as", "acknowledge", "change", "round")


def may_be_pressed(shown: QWidget) -> list[str]:
    """The buttons that would change the file and can be pressed."""
    buttons = [one for one in shown.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    words = [one.text().replace("&", "").casefold() for one in buttons]
    return [text for text in words if text.startswith(CHANGING)]


def test_nothing_can_be_changed_where_the_file_is_read_only(
    qtbot: QtBot, dressed: QApplication, plan_file: Path, tmp_path: Path
) -> None:
    assert dressed.styleSheet()
    window = MainWindow(Settings(tmp_path / "second.ini"), main.open_store, tmp_path)
    qtbot.addWidget(window)
    with open_file(plan_file):
        window.show()
        window.open_path(plan_file)
        settle(window)
        assert window.read_only
        tab = window.go_to("PCN workforce plans")
        for page in tab.pages:
            tab.show_page(page)
            settle(window)
            if tab.table.columns is not None and tab.table.columns.count:
                tab.table.select(tab.table.columns.ids[0])
                settle(window)
            assert may_be_pressed(tab) == [], page
        plan = open_plan(window, FINAL, CROWN)
        settle(window)
        assert may_be_pressed(plan) == []
        changing = {one.text() for one in plan.findChildren(QAbstractButton) if one.toolTip() == READ_ONLY}
        assert changing == {"&Add line", "Du&plicate", "&Remove", "Pa&ste", "&Keep as plan…"}
        assert plan.grid is not None
        assert not plan.grid.table.model.can_edit(plan.grid.table.model.index(0, 3))
        assert plan.about.text().endswith("read only: it can be looked at, not changed")
        window.close()


def test_the_keys_stay_in_the_table_from_page_to_page(qtbot: QtBot, over_plans: MainWindow) -> None:
    tab = over_plans.go_to("PCN workforce plans")
    settle(over_plans)
    for page in ("returns", "actuals", "networks"):
        tab.show_page(page)
        settle(over_plans)
        qtbot.waitUntil(lambda: over_plans.focusWidget() is tab.table.view)
