"""Footnotes: which findings concern the figures of a paper, and what is said of them under the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blmk_desktop.papers.model import Cell, Content, Grid
from blmk_desktop.rules.wording import sentence

if TYPE_CHECKING:
    from blmk_desktop.papers.model import Block
    from blmk_desktop.rules.finding import Finding

NOT_SEEN = "Not yet looked at."
_GOES_ON = (",", " and ", " to ", " (")  # what follows a place where a finding names more than that


@dataclass(frozen=True)
class Noted:
    """The blocks of a paper with their footnotes, and the findings that concern its figures, the gravest first."""

    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]

    @property
    def questions(self) -> tuple[Finding, ...]:
        """Those that nobody has acknowledged."""
        return tuple(found for found in self.findings if not found.acknowledged)


def noted(content: Content, findings: Sequence[Finding]) -> Noted:
    """Put under each figure what was found about it. A finding on a figure that is not in the paper leaves no trace."""
    about: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for found in findings:
        if _of_its_kind(content, found):
            about[found.about].append(found)
    told: list[Finding] = []
    blocks = tuple(_grid(one, about, told) if isinstance(one, Grid) else one for one in content.blocks)
    concerning = {id(found) for found in told}
    return Noted(blocks, tuple(found for found in findings if id(found) in concerning))


def note(found: Finding) -> str:
    """What a footnote says: the disagreement, where it is printed, and why it was accepted."""
    said = [sentence(found.message)]
    if found.is_printed:
        said.append(f"Printed in {found.where}.")
    said.append(f"Looked at: {sentence(found.acknowledged)}" if found.acknowledged else NOT_SEEN)
    return " ".join(said)


def concerns(found: Finding, cell: Cell) -> bool:
    """Whether a finding is about a cell: the same record, the same measure or a cell about all of it, and the place."""
    if found.about != cell.about or cell.measure not in ("", found.measure):
        return False
    if not cell.places:
        return bool(cell.about[1])
    return any(_is_at(found.where, place) for place in cell.places)


def _is_at(where: str, place: str) -> bool:
    return where == place or where.startswith(tuple(place + more for more in _GOES_ON))


def _of_its_kind(content: Content, found: Finding) -> bool:
    kinds, rules = content.kinds, content.rules
    return (not kinds or found.about[0] in kinds) and (not rules or found.rule.startswith(rules))


def _grid(grid: Grid, about: Mapping[tuple[str, str], Sequence[Finding]], told: list[Finding]) -> Grid:
    rows = []
    for row in grid.rows:
        cells = []
        for cell in row.cells:
            found = list(_about(cell, about))
            told += found
            cells.append(replace(cell, notes=(*cell.notes, *map(note, found))) if found else cell)
        rows.append(replace(row, cells=tuple(cells)))
    return replace(grid, rows=tuple(rows))


def _about(cell: Cell, about: Mapping[tuple[str, str], Sequence[Finding]]) -> Iterator[Finding]:
    yield from (found for found in about.get(cell.about, ()) if concerns(found, cell))
