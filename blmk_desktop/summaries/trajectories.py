"""Recruitment by role and year with its cost, what is funded and what is not, as computed and as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.rules.assumptions import Assumption, Assumptions
    from blmk_desktop.summaries.stated_workforce import Printed


@dataclass(frozen=True, slots=True)
class TrajectoryCell:
    """A role in a year ('' for all years): WTE in hundredths and cost in pence as computed, each beside its print.

    `cost` is None where no pay is known. `said` explains the cost. `printed_wte` may be of several tables.
    """

    year: str
    wte: int | None = None
    cost: int | None = None
    within_establishment: bool = False
    printed_wte: Printed | None = None
    printed_cost: Printed | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class TrajectoryRow:
    """A role, a programme of it, or a sum of roles. `kind` is 'role', 'programme', 'sum'.

    `cells` has one for each year; `total` is over all of them. `pay` is pence a year, None where none is known.
    """

    label: str
    kind: str
    role: str = ""
    programme: str = ""
    pay: int | None = None
    cells: Sequence[TrajectoryCell] = ()
    total: TrajectoryCell = field(default_factory=lambda: TrajectoryCell(""))


@dataclass(frozen=True, slots=True)
class PayRow:
    """What a post of a role costs in a year, in pence; shares in hundredths of a percentage point."""

    role: str
    band: str
    wage: int | None
    on_costs: int | None
    cost: int
    reimbursed: Sequence[int] = ()
    printed: Printed | None = None
    note: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class FundedRow:
    """What a source pays of the cost: its share in hundredths of a percentage point (None: of a sum), pence."""

    label: str
    share: int | None
    value: int
    printed: Printed | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class SplitRow:
    """A programme in a year by area, in hundredths of a WTE: what is planned, and the cells that say so."""

    year: str
    programme: str
    role: str
    by_area: Mapping[str, int] = field(default_factory=dict)
    printed: Mapping[str, Printed] = field(default_factory=dict)
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Trajectories:
    """The trajectories of an area: rows in the order of the paper with their sums, pay, funding, and the areas' split.

    `cost` is what the funding is of (the sum without compliance), `shortfall` what of it is not funded, in pence.
    `published` is the same as published, where this is a scenario.
    """

    area: str
    areas: Sequence[str] = ()
    scenario: str = ""
    years: Sequence[str] = ()
    rows: Sequence[TrajectoryRow] = ()
    pays: Sequence[PayRow] = ()
    funding: Sequence[FundedRow] = ()
    split: Sequence[SplitRow] = ()
    cost: int | None = None
    shortfall: int | None = None
    published: Trajectories | None = None


def trajectories(
    connection: Connection, area: str = "", scenario: Assumptions | None = None, changes: Sequence[Assumption] = ()
) -> Trajectories:
    """What is to be recruited in an area ('': the whole) and what it costs; `changes` are dials turned, not saved."""
    from blmk_desktop.summaries.trajectory_rows import trajectories_of

    return trajectories_of(connection, area, scenario, changes)
