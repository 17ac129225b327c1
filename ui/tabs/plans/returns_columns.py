"""The columns of a round's returns, the rows under them, and what is to be said about single figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.periods import today
from blmk_desktop.records.declaration import COUNT, MONEY, WTE, Type
from blmk_desktop.records.returns import STATUSES
from blmk_desktop.rules.wording import counted, listed
from blmk_desktop.words.plans import pounds
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.summaries.plan_round import NetworkStatus, RoundStatus

WORDS = {status: status.capitalize() for status in STATUSES}
TONES = {
    "Not sent": "grey",
    "Sent": "blue",
    "Received": "amber",
    "Queried": "red",
    "Accepted": "green",
    "Submitted": "black",
}
NEEDS = {
    "send": "Send the template",
    "chase": "Chase",
    "answer": "Await the answer",
    "review": "Review",
    "submit": "Submit",
    "": "",
}
NEED_TONES = {"Chase": "red", "Review": "amber"}


def _day(name: str, label: str, help_: str = "") -> ColumnSpec:
    return ColumnSpec(name=name, label=label, type=Type.DATE, help=help_, width=13)


SPECS = (
    ColumnSpec(name="pcn", label="PCN", width=23),
    ColumnSpec(name="status", label="Status", tones=TONES, width=12),
    ColumnSpec(name="needs", label="What is needed", tones=NEED_TONES, width=21),
    ColumnSpec.figure("wte_planned", "Planned", WTE, "Staff planned on 31 March", 11),
    ColumnSpec.figure(
        "cost", "Cost", MONEY, "What the plan costs the allocation in the year, as far as the rates are known", 12
    ),
    ColumnSpec.figure("allocation", "Allocation", MONEY, width=15),
    ColumnSpec.figure(
        "balance",
        "Left",
        MONEY,
        "Allocation less cost, of the plans that have both. A plan over its allocation is in brackets.",
        12,
    ),
    ColumnSpec.figure(
        "days_late",
        "Days late",
        COUNT,
        "Days since the round's due date, while nothing has come. Of a return that came it is said at the side.",
        11,
        total=False,
    ),
    _day("sent", "Sent", "When the template went out"),
    _day("received", "Received", "When the last return came in"),
    _day("queried", "Queried"),
    _day("accepted", "Accepted"),
    _day("submitted", "Submitted"),
    ColumnSpec.figure("lines", "Lines", COUNT, width=9),
    ColumnSpec(name="place", label="Place", width=21),
    ColumnSpec(name="contact", label="Contact", hidden=True),
    ColumnSpec(name="pcn_code", label="PCN code", hidden=True),
    ColumnSpec(name="query", label="What was queried", hidden=True, width=40),
)
SAME = ("pcn", "place", "contact", "pcn_code", "query", "wte_planned", "cost", "allocation", "balance")
DAYS = ("sent", "received", "queried", "accepted", "submitted")


@dataclass(frozen=True)
class Shown:
    """The rounds there are, and of the chosen one every network as an object and as a row."""

    rounds: list[str]
    status: RoundStatus
    columns: Columns
    today: str

    def row(self, code: Any) -> NetworkStatus | None:
        """The network of that code."""
        return self.status.row(code) if code else None


def fetch(connection: Any, round_name: str) -> Shown:
    """Read a round; an unknown one means the newest."""
    from blmk_desktop.summaries.plan_round import round_status
    from blmk_desktop.summaries.rounds import rounds

    known, day = rounds(connection), today()
    status = round_status(connection, round_name if round_name in known else next(iter(known), ""), day)
    return Shown(known, status, columns_of(SPECS, [_line(row) for row in status.rows], ids=_ids(status)), day)


def _ids(status: RoundStatus) -> list[str]:
    return [row.pcn_code for row in status.rows]


def _line(row: NetworkStatus) -> dict[str, Any]:
    return {
        "status": WORDS[row.status],
        "needs": NEEDS[row.needs],
        "days_late": row.days_late if row.needs == "chase" else None,
        "lines": row.lines or None,
        **{name: getattr(row, name) for name in SAME},
        **{name: getattr(row, name) or None for name in DAYS},
    }


def marks(shown: Shown) -> dict[tuple[str, str], Mark]:
    """What is to be said at single figures: over the allocation, over a cap, not all costed, what was queried."""
    found = {}
    for row in shown.status.rows:
        for column, mark in _marks(row):
            found[row.pcn_code, column] = mark
    return found


def _marks(row: NetworkStatus) -> list[tuple[str, Mark]]:
    found = []
    if row.balance is not None and row.balance < 0:
        found.append(("balance", Mark("error", f"{row.pcn} plans to spend {pounds(-row.balance)} too much.")))
    if row.over_caps:
        found.append(("wte_planned", Mark("warning", f"Over the cap: {listed(row.over_caps)}.")))
    if row.unknown:
        are = "is" if row.unknown == 1 else "are"
        words = f"{counted(row.unknown, 'line')} {are} not fully costed: nobody knows the rate."
        found.append(("cost", Mark("note", words)))
    if row.status == "queried" and row.query:
        found.append(("needs", Mark("note", row.query)))
    return found
