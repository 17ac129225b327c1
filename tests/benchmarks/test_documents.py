"""The page on performance says what was measured, and nothing else stands in its tables."""

from __future__ import annotations

import json

import pytest

from benchmarks.documents import KEPT, PAGE, PICTURE, costs_of, page
from benchmarks.lines import Line
from benchmarks.plotting import growth_plot
from benchmarks.run import PARTS


def test_a_table_is_put_between_its_marks_and_what_is_around_it_stays() -> None:
    kept = {"parts": {"start": [["START", "", "", "floor 140 ms"], ["  first", "1.10 ×", "1.2 ×", "154 ms"]]}}
    made = page("Before.\n\n<!-- measured: start -->\n| old |\n<!-- end -->\n\nAfter.\n", kept)
    assert made.startswith("Before.\n\n<!-- measured: start -->\n")
    assert made.endswith("<!-- end -->\n\nAfter.\n")
    assert "| first | **1.10 ×** | 1.2 × | 154 ms |" in made
    assert "old" not in made


def test_an_aim_that_was_missed_is_said_to_be() -> None:
    assert Line("x", "1.31 ×", "1.2 ×").missed
    assert not Line("x", "1.19 ×", "1.2 ×").missed
    assert not Line("x", "skipped", "4 ×").missed


def test_the_page_has_a_place_for_every_part() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [part for part in PARTS if f"<!-- measured: {part} -->" not in text] == []


@pytest.mark.skipif(not KEPT.exists(), reason="nothing is kept yet: benchmarks/run.py --documents")
def test_the_page_and_its_picture_are_made_from_what_is_kept() -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    text = PAGE.read_text(encoding="utf-8")
    assert page(text, kept) == text
    assert PICTURE.read_text(encoding="utf-8") == growth_plot(costs_of(kept))
