"""A table or a chart of a paper as a sheet: frozen headings, numbers as numbers, footnotes, Excel's own charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.papers.figures import excel_number, number_format
from blmk_desktop.papers.layout import dated, groups, heading, title_of, widths
from blmk_desktop.papers.model import Bars, Grid, HeatMap
from blmk_desktop.papers.tones import GROUP, HEADER, INK, LINE, MUTED, SERIES, TONES
from blmk_desktop.papers.workbook_looks import LINE_HIGH, Book, above, across, footnote, margins, marked, tall, title

if TYPE_CHECKING:
    from blmk_desktop.papers.layout import Marks
    from blmk_desktop.papers.model import Block, Cell, Column, Paper, Row

LETTERS = 140  # that a sheet's columns hold together
_SQUARES = range(1, 6)


def table_sheet(book: Book, paper: Paper, block: Block, caption: str, prefix: str, marks: Marks) -> str:
    """Add the sheet of a table or a chart, named after its caption; `marks` are the paper's. The name of the sheet."""
    number = caption.partition(":")[0].replace("Table ", "T").replace("Chart ", "C")
    sheet = book.sheet(f"{prefix} {number} {getattr(block, 'caption', '')}", landscape=True)
    sheet.write_string(0, 0, caption, title(book, 13))
    sheet.write_string(1, 0, dated(paper), book.look(font_color=MUTED, font_size=9))
    margins(sheet, title_of(paper), draft=bool(paper.questions))
    if isinstance(block, Grid):
        _grid(book, sheet, block, marks)
    elif isinstance(block, Bars):
        _bars(book, sheet, block)
    elif isinstance(block, HeatMap):
        _heat_map(book, sheet, block)
    return str(sheet.get_name())


def _grid(book: Book, sheet: Any, grid: Grid, marks: Marks) -> None:
    sizes = [max(8, width * LETTERS // 1000) for width in widths(grid)]
    for place, size in enumerate(sizes):
        sheet.set_column(place, place, size)
    over, at = groups(grid), 3
    if over:
        _spans(book, sheet, at, over)
        at += 1
    for place, column in enumerate(grid.columns):
        sheet.write_string(at, place, heading(column), above(book, right=column.figures))
    tall(sheet, at, [(heading(column), size - 2) for column, size in zip(grid.columns, sizes, strict=True)])
    sheet.freeze_panes(at + 1, 0)
    sheet.repeat_rows(at - bool(over), at)
    for row in grid.rows:
        at += 1
        _row(book, sheet, at, grid, row, marks)
        if row.kind != "group":
            tall(sheet, at, [(cell.text, size - 2) for cell, size in zip(row.cells, sizes, strict=True)])
    own = dict.fromkeys(note for row in grid.rows for cell in row.cells for note in cell.notes)
    told = [grid.remark] if grid.remark else []
    told += [footnote(marks.of(text)[0] + 1, text) for text in own]
    for line, text in enumerate(told, start=at + 1):
        across(book, sheet, line, text, sizes)


def _spans(book: Book, sheet: Any, at: int, over: list[tuple[str, int]]) -> None:
    """The headings over several columns."""
    first = 0
    look = book.look(bold=True, bg_color=HEADER, align="center")
    for name, span in over:
        if span > 1:
            sheet.merge_range(at, first, at, first + span - 1, name, look)
        else:
            sheet.write_string(at, first, name, look)
        first += span


def _row(book: Book, sheet: Any, at: int, grid: Grid, row: Row, marks: Marks) -> None:
    if row.kind == "group":
        tinted = book.look(bold=True, bg_color=GROUP)
        sheet.write_string(at, 0, row.cells[0].text + marked(row.cells[0].notes, marks), tinted)
        for place in range(1, len(grid.columns)):
            sheet.write_blank(at, place, None, tinted)
        return
    for place, (cell, column) in enumerate(zip(row.cells, grid.columns, strict=True)):
        number = excel_number(cell, column)
        mark = marked(cell.notes, marks)
        looks = _looks(cell, column, total=row.kind == "total")
        if number is None:
            sheet.write_string(at, place, cell.text + mark, book.look(text_wrap=True, num_format="@", **looks))
        else:
            sheet.write_number(at, place, number, book.look(num_format=number_format(cell, mark), **looks))


def _looks(cell: Cell, column: Column, *, total: bool) -> dict[str, object]:
    """What a cell looks like, but for its number format."""
    looks: dict[str, object] = {"bottom": 1, "bottom_color": LINE, "indent": 1}
    looks["align"] = "right" if column.figures else "left"
    looks |= {"bold": True, "top": 2, "top_color": MUTED} if total else {}
    if tone := TONES.get(cell.tone):
        looks |= {"bg_color": tone.fill, "font_color": tone.ink}
    return looks


def _bars(book: Book, sheet: Any, block: Bars) -> None:
    """The figures of a chart as a table, and a chart of Excel's own on them."""
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(block.series), 16)
    above_bars = [f"{name}\n{block.unit.symbol}".strip() for name, _ in block.series]
    for place, words in enumerate(("", *above_bars)):
        sheet.write_string(3, place, words, above(book, right=bool(place)))
    tall(sheet, 3, [(words, 12) for words in above_bars])
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)
    decimals = "." + "0" * block.unit.decimals if block.unit.decimals else ""
    look = book.look(num_format=f"#,##0{decimals};(#,##0{decimals})", bottom=1, bottom_color=LINE)
    for row, name in enumerate(block.categories, start=4):
        sheet.write_string(row, 0, name, book.look(bottom=1, bottom_color=LINE))
        for place, (_, values) in enumerate(block.series, start=1):
            if (value := values[row - 4]) is not None:
                sheet.write_number(row, place, value / block.unit.scale, look)
    _drawn(book, sheet, block)


