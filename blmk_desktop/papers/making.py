"""Making a paper: its cover, its content as at a day, footnotes from the findings, and what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.papers.catalogue import content as content_of
from blmk_desktop.papers.cover import CoverSheet, cover_blocks, cover_sheet
from blmk_desktop.papers.meeting import completed
from blmk_desktop.papers.model import NewPage, Paper
from blmk_desktop.papers.notes import noted
from blmk_desktop.settings import setting

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.rules.finding import Finding


def make(connection: Connection, asked: Asked, findings: Sequence[Finding], *, cover: bool = True) -> Paper:
    """A paper from the data, for the meeting asked for, else the usual committee's next: alike from the same data.

    `findings` are those of the whole file (see `check`); of them it has footnotes for those on its own figures, and
    as `questions` those that nobody has acknowledged. Raises UserError where the file has nothing for it.
    """
    return make_with_sheet(connection, asked, findings, cover=cover)[0]


def make_with_sheet(
    connection: Connection, asked: Asked, findings: Sequence[Finding], *, cover: bool = True
) -> tuple[Paper, CoverSheet]:
    """The same, with the cover sheet that it was made with."""
    asked = completed(connection, asked)
    found = content_of(connection, asked)
    told = noted(found, findings)
    sheet = cover_sheet(connection, asked, found.known)
    front = cover_blocks(connection, sheet, found.known) if cover else ()
    paper = Paper(
        name=asked.name,
        title=sheet.value("title") or found.title,
        blocks=(*front, *([NewPage()] if front else []), *told.blocks),
        number=sheet.value("number"),
        body=asked.body,
        on=asked.on,
        as_at=asked.as_at,
        stamp=stamp(connection),
        organisation=setting(connection, "papers.organisation"),
        author=sheet.value("author"),
        questions=told.questions,
    )
    return paper, sheet


def stamp(connection: Connection) -> str:
    """From which state of the data something is made: 'change 14 of 09/12/2022 09:30 UTC'."""
    from blmk_desktop.changes import newest

    last = newest(connection)
    return last.stamp if last else "no data yet"
