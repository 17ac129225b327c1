"""Runs all checks of the project: format, lint, types and tests; with other arguments, pytest alone with them.

`--long` goes on with the audit of what we depend on, and makes and tries every package. Exit status 0: all passed;
1: something failed; 3: nothing failed, but something could not be checked here.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READING = {  # these only read the code, so they run beside the tests
    "format": ["-m", "ruff", "format", "--check", "--output-format=concise", "."],
    "lint": ["-m", "ruff", "check", "--output-format=concise", "."],
    "types": ["-m", "mypy"],
}
TESTS = ["-m", "pytest", "--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal"]
AUDIT = ["tools/audit.py"]
PACKAGES = ["packaging/make.py", "all"]
PASSED, FAILED, NOT_CHECKED = 0, 1, 3  # the last as tools/audit.py says it


@dataclass(frozen=True)
class Outcome:
    """How one check ended: its name, its exit status, how long it took, and the words it printed."""

    name: str
    status: int
    seconds: float
    printed: str = ""

    @property
    def word(self) -> str:
        """How it ended, in a word."""
        return {PASSED: "passed", NOT_CHECKED: "NOT CHECKED"}.get(self.status, "FAILED")


def main(arguments: list[str]) -> int:
    """Runs every check even if an early one fails; the exit status as above."""
    if arguments and arguments != ["--long"]:
        return subprocess.run(python("-m", "pytest", *arguments), check=False).returncode
    started = time.monotonic()
    with ThreadPoolExecutor() as pool:
        reading = [pool.submit(check, name, command, catch=True) for name, command in READING.items()]
        tests = check("tests", TESTS, catch=False)
        outcomes = [future.result() for future in reading] + [tests]
    if arguments:
        outcomes += [check("audit", AUDIT, catch=False), packages()]
    for outcome in outcomes:
        report(outcome)
    status, verdict = judged(outcomes)
    say(f"{verdict}, in {time.monotonic() - started:.0f} s")
    return status


def packages() -> Outcome:
    """Makes and tries every package, those for Windows too, where that can be done: on Linux."""
    if platform.system() == "Linux":
        return check("packages", PACKAGES, catch=False)
    return Outcome("packages", NOT_CHECKED, 0, "The packages are made and tried on Linux.")


def judged(outcomes: list[Outcome]) -> tuple[int, str]:
    """The exit status for all of these, and what to say."""
    failed = [outcome.name for outcome in outcomes if outcome.word == "FAILED"]
    unchecked = [outcome.name for outcome in outcomes if outcome.status == NOT_CHECKED]
    if failed:
        return FAILED, f"FAILED: {', '.join(failed)}"
    if unchecked:
        return NOT_CHECKED, f"Nothing failed, but NOT everything could be CHECKED: {', '.join(unchecked)}"
    return PASSED, "All checks passed"


def check(name: str, command: list[str], *, catch: bool) -> Outcome:
    """Runs one check; what it prints is shown at once, or caught for the report."""
    started = time.monotonic()
    done = subprocess.run(
        python(*command),
        cwd=ROOT,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if catch else None,
        stderr=subprocess.STDOUT if catch else None,
        encoding="utf-8",
        errors="replace",
    )
    return Outcome(name, done.returncode, time.monotonic() - started, done.stdout or "")


def python(*arguments: str) -> list[str]:
    """The command that runs this very environment's Python."""
    return [sys.executable, *arguments]


def report(outcome: Outcome) -> None:
    """What a failed check printed, and a line for each."""
    if outcome.status and outcome.printed:
        say(f"\n---- {outcome.name} ----\n{outcome.printed.rstrip()}\n")
    say(f"{outcome.name:8} {outcome.word:11} {outcome.seconds:6.1f} s")


def say(line: str) -> None:
    """Prints a line at once, so that it keeps its place among what the checks print."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
