"""The set-up: what is pinned, what a second start costs, and that an interrupted one is noticed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.tree import ROOT

LISTS = ("requirements", "requirements-test", "requirements-build")
NEEDS_SH = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell; on Windows run.cmd does this work")

Start = Callable[[], subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("name", LISTS)
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    requirements = re.findall(r"^[A-Za-z0-9].*?(?=^\S|\Z)", text, flags=re.DOTALL | re.MULTILINE)
    assert requirements
    assert [line for line in requirements if "==" not in line or "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("name", LISTS)
def test_what_is_asked_for_is_what_is_pinned(name: str) -> None:
    asked = re.findall(r"^[A-Za-z0-9][\w-]*", (ROOT / f"{name}.in").read_text(encoding="utf-8"), re.MULTILINE)
    pins = re.findall(r"^([A-Za-z0-9][\w-]*)==", (ROOT / f"{name}.txt").read_text("utf-8"), re.MULTILINE)
    assert {plain(package) for package in asked} <= {plain(package) for package in pins}


def plain(package: str) -> str:
    """A package's name as registries compare it."""
    return package.lower().replace("_", "-")


def test_qt_is_the_version_that_lives_with_python_3_11() -> None:
    assert "PySide6-Essentials==6.11.3" in (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts ./run in a checkout that is set up already, whose main.py only says so."""
    checkout = tmp_path / "a checkout's folder"
    shutil.copytree(ROOT / "tools", checkout / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    stamps = checkout / ".venv/installed"
    stamps.mkdir(parents=True)
    shutil.copy(ROOT / "run", checkout)
    for place in (checkout, stamps):
        shutil.copy(ROOT / "requirements.txt", place)
    for use in ("offscreen", "display"):
        (stamps / use).touch()
    (checkout / ".venv/bin").mkdir()
    python = checkout / ".venv/bin/python"
    python.write_text('#!/bin/sh\necho started "$@"\n')
    python.chmod(0o755)
    return lambda: subprocess.run(
        [checkout / "run", "check", "--file", "my file.blmk"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@NEEDS_SH
def test_a_second_start_goes_straight_to_the_program_and_hands_on_its_arguments(start: Start) -> None:
    began = time.monotonic()
    done = start()
    assert time.monotonic() - began < 1
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"started \S.*/main\.py check --file my file\.blmk\n", done.stdout)


@NEEDS_SH
def test_git_keeps_the_scripts_executable() -> None:
    assert [name for name in ("run", "test", ".ci/run") if not os.access(ROOT / name, os.X_OK)] == []


@pytest.mark.parametrize("name", ["run.cmd", "test.cmd", "tools/set_up.cmd"])
def test_windows_scripts_end_their_lines_as_windows_wants(name: str) -> None:
    content = (ROOT / name).read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 5
