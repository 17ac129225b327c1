"""Adding up records in the database, group by group: what a cross-table is put together from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, case, func, or_, select

from blmk_desktop.columns import ColumnSpec, encode
from blmk_desktop.filters import Condition, values_meeting
from blmk_desktop.records.declaration import Field, Record
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.cross_table import DIFFERING, Key, Parts
from blmk_desktop.summaries.cross_fields import GRAIN, LASTING, OF_PRACTICES, Axis, apart

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, ColumnElement, Connection, FromClause, Select

SAID_BY = frozenset({"source", "sheet", "cell"})  # fields of a key that say who gives a figure, not what it is
Conditions = Mapping[str, str]  # the name of an axis to what is typed, as in the filter of a column
Spelled = Callable[[Axis, Any], str]  # a value as it is written


class Groups:
    """The records of one kind on a day, those that meet some conditions; joined with what they refer to as needed."""

    def __init__(self, connection: Connection, record: Record, as_at: str) -> None:
        self.connection, self.record, self.as_at = connection, record, as_at
        self.table = TABLES[record.name]
        self._joined: FromClause = self.table
        self._others: dict[str, Any] = {}
        self._met: list[ColumnElement[bool]] = self._lasting(self.table.c) if record.name in LASTING else []
        self._settled: frozenset[str] = frozenset()  # what cannot differ any more

    def of(self, axis: Axis) -> ColumnElement[Any]:
        """What the database groups by: dates by month, which later make up quarters and years."""
        first, *further = axis.path
        column: ColumnElement[Any] = self.table.c[first]
        if further and further[0] in OF_PRACTICES:
            column = self._of_practice(column, place=further[0] == OF_PRACTICES[1])
        elif further:
            column = self._other(first).c[further[0]]
        return func.substr(column, 1, 7) if axis.step not in {"", "day"} else column

    def _other(self, name: str) -> Any:
        """The table of what a field refers to, joined once."""
        if name not in self._others:
            other = RECORDS[self.record.by_name[name].refers_to]
            self._others[name] = made = TABLES[other.name].alias(name)
            self._joined = self._joined.outerjoin(made, made.c[other.key[0]] == self.table.c[name])
        return self._others[name]

    def _of_practice(self, practice: ColumnElement[Any], *, place: bool) -> ColumnElement[Any]:
        """The network that a practice is in on the day (one, or nobody could add up), or its place.

        Of several it is the one that the register keeps: the last to begin, and of those the last by its code.
        """
        membership, network = TABLES["membership"].alias("on_the_day").c, TABLES["pcn"].alias("its_network").c
        query = select(membership.pcn).where(membership.practice == practice, *self._lasting(membership))
        query = query.order_by(membership.start.desc(), membership.pcn.desc()).limit(1)
        found = query.correlate(self.table).scalar_subquery()
        return select(network.place).where(network.code == found).scalar_subquery() if place else found

    def _lasting(self, columns: Any) -> list[ColumnElement[bool]]:
        """What holds on the day."""
        return [columns.start <= self.as_at, or_(columns.end.is_(None), columns.end >= self.as_at)]

    def newest(self) -> None:
        """Of figures that are counted on days, only those of the newest day by then, for whom they are about."""
        if "as_at" not in self.record.key:
            return
        other = self.table.alias("newer")
        whom = next(name for name in self.record.key if name != "as_at")
        last = select(func.max(other.c.as_at)).where(other.c[whom] == self.table.c[whom], other.c.as_at <= self.as_at)
        self._met.append(self.table.c.as_at == last.scalar_subquery())
        self._settled = frozenset({"as_at"})

    def meet(self, axis: Axis, typed: str, spelled: Spelled) -> None:
        """Leave out what does not meet a condition. Raises ValueError where it cannot be understood."""
        column = self.of(axis)
        given = list(self.connection.execute(select(column).select_from(self._joined).distinct()).scalars())
        values = [axis.stepped(value) for value in given]
        by_word = axis.field.refers_to or axis.step not in {"", "day"}
        shown = [spelled(axis, value) if value is not None else None for value in values] if by_word else values
        spec = ColumnSpec(name="", label="") if by_word else ColumnSpec.of(axis.field)
        met = encode(spec, shown)
        passing = values_meeting(met, Condition(typed))[met.codes]
        allowed = [value for value, good in zip(given, passing, strict=True) if good]
        wanted: BindParameter[Any] = bindparam(
            None, [value for value in allowed if value is not None], expanding=True, literal_execute=True
        )
        self._met.append(or_(column.in_(wanted), column.is_(None)) if None in allowed else column.in_(wanted))

    def apart(self, measure: Field | None) -> list[str]:
        """The fields in which figures must agree to be added."""
        return [name for name in apart(self.record, measure) if name not in self._settled]

    def added_up(
        self, rows: Sequence[Axis], columns: Sequence[Axis], measure: Field | None
    ) -> Iterator[tuple[Key, Key, Parts, tuple[Any, ...]]]:
        """Each group: its row, its column, what it adds up to, and in what figures must agree to be added."""
        axes = [*rows, *columns]
        kept: list[ColumnElement[Any]] = [self.table.c[name] for name in self.apart(measure)]
        kept += [self.table.c[name].is_(None) for name in GRAIN.get(self.record.name, ()) if measure]
        keys = [self.of(axis) for axis in axes]
        middle, last, first = len(axes), len(axes) + len(kept), len(rows)
        for row in self.connection.execute(self._query([*keys, *kept], measure)):
            key = tuple(axis.stepped(value) for axis, value in zip(axes, row, strict=False))
            among = tuple(row[middle:last])
            yield key[:first], key[first:], _parts(row[last:], among), among

    def _query(self, keys: Sequence[ColumnElement[Any]], measure: Field | None) -> Select[Any]:
        if measure is None:
            return select(*keys, func.count()).select_from(self._joined).where(*self._met).group_by(*keys)
        figure: Any = self.table.c[measure.name]
        once = [self.table.c[name] for name in self.record.key if name not in SAID_BY]
        if len(once) == len(self.record.key):
            plain = (func.count(), func.count(figure), func.sum(figure), func.min(figure), func.max(figure))
            return select(*keys, *plain).select_from(self._joined).where(*self._met).group_by(*keys)
        # What several sources or sheets say counts once, and not at all where they differ.
        named = [column.label(f"k{at}") for at, column in enumerate(keys)]
        said = select(*named, func.min(figure).label("low"), func.max(figure).label("high"))
        inner = said.select_from(self._joined).where(*self._met).group_by(*named, *once).subquery()
        outer, low = [inner.c[column.name] for column in named], inner.c.low
        differing = func.sum(case((low != inner.c.high, 1), else_=0))
        sums = (func.count(), func.count(low), func.sum(low), func.min(low), func.max(low), differing)
        return select(*outer, *sums).group_by(*outer)


def _parts(row: Sequence[Any], among: tuple[Any, ...]) -> Parts:
    """What a group adds up to; figures on which sources differ are of no one kind."""
    number, filled, total, least, most, differing = (*row, 0, 0, None, None, 0)[:6]
    apart = DIFFERING if differing else repr(among) if among else ""
    return Parts(number, filled, int(total or 0), least, most, apart)
