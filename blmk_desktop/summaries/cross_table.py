"""A cross-table over any kind of record or computed table: rows, months or years across, a measure, totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from blmk_desktop.errors import UserError
from blmk_desktop.periods import month_label, show_date, today
from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.fields import count
from blmk_desktop.records.workforce import DERIVED, MEASURES
from blmk_desktop.rules.cross_table import HOW, Asked, Crossed, Key, Parts, crossed, of_value
from blmk_desktop.rules.wording import MONTHS, chosen, counted, in_words, listed, lowered
from blmk_desktop.summaries.cross_fields import GRAIN, Axis, Source, added, apart, source

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.computed.tables import Table

BLANK = "(blank)"
CODED = frozenset({"practice", "pcn"})  # kinds that are shown by code and name
DIFFER = "{} left empty because sources differ on a figure there: filter by source or sheet to take one of them."
NUMBER = count(name="number", label="Number")
MOST_COLUMNS = 150
MOST_AXES = 3
Group = tuple[Key, Key, Parts, tuple[Any, ...]]
Names = Mapping[str, Mapping[str, str]]  # kind of record -> key -> name


@dataclass(frozen=True)
class CrossTable:
    """What came of it: the sums by key, the axes, and what is to be said about them. `names`: of codes."""

    asked: Asked
    source: Source
    rows: tuple[Axis, ...]
    columns: tuple[Axis, ...]
    measure: Field
    crossed: Crossed
    names: Names
    notes: tuple[str, ...] = ()

    def column_words(self, key: Key) -> str:
        """The heading of a column."""
        return " · ".join(spelled(axis, value, self.names) for axis, value in zip(self.columns, key, strict=True))

    def row_words(self, key: Key) -> tuple[str, ...]:
        """What stands before the figures of a row."""
        return tuple(spelled(axis, value, self.names) for axis, value in zip(self.rows, key, strict=True))

    def value(self, row: Key, column: Key) -> int | None:
        """What stands where a row and a column cross; None where there is nothing."""
        parts = self.crossed.cells.get((row, column))
        return parts.value(self.asked.how) if parts else None

    @property
    def title(self) -> str:
        """What it shows, in words: 'ARRS claims: sum of amount by PCN and month'."""
        what = (
            "number" if self.asked.how == "count" else f"{HOW[self.asked.how].lower()} of {lowered(self.measure.label)}"
        )
        by = listed([lowered(axis.label) for axis in (*self.rows, *self.columns)])
        return f"{self.source.label}: {what}{f' by {by}' if by else ''}"


@dataclass(frozen=True)
class _Wanted:
    """What is asked for, found: `measure` is None where records are counted."""

    of: Source
    rows: tuple[Axis, ...]
    columns: tuple[Axis, ...]
    measure: Field | None
    where: Mapping[Axis, str]
    names: Names
    as_at: str  # ISO; '' as it stands: today, and of a table by months or years the newest


def cross_table(connection: Connection, asked: Asked) -> CrossTable:
    """Add it up. Raises UserError for what there is not, for a condition not understood, and for too many columns."""
    of = source(connection, asked.of, asked.as_at or None)
    rows, columns = (tuple(of.axis(name) for name in names) for names in (asked.rows, asked.columns))
    where = {of.axis(name): typed for name, typed in asked.where.items() if typed.strip()}
    names = _names(connection, of, (*rows, *columns, *where))
    wanted = _Wanted(of, rows, columns, _measure(of, asked), where, names, asked.as_at)
    try:
        groups, mixed = _groups(connection, wanted)
    except ValueError as error:
        raise UserError(str(error)) from None
    lines = ([axis.line for axis in side] for side in (rows, columns))
    found = crossed(((row, column, parts) for row, column, parts, _ in groups), *lines)
    if len(found.columns) > MOST_COLUMNS:
        across = listed([lowered(axis.label) for axis in columns])
        raise UserError(f"{len(found.columns):,} columns by {across} are too many. Put it in the rows instead.")
    notes = [
        *([mixed] if found.mixed and mixed else []),
        *([DIFFER.format(counted(found.doubted, "cell"))] * (found.doubted > 0)),
    ]
    return CrossTable(asked, of, rows, columns, _in_its_unit(wanted, groups), found, names, tuple(notes))


def _in_its_unit(wanted: _Wanted, groups: Sequence[Group]) -> Field:
    """Figures of one measure are shown in its own unit: a field that keeps several has none."""
    measure = wanted.measure or NUMBER
    kept = apart(wanted.of.record, wanted.measure) if wanted.of.record else ()
    if "measure" not in kept:
        return measure
    measured = {group[3][kept.index("measure")] for group in groups if group[3]}
    unit = (MEASURES | DERIVED).get(*measured) if len(measured) == 1 else None
    return replace(measure, unit=unit) if unit else measure


def _measure(of: Source, asked: Asked) -> Field | None:
    """The figure in the cells; None where the records are counted."""
    if asked.how not in HOW:
        raise UserError(f"There is no '{asked.how}'. There are: {', '.join(HOW)}.")
    if max(len(asked.rows), len(asked.columns)) > MOST_AXES:
        raise UserError(f"No more than {MOST_AXES} fields may divide the rows, or the columns.")
    if asked.how == "count":
        return None
    if not asked.measure:
        raise UserError(f"Which figure? {of.label} has: {', '.join(one.name for one in of.measures) or 'none'}.")
    measure = of.measure(asked.measure)
    if asked.how == "sum" and not added(measure):
        raise UserError(f"{measure.label} cannot be added up: it is a share or a rate. Ask for its average instead.")
    return measure


def _groups(connection: Connection, wanted: _Wanted) -> tuple[list[Group], str]:
    """The groups, and why a cell of them may be empty."""
    held = wanted.of.held
    if not isinstance(held, Record):
        return list(_of_table(held, wanted)), ""
    from blmk_desktop.summaries.cross_groups import Groups

    groups = Groups(connection, held, wanted.as_at or today())
    if "as_at" not in {axis.path[0] for axis in (*wanted.rows, *wanted.columns)}:
        groups.newest()
    for axis, typed in wanted.where.items():
        groups.meet(axis, typed, partial(spelled, names=wanted.names))
    found = list(groups.added_up(wanted.rows, wanted.columns, wanted.measure))
    return found, _differing(held, groups.apart(wanted.measure), found)


def _differing(record: Record, kept: Sequence[str], groups: Sequence[Group]) -> str:
    """Why some cells are empty: in which fields the figures differ that would stand in them."""
    labels, grain = _labels(record, kept), _labels(record, GRAIN.get(record.name, ()))
    differ = [label for at, label in enumerate(labels) if len({group[3][at] for group in groups if group[3]}) > 1]
    if grain and len({group[3][len(kept) :] for group in groups if group[3]}) > 1:
        differ.append(f"what they are for ({listed(grain)})")
    said = "put that in rows or columns, or filter by it"
    return f"Cells are left empty where figures differ in {listed(differ)}: {said}." if differ else ""


def _labels(record: Record, names: Sequence[str]) -> list[str]:
    return [lowered(record.by_name[name].label) for name in names]


def _of_table(made: Table, wanted: _Wanted) -> Iterator[Group]:
    """A computed table's rows, each a group of its own."""
    from blmk_desktop.columns import ColumnSpec, columns_of
    from blmk_desktop.filters import Condition, rows_meeting

    at = {one.name: place for place, one in enumerate(made.fields)}
    columns = columns_of([ColumnSpec.of(one) for one in made.fields], made.rows)
    met = rows_meeting(columns, {axis.path[0]: Condition(typed) for axis, typed in wanted.where.items()})
    for place, row in enumerate(made.rows):
        if met is None or met[place]:
            rows, across = (
                tuple(axis.stepped(row[at[axis.path[0]]]) for axis in side) for side in (wanted.rows, wanted.columns)
            )
            yield rows, across, of_value(row[at[wanted.measure.name]]) if wanted.measure else Parts(1), ()


