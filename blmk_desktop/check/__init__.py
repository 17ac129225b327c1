"""Checking every figure against every other: what disagrees, and what somebody has already accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.check.acknowledging import acknowledge, acknowledge_all, take_back
from blmk_desktop.check.actions import check_actions
from blmk_desktop.check.budgets import check_budgets
from blmk_desktop.check.caps import check_caps
from blmk_desktop.check.claims import check_claims
from blmk_desktop.check.estates import check_estates
from blmk_desktop.check.figures import read_figures
from blmk_desktop.check.finance import check_finance, key_of
from blmk_desktop.check.five_year import check_five_year
from blmk_desktop.check.funding_streams import check_funding_streams
from blmk_desktop.check.known import known
from blmk_desktop.check.networks import check_networks
from blmk_desktop.check.payments import check_payments
from blmk_desktop.check.plans import check_plans
from blmk_desktop.check.premises import check_premises
from blmk_desktop.check.priorities import check_priorities
from blmk_desktop.check.register import check_register
from blmk_desktop.check.resilience import check_resilience
from blmk_desktop.check.risks import check_risks
from blmk_desktop.check.sources import check_sources
from blmk_desktop.check.stated import check_stated
from blmk_desktop.check.workforce_plan import check_workforce_plan
from blmk_desktop.rules.finding import SEVERITIES, Finding

__all__ = ["acknowledge", "acknowledge_all", "check", "key_of", "take_back"]

if TYPE_CHECKING:
    from sqlalchemy import Connection


def check(connection: Connection) -> list[Finding]:
    """Recompute every claim and compare every pair of sources: the findings, the gravest first.

    A finding that was acknowledged with the figures it has now carries the reason; with others it is open again.
    """
    facts, figures = known(connection), read_figures(connection)
    found = [
        *check_stated(connection, facts, figures),
        *check_sources(connection, facts, figures),
        *check_register(connection, facts, figures),
        *check_caps(connection, facts, figures),
        *check_plans(connection, facts, figures),
        *check_networks(connection, facts),
        *check_payments(connection),
        *check_claims(connection, facts),
        *check_estates(connection),
        *check_budgets(connection),
        *check_funding_streams(connection),
        *check_finance(connection),
        *check_five_year(connection),
        *check_resilience(connection),
        *check_actions(connection),
        *check_risks(connection),
        *check_premises(connection),
        *check_priorities(connection),
        *check_workforce_plan(connection),
    ]
    accepted = _acknowledged(connection)
    marked = [_mark(finding, accepted) for finding in found]
    return sorted(marked, key=lambda one: (SEVERITIES.index(one.severity), one.rule, one.subject, one.where))


def _mark(finding: Finding, accepted: dict[tuple[str, str], str]) -> Finding:
    reason = accepted.get((finding.identity, finding.figures))
    return finding.accepted(reason) if reason else finding


def _acknowledged(connection: Connection) -> dict[tuple[str, str], str]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["acknowledgement"]
    rows = connection.execute(select(table.c.finding, table.c.figures, table.c.reason))
    return {(finding, figures or ""): reason for finding, figures, reason in rows}
