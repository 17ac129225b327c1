"""A table as it is shown, out of the window: asks where, and writes what is filtered, in the order shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from blmk_desktop.rules.wording import counted
from ui.files import EXPORTS, chosen_path
from ui.parts.table_shown import shown_view

if TYPE_CHECKING:
    from blmk_desktop.views import View
    from ui.parts.table import RecordTable
    from ui.window import MainWindow

MOST_MARKS = 100  # that are told one by one
LONGEST_TEXT = 32_000  # characters: a cell of a workbook holds little more
NOTHING = "There is no table here to export."


def export_shown(window: MainWindow) -> None:
    """Export the table of the tab that is shown."""
    if window.table is None:
        window.say(NOTHING)
    else:
        export_table(window.table)


def export_table(table: RecordTable) -> None:
    """Ask where, and write a table as it stands."""
    view = shown_view(table)
    if view is None:
        table.window_.say(NOTHING)
    else:
        export_view(table.window_, replace(view, about=(*view.about, *_marked(table, view))), table)


def _marked(table: RecordTable, view: View) -> list[tuple[str, str]]:
    """What is said of cells that are shown, row by row: a file has no marks."""
    marks, first = table.model.marks, view.specs[0].name if view.specs else ""
    if not marks or not first:
        return []
    said = [
        f"{view.columns.shown(at, first)}, {spec.heading}: {mark.text}"
        for at in view.order
        for spec in view.specs
        if (mark := marks.get((view.columns.ids[at], spec.name)))
    ]
    more = [f"{len(said) - MOST_MARKS:,} more"] if len(said) > MOST_MARKS else []
    return [("Cells marked", "\n".join([*said[:MOST_MARKS], *more])[:LONGEST_TEXT])] if said else []


def export_view(window: MainWindow, view: View, over: QWidget | None = None) -> None:
    """Ask where, and write a view, in a worker."""
    from blmk_desktop.templates.placing import safe_name

    usual = window.store.path.parent if window.store else window.folder
    folder = Path(window.settings.value("export_folder", str(usual)))
    proposed = (folder if folder.is_dir() else usual) / safe_name(view.name)
    name, chosen = QFileDialog.getSaveFileName(over or window, "Export this view", str(proposed), EXPORTS)
    if not name:
        return
    path = chosen_path(name, chosen)
    window.settings.set_value("export_folder", str(path.parent))
    window.run(
        lambda: write(window.store, view, path),
        lambda rows: window.say(f"Exported {counted(rows, 'row')} to {path}."),
        title=f"Exporting to {path.name}",
    )


def write(store: Any, view: View, path: Path) -> int:
    """Write a view with what it was taken from; how many rows it has."""
    from blmk_desktop.export import write_view

    return write_view(with_source(store, view), path)


def with_source(store: Any, view: View) -> View:
    """The view, and in words from which file it is and as that stood after which change."""
    if store is None:
        return replace(view, about=(("View", view.name), *view.about))
    return replace(view, about=(("View", view.name), *view.about, *source_words(store)))


def source_words(store: Any) -> tuple[tuple[str, str], ...]:
    """The file, and the newest change in it."""
    from blmk_desktop.changes import newest

    with store.reading() as connection:
        last = newest(connection)
    file = ("File", store.path.name)
    return (file, ("As it stood", f"after {last.stamp}")) if last else (file,)
