"""What is sent back: a copy of each return that was refused, its cells marked and the reasons on a sheet of their own.

Only what is wrong is touched, so that the copy, once corrected, is the return.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from blmk_desktop.errors import UserError, Where
from blmk_desktop.export import replacing
from blmk_desktop.importing.comments import write_comments
from blmk_desktop.importing.folders import COPY
from blmk_desktop.importing.proposal import FileProposal, Options, Proposal, Refusal
from blmk_desktop.importing.returns.plan_form import COMMENTS
from blmk_desktop.rules.wording import quoting, sentence
from blmk_desktop.templates.plan_layout import INSTRUCTIONS
from blmk_desktop.templates.styles import BLUE

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

COPIED = (".xlsx", ".xlsm")  # what can be copied with its formulas, lists and protection; else the reasons alone
MARK = "FFFFC7CE"
HEADINGS = ("Cell", "What it is", "It holds", "Why it cannot be taken", "Did you mean")
WIDTHS = (14, 20, 24, 70, 34)
_HEAD = 4  # the 1-based row of the headings
_FILL = len(HEADINGS) + 2  # the hidden column with the fill that a cell had before it was marked
_AUTHOR = "BLMK Primary Care"
_FONT = "Arial"  # as in the form itself
# What the writer of workbooks raises for files that Excel or LibreOffice still open.
_UNWRITABLE = (KeyError, ValueError, TypeError, AttributeError, IndexError, BadZipFile, NotImplementedError)


def write_comment_copies(proposal: Proposal, folder: Path) -> list[Path]:
    """Write, for each file of which something is refused, what to send back; the files made, in the files' order.

    A return in Excel's format becomes a copy of itself with the cells marked. Anything else becomes a workbook of
    its reasons. Raises UserError where the folder or a file cannot be written, or a return has gone meanwhile.
    """
    refused = [file for file in proposal.files if file.error or file.refused()]
    taken = {file.path.resolve() for file in proposal.files}
    made: list[Path] = []
    if refused:
        _make(folder)
    for file in refused:
        copied = file.sent_back and file.path.suffix.lower() in COPIED
        path = _free(folder, file.path, file.path.suffix if copied else ".xlsx", {*taken, *made})
        if not (copied and _copy(file, path)):
            path = path.with_suffix(".xlsx")
            write_comments(Proposal([file], Options()), path)
        made.append(path)
    return made


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"The folder cannot be made: {error.strerror or error}.", Where(str(folder))) from error


def _free(folder: Path, source: Path, ending: str, taken: set[Path]) -> Path:
    """Where the copy goes: beside no file that was read or made just now, and over the comments of the last time
    only as long as nobody has saved them since: that may be the corrected return.
    """
    stem = source.stem.removesuffix(COPY)
    named = (folder / f"{stem}{COPY}{number}{ending}" for number in ("", *(f" {n}" for n in range(2, 10_000))))
    free = (path for path in named if path not in taken and path.resolve() not in taken)
    return next(path for path in free if not path.exists() or _untouched(path))


def _untouched(path: Path) -> bool:
    """Whether a workbook is as we wrote it: Excel and LibreOffice put their own name to what they save."""
    try:
        with ZipFile(path) as parts:
            return b"penpyxl" in parts.read("docProps/app.xml") or b'name="Refused"' in parts.read("xl/workbook.xml")
    except (OSError, KeyError, BadZipFile):
        return False


def _copy(file: FileProposal, path: Path) -> bool:
    """Write the marked copy; False where this workbook cannot be copied whole."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(file.path, keep_vba=file.path.suffix.lower() == ".xlsm", rich_text=True)
        _clear(book)
        fills = [_mark(book, refusal) for refusal in file.refused()]
        _list(book, file, fills)
    except FileNotFoundError:
        raise UserError("The file has gone since it was read.", Where(str(file.path))) from None
    except _UNWRITABLE:
        return False
    try:
        replacing(path, book.save)
    finally:
        if book.vba_archive:  # kept open until its macros are written again
            book.vba_archive.close()
    return True


def _clear(book: Workbook) -> None:
    """Take away what we marked the last time this return was sent back."""
    if COMMENTS not in book.sheetnames:
        return
    for row in book[COMMENTS].iter_rows(min_row=_HEAD + 1):
        where = str(row[0].value or "")
        page, cell = _cell(book, where)
        if page is not None and cell and len(row) >= _FILL:
            if cell.fill.fgColor.rgb == MARK:
                cell.fill = _fill(str(row[_FILL - 1].value or ""))
            if cell.comment and cell.comment.author == _AUTHOR:
                cell.comment = None
    del book[COMMENTS]


