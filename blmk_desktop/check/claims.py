"""Claims against the plan, the maximum reimbursement, the caps, the workforce file, and the months that have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from blmk_desktop.check.caps import registered_patients, size_words
from blmk_desktop.check.known import Known
from blmk_desktop.periods import month_of, month_start, show_date, year_start
from blmk_desktop.rules.actual_gaps import OLD, PARTS, fte, noticed
from blmk_desktop.rules.caps import over_cap
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.plan_costs import quotient
from blmk_desktop.rules.wording import MONTHS, figure, listed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.actuals import Actual, Actuals

PART_OF_PLAN = 20  # a claim may be a twentieth over the plan before it is told
PART_OF_CLAIM = 10  # and the workforce file a tenth away from the claim
PENNY = 1


def check_claims(connection: Connection, facts: Known) -> list[Finding]:
    """Every claim against what may be claimed; of each year the last month claimed against plan and workforce file."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.summaries.actuals import actuals

    table = TABLES["arrs_claim"].c
    last = select(table.year, func.max(table.month)).group_by(table.year).order_by(table.year)
    found: list[Finding] = []
    for year, month in connection.execute(last).all():
        at = actuals(connection, year, month)
        found += _over_plan(at, facts)
        found += _unlike_census(at, facts)
        found += _missing(connection, at, facts)
    found += _over_maximum(connection, facts)
    found += _over_caps(connection, facts)
    return found


def _over_plan(at: Actuals, facts: Known) -> Iterator[Finding]:
    """Networks that claim for noticeably more staff than the plan has in post.

    The month of a returned plan's own date is left to the check of that plan.
    """
    dates = {one.as_at for one in facts.rounds.values() if one.year == at.year}
    for row in at.by_network:
        gap, of_plan = row.claim_gap, row.plan_from == "lines" and any(month_of(day) == at.month for day in dates)
        if gap is None or of_plan or gap <= 0 or not noticed(gap) or gap * PART_OF_PLAN <= (row.plan or 0):
            continue
        name, claimed, plan = _name(row, facts), _wte(row.claimed), _wte(row.plan)
        message = f"{name} claimed {claimed} for {at.month_words}; its plan has {plan} in post, {_wte(gap)} less."
        where, about = f"claims for {at.month_words}", ("arrs_claim", row.pcn_code)
        yield Finding("claimed-over-plan", "warning", name, where, claimed, plan, message, about, "claim_gap")


def _unlike_census(at: Actuals, facts: Known) -> Iterator[Finding]:
    """Networks of which the workforce file has noticeably fewer or more staff than they claim for."""
    census = at.census
    if not census.as_at or census.months_old > OLD:
        return
    for row in at.by_network:
        if not row.claimed:
            continue
        name, claimed, has = _name(row, facts), _wte(row.claimed), row.nwrs or 0
        gap = has - row.claimed * PARTS
        if noticed(gap, PARTS) and abs(gap) * PART_OF_CLAIM > row.claimed * PARTS:
            there = f"has {fte(has)}" if has else "has no post of it"
            message = f"{name} claimed {claimed} for {at.month_words}; NWRS of {show_date(census.as_at)} {there}."
            where, about = f"claims for {at.month_words}", ("arrs_claim", row.pcn_code)
            yield Finding("claimed-unlike-nwrs", "note", name, where, claimed, fte(has), message, about, "nwrs_gap")


def _missing(connection: Connection, at: Actuals, facts: Known) -> Iterator[Finding]:
    """Networks that did not claim for months for which others did."""
    from blmk_desktop.summaries.actuals import month_words
    from blmk_desktop.summaries.claim_forecast import missing_claims

    for row in missing_claims(connection, at.year, at.month):
        if row.missing:
            name = facts.subject((None, row.pcn_code, None))
            months = [month_words(at.year, month) for month in row.missing]
            message = f"{name} has no claim for {listed(months)}."
            where = f"claims of {at.year}"
            yield Finding(
                "claim-missing",
                "warning",
                name,
                where,
                "",
                listed(months),
                message,
                ("arrs_claim", row.pcn_code),
                "count",
            )


