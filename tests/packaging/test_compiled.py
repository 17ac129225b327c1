"""Modules that are compiled beforehand run without their sources, and tell nothing of where they were made."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

from compiled import compile_tree, compiled


def test_a_compiled_module_runs_where_there_is_no_source(tmp_path: Path) -> None:
    package = tmp_path / "counted"
    package.mkdir()
    (package / "__init__.py").write_text("from counted.three import THREE\n", encoding="utf-8")
    (package / "three.py").write_text("THREE = 3\n", encoding="utf-8")
    compile_tree(tmp_path, "program")
    assert sorted(file.name for file in package.iterdir()) == ["__init__.pyc", "three.pyc"]
    done = subprocess.run(
        [sys.executable, "-c", "import counted; print(counted.THREE)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == "3\n"


def test_it_names_its_place_in_the_package_and_no_folder_of_this_computer(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("def fall():\n    raise ValueError\n", encoding="utf-8")
    compile_tree(tmp_path, "program")
    content = (tmp_path / "one.pyc").read_bytes()
    assert b"program/one.py" in content
    assert str(tmp_path).encode() not in content


def test_it_is_never_held_against_a_source_and_is_the_same_each_time() -> None:
    source = b"A = 1\n"
    assert compiled(source, "a.py") == compiled(source, "a.py")
    assert compiled(source, "a.py")[:8] == importlib.util.MAGIC_NUMBER + bytes([1, 0, 0, 0])
