"""A data file of so many BLMKs side by side, with every kind of record in proportion, made by real change sets.

One BLMK is the example data and what a year of work adds to it: a return from each network by role and month, with its
lines, posts and claims, the practices' survey, schemes, risks, actions, finance reports and budgets. The others are
copies of it with names, codes and committees of their own. What belongs to the whole country stays as it is: roles,
rates, rounds, funds, headings of budgets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import db
from benchmarks import budget_file, weekly_file
from benchmarks.big_file import Records, commit_all, returned, roles_of
from benchmarks.weekly_file import Size
from blmk_desktop import seeding
from blmk_desktop.records.declaration import Record, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.survey import STAFF_GROUPS
from blmk_desktop.store import Store

ONE = Size(boards=1, schemes=34, risks=84, actions=34, milestones=34)  # a sixtieth of England, to the nearest
ROUND, OF_LINES = "2023/24 final", "2021/22 final"  # of figures by role and month; of plans line by line
LINES, POSTS, CLAIMED = 15, 12, 6  # of a network: plan lines, posts in the workforce file, roles claimed each month
AT_ONCE = 5  # copies in a change set
NATIONAL = {
    *("setting", "alias", "layout_match", "acknowledgement", "arrs_role", "role_maximum", "plan_round", "des_rate"),
    *("fund", "fund_cap", "budget_category", "phase", "budget_version", "variance_band", "assumption_set"),
    *("assumption", "pay_assumption", "risk_band", "risk_appetite", "resilience_weight", "saved_view"),
}
Rows = Mapping[str, list[dict[str, Any]]]


def make(path: Path, times: int) -> int:
    """Make the file; how many records it has."""
    with db.create_file(path) as store:
        seeding.load_reference(store)
        seeding.load_demo(store)
        for what, records in _year(store):
            commit_all(store, what, _new(store, records))
        rows = _rows(store)
        for first in range(1, times, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, times))
            records = (record for number in numbers for record in copied(rows, number))
            commit_all(store, f"The areas from the {first + 1}th on", records)
        return sum(map(len, _rows(store).values()))


def _year(store: Store) -> Iterator[tuple[str, Records]]:
    """What a year of work adds to the example data."""
    networks, practices = _codes(store, "pcn"), _codes(store, "practice")
    random = Random(2022)  # noqa: S311 - the same file at every run
    yield "Returns", _returns(networks, roles_of(store), random)
    yield "Claims and posts", _actuals(networks, random)
    yield "Practice survey", _survey(practices, random)
    yield "Networks and practices", _further(networks, practices)
    yield from weekly_file.parts(ONE, networks, practices)
    yield from budget_file.parts(1)


def _codes(store: Store, kind: str) -> list[str]:
    """The codes of those that are open."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES[kind].c
    with store.reading() as connection:
        return list(connection.scalars(select(table.code).where(table.closed.is_(None)).order_by(table.code)))


def _returns(networks: list[str], roles: list[str], random: Random) -> Records:
    for name in (ROUND, OF_LINES):
        yield "plan_round", {"name": name, "year": name[:7], "stage": "final", "as_at": f"{name[:4]}-09-30"}
    for at, code in enumerate(networks):
        yield from returned(at, code, roles, random, ROUND)
        about: dict[str, object] = {"round": OF_LINES, "pcn": code, "source": f"{code}.xlsx"}
        yield "plan_return", about | {"status": "received", "sent": "2021-06-01", "received": "2021-08-01"}
        for line in range(1, LINES + 1):
            post = {"line": line, "role": roles[(at + line) % len(roles)], "wte": random.randrange(50, 101)}
            yield "plan_line", about | post | {"start": f"2021-{4 + line % 9:02}-01" if line % 3 else None}


def _actuals(networks: list[str], random: Random) -> Records:
    roles = ("Clinical Pharmacist", "Pharmacy Technician", "Social Prescribing Link Worker", "Care Co-ordinator")
    for code in networks:
        for month in range(1, 13):
            for post in range(CLAIMED):
                about: dict[str, object] = {"pcn": code, "year": "2022/23", "month": month, "role": roles[post % 4]}
                amount = random.randrange(1_500_00, 2_600_00)
                yield "arrs_claim", about | {"post": f"Post {post}", "wte": 100, "amount": amount}
        for post in range(POSTS):
            own = {"person": f"{code}-{post}", "staff_role": roles[post % 4], "role": roles[post % 4]}
            yield "nwrs_post", {"as_at": "2022-09-30", "pcn": code, "fte": 1_000_000, **own}


