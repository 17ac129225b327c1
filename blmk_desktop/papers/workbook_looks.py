"""What the sheets of a paper's workbook share: the book with its formats, marks of footnotes, margins, tall rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.errors import UserError
from blmk_desktop.export import LONGEST_TEXT
from blmk_desktop.formula_guard import footer
from blmk_desktop.papers.tones import ACCENT, HEADER, INK

if TYPE_CHECKING:
    from blmk_desktop.papers.layout import Marks

A4 = 9  # as Excel numbers sizes of paper
LINE_HIGH = 13.5  # points of a line of text
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TALLEST = 409.0  # points of a row, more than which Excel does not take
_ARIAL = "Arial,Regular"
_NARROW = 1.3  # letters of Arial for each that a column's width counts


def _sheet_class() -> Any:
    """A worksheet that refuses a text rather than cutting it without a word."""
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    class Sheet(Worksheet):  # type: ignore[misc]
        def _write_string(self, row: int, column: int, text: str, look: Any = None) -> Any:
            if len(text) > LONGEST_TEXT:
                raise UserError("A text of this paper is longer than a cell of Excel holds; write it as Word or PDF.")
            return super()._write_string(row, column, text, look)

    return Sheet


@dataclass
class Book:
    """The workbook, its formats by what they look like, and its sheets by name."""

    file: Any
    formats: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def look(self, **looks: object) -> Any:
        """A format, made once."""
        whole = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top", **looks}
        key = tuple(sorted(whole.items()))
        if key not in self.formats:
            self.formats[key] = self.file.add_format(whole)
        return self.formats[key]

    def sheet(self, name: str, *, landscape: bool = False) -> Any:
        """A new sheet, named as Excel allows."""
        clean = " ".join(_NOT_IN_NAMES.sub(" ", name).split())[:31].strip() or "Sheet"
        while clean.casefold() in self.names:
            clean = f"{clean[:27]} {len(self.names)}"
        self.names.add(clean.casefold())
        made = self.file.add_worksheet(clean, worksheet_class=_sheet_class())
        made.set_paper(A4)
        made.fit_to_pages(1, 0)
        made.hide_gridlines(2)
        if landscape:
            made.set_landscape()
        return made


def footnote(number: int, text: str) -> str:
    """A footnote with its mark in front."""
    return f"{str(number).translate(_SUPERSCRIPT)} {text}"


def across(book: Book, sheet: Any, at: int, text: str, sizes: Sequence[int]) -> None:
    """A small text under a table, as wide as its columns, whose widths are `sizes`."""
    look = book.look(font_size=9, text_wrap=True)
    if len(sizes) > 1:
        sheet.merge_range(at, 0, at, len(sizes) - 1, "", look)
    sheet.write_string(at, 0, text, look)
    tall(sheet, at, [(text, sum(sizes))])


def tall(sheet: Any, at: int, texts: list[tuple[str, int]]) -> None:
    """Make a row as tall as its texts are in cells of these widths, in letters; not every program does by itself."""
    lines = max(sum(1 + int(len(line) / _NARROW / max(1, size)) for line in text.split("\n")) for text, size in texts)
    if lines > 1:
        sheet.set_row(at, min(lines * LINE_HIGH, _TALLEST))


def marked(notes: tuple[str, ...], marks: Marks) -> str:
    """The marks of footnotes as small raised figures."""
    return "\u2009".join(str(marks.of(text)[0] + 1).translate(_SUPERSCRIPT) for text in notes)


def margins(sheet: Any, named: str, *, draft: bool) -> None:
    """Header and footer of the printed pages."""
    sheet.set_header(f"&L{footer('', _ARIAL)}&BDraft" if draft else "")
    sheet.set_footer(f"&L{footer(named, _ARIAL)}&R{footer('', _ARIAL)}Page &P of &N")


def title(book: Book, size: int = 16) -> Any:
    """How a title looks."""
    return book.look(bold=True, font_size=size, font_color=ACCENT)


def above(book: Book, *, right: bool = False) -> Any:
    """How the heading of a column looks."""
    return book.look(
        bold=True, bg_color=HEADER, text_wrap=True, align="right" if right else "left", indent=1, valign="bottom"
    )


def linked(book: Book) -> Any:
    """How a link looks."""
    return book.look(font_color=ACCENT, underline=1)


def inside(name: str) -> str:
    """The address of a sheet of the same workbook."""
    return f"internal:'{name}'!A1"
