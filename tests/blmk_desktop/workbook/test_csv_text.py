"""A text table is read whatever wrote it: its encoding, separator and quotation marks are found out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.errors import UserError
from blmk_desktop.workbook import CellError, Workbook, read

TABLE = "Practice,Fee\nThe Café,£5\n"


def read_text(content: bytes) -> Workbook:
    return read(content, "fees 2022.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_the_encoding_is_found(encoding: str) -> None:
    book = read_text(TABLE.encode(encoding))
    assert book.format == "csv"
    assert book.sheets[0].name == "fees 2022"
    assert book.sheets[0].rows == [["Practice", "Fee"], ["The Café", "£5"]]
    assert book.notes == (["read as Windows text (cp1252)"] if encoding == "cp1252" else [])


@pytest.mark.parametrize(
    ("delimiter", "notes"),
    [
        (",", []),
        (";", ["columns are separated by semicolons"]),
        ("\t", ["columns are separated by tabs"]),
        ("|", ["columns are separated by vertical bars"]),
    ],
)
def test_the_separator_is_found_though_others_stand_in_the_text(delimiter: str, notes: list[str]) -> None:
    rows = [["Name", "Address", "List"], ["Kirby Road, 1; Surgery", "Dunstable | Beds", "9,000"], ["Bute", "", "8"]]
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in rows]
    book = read_text("\r\n".join(lines).encode())
    assert book.sheets[0].rows == [*rows[:2], ["Bute", None, "8"]]
    assert book.notes == notes


def test_excels_own_hint_of_the_separator_is_no_row() -> None:
    assert read_text(b"sep=;\r\na,b;c\r\n").sheets[0].rows == [["a,b", "c"]]


def test_values_stay_text_blanks_are_blank_and_errors_are_errors() -> None:
    (sheet,) = read_text(b"code,wte,date\n001,1.50,01/04/2022\n,,\n002,#REF!,#hash\n\n\n").sheets
    assert sheet.rows[1:] == [["001", "1.50", "01/04/2022"], [None] * 3, ["002", CellError("#REF!"), "#hash"]]


def test_a_line_break_inside_quotation_marks_stays_inside_its_cell() -> None:
    assert read_text(b'a,"b\nc",d\n1,2,3\n').sheets[0].rows == [["a", "b\nc", "d"], ["1", "2", "3"]]


def test_ragged_rows_are_kept_and_noted() -> None:
    (sheet,) = read_text(b"a,b,c\n1,2,3\n1,2\n\n1,2,3,4\n").sheets
    assert [len(row) for row in sheet.rows] == [3, 3, 2, 0, 4]
    assert sheet.notes == ["2 rows do not have the usual 3 columns (the first is row 3)"]


def test_doubtful_text_is_remarked_on() -> None:
    assert "garbled" in read_text("Fee\nÂ£5\n".encode()).notes[0]
    assert "never closed" in read_text(b'a,b\n1,"2\n3,4\n').notes[0]


def test_a_quotation_mark_that_swallows_the_file_is_refused() -> None:
    with pytest.raises(UserError, match="opened and never closed"):
        read_text(b'a,b\n1,"' + b"2,3\n" * 50_000)


@given(st.lists(st.lists(st.text("abc £é;,\t\"'1\n", max_size=6), min_size=2, max_size=2), min_size=1, max_size=8))
def test_what_excel_would_write_comes_back(rows: list[list[str]]) -> None:
    lines = [["first", "second"], *rows, ["last", "row"]]
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines]
    (sheet,) = read_text("\r\n".join(quoted).encode("utf-8-sig")).sheets
    assert sheet.rows == [[cell or None for cell in line] for line in lines]
