"""The computed tables of the budget as set: each line with its virements and its months, planned and actual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import YEAR, Table
from blmk_desktop.errors import UserError
from blmk_desktop.periods import month_label
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import money, text, yes_no
from blmk_desktop.rules.phasing import MONTHS
from blmk_desktop.rules.plans import total
from blmk_desktop.rules.streams import parts_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.budget_rows import BudgetRow, BudgetSet

_ABOUT = (
    text(name="version", label="Version"),
    YEAR,
    text(name="block", label="Block"),
    text(name="area", label="Area"),
    text(name="category", label="Category"),
)
_MONEY = (
    money(name="original", label="Set"),
    money(name="moved_in", label="Moved in"),
    money(name="moved_out", label="Moved out"),
    money(name="budget", label="Budget now", help="What was set and the virements since."),
)
_HOW = (yes_no(name="recurrent", label="Recurrent"), text(name="profile_words", label="Phased by"))
_POSITION = (
    money(name="plan_to_date", label="Plan to date"),
    money(name="actual_to_date", label="Actual to date"),
    money(name="variance", label="Variance to date (plan less actual)", help="Adverse is negative."),
    money(name="forecast", label="Forecast"),
    money(name="forecast_variance", label="Forecast variance (budget less forecast)", help="Adverse is negative."),
)


def budget(
    connection: Connection,
    as_at: str | None,
    area: str | None = None,
    year: str | None = None,
    version: str | None = None,
) -> Table:
    """The budget in force of the latest year, or a version in a year: each line phased over its months.

    Of virements those up to the date asked for.
    """
    found = _of_area(_read(connection, as_at, year, version), area)
    plans = tuple(money(name=f"plan_{month}", label=f"Plan {month_label(month)}") for month in MONTHS)
    return _table("budget", found, (*_MONEY, *_HOW, *plans, *_POSITION))


def actuals(
    connection: Connection,
    as_at: str | None,
    area: str | None = None,
    year: str | None = None,
    version: str | None = None,
) -> Table:
    """What each line came to in each month, beside its budget."""
    found = _of_area(_read(connection, as_at, year, version), area)
    months = tuple(money(name=f"actual_{month}", label=f"Actual {month_label(month)}") for month in MONTHS)
    return _table("budget-actuals", found, (_MONEY[-1], *months, *_POSITION))


def _read(connection: Connection, as_at: str | None, year: str | None, version: str | None) -> BudgetSet:
    """The budget in force, or a version. Raises UserError for one that there is not."""
    from blmk_desktop.summaries.budget_setting import budget as read

    found = read(connection, version or "", year or "", as_at=as_at or "")
    known = [one.name for one in found.versions]
    if version and version not in known:
        raise UserError(f"There is no budget version '{version}'. There are: {', '.join(known) or 'none yet'}.")
    return found


def _of_area(found: BudgetSet, area: str | None) -> BudgetSet:
    """Of one area with its parts, if one is asked for. Raises UserError for one without lines."""
    if not area:
        return found
    known = {name.casefold(): name for name in (*found.areas, *found.parts, *found.parts.values())}
    parts = parts_of(known.get(area.casefold(), area), found.parts)
    rows = [row for row in found.rows if row.area in parts]
    if not rows:
        there = ", ".join(found.areas) or "none yet"
        raise UserError(f"No budget is set for '{area}'. There is one for: {there}.")
    return replace(found, rows=rows)


def _table(name: str, found: BudgetSet, figures: Sequence[Field]) -> Table:
    """The lines, and the sum of those that may be added up: an area within another one is in that already."""
    fields = (*_ABOUT, *figures)
    rows = [_values(row, fields, found.version) for row in found.rows]
    counted = {row.key for row in found.counted}
    held = [cells for row, cells in zip(found.rows, rows, strict=True) if row.key in counted]
    added = [field.name for field in figures if field.unit]
    sums = {name: total([cells[name] for cells in held]) for name in added}
    lacking = [name for name in added if sums[name] is not None and any(cells[name] is None for cells in held)]
    lacking = [name for name in lacking if name not in ("moved_in", "moved_out")]  # of most lines nothing was moved
    return Table.of(name, fields, [*rows, sums], [*((),) * len(rows), lacking])


def _values(row: BudgetRow, fields: Sequence[Field], version: str) -> dict[str, Any]:
    found: dict[str, Any] = {"version": version}
    for field in fields[1:]:
        name, _, month = field.name.rpartition("_")
        found[field.name] = getattr(row, name)[int(month) - 1] if month.isdecimal() else getattr(row, field.name)
    return found | {name: found[name] or None for name in ("moved_in", "moved_out") if name in found}
