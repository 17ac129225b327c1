"""The cost of recruitment as printed: against posts and pay, and against who is said to fund it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from blmk_desktop.check.workforce_printed import WORDS, Wrong, shown, subject
from blmk_desktop.rules.claims import agrees, is_cut_off
from blmk_desktop.rules.trajectories import (
    NATIONAL_SCALE,
    Pay,
    Posts,
    costs,
    implied_pay,
    implied_posts,
    on_costs,
)
from blmk_desktop.rules.wording import listed, pounds
from blmk_desktop.summaries.stated_workforce import Printed, Stated, Subject
from blmk_desktop.summaries.trajectory_rows import Line, Target, TrajectoryInputs, inputs_by_area, inputs_of, pay_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.rules.finding import Finding

NEAR = 33  # a thirty-third, 3%: how far costs on a sliding scale may be from one pay
_WHOLE = 10_000  # hundredths of a percentage point in 100%


def check_costs(connection: Connection, stated: Stated) -> Iterator[Finding]:
    """Each printed cost against its posts at their pay, pay against its wage, and funding against the cost."""
    every = inputs_by_area(connection)
    for inputs in every.values():
        for line in inputs.targets:
            yield from _line(inputs, line)
        yield from _two_bases(inputs)
    yield from _pays(next(iter(every.values())) if every else inputs_of(connection))
    yield from _funding(stated)


def _cells(inputs: TrajectoryInputs, line: Line) -> dict[str, list[Printed]]:
    """The printed costs of a role by year, all that print one."""
    found: dict[str, list[Printed]] = defaultdict(list)
    for one in inputs.stated.by_area.get(inputs.area, ()):
        about = one.about
        if about.measure == "cost" and (about.role, about.programme) == line:
            found[about.year].append(one)
    return found


def _line(inputs: TrajectoryInputs, line: Line) -> Iterator[Finding]:
    printed = _cells(inputs, line)
    if not printed:
        return
    row = inputs.pays.get(line[0])
    targets = inputs.targets[line]
    posts = [Posts(*targets.get(year, Target(0))) for year in inputs.years]
    if row is None or not inputs.printed.get(Subject("pay", line[0])):
        yield from _unpaid(inputs, line, posts, printed, row)
        return
    pay = pay_of(row)
    for year, cost, one in zip(inputs.years, costs(pay, posts), posts, strict=True):
        for cell in printed.get(year, ()):
            if cost is not None and year in targets:
                yield from _cost(inputs, line, cell, (pay, one, cost))


def _cost(inputs: TrajectoryInputs, line: Line, cell: Printed, made: tuple[Pay, Posts, Fraction]) -> Iterator[Finding]:
    """A printed cost that is not what its posts cost; of how many posts it would be the cost."""
    pay, posts, cost = made
    if agrees(cell.value, cell.decimals, cost):
        return
    computed, printed = shown("cost", cost), shown("cost", cell.value)
    each = pounds(pay.cost, 0)
    counted = shown("target", posts.wte)
    if is_cut_off(cell.value, cell.decimals, cost):
        said = f"{subject(cell)}: {counted} posts at {each} are {computed}; {printed} is that cut off, not rounded."
        yield Wrong("workforce-cost-cut-off", "note", cell, computed, said).finding
        return
    told = inputs.print_of("target", *line, cell.about.year)
    where = f" ({told.sheet}!{told.cell})" if told else ""
    said = f"{subject(cell)}: the cost is printed as {printed}, but {counted} posts{where} at {each} cost {computed}."
    if of := _whole_posts(cell, pay):
        said += f" {printed} is the cost of {of} posts."
    said += _total_holds(inputs, line, pay)
    yield Wrong("workforce-cost", "error", cell, computed, said).finding


def _whole_posts(cell: Printed, pay: Pay) -> str:
    """How many whole posts a printed cost pays for, as near as thousands of pounds can tell; '' if not whole."""
    exact = implied_posts(cell.value, pay.cost)
    if exact is None:
        return ""
    whole = round(exact / 100)
    near = whole and abs(cell.value - whole * pay.cost) < Fraction(100) * 10 ** max(0, -cell.decimals)
    return str(whole) if near else ""


def _total_holds(inputs: TrajectoryInputs, line: Line, pay: Pay) -> str:
    """That the years together come to what all posts cost, where they do: then posts stand in the wrong year."""
    total = next((one for one in _cells(inputs, line).get("", ()) if one.rule == "total"), None)
    posts = sum(target.wte for target in inputs.targets[line].values())
    if total is None or not agrees(total.value, total.decimals, Fraction(posts * pay.cost, 100)):
        return ""
    return f" All years together hold: {shown('target', posts)} posts are {shown('cost', total.value)}."


def _unpaid(
    inputs: TrajectoryInputs,
    line: Line,
    posts: Sequence[Posts],
    printed: Mapping[str, Sequence[Printed]],
    row: Any,
) -> Iterator[Finding]:
    """A role of which no pay is printed: what its costs imply, on the sliding scale of the national programme."""
    scale = pay_of(row).reimbursed if row is not None else NATIONAL_SCALE
    if not scale:  # a pay that somebody entered: what costs imply says nothing of it
        return
    implied = []
    for at, year in enumerate(inputs.years):
        for cell in printed.get(year, ())[:1]:
            pay = implied_pay(cell.value, posts[: at + 1], scale)
            if pay:
                implied.append((cell, pay))
    if not implied:
        return
    low, high = min(pay for _, pay in implied), max(pay for _, pay in implied)
    first = implied[0][0]
    who = " ".join(filter(None, line))
    if (high - low) * NEAR > low:
        said = f"{who}: no pay is printed, so {WORDS['cost']} cannot be worked out again."
        yield Wrong("workforce-pay-missing", "note", first, "no pay", said).finding
        return
    shares = listed([f"{share // 100}%" for share in scale])
    between = f"{pounds(_thousands(low), 0)} to {pounds(_thousands(high), 0)}"
    said = f"{who}: no pay is printed. With {shares} of it paid for in the first years, and every post in place counted"
    message = f"{said}, the printed costs imply {between} a post: they follow from one pay to within 3%."
    yield Wrong("workforce-pay-implied", "note", first, f"implied {between}", message).finding


def _thousands(value: Fraction) -> int:
    """Pence, rounded to whole thousands of pounds."""
    return round(value / 100_000) * 100_000


def _two_bases(inputs: TrajectoryInputs) -> Iterator[Finding]:
    """One total over costs that count every post in place, and costs that count only the new ones of each year."""
    scaled: list[str] = []
    new: list[str] = []
    for line in inputs.targets:
        row, cells = inputs.pays.get(line[0]), _cells(inputs, line)
        if not cells or line[1]:
            continue
        is_printed = bool(inputs.printed.get(Subject("pay", line[0])))
        (new if row is not None and is_printed else scaled).append(line[0])
        if line[0] in scaled and not _is_cumulative(inputs, line, cells):
            scaled.remove(line[0])
    here = inputs.stated.by_area.get(inputs.area, ())
    total = next((one for one in here if one.about[:2] == ("cost", "") and one.rule == "total"), None)
    if not (scaled and new and total):
        return
    said = f"The cost of {listed(scaled)} counts every post in place in each year, that of {listed(new)} only the new"
    message = f"{said} posts of the year: the totals over both mix what recurs with what is new."
    yield Wrong("workforce-cost-bases", "note", total, "two ways of counting", message).finding


def _is_cumulative(inputs: TrajectoryInputs, line: Line, cells: Mapping[str, Sequence[Printed]]) -> bool:
    """Whether costs rise though no more posts are added each year: posts of earlier years are counted again."""
    values = [cells[year][0].value for year in inputs.years if cells.get(year)]
    posts = [inputs.targets[line][year].wte for year in inputs.years if year in inputs.targets[line]]
    return values == sorted(values) and len(set(values)) > 1 and posts == sorted(posts, reverse=True)


def _pays(inputs: TrajectoryInputs) -> Iterator[Finding]:
    """Pay with on-costs against the wage that it is said to be made of."""
    for row in inputs.pays.values():
        if row.wage is None or row.on_costs is None:
            continue
        exact = on_costs(row.wage, row.on_costs)
        cells = inputs.printed.get(Subject("pay", row.role), ())
        for one in [one for one in cells if one.source == row.source] or cells:
            if not agrees(one.value, one.decimals, exact):
                computed = shown("pay", exact)
                how = f"{pounds(row.wage, 0)} with {row.on_costs // 100}% on-costs is {computed}"
                said = f"{subject(one)}: {shown('pay', one.value)} is printed, but {how}."
                yield Wrong("workforce-pay", "error", one, computed, said).finding


def _funding(stated: Stated) -> Iterator[Finding]:
    """Shares of the cost in pounds, and what is left, against the printed cost."""
    by_source: dict[tuple[str, str], list[Printed]] = defaultdict(list)
    for one in stated.all:
        if one.about.measure in ("cost", "funded", "funded_share", "shortfall") and not one.about.role:
            by_source[one.source, one.about.area].append(one)
    for cells in by_source.values():
        cost = next((one for one in cells if one.about.measure == "cost" and one.rule == "figure"), None)
        if cost is not None:
            yield from _funded(cells, cost)


def _funded(cells: Sequence[Printed], cost: Printed) -> Iterator[Finding]:
    tables = [one for one in cells if one.about.measure == "funded_share" and one.rule == "figure"]
    shares = {one.about.programme: one.value for one in tables}
    total = next((one for one in cells if one.about.measure == "funded" and not one.about.programme), None)
    for one in cells:
        about, exact = one.about, None
        if about.measure == "funded" and about.programme in shares:
            exact = Fraction(cost.value * shares[about.programme], _WHOLE)
        elif about.measure == "shortfall" and not about.programme and total:
            exact = Fraction(cost.value - total.value)
        elif about.measure == "funded_share" and about.programme in ("", "Not funded") and total:
            left = total.value if not about.programme else cost.value - total.value
            exact = Fraction(left * _WHOLE, cost.value)
        if exact is not None and not agrees(one.value, one.decimals, exact):
            computed = shown(about.measure, exact, 1)
            said = (
                f"{subject(one)}: {WORDS[about.measure]} is printed as {shown(about.measure, one.value, one.decimals)}"
            )
            message = f"{said}, but of {shown('cost', cost.value)} it is {computed}."
            yield Wrong("workforce-funding", "error", one, computed, message).finding
