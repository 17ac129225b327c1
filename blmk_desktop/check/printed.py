"""What packs print of a round against the plans that networks returned: by PCN, place and role, and in all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from blmk_desktop.check.figures import Column, Figures, Page, Subject, Version, of_networks
from blmk_desktop.check.sources import alike, place_hint, printed_claims
from blmk_desktop.periods import month_of
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.plan_costs import line_cost, wte_by_month
from blmk_desktop.rules.wording import figure, measured

if TYPE_CHECKING:
    from blmk_desktop.check.plans import Plans

Key = str | tuple[str, str]  # a network's PCN code, or with a role
RULE, IN_PART = "plan-not-as-printed", "known-cost-not-as-printed"


class Made(NamedTuple):
    """What plans come to: WTE in hundredths, or pence as far as known, without the cost of `unknown` lines."""

    value: int
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Unlike:
    """A printed figure that plans do not come to. `said` is who says otherwise, `where` the cells of it."""

    column: Column
    subject: Subject
    version: Version
    made: Made
    said: str
    where: str = ""
    hint: str = ""


def check_printed(plans: Plans, figures: Figures) -> Iterator[Finding]:
    """Every printed figure of the round that the returned plans do not come to; once if several sheets print it."""
    from blmk_desktop.summaries.plans import RETURNED

    computed = Computed(plans)
    totals = _totals(plans)
    for column in figures.by_column():
        if column[0] == plans.round.name and column[1] in RETURNED and computed.comparable(column):
            found = [
                *_networks(column, plans, figures, computed),
                *_others(column, plans, figures, computed),
                *_in_all(column, plans, figures, totals, computed),
            ]
            yield from (_finding(alike_ones, plans) for alike_ones in _together(found))


class Computed:
    """What returned plans come to in a column."""

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self._by_month: dict[tuple[str, Key], tuple[int, ...]] = {}

    def comparable(self, column: Column) -> bool:
        """Whether plans say something of it: staff in post after the round's date are not known to them."""
        _, measure, month = column
        return measure != "wte_in_post" or month is None or month <= month_of(self.plans.returns.as_at)

    def of(self, column: Column, key: Key) -> Made:
        """What a network's plan, or one role of it, comes to."""
        _, measure, month = column
        returns = self.plans.returns
        planned = returns.of_pcn.get(key) if isinstance(key, str) else returns.of_both.get(key)
        if planned is None:
            return Made(0)
        unknown = planned.unknown if measure == "forecast_spend" else 0
        usual = {"wte_in_post": month_of(returns.as_at), "wte_planned": 12}.get(measure)
        if month in (None, usual):
            return Made(planned.cost if measure == "forecast_spend" else int(getattr(planned, measure)), unknown)
        return Made(self._monthly(measure, key)[(month or 1) - 1], unknown)

    def together(self, column: Column, pcns: Sequence[str], role: str | None = None) -> Made:
        """The same of several networks together."""
        parts = [self.of(column, (pcn, role) if role else pcn) for pcn in pcns]
        return Made(sum(part.value for part in parts), sum(part.unknown for part in parts))

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


def _networks(column: Column, plans: Plans, figures: Figures, computed: Computed) -> Iterator[Unlike]:
    """What is printed of networks; role by role where that is how it is printed, even if the roles add up to the same.

    A sheet of which every role is as it should be may still lack one: then its sum is told.
    """
    doubtful = _doubtful(column, plans, figures, computed)
    if not doubtful:
        return
    by_role = of_networks(plans.connection, column, doubtful, figures, by_role=True)
    explained: set[tuple[str | None, Page]] = set()
    for (_, pcn, role), versions in by_role.items():
        for version in versions if role else ():
            found = list(_of_network(column, (pcn or "", role or ""), version, plans, computed))
            explained |= {(pcn, version.page) for _ in found}
            yield from found
    for (_, pcn, _), versions in of_networks(plans.connection, column, doubtful, figures).items():
        for version in versions:
            if (pcn, version.page) not in explained:
                yield from _of_network(column, pcn or "", version, plans, computed)


def _doubtful(column: Column, plans: Plans, figures: Figures, computed: Computed) -> list[str]:
    """The networks whose printed figures may not be what their plans come to: only of them each cell is read."""
    found = []
    for pcn, said in figures.networks.get(column, {}).items():
        made = computed.of(column, pcn)
        unlike = made.unknown or any(one.value != made.value or one.roles for one in said)
        if pcn in plans.of_pcn and unlike:
            found.append(pcn)
    return found


