"""Telling totals from data: the words people put in front of a total."""

from __future__ import annotations

import re

_TOTAL = re.compile(
    r"^\s*(?:(?:grand|overall|sub|blmk|ics|icb|system)[ -]?)?totals?\b|\btotals?\s*:?\s*$", re.IGNORECASE
)
_ONLY_TOTAL = re.compile(r"^\s*(?:(?:grand|overall|sub)[ -]?)?totals?\s*:?\s*$", re.IGNORECASE)
_OVERALL = re.compile(r"\b(overall|grand|blmk|ics|icb|system|all)\b", re.IGNORECASE)


def is_total(cells: list[object], *, only: bool = False) -> bool:
    """Whether one of a row's label cells says that the row is a total.

    With `only`, the cell must say nothing else: a practice may well be called Total Health.
    """
    wanted = _ONLY_TOTAL if only else _TOTAL
    return any(isinstance(cell, str) and len(cell) < 60 and wanted.search(cell) for cell in cells)


def is_overall(cells: list[object]) -> bool:
    """Whether the label says that the total is of everything above it, not of the last group."""
    return any(isinstance(cell, str) and _TOTAL.search(cell) and _OVERALL.search(cell) for cell in cells)
