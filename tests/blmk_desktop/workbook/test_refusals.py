"""A file that is no workbook, or a harmful one, is refused with one plain sentence and its name."""

import random
import struct
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from blmk_desktop.errors import UserError, Where
from blmk_desktop.workbook import read
from tests.blmk_desktop.workbook import building

GOOD = building.xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')
LOCKED_OLE = building.ole(b"secret".ljust(4096, b"\0"), "EncryptedPackage")
LOCKED_XLS = building.xls(b"", before=building.record(0x2F, bytes(6)))


def refused(content: bytes, name: str = "return.xlsx") -> UserError:
    with pytest.raises(UserError) as refusal:
        read(content, name)
    assert refusal.value.where is not None
    assert refusal.value.where.file == name
    return refusal.value


def zip_with(extra: dict[str, bytes]) -> bytes:
    return building.zipped({**building.xlsx_parts(""), **extra})


def with_doubled_part() -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name, part in building.xlsx_parts("").items():
            archive.writestr(name, part)
        archive.writestr("XL/workbook.xml", "<other/>")
    return whole.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "return.xlsx", "The file is empty (0 bytes): ask for it again."),
        (GOOD, "~$return.xlsx", "This is the lock file that Excel leaves beside an open workbook: take the other."),
        (b"%PDF-1.7 ...", "return.xlsx", "This is not a workbook but a PDF document."),
        (
            b"\xef\xbb\xbf\r\n<!DOCTYPE html><table>",
            "return.xls",
            "This is not a workbook but a web page: open it in Excel and save it as .xlsx.",
        ),
        (
            b"<?xml version='1.0'?><Workbook/>",
            "return.xls",
            "This is not a workbook but an XML file: open it in Excel and save it as .xlsx.",
        ),
        (
            b"PCN,WTE\nCaritas,2\n",
            "return.xls",
            "This is not a workbook but plain text: if it is a table, name it .csv instead.",
        ),
        (
            building.zipped({"a.csv": "1,2"}),
            "returns.xlsx",
            "This is not a workbook but a zip folder: unpack it and take the workbooks inside.",
        ),
        (
            building.zipped({"[Content_Types].xml": "", "word/document.xml": ""}),
            "return.xlsx",
            "This is not a workbook but a text document (Word or similar).",
        ),
        (
            building.ole(bytes(4096), "WordDocument"),
            "return.xls",
            "This is not a workbook but a Word document.",
        ),
        (
            b"\x00\x01\x02\x03" * 9,
            "return.csv",
            "This is neither a workbook nor a text file: its content is not known.",
        ),
    ],
)
def test_a_wrong_file_is_told_for_what_it_is(content: bytes, name: str, sentence: str) -> None:
    assert refused(content, name).message == sentence


@pytest.mark.parametrize(("content", "name"), [(LOCKED_OLE, "return.xlsx"), (LOCKED_XLS, "return.xls")])
def test_a_password_is_called_a_password(content: bytes, name: str) -> None:
    assert "protected with a password" in refused(content, name).message


def test_an_encrypted_open_document_is_called_locked_too() -> None:
    with ZipFile(BytesIO(building.ods(""))) as archive:
        parts: dict[str, bytes | str] = {part: archive.read(part) for part in archive.namelist()}
    parts["META-INF/manifest.xml"] = "<manifest><encryption-data/></manifest>"
    assert "protected with a password" in refused(building.zipped(parts), "return.ods").message


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (GOOD[:-30], "The file is damaged"),
        (GOOD[:200] + b"\xff\xff" + GOOD[202:], "The file is damaged"),
        (with_doubled_part(), "two of its parts have the same name"),
        (zip_with({"xl/workbook.xml": b"<workbook><sheets/></workbook>"}), "There is no worksheet in the file."),
        (zip_with({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}), "The file is damaged"),
        (zip_with({"xl/sharedStrings.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><sst/>'}), "unsafe"),
        (zip_with({"xl/styles.xml": '<!DOCTYPE x SYSTEM "http://a/b"><styleSheet/>'.encode("utf-16")}), "unsafe"),
        (zip_with({"xl/media/a.bin": bytes(11 << 20)}), "would swell to a size that is not safe"),
        (zip_with({f"xl/media/{number}.png": b"" for number in range(2_001)}), "2,007 parts"),
    ],
)
def test_a_damaged_or_harmful_workbook_is_refused(content: bytes, sentence: str) -> None:
    assert sentence in refused(content).message


def test_a_cell_too_far_out_is_named_instead_of_exhausting_the_machine() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    far_open = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" '
        'office:value="1" table:number-columns-repeated="16384"/></table:table-row>'
    )
    far_binary = building.xlsb_row(1_048_575) + building.binary(5, struct.pack("<2Id", 16_383, 0, 5))
    for content, name in [
        (building.xlsx(far), "return.xlsx"),
        (building.xlsx(far.replace('"', "'")), "return.xlsx"),
        (building.ods(far_open), "return.ods"),
        (building.xlsb(far_binary), "return.xlsb"),
    ]:
        assert refused(content, name).where == Where(name, "Plan", "XFD1048576")


def test_a_bad_picture_does_not_cost_the_table() -> None:
    content = zip_with({"xl/media/image1.png": b"picture" * 99})
    at = content.index(b"xl/media/image1.png") + 25
    assert read(content[:at] + b"\xff\xff" + content[at + 2 :], "return.xlsx").sheets[0].name == "Plan"


@pytest.mark.parametrize(
    ("content", "name", "note"),
    [
        (GOOD, "return.csv", "the file is named .csv but is really .xlsx"),
        (GOOD, "return.xls", "the file is named .xls but is really .xlsx"),
        (GOOD, "return", "the file is named without an ending but is really .xlsx"),
    ],
)
def test_a_workbook_under_a_wrong_name_is_read_and_the_name_remarked_on(content: bytes, name: str, note: str) -> None:
    assert read(content, name).notes == [note]


def torn(content: bytes, chance: random.Random) -> Iterator[bytes]:
    """Give copies of a file with a few bytes changed, left out or put in."""
    for _ in range(60):
        copy = bytearray(content)
        for _ in range(chance.choice((1, 2, 5))):
            at = chance.randrange(len(copy))
            copy[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        yield bytes(copy)


def test_no_torn_file_brings_anything_but_cells_or_a_refusal() -> None:
    book = openpyxl.Workbook()
    book.active.append(["PCN", 1.5, "=A1"])
    whole = BytesIO()
    book.save(whole)
    chance = random.Random(2022)  # noqa: S311
    cells = building.number(0, 0, 5) + building.record(0x205, struct.pack("<3HBB", 1, 0, 0, 0x17, 1))
    files = {"a.xlsx": whole.getvalue(), "a.ods": building.ods("<table:table-row/>"), "a.xls": building.xls(cells)}
    files |= {"a.xlsb": building.xlsb(building.xlsb_row(0)), "a.csv": b'a,"b"\r\n1,2\r\n'}
    for name, content in files.items():
        for copy in torn(content, chance):
            with suppress(UserError):
                assert read(copy, name).sheets
