"""A workbook in any format gives plain cells at their own addresses; an error is never a blank or a zero."""

import pickle
import struct
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from blmk_desktop.errors import UserError
from blmk_desktop.workbook import CellError, Sheet, Workbook, cell_name, column_letters, read, read_path
from tests.blmk_desktop.workbook import building

ERROR_ROW = '<row r="2"><c r="B2" t="e"><v>#REF!</v></c><c r="C2"><v>7</v></c></row>'


def only_sheet(content: bytes, name: str = "plan.xlsx") -> Sheet:
    (sheet,) = read(content, name).sheets
    return sheet


def saved(book: openpyxl.Workbook) -> bytes:
    whole = BytesIO()
    book.save(whole)
    return whole.getvalue()


def binary_cells() -> bytes:
    """Cells of an .xlsb: 5 in A1, 50% in B1, #N/A in C1, and a hidden fourth row with 6."""
    cells = building.xlsb_row(0) + building.binary(5, struct.pack("<2Id", 0, 0, 5))
    cells += building.binary(5, struct.pack("<2Id", 1, 1, 0.5)) + building.binary(3, struct.pack("<2IB", 2, 0, 42))
    return cells + building.xlsb_row(3, hidden=True) + building.binary(5, struct.pack("<2Id", 0, 0, 6))


def old_cells() -> bytes:
    """The same cells of an .xls; its C1 is a formula that gives #N/A."""
    cells = building.record(0x208, struct.pack("<8H", 3, 0, 1, 300, 0, 0, 0x20, 0))
    cells += building.number(0, 0, 5) + building.number(0, 1, 0.5, style=1)
    result = struct.pack("<6BH", 2, 0, 42, 0, 0, 0, 0xFFFF)
    cells += building.record(0x06, struct.pack("<3H", 0, 2, 0), result, struct.pack("<HIH", 0, 0, 0))
    return cells + building.number(3, 0, 6)


OPEN_CELLS = (
    '<table:table-row><table:table-cell office:value-type="float" office:value="5"/>'
    '<table:table-cell office:value-type="percentage" office:value="0.5"/>'
    '<table:table-cell table:formula="of:=1" office:value-type="string" office:string-value="">'
    '<text:p>#N/A</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"/>'
    '<table:table-row table:visibility="collapse"><table:table-cell office:value-type="float" office:value="6"/>'
    "</table:table-row>"
)
EXCEL_CELLS = """<row r="1"><c r="A1"><v>5</v></c><c r="B1" s="1"><v>0.5</v></c><c r="C1" t="e"><f>A9</f><v>#N/A</v></c>
</row><row r="4" hidden="1"><c r="A4"><v>6</v></c></row>"""


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("xlsx", building.xlsx(EXCEL_CELLS)),
        ("xlsb", building.xlsb(binary_cells())),
        ("xls", building.xls(old_cells())),
        ("ods", building.ods(OPEN_CELLS)),
    ],
)
def test_every_format_gives_the_same_cells(kind: str, content: bytes) -> None:
    book = read(content, f"plan.{kind}")
    (sheet,) = book.sheets
    assert (book.format, book.notes, sheet.name, sheet.state) == (kind, [], "Plan", "visible")
    assert sheet.rows[0] == [5, 0.5, CellError("#N/A")]
    assert not any(cell for row in sheet.rows[1:3] for cell in row)
    assert sheet.rows[3][0] == 6
    assert (sheet.percent, sheet.hidden_rows, sheet.notes) == ({(0, 1)}, {3}, ["1 hidden row is included"])


def test_addresses_are_those_of_the_worksheet_however_far_down_the_table_begins() -> None:
    sheet = only_sheet(building.xlsx('<row r="7"><c r="C7"><v>1</v></c></row>'))
    assert sheet.rows[6][2] == 1
    assert cell_name(6, 2) == "C7"
    assert [column_letters(number) for number in (0, 25, 26, 701, 702, 16383)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD")
    ]


def test_values_keep_their_kind() -> None:
    book = openpyxl.Workbook()
    book.active.append(["text", 1.5, True, datetime(2022, 10, 1), datetime(2022, 10, 1, 9, 30), None])  # noqa: DTZ001
    (row,) = read(saved(book), "a.xlsx").sheets[0].rows
    assert row == ["text", 1.5, True, date(2022, 10, 1), datetime(2022, 10, 1, 9, 30)]  # noqa: DTZ001


@pytest.mark.parametrize(
    "cell",
    ['<c r="A1"><f>B1</f></c>', '<c r="A1"><f>B1</f><v></v></c>', '<c r="A1"><f t="shared" si="0">B1</f><v/></c>'],
)
def test_a_formula_that_was_never_calculated_is_an_error(cell: str) -> None:
    error = only_sheet(building.xlsx(f'<row r="1">{cell}</row>')).rows[0][0]
    assert error == CellError("no result")
    assert "open the workbook in Excel, save it" in error.reason


def test_a_formula_that_gives_an_empty_text_is_a_blank() -> None:
    cells = '<c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c>'
    assert only_sheet(building.xlsx(f'<row r="1">{cells}</row>')).rows == [[None, 1]]


def test_zeros_of_a_workbook_that_asks_to_be_calculated_are_doubted() -> None:
    row = '<row r="3"><c r="B3"><f>SUM(B1:B2)</f><v>0</v></c></row>'
    sheet = only_sheet(building.xlsx(row, book='<calcPr fullCalcOnLoad="1"/>'))
    assert sheet.notes == ["1 formula showing 0 may never have been calculated (see B3)"]
    assert only_sheet(building.xlsx(row)).notes == []


