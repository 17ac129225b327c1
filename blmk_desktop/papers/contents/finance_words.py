"""What the cover of the finance report can say from the data: the position, what is red, and what reserves hold up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blmk_desktop.papers.model import Known
from blmk_desktop.periods import month_end
from blmk_desktop.rules.wording import MONTHS, figure, listed, pounds, several

if TYPE_CHECKING:
    from blmk_desktop.summaries.finance import FinanceRow, Position, Report

NAMED = 6  # lines that are named one by one


def month_name(found: Report) -> str:
    """The month of a report: September 2022."""
    day = month_end(found.year, found.month)
    return f"{MONTHS[int(day[5:7]) - 1]} {day[:4]}"


def known(found: Report, risks: tuple[str, ...]) -> Known:
    """What the data know of a report, in the order of a cover sheet."""
    return Known(
        asked=(f"The primary care financial position of {found.area} at {month_name(found)}.",),
        background=tuple(_background(found)),
        key_points=tuple(_key_points(found)),
        finance=tuple(_finance(found)),
        risks=risks,
        accurate_on=month_end(found.year, found.month),
    )


def _background(found: Report) -> Iterator[str]:
    first = month_end(found.year, found.starts)
    yield (
        f"The report covers {MONTHS[int(first[5:7]) - 1]} {first[:4]} to {month_name(found)}, with a forecast to the "
        "end of the financial year. A variance is plan less what it came to; adverse ones stand in brackets."
    )


def _key_points(found: Report) -> Iterator[str]:
    for block in found.blocks:
        yield _position_words(block.name.capitalize(), block.total)
        spend = next((row for row in block.apart if row.nature == "spend"), None)
        if spend and spend.full_year.variance is not None:
            yield f"Apart from reserves and the like, {block.name} spend is forecast {_stray(spend.full_year)}."
    for rag in ("Red", "Amber"):
        rows = [row for row in found.rows if row.worst == rag]
        if rows:
            names = [f"{row.label} ({_stray(_worse(row))})" for row in rows]
            are = "is" if len(rows) == 1 else "are"
            yield f"{listed(names) if len(names) <= NAMED else several(names, NAMED)} {are} {rag.lower()}."
    if found.unexplained:
        yield f"Nobody has said yet why {listed([row.label for row in found.unexplained])} strayed."


def _position_words(label: str, row: FinanceRow) -> str:
    said = []
    for words, position in (("to date", row.to_date), ("for the year", row.full_year)):
        if position.variance is not None:
            share = figure("percent", abs(position.percent or 0), 1)
            said.append(f"{_stray(position)} {words} ({share})")
    return f"{label}: {', and forecast '.join(said)}." if said else f"{label}: nothing is known."


def _finance(found: Report) -> Iterator[str]:
    whole = found.total or (found.blocks[0].total if found.blocks else None)
    if whole and whole.full_year.plan and whole.full_year.outturn:
        plan, forecast = whole.full_year.plan.value, whole.full_year.outturn.value
        yield (
            f"{whole.label}: a forecast of {pounds(forecast, 0)} for the year against a plan of {pounds(plan, 0)}, "
            f"{_stray(whole.full_year)}."
        )


def _stray(position: Position) -> str:
    """How far something strays from its plan: '£120,000 over plan'."""
    variance = position.variance or 0
    return f"{pounds(abs(variance), 0)} {'under' if variance > 0 else 'over'} plan" if variance else "on plan"


def _worse(row: FinanceRow) -> Position:
    """The position of the graver colour, the forecast's where both have it."""
    return row.to_date if row.to_date.rag == row.worst != row.full_year.rag else row.full_year
