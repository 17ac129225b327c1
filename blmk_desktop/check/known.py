"""What the checks know of the register: names, places, who is open when, and who belongs to whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blmk_desktop.check.figures import Column, Subject
from blmk_desktop.periods import month_of
from blmk_desktop.records.workforce import STAGES
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
    """A plan round: its name, its financial year, the date on which staff in post were counted, and its stage."""

    name: str
    year: str
    as_at: str
    stage: str = ""


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

    def open_networks(self, day: str, place: str | None = None) -> list[str]:
        """The codes of the networks of a place, or of all places, that were open on a day."""
        return [
            one.code for one in self.networks.values() if one.place and place in (None, one.place) and one.open_on(day)
        ]

    def returns_count(self, column: Column, place: str | None, pcn: str | None) -> bool:
        """Whether a figure is worked out from returned plans: what is printed is then held against them alone."""
        from blmk_desktop.summaries.plans import RETURNED

        name, measure, month = column
        returned, day = self.returned.get(name), self.rounds[name].as_at
        if not returned or measure not in RETURNED or (measure == "wte_in_post" and (month or 0) > month_of(day)):
            return False
        there = [pcn] if pcn else self.open_networks(day, place)
        return bool(there) and returned.issuperset(there)

    def superseded(self, name: str) -> set[str]:
        """The networks that returned a later version of their plan of a round: a final one after the first draft."""
        this = self.rounds[name]
        later = [
            one
            for one in self.rounds.values()
            if one.year == this.year and one.stage in STAGES[STAGES.index(this.stage) + 1 :]
        ]
        return {pcn for one in later for pcn in self.returned.get(one.name, ())}

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
    found = connection.execute(select(rounds.c.name, rounds.c.year, rounds.c.as_at, rounds.c.stage))
    of_names = {name: Round(name, year, as_at or year_end(year), stage) for name, year, as_at, stage in found}
    return Known(networks, of_names, _returned(connection))


def _returned(connection: Connection) -> dict[str, set[str]]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["plan_line"].c
    found: dict[str, set[str]] = defaultdict(set)
    for name, pcn in connection.execute(select(table.round, table.pcn).distinct()):
        found[name].add(pcn)
    return found
