"""A data file of England's networks before a plan round: their practices, lists and allocations, and no plans."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import db
from benchmarks.big_file import ROUND, beginning, commit_all, networks
from blmk_desktop import seeding

PRACTICES = 5  # a network
ALLOCATION = 1_000_000_00
PACK = "allocations.xlsx"


def make(path: Path) -> None:
    """Make the file, by real change sets."""
    with db.create_file(path) as store:
        seeding.load_reference(store)
        codes = networks(store)
        commit_all(store, "Networks of England", beginning(codes))
        commit_all(store, f"Import of {PACK}", _members(codes))


def _members(codes: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
    yield "source", {"name": PACK, "position": 1}
    for at, code in enumerate(codes):
        figure = {"round": ROUND, "pcn": code, "measure": "allocation", "value": ALLOCATION, "decimals": 2}
        yield "plan_figure", figure | {"source": PACK, "sheet": "Allocations", "cell": f"B{at + 2}"}
        for number in range(PRACTICES):
            practice = f"Z{at * PRACTICES + number:05d}"
            yield "practice", {"code": practice, "name": f"SURGERY {practice}", "status": "Active"}
            yield "membership", {"practice": practice, "pcn": code, "start": "2019-07-01"}
            lists = {"registered": 8_000_00 + at, "weighted": 7_900_00 + at, "source": PACK}
            yield "list_size", {"practice": practice, "as_at": "2022-07-01"} | lists
