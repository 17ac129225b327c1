"""Buildings of practices: their space and condition, who is seen there, and whether there is room for who comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from blmk_desktop.periods import today, year_of
from blmk_desktop.records.premises import FACETS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules import premises as rules
from blmk_desktop.rules.premises import Pressure, Use
from blmk_desktop.summaries.register import PracticeRow, practices

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping


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
    day = as_at or today()
    register = {one.code: one for one in practices(connection, day)}
    developments = _developments(connection)
    growth = {
        code: rules.growth([(one.site, one.year, one.patients) for one in found], _counted(register.get(code), day))
        for code, found in developments.items()
    }
    years = sorted({by for found in growth.values() for by in found})
    shown = year or (years[-1] if years else year_of(day))
    tenants = _tenants(connection, register, growth)
    table = TABLES["building"]
    rows = connection.execute(select(table).order_by(table.c.name)).mappings()
    found = tuple(_building(row, tenants.get(row["name"], ()), developments, shown, years) for row in rows)
    housed = {tenant.practice.code for building in found for tenant in building.tenants}
    unhoused = sorted((code, register[code].name) for code in growth if code not in housed and code in register)
    return Premises(found, shown, tuple(years), tuple(unhoused))


def schemes_for(connection: Connection, building: BuildingRow) -> list[str]:
    """The schemes that serve a practice of a building, or its network, by name."""
    table, codes = TABLES["scheme_party"], [tenant.practice.code for tenant in building.tenants]
    networks = [tenant.practice.pcn_code for tenant in building.tenants if tenant.practice.pcn_code]
    serves = or_(table.c.practice.in_(codes), table.c.pcn.in_(networks))
    return list(connection.scalars(select(table.c.scheme).where(serves).distinct().order_by(table.c.scheme)))


def _counted(practice: PracticeRow | None, day: str) -> str:
    """The day on which a practice's list was counted; the day asked for where it has none."""
    return practice.list_as_at if practice and practice.list_as_at else day


def _developments(connection: Connection) -> dict[str, list[Development]]:
    """Practice code to the housing that adds to its list, by year."""
    table = TABLES["list_growth"]
    found: dict[str, list[Development]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(table.c.year, table.c.site)):
        one = Development(row.id, row.practice, row.site, row.year, row.homes, row.patients, row.note or "")
        found[row.practice].append(one)
    return found


def _tenants(
    connection: Connection, register: Mapping[str, PracticeRow], growth: Mapping[str, Mapping[str, int]]
) -> dict[str, tuple[Tenant, ...]]:
    """Building to the practices in it, those that have their main site there first."""
    table = TABLES["building_use"]
    uses = connection.execute(select(table).order_by(func.coalesce(table.c.main, 0).desc(), table.c.id)).all()
    stated: dict[str, dict[int, int | None]] = defaultdict(dict)
    for use in uses:
        stated[use.practice][use.id] = use.share
    shares = {id_: share for of_one in stated.values() for id_, share in rules.shares(of_one).items()}
    found: dict[str, list[Tenant]] = defaultdict(list)
    for use in uses:
        practice = register[use.practice]
        seen = Use(practice.code, practice.registered, shares[use.id], growth.get(practice.code, {}))
        found[use.building].append(Tenant(use.id, practice, bool(use.main), use.share, seen))
    return {building: tuple(tenants) for building, tenants in found.items()}


def _building(
    row: RowMapping,
    tenants: Sequence[Tenant],
    developments: Mapping[str, Sequence[Development]],
    year: str,
    years: Sequence[str],
) -> BuildingRow:
    facets = {facet: row[f"facet_{facet}"] or "" for facet in FACETS}
    named = [tenant.practice for tenant in tenants]
    return BuildingRow(
        id=row["id"],
        name=row["name"],
        postcode=row["postcode"] or "",
        place=next((one.place for one in named if one.place), ""),
        pcns=tuple(dict.fromkeys(one.pcn for one in named if one.pcn)),
        tenants=tuple(tenants),
        developments=tuple(one for practice in named for one in developments.get(practice.code, ())),
        tenure=row["tenure"] or "",
        lease_ends=row["lease_ends"] or "",
        area=row["area"],
        clinical_rooms=row["clinical_rooms"],
        temporary=None if row["temporary"] is None else bool(row["temporary"]),
        facets=facets,
        worst=rules.worst(facets),
        below_b=rules.below_b(facets),
        cost_to_b=row["cost_to_b"],
        surveyed=row["surveyed"] or "",
        note=row["note"] or "",
        pressure=rules.pressure([tenant.use for tenant in tenants], row["capacity"], year, years),
    )
