"""What ships with the application, loaded into a data file: reference data, and example data where asked.

Each table is a CSV file in `resources/`, named after its kind of record, with the fields' names as headings
and figures as people write them (pounds, WTE, patients). What the file has already is left alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from blmk_desktop.periods import today
from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.kinds import RECORDS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.changes import Change, ChangeSet
    from blmk_desktop.store import Store

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
PLANS = RESOURCES / "demo" / "pcn-workforce-plans-2022-10.xlsx"
PLANS_AS_AT = "2022-09-30"  # the paper counts staff in post at the end of September

Values = dict[str, object]


def load_reference(store: Store, *, new_kinds: bool = False) -> ChangeSet | None:
    """Add the reference data that the file does not have yet, as one change set; None if it has all of it.

    With `new_kinds` only of kinds that it has nothing of: a file that was brought up to date keeps what somebody
    corrected or took away.
    """
    what = "Reference data that ships with the application"
    return _load(store, RESOURCES / "reference", what, "reference", new_kinds=new_kinds)


def load_demo(store: Store) -> list[ChangeSet]:
    """Add the example data that the file does not have yet: the register, then each workbook by importing it.

    A second time it adds nothing and gives an empty list.
    """
    from blmk_desktop.importing.engine import apply, propose
    from blmk_desktop.importing.proposal import Options

    what = "Example data: the register of Bedfordshire, Luton and Milton Keynes"
    made = [_load(store, RESOURCES / "demo", what, "demo")]
    of_plans = Options(year="2022/23", stage="final", as_at=PLANS_AS_AT)
    for workbook in sorted((RESOURCES / "demo").glob("*.xlsx")):
        options = of_plans if workbook == PLANS else Options()
        made.append(apply(store, propose(store, [workbook], options), accept_valid=True))
    return [one for one in made if one]


def holds_other_work(connection: Connection) -> bool:
    """Whether somebody has put in data of their own, and the example is not among them yet."""
    from blmk_desktop.changes import newest_first

    kinds = {one.kind for one in newest_first(connection)}
    return bool(kinds - {"reference"}) and "demo" not in kinds


def _load(store: Store, folder: Path, what: str, kind: str, *, new_kinds: bool = False) -> ChangeSet | None:
    from blmk_desktop.changes import commit

    with store.reading() as connection:
        changes = [
            change
            for record in RECORDS.values()
            for change in (_of_new_kinds if new_kinds else _missing)(connection, record, folder)
        ]
        if new_kinds:
            changes = list(_standing(connection, changes))
    used = {change.after.get("source") for change in changes if change.after}
    changes = [made for made in changes if made.kind != "source" or (made.after or {})["name"] in used]
    return commit(store, changes, what=what, kind=kind)


def _of_new_kinds(connection: Connection, record: Record, folder: Path) -> Iterator[Change]:
    """The shipped records of a kind that the file has nothing of; of aliases, those of kinds that have none yet."""
    missing = list(_missing(connection, record, folder))
    by_kind = ("kind",) if record.name == "alias" else ()
    known = _known(connection, record, by_kind or record.key) if missing else set()  # most kinds ship with nothing
    if by_kind or not known:
        yield from (one for one in missing if tuple((one.after or {})[name] for name in by_kind) not in known)


def _standing(connection: Connection, changes: Iterable[Change]) -> Iterator[Change]:
    """Those whose references are there: somebody may have taken a role away, or given it another name."""
    there: dict[str, set[object]] = {}
    for change in changes:
        values, record = change.after or {}, RECORDS[change.kind]
        referring = [field for field in record.fields if field.refers_to and values.get(field.name) is not None]
        for kind in (record.name, *(field.refers_to for field in referring)):
            if kind not in there:
                there[kind] = {row[0] for row in _known(connection, RECORDS[kind], RECORDS[kind].key[:1])}
        if all(values[field.name] in there[field.refers_to] for field in referring):
            there[record.name].add(values[record.key[0]])
            yield change


def _missing(connection: Connection, record: Record, folder: Path) -> Iterator[Change]:
    """The shipped records of one kind that the file lacks.

    Of a practice that it knows something of the kind about, such as a contract, it takes nothing more: the two
    might overlap.
    """
    from blmk_desktop.changes import Change, new_records

    table = folder / f"{record.plural}.csv"
    if not table.exists():
        return
    told_by = ("practice",) if "practice" in record.key else record.key
    known = _known(connection, record, told_by)
    identities = new_records()
    for line, values in enumerate(_rows(record, table), start=1):
        if tuple(values.get(name) for name in told_by) in known:
            continue
        if record.name == "source":
            values |= {"position": len(known) + line, "imported": today()}
        yield Change(record.name, next(identities), None, values, table.name)


def _known(connection: Connection, record: Record, names: tuple[str, ...]) -> set[tuple[object, ...]]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES[record.name]
    return {tuple(row) for row in connection.execute(select(*(table.c[name] for name in names)))}


def _rows(record: Record, table: Path) -> Iterator[Values]:
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: stored(record.by_name[name], text) for name, text in row.items() if text}


def stored(field: Field, text: str) -> object:
    """What our own tables write, as it is stored: 37810 pounds as 3781000 pence, Yes as 1, dates as is."""
    from decimal import Decimal

    if field.type is Type.FIGURE and field.unit:
        return int(Decimal(text) * field.unit.scale)
    if field.type is Type.YES_NO:
        return 1 if text == "Yes" else 0
    return int(text) if field.type is Type.MONTH else text
