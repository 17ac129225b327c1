"""What people do to budgets: set lines, make versions, move money, enter a month. Each act is one change set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.acts import moving
from blmk_desktop.acts.keeping import kept, known, next_number, read
from blmk_desktop.acts.moving import NewMove
from blmk_desktop.changes import Change, ChangeSet, new_records, write
from blmk_desktop.errors import UserError
from blmk_desktop.periods import month_label
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.rules.funding import Budget, LineKey
from blmk_desktop.rules.phasing import MONTHS, is_whole
from blmk_desktop.rules.wording import counted, pounds
from blmk_desktop.store import Store
from blmk_desktop.summaries.budget_rows import ACTUAL, BUDGET, FORECAST, FULL_YEAR, MONTH, line_words
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from blmk_desktop.summaries.budget_rows import BudgetSet

ENTERED = "entered"
MOST_NAMED = 10
PERIOD_OF = {ACTUAL: MONTH, FORECAST: FULL_YEAR}  # the plan of a month follows from the budget and its phasing
NO_BUDGET = "No budget is set for {}: make a version of it first."


@dataclass(frozen=True, slots=True)
class NewVirement(NewMove):
    """A virement as people type it: a move between lines of a budget, for good if it recurs."""

    recurrent: object = None


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version made from another: of which year, and into which (the same unless given)."""

    name: str
    agreed: object
    based_on: str = ""
    year: str = ""
    into: str = ""
    note: str = ""


def new_version(store: Store, new: NewVersion, why: str) -> ChangeSet | None:
    """Make a version of the budget: empty, or with what every line of another has on the day it is agreed.

    Into another year go only lines that recur, with the virements that recur; a line that does not say is taken to.
    Raises UserError for a name that is taken, and where the other version has nothing of that year.
    """
    values = read("budget_version", {"name": new.name, "kind": BUDGET, "agreed": new.agreed, "note": new.note})
    with store.writing() as connection:
        if by_key(connection, RECORDS["budget_version"], values["name"]):
            raise UserError(f"There is a version '{values['name']}' already.")
        if not values["agreed"]:
            raise UserError("Say on which day the version was agreed: virements from that day on count on it.")
        ids = new_records()
        changes = [Change("budget_version", next(ids), None, {name: one for name, one in values.items() if one})]
        lines = _lines_of(connection, new, values["agreed"]) if new.based_on else []
        changes += [Change("budget_line", next(ids), None, {"version": values["name"], **line}) for line in lines]
        what = f"Budget version {values['name']}: {counted(len(lines), 'line')}"
        return write(connection, changes, what=what, why=why)


def set_line(store: Store, version: str, key: LineKey, typed: Mapping[str, object], why: str = "") -> ChangeSet | None:
    """Set what a version has for an area, category and year: amount in pounds, recurrent, profile, note.

    Virements stay as they are, on top of it. Raises UserError with one sentence a problem.
    """
    return set_lines(store, version, {key: typed}, why)


def set_lines(
    store: Store, version: str, typed: Mapping[LineKey, Mapping[str, object]], why: str = ""
) -> ChangeSet | None:
    """Set several lines of a version as one act, all or none: see `set_line`."""
    changes, ids = [], new_records()
    with store.writing() as connection:
        known(connection, "budget_version", version)
        for key, said in typed.items():
            values = read("budget_line", said)
            _known_line(connection, key)
            _refuse_profile(connection, values.get("profile"))
            same = by_key(connection, RECORDS["budget_line"], version, *key)
            if same is None and values.get("amount") is None:
                raise UserError(f"Say how much {line_words(key)} has.")
            full = {"version": version, **_about(key), **values}
            filled = {name: value for name, value in full.items() if value is not None}
            new = Change("budget_line", next(ids), None, filled)
            changes.append(new if same is None else kept("budget_line", full, same))
        named = line_words(next(iter(typed))) if len(typed) == 1 else counted(len(typed), "line")
        return write(connection, changes, what=f"{named} in {version}", why=why)


def remove_line(store: Store, version: str, key: LineKey, why: str) -> ChangeSet | None:
    """Take a line out of a version. Raises UserError if there is none."""
    with store.writing() as connection:
        same = by_key(connection, RECORDS["budget_line"], version, *key)
        if same is None:
            raise UserError(f"{version} has no line of {line_words(key)}.")
        change = Change("budget_line", same["id"], {}, None)
        return write(connection, [change], what=f"{line_words(key)} taken out of {version}", why=why)


