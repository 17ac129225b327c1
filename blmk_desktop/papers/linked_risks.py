"""The risks that the registers link to what a paper is about, as lines for its cover."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from blmk_desktop.rules.wording import capital

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.risks import RiskRow


def risk_lines(connection: Connection, as_at: str, concerns: Callable[[RiskRow], object]) -> tuple[str, ...]:
    """The open risks that concern a paper, the gravest first: 'PC-02, 12 (high): money is left at the end'."""
    from blmk_desktop.summaries.risks import risks

    return tuple(risk_line(row) for row in risks(connection, as_at).open if concerns(row))


def risk_line(row: RiskRow) -> str:
    """A risk in a line: its reference, its score with the band's word, and what may happen."""
    score = f"{row.score} ({row.band})" if row.score and row.band else f"{row.score or 'not scored'}"
    return f"{row.reference}, {score}: {row.title}"


def titled(row: RiskRow) -> str:
    """What may happen, with a capital in front."""
    return capital(row.title)
