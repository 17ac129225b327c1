"""The guard against formulas: nothing that a spreadsheet would run, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.formula_guard import footer, guarded, unguarded


@given(st.text(alphabet="'=+-@\t\r\nab ", max_size=6))
def test_the_guard_can_always_be_taken_away(text: str) -> None:
    safe = guarded(text)
    assert safe[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}
    assert unguarded(safe) == text


@pytest.mark.parametrize("text", ["St John's", "'Quoted' Surgery", "A-B", ""])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


@pytest.mark.parametrize("text", ["3Sixty Care", "St Neots & Ouse", "&P of &N", "&" * 400, "a" * 400])
def test_a_footer_says_what_it_is_given_and_nothing_else(text: str) -> None:
    command, said = footer(text).rsplit('"', 1)
    assert command == '&8&"-,Regular'
    assert "&" not in said.replace("&&", "")
    assert len(said) <= 200
    assert said.replace("&&", "&") == text or said.endswith("…")
