"""What funding streams set out flat would do: the funds and areas that are new, and an envelope for each amount."""

from __future__ import annotations

from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.funding.allocations import area_of
from blmk_desktop.importing.funding.flat_tables import (
    COMMITTED,
    FENCED,
    NOTE,
    PROGRAMME,
    RECURRENCE,
    SPENT,
    WORDS,
    flat_columns_of,
)
from blmk_desktop.importing.funding.sheets import take_away
from blmk_desktop.importing.proposal import SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.area_names import new_areas, same_area
from blmk_desktop.importing.records.flat_money import flat_table
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.records.sheets import propose_records
from blmk_desktop.importing.tables.cells import Told, Unreadable, read_column
from blmk_desktop.importing.tables.flat import FlatRow, FlatTable
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.scheme_words import kind_of_fund
from blmk_desktop.rules.streams import per_head_in, programme_in, recurrence_in, says_ring_fenced, stream_name
from blmk_desktop.rules.wording import counted, listed


def propose_envelopes(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose envelopes: our own table of them as it stands, one under others' headings with its funds."""
    layout = item.layout
    if not flat_columns_of(layout.headings):
        propose_records(item, proposed, work)
        return
    table = flat_table(item, proposed, work, WORDS, RECORDS["fund_envelope"].by_name["amount"])
    proposed.notes += table.notes
    names = work.now.names
    areas = new_areas({same_area(row.area, names) or row.area: row.row for row in reversed(table.rows)}, names)
    funds = _funds(table, work)
    new = [str(row[0]) for row in funds.rows if names.resolve("fund", str(row[0])) is None]
    if new:
        proposed.notes.append(f"{counted(len(new), 'new fund')}: {listed(new)}")
    drafts = [areas, funds, _envelopes(table, work)]
    proposed.refused += table.refused
    take([draft for draft in drafts if draft.rows], proposed, work)
    take_away(drafts, proposed, work)


def _fund(row: FlatRow, work: Work) -> str:
    return work.now.names.resolve("fund", row.subject) or stream_name(row.subject)


def _funds(table: FlatTable, work: Work) -> Drafts:
    """The streams, as revenue unless they are known otherwise; what is known of one stays."""
    draft = Drafts(Part("fund"), ("name", "kind", "programme", "recurrence", "per_head"))
    texts = (table.layout.title, table.layout.sheet.name, work.workbook.name)
    seen: set[str] = set()
    for row in table.rows:
        fund = _fund(row, work)
        if fund in seen:
            continue
        seen.add(fund)
        programme = table.text(row.row, PROGRAMME) or programme_in(fund, *texts)
        recurrence = recurrence_in(table.text(row.row, RECURRENCE))
        kind = kind_of_fund(fund, otherwise="revenue")
        draft.rows.append((fund, kind, programme or None, recurrence or None, per_head_in(row.subject)))
        draft.at.append(row.row)
    return draft


def _envelopes(table: FlatTable, work: Work) -> Drafts:
    names, layout = ("fund", "year", "area", "amount", "ring_fenced", "spent", "committed"), table.layout
    draft = Drafts(Part("fund_envelope", owns=names), (*names, "note", "source", "cell"))
    beside = _beside(table, work)
    for row in table.rows:
        fund, area = _fund(row, work), same_area(row.area, work.now.names) or row.area
        cell = layout.place(row.row, row.column)
        fenced = says_ring_fenced(f"{layout.headings[row.column]} {row.subject}")
        more = (beside[FENCED].get(row.row, fenced), beside[SPENT].get(row.row), beside[COMMITTED].get(row.row))
        key = (fund, row.year, area_of(area, (fund, row.year), work), row.amount.value)
        place = (work.file.source, f"{layout.sheet.name}!{cell}")
        draft.rows.append((*key, *more, table.text(row.row, NOTE) or row.subject, *place))
        draft.at.append(row.row)
        draft.cells.append(cell)
    return draft


def _beside(table: FlatTable, work: Work) -> dict[str, dict[int, object]]:
    """What stands beside the amount of each row: spent, committed and ring-fenced, where there is one year a row."""
    found: dict[str, dict[int, object]] = {target: {} for target in (SPENT, COMMITTED, FENCED)}
    layout, declared = table.layout, RECORDS["fund_envelope"].by_name
    if len({row.column for row in table.rows}) > 1:
        return found
    for target, by_row in found.items():
        at = table.at(target)
        if at is None:
            continue
        field, told = declared[target.partition(".")[2]], Told(layout.headings[at], layout.title)
        column = read_column(field, layout.column(at), work.now.names, told)
        for row, value in zip(layout.row_numbers(), column.values, strict=True):
            if isinstance(value, Unreadable):
                table.refuse(row, at, field.label, value.why)
            elif value is not None:
                by_row[row] = value
    return found
