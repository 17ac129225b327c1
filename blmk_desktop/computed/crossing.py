"""A cross-table as a computed table, with a column for each of its own and a total: for files and the command line."""

from __future__ import annotations

from dataclasses import replace

from blmk_desktop.computed.tables import Table
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import text
from blmk_desktop.rules.cross_table import HOW
from blmk_desktop.rules.wording import lowered
from blmk_desktop.summaries.cross_table import CrossTable


def as_table(found: CrossTable) -> Table:
    """Its rows with their totals. The columns are called c0, c1 and so on, those before them row0, row1."""
    how, sums = found.asked.how, found.crossed
    across = sums.columns if found.columns else []
    rows = [
        (
            *(found.row_words(row) or ("All",)),
            *(found.value(row, column) for column in across),
            sums.of_rows[row].value(how),
        )
        for row in sums.rows
    ]
    heads = _heads(found)
    foot = (sums.of_columns.get(column) for column in across)
    last = (*[None] * len(heads), *(parts.value(how) if parts else None for parts in foot), sums.whole.value(how))
    return Table("cross", (*heads, *_figures(found)), rows, last)


def _heads(found: CrossTable) -> list[Field]:
    rows = [text(name=f"row{at}", label=axis.label) for at, axis in enumerate(found.rows)]
    return rows or [text(name="row0", label="Records")]


def _figures(found: CrossTable) -> list[Field]:
    """A column for each of the cross-table's, then the total."""
    keys = found.crossed.columns if found.columns else []
    across = [replace(found.measure, name=f"c{at}", label=found.column_words(key)) for at, key in enumerate(keys)]
    return [*across, replace(found.measure, name="total", label="Total" if found.columns else _said(found))]


def _said(found: CrossTable) -> str:
    """The heading of the only figures: what they are."""
    how = found.asked.how
    return found.measure.label if how in {"count", "sum"} else f"{HOW[how]} {lowered(found.measure.label)}"
