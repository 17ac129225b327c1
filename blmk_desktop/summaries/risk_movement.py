"""How the risks moved since a date, and what they came to over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from blmk_desktop.periods import add_months, show_date, today
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.risk_movement import MOVEMENTS, Standing, movement, movement_words
from blmk_desktop.rules.risk_scores import Band, Score, band_of, reference_order
from blmk_desktop.rules.wording import counted, listed
from blmk_desktop.summaries.risks import Mark, RiskRow, risk_bands, risks

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST_MONTHS, MOST_QUARTERS = 36, 108  # months told one by one; longer spans by quarter, then by year


@dataclass(frozen=True, slots=True)
class MovementRow:
    """A risk that was open on either date. `risk` is as at the later one, `before` its current score at the earlier.

    `moved` is one of MOVEMENTS; `words` say it with both scores; `reason` is that of the last score.
    """

    risk: RiskRow
    moved: str
    words: str
    before: Mark | None = None
    after: Mark | None = None
    reason: str = ""

    @property
    def change(self) -> int | None:
        """By how much the score rose (or fell, negative); None where either is missing."""
        if self.before is None or self.after is None:
            return None
        return self.after.score.value - self.before.score.value


@dataclass(frozen=True)
class Movements:
    """What moved between two dates; the greatest movements first within each kind of movement."""

    since: str
    as_at: str
    rows: tuple[MovementRow, ...] = ()
    bands: tuple[Band, ...] = ()

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many risks moved in each way, every one of MOVEMENTS."""
        found = Counter(row.moved for row in self.rows)
        return {moved: found[moved] for moved in MOVEMENTS}

    @property
    def words(self) -> str:
        """What moved, in one sentence."""
        said = [f"{self.counts[moved]:,} {moved}" for moved in MOVEMENTS if self.counts[moved]]
        span = f"Between {show_date(self.since)} and {show_date(self.as_at)}"
        return f"{span}, of {counted(len(self.rows), 'risk')}: {listed(said)}." if said else f"{span}: no risks."


@dataclass(frozen=True, slots=True)
class Exposure:
    """What the open risks came to on a day: how many, the sum of their current scores, and how many in each band."""

    on: str
    open: int
    exposure: int
    by_band: Mapping[str, int] = field(default_factory=dict)
    unscored: int = 0


def risk_movement(
    connection: Connection, since: str | None = None, as_at: str | None = None, register: str = ""
) -> Movements:
    """How each risk stands on a date (today) against an earlier one: without one, the last meeting before it."""
    day = as_at or today()
    first = since or last_meeting(connection, day) or add_months(day, -3)
    before = {row.reference: row for row in risks(connection, first, register).rows}
    found = risks(connection, day, register)
    rows = [_row(before.get(row.reference), row) for row in found.rows]
    order = {moved: at for at, moved in enumerate(MOVEMENTS)}
    rows = sorted((row for row in rows if row.moved), key=lambda row: (order[row.moved], *_weight(row)))
    return Movements(first, day, tuple(rows), found.bands)


def last_meeting(connection: Connection, before: str, body: str = "") -> str:
    """The last meeting, of a committee or of any, that was held before a day; '' if none is known."""
    from sqlalchemy import func, select

    table = TABLES["meeting"].c
    query = select(func.max(table.on)).where(table.on < before)
    return connection.execute(query.where(table.body == body) if body else query).scalar() or ""


def newest_score(connection: Connection, day: str) -> str:
    """The last day up to a day on which any risk was scored; '' if none was."""
    from sqlalchemy import func, select

    on = TABLES["risk_score"].c.on
    return connection.execute(select(func.max(on)).where(on <= day)).scalar() or ""


def exposure(connection: Connection, register: str = "", as_at: str | None = None) -> list[Exposure]:
    """What the open risks came to at each month's end from the first score to a date (today), and on that date.

    Over more than three years it is told by quarter, over more than nine by year.
    """
    day = as_at or today()
    lives = _lives(connection, register)
    first = min((scores[0][0] for _, _, scores in lives if scores), default="")
    if not first or first > day:
        return []
    bands = risk_bands(connection, day)
    return [_exposure(lives, bands, on) for on in _days(first, day)]


Life = tuple[str, str, list[tuple[str, Score]]]  # raised, closed, current scores by date


def _lives(connection: Connection, register: str) -> list[Life]:
    """Each risk's opening, closing and current scores."""
    from sqlalchemy import select

    risk, score = TABLES["risk"].c, TABLES["risk_score"].c
    query = select(score.risk, score.on, score.likelihood, score.impact)
    query = query.where(score.kind == "current").order_by(score.on, score.id)
    scores: dict[str, list[tuple[str, Score]]] = {}
    for of, on, likelihood, impact in connection.execute(query):
        scores.setdefault(of, []).append((on, Score(likelihood, impact)))
    chosen = select(risk.reference, risk.raised, risk.closed)
    chosen = chosen.where(risk.register == register) if register else chosen
    found = []
    for reference, raised, closed in connection.execute(chosen):
        own = scores.get(reference, [])
        found.append((raised or (own[0][0] if own else ""), closed or "", own))
    return found


def _exposure(lives: Sequence[Life], bands: Sequence[Band], on: str) -> Exposure:
    opened = [scores for raised, closed, scores in lives if raised <= on and not (closed and closed <= on)]
    known = [[score for day, score in scores if day <= on] for scores in opened]
    values = [scores[-1].value for scores in known if scores]
    found = Counter(band_of(value, bands) for value in values)
    by_band = {band.name: found[band.name] for band in bands}
    return Exposure(on, len(opened), sum(values), by_band, len(opened) - len(values))


def _days(first: str, last: str) -> Iterator[str]:
    """The ends of months, quarters or years from a day to another, and that other."""
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    step = 1 if months <= MOST_MONTHS else 3 if months <= MOST_QUARTERS else 12
    start = f"{first[:7]}-01"
    count = step - (int(start[5:7]) - 1) % step  # quarters and years end in December, whatever the first month
    while (end := _day_before(add_months(start, count))) < last:
        yield end
        count += step
    yield last


def _day_before(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _row(before: RiskRow | None, after: RiskRow) -> MovementRow:
    was, now = _standing(before), _standing(after)
    mark = before.current if before else None
    moved = movement(was, now)
    reason = after.closed_reason if moved == "closed" else after.current.reason if after.current else ""
    return MovementRow(after, moved, movement_words(was, now), mark, after.current, reason)


def _standing(row: RiskRow | None) -> Standing:
    if row is None:
        return Standing(open=False, known=False)
    return Standing(row.status == "open", row.current.score if row.current else None)


def _weight(row: MovementRow) -> tuple[object, ...]:
    return -abs(row.change or 0), -(row.risk.score or 0), reference_order(row.risk.reference)
