"""Names and figures as they stand in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.wording import (
    capital,
    chosen,
    coded_names,
    figure,
    in_words,
    lowered,
    measured,
    quoting,
    sentence,
    several,
)


@pytest.mark.parametrize(
    ("register", "written"),
    [
        ("CROWN PCN", "Crown PCN"),
        ("EAST MK PCN", "East MK PCN"),
        ("EDEN (LUTON) PCN", "Eden (Luton) PCN"),
        ("BISCOT & LEAGRAVE", "Biscot & Leagrave"),
        ("HOUSE OF HEALTH", "House of Health"),
        ("THE VILLAGE MEDICAL CTR", "The Village Medical Ctr"),
        ("ST MARY'S SURGERY", "St Mary's Surgery"),
        ("LEA-VALE", "Lea-Vale"),
        ("PC EXT ACCESS BLMK CCG", "PC Ext Access BLMK CCG"),
        ("DR JL SMITH", "Dr JL Smith"),
        ("OAKSHIRE ICB", "Oakshire ICB"),
        ("eQuality", "eQuality"),
        ("", ""),
    ],
)
def test_a_name_in_capitals_is_written_as_in_a_sentence(register: str, written: str) -> None:
    assert in_words(register) == written


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ &'()-1234", max_size=40))
def test_a_name_written_so_is_not_changed_again(register: str) -> None:
    assert in_words(in_words(register)) == in_words(register)


@pytest.mark.parametrize(
    ("measure", "value", "decimals", "written"),
    [
        ("allocation", 72_028_080, 2, "£720,280.80"),
        ("allocation", 72_028_080, 1, "£720,280.80"),
        ("variance", -2_182_600, 0, "(£21,826)"),
        ("variance", -2_182_600, 2, "(£21,826.00)"),
        ("forecast_spend", 471_330_490, 0, "£4,713,305"),
        ("wte_in_post", 1899, 2, "18.99 WTE"),
        ("wte_in_post", 1750, 1, "17.5 WTE"),
        ("wte_planned", 9900, 0, "99 WTE"),
        ("wte_difference", -107, 2, "(1.07) WTE"),
        ("recruited_percent", 7140, 1, "71.4%"),
        ("growth_percent", -1250, 1, "(12.5%)"),
        ("wte_in_post", 0, 2, "0.00 WTE"),
        ("allocation", 100_000_00, -3, "£100,000"),
    ],
)
def test_a_figure_is_written_as_a_paper_prints_it(measure: str, value: int, decimals: int, written: str) -> None:
    assert figure(measure, value, decimals) == written


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_with_both_decimals_a_figure_can_be_read_back_exactly(value: int) -> None:
    written = figure("variance", value)
    digits = int("".join(letter for letter in written if letter.isdigit()))
    assert digits == abs(value)
    assert written.startswith("(") == (value < 0)


@pytest.mark.parametrize(
    ("measure", "month", "written"),
    [
        ("wte_in_post", 6, "staff in post at the end of September 2022"),
        ("wte_planned", 12, "staff planned at the end of March 2023"),
        ("forecast_spend", 10, "forecast spend in January 2023"),
        ("allocation", None, "allocation"),
    ],
)
def test_what_is_measured_says_when(measure: str, month: int | None, written: str) -> None:
    assert measured(measure, "2022/23", month) == written


@pytest.mark.parametrize(
    ("choice", "called"),
    [("arrs_role", "ARRS role"), ("forecast_spend", "Forecast spend"), ("first draft", "first draft"), ("pcn", "PCN")],
)
def test_choices_are_called_by_their_labels(choice: str, called: str) -> None:
    assert chosen(choice) == called


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("Edit of PCN 'CROWN PCN (U35004)'", "Edit of PCN 'Crown PCN (U35004)'"),
        ("Removed Practice 'ST JOHN'S (E81001)'", "Removed Practice 'St John's (E81001)'"),
        ("Import of PLANS.XLSX", "Import of PLANS.XLSX"),
    ],
)
def test_names_beside_a_code_are_written_as_in_a_sentence(kept: str, said: str) -> None:
    assert coded_names(kept) == said


def test_what_a_cell_holds_is_quoted_where_a_reason_begins_with_it() -> None:
    assert sentence(quoting("soon is not a date", "soon")) == "'soon' is not a date."
    assert sentence(quoting("sooner or later", "soon")) == "Sooner or later."
    assert sentence(quoting("no role is given", "")) == "No role is given."


def test_of_many_the_first_are_named_and_the_rest_counted() -> None:
    assert several(["A", "B"], 2) == "A, B"
    assert several(["A", "B", "C"], 2, "; ") == "A; B and 1 more"
    assert several([]) == ""


def test_a_text_begins_a_line_or_stands_within_a_sentence() -> None:
    assert capital("PCN of the year") == "PCN of the year"
    assert capital("late, at McDonald Road") == "Late, at McDonald Road"
    assert lowered("ARRS role") == "ARRS role"
    assert lowered("A role that is late") == "a role that is late"
    assert (capital(""), lowered("")) == ("", "")
