"""The subcommand `cross`: a cross-table printed, for machines, or as a file; one clear line where it cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blmk_desktop import cli
from blmk_desktop.changes import Change, commit
from db import create_file
from tests.blmk_desktop.test_cli import open_store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three risks of two registers."""
    path = tmp_path / "risks.blmk"
    added: list[tuple[str, dict[str, object]]] = [
        ("risk_register", {"name": "Corporate", "prefix": "C"}),
        ("risk_register", {"name": "Primary care", "prefix": "PC"}),
    ]
    for month, register in ((4, "Corporate"), (5, "Primary care"), (7, "Primary care")):
        about = {"register": register, "event": f"event {month}", "raised": f"2022-0{month}-01"}
        added.append(("risk", {"reference": f"R{month}", **about}))
    with create_file(path) as store:
        commit(store, [Change(kind, at, None, values) for at, (kind, values) in enumerate(added, 1)], what="Set up")
    return path


def cross(file: Path, *arguments: str) -> int:
    return cli.run(["cross", *arguments, "--file", str(file)], open_store)


def test_it_is_printed_with_its_title_and_totals(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cross(file, "risk", "--rows", "register", "--columns", "raised:quarter") == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "Risks: number by register and raised, by quarter"
    assert [line.split() for line in printed if line.startswith(("Primary", "Total"))] == [
        ["Primary", "care", "1", "1", "2"],
        ["Total", "2", "1", "3"],
    ]


def test_machines_are_answered_with_the_headings(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cross(file, "risk", "--rows", "register", "--where", "register=primary", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["columns"] == {"row0": "Register", "total": "Number"}
    assert (answer["rows"], answer["total"]) == ([{"row0": "Primary care", "total": 2}], {"total": 2})


def test_it_is_written_to_a_file(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cross(file, "risk", "--rows", "register", "--out", str(tmp_path / "risks.csv")) == 0
    assert "2 rows" in capsys.readouterr().out
    assert (tmp_path / "risks.csv").read_text("utf-8-sig").splitlines() == [
        "Register,Number",
        "Corporate,1",
        "Primary care,2",
    ]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["nothing"], "There is no 'nothing' to cross."),
        (["risk", "--rows", "size"], "nothing is divided by 'size'"),
        (["risk", "--where", "register"], "is not a condition"),
        (["risk", "--measure", "owner"], "there is no figure 'owner'"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(
    file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    assert cross(file, *arguments) == 2
    assert why in capsys.readouterr().err
