"""The columns of the risk registers, the risks that stand under them on a day, and where they stand on the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.periods import add_months
from blmk_desktop.records.declaration import COUNT, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import capital, counted
from blmk_desktop.words.risks import moved_words, tones_of
from ui.parts.heat_cells import Cell, Heat, Placed
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.risk_scores import Band
    from blmk_desktop.summaries.risks import RiskRow, Risks

EVERY = "All registers"
STATES = {"open": "Open", "closed": "Closed", "": "All"}
KINDS = {"current": "Now", "inherent": "Before controls", "target": "Target"}  # which of its scores the map shows
AGAINST_TONES = {"Above target": "amber", "At target": "green", "Below target": "green"}
LEVEL_TONES = {"Team": "grey", "Directorate": "grey", "Committee": "blue", "Board": "blue"}
NOT_SCORED = "Not scored"
MEASURED = {"actions_late": "actions_left"}  # what a finding is about, to the column that shows it

_RISK = RECORDS["risk"].by_name
_LEFT_AS_THEY_ARE = (
    "accountable", "treatment", "practice", "pcn", "scheme", "plan_round", "budget_line", "corporate_reference",
    "raised", "updated", "closed", "closed_reason", "target_words",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What the page shows: the risks as at a day, where they stood on an earlier one, the rows of the table."""

    found: Risks
    register: str
    state: str
    since: str
    columns: Columns
    rows: Mapping[str, RiskRow]
    before: Mapping[str, RiskRow]
    days: Days

    @property
    def registers(self) -> list[str]:
        """The names of all registers."""
        return [one.name for one in self.found.registers]


def specs(bands: Sequence[Band], *, every: bool) -> list[ColumnSpec]:
    """The columns; that of the register only where there are several registers to tell apart."""
    tones = {capital(name): tone for name, tone in tones_of(bands).items()} | {NOT_SCORED: "grey"}
    return [
        ColumnSpec(name="reference", label="Risk"),
        ColumnSpec(name="title", label="What may happen", width=46),
        ColumnSpec(name="register", label="Register", width=18, hidden=not every),
        ColumnSpec.figure("score", "Score", COUNT, "Likelihood times impact, as it stands now.", total=False),
        ColumnSpec(name="band", label="Band", tones=tones),
        ColumnSpec(name="moved", label="Moved", help="By how much the score is worse (▲) or better (▼) than it was."),
        ColumnSpec.figure("target_score", "Target", COUNT, "The score that is aimed at.", total=False),
        ColumnSpec(name="against", label="Against target", tones=AGAINST_TONES),
        ColumnSpec(name="needs", label="Needs", width=30, help="What is to be done about an open risk."),
        ColumnSpec.of(_RISK["owner"], width=22),
        ColumnSpec(name="review_due", label="Review due", type=Type.DATE),
        ColumnSpec(name="actions_left", label="Actions", help="Mitigating actions that are not done yet, of all."),
        ColumnSpec(name="level", label="Level", tones=LEVEL_TONES, help="Where it was last escalated to."),
        ColumnSpec.of(_RISK["category"], width=22),
        ColumnSpec(name="status", label="Status", hidden=True),
        ColumnSpec.figure("inherent_score", "Before controls", COUNT, total=False, hidden=True),
        *(ColumnSpec(name=f"at_{kind}", label=f"Cell: {words.lower()}", hidden=True) for kind, words in KINDS.items()),
        *(ColumnSpec.of(_RISK[name], hidden=True) for name in _LEFT_AS_THEY_ARE),
    ]


def fetch(connection: Any, register: str, day: str, state: str, since: str | None) -> Shown:
    """Read the risks as at a day, and where they stood `since`: '' is not asked for, None the first day offered."""
    from blmk_desktop.summaries.risks import risks

    days = days_of(connection, day)
    since = days.first if since is None else since
    found = risks(connection, day)
    register = register if register in [one.name for one in found.registers] else ""
    before = {row.reference: row for row in risks(connection, since).rows} if since else {}
    rows = [row for row in found.of(register) if state in ("", row.status)]
    rows.sort(key=lambda row: (row.status, -(row.score or 0), row.register, row.reference))
    columns = columns_of(
        specs(found.bands, every=not register),
        [_row(row, before.get(row.reference)) for row in rows],
        ids=[row.reference for row in rows],
    )
    by_reference = {row.reference: row for row in rows}
    return Shown(found, register, state, since, columns, by_reference, before, days)


@dataclass(frozen=True)
class Days:
    """The day up to which the risks speak, and the days that are worth looking back to, with what they are."""

    newest: str
    back: Sequence[tuple[str, str]]

    @property
    def first(self) -> str:
        """The day to look back to if nobody says."""
        return self.back[0][1]


def days_of(connection: Any, day: str) -> Days:
    """The days worth looking at from a day. First comes the meeting before the newest score: what moved since then."""
    from blmk_desktop.summaries.risk_movement import last_meeting, newest_score

    scored = newest_score(connection, day)
    newest = scored or day
    meeting, before = last_meeting(connection, day), last_meeting(connection, newest)
    back = [] if before in {"", meeting} else [("Meeting before the newest score", before)]
    if meeting:
        back.append(("Last meeting", meeting))
    elif scored:
        back.append(("3 months before the newest score", add_months(newest, -3)))
    back += [(words, add_months(day, -months)) for words, months in (("1 month", 1), ("3 months", 3), ("1 year", 12))]
    return Days(newest, back)


