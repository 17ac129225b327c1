"""The register as at a date: each practice with its network, contract and list, and each network's sums."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select, text

from blmk_desktop.periods import today
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.plans import total
from blmk_desktop.summaries.asking import LASTING, OPEN
from blmk_desktop.summaries.standing import LAST_OF_ALL

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, TextClause


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A practice as at a date. Lists in hundredths of a patient, dates as ISO text; "" or None: not known."""

    code: str
    name: str
    status: str
    postcode: str
    pcn_code: str
    pcn: str
    place: str
    contract_type: str
    dispensing: bool | None
    registered: int | None
    weighted: int | None
    list_as_at: str
    commissioner: str
    opened: str
    closed: str
    cqc_rating: str
    id: int


@dataclass(frozen=True, slots=True)
class PcnRow:
    """A network as at a date, and the sums of its practices' lists then, in hundredths of a patient."""

    code: str
    name: str
    place: str
    practices: int
    registered: int | None
    weighted: int | None
    opened: str
    closed: str
    id: int


def practices(connection: Connection, as_at: str | None = None, lists_as_at: str | None = None) -> list[PracticeRow]:
    """Every practice by name, as at the date (today unless given): its network, contract, status and list.

    The list is the latest on or before the date, or on or before another one that is given, else the earliest after
    it; of two sources for one date it is the one imported first.
    """
    day = as_at or today()
    pcns_by_code = {row.code: row for row in connection.execute(_all("pcn"))}
    network = {row.practice: pcns_by_code.get(row.pcn) for row in connection.execute(_lasting("membership", day))}
    contract = {row.practice: row.contract_type for row in connection.execute(_lasting("contract", day))}
    lists = _lists(connection, lists_as_at or day)
    table = TABLES["practice"]
    return [
        _practice(row, day, network.get(row.code), contract.get(row.code, ""), lists.get(row.code))
        for row in connection.execute(select(table).order_by(table.c.name, table.c.code))
    ]


def pcns(connection: Connection, as_at: str | None = None) -> list[PcnRow]:
    """Every network by place and name, as at the date (today unless given), with its practices added up."""
    members: dict[str, list[PracticeRow]] = defaultdict(list)
    for practice in practices(connection, as_at):
        members[practice.pcn_code].append(practice)
    rows = [_pcn(row, members[row.code]) for row in connection.execute(_all("pcn"))]
    return sorted(rows, key=lambda row: (not row.place, row.place, row.name, row.code))


def open_on(day: str) -> TextClause:
    """Whether something with `opened` and `closed` was open on the day; an unknown date is no bar."""
    return text(OPEN).bindparams(day=day)


def lasting_on(day: str) -> TextClause:
    """Whether something with `start` and `end` lasted on the day; the last day belongs to it."""
    return text(LASTING).bindparams(day=day)


def _all(kind: str) -> Any:
    return select(TABLES[kind])


def _lasting(kind: str, day: str) -> Any:
    """Of those that overlap the later start comes last, so that it is the one that is kept; of one start, by key."""
    table = TABLES[kind]
    return select(table).where(lasting_on(day)).order_by(table.c.start, *(table.c[name] for name in RECORDS[kind].key))


def _lists(connection: Connection, day: str) -> dict[str, Row[Any]]:
    """The list of each practice that holds on the day."""
    table, source = TABLES["list_size"], TABLES["source"]
    before = func.max(table.c.as_at).filter(table.c.as_at <= day)
    chosen = select(table.c.practice, func.coalesce(before, func.min(table.c.as_at)).label("as_at"))
    dates = chosen.group_by(table.c.practice).subquery()
    query = (
        select(table)
        .join(dates, and_(table.c.practice == dates.c.practice, table.c.as_at == dates.c.as_at))
        .join(source, table.c.source == source.c.name)
        .order_by(func.coalesce(source.c.position, LAST_OF_ALL).desc(), table.c.id.desc())
    )
    return {row.practice: row for row in connection.execute(query)}


def _practice(
    row: Row[Any], day: str, network: Row[Any] | None, contract_type: str, sizes: Row[Any] | None
) -> PracticeRow:
    return PracticeRow(
        code=row.code,
        name=row.name,
        status=_status(row, day),
        postcode=row.postcode or "",
        pcn_code=network.code if network else "",
        pcn=network.name if network else "",
        place=(network.place or "") if network else "",
        contract_type=contract_type,
        dispensing=None if row.dispensing is None else bool(row.dispensing),
        registered=sizes.registered if sizes else None,
        weighted=sizes.weighted if sizes else None,
        list_as_at=sizes.as_at if sizes else "",
        commissioner=row.commissioner or "",
        opened=row.opened or "",
        closed=row.closed or "",
        cqc_rating=row.cqc_rating or "",
        id=row.id,
    )


def _status(row: Row[Any], day: str) -> str:
    """The status on the day: a practice closed since was active then, and one opened since was proposed."""
    if row.opened and row.opened > day:
        return "Proposed"
    if row.closed and row.closed < day:
        return "Closed"
    return "Active" if row.closed and row.status == "Closed" else row.status or ""


def _pcn(row: Row[Any], members: list[PracticeRow]) -> PcnRow:
    return PcnRow(
        code=row.code,
        name=row.name,
        place=row.place or "",
        practices=len(members),
        registered=total([member.registered for member in members]),
        weighted=total([member.weighted for member in members]),
        opened=row.opened or "",
        closed=row.closed or "",
        id=row.id,
    )
