"""A page that is not seen costs nothing when something on the one that is seen changes."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.deck import Deck, Tabs
from ui.parts.labels import label


class Page(QWidget):
    """Words over several lines; counts how often it is asked how high it would be."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.words = label("A few words", wrap=True)
        QVBoxLayout(self).addWidget(self.words)

    def heightForWidth(self, width: int) -> int:
        self.asked += 1
        return super().heightForWidth(width)


@pytest.mark.parametrize("kind", [Deck, Tabs])
def test_a_hidden_page_is_not_asked_how_high_it_would_be(qtbot: QtBot, kind: type[Deck | Tabs]) -> None:
    seen, hidden = Page(), Page()
    around, pages = QWidget(), kind()
    qtbot.addWidget(around)
    QVBoxLayout(around).addWidget(pages)
    for page in (seen, hidden):
        if isinstance(pages, Tabs):
            pages.addTab(page, "Page")
        else:
            pages.addWidget(page)
    around.show()
    qtbot.waitExposed(around)
    hidden.asked = 0
    seen.words.setText("Something else is said, and takes more lines. " * 10)
    QApplication.processEvents()
    assert not hidden.asked