def _drawn(book: Book, sheet: Any, block: Bars) -> None:
    last = 3 + len(block.categories)
    name = sheet.get_name()
    chart = book.file.add_chart({"type": "bar"})
    for place, (series, _) in enumerate(block.series, start=1):
        chart.add_series(
            {
                "name": series,
                "categories": [name, 4, 0, last, 0],
                "values": [name, 4, place, last, place],
                "fill": {"color": SERIES[(place - 1) % len(SERIES)]},
                "border": {"color": INK, "width": 0.5},
                "gap": 60,
            }
        )
    chart.set_title({"name": block.caption, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_x_axis({"name": block.unit.symbol, "major_gridlines": {"visible": True, "line": {"color": LINE}}})
    chart.set_legend({"position": "top"})
    chart.set_size({"width": 760, "height": 120 + len(block.categories) * (14 * len(block.series) + 12)})
    sheet.insert_chart(3, len(block.series) + 2, chart, {"description": block.alt or block.caption})


def _heat_map(book: Book, sheet: Any, block: HeatMap) -> None:
    """The matrix as a table: impact up, likelihood across."""
    sheet.set_column(0, 5, 22)
    sheet.write_string(3, 0, "Impact \\ Likelihood", above(book))
    held = {(likely, impact): (names, tone) for likely, impact, names, tone in block.cells}
    for likely in _SQUARES:
        sheet.write_number(3, likely, likely, above(book))
    for impact in _SQUARES:
        at = 9 - impact
        sheet.set_row(at, 4 * LINE_HIGH)
        sheet.write_number(at, 0, impact, book.look(bold=True, bg_color=HEADER))
        for likely in _SQUARES:
            names, tone = held.get((likely, impact), ((), ""))
            looks = {"bg_color": TONES[tone].fill, "font_color": TONES[tone].ink} if tone in TONES else {}
            sheet.write_string(at, likely, ", ".join(names), book.look(text_wrap=True, border=1, **looks))
    sheet.write_string(10, 0, block.alt, book.look(font_color=MUTED, font_size=9))
