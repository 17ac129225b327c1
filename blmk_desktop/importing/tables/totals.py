"""Telling totals from data: the words people put in front of a total."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blmk_desktop.importing.tables.names import Names

_TOTALS = r"(?:sub|grand|overall)?[ -]*totals?"
_SYSTEM = r"(?:whole )?(?:system|ic[bs])"
_TOTAL = re.compile(
    rf"^\s*(?:{_SYSTEM}[ -]*)?{_TOTALS}\b|\b{_TOTALS}\s*:?\s*$"
    rf"|^\s*(?:overall|sum|{_SYSTEM}|all(?: (?:pcns|networks|places|roles|rows))?)\s*:?\s*$",
    re.IGNORECASE,
)
_ONLY_TOTAL = re.compile(rf"^\s*{_TOTALS}\s*:?\s*$", re.IGNORECASE)
_ALONE = re.compile(rf"^\s*{_SYSTEM}\s*:?\s*$", re.IGNORECASE)
_OVERALL = re.compile(rf"\b(?:overall|grand|all|{_SYSTEM})\b", re.IGNORECASE)
_NAMED = re.compile(rf"^{_TOTALS}\b(?:\s*(?:for|of|:|-|–)\s*)?|[\s:–-]*\b{_TOTALS}\s*:?$", re.IGNORECASE)
_NO_SUM = re.compile(
    r"^\s*(?:average|mean|median|minimum|maximum|check|variance|difference)\b|\b(?:excluding|excl|less|without)\b",
    re.IGNORECASE,
)


def is_total(cells: list[object], names: Names | None = None, *, only: bool = False) -> bool:
    """Whether one of a row's label cells says that the row is a total, or by `names` an area that has parts.

    With `only`, the cell must say nothing else: a practice may well be called Total Health.
    """
    wanted = _ONLY_TOTAL if only else _TOTAL
    return any(isinstance(cell, str) and len(cell) < 60 and _says(cell, wanted, names) for cell in cells)


def _says(cell: str, wanted: re.Pattern[str], names: Names | None) -> bool:
    return wanted.search(cell) is not None or (names is not None and names.is_whole(cell))


def is_overall(cells: list[object], names: Names | None = None) -> bool:
    """Whether the label says that the total is of everything above it, not of the last group."""
    return any(
        isinstance(cell, str)
        and _says(cell, _TOTAL, names)
        and (_OVERALL.search(cell) is not None or (names is not None and names.is_whole(named_in(cell))))
        for cell in cells
    )


def is_system(cell: object) -> bool:
    """Whether a cell says 'ICB', 'ICS' or 'system' alone: in a column of areas the one that the table is of."""
    return isinstance(cell, str) and _ALONE.match(cell) is not None


def is_no_sum(cells: list[object]) -> bool:
    """Whether the label says that the row is worked out in some other way, such as an average."""
    return any(isinstance(cell, str) and len(cell) < 60 and _NO_SUM.search(cell) for cell in cells)


def named_in(label: str) -> str:
    """What a total's label says that it is the total of: 'Luton' in 'Luton total' and 'Total for Luton'."""
    return _NAMED.sub("", label.strip()).strip()
