"""The risks of the GP workforce plan of 2018 on screen: three at 25, one dragged to another cell, its movement."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.seeding import load_reference
from db import create_file
from tests.ui.tabs.conftest import Opening, cell
from tests.ui.tabs.risks.test_risk_register import dialog
from ui.parts.heat_cells import chips
from ui.screenshots import settle
from ui.tabs.risks.risk_dialogs import Rescore


@pytest.fixture
def register_2018(shared: Path, tmp_path: Path) -> Path:
    workbook = shared / "inputs" / "risk-register-2018.xlsx"
    if not workbook.is_file():
        pytest.skip("needs ../shared/inputs/risk-register-2018.xlsx, which is not on this machine")
    path = tmp_path / "register.blmk"
    with create_file(path) as store:
        load_reference(store)
        apply(store, propose(store, [workbook]))
    return path


def test_a_risk_of_2018_is_dragged_and_the_movement_tells_it(
    qtbot: QtBot, opened: Opening, register_2018: Path
) -> None:
    tab = opened(register_2018, "Risks")
    page, window = tab.page, tab.window_
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 768)
    settle(window)
    assert len(page.heat.heat.risks) == 10
    worst = page.heat.heat.cells[5, 5]
    assert len(worst) == 3
    cells, layout = page.heat.cells, page.heat.cells.layout_now()
    risk, place = chips(page.heat.heat, layout, cells.font(), (5, 5))[0][0]
    qtbot.mousePress(cells, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    for at in ((4, 4), (3, 4)):
        qtbot.mouseMove(cells, layout.cell(at).center().toPoint())
    qtbot.mouseRelease(cells, Qt.MouseButton.LeftButton, pos=layout.cell((3, 4)).center().toPoint())
    asked = dialog(Rescore)
    asked.reason.setPlainText("money was found for the staff in the plan")
    asked.go.click()
    settle(window)
    assert cell(page, risk.id, "score") == "12"
    assert (cell(page, risk.id, "moved"), next(one.before for one in page.heat.heat.risks if one.id == risk.id)) == (
        "▼ 13",
        (5, 5),
    )
    movement = tab.show_page("movement")
    settle(window)
    assert [cell(movement, risk.id, name) for name in ("moved", "was", "now", "reason")] == [
        "Down",
        "25 (5 × 5)",
        "12 (3 × 4)",
        "money was found for the staff in the plan",
    ]
