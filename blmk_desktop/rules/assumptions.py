"""Assumptions of a model: looked up by name, area, year and item, in a scenario first and then in what it is based on.

Values are whole ten-thousandths: 1.92% is 192, 3.5 WTE are 35,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import product

ONE = 10_000  # ten-thousandths in one, and in 100%
Key = tuple[str, str, str, str]  # name, area, year, item; '' where it is of all of them
Way = tuple[bool, bool, bool]  # whether it is said of an item, an area and a year, or of all of them
Range = tuple[int, int, int]  # at least, likeliest, at most


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption, in ten-thousandths. `set` is the name of the set that says so, '' before it is saved."""

    name: str
    value: int
    area: str = ""
    year: str = ""
    item: str = ""
    low: int | None = None
    high: int | None = None
    unit: str = "%"
    note: str = ""
    source: str = ""
    cell: str = ""
    set: str = ""

    @property
    def key(self) -> Key:
        """What tells it from the others of its set."""
        return (self.name, self.area, self.year, self.item)

    @property
    def is_uncertain(self) -> bool:
        """Whether it is told between which values it lies."""
        return self.range[0] < self.range[2]

    @property
    def range(self) -> Range:
        """At least, likeliest, at most; three times its value where nothing is told. Never crosses its value."""
        low = self.value if self.low is None else min(self.low, self.value)
        return (low, self.value, self.value if self.high is None else max(self.high, self.value))


@dataclass(frozen=True)
class Assumptions:
    """The assumptions of a set and of the sets that it is based on, its own first.

    A scenario's own word for all areas counts before its base's word for one: whoever turns a dial means all.
    """

    name: str
    layers: Sequence[Mapping[Key, Assumption]] = ()

    @cached_property
    def held(self) -> dict[Key, Assumption]:
        """What is said of each key, by the first that says so."""
        return {key: one for layer in reversed(self.layers) for key, one in layer.items()}

    @cached_property
    def _ways(self) -> dict[str, list[Way]]:
        """In which ways something is said under each name, the most particular first."""
        said: dict[str, set[Way]] = {}
        for name, area, year, item in (key for layer in self.layers for key in layer):
            said.setdefault(name, set()).add((bool(item), bool(area), bool(year)))
        return {name: [way for way in _WAYS if way in ways] for name, ways in said.items()}

    @property
    def own(self) -> Mapping[Key, Assumption]:
        """What it says itself."""
        return self.layers[0] if self.layers else {}

    def find(self, name: str, area: str = "", year: str = "", item: str = "") -> Assumption | None:
        """What is assumed: of this item, area and year if that is said, else of what is less particular."""
        keys = [
            (name, area if of_area else "", year if of_year else "", item if of_item else "")
            for of_item, of_area, of_year in self._ways.get(name, ())
        ]
        return next((layer[key] for layer in self.layers for key in keys if key in layer), None)

    def value(self, name: str, area: str = "", year: str = "", item: str = "") -> int | None:
        """The value of what is assumed, in ten-thousandths; None if nothing is."""
        found = self.find(name, area, year, item)
        return found.value if found else None

    def changed(self, changes: Iterable[Assumption], name: str = "") -> Assumptions:
        """The same with changes that come before all that is said here."""
        return Assumptions(name or self.name, ({one.key: one for one in changes}, *self.layers))

    def only_says(self, names: AbstractSet[str], base: Assumptions) -> bool:
        """Whether it says nothing beyond what some others say, save of assumptions of these names."""
        own = self.layers[: len(self.layers) - len(base.layers)]
        based = [*own, *base.layers] == [*self.layers]
        return based and all(key[0] in names for layer in own for key in layer)

    def uncertain(self) -> dict[Key, Range]:
        """Those that count and are told as a range."""
        return {key: one.range for key, one in sorted(self.held.items()) if one.is_uncertain}

    def drawn(self, values: Mapping[Key, int]) -> Assumptions:
        """The same with drawn values in place of those that are uncertain (see `uncertainty.draws`)."""
        layers = [
            {key: _valued(one, values[key]) if key in values else one for key, one in layer.items()}
            for layer in self.layers
        ]
        return Assumptions(self.name, layers)


@dataclass(frozen=True, slots=True)
class Difference:
    """An assumption of which two sets say different things; None where one says nothing."""

    key: Key
    before: Assumption | None
    after: Assumption | None


def layer(assumptions: Iterable[Assumption]) -> dict[Key, Assumption]:
    """The assumptions of one set by their keys."""
    return {one.key: one for one in assumptions}


def compared(one: Assumptions, other: Assumptions) -> list[Difference]:
    """What two sets say differently, in order of their keys."""
    before, after = one.held, other.held
    pairs = ((key, before.get(key), after.get(key)) for key in sorted({*before, *after}))
    return [Difference(key, was, now) for key, was, now in pairs if _said(was) != _said(now)]


def _said(one: Assumption | None) -> Range | None:
    return one.range if one else None


def _valued(one: Assumption, value: int) -> Assumption:
    about = (one.area, one.year, one.item, value, value, one.unit, one.note, one.source, one.cell, one.set)
    return Assumption(one.name, value, *about)


# The most particular first: an item counts before an area, an area before a year.
_WAYS: list[Way] = sorted(product((True, False), (True, False), (True, False)), key=lambda way: -sum(way))
