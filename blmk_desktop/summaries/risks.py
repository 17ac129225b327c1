"""The risk registers as at a date: every risk with its scores, bands, actions, reviews and level, and its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import add_months, today
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.risk_scores import Band, Score, band_of, bands_from, rank_of, reference_order, tolerated
from blmk_desktop.summaries.detail import History
from blmk_desktop.summaries.risk_rows import Mark, RegisterRow, RiskRow, Risks

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping, Select, Table

    from blmk_desktop.summaries.links import Links

__all__ = ["Mark", "RegisterRow", "RiskDetail", "RiskRow", "Risks", "risk_bands", "risk_detail", "risks", "risks_about"]

COPIED = (
    "reference", "register", "corporate_reference", "statement", "cause", "event", "effect", "split", "category",
    "owner", "accountable", "practice", "pcn", "scheme", "plan_round", "budget_line", "controls", "gaps", "assurance",
    "treatment", "plan", "position", "target_words", "raised", "updated", "closed", "closed_reason", "next_review",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RiskDetail:
    """Everything about one risk; scores, reviews and escalations newest first, actions by number.

    `history` is that of the risk and of all of these; `links` are the budget line and the committees' actions.
    """

    row: RiskRow
    scores: list[Mark]
    actions: list[dict[str, Any]]
    reviews: list[dict[str, Any]]
    escalations: list[dict[str, Any]]
    history: History
    links: Sequence[Links] = ()


def risks(connection: Connection, as_at: str | None = None, register: str = "") -> Risks:
    """Every risk that was known on a date (today unless given), of one register or of all."""
    day = as_at or today()
    facts = _Facts(connection, day)
    table = TABLES["risk"]
    rows = [facts.row(found) for found in connection.execute(_chosen(table, register)).mappings()]
    rows.sort(key=lambda row: (row.register, reference_order(row.reference)))
    known = tuple(row for row in rows if row.status != "to come")
    return Risks(day, known, tuple(facts.bands), tuple(_registers(connection, known, facts.bands, register)))


def risks_about(
    connection: Connection, practices: Sequence[str], pcns: Sequence[str], day: str
) -> tuple[list[RiskRow], list[Band]]:
    """The risks that name one of these practices or networks, by reference, and the bands, as at a day."""
    from sqlalchemy import or_, select

    table = TABLES["risk"]
    query = select(table).where(or_(table.c.practice.in_(practices), table.c.pcn.in_(pcns)))
    found = [dict(row) for row in connection.execute(query).mappings()]
    if not found:
        return [], risk_bands(connection, day)
    facts = _Facts(connection, day, [one["reference"] for one in found])
    return sorted((facts.row(one) for one in found), key=lambda row: reference_order(row.reference)), facts.bands


def risk_detail(connection: Connection, reference: str, as_at: str | None = None) -> RiskDetail | None:
    """One risk as at a date with everything of it, later scores too; None if there is none of that reference."""
    from sqlalchemy import select

    from blmk_desktop.changes import of_record
    from blmk_desktop.summaries.links import links

    found = by_key(connection, RECORDS["risk"], reference)
    if found is None:
        return None
    row = _Facts(connection, as_at or today(), [reference]).row(found)
    parts = {}
    for kind in ("risk_score", "risk_action", "risk_review", "risk_escalation"):
        table = TABLES[kind]
        order = table.c.number if kind == "risk_action" else table.c.on.desc()
        query = select(table).where(table.c.risk == reference).order_by(order, table.c.id)
        parts[kind] = [dict(one) for one in connection.execute(query).mappings()]
    marks = [_mark(one) for one in parts["risk_score"]]
    history = of_record(connection, "risk", row.id)
    for kind, found_rows in parts.items():
        for one in found_rows:
            history += of_record(connection, kind, one["id"])
    history.sort(key=lambda pair: -pair[0].number)
    return RiskDetail(row, marks, parts["risk_action"], parts["risk_review"], parts["risk_escalation"], history,
                      links(connection, "risk", reference, as_at or ""))  # fmt: skip


def risk_bands(connection: Connection, day: str | None = None) -> list[Band]:
    """The bands that hold on a day (today unless given), lowest first."""
    from sqlalchemy import select

    table = TABLES["risk_band"].c
    rows = connection.execute(select(table.start, table.band, table.most))
    return bands_from([tuple(row) for row in rows], day or today())


class _Facts:
    """What is known about risks up to a day, read once for all of them, or for some."""

    def __init__(self, connection: Connection, day: str, references: Sequence[str] = ()) -> None:
        from sqlalchemy import func, select

        self.day, self.references = day, references
        self.bands = risk_bands(connection, day)
        appetite = TABLES["risk_appetite"].c
        rows = connection.execute(select(appetite.category, appetite.start, appetite.most))
        self.appetite = [tuple(row) for row in rows]
        last = {(one["risk"], one["kind"]): one for one in self._rows(connection, "risk_score")}
        self.marks = {of: _mark(one) for of, one in last.items()}
        scored = TABLES["risk_score"].c
        first = select(scored.risk, func.min(scored.on)).group_by(scored.risk)
        self.first: dict[str, str] = dict(map(tuple, connection.execute(first)))
        self.levels = {one["risk"]: one for one in self._rows(connection, "risk_escalation")}
        self.reviews = {one["risk"]: one["on"] for one in self._rows(connection, "risk_review", "risk", "on")}
        self.actions: dict[str, list[RowMapping]] = defaultdict(list)
        for one in self._rows(connection, "risk_action", "risk", "due", "done"):
            self.actions[one["risk"]].append(one)

    def _rows(self, connection: Connection, kind: str, *names: str) -> Sequence[RowMapping]:
        """The records of a kind up to the day, the last of each risk last; of each these fields, else all."""
        from sqlalchemy import select

        table = TABLES[kind]
        query = select(*(table.c[name] for name in names)) if names else select(table)
        if "on" in table.c:
            query = query.where(table.c.on <= self.day).order_by(table.c.on, table.c.id)
        if self.references:
            query = query.where(table.c.risk.in_(self.references))
        return connection.execute(query).mappings().all()

    def row(self, found: Mapping[str, Any] | RowMapping) -> RiskRow:
        """A risk with what is known about it."""
        values = {name: found[name] or "" for name in COPIED}
        name, current = values["reference"], self.marks.get((values["reference"], "current"))
        score = current.score.value if current else None
        level, actions = self.levels.get(name), self.actions.get(name, [])
        left = [one for one in actions if not one["done"] or one["done"] > self.day]
        status = self._status(values)
        due = _review_due(values, self.reviews.get(name, ""), found["review_every"])
        late = status == "open" and bool(due) and due < self.day
        return RiskRow(
            id=found["id"],
            title=values["event"] or values["statement"],
            status=status,
            inherent=self.marks.get((name, "inherent")),
            current=current,
            target=self.marks.get((name, "target")),
            band=band_of(score, self.bands),
            rank=rank_of(score, self.bands),
            level=level["level"] if level else "",
            level_since=level["on"] if level else "",
            last_review=self.reviews.get(name, ""),
            review_due=due,
            days_overdue=(date.fromisoformat(self.day) - date.fromisoformat(due)).days if late else 0,
            actions=len(actions),
            actions_open=len(left),
            actions_late=sum(bool(one["due"]) and one["due"] < self.day for one in left),
            most=tolerated(self.appetite, values["category"], self.day),
            **values,
        )

    def _status(self, values: Mapping[str, str]) -> str:
        """Closed from the day on which it was closed; open from that on which it was raised, else first scored."""
        if values["closed"] and values["closed"] <= self.day:
            return "closed"
        begun = values["raised"] or self.first.get(values["reference"], "")
        return "to come" if begun > self.day else "open"


def _review_due(values: Mapping[str, str], last: str, every: int | None) -> str:
    """The next review: as written unless a review took place since, else the cycle after the last look at it."""
    if values["next_review"] and values["next_review"] > last:
        return values["next_review"]
    since = max(last, values["updated"]) or values["raised"]
    return add_months(since, every) if every and since else ""


def _mark(one: Mapping[str, Any] | RowMapping) -> Mark:
    return Mark(
        one["id"],
        one["kind"],
        one["on"],
        Score(one["likelihood"], one["impact"]),
        one["reason"] or "",
        one["printed"],
        one["printed_band"] or "",
        one["source"] or "",
        one["cell"] or "",
    )


def _chosen(table: Table, register: str) -> Select[Any]:
    from sqlalchemy import select

    query = select(table).order_by(table.c.register, table.c.reference)
    return query.where(table.c.register == register) if register else query


def _registers(
    connection: Connection, rows: Sequence[RiskRow], bands: Sequence[Band], only: str
) -> Iterable[RegisterRow]:
    """Every register with its figures, in order of name."""
    from sqlalchemy import select

    table = TABLES["risk_register"].c
    query = select(table.id, table.name, table.prefix, table.kind, table.owner).order_by(table.name)
    held: dict[str, list[RiskRow]] = {}
    for row in rows:
        held.setdefault(row.register, []).append(row)
    for identity, name, prefix, kind, owner in connection.execute(query):
        if only not in ("", name):
            continue
        own = held.get(name, [])
        left = [row for row in own if row.status == "open"]
        yield RegisterRow(
            identity,
            name,
            prefix,
            kind or "",
            owner or "",
            open=len(left),
            closed=len(own) - len(left),
            by_band={band.name: sum(row.band == band.name for row in left) for band in bands},
            exposure=sum(row.score or 0 for row in left),
            overdue=sum(row.days_overdue > 0 for row in left),
            without_action=sum(row.no_action for row in left),
            unscored=sum(row.current is None for row in left),
        )
