"""What a workbook is once read: sheets of plain cells, and what a careful reader noticed about them."""

from dataclasses import dataclass, field

Address = tuple[int, int]
Area = tuple[int, int, int, int]
Headings = tuple[int, int, list[str]]  # the first row (0-based) that they stand on, how many rows, and the headings

NO_RESULT = "no result"
MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error, '#REF!', or a formula whose result was never stored, 'no result'."""

    code: str

    def __str__(self) -> str:
        """Give the error as the sheet shows it."""
        return self.code

    @property
    def reason(self) -> str:
        """Say what is wrong and what to do about it."""
        if self.code == NO_RESULT:
            return "the formula was never calculated: open the workbook in Excel, save it and use it again"
        return f"the cell shows the error {self.code}"


@dataclass(slots=True)
class Marks:
    """What a sheet's values alone do not tell. Addresses are 0-based (row, column)."""

    errors: dict[Address, str] = field(default_factory=dict)
    zero_formulas: set[Address] = field(default_factory=set)
    percent: set[Address] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Sheet:
    """One worksheet.

    rows: row i is worksheet row i + 1 and column j its column j + 1, so addresses hold; rows may differ in
        length. A cell is None (blank), str, int, float, bool, date, datetime, time, timedelta or CellError.
    state: 'visible', 'hidden' or 'very hidden'.
    merged: areas (first row, first column, last row, last column), 0-based and inclusive; only the first
        cell of an area holds its value.
    hidden_rows, hidden_columns, percent: 0-based; percent holds the (row, column) of cells shown as %.
    headings: what the importer found to look like headings, kept because a dozen kinds of table ask for them.
    """

    name: str
    rows: list[list[object]]
    state: str = "visible"
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    percent: set[Address] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    headings: list[Headings] | None = field(default=None, init=False, repr=False, compare=False)


@dataclass(slots=True)
class Workbook:
    """A file as read: its name, fingerprint, size in bytes, format ('xlsx', 'csv', ...), sheets and notes."""

    name: str
    sha256: str
    size: int
    format: str
    sheets: list[Sheet]
    notes: list[str] = field(default_factory=list)


def column_letters(column: int) -> str:
    """Name a 0-based column as Excel does: 0 is A, 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """Turn column letters into the 0-based column: A is 0, AB is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_name(row: int, column: int) -> str:
    """Name a 0-based cell as Excel does: 2, 1 is B3."""
    return f"{column_letters(column)}{row + 1}"


def address_of(reference: str) -> Address:
    """Turn 'B3' into its 0-based row and column. Raises ValueError for anything else."""
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]) - 1, column_number(letters)
