"""The columns of practices and networks, and the rows that stand under them on a day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import COUNT, PATIENTS, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import in_words

NO_NETWORK = "No network"
STATUS_TONES = {"Active": "green", "Open": "green", "Dormant": "amber", "Proposed": "blue", "Closed": "grey"}
RATING_TONES = {"Requires improvement": "amber", "Inadequate": "red"}
EDITED = {
    "practice": ("name", "status", "dispensing", "cqc_rating", "postcode", "commissioner", "opened", "closed"),
    "pcn": ("name", "place", "commissioner", "opened", "closed", "postcode"),
}

_PRACTICE, _PCN = RECORDS["practice"].by_name, RECORDS["pcn"].by_name
_REGISTERED = ColumnSpec.figure(
    "registered", "Registered", PATIENTS, "Registered patients on the latest list up to the day."
)
_WEIGHTED = ColumnSpec.figure("weighted", "Weighted", PATIENTS, "Weighted patients on the latest list up to the day.")

PRACTICES = (
    ColumnSpec.of(_PRACTICE["code"], label="ODS code"),
    ColumnSpec.of(_PRACTICE["name"], label="Practice", width=38),
    ColumnSpec.of(_PRACTICE["status"], tones=STATUS_TONES),
    ColumnSpec(
        name="pcn",
        label="PCN",
        tones={NO_NETWORK: "amber"},
        width=30,
        help="The network it belongs to on the day. An active practice with patients and no network is marked.",
    ),
    ColumnSpec(name="place", label="Place", width=21),
    _REGISTERED,
    _WEIGHTED,
    ColumnSpec(name="contract_type", label="Contract"),
    ColumnSpec.of(_PRACTICE["dispensing"]),
    ColumnSpec.of(_PRACTICE["cqc_rating"], tones=RATING_TONES),
    ColumnSpec.of(_PRACTICE["postcode"]),
    ColumnSpec(name="list_as_at", label="List as at", type=Type.DATE),
    ColumnSpec.of(_PRACTICE["commissioner"]),
    ColumnSpec.of(_PRACTICE["opened"]),
    ColumnSpec.of(_PRACTICE["closed"]),
    ColumnSpec(name="pcn_code", label="PCN code", hidden=True),
)
PCNS = (
    ColumnSpec.of(_PCN["code"]),
    ColumnSpec.of(_PCN["name"], label="PCN", width=30),
    ColumnSpec(name="status", label="Status", tones=STATUS_TONES),
    ColumnSpec.of(_PCN["place"], width=21),
    ColumnSpec.figure("practices", "Practices", COUNT),
    _REGISTERED,
    _WEIGHTED,
    ColumnSpec.of(_PCN["opened"]),
    ColumnSpec.of(_PCN["closed"]),
)


@dataclass(frozen=True)
class Register:
    """What the tab shows on a day: the rows, other days worth looking at, live practices in no network."""

    kind: str
    day: str
    columns: Columns
    days: list[tuple[str, str]]
    without: list[int]
    places: tuple[str, ...]


def register(connection: Any, kind: str, day: str, *, editable: bool) -> Register:
    """Read the practices or the networks as at a day."""
    from blmk_desktop.summaries.detail import keys_of, register_dates
    from blmk_desktop.summaries.register import pcns, practices

    held = practices(connection, day)
    without = [row.id for row in held if _is_without(row)]
    rows = [_practice(row) for row in held] if kind == "practice" else [_pcn(row, day) for row in pcns(connection, day)]
    places = tuple(name for name, _ in keys_of(connection, "place"))
    specs = [_edited(spec, kind, places) if editable else spec for spec in (PRACTICES, PCNS)[kind == "pcn"]]
    return Register(kind, day, columns_of(specs, rows), register_dates(connection), without, places)


def _is_without(row: Any) -> bool:
    """Whether it is a live practice in no network. Without patients it is a service with a practice's code."""
    return row.status == "Active" and not row.pcn_code and bool(row.registered)


def _practice(row: Any) -> dict[str, Any]:
    pcn = NO_NETWORK if _is_without(row) else in_words(row.pcn)
    return asdict(row) | {"name": in_words(row.name), "pcn": pcn}


def _pcn(row: Any, day: str) -> dict[str, Any]:
    shut, early = row.closed and row.closed < day, row.opened and row.opened > day
    status = "Closed" if shut else "Proposed" if early else "Open"
    return asdict(row) | {"name": in_words(row.name), "status": status}


def _edited(spec: ColumnSpec, kind: str, places: tuple[str, ...]) -> ColumnSpec:
    from dataclasses import replace

    if spec.name not in EDITED[kind]:
        return spec
    return replace(spec, editable=True, choices=places if spec.name == "place" else spec.choices)
