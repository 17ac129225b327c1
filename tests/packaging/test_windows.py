"""What the installer for Windows copies and takes away again, and what its programs say of themselves."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
import windows
from windows_launcher import PROGRAMS, numbers, says
from windows_tree import files_of

import blmk_desktop

SCRIPT = (windows.HERE / "installer.nsi").read_text(encoding="utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree, with a file whose name holds what NSIS takes for a variable."""
    folder = tmp_path / "tree"
    for name in ("blmk.exe", "program/main.pyc", "program/ui/a $b.svg", "runtime/python311.dll"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"content")
    return folder


def test_every_file_is_copied_to_its_folder(tree: Path) -> None:
    lines = windows.install_list(tree, files_of(tree)).splitlines()
    assert lines.count('SetOutPath "$INSTDIR\\program\\ui"') == 1
    assert f'File "/oname=main.pyc" "{tree}/program/main.pyc"' in lines
    assert f'File "/oname=a $$b.svg" "{tree}/program/ui/a $b.svg"' in lines


def test_the_uninstaller_deletes_those_files_and_no_folder_that_holds_more(tree: Path) -> None:
    lines = windows.remove_list(files_of(tree)).splitlines()
    assert 'Delete "$INSTDIR\\program\\ui\\a $$b.svg"' in lines
    folders = [line for line in lines if line.startswith("RMDir")]
    assert folders == [
        'RMDir "$INSTDIR\\program\\ui"',
        'RMDir "$INSTDIR\\program"',
        'RMDir "$INSTDIR\\runtime"',
    ]
    assert not re.search(r"RMDir\s+/r", SCRIPT)


def test_it_asks_for_no_administrator_and_writes_for_this_user_alone() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.search(r"HKLM|HKEY_LOCAL_MACHINE|SHCTX|SetShellVarContext all", SCRIPT)


@pytest.mark.skipif(shutil.which("makensis") is None, reason="needs NSIS, which ./test does not install")
def test_an_installer_comes_out_and_is_the_same_each_time(tree: Path, tmp_path: Path) -> None:
    first = windows.installer(tree, tmp_path / "trial-setup.exe", "1.2.3", tmp_path).read_bytes()
    assert first[:2] == b"MZ"
    assert windows.installer(tree, tmp_path / "trial-setup.exe", "1.2.3", tmp_path).read_bytes() == first


def test_the_portable_archive_has_the_mark_that_keeps_data_beside_the_program(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    file = windows.portable(tree, tmp_path / "carried.zip")
    with zipfile.ZipFile(file) as made:
        assert "carried/portable.txt" in made.namelist()
        assert made.read("carried/program/main.pyc") == b"content"
        assert {entry.date_time for entry in made.infolist()} == {(2026, 11, 22, 12, 0, 0)}


def test_windows_is_told_the_version_in_four_numbers() -> None:
    assert numbers("1.2.3") == (1, 2, 3, 0)
    assert numbers("2.0") == (2, 0, 0, 0)
    assert f'VERSION_TEXT "{blmk_desktop.__version__}"' in says(PROGRAMS[0], blmk_desktop.__version__)


def test_each_program_says_its_own_name() -> None:
    assert [program.name for program in PROGRAMS] == ["blmk-primary-care", "blmk"]
    assert '#define FILE_NAME "blmk.exe"' in says(PROGRAMS[1], "1.0.0")
