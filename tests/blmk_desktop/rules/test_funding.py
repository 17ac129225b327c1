"""Money for schemes: budgets after moves, headroom, shares of grants, stages and lateness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.funding import (
    Move,
    budgets,
    cap_on,
    days_late,
    headroom,
    is_late,
    most_allowed,
    went_back,
)

THIS = ("Kingsway", "ETTF", "2019/20")
NEXT = ("Kingsway", "ETTF", "2020/21")
OTHER = ("Red House", "ETTF", "2020/21")
KEYS = (THIS, NEXT, OTHER)


def test_a_move_between_years_keeps_both_right() -> None:
    found = budgets({THIS: 50_200_000, NEXT: 0}, [Move("M1", "2020-03-31", 50_200_000, THIS, NEXT)])
    assert (found[THIS].original, found[THIS].moved, found[THIS].now) == (50_200_000, -50_200_000, 0)
    assert (found[NEXT].original, found[NEXT].moved, found[NEXT].now) == (0, 50_200_000, 50_200_000)


def test_new_money_and_money_given_back_have_one_end() -> None:
    moves = [Move("M1", "2020-01-01", 500, None, THIS), Move("M2", "2020-02-01", 200, THIS, None)]
    found = budgets({THIS: 1_000}, moves)
    assert (found[THIS].moved_in, found[THIS].moved_out, found[THIS].now) == (500, 200, 1_300)


def test_a_line_that_only_a_move_speaks_of_is_there_too() -> None:
    assert budgets({}, [Move("M1", "2020-01-01", 500, None, NEXT)])[NEXT].now == 500


@given(
    st.lists(
        st.tuples(st.integers(1, 10**9), st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(
            lambda one: one[1] != one[2]
        ),
        max_size=20,
    )
)
def test_moves_between_lines_make_no_money(moved: list[tuple[int, tuple[str, str, str], tuple[str, str, str]]]) -> None:
    originals = dict.fromkeys(KEYS, 10_000)
    moves = [Move(f"M{at}", "2020-01-01", *one) for at, one in enumerate(moved)]
    assert sum(one.now for one in budgets(originals, moves).values()) == 30_000


def test_headroom_is_negative_where_too_much_is_committed() -> None:
    assert headroom(396_000_000, 399_200_000) == -3_200_000
    assert headroom(None, 399_200_000) is None


def test_a_grant_pays_66_per_cent_from_2013() -> None:
    caps = [("2013-04-01", 6_600)]
    assert cap_on(caps, "2013-03-31") is None
    assert cap_on([*caps, ("2024-05-10", 10_000)], "2022-04-01") == 6_600
    assert most_allowed(6_000_001, 6_600) == 3_960_000  # £60,000.01: never a penny more than the share


@pytest.mark.parametrize(
    ("before", "after", "back"),
    [("PID", "OBC", False), ("FBC", "OBC", True), ("OBC", "withdrawn", False), ("withdrawn", "PID", False)],
)
def test_going_back_a_stage(before: str, after: str, *, back: bool) -> None:
    assert went_back(before, after) is back


def test_late_is_what_is_past_its_last_day_and_not_ended() -> None:
    assert is_late("2021-03-31", "", "OBC", "2021-04-01")
    assert not is_late("2021-03-31", "", "OBC", "2021-03-31")
    assert not is_late("2021-03-31", "", "withdrawn", "2022-01-01")
    assert not is_late("", "", "OBC", "2022-01-01")
    assert days_late("2021-03-31", "", "OBC", "2021-04-10") == 10
    assert days_late("2021-03-31", "2021-04-05", "complete", "2022-01-01") == 5
    assert days_late("2021-03-31", "2021-03-01", "complete", "2022-01-01") == 0
