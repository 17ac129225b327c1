"""About: what support asks for can be copied, and every licence can be read and copied where the program is."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from blmk_desktop import __version__
from blmk_desktop.made_with import components
from ui import about
from ui.licences import Licences, full_text
from ui.window import MainWindow


def press(over: QWidget, words: str) -> None:
    next(button for button in over.findChildren(QPushButton) if button.text() == words).click()


def test_the_details_can_be_copied(window: MainWindow) -> None:
    shown = about.about(window)
    press(shown, "Copy details")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"BLMK Primary Care\nVersion: {__version__}\n")
    assert "plans.blmk" in copied
    shown.close()


def test_shortcuts_are_shown_without_scrolling_sideways(window: MainWindow) -> None:
    window.dress(text_size=150)
    shown = about.shortcuts(window)
    area = shown.findChild(QScrollArea)
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0
    shown.close()
    window.dress(text_size=100)


def test_each_licence_is_read_in_full_and_copied(window: MainWindow) -> None:
    shown = about.about(window)
    licences = shown.findChild(Licences)
    assert licences is not None
    assert licences.list.topLevelItemCount() == len(components())
    assert licences.text.font().pointSizeF() == licences.font().pointSizeF()
    for at, each in enumerate(components()):
        item = licences.list.topLevelItem(at)
        assert item is not None
        licences.list.setCurrentItem(item)
        assert item.text(1) == each.version
        assert len(licences.text.toPlainText()) > 200
        assert each.what_for in licences.does.text()
    press(shown, "Copy licence")
    assert "MIT License" in QGuiApplication.clipboard().text()
    shown.close()


def test_several_texts_stand_each_under_its_name() -> None:
    qt = next(each for each in components() if each.name == "qt")
    text = full_text(qt)
    assert text.startswith("Qt-use.txt\n==========\n\nQt, Qt for Python and Shiboken are used unchanged")
    assert "\nLGPL-3.0.txt\n============\n" in text
    assert "\nGPL-3.0.txt\n===========\n" in text
