"""The plan rounds in their order, and the months at which a round counts its staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.periods import month_of
from blmk_desktop.records.tables import TABLES
from blmk_desktop.records.workforce import STAGES
from blmk_desktop.summaries.standing import Months, months

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


def in_order(connection: Connection, year: str = "") -> list[Row[Any]]:
    """Name, year and stage of the rounds, of one year where it is given: the newest first, a draft after its final."""
    table = TABLES["plan_round"].c
    query = select(table.name, table.year, table.stage).where(*([table.year == year] if year else []))
    return sorted(connection.execute(query), key=lambda row: (*place(row.year, row.stage), row.name), reverse=True)


def rounds(connection: Connection, year: str = "") -> list[str]:
    """The names of the rounds, the newest first: it is the one shown unless another is asked for."""
    return [row.name for row in in_order(connection, year)]


def place(year: str, stage: str) -> tuple[str, int]:
    """Where a round stands among the others: what is less came before."""
    return year, STAGES.index(stage)


def months_of(connection: Connection, round_name: str) -> Months:
    """The months at which a round counts staff in post, by its own date, and planned."""
    table = TABLES["plan_round"].c
    as_at = connection.scalar(select(table.as_at).where(table.name == round_name))
    return months(connection, round_name, month_of(as_at) if as_at else None)
