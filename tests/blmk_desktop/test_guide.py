"""The guide is found by its words."""

from __future__ import annotations

import pytest

from blmk_desktop import guide


def test_pages_stand_in_the_order_of_the_contents_under_their_audience() -> None:
    found = guide.pages()
    assert (found[0].name, found[0].audience) == ("index", "")
    assert {page.audience for page in found} >= {"For contract managers", "For IT"}
    assert len({page.name for page in found}) == len(found)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("glossary", "glossary"),
        ("findings", "findings"),
        ("cross-table", "cross-table"),
        ("heat map", "risks"),
        ("S106", "glossary"),
    ],
)
def test_the_page_that_is_about_the_words_comes_first(words: str, first: str) -> None:
    assert guide.find(words)[0].page.name == first


def test_all_words_must_be_there_at_least_their_beginnings() -> None:
    assert guide.find("zebra") == []
    assert guide.find("") == []
    assert guide.find("findi zebra") == []
    assert "findings" in [found.page.name for found in guide.find("ACKNOWL reason")]


def test_a_piece_of_the_page_stands_beside_what_was_found() -> None:
    piece = guide.find("maximum reimbursement")[0].piece
    assert "maximum" in piece.casefold()
    assert len(piece) < 120
    assert "|" not in piece
    assert "**" not in piece
    assert " ," not in guide.find("acknowledge figure")[0].piece