def _names(connection: Connection, of: Source, axes: Sequence[Axis]) -> Names:
    """The names of what is shown by its code; those of the records themselves under the name of that field."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    def named(kind: str) -> dict[str, str]:
        table = TABLES[kind].c
        return {code: in_words(name or "") for code, name in connection.execute(select(table.code, table.name)).all()}

    kinds = {axis.field.refers_to or (of.name if axis.name == "code" else "") for axis in axes} & CODED
    found = {kind: named(kind) for kind in kinds}
    return found | ({"code": found[of.name]} if of.name in found else {})


def spelled(axis: Axis, value: Any, names: Names) -> str:
    """A value of an axis as people read it: April 2022, M06 September, U35004 Crown."""
    if value is None or value == "":
        return BLANK
    if axis.field.type is Type.DATE:
        return _day_or_month(value, axis.step)
    write = _WRITTEN.get(axis.field.type)
    if write is not None:
        return write(value)
    name = names.get(axis.field.refers_to or axis.name, {}).get(value, "")
    return f"{value} {name}" if name and name != value else str(value)


def _day_or_month(value: str, step: str) -> str:
    if step == "month":
        return f"{MONTHS[int(value[5:7]) - 1]} {value[:4]}"
    return show_date(value) if step in {"", "day"} else value


_WRITTEN: Mapping[Type, Callable[[Any], str]] = {
    Type.MONTH: lambda month: f"{month_label(month)} {MONTHS[(month + 2) % 12]}",
    Type.YES_NO: lambda value: "Yes" if value else "No",
    Type.CHOICE: lambda value: chosen(str(value)),
}
