"""The command line as scripts and the batch user rely on it: shapes, exit status, and one clear line on failure."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import db
from blmk_desktop import cli, seeding
from tests.house.tree import ROOT

Command = Callable[..., int]


def open_store(path: Path | None = None, /, *, create: bool = False, read_only: bool = False) -> db.DataFile:
    """Open a data file as `main` does, reference data included."""
    path = path or db.default_path()
    new = not path.exists()
    store = db.open_file(path, create=create, read_only=read_only)
    if new:
        seeding.load_reference(store)
    return store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the data file is, once a command has made it."""
    return tmp_path / "data.blmk"


@pytest.fixture
def command(file: Path) -> Command:
    """Run a subcommand on the file; its exit status."""

    def run(*arguments: object) -> int:
        return cli.run([*map(str, arguments), "--file", str(file)], open_store, integrity=db.integrity)

    return run


@pytest.fixture
def empty(file: Path) -> Path:
    """The data file, made already, with the reference data only."""
    open_store(file, create=True).close()
    return file


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What was printed, as JSON."""
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


@pytest.fixture
def practices(tmp_path: Path) -> Path:
    """A small register with one code that cannot be."""
    path = tmp_path / "practices.csv"
    path.write_text("Practice code,Practice name,Opened\nK82001,A SURGERY,01/04/1974\nK82002,B SURGERY,31/02/2001\n")
    return path


def test_the_example_is_loaded_once(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("demo", "--json") == 0
    workbooks = list((seeding.RESOURCES / "demo").glob("*.xlsx"))
    assert len(answer(capsys)["changesets"]) == 1 + len(workbooks)
    assert command("demo") == 0
    assert capsys.readouterr().out == "All of the example data is there already; nothing was added.\n"


def test_the_plans_by_place_are_the_committees(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    command("demo")
    capsys.readouterr()
    assert command("summary", "plan-by-place", "--json") == 0
    found = answer(capsys)
    assert found["total"] == {
        "allocation": 1_613_713_820,
        "forecast_spend": 1_443_835_790,
        "variance": 169_878_030,
        "wte_in_post": "268.81",
        "wte_planned": "467.40",
        "growth_percent": "73.90",
        "recruited_percent": "57.50",
    }
    assert found["rows"][0] == {
        "place": "Bedford Borough",
        "allocation": 316_322_400,
        "forecast_spend": 318_505_000,
        "variance": -2_182_600,
        "wte_in_post": "65.78",
        "wte_planned": "96.92",
        "growth_percent": "47.30",
        "recruited_percent": "67.90",
    }


@pytest.mark.parametrize(
    ("name", "subject", "rows"),
    [
        ("plan-by-pcn", {"place", "pcn_code", "pcn"}, 23),
        ("plan-by-role", {"role"}, 23),
        ("practices", {"code", "name", "pcn_code", "registered"}, 117),
        ("pcns", {"code", "name", "place", "practices"}, 26),
    ],
)
def test_every_summary_has_rows_and_a_total(
    command: Command, capsys: pytest.CaptureFixture[str], name: str, subject: set[str], rows: int
) -> None:
    command("demo")
    capsys.readouterr()
    assert command("summary", name, "--as-at", "2022-10-01", "--json") == 0
    found = answer(capsys)
    assert set(found) == {"rows", "total"}
    assert len(found["rows"]) == rows
    assert subject <= set(found["rows"][0])


def test_a_table_for_people_has_a_total_and_says_what_is_in_doubt(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    command("demo")
    capsys.readouterr()
    assert command("summary", "plan-by-place") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ")[0] == "Place"
    assert lines[2].startswith("Bedford Borough")
    assert "(21,826)" in lines[2]
    assert "112.07*" in lines[3]
    assert lines[-2].startswith("Total")
    assert lines[-1].startswith("* sources differ")


def test_an_import_with_a_refused_row_does_nothing_and_says_so(
    command: Command, capsys: pytest.CaptureFixture[str], practices: Path
) -> None:
    assert command("import", practices, "--json") == 2
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert set(found) == {"files", "returns", "comments", "changeset"}
    assert found["changeset"] is None
    (read,) = found["files"]
    assert set(read) == {
        *("path", "kind", "sheets", "added", "changed", "unchanged", "refused", "return", "claims"),
    }
    assert set(read["claims"]) == {"held", "failed"}
    (refused,) = read["refused"]
    assert set(refused) == {"where", "field", "value", "why"}
    assert refused["value"] == "31/02/2001"
    assert printed.err == (
        "Nothing was imported: 1 row or cell is refused. Correct them, or take the others with --accept-valid.\n"
    )


def test_the_good_rows_can_be_taken_and_undone(
    command: Command, capsys: pytest.CaptureFixture[str], practices: Path
) -> None:
    assert command("import", practices, "--accept-valid", "--json") == 1
    changeset = answer(capsys)["changeset"]
    command("history", "--json")
    newest = answer(capsys)["changesets"][0]
    assert (newest["id"], newest["kind"], newest["undone"]) == (changeset, "import", False)
    assert command("undo", changeset) == 0
    capsys.readouterr()
    command("summary", "practices", "--json")
    assert answer(capsys)["rows"] == []
    assert command("redo") == 0


@pytest.mark.usefixtures("empty")
def test_a_dry_run_changes_nothing(command: Command, capsys: pytest.CaptureFixture[str], practices: Path) -> None:
    assert command("import", practices, "--dry-run") == 1
    assert capsys.readouterr().out.endswith("Nothing was changed: this was a dry run.\n")
    command("history", "--json")
    assert [made["kind"] for made in answer(capsys)["changesets"]] == ["reference"]


def test_the_same_workbook_twice_changes_nothing_the_second_time(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("import", seeding.PLANS, "--json") == 0
    first = answer(capsys)
    assert first["changeset"]
    assert first["files"][0]["added"] > 200
    assert command("import", seeding.PLANS, "--json") == 0
    again = answer(capsys)
    assert again["changeset"] is None
    assert (again["files"][0]["added"], again["files"][0]["changed"]) == (0, 0)


def test_a_file_in_which_nothing_is_recognised_is_said(
    command: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "odd.csv").write_text("foo,bar\n1,2\n")
    assert command("import", tmp_path / "odd.csv") == 2
    assert capsys.readouterr().err == "Nothing in odd.csv was recognised. Say what it holds with --kind.\n"
    assert command("import", tmp_path / "odd.csv", seeding.PLANS) == 1


def test_an_unreadable_file_stops_the_others_unless_what_is_valid_shall_be_taken(
    command: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "bad.xlsx").write_text("not a workbook")
    assert command("import", tmp_path / "bad.xlsx", seeding.PLANS) == 2
    assert capsys.readouterr().err.startswith("bad.xlsx: This is not a workbook")
    assert command("import", tmp_path / "bad.xlsx", seeding.PLANS, "--accept-valid", "--json") == 1
    found = answer(capsys)
    assert found["changeset"]
    assert found["files"][0]["refused"][0]["why"].startswith("This is not a workbook")


def test_a_bug_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    def broken(path: Path | None = None, /, *, read_only: bool = False) -> db.DataFile:
        raise KeyError(path, read_only)

    assert cli.run(["history", "--file", "secret.blmk"], broken) == 2
    said = capsys.readouterr().err
    assert said.startswith("Something went wrong in the program (KeyError at test_cli.py:")
    assert said.count("\n") == 1
    assert "secret" not in said


@pytest.mark.usefixtures("empty")
def test_check_has_the_findings_and_an_exit_status_of_its_own(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("check", "--json") == 0
    assert answer(capsys) == {"findings": []}
    command("demo")
    capsys.readouterr()
    assert command("check", "--json") == 1
    findings = answer(capsys)["findings"]
    names = {"rule", "severity", "subject", "where", "printed", "computed", "message"}
    assert all(set(finding) == names for finding in findings)
    assert command("check") == 1
    assert "printed £62,024.70; computed" in capsys.readouterr().out


@pytest.mark.usefixtures("empty")
def test_an_export_says_how_much_it_wrote(command: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert command("export", "pcns", tmp_path / "pcns.csv", "--as-at", "2022-10-01") == 0
    assert capsys.readouterr().out == f"{tmp_path / 'pcns.csv'}: 23 rows\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("summary", "nothing"), "There is no summary 'nothing'. There are: attention, plan-by-place,"),
        (("summary", "plan-by-pcn", "--round", "1999"), "There is no plan round '1999'. There are: none yet."),
        (("import", "missing.xlsx"), "There is no file missing.xlsx."),
        (("export", "practices", "practices.doc"), "'practices.doc' must end in .xlsx, .csv, .json"),
        (("undo", "99"), "There is no change set 99."),
        (("import", "x.xlsx", "--kind", "surgeries"), "There is no kind 'surgeries'. There are: practices,"),
        (("import", "x.xlsx", "--year", "2022"), "--year: 2022 lies in two financial years"),
        (("export", "pcns", "x.csv", "--as-at", "31/13/2022"), "argument --as-at:"),
        (("screenshots", "out"), "Pictures of the tabs need the window"),
        (("dance",), "argument SUBCOMMAND: invalid choice: 'dance'"),
    ],
)
@pytest.mark.usefixtures("empty")
def test_what_cannot_be_done_is_said_in_one_line(
    command: Command, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert command(*arguments) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(sentence)
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_a_file_that_is_no_data_file_is_refused_in_one_line(
    command: Command, capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    file.write_text("not ours")
    assert command("history") == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert file.read_text() == "not ours"


def test_pictures_are_made_by_the_window(tmp_path: Path, file: Path) -> None:
    asked: list[tuple[Path, Path | None]] = []
    arguments = ["screenshots", str(tmp_path), "--file", str(file)]
    assert cli.run(arguments, open_store, screenshots=lambda out, path: asked.append((out, path))) == 0
    assert asked == [(tmp_path, file)]


@pytest.mark.parametrize("name", cli.SUBCOMMANDS)
def test_every_subcommand_explains_itself_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([name, "--help"], open_store) == 0
    page = capsys.readouterr().out
    assert f"Example: main.py {name} " in page
    assert "--file" in page


def test_help_needs_no_slow_library() -> None:
    program = (
        "import sys; from blmk_desktop import cli; cli.run(['--version'], None);"
        "slow = {'sqlalchemy', 'numpy', 'pandas', 'openpyxl', 'PySide6', 'alembic'} & set(sys.modules);"
        "sys.exit(', '.join(slow) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("summary", "practices"),
        ("cross", "risk", "--rows", "register"),
        ("export", "practices", "practices.csv"),
        ("report", "workforce-plans", "--out", "plans.pdf"),
        ("template", "practices", "--out", "forms"),
        ("template", "pcn-plan", "--all", "--year", "2022/23", "--mark-sent", "--out", "forms"),
        ("import", str(seeding.PLANS), "--dry-run"),
        ("history",),
        ("undo",),
        ("redo",),
    ],
)
def test_a_wrong_name_makes_no_file(
    command: Command, file: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert command(*arguments) == 2
    assert capsys.readouterr().err == f"data.blmk: There is no file {file}.\n"
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "option", "sentence"),
    [
        ("practices", ("--year", "2022/23"), "'practices' is not of one year. These are: network-payments,"),
        ("risks", ("--version", "First"), "'risks' is not of one version. These are: budget-5yr,"),
        ("budget", ("--version", "First"), "There is no budget version 'First'. There are:"),
        ("budget-5yr", ("--version", "First"), "There is no projection 'First'. There are: none yet."),
        ("premises", ("--year", "22"), "argument --year: 22 is not a financial year"),
    ],
)
@pytest.mark.usefixtures("empty")
def test_a_table_has_only_the_options_that_it_goes_by(
    command: Command, capsys: pytest.CaptureFixture[str], name: str, option: tuple[str, str], sentence: str
) -> None:
    assert command("summary", name, *option) == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_a_table_of_another_year_is_asked_for_by_the_year(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    command("demo")
    capsys.readouterr()
    assert command("summary", "network-payments", "--year", "2022-23", "--json") == 0
    assert {row["year"] for row in answer(capsys)["rows"]} == {"2022/23"}
    assert command("summary", "premises", "--year", "2030/31", "--json") == 0
    assert {row["year"] for row in answer(capsys)["rows"]} <= {"2030/31"}