def _cell(book: Workbook, where: str) -> tuple[Worksheet | None, Any]:
    """The sheet and cell that 'Sheet!B3' names; no cell where it names a sheet alone."""
    sheet, _, name = where.rpartition("!")
    if sheet in book.sheetnames:
        return book[sheet], book[sheet][name]
    return (book[where], None) if where in book.sheetnames else (None, None)


def _fill(colour: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour) if colour else PatternFill()


def _mark(book: Workbook, refusal: Refusal) -> str:
    """Colour the cell and write the reason on a note; the colour it had, '' for none."""
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment

    _, cell = _cell(book, refusal.where)
    if cell is None or isinstance(cell, MergedCell):
        return ""
    before = cell.fill.fgColor.rgb if cell.fill.patternType == "solid" else ""
    text = _why(refusal)
    if cell.comment and cell.comment.author == _AUTHOR:  # a second reason at the same cell
        text = f"{cell.comment.text}\n{text}"
    cell.fill = _fill(MARK)
    cell.comment = Comment(text, _AUTHOR, height=100, width=320)
    return before if isinstance(before, str) and before != MARK else ""


def _why(refusal: Refusal) -> str:
    """The reason as a sentence for who sent it; aliases are ours to make, not theirs."""
    if refusal.alias_of:
        return sentence(f"{refusal.why.partition(';')[0]}: choose one from the list")
    return sentence(quoting(refusal.why, refusal.value))


def _list(book: Workbook, file: FileProposal, fills: Sequence[str]) -> None:
    """The sheet with the reasons, the one that is seen first, each with a link to its cell."""
    from openpyxl.styles import Alignment, Font

    sheets = book.sheetnames
    page = book.create_sheet(COMMENTS, sheets.index(INSTRUCTIONS) + 1 if INSTRUCTIONS in sheets else 0)
    returned = file.returned
    what, sender = (returned.what, returned.sender) if returned else ("return", "network")
    whose = (returned.whose if returned else "") or f"this {sender}"
    page["A1"] = f"What to correct before the {what} of {whose} can be taken"
    page["A1"].font = Font(name=_FONT, bold=True, size=16, color=BLUE.removeprefix("#"))
    page["A2"] = "Correct the cells below where they stand (each is a link), save the workbook and send it back."
    page["A2"].font = Font(name=_FONT, size=11)
    _headings(page)
    for row, (refusal, fill) in enumerate(zip(file.refused(), fills, strict=True), start=_HEAD + 1):
        for column, text in enumerate((*_texts(refusal), "", fill), start=1):
            cell = page.cell(row, column)
            cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(name=_FONT, size=10)
            _write_text(cell, text)
        _link(book, page.cell(row, 1), refusal.where)
    page.column_dimensions[page.cell(1, _FILL).column_letter].hidden = True
    page.freeze_panes = page.cell(_HEAD + 1, 1)
    _printed(page)
    _open_first(book)


def _headings(page: Worksheet) -> None:
    from openpyxl.styles import Font

    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), start=1):
        cell = page.cell(_HEAD, column, heading)
        cell.font, cell.fill = Font(name=_FONT, bold=True, color="FFFFFF"), _fill(BLUE.removeprefix("#"))
        page.column_dimensions[cell.column_letter].width = width


def _texts(refusal: Refusal) -> Iterator[str]:
    yield from (refusal.where, refusal.field, refusal.value, _why(refusal))
    yield " or ".join(refusal.suggestions)


def _write_text(cell: Any, text: str) -> None:
    """Text as text: what a network wrote is never a formula here."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text) or None
    if cell.value is not None:
        cell.data_type = "s"


def _link(book: Workbook, cell: Any, where: str) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    page, target = _cell(book, where)
    if page is None or page.sheet_state != "visible":
        return
    quoted = page.title.replace("'", "''")
    place = target.coordinate if target is not None else "A1"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{place}", display=where)
    cell.font = Font(name=_FONT, size=10, color=BLUE.removeprefix("#"), underline="single")


def _printed(page: Worksheet) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{_HEAD}:{_HEAD}"


def _open_first(book: Workbook) -> None:
    """The workbook opens on the reasons, and no other sheet is selected with them."""
    book.active = book.sheetnames.index(COMMENTS)
    for page in book.worksheets:
        for view in page.views.sheetView:
            view.tabSelected = page.title == COMMENTS
