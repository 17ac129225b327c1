"""Names of places, networks, practices and roles as people write them, resolved by key, name or alias only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.records.kinds import RECORDS

if TYPE_CHECKING:
    from sqlalchemy import Connection

CLEAR, AHEAD = 85, 10  # of 100: how alike a name must be to be put forward, and how far ahead of the next
NAMED = frozenset(column.refers_to for record in RECORDS.values() for column in record.fields if column.refers_to)
ALIASED = frozenset(RECORDS["alias"].by_name["kind"].choices)  # kinds that people name in many ways
_QUALIFIED = re.compile(r"^(?P<name>.+?)\s*\((?P<qualifier>[^()]+)\)\s*$")


def folded_name(text: str) -> str:
    """One form for a name: folded like a heading, without the words that only say that it is a network."""
    words = folded(text)
    for ending in (" primary care network", " pcn"):
        words = words.removesuffix(ending)
    return words


@dataclass
class Names:
    """What is known by which name. Nothing is ever guessed: a name that is not here is asked about."""

    keys: dict[str, set[str]] = field(default_factory=dict)
    written: dict[str, dict[str, str]] = field(default_factory=dict)  # kind -> folded name -> key
    labels: dict[str, dict[str, str]] = field(default_factory=dict)  # kind -> key -> name
    places: dict[str, str] = field(default_factory=dict)  # PCN code -> place
    ambiguous: dict[str, dict[str, set[str]]] = field(default_factory=dict)  # kind -> folded name -> keys that share it
    aliased: set[tuple[str, str]] = field(default_factory=set)  # said by the user, so never ambiguous
    wholes: set[str] = field(default_factory=set)  # areas that have parts

    def learn(self, kind: str, key: str, name: str = "") -> None:
        """Know one more record of a kind, by its key and its name. A name that two share stands for neither."""
        self.keys.setdefault(kind, set()).add(key)
        self.labels.setdefault(kind, {})[key] = name or key
        self._write(kind, folded_name(key), key)
        if name and kind != "practice":  # practices share names; only their code tells them apart
            self._write(kind, folded_name(name), key)

    def _write(self, kind: str, words: str, key: str) -> None:
        known = self.written.setdefault(kind, {})
        if (kind, words) in self.aliased:
            return
        if known.setdefault(words, key) != key:
            self.ambiguous.setdefault(kind, {}).setdefault(words, {known[words]}).add(key)

    def alias(self, kind: str, written: str, key: str) -> None:
        """Take the user's word for what a written name means, if the record it means is there."""
        if key in self.keys.get(kind, ()):
            words = folded_name(written)
            self.written.setdefault(kind, {})[words] = key
            self.ambiguous.get(kind, {}).pop(words, None)
            self.aliased.add((kind, words))

    def resolve(self, kind: str, raw: str) -> str | None:
        """The key that a written name stands for, or None. 'South West (MK)' is South West if that is in MK."""
        if raw in self.keys.get(kind, ()):
            return raw
        direct = self._direct(kind, raw)
        qualified = _QUALIFIED.match(raw)
        if direct or not qualified:
            return direct
        key = self._direct(kind, qualified["name"])
        place = self._direct("place", qualified["qualifier"])
        conflicting = key and place and self.places.get(key, place) != place
        return None if conflicting else key

    def is_ambiguous(self, kind: str, raw: str) -> bool:
        """Whether a written name stands for several, so that nobody but the user can say which."""
        return folded_name(raw) in self.ambiguous.get(kind, ())

    def is_whole(self, raw: str) -> bool:
        """Whether a written name is that of an area with parts, so that a row of it among them is their total."""
        return self.resolve("area", raw) in self.wholes

    def _direct(self, kind: str, raw: str) -> str | None:
        words = folded_name(raw)
        return None if words in self.ambiguous.get(kind, ()) else self.written.get(kind, {}).get(words)

    def suggestions(self, kind: str, raw: str, limit: int = 3) -> tuple[str, ...]:
        """The known names nearest to a written one, best first: to be offered, never taken."""
        from rapidfuzz import fuzz, process

        known, words = self.written.get(kind, {}), folded_name(raw)
        keys = dict.fromkeys(sorted(self.ambiguous.get(kind, {}).get(words, ())))
        near = process.extract(words, list(known), scorer=fuzz.WRatio, limit=limit * 3, score_cutoff=60)
        keys |= dict.fromkeys(known[name] for name, _, _ in near)
        labels = self.labels.get(kind, {})
        return tuple(_label(key, labels.get(key, key)) for key in list(keys)[:limit])


def clear_match(written: str, names: Mapping[str, str]) -> str | None:
    """The one of some names (key to name) that a written one all but is, far ahead of any other; None: not clear."""
    from rapidfuzz import fuzz, process

    known = {key: folded_name(name) for key, name in names.items()}
    best = process.extract(folded_name(written), known, scorer=fuzz.ratio, limit=2)
    if not best or best[0][1] < CLEAR or (len(best) > 1 and best[0][1] - best[1][1] < AHEAD):
        return None
    return best[0][2]


def _label(key: str, name: str) -> str:
    return key if key == name else f"{key} {name}"


def known_names(connection: Connection) -> Names:
    """Everything that the data file knows by name, with the user's aliases."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    names = Names()
    for kind in sorted(NAMED):
        record, table = RECORDS[kind], TABLES[kind]
        key = record.key[0]
        label = "name" if "name" in record.by_name else key
        for code, name in connection.execute(select(table.c[key], table.c[label])):
            names.learn(kind, code, name)
    pcns, aliases, areas = TABLES["pcn"], TABLES["alias"], TABLES["area"]
    names.wholes = {whole for (whole,) in connection.execute(select(areas.c.within)) if whole}
    names.places = {code: place for code, place in connection.execute(select(pcns.c.code, pcns.c.place)) if place}
    for kind, written, means in connection.execute(select(aliases.c.kind, aliases.c.written, aliases.c.means)):
        names.alias(kind, written, means)
    return names
