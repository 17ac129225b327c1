"""Scores of risks: likelihood times impact, bands and appetite by date, levels as registers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.risk_scores import (
    Band,
    Score,
    band_of,
    bands_from,
    rank_of,
    read_level,
    reference_order,
    tolerated,
    why_no_score,
)

NPSA = [Band("low", 3), Band("moderate", 6), Band("high", 12), Band("extreme", 25)]
LEVELS = st.integers(1, 5)


@given(LEVELS, LEVELS)
def test_every_score_is_the_product_and_falls_into_one_band(likelihood: int, impact: int) -> None:
    score = Score(likelihood, impact)
    assert score.value == likelihood * impact
    assert not why_no_score(likelihood, impact)
    at = rank_of(score.value, NPSA)
    assert at is not None
    assert NPSA[at].most >= score.value
    assert at == 0 or NPSA[at - 1].most < score.value


@pytest.mark.parametrize(("score", "band"), [(1, "low"), (4, "moderate"), (12, "high"), (15, "extreme"), (None, "")])
def test_bands_are_those_of_the_national_matrix(score: int | None, band: str) -> None:
    assert band_of(score, NPSA) == band


@pytest.mark.parametrize(("likelihood", "impact", "why"), [
    (None, 3, "the likelihood is missing"),
    (3, None, "the impact is missing"),
    (6, 3, "a likelihood of 6 is not on the scale of 1 to 5"),
    (3, 0, "an impact of 0 is not on the scale of 1 to 5"),
])  # fmt: skip
def test_what_is_no_score_is_said(likelihood: int | None, impact: int | None, why: str) -> None:
    assert why_no_score(likelihood, impact) == why


def test_the_bands_that_hold_are_those_of_the_last_date_up_to_the_day() -> None:
    rows = [
        ("2008-01-01", "low", 3),
        ("2008-01-01", "extreme", 25),
        ("2021-04-01", "low", 4),
        ("2021-04-01", "big", 25),
    ]
    assert bands_from(rows, "2021-03-31") == [Band("low", 3), Band("extreme", 25)]
    assert bands_from(rows, "2021-04-01") == [Band("low", 4), Band("big", 25)]
    assert bands_from(rows, "2007-12-31") == []


def test_what_is_tolerated_for_a_category_comes_before_what_is_for_all() -> None:
    rows = [("", "2020-01-01", 12), ("Finance", "2020-01-01", 9), ("Finance", "2022-01-01", 6), (None, "2023-01-01", 8)]
    assert tolerated(rows, "finance", "2021-06-01") == 9
    assert tolerated(rows, "Finance", "2022-06-01") == 6
    assert tolerated(rows, "Estates", "2022-06-01") == 12
    assert tolerated(rows, None, "2023-06-01") == 8
    assert tolerated(rows, "Finance", "2019-06-01") is None


@pytest.mark.parametrize(("text", "level"), [
    ("3", 3), ("3 - Possible", 3), ("5 – Almost certain / Frequent", 5), ("2: Unlikely", 2), (" 4. Likely ", 4),
    ("Possible", None), ("Low", None), ("0", None), ("6", None), ("12", None), ("3-5", None), ("", None), ("2.5", None),
])  # fmt: skip
def test_a_level_is_a_number_and_a_word_alone_is_none(text: str, level: int | None) -> None:
    assert read_level(text) == level


def test_references_count_as_people_count() -> None:
    names = ["PC-10", "PC-2", "DT-1", "PC-2a"]
    assert sorted(names, key=reference_order) == ["DT-1", "PC-2", "PC-2a", "PC-10"]
