"""Rows of a risk register: each risk with its own reference and its scores, or why it cannot be taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from blmk_desktop.importing.cells import Told, Unreadable, read_column
from blmk_desktop.importing.layout import Layout
from blmk_desktop.importing.names import Names
from blmk_desktop.importing.proposal import Claim, Refusal
from blmk_desktop.importing.risk_words import explains, own_reference, plain_months, plain_treatment, several
from blmk_desktop.records.declaration import Field, Type
from blmk_desktop.records.risks import RISK, SCORE_KINDS
from blmk_desktop.rules.risk_scores import Score, read_level, why_no_score
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import CellError

Values = dict[str, object]
DATES = tuple(item.name for item in RISK.fields if item.type is Type.DATE)


@dataclass(frozen=True, slots=True)
class ScoreRead:
    """A score as a row has it; `printed` and `rating` are what stands beside it, `cell` where the score stands."""

    kind: str
    score: Score
    printed: int | None
    rating: str
    cell: str


@dataclass(slots=True)
class RiskRead:
    """A risk as a row has it. `row` is the 0-based sheet row, `said` what its columns besides fields and scores say."""

    row: int
    values: Values
    scores: list[ScoreRead] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def said_by_row(self) -> tuple[object, ...]:
        """All that the row says, wherever it stands."""
        return self.values, self.said, [(one.kind, one.score, one.printed, one.rating) for one in self.scores]


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
        rows = [row for row in self.layout.row_numbers() if any(self._text(row, one) for one in self._telling())]
        rows = self._without_explanations(rows)
        fields = {target.partition(".")[2]: target for target in self.index if target.startswith("risk.")}
        columns = {name: self._column(RISK.by_name[name], target, rows) for name, target in fields.items()}
        for position, row in enumerate(rows):
            self._read_row(row, {name: values[position] for name, values in columns.items()})
        self._refuse_twice()
        for lacking, cells in self.partial.items():
            self.found.notes.append(f"no score is taken where {lacking}: {several(cells)}")
        for reason, cells in self.errors.items():
            self.found.notes.append(f"printed scores that claim nothing, since {reason}: {several(cells)}")
        return self.found

    def _telling(self) -> list[str]:
        """The columns one of which must be filled: formulas may run on below the last risk."""
        wanted = ("reference", "statement", "event", "cause")
        return [target for name in wanted if (target := f"risk.{name}") in self.index]

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

    def _read_row(self, row: int, values: Values) -> None:
        wrong = [name for name, value in values.items() if isinstance(value, Unreadable)]
        for name in wrong:
            value = values[name]
            if isinstance(value, Unreadable):
                self._refuse(row, f"risk.{name}", RISK.by_name[name].label, value)
        written = self._text(row, "risk.reference")
        if not written:
            self._refuse(row, "risk.reference", "Reference", Unreadable("the risk has no reference of its own"))
        scores = [self._score(row, kind) for kind in SCORE_KINDS]
        if wrong or not written or any(isinstance(score, Unreadable) for score in scores):
            return
        said = {name: self._text(row, f"table.{name}") for name in ("escalate", "status")}
        said["target"] = self._text(row, "target.rating")
        values = {name: value for name, value in values.items() if value is not None}
        risk = RiskRead(row, values | {"reference": own_reference(written, self.prefix)}, said=said)
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
            return None
        target = next(one for one in self._columns(kind, "likelihood", "impact") if self._text(row, one))
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
            level = cell if isinstance(cell, int) else read_level(clean_text(cell))
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

    def _printed(self, row: int, kind: str) -> int | None:
        """The score as it is printed, a claim; what is no whole number claims nothing."""
        text = self._text(row, f"{kind}.score")
        if isinstance(error := self._cell(row, f"{kind}.score"), CellError):
            self.errors.setdefault(error.reason, []).append(self._place(row, f"{kind}.score"))
        if not text:
            return None
        if text.isdecimal():
            return int(text)
        self.found.notes.append(f"{self._where(row, f'{kind}.score')} prints '{text}', which is no score to compare")
        return None

    def _rating(self, row: int, kind: str) -> str:
        cell = self._cell(row, f"{kind}.rating")
        return "" if isinstance(cell, CellError) else clean_text(cell)

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
