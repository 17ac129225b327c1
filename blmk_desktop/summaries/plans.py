"""Workforce plans as a committee sees them: by place, by PCN and by role, with what is in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules import plans as rules
from blmk_desktop.summaries.allocations import allocations_elsewhere
from blmk_desktop.summaries.returned import Planned, Returns, returned
from blmk_desktop.summaries.rounds import months_of, rounds
from blmk_desktop.summaries.standing import BY_PLACE_AND_PCN, BY_ROLE, COUNTED, Standing, standing

if TYPE_CHECKING:
    from sqlalchemy import Connection

RETURNED = ("forecast_spend", "wte_in_post", "wte_planned")  # worked out from plan lines where there are any
NOTHING = Standing()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of a plan table. Money in pence, WTE in hundredths, percentages in hundredths of a point.

    None is a figure that nobody gave. `disputed` names the measures on which sources differ and nobody has
    said which stands; `derived` those added up from finer figures; `incomplete` those that lack a part.
    `lines` is how many lines of returned plans staff and spend were worked out from, 0: they are as printed.
    """

    place: str = ""
    pcn_code: str = ""
    pcn: str = ""
    role: str = ""
    allocation: int | None = None
    forecast_spend: int | None = None
    wte_in_post: int | None = None
    wte_planned: int | None = None
    disputed: frozenset[str] = frozenset()
    derived: frozenset[str] = frozenset()
    incomplete: frozenset[str] = frozenset()
    lines: int = 0

    @property
    def variance(self) -> int | None:
        """Allocation less forecast spend, in pence; favourable is positive."""
        return rules.variance(self.allocation, self.forecast_spend)

    @property
    def growth_percent(self) -> int | None:
        """What the plan adds to the staff in post, to a tenth of a percentage point, in hundredths of one."""
        return rules.growth_percent(self.wte_in_post, self.wte_planned)

    @property
    def recruited_percent(self) -> int | None:
        """How much of the plan is in post, to a tenth of a percentage point, in hundredths of one."""
        return rules.recruited_percent(self.wte_in_post, self.wte_planned)

    @property
    def to_recruit_percent(self) -> int | None:
        """How much of the plan is still to recruit, to a tenth of a percentage point, in hundredths of one."""
        return rules.to_recruit_percent(self.wte_in_post, self.wte_planned)

    @property
    def wte_difference(self) -> int | None:
        """What is still to recruit, in hundredths of a WTE; negative where more are in post than planned."""
        if self.wte_in_post is None or self.wte_planned is None:
            return None
        return self.wte_planned - self.wte_in_post


@dataclass(frozen=True, slots=True)
class Summary:
    """The lines of a table and their sum."""

    rows: list[PlanRow]
    total: PlanRow
    round: str = ""


class Network(NamedTuple):
    """A PCN of the register; `open`: on the date of the round."""

    code: str
    name: str
    place: str
    open: bool


def plan_by_pcn(connection: Connection, round: str | None = None) -> Summary:  # noqa: A002 - the field's word
    """A line for each network with a figure in the round, and for each other open network of a place."""
    name = round or _newest(connection)
    return _summary(name, pcn_rows(connection, name, returned(connection, name)))


def pcn_rows(connection: Connection, name: str, plans: Returns) -> list[PlanRow]:
    """A line for each network of a round, given its returned plans."""
    return _pcn_rows(networks(connection, name), _by_place_and_pcn(connection, name, plans))


def plan_by_place(connection: Connection, round: str | None = None) -> Summary:  # noqa: A002
    """A line for each place: the sum of its networks where all have given a figure, else its own figure.

    With neither it is what there is, marked incomplete.
    """
    name = round or _newest(connection)
    figures = _by_place_and_pcn(connection, name, returned(connection, name))
    within: dict[str, list[PlanRow]] = defaultdict(list)
    for row in _pcn_rows(networks(connection, name), figures):
        within[row.place].append(row)
    places = set(connection.scalars(select(TABLES["place"].c.name))) | set(within)
    return _summary(name, [_place_row(place, within[place], figures.get((place, None))) for place in sorted(places)])


def plan_by_role(connection: Connection, round: str | None = None) -> Summary:  # noqa: A002
    """A line for each role with a figure in the round, or in its returned plans.

    The returned plans count once every open network of a place has sent one; until then what is printed of a role,
    and without that what the plans come to so far, marked incomplete.
    """
    name = round or _newest(connection)
    return _summary(name, role_rows(connection, name, returned(connection, name)))


def role_rows(connection: Connection, name: str, plans: Returns) -> list[PlanRow]:
    """A line for each role of a round, given its returned plans."""
    at = months_of(connection, name)
    found = {subject[0] or "": figures for subject, figures in standing(connection, name, at, BY_ROLE).items()}
    if plans.of_pcn:
        whole = all(pcn.code in plans.of_pcn for pcn in networks(connection, name).values() if pcn.open and pcn.place)
        lines = plans.of_role
        for role in {*lines, *found} if whole else set(lines) - set(found):
            found[role] = _computed(lines.get(role, Planned()), Standing(), whole=whole)
    return [_row(found[role], role=role) for role in sorted(found)]


