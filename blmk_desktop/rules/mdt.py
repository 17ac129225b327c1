"""What multidisciplinary teams are planned to avoid: emergency admissions, and what would have followed each of them.

Source: BLMK Primary Care Strategy 2019, figure 37: a fifth of the cohort's emergency admissions, with the visit to A&E
that goes with each; a first outpatient appointment after each, less the 8.5% that nobody comes to; and, without the
number of admissions that they are of, 2,792 follow-up appointments and 977 conveyances.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from blmk_desktop.rules.assumptions import ONE, Assumptions
from blmk_desktop.rules.plan_costs import rounded
from blmk_desktop.rules.worked import rate

MODEL = "MDT activity"
ADMISSIONS = "Emergency admissions of the cohort"
AVOIDED = "Admissions avoided"
NOT_ATTENDED = "Appointments not attended"
PLAN_ADMISSIONS = "Admissions avoided in the plan"
PLAN_FOLLOW_UPS = "Follow-ups avoided in the plan"
PLAN_CONVEYANCES = "Conveyances avoided in the plan"
BASE = {AVOIDED: 2_000, NOT_ATTENDED: 850, PLAN_FOLLOW_UPS: 2_792 * ONE, PLAN_CONVEYANCES: 977 * ONE}
ASKED = "needs the emergency admissions of the cohort in a year"
ASKED_OF_PLAN = f"needs '{PLAN_ADMISSIONS}', which the strategy does not print"


NAMES = (
    "Emergency admissions avoided",
    "A&E visits avoided",
    "First outpatient appointments avoided",
    "Follow-up appointments avoided",
    "Ambulance conveyances avoided",
)
_LESS = (NOT_ATTENDED, PLAN_ADMISSIONS)  # the more of these, the less is avoided


@dataclass(frozen=True, slots=True)
class Effect:
    """Something avoided in a year: how much, exact; None where something is not known. `words` say how it came.

    `low` and `high` are what it comes to at the ends of the assumptions that are told as a range.
    """

    name: str
    value: Fraction | None
    words: str
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def shown(self) -> str:
        """The value as people read it, in whole numbers: '1,200 (660 to 1,700)'."""
        if self.value is None:
            return ""
        ends = [rounded(end) for end in (self.low, self.high) if end is not None]
        between = f" ({ends[0]:,} to {ends[1]:,})" if len(ends) == len({*ends}) == 2 else ""
        return f"{rounded(self.value):,}{between}"


def effects(assumptions: Assumptions | None) -> list[Effect]:
    """What is avoided in a year; where nothing is assumed, what the strategy has counts."""
    least, likely, most = (_effects(assumptions, end) for end in (0, 1, 2))
    return [replace(one, low=low.value, high=high.value) for low, one, high in zip(least, likely, most, strict=True)]


def _assumed(assumptions: Assumptions | None, name: str, end: int) -> int:
    """What is assumed at an end: 0 where least is avoided, 1 as is likeliest, 2 where most is."""
    found = assumptions.find(name) if assumptions else None
    if found is None:
        return BASE.get(name, 0)
    return found.range[2 - end if name in _LESS else end]


def _effects(assumptions: Assumptions | None, end: int) -> list[Effect]:
    def of(name: str) -> int:
        return _assumed(assumptions, name, end)

    admissions = Fraction(of(ADMISSIONS), ONE)
    if admissions <= 0:
        return [Effect(name, None, ASKED) for name in NAMES]
    share, missed = of(AVOIDED), of(NOT_ATTENDED)
    avoided = admissions * share / ONE
    first = avoided * (ONE - missed) / ONE
    said = f"{_number(admissions)} admissions × {rate(share)} = {_number(avoided)}"
    outpatient = f"{_number(avoided)} × (1 − {rate(missed)}) = {_number(first)}"
    plan = Fraction(of(PLAN_ADMISSIONS), ONE)
    return [
        Effect(NAMES[0], avoided, said),
        Effect(NAMES[1], avoided, f"One goes with each admission avoided: {_number(avoided)}"),
        Effect(NAMES[2], first, outpatient),
        _as_planned(NAMES[3], avoided, Fraction(of(PLAN_FOLLOW_UPS), ONE), plan),
        _as_planned(NAMES[4], avoided, Fraction(of(PLAN_CONVEYANCES), ONE), plan),
    ]


def _as_planned(name: str, avoided: Fraction, planned: Fraction, plan: Fraction) -> Effect:
    """As many for each admission avoided as in the plan."""
    if plan <= 0:
        return Effect(name, None, ASKED_OF_PLAN)
    value = avoided * planned / plan
    return Effect(name, value, f"{_number(avoided)} × {_number(planned)} ÷ {_number(plan)} = {_number(value)}")


def _number(value: Fraction) -> str:
    """A number in words, with a tenth where it is no whole one."""
    if value.denominator == 1:
        return f"{int(value):,}"
    tenths = rounded(value * 10)
    return f"{tenths // 10:,}.{tenths % 10}"
