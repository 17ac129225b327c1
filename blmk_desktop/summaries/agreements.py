"""Agreements with developers as at a day: what is left to spend of each, and which are about to lapse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.periods import add_months, today
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.funding import SOON, left_to_spend
from blmk_desktop.summaries.committee_actions import days_between

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A S106 agreement or CIL award as at a day. Money in pence, None where nobody says; dates ISO, '' for none.

    `days_left` counts to the day on which it lapses, negative once it has, None where no day is known. `ending`: money
    of it is left, and it lapses within a year or has lapsed.
    """

    id: int
    reference: str
    kind: str
    site: str
    council: str
    scheme: str
    secured: int | None
    received: int | None
    spent: int | None
    expires: str
    note: str
    days_left: int | None = None
    ending: bool = False

    @property
    def left(self) -> int | None:
        """What is left to spend; None where nobody says what there is."""
        return left_to_spend(self.secured, self.received, self.spent)

    @property
    def lapsed(self) -> bool:
        """Whether its day has passed."""
        return self.days_left is not None and self.days_left < 0


def agreements(connection: Connection, as_at: str = "") -> list[AgreementRow]:
    """Every agreement as at a day (ISO; today unless given), those that lapse first in front."""
    day, table = as_at or today(), TABLES["agreement"]
    rows = [_row(dict(row), day) for row in connection.execute(select(table)).mappings()]
    return sorted(rows, key=lambda row: (row.expires or "9999", row.reference))


def _row(stored: dict[str, object], day: str) -> AgreementRow:
    texts = ("reference", "kind", "site", "council", "scheme", "expires", "note")
    values: dict[str, object] = {name: stored[name] or "" for name in texts}
    values |= {name: stored[name] for name in ("id", "secured", "received", "spent")}
    row = AgreementRow(**values)  # type: ignore[arg-type]
    if not row.expires:
        return row
    soon = row.expires <= add_months(day, SOON) and (row.left or 0) > 0
    return AgreementRow(**values, days_left=days_between(day, row.expires), ending=soon)  # type: ignore[arg-type]
