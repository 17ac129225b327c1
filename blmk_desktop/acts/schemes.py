"""What people do to schemes and their money: each act is one change set, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.acts import moving
from blmk_desktop.acts.keeping import kept, known, next_number, read
from blmk_desktop.acts.moving import NewMove
from blmk_desktop.changes import Change, ChangeSet, new_records, referring, write
from blmk_desktop.errors import UserError
from blmk_desktop.periods import show_date
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key, title
from blmk_desktop.rules.funding import LineKey, line_words
from blmk_desktop.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def reach_stage(store: Store, scheme: str, stage: str, on: object, note: str = "") -> ChangeSet | None:
    """Record that a scheme reached a stage on a date; complete is kept as the date of its completion too.

    None if that is recorded already. Raises UserError with one sentence a problem.
    """
    values = read("scheme_stage", {"scheme": scheme, "on": on, "stage": stage, "note": note})
    with store.writing() as connection:
        found = known(connection, "scheme", scheme)
        same = by_key(connection, RECORDS["scheme_stage"], scheme, values["on"])
        changes = [kept("scheme_stage", values, same)]
        if stage == "complete" and not found["completed"]:
            changes.append(Change("scheme", found["id"], {"completed": None}, {"completed": values["on"]}))
        what = f"{scheme}: {stage} on {show_date(str(values['on']))}"
        return write(connection, changes, what=what, why=note)


def record_move(store: Store, move: NewMove) -> ChangeSet | None:
    """Record money that moves between lines as one act, which makes the line that it reaches if there is none.

    Raises UserError if it says too little, or if the line that it leaves has not the money.
    """
    values = read("funding_move", {"number": "M0", "on": move.on, "amount": move.amount, "reason": move.reason})
    amount = int(values["amount"])
    moving.refuse_amount(amount)
    moving.refuse_ends(move)
    with store.writing() as connection:
        _refuse_without_money(connection, move.taken_from, amount)
        ids = new_records()
        changes = _new_line(connection, move.given_to, next(ids))
        ends = {**_end("from", move.taken_from), **_end("to", move.given_to)}
        made = {**values, "number": next_number(connection, "funding_move", "M"), **ends}
        changes.append(Change("funding_move", next(ids), None, {name: one for name, one in made.items() if one}))
        return write(connection, changes, what=moving.move_words(amount, move, line_words), why=move.reason)


def take_back_move(store: Store, identity: int, why: str) -> ChangeSet | None:
    """Take a recorded move away, so that both lines are as they were before it."""
    return moving.take_back(store, "funding_move", identity, why)


def set_rag(store: Store, scheme: str, rag: str, reason: str) -> ChangeSet | None:
    """Colour a scheme, with the reason for it. Raises UserError without a reason."""
    values = read("scheme", {"rag": rag, "rag_reason": reason})
    if rag and not values["rag_reason"]:
        raise UserError(f"Say why {scheme} is {rag}.")
    with store.writing() as connection:
        found = known(connection, "scheme", scheme)
        after = {name: value for name, value in values.items() if found[name] != value}
        before = {name: found[name] for name in after}
        changes = [Change("scheme", found["id"], before, after)] if after else []
        return write(connection, changes, what=f"{scheme} is {rag or 'without a colour'}", why=reason)


def decide(store: Store, scheme: str, on: object, decision: str, body: str = "") -> ChangeSet | None:
    """Record what was decided about a scheme."""
    values = read("scheme_decision", {"scheme": scheme, "on": on, "decision": decision, "body": body})
    with store.writing() as connection:
        known(connection, "scheme", scheme)
        same = by_key(connection, RECORDS["scheme_decision"], scheme, values["on"], values["decision"])
        change = kept("scheme_decision", values, same)
        return write(connection, [change], what=f"Decision on {scheme}", why=decision)


def join_schemes(store: Store, keep: str, other: str, why: str) -> ChangeSet | None:
    """Make two names of one scheme one: all that refers to `other` comes to `keep`, and its name becomes an alias.

    What `keep` lacks is taken from `other`. Raises UserError where both have the same: nothing is changed then.
    """
    if keep == other:
        raise UserError("Choose two schemes.")
    with store.writing() as connection:
        stays, gone = known(connection, "scheme", keep), known(connection, "scheme", other)
        lacking = {
            name: gone[name] for name in RECORDS["scheme"].names if stays[name] is None and gone[name] is not None
        }
        alias = {"kind": "scheme", "written": other, "means": keep}
        changes = [
            *_brought_over(connection, keep, other),
            Change("scheme", stays["id"], dict.fromkeys(lacking), lacking),
            Change("scheme", gone["id"], {}, None),
            kept("alias", alias, by_key(connection, RECORDS["alias"], "scheme", other)),
        ]
        return write(connection, changes, what=f"{other} is the same scheme as {keep}", why=why)


def _brought_over(connection: Connection, keep: str, other: str) -> Iterator[Change]:
    """A change for each record that refers to a scheme, so that it refers to the one that is kept."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    for record, field in referring("scheme"):
        table = TABLES[record.name]
        for row in connection.execute(select(table).where(table.c[field.name] == other)).mappings():
            values = {**row, field.name: keep}
            if field.key and by_key(connection, record, *(values[name] for name in record.key)):
                raise UserError(f"Both have a {record.label.lower()} of the same key: {title(record, dict(row))}.")
            yield Change(record.name, row["id"], {field.name: other}, {field.name: keep})


def _end(which: str, key: LineKey | None) -> dict[str, str]:
    names = (f"{which}_scheme", f"{which}_fund", f"{which}_year")
    return dict(zip(names, key, strict=True)) if key else {}


def _refuse_without_money(connection: Connection, key: LineKey | None, amount: int) -> None:
    from blmk_desktop.summaries.scheme_funding import scheme_funding

    if key is None:
        return
    line = next((row for row in scheme_funding(connection).lines if row.key == key), None)
    if line is None:
        raise UserError(f"There is no funding of {line_words(key)}.")
    moving.refuse_without_money(line, line_words(key), amount)


def _new_line(connection: Connection, key: LineKey | None, identity: int) -> list[Change]:
    if key is None or by_key(connection, RECORDS["funding_line"], *key):
        return []
    scheme, fund, year = key
    known(connection, "scheme", scheme)
    known(connection, "fund", fund)
    after = {"scheme": scheme, "fund": fund, "year": year, "original": 0}
    return [Change("funding_line", identity, None, after)]
