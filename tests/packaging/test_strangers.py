"""What lies in a package and was declared by nobody is found, and nothing else is called a stranger."""

from __future__ import annotations

from pathlib import Path

import pytest
from strangers import strangers


@pytest.mark.parametrize("folder", ["_internal", "libraries"])
def test_a_module_that_nobody_brought_is_a_stranger(tmp_path: Path, folder: str) -> None:
    brought = "sums/__init__.py,,\nsums/fast.abi3.so,,\nalone.py,,\n_speed.pyd,,\n"
    info = tmp_path / folder / "sums-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "RECORD").write_text(brought, encoding="utf-8")
    for name in ("sums/fast.abi3.so", "alone.pyc", "_speed.pyd", "json/__init__.pyc", "_pyi_rth.pyc", "ui/window.pyc"):
        there = tmp_path / folder / name
        there.parent.mkdir(exist_ok=True)
        there.touch()
    (tmp_path / folder / "docs").mkdir()
    assert strangers(tmp_path) == []
    for name in ("came/along.cpython-311-x86_64-linux-gnu.so", "thing.pyc"):
        there = tmp_path / folder / name
        there.parent.mkdir(exist_ok=True)
        there.touch()
    assert strangers(tmp_path) == ["came", "thing"]
