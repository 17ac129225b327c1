"""Drives the program as a person would, on a screen that nobody sees: keys pressed, windows waited for."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from working import Failed, run

SOON = 60  # seconds


@contextmanager
def screen() -> Iterator[str]:
    """The name of a display that is there as long as it is needed."""
    told, tells = os.pipe()
    command = ["Xvfb", "-displayfd", str(tells), "-ac", "-nolisten", "tcp", "-screen", "0", "1400x900x24"]
    with subprocess.Popen(command, pass_fds=[tells], stderr=subprocess.DEVNULL) as server:
        os.close(tells)
        with os.fdopen(told) as number:
            display = f":{number.readline().strip()}"
        try:
            yield display
        finally:
            server.terminate()


def press(display: str, *keys: str) -> None:
    """Presses keys, one after the other, in the window that has them."""
    run("xdotool", "key", "--delay", "80", *keys, extra={"DISPLAY": display})


def write(display: str, text: str) -> None:
    """Types a text."""
    run("xdotool", "type", "--delay", "15", text, extra={"DISPLAY": display})


def window(display: str, title: str) -> str:
    """The window of this title, once it is there, with the keys. Raises Failed if it does not come."""
    until = time.monotonic() + SOON
    while time.monotonic() < until:
        try:
            found = run(*searching(title), extra={"DISPLAY": display}).split()
            run("xdotool", "windowfocus", "--sync", found[-1], extra={"DISPLAY": display})
        except (Failed, IndexError):
            time.sleep(0.2)
        else:
            return found[-1]
    raise Failed(f"No window '{title}' came within {SOON} s")


def is_there(display: str, title: str) -> bool:
    """Whether a window of this title is shown."""
    try:
        return bool(run(*searching(title), extra={"DISPLAY": display}).strip())
    except Failed:
        return False


def searching(title: str) -> tuple[str, ...]:
    """The command that prints the windows of this title."""
    return ("xdotool", "search", "--onlyvisible", "--name", title)


def taught_one_workbook(display: str, workbook: str) -> None:
    """From the welcome of a first start through the import of a workbook to the end. Raises Failed where it sticks."""
    window(display, "Welcome")
    press(display, "Escape")
    wait_until_gone(display, "Welcome")
    window(display, "BLMK|Primary")
    press(display, "ctrl+i")
    window(display, "^Import workbooks$")
    write(display, workbook)
    press(display, "Return")
    proposed = f"^Import {workbook.rpartition('/')[2]}$"
    window(display, proposed)
    wait_until_gone(display, proposed, "ctrl+Return")  # it may still be reading: asked again until it is taken
    window(display, "BLMK|Primary")
    press(display, "ctrl+q")


def wait_until_gone(display: str, title: str, *keys: str) -> None:
    """Waits until no such window is shown, pressing keys now and then. Raises Failed if it stays."""
    until = time.monotonic() + SOON
    while is_there(display, title):
        if time.monotonic() > until:
            raise Failed(f"The window '{title}' did not go within {SOON} s")
        if keys:
            press(display, *keys)
        time.sleep(0.5)
