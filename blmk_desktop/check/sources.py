"""One table against another: the same figure in two sheets, a place against its networks, totals against totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from blmk_desktop.check.known import Known, Subject
from blmk_desktop.records.workforce import MEASURE_WORDS
from blmk_desktop.rules.claims import MONEY_MEASURES, agrees, is_cut_off
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.wording import figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

POUND = 100
Column = tuple[str, str, int | None]  # round, measure, month
Page = tuple[str, str]  # source, sheet


@dataclass(frozen=True, slots=True)
class Version:
    """What one sheet says of one figure, in hundredths. `cell` is '' for a sum over finer figures of the sheet."""

    page: Page
    value: int
    decimals: int
    cell: str

    @property
    def where(self) -> str:
        """The place to look it up."""
        return f"{self.page[0]} › {self.page[1]}" + (f"!{self.cell}" if self.cell else "")

    @property
    def short(self) -> str:
        """The place, in a sentence."""
        return f"{self.page[1]}!{self.cell}" if self.cell else self.page[1]


Versions = dict[Subject, list[Version]]


def check_sources(connection: Connection, facts: Known) -> list[Finding]:
    """Compare all that different sheets say of the same thing, in every round."""
    columns = _columns(connection)
    answered, totals, printed = _answered(connection), _printed_totals(connection), _printed(connection)
    found: list[Finding] = []
    for column, versions in columns.items():
        found += _same_subject(column, versions, answered, facts)
        found += _places(column, versions, printed, facts)
        found += _totals(column, versions, totals)
    return found


def _columns(connection: Connection) -> dict[Column, Versions]:
    """Every figure by round, measure and month, then by subject, the version imported first in front.

    Figures of a PCN by role are added up to the PCN, sheet by sheet: that is what another sheet speaks of.
    """
    from sqlalchemy import case, func, select

    from blmk_desktop.records.tables import TABLES

    table, sources = TABLES["plan_figure"], TABLES["source"]
    role = case((table.c.pcn.is_(None), table.c.role), else_=None)
    by = (
        table.c.round,
        table.c.measure,
        table.c.month,
        table.c.source,
        table.c.sheet,
        table.c.place,
        table.c.pcn,
        role,
    )
    cell = case((func.count() == 1, func.min(table.c.cell)), else_="")
    grouped = (
        select(*by, func.sum(table.c.value), func.min(table.c.decimals), cell)
        .join(sources, sources.c.name == table.c.source)
        .group_by(*by, sources.c.position)
        .order_by(sources.c.position, func.min(table.c.id))
    )
    columns: dict[Column, Versions] = defaultdict(lambda: defaultdict(list))
    for name, measure, month, source, sheet, place, pcn, role_name, value, decimals, at in connection.execute(grouped):
        version = Version((source, sheet), int(value), 2 if decimals is None else decimals, at or "")
        columns[name, measure, month][place, pcn, role_name].append(version)
    return columns


def _answered(connection: Connection) -> set[tuple[Column, Subject]]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    rows = connection.execute(select(TABLES["standing_figure"]))
    return {((row.round, row.measure, row.month), (row.place, row.pcn, row.role)) for row in rows}


def _printed_totals(connection: Connection) -> dict[tuple[Column, Page], Version]:
    """The overall totals that sheets print, by what they are the total of."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["stated_figure"]
    overall = (table.c.rule == "total") & table.c.place.is_(None) & table.c.pcn.is_(None) & table.c.role.is_(None)
    return {
        ((row.round, row.measure, row.month), (row.source, row.sheet)): Version(
            (row.source, row.sheet), row.value, row.decimals, row.cell
        )
        for row in connection.execute(select(table).where(overall))
    }


def _printed(connection: Connection) -> dict[tuple[str | None, Subject], list[tuple[str, Version]]]:
    """What sheets print of each place as a claim, to recognise a figure that was taken from the wrong column."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["stated_figure"]
    found: dict[tuple[str | None, Subject], list[tuple[str, Version]]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.place.is_not(None))):
        version = Version((row.source, row.sheet), row.value, row.decimals, row.cell)
        found[row.round, (row.place, row.pcn, row.role)].append((row.measure, version))
    return found


def alike(measure: str, one: Version, other: Version) -> bool:
    """Whether two figures are the same, as far as the coarser of them is printed. Pounds may be cut off."""
    decimals = min(one.decimals, other.decimals)
    if agrees(one.value, decimals, Fraction(other.value)):
        return True
    return measure in MONEY_MEASURES and decimals < 1 and abs(one.value - other.value) < POUND


def _same_subject(
    column: Column, versions: Versions, answered: set[tuple[Column, Subject]], facts: Known
) -> Iterator[Finding]:
    """The same figure of the same subject in several sheets: the first imported stands until somebody answers."""
    _, measure, _ = column
    for subject, said in versions.items():
        if (column, subject) in answered:
            continue
        first = said[0]
        for other in said[1:]:
            if not alike(measure, first, other):
                name, label = facts.subject(subject), MEASURE_WORDS[measure]
                one, two = figure(measure, first.value), figure(measure, other.value)
                message = (
                    f"Two tables disagree on {name}, {label}: {first.short} has {one}, {other.short} has {two}. "
                    f"The first stands until somebody says which is right."
                )
                about = facts.about(subject)
                yield Finding("tables-disagree", "error", name, other.where, two, one, message, about, measure)


def _standing(versions: Versions) -> dict[Subject, Version]:
    return {subject: said[0] for subject, said in versions.items()}


def _by_place(versions: Versions, facts: Known) -> dict[str, int]:
    """The sum of its networks for each place whose networks, open at the round's date, all have a figure."""
    sums: dict[str, int] = defaultdict(int)
    for (_, pcn, _), version in _standing(versions).items():
        network = facts.networks.get(pcn) if pcn else None
        if network and network.place:
            sums[network.place] += version.value
    return sums