def _of_network(column: Column, key: Key, version: Version, plans: Plans, computed: Computed) -> Iterator[Unlike]:
    made = computed.of(column, key)
    if _holds(column, version, made):
        return
    pcn, role = key if isinstance(key, tuple) else (key, None)
    lines = [line.line for line in plans.lines[pcn] if role in (None, line.role)]
    said = f"{'the line' if len(lines) == 1 else f'the {len(lines)} lines'} of its return" if lines else "its return"
    where = f" ({plans.where(pcn, lines if role else ())})" if lines else ""
    yield Unlike(column, (None, pcn, role), version, made, said, where)


def _others(column: Column, plans: Plans, figures: Figures, computed: Computed) -> Iterator[Unlike]:
    """What is printed of places and roles, once all networks that belong to them have returned a plan."""
    for subject, versions in figures.others.get(column, {}).items():
        place, _, role = subject
        if not plans.facts.returns_count(column, place, None):
            continue
        codes = plans.of_place(place)
        made = computed.together(column, codes, role)
        said = f"the returned plans of {'its' if place else 'all'} {len(codes)} networks"
        for version in versions:
            if not _holds(column, version, made):
                hint = _hint(column, subject, version, made, plans)
                yield Unlike(column, subject, version, made, said, hint=hint)


def _hint(column: Column, subject: Subject, version: Version, made: Made, plans: Plans) -> str:
    place, _, role = subject
    if not place or role or made.unknown:
        return ""
    claims = printed_claims(plans.connection).of_places.get((column[0], subject), [])
    return place_hint(version, column[1], made.value, claims)


def _in_all(
    column: Column, plans: Plans, figures: Figures, totals: dict[Column, list[Version]], computed: Computed
) -> Iterator[Unlike]:
    """The printed totals of whole tables, once all networks have returned a plan."""
    if column not in totals or not plans.facts.returns_count(column, None, None):
        return
    made, whole = computed.together(column, list(plans.of_pcn)), _whole_pages(column, plans, figures)
    said = f"the returned plans of all {len(plans.of_pcn)} networks"
    for version in totals[column]:
        if version.page in whole and not _holds(column, version, made):
            yield Unlike(column, (None, None, None), version, made, said)


def _holds(column: Column, version: Version, made: Made) -> bool:
    return not made.unknown and alike(column[1], version, Version(("", ""), made.value, 2, ""))


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


def _together(found: Iterable[Unlike]) -> Iterator[list[Unlike]]:
    """Those that several sheets of a workbook print alike of one subject, together."""
    groups: dict[tuple[Subject, str], list[list[Unlike]]] = defaultdict(list)
    for one in found:
        of_subject = groups[one.subject, one.version.page[0]]
        same = (group for group in of_subject if alike(one.column[1], group[0].version, one.version))
        near = next(same, None)
        if near is None:
            of_subject.append([one])
        else:
            near.append(one)
    for of_subject in groups.values():
        yield from of_subject


def _finding(alike_ones: Sequence[Unlike], plans: Plans) -> Finding:
    """One finding on a figure, with every cell of the workbook that prints it, the most exact first."""
    first, *others = alike_ones = sorted(alike_ones, key=lambda one: -one.version.decimals)
    measure, facts = first.column[1], plans.facts
    printed, made = _figure(measure, first.version), figure(measure, first.made.value)
    name, label = facts.subject(first.subject), measured(measure, plans.round.year, first.column[2])
    where = " and ".join([first.version.where, *(one.version.short for one in others)])
    told = f"{name}, {label}: {_prints(measure, [one.version for one in alike_ones])}"
    about, unknown = facts.about(first.subject), first.made.unknown
    hint = "".join(dict.fromkeys(one.hint for one in alike_ones))
    if not unknown:
        verb = "makes" if first.said in ("the line of its return", "its return") else "make"
        message = f"{told}; {first.said}{first.where} {verb} {made}.{hint}"
        return Finding(RULE, "error", name, where, printed, made, message, about, measure)
    rest = first.version.value - first.made.value
    lines = "1 line" if unknown == 1 else f"{unknown} lines"
    left = f"which leaves {figure(measure, rest)} for" if rest > 0 else "which is as much or more already, without"
    message = (
        f"{told}; {first.said}{first.where} come to {made} as far as known, {left} {lines} of which the cost is not "
        "known."
    )
    severity = "note" if rest > 0 else "error"
    return Finding(IN_PART, severity, name, where, printed, f"{made} known", message, about, measure)


def _prints(measure: str, versions: Sequence[Version]) -> str:
    """Each cell with what it prints: 'Plan!B2 and Pack!C3 print 12 WTE', or each with its own decimals."""
    said = [(version.short, _figure(measure, version)) for version in versions]
    if len({text for _, text in said}) == 1:
        shorts = [short for short, _ in said]
        return f"{' and '.join(shorts)} print{'s' * (len(shorts) == 1)} {said[0][1]}"
    return " and ".join(f"{short} prints {text}" for short, text in said)


def _figure(measure: str, version: Version) -> str:
    return figure(measure, version.value, version.decimals)
