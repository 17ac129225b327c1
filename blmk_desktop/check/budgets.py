"""The budget as set: virements of money that is not there, phasing, recurrence, and figures that say otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from blmk_desktop.periods import month_end, month_label, show_date, year_end, year_of, year_start
from blmk_desktop.rules.claims import agrees, printed_unit
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.funding import Budget, Move, budgets
from blmk_desktop.rules.phasing import is_whole, phased
from blmk_desktop.rules.wording import pounds
from blmk_desktop.summaries.budget_rows import (
    ACTUAL,
    BUDGET,
    FULL_YEAR,
    MONTH,
    PLAN,
    TO_DATE,
    BudgetRow,
    BudgetSet,
    FigureRow,
    line_words,
)
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

ORIGINS = {"report": "report", "ledger": "ledger", "return": "return", "entered": "entry"}


def check_budgets(connection: Connection) -> list[Finding]:
    """The budget in force of each year, its virements and its phasing, and what reports and months say of it."""
    from blmk_desktop.summaries.budget_setting import budget, versions

    years = sorted({year for one in versions(connection) if one.kind == BUDGET for year in one.years})
    found = {year: budget(connection, "", year) for year in years}
    return [
        *_phasing(found.get(years[-1]) if years else budget(connection)),
        *(finding for year in years for finding in _of_year(connection, found[year])),
        *(finding for year in years for finding in _twice_not_recurrent(found, year)),
    ]


def _of_year(connection: Connection, one: BudgetSet) -> Iterator[Finding]:
    yield from _without_money(one)
    yield from _virements(one)
    yield from _wholes(one)
    for row in one.rows:
        yield from _profile_unknown(row, one)
        yield from _months_unlike(row, one.version)
        yield from _month_unlike(row, one.version)
    yield from _reports(connection, one)


def _about(row: BudgetRow, version: str = "") -> tuple[str, str]:
    return "budget_line", "|".join((version or row.version, *row.key))


def _where(one: BudgetRow | FigureRow) -> str:
    cell = "!".join(filter(None, (one.sheet, one.cell)))
    return " › ".join(filter(None, (one.source, cell))) or "budget"


def _without_money(one: BudgetSet) -> Iterator[Finding]:
    """Lines from which more was moved than they had."""
    for row in one.rows:
        if row.budget < 0 and row.moved_out and row.original + row.moved_in >= 0:
            had, moved = pounds(row.original + row.moved_in, 0), pounds(row.moved_out, 0)
            numbers = ", ".join(row.virements)
            message = f"{line_words(row.key)} had {had}, but {moved} was moved from it ({numbers})."
            figures, about = (moved, had), _about(row, one.version)
            yield Finding(
                "virement-without-money", "error", line_words(row.key), _where(row), *figures, message, about, "budget"
            )


def _virements(one: BudgetSet) -> Iterator[Finding]:
    """Virements outside their year, before the budget was agreed, and for good from what does not recur."""
    rows = {row.key: row for row in one.rows}
    agreed = next((version.agreed for version in one.versions if version.name == one.version), "")
    for move in one.virements:
        about, subject, amount = ("virement", move.number), f"Virement {move.number}", pounds(move.amount, 0)
        where = " › ".join(filter(None, (move.source, move.cell))) or "virements"
        if not year_start(move.year) <= move.on <= year_end(move.year):
            figures = (show_date(move.on), move.year)
            message = f"{subject} of {amount} is dated {show_date(move.on)}, which is not in {move.year}."
            yield Finding("virement-out-of-year", "warning", subject, where, *figures, message, about, "on")
        elif move.on < agreed:
            figures = (show_date(move.on), show_date(agreed))
            message = (
                f"{subject} of {amount} is of {show_date(move.on)}, before {one.version} was agreed on "
                f"{show_date(agreed)}: it is taken to be in that budget, and not counted again."
            )
            yield Finding("virement-before-budget", "note", subject, where, *figures, message, about, "on")
        left = rows.get(move.move.taken_from) if move.move.taken_from else None
        if move.recurrent and left is not None and left.recurrent is False:
            message = (
                f"{subject} moves {amount} for good from {line_words(left.key)}, which does not recur: "
                "from next year nothing pays for it."
            )
            figures = ("recurrent", "not recurrent")
            yield Finding("recurrent-from-one-off", "warning", subject, where, *figures, message, about, "recurrent")


def _phasing(one: BudgetSet | None) -> Iterator[Finding]:
    """Profiles whose months do not come to 100%."""
    for name, shares in (one.profiles if one else {}).items():
        if not is_whole(shares):
            said = f"{show_figure(sum(shares), 2, 2)}%"
            message = (
                f"The months of the phasing profile {name} come to {said}, not to 100%: "
                "budgets are shared out in proportion."
            )
            yield Finding("phasing-not-whole", "error", name, "phasing", said, "100%", message, ("phase", name), "sum")


def _profile_unknown(row: BudgetRow, one: BudgetSet) -> Iterator[Finding]:
    if row.profile and row.profile not in one.profiles:
        message = (
            f"{line_words(row.key)} is phased by '{row.profile}', which nobody has declared: equal twelfths are used."
        )
        figures = (row.profile, "equal twelfths")
        about = _about(row, one.version)
        yield Finding(
            "profile-not-known", "warning", line_words(row.key), _where(row), *figures, message, about, "profile"
        )


def _wholes(one: BudgetSet) -> Iterator[Finding]:
    """Lines that are not what the areas, or the categories, within theirs have together where each of them has one."""
    areas, headings = _within(one.parts), _within(one.headings)
    rows = {row.key: row for row in one.rows}
    for row in one.rows:
        of_areas = [rows.get((part, row.category, row.year)) for part in areas.get(row.area, ())]
        of_headings = [rows.get((row.area, part, row.year)) for part in headings.get(row.category, ())]
        yield from _not_sum(row, of_areas, "area", one.version)
        yield from _not_sum(row, of_headings, "category", one.version)


def _within(above: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for part, whole in above.items():
        found[whole].append(part)
    return found


def _not_sum(row: BudgetRow, parts: Sequence[BudgetRow | None], kind: str, version: str) -> Iterator[Finding]:
    known = [part for part in parts if part is not None]
    together = sum(part.budget for part in known)
    if not known or len(known) < len(parts) or together == row.budget:
        return
    printed, computed = pounds(row.budget, 0), pounds(together, 0)
    kinds = {"area": "areas", "category": "categories"}[kind]
    message = f"{line_words(row.key)} has {printed}, but the {kinds} within it have {computed} together."
    rule, about = f"{kind}-not-sum-of-parts", _about(row, version)
    yield Finding(rule, "warning", line_words(row.key), _where(row), printed, computed, message, about, "budget")


def _month_unlike(row: BudgetRow, version: str) -> Iterator[Finding]:
    """A month entered or returned otherwise than two years to date, which count before it, make it."""
    for month in range(1, row.reached + 1):
        own, said, value = row.told(month, MONTH, ACTUAL), row.decides(month), row.actual[month - 1]
        if own is None or said is None or said is own or value is None:
            continue
        slack = printed_unit(said.decimals)  # of half a unit at either end
        if agrees(own.value, own.decimals, Fraction(value), slack):
            continue
        printed, computed, of = pounds(own.value, 0), pounds(value, 0), month_label(month)
        message = (
            f"{line_words(row.key)}, {of}: the {ORIGINS[own.origin]} says {printed}, but by the "
            f"{ORIGINS[said.origin]}'s figures to date it came to {computed}, which counts."
        )
        about, column = _about(row, version), f"actual_{month}"
        yield Finding(
            "month-unlike-to-date",
            "warning",
            line_words(row.key),
            _where(own),
            printed,
            computed,
            message,
            about,
            column,
        )


def _months_unlike(row: BudgetRow, version: str) -> Iterator[Finding]:
    """Months, each known, that do not come to the year to date which a report, ledger or return gives."""
    to_date = [one for one in row.figures if one.period == TO_DATE and one.measure == ACTUAL]
    for one in sorted(to_date, key=lambda one: (one.month, one.rank)):
        months = [row.told(month, MONTH, ACTUAL) for month in range(one.starts, one.month + 1)]
        known = [month for month in months if month is not None]
        if len(known) < len(months) or any(month.origin == "report" for month in known):
            continue
        together = sum(month.value for month in known)
        if agrees(one.value, one.decimals, Fraction(together)):
            continue
        printed, computed = pounds(one.value, 0), pounds(together, 0)
        span = f"{month_label(one.starts)} to {month_label(one.month)}"
        message = (
            f"{line_words(row.key)}: the {ORIGINS[one.origin]} says {printed} to date at {month_label(one.month)}, "
            f"but the months {span} come to {computed}."
        )
        about = _about(row, version)
        yield Finding(
            "months-unlike-year-to-date",
            "warning",
            line_words(row.key),
            _where(one),
            printed,
            computed,
            message,
            about,
            "actual_to_date",
        )


def _reports(connection: Connection, one: BudgetSet) -> Iterator[Finding]:
    """Plans of reports that are not the budget as it stood at the end of their month, or not its phasing."""
    from blmk_desktop.summaries.budget_setting import budget, in_force

    months = sorted({said.month for row in one.rows for said in row.figures if _is_plan(said)})
    for month in months:
        day = month_end(one.year, month)
        version = in_force(one.versions, one.year, day)
        then = one if version == one.version else budget(connection, version, one.year)
        if then.kind != BUDGET:
            continue
        now = budgets({row.key: row.original for row in then.rows if row.id}, _moved_until(then, day))
        for row in then.rows:
            said = row.told(month, FULL_YEAR, PLAN)
            if said is None or row.key not in now or said.origin == "entered":
                continue
            if not agrees(said.value, said.decimals, Fraction(now[row.key].now)):
                yield _other_plan(row, said, now[row.key], then.version, day)
            elif row.profile:
                yield from _other_phasing(row, phased(now[row.key].now, row.profile, then.profiles), month)


def _moved_until(one: BudgetSet, day: str) -> list[Move]:
    """The virements that count on a version, up to a day."""
    version = next(version for version in one.versions if version.name == one.version)
    return [row.move for row in one.virements if version.agreed <= row.on <= day]


def _is_plan(said: FigureRow) -> bool:
    return said.period == FULL_YEAR and said.measure == PLAN


def _other_plan(row: BudgetRow, said: FigureRow, then: Budget, version: str, day: str) -> Finding:
    printed, computed = pounds(said.value, 0), pounds(then.now, 0)
    moved = ", virements until then counted" if then.moved_in or then.moved_out else ""
    message = (
        f"{line_words(row.key)}: the {ORIGINS[said.origin]} of {month_label(said.month)} has a plan of {printed} "
        f"for the year, but {version} had {computed} on {show_date(day)}{moved}."
    )
    return Finding(
        "report-plan-not-budget",
        "warning",
        line_words(row.key),
        _where(said),
        printed,
        computed,
        message,
        _about(row, version),
        "budget",
    )


def _other_phasing(row: BudgetRow, plan: Sequence[int], month: int) -> Iterator[Finding]:
    """A plan to date that is not what the line's own profile makes of the year's plan, on which both agree."""
    said = row.told(month, TO_DATE, PLAN)
    if said is None:
        return
    made = sum(plan[said.starts - 1 : month])
    if not agrees(said.value, said.decimals, Fraction(made)):
        printed, computed = pounds(said.value, 0), pounds(made, 0)
        message = (
            f"{line_words(row.key)}: the {ORIGINS[said.origin]} has a plan of {printed} to {month_label(month)}, "
            f"but phased by {row.profile} the budget has {computed}."
        )
        figures, about = (printed, computed), _about(row)
        yield Finding(
            "report-phased-otherwise",
            "note",
            line_words(row.key),
            _where(said),
            *figures,
            message,
            about,
            "plan_to_date",
        )


def _twice_not_recurrent(found: dict[str, BudgetSet], year: str) -> Iterator[Finding]:
    """Lines that do not recur, and are set in the year after again as not recurring."""
    after = found.get(_next(year))
    following: dict[tuple[str, str], BudgetRow] = {
        (row.area, row.category): row for row in (after.rows if after else ())
    }
    for row in found[year].rows:
        again = following.get((row.area, row.category))
        if row.recurrent is False and again is not None and again.recurrent is False and again.original:
            amounts = (pounds(again.original, 0), pounds(row.original, 0))
            message = (
                f"{row.category}, {row.area} does not recur, yet is set in {row.year} ({amounts[1]}) and again in "
                f"{again.year} ({amounts[0]}): is it recurrent?"
            )
            yield Finding(
                "one-off-again",
                "note",
                line_words(again.key),
                _where(again),
                *amounts,
                message,
                _about(again),
                "recurrent",
            )


def _next(year: str) -> str:
    return year_of(f"{int(year[:4]) + 1}-04-01")
