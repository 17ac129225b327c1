"""A link with a long name wraps in a narrow place, and is still one name."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui.parts.detail import DetailPane, Line, Lines
from ui.parts.labels import link

LONG = "Riverside Hub (example), Council contributions & grants (example): £3,000,000"


def test_a_link_takes_as_many_lines_as_it_needs(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed.styleSheet()
    shown = link(LONG, lambda: None)
    qtbot.addWidget(shown)
    whole = shown.sizeHint()
    assert shown.minimumSizeHint().width() < whole.width() / 3
    assert shown.heightForWidth(whole.width()) == whole.height()
    assert shown.heightForWidth(whole.width() // 3) > 2 * whole.height()
    shown.resize(whole.width() // 3, 100)
    shown.show()
    assert "\n" in QPushButton.text(shown)
    assert (shown.text(), shown.accessibleName()) == (LONG.replace("&", "&&"), LONG)


def test_a_long_link_leaves_the_pane_as_wide_as_it_is(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed.styleSheet()
    pane = DetailPane()
    qtbot.addWidget(pane)
    pane.resize(250, 400)
    pane.show_detail("A fund", sections=[Lines("Schemes", [Line(LONG, activate=lambda: None)])])
    pane.show()
    assert pane.horizontalScrollBar().maximum() == 0


def test_every_line_of_a_long_link_is_seen_in_a_narrow_pane(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed.styleSheet()
    pane = DetailPane()
    qtbot.addWidget(pane)
    pane.resize(250, 400)
    pane.show_detail("A fund", sections=[Lines("Schemes", [Line(LONG, "detail", activate=lambda: None)])])
    pane.show()
    shown = next(part for part in pane.findChildren(QPushButton) if "Riverside" in part.text())
    qtbot.waitUntil(lambda: "\n" in QPushButton.text(shown))
    assert shown.height() >= shown.heightForWidth(shown.width())
