"""What packs print of a round against the plans that networks returned: by PCN, place and role, and in all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from blmk_desktop.check.figures import Column, Figures, Page, Subject, Version, of_networks
from blmk_desktop.check.sources import alike
from blmk_desktop.periods import month_of
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.plan_costs import line_cost, wte_by_month
from blmk_desktop.rules.wording import figure, measured
from blmk_desktop.summaries.plans import RETURNED

if TYPE_CHECKING:
    from blmk_desktop.check.plans import Plans

Key = str | tuple[str, str]  # a network's PCN code, or with a role
RULE = "plan-not-as-printed"


def check_printed(plans: Plans, figures: Figures) -> Iterator[Finding]:
    """Every printed figure of the round that the returned plans do not come to."""
    computed = Computed(plans)
    totals = _totals(plans)
    for column in figures.by_column():
        if column[0] == plans.round.name and column[1] in RETURNED and computed.comparable(column):
            yield from _networks(column, plans, figures, computed)
            yield from _others(column, plans, figures, computed)
            yield from _in_all(column, plans, figures, totals, computed)


class Computed:
    """What returned plans come to in a column; None where the cost of a line is not known."""

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self._by_month: dict[tuple[str, Key], tuple[int, ...]] = {}

    def comparable(self, column: Column) -> bool:
        """Whether plans say something of it: staff in post after the round's date are not known to them."""
        _, measure, month = column
        return measure != "wte_in_post" or month is None or month <= month_of(self.plans.returns.as_at)

    def of(self, column: Column, key: Key) -> int | None:
        """What a network's plan, or one role of it, comes to: WTE in hundredths or pence."""
        _, measure, month = column
        returns = self.plans.returns
        planned = returns.of_pcn.get(key) if isinstance(key, str) else returns.of_both.get(key)
        if planned is None:
            return 0
        if measure == "forecast_spend" and planned.unknown:
            return None
        usual = {"wte_in_post": month_of(returns.as_at), "wte_planned": 12}.get(measure)
        if month in (None, usual):
            return int(getattr(planned, measure))
        return self._monthly(measure, key)[month - 1] if month else None

    def together(self, column: Column, pcns: list[str], role: str | None = None) -> int | None:
        """The same of several networks together."""
        parts = [self.of(column, (pcn, role) if role else pcn) for pcn in pcns]
        return None if None in parts else sum(part for part in parts if part is not None)

    def _monthly(self, measure: str, key: Key) -> tuple[int, ...]:
        """Each month of a plan, for packs that print months which no table of ours has."""
        what = "cost" if measure == "forecast_spend" else "staff"
        if (what, key) not in self._by_month:
            pcn, role = key if isinstance(key, tuple) else (key, None)
            lines = [line.costed for line in self.plans.lines[pcn] if role in (None, line.role)]
            year = self.plans.round.year
            costs = [line_cost(line, self.plans.rates, year).months for line in lines] if what == "cost" else []
            added = tuple(map(sum, zip(*costs, strict=True))) if costs else wte_by_month(lines, year)
            self._by_month[what, key] = added
        return self._by_month[what, key]


def _networks(column: Column, plans: Plans, figures: Figures, computed: Computed) -> Iterator[Finding]:
    """What is printed of networks, role by role where that is how it is printed."""
    given = figures.networks.get(column, {})
    different = [
        pcn
        for pcn, said in given.items()
        if pcn in plans.of_pcn and any(one.value != computed.of(column, pcn) for one in said)
    ]
    if not different:
        return
    by_role = of_networks(plans.connection, column, different, figures, by_role=True)
    explained: set[tuple[str, Page]] = set()
    for (_, pcn, role), versions in by_role.items():
        for version in versions if role and pcn else ():
            explained.add((pcn or "", version.page))
            yield from _network_finding(column, (pcn or "", role or ""), version, plans, computed)
    for (_, pcn, _), versions in of_networks(plans.connection, column, different, figures).items():
        for version in versions:
            if pcn and (pcn, version.page) not in explained:
                yield from _network_finding(column, pcn, version, plans, computed)


