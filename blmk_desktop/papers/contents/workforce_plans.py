"""The paper on PCN workforce plans: appendix A with its four tables, and what its cover can say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.errors import UserError
from blmk_desktop.papers.cells import NOBODY, figure, group, said
from blmk_desktop.papers.contents.plan_places import PlanPlaces, plan_places
from blmk_desktop.papers.contents.plan_words import known
from blmk_desktop.papers.linked_risks import risk_lines
from blmk_desktop.papers.model import Bars, Cell, Column, Content, Grid, Heading, NewPage, Row, Text
from blmk_desktop.periods import month_end, month_of, show_date, year_end
from blmk_desktop.records.declaration import MONEY, PERCENT, WTE
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.plans import total
from blmk_desktop.rules.wording import in_words
from blmk_desktop.summaries.actuals import Actual, actuals
from blmk_desktop.summaries.plans import PlanRow, Summary, plan_by_pcn, plan_by_place, plan_by_role
from blmk_desktop.summaries.role_supply import RoleRow, role_supply
from blmk_desktop.summaries.rounds import rounds
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.model import Block

SOME_MISSING = "Not everybody concerned has given a figure: this is what is known."
IN_DOUBT = "Worked out from a figure on which sources differ: its own footnote says how."
UNITS = {"allocation": MONEY, "forecast_spend": MONEY, "variance": MONEY}
UNITS |= {"growth_percent": PERCENT, "recruited_percent": PERCENT, "to_recruit_percent": PERCENT}
ARRS = "ARRS"  # the budget line of the money that the plans spend
About = tuple[str, str]
Cells = Callable[[PlanRow, About], list[Cell]]
STAFF = ("wte_in_post", "wte_planned", "wte_difference", "recruited_percent", "to_recruit_percent")
OF_STAFF = ("wte_difference", "growth_percent", "recruited_percent", "to_recruit_percent")
PARTS = {"variance": ("allocation", "forecast_spend")} | dict.fromkeys(OF_STAFF, ("wte_in_post", "wte_planned"))


@dataclass(frozen=True)
class Later:
    """Staff in post at a month after the round's date, and by the payment schedule, by network and by place."""

    day: str = ""
    of_pcn: Mapping[str, Actual] = field(default_factory=dict)
    scheduled: Mapping[str, int] = field(default_factory=dict)  # at the round's own date, by place

    @cached_property
    def of_place(self) -> dict[str, int | None]:
        """The staff in post of the networks of each place together, and of all under ''."""
        found: dict[str, list[int | None]] = {"": []}
        for one in self.of_pcn.values():
            found[""].append(one.plan)
            if one.place:
                found.setdefault(one.place, []).append(one.plan)
        return {place: total(several) for place, several in found.items()}


@dataclass(frozen=True)
class Plans:
    """The plans of a round as the paper tells of them. `as_at` and `until` are ISO dates: in post at, planned by."""

    round: str
    year: str
    stage: str
    as_at: str
    until: str
    by_place: Summary
    by_pcn: Summary
    by_role: Summary
    supply: Sequence[RoleRow]
    later: Later
    places: PlanPlaces
    risks: tuple[str, ...] = ()


def content(connection: Connection, asked: Asked) -> Content:
    """Spend against allocation and staff against plan, by place, network and role. Raises UserError without plans."""
    plans = _plans(connection, asked)
    return Content(
        f"PCN workforce plans {plans.year}",
        tuple(_blocks(plans)),
        known(plans),
        frozenset({"", "pcn", "place", "arrs_role"}),
    )


def choices(connection: Connection, asked: Asked) -> list[str]:
    """The rounds of plans: those that had been counted by then first, the newest before the others."""
    table = TABLES["plan_round"].c
    days = {row.name: row.as_at or "" for row in connection.execute(select(table.name, table.as_at))}
    return sorted(rounds(connection), key=lambda name: days[name] > asked.as_at)


def _plans(connection: Connection, asked: Asked) -> Plans:
    held = choices(connection, asked)
    if not held:
        raise UserError("There are no workforce plans yet. Import a workbook of plans, or plans that networks return.")
    name = asked.of or held[0]
    if name not in held:
        raise UserError(f"There is no plan round '{name}'. There are: {', '.join(held)}.")
    table = TABLES["plan_round"].c
    found = connection.execute(select(table.year, table.stage, table.as_at).where(table.name == name)).one()
    as_at = found.as_at or month_end(found.year, 6)
    if not asked.of and as_at > asked.as_at:
        raise UserError(
            f"By {show_date(asked.as_at)} there are no plans: those of {name} are as at {show_date(as_at)}."
        )
    by_pcn = plan_by_pcn(connection, name)
    if not by_pcn.rows:
        raise UserError(f"There is no network that the plans of {name} could be about. Import the register first.")
    return Plans(
        name,
        found.year,
        found.stage,
        as_at,
        year_end(found.year),
        plan_by_place(connection, name),
        by_pcn,
        plan_by_role(connection, name),
        role_supply(connection, name).rows,
        _later(connection, name, found.year, month_of(as_at), asked.as_at),
        plan_places(connection, name),
        risk_lines(connection, asked.as_at, lambda row: row.plan_round == name or ARRS in row.budget_line),
    )


