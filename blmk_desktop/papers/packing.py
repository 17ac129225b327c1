"""A whole pack: which papers a meeting gets, in which order, under which number, made as one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.errors import UserError
from blmk_desktop.papers.catalogue import PAPERS, Asked
from blmk_desktop.papers.making import make
from blmk_desktop.papers.meeting import agenda_lines_of, completed, line_of
from blmk_desktop.papers.model import Pack, Paper
from blmk_desktop.periods import show_date
from blmk_desktop.records.tables import TABLES
from blmk_desktop.settings import setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.annual_cycle import AgendaLine

Progress = Callable[[str, float], None]
LEAST = ("agenda",)  # what a pack has of those that no item of business names


@dataclass(frozen=True, slots=True)
class PackLine:
    """A paper of a pack: what it is about, its number and item on the agenda, and why it is left out ('': it is in)."""

    paper: str
    of: str = ""
    number: str = ""
    item: str = ""
    left_out: str = ""


def pack_lines(connection: Connection, body: str, on: str, as_at: str) -> list[PackLine]:
    """The papers that a committee's pack may have, in order; those whose item the meeting does not take are left out.

    Without any set for the committee: the agenda, then the papers that its items name.
    """
    lines = agenda_lines_of(connection, body, on, as_at)
    table = TABLES["pack_paper"].c
    query = select(table.paper, table.of, table.item).where(table.body == body).order_by(table.position, table.paper)
    rows = [(paper, of or "", item or "") for paper, of, item in connection.execute(query)]
    if not rows:
        return _by_agenda(lines)
    return [_pack_line(paper, of, item, line_of(lines, paper, item)) for paper, of, item in rows]


def pack(
    connection: Connection,
    body: str,
    on: str,
    as_at: str,
    findings: Iterable[Finding],
    progress: Progress = lambda _words, _share: None,
) -> Pack:
    """The pack of a committee's meeting (both '' for the usual), its figures as at a day (ISO).

    `left_out` names each paper that the meeting takes and the file has nothing for. Raises UserError where there is no
    meeting, or nothing at all for it.
    """
    asked = completed(connection, Asked("agenda", as_at, body=body, on=on))
    if not asked.on:
        raise UserError("There is no meeting to make a pack for. Add one under Risks and actions, Annual cycle.")
    wanted = [line for line in pack_lines(connection, asked.body, asked.on, as_at) if not line.left_out]
    papers, left_out = _made(connection, asked, wanted, list(findings), progress)
    if not papers:
        raise UserError("\n".join(["Nothing of this pack can be made yet.", *left_out]))
    return Pack(
        f"Papers for the meeting of {show_date(asked.on)}",
        tuple(papers),
        body=asked.body,
        on=asked.on,
        stamp=papers[0].stamp,
        organisation=setting(connection, "papers.organisation"),
        left_out=tuple(left_out),
    )


def _made(
    connection: Connection, asked: Asked, wanted: Sequence[PackLine], findings: list[Finding], progress: Progress
) -> tuple[list[Paper], list[str]]:
    papers: list[Paper] = []
    left_out = []
    for done, line in enumerate(wanted):
        title = PAPERS[line.paper].title
        progress(title, done / len(wanted))
        try:
            papers.append(make(connection, Asked(line.paper, asked.as_at, line.of, asked.body, asked.on), findings))
        except UserError as problem:
            left_out.append(f"{title}: {problem}")
    return papers, left_out


def _by_agenda(lines: Sequence[AgendaLine]) -> list[PackLine]:
    """The agenda, then what its items name, in their order."""
    found = [(line, paper) for paper in PAPERS if paper not in LEAST and (line := line_of(lines, paper, ""))]
    named = [_pack_line(paper, "", "", line) for line, paper in sorted(found, key=lambda one: int(one[0].number))]
    return [*(PackLine(paper) for paper in LEAST), *named]


def _pack_line(paper: str, of: str, item: str, line: AgendaLine | None) -> PackLine:
    if line is None:
        return PackLine(paper, of, item=item, left_out="the meeting does not take it" if item else "")
    left_out = "deferred" if line.state == "deferred" else ""
    return PackLine(paper, of, line.number, line.item, left_out)
