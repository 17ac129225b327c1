"""What stands above a table: all of its texts, or only the nearest."""

from __future__ import annotations

import pytest

from blmk_desktop.importing.tables.groups import nearest_above, texts_above
from blmk_desktop.workbook import Sheet

SHEET = Sheet("Report", [["A  board", 7, None], [], ["of", "the\ncountry"], ["Heading"], ["Line"]])


def test_the_texts_above_a_row_stand_on_one_line_each() -> None:
    assert texts_above(SHEET, 3) == ["A board", "of", "the country"]
    assert texts_above(SHEET, 0) == texts_above(SHEET, -1) == []


@pytest.mark.parametrize("row", range(-1, 6))
@pytest.mark.parametrize("most", range(1, 6))
def test_the_nearest_are_the_last_of_all(row: int, most: int) -> None:
    assert nearest_above(SHEET, row, most) == texts_above(SHEET, row)[-most:]
