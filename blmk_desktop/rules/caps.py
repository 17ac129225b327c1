"""Role caps of the additional roles reimbursement scheme: how many posts of a role one network may claim."""

from __future__ import annotations

from dataclasses import dataclass

LARGE = 100_000 * 100  # registered patients, in hundredths


@dataclass(frozen=True, slots=True)
class Cap:
    """The most whole posts per network, for networks under and from 100,000 patients; roles in a group share it.

    `until` is the last day on which it holds (ISO), '' while it lasts: the caps on mental health practitioners
    ended with 2022/23.
    """

    role: str
    most: int
    most_large: int
    group: str = ""
    until: str = ""

    def holds_from(self, day: str) -> bool:
        """Whether it still holds for a year that begins on a day (ISO)."""
        return not self.until or day <= self.until

    def for_list(self, registered: int | None) -> int:
        """The cap of a network with so many registered patients (hundredths; None: not known, the lower cap)."""
        return self.most_large if registered is not None and registered >= LARGE else self.most


def over_cap(wte: int, cap: int) -> bool:
    """Whether a WTE (hundredths) is more than a cap of whole posts."""
    return wte > cap * 100
