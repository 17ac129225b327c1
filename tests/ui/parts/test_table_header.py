"""Headings of tables: two lines of words, and dots for what has no room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from ui.parts.table_header import fitted


@pytest.mark.usefixtures("qapp")
def test_a_heading_that_has_no_room_ends_in_dots() -> None:
    metrics = QFontMetrics(QFont())
    room = QRect(0, 0, metrics.horizontalAdvance("Example budget "), metrics.lineSpacing() * 2 + 10)
    assert fitted("Example budget £", metrics, room) == "Example budget\u00a0£"
    cut = fitted("Example budget of 2022/23 as agreed in March £", metrics, room)
    assert cut.startswith("Example budget")
    assert cut.endswith("…")