def _complete(place: str, versions: Versions, day: str, facts: Known) -> bool:
    given = {pcn for _, pcn, _ in versions if pcn}
    return all(one.code in given for one in facts.networks.values() if one.place == place and one.open_on(day))


def _places(
    column: Column,
    versions: Versions,
    printed: dict[tuple[str | None, Subject], list[tuple[str, Version]]],
    facts: Known,
) -> Iterator[Finding]:
    """A place's own figure against the sum of its networks."""
    name, measure, _ = column
    day = facts.rounds[name].as_at
    sums = _by_place(versions, facts)
    for subject, said in versions.items():
        place, pcn, role = subject
        if pcn or role or not place or place not in sums or not _complete(place, versions, day, facts):
            continue
        for version in said:
            summed = Version(("", ""), sums[place], 2, "")
            if not alike(measure, version, summed):
                hint = _wrong_column(version, measure, printed.get((name, subject), []))
                yield _place_finding(measure, place, version, sums[place], hint)


def _place_finding(measure: str, place: str, version: Version, summed: int, hint: str) -> Finding:
    label = MEASURE_WORDS[measure]
    one, two = figure(measure, version.value, version.decimals), figure(measure, summed)
    cut = is_cut_off(version.value, version.decimals, Fraction(summed))
    message = f"{place}, {label}: {version.short} has {one}; its networks add up to {two}."
    if cut:
        message += " The decimals were cut off, not rounded."
    rule = "cut-off-not-rounded" if cut else "place-not-sum-of-networks"
    severity = "warning" if cut else "error"
    return Finding(rule, severity, place, version.where, one, two, message + hint, ("place", place), measure)


def _wrong_column(version: Version, measure: str, claims: list[tuple[str, Version]]) -> str:
    """Whether the figure is one that a sheet prints of the same place for something else."""
    same = [(other, one) for other, one in claims if other != measure and one.value == version.value and one.value]
    if not same:
        return ""
    other, one = same[0]
    printed = figure(other, one.value, one.decimals)
    return f" {printed} is its {MEASURE_WORDS[other]} at {one.short}: a figure of the wrong column."


def _totals(column: Column, versions: Versions, printed: dict[tuple[Column, Page], Version]) -> Iterator[Finding]:
    """The total of each table that is not by network against the total of the networks."""
    _, measure, _ = column
    networks = {subject: one for subject, one in _standing(versions).items() if subject[1]}
    pages = {page: kind for page, kind in _grains(versions).items() if kind != "PCN"}
    if not networks or not pages:
        return
    whole = sum(one.value for one in networks.values())
    first = next(iter(networks.values())).page
    for page, grain in pages.items():
        summed = sum(one.value for said in versions.values() for one in said if one.page == page)
        total = printed.get((column, page)) or Version(page, summed, 2, "")
        if not alike(measure, total, Version(first, whole, 2, "")):
            label = MEASURE_WORDS[measure]
            one, two = figure(measure, total.value, total.decimals), figure(measure, whole)
            message = (
                f"The table by {grain} ({total.short}) and the table by PCN ({first[1]}) do not add up to the same "
                f"{label}: {one} against {two}."
            )
            subject = f"All, by {grain}"
            yield Finding(
                "tables-add-up-differently",
                "error",
                subject,
                total.where,
                one,
                two,
                message,
                ("", ""),
                measure,
            )


def _grains(versions: Versions) -> dict[Page, str]:
    """What each sheet's rows are about, for a figure: PCN, role or place, the finest."""
    found: dict[Page, str] = {}
    for (_, pcn, role), said in versions.items():
        grain = "PCN" if pcn else "role" if role else "place"
        for version in said:
            if found.get(version.page) != "PCN":
                found[version.page] = grain
    return found
