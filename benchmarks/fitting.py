"""How a cost grows: its exponent from the measured sizes, and what counts as worse than linear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

# What is sorted, or looked up in an index, grows a little faster than linear, and no two runs are quite alike.
LINEAR = 1.15
BRIEF = 50.0  # milliseconds at the largest size, under which nobody waits whatever the exponent


@dataclass(frozen=True)
class Cost:
    """What something costs at each size, in milliseconds (or MiB): 'table: risks' is of the group 'table'."""

    name: str
    at: Mapping[int, float]
    unit: str = "ms"

    @property
    def group(self) -> str:
        """What it is one of."""
        return self.name.partition(":")[0]

    @property
    def label(self) -> str:
        """Which one of them it is."""
        return self.name.partition(": ")[2]

    @property
    def most(self) -> float:
        """What it costs at the largest size."""
        return self.at[max(self.at)]

    @property
    def exponent(self) -> float:
        """1 is linear, 2 is quadratic: between the two largest sizes, where what is always the same weighs least."""
        before, last = sorted(self.at)[-2:]
        return log(max(self.at[last], 1e-3) / max(self.at[before], 1e-3)) / log(last / before)

    @property
    def worse_than_linear(self) -> bool:
        """Whether it grows faster than the data, and somebody would notice."""
        return self.exponent > LINEAR and self.most > BRIEF

    def shown(self, size: int) -> str:
        """What it costs at a size: '4.2 ms', '310 ms', '6.6 s', '610 MiB'."""
        return shown(self.at[size], self.unit)


def shown(value: float, unit: str = "ms") -> str:
    """A time or size as people read it."""
    if unit == "ms" and value >= 1_000:
        return f"{value / 1_000:.1f} s"
    return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"
