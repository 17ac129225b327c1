"""Prints how fast it is: each time beside its floor of the same run, the ratio, and what we aim at.

    .venv/bin/python benchmarks/run.py                      every part
    .venv/bin/python benchmarks/run.py start growth         some of them
    .venv/bin/python benchmarks/run.py --documents          every part, and the documents made from what was measured

Ratios hold from machine to machine; times do not. Other work on the machine spoils both.
"""

from __future__ import annotations

import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.lines import Line
from benchmarks.parts import england, papers, rounds, start

PARTS: dict[str, Callable[[Path], Iterator[Line]]] = {
    "start": start.start,
    "import": start.england,
    "plans": england.plans,
    "weekly": england.weekly,
    "search": england.search,
    "budgets": england.budgets,
    "papers": papers.papers,
    "estates-paper": papers.england_paper,
    "demo-round": rounds.demo_round,
    "england-round": rounds.england_round,
}


def main(arguments: list[str]) -> int:
    """Measure the parts asked for, and print each line as soon as it is known."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory() as name:
        for part in asked.parts or PARTS:
            begun = time.monotonic()
            for line in PARTS[part](Path(name)):
                _say(line)
            _say(Line(f"  ({part}: {time.monotonic() - begun:.0f} s)"))
    return 0


def _asked(arguments: list[str]) -> Namespace:
    words = (__doc__ or "").partition("\n")
    parser = ArgumentParser(description=words[0], epilog=words[2], formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all of them unless named")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return asked


def _say(line: Line) -> None:
    aimed = f"aim {line.aim}" if line.aim else ""
    sys.stdout.write(f"{line.what:38} {line.reached:>9}  {aimed:11} {line.how}".rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
