"""Measuring: work in a process of its own, its answer, its time, its memory; the median of several runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.telling import BEGUN

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Measured:
    """What one run printed as JSON, how long the whole process took (s), and its peak memory (MiB; 0 if unknown)."""

    answer: dict[str, Any]
    seconds: float
    memory: float


def run(module: str, *arguments: object, folder: Path) -> Measured:
    """Run a module of ours in a new process, without a screen; its user folder is `folder`."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    begun = time.monotonic()
    told = environment(folder) | {BEGUN: repr(begun)}
    done = subprocess.run(command, cwd=ROOT, env=told, check=True, capture_output=True, text=True)
    seconds = time.monotonic() - begun
    answer = json.loads(done.stdout.splitlines()[-1])
    return Measured(answer, seconds, answer.pop("memory", 0))


def environment(folder: Path) -> dict[str, str]:
    """What a measured program is told: no screen, a user folder of its own, compiled modules kept as ever."""
    ours = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return ours | {"QT_QPA_PLATFORM": "offscreen", "BLMK_DATA_DIR": str(folder)}


def several(times: int, *runs: Callable[[], Measured], warm: bool = True) -> list[list[Measured]]:
    """Take each in turn, so many times, so that all meet the same weather; one round before it does not count.

    What takes so long that the first round is as good as any needs none (`warm`).
    """
    rounds = [[one() for one in runs] for _ in range(times + warm)][warm:]
    return [list(column) for column in zip(*rounds, strict=True)]


def middle(measured: Sequence[Measured], name: str) -> float:
    """The median of one answer."""
    return median(float(one.answer[name]) for one in measured)


def memory(measured: Sequence[Measured]) -> float:
    """The most memory that any run took, in MiB."""
    return max(one.memory for one in measured)
