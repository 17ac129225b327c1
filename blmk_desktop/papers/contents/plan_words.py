"""What the cover of the workforce plans can say from the data: money, staff, who is over, what is hard to recruit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blmk_desktop.papers.model import Known
from blmk_desktop.periods import show_date
from blmk_desktop.rules.plans import share
from blmk_desktop.rules.wording import counted, figure, in_words, listed, lowered, pounds, several

if TYPE_CHECKING:
    from blmk_desktop.papers.contents.workforce_plans import Plans
    from blmk_desktop.summaries.plans import PlanRow

NAMED = 4  # roles that are named one by one


def known(plans: Plans) -> Known:
    """What the data know of a round, in the order of a cover sheet."""
    return Known(
        asked=(f"The analysis of the PCN workforce plans for {plans.year}, {_stage(plans)}.",),
        background=tuple(_background(plans)),
        key_points=tuple(_key_points(plans)),
        finance=tuple(_finance(plans)),
        risks=plans.risks,
        appendices=("Appendix A: analysis of the workforce plans by place, network and role.",),
        accurate_on=plans.as_at,
    )


def _stage(plans: Plans) -> str:
    return "as first drafted" if plans.stage == "first draft" else "as finally submitted"


def _background(plans: Plans) -> Iterator[str]:
    rows = [row for row in plans.by_pcn.rows if _planned(row)]
    places = {row.place for row in rows if row.place}
    yield (
        f"Every network plans each year which additional roles it will recruit, and what it will spend of its "
        f"allocation under the Additional Roles Reimbursement Scheme. Appendix A sets out the plans of "
        f"{counted(len(rows), 'network')} in {counted(len(places), 'place')} for {plans.year}."
    )
    yield "The plans are indicative: what is recruited will depend on who can be found."


def _key_points(plans: Plans) -> Iterator[str]:
    whole = plans.by_pcn.total
    yield from _spend(whole)
    without = [in_words(row.pcn) for row in plans.by_pcn.rows if not _planned(row)]
    if without:
        have = "has" if len(without) == 1 else "have"
        yield f"{counted(len(without), 'network')} {have} no plan here: {several(without)}."
    over = sorted((row for row in plans.by_pcn.rows if (row.variance or 0) < 0), key=lambda row: row.variance or 0)
    if over:
        by = pounds(-sum(row.variance or 0 for row in over), 0)
        names = [f"{in_words(row.pcn)} {pounds(row.variance or 0, 0)}" for row in over]
        who = counted(len(over), "network plans", "networks together plan")
        yield f"{who} to spend {by} more than allocated: {several(names, 8)}."
    if whole.wte_in_post is not None and whole.wte_planned is not None and whole.wte_difference is not None:
        yield (
            f"{figure('', whole.wte_in_post)} were in post at {show_date(plans.as_at)} and "
            f"{figure('', whole.wte_planned)} are planned by {show_date(plans.until)}: "
            f"{figure('', whole.wte_difference)} to recruit, a growth of "
            f"{_percent(whole.growth_percent)}; {_percent(whole.recruited_percent)} of the plan is in post."
        )
    if whole.disputed:
        yield "Sources differ on some of these figures; the footnotes to appendix A say where."
    yield from _wanted(plans)
    yield from _supply(plans)


def _planned(row: PlanRow) -> bool:
    """Whether anything is known of what a network plans."""
    return row.forecast_spend is not None or row.wte_planned is not None


def _spend(whole: PlanRow) -> Iterator[str]:
    if whole.allocation is None or whole.forecast_spend is None or whole.variance is None:
        return
    of_it = _percent(share(abs(whole.variance), whole.allocation))
    what = "is not planned for" if whole.variance >= 0 else "is planned over it"
    yield (
        f"Networks plan to spend {pounds(whole.forecast_spend, 0)} of their allocation of "
        f"{pounds(whole.allocation, 0)}: {pounds(abs(whole.variance), 0)} ({of_it}) {what}."
    )


def _wanted(plans: Plans) -> Iterator[str]:
    """The roles of which most are to be found, and those of which nobody is in post yet."""
    left = [(row, row.wte_difference or 0) for row in plans.by_role.rows]
    wanted = sorted(((row, wte) for row, wte in left if wte > 0), key=lambda one: (-one[1], one[0].role))
    if not wanted:
        return
    named = [f"{row.role} {figure('', wte)}" for row, wte in wanted[:NAMED]]
    yield f"{counted(len(wanted), 'role')} are to be recruited to, most of all {listed(named)}."
    new = [row.role for row, _ in wanted if not row.wte_in_post]
    if new:
        yield f"Nobody is in post yet in {counted(len(new), 'role')} that are planned: {listed(new)}."


def _finance(plans: Plans) -> Iterator[str]:
    for row in plans.by_place.rows:
        if row.allocation is not None and row.forecast_spend is not None and row.variance is not None:
            word = "left" if row.variance >= 0 else "over"
            yield (
                f"{row.place}: {pounds(row.forecast_spend, 0)} planned of {pounds(row.allocation, 0)}, "
                f"{pounds(abs(row.variance), 0)} {word}."
            )


def _supply(plans: Plans) -> Iterator[str]:
    """The clinical roles of which most are to be found, and who has them now."""
    clinical = [
        row for row in plans.supply if row.staff_type == "clinical" and row.supply and (row.to_recruit or 0) > 0
    ]
    for row in clinical[:NAMED]:
        yield f"{row.role}: {figure('', row.to_recruit or 0)} to recruit, who would come from {lowered(row.supply)}."


def _percent(value: int | None) -> str:
    return "–" if value is None else figure("percent", value, 1)
