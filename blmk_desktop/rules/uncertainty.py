"""What uncertain assumptions make of a result: draws that are the same each time, a band of results, and intervals.

All in whole numbers: the same seed gives the same band, digit by digit, on every machine.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import isqrt
from random import Random
from typing import TypeVar

DRAWS = 2_000
SEED = 2019
_BITS = 53  # random() is a whole number of 2**-53: taken as such, no rounding of a machine's comes in

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure that lies between two: at least, likeliest, at most. Figures are whole numbers of any one unit."""

    low: int
    likely: int
    high: int

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.likely + other.likely, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.likely - other.likely, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.likely, -self.low)


def exactly(value: int) -> Interval:
    """A figure that is certain."""
    return Interval(value, value, value)


def added(intervals: Iterable[Interval]) -> Interval:
    """The sum of figures that each lie in an interval: at least the sum of the least."""
    return sum(intervals, exactly(0))


def draws(seed: int, n: int, ranges: Mapping[Name, tuple[int, int, int]]) -> list[dict[Name, int]]:
    """`n` times a value for each name, from a triangular distribution (at least, likeliest, at most), whole numbers.

    Each name has a stream of its own: whether another is uncertain too changes nothing of it. Raises ValueError
    where the likeliest is not between the other two.
    """
    randoms = {name: Random(f"{seed}|{name!r}") for name in ranges}  # noqa: S311 - nothing secret: the same each time
    streams = {name: list(_triangular(randoms[name], n, *of)) for name, of in ranges.items()}
    return [{name: stream[at] for name, stream in streams.items()} for at in range(n)]


def _triangular(random: Random, n: int, low: int, likely: int, high: int) -> Iterator[int]:
    if not low <= likely <= high:
        raise ValueError(f"{likely} is not between {low} and {high}")
    span, left, right = high - low, likely - low, high - likely
    if not span:
        yield from repeat(low, n)
        return
    for _ in range(n):
        at = int(random.random() * 2**_BITS)
        below = at * span < left << _BITS
        square = at * span * left if below else ((1 << _BITS) - at) * span * right
        side = (isqrt(square >> (_BITS - 2)) + 1) // 2  # the root, halves rounded up
        yield low + side if below else high - side


def band(results: Sequence[int]) -> tuple[int, int, int]:
    """Below which a tenth, half and nine tenths of the results lie: each is one of the results (nearest rank).

    Raises ValueError without results.
    """
    if not results:
        raise ValueError("a band needs results")
    ordered = sorted(results)
    low, middle, high = (ordered[-(-len(ordered) * share // 10) - 1] for share in (1, 5, 9))
    return low, middle, high