def _network_finding(column: Column, key: Key, version: Version, plans: Plans, computed: Computed) -> Iterator[Finding]:
    value = computed.of(column, key)
    if value is None or alike(column[1], version, _exact(value)):
        return
    pcn, role = key if isinstance(key, tuple) else (key, None)
    lines = [line.line for line in plans.lines[pcn] if role in (None, line.role)]
    said = f"{'the line' if len(lines) == 1 else f'the {len(lines)} lines'} of its return"
    where = f" ({plans.where(pcn, lines if role else ())})" if lines else ""
    yield _finding(column, (None, pcn, role), version, value, (said if lines else "its return", where), plans)


def _others(column: Column, plans: Plans, figures: Figures, computed: Computed) -> Iterator[Finding]:
    """What is printed of places and roles, once all networks that belong to them have returned a plan."""
    for subject, versions in figures.others.get(column, {}).items():
        place, _, role = subject
        if not plans.all_returned(place):
            continue
        codes = plans.of_place(place)
        value = computed.together(column, codes, role)
        for version in versions if value is not None else ():
            if value is not None and not alike(column[1], version, _exact(value)):
                said = f"the returned plans of {'its' if place else 'all'} {len(codes)} networks"
                yield _finding(column, subject, version, value, (said, ""), plans)


def _in_all(
    column: Column, plans: Plans, figures: Figures, totals: dict[Column, list[Version]], computed: Computed
) -> Iterator[Finding]:
    """The printed totals of whole tables, once all networks have returned a plan."""
    if column not in totals or not plans.all_returned():
        return
    value, whole = computed.together(column, list(plans.of_pcn)), _whole_pages(column, plans, figures)
    for version in totals[column]:
        if value is not None and version.page in whole and not alike(column[1], version, _exact(value)):
            said = f"the returned plans of all {len(plans.of_pcn)} networks"
            yield _finding(column, (None, None, None), version, value, (said, ""), plans)


def _totals(plans: Plans) -> dict[Column, list[Version]]:
    """The totals that packs print of the round, of no place, network or role."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["stated_figure"]
    of_all = (table.c.place.is_(None), table.c.pcn.is_(None), table.c.role.is_(None), table.c.rule == "total")
    found: dict[Column, list[Version]] = defaultdict(list)
    for row in plans.connection.execute(select(table).where(table.c.round == plans.round.name, *of_all)):
        decimals = 2 if row.decimals is None else row.decimals
        version = Version((row.source, row.sheet or ""), row.value, decimals, row.cell)
        found[row.round, row.measure, row.month].append(version)
    return found


def _whole_pages(column: Column, plans: Plans, figures: Figures) -> set[Page]:
    """The sheets whose rows are about all: every open network, every place, or roles."""
    networks: dict[Page, set[str]] = defaultdict(set)
    for pcn, said in figures.networks.get(column, {}).items():
        for one in said:
            networks[one.page].add(pcn)
    places: dict[Page, set[str]] = defaultdict(set)
    whole: set[Page] = set()
    for (place, _, role), versions in figures.others.get(column, {}).items():
        for version in versions:
            if role and not place:
                whole.add(version.page)
            elif place and not role:
                places[version.page].add(place)
    there = plans.open_networks()
    wanted = {plans.facts.networks[code].place for code in there}
    whole |= {page for page, named in networks.items() if named >= set(there)}
    return whole | {page for page, named in places.items() if named >= wanted}


def _exact(value: int) -> Version:
    return Version(("", ""), value, 2, "")


def _finding(
    column: Column, subject: Subject, version: Version, value: int, words: tuple[str, str], plans: Plans
) -> Finding:
    measure, facts = column[1], plans.facts
    printed, made = figure(measure, version.value, version.decimals), figure(measure, value)
    name, label = facts.subject(subject), measured(measure, plans.round.year, column[2])
    said, where = words
    verb = "makes" if said in ("the line of its return", "its return") else "make"
    message = f"{name}, {label}: {version.short} prints {printed}; {said}{where} {verb} {made}."
    return Finding(RULE, "error", name, version.where, printed, made, message, facts.about(subject), measure)
