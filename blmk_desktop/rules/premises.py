"""Space against lists: who is seen in a building, who is still to come, and from when it is too small.

Only stated capacities count. What nobody stated is not known: no number of patients a room is assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from blmk_desktop.periods import year_end
from blmk_desktop.rules.plans import share

WHOLE = 100 * 100  # all of a list, in hundredths of a percentage point
FULL, FILLING, ROOM, UNKNOWN = "full now", "will be full", "has room", "not known"
GOOD = ("A", "B")  # conditions that need nothing done


@dataclass(frozen=True, slots=True)
class Use:
    """A practice in a building: its list and the share seen there, in hundredths; None where that is not known.

    `growth` is what its list gains by the end of each financial year (hundredths of a patient), with all sites.
    """

    practice: str
    registered: int | None
    share: int | None
    growth: Mapping[str, int]

    @property
    def patients(self) -> int | None:
        """Its patients who are seen there, in hundredths."""
        return _share(self.registered, self.share)

    def gain(self, year: str) -> int | None:
        """How many more of them there will be by the end of a year."""
        known = [patients for by, patients in self.growth.items() if by <= year]
        return _share(max(known, default=0), self.share)


@dataclass(frozen=True, slots=True)
class Pressure:
    """A building's space against lists, patients in hundredths, shares in hundredths of a percentage point.

    `year` is the one by whose end `gain` and `expected` hold. `state` is one of 'full now', 'will be full', 'has
    room' and 'not known'; `full_by` the first year at whose end there is no room ('' for now or never).
    """

    patients: int | None
    capacity: int | None
    year: str
    gain: int | None
    state: str
    full_by: str
    unknown: str

    @property
    def expected(self) -> int | None:
        """How many are seen there by the end of the year."""
        return None if self.patients is None or self.gain is None else self.patients + self.gain

    @property
    def used(self) -> int | None:
        """How much of the space today's list takes."""
        return _of(self.patients, self.capacity)

    @property
    def used_then(self) -> int | None:
        """How much of the space the list takes by the end of the year."""
        return _of(self.expected, self.capacity)

    @property
    def left(self) -> int | None:
        """For how many more there is room by then; less than nothing: how many there is none for."""
        return None if self.expected is None or self.capacity is None else self.capacity - self.expected


def pressure(uses: Sequence[Use], capacity: int | None, year: str, years: Iterable[str]) -> Pressure:
    """A building's pressure by the end of a year; `years` are those that growth is stated for."""
    patients = _together([use.patients for use in uses])
    gain = _together([use.gain(year) for use in uses])
    unknown = missing(uses, capacity)
    if patients is None or gain is None or capacity is None:
        return Pressure(patients, capacity, year, gain, UNKNOWN, "", unknown)
    later = sorted(one for one in years if one <= year)
    by = {one: patients + (_together([use.gain(one) for use in uses]) or 0) for one in later}
    full_by = "" if patients > capacity else next((one for one in later if by[one] > capacity), "")
    state = FULL if patients > capacity else FILLING if full_by else ROOM
    return Pressure(patients, capacity, year, gain, state, full_by, "")


def missing(uses: Sequence[Use], capacity: int | None) -> str:
    """What would have to be known, in words: 'how many patients it has room for, the list of E81001'."""
    found = [] if capacity is not None else ["how many patients it has room for"]
    if not uses:
        found.append("which practices work there")
    found += [f"the list of {use.practice}" for use in uses if use.registered is None]
    found += [f"how much of the list of {use.practice} is seen there" for use in uses if use.share is None]
    return ", ".join(found)


def shares(stated: Mapping[int, int | None]) -> dict[int, int | None]:
    """What share of a practice's list is seen where, by the identity of the use.

    A blank means all of it where the practice works nowhere else; one blank beside stated shares is what they leave;
    more than one cannot be known.
    """
    blank = [id_ for id_, share in stated.items() if share is None]
    left = WHOLE - sum(share for share in stated.values() if share is not None)
    if len(blank) != 1 or left < 0:
        return dict(stated)
    return {**stated, blank[0]: left}


def growth(stated: Iterable[tuple[str, str, int]], counted: str) -> dict[str, int]:
    """Year to what a practice's list gains by its end: (development, year, patients in all by then) of each.

    What was to have come by the day on which the list was counted is taken to be in the list already.
    """
    sites: dict[str, dict[str, int]] = {}
    for site, year, patients in stated:
        sites.setdefault(site, {})[year] = patients
    years = sorted({year for by in sites.values() for year in by if year_end(year) > counted})
    return {year: sum(max(0, _by(by, year) - _before(by, counted)) for by in sites.values()) for year in years}


def _by(by: Mapping[str, int], year: str) -> int:
    """What a development has brought by the end of a year: the newest that is stated."""
    known = [one for one in by if one <= year]
    return by[max(known)] if known else 0


def _before(by: Mapping[str, int], counted: str) -> int:
    known = [one for one in by if year_end(one) <= counted]
    return by[max(known)] if known else 0


def below_b(facets: Mapping[str, str]) -> tuple[str, ...]:
    """The facets that are in condition C or D."""
    return tuple(name for name, grade in facets.items() if grade and grade not in GOOD)


def worst(facets: Mapping[str, str]) -> str:
    """The worst condition of any facet; '' if none was surveyed."""
    return max(filter(None, facets.values()), default="")


def _share(number: int | None, share: int | None) -> int | None:
    """A share of a number, a half rounded up."""
    return None if number is None or share is None else (2 * number * share + WHOLE) // (2 * WHOLE)


def _of(part: int | None, whole: int | None) -> int | None:
    """A part to a tenth of a percentage point of the whole, in hundredths of one."""
    return None if part is None or not whole else share(part, whole)


def _together(numbers: Sequence[int | None]) -> int | None:
    """The sum; None if there is nothing or something of it is not known."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None