def _survey(practices: list[str], random: Random) -> Records:
    for code in practices:
        about: dict[str, object] = {"practice": code, "as_at": "2022-09-30"}
        for group in STAFF_GROUPS:
            staff = random.randrange(1, 9)
            figures = {"headcount": staff, "wte": 80 * staff, "vacancies": random.randrange(0, 200)}
            yield "practice_staff", about | {"staff_group": group, "over_50": staff // 2, **figures}
        yield "practice_capacity", about | {"training_practice": staff % 2, "consulting_rooms": 6 + staff}


def _further(networks: list[str], practices: list[str]) -> Records:
    """What there is a little of: checks as networks formed, numbers that payments need, events, support."""
    for at, code in enumerate(networks):
        yield "network_check", {"name": f"Network {at}", "as_at": "2019-05-29", "pcn": code, "practices": 5}
        yield "payment_basis", {"pcn": code, "year": "2022/23", "basis": "care home bed", "number": 100_00 + at * 100}
        yield "maturity_step", {"pcn": code, "as_at": "2022-03-31", "step": f"step {1 + at % 3}"}
    for code in practices[::20]:
        yield "contract_event", {"practice": code, "event": "notice served", "on": "2022-06-01"}
        yield "resilience_support", {"practice": code, "on": "2022-04-01", "stage": "stage 1"}
    yield "source", {"name": "payments.xlsx", "position": 1}
    printed = {"source": "payments.xlsx", "year": "2022/23", "item": "Core PCN funding", "amount": "£1.50"}
    yield "stated_payment", printed | {"total": "£1,500,000"}


def _new(store: Store, records: Records) -> Records:
    """Those that the file does not have yet: some come with the example data, too."""
    rows = _rows(store)
    known = {(kind, _key(RECORDS[kind], row)) for kind, several in rows.items() for row in several}
    return (one for one in records if (one[0], _key(RECORDS[one[0]], one[1])) not in known)


def _key(record: Record, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(name) or "" for name in record.key)


def _rows(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every record of every kind, without what is blank."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    with store.reading() as connection:
        return {
            kind: [
                {name: value for name, value in row.items() if value is not None and name != "id"}
                for row in connection.execute(select(TABLES[kind])).mappings()
            ]
            for kind in RECORDS
        }


def copied(rows: Rows, number: int) -> Records:
    """The records of the BLMK of that number: all that is not of the whole country, under names of its own."""
    names = {
        kind: _others(record, list(dict.fromkeys(row[record.key[0]] for row in rows[kind])), number)
        for kind, record in RECORDS.items()
        if kind not in NATIONAL and record.fields[0].key and record.fields[0].type in {Type.TEXT, Type.CODE}
    }
    for kind, record in RECORDS.items():
        for row in rows[kind] if kind not in NATIONAL or "area" in record.key else ():
            own = {name: _renamed(record, name, value, names, number) for name, value in row.items()}
            if _key(record, own) != _key(record, row):
                yield kind, own


def _others(record: Record, names: list[str], number: int) -> dict[str, str]:
    """What stands for each name in the copy of that number: a code that nobody has, or the name and the number."""
    if not record.fields[0].pattern:
        return {name: f"{name} {number + 1}" for name in names}
    codes = (f"{names[0][0]}{code:05}" for code in count(number * 1_000))
    return dict(zip(names, (code for code in codes if code not in names), strict=False))


def _renamed(record: Record, name: str, value: Any, names: Mapping[str, Mapping[str, str]], number: int) -> Any:
    field = record.by_name[name]
    if field.type is Type.REFERENCE:
        return names.get(field.refers_to, {}).get(value, value)
    if field is record.fields[0]:
        return names.get(record.name, {}).get(value, value)
    own = name == "body" or (name == "name" and record.fields[0].pattern)
    return f"{value} {number + 1}" if own else value
