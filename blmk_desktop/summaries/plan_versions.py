"""The versions of a network's plan: draft, final and each return in between, and two of them side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.records.tables import CHANGE_SETS, CHANGES, TABLES
from blmk_desktop.rules.affordability import Allowance, Assessment, assess
from blmk_desktop.rules.plan_versions import LineChange, VersionLine, match_lines
from blmk_desktop.summaries.plan_lines import allowances, rates
from blmk_desktop.summaries.rounds import rounds

if TYPE_CHECKING:
    from sqlalchemy import Connection

FIELDS = ("line", "role", "wte", "start", "end", "salary", "post", "note", "source", "cell")


@dataclass(frozen=True)
class PlanVersion:
    """A network's plan as it stood: `current` says that it is what the round has now.

    `number` and `at` (UTC) are those of the change set that brought it, '' and 0 if the history does not say;
    `sources` the files it came from.
    """

    round: str
    year: str
    current: bool
    lines: tuple[VersionLine, ...]
    number: int = 0
    at: str = ""
    sources: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Which it is, in words: '2022/23 final', '2022/23 final, returned 03/10/2022 (crown.xlsx)'."""
        from blmk_desktop.periods import show_date

        if self.current:
            return self.round
        files = f" ({', '.join(self.sources)})" if self.sources else ""
        return f"{self.round}, returned {show_date(self.at[:10])}{files}"


@dataclass(frozen=True)
class PlanComparison:
    """Two versions of one network's plan: line by line, and what each comes to."""

    pcn: str
    before: PlanVersion
    after: PlanVersion
    changes: list[LineChange]
    cost_before: Assessment
    cost_after: Assessment

    @property
    def counts(self) -> dict[str, int]:
        """How many lines are same, changed, added and removed."""
        kinds = [change.kind for change in self.changes]
        return {kind: kinds.count(kind) for kind in ("same", "changed", "added", "removed")}


def compare_versions(connection: Connection, before: PlanVersion, after: PlanVersion, pcn: str) -> PlanComparison:
    """Two versions of a network's plan side by side, each against the allowance of its round."""
    changes = match_lines(before.lines, after.lines)
    costs = (_assessed(connection, version, pcn) for version in (before, after))
    return PlanComparison(pcn, before, after, changes, *costs)


def versions_of(connection: Connection, pcn: str, year: str) -> list[PlanVersion]:
    """Every version of a network's plan for a year, oldest first: each round, and returns that were replaced."""
    history = _history(connection, pcn)
    found: list[PlanVersion] = []
    for name in reversed(rounds(connection, year)):
        found += _earlier(history, name, year)
        current = _current(connection, name, pcn)
        found += [current] if current.lines else []
    return found


def round_lines(connection: Connection, round_name: str) -> dict[str, list[VersionLine]]:
    """The lines of every plan of a round as they are now, by PCN code."""
    table = TABLES["plan_line"].c
    query = select(table.pcn, *(table[name] for name in FIELDS)).where(table.round == round_name)
    found: dict[str, list[VersionLine]] = defaultdict(list)
    for row in connection.execute(query.order_by(table.pcn, table.line)).mappings():
        found[row["pcn"]].append(_line(row))
    return dict(found)


def _current(connection: Connection, round_name: str, pcn: str) -> PlanVersion:
    """The plan of a round as it is now; without lines if there is none."""
    rounds, table = TABLES["plan_round"].c, TABLES["plan_line"].c
    year = connection.scalar(select(rounds.year).where(rounds.name == round_name)) or ""
    query = select(*(table[name] for name in FIELDS)).where(table.round == round_name, table.pcn == pcn)
    lines = [_line(row._mapping) for row in connection.execute(query.order_by(table.line))]  # noqa: SLF001 - public
    return PlanVersion(round_name, year, current=True, lines=tuple(lines), sources=_files(lines))


def _line(values: Any) -> VersionLine:
    texts: dict[str, Any] = {name: values.get(name) or "" for name in ("post", "note", "source", "cell")}
    dates = {name: values.get(name) for name in ("start", "end", "salary")}
    return VersionLine(values["line"], values["role"], values["wte"], **dates, **texts)


def _files(lines: Sequence[VersionLine]) -> tuple[str, ...]:
    return tuple(sorted({line.source for line in lines if line.source}))


def _assessed(connection: Connection, version: PlanVersion, pcn: str) -> Assessment:
    lines = [line.costed for line in version.lines]
    allowance = allowances(connection, version.round).get(pcn, Allowance())
    return assess(lines, rates(connection), allowance, version.year)


# What the history tells of earlier returns


@dataclass
class _Step:
    """What a change set that stands did to the lines of a network: record to its values before and after."""

    number: int
    at: str
    returned: bool
    changes: list[tuple[int, dict[str, Any] | None, dict[str, Any] | None]]


def _history(connection: Connection, pcn: str) -> list[_Step]:
    """All that happened to a network's lines, oldest first, without what was taken back."""
    import json

    from blmk_desktop.changes import undone

    columns, back = CHANGES.c, undone(connection)
    named = (columns.before.contains(f'"pcn":"{pcn}"'), columns.after.contains(f'"pcn":"{pcn}"'))
    theirs = select(columns.record).where(columns.kind == "plan_line", named[0] | named[1])
    sets = CHANGE_SETS.c
    query = (
        select(sets.id, sets.number, sets.at, sets.kind, sets.undoes, columns.record, columns.before, columns.after)
        .join(CHANGES, sets.id == columns.change_set)
        .where(columns.kind == "plan_line", columns.record.in_(theirs))
        .order_by(sets.number, columns.position)
    )
    steps: list[_Step] = []
    for row in connection.execute(query):
        if row.id in back or row.undoes:
            continue
        if not steps or steps[-1].number != row.number:
            steps.append(_Step(row.number, row.at, row.kind == "import", []))
        before, after = (json.loads(text) if text else None for text in (row.before, row.after))
        steps[-1].changes.append((row.record, before, after))
    return steps


def _earlier(history: Sequence[_Step], round_name: str, year: str) -> Iterator[PlanVersion]:
    """The plan of a round as it stood each time before another return replaced it."""
    records: dict[int, dict[str, Any]] = {}
    came: _Step | None = None
    for step in history:
        of_round = _standing(records, round_name)
        touched = any(_of_round(change, records, round_name) for change in step.changes)
        if step.returned and touched and of_round and came:
            lines = sorted((_line(values) for values in of_round), key=lambda line: line.line)
            yield PlanVersion(
                round_name,
                year,
                current=False,
                lines=tuple(lines),
                number=came.number,
                at=came.at,
                sources=_files(lines),
            )
        for record, _, after in step.changes:
            if after is None:
                records.pop(record, None)
            else:
                records[record] = records.get(record, {}) | after
        came = step if touched else came


def _standing(records: dict[int, dict[str, Any]], round_name: str) -> list[dict[str, Any]]:
    return [values for values in records.values() if values.get("round") == round_name]


def _of_round(change: tuple[int, Any, Any], records: dict[int, dict[str, Any]], round_name: str) -> bool:
    record, _, after = change
    return (after or {}).get("round", records.get(record, {}).get("round")) == round_name
