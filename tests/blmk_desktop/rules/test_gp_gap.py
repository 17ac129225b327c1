"""The workforce gap is vacancies, retirements and targets; a projection adds up; the bridge is that of table 4."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.gp_gap import Baseline, BridgeFigures, Joiners, Start, Year, bridge, gap_of, project

PRINTED = {  # table 1 of the 2018 plan: A, B, C, E, international; then other recruitment, F, B + C and F of A
    "BLMK": ((409_00, 52_50, 18_00, 41_00, 13_00), (28_00, 111_50, 70_50, 27)),
    "Bedfordshire CCG": ((224_00, 20_50, 10_00, 20_50, 6_00), (14_50, 51_00, 30_50, 23)),
    "Luton CCG": ((79_00, 19_00, 3_00, 10_00, 3_00), (7_00, 32_00, 22_00, 41)),
    "Milton Keynes CCG": ((106_00, 13_00, 5_00, 10_50, 4_00), (6_50, 28_50, 18_00, 27)),
}


@pytest.mark.parametrize("area", PRINTED)
def test_table_1_is_reproduced_exactly(area: str) -> None:
    told, (other, gap, without, share) = PRINTED[area]
    found = gap_of(Baseline(*told))
    assert (found.other_recruitment, found.gap, found.without_targets) == (other, gap, without)
    assert found.share is not None
    assert round(found.share / 100) == share


def test_without_a_target_the_gap_is_vacancies_and_retirements() -> None:
    found = gap_of(Baseline(178_00, 14_00, 17_00))
    assert (found.gap, found.without_targets, found.share) == (31_00, 31_00, Fraction(31 * 10_000, 178))


def test_nothing_is_said_of_a_gap_without_vacancies() -> None:
    assert gap_of(Baseline(100_00, None, 3_00, 5_00)).gap is None


def test_shares_of_nobody_are_none() -> None:
    assert gap_of(Baseline(0, 1_00, 0)).share is None


def test_a_year_adds_who_joins_and_takes_away_who_leaves() -> None:
    start = Start(stock=400_00, demand=450_00, over_50=3_000, leaving_years=150_000)
    (step,) = project(start, [Year("2018/19", [Joiners("Fellowship", 20_00, 5_000)], growth=200, substituted=1_000)])
    assert (step.joiners, step.leavers, step.stock) == (10_00, 8_00, 402_00)  # 30% of 400 leave in 15 years
    assert (step.demand, step.substituted, step.need) == (459_00, 45_90, 413_10)
    assert step.gap == 413_10 - 402_00


def test_those_known_to_retire_count_before_the_age_profile() -> None:
    start = Start(stock=400_00, demand=400_00, over_50=3_000)
    first, second = project(start, [Year("2018/19", retiring=18_00), Year("2019/20")])
    assert (first.leavers, second.leavers) == (18_00, 8_00)


def test_some_leave_beside_those_who_retire() -> None:
    (step,) = project(Start(stock=400_00, demand=400_00), [Year("2018/19", retiring=10_00, other_leavers=250)])
    assert step.leavers == 20_00


def test_nobody_leaves_who_is_not_there() -> None:
    (step,) = project(Start(stock=5_00, demand=5_00), [Year("2018/19", retiring=9_00)])
    assert (step.leavers, step.stock) == (5_00, 0)


SHARES = st.integers(0, 10_000)
YEARS = st.builds(
    Year,
    st.just("2018/19"),
    st.lists(st.builds(Joiners, st.just("any"), st.integers(0, 100_00), SHARES), max_size=3),
    st.none() | st.integers(0, 100_00),
    st.integers(-500, 500),
    SHARES,
)


@given(st.builds(Start, st.integers(0, 10_000_00), st.integers(0, 10_000_00), SHARES), st.lists(YEARS, max_size=6))
def test_every_year_follows_from_the_one_before(start: Start, years: list[Year]) -> None:
    stock = start.stock
    for step in project(start, years):
        assert abs(step.stock - (stock + step.joiners - step.leavers)) <= 2  # each is rounded to a hundredth
        assert abs(step.gap - (step.need - step.stock)) <= 2
        assert abs(step.need - (step.demand - step.substituted)) <= 2
        assert step.stock >= 0
        stock = step.stock


def test_the_bridge_of_table_4() -> None:
    found = bridge(BridgeFigures(460_00, 415_00, 409_00, 520_00, 44_00, 78_00))
    assert found is not None
    assert (found.lost, found.need, found.to_need) == (45_00, 476_00, 67_00)
    assert (found.target, found.compliance) == (123_00, 56_00)
    levels = [step.level for step in found.steps if step.kind == "level"]
    assert levels == [460_00, 415_00, 409_00, 520_00, 476_00, 532_00]


def test_each_change_of_a_bridge_leads_from_one_level_to_the_next() -> None:
    found = bridge(BridgeFigures(460_00, 415_00, 409_00, 520_00, 44_00, 78_00))
    assert found is not None
    at = 0
    for step in found.steps:
        at = step.value if step.kind == "level" else at + step.value
        assert step.level == at


def test_there_is_no_bridge_without_all_its_figures() -> None:
    assert bridge(BridgeFigures(460_00, 415_00, None, 520_00, 44_00, 78_00)) is None
