"""Words among many texts: what is found is what holds them, the nearest first, and a slip of the pen is forgiven."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.search.matching import Text, Texts, folded, nearly, search

NAMES = ("Westcroft Health Centre", "Crown", "Crownhill Surgery", "The Crown Practice", "St John's Surgery", "Escroft")


def texts(*names: str) -> Texts[str]:
    return Texts([Text(name, f"k{at}", folded(name), folded(f"code{at} bedford")) for at, name in enumerate(names)])


def found(words: str, *names: str, limit: int = 50) -> list[str]:
    one = texts(*(names or NAMES))
    return [one.things[line] for _, _, line in search([one], folded(words), limit)]


def found_nearly(words: str) -> list[str]:
    one = texts(*NAMES)
    return [one.things[line] for _, _, line in nearly([one], one.words, folded(words), 50)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("crown", ["Crown", "Crownhill Surgery", "The Crown Practice"]),
        ("CROWN", ["Crown", "Crownhill Surgery", "The Crown Practice"]),
        ("k1", ["Crown"]),
        ("croft", ["Escroft", "Westcroft Health Centre"]),
        ("st john’s", ["St John's Surgery"]),
        ("surgery crown", ["Crownhill Surgery"]),
        ("bedford crown", ["Crown", "Crownhill Surgery", "The Crown Practice"]),
        ("code4", ["St John's Surgery"]),
        ("nothing", []),
    ],
)
def test_the_same_comes_before_what_begins_so_and_that_before_what_holds_it(words: str, names: list[str]) -> None:
    assert found(words) == names


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("crwon", "Crown"),
        ("weastcroft", "Westcroft Health Centre"),
        ("westcrft helth", "Westcroft Health Centre"),
        ("weastcr", "Westcroft Health Centre"),
        ("surgrey crown", "Crownhill Surgery"),
    ],
)
def test_a_slip_of_the_pen_is_forgiven(words: str, first: str) -> None:
    assert found(words) == []
    assert found_nearly(words)[0] == first


def test_what_is_nothing_like_anything_is_not_found() -> None:
    assert found_nearly("zzzzzz") == found_nearly("cr0") == []


def test_no_more_than_wanted_are_given_the_nearest_of_them() -> None:
    many = [f"Mill {at}" for at in range(500)]
    assert found("mill", *many, limit=3) == sorted(many)[:3]
    assert found("mill 77", *many, limit=1) == ["Mill 77"]


def test_an_empty_kind_holds_nothing() -> None:
    assert search([Texts[str]([])], "crown", 10) == []


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=8))
def test_whatever_is_typed_what_is_found_holds_its_words(words: str, names: list[str]) -> None:
    whole, one = folded(words), texts(*names)
    for _, _, line in search([one], whole, 50) if whole else ():
        assert all(word in one.lines[line] for word in whole.split())


letters = st.lists(st.sampled_from("abcdefgh "), min_size=3, max_size=12).map("".join)


@given(letters, st.lists(st.text(max_size=9), max_size=5))
def test_every_title_is_found_by_itself_and_comes_first(name: str, others: list[str]) -> None:
    if not folded(name):
        return
    one = texts(name, *others)
    first = one.things[search([one], folded(name), 50)[0][2]]
    assert folded(first) == folded(name)


def test_signs_accents_and_spaces_do_not_matter() -> None:
    assert folded("  Café – “The\tCrown” (MK) & co.") == "cafe the crown mk co."
