"""The scheme at the side: what is read too late is not shown, and what is gone can only be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.tabs.conftest import Opening, words
from tests.ui.tabs.estates.estates_example import HUB
from ui.screenshots import settle
from ui.tabs.estates.scheme_pane import SchemePane


@pytest.fixture
def pane(opened: Opening, estates_file: Path) -> SchemePane:
    found: SchemePane = opened(estates_file, "Estates").show_page("timeline").detail
    settle(found.window_)
    return found


def test_a_scheme_that_is_read_too_late_is_not_shown(pane: SchemePane) -> None:
    pane.choose(HUB)
    pane.choose("")
    settle(pane.window_)
    assert pane.scheme is None
    assert HUB not in words(pane)


def test_a_scheme_of_a_day_that_is_gone_is_only_looked_at(pane: SchemePane) -> None:
    pane.choose(HUB)
    settle(pane.window_)
    assert "Change…" in words(pane)
    pane.choose(HUB, "2022-12-01")
    settle(pane.window_)
    assert HUB in words(pane)
    assert "Change…" not in words(pane)
