"""How far each weight may move before the order of a round, or its line, changes: worked by hand and against trying."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.prioritisation import Panel, ranking
from blmk_desktop.rules.sensitivity import Sway, sensitivity
from tests.blmk_desktop.rules.test_prioritisation import EAST, PANEL, SCORES


def of(panel: Panel, criterion: str) -> Sway:
    return next(one for one in sensitivity(panel) if one.criterion == criterion)


def test_the_share_of_need_decides_between_a_hub_and_a_wing() -> None:
    """Hub 90 and 80, Wing 20 and 100: with a share of s, 80 + 10s against 100 - 80s; level at 2/9, ahead from 23 on.

    East and West have 75 and 60, 60 + 15s, level with Wing at 40/95: Wing passes both at 42.
    """
    share = of(PANEL, "")
    assert (share.weight, share.tried, share.order) == (50, (0, 100), (43, 100))
    assert share.below == "Wing passes East and Wing passes West"
    assert share.above == ""
    assert not share.order_holds


def test_a_criterion_on_which_a_tie_hangs() -> None:
    """East and West are level on every criterion, so that no weight parts them."""
    assert of(PANEL, "Access").order_holds
    assert of(PANEL, "Space").order[1] == 6
    apart = replace(PANEL, scores={**SCORES, (EAST, "Access", "Nursing lead"): 5})
    assert of(apart, "Access").order == (1, 2)
    assert of(apart, "Access").below == "West draws level with East"


def test_the_line_may_hold_where_the_order_does_not() -> None:
    """With 500,000 only the first is affordable: Wing passes East and West at 42 per cent, and Hub not before 22."""
    share = of(replace(PANEL, affordable=500_000_00), "")
    assert (share.order[0], share.line[0]) == (43, 23)
    assert share.line_below == "Hub falls beyond the money and Wing comes within the money"


@given(st.lists(st.integers(0, 5), min_size=36, max_size=36), st.integers(0, 1_200_000_00))
def test_every_weight_said_to_keep_the_order_keeps_it_and_the_next_does_not(scores: list[int], affordable: int) -> None:
    panel = replace(PANEL, scores=dict(zip(SCORES, scores, strict=True)), affordable=affordable)

    def order(weight: int) -> list[tuple[str, int | None]]:
        space = replace(panel.criteria[0], weight=weight)
        return [(one.scheme, one.rank) for one in ranking(replace(panel, criteria=(space, *panel.criteria[1:])))]

    sway, now = of(panel, "Space"), order(3)
    low, high = sway.order
    assert [weight for weight in range(low, high + 1) if order(weight) != now] == []
    assert low == 0 or order(low - 1) != now
    assert high == 6 or order(high + 1) != now
