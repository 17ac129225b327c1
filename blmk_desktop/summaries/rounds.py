"""The plan rounds in their order, and the months at which a round counts its staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blmk_desktop.periods import month_of
from blmk_desktop.records.workforce import STAGES
from blmk_desktop.summaries.asking import Asked, ask

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.standing import Months


class Round(NamedTuple):
    """A plan round: its name, financial year and stage."""

    name: str
    year: str
    stage: str


def in_order(connection: Asked, year: str = "") -> list[Round]:
    """The rounds, of one year where it is given: the newest first, a draft after its final."""
    found = ask(connection, "SELECT name, year, stage FROM plan_rounds WHERE :year IN ('', year)", year=year)
    rows = [Round(*row) for row in found]
    return sorted(rows, key=lambda row: (*place(row.year, row.stage), row.name), reverse=True)


def rounds(connection: Asked, year: str = "") -> list[str]:
    """The names of the rounds, the newest first: it is the one shown unless another is asked for."""
    return [row.name for row in in_order(connection, year)]


def place(year: str, stage: str) -> tuple[str, int]:
    """Where a round stands among the others: what is less came before."""
    return year, STAGES.index(stage)


def months_of(connection: Connection, round_name: str) -> Months:
    """The months at which a round counts staff in post, by its own date, and planned."""
    from blmk_desktop.summaries.standing import months

    found = ask(connection, "SELECT as_at FROM plan_rounds WHERE name = :name", name=round_name)
    as_at = next((day for (day,) in found), None)
    return months(connection, round_name, month_of(as_at) if as_at else None)
