"""Every version of a plan figure with its cell, which one stands, and saying so where sources differ."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from blmk_desktop.changes import Change, ChangeSet, new_records, write
from blmk_desktop.errors import Where
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.records.tables import TABLES
from blmk_desktop.records.workforce import MEASURE_LABELS, MEASURES
from blmk_desktop.summaries.plans import RETURNED
from blmk_desktop.summaries.standing import LAST_OF_ALL, answers, pick

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from blmk_desktop.store import Store


@dataclass(frozen=True, slots=True)
class Version:
    """One figure as one source gives it: pence or hundredths of a WTE. `month` 1 is April, None the year.

    `stands` says that it is the one that counts; `disputed` that others differ and nobody has said which stands;
    `answered` that somebody has; `replaced` that none of them counts, since the network returned its plan.
    """

    id: int
    round: str
    place: str | None
    pcn: str | None
    role: str | None
    month: int | None
    measure: str
    value: int
    decimals: int | None
    source: str
    sheet: str
    cell: str
    stands: bool = True
    disputed: bool = False
    answered: bool = False
    replaced: bool = False

    @property
    def where(self) -> Where:
        """File, sheet and cell."""
        return Where(self.source, self.sheet, self.cell)


def versions(
    connection: Connection, round_name: str, *, place: str = "", pcn: str = "", role: str = ""
) -> list[Version]:
    """The figures that a round gives for a network, a place or a role, those of one thing together.

    Of a network and a role those for the whole come first; finer ones follow.
    """
    table, source = TABLES["plan_figure"], TABLES["source"]
    wanted = [table.c.round == round_name]
    wanted += [table.c.pcn == pcn] if pcn else []
    wanted += [table.c.role == role] if role else []
    wanted += [table.c.place == place, table.c.pcn.is_(None)] if place else []
    query = select(table).join(source, table.c.source == source.c.name).where(*wanted)
    order = (func.coalesce(table.c.pcn, ""), func.coalesce(table.c.role, ""), func.coalesce(table.c.month, 0))
    query = query.order_by(*order, func.coalesce(source.c.position, LAST_OF_ALL), table.c.id)
    said, returned = answers(connection, round_name), _returned(connection, round_name)
    cells: dict[tuple[Any, ...], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        cells[(None if row.pcn else row.place, row.pcn, row.role, row.month, row.measure)].append(row)
    ordered = sorted(cells.items(), key=lambda item: (bool(item[0][2]) + bool(item[0][1]), _line(item[0][4])))
    return [
        version
        for cell, rows in ordered
        for version in _versions(rows, said.get(cell), replaced=cell[1] in returned and cell[4] in RETURNED)
    ]


def _returned(connection: Connection, round_name: str) -> set[str]:
    """The networks that returned their plan in a round: what is printed of them stands beside it."""
    table = TABLES["plan_line"].c
    return set(connection.scalars(select(table.pcn).where(table.round == round_name).distinct()))


def _line(measure: str) -> int:
    return list(MEASURES).index(measure)


def _versions(rows: list[Row[Any]], answer: tuple[str, str | None] | None, *, replaced: bool) -> list[Version]:
    chosen, settled = pick(rows, answer)
    return [
        Version(
            id=row.id,
            round=row.round,
            place=None if row.pcn else row.place,
            pcn=row.pcn,
            role=row.role,
            month=row.month,
            measure=row.measure,
            value=row.value,
            decimals=row.decimals,
            source=row.source,
            sheet=row.sheet or "",
            cell=row.cell or "",
            stands=row is chosen and not replaced,
            disputed=not settled and not replaced,
            answered=settled and answer is not None and not replaced,
            replaced=replaced,
        )
        for row in rows
    ]


def let_stand(store: Store, version: Version, reason: str) -> ChangeSet | None:
    """Say that this version stands, and why, not the one imported first. Raises UserError if read-only."""
    record = RECORDS["standing_figure"]
    key = (version.round, version.place, version.pcn, version.role, version.month, version.measure)
    answer: dict[str, object] = {
        "source": version.source,
        "sheet": version.sheet or None,
        "reason": reason.strip() or None,
    }
    with store.writing() as connection:
        known = by_key(connection, record, *key)
        if known is None:
            values = dict(zip(record.key, key, strict=True)) | answer
            filled = {name: value for name, value in values.items() if value is not None}
            change = Change(record.name, next(new_records()), None, filled)
        else:
            change = Change(record.name, known["id"], {name: known[name] for name in answer}, answer)
        label = MEASURE_LABELS[version.measure].casefold()
        what = f"Let {label} of {_subject(connection, version)} stand as in {version.where}"
        return write(connection, [change], what=what, why=reason.strip())


def _subject(connection: Connection, version: Version) -> str:
    """The words for what a figure is of: a network by name."""
    name = version.place or ""
    if version.pcn:
        found = by_key(connection, RECORDS["pcn"], version.pcn)
        name = found["name"] if found else version.pcn
    return ", ".join(part for part in (version.role, name) if part) or "the whole area"
