"""Tables of records: what their cells may hold, what is refused at which cell, and what is left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

import db
from tests.blmk_desktop.importing.building import Rows, content, imported, one, only_sheet, proposed, refusals, workbook

HEADINGS = ("Practice code", "Practice name", "Opened", "Dispensing", "CQC rating", "Commissioner")


def practices(path: Path, *rows: list[object], headings: tuple[str, ...] = HEADINGS) -> Path:
    return workbook(path, {"Practices": [headings, *rows]})


def row(code: object = "E81001", name: object = "KEMPSTON", *rest: object) -> list[object]:
    return [code, name, *rest, *(None, None, None, "06F")[len(rest) :]]


def test_real_dates_and_written_ones(store: db.DataFile, book: Path) -> None:
    written = [date(1974, 4, 1), "1974-04-01", "01/04/1974", "1.4.74", "19740401", "1 April 1974"]
    path = practices(book, *(row(f"E8100{number}", "A", day) for number, day in enumerate(written)))
    assert {entry.after["opened"] for entry in only_sheet(store, path).rows} == {"1974-04-01"}


def test_one_date_with_the_month_first_makes_the_column_doubtful(store: db.DataFile, book: Path) -> None:
    path = practices(
        book, row("E81001", "A", "03/25/2022"), row("E81002", "B", "03/04/2022"), row("E81003", "C", date(2022, 4, 3))
    )
    sheet = only_sheet(store, path)
    assert refusals(sheet) == {
        "C2": "03/25/2022 has the month first: write the day first",
        "C3": "'03/25/2022' in this column has the month first, so '03/04/2022' is in doubt too",
    }
    assert [entry.after["opened"] for entry in sheet.rows] == ["2022-04-03"]


def test_what_a_cell_may_not_hold_is_said_with_what_would_do(store: db.DataFile, book: Path) -> None:
    path = practices(
        book,
        row("E81", "A"),
        row(81001, "B"),
        row("E81003", "C", 44_000),
        row("E81004", "D", None, "perhaps"),
        row("E81005", "E", None, None, "Fine"),
        row("E81006", None),
    )
    assert refusals(only_sheet(store, path)) == {
        "A2": "'E81' is not a practice code; one looks like E81001",
        "A3": "81001 is a number, and a code is text: zeros in front may be lost",
        "C4": "44000 is a bare number that may be one of Excel's dates: format it as a date",
        "D5": "perhaps is neither yes nor no",
        "E6": "'Fine' is none of: Outstanding, Good, Requires improvement, Inadequate",
        "B7": "Practice name is needed and is blank",
    }


def test_the_same_row_twice_is_kept_once_and_different_ones_not_at_all(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, practices(book, row(), row("E81002", "A"), row(), row("E81002", "B")))
    assert [entry.after["code"] for entry in sheet.rows] == ["E81001"]
    why = "stands on rows 3 and 5 with a different Practice name"
    assert refusals(sheet) == {"A3": why, "A5": why}
    assert "1 row stands twice, word for word; one is kept" in sheet.notes


def test_totals_and_remarks_are_no_records(store: db.DataFile, book: Path) -> None:
    path = practices(book, row("E81001", "TOTAL HEALTH"), ["Total", 1], ["Source: the register"])
    sheet = only_sheet(store, path)
    assert [entry.after["name"] for entry in sheet.rows] == ["TOTAL HEALTH"]
    assert sheet.refused == []
    assert sheet.notes[:2] == ["1 row left out: totals", "1 row left out: remarks, not records"]


def test_a_blank_says_nothing_except_that_something_lasts(store: db.DataFile, tmp_path: Path) -> None:
    headings = (*HEADINGS, "Closed", "Status")
    first = practices(
        tmp_path / "a.xlsx", [*row("E81001", "A", None, "Yes"), "2020-01-01", "Closed"], headings=headings
    )
    imported(store, first)
    imported(store, practices(tmp_path / "b.xlsx", [*row("E81001", "A"), None, "Active"], headings=headings))
    kept = one(store, "practice", code="E81001")
    assert (kept["dispensing"], kept["closed"], kept["status"]) == (1, None, "Active")


def test_an_apostrophe_of_our_own_text_tables_is_taken_away(store: db.DataFile, tmp_path: Path) -> None:
    path = tmp_path / "practices.csv"
    path.write_text("Practice code,Practice name,Commissioner\nE81001,'=KEMPSTON,06F\nE81002,'TIS,06F\n", "utf-8")
    assert [entry.after["name"] for entry in only_sheet(store, path).rows] == ["=KEMPSTON", "'TIS"]


def test_a_heading_that_is_only_like_one_is_noted(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, practices(book, row(), headings=(*HEADINGS[:4], "CQC ratting", HEADINGS[5])))
    assert [column.sure for column in sheet.columns][4] == "near"
    assert "column 'CQC ratting' was taken for CQC rating, which it is only like" in sheet.notes


def test_columns_that_nobody_knows_are_left_out(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, practices(book, [*row(), "blue"], headings=(*HEADINGS, "Colour of the door")))
    assert (sheet.columns[6].target, sheet.columns[6].sure, sheet.columns[6].sample) == (None, "", "blue")


def test_the_user_may_match_a_column_or_leave_one_out(store: db.DataFile, book: Path) -> None:
    path = practices(book, [*row("E81001", "OLD"), "NEW"], headings=(*HEADINGS, "Now called"))
    chosen: dict[int, str | None] = {6: "practice.name", 4: None}
    sheet = only_sheet(store, path, columns={(path.name, "Practices"): chosen})
    assert sheet.rows[0].after["name"] == "NEW"
    assert [column.target for column in sheet.columns][1] is None


def test_a_hidden_sheet_is_only_read_if_the_user_says_what_it_is(store: db.DataFile, book: Path) -> None:
    practices(book, row())
    opened = openpyxl.load_workbook(book)
    opened.create_sheet("Cover")["A1"] = "Practices of the area"
    opened["Practices"].sheet_state = "veryHidden"
    opened.save(book)
    sheet = proposed(store, book).sheets()[0]
    assert (sheet.form, sheet.rows) == ("practices", [])
    assert sheet.notes == [
        "the sheet is very hidden in the workbook; nothing is taken from it unless you say which kind of table it is"
    ]
    assert len(proposed(store, book, forms={(book.name, "Practices"): "practices"}).sheets()[0].rows) == 1


def test_hidden_rows_are_read_and_said(store: db.DataFile, book: Path) -> None:
    practices(book, row(), row("E81002"))
    opened = openpyxl.load_workbook(book)
    opened.active.row_dimensions[3].hidden = True
    opened.save(book)
    sheet = only_sheet(store, book)
    assert (len(sheet.rows), sheet.notes[0]) == (2, "1 hidden row is included")


def test_a_sheet_that_nobody_knows_is_said_to_be_so(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, [["Colour", "Taste"], ["red", "sweet"]]))
    assert (sheet.form, sheet.rows) == (None, [])
    assert sheet.notes == ["no table was recognised here; nothing is taken from it"]


def test_money_by_place_that_speaks_of_no_network_is_no_workforce_plan(store: db.DataFile, book: Path) -> None:
    rows = [["Delegated budget 2022/23"], ["Place", "Budget", "Spend"], ["Luton", 10, 9], ["MK", 20, 19]]
    sheet = only_sheet(store, workbook(book, {"Delegated": rows}))
    assert (sheet.form, sheet.rows) == (None, [])
    assert "not taken for a PCN workforce plan" in sheet.notes[0]


def test_a_row_that_the_user_leaves_out_stays_out(store: db.DataFile, book: Path) -> None:
    from blmk_desktop.importing.engine import apply

    found = proposed(store, practices(book, row(), row("E81002", "B")))
    found.sheets()[0].rows[0].wanted = False
    apply(store, found)
    assert [kept[0] for kept in content(store)["practice"]] == ["E81002"]


def test_one_heading_known_among_others_does_not_make_a_register(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [["Role", "Shift pattern", "Uniform"], ["GP", "Mornings", "None"]]
    assert only_sheet(store, workbook(book, rows)).form is None
    assert only_sheet(store, book, kind="arrs-roles").form == "arrs-roles"


def test_rows_may_refer_to_rows_below_them(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["Area", "Kind", "Part of"], ["Elm CCG", "CCG", "Elm ICB"], ["Elm ICB", "ICB", None]]
    imported(store, workbook(book, rows))
    assert one(store, "area", name="Elm CCG")["within"] == "Elm ICB"


def test_rows_may_not_refer_to_what_is_nowhere(store: db.DataFile, book: Path) -> None:
    rows: Rows = [["Area", "Kind", "Part of"], ["Elm CCG", "CCG", "Oak ICB"], ["Elm ICB", "ICB", None]]
    assert refusals(only_sheet(store, workbook(book, rows))).keys() == {"C2"}
