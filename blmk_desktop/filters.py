"""What people type to filter one column: a word, `>100`, `2022-01-01..`, `=exact`, `blank`, or a choice of values."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from blmk_desktop.records.declaration import Type

if TYPE_CHECKING:
    from blmk_desktop.columns import Column, Columns, ColumnSpec, Mask

HELP = {
    Type.FIGURE: "For example >100, <=5, 10..20, =0, blank, not blank",
    Type.DATE: "For example 2022, >01/04/2022, 2022-01-01.., blank, not blank",
}
HELP_TEXT = "Part of the text; or =whole text, !not this, blank, not blank"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a column must hold for a row to be shown: a typed condition, a choice of written values, or both."""

    typed: str = ""
    chosen: frozenset[str] | None = None

    def __bool__(self) -> bool:
        """Whether it leaves anything out at all."""
        return bool(self.typed.strip()) or self.chosen is not None

    def check(self, spec: ColumnSpec) -> None:
        """Raise ValueError with a plain sentence if what was typed cannot be understood for this column."""
        _interval(spec, self.typed.strip())


def rows_meeting(columns: Columns, conditions: dict[str, Condition]) -> Mask | None:
    """The rows that meet the condition of every column; None when there is no condition."""
    mask: Mask | None = None
    for name, condition in conditions.items():
        column = columns.by_name.get(name)
        if column is None or not condition:
            continue
        rows = values_meeting(column, condition)[column.codes]
        mask = rows if mask is None else mask & rows
    return mask


def values_meeting(column: Column, condition: Condition) -> Mask:
    """Which distinct values of a column meet a condition. Raises ValueError where it cannot be understood."""
    import numpy as np

    mask = np.ones(len(column.values), dtype=bool)
    if condition.chosen is not None:
        mask &= np.fromiter((text in condition.chosen for text in column.texts), bool, count=len(column.values))
    if typed := condition.typed.strip():
        mask &= _typed(column, typed)
    return mask


def _typed(column: Column, typed: str) -> Mask:
    import numpy as np

    words = typed.casefold().strip("()")
    if words in {"blank", "empty", "="}:
        return column.blanks
    if words in {"not blank", "not empty", "<>", "!"}:
        return ~column.blanks
    if interval := _interval(column.spec, typed):
        return _between(column, *interval)
    if typed.startswith(("!", "<>")):
        return ~column.holding(typed.lstrip("!<>").strip().casefold())
    if typed.startswith("="):
        wanted = typed[1:].strip().casefold()
        return np.fromiter((text.casefold() == wanted for text in column.texts), bool, count=len(column.values))
    return column.holding(typed.casefold())


def _between(column: Column, low: Any, high: Any, inverted: bool) -> Mask:
    """The values from `low` to `high`, both included; None leaves that end open."""
    import numpy as np

    if column.spec.type is Type.FIGURE:
        values = column.figures
    else:
        values = np.array([value or "" for value in column.values], dtype=object)
    mask = ~column.blanks
    if low is not None:
        mask &= (values >= low).astype(bool)
    if high is not None:
        mask &= (values <= high).astype(bool)
    return ~mask if inverted else mask


OPERATOR = re.compile(r"^(>=|<=|<>|!=|>|<|=|≥|≤)\s*(.+)$")


def _interval(spec: ColumnSpec, typed: str) -> tuple[Any, Any, bool] | None:
    """A comparison as (lowest, highest, inverted), or None where the text is not one."""
    if spec.type not in {Type.FIGURE, Type.DATE, Type.MONTH}:
        return None
    if ".." in typed:
        low, high = (end.strip() for end in typed.split("..", 1))
        return (_ends(spec, low)[0] if low else None, _ends(spec, high)[1] if high else None, False)
    if not (match := OPERATOR.match(typed)):
        return (*_ends(spec, typed), False) if spec.type is Type.DATE and re.fullmatch(r"\d{4}", typed) else None
    operator, value = match.groups()
    low, high = _ends(spec, value)
    return {
        ">": (_next(high), None, False),
        ">=": (low, None, False),
        "≥": (low, None, False),
        "<": (None, _previous(low), False),
        "<=": (None, high, False),
        "≤": (None, high, False),
        "=": (low, high, False),
        "<>": (low, high, True),
        "!=": (low, high, True),
    }[operator]


def _next(value: Any) -> Any:
    """The first figure after this one; for an ISO date, a text that stands just after it."""
    return value + 1 if isinstance(value, int) else f"{value}~"


def _previous(value: Any) -> Any:
    """The last figure before this one; for an ISO date, a text that stands just before it."""
    return value - 1 if isinstance(value, int) else f"{value[:-1]}{chr(ord(value[-1]) - 1)}~"


def _ends(spec: ColumnSpec, text: str) -> tuple[Any, Any]:
    """The first and last value that a typed figure or (part of a) date stands for."""
    return _date_ends(text) if spec.type is Type.DATE else _figure_ends(spec, text)


def _figure_ends(spec: ColumnSpec, text: str) -> tuple[int, int]:
    bare = re.sub(r"[£,%\s]", "", text)
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1]
    scale = spec.unit.scale if spec.unit and spec.type is Type.FIGURE else 1
    try:
        figure = Decimal(bare) * scale
    except InvalidOperation:
        raise ValueError(f"“{text}” is not a number. {HELP[Type.FIGURE]}.") from None
    return int(figure), int(figure)


DATE = re.compile(r"(?:(?:(?P<day>\d{1,2})[/.])?(?P<month>\d{1,2})[/.])?(?P<year>\d{4})")
ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")


def _date_ends(text: str) -> tuple[str, str]:
    match = ISO.fullmatch(text) or DATE.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date. {HELP[Type.DATE]}.")
    year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
    first, last = month or 1, month or 12
    if year is None or not 1 <= first <= 12:
        raise ValueError(f"“{text}” is not a date. {HELP[Type.DATE]}.")
    end = day or calendar.monthrange(year, last)[1]
    return f"{year:04}-{first:02}-{day or 1:02}", f"{year:04}-{last:02}-{end:02}"
