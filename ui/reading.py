"""What the window itself reads from the data file, in a worker: what can be undone, how much there is, findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from blmk_desktop.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class State:
    """What menu and status bar say about the file."""

    undo: str  # what Undo would take back; empty if nothing
    redo: str
    networks: int
    networks_all: int
    practices: int


def state(connection: Any) -> State:
    """Read it."""
    from blmk_desktop.changes import redoable, undoable
    from blmk_desktop.summaries.overview import overview

    back, forth = undoable(connection), redoable(connection)
    held = overview(connection)
    return State(
        undo=back.what if back else "",
        redo=forth.what.partition("'")[2].rstrip("'") or forth.what if forth else "",
        networks=held.pcns_open,
        networks_all=held.counts.get("pcn", 0),
        practices=held.practices_active,
    )


def year_now(store: Any) -> str:
    """The financial year that is worked in, for a dialog that begins with it: one short read, at once."""
    from blmk_desktop.periods import today, year_of
    from blmk_desktop.settings import current_year

    if store is None:
        return year_of(today())
    with store.reading() as connection:
        return current_year(connection)


def findings(connection: Any) -> list[Finding]:
    """Check every figure against every other."""
    from blmk_desktop.check import check

    return check(connection)
