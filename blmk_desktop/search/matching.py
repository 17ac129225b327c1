"""Finding words among many short texts: all texts of a kind in one string, looked through as a whole; near misses too.

Each text stands between line ends, its key, its title and the rest apart from each other by signs that nobody types,
so that one look tells what begins so.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice, product
from typing import Generic, TypeVar

T = TypeVar("T")

KEY, TITLE = "\x01", "\x02"  # after the key; after the title
SAME, BEGINS, IN_TITLE, IN_TEXT, INSIDE, ALL_WORDS = range(6)  # the steps away from what was typed
_APART = str.maketrans(dict.fromkeys('()[]/,;:&\n\t\r\x01\x02–—·›“”"|', " ") | {"’": "'", "‘": "'"})
_WORD = re.compile(r"[a-z][a-z']{2,}")
SHORTEST = 4  # letters of a word that may be misspelled
SURE = 5  # letters up to which one mistake is forgiven, above two
NEAREST = 6  # words that are tried for one that is misspelled
MOST_TRIES = 16
LOOKED_AT = 10  # times as many as are wanted


def folded(text: str) -> str:
    """One form for what is sought and where: small letters without accents, one space between words."""
    text = text.casefold()
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(text.translate(_APART).split())


@dataclass(frozen=True, slots=True)
class Text(Generic[T]):
    """What a thing is found by: its key, its title and other words, each folded."""

    thing: T
    key: str
    title: str
    rest: str


class Texts(Generic[T]):
    """The texts of one kind, in the order of their titles."""

    def __init__(self, texts: Sequence[Text[T]]) -> None:
        ordered = sorted(texts, key=lambda one: one.title)
        self.things = [one.thing for one in ordered]
        self.titles = [one.title for one in ordered]
        self.keys = sorted((one.key, at) for at, one in enumerate(ordered) if one.key)
        self.lines = [f" {one.key} {KEY} {one.title} {TITLE} {one.rest} " for one in ordered]
        self._starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self.all = "\n" + "\n".join(self.lines) + "\n"

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of letters that stands in them."""
        return frozenset(word for word in _WORD.findall(self.all) if len(word) >= SHORTEST)

    def beginning(self, whole: str) -> Iterator[tuple[int, int]]:
        """The lines whose key or title begins so, with the step; those that are just that come first."""
        for at in range(bisect_left(self.keys, (whole, -1)), len(self.keys)):
            key, line = self.keys[at]
            if not key.startswith(whole):
                break
            yield (SAME if key == whole else BEGINS), line
        for line in range(bisect_left(self.titles, whole), len(self.titles)):
            if not self.titles[line].startswith(whole):
                break
            yield (SAME if self.titles[line] == whole else BEGINS), line

    def holding(self, whole: str) -> Iterator[int]:
        """The lines that hold it, each once."""
        at = self.all.find(whole)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            yield line
            at = self.all.find(whole, self._starts[line + 1])

    def step(self, line: int, whole: str) -> int:
        """How a line that holds it does: as the beginning of a word in its title, or of another, or inside of one."""
        text = self.lines[line]
        at = text.find(f" {whole}")
        if at < 0:
            return INSIDE
        return IN_TITLE if at < text.index(TITLE) else IN_TEXT


Found = tuple[int, int, int]  # how far away, which texts, which line of them


def search(several: Sequence[Texts[T]], whole: str, limit: int) -> list[Found]:
    """The lines nearest to what was typed (folded), the nearest first; within a step in the order of the texts."""
    found: dict[tuple[int, int], int] = {}
    for steps in (_begins, _holds):
        for step, which, line in sorted(steps(several, whole, limit)):
            found.setdefault((which, line), step)
        if len(found) >= limit:
            break
    words = whole.split()
    if len(words) > 1 and len(found) < limit:
        for which, line in _all_words(several, words, limit):
            found.setdefault((which, line), ALL_WORDS)
    return [(step, which, line) for (which, line), step in found.items()][:limit]


def _begins(several: Sequence[Texts[T]], whole: str, limit: int) -> Iterator[Found]:
    for which, texts in enumerate(several):
        for step, line in islice(texts.beginning(whole), 2 * limit):
            yield step, which, line


def _holds(several: Sequence[Texts[T]], whole: str, limit: int) -> Iterator[Found]:
    """Of each kind no more than are looked at; where a title has it in front of a word, that is sought first."""
    for which, texts in enumerate(several):
        counts = [0] * (INSIDE + 1)
        for line in islice(texts.holding(whole), LOOKED_AT * limit):
            step = texts.step(line, whole)
            counts[step] += 1
            if counts[step] <= limit:
                yield step, which, line
            if counts[IN_TITLE] == limit:
                break


def _all_words(several: Sequence[Texts[T]], words: Sequence[str], limit: int) -> list[tuple[int, int]]:
    """Lines that hold every word, in any order; those in which most of the words begin so come first."""
    found = []
    for which, texts in enumerate(several):
        first, *others = sorted(dict.fromkeys(words), key=texts.all.count)  # the rarest leaves least to look at
        number = 0
        for line in texts.holding(first):
            text = texts.lines[line]
            if all(word in text for word in others):
                found.append((-sum(f" {word}" in text for word in words), which, line))
                number += 1
                if number == 4 * limit:
                    break
    return [(which, line) for _, which, line in sorted(found)]


def nearly(several: Sequence[Texts[T]], known: frozenset[str], whole: str, limit: int) -> list[Found]:
    """Where nothing holds what was typed: what holds the words that are spelled most like it."""
    words = whole.split()
    choices = [_alternatives(several, known, word) for word in words]
    found: dict[tuple[int, int], int] = {}
    if choices == [[word] for word in words]:
        return []
    for tried in list(product(*choices))[:MOST_TRIES]:
        for step, which, line in search(several, " ".join(tried), limit):
            found.setdefault((which, line), step)
        if len(found) >= limit:
            break
    return [(step, which, line) for (which, line), step in found.items()][:limit]


def _alternatives(several: Sequence[Texts[T]], known: frozenset[str], word: str) -> list[str]:
    """The word itself if it stands anywhere, else words, or beginnings of words, that are spelled nearly so."""
    if len(word) < SHORTEST or any(word in texts.all for texts in several):
        return [word]
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    most = 1 if len(word) <= SURE else 2
    begun = {one[: len(word)] for one in known if len(one) > len(word)}
    near = [
        (distance, at, one)
        for at, offered in enumerate((known, begun))
        for one, distance, _ in extract(word, list(offered), scorer=OSA.distance, score_cutoff=most, limit=NEAREST)
    ]
    return [one for _, _, one in sorted(near)][:NEAREST] or [word]