def test_errors_are_found_however_the_sheet_is_written() -> None:
    plain = building.xlsx(ERROR_ROW)
    prefixed = building.xlsx_parts(ERROR_ROW)
    text = str(prefixed["xl/worksheets/sheet1.xml"]).replace("xmlns=", "xmlns:x=")
    for tag in ("worksheet", "sheetData", "row", "c", "v"):
        text = (
            text.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>").replace(f"</{tag}>", f"</x:{tag}>")
        )
    prefixed["xl/worksheets/sheet1.xml"] = text
    unnumbered = building.xlsx('<row/><row><c/><c t="e"><v>#REF!</v></c><c><v>7</v></c></row>')
    half_numbered = building.xlsx('<row r="2"><c r="A2"/><c t="e"><v>#REF!</v></c><c><v>7</v></c></row>')
    single = building.xlsx(ERROR_ROW.replace('"', "'"))
    for content in (
        plain,
        building.zipped(prefixed),
        unnumbered,
        half_numbered,
        single,
        building.strict_xlsx(ERROR_ROW),
    ):
        assert only_sheet(content).rows[1] == [None, CellError("#REF!"), 7]


def test_percentages_are_told_from_texts_that_hold_a_percent_sign() -> None:
    cells = "".join(f'<c r="{column}1" s="{style}"><v>0.5</v></c>' for style, column in enumerate("ABCD"))
    assert only_sheet(building.xlsx(f'<row r="1">{cells}</row>')).percent == {(0, 1), (0, 2)}


def test_hidden_and_merged_cells_are_told() -> None:
    head = '<cols><col min="1" max="1" width="9"/><col min="2" max="3" hidden="1"/></cols>'
    tail = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>2</v></c></row><row r="2" hidden="1"/>'
    sheet = only_sheet(building.xlsx(rows, head, tail))
    assert (sheet.merged, sheet.hidden_columns, sheet.hidden_rows) == ([(0, 0, 1, 1)], {1, 2}, {1})
    assert sheet.notes == ["2 hidden columns are included"]


def test_open_document_sheets_tell_hidden_merged_repeated_and_uncalculated_cells() -> None:
    columns = '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:formula="of:=[.B9]"/>'
        '<table:table-cell office:value-type="percentage" office:value="1" table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="float" office:value="2" table:number-rows-spanned="2" '
        'table:number-columns-spanned="3"/></table:table-row>'
    )
    sheet = only_sheet(building.ods(rows, columns), "plan.ods")
    assert sheet.rows == [[CellError("no result"), 1, 1, 2]] * 2
    assert sheet.percent == {(0, 1), (0, 2), (1, 1), (1, 2)}
    assert (sheet.hidden_columns, sheet.merged) == ({1, 2}, [(0, 3, 1, 5)])


def test_binary_workbooks_tell_hidden_columns_and_merged_cells() -> None:
    hidden = building.binary(390) + building.binary(60, struct.pack("<4IH", 1, 1, 9, 0, 1)) + building.binary(391)
    merged = building.binary(177, struct.pack("<I", 1)) + building.binary(176, struct.pack("<4I", 0, 1, 0, 0))
    sheet = only_sheet(building.xlsb(binary_cells(), hidden, merged + building.binary(178)), "plan.xlsb")
    assert (sheet.hidden_columns, sheet.merged) == ({1}, [(0, 0, 1, 0)])


def test_an_old_workbook_may_keep_its_cells_among_the_small_streams() -> None:
    content = building.ole(building.xls_stream(old_cells()))
    assert only_sheet(content, "plan.xls").rows[0] == [5, 0.5, CellError("#N/A")]


def test_an_old_workbook_that_is_full_to_the_last_row_may_be_cut_off() -> None:
    sheet = only_sheet(building.xls(building.number(65_535, 0, 1)), "plan.xls")
    assert sheet.notes == ["the sheet fills all 65,536 rows of an .xls file, so its end may be cut off"]


def test_hidden_sheets_are_told_and_charts_left_out() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Plan"
    book.create_sheet("Lists").sheet_state = "hidden"
    book.create_sheet("Key").sheet_state = "veryHidden"
    book.create_chartsheet("Graph")
    result = read(saved(book), "plan.xlsx")
    states = {sheet.name: sheet.state for sheet in result.sheets}
    assert states == {"Plan": "visible", "Lists": "hidden", "Key": "very hidden"}
    assert result.notes == ["Graph is not a worksheet and is left out"]


def test_what_touches_the_whole_workbook_is_noted() -> None:
    parts = building.xlsx_parts("", book='<workbookPr date1904="1"/><calcPr calcMode="manual"/>')
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    more = "".join(
        f'<Relationship Id="x{kind}" Type="x/{kind}" Target="{kind}"/>' for kind in ("vbaProject", "externalLink")
    )
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", more + "</Relationships>")
    parts["xl/vbaProject.bin"] = b"never run"
    book = read(building.zipped(parts), "plan.xlsm")
    assert book.format == "xlsm"
    assert book.notes == [
        "macros ignored",
        "some values come from another workbook and may be old",
        "the workbook counts its dates from 1904",
        "the workbook calculates only when told to, so its formulas may be out of date",
    ]


def test_formatting_far_below_the_table_is_neither_data_nor_a_danger() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert only_sheet(building.xlsx(far)).rows == [[1]]


def test_a_workbook_is_known_by_its_bytes_and_travels_between_processes(tmp_path: Path) -> None:
    content = building.xlsx(ERROR_ROW)
    path = tmp_path / "plan 2022.xlsx"
    path.write_bytes(content)
    book = read_path(path)
    assert (book.name, book.size, book.sha256) == ("plan 2022.xlsx", len(content), sha256(content).hexdigest())
    again: Workbook = pickle.loads(pickle.dumps(book))  # noqa: S301
    assert again == book


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone\.xlsx: There is no such file\."):
        read_path(tmp_path / "gone.xlsx")
