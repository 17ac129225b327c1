"""Workforce surveys that come back from practices: every answer taken, every contradiction said at its cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import db
from blmk_desktop.changes import Change, commit, new_records
from blmk_desktop.importing.engine import apply
from blmk_desktop.importing.proposal import SheetProposal
from blmk_desktop.importing.returns.comments import MARK, write_comment_copies
from blmk_desktop.importing.returns.plan_form import COMMENTS
from blmk_desktop.templates.survey_writer import write_survey_templates
from tests.blmk_desktop.importing.building import content, imported, only_sheet, proposed, refusals
from tests.blmk_desktop.importing.returns.survey_forms import HEAD, NURSES, PARTNERS, ROOMS, survey_form, survey_marker

STAFF = {"GP partner": PARTNERS, "Practice nurse": NURSES}
CROSSED = (3, 2.5, None, 1, 2, 4)


@pytest.fixture
def practices(store: db.DataFile) -> db.DataFile:
    found = new_records()
    for code, name in (("E81001", "KEMPSTON"), ("E81002", "GREENSAND")):
        commit(store, [Change("practice", next(found), None, {"code": code, "name": name})], what="Set up")
    return store


def filled(sheet: SheetProposal, kind: str) -> list[dict[str, object]]:
    return [
        {name: value for name, value in row.after.items() if value is not None}
        for row in sheet.rows
        if row.kind == kind
    ]


def test_every_answer_arrives(practices: db.DataFile, book: Path) -> None:
    sheet = only_sheet(practices, survey_form(book, STAFF, ROOMS))
    assert not sheet.refused
    common = {"practice": "E81001", "as_at": "2022-09-30", "source": "from the post (E81001).xlsx"}
    partners = {"headcount": 4, "wte": 325, "vacancies": 100, "over_50": 2, "over_55": 1, "retiring": 1, "locums": 50}
    nurses = {"headcount": 3, "wte": 210, "over_50": 1, "over_55": 0, "retiring": 0, "note": "one on leave"}
    assert filled(sheet, "practice_staff") == [
        {**common, "staff_group": "GP partner", **partners},
        {**common, "staff_group": "Practice nurse", **nurses},
    ]
    answers = {"training_practice": 1, "trainers": 2, "consulting_rooms": 9, "rooms_free": 12}
    assert filled(sheet, "practice_capacity") == [common | answers]


def test_the_same_survey_again_changes_nothing_and_a_corrected_one_its_cell(practices: db.DataFile, book: Path) -> None:
    imported(practices, survey_form(book, STAFF, ROOMS))
    again = only_sheet(practices, book)
    assert {row.status for row in again.rows} == {"unchanged"}
    sheet = only_sheet(practices, survey_form(book, {**STAFF, "GP partner": (*PARTNERS[:2], 2, *PARTNERS[3:])}, ROOMS))
    (changed,) = (row for row in sheet.rows if row.status == "changed")
    assert (changed.before, changed.after) == ({"vacancies": 100}, {"vacancies": 200})


def test_answers_that_cannot_be_together_are_said_at_their_cells(practices: db.DataFile, book: Path) -> None:
    staff = {
        "GP partner": CROSSED,
        "Salaried GP": (2, 2.01),
        "Practice nurse": (-1, "two", "tbc"),
        "GP registrar": (1.5,),
    }
    rooms = {
        "consulting_rooms": 2,
        "rooms_free": 21,
        "placements": 1,
        "placements_used": 2,
        "training_practice": "perhaps",
    }
    sheet = only_sheet(practices, survey_form(book, staff, rooms))
    assert sheet.rows == []
    assert refusals(sheet) == {
        f"F{HEAD + 1}": "2 are 55 and over, but only 1 are 50 and over",
        f"G{HEAD + 1}": "4 is more than the 3 people of the group",
        f"C{HEAD + 2}": "2.01 WTE is more than 2 people can be",
        f"B{HEAD + 3}": "1.5 is no whole number",
        f"B{HEAD + 5}": "Headcount cannot be less than nothing",
        f"C{HEAD + 5}": "two is not a number",
        "B22": "perhaps is neither yes nor no",
        "B27": "2 is more than the 1 placements offered",
        "B29": "21 sessions are more than 2 rooms have in a week (20)",
    }


@pytest.mark.parametrize(
    ("carries", "shows", "cell", "why"),
    [
        ({"code": "E81002"}, {"Practice code": "E81001"}, "B2", "the form was made for Greensand (E81002)"),
        ({"code": "E81999"}, {}, "B2", "no practice E81999 is in the register"),
        ({"version": 0}, {}, "Survey", "the form is out of date (version 1 is current)"),
        ({"version": 2}, {}, "Survey", "the form is of version 2, and only version 1 can be read here yet"),
        ({"year": "2021/22"}, {}, "B5", "30/09/2022 lies in 2022/23, and the form is of 2021/22"),
        ({}, {"As at": "soon"}, "B5", "soon is not a date"),
    ],
)
def test_the_wrong_practice_version_or_year_is_told_apart(
    practices: db.DataFile, book: Path, carries: dict[str, object], shows: dict[str, object], cell: str, why: str
) -> None:
    sheet = only_sheet(practices, survey_form(book, STAFF, carries=survey_marker(**carries), shows=shows))  # type: ignore[arg-type]
    (where, said), *rest = refusals(sheet).items()
    assert (where, rest) == (cell, [])
    assert said.startswith(why)
    assert sheet.rows == []


def test_no_answer_is_lost_for_a_heading_or_a_question_that_was_changed(practices: db.DataFile, book: Path) -> None:
    def heads(workbook: openpyxl.Workbook) -> None:
        workbook["Survey"][f"B{HEAD}"] = "Heads"

    def asks(workbook: openpyxl.Workbook) -> None:
        workbook["Survey"]["A23"] = "Trainers"

    said = "the table has no column Headcount: has its heading been changed?"
    assert refusals(only_sheet(practices, survey_form(book, STAFF, ROOMS, edit=heads))) == {f"A{HEAD}": said}
    said = "'Trainers' is no question of the form"
    assert refusals(only_sheet(practices, survey_form(book, STAFF, ROOMS, edit=asks))) == {"B23": said}


def test_a_survey_of_another_year_than_was_asked_for_is_refused(practices: db.DataFile, book: Path) -> None:
    survey = survey_form(book, STAFF, carries=survey_marker(year=""))
    assert not only_sheet(practices, survey, year="2022/23").refused
    said = "30/09/2022 lies in 2022/23, and surveys of 2021/22 were asked for"
    assert refusals(only_sheet(practices, survey, year="2021/22")) == {"B5": said}


def test_rows_inserted_a_sheet_renamed_and_columns_moved_do_no_harm(practices: db.DataFile, book: Path) -> None:
    def move(workbook: openpyxl.Workbook) -> None:
        page = workbook["Survey"]
        page.insert_rows(HEAD, 3)
        page.insert_cols(1)
        page.title = "Our practice"
        workbook.create_sheet("Notes", 0)["A1"] = "Staff group"

    survey_form(book, STAFF, ROOMS, edit=move)
    (sheet,) = proposed(practices, book).sheets()
    assert not sheet.refused
    assert len(filled(sheet, "practice_staff")) == 2
    assert len(filled(sheet, "practice_capacity")) == 1


def test_groups_of_their_own_and_twice_the_same_are_refused(practices: db.DataFile, book: Path) -> None:
    def add(workbook: openpyxl.Workbook) -> None:
        page = workbook["Survey"]
        page.cell(HEAD + 3, 1, "GP partner")
        page.cell(HEAD + 3, 2, 1)
        page.cell(HEAD + 4, 1, "Paramedics")
        page.cell(HEAD + 4, 2, 1)

    found = refusals(only_sheet(practices, survey_form(book, STAFF, edit=add)))
    assert found[f"A{HEAD + 3}"] == "GP partner stands twice"
    assert found[f"A{HEAD + 4}"].startswith("'Paramedics' is none of: GP partner, Salaried GP")


def test_what_the_form_adds_up_is_held_against_its_rows(practices: db.DataFile, book: Path) -> None:
    def print_totals(workbook: openpyxl.Workbook) -> None:
        page = workbook["Survey"]
        page.cell(HEAD + 11, 2, 7)
        page.cell(HEAD + 11, 3, 5.5)

    claims = only_sheet(practices, survey_form(book, STAFF, edit=print_totals)).claims
    assert [(claim.measure, claim.printed, claim.computed, claim.held) for claim in claims] == [
        ("Headcount", "7", "7", True),
        ("WTE in post", "5.50", "5.35", False),
    ]


def test_surveys_of_one_name_from_two_practices_are_two_sources(practices: db.DataFile, tmp_path: Path) -> None:
    paths = []
    for code in ("E81001", "E81002"):
        folder = tmp_path / code
        folder.mkdir()
        paths.append(survey_form(folder / "survey.xlsx", STAFF, ROOMS, carries=survey_marker(code)))
    imported(practices, *paths)
    kept = {row[-2] for row in content(practices)["practice_staff"]}
    assert kept == {"survey (E81001).xlsx", "survey (E81002).xlsx"}


def test_the_form_as_it_is_sent_out_comes_back_with_every_answer(practices: db.DataFile, tmp_path: Path) -> None:
    found = new_records()
    member = {"practice": "E81001", "pcn": "U35004", "start": "2019-10-01"}
    commit(practices, [Change("membership", next(found), None, member)], what="Set up")
    with practices.reading() as connection:
        (path,) = write_survey_templates(connection, ["E81001"], "2022/23", tmp_path)
    assert "nothing is filled in" in only_sheet(practices, path).notes
    book = openpyxl.load_workbook(path)
    page = book["Survey"]
    places = {cell.value: cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)}
    for column, value in enumerate(PARTNERS[:7], start=2):
        page.cell(places["GP partner"].row, column, value)
    page.cell(places["Consulting and treatment rooms"].row, 2, 9)
    book.save(path)
    sheet = only_sheet(practices, path)
    assert not sheet.refused
    (staff,), (capacity,) = filled(sheet, "practice_staff"), filled(sheet, "practice_capacity")
    assert (staff["staff_group"], staff["wte"], staff["locums"]) == ("GP partner", 325, 50)
    assert (capacity["as_at"], capacity["consulting_rooms"]) == ("2023-03-31", 9)


def test_a_refused_survey_goes_back_with_its_cells_marked_and_is_taken_once_corrected(
    practices: db.DataFile, tmp_path: Path
) -> None:
    with practices.reading() as connection:
        (path,) = write_survey_templates(connection, ["E81001"], "2022/23", tmp_path)
    book = openpyxl.load_workbook(path)
    book["Survey"]["B10"], book["Survey"]["C10"] = 2, 2.5
    book.save(path)
    (copy,) = write_comment_copies(proposed(practices, path), tmp_path / "back")
    book = openpyxl.load_workbook(copy)
    page = book[COMMENTS]
    assert book.active is page
    assert page["A1"].value == "What to correct before the survey of Kempston (E81001) can be taken"
    assert page["D5"].value == "2.50 WTE is more than 2 people can be."
    assert book["Survey"]["C10"].fill.fgColor.rgb == MARK
    book["Survey"]["C10"] = 1.5
    book.save(copy)
    assert not only_sheet(practices, copy).refused


def test_a_refused_survey_holds_up_no_other_file(practices: db.DataFile, book: Path, tmp_path: Path) -> None:
    survey_form(book, {"GP partner": CROSSED})
    good = survey_form(tmp_path / "good.xlsx", STAFF, carries=survey_marker("E81002"))
    proposal = proposed(practices, book, good)
    assert [file.sent_back for file in proposal.returns()] == [True, False]
    assert apply(practices, proposal) is not None
    staff = content(practices)["practice_staff"]
    assert len(staff) == len(STAFF)
    assert all("E81002" in row for row in staff)
