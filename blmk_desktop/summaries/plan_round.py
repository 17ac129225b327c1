"""How far a round of workforce plans has got: each network's status, what its plan comes to, and whom to chase."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.changes import Change, ChangeSet, new_records, write
from blmk_desktop.errors import UserError
from blmk_desktop.periods import today
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.returns import STATUSES
from blmk_desktop.records.rows import by_key
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.wording import in_words
from blmk_desktop.summaries.plan_caps import over_caps
from blmk_desktop.summaries.plan_lines import allowances
from blmk_desktop.summaries.returned import Planned, returned

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from blmk_desktop.store import Store

STEPS = STATUSES[1:]  # each has a date of its own
WAITING = ("not sent", "sent")
NEEDS = {
    "send": "Its template is still to be sent.",
    "chase": "Nothing has come back and the round is past its date: chase it.",
    "answer": "It has still to answer what was queried.",
    "review": "Its plan is here: review it.",
    "submit": "Its plan is accepted: submit it to NHS England.",
    "": "",
}


@dataclass(frozen=True, slots=True)
class NetworkStatus:
    """One network in a round. Dates are ISO text or ''; money in pence, WTE in hundredths, None: not known.

    `status` is one of STATUSES. `days_late` counts from the round's due date to the return, or to today while
    there is none. `needs` is a key of NEEDS: what is to be done next. `lines` to `over_caps` are of its plan as
    returned: `unknown` lines have months of unknown cost, which `cost` leaves out; `over_caps` names roles.
    `id` is the PCN code.
    """

    id: str
    place: str
    pcn_code: str
    pcn: str
    contact: str
    status: str
    needs: str
    days_late: int
    sent: str = ""
    received: str = ""
    queried: str = ""
    accepted: str = ""
    submitted: str = ""
    query: str = ""
    source: str = ""
    note: str = ""
    lines: int = 0
    wte_planned: int | None = None
    cost: int | None = None
    allocation: int | None = None
    balance: int | None = None
    unknown: int = 0
    over_caps: tuple[str, ...] = ()

    @property
    def needs_words(self) -> str:
        """What is to be done next, in a sentence."""
        return NEEDS[self.needs]


@dataclass(frozen=True)
class RoundStatus:
    """A round and its networks, by place and name. `counts` has every status, also those of no network."""

    round: str = ""
    year: str = ""
    stage: str = ""
    as_at: str = ""
    due: str = ""
    rows: list[NetworkStatus] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def to_chase(self) -> list[NetworkStatus]:
        """Whom to chase: nothing has come though it is due, or a query is unanswered; the latest first."""
        found = [row for row in self.rows if row.needs in ("chase", "answer")]
        return sorted(found, key=lambda row: (row.needs, row.days_late), reverse=True)

    @property
    def missing(self) -> list[NetworkStatus]:
        """Those from whom nothing has come."""
        return [row for row in self.rows if row.status in WAITING]

    def row(self, pcn_code: str) -> NetworkStatus | None:
        """The network of that code."""
        return next((row for row in self.rows if row.pcn_code == pcn_code), None)


def round_status(connection: Connection, round_name: str, today: str) -> RoundStatus:
    """Every open network of a place, and any other that returned something. `today` is ISO text.

    An unknown round has no rows.
    """
    known = by_key(connection, RECORDS["plan_round"], round_name)
    if known is None:
        return RoundStatus()
    plans, allowed = returned(connection, round_name), allowances(connection, round_name)
    over: dict[str, list[str]] = defaultdict(list)
    for one in over_caps(connection, round_name, {code: allowed[code].registered for code in allowed}):
        over[one.pcn].append(one.role)
    table = TABLES["plan_return"]
    returns = {row.pcn: row for row in connection.execute(select(table).where(table.c.round == round_name))}
    day, due = known["as_at"] or today, known["due"] or ""
    rows = []
    for network in _networks(connection, day, {*returns, *plans.of_pcn}):
        code = network.code
        allocation = allowed[code].allocation if code in allowed else None
        figures = _plan(plans.of_pcn.get(code), allocation) | {"over_caps": tuple(over[code])}
        rows.append(_row(network, returns.get(code), due, today, figures))
    counted = Counter(row.status for row in rows)
    counts = {status: counted[status] for status in STATUSES}
    return RoundStatus(round_name, known["year"], known["stage"], known["as_at"] or "", due, rows, counts)


def _networks(connection: Connection, day: str, also: Collection[str]) -> list[Any]:
    """The networks of a place that are open on a day, and some others, by place and name."""
    table = TABLES["pcn"]
    query = select(table.c.code, table.c.name, table.c.place, table.c.contact, table.c.opened, table.c.closed)
    found = [
        row
        for row in connection.execute(query)
        if row.code in also
        or (row.place and (not row.opened or row.opened <= day) and (not row.closed or row.closed >= day))
    ]
    return sorted(found, key=lambda row: (not row.place, row.place or "", row.name))


def _plan(planned: Planned | None, allocation: int | None) -> dict[str, Any]:
    """What its lines come to; without lines only the allocation."""
    if planned is None:
        return {"allocation": allocation}
    cost = planned.forecast_spend
    balance = None if allocation is None or cost is None else allocation - cost
    return {
        "lines": planned.lines,
        "wte_planned": planned.wte_planned,
        "cost": cost,
        "allocation": allocation,
        "balance": balance,
        "unknown": planned.unknown,
    }


def _row(network: Any, sent_back: Row[Any] | None, due: str, today: str, figures: dict[str, Any]) -> NetworkStatus:
    status = sent_back.status if sent_back else STATUSES[0]
    told = ("sent", "received", "queried", "accepted", "submitted", "query", "source", "note")
    values: dict[str, Any] = {name: getattr(sent_back, name) or "" for name in told} if sent_back else {}
    late = _days_late(status, values.get("received", ""), due, today)
    return NetworkStatus(
        id=network.code,
        place=network.place or "",
        pcn_code=network.code,
        pcn=in_words(network.name),
        contact=network.contact or "",
        status=status,
        needs=_needs(status, late),
        days_late=late,
        **values,
        **figures,
    )


def _days_late(status: str, received: str, due: str, today: str) -> int:
    came = received if status not in WAITING and received else today
    if not due or (status not in WAITING and not received):
        return 0
    return max(0, (date.fromisoformat(came) - date.fromisoformat(due)).days)


def _needs(status: str, late: int) -> str:
    if status in WAITING:
        return "chase" if late else "send" if status == "not sent" else ""
    return {"received": "review", "queried": "answer", "accepted": "submit"}.get(status, "")


# Keeping it up to date


def set_status(  # noqa: PLR0913, PLR0917 - what is known of a step
    store: Store,
    round_name: str,
    codes: Collection[str],
    status: str,
    on: str | None = None,
    query: str = "",
    note: str = "",
) -> ChangeSet | None:
    """Move networks to a status, as one change set; None if they are there already.

    `on` (ISO, today unless given) becomes the date of that step; what was sent once keeps its first date unless
    one is given. Steps may be taken back: 'not sent' clears every date, others clear what they no longer are
    (accepted, submitted). `query` and `note` are kept where given. Raises UserError for what there is not.
    """
    if status not in STATUSES:
        raise UserError(f"There is no status '{status}'. There are: {', '.join(STATUSES)}.")
    said = {name: text.strip() for name, text in (("query", query), ("note", note)) if text.strip()}
    with store.writing() as connection:
        if by_key(connection, RECORDS["plan_round"], round_name) is None:
            raise UserError(f"There is no plan round '{round_name}'.")
        changes = list(_status_changes(connection, round_name, codes, status, on, said))
        return write(connection, changes, what=_what(connection, round_name, codes, status))


def _status_changes(
    connection: Connection,
    round_name: str,
    codes: Collection[str],
    status: str,
    on: str | None,
    said: dict[str, str],
) -> Iterator[Change]:
    record, identities = RECORDS["plan_return"], new_records()
    for code in dict.fromkeys(codes):
        if by_key(connection, RECORDS["pcn"], code) is None:
            raise UserError(f"There is no network {code}.")
        known = by_key(connection, record, round_name, code)
        after: dict[str, object] = {"status": status} | _dates(known or {}, status, on) | said
        if known is None:
            values = {"round": round_name, "pcn": code} | {name: value for name, value in after.items() if value}
            yield Change(record.name, next(identities), None, values)
        else:
            yield Change(record.name, known["id"], {name: known[name] for name in after}, after)


def _dates(known: dict[str, Any], status: str, on: str | None) -> dict[str, object]:
    """The dates that a step sets and clears."""
    if status == STATUSES[0]:
        return dict.fromkeys(STEPS)
    kept = known.get(status) if status == "sent" else None
    undone = [step for step in ("accepted", "submitted") if STATUSES.index(step) > STATUSES.index(status)]
    return {status: on or kept or today(), **dict.fromkeys(undone)}


def _what(connection: Connection, round_name: str, codes: Collection[str], status: str) -> str:
    names = [by_key(connection, RECORDS["pcn"], code) for code in dict.fromkeys(codes)]
    whom = in_words(names[0]["name"]) if len(names) == 1 and names[0] else f"{len(names)} networks"
    return f"Mark {whom} as {status} in {round_name}"


# Rounds


def make_round(
    store: Store, year: str, stage: str, due: str | None = None, as_at: str | None = None
) -> ChangeSet | None:
    """Make a round, named after its year and stage, or give the one there is the dates given; None: nothing to do.

    Raises UserError for a stage that there is not.
    """
    record = RECORDS["plan_round"]
    if stage not in record.by_name["stage"].choices:
        raise UserError(f"There is no stage '{stage}'. There are: {', '.join(record.by_name['stage'].choices)}.")
    name = f"{year} {stage}"
    dates: dict[str, object] = {key: value for key, value in (("due", due), ("as_at", as_at)) if value}
    with store.writing() as connection:
        known = by_key(connection, record, name)
        if known is None:
            change = Change(
                record.name, next(new_records()), None, {"name": name, "year": year, "stage": stage} | dates
            )
            return write(connection, [change], what=f"Begin the plan round {name}")
        change = Change(record.name, known["id"], {key: known[key] for key in dates}, dates)
        return write(connection, [change], what=f"Change the dates of the plan round {name}")