def _row(row: RiskRow, before: RiskRow | None) -> dict[str, Any]:
    gone = row.score - before.score if before and row.score is not None and before.score is not None else 0
    cells = {f"at_{kind}": _cell_words(_at(row, kind)) for kind in KINDS}
    return {name: getattr(row, name) for name in ("reference", "register", "category", "owner")} | {
        "title": capital(row.title),
        **{name: getattr(row, name) for name in _LEFT_AS_THEY_ARE},
        **cells,
        "score": row.score,
        "band": capital(row.band) if row.score is not None else NOT_SCORED,
        "moved": moved_words(gone),
        "target_score": row.target_score,
        "inherent_score": row.inherent_score,
        "against": f"{capital(row.against_target)} target" if row.against_target else "",
        "needs": capital(", ".join(row.needs)),
        "review_due": row.review_due,
        "actions_left": f"{row.actions_open} of {row.actions}" if row.actions else "",
        "level": capital(row.level),
        "status": capital(row.status),
    }


def banding(bands: Sequence[Band]) -> Callable[[int], tuple[str, str]]:
    """What gives a score its band and its tone."""
    from blmk_desktop.rules.risk_scores import band_of

    tones = tones_of(bands)

    def banded(score: int) -> tuple[str, str]:
        band = band_of(score, bands)
        return band, tones.get(band, "grey")

    return banded


# The map


def heat(shown: Shown, rows: Iterable[RiskRow], kind: str) -> Heat:
    """Where the open ones of these risks stand on the map by one of their scores; arrows are for those of now."""
    placed = [
        Placed(row.reference, row.reference, capital(row.title), at, _before(shown, row) if kind == "current" else None)
        for row in rows
        if row.status == "open" and (at := _at(row, kind))
    ]
    said = {"current": "", "inherent": " before controls", "target": " as aimed at"}[kind]
    title = f"{shown.register or EVERY}: {counted(len(placed), 'open risk')}{said}"
    return Heat(title, placed, banding(shown.found.bands))


def _at(row: RiskRow, kind: str) -> Cell | None:
    mark = {"current": row.current, "inherent": row.inherent, "target": row.target}[kind]
    return (mark.score.likelihood, mark.score.impact) if mark else None


def _before(shown: Shown, row: RiskRow) -> Cell | None:
    before = shown.before.get(row.reference)
    return _at(before, "current") if before and before.status == "open" else None


def cell_words(cell: Cell) -> str:
    """A cell as the columns of cells write it."""
    return f"{cell[0]} × {cell[1]}"


def _cell_words(cell: Cell | None) -> str:
    return cell_words(cell) if cell else ""


def next_reference(shown: Shown) -> str:
    """The reference after the last one of the register that is shown: PC-13 after PC-12; '' while all are shown."""
    prefix = next((one.prefix for one in shown.found.registers if one.name == shown.register), "")
    tails = [row.reference.removeprefix(f"{prefix}-") for row in shown.found.of(shown.register)]
    numbers = [tail for tail in tails if tail.isdecimal()]
    after = max(map(int, numbers), default=0) + 1
    return f"{prefix}-{after:0{max(map(len, numbers), default=1)}}" if prefix else ""


# What needs attention


def cell_marks(
    columns: Columns, findings: Iterable[Finding], otherwise: str = "", score: str = "score"
) -> dict[tuple[Any, str], Mark]:
    """The cell that a finding is about carries its mark, that of the column `otherwise` (if any) where it has none.

    `score`: the column that shows the score.
    """
    shown = {spec.name for spec in columns.specs if not spec.hidden}
    found: dict[tuple[Any, str], Mark] = {}
    shown_by = MEASURED | {"score": score}
    for one in findings:
        kind, reference = one.about
        if kind == "risk" and columns.position_of(reference) is not None:
            name = shown_by.get(one.measure, one.measure)
            if column := name if name in shown else otherwise:
                found.setdefault((reference, column), Mark(one.severity, one.message))
    return found


def in_a_sentence(shown: Shown) -> str:
    """What needs attention on the open risks of the register, in words; '' if nothing does."""
    rows = [row for row in shown.found.of(shown.register) if row.status == "open"]
    top = shown.found.bands[-1].name if shown.found.bands else ""
    said = [
        (sum(bool(top) and row.band == top for row in rows), "risk", f"scored {top}"),
        (sum(row.days_overdue > 0 for row in rows), "review", "overdue"),
        (sum(row.over_appetite for row in rows), "risk", "over what is tolerated"),
        (sum(row.no_action for row in rows), "risk", "without an action"),
        (sum(row.current is None for row in rows), "risk", "without a score"),
        (sum(row.split == "proposed" for row in rows), "statement", "to confirm in three parts"),
    ]
    return " · ".join(f"{counted(number, thing)} {words}" for number, thing, words in said if number)
