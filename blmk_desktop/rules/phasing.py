"""Phasing a year's budget over its months to the penny, and reading a profile of phasing.

Money is in whole pence, shares in hundredths of a percentage point; the twelve months begin with April.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from blmk_desktop.rules.plans import WHOLE

MONTHS = range(1, 13)
TWELFTHS = (1,) * 12
EQUAL = "equal twelfths"  # what a line without a profile is phased in


def spread(amount: int, shares: Sequence[int]) -> tuple[int, ...]:
    """An amount over months in proportion to their shares: the months add up to the amount exactly.

    Each month gets its share cut to the penny; the pennies left go where the most was cut off, the earlier month
    first. Shares need not come to 100%, only to more than nothing. Raises ValueError where they do not.
    """
    whole = sum(shares)
    if whole <= 0:
        raise ValueError("The shares of a profile must come to more than nothing.")
    parts = [amount * share // whole for share in shares]
    left = amount - sum(parts)
    cut = sorted(range(len(shares)), key=lambda at: (-(amount * shares[at] % whole), at))
    for at in cut[:left]:
        parts[at] += 1
    return tuple(parts)


def profiles(rows: Iterable[tuple[str, int, int]]) -> dict[str, tuple[int, ...]]:
    """The twelve shares of each profile, of rows of profile, month and share; a month that is not said has none."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for profile, month, share in rows:
        found[profile][month] = share
    return {profile: tuple(of.get(month, 0) for month in MONTHS) for profile, of in found.items()}


def is_whole(shares: Sequence[int]) -> bool:
    """Whether the shares of a profile come to 100%, or to it as nearly as twelve rounded shares can."""
    return abs(sum(shares) - WHOLE) <= len(shares) // 2


def phased(amount: int, profile: str, known: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
    """An amount by month under a profile; in equal twelfths without one, or with one that is not known or is empty."""
    shares = known.get(profile, TWELFTHS)
    return spread(amount, shares if sum(shares) > 0 else TWELFTHS)


def to_date(months: Sequence[int], month: int) -> int:
    """What the months from April to this one come to."""
    return sum(months[:month])


def refused_share(phase: Mapping[str, object]) -> list[tuple[str, str]]:
    """Why a share of a profile cannot be taken: field and sentence."""
    share = phase.get("share")
    if isinstance(share, int) and not 0 <= share <= WHOLE:
        return [("share", "The share of a month is between 0% and 100%.")]
    return []
