"""Assumptions are found by what they are of, the most particular first, a scenario's before those of its base."""

from __future__ import annotations

import pytest

from blmk_desktop.rules.assumptions import Assumption, Assumptions, compared, layer

NAME = "Inflation"


def assumptions(*said: Assumption, base: tuple[Assumption, ...] = ()) -> Assumptions:
    return Assumptions("set", [layer(said), layer(base)])


@pytest.mark.parametrize(
    ("area", "year", "item", "wanted"),
    [
        ("Elm", "2020/21", "Premises", 1),  # an item counts before an area
        ("Elm", "2020/21", "Drugs", 2),  # an area before a year
        ("Oak", "2020/21", "Drugs", 3),
        ("Oak", "2021/22", "Drugs", 4),
    ],
)
def test_the_most_particular_word_counts(area: str, year: str, item: str, wanted: int) -> None:
    found = assumptions(
        Assumption(NAME, 4),
        Assumption(NAME, 3, year="2020/21"),
        Assumption(NAME, 2, area="Elm"),
        Assumption(NAME, 1, item="Premises"),
    )
    assert found.value(NAME, area, year, item) == wanted


def test_what_names_more_counts_before_what_names_less() -> None:
    found = assumptions(Assumption(NAME, 1, item="Premises"), Assumption(NAME, 2, area="Elm", year="2020/21"))
    assert found.value(NAME, "Elm", "2020/21", "Premises") == 2


def test_a_scenario_that_means_all_areas_counts_before_its_bases_word_for_one() -> None:
    found = assumptions(Assumption(NAME, 9), base=(Assumption(NAME, 1, area="Elm"), Assumption("Growth", 5)))
    assert found.value(NAME, "Elm") == 9
    assert found.value("Growth", "Elm") == 5
    assert found.value("Nothing said") is None


def test_what_it_says_beyond_a_base_is_told_by_name() -> None:
    base = Assumptions("base", [layer([Assumption("Growth", 3), Assumption(NAME, 2)])])
    dialled = base.changed([Assumption(NAME, 5)])
    assert dialled.only_says({NAME}, base)
    assert base.only_says(set(), base)
    assert not dialled.only_says({"Growth"}, base)
    assert not assumptions(Assumption(NAME, 5)).only_says({NAME}, base)
    assert not base.only_says({NAME}, dialled)


def test_changes_come_before_all_that_is_said() -> None:
    found = assumptions(Assumption(NAME, 1)).changed([Assumption(NAME, 2)], "turned")
    assert (found.name, found.value(NAME), [one.value for one in found.own.values()]) == ("turned", 2, [2])


def test_a_range_never_crosses_the_likeliest() -> None:
    assert Assumption(NAME, 10, low=20, high=30).range == (10, 10, 30)
    assert not Assumption(NAME, 10).is_uncertain


def test_only_what_counts_is_uncertain_and_may_be_drawn() -> None:
    found = assumptions(Assumption(NAME, 5, low=1, high=9), base=(Assumption(NAME, 0, low=-99, high=99),))
    ((key, told),) = found.uncertain().items()
    assert told == (1, 5, 9)
    drawn = found.drawn({key: 7})
    assert drawn.value(NAME) == 7
    assert not drawn.uncertain()


def test_two_sets_are_compared_by_value_and_range() -> None:
    one = assumptions(Assumption(NAME, 1), Assumption("Growth", 2), Assumption("Pay", 3))
    other = assumptions(Assumption(NAME, 1, note="the same"), Assumption("Growth", 2, high=4))
    assert [found.key[0] for found in compared(one, other)] == ["Growth", "Pay"]
