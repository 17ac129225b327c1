"""Returned plans: whether each can be afforded, what its cost leaves out, and what was claimed of its staff in post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from blmk_desktop.check.caps import registered_patients, size_words
from blmk_desktop.check.known import Known
from blmk_desktop.periods import month_of, show_date
from blmk_desktop.rules.actual_gaps import noticed
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.plan_costs import Rates
from blmk_desktop.rules.plan_versions import VersionLine
from blmk_desktop.rules.wording import MONTHS, figure, measured

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.check.figures import Figures
    from blmk_desktop.summaries.returned import Planned

NAMED = 3  # cells or roles that are named one by one


class Plans:
    """The returned plans of one round, with what the register knows of the networks."""

    def __init__(self, connection: Connection, name: str, facts: Known) -> None:
        from blmk_desktop.summaries.returned import returned

        self.connection, self.facts, self.round = connection, facts, facts.rounds[name]
        self.returns, self.superseded = returned(connection, name), facts.superseded(name)

    @property
    def of_pcn(self) -> dict[str, Planned]:
        """What each network's plan comes to."""
        return self.returns.of_pcn

    @cached_property
    def lists(self) -> dict[str, int]:
        """The registered patients of each network, in hundredths."""
        return registered_patients(self.connection)

    @cached_property
    def lines(self) -> dict[str, list[VersionLine]]:
        """Every line with its cell, by network; read only once something is to be said of one."""
        from blmk_desktop.summaries.plan_versions import round_lines

        return round_lines(self.connection, self.round.name)

    @cached_property
    def rates(self) -> Rates:
        """What roles cost."""
        from blmk_desktop.summaries.plan_lines import rates

        return rates(self.connection)

    def open_networks(self, place: str | None = None) -> list[str]:
        """The networks of a place, or of all, that were open on the round's date."""
        return self.facts.open_networks(self.returns.as_at, place)

    def of_place(self, place: str | None) -> list[str]:
        """The networks of a place, or of all, that returned their plan, those closed since among them."""
        known = self.facts.networks
        return [pcn for pcn in self.of_pcn if place is None or (pcn in known and known[pcn].place == place)]

    def name(self, pcn: str) -> str:
        """A network's name as it stands in a sentence."""
        return self.facts.subject((None, pcn, None))

    def where(self, pcn: str, numbers: Sequence[int] = ()) -> str:
        """The file, sheet and cells of a network's lines, or of those of some numbers."""
        lines = [line for line in self.lines.get(pcn, []) if not numbers or line.line in numbers]
        cells = [line.cell for line in lines if line.cell]
        source = next((line.source for line in lines if line.source), "")
        if not cells:
            return source or f"the plan of {self.name(pcn)}, {self.round.name}"
        first, *others = cells
        rest = [cell.rpartition("!")[2] for cell in others]
        span = "".join(f", {cell}" for cell in rest) if len(rest) < NAMED else f" to {rest[-1]}"
        return f"{source} › {first}{span}"


def check_plans(connection: Connection, facts: Known, figures: Figures) -> list[Finding]:
    """Every round with returned plans: each plan by itself, then what packs print against all of them.

    A plan of which a later version was returned is not looked at by itself any more.
    """
    from blmk_desktop.check.printed import check_printed

    found: list[Finding] = []
    for name in sorted(facts.returned):
        plans = Plans(connection, name, facts)
        found += _unaffordable(plans)
        found += _over_caps(plans)
        found += _unknown(plans)
        found += _uncapped(plans)
        found += _claimed(plans)
        found += check_printed(plans, figures)
    return found


def _unaffordable(plans: Plans) -> Iterator[Finding]:
    """Plans whose lines cost more than the network's allocation."""
    from blmk_desktop.summaries.plans import pcn_rows

    for row in pcn_rows(plans.connection, plans.round.name, plans.returns):
        if not row.lines or row.pcn_code in plans.superseded or row.variance is None or row.variance >= 0:
            continue
        name, more = plans.name(row.pcn_code), figure("variance", -row.variance)
        cost = figure("forecast_spend", row.forecast_spend or 0)
        allocation = figure("allocation", row.allocation or 0)
        unknown = plans.of_pcn[row.pcn_code].unknown
        message = (
            f"{name}: the {'line' if row.lines == 1 else _lines(row.lines)} of its plan "
            f"{'costs' if row.lines == 1 else 'cost'} {cost}, {more} more than its allocation of {allocation}."
        )
        if unknown:
            message += f" The cost of {_lines(unknown)} is not known and comes on top."
        about, where = ("pcn", row.pcn_code), plans.where(row.pcn_code)
        yield Finding("plan-over-allocation", "error", name, where, allocation, cost, message, about, "variance")


