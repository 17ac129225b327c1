"""Lines for the detail at the side: the records that another has to do with, each of which can be gone to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from blmk_desktop.rules.brag import BLACK, RED, WORDS
from blmk_desktop.rules.wording import capital
from ui.parts.detail import Line, Lines
from ui.parts.record_lines import shortened

if TYPE_CHECKING:
    from blmk_desktop.summaries.links import Link, Links
    from ui.window import MainWindow

TONES = {
    WORDS[BLACK]: "black",
    WORDS[RED]: "red",
    "In progress": "amber",
    "Not yet due": "blue",
    "Late": "red",
    "over its allocation": "red",
    "Open": "blue",
    "accepted": "green",
    "submitted": "green",
}


def link_lines(window: MainWindow, linked: Sequence[Links]) -> list[Lines]:
    """A list for each sort of links."""
    return [
        Lines(one.heading, shortened([_line(window, link) for link in one.links], one.heading.lower()))
        for one in linked
    ]


def _line(window: MainWindow, link: Link) -> Line:
    word = capital(link.state)
    open_ = partial(window.show_record, link.kind, link.key)
    return Line(link.name, link.said, word, TONES.get(link.state, "grey"), open_)


def source_lines(window: MainWindow, source: str, cell: str = "") -> Lines:
    """The file that a record came from, which leads to its import; without one nothing."""
    line = Line(source, cell, activate=partial(window.show_record, "source", source))
    return Lines("Source", [line] if source else [])
