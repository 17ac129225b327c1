"""What the page of the five-year budget reads, and how it works it out again when a dial is turned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.rules.five_year_lines import MODEL
from ui.parts.scenario_sets import Sets, read_sets

if TYPE_CHECKING:
    from blmk_desktop.rules.assumptions import Assumptions
    from blmk_desktop.rules.five_year import FiveYear
    from blmk_desktop.rules.five_year_band import Band
    from blmk_desktop.summaries.assumptions import SetRow


@dataclass(frozen=True)
class Read:
    """The projections that there are, one of them as published, and the scenarios of it."""

    versions: Sequence[str]
    found: FiveYear
    sets: Sets


@dataclass(frozen=True)
class Varied:
    """The model on the scenario's assumptions, and the ranges where these are uncertain."""

    found: FiveYear
    bands: Sequence[Band] = ()


def fetch(connection: Any, version: str) -> Read:
    """Read a projection, the newest unless it is named, with the sets that are based on its published one."""
    from blmk_desktop.summaries.five_year import five_year, projections, published_set

    versions = projections(connection)
    version = version if version in versions else next(iter(versions), "")
    sets = read_sets(connection, MODEL)
    published = published_set(connection, version)
    based = {row.name: row for row in sets.rows}
    of = [row for row in sets.rows if _goes_back_to(row, published, based)]
    return Read(versions, five_year(connection, version), Sets(of, sets.said))


def _goes_back_to(row: SetRow, published: str, sets: dict[str, SetRow]) -> bool:
    """Whether a set is the published one, or based on it directly or through others."""
    seen: set[str] = set()
    at: SetRow | None = row
    while at is not None and at.name not in seen:
        if at.name == published:
            return True
        seen.add(at.name)
        at = sets.get(at.based_on)
    return False


def vary(found: FiveYear, assumptions: Assumptions, baseline: Assumptions | None) -> Varied:
    """Work it out on other assumptions."""
    from blmk_desktop.rules.five_year_band import bands

    return Varied(found.varied(assumptions, baseline), bands(found.published, assumptions))
