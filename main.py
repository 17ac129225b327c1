"""Starts the window; with a subcommand, runs that without one. The only module that knows all the others."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from db import DataFile
    from ui.window import MainWindow

# Start-up and imports make a hundred thousand lasting objects; looking through them for cycles all the time is slow.
gc.set_threshold(100_000, 20, 100)


def open_store(path: Path | None = None, *, create: bool = True, read_only: bool = False) -> DataFile:
    """Open a data file: the one last opened where none is named, else the default one.

    A file that is not there yet is made, with the reference data, if `create`; one of an earlier version gets the
    reference data of the kinds that are new to it. Raises UserError.
    """
    import db
    from blmk_desktop.recent import remember
    from blmk_desktop.user import user

    path = (path or last_opened()).expanduser().resolve()
    missing = not path.exists()
    store = db.open_file(path, create=create, read_only=read_only)
    store.who = user(settings_folder()).signed
    if missing or store.brought_from:
        from blmk_desktop.seeding import load_reference

        load_reference(store, new_kinds=not missing)
    remember(settings_folder(), store.path)
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
    if chosen := os.environ.get("BLMK_DATA_DIR"):
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("BLMK Primary Care", appauthor=False, roaming=False)


def build_window(arguments: list[str] | None = None) -> tuple[QApplication, MainWindow]:
    """The application and its window, not yet shown; the data file is opened after the first paint."""
    from PySide6.QtWidgets import QApplication

    from ui.features import look_in_no_sources

    look_in_no_sources()
    from blmk_desktop.recent import recent_files
    from ui import crash, theme
    from ui.settings import Settings
    from ui.window import MainWindow

    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["BLMK Primary Care"])
    app.setApplicationDisplayName("BLMK Primary Care")
    app.setDesktopFileName("blmk-primary-care")
    folder = settings_folder()
    settings = Settings(folder / "window.ini")
    theme.apply(app, settings.value("theme", "system"), settings.value("text_size", 100))
    window = MainWindow(settings, open_store, folder)
    crash.install(window, folder / "blmk.log")
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
        [path for path in paths if path.suffix == ".blmk"],
        [path for path in paths if path.suffix.lower() in {".xlsx", ".xlsm"}],
    )


def integrity(store: DataFile) -> list[str]:
    """One sentence for each fault of a data file."""
    import db

    return db.integrity(store)


def screenshots(folder: Path, file: Path | None = None) -> list[Path]:
    """Put a picture of every tab, light and dark, into a folder."""
    from ui.screenshots import take_all

    return take_all(open_store, folder, file)


def log_fault(text: str) -> None:
    """Add to the log of this user's program."""
    from ui.crash import write_log

    write_log(settings_folder() / "blmk.log", text)


def main(arguments: list[str]) -> int:
    """Run a subcommand, or the window until it is closed; the exit status."""
    if arguments[:1] == ["--self-test"]:
        from ui import self_test

        return self_test.run(build_window, arguments, log_fault)
    if arguments and not any(of_two_kinds(arguments[:1])):
        from blmk_desktop import cli

        return cli.run(arguments, open_store, integrity=integrity, screenshots=screenshots)
    app, window = build_window(arguments)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