def _over_maximum(connection: Connection, facts: Known) -> Iterator[Finding]:
    """Claims of more money than may be reimbursed for their WTE; of a network's role the worst month is told."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.summaries.plan_lines import rates

    table, known = TABLES["arrs_claim"].c, rates(connection)
    columns = (table.pcn, table.role, table.post, table.year, table.month, table.wte, table.amount, table.fees)
    query = select(*columns, table.source, table.cell).where(table.amount > 0)
    worst: dict[tuple[str, str, str, str], tuple[int, int, Any]] = {}
    counts: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for claim in connection.execute(query):
        pcn, role, post, year, month, wte, amount, fees, *_ = claim
        maximum = known.by_month(role, year)[month - 1]
        if maximum is None:
            continue
        most = quotient(maximum * wte, 12 * 100)
        over = amount - (fees or 0) - most
        if over > PENNY:
            key = (pcn, role, post or "", year)
            counts[key] += 1
            worst[key] = max(worst.get(key, (0, 0, None)), (over, most, claim), key=lambda one: one[0])
    for key, (over, most, claim) in worst.items():
        yield _too_dear(claim, over, most, counts[key] - 1, facts)


def _too_dear(claim: Any, over: int, most: int, others: int, facts: Known) -> Finding:
    name = facts.subject((None, claim.pcn, claim.role))
    amount, allowed = figure("allocation", claim.amount), figure("allocation", most)
    month = _month_words(claim.year, claim.month)
    also = f" It is too much in {others} other month{'s' if others > 1 else ''} too." if others else ""
    message = (
        f"{name}: {amount} claimed for {month}, {figure('allocation', over)} more than the {allowed} that may be "
        f"reimbursed for {_wte(claim.wte)}.{also}"
    )
    where = " › ".join(filter(None, (claim.source, claim.cell))) or f"claim for {month}"
    about = ("arrs_claim", claim.pcn)
    return Finding("claim-over-maximum", "error", name, where, amount, allowed, message, about, f"amount {claim.role}")


def _over_caps(connection: Connection, facts: Known) -> Iterator[Finding]:
    """Roles, or roles that share a cap, of which a network claims more than it may; the worst month of each year."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.summaries.plan_lines import caps

    limits = caps(connection)
    table = TABLES["arrs_claim"].c
    by = (table.pcn, table.year, table.month, table.role)
    query = select(*by, func.sum(table.wte)).where(table.role.in_(list(limits))).group_by(*by)
    added: dict[tuple[str, str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for pcn, year, month, role, wte in connection.execute(query):
        if limits[role].holds_from(year_start(year)):
            added[pcn, limits[role].role, year][month] += wte
    of_name = {cap.role: cap for cap in limits.values()}
    lists = registered_patients(connection) if added else {}
    for (pcn, role, year), months in added.items():
        month = max(months, key=lambda at: months[at])
        most = of_name[role].for_list(lists.get(pcn))
        if over_cap(months[month], most):
            name, claimed = facts.subject((None, pcn, role)), _wte(months[month])
            when = _month_words(year, month)
            message = f"{name}: {claimed} claimed for {when}, but {size_words(lists.get(pcn))} may claim {most}."
            where, about = f"claims of {year}", ("arrs_claim", pcn)
            yield Finding(
                "claims-over-role-cap", "warning", name, where, claimed, f"{most} WTE", message, about, f"cap {role}"
            )


def _name(row: Actual, facts: Known) -> str:
    return facts.subject((None, row.pcn_code, None))


def _wte(value: int | None) -> str:
    return figure("wte_in_post", value or 0)


def _month_words(year: str, month: int) -> str:
    start = month_start(year, month)
    return f"{MONTHS[int(start[5:7]) - 1]} {start[:4]}"
