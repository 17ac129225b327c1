"""Published five-year budgets against the published allocations, their own totals, and each other's assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from blmk_desktop.rules.assumptions import ONE, Assumption
from blmk_desktop.rules.claims import agrees
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.five_year import (
    ADJUSTED,
    ALLOCATION,
    BASIS,
    CONTINGENCY,
    RESERVE,
    SAVINGS,
    FiveYear,
    project,
    reserve_line,
)
from blmk_desktop.rules.five_year_lines import POPULATION, Allocated, Printed, Published, Total
from blmk_desktop.rules.wording import listed, pounds
from blmk_desktop.rules.worked import THOUSANDS, rate, unit_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

KIND = "published_allocation"


def check_five_year(connection: Connection) -> list[Finding]:
    """Every projection that the file has, and the allocations as published."""
    from blmk_desktop.summaries.five_year import allocations, projections, published

    found: list[Finding] = []
    for version in projections(connection):
        one = published(connection, version)
        found += [*_allocations(one), *_totals(one), *_balance(one), *_set_aside(one), *_same_growth(one)]
    return [*found, *_adjustments(allocations(connection))]


# The allocation that a budget is set on


def _allocations(published: Published) -> Iterator[Finding]:
    """Years and areas in which a budget is not set on the adjusted allocation, and what that makes of their sums."""
    wrong = {
        key: (printed, told)
        for key, printed in published.printed_allocations.items()
        if (told := published.allocations.get(key)) and not _on_adjusted(printed, told)
    }
    if not wrong:
        return
    adjusted = _on_the_adjusted(published, {area for area, _ in wrong})
    for (area, year), (printed, told) in wrong.items():
        yield _not_adjusted(adjusted, area, year, printed, told)
    for area, parts in published.sums.items():
        for year in sorted({year for _, year in wrong}):
            if areas := [part for part in parts if (part, year) in wrong]:
                yield _sum_not_adjusted(adjusted, area, year, areas)


def _on_adjusted(printed: Printed, told: Allocated) -> bool:
    return told.adjusted is None or agrees(printed.value, printed.decimals, Fraction(told.adjusted))


def _on_the_adjusted(published: Published, wrong: set[str]) -> FiveYear:
    """The model on the adjusted allocation: of the areas that are not on it, and of those beside them in a sum."""
    sums = {area: parts for area, parts in published.sums.items() if wrong.intersection(parts)}
    wanted = wrong.union(*sums.values())
    of_these = replace(published, areas=[area for area in published.areas if area in wanted], sums=sums)
    on_adjusted = Assumption(BASIS, ADJUSTED * ONE, unit="number")
    return project(of_these, published.assumptions.changed([on_adjusted]))


def _not_adjusted(model: FiveYear, area: str, year: str, printed: Printed, told: Allocated) -> Finding:
    meant = told.adjusted or 0
    uses, wanted, by = (pounds(value, 0) for value in (printed.value, meant, abs(printed.value - meant)))
    more = "more" if printed.value > meant else "less"
    final = told.final is not None and agrees(printed.value, printed.decimals, Fraction(told.final))
    which = f"the final allocation of {uses}" if final else f"{uses}, which is neither published allocation"
    message = f"{area} {year}: the budget is set on {which}, {by} {more} than the adjusted allocation of {wanted}."
    message += _consequence(model, area, year)
    about = (KIND, f"{area}|{year}")
    where = printed.where
    return Finding(
        "allocation-not-adjusted", "error", f"{area} {year}", where, uses, wanted, message, about, ALLOCATION
    )


def _consequence(model: FiveYear, area: str, year: str) -> str:
    """What the adjusted allocation would make of contingency and savings, in words; '' where nothing changes."""
    kept, saved = model.row(area, RESERVE), model.row(area, SAVINGS)
    if kept is None or saved is None:
        return ""
    one, other = kept.cell(year), saved.cell(year)
    aside = f"{pounds(one.scenario, 0)} would be set aside instead of {pounds(one.base, 0)}"
    if not other.difference:
        return f" On that, {aside}." if one.difference else ""
    was = f"instead of {pounds(-other.base, 0)}" if other.base else "where the budget needs to save nothing"
    to_save = f"about {pounds(-other.scenario, 0)} would have to be saved {was}"
    return f" On that, {to_save}{f', and {aside}' if one.difference else ''}."


def _sum_not_adjusted(model: FiveYear, area: str, year: str, parts: list[str]) -> Finding:
    row = model.row(area, ALLOCATION)
    cell = row.cell(year) if row else None
    used, meant = (pounds(value, 0) for value in ((cell.base, cell.scenario) if cell else (0, 0)))
    gap = -cell.difference if cell else 0
    by = f"{pounds(abs(gap), 0)} {'more' if gap > 0 else 'less'}"
    message = f"{area} {year}: its budgets together are set on {used}, {by} than the adjusted allocations, "
    message += f"{meant}, because of {listed(parts)}."
    about = (KIND, f"{area}|{year}")
    subject, where = f"{area} {year}", f"sum of the budgets of {year}"
    return Finding("allocation-sum-not-adjusted", "note", subject, where, used, meant, message, about, ALLOCATION)


# What a budget adds up to


def _totals(published: Published) -> Iterator[Finding]:
    """Printed totals that are not the sum of their lines; off by no more than rounding they are only noted."""
    for total in published.printed_totals:
        area, year, printed = total.area, total.year, total.printed
        lines = _covered(published, total)
        value = sum(line.value for line in lines)
        if not lines or agrees(printed.value, printed.decimals, Fraction(value)):
            continue
        slack = sum((Fraction(unit_of(line.decimals), 2) for line in lines), Fraction(0))
        rounded = agrees(printed.value, printed.decimals, Fraction(value), slack)
        shown, computed, by = (pounds(one, 0) for one in (printed.value, value, abs(printed.value - value)))
        more = "more" if printed.value > value else "less"
        message = (
            f"{area} {year}: the {_called(total)} of {shown} is {by} {more} than its lines, which come to {computed}"
        )
        message += "; rounding explains it." if rounded else "."
        rule, severity = ("projection-rounding", "note") if rounded else ("projection-total", "error")
        about = ("budget_line", f"{published.version}|{area}|{year}")
        yield Finding(rule, severity, f"{area} {year}", printed.where, shown, computed, message, about, "total")


def _covered(published: Published, total: Total) -> list[Printed]:
    """The lines that a total stands under: those on its rows, all of the area where it does not say."""
    found = [published.printed(total.area, line, total.year) for line in published.lines_of(total.area)]
    lines = [line for line in found if line]
    return [line for line in lines if total.first <= line.row <= total.last] if total.last else lines


def _called(total: Total) -> str:
    return total.label if "sub" in total.label.casefold() else "total"


def _balance(published: Published) -> Iterator[Finding]:
    """Years in which the total of a budget is not the allocation that it prints."""
    for (area, year), total in published.totals.items():
        given = published.printed_allocations.get((area, year))
        if given is None or agrees(total.value, total.decimals, Fraction(given.value)):
            continue
        shown, has, by = (pounds(one, 0) for one in (total.value, given.value, abs(total.value - given.value)))
        over = "over" if total.value > given.value else "short of"
        message = f"{area} {year}: the budget of {shown} is {by} {over} the allocation of {has} that it prints."
        about = ("budget_line", f"{published.version}|{area}|{year}")
        subject = f"{area} {year}"
        yield Finding("projection-unbalanced", "error", subject, total.where, shown, has, message, about, "balance")


def _set_aside(published: Published) -> Iterator[Finding]:
    """Areas whose contingency falls under the share that others of the same projection set aside."""
    shares = {area: published.assumptions.value(CONTINGENCY, area) for area in published.areas}
    known = {area: share for area, share in shares.items() if share}
    for area in published.areas if known else ():
        if area in known:
            continue
        share = min(known.values())
        low = [year for year in published.years if _share_kept(published, area, year) < share]
        if low:
            worst = min(low, key=lambda year: _share_kept(published, area, year))
            yield _too_little(published, area, worst, low, (share, list(known)))


def _share_kept(published: Published, area: str, year: str) -> Fraction:
    kept = published.printed(area, reserve_line(published, area), year)
    given = published.printed_allocations.get((area, year))
    return Fraction(kept.value * ONE, given.value) if kept and given and given.value else Fraction(ONE)


def _too_little(published: Published, area: str, year: str, low: list[str], others: tuple[int, list[str]]) -> Finding:
    share, areas = others
    line = reserve_line(published, area)
    kept = published.printed(area, line, year)
    has, wanted = rate(_share_kept(published, area, year)), rate(share)
    amount = pounds(kept.value, 0) if kept else "nothing"
    sets = "sets" if len(areas) == 1 else "set"
    message = f"{area} {year}: {line or 'contingency'} of {amount}, {has} of the allocation, where {listed(areas)} "
    message += f"{sets} aside {wanted}. It is under that in {listed(low)}."
    about = ("budget_line", f"{published.version}|{area}|{year}")
    where = kept.where if kept else published.version
    return Finding(
        "contingency-under-others", "note", f"{area} {year}", where, has, wanted, message, about, CONTINGENCY
    )


def _same_growth(published: Published) -> Iterator[Finding]:
    """One growth or inflation for all areas, though they are different places: told once of a projection."""
    areas = [area for area in published.areas if published.assumptions.value(POPULATION, area, published.years[-1])]
    if len(areas) < 2:
        return
    rates = {area: [published.assumptions.value(POPULATION, area, year) for year in published.years] for area in areas}
    first = rates[areas[0]]
    if any(rates[area] != first for area in areas):
        return
    shown = listed([rate(value) for value in first if value is not None])
    message = f"{listed(areas)} are all given one population growth ({shown}), though their lists need not grow alike."
    about = ("budget_version", published.version)
    found = published.assumptions.find(POPULATION, areas[0], published.years[-1])
    where = f"{found.source} › {found.cell}" if found and found.cell else published.version
    yield Finding("growth-same-everywhere", "note", published.version, where, shown, "", message, about, POPULATION)


# The allocations themselves


def _adjustments(allocations: Mapping[tuple[str, str], Allocated]) -> Iterator[Finding]:
    """Published allocations in which the final one and the adjustment do not make the adjusted one."""
    for (area, year), told in allocations.items():
        if told.final is None or told.adjusted is None or told.adjustment is None:
            continue
        value = told.final + told.adjustment
        if agrees(told.adjusted, told.decimals, Fraction(value)):
            continue
        near = abs(told.adjusted - value) <= 2 * _unit(told)
        shown, computed = pounds(told.adjusted, 0), pounds(value, 0)
        parts = f"{pounds(told.final, 0)} and an adjustment of {pounds(told.adjustment, 0)} make {computed}"
        message = f"{area} {year}: the adjusted allocation is printed as {shown}, but {parts}."
        where = f"{told.source} › {told.cell}" if told.cell else "published allocations"
        severity = "note" if near else "error"
        figures, about = (shown, computed), (KIND, f"{area}|{year}")
        yield Finding("allocation-adjustment", severity, f"{area} {year}", where, *figures, message, about, "adjusted")


def _unit(told: Allocated) -> int:
    """The pence of the unit that an allocation is printed in: a thousand pounds where all of it is whole thousands."""
    figures = (told.final or 0, told.adjusted or 0, told.adjustment or 0)
    thousand = unit_of(THOUSANDS)
    return thousand if all(figure % thousand == 0 for figure in figures) else unit_of(told.decimals)
