"""Returns of a whole round, made up: the forms as the product writes them, filled in so that they add up to the packs.

As a tool: python -m tests.blmk_desktop.importing.returns.returns FILE OUT_DIR [--bad 3] [--year 2022/23]
[--stage final]
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

import db
from blmk_desktop import seeding
from blmk_desktop.summaries.standing import BY_PLACE_AND_PCN, months, standing
from blmk_desktop.templates.plan_form import FormLine, PlanForm
from blmk_desktop.templates.plan_known import plan_forms
from blmk_desktop.templates.plan_layout import COLUMNS, PLAN
from blmk_desktop.templates.plan_templates import file_name
from blmk_desktop.templates.plan_writer import write_plan

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet
    from sqlalchemy import Connection

    from blmk_desktop.store import Store

MADE = "2022-08-01"
# Roles and how many parts of the staff each has; the further down, the thriftier the plan. In post are roles whose
# maximum is known from April on, recruits those of October too.
IN_POST: tuple[dict[str, int], ...] = (
    {"Clinical Pharmacist": 8, "Social Prescribing Link Worker": 6, "Care Co-ordinator": 6},
    {"Clinical Pharmacist": 5, "Social Prescribing Link Worker": 6, "Care Co-ordinator": 9},
    {"Clinical Pharmacist": 2, "Social Prescribing Link Worker": 4, "Care Co-ordinator": 14},
    {"Care Co-ordinator": 1},
)
RECRUITS: tuple[dict[str, int], ...] = (
    {"Clinical Pharmacist": 5, "First Contact Physiotherapist": 3, "Pharmacy Technician": 4, "Care Co-ordinator": 8},
    {"Clinical Pharmacist": 3, "First Contact Physiotherapist": 1, "Pharmacy Technician": 6, "Care Co-ordinator": 10},
    {"Pharmacy Technician": 6, "Care Co-ordinator": 14},
    {"Care Co-ordinator": 1},
)
STARTS = (("10-01", 0), ("11-01", 0), ("01-09", 1), ("03-01", 1))  # recruits come one after another


def write_returns(store: Store, folder: Path, bad: int = 3, year: str = "2022/23", stage: str = "final") -> list[Path]:
    """Write the return of every network into a folder; `bad` of them are wrong, each in a way of its own:
    cells that cannot be read, a role and a date that cannot be, a plan beyond its allocation. The files, in order.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with store.reading() as connection:
        forms = plan_forms(connection, None, year, stage)
        figures = next(filter(None, (printed(connection, f"{year} {one}") for one in (stage, "final"))), {})
    wrong = wrong_ones(len(forms), bad)
    paths = []
    for number, form in enumerate(forms):
        planned = figures[form.code]["wte_planned"] if form.code in figures else 0
        in_post = figures[form.code]["wte_in_post"] if form.code in figures else 0
        path = folder / file_name(form)
        write_plan(filled(form, in_post, planned), path, MADE)
        if number in wrong:
            spoil(path, SPOILT[wrong.index(number) % len(SPOILT)])
        paths.append(path)
    return paths


def printed(connection: Connection, name: str) -> dict[str | None, dict[str, int]]:
    """What packs print of the networks in a round."""
    found = standing(connection, name, months(connection, name, None), BY_PLACE_AND_PCN)
    return {key[1]: held.figures for key, held in found.items()}


def wrong_ones(forms: int, bad: int) -> list[int]:
    """Which of the forms are wrong, spread over all of them."""
    return [(2 * number + 1) * forms // (2 * bad) for number in range(min(bad, forms))] if bad else []


def filled(form: PlanForm, in_post: int, planned: int) -> PlanForm:
    """The form with lines for the staff in post and planned (hundredths of a WTE): the first mix it can afford."""
    for now, later in zip(IN_POST, RECRUITS, strict=True):
        for latest in range(len(STARTS)):
            lines = [*posts(now, min(in_post, planned), [None]), *posts(later, planned - in_post, starts(form, latest))]
            plan = replace(form, lines=tuple(replace(line, line=at) for at, line in enumerate(lines, start=1)))
            if (plan.assessed().balance or 0) >= 0:
                return plan
    return plan


def starts(form: PlanForm, latest: int) -> list[str | None]:
    """The days on which recruits begin; the later the first may come, the less they cost."""
    return [f"{int(form.year[:4]) + later}-{day}" for day, later in STARTS[latest:]]


def posts(mix: dict[str, int], wte: int, days: list[str | None]) -> Iterator[FormLine]:
    """Lines of at most 2 WTE that add up to so many hundredths of a WTE, starting on these days in turn."""
    parts, given, number = sum(mix.values()), 0, 0
    for at, (role, part) in enumerate(mix.items(), start=1):
        share = wte - given if at == len(mix) else wte * part // parts
        given += max(share, 0)
        while share > 0:
            one = min(share, 200)
            yield FormLine(role, one, days[number % len(days)], post=f"{role} {number + 1}" if number % 3 == 0 else "")
            share, number = share - one, number + 1


def headings(page: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of the headings of the plan (from 1), and the column of each field."""
    for row in page.iter_rows():
        found = {cell.value: cell.column for cell in row}
        if set(COLUMNS.values()) <= found.keys():
            return row[0].row, {name: found[heading] for name, heading in COLUMNS.items()}
    raise ValueError("there is no table of lines")


def put(page: Worksheet, line: int, name: str, value: object) -> str:
    """Write a cell of the n-th line of the table, as somebody would who pastes over its validation; its name."""
    row, columns = headings(page)
    cell = page.cell(row + line, columns[name])
    cell.value = value
    return str(cell.coordinate)


Spoil = Callable[["Worksheet"], object]


def unreadable(page: Worksheet) -> None:
    """Pasted over the validation: words, a negative number, a date that is none."""
    put(page, 1, "wte", "one and a half")
    put(page, 2, "wte", -1)
    put(page, 3, "start", "soon")


def impossible(page: Worksheet) -> None:
    """A role that there is not, and a start after the year."""
    put(page, 1, "role", "Chief Wizard")
    put(page, 2, "start", "01/05/2024")


def too_dear(page: Worksheet) -> None:
    """More than the allocation can pay for."""
    put(page, 1, "role", "Clinical Pharmacist")
    put(page, 1, "start", None)
    put(page, 1, "wte", 90)


SPOILT: tuple[Spoil, ...] = (unreadable, impossible, too_dear)


def spoil(path: Path, wrong: Spoil) -> None:
    """Make a filled form wrong."""
    book = openpyxl.load_workbook(path)
    wrong(book[PLAN])
    book.save(path)


def main() -> None:
    """Write the returns of a data file's networks; the example data is loaded where there is no such file."""
    asked = ArgumentParser(description=main.__doc__)
    asked.add_argument("file", type=Path)
    asked.add_argument("out_dir", type=Path)
    asked.add_argument("--bad", type=int, default=3)
    asked.add_argument("--year", default="2022/23")
    asked.add_argument("--stage", default="final")
    said = asked.parse_args()
    new = not said.file.exists()
    with db.open_file(said.file, create=True) as store:
        if new:
            seeding.load_reference(store)
            seeding.load_demo(store)
        made = write_returns(store, said.out_dir, said.bad, said.year, said.stage)
    print(f"{len(made)} returns in {said.out_dir}, {said.bad} of them bad.")


if __name__ == "__main__":
    main()
