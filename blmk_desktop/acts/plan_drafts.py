"""A workforce plan while it is being written: its lines, what may be typed into them, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from blmk_desktop.editing import CellProblem, RefusedPasteError, read_value
from blmk_desktop.errors import UserError
from blmk_desktop.periods import show_date, year_end, year_start
from blmk_desktop.records.returns import PLAN_LINE
from blmk_desktop.rules.affordability import Allowance, Assessment, Scenario, assess, what_if
from blmk_desktop.rules.plan_costs import MONTHS, Line, LineCost, Rates, month_days
from blmk_desktop.templates.plan_checks import EARLIEST_START, LEAST_SALARY, MOST_SALARY, MOST_WTE

TYPED = ("role", "post", "wte", "start", "end", "salary", "note")  # the rest of a line is worked out
NEEDED = {"role": "Choose a role.", "wte": "Give the WTE."}


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Whose plan it is, for which year, and what it is held against. Dates are ISO text.

    `as_at` is the day on which staff in post are counted; `roles` are those open to the network, in order.
    """

    pcn: str
    name: str
    round: str
    year: str
    as_at: str
    rates: Rates = field(default_factory=Rates)
    allowance: Allowance = field(default_factory=Allowance)
    roles: tuple[str, ...] = ()
    place: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of which role or WTE may still be missing: then it costs nothing yet.

    `id` tells it from every other line of the draft; `line` is its number in the plan.
    """

    id: int
    line: int
    role: str = ""
    post: str = ""
    wte: int | None = None
    start: str | None = None
    end: str | None = None
    salary: int | None = None
    note: str = ""

    @property
    def whole(self) -> bool:
        """Whether enough is known of it to keep it."""
        return bool(self.role) and self.wte is not None

    @property
    def missing(self) -> dict[str, str]:
        """What is still to be filled in, by field."""
        return {name: words for name, words in NEEDED.items() if getattr(self, name) in {"", None}}

    def costed(self) -> Line:
        """The line as the rules take it."""
        return Line(self.role, self.wte or 0, self.start, self.end, self.salary, self.line)


Lines = tuple[DraftLine, ...]


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What a draft comes to as a whole, and each whole line by its identity: cost, and WTE in each month."""

    assessment: Assessment
    costs: Mapping[int, LineCost]
    wte: Mapping[int, tuple[int, ...]]


def work_out(facts: PlanFacts, lines: Sequence[DraftLine]) -> WorkedOut:
    """Cost a draft and hold it against what the network may spend and claim."""
    whole = [line for line in lines if line.whole]
    assessment = assess([line.costed() for line in whole], facts.rates, facts.allowance, facts.year)
    costs = {line.id: cost for line, cost in zip(whole, assessment.lines, strict=True)}
    return WorkedOut(assessment, costs, {line.id: wte_of(line, facts.year) for line in whole})


def wte_of(line: DraftLine, year: str) -> tuple[int, ...]:
    """WTE (hundredths) of a line on the last day of each month, April first."""
    costed = line.costed()
    return tuple(costed.wte if costed.on(month_days(year)[month - 1][1]) else 0 for month in MONTHS)


def typed(line: DraftLine, name: str, raw: object, facts: PlanFacts) -> DraftLine:
    """The line with what was typed into one of its fields. Raises ValueError with a plain sentence."""
    if name not in TYPED:
        raise ValueError(f"{PLAN_LINE.by_name[name].label if name in PLAN_LINE.by_name else 'That'} is worked out.")
    declared = PLAN_LINE.by_name[name]
    value: Any = read_value(replace(declared, required=False), raw)
    if name == "role" and value:
        value = _role(value, facts.roles)
    fields: dict[str, Any] = {name: "" if value is None and name in {"role", "post", "note"} else value}
    changed = replace(line, **fields)
    problems = wrong(changed, facts.year)
    concerned = [problems[each] for each in (name, *problems) if each in problems and name in {each, "start", "end"}]
    if concerned:
        raise ValueError(concerned[0])
    return changed


def _role(text: str, roles: Sequence[str]) -> str:
    found = next((role for role in roles if role.casefold() == text.casefold()), None)
    if found is None:
        raise ValueError(f"{text} is none of the roles that may be claimed: choose one from the list.")
    return found


def wrong(line: DraftLine, year: str) -> dict[str, str]:
    """What cannot be right about a line of a year's plan, by field, in plain sentences."""
    first, last = year_start(year), year_end(year)
    problems = {}
    if line.wte is not None and line.wte <= 0:
        problems["wte"] = "WTE must be more than nought: remove the line if the post is not wanted."
    elif line.wte is not None and line.wte > MOST_WTE:
        problems["wte"] = "More than 99 WTE on one line: is the decimal point in its place?"
    if line.salary is not None and line.salary < 0:
        problems["salary"] = "A salary cannot be negative."
    elif line.salary is not None and line.salary < LEAST_SALARY:
        problems["salary"] = "Less than £10,000 for one WTE a year: is that the salary of a full year, in pounds?"
    elif line.salary is not None and line.salary > MOST_SALARY:
        problems["salary"] = "More than £200,000 for one WTE a year: is that the salary of one post?"
    if line.start and line.start < EARLIEST_START:
        problems["start"] = "The start date is before 1990: is the year right? Blank means in post when the year began."
    elif line.start and line.start > last:
        problems["start"] = f"{show_date(line.start)} is after the plan's year, which ends on {show_date(last)}."
    if line.end and line.end < first:
        problems["end"] = f"{show_date(line.end)} is before the plan's year, which begins on {show_date(first)}."
    elif line.end and line.start and line.end < line.start:
        problems["end"] = f"Leaving date {show_date(line.end)} is before the start date, {show_date(line.start)}."
    return problems


