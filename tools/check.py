"""Runs all checks of the project: format, lint, types and tests; with arguments, pytest alone with them."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READING = {  # these only read the code, so they run beside the tests
    "format": ["ruff", "format", "--check", "--output-format=concise", "."],
    "lint": ["ruff", "check", "--output-format=concise", "."],
    "types": ["mypy"],
}
TESTS = ["pytest", "--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal"]


@dataclass(frozen=True)
class Outcome:
    """How one check ended: its name, whether it passed, how long it took, and the words it printed."""

    name: str
    passed: bool
    seconds: float
    printed: str = ""


def main(arguments: list[str]) -> int:
    """Runs every check even if an early one fails; 0 if all passed."""
    if arguments:
        return subprocess.run(module("pytest", *arguments), check=False).returncode
    started = time.monotonic()
    with ThreadPoolExecutor() as pool:
        reading = [pool.submit(check, name, command, catch=True) for name, command in READING.items()]
        tests = check("tests", TESTS, catch=False)
        outcomes = [future.result() for future in reading] + [tests]
    for outcome in outcomes:
        report(outcome)
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    verdict = f"FAILED: {', '.join(failed)}" if failed else "All checks passed"
    say(f"{verdict}, in {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


def check(name: str, command: list[str], *, catch: bool) -> Outcome:
    """Runs one check; what it prints is shown at once, or caught for the report."""
    started = time.monotonic()
    done = subprocess.run(
        module(*command),
        cwd=ROOT,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if catch else None,
        stderr=subprocess.STDOUT if catch else None,
        encoding="utf-8",
        errors="replace",
    )
    return Outcome(name, done.returncode == 0, time.monotonic() - started, done.stdout or "")


def module(name: str, *arguments: str) -> list[str]:
    """The command that runs a module in this very environment."""
    return [sys.executable, "-m", name, *arguments]


def report(outcome: Outcome) -> None:
    """What a failed check printed, and a line for each."""
    if not outcome.passed and outcome.printed:
        say(f"\n---- {outcome.name} ----\n{outcome.printed.rstrip()}\n")
    say(f"{outcome.name:8} {'passed' if outcome.passed else 'FAILED'} {outcome.seconds:6.1f} s")


def say(line: str) -> None:
    """Prints a line at once, so that it keeps its place among what the checks print."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
