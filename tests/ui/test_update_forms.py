"""Forms for leads and owners: who is offered, who is ticked, and the workbooks that come of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from blmk_desktop.changes import Change, commit, new_records
from db import create_file, open_file
from tests.ui.tabs.conftest import Opening, opened  # noqa: F401 - a fixture
from ui.screenshots import settle
from ui.update_forms import UpdateForms

ESTATES, PLACE = "Lead of the annexes", "Lead of the hub"


@pytest.fixture
def dialog(opened: Opening, example: Path, tmp_path: Path) -> Any:  # noqa: F811
    """The dialog over a file of two leads, one of two schemes."""
    file = tmp_path / "led.blmk"
    file.write_bytes(example.read_bytes())
    ids = new_records()
    schemes = [{"name": name, "owner": owner} for name, owner in (("A1", ESTATES), ("A2", ESTATES), ("B", PLACE))]
    with open_file(file) as store:
        commit(store, [Change("scheme", next(ids), None, dict(one)) for one in schemes], what="Set up")
    window = opened(file, "Overview").window_
    window.commands.update_forms("scheme-update")
    settle(window)
    return window.findChild(UpdateForms)


def offered(dialog: Any) -> list[str]:
    return [dialog.whom.item(at).text() for at in range(dialog.whom.count())]


def test_everybody_with_open_records_is_offered_and_ticked(dialog: Any) -> None:
    assert f"{ESTATES}  (schemes: 2)" in offered(dialog)
    assert dialog.chosen == [item.partition("  (")[0] for item in offered(dialog)]


def test_only_those_ticked_get_a_form(dialog: Any, tmp_path: Path) -> None:
    for at in range(dialog.whom.count()):
        item = dialog.whom.item(at)
        item.setCheckState(Qt.CheckState.Checked if item.text().startswith(PLACE) else Qt.CheckState.Unchecked)
    assert dialog.go.text() == "Write 1 form"
    dialog.folder.edit.setText(str(tmp_path / "out"))
    window = dialog.window_
    dialog.go.click()
    settle(window)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"Scheme update {PLACE}.xlsx"]
    assert "1 form is in" in window.frame.banner.text


def test_where_nobody_is_named_it_says_what_to_do(opened: Opening, tmp_path: Path) -> None:  # noqa: F811
    with create_file(tmp_path / "empty.blmk"):
        pass
    window = opened(tmp_path / "empty.blmk", "Overview").window_
    window.commands.update_forms("risk-update")
    settle(window)
    dialog = window.findChild(UpdateForms)
    assert dialog.problem.text() == "No open record names a risk owner: fill in the lead or owner first."
    assert not dialog.go.isEnabled()
