"""How our templates look and are protected: one colour for what is filled in, words beside every other colour."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blmk_desktop.export import close_book, replacing
from blmk_desktop.formula_guard import footer
from blmk_desktop.templates.marker import MARKER_SHEET, TITLE, Marker
from blmk_desktop.templates.plan_layout import INSTRUCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

BLUE, PALE_BLUE, YELLOW, GREY, RULE = "#005EB8", "#E8F1FA", "#FFF7CC", "#F3F5F7", "#B8C2CC"
GREEN_BOX = {"bg_color": "#D3EBD9", "font_color": "#0B4A23"}
RED_BOX = {"bg_color": "#FBDAD7", "font_color": "#7A100A"}
AMBER_BOX = {"bg_color": "#FFE7B8", "font_color": "#5C3A00"}

MONEY, PENNIES, WTE, DAY = "#,##0;[Red]-#,##0", "#,##0.00;[Red]-#,##0.00", "0.00", "dd/mm/yyyy"
QUIET_WTE, QUIET_MONEY = "0.00;-0.00;;@", "#,##0;-#,##0;;@"  # nothing is shown where there is nothing

_BASE = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
_BOXED = {"border": 1, "border_color": RULE}
_INPUT = {**_BOXED, "bg_color": YELLOW, "locked": False}
_WORKED = {**_BOXED, "bg_color": GREY}
_HEADING = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": BLUE,
    "text_wrap": True,
    "border": 1,
    "border_color": "#FFFFFF",
}

LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "wrapped": {"text_wrap": True, "valign": "top", "font_size": 11},
    "title": {"bold": True, "font_size": 16, "font_color": BLUE},
    "section": {"bold": True, "font_size": 12, "font_color": BLUE},
    "quiet": {"font_color": "#4A5560"},
    "bold": {"bold": True},
    "heading": _HEADING,
    "heading_plain": {"bg_color": BLUE},
    "heading_middle": {**_HEADING, "align": "center"},
    "band": {"bold": True, "font_color": BLUE, "bg_color": PALE_BLUE},
    "legend": {"font_color": "#33404D", "indent": 1},
    "label_top": {"bold": True, "font_color": "#33404D", "valign": "top", "font_size": 11},
    "label": {"bold": True, "font_color": "#33404D"},
    "value": {**_WORKED, "align": "left"},
    "value_money": {**_WORKED, "num_format": MONEY, "align": "right"},
    "value_pennies": {**_WORKED, "num_format": PENNIES, "align": "right"},
    "value_percent": {**_WORKED, "num_format": "0.00%", "align": "right"},
    "value_count": {**_WORKED, "num_format": "#,##0", "align": "right"},
    "maximum": {**_WORKED, "num_format": '#,##0.00;-#,##0.00;"not known"', "align": "right"},
    "value_wte": {**_WORKED, "num_format": WTE, "align": "right"},
    "input": {**_INPUT, "indent": 1},
    "input_text": {**_INPUT, "num_format": "@", "indent": 1},
    "input_wrapped": {**_INPUT, "num_format": "@", "text_wrap": True, "valign": "top"},
    "input_wte": {**_INPUT, "num_format": WTE},
    "input_date": {**_INPUT, "num_format": DAY, "align": "center"},
    "input_money": {**_INPUT, "num_format": "#,##0.00"},
    "input_figure": {**_INPUT, "num_format": "#,##0.00####"},
    "input_count": {**_INPUT, "num_format": "#,##0"},
    "number": {**_BOXED, "font_color": "#4A5560", "align": "center", "locked": False},
    "worked": {**_WORKED, "indent": 1},
    "worked_wrapped": {**_WORKED, "num_format": "@", "text_wrap": True, "valign": "top"},
    "worked_quiet": {**_WORKED, "indent": 1, "font_color": "#4A5560"},
    "worked_money": {**_WORKED, "num_format": QUIET_MONEY, "align": "right"},
    "worked_pennies": {**_WORKED, "num_format": "#,##0.00;-#,##0.00;;@", "align": "right"},
    "worked_wte": {**_WORKED, "num_format": QUIET_WTE, "align": "right"},
    "worked_count": {**_WORKED, "num_format": "#,##0;-#,##0;;@", "align": "right"},
    "worked_date": {**_WORKED, "num_format": DAY, "align": "center"},
    "total": {**_WORKED, "bold": True, "indent": 1},
    "total_money": {**_WORKED, "bold": True, "num_format": MONEY, "align": "right"},
    "total_wte": {**_WORKED, "bold": True, "num_format": WTE, "align": "right"},
    "total_count": {**_WORKED, "bold": True, "num_format": "#,##0", "align": "right"},
    "box": {"bold": True, "text_wrap": True, "border": 2, "align": "center", "font_size": 12},
    "code": {**_WORKED, "num_format": "@"},
}
# What people may still do on a locked sheet. There is no password: the locks are there against slips.
ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "insert_columns": True,
    "sort": True,
    "autofilter": True,
}


@cache
def _sheet_class() -> Any:
    """A worksheet that takes formulas as they are: looking each over for the names of functions that came after
    Excel 2010, of which ours use none, takes three quarters of the time that a template takes.
    """
    from xlsxwriter.worksheet import CellFormulaTuple, Worksheet  # type: ignore[import-untyped]

    class Sheet(Worksheet):  # type: ignore[misc]
        def _write_formula(self, row: int, column: int, formula: str, look: Any = None, value: str | float = 0) -> int:
            if self._check_dimensions(row, column):
                return -1
            self.table[row][column] = CellFormulaTuple(formula.removeprefix("="), look, value)
            return 0

    return Sheet


class Book:
    """A workbook being written: its sheets, and the looks above as they are first used."""

    def __init__(self, path: Path, title: str) -> None:
        import xlsxwriter  # type: ignore[import-untyped]

        path.touch()  # before there is a workbook with temporary files of its own
        self.book = xlsxwriter.Workbook(str(path), {"in_memory": True})
        # Made on a day, not at a second: so that the same form written twice is the same file.
        made = datetime.combine(date.today(), time())  # noqa: DTZ011 - the user's own calendar day
        self.book.set_properties({"title": title, "author": "BLMK Primary Care", "created": made})
        self.book.set_size(28_000, 16_000)
        self._looks: dict[str, Any] = {}

    def look(self, name: str) -> Any:
        """A look by its name."""
        if name not in self._looks:
            self._looks[name] = self.book.add_format({**_BASE, **LOOKS[name]})
        return self._looks[name]

    def words(self, look: dict[str, Any]) -> Any:
        """The format of a condition, such as RED_BOX."""
        return self.book.add_format(look)

    def sheet(self, name: str) -> Any:
        """A new sheet, locked but for what is filled in, set up for printing."""
        sheet = self.book.add_worksheet(name, worksheet_class=_sheet_class())
        sheet.hide_gridlines(2)
        sheet.set_default_row(18)
        sheet.protect("", ALLOWED)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        return sheet

    def footer(self, sheet: Any, left: str) -> None:
        """Who it is about on the left, the page on the right."""
        sheet.set_footer(f"&L{footer(left)}&R&8&A, page &P of &N")

    def marker(self, marker: Marker) -> None:
        """The hidden sheet by which the form is known again."""
        sheet = self.book.add_worksheet(MARKER_SHEET)
        sheet.write_string(0, 0, TITLE)
        for at, (label, value) in enumerate(marker.rows(), start=1):
            sheet.write_string(at, 0, label)
            sheet.write_string(at, 1, value)
        sheet.protect()
        sheet.hide()

    def close(self) -> None:
        """Write the file. Raises OSError."""
        close_book(self.book)


def write_book(path: Path, title: str, fill: Callable[[Book], None]) -> None:
    """Write a workbook that `fill` fills: it appears whole or not at all. Raises UserError if it cannot."""

    def write(target: Path) -> None:
        book = Book(target, title)
        fill(book)
        book.close()

    replacing(path, write)


def boxed(book: Book, sheet: Any, cells: str, beginnings: dict[str, dict[str, Any]]) -> None:
    """Colour cells by how their words begin."""
    for words, look in beginnings.items():
        rule = {"type": "text", "criteria": "begins with", "value": words, "format": book.words(look)}
        sheet.conditional_format(cells, rule)


def check_colours(book: Book, sheet: Any, cells: str, fine: str) -> None:
    """Colour what stands under 'Check': all is well, well but for something, or what is to be put right."""
    first = cells.split(":", 1)[0]
    amber, green = book.words({"font_color": "#5C3A00"}), book.words({"font_color": "#0B4A23"})
    fault = book.words({**RED_BOX, "bold": True})
    rules = {f'{first}="{fine}"': green, f'LEFT({first},{len(fine) + 1})="{fine},"': amber, f'{first}<>""': fault}
    for formula, look in rules.items():
        rule = {"type": "formula", "criteria": f"={formula}", "format": look, "stop_if_true": True}
        sheet.conditional_format(cells, rule)


def instructions(
    book: Book,
    title: str,
    sections: Mapping[str, Iterable[tuple[str, str]]],
    version: str,
    footer: str,
    *,
    checked: bool = True,
) -> None:
    """The first sheet: what is asked, in sections of a label and plain words each, and what the colours mean.

    `checked`: the form has boxes that say whether it is ready.
    """
    sheet = book.sheet(INSTRUCTIONS)
    sheet.set_portrait()
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, title, book.look("title"))
    sheet.set_row(0, 28)
    row = 2
    for section, rows in sections.items():
        sheet.write_string(row, 0, section, book.look("section"))
        sheet.set_row(row, 22)
        for row, (label, words) in enumerate(rows, start=row + 1):  # noqa: B020 - it goes on below
            sheet.write_string(row, 0, label, book.look("label_top"))
            sheet.write_string(row, 1, words, book.look("wrapped"))
            sheet.set_row(row, 5 + 15 * (1 + len(words) // 102))
        row += 2
    row = _colours(book, sheet, row, checked=checked)
    sheet.write_string(row, 0, version, book.look("quiet"))
    book.footer(sheet, footer)


def _colours(book: Book, sheet: Any, row: int, *, checked: bool) -> int:
    """What each colour means, in words beside it; the row after a space."""
    sheet.write_string(row, 0, "What the colours mean", book.look("section"))
    sheet.set_row(row, 22)
    plain = {**_BASE, **_BOXED, "bold": True, "indent": 1}
    shown = (
        (book.look("input"), "Pale yellow", "for you to fill in"),
        (book.look("worked"), "Grey", "known to us, or worked out by the workbook: locked"),
        (book.words({**plain, **GREEN_BOX}), "Ready to send", "nothing is missing: send it"),
        (book.words({**plain, **RED_BOX}), "Not yet", "the box says what to put right first"),
        (book.words({**plain, **AMBER_BOX}), "Ask", "the box says what your commissioner must tell you"),
    )
    told = shown if checked else shown[:2]
    for at, (look, name, words) in enumerate(told, start=row + 1):
        sheet.write_string(at, 0, name, look)
        sheet.write_string(at, 1, words, book.look("legend"))
    return row + len(told) + 2


def day(text: str) -> date:
    """An ISO date as a cell holds it."""
    return date.fromisoformat(text)


def serial(text: str) -> int:
    """An ISO date as Excel counts days, for the stored result of a formula."""
    return (day(text) - date(1899, 12, 30)).days
