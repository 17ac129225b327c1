"""Premises in words: what needs attention about all of them, and how one building stands against its lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.premises import FACETS
from blmk_desktop.rules.premises import FILLING, FULL, ROOM, UNKNOWN
from blmk_desktop.rules.wording import counted

if TYPE_CHECKING:
    from blmk_desktop.summaries.premises import BuildingRow, Premises

STATES = {FULL: "Full now", FILLING: "Will be full", ROOM: "Has room", UNKNOWN: "Not known"}
_FIELDS = RECORDS["building"].by_name
FACET_WORDS = {facet: _FIELDS[f"facet_{facet}"].label.removeprefix("Condition: ").capitalize() for facet in FACETS}


def attention(found: Premises) -> str:
    """What needs attention, in words; '' for no buildings."""
    buildings = found.buildings
    full, filling, unknown = (_of_state(buildings, state) for state in (FULL, FILLING, UNKNOWN))
    said = []
    if full:
        said.append(f"{counted(full, 'building has', 'buildings have')} more patients than room")
    if filling:
        words = (
            f"{filling} more will have" if full else f"{counted(filling, 'building')} will have more patients than room"
        )
        said.append(f"{words} by the end of {found.year}")
    if unknown:
        said.append(f"of {unknown} it is not known")
    if temporary := sum(bool(one.temporary) for one in buildings):
        said.append(f"{temporary} {'is' if temporary == 1 else 'are'} temporary")
    if poor := sum(bool(one.below_b) for one in buildings):
        said.append(f"{poor} {'has' if poor == 1 else 'have'} a facet in condition C or D")
    return f"{'; '.join(said)}." if said else ""


def _of_state(buildings: Sequence[BuildingRow], state: str) -> int:
    return sum(one.pressure.state == state for one in buildings)
