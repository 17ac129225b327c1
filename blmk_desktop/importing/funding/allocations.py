"""Tables of what funds have in each year: a row for each fund, a column for each year, and totals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from blmk_desktop.importing.forms import Part, forms
from blmk_desktop.importing.funding.sheets import claim_of, take_away
from blmk_desktop.importing.funding.tables import printed_decimals
from blmk_desktop.importing.proposal import ColumnMatch, Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.tables.cells import Told, Unreadable, read_column
from blmk_desktop.importing.tables.headings import folded, without_period
from blmk_desktop.importing.tables.layout import Layout, find_table
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.periods import find_year
from blmk_desktop.records.fields import money
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.scheme_words import kind_of_fund
from blmk_desktop.rules.streams import programme_in, says_ring_fenced
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import Sheet

FORM = "fund-allocations"
WORDS = ("allocation", "envelope", "funding", "available", "budget")
FUNDS = frozenset({"fund", "fund name", "funding stream", "funding source", "source of funding", "fund source"})
AMOUNT = money(name="amount", label="Allocation")
SUBJECTS = re.compile(r"\b(?:place|pcn|network|practice|role|staff|locality|area|scheme|project|month)s?\b")
OTHERS = ("place", "pcn", "practice", "arrs_role")  # of these there are tables of their own


@dataclass(slots=True)
class _Read:
    """The allocations of a sheet: (row, column) to pence, with the years of the columns and the rows of totals."""

    layout: Layout
    years: dict[int, str]
    values: dict[tuple[int, int], int] = field(default_factory=dict)
    funds: dict[int, str] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    area: str = ""  # that the table is of, if its title, its first heading or its sheet names one that is known


def allocation_item(sheet: Sheet, names: Names) -> Recognised | None:
    """The table of a sheet, if it is of what funds have in each year: no places, networks, practices or roles."""
    layout = find_table(sheet, _score)
    if layout is None:
        return None
    labels = [clean_text(cell) for cell in layout.column(0) if isinstance(cell, str) and not is_total([cell])]
    others = any(names.resolve(kind, label) for label in labels if label for kind in OTHERS)
    if others or not labels or not _is_money(layout):
        return None
    return Recognised(sheet, layout, forms()[FORM])


def _score(headings: list[str]) -> float:
    """How many columns are of a year; nothing unless all but the first are, and say that it is allocated."""
    rest = [heading for heading in headings[1:] if heading]
    years = _years(headings)
    said = any(word in without_period(heading) for heading in rest for word in WORDS) or folded(headings[0]) in FUNDS
    about = bool(headings[0]) and not SUBJECTS.search(folded(headings[0]))
    known = about and len(set(years.values())) == len(years) == len(rest)
    return len(years) if known and rest and said else 0


def _years(headings: list[str]) -> dict[int, str]:
    return {at: year for at, heading in enumerate(headings) if at and (year := find_year(heading))}


def _is_money(layout: Layout) -> bool:
    """Whether the table says that it is of pounds: in its headings, its title or its cells."""
    first = next(iter(_years(layout.headings)))
    texts = [*layout.headings, layout.title, *(cell for cell in layout.column(first) if isinstance(cell, str))]
    return any("£" in text or "pounds" in text.casefold() for text in texts)


def propose_allocations(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose each fund, what it has in each year, and each printed figure as a claim."""
    layout = item.layout
    proposed.fingerprint = layout.fingerprint
    read = _Read(layout, _years(layout.headings), area=_area(layout, work.now.names))
    proposed.columns = [
        ColumnMatch(at, heading, "fund_envelope.fund" if at == 0 else "allocation.by_year", "position")
        for at, heading in enumerate(layout.headings)
        if at == 0 or at in read.years
    ]
    _read_rows(read, proposed, work.now.names)
    for row in read.totals:
        _claim(read, row, proposed)
    drafts = [_funds(read, proposed, work), _envelopes(read, work), _stated(read, work)]
    take([draft for draft in drafts if draft.rows], proposed, work)
    take_away(drafts, proposed, work)


def _area(layout: Layout, names: Names) -> str:
    """The known area that the first heading, the title or the sheet's name says, and nothing else."""
    said = (layout.headings[0], *layout.title.split(" · "), layout.sheet.name)
    return next(filter(None, (names.resolve("area", text) for text in said if text)), "")


