"""What needs attention in the budget as set, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.rules.phasing import is_whole
from blmk_desktop.rules.wording import counted, pounds
from blmk_desktop.words.plans import months

if TYPE_CHECKING:
    from blmk_desktop.summaries.budget_rows import BudgetSet
    from ui.tabs.budgets.budget_setting_columns import Shown


def attention(shown: Shown) -> tuple[str, str]:
    """What needs attention in words, and its tone."""
    budget = shown.budget
    over = [row for row in budget.counted if (row.forecast_variance or 0) < 0]
    said = []
    if over:
        by = pounds(-sum(row.forecast_variance or 0 for row in over), 0)
        said.append(f"{counted(len(over), 'line is', 'lines are')} forecast over budget, by {by} together")
    wrong = [name for name, shares in budget.profiles.items() if not is_whole(shares)]
    if wrong:
        said.append(f"{counted(len(wrong), 'profile does', 'profiles do')} not come to 100%")
    short = [row for row in budget.rows if row.budget < 0 and row.moved_out]
    if short:
        said.append(f"{counted(len(short), 'line has', 'lines have')} more moved away than it had")
    tone = "red" if wrong or short else "amber" if over else "blue"
    if shown.view == "actual" and (partial := _partial(budget)):
        said.append(partial)
    moved = budget.virements
    if moved:
        said.append(f"{counted(len(moved), 'virement')} of {pounds(sum(row.amount for row in moved), 0)} recorded")
    if budget.rows and budget.kind != "budget":
        said.append(f"{budget.version} is a projection: no budget is set for {budget.year}")
    return ": ".join((*budget.areas, " · ".join(said))) if said and len(budget.areas) == 1 else " · ".join(said), tone


def _partial(budget: BudgetSet) -> str:
    """Which months some lines have an actual of and others none, so that the total leaves those out; else ''."""
    silent = {at + 1: sum(row.actual[at] is None for row in budget.counted) for at in range(12)}
    some = {month: count for month, count in silent.items() if 0 < count < len(budget.counted)}
    if not some:
        return ""
    most = max(some.values())
    up_to = "up to " if min(some.values()) < most else ""
    total = "total leaves" if len(some) == 1 else "totals leave"
    return f"{months(list(some))}: the {total} out {up_to}{counted(most, 'line')} without an actual"
