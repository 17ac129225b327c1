"""Buildings of practices: their space and condition, who is seen there, and whether there is room for who comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blmk_desktop.rules.premises import Pressure, Use

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.register import PracticeRow


@dataclass(frozen=True, slots=True)
class Tenant:
    """A practice in a building as it is stored, and how much of its list is seen there."""

    id: int
    practice: PracticeRow
    main: bool
    stated: int | None  # share of the list as it is stored
    use: Use


@dataclass(frozen=True, slots=True)
class Development:
    """Housing that adds to a practice's list by the end of a year: patients in all by then, in hundredths."""

    id: int
    practice: str
    site: str
    year: str
    homes: int | None
    patients: int
    note: str


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """A building: its space, its condition (facet to A to D or ''), its practices, and its pressure.

    Money in pence, area in square metres, patients in hundredths. `worst` is the worst condition of a facet,
    `below_b` the facets in C or D.
    """

    id: int
    name: str
    postcode: str
    place: str
    pcns: tuple[str, ...]
    tenants: tuple[Tenant, ...]
    developments: tuple[Development, ...]
    tenure: str
    lease_ends: str
    area: int | None
    clinical_rooms: int | None
    temporary: bool | None
    facets: Mapping[str, str]
    worst: str
    below_b: tuple[str, ...]
    cost_to_b: int | None
    surveyed: str
    note: str
    pressure: Pressure

    @property
    def patients_a_room(self) -> int | None:
        """Patients seen there for each clinical room, in hundredths; no norm, only to compare buildings by."""
        patients, rooms = self.pressure.patients, self.clinical_rooms
        return None if patients is None or not rooms else (2 * patients + rooms) // (2 * rooms)


@dataclass(frozen=True, slots=True)
class Premises:
    """The buildings by name, by the end of a year; `years` are those that growth is stated for.

    `unhoused` are practices (code, name) of which growth is stated, but no building.
    """

    buildings: tuple[BuildingRow, ...]
    year: str
    years: tuple[str, ...]
    unhoused: tuple[tuple[str, str], ...]


def premises(connection: Connection, year: str = "", as_at: str | None = None) -> Premises:
    """Every building by name with its pressure by the end of a financial year: the last that growth is stated for."""
    raise NotImplementedError
