"""The workforce form of a practice: what it asks, what it has worked out, and that it is read back whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

import db
from blmk_desktop.changes import Change, commit, new_records
from blmk_desktop.errors import UserError
from blmk_desktop.records.survey import PRACTICE_CAPACITY, PRACTICE_STAFF, STAFF_GROUPS
from blmk_desktop.templates import survey_layout as layout
from blmk_desktop.templates.marker import find_marker
from blmk_desktop.templates.survey_checks import staff_check
from blmk_desktop.templates.survey_form import SurveyForm, survey_forms
from blmk_desktop.templates.survey_writer import write_survey, write_survey_templates
from blmk_desktop.workbook import read
from tests.blmk_desktop.importing.building import imported
from tests.blmk_desktop.templates.reading import beside, differences, sheets, values, without_results

ANSWERS = {"headcount": 6, "wte": 475, "vacancies": 50, "over_50": 3, "over_55": 1, "retiring": 1, "locums": 0}
CAPACITY = {
    "training_practice": 1,
    "trainers": 2,
    "supervisors": 1,
    "mentors": 0,
    "placements": 4,
    "placements_used": 3,
    "consulting_rooms": 9,
    "rooms_free": 12,
}
FORM = SurveyForm("K82057", "Cobbs Garden Surgery", "2022/23", "2022-09-30", "Crown PCN")
FILLED = replace(FORM, staff=dict.fromkeys(STAFF_GROUPS, ANSWERS), capacity=CAPACITY)


def written(form: SurveyForm, folder: Path) -> Path:
    """The form as a workbook."""
    write_survey(form, folder / "survey.xlsx", "2022-08-01")
    return folder / "survey.xlsx"


def column(path: Path, heading: str) -> list[object]:
    """What stands under a heading of the survey, for each staff group."""
    survey = values(path)[layout.SURVEY]
    at = next(cell for row in survey.iter_rows() for cell in row if cell.value == heading)
    return [survey.cell(at.row + 1 + row, at.column).value for row in range(len(STAFF_GROUPS))]


def test_it_is_known_again(tmp_path: Path) -> None:
    path = written(FORM, tmp_path)
    marker = find_marker(read(path.read_bytes(), path.name))
    assert marker is not None
    assert (marker.form, marker.version, marker.code, marker.year) == (layout.FORM, 1, "K82057", "2022/23")


def test_it_asks_for_every_group_and_question(tmp_path: Path) -> None:
    path = written(FORM, tmp_path)
    assert column(path, layout.STAFF_GROUP) == list(STAFF_GROUPS)
    shown = {cell.value for row in values(path)[layout.SURVEY].iter_rows() for cell in row}
    assert {PRACTICE_STAFF.by_name[name].heading for name in layout.STAFF_FIELDS} <= shown
    assert {PRACTICE_CAPACITY.by_name[name].label for name in layout.CAPACITY_FIELDS} <= shown
    assert beside(values(path)[layout.SURVEY], layout.AS_AT) == datetime(2022, 9, 30)  # noqa: DTZ001 - a cell
    assert str(beside(values(path)[layout.SURVEY], layout.READY)).endswith("put right: 10")


def test_answers_known_already_stand_in_it_and_add_up(tmp_path: Path) -> None:
    survey = values(written(FILLED, tmp_path))[layout.SURVEY]
    assert beside(survey, layout.ALL_STAFF) == 60
    assert beside(survey, "Training practice") == "Yes"
    assert beside(survey, layout.READY) == "Ready to send"


def test_only_what_is_to_be_filled_in_is_unlocked(tmp_path: Path) -> None:
    survey = sheets(written(FORM, tmp_path))[layout.SURVEY]
    assert survey.protection.sheet
    unlocked = [cell for row in survey.iter_rows() for cell in row if not cell.protection.locked]
    shown = [cell for cell in unlocked if type(cell).__name__ == "Cell"]  # not those that a merged one covers
    assert {cell.fill.fgColor.rgb for cell in shown} == {"FFFFF7CC"}
    # each field of each group, each question, the note over six columns, and the day
    assert len(unlocked) == 10 * len(layout.STAFF_FIELDS) + (len(layout.CAPACITY_FIELDS) - 1) + 6 + 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, ""),
        ({"wte": 1.0}, "Fill in the headcount: 0 if there is nobody"),
        ({"headcount": 2}, "Fill in the WTE: 0 if there is nobody"),
        ({"headcount": 2, "wte": 2.5}, "More WTE than people"),
        ({"headcount": 2, "wte": 2, "over_50": 3}, "More aged 50 and over than people"),
        ({"headcount": 2, "wte": 2, "over_50": 1, "over_55": 2}, "More aged 55 and over than 50 and over"),
        ({"headcount": 2, "wte": 2, "over_55": 3}, "More aged 55 and over than people"),
        ({"headcount": 2, "wte": 2, "retiring": 3}, "More planning to retire than people"),
        ({"headcount": -2, "wte": 2}, "Headcount: a whole number from 0 to 999"),
        ({"headcount": 0, "wte": 0}, "OK"),
    ],
)
def test_what_cannot_be_is_told(given: dict[str, float], says: str) -> None:
    assert staff_check(given) == says


def test_its_formulas_say_the_same(tmp_path: Path, recalculated: Callable[[Path], Path]) -> None:
    draw = Random(7)  # noqa: S311 - examples, the same at every run
    staff = {
        group: {name: draw.randrange(-1, 8) * (100 if name in ("wte", "locums") else 1)
                for name in ANSWERS if draw.random() < 0.8}
        for group in STAFF_GROUPS
    }  # fmt: skip
    odd = {**CAPACITY, "placements_used": 5, "rooms_free": 91}
    path = written(replace(FORM, staff=staff, capacity=odd), tmp_path)
    assert differences(path, recalculated(without_results(path, {}))) == []


def test_every_answer_comes_back(store: db.DataFile, tmp_path: Path, recalculated: Callable[[Path], Path]) -> None:
    imported(store, recalculated(written(FILLED, tmp_path)))
    with store.reading() as connection:
        (form,) = survey_forms(connection, ["K82057"], "2022/23")
    assert form.staff == FILLED.staff
    assert form.capacity == FILLED.capacity
    assert form.answers_from == "your answers of 30/09/2022"


def test_all_active_practices_get_one(store: db.DataFile) -> None:
    with store.reading() as connection:
        forms = survey_forms(connection, None, "2022/23")
    assert len(forms) > 80
    assert all(form.network and form.year == "2022/23" and form.as_at == "2023-03-31" for form in forms)


def test_a_form_for_each_practice_named(store: db.DataFile, tmp_path: Path) -> None:
    with store.reading() as connection:
        (path,) = write_survey_templates(connection, ["k82057"], "2022/23", tmp_path / "out")
        with pytest.raises(UserError, match="There is no practice E00000"):
            survey_forms(connection, ["E00000"])
    assert path.name == "Practice workforce 2022-23 K82057 Cobbs Garden Surgery.xlsx"


def test_the_newest_answers_are_those_shown(store: db.DataFile) -> None:
    new = new_records()
    common = {"practice": "K82057", "staff_group": "GP partner"}
    changes = [
        Change("practice_staff", next(new), None, {**common, "as_at": day, "headcount": count})
        for day, count in (("2018-03-31", 3), ("2022-03-31", 4))
    ]
    commit(store, changes, what="By hand")
    with store.reading() as connection:
        (form,) = survey_forms(connection, ["K82057"])
    assert form.staff == {"GP partner": {"headcount": 4}}
