"""Whether a network's plan can be afforded: cost against allocation, roles against caps, and what-if."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from blmk_desktop.periods import add_months, year_end, year_start
from blmk_desktop.rules.caps import Cap, over_cap
from blmk_desktop.rules.plan_costs import WHOLE, Line, LineCost, Rates, line_cost, rounded, wte_by_month


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a network may spend and claim: allocation in pence (None: not known), registered patients (hundredths;
    None: not known), and the caps by role.
    """

    allocation: int | None = None
    registered: int | None = None
    caps: Mapping[str, Cap] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RolePlan:
    """One role of a plan: WTE (hundredths) on the last day of the year, its cost in pence as far as known, its months
    of unknown cost, and how many posts may be claimed (None: no cap).

    `cap_group` names the roles that share the cap, `most_wte` is the most that they have together at any month's end,
    and `over` says that this is over the cap.
    """

    role: str
    wte: int
    most_wte: int
    cost: int
    unknown_months: int
    cap: int | None = None
    cap_group: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """A plan worked out. Pence and hundredths of a WTE, twelve months from April, roles in order of name.

    `cost` is what is known; `unknown` are the lines of which some month's cost is not, so that it leaves them out.
    `balance` is allocation less cost: None while there is no allocation. `lines` are the costs, line by line.
    """

    cost: int
    months: tuple[int, ...]
    wte: tuple[int, ...]
    allocation: int | None
    balance: int | None
    unknown: tuple[Line, ...]
    roles: tuple[RolePlan, ...]
    lines: tuple[LineCost, ...]

    @property
    def over_caps(self) -> tuple[RolePlan, ...]:
        """The roles over their caps."""
        return tuple(role for role in self.roles if role.over)

    @property
    def affordable(self) -> bool | None:
        """Whether it is within the allocation; None if that cannot be said yet."""
        if self.balance is None:
            return None
        return False if self.balance < 0 else None if self.unknown else True


@dataclass(frozen=True, slots=True)
class Scenario:
    """What if: pay and maxima rise by `pay_award` (hundredths of a percentage point), those who have not started
    come `slip` months later, and `failure` of them (hundredths of a percentage point) are never found.
    """

    pay_award: int = 0
    slip: int = 0
    failure: int = 0


def assess(lines: Sequence[Line], rates: Rates, allowance: Allowance, year: str) -> Assessment:
    """Work a plan out for a financial year."""
    costs = tuple(line_cost(line, rates, year) for line in lines)
    months = tuple(sum(cost.months[at] for cost in costs) for at in range(12))
    cost = sum(months)
    return Assessment(
        cost=cost,
        months=months,
        wte=wte_by_month(lines, year),
        allocation=allowance.allocation,
        balance=None if allowance.allocation is None else allowance.allocation - cost,
        unknown=tuple(line for line, found in zip(lines, costs, strict=True) if found.unknown),
        roles=_roles(lines, costs, allowance, year),
        lines=costs,
    )


def _roles(lines: Sequence[Line], costs: Sequence[LineCost], allowance: Allowance, year: str) -> tuple[RolePlan, ...]:
    """Each role of the plan. Roles that share a cap are added up month by month before they are held against it."""
    of_role: dict[str, list[tuple[Line, LineCost]]] = defaultdict(list)
    of_cap: dict[str, list[Line]] = defaultdict(list)
    caps = {role: cap for role, cap in allowance.caps.items() if cap.holds_from(year_start(year))}
    for line, cost in zip(lines, costs, strict=True):
        of_role[line.role].append((line, cost))
        if line.role in caps:
            of_cap[caps[line.role].role].append(line)
    highest = {name: max(wte_by_month(found, year)) for name, found in of_cap.items()}
    return tuple(
        _role(role, of_role[role], caps.get(role), highest, allowance.registered, year) for role in sorted(of_role)
    )


def _role(
    role: str,
    found: Sequence[tuple[Line, LineCost]],
    cap: Cap | None,
    highest: Mapping[str, int],
    registered: int | None,
    year: str,
) -> RolePlan:
    wte = wte_by_month([line for line, _ in found], year)
    cost = sum(cost.total for _, cost in found)
    unknown = sum(len(cost.unknown) for _, cost in found)
    if cap is None:
        return RolePlan(role, wte[-1], max(wte), cost, unknown)
    most = cap.for_list(registered)
    at_once = highest[cap.role]
    return RolePlan(role, wte[-1], at_once, cost, unknown, most, cap.group, over_cap(at_once, most))


def what_if(lines: Sequence[Line], rates: Rates, scenario: Scenario, year: str, as_at: str) -> tuple[list[Line], Rates]:
    """The plan and the rates as they would be. Only posts that start after `as_at` (ISO) slip or fail.

    A post that slips past the end of the year, or past its own end, is left out.
    """
    changed = [_changed(line, scenario, as_at) for line in lines]
    within = [
        line
        for line in changed
        if line.wte and (line.start is None or line.start <= min(line.end or year_end(year), year_end(year)))
    ]
    return within, _raised(rates, scenario.pay_award)


def _changed(line: Line, scenario: Scenario, as_at: str) -> Line:
    salary = None if line.salary is None else _more(line.salary, scenario.pay_award)
    if line.start is None or line.start <= as_at:
        return replace(line, salary=salary)
    wte = rounded(Fraction(line.wte * (WHOLE - scenario.failure), WHOLE))
    return replace(line, salary=salary, wte=wte, start=add_months(line.start, scenario.slip))


def _raised(rates: Rates, pay_award: int) -> Rates:
    maxima = {
        role: tuple((start, None if most is None else _more(most, pay_award)) for start, most in dated)
        for role, dated in rates.maxima.items()
    }
    return Rates(maxima, rates.on_costs)


def _more(pence: int, percent: int) -> int:
    return rounded(Fraction(pence * (WHOLE + percent), WHOLE))