def _over_caps(plans: Plans) -> Iterator[Finding]:
    """Plans with more of a role, or of roles that share a cap, than the network may claim."""
    from blmk_desktop.summaries.plan_caps import over_caps

    for over in over_caps(plans.connection, plans.round.name, plans.lists):
        if over.pcn in plans.superseded:
            continue
        subject, planned = plans.facts.subject((None, over.pcn, over.role)), figure("wte_planned", over.wte)
        label = measured("wte_planned", plans.round.year, over.month)
        size = size_words(plans.lists.get(over.pcn))
        message = f"{subject}, {label}: {planned}, but {size} may claim {over.most}."
        where, about = plans.where(over.pcn, over.lines), ("pcn", over.pcn)
        yield Finding(
            "over-role-cap", "warning", subject, where, planned, f"{over.most} WTE", message, about, "wte_planned"
        )


def _unknown(plans: Plans) -> Iterator[Finding]:
    """Plans with lines whose cost is not known in some month: what the total leaves out."""
    for pcn, named in _roles(plans, lambda planned: bool(planned.unknown)).items():
        planned, name = plans.of_pcn[pcn], plans.name(pcn)
        message = (
            f"{name}: the maximum for {_some(named)} is not known in every month, so that "
            f"the forecast spend leaves out some or all of the cost of {planned.unknown} of its "
            f"{_lines(planned.lines)}."
        )
        cost = "" if planned.forecast_spend is None else f"{figure('forecast_spend', planned.forecast_spend)} known"
        about, where = ("pcn", pcn), plans.where(pcn)
        yield Finding("cost-not-known", "note", name, where, "", cost, message, about, "forecast_spend")


def _uncapped(plans: Plans) -> Iterator[Finding]:
    """Plans with lines that count with their whole salary, because no maximum is known that could cap it."""
    for pcn, named in _roles(plans, lambda planned: bool(planned.uncapped)).items():
        count, name = plans.of_pcn[pcn].uncapped, plans.name(pcn)
        message = (
            f"{name}: no maximum is known in every month for {_some(named)}, so that {_lines(count)} of its plan "
            f"{'counts' if count == 1 else 'count'} with the whole salary and on-costs then; less may be reimbursed."
        )
        about, where = ("pcn", pcn), plans.where(pcn)
        yield Finding("cost-at-salary", "note", name, where, "", _lines(count), message, about, "forecast_spend")


def _roles(plans: Plans, has: Callable[[Planned], bool]) -> dict[str, list[str]]:
    """PCN code to the roles of its plan that have something; later versions of a plan stand instead of earlier."""
    roles: dict[str, list[str]] = defaultdict(list)
    for (pcn, role), planned in plans.returns.of_both.items():
        if pcn not in plans.superseded and has(planned):
            roles[pcn].append(role)
    return roles


def _claimed(plans: Plans) -> Iterator[Finding]:
    """Staff in post by the plan against the WTE claimed for the month of the round's date."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES

    table, day = TABLES["arrs_claim"].c, plans.returns.as_at
    query = select(table.pcn, func.sum(table.wte), func.min(table.source)).where(
        table.year == plans.round.year, table.month == month_of(day)
    )
    for pcn, wte, source in plans.connection.execute(query.group_by(table.pcn)).all():
        planned = plans.of_pcn.get(pcn)
        if planned is None or pcn in plans.superseded or not noticed(int(wte) - planned.wte_in_post):
            continue
        name, month = plans.name(pcn), f"{MONTHS[int(day[5:7]) - 1]} {day[:4]}"
        claimed, in_post = figure("wte_in_post", int(wte)), figure("wte_in_post", planned.wte_in_post)
        message = (
            f"{name}: its plan has {in_post} in post on {show_date(day)} ({plans.where(pcn)}); for {month} it claimed "
            f"{claimed}."
        )
        where, about = source or f"claims for {month}", ("pcn", pcn)
        yield Finding("in-post-not-as-claimed", "warning", name, where, claimed, in_post, message, about, "wte_in_post")


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _some(roles: Sequence[str]) -> str:
    """The first roles by name, and how many more."""
    more = f" and {len(roles) - NAMED} more" if len(roles) > NAMED else ""
    return f"{', '.join(sorted(roles)[:NAMED])}{more}"