def area_of(area: str, key: tuple[str, str], work: Work) -> str | None:
    """The area of an envelope: an earlier edition of the file may have it without one, and it is the same."""
    return None if not area or (*key, None) in work.now.entries("fund_envelope") else area


def _read_rows(read: _Read, proposed: SheetProposal, names: Names) -> None:
    layout = read.layout
    for row in layout.row_numbers():
        label = clean_text(layout.cell(row, 0))
        if label and is_total([label]):
            read.totals.append(row)
        elif label:
            read.funds[row] = names.resolve("fund", label) or label
    for at, year in read.years.items():
        column = read_column(AMOUNT, layout.column(at), names, Told(layout.headings[at], layout.title))
        proposed.notes += sorted(column.notes - {*proposed.notes})
        for row, value in zip(layout.row_numbers(), column.values, strict=True):
            if isinstance(value, Unreadable):
                where, written = f"{layout.sheet.name}!{layout.place(row, at)}", clean_text(layout.cell(row, at))
                proposed.refused.append(Refusal(where, f"Allocation {year}", written, value.why))
            elif isinstance(value, int) and (row in read.funds or row in read.totals):
                read.values[row, at] = value


def _covered(read: _Read, row: int) -> range:
    above = [one for one in read.totals if one < row]
    first = above[-1] + 1 if above else read.layout.first_row
    return range(first if any(first <= fund < row for fund in read.funds) else read.layout.first_row, row)


def _claim(read: _Read, row: int, proposed: SheetProposal) -> None:
    for at in read.years:
        if (row, at) not in read.values:
            continue
        covered = _covered(read, row)
        sums = {
            f"allocation {read.years[one]}": sum(
                read.values.get((fund, one), 0) for fund in read.funds if fund in covered
            )
            for one in dict.fromkeys((at, *read.years))
        }
        printed = (read.values[row, at], printed_decimals(read.layout, row, at))
        where = f"{read.layout.sheet.name}!{read.layout.place(row, at)}"
        proposed.claims.append(claim_of(where, f"allocation {read.years[at]}", printed, sums))


def _funds(read: _Read, proposed: SheetProposal, work: Work) -> Drafts:
    """The funds. One whose name says no kind is revenue: what is given for building has a name of its own."""
    kinds = {fund: kind_of_fund(fund, otherwise="revenue") for fund in read.funds.values()}
    known = work.now.entries("fund")
    if revenue := [fund for fund, kind in kinds.items() if kind == "revenue" and (fund,) not in known]:
        proposed.notes.append(f"taken for revenue, not capital: {', '.join(sorted(revenue))}")
    about = (read.layout.title, read.layout.sheet.name, work.workbook.name)
    rows = {fund: row for row, fund in reversed(read.funds.items())}
    drafts = [(fund, kinds[fund], programme_in(fund, *about) or None) for fund in rows]
    return Drafts(Part("fund"), ("name", "kind", "programme"), list(drafts), list(rows.values()))


def _envelopes(read: _Read, work: Work) -> Drafts:
    names = ("fund", "year", "amount", "ring_fenced", "area", "note", "source", "cell")
    draft = Drafts(Part("fund_envelope", owns=names[:4]), names)
    for (row, at), value in sorted(read.values.items()):
        if row in read.funds:
            cell, heading, year = read.layout.place(row, at), read.layout.headings[at], read.years[at]
            place = (work.file.source, f"{read.layout.sheet.name}!{cell}")
            area = area_of(read.area, (read.funds[row], year), work)
            fenced = says_ring_fenced(heading)
            draft.rows.append((read.funds[row], year, value, fenced, area, heading, *place))
            draft.at.append(row)
            draft.cells.append(cell)
    return draft


def _stated(read: _Read, work: Work) -> Drafts:
    names = RECORDS["stated_funding"].names
    draft = Drafts(Part("stated_funding", owns=names[3:], whole=True), names)
    for (row, at), value in sorted(read.values.items()):
        cell, covered = read.layout.place(row, at), _covered(read, row)
        total = (None, "original", "total", covered[0] + 1, covered[-1] + 1) if row in read.totals else None
        about = (
            (None, read.years[at], *total)
            if total
            else (read.funds[row], read.years[at], None, "original", "line", None, None)
        )
        decimals = printed_decimals(read.layout, row, at)
        draft.rows.append((work.file.source, read.layout.sheet.name, cell, *about, value, decimals, read.area or None))
        draft.at.append(row)
        draft.cells.append(cell)
    return draft
