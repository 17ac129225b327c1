"""A form that was opened, filled in, rearranged and saved by LibreOffice brings every figure back."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import db
from blmk_desktop.importing.engine import apply
from blmk_desktop.importing.proposal import FileProposal
from blmk_desktop.templates.plan_layout import PLAN
from blmk_desktop.templates.plan_templates import write_plan_templates
from tests.blmk_desktop.importing.building import content, proposed
from tests.blmk_desktop.importing.returns import in_libreoffice
from tests.blmk_desktop.importing.returns.plan_forms import CROWN

Steps = list[list[Any]]
Typed = Callable[[Path, Path, Steps], Path]
PYTHONS = (sys.executable, "/usr/bin/python3", "/usr/lib/libreoffice/program/python")

# What is typed into the first lines of the form, and what must arrive.
TYPED: Steps = [
    *(["type", PLAN, cell, text] for cell, text in (("B10", "Clinical Pharmacist"), ("C10", "Lead"), ("D10", "1"))),
    *(["type", PLAN, cell, text] for cell, text in (("E10", "2022-07-01"), ("B11", "Care Co-ordinator"))),
    *(["type", PLAN, cell, text] for cell, text in (("D11", "1.75"), ("F11", "2022-12-31"), ("G11", "24500.50"))),
    *(["type", PLAN, cell, text] for cell, text in (("H11", "two posts"), ("B12", "Pharmacy Technician"))),
    *(["type", PLAN, cell, text] for cell, text in (("D12", "0.53"), ("E12", "2022-10-01"))),
]
ARRIVES = [
    (1, "Clinical Pharmacist", "Lead", 100, "2022-07-01", None, None, None),
    (2, "Care Co-ordinator", None, 175, None, "2022-12-31", 2_450_050, "two posts"),
    (3, "Pharmacy Technician", None, 53, "2022-10-01", None, None, None),
]


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typed]:
    """Opens a workbook in LibreOffice, takes steps there and saves it under another name."""
    office = shutil.which("soffice")
    python = next((path for path in PYTHONS if has_uno(path)), None)
    if office is None or python is None:
        pytest.skip("needs LibreOffice and a Python that can speak to it, which are not on this machine")
    profile = tmp_path_factory.mktemp("profile")
    pipe = f"blmk{secrets.token_hex(6)}"
    ask = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    ask += [f"--accept=pipe,name={pipe};urp;"]

    def run(path: Path, out: Path, steps: Steps) -> Path:
        script = [python, in_libreoffice.__file__, pipe, path, out, json.dumps(steps)]
        subprocess.run(script, check=True, timeout=120)
        return out

    started = subprocess.Popen(ask, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield run
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)  # it and what it started
        started.wait(30)


def has_uno(python: str) -> bool:
    """Whether a Python can speak to LibreOffice."""
    if not Path(python).exists():
        return False
    return subprocess.run([python, "-c", "import uno"], capture_output=True, check=False, timeout=30).returncode == 0


@pytest.fixture
def blank(demo: db.DataFile, tmp_path: Path) -> Path:
    """The form of Crown as it is sent: nothing filled in."""
    with demo.reading() as connection:
        (path,) = write_plan_templates(connection, [CROWN], "2022/23", "final", tmp_path / "out")
    return path


def lines(file: FileProposal) -> list[tuple[object, ...]]:
    """The lines proposed, by the columns of the form."""
    names = ("line", "role", "post", "wte", "start", "end", "salary", "note")
    return [tuple(row.after.get(name) for name in names) for row in file.sheets[0].rows]


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_every_figure_typed_in_libreoffice_arrives(
    demo: db.DataFile, blank: Path, tmp_path: Path, typed: Typed, ending: str
) -> None:
    saved = typed(blank, tmp_path / f"from the network{ending}", TYPED)
    proposal = proposed(demo, saved)
    (file,) = proposal.files
    assert proposal.refused() == []
    assert lines(file) == ARRIVES
    assert {claim.held for claim in file.sheets[0].claims} == {True}
    assert len(file.sheets[0].claims) >= 6
    apply(demo, proposal)
    assert len(content(demo)["plan_line"]) == 3


def test_a_form_rearranged_in_libreoffice_is_read_by_its_words(
    demo: db.DataFile, blank: Path, tmp_path: Path, typed: Typed
) -> None:
    rearranged: Steps = [
        ["unprotect", PLAN],
        ["rows", PLAN, 10, 1],  # between the first line and the second
        *(["type", PLAN, cell, text] for cell, text in (("B11", "Care Co-ordinator"), ("D11", "0.5"))),
        ["rows", PLAN, 0, 2],
        ["columns", PLAN, 3, 1],
        ["rename", PLAN, "Our plan"],
        ["add", "Workings"],
        ["type", "Workings", "A1", "Role"],
    ]
    (file,) = proposed(demo, typed(blank, tmp_path / "plan v2 FINAL.xlsx", TYPED + rearranged)).files
    assert file.refused() == []
    assert [line[:4] for line in lines(file)] == [
        (1, "Clinical Pharmacist", "Lead", 100),
        (61, "Care Co-ordinator", None, 50),
        (2, "Care Co-ordinator", None, 175),
        (3, "Pharmacy Technician", None, 53),
    ]
    assert "nothing is read from 'Workings': the plan stands on 'Our plan'" in file.sheets[0].notes


def test_what_is_wrong_is_told_with_its_cell_in_a_workbook_that_libreoffice_saved(
    demo: db.DataFile, blank: Path, tmp_path: Path, typed: Typed
) -> None:
    wrong: Steps = [["type", PLAN, "D10", "one"], ["type", PLAN, "D11", "-1"], ["type", PLAN, "E12", "2024-05-01"]]
    (file,) = proposed(demo, typed(blank, tmp_path / "bad.xlsx", TYPED + wrong)).files
    assert [refusal.where for refusal in file.refused()] == ["Plan!D10", "Plan!D11", "Plan!E12"]
    assert file.sent_back
