"""Blocks of cells to and from a spreadsheet, as the tab-separated text that both understand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Pasted:
    """One pasted cell: the row's identity (None: below the last row), the column's name, the text."""

    id: Any
    field: str
    text: str
    line: int = 0  # the line of the pasted block, from 0: cells of one new row share it


def as_rows(cells: Sequence[Pasted]) -> tuple[list[Any], list[str], list[list[str]]]:
    """Pasted cells as rows: the identities of those that are there, the fields, and the texts of each row."""
    fields = list(dict.fromkeys(cell.field for cell in cells))
    there = dict.fromkeys(cell.id for cell in cells if cell.id is not None)
    lines: dict[int, dict[str, str]] = {}
    for cell in cells:
        lines.setdefault(cell.line, {})[cell.field] = cell.text
    return list(there), fields, [[line.get(field, "") for field in fields] for line in lines.values()]


def as_text(block: Iterable[Sequence[str]]) -> str:
    """A block as a spreadsheet takes it: tabs between cells, quotes around what holds a tab or a line break."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(block)
    return out.getvalue()


def from_text(text: str) -> list[list[str]]:
    """The cells of what a spreadsheet put on the clipboard."""
    lines = list(csv.reader(io.StringIO(text.replace("\r\n", "\n").rstrip("\n"), newline=""), delimiter="\t"))
    return [line or [""] for line in lines]
