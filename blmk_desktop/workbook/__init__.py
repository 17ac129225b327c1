"""Reading of workbooks: bytes in, plain cells out; it knows nothing of the data file and can run apart."""

from blmk_desktop.workbook.cells import (
    MOST_COLUMNS,
    Address,
    CellError,
    Headings,
    Sheet,
    Workbook,
    cell_name,
    column_letters,
)
from blmk_desktop.workbook.reading import read, read_path

__all__ = [
    "MOST_COLUMNS",
    "Address",
    "CellError",
    "Headings",
    "Sheet",
    "Workbook",
    "cell_name",
    "column_letters",
    "read",
    "read_path",
]
