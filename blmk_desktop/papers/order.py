"""Which papers a meeting gets, in which order, and under which number of its agenda."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.papers.catalogue import PAPERS, named_alike
from blmk_desktop.records.tables import TABLES
from blmk_desktop.summaries.annual_cycle import agenda

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.summaries.annual_cycle import AgendaLine

NO_ITEM = frozenset({"agenda"})  # a pack's agenda is no item of itself, and always in it
NOT_TAKEN, DEFERRED = "the meeting does not take it", "deferred to a later meeting"

Row = tuple[str, str, str]  # paper, what it is about, the item that it belongs to


@dataclass(frozen=True, slots=True)
class PackLine:
    """A paper of a pack, by its item of the agenda: 5.1 and 5.2 where two papers belong to item 5.

    `left_out` says why it is not in the pack of this meeting; '' for one that is.
    """

    paper: str
    of: str = ""
    number: str = ""
    item: str = ""
    owner: str = ""
    purpose: str = ""
    left_out: str = ""

    @property
    def which(self) -> tuple[str, str]:
        """Which paper it is, whatever its place and number."""
        return self.paper, self.of


def pack_lines(connection: Connection, body: str, on: str, as_at: str) -> list[PackLine]:
    """The papers that a committee's pack may have, in order; those whose item the meeting does not take are left out.

    A paper that no item is named for belongs to the item with the paper's title in its name, and without one it is in
    every pack, without a number. Where no pack is set: the agenda, then the papers that its items name.
    """
    found = agenda(connection, body, on, as_at) if on else None
    lines = found.lines if found else []
    rows = _kept(connection, body) or _by_agenda(lines)
    return _numbered([_pack_line(row, _line_of(lines, row)) for row in rows])


def line_of(connection: Connection, asked: Asked) -> PackLine:
    """The line of a paper in its meeting's pack, with its number; without any where the pack does not have it.

    `asked` is completed.
    """
    lines = [one for one in pack_lines(connection, asked.body, asked.on, asked.as_at) if one.paper == asked.name]
    alike = named_alike(connection, asked) if lines else ()
    same = [one for of in alike for one in lines if one.of == of]
    only = lines if len(lines) == 1 and not lines[0].of else []  # whatever it is about this time
    return next(iter([*same, *only]), PackLine(asked.name, asked.of))


def _kept(connection: Connection, body: str) -> list[Row]:
    table = TABLES["pack_paper"].c
    query = select(table.paper, table.of, table.item).where(table.body == body)
    rows = connection.execute(query.order_by(table.position, table.paper, table.of))
    return [(paper, of or "", item or "") for paper, of, item in rows]


def _by_agenda(lines: Sequence[AgendaLine]) -> list[Row]:
    """The agenda, and the papers that its items name, in their order."""
    named = [(lines.index(line), paper) for paper in PAPERS if (line := _line_of(lines, (paper, "", "")))]
    return [*((paper, "", "") for paper in NO_ITEM), *((paper, "", "") for _, paper in sorted(named))]


def _line_of(lines: Sequence[AgendaLine], row: Row) -> AgendaLine | None:
    """The agenda's line of a paper's item; of none named, that whose name has the paper's title in it."""
    paper, _, item = row
    if paper in NO_ITEM:
        return None
    title = PAPERS[paper].title.casefold()
    return next((one for one in lines if (one.item == item if item else title in one.item.casefold())), None)


def _pack_line(row: Row, line: AgendaLine | None) -> PackLine:
    paper, of, item = row
    if line is None:
        return PackLine(paper, of, item=item, left_out=NOT_TAKEN if item else "")
    left_out = DEFERRED if line.state == "deferred" else ""
    return PackLine(paper, of, line.number, line.item, line.owner, line.purpose, left_out)


def _numbered(lines: Sequence[PackLine]) -> list[PackLine]:
    """With a number of its own for each of several papers that belong to one item."""
    counted = Counter(line.number for line in lines)
    seen: Counter[str] = Counter()
    numbered = []
    for line in lines:
        seen[line.number] += 1
        several = bool(line.number) and counted[line.number] > 1
        numbered.append(replace(line, number=f"{line.number}.{seen[line.number]}") if several else line)
    return numbered
