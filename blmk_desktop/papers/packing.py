"""A whole pack: which papers a meeting gets, in which order, under which number, made as one document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError
from blmk_desktop.papers.catalogue import PAPERS, Asked
from blmk_desktop.papers.layout import day_in_words
from blmk_desktop.papers.making import make
from blmk_desktop.papers.meeting import completed, meetings
from blmk_desktop.papers.model import Pack, Paper
from blmk_desktop.papers.order import PackLine, pack_lines
from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import several
from blmk_desktop.settings import setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from blmk_desktop.rules.finding import Finding


def pack(
    connection: Connection,
    body: str,
    on: str,
    as_at: str,
    findings: Iterable[Finding],
    *,
    without: Collection[PackLine] = (),
) -> Pack:
    """The pack of a committee's meeting (both '' for the usual), its figures as at a day (ISO); `without` some papers.

    `left_out` names each paper that the meeting takes and the file has nothing for. Raises UserError where there is no
    such meeting, or nothing at all for it.
    """
    asked = completed(connection, Asked("agenda", as_at, body=body, on=on))
    days = meetings(connection, asked.body)
    if not days:
        raise UserError("There is no meeting to make a pack for. Add one under Actions, Annual cycle.")
    if asked.on not in days:
        known = several(list(map(show_date, reversed(days))))
        raise UserError(f"The {asked.body} has no meeting on {show_date(asked.on)}; it has them on {known}.")
    lines = pack_lines(connection, asked.body, asked.on, as_at)
    out = {line.which for line in without}
    wanted = [line for line in lines if not line.left_out and line.which not in out]
    papers, left_out = _made(connection, asked, wanted, list(findings))
    if not papers:
        raise UserError("\n".join(["Nothing of this pack can be made yet.", *left_out]))
    return Pack(
        f"Papers for the meeting of {day_in_words(asked.on)}",
        tuple(papers),
        body=asked.body,
        on=asked.on,
        stamp=papers[0].stamp,
        organisation=setting(connection, "papers.organisation"),
        left_out=tuple(left_out),
    )


def _made(
    connection: Connection, asked: Asked, wanted: Sequence[PackLine], findings: list[Finding]
) -> tuple[list[Paper], list[str]]:
    papers: list[Paper] = []
    left_out = []
    for line in wanted:
        title = PAPERS[line.paper].title
        try:
            papers.append(make(connection, Asked(line.paper, asked.as_at, line.of, asked.body, asked.on), findings))
        except UserError as problem:
            left_out.append(f"{title}: {problem}")
    return papers, left_out
