"""What the data file holds today, with what this import has already proposed on top of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from blmk_desktop.importing.proposal import FileProposal, ProposedRow
from blmk_desktop.importing.tables.names import NAMED, Names, known_names
from blmk_desktop.records.kinds import RECORDS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.rules.affordability import Allowance
    from blmk_desktop.rules.plan_costs import Rates

BY_SOURCE = frozenset(record.name for record in RECORDS.values() if "source" in record.key)
Key = tuple[object, ...]
Values = dict[str, object]


@dataclass(slots=True)
class Entry:
    """One record as it would be after the proposal so far."""

    id: int
    values: Values
    row: ProposedRow | None = None


@dataclass(slots=True)
class FirstReturn:
    """The first file of an import that brings back a network's plan of a round, and what it says.

    `disputed` if another file says something else: then nobody but the user can say which counts.
    """

    file: FileProposal
    content: object
    disputed: bool = False


@dataclass
class Today:
    """Records by kind and key, loaded when first asked for; of a kind kept by source, those of one source alone."""

    connection: Connection
    names: Names
    kinds: dict[tuple[str, str | None], dict[Key, Entry]] = field(default_factory=dict)
    of_practice: dict[str, dict[str, list[Entry]]] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)  # how many there were before this import
    returned: dict[tuple[str, str], FirstReturn] = field(default_factory=dict)  # by PCN code and round
    plans: dict[Key, dict[Key, Entry]] | None = None  # round and PCN code -> its lines
    allowances: dict[str, dict[str, Allowance]] = field(default_factory=dict)  # round -> PCN code -> what it may spend

    def entries(self, kind: str, source: str | None = None) -> dict[Key, Entry]:
        """All records of a kind, by key; or those of one source."""
        if (kind, None) in self.kinds:
            return self.kinds[kind, None]
        if (kind, source) not in self.kinds:
            loaded = self._load(kind, source)
            for (other, _), entries in self.kinds.items():
                if other == kind:
                    loaded |= entries  # what this import has proposed already
            self.kinds[kind, source] = loaded
            self.before[kind] = sum(entry.id != 0 for entry in loaded.values())
        return self.kinds[kind, source]

    def _load(self, kind: str, source: str | None) -> dict[Key, Entry]:
        from sqlalchemy import select

        from blmk_desktop.records.tables import TABLES

        record, table = RECORDS[kind], TABLES[kind]
        columns = ("id", *record.names)
        at = [columns.index(name) for name in record.key]
        query = select(*(table.c[name] for name in columns))
        if source is not None:
            query = query.where(table.c.source == source)
        names = record.names
        return {
            tuple([row[index] for index in at]): Entry(row[0], dict(zip(names, row[1:], strict=True)))
            for row in self.connection.execute(query)
        }

    @cached_property
    def rates(self) -> Rates:
        """The maxima of all roles and the on-costs, as the data file has them."""
        from blmk_desktop.summaries.plan_lines import rates

        return rates(self.connection)

    def allowance(self, round_name: str, year: str, pcn: str) -> Allowance:
        """What a network may spend and claim in a round, as the data file has it."""
        from blmk_desktop.rules.affordability import Allowance
        from blmk_desktop.summaries.plan_lines import allowances

        if round_name not in self.allowances:
            self.allowances[round_name] = allowances(self.connection, round_name, year)
        return self.allowances[round_name].get(pcn, Allowance())

    def plan(self, round_name: str, pcn: str) -> dict[Key, Entry]:
        """The lines of a network's plan in a round that are in the data file, by key."""
        if self.plans is None:
            self.plans = defaultdict(dict)
            for key, entry in self.entries("plan_line").items():
                if entry.id:
                    self.plans[key[:2]][key] = entry
        return self.plans.get((round_name, pcn), {})

    def for_practice(self, kind: str, practice: str) -> list[Entry]:
        """The memberships or contracts of one practice."""
        if kind not in self.of_practice:
            grouped: dict[str, list[Entry]] = defaultdict(list)
            for entry in self.entries(kind).values():
                grouped[str(entry.values["practice"])].append(entry)
            self.of_practice[kind] = grouped
        return self.of_practice[kind].setdefault(practice, [])

    def add(self, kind: str, key: Key, row: ProposedRow) -> None:
        """Count a proposed record as there, so that the next sheet finds it."""
        entry = Entry(0, row.after, row)
        self.entries(kind, str(row.after.get("source")) if kind in BY_SOURCE else None)[key] = entry
        if kind in self.of_practice:
            self.of_practice[kind].setdefault(str(row.after["practice"]), []).append(entry)
        if kind in NAMED:
            self.names.learn(kind, str(key[0]), str(row.after.get("name") or key[0]))
            if kind == "pcn" and row.after.get("place"):
                self.names.places[str(key[0])] = str(row.after["place"])
            if kind == "area" and row.after.get("within"):
                self.names.wholes.add(str(row.after["within"]))


def today(connection: Connection) -> Today:
    """The data file as it is."""
    return Today(connection, known_names(connection))
