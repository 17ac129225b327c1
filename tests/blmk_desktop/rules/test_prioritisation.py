"""A round worked by hand: four schemes, three scorers, one interest, a tie, and the line where the money ends."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.prioritisation import (
    AT_LINE,
    BEYOND,
    UNKNOWN,
    WITHIN,
    Candidate,
    Criterion,
    Panel,
    Placed,
    points,
    ranking,
)
from blmk_desktop.words.priorities import standing

NURSE, DOCTOR, FINANCE = "Nursing lead", "Clinical lead", "Finance lead"
CRITERIA = (
    Criterion("Space", "need", 3),
    Criterion("Access", "need", 1),
    Criterion("Value", "achievability and value", 2),
)
HUB, EAST, WEST, WING = "Hub", "East", "West", "Wing"
COSTS = {HUB: 500_000_00, EAST: 300_000_00, WEST: 250_000_00, WING: 100_000_00}
# Scheme to what each member gave: space, access, value.
GIVEN = {
    HUB: {NURSE: (5, 4, 4), DOCTOR: (5, 4, 4), FINANCE: (5, 1, 4)},
    EAST: {NURSE: (4, 3, 3), DOCTOR: (4, 3, 3), FINANCE: (0, 0, 0)},
    WEST: {NURSE: (4, 4, 3), DOCTOR: (4, 2, 3), FINANCE: (4, 3, 3)},
    WING: {NURSE: (1, 1, 5), DOCTOR: (1, 1, 5), FINANCE: (1, 1, 5)},
}
SCORES = {
    (scheme, criterion.name, member): score
    for scheme, members in GIVEN.items()
    for member, scores in members.items()
    for criterion, score in zip(CRITERIA, scores, strict=True)
}
PANEL = Panel(
    CRITERIA,
    tuple(Candidate(scheme, cost) for scheme, cost in COSTS.items()),
    SCORES,
    {(EAST, FINANCE): "Owns the building"},
    affordable=800_000_00,
)


def of(panel: Panel, scheme: str) -> Placed:
    return next(one for one in ranking(panel) if one.scheme == scheme)


def order(panel: Panel) -> list[tuple[str, int | None]]:
    return [(one.scheme, one.rank) for one in ranking(panel)]


def lines(panel: Panel) -> dict[str, str]:
    return {one.scheme: one.line for one in ranking(panel)}


def test_each_stage_is_the_weighted_average_of_its_criteria_and_counts_for_half() -> None:
    """Hub: space 5, access (4 + 4 + 1) / 3 = 3, so need is (3 x 5 + 3) / 4 = 4.5 of 5, 90; value is 4 of 5, 80."""
    hub = of(PANEL, HUB)
    assert [points(one) for one in (hub.need, hub.value, hub.total)] == [90_00, 80_00, 85_00]
    assert hub.means == {"Space": 5, "Access": 3, "Value": 4}


def test_scores_of_a_member_with_an_interest_do_not_count() -> None:
    """East without the finance lead: space 4, access 3, value 3, which is 75 and 60."""
    east = of(PANEL, EAST)
    assert [points(one) for one in (east.need, east.value, east.total)] == [75_00, 60_00, 67_50]
    assert east.left_out == 3
    assert of(replace(PANEL, interests={}), EAST).total == 45


def test_equal_totals_share_a_rank_and_the_next_counts_them_all() -> None:
    """West has the same 67.5 as East; Wing has 20 and 100, which is 60."""
    assert order(PANEL) == [(HUB, 1), (EAST, 2), (WEST, 2), (WING, 4)]
    assert [one.tied for one in ranking(PANEL)] == [False, True, True, False]


def test_the_line_falls_within_a_tie_that_cannot_be_paid_for_together() -> None:
    """800,000 less 500,000 for Hub leaves 300,000: enough for East or for West, not for both."""
    assert lines(PANEL) == {HUB: WITHIN, EAST: AT_LINE, WEST: AT_LINE, WING: BEYOND}
    assert [one.together for one in ranking(PANEL)] == [500_000_00, 1_050_000_00, 1_050_000_00, 1_150_000_00]
    assert not of(PANEL, WING).fits  # that hangs on whom the panel takes before it


def test_of_a_tie_at_the_line_the_one_too_dear_is_beyond_it() -> None:
    assert lines(replace(PANEL, affordable=760_000_00))[EAST] == BEYOND
    assert lines(replace(PANEL, affordable=760_000_00))[WEST] == AT_LINE


def test_money_to_the_penny_is_enough() -> None:
    assert lines(replace(PANEL, affordable=1_050_000_00)) == {HUB: WITHIN, EAST: WITHIN, WEST: WITHIN, WING: BEYOND}


def test_a_cheaper_scheme_below_the_line_is_said_to_fit_but_does_not_jump_it() -> None:
    wing = of(replace(PANEL, affordable=610_000_00), WING)
    assert (wing.line, wing.fits) == (BEYOND, True)
    assert not of(replace(PANEL, affordable=599_999_99), WING).fits


def test_below_a_cost_that_is_not_known_nobody_can_say_where_the_line_is() -> None:
    candidates = tuple(replace(one, cost=None) if one.scheme == WEST else one for one in PANEL.candidates)
    found = replace(PANEL, candidates=candidates)
    assert lines(found) == {HUB: WITHIN, EAST: UNKNOWN, WEST: UNKNOWN, WING: UNKNOWN}
    assert of(found, WING).together is None


def test_without_an_affordable_sum_there_is_no_line() -> None:
    assert set(lines(replace(PANEL, affordable=None)).values()) == {""}


def test_a_scheme_below_the_least_need_does_not_go_on() -> None:
    """Wing has 20 of 100 for need."""
    found = of(replace(PANEL, least=20_01), WING)
    assert (found.passed, found.rank, found.line, points(found.total)) == (False, None, "", 60_00)
    assert of(replace(PANEL, least=20_00), WING).rank == 4


def test_nobody_is_asked_to_score_the_second_stage_of_a_scheme_that_does_not_go_on() -> None:
    need_alone = {key: score for key, score in SCORES.items() if key[:2] != (WING, "Value")}
    wing = of(replace(PANEL, scores=need_alone, least=40_00), WING)
    assert (points(wing.need), wing.total, wing.missing) == (20_00, None, ())
    assert standing(wing) == "Below the least need"
    assert standing(of(replace(PANEL, scores=need_alone), WING)) == "Not fully scored"


def test_need_may_count_for_more_than_half() -> None:
    assert of(replace(PANEL, share=70_00), WING).total == 20 * Fraction(7, 10) + 100 * Fraction(3, 10)


def test_a_stage_without_criteria_is_no_part_of_the_total() -> None:
    assert of(replace(PANEL, criteria=CRITERIA[:2]), HUB).total == 90
    assert of(replace(PANEL, criteria=CRITERIA[2:]), WING).total == 100


def test_what_nobody_scored_has_no_rank_and_who_is_missing_is_said() -> None:
    scores = {key: score for key, score in SCORES.items() if key[:2] != (HUB, "Value")}
    hub = of(replace(PANEL, scores=scores), HUB)
    assert (hub.total, hub.rank) == (None, None)
    assert hub.missing == (("Value", DOCTOR), ("Value", FINANCE), ("Value", NURSE))
    one_less = {key: score for key, score in SCORES.items() if key != (HUB, "Value", FINANCE)}
    assert of(replace(PANEL, scores=one_less), HUB).value == 80


def test_points_are_rounded_half_up() -> None:
    assert [points(one) for one in (None, Fraction(200, 3), Fraction(1, 200))] == [None, 66_67, 1]


@given(st.lists(st.integers(0, 5), min_size=36, max_size=36), st.integers(0, 1_200_000_00))
def test_whatever_is_scored_the_money_within_the_line_is_affordable(scores: list[int], affordable: int) -> None:
    found = replace(PANEL, scores=dict(zip(SCORES, scores, strict=True)), affordable=affordable)
    placed = ranking(found)
    within = [one for one in placed if one.line == WITHIN]
    assert sum(one.candidate.cost or 0 for one in within) <= affordable
    assert list(placed[: len(within)]) == within
    ranks = [one.rank or 0 for one in placed]
    assert ranks == [1 + sum((other.total or 0) > (one.total or 0) for other in placed) for one in placed]
