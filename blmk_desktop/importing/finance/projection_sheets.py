"""What a projected budget would do: its area, version, lines and assumptions as published, every total a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial

from blmk_desktop.importing.finance.projection_tables import (
    ProjectionTable,
    Row,
    projection_columns,
    projection_layout,
    read_projection,
)
from blmk_desktop.importing.finance.titles import area_in, new_area
from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.funding.sheets import take_away
from blmk_desktop.importing.proposal import Claim, Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.area_names import area_named, new_areas, same_area
from blmk_desktop.importing.records.rows import Drafts, joined
from blmk_desktop.importing.records.sheets import propose_records
from blmk_desktop.importing.tables.layout import tables_of
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.assumptions import ONE
from blmk_desktop.rules.claims import agrees
from blmk_desktop.rules.five_year import CONTINGENCY
from blmk_desktop.rules.five_year_lines import INFLATION, MODEL, POPULATION
from blmk_desktop.rules.variance import nature_of
from blmk_desktop.rules.wording import counted, listed, pounds
from blmk_desktop.rules.worked import nearest, rate, unit_of
from blmk_desktop.values import clean_text

KEPT = ("budget_line", "stated_budget", "assumption")
NO_AREA = "it does not say of which area this budget is; name the area in its title or on its sheet"
BLOCK = "delegated"
_ABOUT_BUDGET = re.compile(
    r"\b(?:delegated|primary|medical|forecast|projected|projection|budgets?|spend|five|5)\b", re.IGNORECASE
)
_YEARS = re.compile(r"\b(?:20)?\d\d ?[-/–] ?(?:20)?\d\d\b|[-–/]\s*(?=$|·)|\bto\b")
_UNIT = re.compile(r"\(?£ ?['’]?(?:0{3}s?|[km]\b|m(?:illion|n)\b)?\)?", re.IGNORECASE)
_NO_AREA = re.compile(r"^(?:sheet|table|tab)\s*\d*$|^\W*$", re.IGNORECASE)


def propose_projection(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose what a sheet with projected budgets, of one area or of several below each other, would do."""
    proposed.fingerprint = item.layout.fingerprint
    chosen, known = work.chosen(item.sheet.name), work.remembered(item.layout)
    drafts: list[Drafts] = []
    layouts = tables_of(item.sheet, partial(projection_layout, file=work.workbook.name)) or [item.layout]
    for layout in layouts:
        columns = projection_columns(layout, chosen, known)
        table = read_projection(layout, columns, work.now.names)
        proposed.columns = proposed.columns or columns
        proposed.refused += table.refused
        proposed.notes += [note for note in table.notes if note not in proposed.notes]
        if area := _area(table, work, alone=len(layouts) == 1):
            drafts += _propose_table(table, area, proposed, work)
        else:
            where = f"{table.sheet}!A{max(layout.first_row - 1, 0) + 1}"
            proposed.refused.append(Refusal(where, "Area", layout.title[:60], NO_AREA))
    take(joined(drafts), proposed, work)
    take_away(drafts, proposed, work, KEPT)


def _propose_table(table: ProjectionTable, area: str, proposed: SheetProposal, work: Work) -> list[Drafts]:
    """The records that a table comes to; its area and categories are taken at once, as the next table needs them."""
    version = version_name(f"{table.layout.above} {table.layout.title}", area, list(table.years.values()), work)
    notes = [f"taken for {area}, {version}", *_contingency_note(table)]
    proposed.notes += [note for note in notes if note not in proposed.notes]
    proposed.claims += [claim for total in table.of("total") for claim in _claims(table, total)]
    categories = _categories(table, work, proposed)
    about = (version, area)
    return [
        new_areas({area: max(table.layout.first_row - 1, 0)}, work.now.names),
        _new_categories(table, work),
        *version_drafts(version),
        _lines(table, about, categories, work),
        _assumptions(table, about, work),
        _stated(table, about, work),
    ]


