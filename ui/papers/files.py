"""Writing what was prepared into files, in a worker, after asking before others are lost; and opening them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from blmk_desktop.errors import UserError, Where
from blmk_desktop.rules.wording import counted
from ui.parts.asking import ask

if TYPE_CHECKING:
    from blmk_desktop.papers.model import Pack, Paper
    from ui.window import MainWindow

Progress = Callable[[str, float], None]


def paths_of(made: Paper | Pack, folder: Path, endings: Sequence[str]) -> list[Path]:
    """The files that it is written to."""
    from blmk_desktop.papers.prepared import file_name

    name = file_name(made)
    return [folder / f"{name}{ending}" for ending in endings]


def write_files(
    window: MainWindow, over: QWidget, made: Paper | Pack, paths: Sequence[Path], then: Callable[[list[Path]], object]
) -> None:
    """Write it to each of the files; ask first if there are such files already."""
    there = [path.name for path in paths if path.exists()]
    go = partial(_write, window, made, paths, then)
    if there:
        words = (
            f"{', '.join(there)} {'is' if len(there) == 1 else 'are'} in this folder already. Write over what is there?"
        )
        ask(over, "Replace what is there?", words, "Replace", go)
    else:
        go()


def _write(window: MainWindow, made: Paper | Pack, paths: Sequence[Path], then: Callable[[list[Path]], object]) -> None:
    def writing(progress: Progress) -> list[Path]:
        from blmk_desktop.papers.writing import write

        _make_folder(paths[0].parent)
        for done, path in enumerate(paths):
            progress(f"Writing {path.name}", done / len(paths))
            write(made, path)
        return list(paths)

    window.settings.set_value("papers_folder", str(paths[0].parent))
    window.settings.set_value("papers_formats", [path.suffix for path in paths])
    window.run(writing, then, title=f"Writing {counted(len(paths), 'file')}")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"This folder cannot be made: {error.strerror or error}.", Where(str(folder))) from error


def show_file(path: Path) -> None:
    """Open a file or a folder with what the system opens it with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
