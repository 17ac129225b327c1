"""What a scenario begins from: the assumption sets of a model, and what a dial makes of an assumption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from blmk_desktop.rules.assumptions import Assumption, Assumptions
    from blmk_desktop.summaries.assumptions import SetRow
    from ui.parts.dials import Dial

AS_PUBLISHED = "As published"


@dataclass(frozen=True)
class Turned:
    """An assumption that a dial turns, for every area, year and item.

    The dial's name is that of the assumption; `stored` ten-thousandths are one of its parts, `base` is what counts
    where no set says anything, in the parts of the dial.
    """

    dial: Dial
    unit: str = "%"
    stored: int = 1
    base: int = 0

    def of(self, assumptions: Assumptions | None) -> int:
        """What a set says, in the parts of the dial."""
        found = self.found(assumptions)
        return self.base if found is None else round(found.value / self.stored)

    def found(self, assumptions: Assumptions | None) -> Assumption | None:
        """What a set says of all areas, years and items; of one of them where it is the only one that is told."""
        if assumptions is None:
            return None
        told = [one for key, one in assumptions.held.items() if key[0] == self.dial.name]
        return assumptions.find(self.dial.name) or (told[0] if len(told) == 1 else None)

    def assumed(self, value: int, assumptions: Assumptions | None = None) -> Assumption:
        """The assumption that the dial stands for; where a set says how uncertain it is, it stays as uncertain."""
        from blmk_desktop.rules.assumptions import Assumption

        found = self.found(assumptions)
        if found is None:
            return Assumption(self.dial.name, value * self.stored, unit=self.unit)
        by = value * self.stored - found.value
        low, high = (None if end is None else end + by for end in (found.low, found.high))
        return replace(found, value=value * self.stored, low=low, high=high, set="")


@dataclass(frozen=True)
class Sets:
    """The assumption sets of a model and what each says, with what it is based on."""

    rows: Sequence[SetRow] = ()
    said: Mapping[str, Assumptions] | None = None

    def row(self, name: str) -> SetRow | None:
        """The set of that name."""
        return next((row for row in self.rows if row.name == name), None)

    def words(self, name: str) -> str:
        """What a set is called where there is little room: the only published one simply that."""
        published = [row.name for row in self.rows if row.published]
        return AS_PUBLISHED if published == [name] else name

    def of(self, name: str) -> Assumptions | None:
        """What it says."""
        return (self.said or {}).get(name)


def read_sets(connection: Any, model: str) -> Sets:
    """Read them."""
    from blmk_desktop.summaries.assumptions import assumption_sets, assumptions_of

    rows = assumption_sets(connection, model)
    return Sets(rows, {row.name: assumptions_of(connection, row.name) for row in rows})
