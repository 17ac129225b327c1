"""Whether a returned plan can be afforded and keeps within its caps, and whether what its form worked out holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blmk_desktop.importing.proposal import Claim, Refusal
from blmk_desktop.importing.returns.plan_form import ReturnForm
from blmk_desktop.importing.returns.plan_lines import ReadLine
from blmk_desktop.rules.affordability import Allowance, Assessment, RolePlan, assess
from blmk_desktop.rules.plan_costs import Rates
from blmk_desktop.rules.wording import pounds
from blmk_desktop.templates.plan_layout import ALLOCATION, BALANCE, PLANNED_WTE, TOTAL_COST
from blmk_desktop.values import read_number, scaled, show_figure
from blmk_desktop.workbook import CellError

OLDER = "its form may have been made with older rates, a row added without its formulas, or the figure typed over"
UNCALCULATED = "never calculated: the form was not opened and saved after it was filled in"


@dataclass(frozen=True, slots=True)
class Worked:
    """A returned plan worked out with today's rates. `complete` says that all of its lines could be read."""

    form: ReturnForm
    lines: Sequence[ReadLine]
    allowance: Allowance
    result: Assessment
    year: str
    complete: bool


def work_out(
    form: ReturnForm, lines: Sequence[ReadLine], rates: Rates, allowance: Allowance, year: str, *, complete: bool
) -> Worked:
    """Cost the lines that can be read, and hold them against what the network may spend and claim."""
    result = assess([line.as_rule() for line in lines], rates, allowance, year)
    return Worked(form, lines, allowance, result, year, complete)


def over_refused(worked: Worked) -> list[Refusal]:
    """A refusal if the plan is over its allocation, and one for each cap that it exceeds.

    What every month's cost and WTE add up to is never less than nothing, so that lines which cannot be read, or whose
    cost is not known, only add to it.
    """
    return [*_over_allocation(worked), *_over_caps(worked)]


def _over_allocation(worked: Worked) -> list[Refusal]:
    result, form = worked.result, worked.form
    if result.allocation is None or result.balance is None or result.balance >= 0:
        return []
    what = "the plan costs" if worked.complete else "the lines that can be read cost"
    why = (
        f"{what} {pounds(result.cost)} and the allocation is {pounds(result.allocation)}: "
        f"{pounds(-result.balance)} over"
    )
    where = form.where(BALANCE, TOTAL_COST, ALLOCATION)
    value = form.labelled[BALANCE].value if BALANCE in form.labelled else None
    shown = show_figure(_hundredths(value), 2, 2) if _hundredths(value) is not None else ""
    return [Refusal(where, "Affordability", shown, why)]


def _over_caps(worked: Worked) -> list[Refusal]:
    """One refusal for each role over its cap, or for the roles together that share one."""
    groups: dict[str, list[RolePlan]] = {}
    for role in worked.result.over_caps:
        groups.setdefault(role.cap_group or role.role, []).append(role)
    return [_over_cap(name, roles, worked) for name, roles in groups.items()]


def _over_cap(name: str, roles: Sequence[RolePlan], worked: Worked) -> Refusal:
    of_cap = [role.role for role in worked.result.roles if name in (role.role, role.cap_group)]
    found = [line for line in worked.lines if line.values["role"] in of_cap]
    last, most, cap = found[-1], roles[0].most_wte, roles[0].cap or 0
    why = f"the plan comes to {show_figure(most, 2, 2)} WTE of {name} at once, and a network may claim {cap}"
    return Refusal(worked.form.place(last.row, "role"), "Role cap", str(last.values["role"]), why)


def money_notes(worked: Worked) -> list[str]:
    """What could not be held against anything: lines of unknown cost, a network without an allocation."""
    notes = []
    if unknown := worked.result.unknown:
        listed = ", ".join(str(line.line) for line in unknown[:8]) + (" and more" if len(unknown) > 8 else "")
        roles = ", ".join(sorted({line.role for line in unknown}))
        lines = "lines" if len(unknown) > 1 else "line"
        notes.append(
            f"the cost of {lines} {listed} is not known, at least for some months, and is left out of the total: "
            f"no maximum is known for {roles}"
        )
    if worked.allowance.allocation is None:
        notes.append("no allocation is known for this network in this round, so its plan was not held against one")
    return notes


def printed_claims(worked: Worked) -> list[Claim]:
    """What the form printed beside what today's rates give: the cost of each line, and the figures above the table."""
    form, result = worked.form, worked.result
    claims = []
    for read, cost in zip(worked.lines, result.lines, strict=True):
        printed = form.cell(read.row, "cost")
        if printed is not None and not cost.unknown:
            subject = f"Line {read.values['line']} · {read.values['role']}"
            claims.append(_claim(form.place(read.row, "cost"), subject, "Cost in the year", printed, cost.total, 1))
    few = max(1, len(worked.lines))  # each line may be a penny off
    for label, computed, most in (
        (ALLOCATION, result.allocation, 0),
        (TOTAL_COST, result.cost, few),
        (BALANCE, result.balance, few),
        (PLANNED_WTE, result.wte[-1], 0),
    ):
        placed = form.labelled.get(label)
        if placed and placed.value is not None and computed is not None:
            claims.append(_claim(form.where(label), "The plan", _plain(label), placed.value, computed, most))
    return claims


def _plain(label: str) -> str:
    return label.removesuffix(" (£)")


def _claim(where: str, subject: str, measure: str, printed: object, computed: int, most: int) -> Claim:
    """`most` is by how many hundredths the printed figure may be off: a form works in floating point."""
    shown = _shown(measure, computed)
    if isinstance(printed, CellError):
        return Claim(where, subject, measure, str(printed), shown, None, UNCALCULATED)
    value = _hundredths(printed)
    if value is None:
        return Claim(where, subject, measure, str(printed)[:60], shown, None, "no figure")
    held = abs(value - computed) <= most
    return Claim(where, subject, measure, _shown(measure, value), shown, held, "" if held else OLDER)


def _shown(measure: str, value: int) -> str:
    return f"{show_figure(value, 2, 2)} WTE" if measure == PLANNED_WTE else pounds(value)


def _hundredths(printed: object) -> int | None:
    try:
        return scaled(read_number(printed).value, 2)
    except (ValueError, ArithmeticError):
        return None
