"""The risk registers against themselves: scores as printed, ratings, reviews and actions that are late, and gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.risk_scores import reference_order
from blmk_desktop.rules.wording import counted, listed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.risks import Mark, RiskRow, Risks

LISTED = 6


def check_risks(connection: Connection, day: str | None = None) -> list[Finding]:
    """Every check of the risks as they stand on a day, today unless given."""
    from blmk_desktop.summaries.risks import risks

    found = risks(connection, day)
    return [
        *_printed(found),
        *_ratings(found),
        *_order(found.open),
        *_over_appetite(found.open),
        *_late(found.open),
        *_uncontrolled(found.open),
        *_incomplete(found),
        *_same(found.open),
    ]


def _printed(found: Risks) -> Iterator[Finding]:
    """Scores as printed that are not likelihood times impact."""
    for row, mark in _marks(found.rows):
        if mark.printed is not None and mark.printed != mark.score.value:
            score, computed = mark.score, f"{mark.score.value}"
            message = (
                f"{row.reference}: the {mark.kind} score is printed as {mark.printed}; a likelihood of "
                f"{score.likelihood} and an impact of {score.impact} make {computed}."
            )
            where = _where(mark) or f"{mark.kind} score of {row.reference}"
            yield Finding(
                "risk-score-product",
                "error",
                row.reference,
                where,
                f"{mark.printed}",
                computed,
                message,
                ("risk", row.reference),
                _field(mark.kind),
            )


def _ratings(found: Risks) -> Iterator[Finding]:
    """Scores that one register rates by two words: its bands cannot be both."""
    rated: dict[tuple[str, str, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row, mark in _marks(found.rows):
        if mark.printed_band:
            rated[row.register, mark.source, mark.score.value][mark.printed_band.casefold()].append(row.reference)
    for (register, source, score), by_word in rated.items():
        if len(by_word) > 1:
            said = listed([f"'{word}' ({_few(whom)})" for word, whom in by_word.items()])
            message = f"{register}: a score of {score} is rated in {len(by_word)} ways: {said}."
            where = source or register
            yield Finding(
                "risk-rating-unlike", "warning", register, where, said, "", message, ("risk_register", register), "band"
            )


def _order(rows: Iterable[RiskRow]) -> Iterator[Finding]:
    """Controls that make a risk worse, and targets above where it stands."""
    for row in rows:
        if row.inherent and row.current and row.current.score.value > row.inherent.score.value:
            before, now = row.inherent.score, row.current.score
            message = f"{row.reference} scores {now} with its controls, more than the {before} without them."
            yield _finding("risk-above-inherent", row, f"{now}", f"{before}", message, "score")
        if row.target and row.current and row.against_target == "below":
            target, now = row.target.score, row.current.score
            message = f"{row.reference} scores {now}, below its target of {target}: close it, or set another target."
            yield _finding("risk-below-target", row, f"{now}", f"{target}", message, "target_score", severity="note")


def _over_appetite(rows: Iterable[RiskRow]) -> Iterator[Finding]:
    for row in rows:
        if row.over_appetite:
            what = f" for {row.category.lower()}" if row.category else ""
            message = f"{row.reference} scores {row.score}; up to {row.most} is tolerated{what}."
            yield _finding("risk-over-appetite", row, f"{row.score}", f"{row.most}", message, "score", severity="note")


def _late(rows: Iterable[RiskRow]) -> Iterator[Finding]:
    """Reviews and actions whose day has passed."""
    for row in rows:
        if row.days_overdue:
            due = show_date(row.review_due)
            last = f"; it was last reviewed on {show_date(row.last_review)}" if row.last_review else ""
            message = f"{row.reference} was to be reviewed on {due}{last}."
            yield _finding("risk-review-overdue", row, show_date(row.last_review), due, message, "review_due")
        if row.actions_late:
            message = f"{row.reference} has {counted(row.actions_late, 'action')} past the due date and not done."
            yield _finding("risk-action-late", row, f"{row.actions_late}", "", message, "actions_late")


def _uncontrolled(rows: Iterable[RiskRow]) -> Iterator[Finding]:
    """Risks that are said to be treated and have neither controls nor a plan nor an action."""
    for row in rows:
        if row.treatment == "treat" and not (row.controls or row.plan or row.actions):
            message = f"{row.reference} is to be treated, and no control, plan or action says how."
            yield _finding("risk-treated-by-nothing", row, "treat", "", message, "treatment")


def _incomplete(found: Risks) -> Iterator[Finding]:
    """What risks lack, told once a register."""
    rows = sorted(found.open, key=lambda row: reference_order(row.reference))
    lacking = {
        "risk-unscored": ("warning", "no current score", [row for row in rows if row.current is None]),
        "risk-without-owner": ("note", "no owner", [row for row in rows if not row.owner]),
        "risk-without-action": ("warning", "neither an action nor a plan", _without(rows)),
        "risk-unconfirmed": (
            "note",
            "three parts that nobody has confirmed",
            [row for row in rows if row.split == "proposed"],
        ),
        "risk-closed-unsaid": (
            "note",
            "no reason for being closed",
            [row for row in found.rows if row.status == "closed" and not row.closed_reason],
        ),
    }
    for rule, (severity, what, those) in lacking.items():
        of_register: dict[str, list[str]] = defaultdict(list)
        for row in those:
            of_register[row.register].append(row.reference)
        for register, whom in of_register.items():
            has = "has" if len(whom) == 1 else "have"
            message = f"{register}: {counted(len(whom), 'risk')} {has} {what}: {_few(whom)}."
            about = ("risk", whom[0]) if len(whom) == 1 else ("risk_register", register)
            yield Finding(rule, severity, register, register, "", f"{len(whom)}", message, about)


def _without(rows: Iterable[RiskRow]) -> list[RiskRow]:
    return [row for row in rows if row.no_action and row.treatment != "treat"]


def _same(rows: Iterable[RiskRow]) -> Iterator[Finding]:
    """Open risks whose sentences are the same."""
    stated: dict[str, list[RiskRow]] = defaultdict(list)
    for row in rows:
        if row.statement:
            stated[" ".join(row.statement.casefold().split()).rstrip(".")].append(row)
    for alike in stated.values():
        if len(alike) > 1:
            whom = listed([row.reference for row in alike])
            message = f"{whom} state the same risk in the same words."
            yield _finding("risk-stated-twice", alike[0], whom, "", message, "title", severity="note")


def _finding(  # noqa: PLR0913 - what a finding consists of
    rule: str, row: RiskRow, printed: str, computed: str, message: str, measure: str, *, severity: str = "warning"
) -> Finding:
    about = ("risk", row.reference)
    return Finding(rule, severity, row.reference, row.register, printed, computed, message, about, measure)


def _marks(rows: Iterable[RiskRow]) -> Iterator[tuple[RiskRow, Mark]]:
    for row in rows:
        for mark in (row.inherent, row.current, row.target):
            if mark:
                yield row, mark


def _where(mark: Mark) -> str:
    return " › ".join(filter(None, (mark.source, mark.cell)))


def _field(kind: str) -> str:
    """The column of a table of risks in which a score of a kind stands."""
    return "score" if kind == "current" else f"{kind}_score"


def _few(whom: list[str]) -> str:
    more = f" and {len(whom) - LISTED} more" if len(whom) > LISTED else ""
    return f"{', '.join(whom[:LISTED])}{more}" if more else listed(whom)
