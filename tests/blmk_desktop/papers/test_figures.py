"""A figure of a paper as a number in Excel."""

from __future__ import annotations

import pytest

from blmk_desktop.papers.figures import excel_number, number_format
from blmk_desktop.papers.model import Cell, Column
from blmk_desktop.records.declaration import COUNT, MONEY, PERCENT, THOUSANDS, WTE, Unit


@pytest.mark.parametrize(
    ("text", "value", "unit", "heading", "number"),
    [
        ("3,163,224", 316_322_400, MONEY, "£", 3_163_224),
        ("£3,163,224.50", 316_322_450, MONEY, "", 3_163_224.5),
        ("22,158", 2_215_800_000, MONEY, "£000", 22_158),
        ("22,158", 2_215_800_000, THOUSANDS, "£000", 22_158),
        ("22,158", 2_215_800_000, THOUSANDS, "", 22_158),
        ("(106)", -10_600_000, THOUSANDS, "£000", -106),
        ("6.6", 660_000_000, MONEY, "£m", 6.6),
        ("£6.6m", 660_000_000, MONEY, "", 6_600_000),
        ("18.99", 1_899, WTE, "WTE", 18.99),
        ("71.4%", 7_140, PERCENT, "", 0.714),
        ("71.4", 7_140, PERCENT, "%", 71.4),
        ("12", 12, COUNT, "", 12),
    ],
)
def test_a_figure_is_in_the_unit_that_its_heading_or_text_names(
    text: str, value: int, unit: Unit, heading: str, number: float
) -> None:
    assert excel_number(Cell(text, value, unit), Column("Figure", heading)) == number


def test_words_are_no_number() -> None:
    assert excel_number(Cell("47.2"), Column("As printed")) is None
    assert excel_number(Cell("", 0, MONEY), Column("Nothing")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234", "#,##0;(#,##0);#,##0"),
        ("£1,234.50", "£#,##0.00;(£#,##0.00);£#,##0.00"),
        ("(71.4%)", "#,##0.0%;(#,##0.0%);#,##0.0%"),
        ("+3", "+#,##0;(#,##0);#,##0"),
        ("−3", "#,##0;-#,##0;#,##0"),
        ("–", "#,##0.00;(#,##0.00);#,##0.00"),
    ],
)
def test_the_format_shows_the_number_as_the_text_has_it(text: str, expected: str) -> None:
    assert number_format(Cell(text, 0, WTE)) == expected


def test_the_mark_of_a_footnote_stands_behind_the_number() -> None:
    assert number_format(Cell("12", 12, COUNT), "¹") == '#,##0"¹";(#,##0)"¹";#,##0"¹"'
