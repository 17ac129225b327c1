"""The columns of premises: space against lists, and condition; what is to be said at single cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import PERCENT, Type, Unit
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.premises import FACETS
from blmk_desktop.rules.premises import FILLING, FULL, ROOM, UNKNOWN
from blmk_desktop.rules.wording import in_words
from blmk_desktop.words.premises import FACET_WORDS, STATES
from ui.parts.record_lines import open_ones
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.premises import BuildingRow, Premises

VIEWS = {"space": "Space", "condition": "Condition"}
STATE_TONES = {STATES[FULL]: "red", STATES[FILLING]: "amber", STATES[ROOM]: "green", STATES[UNKNOWN]: "grey"}
GRADE_TONES = {"A": "green", "B": "green", "C": "amber", "D": "red"}
PEOPLE = Unit("patients", "", 2, 0, 2)  # the headings say whom
SEVERITIES = ("error", "warning", "note")
_FIELD = RECORDS["building"].by_name


@dataclass(frozen=True)
class Shown:
    """What the page shows: the buildings by id, and the rows of a view."""

    found: Premises
    view: str
    columns: Columns
    rows: Mapping[int, BuildingRow]

    def id_of(self, name: str) -> int | None:
        """The id of the building of that name."""
        return self._ids.get(name)

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {row.name: row.id for row in self.rows.values()}


def fetch(connection: Any, view: str, year: str, *, editable: bool) -> Shown:
    """Read the buildings by the end of a year ('' is the last that growth is stated for) and lay a view out."""
    from blmk_desktop.summaries.premises import premises

    found = premises(connection, year)
    specs = _LAID_OUT[view](editable)
    rows = [_row(one) for one in found.buildings]
    columns = columns_of(specs, rows, ids=[one.id for one in found.buildings])
    return Shown(found, view, columns, {one.id: one for one in found.buildings})


def _own(name: str, editable: bool, **changes: Any) -> ColumnSpec:
    return ColumnSpec.of(_FIELD[name], editable=editable, **changes)


def _space(editable: bool) -> list[ColumnSpec]:
    figure = ColumnSpec.figure
    return [
        _own("name", editable, width=34),
        ColumnSpec(name="state", label="Room", width=14, tones=STATE_TONES, help="Today's list, and who is to come."),
        figure("patients", "Seen there", PEOPLE, "What of its practices' lists is seen there.", 12),
        _own("capacity", editable, label="Room for", width=11, total=True, unit=PEOPLE),
        figure("used", "Of its room", PERCENT, "Seen there of room for.", 10, total=False),
        figure("gain", "To come", PEOPLE, "From housing, by the end of the year.", 11),
        figure("used_then", "Then of its room", PERCENT, "With who is to come.", 14, total=False),
        ColumnSpec(name="full_by", label="Full by end of", type=Type.YEAR, width=14),
        figure("left", "Room left", PEOPLE, "Then; in brackets, how many there is no room for.", 11, total=False),
        _own("clinical_rooms", editable, width=11, total=True),
        figure("patients_a_room", "Patients a room", PEOPLE, "To compare by: it is no norm.", 11, total=False),
        _own("temporary", editable, width=12),
        ColumnSpec(name="practices", label="Practices", width=28),
        ColumnSpec(name="place", label="Place", width=18),
        ColumnSpec(name="unknown", label="What is not known", width=28),
        _own("area", editable, hidden=True, total=True),
        ColumnSpec(name="pcns", label="PCNs", hidden=True),
    ]


def _condition(editable: bool) -> list[ColumnSpec]:
    return [
        _own("name", editable, width=34),
        ColumnSpec(name="worst", label="Worst", width=9, tones=GRADE_TONES, help="The worst condition of any facet."),
        _own("cost_to_b", editable, width=14, total=True),
        *(
            _own(
                f"facet_{facet}",
                editable,
                label=FACET_WORDS[facet],
                width=17 if facet == "environmental" else 13,
                tones=GRADE_TONES,
            )
            for facet in FACETS
        ),
        _own("surveyed", editable, width=12),
        _own("tenure", editable, width=22),
        _own("lease_ends", editable, width=12),
        _own("temporary", editable, width=12),
        ColumnSpec(name="practices", label="Practices", width=28),
        ColumnSpec(name="place", label="Place", width=18),
        _own("postcode", editable, hidden=True),
        _own("note", editable, hidden=True),
    ]


def _row(one: BuildingRow) -> dict[str, Any]:
    pressure = one.pressure
    own = ("name", "postcode", "place", "tenure", "lease_ends", "area", "clinical_rooms", "worst", "cost_to_b")
    worked_out = ("patients", "capacity", "used", "gain", "used_then", "full_by", "left", "unknown")
    return {
        **{name: getattr(one, name) for name in (*own, "surveyed", "note", "patients_a_room")},
        **{name: getattr(pressure, name) for name in worked_out},
        **{f"facet_{facet}": grade for facet, grade in one.facets.items()},
        "state": STATES[pressure.state],
        "temporary": None if one.temporary is None else int(one.temporary),
        "practices": ", ".join(in_words(tenant.practice.name) for tenant in one.tenants),
        "pcns": ", ".join(in_words(name) for name in one.pcns),
    }


_LAID_OUT = {"space": _space, "condition": _condition}
_COLUMN_OF = {"share": "patients", "capacity": "state"}  # measure of a finding to the column that shows it


def marks(shown: Shown, findings: Iterable[Finding]) -> dict[tuple[Any, str], Mark]:
    """The open findings about buildings at their cells; the gravest where there are several."""
    found: dict[tuple[Any, str], Mark] = {}
    names = {spec.name for spec in shown.columns.specs}
    about = [one for one in open_ones(findings) if one.about[0] == "building"]
    for one in sorted(about, key=lambda one: SEVERITIES.index(one.severity), reverse=True):
        id_ = shown.id_of(one.about[1])
        column = _COLUMN_OF.get(one.measure, one.measure)
        if id_ is not None:
            found[id_, column if column in names else "name"] = Mark(one.severity, one.message)
    return found


def tone_of(state: str) -> tuple[str, str]:
    """The word of a state and its tone."""
    return STATES[state], STATE_TONES[STATES[state]]
