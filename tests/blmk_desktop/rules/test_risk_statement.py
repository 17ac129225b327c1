"""A risk's sentence in three parts, as registers write it; nothing is lost and nothing made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.risk_statement import Statement, split_statement

WORDS = st.text("abcdefgh ", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


@pytest.mark.parametrize(("sentence", "parts"), [
    ("As a result of few GPs there is a risk that rooms stay empty, which may result in long waits.",
     Statement("few GPs", "rooms stay empty", "long waits")),
    ("As a result of few GPs, there is a risk that rooms stay empty.", Statement("few GPs", "rooms stay empty")),
    ("There is a risk that rooms stay empty resulting in long waits.", Statement("", "rooms stay empty", "long waits")),
    ("There is the risk that rooms stay empty due to few GPs, leading to long waits",
     Statement("few GPs", "rooms stay empty", "long waits")),
    ("There is a risk that rooms will lead to long waits because of few GPs",
     Statement("few GPs", "rooms", "long waits")),
    ("Due to cost there is a risk that money will result in failure to recruit.",
     Statement("cost", "money", "failure to recruit")),
    ("If leases end then practices leave, which could lead to gaps",
     Statement("leases end", "practices leave", "gaps")),
    ("Rooms stay empty", Statement("", "Rooms stay empty")),
    ("", Statement()),
])  # fmt: skip
def test_the_parts_are_told_by_the_words_between_them(sentence: str, parts: Statement) -> None:
    assert split_statement(sentence) == parts


@given(WORDS, WORDS, WORDS)
def test_a_sentence_made_of_three_parts_gives_them_back(cause: str, event: str, effect: str) -> None:
    parts = Statement(cause, event, effect)
    assert split_statement(parts.whole) == parts


@given(st.text())
def test_any_text_is_split_and_every_part_is_a_piece_of_it(text: str) -> None:
    whole = " ".join(text.split())
    parts = split_statement(text)
    assert all(part in whole for part in (parts.cause, parts.event, parts.effect))
