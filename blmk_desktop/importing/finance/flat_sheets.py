"""What budgets set out flat would do: their version, the areas and categories that are new, and every line."""

from __future__ import annotations

from blmk_desktop.importing.finance.flat_tables import NOTE, WORDS
from blmk_desktop.importing.finance.projection_sheets import BLOCK, version_drafts, version_name
from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.funding.sheets import take_away
from blmk_desktop.importing.proposal import SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.area_names import new_areas, same_area
from blmk_desktop.importing.records.flat_money import flat_table
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.records.sheets import propose_records
from blmk_desktop.importing.tables.flat import FlatTable
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.variance import nature_of
from blmk_desktop.rules.wording import counted, listed


def propose_budget_lines(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose budget lines: our own table of them as it stands, one under others' headings with all that it needs."""
    layout = item.layout
    if not WORDS.columns(layout.headings):
        propose_records(item, proposed, work)
        return
    table = flat_table(item, proposed, work, WORDS, RECORDS["budget_line"].by_name["amount"])
    proposed.refused += table.refused
    if not table.rows:
        return
    version = version_name(layout.title, "", sorted({row.year for row in table.rows}), work)
    proposed.notes += [*table.notes, f"taken for {version}"]
    drafts = [*_named(table, proposed, work), *version_drafts(version), _lines(table, version, work)]
    take(drafts, proposed, work)
    take_away(drafts, proposed, work, ("budget_line",))


def _named(table: FlatTable, proposed: SheetProposal, work: Work) -> list[Drafts]:
    """The areas and categories that are not known yet, which are said."""
    names = work.now.names
    areas = new_areas({same_area(row.area, names) or row.area: row.row for row in reversed(table.rows)}, names)
    draft = Drafts(Part("budget_category"), ("name", "block", "nature", "position"))
    for position, label in enumerate(dict.fromkeys(row.subject for row in table.rows), start=1):
        if names.resolve("budget_category", label) is None:
            draft.rows.append((label, BLOCK, nature_of(label), position))
            draft.at.append(next(row.row for row in table.rows if row.subject == label))
    for made, one, many in ((areas, "area", "areas"), (draft, "category", "categories")):
        if made.rows:
            new = listed([str(row[0]) for row in made.rows])
            proposed.notes.append(f"{counted(len(made.rows), f'new {one}', f'new {many}')}: {new}")
    return [made for made in (areas, draft) if made.rows]


def _lines(table: FlatTable, version: str, work: Work) -> Drafts:
    fields = ("version", "area", "category", "year", "amount", "note", "source", "sheet", "cell", "decimals")
    draft = Drafts(Part("budget_line", owns=fields), fields)
    names, layout = work.now.names, table.layout
    for row in table.rows:
        area, category = same_area(row.area, names) or row.area, names.resolve("budget_category", row.subject)
        cell = layout.place(row.row, row.column)
        place = (work.file.source, layout.sheet.name, cell, row.amount.decimals)
        note = table.text(row.row, NOTE) or None
        draft.rows.append((version, area, category or row.subject, row.year, row.amount.value, note, *place))
        draft.at.append(row.row)
        draft.cells.append(cell)
    return draft
