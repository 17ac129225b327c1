"""Dialogs and windows as the guide pictures them: how each is opened over a window, and what of it is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui import files

if TYPE_CHECKING:
    from ui.window import MainWindow

Settle = Callable[["MainWindow"], object]
Scene = Callable[["MainWindow", Settle], QWidget | None]
FOLDER = "Documents"  # whoever pictures it, the guide shows nobody's own folders
PLANS = Path(__file__).parent.parent / "resources" / "demo" / "pcn-workforce-plans-2022-10.xlsx"


def _first_run(window: MainWindow, _settle: Settle) -> QWidget:
    from ui.setting_up.first_run import welcome

    return welcome(window)


def _settings(window: MainWindow, settle: Settle, page: str = "") -> QWidget | None:
    from ui.setting_up.dialog import SettingsDialog, open_settings

    open_settings(window, page)
    settle(window)
    return _newest(window, SettingsDialog)


def _thresholds(window: MainWindow, settle: Settle) -> QWidget | None:
    from ui.setting_up.dialog import THRESHOLDS

    return _settings(window, settle, THRESHOLDS)


def _guide(window: MainWindow, _settle: Settle) -> QWidget:
    from ui.guide.window import open_guide

    return open_guide(window, "findings")


def _import(window: MainWindow, _settle: Settle) -> QWidget | None:
    preview: QWidget | None = files.import_paths(window, [PLANS])
    return preview


def _papers(window: MainWindow, _settle: Settle) -> QWidget | None:
    from ui.papers.dialog import open_papers

    papers = open_papers(window, "workforce-plans")
    if papers is not None:
        papers.choosing.folder.edit.setText(FOLDER)
    return papers


def _cross_table(window: MainWindow, _settle: Settle) -> QWidget | None:
    from blmk_desktop.rules.cross_table import Asked
    from ui.cross_table.window import open_cross_table

    money = Asked("funding_line", rows=("fund",), columns=("year",), measure="original", how="sum")
    return open_cross_table(window, state=money.state())


def _find(window: MainWindow, _settle: Settle) -> QWidget | None:
    from ui.parts.palette import Palette

    window.commands.find()
    palette = _newest(window, Palette)
    if palette is not None:
        palette.box.setText("crown")
    return palette


def _forms(window: MainWindow, _settle: Settle) -> QWidget | None:
    from ui.update_forms import ask_update_forms

    forms = ask_update_forms(window)
    if forms is not None:
        forms.folder.edit.setText(FOLDER)
    return forms


def _print(window: MainWindow, settle: Settle) -> QWidget | None:
    from PySide6.QtWidgets import QDialog

    window.go_to("Practices")
    settle(window)
    window.commands.actions["print_preview"].trigger()
    settle(window)
    return _newest(window, QDialog)


def _newest(window: MainWindow, kind: type[Any]) -> Any:
    shown = [each for each in window.findChildren(kind) if each.isVisible()]
    return shown[-1] if shown else None


SCENES: dict[str, Scene] = {
    "first-run": _first_run,
    "settings": _settings,
    "thresholds": _thresholds,
    "guide": _guide,
    "import": _import,
    "papers": _papers,
    "cross-table": _cross_table,
    "find": _find,
    "forms": _forms,
    "print": _print,
}


def scenes(window: MainWindow, settle: Settle) -> Iterator[tuple[str, QWidget]]:
    """Each scene's name and what is to be pictured, open until the next is asked for."""
    for name, play in SCENES.items():
        shown = play(window, settle)
        if shown is None:
            continue
        settle(window)
        yield name, shown
        shown.close()
        settle(window)
