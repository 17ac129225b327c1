"""One table against another: the same figure in two sheets, a place against its networks, totals against totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

from blmk_desktop.check.figures import Column, Figures, Page, Subject, Sum, Version, of_networks
from blmk_desktop.check.known import Known
from blmk_desktop.periods import month_label
from blmk_desktop.records.workforce import MEASURE_WORDS
from blmk_desktop.rules.claims import MONEY_MEASURES, is_cut_off, printed_unit
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.wording import figure, measured

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True)
class Printed:
    """What sheets print as claims: their overall totals, and what they say of each place."""

    totals: dict[tuple[Column, Page], Version]
    of_places: dict[tuple[str | None, Subject], list[tuple[str, Version]]]


def check_sources(connection: Connection, facts: Known, figures: Figures) -> list[Finding]:
    """Compare all that different sheets say of the same thing, in every round."""
    printed = printed_claims(connection)
    found: list[Finding] = []
    for column in figures.by_column():
        found += _same_subject(column, figures.others.get(column, {}), figures, facts)
        found += _same_network(connection, column, figures, facts)
        if column in figures.others and column in figures.networks:
            found += _places(column, figures, printed, facts)
            found += _totals(column, figures, printed, facts)
    return found


def printed_claims(connection: Connection) -> Printed:
    """What sheets print as overall totals, and of places."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["stated_figure"]
    no_network = table.c.pcn.is_(None) & table.c.role.is_(None)
    overall = (table.c.rule == "total") & table.c.place.is_(None)
    printed = Printed({}, defaultdict(list))
    for row in connection.execute(select(table).where(no_network & (overall | table.c.place.is_not(None)))):
        page = (row.source, row.sheet or "")
        version = Version(page, row.value, 2 if row.decimals is None else row.decimals, row.cell)
        if row.place is None:
            printed.totals[(row.round, row.measure, row.month), page] = version
        else:
            printed.of_places[row.round, (row.place, None, None)].append((row.measure, version))
    return printed


def alike(measure: str, one: Version, other: Version) -> bool:
    """Whether two figures are the same, as far as the coarser of them is printed. Pounds may be cut off."""
    return abs(one.value - other.value) <= max(_leeway(measure, one), _leeway(measure, other))


def _leeway(measure: str, version: Version) -> Fraction:
    """How far a printed figure may be from what it stands for. People are counted: sums of them are exact."""
    if measure in MONEY_MEASURES and version.decimals < 1:
        return printed_unit(version.decimals) * version.parts - 1
    if version.decimals < 2 and version.parts == 1:
        return printed_unit(version.decimals) / 2
    return Fraction(0)


def _same_network(connection: Connection, column: Column, figures: Figures, facts: Known) -> Iterator[Finding]:
    """What sheets say of one network: by role where both say it by role, else their sums."""
    several = {pcn: said for pcn, said in figures.networks.get(column, {}).items() if len(said) > 1}
    different = [pcn for pcn, said in several.items() if len({one.value for one in said}) > 1]
    twice_by_role = [pcn for pcn, said in several.items() if sum(one.roles for one in said) > 1]
    if different:
        sums = of_networks(connection, column, different, figures)
        compared = {about: _not_by_role_as_well(versions, several[about[1] or ""]) for about, versions in sums.items()}
        yield from _same_subject(column, compared, figures, facts)
    if twice_by_role:
        roles = of_networks(connection, column, twice_by_role, figures, by_role=True)
        yield from _same_subject(column, {about: one for about, one in roles.items() if about[2]}, figures, facts)


def _not_by_role_as_well(versions: list[Version], said: list[Sum]) -> list[Version]:
    """The first version, and the others without those that are by role if it is, too."""
    by_role = {one.page for one in said if one.roles}
    first, *others = versions
    return [first, *(one for one in others if not {first.page, one.page} <= by_role)]


def _same_subject(
    column: Column, versions: dict[Subject, list[Version]], figures: Figures, facts: Known
) -> Iterator[Finding]:
    """The same figure of the same subject in several sheets: the first imported stands until somebody answers.

    Where a returned plan counts, each is held against that (check/printed.py).
    """
    measure = column[1]
    for subject, (first, *others) in versions.items():
        place, pcn, _ = subject
        if others and (column, subject) not in figures.answers and not facts.returns_count(column, place, pcn):
            yield from (
                _disagreement(column, subject, first, other, facts)
                for other in others
                if not alike(measure, first, other)
            )


def _disagreement(column: Column, subject: Subject, first: Version, other: Version, facts: Known) -> Finding:
    name, measure, month = column
    one, two = figure(measure, first.value), figure(measure, other.value)
    label = measured(measure, facts.rounds[name].year, month)
    message = (
        f"Two tables disagree on {facts.subject(subject)}, {label}: {first.short} has {one}, "
        f"{other.short} has {two}. The first stands until somebody says which is right."
    )
    about = facts.about(subject)
    return Finding("tables-disagree", "error", facts.subject(subject), other.where, two, one, message, about, measure)


def _by_place(column: Column, figures: Figures, facts: Known) -> dict[str, int]:
    """The sum of its networks for each place whose networks, open at the round's date, all have a figure."""
    sums: dict[str, int] = defaultdict(int)
    given = figures.networks[column]
    for pcn in given:
        network, standing = facts.networks.get(pcn), figures.standing(column, pcn)
        if network and network.place and standing:
            sums[network.place] += standing.value
    day = facts.rounds[column[0]].as_at
    without = {one.place for one in facts.networks.values() if one.open_on(day) and one.code not in given}
    return {place: value for place, value in sums.items() if place not in without}


