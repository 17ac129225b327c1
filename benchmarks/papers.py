"""In a process of its own: a pack, or a paper of all England, from opening the file to the written document."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.telling import tell
from benchmarks.timing import timed
from blmk_desktop.papers.model import Bullets, Facts, Grid, Heading, Pack, Text, Ticks

MEETING = "2022-12-09"  # the example data's meeting of the committee


def main(what: str, file: str, only: str = "") -> None:
    """Measure the pack, or `only` one paper, written with this ending ('.pdf'); for 'bare' its words set by Typst."""
    pack, found = one_paper(Path(file), only) if only else made(Path(file))
    with TemporaryDirectory() as name:
        if what == "bare":
            found["written"] = timed(partial(_bare, "|".join(words(pack))))
        else:
            from blmk_desktop.papers.writing import write

            found["written"] = timed(partial(write, pack, Path(name) / f"pack{what}"))
    tell(**found, papers=len(pack.papers), words=sum(len(text.split()) for text in words(pack)))


def made(file: Path) -> tuple[Pack, dict[str, float]]:
    """The pack, and the milliseconds that its parts took: the check of the file, the papers from the data."""
    import db
    from blmk_desktop.check import check
    from blmk_desktop.papers.packing import pack

    with db.open_file(file, read_only=True) as store, store.reading() as connection:
        times = {"checked": timed(partial(check, connection))}
        findings = check(connection)
        times["made"] = timed(partial(pack, connection, "", MEETING, MEETING, findings))
        return pack(connection, "", MEETING, MEETING, findings), times


def one_paper(file: Path, name: str) -> tuple[Pack, dict[str, float]]:
    """A paper of a file of all England's schemes by itself, with all its footnotes, as at the day of that file."""
    import db
    from benchmarks.weekly_file import AS_AT
    from blmk_desktop.check import check
    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.making import make

    with db.open_file(file, read_only=True) as store, store.reading() as connection:
        findings, asked = check(connection), Asked(name, AS_AT, on=AS_AT)
        times = {"made": timed(partial(make, connection, asked, findings))}
        return Pack("One paper", (make(connection, asked, findings),), on=AS_AT), times


def words(pack: Pack) -> list[str]:
    """Every text of a pack, in the order in which it is read."""
    found = []
    for block in (block for paper in pack.papers for block in paper.blocks):
        if isinstance(block, Text | Heading):
            found.append(block.text)
        elif isinstance(block, Bullets):
            found += block.points
        elif isinstance(block, Facts):
            found += [text for row in block.rows for text in row]
        elif isinstance(block, Ticks):
            found += [block.question, *(answer for answer, _ in block.answers)]
        elif isinstance(block, Grid):
            found += [cell.text for row in block.rows for cell in row.cells]
    return found


def _bare(text: str) -> None:
    """The same words as paragraphs, one after the other."""
    import typst

    source = b'#set page(paper: "a4")\n#sys.inputs.text.split("|").join(parbreak())'
    typst.compile(source, sys_inputs={"text": text})


if __name__ == "__main__":
    main(*sys.argv[1:])
