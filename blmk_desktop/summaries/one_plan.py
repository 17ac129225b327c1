"""One network's plan in one round: its lines as they stand, and everything that they are held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.acts.plan_drafts import DraftLine, PlanFacts
from blmk_desktop.errors import UserError
from blmk_desktop.periods import year_end, year_start
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.affordability import Allowance
from blmk_desktop.rules.wording import in_words
from blmk_desktop.summaries.plan_lines import allowances, rates
from blmk_desktop.summaries.plan_versions import PlanVersion, versions_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

FIELDS = ("id", "line", "role", "post", "wte", "start", "end", "salary", "note")


@dataclass(frozen=True, slots=True)
class OnePlan:
    """A plan: whose it is and what it is held against, and its lines in their order (their `id` is the record's)."""

    facts: PlanFacts
    lines: tuple[DraftLine, ...]


def one_plan(connection: Connection, round_name: str, pcn: str) -> OnePlan:
    """Read a network's plan in a round. Raises UserError if there is no such round or network."""
    return OnePlan(plan_facts(connection, round_name, pcn), _lines(connection, round_name, pcn))


def all_versions(connection: Connection, pcn: str) -> list[PlanVersion]:
    """Every version of a network's plan, of all years, oldest first."""
    years = connection.scalars(select(TABLES["plan_round"].c.year).distinct())
    return [version for year in sorted(years) for version in versions_of(connection, pcn, year)]


def plan_facts(connection: Connection, round_name: str, pcn: str) -> PlanFacts:
    """Whose plan it is, its year, and what it is held against. Raises UserError."""
    rounds, networks, roles = TABLES["plan_round"], TABLES["pcn"], TABLES["arrs_role"].c
    held = connection.execute(select(rounds).where(rounds.c.name == round_name)).first()
    network = connection.execute(select(networks).where(networks.c.code == pcn)).first()
    if held is None or network is None:
        raise UserError(f"There is no {f'round {round_name}' if held is None else f'network {pcn}'}.")
    since = roles.first_reimbursable
    open_then = since.is_(None) | (since <= year_end(held.year))
    return PlanFacts(
        pcn=pcn,
        name=in_words(network.name),
        round=round_name,
        year=held.year,
        as_at=held.as_at or year_start(held.year),
        rates=rates(connection),
        allowance=allowances(connection, round_name).get(pcn, Allowance()),
        roles=tuple(connection.scalars(select(roles.name).where(open_then).order_by(roles.name))),
        place=network.place or "",
        stage=held.stage,
    )


def _lines(connection: Connection, round_name: str, pcn: str) -> tuple[DraftLine, ...]:
    table = TABLES["plan_line"].c
    query = select(*(table[name] for name in FIELDS)).where(table.round == round_name, table.pcn == pcn)
    return tuple(
        DraftLine(**{**row, "post": row["post"] or "", "note": row["note"] or ""})
        for row in connection.execute(query.order_by(table.line)).mappings()
    )
