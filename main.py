"""Starts the window; with a subcommand, runs that without one. The only module that knows all the others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from db import DataFile
    from ui.window import MainWindow


def open_store(path: Path | None = None, *, create: bool = True, read_only: bool = False) -> DataFile:
    """Open a data file: the one last opened where none is named, else the default one.

    A file that is not there yet is made, with the reference data, if `create`. Raises UserError.
    """
    import db
    from blmk_desktop.recent import remember

    folder = db.default_path().parent
    path = (path or last_opened(folder)).expanduser().resolve()
    missing = not path.exists()
    store = db.open_file(path, create=create, read_only=read_only)
    if missing:
        from blmk_desktop.seeding import load_reference

        load_reference(store)
    remember(folder, store.path)
    return store


def last_opened(folder: Path) -> Path:
    """The file last opened, if it is still there; else the default one."""
    import db
    from blmk_desktop.recent import recent_files

    recent = recent_files(folder)[:1]
    return recent[0] if recent and recent[0].exists() else db.default_path()


def build_window(arguments: list[str] | None = None) -> tuple[QApplication, MainWindow]:
    """The application and its window, not yet shown; the data file is opened after the first paint."""
    from PySide6.QtWidgets import QApplication

    from db import default_path
    from ui import crash, theme
    from ui.settings import Settings
    from ui.window import MainWindow

    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["BLMK Primary Care"])
    app.setApplicationDisplayName("BLMK Primary Care")
    app.setDesktopFileName("blmk-primary-care")
    folder = default_path().parent
    settings = Settings(folder / "window.ini")
    theme.apply(app, settings.value("theme", "system"), settings.value("text_size", 100))
    window = MainWindow(settings, open_store, folder)
    crash.install(window, folder / "blmk.log")
    window.open_after_paint(Path(arguments[0]) if arguments else None)
    return app, window


def main(arguments: list[str]) -> int:
    """Run a subcommand, or the window until it is closed; the exit status."""
    if arguments and not arguments[0].endswith(".blmk"):
        from blmk_desktop import cli

        return cli.run(arguments, open_store)
    app, window = build_window(arguments)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
