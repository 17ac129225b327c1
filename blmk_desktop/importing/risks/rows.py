"""Rows of a risk register: each risk with its own reference and its scores, or why it cannot be taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from blmk_desktop.importing.proposal import Claim, Refusal
from blmk_desktop.importing.risks.headings import IMPACT_FIRST, LIKELIHOOD_FIRST
from blmk_desktop.importing.risks.words import explains, own_reference, plain_months, plain_treatment
from blmk_desktop.importing.tables.cells import Told, Unreadable, read_column
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Layout, repeated
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.records.declaration import Field, Type
from blmk_desktop.records.risks import RISK, RISK_ACTION, SCORE_KINDS
from blmk_desktop.rules.risk_scores import Score, read_level, read_score, why_no_score
from blmk_desktop.rules.wording import several
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import CellError

Values = dict[str, object]
STATED = ("statement", "event", "cause")  # the fields that say what a risk is
ACTION_FIELDS = tuple(item.name for item in RISK_ACTION.fields if item.name not in ("risk", "number"))
DATES = tuple(item.name for item in RISK.fields if item.type is Type.DATE)


@dataclass(frozen=True, slots=True)
class ScoreRead:
    """A score as a row has it; `printed` and `rating` are what stands beside it, `cell` where the score stands."""

    kind: str
    score: Score
    printed: int | None
    rating: str
    cell: str


@dataclass(frozen=True, slots=True)
class ActionRead:
    """Something that is to be done about a risk, as a row has it: the fields of RISK_ACTION but its number."""

    row: int
    values: Values


@dataclass(slots=True)
class RiskRead:
    """A risk as a row has it. `row` is the 0-based sheet row, `said` what its columns besides fields and scores say."""

    row: int
    values: Values
    scores: list[ScoreRead] = field(default_factory=list)
    actions: list[ActionRead] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def said_by_row(self) -> tuple[object, ...]:
        """All that the row says, wherever it stands."""
        actions = [one.values for one in self.actions]
        return self.values, self.said, actions, [(one.kind, one.score, one.printed, one.rating) for one in self.scores]


@dataclass(slots=True)
class RisksRead:
    """The risks of a sheet, what is refused, the scores recomputed, and what to tell the user."""

    risks: list[RiskRead] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class RiskReader:
    """Reads the rows of one register whose columns are known."""

    def __init__(self, layout: Layout, index: Mapping[str, int], names: Names, prefix: str) -> None:
        self.layout, self.index, self.names, self.prefix = layout, index, names, prefix
        self.found = RisksRead()
        self.errors: dict[str, list[str]] = {}  # why a printed score cannot be read -> cells
        self.partial: dict[str, list[str]] = defaultdict(list)  # what a score lacks -> cells

    def read(self) -> RisksRead:
        """Read every row that says anything; one that explains the headings is told of and left out."""
        telling = [row for row in self.layout.row_numbers() if any(self._text(row, one) for one in self._telling())]
        rows = self._without_explanations(self._without_remarks(telling))
        rows, below = self._apart(rows)
        fields = {target.partition(".")[2]: target for target in self.index if target.startswith("risk.")}
        columns = {name: self._column(RISK.by_name[name], target, rows) for name, target in fields.items()}
        actions = self._actions([*rows, *(row for more in below.values() for row in more)])
        for position, row in enumerate(rows):
            own = [actions[one] for one in (row, *below.get(row, ())) if one in actions]
            self._read_row(row, {name: values[position] for name, values in columns.items()}, own)
        self._refuse_twice()
        for lacking, cells in self.partial.items():
            self.found.notes.append(f"no score is taken where {lacking}: {several(cells)}")
        for reason, cells in self.errors.items():
            self.found.notes.append(f"printed scores that claim nothing, since {reason}: {several(cells)}")
        return self.found

    def _apart(self, rows: list[int]) -> tuple[list[int], dict[int, list[int]]]:
        """The rows that begin a risk, and those below each that only add an action to it."""
        begun: list[int] = []
        below: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            shared = self.layout.shared.get((row, self.index.get("risk.reference", 0)), (row, 0))[0] < row
            goes_on = shared or not any(self._text(row, one) for one in self._telling() if one.startswith("risk."))
            if goes_on and begun:
                below[begun[-1]].append(row)
            elif not goes_on:
                begun.append(row)
        return begun, below

    def _without_remarks(self, rows: list[int]) -> list[int]:
        """Rows of one text alone are headings of parts or footnotes, and no risks; nor are headings repeated."""
        kept = [row for row in rows if sum(cell not in (None, "") for cell in self.layout.sheet.rows[row]) > 1]
        if left := [f"'{self._first(row)}'" for row in rows if row not in set(kept)]:
            self.found.notes.append(f"rows of one text alone are left out: {several(left)}")
        again = repeated(self.layout, kept)
        if again:
            self.found.notes.append(
                f"headings that stand again are left out: {several([f'row {at + 1}' for at in again])}"
            )
        return [row for row in kept if row not in again]

    def _first(self, row: int) -> str:
        return next(clean_text(cell)[:40] for cell in self.layout.sheet.rows[row] if cell not in (None, ""))

    def _actions(self, rows: list[int]) -> dict[int, ActionRead]:
        """The action on each row that has one; a date that is none is told and left out."""
        if "action.action" not in self.index:
            return {}
        names = [name for name in ACTION_FIELDS if f"action.{name}" in self.index]
        columns = {
            name: self._column(RISK_ACTION.by_name[name], f"action.{name}", rows) for name in names if name != "action"
        }
        found = {}
        for position, row in enumerate(rows):
            values: Values = {"action": self._text(row, "action.action")}
            for name, column in columns.items():
                value = column[position]
                if isinstance(value, Unreadable):
                    where, written = self._place(row, f"action.{name}"), self._text(row, f"action.{name}")
                    self.found.notes.append(f"{where}: '{written[:60]}' is no date of an action and is left out")
                    value = None
                values[name] = value
            if values["action"]:
                found[row] = ActionRead(row, values)
        return found

    def _telling(self) -> list[str]:
        """The columns one of which must be filled: formulas may run on below the last risk."""
        wanted = ("risk.reference", *(f"risk.{name}" for name in STATED), "action.action")
        return [target for target in wanted if target in self.index]

    def _without_explanations(self, rows: list[int]) -> list[int]:
        levels = [f"{kind}.{part}" for kind in SCORE_KINDS for part in ("likelihood", "impact", "score")]
        told = []
        for row in rows:
            scores = [self._cell(row, target) for target in levels if target in self.index]
            if not explains(self._text(row, "risk.reference"), scores):
                break
            told.append(row)
        if told and len(told) < len(rows):
            self.found.notes.append(f"row {told[0] + 1} explains the headings and is no risk; it is left out")
            return rows[len(told) :]
        return rows

    def _column(self, column: Field, target: str, rows: list[int]) -> list[object]:
        cells = [self._cell(row, target) for row in rows]
        if column.name == "treatment":
            cells = [plain_treatment(cell, self.found.notes) for cell in cells]
        elif column.name == "review_every":
            cells = [plain_months(cell) for cell in cells]
        read = read_column(column, cells, self.names, Told(self.layout.headings[self.index[target]]))
        self.found.notes += sorted(read.notes)
        return read.values

    def _read_row(self, row: int, values: Values, actions: list[ActionRead]) -> None:
        wrong = [name for name, value in values.items() if isinstance(value, Unreadable)]
        for name in wrong:
            value = values[name]
            if isinstance(value, Unreadable):
                self._refuse(row, f"risk.{name}", RISK.by_name[name].label, value)
        written = self._text(row, "risk.reference")
        if not written:
            self._refuse(row, "risk.reference", "Reference", Unreadable("the risk has no reference of its own"))
        if not any(values.get(name) for name in STATED):
            nothing = Unreadable("nothing says what the risk is")
            wrong.append("statement")
            self._refuse(row, next(f"risk.{name}" for name in STATED if f"risk.{name}" in self.index), "Risk", nothing)
        scores = [self._score(row, kind) for kind in SCORE_KINDS]
        if wrong or not written or any(isinstance(score, Unreadable) for score in scores):
            return
        said = {name: self._text(row, f"table.{name}") for name in ("escalate", "status")}
        said["target"] = self._text(row, "target.rating")
        values = {name: value for name, value in values.items() if value is not None}
        risk = RiskRead(row, values | {"reference": own_reference(written, self.prefix)}, said=said)
        risk.actions = actions
        risk.scores = [score for score in scores if isinstance(score, ScoreRead)]
        self.found.risks.append(risk)
        for score in risk.scores:
            self._claim(written, score)

    def _score(self, row: int, kind: str) -> ScoreRead | Unreadable | None:
        """A score of a row; None where there is none, Unreadable (and refused) where it cannot be one."""
        levels = {part: self._level(row, kind, part) for part in ("likelihood", "impact")}
        bad = next((level for level in levels.values() if isinstance(level, Unreadable)), None)
        if bad:
            return bad
        likelihood, impact = (level if isinstance(level, int) else None for level in levels.values())
        if likelihood is None and impact is None:
            likelihood, impact = self._factors(row, kind)
        if likelihood is None and impact is None:
            self._only_printed(row, kind)
            return None
        columns = [*self._columns(kind, "likelihood", "impact"), f"{kind}.score"]
        target = next(one for one in columns if self._text(row, one))
        why = why_no_score(likelihood, impact)
        if likelihood is None or impact is None:
            self.partial[why].append(self._place(row, target))
            return None
        if why:
            return self._refuse(row, target, f"{kind.capitalize()} score", Unreadable(why))
        cell = self._where(row, next(iter(self._columns(kind, "score")), target))
        return ScoreRead(kind, Score(likelihood, impact), self._printed(row, kind), self._rating(row, kind), cell)

    def _level(self, row: int, kind: str, part: str) -> int | Unreadable | None:
        """A likelihood or impact: of its number and its words whatever there is, if they do not differ."""
        found: list[int] = []
        for target in self._columns(kind, part):
            cell = self._cell(row, target)
            if cell in (None, "") or not clean_text(cell):
                continue
            level = cell if type(cell) is int else read_level(clean_text(cell))
            if isinstance(cell, CellError):
                return self._refuse(row, target, part.capitalize(), Unreadable(cell.reason))
            if level is None and isinstance(cell, float | int):
                why = f"a {part} of {clean_text(cell)} is not on the scale of 1 to 5"
                return self._refuse(row, target, part.capitalize(), Unreadable(why))
            if level is None:
                self.partial[f"the {part} is a word without its number"].append(self._place(row, target))
            elif found and found[0] != level:
                why = f"the {part} is {found[0]} in one column and {level} in another"
                return self._refuse(row, target, part.capitalize(), Unreadable(why))
            else:
                found.append(int(level))
        return found[0] if found else None

    def _columns(self, kind: str, *parts: str) -> list[str]:
        names = [name for part in parts for name in (f"{kind}.{part}", f"{kind}.{part}_words")]
        return [name for name in names if name in self.index]

    def _factors(self, row: int, kind: str) -> tuple[int, int] | tuple[None, None]:
        """Likelihood and impact from one cell, '4x5=20': the likelihood first unless the heading says otherwise."""
        factors = read_score(self._text(row, f"{kind}.score")).factors
        if factors is None:
            return None, None
        heading = self.layout.headings[self.index[f"{kind}.score"]]
        turned = IMPACT_FIRST.search(folded(heading))
        if not (turned or LIKELIHOOD_FIRST.search(folded(heading))):
            note = f"'{heading}' is read as likelihood × impact, in that order"
            self.found.notes += [] if note in self.found.notes else [note]
        first, second = factors
        return (second, first) if turned else (first, second)

    def _only_printed(self, row: int, kind: str) -> None:
        """Say which scores are printed as a product alone, or as a word; a target in words is kept elsewhere."""
        if self._text(row, f"{kind}.score"):
            self.partial["likelihood and impact are not given"].append(self._place(row, f"{kind}.score"))
        elif kind != "target" and (word := self._rating(row, kind)):
            why = f"there is only the rating '{word}'"
            if not any(self._text(row, one) for one in self._columns(kind, "likelihood", "impact")):
                self.partial[why].append(self._place(row, f"{kind}.rating"))

    def _printed(self, row: int, kind: str) -> int | None:
        """The score as it is printed, a claim; what is no whole number claims nothing."""
        text = self._text(row, f"{kind}.score")
        if isinstance(error := self._cell(row, f"{kind}.score"), CellError):
            self.errors.setdefault(error.reason, []).append(self._place(row, f"{kind}.score"))
        written = read_score(text)
        if text and not written.is_score:
            where = self._where(row, f"{kind}.score")
            self.found.notes.append(f"{where} prints '{text}', which is no score to compare")
        return written.printed

    def _rating(self, row: int, kind: str) -> str:
        return self._text(row, f"{kind}.rating") or read_score(self._text(row, f"{kind}.score")).rating

    def _claim(self, written: str, read: ScoreRead) -> None:
        if read.printed is not None:
            held, what = read.printed == read.score.value, f"{read.kind} score"
            why = "" if held else f"{read.score.likelihood} × {read.score.impact} is {read.score.value}"
            self.found.claims.append(
                Claim(read.cell, written, what, f"{read.printed}", f"{read.score.value}", held, why)
            )

    def _refuse_twice(self) -> None:
        """Refuse risks of one reference; what stands twice word for word is kept once."""
        kept: dict[str, RiskRead] = {}
        for risk in self.found.risks:
            first = kept.setdefault(str(risk.values["reference"]), risk)
            if first is risk:
                continue
            if first.said_by_row == risk.said_by_row:
                self.found.notes.append(f"row {risk.row + 1} says the same as row {first.row + 1}; it is kept once")
            else:
                same = f"the risk on row {first.row + 1} has this reference too"
                self._refuse(risk.row, "risk.reference", "Reference", Unreadable(same))
        self.found.risks = list(kept.values())

    def _refuse(self, row: int, target: str, label: str, why: Unreadable) -> Unreadable:
        written = self._text(row, target)
        place = self._where(row, target)
        self.found.refused.append(Refusal(place, label, written, why.why, why.suggestions, why.alias_of))
        return why

    def _cell(self, row: int, target: str) -> object:
        return self.layout.cell(row, self.index[target]) if target in self.index else None

    def _text(self, row: int, target: str) -> str:
        cell = self._cell(row, target)
        return "" if isinstance(cell, CellError) else clean_text(cell)

    def _place(self, row: int, target: str) -> str:
        return self.layout.place(row, self.index.get(target, 0))

    def _where(self, row: int, target: str) -> str:
        return f"{self.layout.sheet.name}!{self._place(row, target)}"
