"""The plan form as a network gets it: what it says, what may be filled in, and what it has worked out already."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from blmk_desktop.errors import UserError
from blmk_desktop.rules.plan_costs import line_cost
from blmk_desktop.templates import plan_layout as layout
from blmk_desktop.templates import plan_places as at
from blmk_desktop.templates.marker import MARKER_SHEET, find_marker
from blmk_desktop.templates.plan_form import FormLine, PlanForm
from blmk_desktop.templates.plan_writer import write_plan
from blmk_desktop.workbook import read
from tests.blmk_desktop.templates.conftest import ADVANCED, MENTAL_HEALTH, PARAMEDIC, PHARMACIST
from tests.blmk_desktop.templates.reading import beside, headings, line, sheets, values


@pytest.fixture
def path(form: PlanForm, tmp_path: Path) -> Path:
    """The form as a workbook."""
    write_plan(form, tmp_path / "plan.xlsx", made="2022-08-01")
    return tmp_path / "plan.xlsx"


def written(form: PlanForm, tmp_path: Path) -> Path:
    """Another form as a workbook."""
    write_plan(form, tmp_path / "other.xlsx")
    return tmp_path / "other.xlsx"


def test_it_is_known_again_whatever_it_is_called(path: Path) -> None:
    marker = find_marker(read(path.read_bytes(), path.name))
    assert marker is not None
    assert (marker.form, marker.version, marker.code) == (layout.FORM, layout.VERSION, "U35004")
    assert (marker.year, marker.stage, marker.made) == ("2022/23", "final", "2022-08-01")


def test_its_sheets(path: Path) -> None:
    found = sheets(path)
    assert list(found) == [layout.INSTRUCTIONS, layout.PLAN, layout.SUMMARY, layout.LISTS, MARKER_SHEET]
    assert found[MARKER_SHEET].sheet_state == "hidden"
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in found.values())


def test_what_is_known_stands_on_top(path: Path) -> None:
    plan = values(path)[layout.PLAN]
    known = {label: beside(plan, label) for label in (layout.CODE, layout.NAME, layout.YEAR, layout.STAGE)}
    assert known == {"PCN code": "U35004", "PCN": "Crown PCN", "Financial year": "2022/23", "Stage": "final"}
    assert beside(plan, layout.ALLOCATION) == 720_280.80


def test_the_lines_have_been_worked_out_when_it_is_first_opened(path: Path, form: PlanForm) -> None:
    plan, assessed = values(path)[layout.PLAN], form.assessed()
    assert headings(plan)[:10] == [*layout.COLUMNS.values(), layout.COST, layout.CHECK]
    first = [1, PHARMACIST, "Lead", 1, datetime(2022, 7, 1), "", "", ""]  # noqa: DTZ001 - as openpyxl reads a date
    assert line(plan, 1)[:10] == [*first, line_cost(form.lines[0].costed(), form.rates, "2022/23").total / 100, "OK"]
    assert line(plan, 2)[8:10] == [
        39_360.0,
        "OK, but the maximum is not known, so the whole salary counts in 6 of 12 months",
    ]
    assert line(plan, 3)[8:10] == ["not known", "OK, but the maximum is not known, so the cost is left out"]
    assert line(plan, 5)[1:10] == [""] * 9
    assert beside(plan, layout.TOTAL_COST) == assessed.cost / 100
    assert beside(plan, layout.BALANCE) == (assessed.balance or 0) / 100
    assert beside(plan, layout.PLANNED_WTE) == 2.13
    assert beside(plan, layout.READY) == "Ready to send, but the cost leaves out 1 line without a known maximum"


def test_a_pharmacist_from_july_across_the_change_of_rate(path: Path) -> None:
    """Three months at £57,318 and six at £59,312 a year: £14,329.50 and £29,656."""
    assert line(values(path)[layout.PLAN], 1)[8] == 43_985.50


def test_the_staff_of_each_month(path: Path) -> None:
    plan = values(path)[layout.PLAN]
    assert headings(plan)[10:22] == [
        *("Apr 22", "May 22", "Jun 22", "Jul 22", "Aug 22", "Sep 22"),
        *("Oct 22", "Nov 22", "Dec 22", "Jan 23", "Feb 23", "Mar 23"),
    ]
    assert line(plan, 1)[10:22] == [0, 0, 0, *[1] * 9]
    assert line(plan, 3)[10:22] == [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0]


def test_numbers_of_lines_stay_and_blank_lines_go_on_from_them(path: Path) -> None:
    plan = values(path)[layout.PLAN]
    assert [line(plan, number)[0] for number in (1, 2, 3, 4, 5, 6)] == [1, 2, 4, 5, 6, 7]
    assert plan.max_row == at.FIRST_LINE + 4 + layout.BLANK_LINES


def test_only_what_is_to_be_filled_in_is_unlocked_and_it_is_yellow(path: Path) -> None:
    plan = sheets(path)[layout.PLAN]
    unlocked = {cell.column for row in plan.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == set(range(1, len(layout.COLUMNS) + 1))
    inputs = [plan.cell(at.FIRST_LINE + 1, column) for column in range(2, 9)]
    assert {cell.fill.fgColor.rgb for cell in inputs} == {"FFFFF7CC"}
    for name, sheet in sheets(path).items():
        if name not in (layout.PLAN, layout.INSTRUCTIONS):
            assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row), name


def test_people_may_still_widen_sort_filter_and_insert(path: Path) -> None:
    locks = sheets(path)[layout.PLAN].protection
    assert not any((locks.formatColumns, locks.formatRows, locks.insertRows, locks.sort, locks.autoFilter))
    assert all((locks.deleteRows, locks.formatCells))


def test_each_cell_says_what_may_stand_in_it(path: Path) -> None:
    plan = sheets(path)[layout.PLAN]
    rules = {str(rule.sqref): rule for rule in plan.data_validations.dataValidation}
    last = at.FIRST_LINE + 4 + layout.BLANK_LINES
    assert set(rules) == {f"{column}10:{column}{last}" for column in "BDEFG"}
    roles = rules[f"B10:B{last}"]
    assert (roles.type, roles.formula1) == ("list", "Lists!$A$8:$A$13")
    assert rules[f"E10:E{last}"].type == "date"
    assert all(rule.prompt and rule.error and rule.errorStyle in (None, "stop") for rule in rules.values())


def test_the_lists_hold_the_roles_and_their_maxima_month_by_month(path: Path) -> None:
    lists = values(path)[layout.LISTS]
    rows = {row[0].value: [cell.value for cell in row] for row in lists.iter_rows(min_row=8)}
    assert rows[PHARMACIST][4:16] == [57_318] * 6 + [59_312] * 6
    assert rows[PARAMEDIC][4:16] == [0] * 6 + [59_312] * 6
    assert "not known" in sheets(path)[layout.LISTS]["E9"].number_format
    assert rows[MENTAL_HEALTH][2] == 2
    assert rows[ADVANCED[0]][2:4] == [2, "advanced practitioners"]


def test_the_summary_adds_up(path: Path, form: PlanForm) -> None:
    summary, plan = values(path)[layout.SUMMARY], form.assessed()
    months = [cell.value for cell in summary[5]][at.SUMMARY_MONTHS :]
    assert months == [pence / 100 for pence in plan.months]
    so_far = [cell.value for cell in summary[6]][at.SUMMARY_MONTHS :]
    assert so_far[-1] == plan.cost / 100
    roles = {row[0].value: [cell.value for cell in row] for row in summary.iter_rows(min_row=at.SUMMARY_ROLES + 2)}
    assert roles[PHARMACIST][1:6] == [1.5, 2, 1, 1, None]
    assert roles[MENTAL_HEALTH][5:7] == [2, "within the cap"]
    assert roles["Health and Wellbeing Coach"][7:9] == ["not known", 4]
    assert roles["Cobbs Garden Surgery"][1:3] == ["K82057", 8_570]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"lines": ()}, "Not yet: no line is filled in"),
        ({"allocation": None}, "Ask your commissioner: your allocation is not known"),
        ({"allocation": 99_000_00}, "Not yet: over the allocation by £4,475.52"),
        ({"lines": (FormLine(PHARMACIST, 100),)}, "Ready to send"),
        ({"lines": (FormLine(PHARMACIST),)}, "Not yet: 1 line to put right, see the column 'Check'"),
        ({"lines": (FormLine(MENTAL_HEALTH, 201),)}, "Not yet: a role is over its cap, see the sheet 'Summary'"),
        (
            {"lines": (FormLine(ADVANCED[0], 150), FormLine(ADVANCED[1], 100))},
            "Not yet: a role is over its cap, see the sheet 'Summary'",
        ),
    ],
)  # fmt: skip
def test_the_box_says_whether_it_is_ready(
    form: PlanForm, tmp_path: Path, changes: dict[str, object], says: str
) -> None:
    path = written(replace(form, **changes), tmp_path)  # type: ignore[arg-type]
    assert beside(values(path)[layout.PLAN], layout.READY) == says


def test_an_unknown_allocation_is_said_to_be_unknown(form: PlanForm, tmp_path: Path) -> None:
    plan = values(written(replace(form, allocation=None), tmp_path))[layout.PLAN]
    assert (beside(plan, layout.ALLOCATION), beside(plan, layout.BALANCE)) == ("not known", "not known")


def test_the_first_sheet_says_by_when_and_to_whom(path: Path, form: PlanForm, tmp_path: Path) -> None:
    start = values(path)[layout.INSTRUCTIONS]
    assert beside(start, "Send it by") == "Monday 31 October 2022"
    assert beside(start, "Send it to") == "plans@example.nhs.uk"
    assert "your plan 2022/23 first draft" in str(beside(start, "1  Look through"))
    blank = values(written(replace(form, due="", send_to="", lines_from="", lines=()), tmp_path))[layout.INSTRUCTIONS]
    assert beside(blank, "Send it to") == "whoever sent it to you"
    assert "blank" in str(beside(blank, "1  Begin"))


def test_text_that_looks_like_a_formula_stays_text(form: PlanForm, tmp_path: Path) -> None:
    odd = replace(form, name="=A & B", lines=(FormLine(PHARMACIST, 100, post="=1+1", note="+44"),))
    plan = sheets(written(odd, tmp_path))[layout.PLAN]
    assert (plan["C10"].value, plan["C10"].data_type) == ("=1+1", "s")


def test_a_year_without_roles_or_practices_can_be_written(tmp_path: Path) -> None:
    bare = PlanForm("U35004", "Crown PCN", "2030/31", "first draft")
    assert beside(values(written(bare, tmp_path))[layout.PLAN], layout.READY) == "Not yet: no line is filled in"


def test_it_is_printed_wide_with_its_headings_on_each_page(path: Path) -> None:
    plan = sheets(path)[layout.PLAN]
    assert (plan.page_setup.orientation, plan.page_setup.fitToHeight) == ("landscape", 0)
    assert plan.print_title_rows == "$9:$9"
    assert plan.freeze_panes == "C10"


def test_a_file_that_cannot_be_written_leaves_nothing_behind(form: PlanForm, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").mkdir()
    with pytest.raises(UserError, match="cannot be replaced"):
        write_plan(form, tmp_path / "plan.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]
