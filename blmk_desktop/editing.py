"""Edits from the screen: what people type is read, validated and kept as one change set."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.changes import Change, ChangeSet, followers, new_records, parts_of, referrers, write
from blmk_desktop.errors import UserError
from blmk_desktop.periods import find_month, month_label, read_date, read_year, show_date
from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key, many, one, title
from blmk_desktop.rules import limits
from blmk_desktop.rules.claim_limits import refused
from blmk_desktop.rules.wording import chosen
from blmk_desktop.store import Store
from blmk_desktop.values import clean_lines, clean_text, read_number, read_yes_no, rounding_changed, scaled, show_figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

LIMITS = {"arrs_claim": refused, **limits.LIMITS}
PERIODS = (("start", "end"), ("opened", "closed"))  # the second may not lie before the first
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why one cell of a pasted block cannot be taken: its row (0-based), its field, the reason."""

    row: int
    field: str
    why: str


class RefusedPasteError(UserError):
    """A pasted block that was not taken, with every cell that stood in the way."""

    def __init__(self, record: Record, problems: Sequence[CellProblem]) -> None:
        lines = [f"Row {problem.row + 1}: {problem.why}" for problem in problems[:10]]
        more = [f"... and {len(problems) - 10} more"] if len(problems) > 10 else []
        super().__init__("\n".join([f"Nothing was pasted into {_many(record)}.", *lines, *more]))
        self.problems = list(problems)


def read_value(field: Field, raw: object) -> object:
    """The stored form of what somebody typed into a field; None for a blank.

    Whether a reference exists is not checked here. Raises ValueError with a plain sentence.
    """
    text = clean_text(raw)
    if not text:
        if field.required:
            raise ValueError(f"{field.label} must be filled in.")
        return None
    try:
        return READERS[field.type](field, raw)
    except ValueError as error:
        sentence = f"{field.label}: {error}"
        raise ValueError(sentence if sentence.endswith((".", "?")) else f"{sentence}.") from None


def show_value(field: Field, value: Any, *, exact: bool = False) -> str:
    """A stored value as people read it, "" for None: figures with the usual decimals, or `exact`."""
    if value is None:
        return ""
    if field.type is Type.FIGURE and field.unit:
        decimals = field.unit.decimals_exact if exact else field.unit.decimals
        return show_figure(value, _power(field), decimals)
    if field.type is Type.DATE:
        return show_date(value)
    if field.type is Type.MONTH:
        return month_label(value)
    if field.type is Type.CHOICE:
        return chosen(str(value))
    return ("No", "Yes")[bool(value)] if field.type is Type.YES_NO else str(value)


def _many(record: Record) -> str:
    return record.plural.replace("_", " ")


def edit(store: Store, kind: str, identity: int, fields: Mapping[str, object], *, what: str = "") -> ChangeSet | None:
    """Change fields of one record to what was typed; None if nothing differs.

    What refers to the record by a key that changes follows it. `what` is how history names the change, here and
    below, unless the record's own name will do. Raises UserError with one sentence a problem.
    """
    record = RECORDS[kind]
    with store.writing() as connection:
        changes, problems = _edited(connection, record, identity, fields)
        _refuse(problems)
        row = one(connection, record, identity) or {}
        return write(connection, changes, what=what or f"Edit of {title(record, row)}")


def add(store: Store, kind: str, fields: Mapping[str, object], *, what: str = "") -> ChangeSet:
    """Add a record with what was typed. Raises UserError with one sentence a problem."""
    record = RECORDS[kind]
    with store.writing() as connection:
        change, problems = _added(connection, record, next(new_records()), fields)
        _refuse(problems)
        written = write(connection, [change], what=what or f"Added {title(record, change.after or {})}")
    if written is None:
        raise AssertionError("an added record is a change")
    return written