def record_virement(store: Store, new: NewVirement) -> ChangeSet | None:
    """Record money that moves between lines of a year as one act, which makes the line that it reaches if need be.

    Raises UserError if it says too little, or if the line that it leaves has not the money.
    """
    moving.refuse_ends(new)
    years = {end[2] for end in (new.taken_from, new.given_to) if end}
    if len(years) > 1:
        raise UserError("A virement stays within a financial year.")
    typed = {"on": new.on, "year": years.pop(), "amount": new.amount, "recurrent": new.recurrent, "reason": new.reason}
    values = read("virement", typed)
    moving.refuse_amount(values["amount"])
    with store.writing() as connection:
        budget = _in_force(connection, values["year"])
        _refuse_too_early(budget, values["on"])
        _refuse_without_money(budget, new.taken_from, values["amount"])
        changes = _new_line(connection, budget.version, new.given_to)
        number = next_number(connection, "virement", "V")
        made = {"number": number, **values, **_end("from", new.taken_from), **_end("to", new.given_to)}
        made = {name: value for name, value in made.items() if value is not None}
        changes.append(Change("virement", next(new_records()), None, made))
        return write(connection, changes, what=moving.move_words(values["amount"], new, line_words), why=new.reason)


def take_back_virement(store: Store, identity: int, why: str) -> ChangeSet | None:
    """Take a recorded virement away, so that both lines are as they were before it."""
    return moving.take_back(store, "virement", identity, why)


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure as people type it, in pounds: what a line came to in a month, or what its year is forecast to."""

    key: LineKey
    month: int
    measure: str
    typed: object


def enter_figures(
    store: Store, entries: Sequence[Entry], *, basis: str = "", note: str = "", why: str = ""
) -> ChangeSet | None:
    """Enter figures, all or none, as one act; a blank takes away what was entered before.

    What a report, ledger or return says stays beside it. Raises UserError with one sentence a problem.
    """
    ids, problems = new_records(), []
    changes: list[Change] = []
    with store.writing() as connection:
        for entry in entries:
            try:
                changes += _entered(connection, entry, basis, note, next(ids))
            except UserError as problem:
                several = f"{line_words(entry.key)}, {month_label(entry.month)}: " if len(entries) > 1 else ""
                problems.append(f"{several}{problem}")
        if problems:
            rest = len(problems) - MOST_NAMED
            raise UserError("\n".join([*problems[:MOST_NAMED], *([f"… and {rest} more"] if rest > 0 else [])]))
        return write(connection, changes, what=_entry_words(entries), why=why or note)


def set_profile(store: Store, profile: str, shares: Sequence[object], why: str = "") -> ChangeSet | None:
    """Keep the shares of a phasing profile, April first, in per cent. Raises UserError unless they come to 100%."""
    name = profile.strip()
    if not name:
        raise UserError("Give the profile a name.")
    typed = [
        {"profile": name, "month": month, "share": share or 0} for month, share in zip(MONTHS, shares, strict=True)
    ]
    values = [read("phase", one) for one in typed]
    held = [int(one["share"]) for one in values]
    if min(held) < 0:
        raise UserError("The share of a month cannot be less than nothing.")
    if not is_whole(held):
        raise UserError(f"The twelve months come to {show_figure(sum(held), 2, 2)}%, not to 100%.")
    with store.writing() as connection:
        same = [by_key(connection, RECORDS["phase"], name, month) for month in MONTHS]
        ids = new_records()
        changes = [
            Change("phase", next(ids), None, one) if was is None else kept("phase", one, was)
            for one, was in zip(values, same, strict=True)
        ]
        return write(connection, changes, what=f"Phasing profile {name}", why=why)


def _pence(typed: object) -> int | None:
    if typed is None or not str(typed).strip():
        return None
    value = read("budget_figure", {"value": typed})["value"]
    return int(value)


def _entered(connection: Connection, entry: Entry, basis: str, note: str, identity: int) -> list[Change]:
    record = RECORDS["budget_figure"]
    values = read("budget_figure", {"measure": entry.measure, "basis": basis, "note": note})
    values["value"] = _pence(entry.typed)
    if values["measure"] not in PERIOD_OF:
        raise UserError("The plan of a month follows from the budget and its phasing: set those.")
    period = PERIOD_OF[values["measure"]]
    about = {**_about(entry.key), "month": entry.month, "period": period, "measure": values["measure"]}
    about["origin"] = ENTERED
    _known_line(connection, entry.key)
    same = by_key(connection, record, *(about[name] for name in record.key))
    if values["value"] is None:
        return [Change("budget_figure", same["id"], {}, None)] if same else []
    made = {name: value for name, value in {**about, **values}.items() if value is not None}
    if same is None:
        return [Change("budget_figure", identity, None, made)]
    return [kept("budget_figure", {**about, **values}, same)]


def _entry_words(entries: Sequence[Entry]) -> str:
    if len(entries) != 1:
        return f"{counted(len(entries), 'figure')} of the budget entered"
    one = entries[0]
    said = _pence(one.typed)
    what = "taken out" if said is None else pounds(said)
    return f"{line_words(one.key)}, {month_label(one.month)} {one.measure}: {what}"


def _about(key: LineKey) -> dict[str, str]:
    return dict(zip(("area", "category", "year"), key, strict=True))


def _known_line(connection: Connection, key: LineKey) -> None:
    """Raises UserError unless there are such an area and category, and the year is one."""
    known(connection, "area", key[0])
    known(connection, "budget_category", key[1])
    read("budget_line", {"year": key[2]})


def _refuse_profile(connection: Connection, profile: object) -> None:
    if profile and by_key(connection, RECORDS["phase"], profile, 1) is None and not _profile(connection, profile):
        raise UserError(f"There is no phasing profile '{profile}'. Leave it blank for equal twelfths.")


def _profile(connection: Connection, profile: object) -> bool:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["phase"].c
    return connection.execute(select(table.id).where(table.profile == profile)).first() is not None


def _in_force(connection: Connection, year: str) -> BudgetSet:
    """The budget that virements of a year count on. Raises UserError if none is set."""
    from blmk_desktop.summaries.budget_setting import budget

    found = budget(connection, "", year)
    if not found.version or found.kind != BUDGET:
        raise UserError(NO_BUDGET.format(year))
    return found


def _refuse_too_early(budget: BudgetSet, day: str) -> None:
    from blmk_desktop.periods import show_date

    version = next(one for one in budget.versions if one.name == budget.version)
    if day < version.agreed:
        agreed = show_date(version.agreed)
        raise UserError(f"{version.name} was agreed on {agreed}: what was moved before is in it. Give a later date.")


def _refuse_without_money(budget: BudgetSet, key: LineKey | None, amount: int) -> None:
    if key is None:
        return
    line = budget.row(key)
    if line is None:
        raise UserError(f"{budget.version} has no line of {line_words(key)}.")
    moving.refuse_without_money(line, line_words(key), amount)


def _new_line(connection: Connection, version: str, key: LineKey | None) -> list[Change]:
    if key is None or by_key(connection, RECORDS["budget_line"], version, *key):
        return []
    _known_line(connection, key)
    return [Change("budget_line", next(new_records()), None, {"version": version, **_about(key), "amount": 0})]


def _end(which: str, key: LineKey | None) -> dict[str, str]:
    return {f"{which}_area": key[0], f"{which}_category": key[1]} if key else {}


def _lines_of(connection: Connection, new: NewVersion, agreed: str) -> list[dict[str, Any]]:
    """The lines that a version made from another begins with: what each had on the day before it was agreed."""
    from blmk_desktop.rules.funding import budgets
    from blmk_desktop.summaries.budget_setting import budget

    found = budget(connection, new.based_on, new.year)
    into = new.into or found.year
    ends = {row.key for row in found.rows if into != found.year and row.recurrent is False}  # does not recur
    rows = [row for row in found.rows if row.id and row.key not in ends]
    moves = [one for one in found.virements if found.kind == BUDGET and _taken_in(one.on, found, agreed)]
    if into != found.year:
        moves = [one for one in moves if one.recurrent is not False]
    now = budgets({row.key: row.original for row in rows}, [one.move for one in moves])
    if not rows:
        raise UserError(f"{new.based_on} sets nothing that could go into {into or 'a new version'}.")
    held = {row.key: row for row in rows}
    return [_line(key, into, amount, held.get(key)) for key, amount in now.items() if key not in ends]


def _taken_in(day: str, found: BudgetSet, agreed: str) -> bool:
    """Whether a virement is in the new version: it counted on the other, and happened before the new was agreed."""
    version = next(one for one in found.versions if one.name == found.version)
    return version.agreed <= day < agreed


def _line(key: LineKey, into: str, budget: Budget, row: Any) -> dict[str, Any]:
    made = {**_about((key[0], key[1], into)), "amount": budget.now}
    if row is not None:
        recurrent = None if row.recurrent is None else int(row.recurrent)
        made |= {"recurrent": recurrent, "profile": row.profile or None, "note": row.note or None}
    return {name: value for name, value in made.items() if value is not None}
