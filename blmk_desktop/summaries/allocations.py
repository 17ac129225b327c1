"""The allocation of each network: it is the year's, so a round that does not print it has that of another round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.summaries.standing import BY_PLACE_AND_PCN, Months, standing

if TYPE_CHECKING:
    from sqlalchemy import Connection

STAGES = ("first draft", "final")


def allocations_elsewhere(connection: Connection, round_name: str, year: str = "") -> dict[str, int]:
    """PCN code to its allocation in pence by the other rounds of the same year, the latest that says it.

    `year` is wanted only for a round that is not in the data file yet.
    """
    table = TABLES["plan_round"].c
    year = connection.scalar(select(table.year).where(table.name == round_name)) or year
    query = select(table.name, table.stage).where(table.year == year, table.name != round_name)
    others = sorted(connection.execute(query).all(), key=lambda row: (STAGES.index(row.stage), row.name))
    found: dict[str, int] = {}
    for other in others:
        figures = standing(connection, other.name, Months(None, None), BY_PLACE_AND_PCN)
        found |= {
            pcn: held.figures["allocation"]
            for (_, pcn), held in figures.items()
            if pcn and "allocation" in held.figures
        }
    return found
