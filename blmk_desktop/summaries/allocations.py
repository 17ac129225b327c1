"""The allocation of each network: it is the year's, so a round that does not print it has that of another round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.summaries.rounds import rounds
from blmk_desktop.summaries.standing import BY_PLACE_AND_PCN, Months, standing

if TYPE_CHECKING:
    from sqlalchemy import Connection

MEASURE = "allocation"


def allocations(connection: Connection, round_name: str, year: str = "") -> dict[str, int]:
    """PCN code to its allocation in pence: as the round says, else as the other rounds of its year do.

    `year` is wanted only for a round that is not in the data file yet.
    """
    return allocations_elsewhere(connection, round_name, year) | _printed(connection, round_name)


def allocations_elsewhere(connection: Connection, round_name: str, year: str = "") -> dict[str, int]:
    """PCN code to its allocation in pence by the other rounds of the same year, the latest that says it."""
    table = TABLES["plan_round"].c
    year = connection.scalar(select(table.year).where(table.name == round_name)) or year
    others = [name for name in rounds(connection, year) if name != round_name] if year else []
    found: dict[str, int] = {}
    for name in others:
        found = _printed(connection, name) | found
    return found


def _printed(connection: Connection, round_name: str) -> dict[str, int]:
    found = standing(connection, round_name, Months(None, None), BY_PLACE_AND_PCN, measures=(MEASURE,))
    return {pcn: held.figures[MEASURE] for (_, pcn), held in found.items() if pcn}
