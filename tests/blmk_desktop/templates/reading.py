"""What stands in a template: its values as stored, and its formulas."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from blmk_desktop.templates import plan_layout as layout
from blmk_desktop.templates.plan_places import FIRST_LINE


def values(path: Path) -> dict[str, Worksheet]:
    """The sheets with what their cells show."""
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(path, data_only=True).worksheets}


def sheets(path: Path) -> dict[str, Worksheet]:
    """The sheets with their formulas."""
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(path).worksheets}


def beside(sheet: Worksheet, label: str) -> object:
    """What stands in the next filled cell to the right of a label."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == label:
                return next(other.value for other in row[cell.column :] if other.value is not None)
    raise AssertionError(f"no cell says {label}")


def line(plan: Worksheet, number: int) -> list[object]:
    """A row of the table of lines, the first is 1; '' for what is blank."""
    return ["" if cell.value is None else cell.value for cell in plan[FIRST_LINE + number]]


def headings(plan: Worksheet) -> list[object]:
    """The headings of the table of lines."""
    return [cell.value for cell in plan[FIRST_LINE]]


def differences(one: Path, other: Path) -> list[str]:
    """The cells that show something else in one workbook than in the other; amounts may differ by binary dust."""
    found = []
    left, right = values(one), values(other)
    for name, sheet in left.items():
        for row in sheet.iter_rows():
            for cell in row:
                a, b = cell.value or 0, right[name][cell.coordinate].value or 0
                same = abs(a - b) < 1e-6 if isinstance(a, int | float) and isinstance(b, int | float) else a == b
                if not same and (a or b):
                    found.append(f"{name}!{cell.coordinate}: {a!r}, {b!r}")
    return found


def without_results(path: Path, changes: dict[str, object]) -> Path:
    """A copy as openpyxl saves it, its formulas without results, with cells of the sheet 'Plan' overwritten."""
    book = openpyxl.load_workbook(path)
    for cell, value in changes.items():
        book[layout.PLAN][cell] = value
    copy = path.with_name(f"copy of {path.name}")
    book.save(copy)
    return copy
