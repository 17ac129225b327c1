"""A made-up budget of one year: two areas, four categories, a profile of phasing, some months and a virement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import db
from blmk_desktop import changes, seeding
from blmk_desktop.summaries.budget_rows import BudgetSet
from blmk_desktop.summaries.budget_setting import budget

YEAR, VERSION = "2022/23", "Budget 2022/23"
ELM, OAK = "Elm CCG", "Oak CCG"
GP, RENT, DRUGS, RESERVES = "Contracts", "Premises", "Prescribing", "Reserves"
PREMISES, CONTRACTS, KEPT = (ELM, RENT, YEAR), (ELM, GP, YEAR), (ELM, RESERVES, YEAR)
OTHER_PREMISES = (OAK, RENT, YEAR)
EARLY = (20, 0, 0, 10, 10, 10, 10, 10, 10, 10, 5, 5)  # per cent a month, April first
CATEGORIES: list[dict[str, object]] = [
    {"name": GP, "block": "delegated", "nature": "spend", "position": 1},
    {"name": RENT, "block": "delegated", "nature": "spend", "position": 2},
    {"name": RESERVES, "block": "delegated", "nature": "reserves", "position": 3},
    {"name": DRUGS, "block": "other primary care", "nature": "spend", "position": 1},
]
LINES: list[tuple[str, str, int, dict[str, object]]] = [
    (ELM, GP, 120_000_000, {"recurrent": 1}),
    (ELM, RENT, 24_000_000, {"recurrent": 1, "profile": "Early"}),
    (ELM, RESERVES, 5_000_000, {"recurrent": 0}),
    (OAK, RENT, 10_000_001, {}),
]


def records() -> list[tuple[str, Mapping[str, object]]]:
    """All of it, in an order in which it can be added."""
    found: list[tuple[str, Mapping[str, object]]] = [
        ("area", {"name": ELM, "kind": "CCG"}),
        ("area", {"name": OAK, "kind": "CCG"}),
        *(("budget_category", category) for category in CATEGORIES),
        ("budget_version", {"name": VERSION, "kind": "budget", "agreed": "2022-04-01"}),
        *(("phase", {"profile": "Early", "month": at, "share": share * 100}) for at, share in enumerate(EARLY, 1)),
    ]
    for area, category, amount, more in LINES:
        about = {"version": VERSION, "area": area, "category": category, "year": YEAR}
        found.append(("budget_line", {**about, "amount": amount, **more}))
    return found


def make(path: Path, more: Iterable[tuple[str, Mapping[str, object]]] = ()) -> db.DataFile:
    """A data file with the budget, and more records if given."""
    file = db.create_file(path)
    seeding.load_reference(file)
    give(file, [*records(), *more])
    return file


def give(file: db.DataFile, more: Iterable[tuple[str, Mapping[str, object]]]) -> None:
    """Add records as one change set."""
    ids = changes.new_records()
    made = [changes.Change(kind, next(ids), None, dict(values)) for kind, values in more]
    changes.commit(file, made, what="Set up a test")


def figure(month: int, value: int, **other: object) -> tuple[str, Mapping[str, object]]:
    """An actual of a month of the premises of Elm, in pence, as entered; anything of it may be otherwise."""
    about: dict[str, object] = {"area": ELM, "category": RENT, "year": YEAR, "month": month, "period": "month"}
    about |= {"measure": "actual", "origin": "entered", "value": value}
    return "budget_figure", about | other


def virement(number: str, amount: int, **other: object) -> tuple[str, Mapping[str, object]]:
    """A virement from the reserves of Elm to its premises in October; anything of it may be otherwise."""
    about: dict[str, object] = {"number": number, "on": "2022-10-01", "year": YEAR, "amount": amount}
    about |= {"from_area": ELM, "from_category": RESERVES, "to_area": ELM, "to_category": RENT, "reason": "Rent review"}
    return "virement", about | other


def read(store: db.DataFile, *asked: str) -> BudgetSet:
    """The budget of a version and year, as at a day."""
    with store.reading() as connection:
        return budget(connection, *asked)
