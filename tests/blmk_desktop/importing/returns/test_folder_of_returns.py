"""A folder of a round's returns comes in at once: the good ones are taken, the bad ones go back with comments."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

import db
from blmk_desktop import cli
from blmk_desktop.changes import undo
from blmk_desktop.errors import UserError
from blmk_desktop.importing.folders import workbooks_in
from blmk_desktop.records.tables import TABLES
from tests.blmk_desktop.importing.building import content, plan, proposed, workbook
from tests.blmk_desktop.importing.returns.plan_forms import CROWN, PARAMEDIC, PHARMACIST, marker, plan_form, with_
from tests.blmk_desktop.importing.returns.returns import write_returns, wrong_ones
from tests.blmk_desktop.test_cli import open_store

EAST_MK = "U64356"


@pytest.fixture
def file(example: Path, tmp_path: Path) -> Path:
    """A data file of one's own with the example data."""
    return Path(shutil.copyfile(example, tmp_path / "example.blmk"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for returns."""
    made = tmp_path / "returns"
    made.mkdir()
    return made


def run(file: Path, *arguments: object) -> int:
    """Run the import on a data file; its exit status."""
    return cli.run(["import", *map(str, arguments), "--file", str(file)], open_store, integrity=db.integrity)


def statuses(file: Path) -> Counter[str]:
    """How many returns have which status."""
    table = TABLES["plan_return"].c
    with db.open_file(file) as store, store.reading() as connection:
        return Counter(connection.scalars(select(table.status)))


def test_twenty_of_a_rounds_returns_are_taken_and_three_go_back_with_comments(
    file: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with db.open_file(file) as store:
        paths = write_returns(store, folder)
    assert run(file, folder, "--comments", tmp_path / "back", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["returns"] == {"taken": 20, "sent_back": 3}
    assert found["changeset"] is not None
    wrong = [paths[at] for at in wrong_ones(23, 3)]
    assert {Path(one["path"]) for one in found["files"] if not one["return"]["taken"]} == set(wrong)
    assert {Path(path).name for path in found["comments"]} == {f"{path.stem} - comments.xlsx" for path in wrong}
    assert statuses(file) == {"received": 20, "queried": 3}
    with db.open_file(file) as store:
        lines = content(store)["plan_line"]
    assert len({line[1] for line in lines}) == 20
    assert {line[0] for line in lines} == {"2022/23 final"}
    assert sum(one["claims"]["failed"] for one in found["files"]) == 0
    assert run(file, folder) == 1
    assert "Nothing to change" in capsys.readouterr().out


def test_made_up_plans_add_up_to_what_the_pack_plans(demo: db.DataFile, folder: Path) -> None:
    files = proposed(demo, *write_returns(demo, folder, bad=0)).files
    total = sum(int(str(row.after["wte"])) for file in files for row in file.sheets[0].rows)
    assert total == 467_40


def test_a_return_is_taken_though_another_is_refused_and_both_are_one_change(file: Path, folder: Path) -> None:
    plan_form(folder / "good.xlsx", PHARMACIST)
    plan_form(folder / "bad.xlsx", with_(PHARMACIST, wte="?x"), carries=marker(EAST_MK))
    assert run(file, folder) == 1
    assert statuses(file) == {"received": 1, "queried": 1}
    with db.open_file(file) as store, store.reading() as connection:
        assert connection.scalars(select(TABLES["plan_line"].c.pcn)).all() == [CROWN]
    with db.open_file(file) as store:
        undo(store)
        assert content(store)["plan_return"] == content(store)["plan_line"] == []


def test_another_refused_table_holds_up_the_returns_beside_it(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan_form(folder / "good.xlsx", PHARMACIST)
    plan(folder / "pack.xlsx", ("MK", "Ascent", 400_000, "=plenty", 8, 9))
    assert run(file, folder) == 2
    assert statuses(file) == {}
    assert run(file, folder, "--accept-valid") == 1
    assert statuses(file) == {"received": 1}
    capsys.readouterr()


def test_two_returns_of_one_network_and_round_are_refused_unless_they_agree(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan_form(folder / "a.xlsx", PHARMACIST)
    plan_form(folder / "b.xlsx", PHARMACIST)
    assert run(file, folder) == 0
    plan_form(folder / "b.xlsx", PARAMEDIC)
    capsys.readouterr()
    assert run(file, folder) == 1
    told = capsys.readouterr().out
    assert "'a.xlsx' is a return of the same network and round, and 'b.xlsx' says something else" in told
    assert "'b.xlsx' is a return of the same network and round, and 'a.xlsx' says something else" in told
    assert statuses(file) == {"received": 1}


def test_which_of_two_returns_counts_is_not_for_the_order_of_their_names(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan_form(folder / "a.xlsx", PHARMACIST)
    plan_form(folder / "b.xlsx", PARAMEDIC)
    plan_form(folder / "c.xlsx", PHARMACIST)
    plan_form(folder / "d.xlsx", PHARMACIST, carries=marker("U64356"))
    assert run(file, folder) == 1
    assert "Returns: 1 taken, 3 to send back." in capsys.readouterr().out
    assert statuses(file) == {"received": 1}
    with db.open_file(file) as store:
        assert {row[1] for row in content(store)["plan_line"]} == {"U64356"}


def test_a_workbook_with_nothing_in_it_is_said(file: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan_form(folder / "a.xlsx", PHARMACIST)
    openpyxl.Workbook().save(folder / "empty.xlsx")
    assert run(file, folder) == 1
    assert "empty.xlsx\n  there is nothing in it\n" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_holds_up_no_other_of_its_folder(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan_form(folder / "good.xlsx", PHARMACIST)
    (folder / "torn.xlsx").write_bytes(b"PK\x03\x04 torn")
    assert run(file, folder) == 1
    assert statuses(file) == {"received": 1}
    assert "torn.xlsx: " in capsys.readouterr().out


def test_only_the_workbooks_of_a_folder_are_read(folder: Path) -> None:
    for name in ("b.xlsx", "A.ods", "c.csv", "~$b.xlsx", ".~lock.b.xlsx#", "notes.docx", "d - comments.xlsx", "d.xlsx"):
        (folder / name).touch()
    (folder / "old").mkdir()
    assert [path.name for path in workbooks_in([folder])] == ["A.ods", "b.xlsx", "c.csv", "d - comments.xlsx"]
    assert len(workbooks_in([folder, folder / "b.xlsx"])) == 4


def test_a_folder_without_workbooks_and_a_file_that_is_not_there_are_said(folder: Path) -> None:
    with pytest.raises(UserError, match="There is no workbook in"):
        workbooks_in([folder])
    with pytest.raises(UserError, match="There is no file"):
        workbooks_in([folder / "a.xlsx"])


def test_a_network_that_is_not_known_is_said_before_anything_is_read(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan_form(folder / "a.xlsx", PHARMACIST)
    assert run(file, folder, "--for", "U99999") == 2
    assert "There is no network 'U99999'" in capsys.readouterr().err


def test_a_plan_over_its_allocation_is_taken_where_that_is_asked_for(file: Path, folder: Path) -> None:
    plan_form(folder / "a.xlsx", with_(PHARMACIST, wte=80, start=None))
    assert run(file, folder) == 1
    assert statuses(file) == {"queried": 1}
    assert run(file, folder, "--accept-over") == 0
    assert statuses(file) == {"received": 1}


def test_a_thousand_blank_rows_and_a_folder_of_nothing_known_are_no_trouble(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook(folder / "odd.xlsx", [[None]] * 1000 + [["x"]])
    assert run(file, folder) == 2
    assert "was recognised" in capsys.readouterr().err