def remove(store: Store, kind: str, ids: Sequence[int], *, what: str = "") -> ChangeSet | None:
    """Remove records. Raises UserError naming the records that refer to one of them."""
    record = RECORDS[kind]
    with store.writing() as connection:
        rows = many(connection, record, ids)
        for row in rows.values():
            _refuse_if_referred_to(connection, record, row)
        only = next(iter(rows.values()), {})
        removed = title(record, only) if len(rows) == 1 else f"{len(rows):,} {_many(record)}"
        parts = [part for row in rows.values() for part in parts_of(connection, record, row)]
        gone = {(other, one["id"]): None for other, one, _ in parts}
        changes = [Change(name, one, {}, None) for name, one in [*((kind, one) for one in rows), *gone]]
        return write(connection, changes, what=what or f"Removed {removed}")


def paste(
    store: Store,
    kind: str,
    ids: Sequence[int],
    fields: Sequence[str],
    block: Sequence[Sequence[object]],
    *,
    what: str = "",
) -> ChangeSet | None:
    """Put a block of cells onto the records `ids` and the `fields`, in order; rows beyond `ids` are added.

    All or nothing, as one change set. Raises RefusedPasteError with every cell that cannot be taken.
    """
    record = RECORDS[kind]
    fresh = new_records()
    changes: list[Change] = []
    problems: list[CellProblem] = []
    with store.writing() as connection:
        for at, cells in enumerate(block):
            typed = dict(zip(fields, cells, strict=False))
            if at < len(ids):
                made, found = _edited(connection, record, ids[at], typed, pasted=ids)
            else:
                change, found = _added(connection, record, next(fresh), typed, pasted=ids)
                made = [change]
            changes += made
            problems += [CellProblem(at, name, why) for name, why in found.items()]
        if problems:
            raise RefusedPasteError(record, problems)
        what = what or f"Pasted {len(block):,} rows into {_many(record)}"
        return write(connection, changes, what=what, kind="paste")


def _edited(
    connection: Connection,
    record: Record,
    identity: int,
    typed: Mapping[str, object],
    *,
    pasted: Collection[int] = (),
) -> tuple[list[Change], dict[str, str]]:
    row = one(connection, record, identity)
    if row is None:
        raise UserError(f"This {record.label} was removed meanwhile.")
    read, problems = _read(connection, record, typed)
    after = {name: value for name, value in read.items() if row[name] != value}
    problems |= _wrong_together(record, {**row, **after}, after)
    problems |= _beyond_limits(record, {**row, **after})
    problems |= _taken(connection, record, {**row, **after}, after, pasted)
    before = {name: row[name] for name in after}
    return [
        Change(record.name, identity, before, after),
        *followers(connection, record, row, after),
    ], problems


def _added(
    connection: Connection,
    record: Record,
    identity: int,
    typed: Mapping[str, object],
    *,
    pasted: Collection[int] = (),
) -> tuple[Change, dict[str, str]]:
    everything = {name: typed.get(name) for name in record.names}
    read, problems = _read(connection, record, everything)
    problems |= _wrong_together(record, read, read)
    problems |= _beyond_limits(record, read)
    problems |= _taken(connection, record, {"id": identity, **read}, read, pasted)
    filled = {name: value for name, value in read.items() if value is not None}
    return Change(record.name, identity, None, filled), problems


def _read(
    connection: Connection, record: Record, typed: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, str]]:
    """The stored values of what could be read, and for each other field why not."""
    read: dict[str, object] = {}
    problems: dict[str, str] = {}
    for name, raw in typed.items():
        field = record.by_name[name]
        try:
            value = read_value(field, raw)
            read[name] = _existing(connection, field, value) if field.refers_to and value else value
        except ValueError as error:
            problems[name] = str(error)
    return read, problems


