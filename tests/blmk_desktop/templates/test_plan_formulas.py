"""The formulas of the plan form, worked out by LibreOffice, say exactly what the rules say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from blmk_desktop.templates import plan_layout as layout
from blmk_desktop.templates.plan_form import FormLine, PlanForm
from blmk_desktop.templates.plan_writer import write_plan
from tests.blmk_desktop.templates.conftest import PHARMACIST
from tests.blmk_desktop.templates.reading import beside, differences, line, values, without_results

Recalculate = Callable[[Path], Path]
YEAR_BEGINS = date(2022, 4, 1)


def any_line(draw: Random, form: PlanForm, number: int) -> FormLine:
    """A line that can be: any role, WTE, days and salary, most of them left blank now and then."""
    start = YEAR_BEGINS + timedelta(draw.randrange(-200, 365)) if draw.random() < 0.6 else None
    earliest = max(start or YEAR_BEGINS, YEAR_BEGINS)
    end = earliest + timedelta(draw.randrange(500)) if draw.random() < 0.4 else None
    return FormLine(
        draw.choice(form.roles).name,
        draw.randrange(1, 9_901),
        start.isoformat() if start else None,
        end.isoformat() if end else None,
        draw.randrange(10_000_00, 200_000_00) if draw.random() < 0.5 else None,
        line=number,
    )


def test_every_cell_of_many_lines_is_what_the_rules_say(
    form: PlanForm, tmp_path: Path, recalculated: Recalculate
) -> None:
    draw = Random(20221001)  # noqa: S311 - examples, the same at every run
    many = replace(form, lines=tuple(any_line(draw, form, number) for number in range(1, 301)))
    path = tmp_path / "many.xlsx"
    write_plan(many, path)
    assert differences(path, recalculated(without_results(path, {}))) == []


def test_whatever_is_typed_or_pasted_is_told_in_words(
    form: PlanForm, tmp_path: Path, recalculated: Recalculate
) -> None:
    faults: dict[tuple[object, ...], str] = {
        (None, 1): "Choose a role from the list",
        ("Wizard", 1): "This role is not on the list: choose one from it",
        (PHARMACIST, None): "Fill in the WTE",
        (PHARMACIST, "one"): "The WTE must be a number",
        (PHARMACIST, -1): "The WTE must be more than 0",
        (PHARMACIST, 100): "The WTE is more than 99",
        (PHARMACIST, 0.333): "The WTE has more than two decimals",
        (PHARMACIST, 1, "soon"): "The start date must be a date",
        (PHARMACIST, 1, day(1900, 5, 1)): "The start date is before 1990",
        (PHARMACIST, 1, day(2023, 4, 1)): "The start date is after the end of the year",
        (PHARMACIST, 1, None, "never"): "The leaving date must be a date",
        (PHARMACIST, 1, day(2022, 9, 1), day(2022, 8, 31)): "The leaving date is before the start date",
        (PHARMACIST, 1, None, day(2022, 3, 31)): "The leaving date is before the year begins: clear the line",
        (PHARMACIST, 1, None, None, "lots"): "The salary must be a number",
        (PHARMACIST, 1, None, None, 3_000): "The salary is below £10,000: give that of 1 WTE for a year",
        (PHARMACIST, 1, None, None, 200_001): "The salary is more than £200,000",
        (PHARMACIST, 1, day(2022, 9, 1), day(2022, 9, 1)): "OK",
    }
    typed = {
        f"{column}{row}": value
        for row, given in enumerate(faults, start=10)
        for column, value in zip("BDEFG", given, strict=False)
    }
    path = tmp_path / "plan.xlsx"
    write_plan(replace(form, lines=()), path)
    plan = values(recalculated(without_results(path, typed)))[layout.PLAN]
    assert [line(plan, number)[9] for number in range(1, len(faults) + 1)] == list(faults.values())
    assert beside(plan, layout.READY) == "Not yet: 16 lines to put right, see the column 'Check'"
    assert beside(plan, layout.TOTAL_COST) == 57_318 / 12


def test_faults_are_the_same_in_python(form: PlanForm, tmp_path: Path, recalculated: Recalculate) -> None:
    lines = (
        FormLine("", 100),
        FormLine("Wizard", 100),
        FormLine(PHARMACIST),
        FormLine(PHARMACIST, -5),
        FormLine(PHARMACIST, 99_01),
        FormLine(PHARMACIST, 1, "1989-12-31"),
        FormLine(PHARMACIST, 1, "2023-04-01"),
        FormLine(PHARMACIST, 1, "2022-04-02", "2022-04-01"),
        FormLine(PHARMACIST, 1, None, "2022-03-31"),
        FormLine(PHARMACIST, 1, salary=9_999_99),
        FormLine(PHARMACIST, 1, salary=200_000_01),
    )
    path = tmp_path / "plan.xlsx"
    write_plan(replace(form, lines=lines, allocation=None), path)
    assert differences(path, recalculated(without_results(path, {}))) == []


def test_a_row_without_formulas_is_not_passed_over(form: PlanForm, tmp_path: Path, recalculated: Recalculate) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(form, path)
    emptied = {f"{column}14": None for column in "IJ"} | {"B14": PHARMACIST, "D14": 1}
    plan = values(recalculated(without_results(path, emptied)))[layout.PLAN]
    assert str(beside(plan, layout.READY)).startswith("Not yet: a row was added without its formulas")


def day(year: int, month: int, number: int) -> datetime:
    """A date as openpyxl writes it."""
    return datetime(year, month, number)  # noqa: DTZ001 - a cell has no time zone
