"""The program tries itself on a data file of its own: silent with exit status 0 if all is well, else a line a fault.

It needs neither a screen nor the user's files, and works from source as from a package.
"""

from __future__ import annotations

import os
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from blmk_desktop import whole
from blmk_desktop.portable import VARIABLE
from ui.self_test.output import Output

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.self_test.watch import Watch
    from ui.window import MainWindow

    Builder = Callable[[list[str]], tuple[QApplication, MainWindow]]

LONGEST = 900  # seconds after which it says where it hangs, and ends


def run(build: Builder, arguments: list[str], log: Callable[[str], object]) -> int:
    """Try everything once; the exit status. `log` takes the faults, without any data.

    A package is looked at first, file by file: what is damaged is told, and not started.

    `arguments`: a data file to work on a copy of instead of the example data, and `--times FILE.json` for a file
    that says how long each step took (see `Watch`), beginning with the start and so without that look.
    """
    asked = _asked(arguments)
    if asked.times is None and (damage := whole.damage()):
        return _told(damage, damage, log)
    before = os.environ.get(VARIABLE)
    with TemporaryDirectory(prefix="blmk-self-test-", ignore_cleanup_errors=True) as name:
        os.environ[VARIABLE] = name
        faults, places = _faults(build, Path(name), asked.file, asked.times)
    os.environ.pop(VARIABLE)
    if before is not None:
        os.environ[VARIABLE] = before
    return _told(faults, places, log)


def _told(faults: list[str], places: list[str], log: Callable[[str], object]) -> int:
    """Say each fault on a line, and in the log where in the program it was; the exit status."""
    for fault in faults:
        sys.stderr.write(f"Self-test: {fault}\n")
    if faults:
        log("\n".join((f"Self-test: {len(faults)} faults", *places)))
    return 1 if faults else 0


def _faults(build: Builder, folder: Path, given: Path | None, times: Path | None) -> tuple[list[str], list[str]]:
    """Whatever went wrong, in words, and the places in the program without them."""
    watch, damage = None, []
    with Output(folder / "output.txt", LONGEST) as output:
        try:
            watch = _tried(build, folder, given, output)
        except Exception as error:  # noqa: BLE001 - told like every other fault
            damage = [f"start: {type(error).__name__}: {error}"]
    written = [f"it wrote: {line}" for line in output.lines]
    if watch is None:
        return damage + written, []
    if times is not None:
        watch.write_times(times)
    return watch.faults + written, watch.reports


def _asked(arguments: list[str]) -> Any:
    parser = ArgumentParser()
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("--times", type=Path, metavar="FILE")
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE")
    return parser.parse_args(arguments)


def _tried(build: Builder, folder: Path, given: Path | None, output: Output) -> Watch:
    """Open the window on a data file in the folder, as at a first start if none is given, and go through all steps."""
    app, window = build([] if given is None else [str(shutil.copyfile(given, folder / "given.blmk"))])
    output.stand_by()  # the window has crashes told elsewhere
    from ui.self_test.watch import Watch

    watch = Watch(app, window)
    try:
        from ui.self_test.steps import go_through

        if watch.open():
            go_through(watch, folder, example=given is None)
    except Exception as error:  # noqa: BLE001 - told like every other fault
        watch.take(error)
    watch.close()
    return watch
