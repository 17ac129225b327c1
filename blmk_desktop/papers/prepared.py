"""A paper or a pack before it is written: what may be chosen for it, what it holds, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError
from blmk_desktop.papers.catalogue import PACK, PAPERS, Asked, choices
from blmk_desktop.papers.cover import CoverSheet
from blmk_desktop.papers.making import make_with_sheet
from blmk_desktop.papers.meeting import completed, meetings, usual_body
from blmk_desktop.papers.model import Pack, Paper
from blmk_desktop.papers.order import PackLine, pack_lines
from blmk_desktop.papers.packing import pack
from blmk_desktop.periods import show_date, today
from blmk_desktop.rules.wording import counted
from blmk_desktop.summaries.annual_cycle import annual_cycle
from blmk_desktop.templates.placing import safe_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection

    from blmk_desktop.rules.finding import Finding


@dataclass(frozen=True)
class Prepared:
    """What is to be written, and what else might be.

    `asked` is completed; `made` is None where `problem` says why there is nothing. `lines` are the papers of a pack,
    `cover` the cover sheet of a paper that has one, `choices` what a paper may be about, the usual one first.
    """

    asked: Asked
    bodies: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    made: Paper | Pack | None = None
    problem: str = ""
    lines: tuple[PackLine, ...] = ()
    cover: CoverSheet | None = None

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The paper, or those of the pack."""
        return self.made.papers if isinstance(self.made, Pack) else (self.made,) if self.made else ()

    @property
    def questions(self) -> list[tuple[Paper, Finding]]:
        """The findings that nobody has looked at, each with the paper whose figures it doubts."""
        return [(paper, finding) for paper in self.papers for finding in paper.questions]


def prepared(
    connection: Connection,
    asked: Asked,
    findings: Sequence[Finding],
    without: Collection[PackLine] = (),
) -> Prepared:
    """Make a paper, or with the name PACK a whole pack, without writing it. What cannot be made is told, not raised.

    Without a day as at (''), its figures are as at the meeting, or as at today where the meeting is still to come.
    """
    asked = dated(connection, asked)
    bodies = tuple(dict.fromkeys(filter(None, (usual_body(connection), asked.body, *annual_cycle(connection).bodies))))
    found = Prepared(asked, bodies, tuple(meetings(connection, asked.body)))
    if asked.name == PACK:
        found = replace(found, lines=tuple(pack_lines(connection, asked.body, asked.on, asked.as_at)))
    try:
        if asked.name == PACK:
            made = pack(connection, asked.body, asked.on, asked.as_at, findings, without=without)
            return replace(found, made=made)
        found = replace(found, choices=tuple(choices(connection, asked)))
        return _paper(connection, found, findings)
    except UserError as problem:
        return replace(found, problem=str(problem))


def dated(connection: Connection, asked: Asked) -> Asked:
    """What is asked for, with its meeting and the day its figures are to hold for."""
    if asked.as_at:
        return completed(connection, asked)
    now = today()
    found = completed(connection, replace(asked, as_at=now))
    return replace(found, as_at=min(now, found.on or now))


def _paper(connection: Connection, found: Prepared, findings: Sequence[Finding]) -> Prepared:
    paper, sheet = make_with_sheet(connection, found.asked, findings)
    return replace(found, made=paper, cover=sheet if PAPERS[found.asked.name].cover else None)


def file_name(made: Paper | Pack) -> str:
    """What its file is called, without the ending: '2022-12-09 8 Delegated primary care finance report'."""
    named = (made.on, "Papers") if isinstance(made, Pack) else (made.on, made.number, made.title)
    return safe_name(" ".join(filter(None, named)), "")


def standing(found: Prepared) -> tuple[str, str]:
    """How it stands, in a sentence, and how pressing that is: red where it cannot be made, amber for a draft, green."""
    if found.made is None:
        return found.problem, "red"
    left_out = found.made.left_out if isinstance(found.made, Pack) else ()
    also = f" {counted(len(left_out), 'paper')} cannot be made yet." if left_out else ""
    doubted = len(found.questions)
    if doubted:
        said = f"Nobody has looked at {counted(doubted, 'finding')} about what it says"
        which = "the papers that they are on" if isinstance(found.made, Pack) else "every page"
        return f"{said}: {which} will say Draft.{also}", "amber"
    said = f"Nothing stands in its way: every finding about it, as at {show_date(found.asked.as_at)}, was looked at."
    return f"{said}{also}", "amber" if also else "green"
