"""The `report` command: a committee's paper, or the whole pack of a meeting, written as Word, Excel or PDF."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.commands import DONE, IN_PART, Outside, answer
from blmk_desktop.errors import UserError
from blmk_desktop.rules.wording import counted

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.papers.model import Pack, Paper
    from blmk_desktop.rules.finding import Finding

PACK = "pack"


def report(asked: Namespace, outside: Outside) -> int:
    """Write a paper or a pack; with figures that nobody has looked at it is a draft, and the answer says which."""
    from blmk_desktop.papers.catalogue import kind_of
    from blmk_desktop.papers.model import Pack
    from blmk_desktop.papers.writing import check_ending, write

    if asked.name != PACK:
        kind_of(asked.name)
    check_ending(asked.out)
    with outside.open_store(asked.file, read_only=True) as store, store.reading() as connection:
        made = _made(connection, asked)
    write(made, asked.out)
    papers, left_out = (made.papers, made.left_out) if isinstance(made, Pack) else ((made,), ())
    questions = list(dict.fromkeys(found for paper in papers for found in paper.questions))
    _tell(asked, made, questions, left_out)
    return IN_PART if questions or left_out else DONE


def _made(connection: Connection, asked: Namespace) -> Paper | Pack:
    from blmk_desktop.check import check
    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.making import make
    from blmk_desktop.papers.packing import pack
    from blmk_desktop.papers.prepared import dated

    if asked.name == PACK and (asked.of or asked.no_cover):
        raise UserError("--of and --no-cover are of one paper; a pack has what Pack papers says.")
    about = Asked(asked.name, asked.as_at or "", asked.of or "", asked.body or "", asked.on or "")
    wanted, findings = dated(connection, about), check(connection)
    if asked.name == PACK:
        return pack(connection, wanted.body, wanted.on, wanted.as_at, findings)
    return make(connection, wanted, findings, cover=not asked.no_cover)


def _tell(asked: Namespace, made: Paper | Pack, questions: Sequence[Finding], left_out: Sequence[str]) -> None:
    from blmk_desktop.commands.answers import finding_answer

    if asked.json:
        told = [finding_answer(found) for found in questions]
        answer({"out": str(asked.out), "title": made.title, "stamp": made.stamp, "questions": told,
                "left_out": list(left_out)})  # fmt: skip
        return
    print(f"{asked.out}: {made.title}, from {made.stamp}")
    for why in left_out:
        print(f"Left out: {' '.join(why.split())}", file=sys.stderr)
    if questions:
        say = "nobody has looked at it" if len(questions) == 1 else "nobody has looked at them"
        print(f"A draft: {counted(len(questions), 'finding')} about what it says, and {say}.")
    for found in questions:
        print(f"  {found.message} ({found.where or found.subject})")
