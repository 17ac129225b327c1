"""Signs of vulnerability of a practice: what is known, whether it counts and for how much, and the reason in words.

Which signs count from which figure on, and for how many points, is data (`resilience_weight`); the points that ship
are the application's own, after what the Bedfordshire report of 2016 names as reasons why practices struggled. What
is not known is said and adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from blmk_desktop.periods import add_months, show_date
from blmk_desktop.records.resilience import SIGNS
from blmk_desktop.rules.wording import capital, counted, listed
from blmk_desktop.values import show_figure

CQC, LIST, GPS, RETIREMENT, PREMISES, CONTRACT, NETWORK, RISKS, EVENTS = SIGNS
COUNTS, CLEAR, UNKNOWN = "counts", "does not count", "not known"
FEWER_COUNT = (GPS, CONTRACT)  # signs that count from a figure downwards
RATINGS = {"Outstanding": 0, "Good": 0, "Requires improvement": 1, "Inadequate": 2}
GRAVITY = {"procurement": 1, "notice served": 2, "caretaker": 2, "list dispersal": 2}
LEASE_SOON, LIST_APART = 24, 300  # months before a lease ends; days between two lists that show a change
YEAR = 365

Dated = tuple[str, int]  # an ISO date and a list then, in hundredths of a patient


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one sign: its figure in the unit of its weights, short for a table, and in a sentence."""

    figure: Fraction | int | None
    shown: str
    words: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of one practice: whether it counts, for how many points of how many, and why."""

    name: str
    state: str
    points: int
    most: int
    shown: str
    words: str


@dataclass(frozen=True, slots=True)
class Building:
    """Premises of a practice. `facets` are the words of each condition and its grade, A to D; patients in hundredths.

    `shared`: other practices work in it too, so that its room cannot be held against one list.
    """

    name: str
    facets: Mapping[str, str] = field(default_factory=dict)
    temporary: bool = False
    lease_ends: str = ""
    capacity: int | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a contract: what, from when (ISO), when it takes effect, and when it was settled."""

    event: str
    on: str
    takes_effect: str = ""
    settled: str = ""


Weights = Mapping[str, Sequence[tuple[int, int]]]  # sign to its steps: from which figure, how many points


def weighed(name: str, fact: Fact, weights: Weights) -> Sign:
    """A sign by its gravest step that the figure reaches; without any weight it counts for nothing."""
    steps = weights.get(name, ())
    most = max((points for _, points in steps), default=0)
    if fact.figure is None:
        return Sign(name, UNKNOWN, 0, most, "", fact.words)
    reached = [points for start, points in steps if _reaches(name, fact.figure, start)]
    points = max(reached, default=0)
    return Sign(name, COUNTS if points else CLEAR, points, most, fact.shown, fact.words)


def _reaches(name: str, figure: Fraction | int, start: int) -> bool:
    return figure <= start if name in FEWER_COUNT else figure >= start


def points(signs: Iterable[Sign]) -> int:
    """The points of a practice."""
    return sum(sign.points for sign in signs)


def rating(given: str) -> Fact:
    """The overall CQC rating: 1 is Requires improvement, 2 Inadequate."""
    if given not in RATINGS:
        return Fact(None, "", "No CQC rating is known.")
    return Fact(RATINGS[given], given, f"The CQC rates it {given}.")


def list_change(lists: Sequence[Dated]) -> Fact:
    """How fast the list grows or falls, in per cent a year, up or down.

    `lists` in order of date. The newest is held against the newest that is most of a year older (300 days).
    """
    now = lists[-1] if lists else None
    before = next((one for one in reversed(lists) if now and _days(one[0], now[0]) >= LIST_APART and one[1]), None)
    if now is None or before is None:
        why = "Only one list is known" if now else "No list is known"
        return Fact(None, "", f"{why}, so nothing can be said of its change.")
    days = _days(before[0], now[0])
    rate = Fraction((now[1] - before[1]) * 100, before[1]) * YEAR / days
    size = _one_decimal(abs(rate))
    sign, words = ("+", "grew") if rate > 0 else ("-", "fell")
    said = f"{words} by {size}% a year" if size != "0.0" else "did not change"
    spoken = f"The list {said}, from {_patients(before[1])} on {show_date(before[0])} to {_patients(now[1])} on "
    shown = f"{sign}{size}%" if size != "0.0" else "0.0%"
    return Fact(abs(rate), shown, f"{spoken}{show_date(now[0])}.")


def gp_rate(wte: int | None, registered: int | None, as_at: str) -> Fact:
    """GPs, partners and salaried, for 1,000 registered patients, in hundredths of a WTE."""
    if wte is None or not registered:
        what = "How many GPs it has is not known." if wte is None else "Its list is not known."
        return Fact(None, "", what)
    rate = Fraction(wte * 1_000 * 100, registered)  # hundredths of a WTE over hundredths of a patient
    text = show_figure(round(rate), 2, 2)
    had = f"{show_figure(wte, 2, 2)} WTE of GPs on {show_date(as_at)}"
    return Fact(rate, text, f"{text} WTE of GPs for 1,000 patients: {had} for {_patients(registered)} patients.")


