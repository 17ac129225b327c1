"""Makes the workbook of October 2022 plans that ships as example data, from the tables in tools/demo_plans.

The figures are as the committee's paper of 9 December 2022 prints them, errors included: finding those is
what the example is for. Run it after a table was corrected: `python tools/make_demo_plans.py`.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "tools" / "demo_plans"
WORKBOOK = ROOT / "resources" / "demo" / "pcn-workforce-plans-2022-10.xlsx"
MONEY = {"Submissions": (2, 3, 4)}  # columns whose numbers the paper prints in pounds
FILLED_DOWN = "Actual v planned"  # where one place stands beside all its networks


def make(target: Path = WORKBOOK) -> None:
    """Write the workbook: one sheet a table, its name after the number in the file's name."""
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"created": datetime(2022, 12, 9, tzinfo=UTC), "title": "PCN workforce plans, October 2022"})
    for table in sorted(TABLES.glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        _write(book, table.stem.partition(" ")[2], rows)
    book.close()


def cell(written: str) -> str | float | None:
    """What a table's field stands for in a workbook: nothing, a number, or text such as '£ 720,280.80'."""
    if not written:
        return None
    try:
        return float(written)
    except ValueError:
        return written


def _write(book: Any, name: str, rows: list[list[str]]) -> None:
    sheet = book.add_worksheet(name)
    pounds = book.add_format({"num_format": '"£"#,##0.00'})
    for row, fields in enumerate(rows):
        for column, written in enumerate(fields):
            value = cell(written)
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value, pounds if column in MONEY.get(name, ()) else None)
    sheet.set_column(0, len(rows[0]) - 1, 24)
    if name == FILLED_DOWN:
        _merge_places(book, sheet, rows)


def _merge_places(book: Any, sheet: Any, rows: list[list[str]]) -> None:
    top = book.add_format({"valign": "top"})
    starts = [row for row in range(3, len(rows)) if rows[row][0]]
    for start, following in zip(starts, [*starts[1:], len(rows)], strict=True):
        if following - start > 1:
            sheet.merge_range(start, 0, following - 1, 0, rows[start][0], top)


if __name__ == "__main__":
    make()
