"""What the checks know of the register: names, places, who is open when, and who belongs to whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blmk_desktop.check.figures import Subject
from blmk_desktop.rules.wording import in_words

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Network:
    """A PCN as the register has it. Dates are ISO text; `place` may be unknown."""

    code: str
    name: str
    place: str | None
    opened: str | None
    closed: str | None

    def open_on(self, day: str) -> bool:
        """Whether it is open on a day."""
        return (self.opened is None or self.opened <= day) and (self.closed is None or self.closed >= day)


@dataclass(frozen=True, slots=True)
class Round:
    """A plan round: its name, its financial year and the date on which staff in post were counted."""

    name: str
    year: str
    as_at: str


@dataclass
class Known:
    """The register's facts that several checks need."""

    networks: dict[str, Network] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    returned: dict[str, set[str]] = field(default_factory=dict)  # round to the networks that returned their plan

    def subject(self, subject: Subject) -> str:
        """Whom a figure is about, in words."""
        place, pcn, role = subject
        name = in_words(self.networks[pcn].name) if pcn in self.networks else pcn
        return ", ".join(part for part in (name, role, place) if part) or "All"

    def about(self, subject: Subject) -> tuple[str, str]:
        """The record that a figure is about: its PCN, else its role, else its place."""
        place, pcn, role = subject
        return ("pcn", pcn) if pcn else ("arrs_role", role) if role else ("place", place) if place else ("", "")


def known(connection: Connection) -> Known:
    """Read the facts."""
    from sqlalchemy import select

    from blmk_desktop.periods import year_end
    from blmk_desktop.records.tables import TABLES

    pcns, rounds = TABLES["pcn"], TABLES["plan_round"]
    columns = (pcns.c.code, pcns.c.name, pcns.c.place, pcns.c.opened, pcns.c.closed)
    networks = {row[0]: Network(*row) for row in connection.execute(select(*columns))}
    found = connection.execute(select(rounds.c.name, rounds.c.year, rounds.c.as_at))
    of_names = {name: Round(name, year, as_at or year_end(year)) for name, year, as_at in found}
    return Known(networks, of_names, _returned(connection))


def _returned(connection: Connection) -> dict[str, set[str]]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["plan_line"].c
    found: dict[str, set[str]] = defaultdict(set)
    for name, pcn in connection.execute(select(table.round, table.pcn).distinct()):
        found[name].add(pcn)
    return found
