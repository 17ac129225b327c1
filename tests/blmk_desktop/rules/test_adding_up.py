"""Which lines of a budget may be added up."""

from __future__ import annotations

from blmk_desktop.rules.adding_up import countable

AREAS = {"Luton": "BLMK", "Bedford": "BLMK"}
CATEGORIES = {"Rates": "Premises", "Business rates": "Rates"}
Y = "2022/23"


def test_a_part_is_left_out_where_the_whole_has_a_line() -> None:
    keys = [("BLMK", "Premises", Y), ("Luton", "Premises", Y), ("Luton", "QOF", Y)]
    assert countable(keys, AREAS, CATEGORIES) == {("BLMK", "Premises", Y), ("Luton", "QOF", Y)}


def test_so_is_a_category_within_another_and_one_of_a_wider_area() -> None:
    keys = [("Luton", "Business rates", Y), ("Luton", "Premises", Y), ("Bedford", "Rates", Y), ("BLMK", "Rates", Y)]
    assert countable(keys, AREAS, CATEGORIES) == {("Luton", "Premises", Y), ("BLMK", "Rates", Y)}
    assert countable([("Luton", "Rates", Y), ("BLMK", "Premises", Y)], AREAS, CATEGORIES) == {("BLMK", "Premises", Y)}


def test_years_are_apart() -> None:
    keys = {("BLMK", "QOF", Y), ("Luton", "QOF", "2023/24")}
    assert countable(keys, AREAS, CATEGORIES) == keys
