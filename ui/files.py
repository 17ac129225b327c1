"""Files in and out of the window: new, open, copy, import, export, the example data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from blmk_desktop.errors import UserError, Where
from blmk_desktop.whereabouts import NETWORK, doubtful

if TYPE_CHECKING:
    from ui.window import MainWindow

DATA_FILES = "Primary care data files (*.blmk)"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
AMONG_OTHERS = (
    "It holds data of your own, and they would stand among them. To look at the example by itself, choose Cancel, make "
    "a new file, and load it there."
)
RISKS = (
    "The copies on other computers may hold one half of a change, and two people may change two copies.",
    "If the connection breaks at the wrong moment, the file may be damaged; and it is slower.",
)
EXPORTS = "Excel workbook (*.xlsx);;Comma-separated values (*.csv);;JSON (*.json)"


def new(window: MainWindow) -> None:
    """Ask where, and make a new file there."""
    name, _ = QFileDialog.getSaveFileName(
        window, "New data file", str(_folder(window) / "primary care.blmk"), DATA_FILES
    )
    if not name:
        return
    path = _with_ending(name, ".blmk")
    if path.exists():
        window.show_error(UserError("There is a file of that name already. Choose another name.", Where(path.name)))
    elif why := doubtful(path):
        ask_where(window, path, why)
    else:
        window.open_path(path)


def ask_where(window: MainWindow, path: Path, why: str) -> QMessageBox:
    """Before a file is made where it had better not be: offer a folder of this computer."""
    here = _free((window.store.home if window.store else window.folder) / path.name)
    role = QMessageBox.ButtonRole
    box = QMessageBox(QMessageBox.Icon.Warning, "New data file", f"{path.parent} is {why}.", parent=window)
    box.setInformativeText(f"{risk(why)} On this computer it would stand in {here.parent}.")
    local = box.addButton("Keep it on this computer", role.AcceptRole)
    local.clicked.connect(lambda _checked=False: window.open_path(here))
    box.addButton("Keep it there", role.DestructiveRole).clicked.connect(lambda _checked=False: window.open_path(path))
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(local)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def risk(why: str) -> str:
    """What may happen to a file that stands where it had better not be."""
    return RISKS[why == NETWORK]


def bring_home(window: MainWindow) -> None:
    """Copy the file to a folder of this computer, and go on with the copy."""
    store = window.store
    if store is None:
        return
    here = _free(store.home / store.path.name)

    def copied(_nothing: object) -> None:
        window.open_path(here, create=False)
        window.say(f"From now on it is kept as {here}. The one that was open is left as it was.", seconds=20)

    window.run(lambda: store.save_copy(here), copied, title=f"Copying to {here.name}")


def _free(path: Path) -> Path:
    """The name, with a number after it where there is such a file already."""
    names = (path.with_stem(f"{path.stem} {number}") for number in count(2))
    return path if not path.exists() else next(name for name in names if not name.exists())


def open_(window: MainWindow) -> None:
    """Ask which file, and open it."""
    name, _ = QFileDialog.getOpenFileName(window, "Open a data file", str(_folder(window)), DATA_FILES)
    if name:
        window.open_path(Path(name), create=False)


def save_copy(window: MainWindow) -> None:
    """Ask where, and write a whole copy there."""
    store = window.store
    if store is None:
        return
    proposed = store.path.with_stem(f"{store.path.stem} copy")
    name, _ = QFileDialog.getSaveFileName(window, "Save a copy", str(proposed), DATA_FILES)
    if name:
        path = _with_ending(name, ".blmk")
        window.run(
            lambda: store.save_copy(path),
            lambda _: window.say(f"Copied to {path}."),
            title=f"Copying to {path.name}",
        )


def ask_for_workbooks(window: MainWindow) -> None:
    """Ask which workbooks, and show what importing them would do."""
    endings = " ".join(f"*{ending}" for ending in WORKBOOKS)
    folder = window.settings.value("import_folder", str(_folder(window)))
    names, _ = QFileDialog.getOpenFileNames(window, "Import workbooks", folder, f"Workbooks ({endings});;All files (*)")
    if names:
        window.settings.set_value("import_folder", str(Path(names[0]).parent))
        import_paths(window, [Path(name) for name in names])


def ask_for_folder(window: MainWindow) -> None:
    """Ask for a folder, and show what importing its workbooks would do."""
    before = window.settings.value("import_folder", str(_folder(window)))
    name = QFileDialog.getExistingDirectory(window, "Import the workbooks of a folder", before)
    if name:
        window.settings.set_value("import_folder", name)
        take(window, [Path(name)])


def workbooks(paths: Iterable[Path]) -> list[Path]:
    """The workbooks among some files, and in the folders among them. Raises UserError for a folder without any."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _inside(path)
        elif path.suffix.lower() in WORKBOOKS:
            found.append(path)
    return found


