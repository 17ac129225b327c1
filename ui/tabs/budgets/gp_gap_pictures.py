"""The pictures of the GP workforce gap: the bridge from what there was to what is wanted, and the years with ranges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.records.declaration import WTE
from blmk_desktop.values import show_figure
from ui.parts.band import BandLine, Bands
from ui.parts.waterfall import Bridge, Step
from ui.tabs.budgets.workforce_prints import as_text

if TYPE_CHECKING:
    from blmk_desktop.rules.gp_gap import BridgeStep
    from blmk_desktop.summaries.gp_gap import Point, Projection

NAMES = {"Compliance": "For the target"}  # under a narrow column
MEANINGS = (("amber", "More"), ("blue", "Fewer"))


def bridge_picture(steps: Sequence[BridgeStep], title: str) -> Bridge:
    """The bars of the bridge: levels, and between them what is more and what is fewer."""
    bars = [
        Step(
            NAMES.get(one.label, one.label),
            one.value,
            one.kind == "level",
            "amber" if one.value > 0 else "blue",
            one.rule,
        )
        for one in steps
    ]
    named = f"GPs from the national count to the target{f': {title}' if title else ''}"
    return Bridge(named, bars, short, _signed, _exact, MEANINGS)


def years_picture(then: Projection, stands: Projection, against: str = "") -> Bands:
    """Staff in post and needed by year with their ranges; what is compared with as a line."""
    years = [point.year for point in then.points]
    lines = [
        _line("In post", then.points, "stock"),
        _line("Needed", then.points, "need"),
    ]
    if against and len(stands.points) == len(years):
        posts = [point.step.stock for point in stands.points]
        lines.append(BandLine(f"In post, {against}", posts))
    title = f"GPs of {then.area} year by year" if then.area else "GPs year by year"
    return Bands(title, years, lines, short, _exact, "eight of ten times", from_nought=False)


def _line(name: str, points: Sequence[Point], of: str) -> BandLine:
    bands = [getattr(point, f"{of}_band") for point in points]
    values = [getattr(point.step, of) for point in points]
    return BandLine(name, values, [band[0] for band in bands], [band[2] for band in bands])


def short(wte: int) -> str:
    """A figure where there is little room: whole where it is whole."""
    return show_figure(wte, 2, 0 if wte % 100 == 0 else 1)


def _signed(wte: int) -> str:
    return f"{'+' if wte > 0 else '−' if wte < 0 else ''}{short(abs(wte))}"


def _exact(wte: int) -> str:
    return as_text(wte, WTE)
