"""What may be wrong with a line of a plan form: once for Python and once as a formula, side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from blmk_desktop.periods import year_end, year_start
from blmk_desktop.rules.plan_costs import LineCost, line_cost, months_in_post
from blmk_desktop.templates.plan_form import FormLine, PlanForm

EARLIEST_START = "1990-01-01"
MOST_WTE = 99_00
LEAST_SALARY, MOST_SALARY = 10_000_00, 200_000_00
FINE = "OK"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: the words for it, whether a line has it, and the same as a formula.

    In the formula {role}, {wte}, {start}, {end} and {salary} stand for the line's cells, {found} for the cell that
    is 0 if the role is not on the list, {first} and {last} for the year's first and last day.
    Without `holds` it is something that only a cell can hold, such as words for a number.
    """

    words: str
    formula: str
    holds: Callable[[FormLine, PlanForm], bool] = lambda _line, _form: False


def _before(one: str | None, other: str | None) -> bool:
    return bool(one and other and one < other)


FAULTS = (
    Fault("Choose a role from the list", '{role}=""', lambda line, _: not line.role),
    Fault(
        "This role is not on the list: choose one from it",
        "{found}=0",
        lambda line, form: line.role not in {role.name for role in form.roles},
    ),
    Fault("Fill in the WTE", '{wte}=""', lambda line, _: line.wte is None),
    Fault("The WTE must be a number", "NOT(ISNUMBER({wte}))"),
    Fault("The WTE must be more than 0", "{wte}<=0", lambda line, _: (line.wte or 0) <= 0),
    Fault("The WTE is more than 99", "{wte}>99", lambda line, _: (line.wte or 0) > MOST_WTE),
    Fault("The WTE has more than two decimals", "ABS(ROUND({wte},2)-{wte})>0.000001"),
    Fault("The start date must be a date", 'AND({start}<>"",NOT(ISNUMBER({start})))'),
    Fault(
        "The start date is before 1990",
        'AND({start}<>"",{start}<DATE(1990,1,1))',
        lambda line, _: _before(line.start, EARLIEST_START),
    ),
    Fault(
        "The start date is after the end of the year",
        "{start}>{last}",
        lambda line, form: _before(year_end(form.year), line.start),
    ),
    Fault("The leaving date must be a date", 'AND({end}<>"",NOT(ISNUMBER({end})))'),
    Fault(
        "The leaving date is before the start date",
        'AND({start}<>"",{end}<>"",{end}<{start})',
        lambda line, _: _before(line.end, line.start),
    ),
    Fault(
        "The leaving date is before the year begins: clear the line",
        'AND({end}<>"",{end}<{first})',
        lambda line, form: _before(line.end, year_start(form.year)),
    ),
    Fault("The salary must be a number", 'AND({salary}<>"",NOT(ISNUMBER({salary})))'),
    Fault(
        "The salary is below £10,000: give that of 1 WTE for a year",
        "AND(ISNUMBER({salary}),{salary}<10000)",
        lambda line, _: line.salary is not None and line.salary < LEAST_SALARY,
    ),
    Fault(
        "The salary is more than £200,000",
        "AND(ISNUMBER({salary}),{salary}>200000)",
        lambda line, _: (line.salary or 0) > MOST_SALARY,
    ),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A line looked at: what stands under 'Check', and its cost, None while something is wrong or it is blank."""

    check: str
    cost: LineCost | None = None


def checked(line: FormLine, form: PlanForm) -> Checked:
    """What the workbook says of a line."""
    if line.blank:
        return Checked("")
    fault = next((fault.words for fault in FAULTS if fault.holds(line, form)), "")
    if fault:
        return Checked(fault)
    cost = line_cost(line.costed(), form.rates, form.year)
    return Checked(_fine(line, cost, form.year), cost)


def _fine(line: FormLine, cost: LineCost, year: str) -> str:
    missing = len(cost.unknown) or len(cost.uncapped)
    if not missing:
        return FINE
    when = _when(missing, len(months_in_post(line.costed(), year)))
    return f"{FINE}, {LEFT_OUT if line.salary is None else UNCAPPED}{when}"


LEFT_OUT = "but the maximum is not known, so the cost is left out"
UNCAPPED = "but the maximum is not known, so the whole salary counts"


def _when(missing: int, paid: int) -> str:
    return "" if missing == paid else f" in {missing} of {paid} months"


def check_formula(used: str, cells: dict[str, str]) -> str:
    """The formula under 'Check'. `used` is the range of what is filled in, `cells` those that FAULTS name, and
    {unknown} and {paid}: the cells with the months without a maximum, and the months in post.
    """
    fine = (
        f'IF({{unknown}}=0,"{FINE}","{FINE}, "&IF({{salary}}="","{LEFT_OUT}","{UNCAPPED}")'
        '&IF({unknown}={paid},""," in "&{unknown}&" of "&{paid}&" months"))'
    )
    for fault in reversed(FAULTS):
        fine = f'IF({fault.formula},"{fault.words}",{fine})'
    return f'=IF(COUNTA({used})=0,"",{fine})'.format(**cells)
