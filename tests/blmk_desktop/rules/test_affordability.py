"""Whether a plan can be afforded: worked by hand, what stays unknown, caps, and what-if."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.affordability import Allowance, RolePlan, Scenario, assess, what_if
from blmk_desktop.rules.caps import Cap
from blmk_desktop.rules.plan_costs import Line, Rates

YEAR, AS_AT = "2022/23", "2022-09-30"
PHARMACIST, ASSOCIATE, ADULT = "Clinical Pharmacist", "Physician Associate", "Adult Mental Health Practitioner"
ADVANCED = ("Paramedic (Advanced Practitioner)", "Podiatrist (Advanced Practitioner)")
RATES = Rates(
    {
        PHARMACIST: (("2022-04-01", 57_318_00), ("2022-10-01", 59_312_00)),
        **dict.fromkeys(ADVANCED, (("2021-04-01", 62_705_00),)),
    }
)
AS_IT_STANDS = Scenario()
SHARED = Cap("advanced practitioners", 2, 2, group="advanced practitioners")
CAPS = {ADULT: Cap(ADULT, 2, 4, until="2023-03-31"), **dict.fromkeys(ADVANCED, SHARED)}
IN_POST, TO_COME = Line(PHARMACIST, 100, line=1), Line(PHARMACIST, 100, "2022-11-01", line=2)


def roles(lines: list[Line], registered: int | None = None, year: str = YEAR) -> dict[str, RolePlan]:
    found = assess(lines, RATES, Allowance(None, registered, CAPS), year)
    return {role.role: role for role in found.roles}


def test_a_plan_within_its_allocation() -> None:
    """A pharmacist all year costs £58,315.00, one from November 5/12 of £59,312, which is £24,713.33."""
    found = assess([IN_POST, TO_COME], RATES, Allowance(90_000_00), YEAR)
    assert (found.cost, found.balance, found.affordable) == (83_028_33, 6_971_67, True)
    assert [line.total for line in found.lines] == [58_315_00, 24_713_33]
    assert sum(found.months) == found.cost
    assert found.wte == (100,) * 7 + (200,) * 5
    assert found.roles == (RolePlan(PHARMACIST, 200, 200, 83_028_33, 0),)


def test_a_plan_over_its_allocation() -> None:
    found = assess([IN_POST, TO_COME], RATES, Allowance(83_028_32), YEAR)
    assert (found.balance, found.affordable) == (-1, False)


def test_a_plan_that_spends_its_allocation_to_the_penny_is_affordable() -> None:
    assert assess([IN_POST, TO_COME], RATES, Allowance(83_028_33), YEAR).affordable is True


def test_a_plan_with_an_unknown_rate_says_what_its_total_leaves_out() -> None:
    unknown = Line(ASSOCIATE, 50, "2022-09-01", line=3)
    found = assess([IN_POST, unknown], RATES, Allowance(90_000_00), YEAR)
    assert (found.cost, found.unknown, found.affordable) == (58_315_00, (unknown,), None)
    assert found.roles[1] == RolePlan(ASSOCIATE, 50, 50, 0, 7)


def test_what_is_known_may_be_too_much_already() -> None:
    assert assess([IN_POST, Line(ASSOCIATE, 50)], RATES, Allowance(50_000_00), YEAR).affordable is False


def test_without_an_allocation_nothing_is_said() -> None:
    found = assess([IN_POST], RATES, Allowance(), YEAR)
    assert (found.balance, found.affordable) == (None, None)


def test_no_lines_cost_nothing() -> None:
    found = assess([], RATES, Allowance(1_00), YEAR)
    assert (found.cost, found.balance, found.wte, found.roles) == (0, 1_00, (0,) * 12, ())


@pytest.mark.parametrize(("registered", "cap", "over"), [(None, 2, True), (99_999_99, 2, True), (100_000_00, 4, False)])
def test_three_mental_health_practitioners_are_over_the_cap_but_of_a_large_network(
    registered: int | None, cap: int, over: bool
) -> None:
    found = roles([Line(ADULT, 300)], registered)[ADULT]
    assert (found.cap, found.over) == (cap, over)


def test_a_cap_that_has_ended_is_none() -> None:
    found = roles([Line(ADULT, 900)], year="2023/24")[ADULT]
    assert (found.cap, found.over) == (None, False)


def test_advanced_practitioners_share_one_cap() -> None:
    found = roles([Line(ADVANCED[0], 150), Line(ADVANCED[1], 51), IN_POST])
    assert {role: (plan.cap, plan.cap_group, plan.over) for role, plan in found.items()} == {
        ADVANCED[0]: (2, "advanced practitioners", True),
        ADVANCED[1]: (2, "advanced practitioners", True),
        PHARMACIST: (None, "", False),
    }


def test_advanced_practitioners_to_the_full_cap_are_within_it() -> None:
    assert not any(role.over for role in roles([Line(ADVANCED[0], 150), Line(ADVANCED[1], 50)]).values())


def test_one_who_leaves_before_the_next_comes_does_not_count_twice() -> None:
    lines = [Line(ADVANCED[0], 200, end="2022-08-14"), Line(ADVANCED[1], 200, "2022-08-15")]
    assert not any(role.over for role in roles(lines).values())


def test_over_the_cap_in_mid_year_is_over_though_not_at_its_end() -> None:
    found = roles([Line(ADVANCED[0], 300, "2022-06-01", "2022-09-30")])[ADVANCED[0]]
    assert (found.wte, found.most_wte, found.over) == (0, 300, True)


def test_the_most_at_once_is_of_all_that_share_the_cap() -> None:
    found = roles([Line(ADVANCED[0], 150), Line(ADVANCED[1], 100, "2022-06-01")])
    assert [(found[role].wte, found[role].most_wte) for role in ADVANCED[:2]] == [(150, 250), (100, 250)]


def test_the_roles_over_their_caps_are_told() -> None:
    found = assess([Line(ADULT, 201), IN_POST], RATES, Allowance(caps=CAPS), YEAR)
    assert [role.role for role in found.over_caps] == [ADULT]


@pytest.mark.parametrize(
    ("scenario", "cost"),
    [
        (Scenario(), 83_028_33),
        (Scenario(pay_award=1_00), 58_898_15 + 24_960_47),  # maxima of £57,891.18 and £59,905.12
        (Scenario(slip=2), 58_315_00 + 14_828_00),  # from January: three months instead of five
        (Scenario(failure=20_00), 58_315_00 + 19_770_67),  # 0.8 of a post
        (Scenario(pay_award=1_00, slip=2, failure=20_00), 58_898_15 + 11_981_02),
        (Scenario(slip=5), 58_315_00),  # not before April: nobody in this year
        (Scenario(failure=100_00), 58_315_00),
    ],
)
def test_what_if(scenario: Scenario, cost: int) -> None:
    lines, rates = what_if([IN_POST, TO_COME], RATES, scenario, YEAR, AS_AT)
    assert assess(lines, rates, Allowance(), YEAR).cost == cost


def test_those_in_post_already_neither_slip_nor_fail() -> None:
    started = [replace(IN_POST, start=AS_AT), IN_POST]
    lines, _ = what_if(started, RATES, Scenario(slip=3, failure=50_00), YEAR, AS_AT)
    assert lines == started


def test_a_pay_award_raises_a_given_salary_too() -> None:
    """£40,000 and 1 % is £40,400, with on-costs £48,480."""
    lines, rates = what_if([replace(IN_POST, salary=40_000_00)], RATES, Scenario(pay_award=1_00), YEAR, AS_AT)
    assert assess(lines, rates, Allowance(), YEAR).cost == 48_480_00


def test_a_post_that_slips_past_its_own_end_is_left_out() -> None:
    brief = replace(TO_COME, end="2022-12-31")
    assert what_if([brief], RATES, Scenario(slip=1), YEAR, AS_AT)[0] == [replace(brief, start="2022-12-01")]
    assert what_if([brief], RATES, Scenario(slip=2), YEAR, AS_AT)[0] == []


def test_an_unknown_rate_stays_unknown_however_pay_rises() -> None:
    blank = Rates({ASSOCIATE: (("2022-04-01", None),)})
    lines, rates = what_if([Line(ASSOCIATE, 100)], blank, Scenario(pay_award=5_00), YEAR, AS_AT)
    assert assess(lines, rates, Allowance(), YEAR).unknown == (Line(ASSOCIATE, 100),)


DAYS = st.none() | st.dates(date(2022, 1, 1), date(2023, 6, 1)).map(lambda day: day.isoformat())
LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from([PHARMACIST, ASSOCIATE, *ADVANCED]),
        st.integers(1, 300),
        DAYS,
        DAYS,
        st.none() | st.integers(0, 90_000_00),
    ),
    max_size=5,
)


def worked(lines: list[Line], scenario: Scenario = AS_IT_STANDS) -> tuple[int, tuple[int, ...]]:
    found = assess(*what_if(lines, RATES, scenario, YEAR, AS_AT), Allowance(), YEAR)
    return found.cost, found.wte


@given(LINES)
def test_if_nothing_changes_the_plan_stays_as_it_stands(lines: list[Line]) -> None:
    plain = assess(lines, RATES, Allowance(), YEAR)
    assert worked(lines) == (plain.cost, plain.wte)


@given(LINES, st.integers(0, 12), st.integers(0, 12))
def test_to_slip_further_never_costs_more(lines: list[Line], slip: int, more: int) -> None:
    later, sooner = worked(lines, Scenario(slip=slip + more)), worked(lines, Scenario(slip=slip))
    assert later[0] <= sooner[0]
    assert all(after <= before for after, before in zip(later[1], sooner[1], strict=True))


@given(LINES, st.integers(0, 100_00), st.integers(0, 100_00))
def test_to_find_fewer_never_costs_more(lines: list[Line], failure: int, other: int) -> None:
    fewer, more = sorted((failure, other), reverse=True)
    assert worked(lines, Scenario(failure=fewer))[0] <= worked(lines, Scenario(failure=more))[0]


@given(LINES, st.integers(0, 20_00))
def test_a_pay_award_never_costs_less(lines: list[Line], award: int) -> None:
    assert worked(lines, Scenario(pay_award=award))[0] >= worked(lines)[0]


@given(LINES)
def test_roles_lines_and_months_add_up_to_the_plan_in_any_order(lines: list[Line]) -> None:
    found = assess(lines, RATES, Allowance(), YEAR)
    assert found.cost == sum(found.months) == sum(role.cost for role in found.roles)
    assert found.cost == sum(line.total for line in found.lines)
    turned = assess(lines[::-1], RATES, Allowance(), YEAR)
    assert (turned.cost, turned.months, turned.roles) == (found.cost, found.months, found.roles)
