"""What is written for IT is true: exit codes, files, places and commands are those of the scripts."""

from __future__ import annotations

import re
from pathlib import Path

import make
import pytest
import windows

from blmk_desktop import log, portable
from ui import crash

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("CONTRIBUTING.md", "packaging/README.md", *(f"docs/{name}.md" for name in ("install", "security")))
INSTALLER = (ROOT / "packaging" / "installer.nsi").read_text(encoding="utf-8")


def text(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", [*DOCUMENTS, "docs/release-checks.md"])
def test_every_step_of_packaging_that_is_named_exists(document: str) -> None:
    lines = re.findall(r"packaging/make ((?:[a-z-]+ ?)+?)(?=  |`|$|,)", text(document), re.MULTILINE)
    assert {word for line in lines for word in line.split()} <= {*make.STEPS, "all"}


def test_every_step_of_packaging_is_named() -> None:
    assert [step for step in make.STEPS if f"packaging/make {step} " not in text("packaging/README.md")] == []


def test_every_script_of_packaging_is_named() -> None:
    named = text("packaging/README.md")
    scripts = {path.stem for path in (ROOT / "packaging").iterdir() if path.is_file() and path.suffix != ".md"}
    known = set(re.findall(r"[a-z_]+(?=[.`*])", named))
    whole = {script for script in scripts for stem in re.findall(r"`([a-z_]+)\*", named) if script.startswith(stem)}
    assert scripts - known - whole == set()


def test_every_exit_code_of_the_setup_is_explained() -> None:
    codes = set(re.findall(r"^!define [A-Z_]+ (\d+)$", INSTALLER, re.MULTILINE))
    assert "1618" in codes
    assert [code for code in codes if f"| {code} |" not in text("docs/install.md")] == []


def test_the_setup_installs_where_the_documents_say() -> None:
    folder = re.search(r'^InstallDir "\$LOCALAPPDATA\\(.+)\\\$\{NAME\}"$', INSTALLER, re.MULTILINE)
    assert folder
    for_it = text("docs/install.md")
    assert rf"%LOCALAPPDATA%\{folder[1]}\BLMK Primary Care" in for_it
    assert r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\BLMK Primary Care" in for_it


def test_what_the_program_writes_is_named() -> None:
    for_it, for_users = text("docs/install.md"), text("docs/guide/install.md")
    for name in (log.NAME, crash.LAST_WORDS, portable.MARK, portable.VARIABLE, f"`{portable.FOLDER}`", windows.SIGNING):
        assert name in for_it
    assert all(name in for_users for name in (log.NAME, portable.MARK, portable.VARIABLE))
    assert (log.MOST, log.KEPT) == (256 * 1024, 3)  # as both documents have it


def test_no_document_names_a_version_that_will_be_an_old_one() -> None:
    assert re.findall(r"blmk-primary-care[-_]\d+\.\d+", text("docs/install.md") + text("docs/guide/install.md")) == []
