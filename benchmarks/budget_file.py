"""A data file of England's monthly finance reports, budgets and five-year budgets, made by real change sets.

42 integrated care boards report 20 lines each month of three years, with the variances, percentages and totals that
their papers print; each sets a budget a year, phased and with virements, and each of its three former commissioners a
budget for five years. One total of a paper is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import db
from benchmarks.big_file import Records, commit_all
from blmk_desktop import seeding
from blmk_desktop.rules.variance import percent

BOARDS, COMMISSIONERS = 42, 3
HEADINGS, DELEGATED = 20, 14
YEARS = ("2020/21", "2021/22", "2022/23")
FIVE_YEARS = ("2019/20", "2020/21", "2021/22", "2022/23", "2023/24")
THOUSAND = 1_000_00
PHASED = ((100,) * 12, (60,) * 8 + (180,) * 4)  # twelve-hundredths of a year by month: as it goes, and by a profile
MOVED = 10  # thousands by each virement
PACK = "budgets.xlsx"
PROJECTION = "Delegated budgets of England 2019/20 to 2023/24"
WRONG, OFF = (17, "2021/22", 8), 50  # the board, year and month whose printed total is off, and by how many thousands
PERIODS = (("year to date", "actual", "BCDE"), ("full year", "forecast", "GHIJ"))
Row = tuple[int, int, int, int]  # in thousands: plan and actual to date, plan and forecast of the year


def make(path: Path) -> None:
    """Make the file."""
    with db.create_file(path) as store:
        seeding.load_reference(store)
        for what, records in parts(BOARDS):
            commit_all(store, what, records)


def parts(boards: int) -> Iterator[tuple[str, Records]]:
    """What each part is, and its records: the same at every run."""
    random = Random(2022)  # noqa: S311 - nobody's secret
    yield "Boards and their headings", _boards(boards)
    for year in YEARS:
        for at in range(boards):
            yield f"Reports of {board(at)} {year}", _reports(at, year, random)
    yield "Budgets", _budgets(boards)
    yield "Five-year budgets", _five_years(boards, random)
    yield "Workforce and streams", _models(boards, random)


def board(at: int) -> str:
    """The name of a board."""
    return f"Board {at + 1}"


def heading(at: int) -> str:
    """The name of a heading of spend; the last of those delegated are contingency and reserves."""
    return {DELEGATED - 2: "Contingency of boards", DELEGATED - 1: "Reserves of boards"}.get(at, f"Heading {at + 1}")


def _boards(boards: int) -> Records:
    yield "source", {"name": PACK, "position": 1}
    for at in range(HEADINGS):
        block = "delegated" if at < DELEGATED else "other primary care"
        nature = {DELEGATED - 2: "contingency", DELEGATED - 1: "reserves"}.get(at, "spend")
        yield "budget_category", {"name": heading(at), "block": block, "nature": nature, "position": 500 + at}
    for at in range(boards):
        yield "area", {"name": board(at), "kind": "ICB"}
        for part in range(COMMISSIONERS):
            yield "area", {"name": f"{board(at)} commissioner {part + 1}", "kind": "CCG", "within": board(at)}


def _reports(at: int, year: str, random: Random) -> Records:
    """The twelve reports of a board in a year: a workbook each, two blocks side by side, totals below."""
    rates = [random.randrange(9_700, 10_150) for _ in range(HEADINGS)]  # of what is planned, in ten-thousandths
    for month in range(1, 13):
        source = f"{board(at)} {year.replace('/', '-')} M{month:02}.xlsx"
        yield "source", {"name": source, "position": 2}
        about: dict[str, object] = {"area": board(at), "year": year, "month": month, "source": source, "decimals": -3}
        for block, numbers in (("Delegated", range(DELEGATED)), ("Other", range(DELEGATED, HEADINGS))):
            rows = [_row(planned(at, number), rates[number], month, PHASED[number % 3 == 0]) for number in numbers]
            for line, (number, row) in enumerate(zip(numbers, rows, strict=True), start=5):
                yield from _line(about | {"sheet": block, "category": heading(number)}, line, row)
            off = OFF if block == "Delegated" and (at, year, month) == WRONG else 0
            yield from _totals(about | {"sheet": block, "label": f"Total {block}"}, 5 + len(rows), rows, off)


def planned(at: int, line: int) -> int:
    """What a board plans to spend on a heading in a year, in thousands."""
    return 12 * (60 + (at * 397 + line * 1_733) % 5_000)


def _row(plan: int, rate: int, month: int, shares: Sequence[int]) -> Row:
    to_date = (2 * plan * sum(shares[:month]) + 1_200) // 2_400
    return to_date, to_date * rate // 10_000, plan, plan * rate // 10_000


def _line(about: dict[str, object], line: int, row: Row) -> Records:
    for (period, measure, columns), plan, outturn in zip(PERIODS, row[::2], row[1::2], strict=True):
        for column, name, value in zip(columns, ("plan", measure), (plan, outturn), strict=False):
            figure = {"period": period, "measure": name, "origin": "report", "cell": f"{column}{line}"}
            yield "budget_figure", about | figure | {"value": value * THOUSAND}
        computed = (("variance", (plan - outturn) * THOUSAND, -3), ("variance_percent", percent(plan, outturn) or 0, 1))
        for column, (name, value, decimals) in zip(columns[2:], computed, strict=True):
            claim = {"period": period, "measure": name, "rule": "computed", "convention": "plan less actual"}
            yield "stated_budget", about | claim | {"cell": f"{column}{line}", "value": value, "decimals": decimals}


def _totals(about: dict[str, object], line: int, rows: list[Row], off: int) -> Records:
    for at, (period, measure, columns) in enumerate(PERIODS):
        for side, name in enumerate(("plan", measure)):
            value = sum(row[2 * at + side] for row in rows) + off * (name == "actual")
            claim = {"period": period, "measure": name, "rule": "total", "first_row": 5, "last_row": line - 1}
            yield "stated_budget", about | claim | {"cell": f"{columns[side]}{line}", "value": value * THOUSAND}


def _budgets(boards: int) -> Records:
    """A budget of every board and year, a third of it phased, and a virement on each tenth line."""
    for month in range(1, 13):
        yield "phase", {"profile": "Winter of boards", "month": month, "share": PHASED[True][month - 1] * 100 // 12}
    number = 0
    for year in YEARS:
        version = f"Budget {year} of England"
        yield "budget_version", {"name": version, "kind": "budget", "agreed": f"{year[:4]}-04-01"}
        for at in range(boards):
            for line in range(HEADINGS):
                about: dict[str, object] = {"area": board(at), "category": heading(line), "year": year}
                phased = {"profile": "Winter of boards"} if line % 3 == 0 else {}
                moved = {0: MOVED, 1: -MOVED}.get(line % 10, 0)  # the virements make it what the reports have
                own = phased | {"version": version, "amount": (planned(at, line) + moved) * THOUSAND}
                yield "budget_line", about | own | {"recurrent": True}
                if line % 10 == 0:
                    number += 1
                    sides = {"from_area": board(at), "from_category": heading(line), "to_area": board(at)}
                    sides |= {"to_category": heading(line + 1), "on": f"{year[:4]}-04-10", "reason": "Slipped"}
                    yield "virement", {"number": f"BV{number}", "year": year, "amount": MOVED * THOUSAND} | sides


def _five_years(boards: int, random: Random) -> Records:
    """Lines that grow by growth and inflation added, beside an allocation that they are half a per cent under."""
    yield "budget_version", {"name": PROJECTION, "kind": "projection"}
    named = f"{PROJECTION}, as published"
    yield "assumption_set", {"name": named, "model": "five-year budget", "published": True, "version": PROJECTION}
    for year in FIVE_YEARS[1:]:
        for name, value in (("Population growth", 150), ("Inflation", 250)):
            yield "assumption", {"set": named, "name": name, "year": year, "value": value, "unit": "%"}
    yield "assumption", {"set": named, "name": "Contingency share", "value": 50, "unit": "%"}
    for at in range(boards):
        for part in range(COMMISSIONERS):
            yield from _five_year(f"{board(at)} commissioner {part + 1}", random)


def _five_year(area: str, random: Random) -> Records:
    first = [random.randrange(100, 20_000) for _ in range(DELEGATED - 2)]
    about: dict[str, object] = {"version": PROJECTION, "area": area, "source": PACK, "sheet": area, "decimals": -3}
    for at, year in enumerate(FIVE_YEARS):
        column, lines = "BCDEF"[at], [round(value * 1.04**at) for value in first]
        kept = sum(lines) // 199
        for line, value in enumerate([*lines, kept]):
            own = {"category": heading(line), "year": year, "cell": f"{column}{line + 6}"}
            yield "budget_line", about | own | {"amount": value * THOUSAND}
        whole = (sum(lines) + kept) * THOUSAND
        for row, measure, rule in ((20, "plan", "total"), (21, "allocation", "computed")):
            covers = {"first_row": 6, "last_row": 18} if rule == "total" else {}
            claim = {"measure": measure, "rule": rule, "period": "full year", "year": year, "cell": f"{column}{row}"}
            yield "stated_budget", about | claim | covers | {"value": whole}
        more = whole + 5 * THOUSAND if at == 3 and area.endswith("1") else whole  # the budget took the wrong one
        given = {"area": area, "year": year, "adjusted": more, "final": whole + 9 * THOUSAND, "decimals": -3}
        yield "published_allocation", given | {"source": PACK}


def _models(boards: int, random: Random) -> Iterator[tuple[str, dict[str, object]]]:
    """A workforce plan and three revenue streams of every board."""
    for at in range(3):
        yield "fund", {"name": f"Stream {at + 1}", "kind": "revenue", "programme": "GPFV", "recurrence": "recurrent"}
    for year in YEARS:
        yield "pay_assumption", {"role": "GP", "year": year, "cost": 120_000_00}
    for at in range(boards):
        for year in YEARS:
            for stream in range(3):
                about = {"fund": f"Stream {stream + 1}", "year": year, "area": board(at)}
                yield "fund_envelope", about | {"amount": 200 * THOUSAND, "spent": 150 * THOUSAND}
            target = {"role": "GP", "programme": "Fellowship", "area": board(at), "year": year}
            yield "workforce_target", target | {"wte": random.randrange(100, 2_000)}
        for part in range(COMMISSIONERS):
            own: dict[str, object] = {"profession": "GP", "area": f"{board(at)} commissioner {part + 1}"}
            posts = {"baseline": 150_00, "vacancies": 12_00, "retiring": 5_00, "expansion": 10_00}
            yield "workforce_baseline", own | posts | {"year": YEARS[0]}
