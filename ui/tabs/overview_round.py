"""The overview's card of the plan round: returns that are late, queried or to be reviewed; claims that are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame

from blmk_desktop.periods import today
from blmk_desktop.rules.wording import counted, listed
from ui.parts.labels import card, heading, muted
from ui.parts.work_row import WorkRow

if TYPE_CHECKING:
    from blmk_desktop.summaries.claim_forecast import ClaimMonths
    from blmk_desktop.summaries.plan_round import NetworkStatus, RoundStatus
    from ui.window import MainWindow

PLANS = "PCN workforce plans"
NAMED = 3  # networks named before the rest is counted
# What a round needs, by the key of `NetworkStatus.needs`: words after the number, and the badge.
WORK = {
    "chase": ("late", "Chase", "red"),
    "answer": ("sent back and not answered yet", "Await", "grey"),
    "review": ("to be reviewed", "Review", "amber"),
    "submit": ("accepted and to be submitted", "Submit", "green"),
}


@dataclass(frozen=True)
class RoundToday:
    """The newest round, if it is under way, and the networks that owe claims."""

    status: RoundStatus | None
    late_claims: list[ClaimMonths]

    @property
    def late(self) -> list[NetworkStatus]:
        """Networks whose return is late."""
        return self.needing("chase")

    @property
    def claims(self) -> int:
        """How many monthly claims are missing."""
        return sum(len(row.missing) for row in self.late_claims)

    def needing(self, what: str) -> list[NetworkStatus]:
        """Networks of the round that need that."""
        return [row for row in self.status.rows if row.needs == what] if self.status else []


def round_today(connection: Any, name: str) -> RoundToday:
    """Read it. A round of which only a pack is here, with neither date nor return, is not under way."""
    from blmk_desktop.summaries.claim_forecast import missing_claims
    from blmk_desktop.summaries.plan_round import round_status

    status = round_status(connection, name, today())
    begun = bool(status.due) or any(row.status != "not sent" for row in status.rows)
    return RoundToday(status if begun else None, [row for row in missing_claims(connection) if row.missing])


def said(found: RoundToday) -> list[str]:
    """What of it belongs into the overview's first sentence."""
    parts = []
    if late := len(found.late):
        parts.append(f"{counted(late, 'return')} {'is' if late == 1 else 'are'} late")
    if claims := found.claims:
        parts.append(f"{counted(claims, 'claim')} {'is' if claims == 1 else 'are'} missing")
    return parts


def round_card(window: MainWindow, found: RoundToday) -> QFrame | None:
    """A line for each thing to be done; None where no round is under way and no claim is missing."""
    rows = [_returns(window, found, what) for what in WORK if found.needing(what)]
    if found.late_claims:
        rows.append(_claims(window, found))
    status = found.status
    if status is None:
        return card(heading("Claims"), *rows) if rows else None
    here = f"{len(status.rows) - len(status.missing):,} of {counted(len(status.rows), 'return')} here"
    return card(heading(f"Plan round {status.round}"), muted(here), *rows)


def _returns(window: MainWindow, found: RoundToday, what: str) -> WorkRow:
    of, (words_, word, tone) = found.needing(what), WORK[what]
    text = f"{counted(len(of), 'return')} {'is' if len(of) == 1 else 'are'} {words_}"
    name = found.status.round if found.status else ""
    return WorkRow(
        text,
        lambda: _go(window, "returns").show_needing(name, what),
        detail=_names([row.pcn for row in of]),
        word=word,
        tone=tone,
    )


def _claims(window: MainWindow, found: RoundToday) -> WorkRow:
    from blmk_desktop.rules.wording import in_words

    are = "is" if found.claims == 1 else "are"
    names = _names([in_words(row.pcn) for row in found.late_claims])
    text = f"{counted(found.claims, 'monthly claim')} {are} missing"
    return WorkRow(
        text, lambda: _go(window, "actuals").switch.choose("missing"), detail=names, word="Ask", tone="amber"
    )


def _names(names: list[str]) -> str:
    rest = len(names) - NAMED
    return listed(names) if rest <= 0 else f"{', '.join(names[:NAMED])} and {rest} more"


def _go(window: MainWindow, page: str) -> Any:
    return window.go_to(PLANS).show_page(page)
