"""What counts as the whole: general words, and the areas of the file that have parts; no name of any one area."""

from __future__ import annotations

import pytest

from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_overall, is_system, is_total


@pytest.fixture
def names() -> Names:
    found = Names()
    for area in ("Oakshire", "Elm", "BLMK"):
        found.learn("area", area)
    found.wholes = {"Oakshire"}
    found.alias("area", "Oakshire ICB", "Oakshire")
    return found


@pytest.mark.parametrize("label", ["Total", "Sub-total", "Elm total", "System", "ICB", "Whole system", "All places"])
def test_general_words_tell_a_total(label: str) -> None:
    assert is_total([label])


@pytest.mark.parametrize("label", ["Oakshire", "oakshire ICB"])
def test_an_area_is_the_whole_only_if_the_file_knows_its_parts(names: Names, label: str) -> None:
    assert is_total([label], names)
    assert not is_total([label])


def test_no_area_is_the_whole_by_its_name_alone(names: Names) -> None:
    assert not is_total(["BLMK"])
    assert not is_total(["BLMK", "Elm", "Elm ICB"], names)


def test_a_total_of_the_whole_is_of_everything_above(names: Names) -> None:
    assert is_overall(["Oakshire total"], names)
    assert is_overall(["System total"])
    assert not is_overall(["Elm total"], names)
    assert not is_overall(["BLMK total"], names)


def test_the_word_for_a_system_alone_is_told_from_totals() -> None:
    assert [is_system(cell) for cell in ("ICB", "whole system", "ICB total", "Elm ICB", None)] == [
        True, True, False, False, False,
    ]  # fmt: skip
