"""What a network's plan form holds: what is known of the network, what it may hire, and the lines of its plan."""

from __future__ import annotations

from dataclasses import dataclass, field

from blmk_desktop.rules.affordability import Allowance, Assessment, assess
from blmk_desktop.rules.caps import Cap
from blmk_desktop.rules.plan_costs import Line, Rates


@dataclass(frozen=True, slots=True)
class FormPractice:
    """A practice of the network, and its list in hundredths of a patient (None: not known)."""

    code: str
    name: str
    registered: int | None = None


@dataclass(frozen=True, slots=True)
class FormRole:
    """A role open to the network. `in_post` and `last_plan` are hundredths of a WTE, None: not known.

    `open_from` is the day from which it is reimbursed (ISO), '' if nobody said.
    """

    name: str
    open_from: str = ""
    in_post: int | None = None
    last_plan: int | None = None


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line as the network fills it in: WTE in hundredths, dates ISO text, the salary of one WTE in pence.

    Whatever is not filled in is '' or None; `line` 0 is numbered by its place.
    """

    role: str = ""
    wte: int | None = None
    start: str | None = None
    end: str | None = None
    salary: int | None = None
    post: str = ""
    note: str = ""
    line: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing is filled in but its number."""
        return not (self.role or self.post or self.note or self.start or self.end) and self.wte is self.salary is None

    def costed(self) -> Line:
        """The line as the rules take it; without a WTE it counts for nothing."""
        return Line(self.role, max(self.wte or 0, 0), self.start, self.end, self.salary, self.line)


@dataclass(frozen=True, slots=True)
class PlanForm:
    """One network's form for a year and stage. Money in pence, WTE and patients in hundredths, dates ISO text.

    `lines` are filled in already, `lines_from` says in words where from; `in_post_from` and `last_plan_from` say the
    same of the roles' figures. `in_post` and `last_plan` are those of the whole network. `due` is the last day for
    sending it back, `send_to` where, each '' if nobody said.
    """

    code: str
    name: str
    year: str
    stage: str
    place: str = ""
    allocation: int | None = None
    registered: int | None = None
    practices: tuple[FormPractice, ...] = ()
    roles: tuple[FormRole, ...] = ()
    rates: Rates = field(default_factory=Rates)
    caps: tuple[tuple[str, Cap], ...] = ()  # role to its cap, as they hold at the start of the year
    lines: tuple[FormLine, ...] = ()
    lines_from: str = ""
    in_post: int | None = None
    in_post_from: str = ""
    last_plan: int | None = None
    last_plan_from: str = ""
    due: str = ""
    send_to: str = ""

    def assessed(self) -> Assessment:
        """The plan worked out by the rules, from its lines."""
        allowance = Allowance(self.allocation, self.registered, dict(self.caps))
        return assess([line.costed() for line in self.lines], self.rates, allowance, self.year)
