"""Risks and registers as at a date: what a row of their tables holds, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from blmk_desktop.periods import show_date
from blmk_desktop.rules.risk_scores import Band, Score, reference_order
from blmk_desktop.rules.wording import counted


@dataclass(frozen=True, slots=True)
class Mark:
    """A score as it is kept: from when, why, and what was printed beside it. `id` is the record's."""

    id: int
    kind: str  # inherent, current or target
    on: str
    score: Score
    reason: str = ""
    printed: int | None = None
    printed_band: str = ""
    source: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk as at a date. Dates are ISO, '' where unknown; marks are None where it has no such score (yet).

    `status` is 'open', 'closed' or 'to come' (raised later). `band` and `rank` (0 the lowest) are those of the current
    score. `review_due` is the next review: as written, else the last one and the cycle; `days_overdue` how late it is.
    `level` is where it was last escalated to, '' if never. `most` is the highest score that is tolerated, None: nobody
    says.
    """

    id: int
    reference: str
    register: str
    title: str  # the event, else the statement
    status: str
    inherent: Mark | None = None
    current: Mark | None = None
    target: Mark | None = None
    band: str = ""
    rank: int | None = None
    level: str = ""
    level_since: str = ""
    last_review: str = ""
    review_due: str = ""
    days_overdue: int = 0
    actions: int = 0
    actions_open: int = 0
    actions_late: int = 0
    most: int | None = None
    corporate_reference: str = ""
    statement: str = ""
    cause: str = ""
    event: str = ""
    effect: str = ""
    split: str = ""
    category: str = ""
    owner: str = ""
    accountable: str = ""
    practice: str = ""
    pcn: str = ""
    scheme: str = ""
    plan_round: str = ""
    budget_line: str = ""
    controls: str = ""
    gaps: str = ""
    assurance: str = ""
    treatment: str = ""
    plan: str = ""
    position: str = ""
    target_words: str = ""
    raised: str = ""
    updated: str = ""
    closed: str = ""
    closed_reason: str = ""
    next_review: str = ""

    @property
    def score(self) -> int | None:
        """The current score, 1 to 25."""
        return self.current.score.value if self.current else None

    @property
    def likelihood(self) -> int | None:
        """The current likelihood."""
        return self.current.score.likelihood if self.current else None

    @property
    def impact(self) -> int | None:
        """The current impact."""
        return self.current.score.impact if self.current else None

    @property
    def inherent_score(self) -> int | None:
        """The score before controls."""
        return self.inherent.score.value if self.inherent else None

    @property
    def target_score(self) -> int | None:
        """The score that is aimed at."""
        return self.target.score.value if self.target else None

    @property
    def against_target(self) -> str:
        """Whether the current score is 'above', 'at' or 'below' the target; '' where either is missing."""
        if self.score is None or self.target_score is None:
            return ""
        gap = self.score - self.target_score
        return "above" if gap > 0 else "below" if gap < 0 else "at"

    @property
    def over_appetite(self) -> bool:
        """Whether it scores more than is tolerated."""
        return self.score is not None and self.most is not None and self.score > self.most

    @property
    def no_action(self) -> bool:
        """Whether nothing is planned about an open risk that is not simply tolerated: no action, and no plan."""
        return self.status == "open" and not (self.actions or self.plan or self.treatment == "tolerate")

    @property
    def needs(self) -> tuple[str, ...]:
        """What an open risk needs, as clauses."""
        if self.status != "open":
            return ()
        wanted = {
            "no current score": self.current is None,
            f"review due {show_date(self.review_due)}": self.days_overdue > 0,
            "no action": self.no_action,
            "a plan without dated actions": bool(self.plan and not self.actions),
            f"{counted(self.actions_late, 'action')} late": self.actions_late > 0,
            f"over the {self.most} that is tolerated": self.over_appetite,
            "at or below target": self.against_target in ("at", "below"),
            "three parts to confirm": self.split == "proposed",
            "no owner": not self.owner,
        }
        return tuple(words for words, so in wanted.items() if so)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A register as at a date: its open risks, how many are in each band, what they come to, and what is overdue."""

    id: int
    name: str
    prefix: str
    kind: str
    owner: str
    open: int = 0
    closed: int = 0
    by_band: Mapping[str, int] = field(default_factory=dict)
    exposure: int = 0  # the sum of the current scores of its open risks
    overdue: int = 0
    without_action: int = 0
    unscored: int = 0


@dataclass(frozen=True)
class Risks:
    """The registers as at a date; `rows` are all risks known by then, by register and reference."""

    as_at: str
    rows: tuple[RiskRow, ...] = ()
    bands: tuple[Band, ...] = ()
    registers: tuple[RegisterRow, ...] = ()

    @cached_property
    def open(self) -> tuple[RiskRow, ...]:
        """The open risks, the highest score first."""
        found = [row for row in self.rows if row.status == "open"]
        return tuple(sorted(found, key=lambda row: (-(row.score or 0), row.register, reference_order(row.reference))))

    def of(self, register: str) -> tuple[RiskRow, ...]:
        """The risks of one register; of all for ''."""
        return tuple(row for row in self.rows if register in ("", row.register))

    def cells(self, rows: Iterable[RiskRow], kind: str = "current") -> dict[tuple[int, int], list[RiskRow]]:
        """Open risks by (likelihood, impact) of their inherent, current or target score, for the heat map."""
        found: dict[tuple[int, int], list[RiskRow]] = defaultdict(list)
        for row in rows:
            mark: Mark | None = getattr(row, kind)
            if mark and row.status == "open":
                found[mark.score.likelihood, mark.score.impact].append(row)
        return dict(found)
