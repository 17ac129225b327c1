"""The tables of how risks moved since a day, and of those that need a look: top, overdue, at target, without action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import COUNT, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import capital, counted
from blmk_desktop.words.risks import moved_words, tones_of
from ui.tabs.risks.risk_register_columns import (
    AGAINST_TONES,
    LEVEL_TONES,
    NOT_SCORED,
    Days,
    days_of,
)

if TYPE_CHECKING:
    from blmk_desktop.rules.risk_scores import Band
    from blmk_desktop.summaries.risk_movement import Exposure, MovementRow, Movements
    from blmk_desktop.summaries.risks import RiskRow

VIEWS = {
    "moved": "Moved",
    "top": "Top risks",
    "overdue": "Reviews overdue",
    "target": "At or below target",
    "idle": "Without an action",
}
TOP = 10
MOVED_WORDS = {
    "New": "new",
    "Up": "up",
    "Scored": "scored for the first time",
    "Down": "down",
    "Unchanged": "unchanged",
    "Closed": "closed",
}
MOVED_TONES = {
    "New": "blue",
    "Up": "red",
    "Scored": "blue",
    "Down": "green",
    "Unchanged": "grey",
    "Closed": "black",
}
NOBODY = {
    "moved": "No risk was open on either day.",
    "top": "No open risk is scored.",
    "overdue": "No review is overdue.",
    "target": "No open risk has come down to its target.",
    "idle": "Every open risk has an action.",
}


@dataclass(frozen=True)
class Shown:
    """What the page shows: what moved between two days, the rows of the view, and the exposure over time."""

    view: str
    register: str
    moved: Movements
    columns: Columns
    registers: Sequence[str]
    days: Days
    exposure: Sequence[Exposure]
    rows: Mapping[str, RiskRow]


def fetch(connection: Any, view: str, register: str, since: str, day: str) -> Shown:
    """Read how the risks moved from the day `since` ('': the first that is offered) to a day, and how they stand."""
    from blmk_desktop.summaries.risk_movement import exposure, risk_movement
    from blmk_desktop.summaries.risks import risks

    names = [one.name for one in risks(connection, day).registers]
    register = register if register in names else ""
    days = days_of(connection, day)
    moved = risk_movement(connection, since or days.first, day, register)
    rows = [_row(row) for row in _wanted(view, moved)]
    columns = columns_of(specs(view, moved.bands), rows, ids=[row["reference"] for row in rows])
    by_reference = {row.risk.reference: row.risk for row in moved.rows}
    over_time = exposure(connection, register, day)
    return Shown(view, register, moved, columns, names, days, over_time, by_reference)


def _wanted(view: str, moved: Movements) -> list[MovementRow]:
    """The rows of a view: all that moved, or the open risks that it is about, the gravest first."""
    if view == "moved":
        return list(moved.rows)
    left = [row for row in moved.rows if row.risk.status == "open"]
    left.sort(key=lambda row: (-(row.risk.score or 0), row.risk.reference))
    if view == "top":
        return [row for row in left if row.risk.score][:TOP]
    if view == "overdue":
        late = [row for row in left if row.risk.days_overdue]
        return sorted(late, key=lambda row: -row.risk.days_overdue)
    if view == "target":
        return [row for row in left if row.risk.against_target in {"at", "below"}]
    return [row for row in left if row.risk.no_action]


def specs(view: str, bands: Sequence[Band]) -> list[ColumnSpec]:
    """The columns of a view."""
    tones = {capital(name): tone for name, tone in tones_of(bands).items()} | {NOT_SCORED: "grey"}
    figures = {
        "moved": ColumnSpec(name="moved", label="Movement", tones=MOVED_TONES),
        "was": ColumnSpec(name="was", label="Was", width=11, help="The score on the earlier day."),
        "now": ColumnSpec(name="now", label="Is", width=16, help="The score on the later day."),
        "score": ColumnSpec.figure("score", "Score", COUNT, total=False),
        "change": ColumnSpec(name="change", label="By", help="How much worse (▲) or better (▼) the score is."),
        "band": ColumnSpec(name="band", label="Band", tones=tones),
        "reason": ColumnSpec(name="reason", label="Reason", width=34, help="Of the last score, or why it was closed."),
        "target_score": ColumnSpec.figure("target_score", "Target", COUNT, total=False),
        "against": ColumnSpec(name="against", label="Against target", tones=AGAINST_TONES),
        "review_due": ColumnSpec(name="review_due", label="Review due", type=Type.DATE),
        "days_overdue": ColumnSpec.figure("days_overdue", "Days overdue", COUNT, total=False),
        "last_review": ColumnSpec(name="last_review", label="Last review", type=Type.DATE),
        "needs": ColumnSpec(name="needs", label="Needs", width=34),
        "level": ColumnSpec(name="level", label="Level", tones=LEVEL_TONES),
    }
    which = {
        "moved": ("was", "now", "change", "band", "reason"),
        "top": ("score", "band", "change", "target_score", "needs"),
        "overdue": ("days_overdue", "review_due", "last_review", "score", "band"),
        "target": ("score", "target_score", "against", "band", "needs"),
        "idle": ("score", "band", "review_due", "needs"),
    }[view]
    return [
        ColumnSpec(name="reference", label="Risk"),
        *([figures["moved"]] if view == "moved" else []),
        ColumnSpec(name="title", label="What may happen", width=44),
        *(figures[name] for name in which),
        ColumnSpec.of(RECORDS["risk"].by_name["owner"], width=22),
        figures["level"],
        ColumnSpec(name="register", label="Register", width=18),
    ]


def _row(row: MovementRow) -> dict[str, Any]:
    risk = row.risk
    as_they_are = ("reference", "register", "owner", "score", "target_score", "review_due", "last_review")
    return {name: getattr(risk, name) for name in as_they_are} | {
        "title": capital(risk.title),
        "moved": capital(row.moved),
        "was": str(row.before.score) if row.before else "",
        "now": str(row.after.score) if row.after and row.moved != "closed" else "",
        "change": moved_words(row.change) if row.moved in {"up", "down"} else "",
        "band": capital(risk.band) if risk.score is not None else NOT_SCORED,
        "reason": row.reason,
        "against": f"{capital(risk.against_target)} target" if risk.against_target else "",
        "days_overdue": risk.days_overdue or None,
        "needs": capital(", ".join(risk.needs)),
        "level": capital(risk.level),
    }


def in_a_sentence(shown: Shown) -> str:
    """What moved, and what the open risks come to, in words; '' without risks."""
    if not shown.moved.rows:
        return ""
    words = [shown.moved.words.removesuffix(".")]
    if shown.exposure:
        first, last = _then(shown), shown.exposure[-1]
        more = last.exposure - first
        said = f", {abs(more)} {'more' if more > 0 else 'less'} than then" if more else ", the same as then"
        words.append(f"{counted(last.open, 'open risk')} come to {last.exposure}{said}")
    return " · ".join(words)


def _then(shown: Shown) -> int:
    """What the risks that were open on the earlier day came to."""
    known = [row for row in shown.moved.rows if row.before and row.moved != "new"]
    return sum(row.before.score.value for row in known if row.before)
