"""What multidisciplinary teams avoid, by the strategy's own assumptions and by anybody's."""

from __future__ import annotations

from blmk_desktop.rules.assumptions import ONE, Assumption, Assumptions, layer
from blmk_desktop.rules.mdt import (
    ADMISSIONS,
    ASKED,
    ASKED_OF_PLAN,
    AVOIDED,
    NOT_ATTENDED,
    PLAN_ADMISSIONS,
    Effect,
    effects,
)


def assumed(*said: Assumption) -> list[Effect]:
    return effects(Assumptions("test", (layer(said),)))


def number(name: str, value: int) -> Assumption:
    return Assumption(name, value * ONE, unit="number")


def test_a_fifth_of_the_admissions_and_what_would_have_followed_each() -> None:
    shown = [one.shown for one in assumed(number(ADMISSIONS, 1_000))]
    assert shown == ["200", "200", "183", "", ""]


def test_what_the_strategy_does_not_print_is_asked_for() -> None:
    assert {one.words for one in effects(None)} == {ASKED}
    assert [one.words for one in assumed(number(ADMISSIONS, 1_000))][3:] == [ASKED_OF_PLAN] * 2


def test_follow_ups_and_conveyances_keep_the_ratios_of_the_plan() -> None:
    found = assumed(number(ADMISSIONS, 1_000), number(PLAN_ADMISSIONS, 1_396))
    assert [one.shown for one in found][3:] == ["400", "140"]
    assert found[3].words == "200 × 2,792 ÷ 1,396 = 400"


def test_ranges_of_assumptions_give_a_range() -> None:
    said = Assumption(AVOIDED, 2_000, low=1_000, high=3_000), Assumption(NOT_ATTENDED, 850, low=500, high=1_000)
    found = assumed(number(ADMISSIONS, 1_000), *said)
    assert [one.shown for one in found][:3] == ["200 (100 to 300)", "200 (100 to 300)", "183 (90 to 285)"]
