"""The rows of the trajectories: roles and programmes by year with their cost, sums, and each beside what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.assumptions import ONE, Assumption, Assumptions
from blmk_desktop.rules.trajectories import DELIVERY, MODEL, PART_YEAR, PAY_AWARD, Pay, Posts, costs
from blmk_desktop.rules.wording import pounds
from blmk_desktop.summaries.areas import area_parts
from blmk_desktop.summaries.gap_projection import COMPLIANCE, NEED, published
from blmk_desktop.summaries.stated_workforce import Printed, Stated, Subject, stated_workforce
from blmk_desktop.summaries.trajectories import PayRow, SplitRow, Trajectories, TrajectoryCell, TrajectoryRow
from blmk_desktop.summaries.trajectory_funding import funding_of
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

Line = tuple[str, str]  # role and programme


class Target(NamedTuple):
    """What is to be recruited of a role in a year: hundredths of a WTE, and whether it is within the establishment."""

    wte: int
    within: bool = False


@dataclass(frozen=True)
class TrajectoryInputs:
    """What trajectories of an area rest on beside assumptions: targets by line and year, pay by role, and prints."""

    area: str = ""
    areas: Sequence[str] = ()
    targets: Mapping[Line, Mapping[str, Target]] = field(default_factory=dict)
    pays: Mapping[str, Any] = field(default_factory=dict)
    stated: Stated = field(default_factory=Stated)
    within: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[tuple[str, str, str, str], int] = field(default_factory=dict)  # role, programme, area, year

    @cached_property
    def years(self) -> list[str]:
        """The years of the targets, oldest first."""
        return sorted({year for of in self.targets.values() for year in of})

    @cached_property
    def split_areas(self) -> list[str]:
        """The area and its parts."""
        return [area for area in self.areas if self.area in (area, self.within.get(area))]

    @cached_property
    def split_sheets(self) -> set[str]:
        """The sheets that print targets of a part of the area."""
        cells = [one for area in self.split_areas if area != self.area for one in self.stated.by_area.get(area, ())]
        return {one.sheet for one in cells if one.about.measure == "target"}

    @property
    def printed(self) -> dict[Subject, list[Printed]]:
        """What is printed, by what it is about."""
        return self.stated.by_subject

    def print_of(self, measure: str, role: str, programme: str, year: str) -> Printed | None:
        """The first cell that prints it."""
        found = self.printed.get(Subject(measure, role, self.area, year, programme))
        return found[0] if found else None


def inputs_of(connection: Connection, area: str = "") -> TrajectoryInputs:
    """What is known of the trajectories of an area ('': the one that is part of no other)."""
    found = inputs_by_area(connection)
    return found.get(area) or next(iter(found.values()), TrajectoryInputs(stated=stated_workforce(connection)))


def inputs_by_area(connection: Connection) -> dict[str, TrajectoryInputs]:
    """What is known of the trajectories of every area, read once; those that are part of no other stand first."""
    table, pay = TABLES["workforce_target"].c, TABLES["pay_assumption"].c
    rows = list(connection.execute(select(*table).order_by(table.id)))
    within, targets = area_parts(connection), dict[str, dict[Line, dict[str, Target]]]()
    for row in rows:
        line = targets.setdefault(row.area, {}).setdefault((row.role, row.programme or ""), {})
        line[row.year] = Target(row.wte, bool(row.within_establishment))
    top = [one for one in targets if within.get(one) not in targets]
    areas = [*top, *sorted(set(targets) - set(top))]
    pays = {row.role: row for row in connection.execute(select(*pay).order_by(pay.id))}
    others = {(row.role, row.programme or "", row.area, row.year): row.wte for row in rows}
    stated = stated_workforce(connection)
    return {one: TrajectoryInputs(one, areas, targets[one], pays, stated, within, others) for one in areas}


def trajectories_of(
    connection: Connection, area: str, scenario: Assumptions | None, changes: Sequence[Assumption]
) -> Trajectories:
    """The trajectories of an area, in a scenario beside those as published."""
    base = published(connection, MODEL)
    assumed = (scenario or base).changed(changes) if changes else scenario or base
    inputs = inputs_of(connection, area)
    found = built(inputs, assumed)
    same = scenario is None and not changes
    return found if same else replace(found, published=built(inputs, base))


def built(inputs: TrajectoryInputs, assumed: Assumptions) -> Trajectories:
    """The trajectories; nothing but the inputs and what is assumed decides them."""
    made = [_line(inputs, assumed, *line) for line in lines_of(inputs)]
    rows = _with_sums(inputs, made)
    cost = _cost_to_fund(rows)
    funding, shortfall = funding_of(inputs, assumed, cost)
    return Trajectories(
        inputs.area,
        inputs.areas,
        assumed.name,
        inputs.years,
        rows,
        pays_of(inputs),
        funding,
        split_of(inputs),
        cost,
        shortfall,
    )


def lines_of(inputs: TrajectoryInputs) -> list[Line]:
    """Roles that others substitute first, then what the need of GPs is made of, then compliance."""
    first = [line for line in inputs.targets if not line[1]]
    needs = [line for line in inputs.targets if line[1] and line[1] != COMPLIANCE]
    last = [line for line in inputs.targets if line[1] == COMPLIANCE]
    return [*first, *needs, *last]


def _line(inputs: TrajectoryInputs, assumed: Assumptions, role: str, programme: str) -> TrajectoryRow:
    """A role or programme: its posts as delivered, at its pay with awards."""
    targets = inputs.targets[role, programme]
    posts = []
    for year in inputs.years:
        target = targets.get(year, Target(0))
        share = _value(assumed, ONE, DELIVERY, inputs.area, year, programme or role)
        posts.append(Posts((2 * target.wte * share + ONE) // (2 * ONE), target.within))
    row = inputs.pays.get(role)
    pay = pay_of(row) if row else None
    part = _value(assumed, ONE, PART_YEAR, inputs.area, "", role)
    awards = _awards(inputs, assumed, role)
    found = _costs(inputs, (role, programme), pay, posts, part)
    cells = []
    for at, year in enumerate(inputs.years):
        cost = None if found[at] is None else (found[at] or 0) * awards[at]
        said = _said(pay, posts, at, part, awards[at], cost)
        cells.append(_cell(inputs, (role, programme), year, posts[at], cost, said))
    known = [cell.cost for cell in cells if cell.cost is not None]
    wte = Posts(sum(one.wte for one in posts))
    total = _cell(inputs, (role, programme), "", wte, Fraction(sum(known)) if known else None, "")
    label = f"{role} {programme.lower()}" if programme in (NEED, COMPLIANCE) else programme or role
    kind = "programme" if programme else "role"
    return TrajectoryRow(label, kind, role, programme, pay.cost if pay else None, cells, total)


def _costs(
    inputs: TrajectoryInputs, line: Line, pay: Pay | None, posts: Sequence[Posts], part: int
) -> list[Fraction | None]:
    """What each year costs. Without a pay what is printed, in step with the posts; None where nothing is told."""
    targets = inputs.targets[line]
    if pay is not None:
        told = [year in targets or pay.is_reimbursed for year in inputs.years]
        return [cost if known else None for cost, known in zip(costs(pay, posts, part), told, strict=True)]
    found: list[Fraction | None] = []
    for year, one in zip(inputs.years, posts, strict=True):
        printed, target = inputs.print_of("cost", *line, year), targets.get(year, Target(0))
        share = Fraction(one.wte, target.wte) if target.wte else Fraction(1)
        found.append(printed.value * share if printed else Fraction(0) if target.within else None)
    return found


def _cell(
    inputs: TrajectoryInputs, line: Line, year: str, posts: Posts, cost: Fraction | None, said: str
) -> TrajectoryCell:
    told = year in inputs.targets.get(line, {}) or not year
    return TrajectoryCell(
        year,
        posts.wte if told else None,
        _whole(cost),
        posts.within_establishment,
        inputs.print_of("target", *line, year),
        inputs.print_of("cost", *line, year),
        said,
    )


def pay_of(row: Any) -> Pay:
    """The pay that a record tells, with what is paid for us in each of the first years."""
    shares = (row.reimbursed_1, row.reimbursed_2, row.reimbursed_3)
    return Pay(row.cost, tuple(share or 0 for share in shares) if any(shares) else ())


def _awards(inputs: TrajectoryInputs, assumed: Assumptions, role: str) -> list[Fraction]:
    """What a pound of pay has become by each year. Pay is that of the first year: awards are of those after it."""
    grown, found = Fraction(1), []
    for at, year in enumerate(inputs.years):
        award = _value(assumed, 0, PAY_AWARD, inputs.area, year, role) if at else 0
        grown *= Fraction(ONE + award, ONE)
        found.append(grown)
    return found


def _value(assumed: Assumptions, otherwise: int, name: str, area: str, year: str = "", item: str = "") -> int:
    value = assumed.value(name, area, year, item)
    return otherwise if value is None else value


def _whole(cost: Fraction | None) -> int | None:
    return None if cost is None else int(cost + Fraction(1, 2))


def _said(pay: Pay | None, posts: Sequence[Posts], at: int, part: int, award: Fraction, cost: Fraction | None) -> str:
    """How the cost of a year comes about."""
    now = posts[at]
    if cost is None:
        return "No pay is known for this role." if pay is None else ""
    if pay is None and now.within_establishment:
        return f"{_wte(now.wte)} within the establishment: nothing more."
    if pay is None:
        return f"As printed, {pounds(_whole(cost) or 0, 0)}: no pay is known for this role."
    grown = "" if award == 1 else f", with pay awards of {_percent(award - 1)}"
    amount = pounds(_whole(cost) or 0, 0)
    if pay.is_reimbursed:
        kept = [f"{show_figure(ONE - paid, 2, 0)}% of {_wte(one.wte)}" for one, paid in _ages(posts[: at + 1], pay)]
        return f"{pounds(pay.cost, 0)} for {', '.join(kept)} in place{grown}: {amount}."
    if now.within_establishment:
        return f"{_wte(now.wte)} within the establishment: nothing more."
    of_year = "" if part == ONE else f" for {show_figure(part, 2, 0)}% of the year"
    return f"{_wte(now.wte)} × {pounds(pay.cost, 0)}{of_year}{grown}: {amount}."


def _ages(posts: Sequence[Posts], pay: Pay) -> Iterable[tuple[Posts, int]]:
    for age, one in enumerate(reversed(posts)):
        if one.wte:
            yield one, (pay.reimbursed[age] if age < len(pay.reimbursed) else 0)


def _wte(value: int) -> str:
    return f"{show_figure(value, 2, 0 if value % 100 == 0 else 2)} WTE"


def _with_sums(inputs: TrajectoryInputs, made: Sequence[TrajectoryRow]) -> list[TrajectoryRow]:
    """The rows with a sum after the roles, after the need, and after compliance; the parts of a need under it."""
    roles = [row for row in made if not row.programme]
    needs = [row for row in made if row.programme and row.programme != COMPLIANCE]
    compliance = [row for row in made if row.programme == COMPLIANCE]
    told = [row for row in needs if row.programme == NEED]
    parts = [row for row in needs if row.programme != NEED]
    need = told or ([_sum_row(inputs, "GP need", parts, "programme")] if parts else [])
    found = [*roles]
    if roles and (need or compliance):
        found.append(_sum_row(inputs, "Other roles together", roles))
    found += [*need, *(replace(row, kind="part") for row in parts)]
    if need:
        found.append(_sum_row(inputs, "Plan together", [*roles, *need]))
    if compliance:
        found += [*compliance, _sum_row(inputs, "With compliance", [*roles, *need, *compliance])]
    return found or list(made)


def _sum_row(inputs: TrajectoryInputs, label: str, rows: Sequence[TrajectoryRow], kind: str = "sum") -> TrajectoryRow:
    cells = [_sum_cell(year, [row.cells[at] for row in rows]) for at, year in enumerate(inputs.years)]
    total = _sum_cell("", [row.total for row in rows])
    printed = _sum_printed(inputs, [row.total for row in rows])
    role = {row.role for row in rows} if kind != "sum" else set()
    of = (next(iter(role)), NEED) if len(role) == 1 else ("", "")
    return TrajectoryRow(label, kind, *of, None, cells, replace(total, printed_cost=printed))


def _sum_cell(year: str, cells: Sequence[TrajectoryCell]) -> TrajectoryCell:
    wte = [cell.wte for cell in cells if cell.wte is not None]
    cost = [cell.cost for cell in cells if cell.cost is not None]
    return TrajectoryCell(year, sum(wte) if wte else None, sum(cost) if cost else None)


def _sum_printed(inputs: TrajectoryInputs, totals: Sequence[TrajectoryCell]) -> Printed | None:
    """The total printed over the very rows that are added up here."""
    cells = [cell.printed_cost for cell in totals if cell.printed_cost]
    if not cells:
        return None
    rows, sheet = {int("".join(filter(str.isdigit, cell.cell)) or 0) for cell in cells}, cells[0].sheet
    for one in inputs.stated.all:
        covers = one.rule == "total" and one.sheet == sheet and one.about.measure == "cost" and not one.about.role
        if covers and one.first_row == min(rows) and one.last_row == max(rows):
            return one
    return None


def _cost_to_fund(rows: Sequence[TrajectoryRow]) -> int | None:
    """The cost of the plan without compliance, which table 11 funds; of all there is where no need is told."""
    for label in ("Plan together", "Other roles together"):
        found = next((row for row in rows if row.label == label), None)
        if found:
            return found.total.cost
    known = [row.total.cost for row in rows if row.total.cost is not None and row.kind != "part"]
    return sum(known) if known else None


def pays_of(inputs: TrajectoryInputs) -> list[PayRow]:
    """What a post of each role costs."""
    return [
        PayRow(
            row.role,
            row.band or "",
            row.wage,
            row.on_costs,
            row.cost,
            pay_of(row).reimbursed,
            next(iter(inputs.printed.get(Subject("pay", row.role), ())), None),
            row.note or "",
            row.id,
        )
        for row in inputs.pays.values()
    ]


def split_of(inputs: TrajectoryInputs) -> list[SplitRow]:
    """Each programme in each year by area, where parts of the area tell it, and the sum of each year."""
    told = [key for key in inputs.others if inputs.within.get(key[2]) == inputs.area]
    lines, years = list(dict.fromkeys(key[:2] for key in told)), sorted({key[3] for key in told})
    found = []
    for year in years:
        of_year = [_split_row(inputs, year, role, programme) for role, programme in lines]
        found += [row for row in of_year if row.by_area]
        found += [_split_sum(inputs, year, role, of_year) for role in dict.fromkeys(role for role, _ in lines)]
    return found


def _split_row(inputs: TrajectoryInputs, year: str, role: str, programme: str) -> SplitRow:
    figures = {area: inputs.others.get((role, programme, area, year)) for area in inputs.split_areas}
    by_area = {area: wte for area, wte in figures.items() if wte is not None}
    return SplitRow(year, programme, role, by_area, _split_printed(inputs, role, programme, year))


def _split_sum(inputs: TrajectoryInputs, year: str, role: str, rows: Sequence[SplitRow]) -> SplitRow:
    of_role = [row for row in rows if row.role == role]
    told = {area: [row.by_area[area] for row in of_role if area in row.by_area] for area in inputs.split_areas}
    sums = {area: sum(figures) for area, figures in told.items() if figures}
    return SplitRow(year, "Together", role, sums, _split_printed(inputs, role, "", year), is_sum=True)


def _split_printed(inputs: TrajectoryInputs, role: str, programme: str, year: str) -> dict[str, Printed]:
    """The cell of each area in a table that splits by area: of the whole several tables may print a figure."""
    found = {}
    for area in inputs.split_areas:
        cells = inputs.printed.get(Subject("target", role, area, year, programme), ())
        if cell := next((one for one in cells if one.sheet in inputs.split_sheets), None):
            found[area] = cell
    return found


def _percent(share: Fraction) -> str:
    value = int(share * ONE)
    return f"{show_figure(value, 2, 2 if value % 100 else 0)}%"
