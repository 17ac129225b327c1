"""A data file of 350,000 plan figures, made by real change sets: a return from each of England's networks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import db
from blmk_desktop import seeding
from blmk_desktop.changes import Change, commit, new_records
from blmk_desktop.store import Store

ROUND = "2022/23 final"
PACK = "committee-pack.xlsx"  # says again, by network, what the returns say by role
NETWORKS = 1_250
AT_ONCE = 50  # returns that are imported together
Records = Iterator[tuple[str, dict[str, object]]]


def make(path: Path) -> None:
    """Make the file; 23 roles a return, staff in post for M01 to M06 and planned for M07 to M12."""
    with db.create_file(path) as store:
        seeding.load_reference(store)
        codes, roles = networks(store), roles_of(store)
        random = Random(2022)  # noqa: S311 - the same file at every run
        commit_all(store, "Networks of England", beginning(codes))
        for start in range(0, len(codes), AT_ONCE):
            batch = codes[start : start + AT_ONCE]
            returns = (record for at, code in enumerate(batch, start) for record in returned(at, code, roles, random))
            commit_all(store, f"Returns {start + 1} to {start + len(batch)}", returns)
        commit_all(store, f"Import of {PACK}", _pack(store))


def commit_all(store: Store, what: str, records: Records) -> None:
    """One change set that adds records."""
    ids = new_records()
    commit(store, [Change(kind, next(ids), None, values) for kind, values in records], what=what, kind="import")


def networks(store: Store) -> list[str]:
    """The networks that ship and are open still, and made-up ones to England's number."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["pcn"]
    with store.reading() as connection:
        known = set(connection.scalars(select(table.c.code)))
        still = set(connection.scalars(select(table.c.code).where(table.c.closed.is_(None))))
    others = (code for number in range(10_000, 99_999) if (code := f"U{number}") not in known)
    return sorted(still) + [next(others) for _ in range(NETWORKS - len(still))]


def roles_of(store: Store) -> list[str]:
    """The roles that ship."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["arrs_role"]
    with store.reading() as connection:
        return list(connection.scalars(select(table.c.name).order_by(table.c.name)))[:23]


def beginning(codes: list[str]) -> Records:
    """The plan round, and the networks that do not ship."""
    yield "plan_round", {"name": ROUND, "year": "2022/23", "stage": "final", "as_at": "2022-09-30"}
    places = ("Bedford Borough", "Central Bedfordshire", "Luton", "Milton Keynes")
    for at, code in enumerate(codes[23:]):
        yield "pcn", {"code": code, "name": f"NETWORK {at} PCN", "place": places[at % 4], "opened": "2019-07-01"}


def returned(at: int, code: str, roles: list[str], random: Random, of: str = ROUND) -> Records:
    """One network's workbook: twelve months by role with their totals, its allocation and forecast spend."""
    source = f"{code}.xlsx"
    yield "source", {"name": source, "position": at + 1}
    about: dict[str, object] = {"round": of, "pcn": code, "source": source, "sheet": "Plan", "decimals": 2}
    for measure, value in (("allocation", 70_000_000), ("forecast_spend", 68_000_000)):
        figure = {"measure": measure, "value": value + random.randrange(1_000_000), "cell": "B2"}
        yield "plan_figure", about | figure
    for month in range(1, 13):
        column, total = "BCDEFGHIJKLM"[month - 1], 0
        measure = "wte_in_post" if month <= 6 else "wte_planned"
        for row, role in enumerate(roles, start=5):
            value = random.randrange(0, 20 if "Advanced" in role else 100)
            total += value
            figure = {"role": role, "month": month, "measure": measure, "value": value, "cell": f"{column}{row}"}
            yield "plan_figure", about | figure
        last = 4 + len(roles)
        claim = {"month": month, "measure": measure, "rule": "total", "value": total, "cell": f"{column}{last + 1}"}
        yield "stated_figure", about | claim | {"first_row": 5, "last_row": last}


def _pack(store: Store) -> Records:
    """A table by network of the whole country, in another workbook: the same sums but for one network."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES

    yield "source", {"name": PACK, "position": NETWORKS + 1}
    table = TABLES["plan_figure"]
    by = (table.c.pcn, table.c.measure, table.c.month)
    query = select(*by, func.sum(table.c.value)).where(table.c.month.in_((6, 12))).group_by(*by).order_by(*by)
    with store.reading() as connection:
        sums = [tuple(row) for row in connection.execute(query)]
    about: dict[str, object] = {"round": ROUND, "source": PACK, "sheet": "All networks", "decimals": 2}
    for at, (code, measure, month, value) in enumerate(sums):
        cell = f"{'C' if month == 6 else 'D'}{at // 2 + 4}"
        said = value + (100 if at == 500 else 0)
        yield "plan_figure", about | {"pcn": code, "month": month, "measure": measure, "value": said, "cell": cell}
