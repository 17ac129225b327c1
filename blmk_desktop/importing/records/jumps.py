"""Figures that are possible but unlikely: a list that doubled or halved since it was last counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from blmk_desktop.importing.proposal import ProposedRow
from blmk_desktop.importing.today import Today
from blmk_desktop.records.declaration import PATIENTS
from blmk_desktop.rules.wording import several
from blmk_desktop.values import show_figure

FACTOR = 2
LISTED = 6


def jumps(rows: list[ProposedRow], today: Today) -> list[str]:
    """A note on the lists proposed that are twice, or less than half, of the practice's list last counted before."""
    proposed = [
        row for row in rows if row.kind == "list_size" and row.status == "added" and row.after.get("registered")
    ]
    found = list(_of_lists(proposed, today)) if proposed else []
    if not found:
        return []
    return [f"lists that doubled or halved since the last count: {several(found, LISTED, '; ')}"]


def _of_lists(proposed: list[ProposedRow], today: Today) -> Iterator[str]:
    known: dict[object, dict[str, int]] = defaultdict(dict)
    for entry in today.entries("list_size").values():
        if isinstance(entry.values.get("registered"), int):
            known[entry.values["practice"]][str(entry.values["as_at"])] = int(str(entry.values["registered"]))
    for row in proposed:
        practice, on, count = row.after["practice"], str(row.after["as_at"]), int(str(row.after["registered"]))
        before = max((day for day in known[practice] if day < on), default=None)
        if before and not known[practice][before] < count * FACTOR < known[practice][before] * FACTOR * FACTOR:
            was = show_figure(known[practice][before], PATIENTS.places, 0)
            yield f"{practice} from {was} to {show_figure(count, PATIENTS.places, 0)} ({row.where})"
