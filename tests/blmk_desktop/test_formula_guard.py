"""The guard against formulas: nothing that a spreadsheet would run, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.formula_guard import guarded, unguarded


@given(st.text(alphabet="'=+-@\t\r\nab ", max_size=6))
def test_the_guard_can_always_be_taken_away(text: str) -> None:
    safe = guarded(text)
    assert safe[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}
    assert unguarded(safe) == text


@pytest.mark.parametrize("text", ["St John's", "'Quoted' Surgery", "A-B", ""])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert guarded(text) == unguarded(text) == text
