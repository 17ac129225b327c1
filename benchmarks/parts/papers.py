"""Papers: the pack of a meeting, and one of all England."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.lines import Line, demo, kept, ratio
from benchmarks.measuring import Measured, memory, middle, run, several

PACKS = 3


def papers(folder: Path) -> Iterator[Line]:
    """The whole pack of the example data's meeting, as PDF, Word and Excel."""
    file = demo(folder)
    child = partial(run, "benchmarks.papers", folder=folder / "user")
    bare, pdf, word, excel = several(
        PACKS, *(partial(child, what, file) for what in ("bare", ".pdf", ".docx", ".xlsx")), warm=False
    )
    floor, number, words = middle(bare, "written"), int(pdf[0].answer["papers"]), int(pdf[0].answer["words"])
    merely = f"Typst merely setting its {words:,} words: {floor:.0f} ms"
    yield Line(f"A PACK OF {number} PAPERS (median of {PACKS})", "", "", merely)
    how = f"{middle(pdf, 'made'):.0f} ms; the check of the file before it {middle(pdf, 'checked'):.0f} ms"
    yield Line("  made from the data", ratio(middle(pdf, "made"), floor), "", how)
    yield from _written(floor, pdf, word, excel)


def england_paper(folder: Path) -> Iterator[Line]:
    """The estates paper of all England: thousands of schemes, more than a thousand of them with a footnote."""
    from benchmarks import weekly_file

    file = kept(folder / "weekly.blmk", weekly_file.make)
    child = partial(run, "benchmarks.papers", folder=folder / "user")
    bare, pdf, word, excel = several(
        1, *(partial(child, what, file, "estates") for what in ("bare", ".pdf", ".docx", ".xlsx"))
    )
    floor, words = middle(bare, "written"), int(pdf[0].answer["words"])
    yield Line(
        "THE ESTATES PAPER OF ENGLAND (once)", "", "", f"Typst merely setting its {words:,} words: {floor:.0f} ms"
    )
    yield Line("  made from the data", ratio(middle(pdf, "made"), floor), "", f"{middle(pdf, 'made'):.0f} ms")
    yield from _written(floor, pdf, word, excel)


def _written(floor: float, *found: list[Measured]) -> Iterator[Line]:
    for name, measured in zip(("PDF, accessible", "Word", "Excel"), found, strict=True):
        reached = middle(measured, "written")
        yield Line(
            f"  written as {name}",
            ratio(reached, floor),
            "",
            f"{reached:.0f} ms; {memory(measured):.0f} MiB at most",
        )
