"""A picture of every tab, and of what the guide pictures besides, light and dark."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from blmk_desktop.errors import UserError
from ui import theme
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.window import MainWindow, Opener

SIZE = QSize(1366, 768)
QUIET = 150  # milliseconds without work after which a tab is taken to be complete
LOOKS = 3  # how often it must have been found without work in that time
LONGEST = 120_000
MODES = ("light", "dark")


def take_all(opener: Opener, folder: Path, file: Path | None, modes: Sequence[str] = MODES) -> list[Path]:
    """Open the file in a window of its own that remembers nothing, and save the pictures. Raises UserError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"The folder {folder} cannot be made ({error.strerror}).") from error
    before = qInstallMessageHandler(only_what_matters)
    try:
        return _pictures(theme.application("light", 100), opener, folder, file, modes)
    finally:
        qInstallMessageHandler(before)


def _pictures(app: QApplication, opener: Opener, folder: Path, file: Path | None, modes: Sequence[str]) -> list[Path]:
    from ui.window import MainWindow

    with TemporaryDirectory() as nowhere:
        window = MainWindow(Settings(Path(nowhere) / "window.ini"), opener, Path(nowhere))
        window.setWindowState(Qt.WindowState.WindowNoState)  # the size is ours, however small the screen
        window.resize(SIZE)
        window.show()
        window.open_path(file, create=file is None)
        settle(window)
        pictures = [
            picture for mode in modes for title in window.titles for picture in _take(app, window, folder, mode, title)
        ]
        for take in (_take_plans, _take_scenes):
            pictures += [picture for mode in modes for picture in take(app, window, folder, mode)]
        window.close()
    return pictures


def _take(app: QApplication, window: MainWindow, folder: Path, mode: str, title: str) -> list[Path]:
    """A picture of a tab, or one of each of its pages."""
    theme.apply(app, mode)
    tab = window.go_to(title)
    name = title.lower().replace(" ", "-")
    pictures = []
    for page in getattr(tab, "pages", ("",)):
        if page:
            tab.show_page(page)
        settle(window)
        pose = getattr(tab.page if page else tab, "pose", None)  # what is best seen only after a choice
        if pose is not None:
            pose()
            settle(window)
        pictures.append(_save(window, folder / "-".join(filter(None, (name, page, f"{mode}.png")))))
    if len(pictures) > 1:
        tab.show_page(tab.pages[0])
    return pictures


def _take_plans(app: QApplication, window: MainWindow, folder: Path, mode: str) -> list[Path]:
    """A picture of the window of a plan, and of two versions of it, where some network has a plan line by line."""
    from ui.plan.pictures import plan_windows

    theme.apply(app, mode)
    pictures = []
    for name, shown in plan_windows(window, settle):
        shown.resize(SIZE)
        settle(window)
        pictures.append(_save(shown, folder / f"{name}-{mode}.png"))
    return pictures


def _take_scenes(app: QApplication, window: MainWindow, folder: Path, mode: str) -> list[Path]:
    """A picture of each dialog and window that the guide shows; those that need what the file lacks are left out."""
    from ui.scenes import scenes

    theme.apply(app, mode)
    return [_save(shown, folder / f"{name}-{mode}.png") for name, shown in scenes(window, settle)]


def _save(shown: QWidget, path: Path) -> Path:
    if not shown.grab().save(str(path)):
        raise UserError(f"The picture {path} could not be written.")
    return path


def settle(window: MainWindow, longest: int = LONGEST) -> None:
    """Wait until nothing has been under way for a while, so that what came last is also laid out."""
    loop, pause, limit = QEventLoop(), QTimer(interval=QUIET // LOOKS), QTimer(singleShot=True)
    calm = 0

    def look() -> None:
        nonlocal calm
        calm = 0 if window.tasks.busy else calm + 1
        if calm >= LOOKS:
            loop.quit()

    pause.timeout.connect(look)
    limit.timeout.connect(loop.quit)
    limit.start(longest)
    pause.start()
    loop.exec()
    pause.stop()


def only_what_matters(kind: QtMsgType, _context: object, message: str) -> None:
    """Write what Qt says, but for what a platform without a screen says about itself."""
    if kind != QtMsgType.QtDebugMsg and not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)