def near_retirement(headcount: int | None, over_55: int | None, retiring: int | None) -> Fact:
    """The share of GPs, in per cent, who are 55 or over, or who plan to retire within 12 months if those are more."""
    if not headcount or (over_55 is None and retiring is None):
        return Fact(None, "", "The ages of its GPs are not known.")
    older, leaving = over_55 or 0, retiring or 0
    said = [] if over_55 is None else [f"{older} of {counted(headcount, 'GP')} {_are(older)} 55 or over"]
    said += [] if retiring is None else [f"{leaving} of {headcount} {_plan(leaving)} to retire within 12 months"]
    shown = f"{max(older, leaving)} of {headcount}"
    return Fact(Fraction(max(older, leaving) * 100, headcount), shown, f"{', '.join(said)}.")


def premises(buildings: Sequence[Building], registered: int | None, day: str) -> Fact:
    """How many problems its premises have: graded C or D, temporary, a lease that ends soon, less room than list."""
    if not buildings:
        return Fact(None, "", "No building of it is known.")
    found = [said for building in buildings for said in _problems(building, day)]
    room = _room(buildings)
    if room is not None and registered and registered > room:
        found.append(f"room for {_patients(room)} patients, and {_patients(registered)} are registered")
    if not found and not any(one.facets or one.capacity is not None for one in buildings):
        return Fact(None, "", "Its buildings are known, but neither their condition nor their room.")
    if not found:
        return Fact(0, "None", "No problem of its premises is recorded.")
    return Fact(len(found), counted(len(found), "problem"), f"Premises: {'; '.join(found)}.")


def _problems(building: Building, day: str) -> list[str]:
    poor = [f"{words} {grade}" for words, grade in building.facets.items() if grade in ("C", "D")]
    found = [f"{building.name} is graded {listed(poor)}"] if poor else []
    if building.temporary:
        found.append(f"{building.name} is a temporary building")
    if building.lease_ends and building.lease_ends <= add_months(day, LEASE_SOON):
        ends = "ends" if building.lease_ends >= day else "ended"
        found.append(f"the lease of {building.name} {ends} on {show_date(building.lease_ends)}")
    return found


def _room(buildings: Sequence[Building]) -> int | None:
    """For how many patients all its buildings have room; None unless each says so and it shares none."""
    if any(one.shared or one.capacity is None for one in buildings):
        return None
    return sum(one.capacity or 0 for one in buildings)


def contract_ends(ends: Sequence[str | None], day: str) -> Fact:
    """In how many months its contract ends; `ends` are the last days of its contracts, None of one that goes on."""
    if not ends:
        return Fact(None, "", "No contract is known.")
    if None in ends:
        return Fact(_NEVER, "No end", "No end of its contract is recorded.")
    last = max(end for end in ends if end)
    if last < day:
        return Fact(
            0, f"Ended {show_date(last)}", f"Its contract ended on {show_date(last)}, and no later one is known."
        )
    return Fact(months_until(day, last), show_date(last), f"Its contract ends on {show_date(last)}.")


_NEVER = 12 * 1_000  # months


def months_until(day: str, end: str) -> int:
    """How many months it takes from a day to reach another, the last one begun counted as whole."""
    months = (int(end[:4]) - int(day[:4])) * 12 + int(end[5:7]) - int(day[5:7])
    return months + (add_months(day, months) < end)


def network(pcn: str, *, known: bool) -> Fact:
    """Whether it belongs to a network; `known`: any memberships are here at all."""
    if not known:
        return Fact(None, "", "Which practice belongs to which network is not known.")
    return Fact(0, "In one", f"It belongs to {pcn}.") if pcn else Fact(1, "In none", "It belongs to no network.")


def open_risks(scores: Mapping[str, int | None], *, known: bool) -> Fact:
    """The highest score of its open risks; `scores` by reference, None for one that has no score. `known`: any risks
    are here at all.
    """
    if not known:
        return Fact(None, "", "No risk register is here.")
    if not scores:
        return Fact(0, "None", "No open risk is recorded for it.")
    highest = max((score for score in scores.values() if score is not None), default=None)
    named = [f"{reference} ({score or 'not scored'})" for reference, score in scores.items()]
    said = f"Open {'risk' if len(named) == 1 else 'risks'}: {listed(named)}."
    return Fact(None, "", said) if highest is None else Fact(highest, str(highest), said)


def open_events(events: Sequence[Event], day: str) -> Fact:
    """The gravest event of its contract that is not settled: 1 is a procurement, 2 notice, caretaker or dispersal."""
    found = [one for one in events if one.on <= day and not (one.settled and one.settled <= day)]
    grave = [one for one in found if one.event in GRAVITY]
    if not grave:
        return Fact(0, "None", "No open event of its contract is recorded.")
    worst = max(grave, key=lambda one: (GRAVITY[one.event], one.on))
    said = "; ".join(event_words(one) for one in grave)
    return Fact(GRAVITY[worst.event], worst.event.capitalize(), f"{capital(said)}.")


def event_words(one: Event) -> str:
    """An event with its dates: notice served on 01/09/2022, takes effect on 31/03/2023."""
    said = f"{one.event} on {show_date(one.on)}"
    if one.takes_effect:
        said += f", takes effect on {show_date(one.takes_effect)}"
    return f"{said}, settled on {show_date(one.settled)}" if one.settled else said


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _plan(number: int) -> str:
    return "plans" if number == 1 else "plan"


def _patients(hundredths: int) -> str:
    return show_figure(hundredths, 2, 0)


def _one_decimal(value: Fraction) -> str:
    return show_figure(round(value * 10), 1, 1)


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