def _later(connection: Connection, name: str, year: str, month: int, until: str) -> Later:
    """What is printed of staff in post since, up to a day (ISO); the plan for the end of the year is none of it."""
    table = TABLES["plan_figure"].c
    since = (table.round == name, table.measure == "wte_in_post", table.month > month, table.month < 12)
    months = connection.scalars(select(table.month).where(*since).distinct())
    newest = max((one for one in months if month_end(year, one) <= until), default=None)
    own = actuals(connection, year, month)
    scheduled = {row.place: row.scheduled for row in own.by_place if row.scheduled is not None}
    if newest is None:
        return Later(scheduled=scheduled)
    found = actuals(connection, year, newest)
    printed = {row.pcn_code: row for row in found.by_network if row.plan_from == "printed"}
    return Later(month_end(year, newest), printed, scheduled)


def _blocks(plans: Plans) -> Iterator[Block]:
    yield Heading("Appendix A: analysis of the workforce plans")
    yield Heading("Summary by place", 2)
    yield _summary(_by(plans, "place"))
    yield _places_chart(plans)
    yield Heading("Submissions by network", 2)
    yield _submissions(plans)
    yield Heading("Staff in post against planned, by network", 2)
    yield _staff_by_network(_by(plans, "staff"))
    yield NewPage()
    yield Heading("Staff in post against planned, by role", 2)
    if not plans.by_role.rows:
        yield Text("No plan of this round tells of staff by role.")
        return
    yield _staff_by_role(_by(plans, "arrs_role"))
    if chart := _roles_chart(plans):
        yield chart


def _by(plans: Plans, grain: str) -> Plans:
    """The plans for a table of this grain: it gets the footnotes of such tables only."""
    return replace(plans, places=plans.places.of_tables(grain))


def _columns(plans: Plans, *names: str) -> tuple[Column, ...]:
    at, by = show_date(plans.as_at), show_date(plans.until)
    known_columns = {
        "allocation": Column(f"Allocation {plans.year}", "£", figures=True),
        "forecast_spend": Column(f"Planned spend {plans.year}", "£", figures=True),
        "variance": Column("Variance", "£", figures=True),
        "wte_in_post": Column(f"In post at {at}", "WTE", figures=True),
        "wte_planned": Column(f"Planned by {by}", "WTE", figures=True),
        "wte_difference": Column("Difference", "WTE", figures=True),
        "growth_percent": Column("Planned growth", "%", figures=True),
        "recruited_percent": Column("Recruited", "%", figures=True),
        "to_recruit_percent": Column("To recruit", "%", figures=True),
    }
    return tuple(known_columns[name] for name in names)


def _summary(plans: Plans) -> Grid:
    names = ("wte_planned", "allocation", "forecast_spend", "variance")
    rows = [_row(row.place, _figures(row, names, plans, ("place", row.place))) for row in plans.by_place.rows]
    rows.append(_row("Total", _figures(plans.by_place.total, names, plans, NOBODY), "total"))
    columns = (Column("Place", share=3), *_columns(plans, *names))
    remark = "The variance is the allocation less the planned spend; what is over the allocation stands in brackets."
    return Grid("Planned spend against allocation by place", columns, tuple(rows), remark)


def _submissions(plans: Plans) -> Grid:
    names = ("allocation", "forecast_spend", "variance", "wte_in_post", "wte_planned", "growth_percent")
    columns = [Column("PCN", share=4), *_columns(plans, *names)]
    later = plans.later
    if later.of_pcn:
        columns.append(Column(f"In post at {show_date(later.day)}", "WTE", figures=True))
        columns.append(Column("Change", "WTE", figures=True))
    if later.scheduled:
        columns.append(Column(f"By payment schedule, {show_date(plans.as_at)}", "WTE", figures=True))

    def cells(row: PlanRow, about: About) -> list[Cell]:
        return [*_figures(row, names, plans, about), *_since(row, about, plans)]

    rows = _by_network(plans, cells)
    rows.append(_row("All networks", cells(plans.by_pcn.total, NOBODY), "total"))
    remark = "Planned growth is what the plan adds to the staff in post at the round's date."
    return Grid("Plans by network: spend, staff and growth", tuple(columns), tuple(rows), remark, landscape=True)


def _since(row: PlanRow, about: About, plans: Plans) -> Iterator[Cell]:
    """What is printed of a network, a place or all since the round's date, and what the payment schedule has."""
    later = plans.later
    if later.of_pcn:
        now = _in_post_later(row, later)
        change = None if now is None or row.wte_in_post is None else now - row.wte_in_post
        yield _at(figure(now, WTE, about=about, measure="wte_in_post"), plans, month_of(later.day))
        yield _at(figure(change, WTE, about=about, measure="wte_change"), plans)
    if later.scheduled and row.pcn_code:
        yield said("")  # a schedule is of a place
    elif later.scheduled:
        paid = later.scheduled.get(row.place) if row.place else total(list(later.scheduled.values()))
        yield _at(figure(paid, WTE, about=about, measure="wte_scheduled"), plans, month_of(plans.as_at))