def _inside(folder: Path) -> list[Path]:
    """The workbooks of a folder and of the folders in it."""
    from blmk_desktop.importing.folders import workbooks_in

    found: list[Path] = []
    for each in [folder, *sorted(path for path in folder.rglob("*") if path.is_dir())]:
        with suppress(UserError):
            found += workbooks_in([each])
    if not found:
        raise UserError("There is no workbook in this folder.", Where(folder.name))
    return found


def take(window: MainWindow, paths: Sequence[Path]) -> None:
    """Files dropped on the window: workbooks are imported, a data file is opened; a plan form may be filled in too."""
    data_files = [path for path in paths if path.suffix.lower() == ".blmk"]
    try:
        found = [] if data_files else workbooks(paths)
    except UserError as problem:
        window.show_error(problem)
        return
    if data_files:
        window.open_path(data_files[0], create=False)
    elif len(found) == 1:
        from ui.plan.filling import offer

        offer(window, found[0], lambda: import_paths(window, found))
    elif found:
        import_paths(window, found)
    elif paths:
        endings = ", ".join(WORKBOOKS)
        window.show_error(UserError(f"That is no workbook. These can be imported: {endings}.", Where(paths[0].name)))


def import_paths(window: MainWindow, paths: Sequence[Path]) -> Any:
    """Show what importing these workbooks would do."""
    if window.read_only:
        window.show_error(UserError("Nothing can be imported: the file can only be looked at."))
        return None
    from ui.importing.preview import ImportPreview

    preview = ImportPreview(window, list(paths))
    preview.open()
    return preview


def load_demo(window: MainWindow) -> None:
    """Load the example data, in a worker; ask first where they would come among somebody's own."""
    from blmk_desktop.seeding import holds_other_work

    def go_on(others: bool) -> None:
        from ui.parts.asking import ask

        if others:
            ask(window, "Add the example data to this file?", AMONG_OTHERS, "Add them", partial(_load_demo, window))
        else:
            _load_demo(window)

    window.read(holds_other_work, go_on)


def _load_demo(window: MainWindow) -> None:
    store = window.store

    def loading() -> Any:
        from blmk_desktop.seeding import load_demo as load

        return load(store)  # type: ignore[arg-type]

    def loaded(change_sets: list[Any]) -> None:
        for change_set in change_sets[-1:]:
            window.saved(change_set)
        window.say("The example data is loaded." if change_sets else "The example data was loaded already.")

    window.run(loading, loaded, title="Loading the example data")


def export(window: MainWindow) -> None:
    """Ask where, and write all records of the kind that the current tab shows; of a computed table what is shown."""
    kind, store = getattr(window.current, "kind", ""), window.store
    if store is None or not kind:
        from ui.views.exporting import export_shown

        export_shown(window)
        return
    proposed = _folder(window) / f"{window.titles[window.tabs.currentIndex()]}.xlsx"
    name, chosen = QFileDialog.getSaveFileName(window, "Export all records", str(proposed), EXPORTS)
    if not name:
        return
    path = chosen_path(name, chosen)
    window.run(
        lambda: _export(store, kind, path),
        lambda _: window.say(f"Exported to {path}."),
        title=f"Exporting to {path.name}",
    )


def chosen_path(name: str, chosen: str) -> Path:
    """The file that was named; one without an ending gets that of the kind that was chosen beside it."""
    return _with_ending(name, f".{chosen.rpartition('*.')[2].rstrip(')')}" if "*." in chosen else ".xlsx")


def _export(store: Any, kind: str, path: Path) -> None:
    from blmk_desktop.export import write_records

    with store.reading() as connection:
        write_records(connection, kind, path)


def _folder(window: MainWindow) -> Path:
    return window.store.path.parent if window.store else window.folder


def _with_ending(name: str, ending: str) -> Path:
    path = Path(name)
    return path if path.suffix else path.with_suffix(ending)
