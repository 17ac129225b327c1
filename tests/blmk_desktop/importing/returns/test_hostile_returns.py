"""Whatever befell a form on its way, it is told in words: nothing is guessed, nothing is half taken, nothing breaks."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import db
from blmk_desktop.importing.engine import apply
from blmk_desktop.importing.proposal import FileProposal
from blmk_desktop.importing.returns.comments import write_comment_copies
from blmk_desktop.templates.marker import MARKER_SHEET
from blmk_desktop.templates.plan_layout import COLUMNS, PLAN, YEAR
from tests.blmk_desktop.importing.building import content, proposed, refusals
from tests.blmk_desktop.importing.returns.plan_forms import HEAD, PARAMEDIC, PHARMACIST, Edit, plan_form, with_


def returned(store: db.DataFile, path: Path) -> FileProposal:
    """What importing one return would do."""
    (file,) = proposed(store, path).files
    assert file.returned is not None
    return file


def of_plan(edit: Callable[[openpyxl.worksheet.worksheet.Worksheet], object]) -> Edit:
    """An edit of the sheet with the plan."""
    return lambda book: edit(book[PLAN])


def without_plan(book: openpyxl.Workbook) -> None:
    del book[PLAN]
    book.create_sheet("Sheet1")
    book[MARKER_SHEET].sheet_state = "visible"


def renamed_headings(page: openpyxl.worksheet.worksheet.Worksheet) -> None:
    for column in range(1, 10):
        page.cell(HEAD, column).value = f"Column {column}"


BROKEN: list[tuple[Edit, str, str]] = [
    (without_plan, "", "the table of lines has gone"),
    (of_plan(renamed_headings), PLAN, "the table of lines has gone"),
    (of_plan(lambda page: page.delete_rows(HEAD + 1, 30)), f"{PLAN}!B12", "no line of the plan is filled in"),
    (of_plan(lambda page: page.delete_cols(5)), f"{PLAN}!B12", "the table has no column Start date"),
    (of_plan(lambda page: page.merge_cells("D13:D14")), f"{PLAN}!B13", "are merged with others"),
    (of_plan(lambda page: page.insert_rows(2, 3000)), "", ""),
    (of_plan(lambda page: page.insert_rows(HEAD + 2, 1000)), "", ""),
]


@pytest.mark.parametrize(("edit", "where", "why"), BROKEN)
def test_a_form_without_its_table_or_its_rows_is_told(
    store: db.DataFile, book: Path, edit: Edit, where: str, why: str
) -> None:
    file = returned(store, plan_form(book, PHARMACIST, PARAMEDIC, edit=edit))
    assert file.sent_back is bool(why)
    if why:
        assert why in file.refused()[0].why
        assert file.refused()[0].where.startswith(where)
    else:
        assert len(file.sheets[0].rows) == 2


def test_hidden_lines_are_taken_and_said(store: db.DataFile, book: Path) -> None:
    def hide(page: openpyxl.worksheet.worksheet.Worksheet) -> None:
        page.row_dimensions[14].hidden = True

    file = returned(store, plan_form(book, PHARMACIST, PARAMEDIC, edit=of_plan(hide)))
    assert len(file.sheets[0].rows) == 2
    assert "1 line is hidden and taken (row 14)" in file.sheets[0].notes


def test_a_remark_under_the_lines_and_a_total_are_no_lines(store: db.DataFile, book: Path) -> None:
    def remark(page: openpyxl.worksheet.worksheet.Worksheet) -> None:
        page["C16"] = "we hope to hire by the summer"
        page["B18"] = "Total"
        page["D18"] = 1.8

    file = returned(store, plan_form(book, PHARMACIST, PARAMEDIC, edit=of_plan(remark)))
    assert not file.sent_back
    assert len(file.sheets[0].rows) == 2
    assert "row 18 is a total and left out" in file.sheets[0].notes
    assert "row 16 holds words and no role, WTE or date; left out" in file.sheets[0].notes


def test_no_line_is_lost_below_a_total_or_for_a_post_of_that_name(store: db.DataFile, book: Path) -> None:
    def below(page: openpyxl.worksheet.worksheet.Worksheet) -> None:
        page["B15"], page["D15"] = "Total", 1.8
        page["B16"], page["D16"] = "Care Co-ordinator", 0.3  # on one of the numbered lines
        page["B40"], page["D40"] = "Care Co-ordinator", 0.2  # perhaps a table of something else

    lines = (with_(PHARMACIST, post="Total"), PARAMEDIC)
    file = returned(store, plan_form(book, *lines, edit=of_plan(below)))
    assert refusals(file.sheets[0]) == {
        "A40": "stands below the total on row 15: number the line if the plan has it, else clear it"
    }
    file = returned(store, plan_form(book, *lines, edit=of_plan(lambda page: (below(page), page.delete_rows(40)))))
    assert [(row.after["line"], row.after["wte"]) for row in file.sheets[0].rows] == [(1, 100), (2, 80), (4, 30)]


@pytest.mark.parametrize("area", ["C13:D13", "B13:B14"])
def test_merged_cells_of_a_line_are_told(store: db.DataFile, book: Path, area: str) -> None:
    file = returned(store, plan_form(book, PHARMACIST, PARAMEDIC, edit=of_plan(lambda page: page.merge_cells(area))))
    assert set(refusals(file.sheets[0]).values()) == {
        "cells of this line are merged with others: undo that, and fill in each"
    }
    assert "B13" in refusals(file.sheets[0])


def test_a_heading_that_was_changed_is_named(store: db.DataFile, book: Path) -> None:
    file = returned(store, plan_form(book, PHARMACIST, edit=of_plan(lambda page: page.__setitem__("D12", "W.T.E."))))
    assert refusals(file.sheets[0]) == {"B12": "the table has no column WTE: has its heading been changed?"}


def test_the_plan_is_found_under_the_name_of_another_of_our_sheets(store: db.DataFile, book: Path) -> None:
    file = returned(store, plan_form(book, PHARMACIST, edit=of_plan(lambda page: setattr(page, "title", "Summary"))))
    assert len(file.sheets[0].rows) == 1


def test_two_sheets_with_different_plans_are_refused(store: db.DataFile, book: Path) -> None:
    def copied(wte: float | None) -> Edit:
        def edit(book: openpyxl.Workbook) -> None:
            copy = book.copy_worksheet(book[PLAN])
            copy.title, copy["D13"] = "Plan v2", wte
            copy["B13"] = copy["B13"].value if wte else None
            for cell in ("C13", "E13") if not wte else ():
                copy[cell] = None

        return edit

    file = returned(store, plan_form(book, PHARMACIST, edit=copied(0.5)))
    assert [(item.where, item.why) for item in file.refused()] == [
        ("Plan", "'Plan v2' holds a plan too, with other lines: delete the sheet that does not count")
    ]
    for same_or_blank in (1.0, None):
        assert not returned(store, plan_form(book, PHARMACIST, edit=copied(same_or_blank))).sent_back


def test_a_year_that_cannot_be_read_is_told_at_its_cell(store: db.DataFile, book: Path) -> None:
    def blank_year(book: openpyxl.Workbook) -> None:
        page = book[MARKER_SHEET]
        for row in page.iter_rows():
            if row[0].value == YEAR:
                row[1].value = None

    file = returned(store, plan_form(book, PHARMACIST, shows={YEAR: "next year"}, edit=blank_year))
    assert refusals(file.sheets[0]) == {"C4": "the form does not say which financial year it is of"}
    assert file.returned is not None
    assert file.returned.status is None


def test_a_form_saved_as_text_is_read_too(store: db.DataFile, book: Path, tmp_path: Path) -> None:
    page = openpyxl.load_workbook(plan_form(book, PHARMACIST, PARAMEDIC))[PLAN]
    rows = [[written(cell) for cell in row] for row in page.iter_rows(values_only=True)]
    path = tmp_path / "plan.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8-sig")
    file = returned(store, path)
    assert not file.sent_back
    assert [row.after["wte"] for row in file.sheets[0].rows] == [100, 80]


def written(cell: object) -> str:
    """A cell as Excel writes it to a text table."""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else f'"{cell}"'


def test_twenty_thousand_lines_are_read_in_a_moment(store: db.DataFile, book: Path) -> None:
    path = plan_form(book, *[with_(PHARMACIST, line=1 + at // 2) for at in range(20_000)])
    began = time.perf_counter()
    assert returned(store, path).sent_back
    assert time.perf_counter() - began < 20


ANYTHING = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e15, 1e15),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(9999, 1, 1)),
    st.sampled_from(("Clinical Pharmacist", "paramedic", "1", "0.5", "=1/0", "#REF!", "-", "tbc", "£1,000", "1/2/22")),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
)
LINES = st.lists(st.one_of(st.sampled_from((PHARMACIST, PARAMEDIC)), st.tuples(*[ANYTHING] * len(COLUMNS))), max_size=4)


@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(lines=LINES)
def test_whatever_stands_in_the_cells_a_plan_is_taken_whole_or_sent_back(
    lines: list[tuple[object, ...]], empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = plan_form(folder / "any.xlsx", *lines)
    (folder / "data.blmk").write_bytes(empty.read_bytes())
    with db.open_file(folder / "data.blmk") as store:
        proposal = proposed(store, path)
        (file,) = proposal.files
        apply(store, proposal)
        kept = content(store)
        assert [row[2] for row in kept["plan_return"]] == ["queried" if file.sent_back else "received"]
        assert bool(kept["plan_line"]) is not file.sent_back
        assert apply(store, proposed(store, path)) is None
        if file.sent_back:
            (copy,) = write_comment_copies(proposal, folder / "back")
            (again,) = proposed(store, copy).files
            assert [item.why for item in again.refused()] == [item.why for item in file.refused()]
