"""The subcommand `template`: forms into a folder, and one clear line where it cannot be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import db
from blmk_desktop import cli
from blmk_desktop.changes import Change, commit, new_records
from tests.blmk_desktop.test_cli import open_store

Command = Callable[..., int]


@pytest.fixture
def file(example: Path, tmp_path: Path) -> Path:
    """A data file of one's own with the example data."""
    return Path(shutil.copyfile(example, tmp_path / "data.blmk"))


@pytest.fixture
def command(file: Path, tmp_path: Path) -> Command:
    """Ask for a template into the folder 'out'; the exit status."""

    def run(*arguments: object) -> int:
        where = ("--out", str(tmp_path / "out"), "--file", str(file))
        return cli.run(["template", *map(str, arguments), *where], open_store, integrity=db.integrity)

    return run


def test_forms_for_all_networks(
    command: Command, tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    assert command("pcn-plan", "--all", "--year", "2022-23") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Caritas Medical PCN (U74819)"
    assert told[-1] == f"23 workbooks in {tmp_path / 'out'}."
    assert len(list((tmp_path / "out").iterdir())) == 23
    assert file.read_bytes() == before


def test_the_answer_for_machines(command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = ("pcn-plan", "--for", "U35004", "--for", "U91286", "--year", "2023/24", "--stage", "first draft")
    assert command(*ask, "--mark-sent", "--due", "30/06/2023", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert [Path(name).parent for name in answer["files"]] == [tmp_path / "out"] * 2
    assert answer["changeset"]


def test_networks_that_have_no_place_are_counted(
    command: Command, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with db.open_file(file) as store:
        record = next(new_records())
        commit(store, [Change("pcn", record, None, {"code": "U99001", "name": "FENS PCN"})], what="By hand")
    assert command("pcn-plan", "--all", "--year", "2022/23") == 0
    told = capsys.readouterr().out.splitlines()[-1]
    assert told == "1 open network has no place and got none: give them a place, or name them with --for."


def test_a_form_that_came_back_is_replaced_only_where_that_is_said(
    command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "arrs claims.xlsx"
    path.write_bytes(b"filled in")
    assert command("arrs-claims") == 2
    told = f"'{path.name}' is there already and may be filled in. Nothing was written."
    assert capsys.readouterr().err == f"{path.parent}: {told} Choose another folder, or say --replace.\n"
    assert path.read_bytes() == b"filled in"
    assert command("arrs-claims", "--replace") == 0
    assert path.read_bytes().startswith(b"PK")


def test_forms_for_practices_and_records(command: Command, tmp_path: Path) -> None:
    assert command("practice-workforce", "--for", "K82057") == 0
    assert command("arrs_claims") == 0
    assert "arrs claims.xlsx" in {path.name for path in (tmp_path / "out").iterdir()}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("pcn-plan", "--all"), "Which year is the plan for? Say --year 2022/23."),
        (("pcn-plan", "--year", "2022/23"), "Whom is pcn-plan for? Say --for CODE, or --all."),
        (("pcn-plan", "--all", "--for", "U35004", "--year", "2022/23"), "Say either --for or --all, not both."),
        (("pcn-plan", "--for", "U1", "--year", "2022/23"), "There is no PCN U1 in the register"),
        (("pcn-plan", "--all", "--year", "2017/18"), "No network that has a place is open in 2017/18"),
        (("pcn-plan", "--all", "--year", "2022"), "--year: 2022 lies in two financial years"),
        (("practice-workforce", "--all", "--mark-sent"), "--mark-sent is for pcn-plan"),
        (("pcn-plan", "--all", "--year", "2022/23", "--due", "2022-09-01"), "--due is kept with --mark-sent only"),
        (("practices", "--for", "E81001"), "leave out --for"),
        (("wishes",), "There is no template 'wishes'"),
    ],
)
def test_what_cannot_be_done_is_said_on_one_line(
    command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    assert command(*arguments) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert len(told.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.fixture
def led(file: Path) -> Path:
    """The data file with a scheme that somebody leads."""
    ids = new_records()
    with db.open_file(file) as store:
        for kind, values in (
            ("scheme", {"name": "Annexe", "owner": "Head of Estates"}),
            ("risk_register", {"name": "Trial", "prefix": "TR"}),
            ("risk", {"reference": "TR-1", "register": "Trial", "owner": "Head of Quality"}),
        ):
            commit(store, [Change(kind, next(ids), None, dict(values))], what="Set up")
    return file


def test_updates_for_people_named_by_their_role(
    led: Path, command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert led.exists()
    assert command("scheme-update", "--for", "head of estates", "--json") == 0
    made = [tmp_path / "out" / "Scheme update Head of Estates.xlsx"]
    assert json.loads(capsys.readouterr().out)["files"] == [str(path) for path in made]
    assert command("risk-update", "--all") == 0
    assert "Head of Quality" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("scheme-update",), "Whom is scheme-update for? Say --for ROLE, or --all."),
        (("scheme-update", "--for", "Nobody"), "No open record names Nobody as scheme lead. There are: "),
    ],
)
def test_an_update_is_for_somebody_with_open_records(
    led: Path, command: Command, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], why: str
) -> None:
    assert led.exists()
    assert command(*asked) == 2
    assert why in capsys.readouterr().err
