"""What a file really is, told from its content, and a plain refusal when that is no workbook."""

import struct
import zlib
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from blmk_desktop.errors import UserError, Where

# What the standard library raises for zip files that are not whole.
BROKEN_ZIP = (
    *(BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, LookupError),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file (gzip): unpack it first"),
    (b"7z\xbc\xaf", "a compressed file (7-Zip): unpack it first"),
    (b"Rar!", "a compressed file (RAR): unpack it first"),
    (b"SQLite format 3", "a database, not a workbook"),
    (b"\x09\x08", "a workbook of a very old Excel: save it again as .xlsx"),
    (b"\x09\x04", "a workbook of a very old Excel: save it again as .xlsx"),
    (b"\x09\x02", "a workbook of a very old Excel: save it again as .xlsx"),
)
_HTML = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "<script", "<div")
_OLE_STREAMS = (
    ("EncryptedPackage", ""),
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("__substg1.0_", "an e-mail saved from Outlook: open it and save the attachment"),
)
_PROTECTED = (
    "The file is protected with a password, so it cannot be read. "
    "Open it in Excel, take the password off, save it and try again."
)
_WORKBOOK_NAMES = frozenset((".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".xlt"))
_TEXT_NAMES = frozenset((".csv", ".tsv", ".txt", ".tab", ""))


def recognise(content: bytes, name: str) -> str:
    """Give the format of a file: 'xlsx', 'xlsm', 'xlsb', 'xls', 'ods' or 'csv'.

    Raises UserError, saying what the file really is, when it is none of them or locked with a password.
    """
    if PurePath(name).name.startswith("~$"):
        raise refusal(name, "This is the lock file that Excel leaves beside an open workbook: take the other.")
    if not content:
        raise refusal(name, "The file is empty (0 bytes): ask for it again.")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(content, name)
    if content.startswith(_OLE):
        return _kind_of_ole(content, name)
    for start, meaning in _FOREIGN:
        if content.startswith(start):
            raise refusal(name, f"This is not a workbook but {meaning}.")
    return _kind_of_text(content, name)


def refusal(name: str, sentence: str) -> UserError:
    """Make the error that refuses a whole file."""
    return UserError(sentence, Where(file=name))


def protected(name: str) -> UserError:
    """Make the error for a file that only opens with a password."""
    return refusal(name, _PROTECTED)


def damaged(name: str) -> UserError:
    """Make the error for a file that should be a workbook but cannot be read as one."""
    return refusal(
        name,
        "The file is damaged and cannot be read: open it in Excel, save it again, or ask for a new copy.",
    )


def misnamed(name: str, kind: str) -> list[str]:
    """Note when the file's name says another format than its content."""
    suffix = PurePath(name).suffix.lower()
    same = {"xlsm": (".xlsm", ".xltm"), "xlsx": (".xlsx", ".xltx"), "xls": (".xls", ".xlt")}
    usual = (*_TEXT_NAMES,) if kind == "csv" else same.get(kind, (f".{kind}",))
    return [] if suffix in usual else [f"the file is named {suffix or 'without an ending'} but is really .{kind}"]


def _kind_of_zip(content: bytes, name: str) -> str:
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = {info.filename.lower() for info in archive.infolist()}
            kind = archive.read("mimetype")[:100] if "mimetype" in parts else b""
    except BROKEN_ZIP:
        raise damaged(name) from None
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if "[content_types].xml" in parts and any(part.endswith("workbook.xml") for part in parts):
        return "xlsm" if any(part.endswith("vbaproject.bin") for part in parts) else "xlsx"
    raise refusal(name, f"This is not a workbook but {_other_zip(parts, kind)}.")


def _other_zip(parts: set[str], kind: bytes) -> str:
    folders = {part.partition("/")[0] for part in parts}
    if "word" in folders or b"opendocument.text" in kind:
        return "a text document (Word or similar)"
    if "ppt" in folders or b"opendocument.presentation" in kind:
        return "a presentation (PowerPoint or similar)"
    return "a zip folder: unpack it and take the workbooks inside"


def _kind_of_ole(content: bytes, name: str) -> str:
    for stream, meaning in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            raise refusal(name, f"This is not a workbook but {meaning}.") if meaning else protected(name)
    if any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        return "xls"
    raise refusal(name, "This is an old Office file, but there is no workbook in it.")


def _kind_of_text(content: bytes, name: str) -> str:
    head = content[:4096]
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff")) or (b"\0" in head and not any(head[1:200:2]))
    if b"\0" in head and not utf16:
        raise refusal(name, "This is neither a workbook nor a text file: its content is not known.")
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").decode("latin-1").lower()
    if start.startswith(_HTML):
        raise refusal(name, "This is not a workbook but a web page: open it in Excel and save it as .xlsx.")
    if start.startswith(("<?xml", "<workbook")):
        raise refusal(name, "This is not a workbook but an XML file: open it in Excel and save it as .xlsx.")
    if PurePath(name).suffix.lower() in _WORKBOOK_NAMES:
        raise refusal(name, "This is not a workbook but plain text: if it is a table, name it .csv instead.")
    return "csv"
