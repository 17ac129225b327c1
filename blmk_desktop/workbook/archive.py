"""Unpacking of a zipped workbook into its parts, after the checks that keep a hostile one from harm."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from blmk_desktop.errors import UserError, Where
from blmk_desktop.workbook.cells import cell_name
from blmk_desktop.workbook.recognise import BROKEN_ZIP, damaged, protected, refusal

_MIB = 1 << 20
_MOST_EXPANDED = 100 * _MIB
_LARGE_PART = 10 * _MIB
_MOST_RATIO = 100
_MOST_PARTS = 2_000
# Cells between A1 and the last one: the reader makes room for all of them, filled or not.
_SAFE_GRID = 4_000_000
_MOST_GRID = 50_000_000

# Parts that hold no cells; a bad picture must not cost the reader a good table.
_NO_CELLS = re.compile(
    r"(?:.*/)?(?:media|drawings|theme|docprops|customxml|printersettings|pictures|thumbnails|embeddings|"
    r"externallinks|pivotcache|pivottables|charts|activex|ctrlprops)/|.*vbaproject"
)
_DTD = re.compile(rb"\s*(?>(?:\xef\xbb\xbf|<\?.*?\?>|<!--.*?-->|\s)*)<!DOCTYPE", re.DOTALL)


def unpack(content: bytes, name: str) -> dict[str, bytes]:
    """Give the parts that can hold cells, by their path in lower case.

    Raises UserError for an archive that is damaged, locked, has two parts of one name, holds a document
    type (through which XML is made to fetch or swell), or would expand beyond 100 MiB or 2,000 parts.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
            _check(infos, name)
            parts = {_key(info): archive.read(info) for info in infos if _holds_cells(info)}
    except BROKEN_ZIP:
        raise damaged(name) from None
    if any(_has_dtd(part) for key, part in parts.items() if not key.endswith(".bin")):
        raise refusal(name, "The file holds unsafe content (an XML document type) and is not opened.")
    return parts


def fits(part_size: int, rows: int, columns: int) -> bool:
    """Say whether a grid may be made room for, given how many bytes write its cells."""
    return rows * columns <= min(_MOST_GRID, max(_SAFE_GRID, 4 * part_size))


def check_grid(where: Where, part_size: int, rows: int, columns: int) -> None:
    """Refuse a sheet whose last cell lies so far out that making room for it would exhaust the machine.

    where: the file and sheet; part_size: how many bytes write the sheet's cells.
    """
    if not fits(part_size, rows, columns):
        raise UserError(
            "There is something in a cell very far from the table: delete the rows and columns beyond the "
            "table, save the file and try again.",
            replace(where, cell=cell_name(rows - 1, columns - 1)),
        )


def _check(infos: list[ZipInfo], name: str) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise protected(name)
    if len({_key(info) for info in infos}) < len(infos):
        raise refusal(name, "The file is damaged: two of its parts have the same name.")
    if len(infos) > _MOST_PARTS:
        raise refusal(name, f"The file is made of {len(infos):,} parts, more than any workbook should be.")
    if sum(info.file_size for info in infos) > _MOST_EXPANDED or any(_is_bomb(info) for info in infos):
        raise refusal(
            name,
            "The file would swell to a size that is not safe to open: save the table as .csv and use that.",
        )


def _is_bomb(info: ZipInfo) -> bool:
    return info.file_size > _LARGE_PART and info.file_size > _MOST_RATIO * max(info.compress_size, 1)


def _key(info: ZipInfo) -> str:
    return info.filename.replace("\\", "/").lstrip("/").lower()


def _holds_cells(info: ZipInfo) -> bool:
    return not info.is_dir() and not _NO_CELLS.match(_key(info))


def _has_dtd(part: bytes) -> bool:
    if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in part[:4]:
        part = part.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return _DTD.match(part) is not None