def _newest(connection: Connection) -> str:
    return next(iter(rounds(connection)), "")


def _by_place_and_pcn(connection: Connection, name: str, plans: Returns) -> dict[tuple[str | None, ...], Standing]:
    """The figures that stand of places and networks; of networks that returned a plan those of its lines."""
    at = months_of(connection, name)
    found = standing(connection, name, at, BY_PLACE_AND_PCN)
    for pcn, planned in plans.of_pcn.items():
        found[None, pcn] = _computed(planned, found.get((None, pcn), NOTHING))
    for pcn, allocation in allocations_elsewhere(connection, name).items():
        held = found.setdefault((None, pcn), Standing())
        if "allocation" not in held.figures:
            held.figures["allocation"] = allocation
            held.derived.add("allocation")
    return found


def _computed(planned: Planned, printed: Standing, *, whole: bool = True) -> Standing:
    """What plan lines come to. Only the allocation is as printed; `whole`: no plan is missing."""
    known = {measure: value for measure, value in printed.figures.items() if measure not in RETURNED}
    added = {measure: value for measure in RETURNED if (value := getattr(planned, measure)) is not None}
    unknown = {"forecast_spend"} if planned.unknown else set()
    return Standing(
        figures=known | added,
        disputed=printed.disputed - set(RETURNED),
        derived=(printed.derived - set(RETURNED)) | set(added),
        incomplete=unknown if whole else set(RETURNED),
        lines=planned.lines,
    )


def networks(connection: Connection, name: str) -> dict[str, Network]:
    """All networks, and whether each was open on the round's date (without one: whether it is open still)."""
    table, round_table = TABLES["pcn"].c, TABLES["plan_round"].c
    as_at = connection.scalar(select(round_table.as_at).where(round_table.name == name)) or "9999-12-31"
    query = select(table.code, table.name, table.place, table.opened, table.closed)
    return {
        row.code: Network(row.code, row.name, row.place or "", _open(row.opened, row.closed, as_at))
        for row in connection.execute(query)
    }


def _open(opened: str | None, closed: str | None, as_at: str) -> bool:
    return (not opened or opened <= as_at) and (not closed or closed >= as_at)


def _pcn_rows(pcns: Mapping[str, Network], figures: Mapping[tuple[str | None, ...], Standing]) -> list[PlanRow]:
    """In order of place and name. A closed network stands in it only with figures."""
    given = {pcn for _, pcn in figures if pcn}
    shown = [pcn for pcn in pcns.values() if pcn.code in given or (pcn.open and pcn.place)]
    shown.sort(key=lambda pcn: (not pcn.place, pcn.place, pcn.name))
    return [
        _row(figures.get((None, pcn.code), NOTHING), place=pcn.place, pcn_code=pcn.code, pcn=pcn.name) for pcn in shown
    ]


def _row(
    standing: Standing,
    *,
    place: str = "",
    pcn_code: str = "",
    pcn: str = "",
    role: str = "",
    incomplete: Iterable[str] = (),
) -> PlanRow:
    found = standing.figures
    return PlanRow(
        place=place,
        pcn_code=pcn_code,
        pcn=pcn,
        role=role,
        allocation=found.get("allocation"),
        forecast_spend=found.get("forecast_spend"),
        wte_in_post=found.get("wte_in_post"),
        wte_planned=found.get("wte_planned"),
        disputed=frozenset(standing.disputed),
        derived=frozenset(standing.derived),
        incomplete=frozenset(standing.incomplete.union(incomplete)),
        lines=standing.lines,
    )


def _place_row(place: str, within: list[PlanRow], own: Standing | None) -> PlanRow:
    chosen = Standing(lines=sum(row.lines for row in within))
    incomplete: set[str] = set()
    for measure in COUNTED:
        parts = [getattr(row, measure) for row in within]
        if own and measure in own.figures and (not parts or None in parts):
            chosen.figures[measure] = own.figures[measure]
            chosen.disputed |= own.disputed & {measure}
            chosen.derived |= own.derived & {measure}
            incomplete |= own.incomplete & {measure}
            continue
        known = rules.total(parts)
        if known is None:
            continue
        chosen.figures[measure] = known
        chosen.derived.add(measure)
        chosen.disputed |= {measure for row in within if measure in row.disputed}
        if None in parts or any(measure in row.incomplete for row in within):
            incomplete.add(measure)
    return _row(chosen, place=place, incomplete=incomplete)


def _summary(name: str, rows: list[PlanRow]) -> Summary:
    """The rows and the line that is their sum: disputed or incomplete where one of them is."""
    total = Standing()
    incomplete = {measure for row in rows for measure in row.incomplete}
    for measure in COUNTED:
        figures = [getattr(row, measure) for row in rows]
        known = rules.total(figures)
        if known is not None:
            total.figures[measure] = known
            incomplete |= {measure} if None in figures else set()
    total.disputed = {measure for row in rows for measure in row.disputed}
    total.derived, total.lines = set(total.figures), sum(row.lines for row in rows)
    return Summary(rows, _row(total, incomplete=incomplete), name)
