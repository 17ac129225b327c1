"""The boxes above a table: what they offer can be read in full when they are opened."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.parts.pickers import names, offer

LONG = "Prescribing and dispensing of the former clinical commissioning groups"


def test_the_list_that_opens_has_room_for_its_longest_choice(qtbot: QtBot) -> None:
    box = names("Line", 10, lambda: None)
    qtbot.addWidget(box)
    offer(box, ["Premises", LONG], "Premises")
    box.show()
    box.showPopup()
    assert box.view().width() > box.fontMetrics().horizontalAdvance(LONG) > box.width()
    box.hidePopup()
