"""Prints how fast it is: each time beside its floor of the same run, the ratio, and what we aim at.

    .venv/bin/python benchmarks/run.py                                  every part
    .venv/bin/python benchmarks/run.py start growth                     some of them
    .venv/bin/python benchmarks/run.py --packaged dist/.../PROGRAM      every part, of this package where it can be
    .venv/bin/python benchmarks/run.py --documents                      keep what was measured, and write the documents

Ratios hold from machine to machine; times do not. Other work on the machine spoils both. Exit status 1: something
grows faster than the data.
"""

from __future__ import annotations

import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import documents
from benchmarks.lines import Line
from benchmarks.parts import england, papers, rounds, start
from benchmarks.parts.growth import growth
from benchmarks.parts.packaged import packaged

PARTS: dict[str, Callable[[Path], Iterator[Line]]] = {
    "start": start.start,
    "packaged": packaged,
    "import": england.register,
    "growth": growth,
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
    parts = PARTS | {"packaged": partial(packaged, program=asked.packaged)}
    found: dict[str, list[Line]] = {}
    with tempfile.TemporaryDirectory() as name:
        for part in asked.parts or parts:
            begun = time.monotonic()
            found[part] = [_said(line) for line in parts[part](Path(name))]
            _said(Line(f"  ({part}: {time.monotonic() - begun:.0f} s)"))
            if asked.documents:
                documents.keep(part, found[part])
    if asked.documents:
        documents.write()
    return int(any(line.fault for lines in found.values() for line in lines))


def _asked(arguments: list[str]) -> Namespace:
    first, _, rest = (__doc__ or "").partition("\n")
    parser = ArgumentParser(description=first, epilog=rest, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all of them unless named")
    parser.add_argument("--packaged", type=Path, metavar="PROGRAM", help="a packaged program, beside that from source")
    parser.add_argument("--documents", action="store_true", help="write docs/performance.md and its picture from it")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return asked


def _said(line: Line) -> Line:
    aimed = f"aim {line.aim}" if line.aim else ""
    sys.stdout.write(f"{line.what:46} {line.reached:>9}  {aimed:11} {line.how}".rstrip() + "\n")
    sys.stdout.flush()
    return line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
