"""What may be wrong with the answers of a practice: once for Python and once as a formula, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from blmk_desktop.records.declaration import Field
from blmk_desktop.records.survey import PRACTICE_CAPACITY, PRACTICE_STAFF
from blmk_desktop.templates.survey_layout import CAPACITY_FIELDS, STAFF_FIELDS

Numbers = Mapping[str, float]  # field to its answer as a cell shows it; what is not answered is left out
FINE = "OK"
MOST = 999  # staff of a group, rooms, placements: more is a slip of the hand


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: the words, whether answers have it, and the same as a formula with {field} for a cell."""

    words: str
    holds: Callable[[Numbers], bool]
    formula: str


def staff_figures() -> list[Field]:
    """The figures asked for each staff group."""
    return [PRACTICE_STAFF.by_name[name] for name in STAFF_FIELDS if name != "note"]


def capacity_questions() -> list[Field]:
    """The questions asked of the practice, but for the note."""
    return [PRACTICE_CAPACITY.by_name[name] for name in CAPACITY_FIELDS if name != "note"]


def most(more: str, less: str) -> Callable[[Numbers], bool]:
    """Whether one figure is more than another that is given too."""
    return lambda given: more in given and less in given and given[more] > given[less]


def _more(more: str, less: str) -> str:
    return f"AND(ISNUMBER({{{more}}}),ISNUMBER({{{less}}}),{{{more}}}>{{{less}}})"


def figure_fault(field: Field) -> Fault:
    """A figure that is none, is below 0 or far too large, or parts of a person where people are counted."""
    whole = field.unit is None or field.unit.scale == 1
    words = f"{field.label}: {'a whole number' if whole else 'a number'} from 0 to {MOST}"
    cell = f"{{{field.name}}}"
    broken = f",INT({cell})<>{cell}" if whole else ""
    formula = f'AND({cell}<>"",IF(ISNUMBER({cell}),OR({cell}<0,{cell}>{MOST}{broken}),TRUE))'
    return Fault(words, lambda given: not 0 <= given.get(field.name, 0) <= MOST, formula)


STAFF_FAULTS = (
    *(figure_fault(field) for field in staff_figures()),
    Fault("Fill in the headcount: 0 if there is nobody", lambda given: "headcount" not in given, '{headcount}=""'),
    Fault("Fill in the WTE: 0 if there is nobody", lambda given: "wte" not in given, '{wte}=""'),
    Fault("More WTE than people", most("wte", "headcount"), _more("wte", "headcount")),
    Fault("More aged 50 and over than people", most("over_50", "headcount"), _more("over_50", "headcount")),
    Fault("More aged 55 and over than 50 and over", most("over_55", "over_50"), _more("over_55", "over_50")),
    Fault("More aged 55 and over than people", most("over_55", "headcount"), _more("over_55", "headcount")),
    Fault("More planning to retire than people", most("retiring", "headcount"), _more("retiring", "headcount")),
)
# By the question at which it is told.
CAPACITY_FAULTS: dict[str, Fault] = {
    "placements_used": Fault(
        "More placements filled than offered",
        most("placements_used", "placements"),
        _more("placements_used", "placements"),
    ),
    "rooms_free": Fault(
        "More sessions free than the rooms have: ten each a week",
        lambda given: "rooms_free" in given and given["rooms_free"] > 10 * given.get("consulting_rooms", MOST),
        "AND(ISNUMBER({rooms_free}),ISNUMBER({consulting_rooms}),{rooms_free}>10*{consulting_rooms})",
    ),
}


def staff_check(given: Numbers) -> str:
    """What stands under 'Check' for a staff group."""
    return next((fault.words for fault in STAFF_FAULTS if fault.holds(given)), FINE) if given else ""


def staff_formula(used: str, cells: Mapping[str, str]) -> str:
    """The same as a formula; `used` is the range of the figures."""
    return f'=IF(COUNTA({used})=0,"",{_nested(STAFF_FAULTS, cells)})'


def capacity_check(field: Field, given: Numbers) -> str:
    """What stands beside a question."""
    return (
        next((fault.words for fault in _of_question(field) if fault.holds(given)), FINE) if field.name in given else ""
    )


def capacity_formula(field: Field, cells: Mapping[str, str]) -> str:
    """The same as a formula."""
    return f'=IF({cells[field.name]}="","",{_nested(_of_question(field), cells)})'


def _of_question(field: Field) -> tuple[Fault, ...]:
    if field.unit is None:
        cell = f"{{{field.name}}}"
        return (Fault("Yes or No", lambda _: False, f'AND({cell}<>"Yes",{cell}<>"No")'),)
    further = CAPACITY_FAULTS.get(field.name)
    return (figure_fault(field), *([further] if further else []))


def _nested(faults: tuple[Fault, ...], cells: Mapping[str, str]) -> str:
    formula = f'"{FINE}"'
    for fault in reversed(faults):
        formula = f'IF({fault.formula},"{fault.words}",{formula})'
    return formula.format(**cells)
