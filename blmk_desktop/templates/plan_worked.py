"""The plan form worked out in Python: what its formulas must show when the workbook is first opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from blmk_desktop.rules.affordability import Allowance, Assessment, RolePlan, assess
from blmk_desktop.rules.plan_costs import MONTHS, WHOLE, Rates, month_days, months_in_post
from blmk_desktop.templates.plan_checks import Checked, checked
from blmk_desktop.templates.plan_form import FormLine, PlanForm
from blmk_desktop.templates.plan_places import Places, numbered, places

PARTS = 12 * 100 * WHOLE  # what a running sum of parts is divided by to give pence


@dataclass(frozen=True)
class Worked:
    """A form, its lines looked at one by one, and what they come to: only lines without a fault count."""

    form: PlanForm
    places: Places
    lines: tuple[tuple[int, FormLine, Checked], ...]

    @cached_property
    def plan(self) -> Assessment:
        """The plan as the rules assess it."""
        allowance = Allowance(self.form.allocation, self.form.registered, dict(self.form.caps))
        counted = [line.costed() for _, line, found in self.lines if found.cost]
        return assess(counted, self.form.rates, allowance, self.form.year)

    @cached_property
    def roles(self) -> dict[str, RolePlan]:
        """The roles of the plan by name."""
        return {role.role: role for role in self.plan.roles}

    @property
    def running(self) -> tuple[int, ...]:
        """The cost in pence up to the end of each month."""
        return tuple(accumulate(self.plan.months))

    @property
    def faults(self) -> int:
        """How many lines are to be put right."""
        return sum(bool(found.check) and found.cost is None for _, _, found in self.lines)

    @property
    def used(self) -> int:
        """How many lines are filled in."""
        return sum(bool(found.check) for _, _, found in self.lines)


def worked(form: PlanForm) -> Worked:
    """Work a form out."""
    found = places(form)
    rows = numbered(form.lines, found.lines)
    return Worked(form, found, tuple((number, line, checked(line, form)) for number, line in rows))


def maxima(rates: Rates, role: str, year: str) -> tuple[int | None, ...]:
    """A role's maximum in force on the first day of each month, in pence; None where it is not known."""
    return tuple(rates.maximum(role, first) for first, _ in month_days(year))


def running_parts(line: FormLine, found: Checked, form: PlanForm, most: Sequence[int | None]) -> list[int]:
    """The running sum of the line's cost in parts, month by month, before it is rounded to pence."""
    if found.cost is None:
        return [0] * 12
    paid = set(months_in_post(line.costed(), form.year))
    actual = None if line.salary is None else line.salary * (WHOLE + form.rates.on_costs)
    parts = []
    for month, maximum in zip(MONTHS, most, strict=True):
        known = [amount for amount in (actual, None if maximum is None else maximum * WHOLE) if amount is not None]
        parts.append(min(known, default=0) * (line.wte or 0) if month in paid else 0)
    return list(accumulate(parts))
