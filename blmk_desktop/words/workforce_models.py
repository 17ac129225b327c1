"""The workforce gap and the cost of trajectories in words: what lacks, what it leads to, what is not funded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.rules.wording import pounds
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from blmk_desktop.rules.gp_gap import Bridge
    from blmk_desktop.summaries.gp_gap import GapRow, Projection
    from blmk_desktop.summaries.trajectories import Trajectories


def gap_words(rows: Sequence[GapRow]) -> str:
    """The gap of the whole, and the area whose gap is the largest part of its baseline; '' of nothing."""
    known = [row for row in rows if row.gap is not None]
    if not known:
        return ""
    whole, parts = known[0], [row for row in known[1:] if row.gap_share is not None]
    share = f", {_percent(whole.gap_share)} of the baseline" if whole.gap_share is not None else ""
    said = f"{whole.area} {whole.year}: the gap is {_wte(whole.gap)}{share}"
    widest = max(parts, key=lambda row: row.gap_share or 0, default=None)
    if widest is None:
        return f"{said}."
    return f"{said}; it is widest in {widest.area} ({_percent(widest.gap_share)})."


def bridge_words(bridge: Bridge) -> str:
    """What the bridge comes to."""
    return (
        f"{_wte(bridge.target)} are to be recruited: {_wte(bridge.to_need)} to meet the need, "
        f"{_wte(bridge.compliance)} more to reach the national target."
    )


def year_words(projection: Projection) -> str:
    """Where the gap ends, with its range; '' without years."""
    if not projection.points:
        return ""
    last = projection.points[-1]
    gap, (low, _, high) = last.step.gap, last.gap_band
    between = "" if low == high else f" (eight of ten times between {_ends(low, high)})"
    way = "more than needed" if gap < 0 else "too few"
    return f"At the end of {last.year} there would be {_wte(abs(gap))} {way}{between}."


def edge_words(projection: Projection) -> str:
    """That the plain case is outside its own range, where what is uncertain goes one way; '' where it is not."""
    if not projection.points:
        return ""
    last = projection.points[-1]
    low, _, high = last.stock_band
    if low <= last.step.stock <= high:
        return ""
    way = "fewer" if last.step.stock > high else "more"
    return f"In nine of ten draws {way} are in post than in the plain case: what is uncertain goes mostly one way."


def _ends(low: int, high: int) -> str:
    """From where to where a gap goes, each end with its way round where they are on two sides of nought."""
    if low < 0 < high:
        return f"{_plain(-low)} more than needed and {_plain(high)} too few"
    return " and ".join(_plain(end) for end in sorted((abs(low), abs(high))))


def cost_words(found: Trajectories) -> str:
    """What recruitment costs, and what of it is not funded; '' while nothing is known of it."""
    if found.cost is None:
        return ""
    said = f"Recruitment of {found.years[0]} to {found.years[-1]} costs {pounds(found.cost, 0)}" if found.years else ""
    if found.shortfall is None:
        return f"{said}; nothing is known of what is funded."
    if found.shortfall <= 0:
        return f"{said}; all of it is funded."
    return f"{said}; {pounds(found.shortfall, 0)} of it is not funded."


def _wte(value: int | None) -> str:
    return f"{_plain(value)} WTE"


def _plain(value: int | None) -> str:
    """With decimals only where there are any."""
    return show_figure(value, 2, 0 if value is not None and value % 100 == 0 else 2)


def _percent(share: int | None) -> str:
    return f"{show_figure(share, 2, 1)}%"
