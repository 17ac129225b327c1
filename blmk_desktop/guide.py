"""The guide: its pages as they ship, their titles and headings, and finding words in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "guide"
CONTENTS = "index"

BEFORE = 12  # letters of a piece before what was found: it must be seen where there is room for little
ROOM = 110  # letters of a piece

_LINK = re.compile(r"\[([^\]]+)\]\(([\w-]+)\.md\)")
_RULE = re.compile(r"^[-:|\s]+$", re.MULTILINE)  # what stands under the headings of a table
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


@dataclass(frozen=True)
class Page:
    """A page of the guide: its file's name without the ending, the audience it is listed under, its text."""

    name: str
    audience: str
    text: str

    @property
    def title(self) -> str:
        """What its first heading says."""
        return self.text.split("\n", 1)[0].lstrip("# ")

    @property
    def path(self) -> Path:
        """Its file."""
        return FOLDER / f"{self.name}.md"

    @property
    def words(self) -> str:
        """Its text without the signs of Markdown, in one line."""
        plain = _RULE.sub("", _LINK.sub(r"\1", _PICTURE.sub(r"\1", self.text)))
        return " ".join(re.sub(r"[#|>]", " ", re.sub(r"[*`]", "", plain)).split())

    @property
    def links(self) -> list[str]:
        """The names of the pages that it leads to."""
        return [name for _, name in _LINK.findall(self.text)]

    @property
    def pictures(self) -> list[tuple[str, str]]:
        """The description and the file of each of its pictures."""
        return _PICTURE.findall(self.text)


@dataclass(frozen=True)
class Found:
    """A page that words were found on, and a piece of its text around the first of them."""

    page: Page
    piece: str


def read_page(name: str, audience: str = "") -> Page:
    """A page by its name. Raises OSError if it did not come along."""
    return Page(name, audience, (FOLDER / f"{name}.md").read_text(encoding="utf-8"))


@cache
def pages() -> tuple[Page, ...]:
    """Every page in the order of the contents, each once, under the heading that it is listed under there."""
    found: dict[str, Page] = {CONTENTS: read_page(CONTENTS)}
    audience = ""
    for line in found[CONTENTS].text.splitlines():
        if line.startswith("## "):
            audience = line.lstrip("# ")
        for _, name in _LINK.findall(line):
            if name not in found:
                found[name] = read_page(name, audience)
    return tuple(found.values())


def find(words: str) -> list[Found]:
    """The pages that hold all of the words, or the beginnings of them: those with a word in the title first."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    ranked = [(_weight(page, wanted), page) for page in pages()]
    ranked = sorted(((weight, page) for weight, page in ranked if weight), key=lambda one: -one[0])
    return [Found(page, _piece(page.words.removeprefix(page.title).strip(), wanted)) for _, page in ranked]


def _weight(page: Page, wanted: Sequence[str]) -> int:
    """0 if a word is missing; else how often they stand there, more in the title and in headings."""
    title, text = page.title.casefold(), page.words.casefold()
    headings = " ".join(line for line in page.text.casefold().splitlines() if line.startswith("#"))
    if not all(_begins(word, text) for word in wanted):
        return 0
    return sum(
        100 * _begins(word, title) + 10 * _begins(word, headings) + min(_begins(word, text), 9) for word in wanted
    )


def _begins(word: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(word)}", text))


def _piece(text: str, wanted: Sequence[str]) -> str:
    """The words around the first hit after the title."""
    hits = [hit.start() for word in wanted for hit in re.finditer(rf"(?<!\w){re.escape(word)}", text.casefold())]
    at = max(0, min(hits, default=0) - BEFORE)
    start = text.rfind(" ", 0, at) + 1 if at else 0
    piece = text[start : start + ROOM].rsplit(" ", 1)[0]
    return f"{'…' if start else ''}{piece}…"
