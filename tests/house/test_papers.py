"""README, change log and committed files name what there is, and nothing of the machine they were made on."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.tree import ROOT

# Written with brackets so that this file does not find itself.
NOT_TO_BE_NAMED = {
    "a package registry": r"pypi[.]org|pythonhosted[.]org|crates[.]io|npmjs[.](org|com)|[:]//[^\s\"'<>]+/simple\b",
    "a setting of pip that belongs to a machine": r"[-]-(extra-)?index-url|[-]-find-links|[-]-trusted-host",
    "a folder of a machine": r"(?<![\w.~$}\])*/-])/(home|root|work|farm|tmp|opt|srv|mnt|Users)/[\w.]",
    "a folder of a Windows machine": r"\b[A-Z]:[\\]+(Users|Temp)[\\]+\w",
}


def committed() -> list[Path]:
    """The files that git knows, those not yet committed too."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("needs git and the checkout's history, which are not here")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def text_of(file: Path) -> str:
    """A file's text; nothing for a file that is not text."""
    content = file.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def test_no_committed_file_names_a_registry_or_a_folder_of_this_machine() -> None:
    found = [
        f"{file.relative_to(ROOT).as_posix()} names {what}: {match.group()}"
        for file in committed()
        for what, pattern in NOT_TO_BE_NAMED.items()
        for match in re.finditer(pattern, text_of(file))
    ]
    assert not found, "\n".join(found)


def readme() -> str:
    """The text of README.md."""
    file = ROOT / "README.md"
    if not file.exists():
        pytest.skip("README.md is not written yet")
    return file.read_text(encoding="utf-8")


def written(module: str) -> ModuleType:
    """A module of the product, once it is written."""
    there = ROOT / module.replace(".", "/")
    if not (there.is_dir() or there.with_suffix(".py").exists()):
        pytest.skip(f"{module} is not written yet")
    return importlib.import_module(module)


def test_the_readme_names_every_subcommand() -> None:
    text = readme()
    missing = [name for name in written("blmk_desktop.cli").SUBCOMMANDS if f"{name}" not in words(text)]
    assert not missing


def test_the_readme_names_every_tab() -> None:
    text = readme()
    missing = [title for title, *_ in written("ui.tabs").TABS if title not in text]
    assert not missing


def words(text: str) -> set[str]:
    """What stands in code spans or blocks of a page, word by word."""
    code = re.findall(r"```.*?```|`[^`\n]+`", text, flags=re.DOTALL)
    return {word for span in code for word in re.split(r"[\s`]+", span)}


def test_the_readme_names_the_two_commands() -> None:
    assert {"./run", "./test"} <= words(readme())


def test_the_change_log_speaks_of_this_version_or_of_what_is_not_released() -> None:
    version = written("blmk_desktop.__init__").__version__
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased" in log or f"## {version}" in log
