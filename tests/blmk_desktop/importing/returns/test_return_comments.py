"""A return that cannot be taken goes back as a copy of itself: only what is wrong is touched, the rest still works."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import db
from blmk_desktop.errors import UserError
from blmk_desktop.importing.engine import apply
from blmk_desktop.importing.returns.comments import MARK, write_comment_copies
from blmk_desktop.importing.returns.plan_form import COMMENTS
from blmk_desktop.templates.marker import MARKER_SHEET, find_marker
from blmk_desktop.templates.plan_known import plan_forms
from blmk_desktop.templates.plan_layout import PLAN
from blmk_desktop.templates.plan_templates import file_name
from blmk_desktop.templates.plan_writer import write_plan
from blmk_desktop.workbook import read_path
from tests.blmk_desktop.importing.building import content, imported, proposed, workbook
from tests.blmk_desktop.importing.returns.plan_forms import CROWN, PARAMEDIC, PHARMACIST, marker, plan_form, with_
from tests.blmk_desktop.importing.returns.returns import filled, impossible, put, spoil, unreadable


@pytest.fixture
def bad(demo: db.DataFile, tmp_path: Path) -> Path:
    """The form that the product writes for Crown, filled in and then pasted over in three cells."""
    with demo.reading() as connection:
        (form,) = plan_forms(connection, [CROWN], "2022/23", "final")
    path = tmp_path / file_name(form)
    write_plan(filled(form, 1_000, 1_500), path)
    spoil(path, unreadable)
    return path


def sent_back(store: db.DataFile, path: Path, folder: Path) -> Path:
    """The one workbook to send back for a file."""
    (made,) = write_comment_copies(proposed(store, path), folder)
    return made


DAY = "write the day first, such as 01/10/2022, or leave the cell blank if in post when the year began"


def test_the_cells_are_marked_and_the_reasons_stand_on_a_sheet_of_their_own(
    demo: db.DataFile, bad: Path, tmp_path: Path
) -> None:
    copy = sent_back(demo, bad, tmp_path / "back")
    assert copy.name == f"{bad.stem} - comments.xlsx"
    book = openpyxl.load_workbook(copy)
    page = book[PLAN]
    marked = [cell.coordinate for row in page.iter_rows() for cell in row if cell.fill.fgColor.rgb == MARK]
    assert marked == ["D10", "D11", "E12"]
    assert page["D11"].comment.text == "WTE cannot be less than nothing."
    assert book.active.title == COMMENTS
    rows = list(book[COMMENTS].iter_rows(min_row=5, max_col=4, values_only=True))
    assert rows == [
        ("Plan!D10", "WTE", "one and a half", "'one and a half' is not a number: write digits alone, such as 0.8."),
        ("Plan!D11", "WTE", "-1", "WTE cannot be less than nothing."),
        ("Plan!E12", "Start date", "soon", f"'soon' is not a date: {DAY}."),
    ]
    assert book[COMMENTS]["A6"].hyperlink.location == "'Plan'!D11"


def test_everything_else_of_the_form_is_as_it_was(demo: db.DataFile, bad: Path, tmp_path: Path) -> None:
    was, now = (openpyxl.load_workbook(path) for path in (bad, sent_back(demo, bad, tmp_path / "back")))
    assert [name for name in now.sheetnames if name != COMMENTS] == was.sheetnames
    for page in was:
        other = now[page.title]
        assert other.sheet_state == page.sheet_state
        assert other.protection.sheet == page.protection.sheet
        assert values(other) == values(page)
        assert rules(other) == rules(page)
        assert [str(one.sqref) for one in other.conditional_formatting] == [
            str(one.sqref) for one in page.conditional_formatting
        ]
        assert locked(other) == locked(page)
    assert rules(was[PLAN])
    assert now[MARKER_SHEET].sheet_state != "visible"


def values(page: Worksheet) -> dict[str, object]:
    """Every cell that holds something, formulas as formulas."""
    return {cell.coordinate: cell.value for row in page.iter_rows() for cell in row if cell.value is not None}


def rules(page: Worksheet) -> list[tuple[str, object, object]]:
    """What may be typed where."""
    found = page.data_validations.dataValidation
    return sorted((str(rule.sqref), rule.type, rule.formula1) for rule in found)


def locked(page: Worksheet) -> set[str]:
    """The cells that may be typed into."""
    return {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}


def test_a_corrected_copy_is_the_return(demo: db.DataFile, bad: Path, tmp_path: Path) -> None:
    imported(demo, bad)
    copy = sent_back(demo, bad, tmp_path / "back")
    assert find_marker(read_path(copy)) == find_marker(read_path(bad))
    book = openpyxl.load_workbook(copy)
    for line, name, value in ((1, "wte", 1.5), (2, "wte", 1), (3, "start", None)):
        put(book[PLAN], line, name, value)
    book.save(copy)
    proposal = proposed(demo, copy)
    assert proposal.refused() == []
    apply(demo, proposal)
    assert len(content(demo)["plan_line"]) > 3
    assert [row[2] for row in content(demo)["plan_return"]] == ["received"]


def test_a_copy_that_comes_back_wrong_again_is_marked_afresh(demo: db.DataFile, bad: Path, tmp_path: Path) -> None:
    before = openpyxl.load_workbook(bad)[PLAN]["D10"].fill.fgColor.rgb
    first = sent_back(demo, bad, tmp_path / "back")
    book = openpyxl.load_workbook(first)
    for line, name, value in ((1, "wte", 1.5), (2, "wte", 1), (3, "start", None)):
        put(book[PLAN], line, name, value)
    impossible(book[PLAN])
    book.save(first)
    second = sent_back(demo, first, tmp_path / "again")
    assert second.name == first.name
    page = openpyxl.load_workbook(second)[PLAN]
    marked = [cell.coordinate for row in page.iter_rows() for cell in row if cell.fill.fgColor.rgb == MARK]
    assert marked == ["B10", "E11"]
    assert page["D10"].fill.fgColor.rgb == before
    assert page["D10"].comment is None
    assert page["B10"].comment.text == "No ARRS role is known as 'Chief Wizard': choose one from the list."


def test_the_file_that_came_back_is_never_written_over(store: db.DataFile, tmp_path: Path) -> None:
    path = plan_form(tmp_path / "a - comments.xlsx", with_(PHARMACIST, wte=-1))
    assert sent_back(store, path, tmp_path).name == "a - comments 2.xlsx"


def test_a_corrected_copy_that_lies_among_the_comments_is_not_written_over(
    demo: db.DataFile, bad: Path, tmp_path: Path
) -> None:
    (first,) = write_comment_copies(proposed(demo, bad), tmp_path / "back")
    assert write_comment_copies(proposed(demo, bad), tmp_path / "back") == [first]  # nobody has touched it
    saved_by_excel(first)
    corrected = first.read_bytes()
    (second,) = write_comment_copies(proposed(demo, bad), tmp_path / "back")
    assert second.name == f"{first.stem} 2.xlsx"
    assert first.read_bytes() == corrected


def saved_by_excel(path: Path) -> None:
    """Save it with the name of another application."""
    with ZipFile(path) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    held["docProps/app.xml"] = b"<Properties><Application>Microsoft Excel</Application></Properties>"
    with ZipFile(path, "w") as parts:
        for name, data in held.items():
            parts.writestr(name, data)


def test_two_files_of_one_name_go_back_as_two(store: db.DataFile, tmp_path: Path) -> None:
    paths = []
    for code in (CROWN, "U64356"):
        (tmp_path / code).mkdir()
        paths.append(plan_form(tmp_path / code / "plan.xlsx", with_(PARAMEDIC, wte=-1), carries=marker(code)))
    made = write_comment_copies(proposed(store, *paths), tmp_path / "back")
    assert [path.name for path in made] == ["plan - comments.xlsx", "plan - comments 2.xlsx"]


def test_what_is_wrong_with_the_whole_form_is_said_at_its_code(store: db.DataFile, tmp_path: Path) -> None:
    path = plan_form(tmp_path / "old.xlsx", PHARMACIST, carries=marker(version=0))
    page = openpyxl.load_workbook(sent_back(store, path, tmp_path / "back"))[COMMENTS]
    assert page["A5"].value == "Plan!C2"
    assert page["D5"].value.startswith("The form is out of date")


def test_words_that_look_like_a_formula_stay_words(store: db.DataFile, tmp_path: Path) -> None:
    path = plan_form(tmp_path / "a.xlsx", with_(PHARMACIST, wte="'=2+"), shows=None)
    spoil(path, lambda page: setattr(page["D13"], "value", "@SUM(1)+x"))
    page = openpyxl.load_workbook(sent_back(store, path, tmp_path / "back"))[COMMENTS]
    assert page["C5"].value == "@SUM(1)+x"
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_any_other_table_goes_back_as_the_list_of_its_reasons(store: db.DataFile, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "practices.xlsx", [["Practice code", "Practice name", "Opened"], ["K82002", "B", "soon"]]
    )
    book = openpyxl.load_workbook(sent_back(store, path, tmp_path / "back"))
    assert book.sheetnames == ["Refused"]


def test_nothing_is_written_where_nothing_is_refused(store: db.DataFile, tmp_path: Path) -> None:
    assert write_comment_copies(proposed(store, plan_form(tmp_path / "a.xlsx", PHARMACIST)), tmp_path / "back") == []
    assert not (tmp_path / "back").exists()


def test_a_return_that_has_gone_meanwhile_is_said(store: db.DataFile, tmp_path: Path) -> None:
    path = plan_form(tmp_path / "a.xlsx", with_(PHARMACIST, wte=-1))
    proposal = proposed(store, path)
    path.unlink()
    with pytest.raises(UserError, match="has gone since it was read"):
        write_comment_copies(proposal, tmp_path / "back")
