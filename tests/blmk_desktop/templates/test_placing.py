"""Forms in a folder: whole, and never over a file that says something else."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import db
from blmk_desktop.errors import UserError
from blmk_desktop.templates.placing import AlreadyThere, safe_name
from blmk_desktop.templates.plan_templates import write_plan_templates
from blmk_desktop.templates.record_template import write_record_template
from blmk_desktop.templates.survey_writer import write_survey_templates

CODES = ["U35004", "U91286"]


def forms(store: db.DataFile, folder: Path, *, replace: bool = False) -> list[Path]:
    """Write the plan forms of two networks."""
    with store.reading() as connection:
        return write_plan_templates(connection, CODES, "2022/23", "final", folder, replace=replace)


def fill_in(path: Path) -> bytes:
    """Somebody saves a return under the name that the form was sent as."""
    book = openpyxl.load_workbook(path)
    book["Plan"]["D10"] = 0.5
    book.save(path)
    return path.read_bytes()


def test_the_same_form_may_be_written_again(store: db.DataFile, tmp_path: Path) -> None:
    before = [path.read_bytes() for path in forms(store, tmp_path)]
    assert [path.read_bytes() for path in forms(store, tmp_path)] == before


def test_a_return_saved_under_the_name_of_its_form_is_not_lost(store: db.DataFile, tmp_path: Path) -> None:
    crown, lea_vale = forms(store, tmp_path)
    filled = fill_in(crown)
    lea_vale.unlink()
    with pytest.raises(
        AlreadyThere, match=r"Crown PCN.xlsx' is there already and may be filled in\. Nothing was"
    ) as told:
        forms(store, tmp_path)
    assert str(told.value).startswith(f"{tmp_path}: ")
    assert crown.read_bytes() == filled
    assert not lea_vale.exists()


def test_it_is_replaced_where_that_was_said(store: db.DataFile, tmp_path: Path) -> None:
    before = [path.read_bytes() for path in forms(store, tmp_path)]
    for path in forms(store, tmp_path):
        fill_in(path)
    with pytest.raises(AlreadyThere, match=r"Crown PCN\.xlsx' and 1 more are there already"):
        forms(store, tmp_path)
    assert [path.read_bytes() for path in forms(store, tmp_path, replace=True)] == before


def test_forms_of_practices_and_tables_of_records_are_not_lost_either(store: db.DataFile, tmp_path: Path) -> None:
    with store.reading() as connection:
        (survey,) = write_survey_templates(connection, ["K82057"], "", tmp_path)
        table = write_record_template(connection, "practices", tmp_path)
        for path in (survey, table):
            path.write_bytes(b"filled in")
        with pytest.raises(AlreadyThere):
            write_survey_templates(connection, ["K82057"], "", tmp_path)
        with pytest.raises(AlreadyThere):
            write_record_template(connection, "practices", tmp_path)
        write_record_template(connection, "practices", tmp_path, replace=True)
    assert table.read_bytes() != b"filled in" == survey.read_bytes()


def test_a_file_is_no_folder(store: db.DataFile, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("something")
    with pytest.raises(UserError, match="That is a file: name a folder for the workbooks"):
        forms(store, tmp_path / "out")


def test_every_system_takes_the_names() -> None:
    assert safe_name('Plan 2022/23: A*B? "C" <D>|\\E .') == "Plan 2022-23 A B C D E.xlsx"
    assert len(safe_name("x" * 300)) == 125
