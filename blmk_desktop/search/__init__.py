"""Finding anything: records, findings and changes; by code, by words, or nearly; ranked, between two keystrokes.

What can be found is kept in memory, a few hundred bytes a record, and follows the file by its newest change set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.search.gathering import Hit, changes_touching, found_in, newest, of_findings, plans_of
from blmk_desktop.search.matching import Texts, folded, nearly, search
from blmk_desktop.search.sought import KINDS, LAST, SEARCHED

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.rules.finding import Finding

__all__ = ["Hit", "Index", "find"]

PLANS = frozenset({"open", "plan", "return"})  # words for what a network sends back
FEW = 3  # networks: of no more the return and the plan are offered too


class Index:
    """What can be found in one data file. It reads again what has changed since it was last asked."""

    def __init__(self) -> None:
        self._texts: dict[str, Texts[Hit]] = {}
        self._seen = 0
        self._known: frozenset[str] | None = None
        self._findings: Sequence[Finding] | None = None
        self._one_at_a_time = Lock()

    @property
    def texts(self) -> list[Texts[Hit]]:
        """What it holds, kind by kind."""
        return list(self._texts.values())

    def follow(self, connection: Connection) -> None:
        """Read what is new; everything at first."""
        with self._one_at_a_time:
            self._follow(connection)

    def _follow(self, connection: Connection) -> None:
        last = newest(connection)
        if last == self._seen and self._texts:
            return
        stale = changes_touching(connection, self._seen) if self._texts and last > self._seen else None
        for kind in (*SEARCHED, "change_set"):
            if stale is None or kind in stale:
                self._texts[kind] = Texts(found_in(connection, kind))
        self._seen, self._known = last, None

    def find(
        self, connection: Connection, words: str, limit: int = 50, findings: Sequence[Finding] | None = None
    ) -> list[Hit]:
        """What holds every word, the best first: the code itself, titles beginning so, then the rest.

        Where nothing does, what holds words spelled nearly so. A word for a kind ('risk telephony') leaves the others
        out. `findings` are those of the file, as far as they are known.
        """
        with self._one_at_a_time:
            self._follow(connection)
            self._take(findings)
            return self._find(connection, folded(words), limit)

    def _take(self, findings: Sequence[Finding] | None) -> None:
        if findings is not None and findings is not self._findings:
            self._findings = findings
            self._texts["finding"] = Texts(of_findings(findings))

    def _find(self, connection: Connection, whole: str, limit: int) -> list[Hit]:
        if not whole:
            return []
        hits = self._named(whole, limit) or self._held(list(KINDS), whole, limit)
        words = whole.split()
        rest = [word for word in words if word not in PLANS]
        networks = [hit for hit in hits if hit.kind == "pcn"]
        if not hits and rest and rest != words:
            networks = self._held(["pcn"], " ".join(rest), FEW + 1)
        of_plans = plans_of(connection, networks) if len(networks) <= FEW else {}
        found = [one for hit in hits for one in (hit, *of_plans.pop(hit.key, ()))]
        found += [one for left in of_plans.values() for one in left]
        return found[:limit] or self._near(whole, limit)

    def _named(self, whole: str, limit: int) -> list[Hit]:
        """What is sought among one kind, if a word names it."""
        words = whole.split()
        for kind, names in _NAMES.items():
            left = [word for word in words if word not in names]
            if left and left != words and (hits := self._held([kind], " ".join(left), limit)):
                return hits
        return []

    def _held(self, kinds: Sequence[str], whole: str, limit: int) -> list[Hit]:
        several = self._of(kinds)
        return [several[which].things[line] for _, which, line in search(several, whole, limit)]

    def _near(self, whole: str, limit: int) -> list[Hit]:
        several = self._of(KINDS)
        if self._known is None:
            self._known = frozenset().union(*(texts.words for texts in several))
        return [several[which].things[line] for _, which, line in nearly(several, self._known, whole, limit)]

    def _of(self, kinds: Sequence[str]) -> list[Texts[Hit]]:
        """The texts of some kinds as the window calls them, in their order."""
        wanted = set(kinds)
        own = [kind for kind, sought in SEARCHED.items() if (sought.shown_as or kind) in wanted]
        own += [kind for kind in LAST if kind in wanted]
        return [self._texts[kind] for kind in own if kind in self._texts]


def _names() -> Mapping[str, frozenset[str]]:
    """The words that name a kind: 'risk' and 'risks'."""
    named = {}
    for kind, sought in SEARCHED.items():
        words = {folded(RECORDS[kind].label), RECORDS[kind].plural.replace("_", " ")}
        named[sought.shown_as or kind] = frozenset(word for word in words if " " not in word)
    return named | {"finding": frozenset({"finding", "findings"}), "change_set": frozenset({"change", "changes"})}


_NAMES = _names()


def find(connection: Connection, words: str, limit: int = 50) -> list[Hit]:
    """The same, for whoever asks once."""
    return Index().find(connection, words, limit)
