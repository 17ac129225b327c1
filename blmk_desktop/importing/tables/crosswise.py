"""Telling a table that has roles, networks or places for columns, which is not read: how it has to be laid out."""

from __future__ import annotations

from blmk_desktop.importing.tables.names import Names
from blmk_desktop.workbook import Sheet, cell_name

LOOKED_AT = 40  # rows: headings stand near the top
FEWEST = 3  # names beside each other; two may be a sentence
_WORDS = {"arrs_role": ("roles", "role"), "pcn": ("networks", "network"), "place": ("places", "place")}


def crosswise(sheet: Sheet, names: Names) -> str:
    """What to say of such a table: where its headings stand, and what to do; '' if the sheet has none."""
    for number, row in enumerate(sheet.rows[:LOOKED_AT]):
        for kind, (several, one) in _WORDS.items():
            at = [column for column, cell in enumerate(row) if isinstance(cell, str) and names.resolve(kind, cell)]
            if len(at) >= FEWEST and at[-1] - at[0] < 2 * len(at):
                cells = f"{cell_name(number, at[0])} to {cell_name(number, at[-1])}"
                return (
                    f"its columns are {several} ({cells}), and such a table is not read; nothing is taken from it. "
                    f"Give each {one} a row of its own, with a heading over its figures that says what they are"
                )
    return ""
