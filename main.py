"""Starts the window; with a subcommand, runs that without one. The only module that knows all the others."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError, Where
from blmk_desktop.portable import VARIABLE, keep_beside

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from db import DataFile
    from ui.window import MainWindow

BROKEN = (
    "The program could not be started: a part of it is missing or damaged. Please install it again; your data file is "
    "not touched by that. The log says which part it is."
)
NO_SUCH_FILE = "The window opens data files (.blmk) and workbooks (.xlsx, .xlsm). Commands are for the program `blmk`."
# Start-up and imports make a hundred thousand lasting objects; looking through them for cycles all the time is slow.
gc.set_threshold(100_000, 20, 100)


def open_store(path: Path | None = None, *, create: bool = False, read_only: bool = False) -> DataFile:
    """Open a data file: the one last opened where none is named, else the default one.

    A file that is not there yet is made, with the reference data, if `create`; one of an earlier version is brought up
    to date first, even if it is only to be read, and gets the reference data of the kinds that are new to it. Raises
    UserError.
    """
    import db
    from blmk_desktop.recent import remember
    from blmk_desktop.user import user
    from blmk_desktop.whereabouts import doubtful

    if path is None and not create and not last_opened().exists():
        raise UserError("There is no data file yet: `import` and `demo` make one, and so does the window.")
    path = (path or last_opened()).expanduser().resolve()
    missing, doubt, earlier = not path.exists(), doubtful(path), 0
    if read_only and not missing and db.is_earlier(path):
        with open_store(path) as brought:
            earlier = brought.brought_from
    backups = db.default_path().with_name("backups") if doubt else None
    store = db.open_file(path, create=create, read_only=read_only, careful=bool(doubt), backups=backups)
    store.home = db.default_path().parent
    store.doubtful, store.brought_from = doubt, earlier or store.brought_from
    store.who = user(settings_folder()).signed
    if missing or (store.brought_from and not store.read_only):
        from blmk_desktop.seeding import load_reference

        load_reference(store, new_kinds=not missing)
    remember(settings_folder(), store.path)
    return store


def open_for_command(path: Path | None = None, *, create: bool = False, read_only: bool = False) -> DataFile:
    """The same for a subcommand, which says on standard error what a window says above its tabs."""
    store = open_store(path, create=create, read_only=read_only)
    if store.brought_from:
        sys.stderr.write(
            f"{store.path.name} was made by an earlier version, and was backed up and brought up to date.\n"
        )
    if store.doubtful and not read_only:
        sys.stderr.write(f"{store.path.name} is {store.doubtful}: keep it in a folder of this computer instead.\n")
    return store


def last_opened() -> Path:
    """The file last opened, if it is still there; else the default one."""
    import db
    from blmk_desktop.recent import recent_files

    recent = recent_files(settings_folder())[:1]
    return recent[0] if recent and recent[0].exists() else db.default_path()


def lost_file() -> Path | None:
    """The file last opened, if it is not there any more."""
    from blmk_desktop.recent import recent_files

    return next((path for path in recent_files(settings_folder())[:1] if not path.exists()), None)


def settings_folder() -> Path:
    """Where the program keeps what it remembers for this user: recent files, the window, the log."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("BLMK Primary Care", appauthor=False, roaming=False)


def build_window(arguments: list[str] | None = None) -> tuple[QApplication, MainWindow]:
    """The application and its window, not yet shown; the data file is opened after the first paint."""
    from PySide6 import QtWidgets  # noqa: F401 - first of all, for what comes next

    from ui.features import look_in_no_sources

    look_in_no_sources()
    from blmk_desktop.recent import recent_files
    from ui import crash, theme
    from ui.settings import Settings
    from ui.window import MainWindow

    folder = settings_folder()
    settings = Settings(folder / "window.ini")
    app = theme.application(settings.value("theme", "system"), settings.value("text_size", 100))
    app.setApplicationDisplayName(theme.NAME)
    app.setDesktopFileName("blmk-primary-care")
    window = MainWindow(settings, open_store, folder)
    crash.stand_by(window, folder)
    data_files, workbooks = of_two_kinds(arguments or [])
    window.open_after_paint(data_files[0] if data_files else None)
    if workbooks:
        from PySide6.QtCore import Qt

        window.file_opened.connect(
            lambda: window.commands.take_files(workbooks), Qt.ConnectionType.SingleShotConnection
        )
    if not (arguments or recent_files(folder) or settings.value("start.first_run_done", False)):
        from ui.setting_up.first_run import offer

        offer(window)
    if not data_files and (lost := lost_file()):
        window.file_opened.connect(lambda: window.frame.lost(lost))
    return app, window


