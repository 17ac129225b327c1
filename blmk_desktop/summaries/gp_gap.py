"""The workforce gap of every profession and area as computed and as printed, its bridge, and where it goes by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blmk_desktop.rules.gp_gap import Bridge, Step

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.rules.assumptions import Assumption, Assumptions
    from blmk_desktop.summaries.stated_workforce import Printed


@dataclass(frozen=True, slots=True)
class GapRow:
    """A profession in an area: staff in hundredths of a WTE, shares in hundredths of a percentage point.

    `of_parts` has the sums over the areas within it, for what all of them tell; `is_sum` says that nothing else is
    known of it. `printed` has what a source prints for a field, with its cell. `over_50` counts persons, whole.
    """

    profession: str
    area: str
    year: str
    baseline: int | None = None
    locum_share: int | None = None
    vacancies: int | None = None
    retiring: int | None = None
    over_50_share: int | None = None
    over_50: int | None = None
    expansion: int | None = None
    international: int | None = None
    other_recruitment: int | None = None
    gap: int | None = None
    gap_without_targets: int | None = None
    gap_share: int | None = None
    vacancy_share: int | None = None
    is_sum: bool = False
    of_parts: Mapping[str, int] = field(default_factory=dict)
    printed: Mapping[str, Printed] = field(default_factory=dict)
    id: int = 0
    source: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class GpGap:
    """Every baseline, the whole before its parts. Years and professions are those of which anything is known."""

    rows: Sequence[GapRow] = ()

    @property
    def professions(self) -> list[str]:
        """The professions in the order of their rows."""
        return list(dict.fromkeys(row.profession for row in self.rows))

    @property
    def years(self) -> list[str]:
        """The financial years of the baselines, oldest first."""
        return sorted({row.year for row in self.rows})

    def of(self, profession: str, year: str = "") -> list[GapRow]:
        """The rows of a profession, in a year or in the newest."""
        rows = [row for row in self.rows if row.profession == profession]
        wanted = year or max((row.year for row in rows), default="")
        return [row for row in rows if row.year == wanted]


@dataclass(frozen=True, slots=True)
class Point:
    """The end of a year of a projection, in hundredths of a WTE. Bands are the 10th, 50th and 90th of 100 draws.

    `said` explains the year's figures in sentences.
    """

    step: Step
    stock_band: tuple[int, int, int]
    need_band: tuple[int, int, int]
    gap_band: tuple[int, int, int]
    said: Sequence[str] = ()

    @property
    def year(self) -> str:
        """Its financial year."""
        return self.step.year


@dataclass(frozen=True, slots=True)
class Projection:
    """Staff, need and gap of an area year by year, in a scenario or as published; `why_none` where it cannot be."""

    area: str
    scenario: str
    points: Sequence[Point] = ()
    why_none: str = ""


def gp_gap(connection: Connection) -> GpGap:
    """Every workforce baseline with its gap, beside what sources print of it."""
    from blmk_desktop.summaries.gap_rows import gap_rows

    return GpGap(gap_rows(connection))


def gap_bridge(connection: Connection, scenario: Assumptions | None = None, area: str = "") -> Bridge | None:
    """The bridge of table 4 (area '': the whole), in a scenario or as published; None while figures are lacking."""
    from blmk_desktop.summaries.gap_projection import bridge_of

    return bridge_of(connection, scenario, area)


def projection(
    connection: Connection, area: str = "", scenario: Assumptions | None = None, changes: Sequence[Assumption] = ()
) -> Projection:
    """Staff, need and gap of an area ('': the whole) by year with bands; `changes` are dials turned, not saved."""
    from blmk_desktop.summaries.gap_projection import project_area

    return project_area(connection, area, scenario, changes)