def _in_post_later(row: PlanRow, later: Later) -> int | None:
    if row.pcn_code:
        found = later.of_pcn.get(row.pcn_code)
        return found.plan if found else None
    return later.of_place.get(row.place)


def _by_network(plans: Plans, cells: Cells) -> list[Row]:
    """The networks under a heading for each place, and below them the place's total."""
    rows: list[Row] = []
    whole = {row.place: row for row in plans.by_place.rows}
    by_place: dict[str, list[PlanRow]] = defaultdict(list)
    for row in plans.by_pcn.rows:
        by_place[row.place].append(row)
    for place, within in by_place.items():
        rows.append(group(place or "Of no place"))
        rows += [_row(in_words(row.pcn), cells(row, ("pcn", row.pcn_code))) for row in within]
        if place in whole:
            rows.append(_row(f"Total {place}", cells(whole[place], ("place", place)), "total"))
    return rows


def _staff(caption: str, heading: str, plans: Plans, rows: Sequence[Row], found: Summary) -> Grid:
    columns = (Column(heading, share=4), *_columns(plans, *STAFF))
    whole = _row("Total", _figures(found.total, STAFF, plans, NOBODY), "total")
    return Grid(caption, columns, (*rows, whole))


def _staff_by_network(plans: Plans) -> Grid:
    rows = _by_network(plans, lambda row, about: _figures(row, STAFF, plans, about))
    return _staff("Staff in post and planned, by network", "PCN", plans, rows, plans.by_pcn)


def _staff_by_role(plans: Plans) -> Grid:
    rows = [_row(row.role, _figures(row, STAFF, plans, ("arrs_role", row.role))) for row in plans.by_role.rows]
    return _staff("Staff in post and planned, by role", "Role", plans, rows, plans.by_role)


def _row(label: str, cells: Sequence[Cell], kind: str = "line") -> Row:
    return Row((said(label), *cells), kind)


def _figures(row: PlanRow, names: Sequence[str], plans: Plans, about: About) -> list[Cell]:
    return [_figure(row, name, plans, about) for name in names]


def _figure(row: PlanRow, name: str, plans: Plans, about: About) -> Cell:
    cell = replace(figure(getattr(row, name), UNITS.get(name, WTE), about=about, measure=name), notes=_notes(row, name))
    month = {"wte_in_post": month_of(plans.as_at), "wte_planned": month_of(plans.until)}.get(name)
    return _at(cell, plans, month)


def _notes(row: PlanRow, name: str) -> tuple[str, ...]:
    """What a figure lacks, and whether it is worked out from one that sources do not agree on."""
    parts = PARTS.get(name, (name,))
    summed = not row.pcn_code and not row.role
    in_doubt = row.disputed.intersection(parts) and (name in PARTS or summed)
    return (*([IN_DOUBT] if in_doubt else []), *([SOME_MISSING] if row.incomplete.intersection(parts) else []))


def _at(cell: Cell, plans: Plans, month: int | None = None) -> Cell:
    """The cell with the places that print its figure in this round: findings of other rounds do not concern it."""
    return replace(cell, places=plans.places.of(cell.about, cell.measure, month))


def _places_chart(plans: Plans) -> Bars:
    rows = [row for row in plans.by_place.rows if row.wte_in_post is not None or row.wte_planned is not None]
    at, by = show_date(plans.as_at), show_date(plans.until)
    told = [f"{row.place}: {_wte(row.wte_in_post)} in post, {_wte(row.wte_planned)} planned" for row in rows]
    return Bars(
        f"Staff in post at {at} and planned by {by}, by place (WTE)",
        f"Bar chart of the staff in post and planned in whole-time equivalents. {'; '.join(told)}.",
        tuple(row.place for row in rows),
        (
            (f"In post at {at}", tuple(row.wte_in_post for row in rows)),
            (f"Planned by {by}", tuple(row.wte_planned for row in rows)),
        ),
        WTE,
    )


def _wte(value: int | None) -> str:
    return "not known" if value is None else show_figure(value, WTE.places, WTE.decimals)


def _roles_chart(plans: Plans) -> Bars | None:
    """What is still to recruit, the roles most wanted first."""
    left = [(row.role, row.wte_difference or 0) for row in plans.by_role.rows]
    wanted = sorted(((role, wte) for role, wte in left if wte > 0), key=lambda one: (-one[1], one[0]))
    if not wanted:
        return None
    told = "; ".join(f"{role} {_wte(wte)}" for role, wte in wanted)
    return Bars(
        f"Still to recruit by {show_date(plans.until)}, by role (WTE)",
        f"Bar chart of the whole-time equivalents still to recruit, the most first. {told}.",
        tuple(role for role, _ in wanted),
        (("To recruit", tuple(wte for _, wte in wanted)),),
        WTE,
    )
