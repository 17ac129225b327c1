"""Reading a sheet of money that is set out flat, whatever kind of record it becomes."""

from __future__ import annotations

from blmk_desktop.importing.proposal import SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.tables.flat import FlatTable, Words, flat_columns, read_flat
from blmk_desktop.importing.taking import Work
from blmk_desktop.records.declaration import Field


def flat_table(item: Recognised, proposed: SheetProposal, work: Work, words: Words, amount: Field) -> FlatTable:
    """The rows of a sheet; `amount` is the field that its amounts fill. The proposal is told how it was laid out."""
    layout = item.layout
    proposed.fingerprint = layout.fingerprint
    proposed.columns = flat_columns(layout, words, work.chosen(item.sheet.name), work.remembered(layout))
    table = FlatTable(layout, words, proposed.columns)
    texts = (work.options.register or "", *layout.title.split(" · "), layout.sheet.name)
    read_flat(table, {words.amount: amount}, work.now.names, texts)
    return table
