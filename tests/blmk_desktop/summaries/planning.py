"""A short way to give a network's plan: its lines, as if they had been returned."""

from __future__ import annotations

from collections.abc import Sequence

from blmk_desktop import changes
from blmk_desktop.store import Store

ROUND = "2022/23 final"
PHARMACIST, PARAMEDIC, COACH = "Clinical Pharmacist", "Paramedic", "Health and Wellbeing Coach"
Line = dict[str, object]


def line(role: str, wte: int, start: str | None = None, end: str | None = None, **more: object) -> Line:
    """A line of a plan: WTE in hundredths, ISO dates."""
    given: Line = {"role": role, "wte": wte, "start": start, "end": end} | more
    return {name: value for name, value in given.items() if value is not None}


def give_plan(
    store: Store,
    pcn: str,
    *lines: Line,
    round_name: str = ROUND,
    source: str = "",
    kind: str = "import",
) -> None:
    """Put lines in the place of those that the network had in the round."""
    with store.reading() as connection:
        from sqlalchemy import select

        from blmk_desktop.records.tables import TABLES

        table = TABLES["plan_line"]
        query = select(table).where(table.c.round == round_name, table.c.pcn == pcn)
        before = [dict(row) for row in connection.execute(query).mappings()]
    gone = [changes.Change("plan_line", row.pop("id"), _filled(row), None) for row in before]
    identities = changes.new_records()
    made = [
        changes.Change("plan_line", next(identities), None, _placed(values, number, round_name, pcn, source))
        for number, values in enumerate(lines, 1)
    ]
    changes.commit(store, [*gone, *made], what=f"Plan of {pcn}", kind=kind)


def _placed(values: Line, number: int, round_name: str, pcn: str, source: str) -> Line:
    about: Line = {"round": round_name, "pcn": pcn, "line": number}
    where: Line = {"source": source, "cell": f"Plan!D{number + 11}"} if source else {}
    return about | values | where


def _filled(row: Line) -> Line:
    return {name: value for name, value in row.items() if value is not None}


def plan_everybody(store: Store, pcns: Sequence[str], *lines: Line) -> None:
    """Give several networks the same plan."""
    for pcn in pcns:
        give_plan(store, pcn, *lines)
