"""What Wine lacks is told from the import tables, and a function that would give up is made to return nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("pefile", reason="needs what packaging/make installs")
from wine_stand_ins import COMPILER, GIVES_UP, NOTHING, imported, make, mend

pytestmark = pytest.mark.skipif(shutil.which(COMPILER) is None, reason="needs a compiler for Windows")

ASKS = """
__declspec(dllimport) int asked(void);
int main(void) { return asked(); }
"""


def compiled(folder: Path, name: str, source: str, *options: str) -> Path:
    """A file for Windows, made of a few lines of C."""
    (folder / "source.c").write_text(source, encoding="utf-8")
    command = [COMPILER, "-o", str(folder / name), str(folder / "source.c"), *options]
    subprocess.run(command, check=True, timeout=120)
    return folder / name


def test_a_missing_library_gets_the_functions_that_are_asked_for(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    lacking = compiled(tmp_path, "lacking.dll", "__declspec(dllexport) int asked(void) { return 7; }", "-shared")
    compiled(tree, "program.exe", ASKS, str(lacking))
    assert imported(tree)["lacking.dll"] == {"asked"}
    work = tmp_path / "work"
    work.mkdir()
    make("lacking.dll", {"asked", "ucnv_open"}, tmp_path, work)
    source = (work / "lacking.dll.c").read_text(encoding="utf-8")
    assert "*asked(void)" in source
    assert "*ucnv_open(" not in source  # that one is written out
    again = tmp_path / "again"
    again.mkdir()
    compiled(again, "program.exe", ASKS, str(tmp_path / "lacking.dll"))
    assert imported(again)["lacking.dll"] == {"asked"}


def test_what_is_in_the_tree_is_not_looked_for_in_wine(tmp_path: Path) -> None:
    library = compiled(tmp_path, "ours.dll", "__declspec(dllexport) int asked(void) { return 7; }", "-shared")
    compiled(tmp_path, "program.exe", ASKS, str(library))
    assert "ours.dll" not in imported(tmp_path)


def test_a_function_that_gives_up_is_mended_and_others_are_left(tmp_path: Path) -> None:
    giving_up = ".byte 0x48,0x83,0xec,0x28,0x48,0x8d,0x0d,0,0,0,0,0x48,0x8d,0x15,0,0,0,0,0xe8,0,0,0,0"
    source = f'__asm__(".section .text\\n.globl asked\\nasked:\\n{giving_up}\\n");\n'
    source += '__asm__(".section .drectve\\n.ascii \\" -export:asked\\"\\n.text\\n");\n'
    source += 'const char mark[] = "Wine builtin DLL";\n__declspec(dllexport) int sound(void) { return mark[0]; }'
    theirs = compiled(tmp_path, "theirs.dll", source, "-shared")
    assert GIVES_UP.search(theirs.read_bytes())
    mended = tmp_path / "mended.dll"
    assert not mend(theirs, {"sound"}, mended)
    assert mend(theirs, {"asked", "sound"}, mended)
    content = mended.read_bytes()
    assert NOTHING in content
    assert not GIVES_UP.search(content)
    assert b"Wine builtin DLL" not in content
