"""The subcommand `report`: a paper or a pack as a file, what nobody has looked at, and one clear line on failure."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import db
from blmk_desktop import cli, seeding
from blmk_desktop.check import acknowledge_all, check
from tests.blmk_desktop.test_cli import open_store

Command = Callable[..., int]
AS_AT = ("--as-at", "2022-12-09", "--on", "2022-12-09")


@pytest.fixture
def file(example: Path, tmp_path: Path) -> Path:
    """A data file of one's own with the example data."""
    return Path(shutil.copyfile(example, tmp_path / "data.blmk"))


@pytest.fixture
def report(file: Path) -> Command:
    """Ask for a report; the exit status."""

    def run(*arguments: object) -> int:
        given = ["report", *map(str, arguments), "--file", str(file)]
        return cli.run(given, open_store, integrity=db.integrity)

    return run


def look_at_everything(file: Path) -> None:
    """Acknowledge all findings."""
    with db.open_file(file) as store:
        with store.reading() as connection:
            found = check(connection)
        acknowledge_all(store, found, "Looked at")


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf"])
def test_a_paper_is_written_by_its_ending(
    ending: str, report: Command, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    look_at_everything(file)
    out, again = tmp_path / f"plans.{ending}", tmp_path / f"again.{ending}"
    assert report("workforce-plans", "--out", out, *AS_AT) == 0
    assert report("workforce-plans", "--out", again, *AS_AT) == 0
    assert capsys.readouterr().out.startswith(f"{out}: ")
    assert out.read_bytes() == again.read_bytes()


def test_a_draft_is_written_all_the_same_and_says_what_is_open(
    report: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plans.pdf"
    assert report("workforce-plans", "--out", out, *AS_AT) == 1
    lines = capsys.readouterr().out.splitlines()
    assert out.exists()
    assert "findings about what it says, and nobody has looked at them." in lines[1]
    assert len(lines) == 2 + int(lines[1].split()[2])


def test_machines_get_the_questions_as_json(
    report: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("finance", "--out", tmp_path / "finance.pdf", "--json", *AS_AT) == 1
    answer = json.loads(capsys.readouterr().out)
    assert {one["rule"] for one in answer["questions"]} == {"lost-minus-sign", "percentage-not-printed"}
    assert (answer["left_out"], answer["stamp"][:7]) == ([], "change ")


def test_figures_are_those_of_the_meeting_unless_another_day_is_asked_for(report: Command, tmp_path: Path) -> None:
    for out, more in (("its own.pdf", ()), ("said.pdf", ("--as-at", "2022-12-09"))):
        report("estates", "--out", tmp_path / out, "--on", "2022-12-09", *more)
    assert (tmp_path / "its own.pdf").read_bytes() == (tmp_path / "said.pdf").read_bytes()


def test_a_cover_can_be_left_out(report: Command, tmp_path: Path) -> None:
    whole, bare = tmp_path / "whole.pdf", tmp_path / "bare.pdf"
    report("finance", "--out", whole, *AS_AT)
    report("finance", "--out", bare, "--no-cover", *AS_AT)
    assert whole.stat().st_size > bare.stat().st_size


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("minutes", "--out", "minutes.pdf"), "There is no paper 'minutes'."),
        (("finance", "--out", "finance.doc"), "'finance.doc' must end in .docx, .xlsx, .pdf"),
        (("finance", "--out", "finance.pdf", "--of", "Oak"), "There are no figures of 'Oak'."),
        (("finance", "--out", "finance.pdf", "--as-at", "soon"), "soon"),
        (("estates", "--out", "estates.pdf", "--of", "Luton"), "there is only one, so it cannot be of 'Luton'"),
        (
            ("pack", "--out", "pack.pdf", "--on", "2022-12-10"),
            "has no meeting on 10/12/2022; it has them on 17/03/2023",
        ),
        (("pack", "--out", "pack.pdf", "--body", "Nobody"), "There is no meeting to make a pack for."),
        (("pack", "--out", "pack.pdf", "--no-cover"), "--of and --no-cover are of one paper"),
    ],
)
def test_what_cannot_be_is_said_in_one_line_and_nothing_written(
    arguments: tuple[str, ...],
    why: str,
    report: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert report(*arguments) == 2
    said = capsys.readouterr().err
    assert why in said
    assert len(said.splitlines()) == 1
    assert not Path(arguments[2]).exists()


def test_an_empty_file_says_what_to_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "new.blmk"
    with db.create_file(file) as store:
        seeding.load_reference(store)
    given = ["report", "workforce-plans", "--out", str(tmp_path / "plans.pdf"), "--file", str(file)]
    assert cli.run(given, open_store) == 2
    assert "There are no workforce plans yet. Import" in capsys.readouterr().err


def test_a_pack_is_one_document(
    report: Command, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    look_at_everything(file)
    out = tmp_path / "pack.pdf"
    report("pack", "--out", out, *AS_AT)
    assert capsys.readouterr().out.startswith(f"{out}: Papers for the meeting of 9 December 2022, from change ")
    assert out.read_bytes().startswith(b"%PDF")
