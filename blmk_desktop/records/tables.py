"""The database tables, made from the declarations: one table a kind of record, and the log of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from threading import RLock

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    func,
)

from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.kinds import RECORDS

MANY = {"practice", "pcn"}  # there are thousands: what belongs to one must be found without reading all
WHOLE = {Type.FIGURE, Type.YES_NO, Type.MONTH}
# Further indexes of a kind, by name. What the sums of a round and the checks need of figures lies together, in the
# order in which it is added up.
FURTHER = {
    "plan_figure": {
        "plan_figures_added_up": ("round", "measure", "month", "pcn", "source", "sheet", "role", "place", "value")
    }
}
Identity = BigInteger().with_variant(Integer, "sqlite")

_metadata = MetaData()


def _column(field: Field) -> Column[object]:
    constraints = []
    if field.type is Type.REFERENCE:
        target = RECORDS[field.refers_to]
        # Checked when the transaction ends: the order within a change set does not matter.
        constraints.append(ForeignKey(f"{target.plural}.{target.key[0]}", deferrable=True, initially="DEFERRED"))
    kind = Identity if field.type in WHOLE else Text
    return Column(field.name, kind, *constraints, nullable=not field.required)


def _checks(record: Record) -> list[CheckConstraint]:
    return [
        CheckConstraint(
            f'"{field.name}" IN ({", ".join(repr(choice) for choice in field.choices)})',
            name=f"{record.name}_{field.name}",
        )
        for field in record.fields
        if field.choices
    ]


def _table(record: Record, metadata: MetaData, checks: Iterable[CheckConstraint] = ()) -> Table:
    """A table of its fields: all that questions need of it."""
    return Table(
        record.plural,
        metadata,
        Column("id", Identity, primary_key=True, autoincrement=False),
        *(_column(field) for field in record.fields),
        *checks,
        sqlite_strict=True,
    )


def _whole_table(record: Record, metadata: MetaData) -> None:
    """With its checks, and a unique index over its key, in which a blank counts as a value."""
    table = _table(record, metadata, _checks(record))
    columns = [
        table.c[name] if record.by_name[name].required else func.coalesce(table.c[name], _blank(record, name))
        for name in record.key
    ]
    Index(f"key_of_{record.plural}", *columns, unique=True)
    for field in record.fields:
        if field.refers_to in MANY and field.name != record.key[0]:
            Index(f"{field.name}_of_{record.plural}", table.c[field.name])
    for name, fields in FURTHER.get(record.name, {}).items():
        Index(name, *(table.c[field] for field in fields))


def _blank(record: Record, name: str) -> object:
    return 0 if record.by_name[name].type in WHOLE else ""


class _Tables(Mapping[str, Table]):
    """The table of each kind of record, made when it is first asked for: no window shows all kinds at once."""

    def __init__(self) -> None:
        self._made: dict[str, Table] = {}
        self._making = RLock()  # worker threads ask too

    def __getitem__(self, kind: str) -> Table:
        made = self._made.get(kind)
        return made if made is not None else self._make(RECORDS[kind])

    def __iter__(self) -> Iterator[str]:
        return iter(RECORDS)

    def __len__(self) -> int:
        return len(RECORDS)

    def _make(self, record: Record) -> Table:
        with self._making:
            if record.name not in self._made:
                self._made[record.name] = _table(record, _metadata)
            return self._made[record.name]


TABLES: Mapping[str, Table] = _Tables()


def every_table() -> list[Table]:
    """All tables of a data file, each after those that it refers to; only here with their checks and indexes."""
    metadata = MetaData()
    for record in RECORDS.values():
        _whole_table(record, metadata)
    for log in (CHANGE_SETS, CHANGES):
        log.to_metadata(metadata)
    return metadata.sorted_tables


CHANGE_SETS = Table(
    "change_sets",
    _metadata,
    Column("id", Text, primary_key=True),  # random, so that two laptops never give out the same one
    Column("number", Integer, nullable=False, unique=True),  # the order in this file
    Column("at", Text, nullable=False),  # UTC, ISO 8601 with seconds
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),  # a sentence: 'Import of plans.xlsx'
    Column("why", Text),
    Column("kind", Text, nullable=False),  # edit, paste, import, demo, reference, undo, redo
    Column("undoes", Text, ForeignKey("change_sets.id")),  # an undo or redo names the change set it takes back
    sqlite_strict=True,
)
CHANGES = Table(
    "changes",
    _metadata,
    Column("change_set", Text, ForeignKey("change_sets.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("record", Identity, nullable=False),
    Column("before", Text),  # JSON of the changed fields; absent: the record was added
    Column("after", Text),  # JSON of the changed fields; absent: the record was removed
    Column("place", Text),  # file › Sheet!cell it came from
    Index("changes_of_record", "kind", "record"),
    sqlite_strict=True,
    sqlite_with_rowid=False,  # a change set's changes lie together, and once only
)
