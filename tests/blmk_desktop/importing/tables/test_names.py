"""A name stands for somebody by its code, its name or an alias; nothing else is ever taken for it."""

from __future__ import annotations

import pytest

from blmk_desktop.importing.tables.names import Names, clear_match


@pytest.fixture
def names() -> Names:
    known = Names()
    known.learn("place", "Milton Keynes")
    known.learn("place", "Luton")
    known.alias("place", "MK", "Milton Keynes")
    for code, name, place in (
        ("U86258", "SOUTH WEST MK PCN", "Milton Keynes"),
        ("U93573", "THE BRIDGE PRIMARY CARE NETWORK", "Milton Keynes"),
        ("U00001", "UNITY PCN", "Luton"),
        ("U00002", "Unity", "Milton Keynes"),
    ):
        known.learn("pcn", code, name)
        known.places[code] = place
    known.alias("pcn", "South West", "U86258")
    return known


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("U86258", "U86258"),
        ("South West MK", "U86258"),
        ("south  west mk  PCN", "U86258"),
        ("South West (MK)", "U86258"),
        ("South West (Milton Keynes)", "U86258"),
        ("The Bridge", "U93573"),
        ("The Bridge Primary Care Network", "U93573"),
    ],
)
def test_a_name_in_its_ways_of_writing(names: Names, written: str, code: str) -> None:
    assert names.resolve("pcn", written) == code


@pytest.mark.parametrize("written", ["South West (Luton)", "South", "Bridge", "South Wset", "", "U8625", "West South"])
def test_a_name_that_is_only_like_it_stands_for_nobody(names: Names, written: str) -> None:
    assert names.resolve("pcn", written) is None


def test_a_name_that_two_share_stands_for_neither_but_both_are_offered(names: Names) -> None:
    assert names.resolve("pcn", "Unity") is None
    assert names.is_ambiguous("pcn", "Unity")
    assert names.suggestions("pcn", "Unity")[:2] == ("U00001 UNITY PCN", "U00002 Unity")


def test_an_alias_settles_which_is_meant_even_if_another_comes_later(names: Names) -> None:
    names.alias("pcn", "Unity", "U00001")
    names.learn("pcn", "U00003", "Unity")
    assert names.resolve("pcn", "Unity") == "U00001"


def test_an_alias_of_nobody_is_no_alias(names: Names) -> None:
    names.alias("pcn", "Elsewhere", "U99999")
    assert names.resolve("pcn", "Elsewhere") is None


def test_practices_are_told_apart_by_code_alone(names: Names) -> None:
    names.learn("practice", "E81001", "THE SURGERY")
    assert names.resolve("practice", "The Surgery") is None
    assert names.resolve("practice", "e81001") == "E81001"


def test_the_nearest_names_are_offered(names: Names) -> None:
    assert names.suggestions("pcn", "Sth West MK")[0] == "U86258 SOUTH WEST MK PCN"
    assert names.suggestions("place", "Milton Kaynes")[0] == "Milton Keynes"


PLACES = {"U35004": "CROWN PCN", "U49574": "ASCENT PCN", "U09531": "EAST MK PCN", "U1": "WEST MK PCN"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ascent Primary Care Network", "U49574"),
        ("Ascant", None),  # too short a name to be sure of five letters out of six
        ("Easst MK", "U09531"),
        ("Eest MK", None),  # East or West
        ("Crown Medical", None),
        ("", None),
    ],
)
def test_only_a_name_that_is_clearly_meant_is_put_forward(written: str, meant: str | None) -> None:
    assert clear_match(written, PLACES) == meant