def _existing(connection: Connection, field: Field, value: object) -> object:
    """The key of the record that is meant, whatever its capitals. Raises ValueError if there is none."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES

    target = RECORDS[field.refers_to]
    key = TABLES[target.name].c[target.key[0]]
    found = connection.execute(select(key).where(func.lower(key) == str(value).lower())).scalars().first()
    if found is None:
        raise ValueError(f"{field.label}: there is no {target.label} '{value}'.")
    return found


def _wrong_together(record: Record, row: Mapping[str, Any], changed: Mapping[str, object]) -> dict[str, str]:
    """Periods that end before they start, by the field to mend."""
    problems = {}
    for first, last in PERIODS:
        if row.get(first) and row.get(last) and row[last] < row[first] and {first, last} & changed.keys():
            names = record.by_name[last].label, record.by_name[first].label
            problems[last] = f"{names[0]} ({show_date(row[last])}) is before {names[1]} ({show_date(row[first])})."
    return problems


def _beyond_limits(record: Record, row: Mapping[str, object]) -> dict[str, str]:
    """What the national form of its kind would refuse, by the field to mend."""
    found = LIMITS[record.name](row) if record.name in LIMITS else []
    labels = {name: record.by_name[name].label for name, _ in found}
    return {name: why if why.startswith(labels[name]) else f"{labels[name]}: {why}" for name, why in found}


def _taken(
    connection: Connection,
    record: Record,
    row: Mapping[str, Any],
    changed: Mapping[str, object],
    pasted: Collection[int],
) -> dict[str, str]:
    """A key that another record has, unless that one is pasted over too: then the database watches over it."""
    if changed.keys().isdisjoint(record.key) or not all(name in row for name in record.key):
        return {}
    same = by_key(connection, record, *(row[name] for name in record.key))
    if not same or same["id"] == row["id"] or same["id"] in pasted:
        return {}
    key = ", ".join(show_value(record.by_name[name], row[name]) for name in record.key if row[name])
    a = "an" if record.label[0] in "AEIO" else "a"
    return {record.key[0]: f"There is {a} {record.label} with {key} already."}


def _refuse_if_referred_to(connection: Connection, record: Record, row: Mapping[str, Any]) -> None:
    found = [title(other, refers) for other, _, refers in referrers(connection, record, row[record.key[0]])]
    if found:
        more = f" and {len(found) - MOST_NAMED:,} more" if len(found) > MOST_NAMED else ""
        refer = f"{', '.join(found[:MOST_NAMED])}{more} {'refers' if len(found) == 1 else 'refer'} to it."
        raise UserError(f"{title(record, dict(row))} cannot be removed: {refer}")


def _refuse(problems: Mapping[str, str]) -> None:
    if problems:
        raise UserError("\n".join(problems.values()))


def _read_code(field: Field, raw: object) -> str:
    text = clean_text(raw).upper()
    if field.pattern and not re.fullmatch(field.pattern, text):
        raise ValueError(f"{text} is not one. {field.help}".strip())
    return text


def _read_reference(field: Field, raw: object) -> str:
    target = RECORDS[field.refers_to]
    return clean_text(raw).upper() if target.by_name[target.key[0]].type is Type.CODE else clean_text(raw)


def _read_choice(field: Field, raw: object) -> str:
    text = clean_text(raw)
    for choice in field.choices:
        if text.casefold() in (choice.casefold(), chosen(choice).casefold()):
            return choice
    raise ValueError(f"{text} is none of {', '.join(map(chosen, field.choices))}")


def _read_month(_: Field, raw: object) -> int:
    text = clean_text(raw)
    month = int(text) if text.isdecimal() else find_month(text)
    if month is None or not 1 <= month <= 12:
        raise ValueError(f"{text} is not a month such as April, or M01 which is April too")
    return month


def _read_figure(field: Field, raw: object) -> int:
    number = read_number(raw)
    if number.percent and not (field.unit and field.unit.symbol == "%"):
        raise ValueError(f"{clean_text(raw)} is a percentage, not a figure")
    power = _power(field)
    if rounding_changed(number.value, power):
        kept = f"at most {power} decimals" if power else "a whole number"
        raise ValueError(f"{clean_text(raw)} must be {kept}")
    return scaled(number.value, power)


def _power(field: Field) -> int:
    """The decimals that a figure is stored with: 2 for pence."""
    return field.unit.places if field.unit else 0


READERS = {
    Type.TEXT: lambda field, raw: clean_lines(raw) if field.lines else clean_text(raw),
    Type.CODE: _read_code,
    Type.DATE: lambda _, raw: read_date(raw),
    Type.YEAR: lambda _, raw: read_year(raw),
    Type.MONTH: _read_month,
    Type.CHOICE: _read_choice,
    Type.YES_NO: lambda _, raw: int(read_yes_no(raw)),
    Type.REFERENCE: _read_reference,
    Type.FIGURE: _read_figure,
}
