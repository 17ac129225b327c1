"""Libraries that are loaded after Qt come in without their source being read and kept."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.tree import ROOT

LOADING = """
import linecache
from PySide6.QtWidgets import QLabel
{before}
import sqlalchemy
print(any("sqlalchemy" in name and name[0] != "<" for name in linecache.cache))
"""


@pytest.mark.parametrize(
    ("before", "read"), [("", "True"), ("from ui.features import look_in_no_sources as now; now()", "False")]
)
def test_the_source_of_a_library_is_not_read_when_it_is_imported(before: str, read: str) -> None:
    program = [sys.executable, "-c", LOADING.format(before=before)]
    done = subprocess.run(program, cwd=ROOT, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.stdout.strip() == read, "Qt for Python has changed what it does: see ui/features.py"
