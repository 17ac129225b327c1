"""The columns of role supply, and the rows under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import COUNT, MONEY, WTE
from blmk_desktop.records.kinds import RECORDS

if TYPE_CHECKING:
    from blmk_desktop.summaries.role_supply import RoleRow, RoleSupply

_ROLE = RECORDS["arrs_role"].by_name


def _staff(name: str, label: str, explained: str = "", *, hidden: bool = False) -> ColumnSpec:
    return ColumnSpec.figure(name, label, WTE, explained, 13, hidden=hidden)


def specs(places: list[str], *, editable: bool) -> list[ColumnSpec]:
    """The columns, those of places hidden until somebody asks for them."""
    return [
        ColumnSpec(name="role", label="Role", width=30),
        ColumnSpec(name="staff_type", label="Kind of staff", width=16),
        _staff("wte_in_post", "In post"),
        _staff("wte_planned", "Planned"),
        _staff(
            "to_recruit",
            "To recruit",
            "Posts that start after the round's date; as a pack has it, planned less in post.",
        ),
        _staff("leaving", "Leaving", "Posts that are filled no more at the end of the year.", hidden=True),
        ColumnSpec.figure(
            "networks",
            "Networks",
            COUNT,
            "How many networks recruit, of those that returned their plan; blank while none has.",
            13,
            total=False,
        ),
        ColumnSpec.figure(
            "cost",
            "Cost",
            MONEY,
            "What all of the role cost in the year by the plans returned so far, as far as known.",
            15,
        ),
        ColumnSpec.of(_ROLE["supply"], editable=editable, width=38),
        *(_staff(f"in {place}", f"In {place}", f"To recruit in {place}.", hidden=True) for place in places),
    ]


@dataclass(frozen=True)
class Shown:
    """What the page shows of a round."""

    supply: RoleSupply
    rounds: list[str]
    columns: Columns
    rows: dict[str, RoleRow]


def fetch(connection: Any, round_name: str, *, editable: bool) -> Shown:
    """Read the roles of a round. An unknown round means the newest."""
    from blmk_desktop.summaries.role_supply import role_supply
    from blmk_desktop.summaries.rounds import rounds

    names = rounds(connection)
    supply = role_supply(connection, round_name if round_name in names else None)
    places = sorted({place for row in supply.rows for place in row.by_place if place})
    columns = columns_of(specs(places, editable=editable), [_line(row, places) for row in supply.rows])
    return Shown(supply, names, columns, {row.id: row for row in supply.rows})


def _line(row: RoleRow, places: list[str]) -> dict[str, Any]:
    names = ("id", "role", "staff_type", "wte_in_post", "wte_planned", "to_recruit", "leaving", "networks", "cost")
    values = {name: getattr(row, name) for name in (*names, "supply")}
    return values | {f"in {place}": row.by_place.get(place) for place in places}
