"""What people do to scenarios of a model: keep one under a name, rename it, delete it. Each act is one change set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.acts.keeping import kept, known, read
from blmk_desktop.changes import Change, ChangeSet, new_records, write
from blmk_desktop.editing import edit
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.rules.wording import counted, listed
from blmk_desktop.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from blmk_desktop.rules.assumptions import Assumption

SET = "assumption_set"


def save_scenario(
    store: Store, name: str, model: str, based_on: str, changes: Sequence[Assumption], why: str
) -> ChangeSet | None:
    """Keep a scenario: what it assumes otherwise than the set that it is based on, and nothing else.

    One of that name says exactly these from now on. None if it does already. Raises UserError without a name, for
    the name of a set as published or of another model's set, and where it would be based on itself.
    """
    if not name.strip():
        raise UserError("Give the scenario a name.")
    values = read(SET, {"name": name, "model": model, "based_on": based_on})
    with store.writing() as connection:
        same = by_key(connection, RECORDS[SET], values["name"])
        _refuse_taken(same, model)
        base = known(connection, SET, based_on)
        _refuse_circle(connection, str(values["name"]), base)
        made = [kept(SET, {**values, "version": base["version"]}, same)]
        made += _assumptions(connection, str(values["name"]), changes)
        what = f"Scenario {values['name']}: {counted(len(changes), 'assumption')} otherwise than {based_on}"
        return write(connection, made, what=what, why=why)


def rename_scenario(store: Store, name: str, new: str, why: str = "") -> ChangeSet | None:
    """Give a scenario another name; what it assumes and what is based on it follows.

    Raises UserError for a set as published, and for a name that is taken.
    """
    with store.reading() as connection:
        found = known(connection, SET, name)
    _refuse_published(found)
    return edit(store, SET, found["id"], {"name": new}, what=why or f"Scenario {name} is now {new}")


def delete_scenario(store: Store, name: str, why: str) -> ChangeSet | None:
    """Delete a scenario with what it assumes. Raises UserError for a set as published or one others are based on."""
    with store.writing() as connection:
        found = known(connection, SET, name)
        _refuse_published(found)
        others = [row["name"] for row in _rows(connection, SET, based_on=name)]
        if others:
            raise UserError(f"{listed(others)} {'is' if len(others) == 1 else 'are'} based on {name}.")
        own = [Change("assumption", row["id"], {}, None) for row in _rows(connection, "assumption", set=name)]
        return write(connection, [*own, Change(SET, found["id"], {}, None)], what=f"Scenario {name} deleted", why=why)


def _refuse_taken(same: dict[str, Any] | None, model: str) -> None:
    if same is None:
        return
    _refuse_published(same)
    if same["model"] != model:
        raise UserError(f"{same['name']} is a scenario of another model, {same['model']}. Give it another name.")


def _refuse_published(found: dict[str, Any]) -> None:
    if found["published"]:
        raise UserError(f"{found['name']} is as it was published and stays so.")


def _refuse_circle(connection: Connection, name: str, base: dict[str, Any]) -> None:
    """A scenario cannot be based on itself, nor on one that is based on it."""
    at: dict[str, Any] | None = base
    seen = set[str]()
    while at is not None and at["name"] not in seen:
        if at["name"] == name:
            raise UserError(f"{name} would be based on itself.")
        seen.add(at["name"])
        at = by_key(connection, RECORDS[SET], at["based_on"]) if at["based_on"] else None


def _assumptions(connection: Connection, name: str, changes: Sequence[Assumption]) -> Iterator[Change]:
    """What a scenario says: new, changed, or no longer said."""
    before = {_key(row): row for row in _rows(connection, "assumption", set=name)}
    ids = new_records()
    for one in changes:
        values = _stored(name, one)
        row = before.pop(one.key, None)
        if row is None:
            said = {field: value for field, value in values.items() if value is not None}
            yield Change("assumption", next(ids), None, said)
        else:
            after = {field: value for field, value in values.items() if row[field] != value}
            yield Change("assumption", row["id"], {field: row[field] for field in after}, after)
    for row in before.values():
        yield Change("assumption", row["id"], {}, None)


def _stored(name: str, one: Assumption) -> dict[str, Any]:
    texts = {"area": one.area, "year": one.year, "item": one.item, "note": one.note, "source": one.source}
    blank = {field: text or None for field, text in {**texts, "cell": one.cell}.items()}
    figures = {"value": one.value, "low": one.low, "high": one.high, "unit": one.unit}
    return {"set": name, "name": one.name, **blank, **figures}


def _key(row: dict[str, Any]) -> tuple[str, str, str, str]:
    return (row["name"], row["area"] or "", row["year"] or "", row["item"] or "")


def _rows(connection: Connection, kind: str, **wanted: str) -> list[dict[str, Any]]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES[kind]
    same = [table.c[name] == value for name, value in wanted.items()]
    return [dict(row) for row in connection.execute(select(table).where(*same)).mappings()]
