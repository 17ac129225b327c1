"""The columns of practice resilience, the rows under them, and what the marks at their cells say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import COUNT, PATIENTS, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.resilience import SIGNS
from blmk_desktop.rules.resilience import UNKNOWN
from blmk_desktop.rules.wording import capital, counted
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.summaries.resilience import Resilience, ResilienceRow

STAGE_TONES = {"Stage 1": "amber", "Stage 2": "blue", "Stage 3": "green", "Ended": "grey"}
EVENT_TONES = {"Notice served": "red", "Caretaker": "red", "List dispersal": "red", "Procurement": "amber"}
_LABELS = {"GP WTE per 1,000 patients": "GPs per 1,000", "GPs near retirement": "GPs 55 or over", "notice served": ""}
_WIDTHS = {"CQC rating": 25, "premises": 16, "contract ends": 14, "notice served": 16}


_SAID = {
    "list change": "How fast the registered list grows or falls, in per cent a year.",
    "GP WTE per 1,000 patients": "WTE of GPs, partners and salaried, for 1,000 registered patients.",
    "GPs near retirement": "GPs of 55 or over, or who plan to retire within 12 months if those are more.",
    "premises": "Problems: graded C or D, temporary, a lease that ends within 24 months, less room than list.",
    "open risks": "The highest score of its open risks.",
}


def _of_sign(name: str) -> ColumnSpec:
    label = _LABELS.get(name) or capital(name)
    if name == SIGNS[-1]:
        return ColumnSpec(name=name, label="Contract event", width=20, tones=EVENT_TONES)
    align = "right" if name in ("list change", "GP WTE per 1,000 patients", "open risks") else ""
    return ColumnSpec(name=name, label=label, width=_WIDTHS.get(name, 14), align=align, help=_SAID.get(name, ""))


SPECS = (
    ColumnSpec(name="name", label="Practice", width=28),
    ColumnSpec.figure(
        "points", "Points", COUNT, "What its signs of vulnerability come to; the weights are data.", 9, total=False
    ),
    ColumnSpec(name="stage", label="Support", width=11, tones=STAGE_TONES, help="The stage of the programme it is in."),
    *(_of_sign(name) for name in (SIGNS[-1], *SIGNS[:-1])),
    ColumnSpec.figure(
        "unknown", "Not known", COUNT, "How many of the nine signs nothing is known of.", 11, total=False
    ),
    ColumnSpec(name="code", label="Code", type=Type.CODE, width=9),
    ColumnSpec(name="pcn", label="PCN", width=22),
    ColumnSpec(name="place", label="Place", width=18),
    ColumnSpec.figure("registered", "Registered list", PATIENTS, hidden=True, total=False),
    ColumnSpec.of(RECORDS["resilience_support"].by_name["on"], name="stage_on", label="Support since", hidden=True),
    ColumnSpec(name="reasons", label="Why", width=60, hidden=True),
)


@dataclass(frozen=True)
class Shown:
    """What the page shows: the practices on a day, and the days that the data speaks of."""

    found: Resilience
    days: list[tuple[str, str]]
    columns: Columns
    rows: dict[str, ResilienceRow]


def fetch(connection: Any, day: str) -> Shown:
    """Read the signs of every practice on a day."""
    from blmk_desktop.summaries.detail import register_dates
    from blmk_desktop.summaries.resilience import resilience

    found = resilience(connection, day)
    columns = columns_of(SPECS, [_line(row) for row in found.rows])
    return Shown(found, register_dates(connection), columns, {row.code: row for row in found.rows})


def _line(row: ResilienceRow) -> dict[str, Any]:
    names = ("name", "points", "code", "pcn", "place", "registered", "stage_on", "reasons")
    values = {name: getattr(row, name) for name in names}
    values |= {"id": row.code, "stage": row.stage.capitalize(), "unknown": len(row.unknown)}
    shown = {sign.name: "Not known" if sign.state == UNKNOWN else sign.shown for sign in row.signs}
    return values | shown | {SIGNS[-1]: row.event}


def marks(shown: Shown) -> dict[tuple[str, str], Mark]:
    """At each sign that counts its points and the reason, at the points what they are made of."""
    found: dict[tuple[str, str], Mark] = {}
    for code, row in shown.rows.items():
        for sign in row.counting:
            found[code, sign.name] = Mark("warning", f"{counted(sign.points, 'point')}. {sign.words}")
        if row.unknown:
            known = f"{row.points} of the {row.most} points that the signs known could come to."
            found[code, "unknown"] = Mark("note", f"{known} Not known: {row.not_known}.")
    return found


def words(shown: Shown) -> str:
    """How practices stand, in a sentence or two."""
    found = shown.found
    events = sum(bool(row.event) for row in found.rows)
    counting = sum(row.points > 0 for row in found.rows)
    said = [f"{counted(counting, 'practice')} of {len(found.rows):,} {'has' if counting == 1 else 'have'} points"]
    if events:
        said.append(f"{counted(events, 'contract')} with an open event")
    said.append(f"{found.supported:,} in the resilience programme" if found.supported else "none in the programme")
    blind = [name for name in SIGNS if all(name in row.unknown for row in found.rows)]
    left = f" {counted(found.left_out, 'active code')} without patients left out." if found.left_out else ""
    nothing = f" Nothing is known yet of: {', '.join(blind)}." if blind and found.rows else ""
    return f"{', '.join(said)}.{nothing}{left}"
