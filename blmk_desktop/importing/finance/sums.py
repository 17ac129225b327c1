"""Telling the totals of a finance report from its lines: by their words, or because they are sums of others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from blmk_desktop.importing.proposal import Refusal
from blmk_desktop.importing.tables.totals import is_overall, is_total
from blmk_desktop.rules.claims import agrees, printed_unit
from blmk_desktop.values import clean_text

if TYPE_CHECKING:
    from blmk_desktop.importing.finance.tables import FinanceTable, Line
    from blmk_desktop.importing.tables.names import Names

FEWEST_SUMMED = 2
_DELEGATED = re.compile(r"\bdelegated\b", re.IGNORECASE)


def find_totals(table: FinanceTable, names: Names) -> None:
    """Tell totals from lines: by their words, or because they are the sum of what stands above in all they print."""
    rows: dict[int, list[Line]] = {}
    for line in table.lines:
        rows.setdefault(line.row, []).append(line)
    over = _headings(rows, names)
    above: list[Line] = []
    since = 0
    last = max(rows, default=0)
    for row, lines in rows.items():
        if row in over:
            for line in lines:
                line.covers, line.heading = over[row], not is_total([line.label], names)
            continue
        label = next((line.label for line in lines if line.label), "")
        start = _summed_from(lines, above, since)
        named = is_total([label], names) or (row == last and _DELEGATED.search(label) is not None)
        if named or (start is not None and len(above) >= FEWEST_SUMMED):
            overall = is_overall([label], names) or not any(line.row >= since for line in above)
            first = start if start is not None else 0 if overall else since
            for line in lines:
                line.covers = (min((one.row for one in above if one.row >= first), default=row), row - 1)
            since = row + 1
        elif label:
            above += lines
        else:
            _refuse_nameless(table, lines)
    table.lines = [line for line in table.lines if line.label or line.covers]


def _headings(rows: Mapping[int, Sequence[Line]], names: Names) -> dict[int, tuple[int, int]]:
    """The rows that come to what the rows just below them do, in all that they print; with the rows they cover.

    They do so to the last digit, unless the rows below are indented: small figures come to others by chance.
    """
    order, found = list(rows), dict[int, tuple[int, int]]()
    for at in range(len(order) - 2, -1, -1):
        parts: list[Line] = []
        for below in order[at + 1 :]:
            if is_total([line.label for line in rows[below]], names):
                if is_total([line.label for line in rows[order[at]]], names):
                    continue  # a total above all stands above those of its groups
                break
            parts += rows[below] if below not in found else ()
            deeper = all(part.indent > rows[order[at]][0].indent for part in parts)
            if _is_summed(rows[order[at]], parts, exact=not deeper):
                found[order[at]] = (order[at + 1], below)
                break
    return found


def _summed_from(lines: Sequence[Line], above: Sequence[Line], since: int) -> int | None:
    """The row from which the lines above add up to all that these print; None if from none.

    A row that prints one figure, or nothing but noughts, is the sum of anything.
    """
    starts = dict.fromkeys((since, 0))
    return next((first for first in starts if _is_summed(lines, [one for one in above if one.row >= first])), None)


def _is_summed(lines: Sequence[Line], parts: Sequence[Line], *, exact: bool = False) -> bool:
    """Whether the lines of other rows add up to all that those of a row print: within their rounding, or exactly."""
    held = [_is_sum(line, measure, parts, exact=exact) for line in lines for measure in ("plan", line.outturn)]
    known = [one for one in held if one is not None]
    return len(known) >= FEWEST_SUMMED and all(known)


def _is_sum(total: Line, measure: str, lines: Sequence[Line], *, exact: bool) -> bool | None:
    """Whether a figure is the sum of those of other rows; None where it prints none or 0."""
    printed = total.cells.get(measure)
    parts = [line.cells[measure] for line in lines if line.period == total.period and measure in line.cells]
    if printed is None or not printed.value or len(parts) < FEWEST_SUMMED:
        return None
    summed = sum(part.value for part in parts)
    slack = sum((printed_unit(part.decimals) / 2 for part in parts), Fraction(0))
    return printed.value == summed if exact else agrees(printed.value, printed.decimals, Fraction(summed), slack)


def _refuse_nameless(table: FinanceTable, lines: Sequence[Line]) -> None:
    for line in lines:
        cell = next(iter(line.cells.values()))
        where = f"{table.layout.sheet.name}!{table.layout.place(line.row, cell.column)}"
        written = clean_text(table.layout.cell(line.row, cell.column))
        why = "this figure does not say of which heading of spend it is, and is not the sum of those above"
        table.refused.append(Refusal(where, "Budget category", written, why))