def of_two_kinds(arguments: list[str]) -> tuple[list[Path], list[Path]]:
    """The data files, and the workbooks, among what was given on the command line or dropped on the icon."""
    paths = [Path(argument) for argument in arguments]
    return (
        [path for path in paths if path.suffix.lower() == ".blmk"],
        [path for path in paths if path.suffix.lower() in {".xlsx", ".xlsm"}],
    )


def integrity(store: DataFile) -> list[str]:
    """One sentence for each fault of a data file."""
    import db

    return db.integrity(store)


def screenshots(folder: Path, file: Path | None = None) -> list[Path]:
    """Put a picture of every tab, light and dark, into a folder."""
    from ui.screenshots import take_all

    do_without_screen()
    return take_all(open_store, folder, file)


def do_without_screen() -> None:
    """Let what nobody looks at be painted into memory where there is no screen, and in silence in any locale."""
    if sys.platform != "linux":
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import locale

    if locale.getencoding() != "UTF-8":  # as where none is set, or one that is not installed: Qt would say so
        os.environ["LC_ALL"] = "C.UTF-8"


def give_streams() -> None:
    """Let what is printed go nowhere in a program without a console, such as the window on Windows."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the process


def self_test(arguments: list[str]) -> int:
    """Let the program try itself on data of its own; see `ui.self_test`."""
    from blmk_desktop import log
    from ui.self_test import run

    do_without_screen()
    return run(build_window, arguments, lambda faults: log.write(settings_folder() / log.NAME, faults))


def refused(error: UserError, *, window: bool) -> int:
    """Say why the program cannot begin; the exit status."""
    if window:
        from ui.crash import refuse

        refuse(error)
    sys.stderr.write(f"{error}\n")
    return 2


def broken(error: Exception) -> int:
    """Say that a part of the program is missing or damaged, and note in the log which; the exit status."""
    import traceback
    from contextlib import suppress

    from blmk_desktop import log

    place = traceback.extract_tb(error.__traceback__)[-1]
    path = settings_folder() / log.NAME
    log.write(path, f"could not start: {type(error).__name__} at {Path(place.filename).name}:{place.lineno}")
    with suppress(Exception):  # what is damaged may be what would show it
        refused(UserError(BROKEN, Where(str(path))), window=True)
    traceback.print_exception(error)
    return 2


def main(arguments: list[str]) -> int:
    """Run a subcommand, or the window until it is closed; the exit status."""
    unseen = sys.stderr is None  # the window's program on Windows: nobody would see what a command says
    give_streams()
    wants_window = not arguments or any(of_two_kinds(arguments[:1]))
    try:
        keep_beside()
    except UserError as error:
        return refused(error, window=wants_window)
    if arguments[:1] == ["--self-test"]:
        return self_test(arguments)
    if not wants_window:
        from blmk_desktop import cli

        if unseen and not arguments[0].startswith("-") and arguments[0] not in cli.SUBCOMMANDS:
            return refused(UserError(NO_SUCH_FILE, Where(arguments[0])), window=True)
        if arguments[0] in cli.SUBCOMMANDS:
            from db.loading import load_sqlalchemy

            load_sqlalchemy()  # before a command imports what imports it in its own way, which packages do not allow
        return cli.run(arguments, open_for_command, integrity=integrity, screenshots=screenshots)
    try:
        app, window = build_window(arguments)
    except Exception as error:  # noqa: BLE001 - nobody would see it, where there is no console
        return broken(error)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
