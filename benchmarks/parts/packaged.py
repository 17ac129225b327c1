"""The program as people have it, packaged, beside the same from source: its self-test against floors of the run."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.lines import Line, demo, ratio
from benchmarks.measuring import ROOT, Measured, environment, middle, run, several

TIMES = 3
PAUSE = 25.0  # milliseconds for which the filter waits for further letters: not counted
WORKBOOK = ROOT / "resources" / "demo" / "pcn-workforce-plans-2022-10.xlsx"  # the one that the self-test imports
# What people wait for: a moment since the start of the process, or a step of the self-test; its floor, and our aim.
WAITS = (
    ("first painted window", "painted", "first", "1.2 ×"),
    ("first tab's data on screen", "loaded", "first", "3 ×"),
    ("what needs somebody on screen", "needs", "first", ""),
)
# A step counts once the window answers, or (`whole`) once all that it brings about is on screen.
STEPS = (
    ("a change of tab", "again", "tab change", "100 ms", False),
    ("a keystroke in the filter", "keystroke", "keystroke", "50 ms", True),
    ("an edit", "edit", "undo", "100 ms", False),
    ("an undo", "undo", "undo", "100 ms", False),
    ("a workbook read and compared", "import read", "import", "", True),
    ("what was read, imported and checked", "import", "import", "500 ms", True),
    ("its import undone and checked", "undo of an import", "import", "500 ms", True),
)


def packaged(folder: Path, program: Path | None = None) -> Iterator[Line]:
    """Each wait of the packaged program (of the one from source, if there is none), as a ratio to its floor."""
    file = demo(folder)
    child = partial(run, folder=folder / "user")
    commands = [[sys.executable, str(ROOT / "main.py")], *([[str(program.resolve())]] if program else [])]
    bare, floors, *ours = several(
        TIMES,
        lambda: child("benchmarks.starting", "bare"),
        lambda: child("benchmarks.bare", WORKBOOK),
        *(partial(tested, command, file, folder) for command in commands),
    )
    floor = {"first": middle(bare, "first")} | {name: middle(floors, name) for name in floors[0].answer}
    what = "THE PACKAGED PROGRAM" if program else "THE PROGRAM FROM SOURCE"
    yield Line(f"{what} (median of {TIMES})", how="against Qt and SQLite alone, in the same run")
    for words, moment, of, aim in WAITS:
        yield _wait(words, [middle(one, moment) for one in ours], floor[of], aim)
    for words, step, of, aim, whole in STEPS:
        yield _step(words, [_of_step(one, step)[:: -1 if whole else 1] for one in ours], floor[of], aim)
    memory = [max(one.memory for one in each) for each in ours]
    yield Line("  peak memory of the self-test", f"{memory[-1]:.0f} MiB", how=_beside(memory, "MiB"))


def tested(command: Sequence[str], file: Path, folder: Path) -> Measured:
    """The self-test on a copy of a file; moments count in milliseconds from the start of the process."""
    times = folder / "times.json"
    begun = time.monotonic()
    done = subprocess.run(
        [*command, "--self-test", "--times", str(times), str(file)],
        env=environment(folder / "user"),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - begun
    if done.returncode:
        raise SystemExit(f"{command[-1]}: the self-test failed:\n{done.stdout}{done.stderr}")
    answer = json.loads(times.read_text(encoding="utf-8"))
    moments = {name: (answer[name] - begun) * 1000 for name in ("painted", "loaded", "needs") if name in answer}
    return Measured(answer | moments, seconds, answer["memory"])


def _of_step(measured: Sequence[Measured], step: str) -> tuple[float, float]:
    """Until the first finished repaint, and until the last; 'again': the median of all tabs seen before."""

    def of(answer: dict[str, float]) -> float:
        return median(value for name, value in answer.items() if name == step or name.endswith(f" {step}"))

    pause = PAUSE if step == "keystroke" else 0.0
    first = median(of(one.answer["steps"]) for one in measured)
    return first, median(of(one.answer["complete"]) for one in measured) - pause


def _wait(words: str, reached: list[float], floor: float, aim: str) -> Line:
    how = f"{reached[-1]:.0f} ms; {_beside(reached)}floor {floor:.0f} ms"
    return Line(f"  {words}", ratio(reached[-1], floor), aim, how)


def _step(words: str, reached: list[tuple[float, float]], floor: float, aim: str) -> Line:
    """What counts, and the other of both."""
    counts, other = reached[-1]
    beside = _beside([one for one, _ in reached])
    which = "all of it" if other > counts else "the window answers within"
    how = f"{ratio(counts, floor)} its floor of {floor:.1f} ms; {beside}{which} {other:.0f} ms"
    return Line(f"  {words}", f"{counts:.1f} ms", aim, how)


def _beside(reached: list[float], unit: str = "ms") -> str:
    """The same from source, where that is not what is told anyway."""
    return f"from source {reached[0]:.0f} {unit}; " if len(reached) > 1 else ""
