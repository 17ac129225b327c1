"""A file that can only be looked at: what would change it stands there switched off, and says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ui.tabs.conftest import Held, words
from ui.screenshots import settle

WRITING = {"returns": ("round_menu", "import_menu", "status_menu"), "actuals": ("add",), "networks": ("enter",)}
WRITES = ("Change…", "Add a ", "Acknowledge…", "Import workbooks…", "Begin a round…", "Load the example data")


@pytest.fixture
def plans(held: Held, example: Path) -> Any:
    """The workforce plans of a file that another window has open."""
    return held(example).go_to("PCN workforce plans")


@pytest.mark.parametrize("key", WRITING)
def test_what_would_change_the_file_is_switched_off_and_says_why(plans: Any, key: str) -> None:
    page = plans.show_page(key)
    settle(plans.window_)
    for name in WRITING[key]:
        part = getattr(page, name)
        assert not part.isHidden()
        assert not part.isEnabled(), name
        assert "can only be looked at" in part.toolTip(), name


@pytest.mark.parametrize("key", ["returns", "actuals", "supply", "networks", "survey"])
def test_nothing_at_the_side_or_in_place_of_rows_would_change_it(plans: Any, key: str) -> None:
    page = plans.show_page(key)
    settle(plans.window_)
    if page.table.columns.count:
        page.table.select(page.table.columns.ids[0])
        settle(plans.window_)
    said = words(page.detail) + words(page.table.view) + words(page.banner)
    assert [text for text in WRITES if text in said] == []
    assert not any(spec.editable for spec in page.table.columns.specs)
