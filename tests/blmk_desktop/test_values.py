"""Figures are read as people write them, exactly, or refused with a reason; and are shown as people read them."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.values import (
    Number,
    clean_lines,
    clean_text,
    is_clean,
    plain_decimal,
    read_absent,
    read_number,
    read_yes_no,
    rounding_changed,
    scaled,
    show_figure,
    unscaled,
)

PENCE = st.integers(-(10**14), 10**14)


@pytest.mark.parametrize(
    ("written", "value", "decimals"),
    [
        ("38,057", "38057", 0),
        ("£ 720,280.80", "720280.80", 2),
        ("-£5", "-5", 0),
        ("\u22125.50", "-5.50", 2),
        ("- 5", "-5", 0),
        ("+5", "5", 0),
        (".5", "0.5", 1),
        ("-0.00", "0.00", 2),
        (" 12 ", "12", 0),
        (12, "12", 0),
        (12.0, "12", 0),
        (720280.8, "720280.8", 1),
        (0.1 + 0.2, "0.3", 1),
        (Decimal("1.50"), "1.5", 1),
    ],
)
def test_plain_figures_are_read_without_remark(written: object, value: str, decimals: int) -> None:
    assert read_number(written) == Number(Decimal(value), decimals)
    assert str(read_number(written).value) != "-0.00"


@pytest.mark.parametrize(
    ("written", "value", "decimals", "note"),
    [
        ("(0.92)", "-0.92", 2, "brackets read as negative"),
        ("£(1,234)", "-1234", 0, "brackets read as negative"),
        ("£ -£21,826", "-21826", 0, "£ -£21,826 read as -21,826"),
        ("1,234-", "-1234", 0, "1,234- read as -1,234"),
        ("11, 838", "11838", 0, "11, 838 read as 11,838"),
        ("1\u00a0234\u2009567", "1234567", 0, "1 234 567 read as 1,234,567"),
        ("£6.6m", "6600000", -5, "£6.6m read as 6,600,000"),
        ("£3.96m", "3960000", -4, "£3.96m read as 3,960,000"),
        ("1.2k", "1200", -2, "1.2k read as 1,200"),
        ("2bn", "2000000000", -9, "2bn read as 2,000,000,000"),
        ("£75 million", "75000000", -6, "£75 million read as 75,000,000"),
        ("1wte", "1", 0, "1wte read as 1"),
        ("123 WTE", "123", 0, "123 WTE read as 123"),
    ],
)
def test_unusual_writing_is_read_with_a_note_of_what_was_understood(
    written: str, value: str, decimals: int, note: str
) -> None:
    assert read_number(written) == Number(Decimal(value), decimals, note=note)


def test_a_percentage_is_counted_in_points_whether_written_or_formatted() -> None:
    assert read_number("12%") == Number(Decimal(12), 0, percent=True)
    assert read_number("(4.0%)") == Number(Decimal("-4.0"), 1, True, "brackets read as negative")
    assert read_number(0.12, percent_format=True) == Number(Decimal(12), 0, percent=True)
    assert read_number(0.125, percent_format=True) == Number(Decimal("12.5"), 1, percent=True)
    assert not read_number(0.12).percent


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("4,5", "4,5 looks like a decimal comma: write the decimals after a point"),
        ("1.234,56", "1.234,56 looks like a decimal comma: write the decimals after a point"),
        ("1,23,4", "1,23,4 has thousands separators in the wrong place"),
        ("12 34", "12 34 has thousands separators in the wrong place"),
        ("(5", "(5 has a bracket without its partner"),
        ("-(5)", "-(5) has more than one minus sign, so its sign is in doubt"),
        ("09.12.22", "09.12.22 is not a number"),
        ("1E5", "1E5 is not a number"),
        ("£1.50 per head", "£1.50 per head is not a number"),
        ("TBC", "TBC means unknown, not a number"),
        ("#REF!", "#REF! is not a number"),
        (None, "the cell is blank"),
        ("\u00a0", "the cell is blank"),
        (True, "TRUE is a yes or no, not a number"),
        (date(2022, 10, 1), "01/10/2022 is a date, not a number"),
        (float("nan"), "nan is not a number"),
        ("9" * 61, "9" * 60 + " is not a number"),
    ],
)
def test_what_is_not_one_figure_beyond_doubt_is_refused_with_the_reason(written: object, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        read_number(written)


def test_a_number_beyond_excels_fifteen_digits_is_remarked_on() -> None:
    assert "more than 15 digits" in read_number(12345678901234567890.0).note


def test_the_kinds_of_nothing_stay_apart_and_none_is_zero() -> None:
    assert [read_absent(cell) for cell in (None, "", " \u00a0")] == ["blank"] * 3
    assert [read_absent(cell) for cell in ("n/a", "N/A", "NA")] == ["not applicable"] * 3
    assert [read_absent(cell) for cell in ("nil", "None", "-", "–", "£ -")] == ["nil"] * 5
    assert [read_absent(cell) for cell in ("TBC", "?", "unknown")] == ["unknown"] * 3
    assert [read_absent(cell) for cell in (0, "0", 0.0, "Luton", False)] == [None] * 5


@given(PENCE, st.sampled_from(["£{}", "£ {}", "{}", " {} "]))
def test_shown_money_reads_back_as_the_same_pence(pence: int, frame: str) -> None:
    assert scaled(read_number(frame.format(show_figure(pence, 2, 2))).value, 2) == pence
    assert scaled(read_number(show_figure(pence, 2, 2, brackets=False)).value, 2) == pence


@given(PENCE)
def test_the_decimal_for_machines_is_exact(pence: int) -> None:
    assert Decimal(plain_decimal(pence, 2, 2)) == unscaled(pence, 2)
    assert scaled(unscaled(pence, 2), 2) == pence


@given(st.integers(-(10**12), 10**12))
def test_pence_that_went_through_an_excel_cell_come_back(pence: int) -> None:
    cell = float(Decimal(pence) / 100)
    assert scaled(read_number(cell).value, 2) == pence
    assert not rounding_changed(read_number(cell).value, 2)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_negative_zero_is_never_shown(value: int, decimals: int) -> None:
    shown = show_figure(value, 4, decimals, brackets=False)
    assert not shown.startswith("-") or any(digit in shown for digit in "123456789")


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    with suppress(ValueError):
        assert read_number(text).value.is_finite()


def test_halves_are_rounded_away_from_zero_and_told_from_dust() -> None:
    assert [scaled(Decimal(number), 2) for number in ("0.285", "-0.005", "0.004")] == [29, -1, 0]
    assert rounding_changed(Decimal("0.305"), 2)
    assert not rounding_changed(Decimal("16137138.199999999"), 2)


def test_figures_are_shown_as_a_finance_paper_does() -> None:
    assert show_figure(163_877_640, 2, 2) == "1,638,776.40"
    assert show_figure(-2_182_600, 2, 0) == "(21,826)"
    assert show_figure(-2_182_600, 2, 0, brackets=False) == "-21,826"
    assert show_figure(-4, 2, 1) == "0.0"
    assert show_figure(None, 2, 2) == ""
    assert plain_decimal(26881, 2, 2) == "268.81"
    assert plain_decimal(-5, 2, 2) == "-0.05"


def test_yes_and_no_come_in_many_forms() -> None:
    assert all(read_yes_no(cell) for cell in ("Yes", "y", "TRUE", True, 1, 1.0, "✓"))
    assert not any(read_yes_no(cell) for cell in ("No", "N", "false", False, 0, "✗"))
    for doubtful in ("", None, "maybe", 2):
        with pytest.raises(ValueError, match="neither yes nor no"):
            read_yes_no(doubtful)


def test_text_is_one_clean_line() -> None:
    assert clean_text("  Clinical\r\npharmacist\u00a0 (band\t7)_x000D_ ") == "Clinical pharmacist (band 7)"
    assert clean_text("Lu\x00ton\u200b") == "Luton"
    assert clean_text("👩\u200d⚕️ café") == "👩\u200d⚕️ café"
    assert [clean_text(cell) for cell in (3.0, 3, 0.5, None, True)] == ["3", "3", "0.5", "", "TRUE"]
    assert clean_text(date(2022, 10, 1)) == "2022-10-01"


@given(st.text(max_size=12) | st.text(" ab_x'\t\x7f0", max_size=8))
def test_a_text_that_looks_clean_is_so(text: str) -> None:
    assert clean_text(text) == text or not is_clean(text)


def test_plain_words_look_clean_and_blanks_around_them_do_not() -> None:
    assert [is_clean(text) for text in ("Crown PCN", "x", "", " x", "x ", "a  b", "_x000D_")] == [True] * 2 + [
        False
    ] * 5


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("one\ntwo", "one\ntwo"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one_x000D_\ntwo_x000A_three", "one\ntwo\nthree"),
        ("\n\n  one \t half  \n\n\n two\u200b \n\n", "one half\n\ntwo"),
        ("one\u2028two\x0bthree", "one\ntwo\nthree"),
        (" one  line ", "one line"),
        (4.0, "4"),
        (None, ""),
        ("\n \n", ""),
    ],
)
def test_text_of_several_lines_keeps_its_lines(written: object, read: str) -> None:
    assert clean_lines(written) == read


@given(st.text())
def test_lines_cleaned_once_are_clean(written: str) -> None:
    assert clean_lines(clean_lines(written)) == clean_lines(written)
    assert clean_text(clean_lines(written)) == clean_text(written)