def propose_published_allocations(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose published allocations as the records that they are, and the areas that are not known yet."""
    names = work.now.names
    at = next((at for at, heading in enumerate(item.layout.headings) if _heads_areas(heading)), None)
    rows = {} if at is None else {clean_text(item.layout.cell(row, at)): row for row in item.layout.row_numbers()}
    meant = {name: same_area(name, names) for name in rows if name}
    for name, known in meant.items():
        if known:
            names.alias("area", name, known)
    unknown = [name for name, known in meant.items() if known is None and not is_total([name])]
    draft = new_areas({name: rows[name] for name in unknown}, names)
    if draft.rows:
        proposed.notes.append(f"{counted(len(unknown), 'new area')}: {listed(unknown)}")
    take([draft] if draft.rows else [], proposed, work)
    propose_records(item, proposed, work)


def _heads_areas(heading: str) -> bool:
    field = RECORDS["published_allocation"].by_name["area"]
    return heading.strip().casefold() in {one.casefold() for one in (field.label, *field.headings)}


# What its title says


def _area(table: ProjectionTable, work: Work, *, alone: bool) -> str:
    """The known area that the title or the sheet names, a commissioner, else what stands before words for a budget.

    What stands closest to the table comes first; of a table that is not `alone` on its sheet that alone may name it.
    """
    if work.options.register:
        return area_named(work.options.register, work.now.names)
    titles = table.layout.titles
    if known := area_in([*titles, table.sheet], work.now.names):
        return known
    for text in (new_area(titles) or "", *([table.layout.title, table.sheet] if alone else titles[:1])):
        words = _YEARS.sub(" ", _ABOUT_BUDGET.split(text)[0]).strip(" -–:,·")
        if words and not _NO_AREA.search(words):
            written = " ".join(words.split())
            return same_area(written, work.now.names) or written
    return ""


def version_name(title: str, area: str, years: Sequence[str], work: Work) -> str:
    """What a projection is called: what its title says besides its area and years, and its years in full."""
    start = _ABOUT_BUDGET.search(title)
    words = _UNIT.sub(" ", _YEARS.sub(" ", title[start.start() :] if start else "")).split("·")[0]
    words = " ".join(words.split()).strip(" -–:,") or work.file.path.stem
    words = words[:1].upper() + (words[1:].lower() if words.istitle() else words[1:])
    return f"{words} {years[0]} to {years[-1]}" if years else f"{words} {area}"


# What it comes to


def _categories(table: ProjectionTable, work: Work, proposed: SheetProposal) -> dict[str, str]:
    """Each line as printed to the category that it is known as."""
    labels = dict.fromkeys(line.label for line in table.of("line"))
    found = {label: work.now.names.resolve("budget_category", label) for label in labels}
    new = [label for label, known in found.items() if known is None]
    if new and work.now.entries("budget_category"):
        proposed.notes.append(f"{counted(len(new), 'new category', 'new categories')}: {listed(new)}")
    return {label: known or label for label, known in found.items()}


def _new_categories(table: ProjectionTable, work: Work) -> Drafts:
    draft = Drafts(Part("budget_category"), ("name", "block", "nature", "position"))
    for position, line in enumerate(table.of("line"), start=1):
        if work.now.names.resolve("budget_category", line.label) is None:
            draft.rows.append((line.label, BLOCK, nature_of(line.label), position))
            draft.at.append(line.row)
    return draft


def published_name(version: str) -> str:
    """The name of the assumptions that were published with a projection."""
    return f"{version}, as published"


def version_drafts(version: str) -> tuple[Drafts, Drafts]:
    """The version that a projection is, and the set of the assumptions that were published with it."""
    one = Drafts(Part("budget_version"), ("name", "kind"), [(version, "projection")], [0])
    names = ("name", "model", "published", "version")
    return one, Drafts(Part("assumption_set"), names, [(published_name(version), MODEL, 1, version)], [0])


def _lines(table: ProjectionTable, about: tuple[str, str], categories: dict[str, str], work: Work) -> Drafts:
    names = ("version", "area", "category", "year", "amount", "source", "sheet", "cell", "decimals")
    draft = Drafts(Part("budget_line", owns=names), names)
    for line in table.of("line"):
        for at, amount in line.amounts.items():
            cell = table.layout.place(line.row, at)
            place = (work.file.source, table.sheet, cell, amount.decimals)
            draft.rows.append((*about, categories[line.label], table.years[at], amount.value, *place))
            draft.at.append(line.row)
            draft.cells.append(cell)
    return draft


def _assumptions(table: ProjectionTable, about: tuple[str, str], work: Work) -> Drafts:
    """The rates as printed, and the share of the allocation that is set aside, as its lines imply it."""
    names = ("set", "name", "area", "year", "item", "value", "unit", "note", "source", "cell")
    draft = Drafts(Part("assumption", owns=names), names)
    version, area = about
    for name, rates in table.rates.items():
        for at, (row, value) in rates.items():
            cell = table.layout.place(row, at)
            place = (work.file.source, f"{table.sheet}!{cell}")
            draft.rows.append((published_name(version), name, area, table.years[at], None, value, "%", None, *place))
            draft.at.append(row)
            draft.cells.append(cell)
    if found := set_aside(table):
        row, share = found
        cell = table.layout.place(row, min(table.years))
        place = (work.file.source, f"{table.sheet}!{cell}")
        note = "not printed: what the contingency is of the allocation in the years that need savings"
        draft.rows.append((published_name(version), CONTINGENCY, area, None, None, share, "%", note, *place))
        draft.at.append(row)
        draft.cells.append(cell)
    return draft


def set_aside(table: ProjectionTable) -> tuple[int, int] | None:
    """The row of the contingency, and its share of the allocation where savings are needed (ten-thousandths).

    None where there are no such years, or where no one share makes all of them, rounded as they are printed.
    """
    natures = {line.row: nature_of(line.label) for line in table.of("line")}
    kept, saved, given = (
        next((line for line in lines if line.amounts), None)
        for lines in (
            [line for line in table.of("line") if natures[line.row] == "contingency"],
            [line for line in table.of("line") if natures[line.row] == "QIPP"],
            table.of("allocation"),
        )
    )
    if not (kept and saved and given):
        return None
    needed = [at for at, one in saved.amounts.items() if one.value and at in kept.amounts and at in given.amounts]
    for share in dict.fromkeys(
        nearest(Fraction(kept.amounts[at].value * ONE, given.amounts[at].value)) for at in needed
    ):
        if all(_makes(kept, given, at, share) for at in needed):
            return kept.row, share
    return None


def _makes(kept: Row, given: Row, at: int, share: int) -> bool:
    printed = kept.amounts[at]
    return nearest(Fraction(given.amounts[at].value * share, ONE), unit_of(printed.decimals)) == printed.value


def _contingency_note(table: ProjectionTable) -> Iterator[str]:
    if found := set_aside(table):
        yield f"contingency is {rate(found[1])} of the allocation in every year that needs savings"
    missing = [name for name in (POPULATION, INFLATION) if name not in table.rates]
    if missing:
        yield f"it prints no {listed([name.lower() for name in missing])}, so its lines are not held against it"


def _stated(table: ProjectionTable, about: tuple[str, str], work: Work) -> Drafts:
    """Each printed total and allocation."""
    about_row = ("source", "sheet", "cell", "version", "area", "label", "year", "period", "measure", "rule")
    names = (*about_row, "first_row", "last_row", "value", "decimals")
    draft = Drafts(Part("stated_budget", owns=RECORDS["stated_budget"].names[3:], whole=True), names)
    for row in (*table.of("total"), *table.of("allocation")):
        measure = "plan" if row.kind == "total" else "allocation"
        covers = (row.first + 1, row.last + 1) if row.first is not None and row.last is not None else (None, None)
        for at, amount in row.amounts.items():
            cell = table.layout.place(row.row, at)
            told = (row.label, table.years[at], "full year", measure, "total" if covers[0] else "computed")
            draft.rows.append(
                (work.file.source, table.sheet, cell, *about, *told, *covers, amount.value, amount.decimals)
            )
            draft.at.append(row.row)
            draft.cells.append(cell)
    return draft


def _claims(table: ProjectionTable, total: Row) -> Iterator[Claim]:
    """Printed totals held against the lines that they stand under."""
    first, last = total.first or 0, total.last or 0
    for at, printed in total.amounts.items():
        above = [line.amounts[at] for line in table.of("line") if first <= line.row <= last and at in line.amounts]
        value = sum(one.value for one in above)
        slack = sum((Fraction(unit_of(one.decimals), 2) for one in above), Fraction(0))
        exact = agrees(printed.value, printed.decimals, Fraction(value))
        held = exact or agrees(printed.value, printed.decimals, Fraction(value), slack)
        why = "it differs only by rounding" if held and not exact else ""
        where = f"{table.sheet}!{table.layout.place(total.row, at)}"
        figures = (pounds(printed.value, 0), pounds(value, 0))
        yield Claim(where, total.label, f"Total {table.years[at]}", *figures, held, why)