def _places(column: Column, figures: Figures, printed: Printed, facts: Known) -> Iterator[Finding]:
    """A place's own figure against the sum of its networks."""
    name, measure, month = column
    sums = _by_place(column, figures, facts)
    label = measured(measure, facts.rounds[name].year, month)
    for subject, said in figures.others[column].items():
        place, _, role = subject
        if role or not place or place not in sums or facts.returns_count(column, place, None):
            continue
        for version in said:
            if not alike(measure, version, Version(("", ""), sums[place], 2, "")):
                hint = place_hint(version, measure, sums[place], printed.of_places.get((name, subject), []))
                yield _place_finding(measure, label, place, version, sums[place], hint)


def _place_finding(measure: str, label: str, place: str, version: Version, summed: int, hint: str) -> Finding:
    one, two = figure(measure, version.value, version.decimals), figure(measure, summed)
    cut = is_cut_off(version.value, version.decimals, Fraction(summed))
    message = f"{place}, {label}: {version.short} has {one}; its networks add up to {two}."
    rule = "cut-off-not-rounded" if cut else "place-not-sum-of-networks"
    severity = "warning" if cut else "error"
    return Finding(rule, severity, place, version.where, one, two, message + hint, ("place", place), measure)


def place_hint(version: Version, measure: str, value: int, claims: list[tuple[str, Version]]) -> str:
    """How a place's figure came to be wrong, if that shows; '' if not."""
    cut = " The decimals were cut off, not rounded." * is_cut_off(version.value, version.decimals, Fraction(value))
    return cut + _wrong_column(version, measure, claims)


def _wrong_column(version: Version, measure: str, claims: list[tuple[str, Version]]) -> str:
    """Whether the figure is one that a sheet prints of the same place for something else."""
    same = [(other, one) for other, one in claims if other != measure and one.value == version.value and one.value]
    if not same:
        return ""
    other, one = same[0]
    printed = figure(other, one.value, one.decimals)
    return f" {printed} is its {MEASURE_WORDS[other]} at {one.short}: a figure of the wrong column."


def _totals(column: Column, figures: Figures, printed: Printed, facts: Known) -> Iterator[Finding]:
    """The total of each table that is not by network against the total of the networks, once all have a figure."""
    if not _all_networks_given(column, figures, facts):
        return
    standing = [one for pcn in figures.networks[column] if (one := figures.standing(column, pcn))]
    whole = Version(("", ""), sum(one.value for one in standing), 2, "")
    sheets = {one.page[1] for one in standing}
    networks = f"the table by PCN ({sheets.pop()})" if len(sheets) == 1 else "the figures of the networks"
    sums = _by_page(column, figures)
    for grain, summed in _other_tables(column, figures, facts):
        total = printed.totals.get((column, summed.page), summed)
        if total.cell and facts.returns_count(column, None, None):
            continue  # the total as printed is held against the returned plans
        if not alike(column[1], total, whole):
            tables = f"The table by {grain} ({total.short}) and {networks}"
            hint = _same_as(column, total, sums)
            yield _totals_finding(column, f"All, by {grain}", total, whole.value, (tables, hint), facts)


def _totals_finding(
    column: Column, subject: str, total: Version, whole: int, words: tuple[str, str], facts: Known
) -> Finding:
    name, measure, month = column
    one, two = figure(measure, total.value, total.decimals), figure(measure, whole)
    tables, hint = words
    label = measured(measure, facts.rounds[name].year, month)
    message = f"{tables} do not add up to the same {label}: {one} against {two}.{hint}"
    return Finding("tables-add-up-differently", "error", subject, total.where, one, two, message, ("", ""), measure)


def _all_networks_given(column: Column, figures: Figures, facts: Known) -> bool:
    day, given = facts.rounds[column[0]].as_at, figures.networks[column]
    return all(one.code in given for one in facts.networks.values() if one.place and one.open_on(day))


def _by_page(column: Column, figures: Figures) -> dict[Page, int]:
    """What each table by network that names all of them adds up to, those that do not stand too."""
    networks = figures.networks[column]
    said: dict[Page, list[int]] = defaultdict(list)
    for one in chain.from_iterable(networks.values()):
        said[one.page].append(one.value)
    return {page: sum(values) for page, values in said.items() if len(values) == len(networks)}


def _same_as(column: Column, total: Version, sums: Mapping[Page, int]) -> str:
    """Whether a table by network that does not stand adds up to it: then that is the table which it goes with."""
    for page, value in sums.items():
        if alike(column[1], total, Version(page, value, 2, "")):
            return f" It is what the table by PCN in {page[1]} adds up to."
    return ""


def _other_tables(column: Column, figures: Figures, facts: Known) -> Iterator[tuple[str, Version]]:
    """The sheets about all roles or all places, without networks: what their rows are about, and their sum."""
    by_network = {one.page for said in figures.networks[column].values() for one in said}
    rows: dict[tuple[Page, str], dict[Subject, Version]] = defaultdict(dict)
    for subject, versions in figures.others[column].items():
        place, _, role = subject
        for version in versions:
            if version.page not in by_network and not (place and role):
                rows[version.page, "role" if role else "place"][subject] = version
    wanted = {network.place for pcn in figures.networks[column] if (network := facts.networks.get(pcn))}
    remark = month_label(column[2]) if column[2] else ""
    for (page, grain), parts in rows.items():
        if grain == "role" or wanted <= {place for place, _, _ in parts}:
            value, decimals = sum(one.value for one in parts.values()), max(one.decimals for one in parts.values())
            yield grain, Version(page, value, decimals, "", parts=len(parts), remark=remark)
