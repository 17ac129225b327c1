"""How a risk moved between two dates, in one word and in a clause."""

from __future__ import annotations

import pytest

from blmk_desktop.rules.risk_movement import Standing, movement, movement_words
from blmk_desktop.rules.risk_scores import Score

UNKNOWN, CLOSED = Standing(open=False, known=False), Standing(open=False, score=Score(2, 2))
NONE, NINE, TWELVE, OTHER_TWELVE = (Standing(True, score) for score in (None, Score(3, 3), Score(3, 4), Score(4, 3)))


@pytest.mark.parametrize(("before", "after", "moved", "words"), [
    (UNKNOWN, NINE, "new", "new, at 9 (3 × 3)"),
    (UNKNOWN, NONE, "new", "new, not scored yet"),
    (UNKNOWN, CLOSED, "closed", "raised and closed since"),
    (NINE, CLOSED, "closed", "closed, it was at 9 (3 × 3)"),
    (NINE, TWELVE, "up", "up from 9 (3 × 3) to 12 (3 × 4)"),
    (TWELVE, NINE, "down", "down from 12 (3 × 4) to 9 (3 × 3)"),
    (NINE, NINE, "unchanged", "unchanged at 9 (3 × 3)"),
    (TWELVE, OTHER_TWELVE, "unchanged", "unchanged in score, 12 (4 × 3) after 12 (3 × 4)"),
    (NONE, NINE, "scored", "scored for the first time, 9 (3 × 3)"),
    (NONE, NONE, "unchanged", "unchanged, not scored"),
    (CLOSED, CLOSED, "", ""),
    (CLOSED, NINE, "new", "new, at 9 (3 × 3)"),
])  # fmt: skip
def test_a_risk_moved(before: Standing, after: Standing, moved: str, words: str) -> None:
    assert movement(before, after) == moved
    assert movement_words(before, after) == words
