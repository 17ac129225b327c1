"""A table on paper: every row once, headings on each page, columns that have no room on further pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from blmk_desktop.columns import ColumnSpec, columns_of
from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import MONEY
from blmk_desktop.views import View
from ui.printing.pages import TEXT, Document, font, wrapped
from ui.printing.table_pages import SMALLEST, TablePages, Wide, shared
from ui.theme import LIGHT

ROOM = QSizeF(1_000, 600)
SPECS = (
    ColumnSpec(name="name", label="Network"),
    ColumnSpec(name="state", label="State", tones={"Late": "red"}),
    ColumnSpec.figure("spend", "Spend", MONEY),
    ColumnSpec(name="words", label="In a sentence"),
)
LONG = "The budget is set on the final allocation, which is more than the one that was adjusted. " * 4

pytestmark = pytest.mark.usefixtures("dressed")


def view(rows: int) -> View:
    made = [(f"Network {at}", "Late" if at % 2 else "", at * 100, LONG if at % 5 == 0 else "") for at in range(rows)]
    columns = columns_of(SPECS, made)
    total = ("Total", {"spend": sum(row[2] for row in made)})
    return View("Networks", SPECS, columns, range(rows), (("Show", "All"),), total, frozenset({2}))


def test_a_short_table_is_one_page_and_a_long_one_several() -> None:
    assert len(TablePages(view(4)).pages(ROOM)) == 1
    assert len(TablePages(view(200)).pages(ROOM)) > 5
    assert len(TablePages(view(0)).pages(ROOM)) == 1, "the headings, and that there is nothing below them"


def test_the_total_comes_last_as_it_is_shown() -> None:
    assert TablePages(view(3)).rows[-1].texts == ("Total", "", "3", "")
    assert [row.strong for row in TablePages(view(3)).rows] == [False, False, True, True]


def test_a_total_never_stands_alone_on_the_last_page() -> None:
    for rows in range(20, 60):
        made = TablePages(view(rows))
        pages = made.placed(made.settings(ROOM.width())[0], 20, ROOM.height())
        assert sum(map(len, pages)) == rows + 1
        assert len(pages[-1]) > 1


def test_the_room_goes_to_the_column_with_the_longest_texts() -> None:
    (setting,) = TablePages(view(20)).settings(1_000)
    assert setting.size == TEXT
    assert sum(setting.widths) <= 1_000.5
    assert setting.widths[3] == max(setting.widths)


def test_columns_without_room_go_on_further_pages_after_the_first_column() -> None:
    specs = tuple(ColumnSpec(name=f"c{at}", label=f"Column{at}") for at in range(60))
    columns = columns_of(specs, [tuple(f"value{at}" for at in range(60))])
    pages = TablePages(View("Wide", specs, columns, [0]))
    settings = pages.settings(1_000)
    assert len(settings) > 1
    assert all(setting.columns[0] == 0 for setting in settings)
    assert sorted(at for setting in settings for at in setting.columns[1:]) == list(range(1, 60))
    assert all(sum(setting.widths) <= 1_000.5 and setting.size >= SMALLEST for setting in settings)
    assert len(pages.pages(ROOM)) == len(settings)


def test_more_rows_than_anybody_prints_are_refused_in_words() -> None:
    with pytest.raises(UserError, match="5,001 rows would be a stack of paper"):
        TablePages(view(5_001))


def test_no_columns_are_no_pages() -> None:
    assert TablePages(replace(view(1), specs=())).pages(ROOM) == []


def test_a_page_has_its_head_its_rows_and_its_tones() -> None:
    paper = QSizeF(1_050, 700)
    document = Document("Networks", [TablePages(view(8))], (("Show", "All"),), ("plans.blmk",))
    (page,) = document.pages(paper)
    image = QImage(paper.toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    page(painter)
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(0, 1_050, 3) for y in range(0, 700, 3)}
    assert QColor(LIGHT.tone("red").fill).name() in colours
    assert QColor(LIGHT.raised).name() in colours, "the headings"
    foot = {image.pixelColor(x, y).name() for x in range(980, 1_050) for y in range(680, 700)}
    assert len(foot) > 1, "the number of the page"


@given(
    st.lists(
        st.tuples(st.floats(20, 200), st.floats(0, 800), st.floats(0, 300)).map(
            lambda one: Wide(one[0], one[0] + one[1], min(one[1], one[2]))
        ),
        min_size=1,
        max_size=12,
    ),
    st.floats(100, 1_500),
)
def test_widths_are_never_less_than_needed_nor_more_than_wanted(columns: list[Wide], width: float) -> None:
    found = shared(columns, width)
    assert all(one.least <= wide <= one.whole + 0.01 for one, wide in zip(columns, found, strict=True))
    assert sum(found) <= max(width, sum(one.least for one in columns)) + 0.01


@given(st.text(st.characters(codec="latin-1", exclude_categories=("Cc", "Zs", "Zl", "Zp", "Cf")), max_size=60))
def test_wrapped_text_fits_and_loses_nothing(text: str) -> None:
    lines = wrapped(text, TEXT, 60)
    measure = QFontMetricsF(font(TEXT)).horizontalAdvance
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure(line) <= 60 or len(line) == 1 for line in lines)
