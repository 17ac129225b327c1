"""The one door to workbooks: bytes or a path in, a Workbook of plain cells out."""

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError, Where
from blmk_desktop.workbook.cells import CellError, Marks, Sheet, Workbook, cell_name
from blmk_desktop.workbook.csv_text import read_csv
from blmk_desktop.workbook.ods import mark_ods
from blmk_desktop.workbook.recognise import damaged, misnamed, protected, recognise, refusal
from blmk_desktop.workbook.xls import mark_xls
from blmk_desktop.workbook.xlsb import mark_xlsb
from blmk_desktop.workbook.xlsx import mark_xlsx

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

Marker = Callable[[bytes, str], tuple[dict[str, Marks], list[str]]]

_MARKERS: dict[str, Marker] = {
    "xlsx": mark_xlsx,
    "xlsm": mark_xlsx,
    "xlsb": mark_xlsb,
    "xls": mark_xls,
    "ods": mark_ods,
}
_XLS_ROWS = 65_536


def read_path(path: str | Path) -> Workbook:
    """Read the workbook at a path. Raises UserError when it cannot be opened or read."""
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError:
        raise UserError("There is no such file.", Where(file=PurePath(path).name)) from None
    except OSError as error:
        why = error.strerror or "not readable"
        raise UserError(f"The file cannot be opened ({why}).", Where(file=PurePath(path).name)) from None
    return read(content, PurePath(path).name)


def read(content: bytes, name: str) -> Workbook:
    """Read a workbook or text table from its bytes; nothing is run, fetched or written.

    Raises UserError with a plain sentence when the file as a whole is refused.
    """
    kind = recognise(content, name)
    sheets, notes = _read_text(content, name) if kind == "csv" else _read_cells(content, name, kind)
    if not sheets:
        raise refusal(name, "There is no worksheet in the file.")
    digest = sha256(content).hexdigest()
    return Workbook(name, digest, len(content), kind, sheets, misnamed(name, kind) + notes)


def _read_text(content: bytes, name: str) -> tuple[list[Sheet], list[str]]:
    sheet, notes = read_csv(content, name)
    return [sheet], notes


def _read_cells(content: bytes, name: str, kind: str) -> tuple[list[Sheet], list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    marks, notes = _MARKERS[kind](content, name)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [_sheet(book, meta, marks, kind) for meta in book.sheets_metadata if _is_grid(meta)]
    except PasswordError:
        raise protected(name) from None
    except (CalamineError, ValueError, OverflowError, OSError):
        raise damaged(name) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own abort, which has no name to import
            raise
        raise damaged(name) from None
    left_out = [meta.name for meta in book.sheets_metadata if not _is_grid(meta)]
    return sheets, notes + [f"{sheet} is not a worksheet and is left out" for sheet in left_out]


def _is_grid(meta: "SheetMetadata") -> bool:
    return str(meta.typ).rpartition(".")[2] == "WorkSheet"


def _sheet(book: "CalamineWorkbook", meta: "SheetMetadata", marks: dict[str, Marks], kind: str) -> Sheet:
    grid = book.get_sheet_by_name(meta.name)
    seen = marks.get(meta.name) or Marks()
    areas = [(*first, *last) for first, last in grid.merged_cell_ranges or ()] or seen.merged
    rows: list[list[object]] = [
        [None if value == "" else value for value in row] for row in grid.to_python(skip_empty_area=False)
    ]
    _lay_errors(rows, seen)
    state = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "very hidden"}
    return Sheet(
        meta.name,
        rows,
        state[str(meta.visible).rpartition(".")[2]],
        areas,
        seen.hidden_rows,
        seen.hidden_columns,
        seen.percent,
        _sheet_notes(seen, rows, kind),
    )


def _lay_errors(rows: list[list[object]], seen: Marks) -> None:
    """Put the errors where the fast reader left blanks, beyond its last row too."""
    for (row, column), code in seen.errors.items():
        while len(rows) <= row:
            rows.append([])
        cells = rows[row]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = CellError(code)


def _sheet_notes(seen: Marks, rows: list[list[object]], kind: str) -> list[str]:
    notes = []
    if hidden := sum(row < len(rows) for row in seen.hidden_rows):
        notes.append(f"{hidden:,} hidden row{'s are' if hidden > 1 else ' is'} included")
    width = max(map(len, rows), default=0)
    if hidden := sum(column < width for column in seen.hidden_columns):
        notes.append(f"{hidden:,} hidden column{'s are' if hidden > 1 else ' is'} included")
    if doubtful := len(seen.zero_formulas):
        first = cell_name(*min(seen.zero_formulas))
        notes.append(
            f"{doubtful:,} formula{'s' if doubtful > 1 else ''} showing 0 may never have been calculated (see {first})"
        )
    if kind == "xls" and len(rows) == _XLS_ROWS:
        notes.append("the sheet fills all 65,536 rows of an .xls file, so its end may be cut off")
    return notes
