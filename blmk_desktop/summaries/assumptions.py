"""The assumption sets of the models as they are kept: those of a model, and one with what it is based on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.assumptions import Assumption, Assumptions, layer

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class SetRow:
    """An assumption set; `says` is how many assumptions of its own it has."""

    id: int
    name: str
    model: str
    published: bool
    based_on: str
    version: str
    note: str
    says: int = 0


def assumption_sets(connection: Connection, model: str = "") -> list[SetRow]:
    """The sets of a model (all without one): those as published first, then the scenarios, each by name."""
    table = TABLES["assumption_set"].c
    says = _own(connection)
    rows = [
        SetRow(
            row.id,
            row.name,
            row.model,
            bool(row.published),
            row.based_on or "",
            row.version or "",
            row.note or "",
            len(says.get(row.name, {})),
        )
        for row in connection.execute(select(*table))
        if model in ("", row.model)
    ]
    return sorted(rows, key=lambda row: (not row.published, row.name.casefold()))


def assumptions_of(connection: Connection, name: str) -> Assumptions:
    """The assumptions of a set, its own before those of its base and of what that is based on in turn."""
    table = TABLES["assumption_set"].c
    bases: dict[str, str | None] = dict(map(tuple, connection.execute(select(table.name, table.based_on))))
    own = _own(connection)
    layers, at, seen = [], name, set[str]()
    while at in bases and at not in seen:  # a set that is based on itself ends where it began
        seen.add(at)
        layers.append(own.get(at, {}))
        at = bases[at] or ""
    return Assumptions(name, layers)


def _own(connection: Connection) -> Mapping[str, Mapping[tuple[str, str, str, str], Assumption]]:
    found: dict[str, list[Assumption]] = defaultdict(list)
    for row in connection.execute(select(*TABLES["assumption"].c)):
        about = (row.area or "", row.year or "", row.item or "", row.low, row.high, row.unit)
        told = (row.note or "", row.source or "", row.cell or "", row.set)
        found[row.set].append(Assumption(row.name, row.value, *about, *told))
    return {name: layer(rows) for name, rows in found.items()}
