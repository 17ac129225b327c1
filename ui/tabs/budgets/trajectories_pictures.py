"""The pictures of trajectories: posts and cost by year and role, what is funded as a bridge, and the areas' shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.records.declaration import WTE
from blmk_desktop.rules.wording import pounds
from ui.parts.stacked import Stack, styled
from ui.parts.waterfall import Bridge, Step
from ui.tabs.budgets.gp_gap_pictures import short
from ui.tabs.budgets.workforce_prints import as_text
from ui.tabs.estates.schemes_columns import brief

if TYPE_CHECKING:
    from blmk_desktop.summaries.trajectories import Trajectories, TrajectoryRow


def role_stack(found: Trajectories, *, money: bool) -> Stack:
    """A column a year, with a part for each role: what it costs, or how many are to be recruited."""
    name = "cost" if money else "wte"
    counted = [row for row in found.rows if row.kind in ("role", "programme")]
    roles = [row for row in counted if any(getattr(one, name) for one in row.cells)]
    values = [_values(row, found.years, name) for row in roles]
    what = "What recruitment costs" if money else "Posts to recruit"
    title = f"{what} by year and role{f': {found.area}' if found.area else ''}"
    shown, exact = (brief, _pounds) if money else (short, _wte)
    return Stack(title, found.years, styled([row.label for row in roles], values), (), shown, exact)


def _values(row: TrajectoryRow, years: Sequence[str], name: str) -> list[int | None]:
    held = {cell.year: getattr(cell, name) for cell in row.cells}
    return [held.get(year) for year in years]


def funding_bridge(found: Trajectories) -> Bridge:
    """From the cost, less what each source pays, to what is not funded."""
    parts = [row for row in found.funding if row.share is not None]
    steps = [
        Step("Cost", found.cost or 0, level=True),
        *(Step(row.label, -row.value, tone="green", words=row.said) for row in parts),
        Step("Not funded", found.shortfall or 0, level=True),
    ]
    return Bridge("From the cost to what is not funded", steps, brief, _less, _pounds, (("green", "Paid from"),))


def area_stack(found: Trajectories) -> Stack:
    """A column a year, with a part for each area: how many it is to recruit."""
    rows = [row for row in found.split if not row.is_sum]
    years = list(dict.fromkeys(row.year for row in rows if row.year))
    areas = list(dict.fromkeys(area for row in rows for area in row.by_area))
    sums = {area: [_sum(found, area, year) for year in years] for area in areas}
    parts = [area for area in areas if not _is_whole(area, sums)]
    return Stack(
        "Posts to recruit by year and area", years, styled(parts, [sums[area] for area in parts]), (), short, _wte
    )


def _sum(found: Trajectories, area: str, year: str) -> int | None:
    return sum(row.by_area.get(area, 0) for row in found.split if row.year == year and not row.is_sum) or None


def _is_whole(area: str, sums: dict[str, list[int | None]]) -> bool:
    """Whether an area is what all the others add up to."""
    others = [sum(values[at] or 0 for name, values in sums.items() if name != area) for at in range(len(sums[area]))]
    return len(sums) > 1 and [value or 0 for value in sums[area]] == others


def _less(pence: int) -> str:
    return f"{'−' if pence < 0 else '+'}{brief(abs(pence))}"


def _pounds(pence: int) -> str:
    return pounds(pence, 0)


def _wte(wte: int) -> str:
    return as_text(wte, WTE)
