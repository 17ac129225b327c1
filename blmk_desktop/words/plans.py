"""What a plan comes to, in words: whether it fits, what is not costed, which caps it breaks, what a scenario does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blmk_desktop.periods import month_label
from blmk_desktop.rules import wording
from blmk_desktop.rules.affordability import Assessment, Scenario
from blmk_desktop.rules.plan_costs import LineCost
from blmk_desktop.rules.wording import counted, listed
from blmk_desktop.values import show_figure


def pounds(pence: int, *, exact: bool = False) -> str:
    """£12,345, adverse in brackets: (£12,345). Whole pounds unless `exact`."""
    return wording.pounds(pence, 2 if exact else 0)


def staff(wte: int) -> str:
    """Hundredths of a WTE: 12.50 WTE."""
    return f"{show_figure(wte, 2, 2)} WTE"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a plan fits its allocation: a word, a sentence and a tone (red, amber, green, grey)."""

    word: str
    sentence: str
    tone: str


def verdict(found: Assessment) -> Verdict:
    """Whether the plan fits its allocation, as far as that can be said."""
    if found.balance is None:
        return Verdict("No allocation", "No allocation is known, so nobody can say whether the plan fits.", "grey")
    if found.balance < 0:
        return Verdict("Over", f"The plan is {pounds(-found.balance)} over the allocation.", "red")
    if found.unknown:
        left = f"{pounds(found.balance)} is left of the allocation before the lines that are not costed."
        return Verdict("Not all costed", left, "amber")
    return Verdict("Within", f"The plan is within the allocation; {pounds(found.balance)} is left.", "green")


def concerns(found: Assessment) -> list[str]:
    """What else must be known about a plan: lines without a rate, roles over their caps."""
    return [words for words in (not_costed(found), over_caps(found)) if words]


def not_costed(found: Assessment) -> str:
    """'2 lines are not costed: no maximum is known for Paramedic'; empty if all are."""
    if not found.unknown:
        return ""
    roles = sorted({line.role for line in found.unknown})
    are = "is" if len(found.unknown) == 1 else "are"
    return f"{counted(len(found.unknown), 'line')} {are} not fully costed: no maximum is known for {listed(roles)}"


def over_caps(found: Assessment) -> str:
    """Which roles are over their caps, roles that share one named together; empty if none is."""
    parts = []
    for group in dict.fromkeys((role.cap_group or role.role, role.cap) for role in found.over_caps):
        roles = [role for role in found.over_caps if (role.cap_group or role.role, role.cap) == group]
        names = listed([role.role for role in roles])
        together = " together" if len(roles) > 1 else ""
        parts.append(f"{names}{together}: over the cap of {counted(group[1] or 0, 'post')}")
    return "; ".join(parts)


def line_notes(role: str, cost: LineCost) -> list[tuple[str, str]]:
    """What is to be said about the cost of one line: (warning or note, sentence)."""
    notes = []
    if cost.unknown:
        notes.append(("warning", f"Not costed in {months(cost.unknown)}: no maximum is known for {role}."))
    if cost.uncapped:
        notes.append(("note", f"At the salary in {months(cost.uncapped)}: no maximum is known for {role}."))
    if cost.above:
        notes.append(
            ("note", f"{pounds(cost.above)} of the salary is above the maximum; the network pays that itself.")
        )
    return notes


def months(numbers: Sequence[int]) -> str:
    """M01 to M06, or M01, M02 and M09."""
    if len(numbers) > 2 and list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"{month_label(numbers[0])} to {month_label(numbers[-1])}"
    return listed([month_label(number) for number in numbers])


def scenario_words(scenario: Scenario) -> str:
    """'a 1.5-point pay award, a slip of 2 months and 20% not recruited'; empty for the plan as it stands."""
    parts = []
    if scenario.pay_award:
        points = show_figure(scenario.pay_award, 2, 2).rstrip("0").rstrip(".")
        parts.append(f"a {points}-point pay award")
    if scenario.slip:
        parts.append(f"a slip of {counted(scenario.slip, 'month')}")
    if scenario.failure:
        parts.append(f"{show_figure(scenario.failure, 2, 0)}% of new posts not recruited")
    return listed(parts)


def what_if_words(scenario: Scenario, stands: Assessment, then: Assessment) -> str:
    """What a scenario does to a plan, in one sentence."""
    given = scenario_words(scenario)
    if not given:
        return "Move a slider to see what it would do. Nothing is saved until you ask for it."
    more = then.cost - stands.cost
    costs = f"costs {pounds(abs(more))} {'more' if more > 0 else 'less'}" if more else "costs the same"
    return f"With {given} the plan {costs}{_still(stands, then)}."


def _still(stands: Assessment, then: Assessment) -> str:
    """Whether it fits, and whether that is new."""
    if then.balance is None or stands.balance is None:
        return ""
    before, after = stands.balance >= 0, then.balance >= 0
    fits = {
        (True, True): "still fits",
        (True, False): "no longer fits",
        (False, True): "fits then",
        (False, False): "still does not fit",
    }[before, after]
    rest = f"{pounds(then.balance)} left" if after else f"{pounds(-then.balance)} over"
    known = ", as far as its lines are costed" if after and then.unknown else ""
    return f" and {fits}: {rest}{known}"
