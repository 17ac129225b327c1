"""Papers as PDF: accessible (PDF/UA-1), and the same bytes from the same paper on every machine.

What a paper says goes to the template as JSON and is set as text there, in Source Sans Pro, unless it has a letter that
is not in there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from blmk_desktop.errors import UserError
from blmk_desktop.papers import charts
from blmk_desktop.papers.layout import (
    Leaf,
    Marks,
    answered,
    captions,
    dated,
    day_in_words,
    draft_of,
    facts_headings,
    groups,
    heading,
    leaves,
    moment,
    short_rows,
    stays_whole,
    stepped,
    title_of,
    widths,
)
from blmk_desktop.papers.model import Bars, Bullets, Facts, Grid, Heading, HeatMap, Pack, Text, Ticks
from blmk_desktop.papers.tones import ACCENT, GROUP, HEADER, INK, LINE, MUTED, TONES
from blmk_desktop.seeding import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typst

    from blmk_desktop.papers.model import Block, Cell, Paper

MANY = 100  # footnotes of a paper; more of them stand at its end: setting them page by page would take minutes
NO_LETTER = "This paper has a letter that no font on this computer can show, so it cannot be a PDF. Write it as Word."
TEMPLATE = RESOURCES / "papers" / "paper.typ"
FONTS = ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf")

Described = dict[str, Any]


@dataclass
class _Marks(Marks):
    at_end: bool = False


Format = Literal["pdf", "png"]


def write_pdf(made: Paper | Pack, path: Path) -> None:
    """Write a paper or a pack as PDF. Raises UserError where it has a letter that no font here can show."""
    path.write_bytes(_compiled(made, "pdf"))


def pages(made: Paper | Pack, ppi: int = 60) -> list[bytes]:
    """Each page as a picture (PNG), as the PDF would show it."""
    drawn = _compiled(made, "png", ppi)
    return drawn if isinstance(drawn, list) else [drawn]


def picture(svg: str, ppi: int = 192) -> bytes:
    """A chart as PNG, for a document that cannot hold SVG."""
    import typst

    source = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    return bytes(typst.compile(source, format="png", font_paths=_fonts(), ppi=ppi, sys_inputs={"svg": svg}))


def first_pages(made: Pack) -> list[int]:
    """On which page of the PDF each paper of a pack begins, from 1."""
    import typst

    found = typst.Compiler(TEMPLATE, font_paths=_fonts(), sys_inputs=_inputs(made))
    asked = "".join(f'locate(label("{_place(number)}")).page(),' for number in range(len(made.papers)))
    return [int(page) for page in json.loads(found.eval(f"({asked})"))]


def described(made: Paper | Pack) -> Described:
    """All that the template needs to know, in the shapes of JSON."""
    papers = made.papers if isinstance(made, Pack) else (made,)
    told: Described = {
        "title": made.title if isinstance(made, Pack) else title_of(made),
        "organisation": made.organisation,
        "date": [int(part) for part in moment(papers[0] if papers else None).split("-")],
        "colours": _colours(),
        "papers": [_paper(paper, number) for number, paper in enumerate(papers)],
    }
    if isinstance(made, Pack):
        told["front"] = _front(made)
    return told


def _compiled(made: Paper | Pack, kind: Format, ppi: int = 144) -> Any:
    import typst

    inputs = _inputs(made)
    told = json.loads(inputs["paper"])["date"]
    options: Any = {
        "format": kind,
        "sys_inputs": inputs,
        "timestamp": datetime(told[0], told[1], told[2], tzinfo=UTC),
        "ppi": ppi,
    }
    if kind == "pdf":
        options["pdf_standards"] = ["ua-1"]
    try:
        return typst.compile(TEMPLATE, font_paths=_fonts(), **options)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
    try:
        return typst.compile(TEMPLATE, font_paths=_fonts(of_system=True), **options)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        raise UserError(NO_LETTER) from error


def _inputs(made: Paper | Pack) -> dict[str, str]:
    return {"paper": json.dumps(described(made), ensure_ascii=False)}


@cache
def _fonts(*, of_system: bool = False) -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=of_system, font_paths=[_folder().name])


@cache
def _folder() -> TemporaryDirectory[str]:
    """A folder with our two fonts and no other, for as long as the program runs.

    Their package holds each twice, as .otf too, and Typst takes the one that the disk names first: not the same one
    everywhere. It is found without importing it, as that would look at each of its files.
    """
    found = find_spec("font_source_sans_pro")
    if found is None or found.origin is None:
        raise UserError("The fonts that papers are set in are not installed: install the application anew.")
    made = TemporaryDirectory(prefix="blmk-fonts-")
    for name in FONTS:
        copyfile(Path(found.origin).parent / "files" / name, Path(made.name) / name)
    return made


def _colours() -> Described:
    draft = TONES["amber"]
    return {
        "ink": INK,
        "muted": MUTED,
        "accent": ACCENT,
        "header": HEADER,
        "group": GROUP,
        "line": LINE,
        "draft": {"fill": draft.fill, "ink": draft.ink},
    }


def _place(number: int) -> str:
    return f"paper-{number}"


def _front(pack: Pack) -> Described:
    day = day_in_words(pack.on) if pack.on else ""
    return {
        "body": pack.body,
        "day": day,
        "dated": f"Meeting of {day}" if day else "",
        "stamp": f"Made from {pack.stamp}" if pack.stamp else "",
        "draft": any(paper.questions for paper in pack.papers),
        "left_out": pack.left_out,
    }


def _paper(paper: Paper, number: int) -> Described:
    blocks = stepped(paper.blocks)
    marks = _Marks(at_end=len(_noted(blocks)) > MANY)
    named = dict(zip(map(id, blocks), captions(blocks), strict=True))
    told = [
        {
            "landscape": leaf.landscape,
            "blocks": [_block(block, named[id(block)], marks, number) for block in leaf.blocks],
        }
        for leaf in leaves(blocks) or [Leaf(())]
    ]
    if marks.at_end:
        told.append({"landscape": False, "blocks": _endnotes(marks, number)})
    return {
        "place": _place(number),
        "number": paper.number,
        "name": paper.title,
        "title": title_of(paper),
        "organisation": paper.organisation,
        "body": paper.body,
        "day": day_in_words(paper.on) if paper.on else "",
        "dated": dated(paper),
        "draft": draft_of(paper),
        "leaves": told,
    }


def _noted(blocks: Sequence[Block]) -> set[str]:
    """The texts of all footnotes."""
    of_texts = {note for block in blocks if isinstance(block, Text) for note in block.notes}
    rows = [row for block in blocks if isinstance(block, Grid) for row in block.rows]
    return of_texts | {note for row in rows for cell in row.cells for note in cell.notes}


def _endnotes(marks: Marks, number: int) -> list[Described]:
    return [
        {"kind": "heading", "text": "Notes", "level": 1},
        {"kind": "endnotes", "name": f"note-{number}-", "texts": list(marks.places)},
    ]


def _block(block: Block, caption: str, marks: _Marks, number: int) -> Described:
    if isinstance(block, Grid):
        return _grid(block, caption, marks, number)
    if isinstance(block, Bars):
        return _picture(caption, block.alt, charts.bars(block), 1)
    if isinstance(block, HeatMap):
        return _picture(caption, block.alt, charts.heat_map(block), 0.75)
    return _words(block, marks, number)


def _words(block: Block, marks: _Marks, number: int) -> Described:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text, "level": block.level}
    if isinstance(block, Text):
        noted = _notes(block.notes, marks, number)
        return {"kind": "text", "text": block.text, "role": block.role, "notes": noted}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "points": block.points}
    if isinstance(block, Facts):
        return {"kind": "facts", "headings": facts_headings(block), "rows": block.rows}
    if isinstance(block, Ticks):
        answers, across = answered(block)
        return {"kind": "ticks", "question": block.question, "answers": answers, "across": across}
    raise TypeError(f"{type(block).__name__} is not written as PDF.")


def _picture(caption: str, alt: str, svg: str, share: float) -> Described:
    return {"kind": "picture", "caption": caption, "alt": alt or caption, "svg": svg, "share": share}


def _grid(grid: Grid, caption: str, marks: _Marks, number: int) -> Described:
    return {
        "kind": "grid",
        "caption": caption,
        "remark": grid.remark,
        "whole": stays_whole(grid),
        "widths": widths(grid),
        "groups": [{"text": text, "span": span} for text, span in groups(grid)],
        "columns": [{"heading": heading(column), "figures": column.figures} for column in grid.columns],
        "rows": [
            {
                "kind": row.kind,
                "whole": whole,
                "cells": [_cell(cell, marks, number) for cell in row.cells],
            }
            for row, whole in zip(grid.rows, short_rows(grid), strict=True)
        ],
    }


def _cell(cell: Cell, marks: _Marks, number: int) -> Described:
    told: Described = {"text": cell.text, "notes": _notes(cell.notes, marks, number)}
    tone = TONES.get(cell.tone)
    return {**told, "fill": tone.fill, "ink": tone.ink} if tone else told


def _notes(texts: tuple[str, ...], marks: _Marks, number: int) -> list[Described]:
    found = []
    for text in texts:
        place, first = marks.of(text)
        named: Described = {"name": f"note-{number}-{place}"}
        if marks.at_end:
            found.append({**named, "number": place + 1})
        else:
            found.append({**named, "text": text} if first else named)
    return found
