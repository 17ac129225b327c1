"""A made-up five-year budget of two areas: one on the adjusted allocation, one on the final one in its last years."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from blmk_desktop.changes import Change, commit
from blmk_desktop.seeding import load_reference
from db import create_file

YEARS = ("2019/20", "2020/21", "2021/22")
WHOLE, NORTH, SOUTH = "Whole area", "Northern area", "Southern area"
VERSION, PUBLISHED, SCENARIO = "Plan of 2019", "Plan of 2019 as published", "Higher pay"
MODEL = "five-year budget"
GROWTH, INFLATION = (200, 192), (230, 280)
NATURES = {"Contingency": "contingency", "QIPP required": "QIPP"}
LINES = {  # £000
    NORTH: {
        "Main contract": (10_000, 10_400, 10_900),  # by a growth of its own
        "Networks": (400, 600, 900),
        "Premises": (1_000, 1_043, 1_092),  # × (1 + 2.00% + 2.30%), × (1 + 1.92% + 2.80%)
        "Contingency": (57, 60, 62),
        "QIPP required": (0, -103, -554),
    },
    SOUTH: {
        "Main contract": (5_000, 5_200, 5_400),
        "Networks": (200, 300, 450),
        "Premises": (600, 626, 655),
        "Contingency": (200, 174, 245),
        "QIPP required": (0, 0, 0),
    },
}
ALLOCATED = {NORTH: (11_457, 12_000, 12_400), SOUTH: (6_000, 6_300, 6_750)}
FINAL = {NORTH: (11_800, 12_300, 12_800), SOUTH: (6_100, 6_400, 6_750)}
ADJUSTED = {NORTH: (11_457, 12_000, 12_400), SOUTH: (6_000, 6_300, 6_500)}
LETTERS = "BCDEF"
THOUSAND = 100_000  # pence


def make(path: Path) -> Path:
    """Make the file."""
    records: list[tuple[str, dict[str, Any]]] = [
        ("area", {"name": WHOLE, "kind": "ICB"}),
        *(("area", {"name": area, "kind": "CCG", "within": WHOLE}) for area in LINES),
        ("budget_version", {"name": VERSION, "kind": "projection", "agreed": "2019-09-27"}),
        ("source", {"name": "five-years.xlsx", "kind": "budget"}),
        *_categories(),
        ("assumption_set", {"name": PUBLISHED, "model": MODEL, "published": True, "version": VERSION}),
        ("assumption_set", {"name": SCENARIO, "model": MODEL, "published": False, "based_on": PUBLISHED}),
        ("assumption", {"set": SCENARIO, "name": "Pay award", "value": 100, "unit": "%"}),
        ("assumption", {"set": PUBLISHED, "name": "Contingency share", "value": 50, "unit": "%"}),
    ]
    for number, year in enumerate(YEARS[1:]):
        for name, values in (("Population growth", GROWTH), ("Inflation", INFLATION)):
            said = {"set": PUBLISHED, "name": name, "year": year, "value": values[number], "unit": "%"}
            records.append(("assumption", said))
    for area in LINES:
        records += _printed(area)
    with create_file(path) as store:
        load_reference(store)
        commit(store, [Change(kind, -at, None, values) for at, (kind, values) in enumerate(records, 1)], what="Example")
    return path


def _categories() -> list[tuple[str, dict[str, Any]]]:
    names = list(LINES[NORTH])
    return [
        (
            "budget_category",
            {"name": name, "block": "delegated", "nature": NATURES.get(name, "spend"), "position": at},
        )
        for at, name in enumerate(names, 1)
    ]


def _printed(area: str) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    whose = {"version": VERSION, "area": area, "source": "five-years.xlsx", "sheet": area, "decimals": -3}
    for row, (line, values) in enumerate(LINES[area].items(), 4):
        for at, (year, value) in enumerate(zip(YEARS, values, strict=True)):
            said = {"category": line, "year": year, "amount": value * THOUSAND, "cell": f"{LETTERS[at]}{row}"}
            found.append(("budget_line", whose | said))
    for at, year in enumerate(YEARS):
        given = {"year": year, "measure": "allocation", "rule": "computed", "value": ALLOCATED[area][at] * THOUSAND}
        found.append(("stated_budget", whose | given | {"cell": f"{LETTERS[at]}12"}))
        final, adjusted = (told[area][at] * THOUSAND for told in (FINAL, ADJUSTED))
        allocated = {"area": area, "year": year, "final": final, "adjusted": adjusted, "decimals": -3}
        found.append(("published_allocation", allocated))
    return found