def next_number(lines: Sequence[DraftLine]) -> int:
    """The number of a line to be added."""
    return max((line.line for line in lines), default=0) + 1


Block = Sequence[tuple[int | None, Mapping[str, str]]]  # a line's identity (None: a new one), and what to type where


class DraftBook:
    """A draft in memory, as when a template is filled in: every edit can be taken back.

    `changed` is called after each edit; `saved_as` remembers how the lines stood when they were last written.
    """

    def __init__(self, facts: PlanFacts, lines: Sequence[DraftLine], changed: Callable[[], object]) -> None:
        self.facts = facts
        self.lines: Lines = tuple(lines)
        self.changed = changed
        self._ids = count(max((line.id for line in lines), default=0) + 1)
        self._back: list[Lines] = []
        self._forth: list[Lines] = []
        self._written = self.lines

    @property
    def unsaved(self) -> bool:
        """Whether something was changed since it was last written."""
        return self.lines != self._written

    def written(self, lines: Lines) -> None:
        """Say that these lines were written to the workbook."""
        self._written = lines

    def edit(self, identity: int, name: str, raw: str) -> None:
        """Type into a cell. Raises ValueError with a plain sentence, with nothing changed."""
        self._take(tuple(typed(line, name, raw, self.facts) if line.id == identity else line for line in self.lines))

    def add(self) -> int:
        """Add an empty line; its identity."""
        identity = next(self._ids)
        self._take((*self.lines, DraftLine(identity, next_number(self.lines))))
        return identity

    def duplicate(self, identities: Sequence[int]) -> None:
        """Add the same lines again at the end."""
        lines = self.lines
        for line in [line for line in lines if line.id in identities]:
            lines = (*lines, replace(line, id=next(self._ids), line=next_number(lines)))
        self._take(lines)

    def remove(self, identities: Sequence[int]) -> None:
        """Remove lines."""
        self._take(tuple(line for line in self.lines if line.id not in identities))

    def paste(self, block: Block, how: str = "Pasted") -> None:
        """Type a block of cells, all or nothing. Raises RefusedPasteError with every cell that cannot be taken."""
        lines, problems = {line.id: line for line in self.lines}, []
        for row, (identity, texts) in enumerate(block):
            line = lines.get(identity or 0) or DraftLine(next(self._ids), next_number(tuple(lines.values())))
            lines[line.id], found = typed_all(line, texts, self.facts)
            problems += [CellProblem(row, name, why) for name, why in found.items()]
        if problems:
            raise RefusedPasteError(PLAN_LINE, problems)
        self._take(tuple(lines.values()))

    def put(self, moved: Lines, gone: Lines, why: str) -> None:
        """Change and remove lines as one edit."""
        changed, dropped = {line.id: line for line in moved}, {line.id for line in gone}
        self._take(tuple(changed.get(line.id, line) for line in self.lines if line.id not in dropped))

    def undo(self) -> None:
        """Take the last edit back. Raises UserError if there is none."""
        if not self._back:
            raise UserError("There is nothing to undo.")
        self._forth.append(self.lines)
        self.lines = self._back.pop()
        self.changed()

    def redo(self) -> None:
        """Make it again. Raises UserError if nothing was taken back, or something came after it."""
        if not self._forth:
            raise UserError("There is nothing to redo.")
        self._back.append(self.lines)
        self.lines = self._forth.pop()
        self.changed()

    def _take(self, lines: Lines) -> None:
        if lines != self.lines:
            self._back.append(self.lines)
            self._forth.clear()
            self.lines = lines
            self.changed()


def typed_all(line: DraftLine, texts: Mapping[str, str], facts: PlanFacts) -> tuple[DraftLine, dict[str, str]]:
    """The line with several fields typed at once, and why some of them cannot be taken.

    What they say together is judged last, so that a start and a leaving date may be moved in one go.
    """
    problems = {}
    for name, text in texts.items():
        blank = replace(DraftLine(line.id, line.line), role=line.role)
        try:
            value = getattr(typed(blank, name, text, facts), name)
        except ValueError as error:
            problems[name] = str(error)
        else:
            line = replace(line, **{name: value})
    return line, problems or wrong(line, facts.year)


def under(facts: PlanFacts, lines: Sequence[DraftLine], scenario: Scenario) -> Assessment:
    """What a draft would come to in a scenario."""
    whole = [line.costed() for line in lines if line.whole]
    within, rates = what_if(whole, facts.rates, scenario, facts.year, facts.as_at)
    return assess(within, rates, facts.allowance, facts.year)


def as_planned(facts: PlanFacts, lines: Sequence[DraftLine], scenario: Scenario) -> tuple[Lines, Lines]:
    """The lines that a scenario changes, as they would be, and those that it leaves out of the year altogether.

    Its pay award is no part of this: rates are reference data, not the network's to plan.
    """
    whole = {line.line: line for line in lines if line.whole}
    costed = [line.costed() for line in whole.values()]
    within, _ = what_if(costed, facts.rates, replace(scenario, pay_award=0), facts.year, facts.as_at)
    then = {line.line: line for line in within}
    moved = tuple(
        replace(old, wte=then[number].wte, start=then[number].start)
        for number, old in whole.items()
        if number in then and (then[number].wte, then[number].start) != (old.wte, old.start)
    )
    return moved, tuple(old for number, old in whole.items() if number not in then)
