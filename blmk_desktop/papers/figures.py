"""A figure of a paper as a number in Excel: its value in the unit of its heading, and a format that shows its text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from blmk_desktop.records.declaration import MONEY, THOUSANDS

if TYPE_CHECKING:
    from blmk_desktop.papers.model import Cell, Column

_SHOWN = re.compile(r"(?P<open>\(?)(?P<sign>[+\-−]?)(?P<pound>£?)[\d,]+(?:\.(?P<decimals>\d+))?(?P<percent>%?)\)?")
_FACTORS = {"£000": 1_000, "£m": 1_000_000}


def excel_number(cell: Cell, column: Column) -> float | int | None:
    """What a figure is in the unit that its heading or its text names; None for text, which stays text.

    A percentage with its sign in the text is a fraction, as Excel has it; under a heading '%' it is points.
    """
    if cell.value is None or cell.unit is None or not cell.text:
        return None
    exact = Decimal(cell.value) / cell.unit.scale
    if cell.unit in (MONEY, THOUSANDS):
        exact = Decimal(cell.value) / MONEY.scale / _thousands(cell, column)
    elif "%" in cell.text:
        exact /= 100
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def number_format(cell: Cell, mark: str = "") -> str:
    """Excel's format that shows the number as the text has it, with the mark of its footnote behind it."""
    shown = _SHOWN.fullmatch(cell.text.strip())
    behind = f'"{mark}"' if mark else ""
    if shown is None:
        places = cell.unit.decimals if cell.unit else 0
        return _whole("", places, "%" if "%" in cell.text else "", behind)
    plus = "+" if shown["sign"] == "+" else ""
    return _whole(
        plus, len(shown["decimals"] or ""), shown["percent"], behind, pound=shown["pound"], minus=_minus(cell)
    )


def _whole(plus: str, places: int, percent: str, behind: str, *, pound: str = "", minus: bool = False) -> str:
    core = f"{pound}#,##0{'.' + '0' * places if places else ''}{percent}"
    negative = f"-{core}{behind}" if minus else f"({core}){behind}"
    return f"{plus}{core}{behind};{negative};{core}{behind}"


def _minus(cell: Cell) -> bool:
    return cell.text.strip().startswith(("-", "−"))


def _thousands(cell: Cell, column: Column) -> int:
    """How many pounds make one of what the column shows; a pound sign in the text means pounds."""
    if "£" in cell.text:
        return 1
    named = f"{column.unit} {column.heading} {column.group}"
    for word, factor in reversed(_FACTORS.items()):
        if word in named:
            return factor
    return 1_000 if cell.unit is THOUSANDS and "£" not in named else 1
