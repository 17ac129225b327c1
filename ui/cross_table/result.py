"""What came of a cross-table, as columns of a table with their totals, and as bars."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.rules.cross_table import Asked, Parts
from ui.cross_table.pickers import Offered
from ui.parts.charts import Series

if TYPE_CHECKING:
    from blmk_desktop.summaries.cross_table import CrossTable

MOST_BARS, MOST_SERIES = 60, 3
STYLES = ("solid", "outline", "hatched")


@dataclass(frozen=True)
class Result:
    """A cross-table as it is shown, and what may be chosen for one of its kind."""

    found: CrossTable
    columns: Columns
    axes: tuple[Offered, ...]
    measures: tuple[Offered, ...]
    dated: bool

    @property
    def name(self) -> str:
        """What widths and sort are remembered under: others than those of another cross-table."""
        asked = self.found.asked
        return f"cross-table {asked.of} {','.join(asked.rows)} by {','.join(asked.columns)}"


def read(connection: Any, asked: Asked) -> Result:
    """Work a cross-table out; in a worker."""
    from blmk_desktop.computed.crossing import as_table
    from blmk_desktop.summaries.cross_fields import OF_PRACTICES
    from blmk_desktop.summaries.cross_table import cross_table

    found = cross_table(connection, asked)
    made = as_table(found)
    specs = [replace(ColumnSpec.of(field), exact=False) for field in made.fields]
    of = found.source
    axes = tuple(Offered(axis.name, axis.label, axis.field.type) for axis in of.axes)
    measures = tuple(Offered(field.name, field.label) for field in of.measures)
    dated = of.dated or any(axis.path[-1] in OF_PRACTICES for axis in (*found.rows, *found.columns))
    return Result(found, columns_of(specs, made.rows), axes, measures, dated)


def starting(connection: Any, of: str) -> Asked:
    """What is shown of a kind at first: divided by the first field that sorts, its first figure added up."""
    from blmk_desktop.records.declaration import Type
    from blmk_desktop.summaries.cross_fields import added, source

    found = source(connection, of)
    sorting = (Type.REFERENCE, Type.CHOICE, Type.YES_NO, Type.TEXT)
    own = [axis for axis in found.axes if "." not in axis.name and axis.name != "source"] or found.axes
    rows = [axis.name for kind in sorting for axis in own if axis.field.type is kind]
    summed = next((field.name for field in found.measures if added(field) and not found.record), "")
    return Asked(found.name, tuple(rows[:1]), measure=summed, how="sum" if summed else "count")


def totals(found: CrossTable) -> Callable[[list[int]], Mapping[str, int | None]]:
    """The totals of the rows that are shown, column by column: an average is of all that they hold."""
    sums, how = found.crossed, found.asked.how

    def total_of(shown: list[int]) -> dict[str, int | None]:
        rows = [sums.rows[at] for at in shown]
        columns = sums.columns if found.columns else []
        sides = {f"c{at}": [sums.cells.get((row, column)) for row in rows] for at, column in enumerate(columns)}
        sides["total"] = [sums.of_rows.get(row) for row in rows]
        return {name: _value(parts, how) for name, parts in sides.items()}

    return total_of


def _value(cells: Sequence[Parts | None], how: str) -> int | None:
    parts = [one for one in cells if one is not None]
    return reduce(Parts.__add__, parts).value(how) if parts else None


def bars(found: CrossTable, shown: Sequence[int]) -> tuple[list[tuple[int, str]], list[Series]]:
    """Bars for the rows that are shown, in their order: a row of bars for each of a few columns, else for the total."""
    sums, how = found.crossed, found.asked.how
    at = list(shown)[:MOST_BARS]
    rows = [(place, " · ".join(found.row_words(sums.rows[place])) or "All") for place in at]
    if found.columns and len(sums.columns) <= MOST_SERIES:
        series = [
            Series(found.column_words(column), [found.value(sums.rows[place], column) for place in at], STYLES[number])
            for number, column in enumerate(sums.columns)
        ]
        return rows, series
    return rows, [Series("Total", [sums.of_rows[sums.rows[place]].value(how) for place in at])]
