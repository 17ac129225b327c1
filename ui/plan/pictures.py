"""The windows of a plan as they are pictured for the guide: a plan with what-if, and two versions of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ui.plan.comparing import compare
from ui.plan.page import open_plan

if TYPE_CHECKING:
    from blmk_desktop.summaries.plan_versions import PlanVersion
    from ui.plan.own_window import OwnWindow
    from ui.window import MainWindow

Pictured = tuple[str, "OwnWindow"]


def first_plan(connection: Any) -> tuple[str, str, bool] | None:
    """Round and network of the newest plan that has lines, and whether there is another version of it.

    A network whose last two versions differ comes first: there is something to see.
    """
    from blmk_desktop.summaries.one_plan import all_versions
    from blmk_desktop.summaries.plan_lines import plan_lines
    from blmk_desktop.summaries.rounds import rounds

    for name in rounds(connection):
        networks = sorted(plan_lines(connection, name))
        versions = {pcn: all_versions(connection, pcn) for pcn in networks}
        if networks:
            several = [pcn for pcn in networks if len(versions[pcn]) > 1]
            tell = (pcn for pcn in several if _differ(versions[pcn]))
            chosen = next(tell, (several or networks)[0])
            return name, chosen, bool(several)
    return None


def _differ(versions: Sequence[PlanVersion]) -> bool:
    """Whether the last two versions, those that a comparison opens with, differ."""
    from blmk_desktop.rules.plan_versions import match_lines

    before, after = versions[-2:]
    return any(change.kind != "same" for change in match_lines(before.lines, after.lines))


def plan_windows(window: MainWindow, settle: Callable[[MainWindow], None]) -> Iterator[Pictured]:
    """Open the windows one after another, each with its name, and close them again; none where no plan has lines."""
    found: list[Any] = []
    window.read(first_plan, found.append)
    settle(window)
    if not found or found[0] is None:
        return
    round_name, pcn, versions = found[0]
    plan = open_plan(window, round_name, pcn)
    settle(window)
    plan.what_if.controls["pay_award"].set(100)
    plan.what_if.controls["slip"].set(2)
    plan.what_if.controls["failure"].set(2000)
    yield "plan-of-one-network", plan
    plan.close()
    if versions:
        comparing = compare(window, pcn)
        settle(window)
        yield "plan-two-versions", comparing
        comparing.close()
