"""Finding where another table stands beside the first on a sheet, so that its figures are never read as the first's."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.importing.tables.names import Names

KINDS = {"place": "place", "pcn": "pcn", "role": "arrs_role"}


def begins_beside(
    layout: Layout, names: Names, naming: Sequence[tuple[str, int]], measuring: Collection[int]
) -> int | None:
    """The column where another table begins, None if there is but one.

    `naming` are the columns that say whom figures are about (what they name, 0-based column), `measuring` those with
    figures. Another table begins with names of its own, to the right of the first's figures and with figures to their
    right: after a column left blank, or with other names than the first has on the same rows.
    """
    first = dict(reversed(naming))
    for name, index in naming:
        between = any(column < index for column in measuring) and any(column > index for column in measuring)
        if between and (_is_blank(layout, index - 1) or _names_others(layout, names, name, first[name], index)):
            return index
    return None


def _is_blank(layout: Layout, index: int) -> bool:
    return not layout.headings[index] and all(cell in (None, "") for cell in layout.column(index))


def _names_others(layout: Layout, names: Names, name: str, one: int, other: int) -> bool:
    """Whether two columns name different ones on the same row."""
    if name not in KINDS or one == other:
        return False
    for first, second in zip(layout.column(one), layout.column(other), strict=True):
        keys = [names.resolve(KINDS[name], str(cell)) for cell in (first, second) if cell]
        if len(keys) == 2 and None not in keys and keys[0] != keys[1]:
            return True
    return False
