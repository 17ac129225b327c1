"""A table as it is shown goes out as it stands: rows, order, units; and how it stands can be kept and read again."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.columns import Columns, ColumnSpec, SortKey, columns_of
from blmk_desktop.export import write_view
from blmk_desktop.filters import Condition
from blmk_desktop.records.declaration import MONEY, WTE, Type
from blmk_desktop.views import View, ViewState, filter_words, sort_words, view_state

SPECS = (
    ColumnSpec(name="name", label="Network"),
    ColumnSpec.figure("post", "In post", WTE),
    ColumnSpec.figure("spend", "Spend", MONEY),
    ColumnSpec(name="start", label="Start", type=Type.DATE),
    ColumnSpec(name="open", label="Open", type=Type.YES_NO),
    ColumnSpec(name="month", label="Month", type=Type.MONTH),
    ColumnSpec(name="rank", label="Rank"),
)
ROWS: list[tuple[Any, ...]] = [
    ("=Crown", 1050, -6202470, "2022-04-01", 1, 7, 2),
    ("Ascent", None, 0, None, 0, None, 1),
    ("+44 Bridge", 200, 100, "2023-01-31", 1, 12, 3),
]
TOTAL = ("Total of 2 shown", {"post": 1250, "spend": -6202370})


def columns() -> Columns:
    return columns_of(SPECS, ROWS, ids=["crown", "ascent", "bridge"])


@pytest.fixture
def view() -> View:
    """Two of three rows, the last one first; the spend before the posts; the start is hidden."""
    names = ("name", "spend", "post", "open", "month", "rank")
    shown = tuple(next(spec for spec in SPECS if spec.name == name) for name in names)
    return View("Networks: all", shown, columns(), [2, 0], (("Filter", "Open: yes"),), TOTAL, frozenset({"crown"}))


def test_a_workbook_has_the_rows_shown_in_their_order_with_units(view: View, tmp_path: Path) -> None:
    assert write_view(view, tmp_path / "view.xlsx") == 2
    book = openpyxl.load_workbook(tmp_path / "view.xlsx")
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows == [
        ["Network", "Spend (£)", "In post (WTE)", "Open", "Month", "Rank"],
        ["+44 Bridge", 1, 2, "Yes", "M12", 3],
        ["=Crown", -62024.7, 10.5, "Yes", "M07", 2],
        ["Total of 2 shown", -62023.7, 12.5, None, None, None],
    ]
    kinds = [[cell.data_type for cell in row] for row in book.worksheets[0].iter_rows(min_row=2, max_row=3)]
    assert kinds == [["s", "n", "n", "s", "s", "n"]] * 2, "numbers are numbers, and no text is a formula"
    assert book.worksheets[0]["A3"].font.bold, "what stands out on the screen stands out on the sheet"
    assert book.worksheets[0].auto_filter.ref == "A1:F3", "the total row is not filtered away"


def test_the_sheet_of_a_long_name_is_called_by_its_last_part(view: View, tmp_path: Path) -> None:
    write_view(replace(view, name="PCN workforce plans, Network payments"), tmp_path / "view.xlsx")
    assert openpyxl.load_workbook(tmp_path / "view.xlsx").sheetnames[0] == "Network payments"


def test_a_second_sheet_says_what_was_chosen(view: View, tmp_path: Path) -> None:
    write_view(view, tmp_path / "view.xlsx")
    about = openpyxl.load_workbook(tmp_path / "view.xlsx")["About this view"]
    assert [tuple(cell.value for cell in row) for row in about.iter_rows()] == [("Filter", "Open: yes")]


def test_a_csv_file_has_the_rows_alone_and_nothing_that_is_run(view: View, tmp_path: Path) -> None:
    write_view(view, tmp_path / "view.csv")
    with (tmp_path / "view.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1] == ["'+44 Bridge", "1.00", "2.00", "Yes", "M12", "3"]
    assert rows[2][0] == "'=Crown"
    assert len(rows) == 3


def test_json_says_what_was_chosen_beside_the_rows(view: View, tmp_path: Path) -> None:
    write_view(view, tmp_path / "view.json")
    written = json.loads((tmp_path / "view.json").read_text(encoding="utf-8"))
    assert written["about"] == {"Filter": "Open: yes"}
    assert written["rows"][0]["spend"] == 100


def test_no_rows_are_a_heading_and_no_total(view: View, tmp_path: Path) -> None:
    assert write_view(replace(view, order=[]), tmp_path / "view.xlsx") == 0
    sheet = openpyxl.load_workbook(tmp_path / "view.xlsx").worksheets[0]
    assert sheet.max_row == 1


@pytest.mark.parametrize("name", ["Risks: by [place]?", "'", "x" * 60, "a/b\\c*"])
def test_any_name_of_a_view_makes_a_sheet(view: View, tmp_path: Path, name: str) -> None:
    write_view(replace(view, name=name), tmp_path / "view.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "view.xlsx").sheetnames) == 2


def test_of_a_moment_the_day_is_written(tmp_path: Path) -> None:
    spec = ColumnSpec(name="on", label="On", type=Type.DATE)
    made = View("Days", (spec,), columns_of((spec,), [("2022-10-28T09:00",)]), [0])
    write_view(made, tmp_path / "days.xlsx")
    assert openpyxl.load_workbook(tmp_path / "days.xlsx").worksheets[0]["A2"].is_date


def test_filters_and_sort_are_said_in_words() -> None:
    assert filter_words("Status", Condition(chosen=frozenset({"Open", ""}))) == "Status is Open or blank"
    assert filter_words("Score", Condition(typed=">12")) == "Score: >12"
    many = frozenset(f"Practice {at}" for at in range(9))
    assert filter_words("Practice", Condition(chosen=many)).endswith("Practice 5 or 3 more")
    keys = [SortKey("score", descending=True), SortKey("risk"), SortKey("gone")]
    assert sort_words(keys, {"score": "Score", "risk": "Risk"}) == "Score (highest first), then Risk"


conditions = st.builds(Condition, st.text(), st.none() | st.frozensets(st.text(), max_size=3))
states = st.builds(
    ViewState,
    st.dictionaries(st.text(), st.text(), max_size=3),
    st.text(),
    st.dictionaries(st.text(), conditions, max_size=3),
    st.fixed_dictionaries(
        {
            "order": st.lists(st.text(), max_size=3),
            "hidden": st.lists(st.text(), max_size=3),
            "widths": st.dictionaries(st.text(), st.integers(1, 999), max_size=3),
            "sort": st.lists(st.tuples(st.text(), st.booleans()).map(list), max_size=3),
        }
    ),
)


@given(states)
def test_a_kept_state_is_read_as_it_was(state: ViewState) -> None:
    assert view_state(state.as_json()) == state


@given(st.text() | st.none() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps))
def test_what_cannot_be_read_is_the_usual_state(text: str | None) -> None:
    assert isinstance(view_state(text), ViewState)


@pytest.mark.parametrize(
    "text",
    [
        '{"columns": {"widths": {"a": "wide", "b": -4}, "sort": [["a"], 3]}}',
        '{"columns": [], "conditions": {"a": 1}, "controls": "x"}',
    ],
)
def test_what_a_table_does_not_understand_is_left_out(text: str) -> None:
    read = view_state(text)
    assert not read.columns["widths"]
    assert not read.columns["sort"]
    assert not read.conditions
