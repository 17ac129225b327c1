"""Drafts against what is there today: which records would be added, changed or left, and which must be refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from blmk_desktop.importing.proposal import ProposedRow, Refusal
from blmk_desktop.importing.record_rows import Drafts
from blmk_desktop.importing.today import Entry, Key, Today, Values
from blmk_desktop.records.declaration import Record, Type

CLEARABLE = {
    "closed",
    "end",
}  # a blank in a later register says that it is open again; any other blank says nothing


@dataclass(slots=True)
class Compared:
    """The rows proposed, those refused, and what to tell the user."""

    rows: list[ProposedRow] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def compare(drafts: Drafts, today: Today, sheet: str) -> Compared:
    """Compare a table's drafts of one kind of record with today's records, and count them as there from now on."""
    compared = Compared()
    if drafts.part.snapshot:
        _compare_snapshot(drafts, today, sheet, compared)
        return compared
    record, entries = drafts.part.declared, today.entries(drafts.part.record)
    key_at = [drafts.names.index(name) if name in drafts.names else -1 for name in record.key]
    references = _references(drafts, record)
    clashes = _clashes(drafts, key_at) if drafts.part.owns else {}
    seen: set[Key] = set()
    for values, row in zip(drafts.rows, drafts.at, strict=True):
        key = tuple([values[at] if at >= 0 else None for at in key_at])
        where = f"{sheet}!A{row + 1}"
        if key in clashes:
            compared.refused.append(_clash(record, key, clashes[key], where))
        elif (missing := _missing_reference(values, references, today)) is not None:
            compared.refused.append(_missing(record, missing, where))
        elif key not in seen or not drafts.part.owns:
            seen.add(key)
            _compare_one(drafts, record, entries.get(key), key, values, where, today, compared)
    if len(seen) < len(drafts.rows) and drafts.part.owns and not clashes and not compared.refused:
        compared.notes.append(f"{len(drafts.rows) - len(seen)} rows stand twice, word for word; one of each is kept")
    return compared


def _references(drafts: Drafts, record: Record) -> list[tuple[int, str]]:
    fields = [(at, record.by_name[name]) for at, name in enumerate(drafts.names)]
    return [(at, item.refers_to) for at, item in fields if item.type is Type.REFERENCE]


def _missing_reference(
    values: tuple[object, ...], references: list[tuple[int, str]], today: Today
) -> tuple[str, str] | None:
    for at, kind in references:
        value = values[at]
        if value is not None and value not in today.names.keys.get(kind, ()):
            return kind, str(value)
    return None


def _missing(record: Record, missing: tuple[str, str], where: str) -> Refusal:
    kind, key = missing
    why = f"there is no {kind} {key} in this file; import the register that has it first"
    return Refusal(where, record.label, key, why)


def _clashes(drafts: Drafts, key_at: list[int]) -> dict[Key, list[int]]:
    """Keys that stand on more than one row with different values, and those rows (1-based)."""
    first: dict[Key, tuple[tuple[object, ...], int]] = {}
    found: dict[Key, list[int]] = {}
    for values, row in zip(drafts.rows, drafts.at, strict=True):
        key = tuple([values[at] if at >= 0 else None for at in key_at])
        if key not in first:
            first[key] = (values, row + 1)
        elif not _same_but_cell(first[key][0], values, drafts.names):
            found.setdefault(key, [first[key][1]]).append(row + 1)
    return found


def _same_but_cell(one: tuple[object, ...], other: tuple[object, ...], names: tuple[str, ...]) -> bool:
    return all(a == b for a, b, name in zip(one, other, names, strict=True) if name != "cell")


def _clash(record: Record, key: Key, rows: list[int], where: str) -> Refusal:
    listed = " and ".join(str(row) for row in rows)
    return Refusal(
        where,
        record.label,
        " ".join(str(part) for part in key),
        f"stands on rows {listed} with different values",
    )


def title_of(record: Record, values: Values) -> str:
    """Which record it is, in words."""
    return " · ".join(str(values[name]) for name in record.title if values.get(name))


def _compare_one(
    drafts: Drafts,
    record: Record,
    entry: Entry | None,
    key: Key,
    values: tuple[object, ...],
    where: str,
    today: Today,
    compared: Compared,
) -> None:
    if entry is None:
        after = {name: value for name, value in zip(drafts.names, values, strict=True) if value is not None}
        row = ProposedRow(record.name, "added", title_of(record, after), where, after)
        compared.rows.append(row)
        today.add(record.name, key, row)
        return
    after = _differences(drafts, entry.values, values)
    if after:
        _propose_change(record, entry, after, where, compared)
    elif drafts.part.owns:
        compared.rows.append(
            ProposedRow(record.name, "unchanged", title_of(record, entry.values), where, {}, id=entry.id)
        )


def _differences(drafts: Drafts, now: Values, values: tuple[object, ...]) -> Values:
    """The fields that the draft would change: its own where it differs, others only where nothing is known."""
    owns = drafts.part.owns
    found: Values = {}
    for name, value in zip(drafts.names, values, strict=True):
        known = now.get(name)
        if value == known or (value is None and name not in CLEARABLE):
            continue
        if (name in owns and name != "cell") or (known is None and value is not None):
            found[name] = value
    return found


def _propose_change(record: Record, entry: Entry, after: Values, where: str, compared: Compared) -> None:
    """A change to a record; to one that this import itself adds or changes it is more of the same."""
    before = {name: entry.values.get(name) for name in after}
    if entry.row is not None:
        entry.row.after.update(after)
        if entry.row.status == "changed":
            entry.row.before = before | entry.row.before
            entry.values.update(after)
        return
    row = ProposedRow(record.name, "changed", title_of(record, entry.values), where, dict(after), before, entry.id)
    entry.values, entry.row = entry.values | after, row
    compared.rows.append(row)


def _compare_snapshot(drafts: Drafts, today: Today, sheet: str, compared: Compared) -> None:
    """What holds on one date: begins what is new from that date and ends, the day before, what it replaces."""
    record, kind = drafts.part.declared, drafts.part.record
    held = next(name for name in record.key if name not in ("practice", "start"))
    practice_at, held_at, start_at = (drafts.names.index(name) for name in ("practice", held, "start"))
    counted: Counter[str] = Counter()
    for values, row in zip(drafts.rows, drafts.at, strict=True):
        practice, on = str(values[practice_at]), str(values[start_at])
        where = f"{sheet}!A{row + 1}"
        missing = _missing_reference(values, _references(drafts, record), today)
        if missing:
            compared.refused.append(_missing(record, missing, where))
            continue
        entries = today.for_practice(kind, practice)
        open_then = [entry for entry in entries if _covers(entry, on)]
        if any(entry.values[held] == values[held_at] for entry in open_then):
            title = f"{practice} · {values[held_at]}"
            compared.rows.append(ProposedRow(kind, "unchanged", title, where, {}, id=open_then[0].id))
        elif any(str(entry.values["start"]) > on for entry in entries):
            counted["older"] += 1
        else:
            _begin(record, values, drafts.names, open_then, on, where, today, compared)
    if counted["older"]:
        compared.notes.append(f"{counted['older']} rows left out: something later is already known of these practices")


def _covers(entry: Entry, on: str) -> bool:
    end = entry.values.get("end")
    return str(entry.values["start"]) <= on and (end is None or str(end) >= on)


def _begin(
    record: Record,
    values: tuple[object, ...],
    names: tuple[str, ...],
    open_then: list[Entry],
    on: str,
    where: str,
    today: Today,
    compared: Compared,
) -> None:
    eve = (date.fromisoformat(on) - timedelta(days=1)).isoformat()
    for entry in open_then:
        if str(entry.values["start"]) <= eve:
            _propose_change(record, entry, {"end": eve}, where, compared)
    after = {name: value for name, value in zip(names, values, strict=True) if value is not None}
    row = ProposedRow(record.name, "added", title_of(record, after), where, after)
    compared.rows.append(row)
    today.add(record.name, tuple(after.get(name) for name in record.key), row)
