"""The computed tables of prioritisation: the ranking of the newest round, and how far it hangs on each weight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import Table
from blmk_desktop.records.declaration import Field, Type, Unit
from blmk_desktop.records.fields import count, money, text
from blmk_desktop.rules.prioritisation import points
from blmk_desktop.words.priorities import changes_first, holds, level_with, moves_first, standing

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.rules.prioritisation import Placed
    from blmk_desktop.summaries.priorities import Priorities

POINTS = Unit("points of 100", "", 2, 1, 2)
_ROUND = text(name="round", label="Prioritisation round")
_RANKING = (
    _ROUND,
    count(name="rank", label="Rank"),
    text(name="scheme", label="Scheme"),
    text(name="place", label="Place"),
    *(
        Field(name=name, label=label, type=Type.FIGURE, unit=POINTS, help="Of 100.")
        for name, label in (("need", "Need"), ("value", "Achievability and value"), ("total", "Total"))
    ),
    money(name="cost", label="Asks for"),
    money(name="together", label="With all before it"),
    text(name="standing", label="Stands"),
    text(name="level", label="Level with"),
    count(name="left_out", label="Scores left out", help="Of members who declared an interest."),
    count(name="missing", label="Scores missing"),
)
_WEIGHTS = (
    _ROUND,
    text(name="criterion", label="Criterion"),
    text(name="stage", label="Stage"),
    count(name="weight", label="Weight"),
    text(name="order", label="The order holds"),
    text(name="changes", label="What changes first"),
    text(name="line", label="The line holds"),
    text(name="moves", label="Who crosses it first"),
)


def ranking(connection: Connection, as_at: str | None) -> Table:
    """The schemes of the newest round (on or before a date) in order, with the line where the money ends."""
    from blmk_desktop.rules.plans import total
    from blmk_desktop.summaries.priorities import priorities

    found = priorities(connection, as_at=as_at)
    rows = [_placed(found, one) for one in found.placed]
    sums = {name: total([row[name] for row in rows]) for name in ("cost", "left_out", "missing")}
    unknown = {"cost"} if any(one.candidate.cost is None for one in found.placed) else set()
    marks = [{name for name in ("need", "value", "total", "cost") if row[name] is None} for row in rows]
    return Table.of("priorities", _RANKING, [*rows, sums], [*marks, unknown])


def weights(connection: Connection, as_at: str | None) -> Table:
    """From which to which weight the ranking of the newest round stays as it is, and what changes first."""
    from blmk_desktop.rules.sensitivity import sensitivity
    from blmk_desktop.summaries.priorities import priorities

    found = priorities(connection, as_at=as_at)
    rows: list[dict[str, Any]] = [
        {
            "round": found.round.name if found.round else "",
            "criterion": sway.criterion or "Share of need, %",
            "stage": sway.stage,
            "weight": sway.weight,
            "order": holds(sway.order, sway.tried, percent=not sway.criterion),
            "changes": changes_first(sway),
            "line": holds(sway.line, sway.tried, percent=not sway.criterion) if found.affordable is not None else "",
            "moves": moves_first(sway),
        }
        for sway in sensitivity(found.panel)
    ]
    return Table.of("priority-weights", _WEIGHTS, [*rows, {}], [set() for _ in (*rows, ())])


def _placed(found: Priorities, one: Placed) -> dict[str, Any]:
    return {
        "round": found.round.name if found.round else "",
        "rank": one.rank,
        "scheme": one.scheme,
        "place": found.places.get(one.scheme, ""),
        "need": points(one.need),
        "value": points(one.value),
        "total": points(one.total),
        "cost": one.candidate.cost,
        "together": one.together,
        "standing": standing(one),
        "level": level_with(one, found.placed),
        "left_out": one.left_out,
        "missing": len(one.missing),
    }
