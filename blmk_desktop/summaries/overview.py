"""What is loaded: how much of each kind, from which sources, and as at when.

It is what the window shows first, so it is asked in plain SQL: nothing has to be loaded for that, or compiled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blmk_desktop.periods import today
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.summaries.asking import LASTING, OPEN, Asked, ask
from blmk_desktop.summaries.rounds import rounds

GIVEN = (  # what a file is known by
    "list_size",
    "plan_figure",
    "stated_figure",
    "arrs_claim",
    "scheme",
    "funding_line",
    "fund_envelope",
    "budget_figure",
    "budget_line",
    "published_allocation",
    "stated_budget",
    "stated_workforce",
    "risk",
    "committee_action",
    "milestone",
)


IN_NO_PCN = f"""
SELECT code, name FROM practices AS practice
WHERE status = 'Active'
AND NOT EXISTS (SELECT 1 FROM memberships WHERE practice = practice.code AND {LASTING})
AND EXISTS (SELECT 1 FROM list_sizes WHERE practice = practice.code AND registered > 0)
ORDER BY name
"""  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A file that figures came from. `imported` is an ISO date or "".

    `gave` has how many records of which kind (of GIVEN) it gave, `round` the plan round that it is a network's return
    of, or "".
    """

    name: str
    imported: str
    note: str
    gave: Mapping[str, int]
    round: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the file holds. `counts` has the number of records of every kind, by its name.

    `pcns_open` and `in_no_pcn` are as at `as_at`; `in_no_pcn` counts active practices that have patients and
    belong to no network. `lists_as_at` is the latest date of list sizes, `area` the area's name.
    """

    area: str
    as_at: str
    counts: dict[str, int]
    practices_active: int
    pcns_open: int
    in_no_pcn: int
    lists_as_at: str
    rounds: list[str]
    sources: list[SourceRow]


def overview(connection: Asked, as_at: str | None = None) -> Overview:
    """Count what is loaded, as at a date (today unless given)."""
    day = as_at or today()
    return Overview(
        area=_first(connection, "SELECT value FROM settings WHERE name = 'area.name'") or "",
        as_at=day,
        counts=_counts(connection),
        practices_active=_first(connection, "SELECT count(*) FROM practices WHERE status = 'Active'"),
        pcns_open=_first(connection, f"SELECT count(*) FROM pcns WHERE {OPEN}", day=day),  # noqa: S608 - our own words
        in_no_pcn=len(in_no_pcn(connection, day)),
        lists_as_at=_first(connection, "SELECT max(as_at) FROM list_sizes") or "",
        rounds=rounds(connection),
        sources=_sources(connection),
    )


def _first(connection: Asked, question: str, **values: object) -> Any:
    """The first figure of the first row; None without one."""
    return next((row[0] for row in ask(connection, question, **values)), None)


def _counts(connection: Asked) -> dict[str, int]:
    """How many records of each kind there are, in one question."""
    kinds = {name: record.plural for name, record in RECORDS.items() if not record.internal}
    counted = ", ".join(f'(SELECT count(*) FROM "{plural}")' for plural in kinds.values())  # noqa: S608 - our own names
    return dict(zip(kinds, ask(connection, f"SELECT {counted}")[0], strict=True))


def in_no_pcn(connection: Asked, day: str) -> list[tuple[str, str]]:
    """Code and name of each active practice that has patients and belongs to no network on a day, by name.

    A practice without a list is a service with a practice's code: it need not belong to a network.
    """
    return [(code, name) for code, name in ask(connection, IN_NO_PCN, day=day)]


def _sources(connection: Asked) -> list[SourceRow]:
    """In the order of their import."""
    gave = _gave(connection)
    round_of = dict(ask(connection, "SELECT source, round FROM plan_returns WHERE source IS NOT NULL"))
    found = ask(connection, "SELECT name, imported, note FROM sources ORDER BY position, name")
    return [
        SourceRow(name, imported or "", note or "", gave[name], round_of.get(name, ""))
        for name, imported, note in found
    ]


def _gave(connection: Asked) -> dict[str, dict[str, int]]:
    """Source to how many records of which kind came from it."""
    questions = (
        f"SELECT source, '{kind}', count(*) FROM \"{RECORDS[kind].plural}\" GROUP BY source"  # noqa: S608 - our own names
        for kind in GIVEN
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for source, kind, number in ask(connection, " UNION ALL ".join(questions)):
        found[source][kind] = number
    return found
