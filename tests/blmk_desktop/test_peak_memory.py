"""The peak of memory is a process's own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from blmk_desktop.peak_memory import peak_memory
from tests.house.tree import ROOT

SMALL = "from blmk_desktop.peak_memory import peak_memory; print(peak_memory())"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows does not say")
def test_a_small_process_is_small_whoever_started_it() -> None:
    much = bytearray(200 << 20)
    assert peak_memory() > 200
    said = subprocess.run([sys.executable, "-c", SMALL], cwd=ROOT, capture_output=True, text=True, check=True)
    assert 0 < float(said.stdout) < 100
    del much
