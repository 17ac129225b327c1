"""The steps of the self-test: every tab and page, then what people do in a week, each checked by what it leaves."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.screenshots import settle

if TYPE_CHECKING:
    from ui.parts.table import RecordTable
    from ui.self_test.watch import Watch

EXAMPLE = "Start with the BLMK example"
LETTERS = 4  # of a name, typed into a filter or a search
YEAR = "2023/24"  # the example has the plans of the year before
DAY = "2023-03-31"
SOUND = {".pdf": b"%PDF-", ".docx": b"PK", ".xlsx": b"PK"}


def go_through(watch: Watch, folder: Path, *, example: bool) -> None:
    """All of it, on the example data if the welcome of a first start offers them."""
    window = watch.window
    if example:
        watch.step("example data", lambda: _press_button(window, EXAMPLE))
    _tabs(watch)
    _findings(watch)
    _filter_and_edit(watch)
    _views(watch, folder)
    _import(watch)
    _papers(watch, folder)
    _search(watch)
    _guide(watch)
    _dialogs(watch)
    watch.step("dark", lambda: window.dress(mode="dark"))
    watch.step("copy", lambda: _copy(watch, folder))


def _tabs(watch: Watch) -> None:
    """Every tab and every page of one, built for the first time; then each tab again."""
    window = watch.window
    for title in window.titles:
        if window.current is not window.built(title):  # that one was seen when the window opened
            watch.step(f"tab {title}", partial(window.go_to, title))
        tab = window.current
        for page in getattr(tab, "pages", ())[1:]:
            watch.step(f"page {title}/{page}", partial(tab.show_page, page))
    for title in window.titles:  # the last tab is shown now
        watch.step(f"tab {title} again", partial(window.go_to, title))


def _findings(watch: Watch) -> None:
    found: list[Any] = []
    watch.step("findings", lambda: watch.window.go_to("Findings"))
    watch.step("overview", lambda: watch.window.go_to("Overview"))
    watch.window.findings(found.append)
    settle(watch.window)
    watch.expect(found and found[0], "the check found nothing, though the example disagrees with itself")


# A table: typing into its filter, changing a cell, taking it back


def _filter_and_edit(watch: Watch) -> None:
    window = watch.window
    table: RecordTable = watch.step("practices", lambda: window.go_to("Practices")).table
    everything = len(table.shown())
    watch.expect(everything, "there are no practices")
    first = table.shown()[0]
    name = table.columns.shown(first, "name") if table.columns else ""
    for letter in name[:LETTERS]:
        watch.step("keystroke", partial(_type, table.bar.box, letter))
    watch.expect(0 < len(table.shown()) < everything, "the filter left all or nothing")
    watch.step("filter cleared", table.clear_filters)
    watch.expect(len(table.shown()) == everything, "the filter did not give the rows back")
    watch.step("sort", lambda: table.sort_by("name", descending=True))
    _edit(watch, table, table.shown_ids[0])


def _edit(watch: Watch, table: RecordTable, practice: Any) -> None:
    before = _cell(table, practice)
    wanted = f"{before} (self-test)"
    watch.step("cell opened", lambda: _open_cell(table, practice))
    watch.step("edit", lambda: _enter(table, wanted))
    watch.expect(_cell(table, practice) == wanted, "the cell does not hold what was typed")
    watch.step("undo", watch.window.commands.undo)
    watch.expect(_cell(table, practice) == before, "Undo did not bring the name back")
    watch.step("redo", watch.window.commands.redo)
    watch.expect(_cell(table, practice) == wanted, "Redo did not change the name again")
    watch.step("undo again", watch.window.commands.undo)


def _cell(table: RecordTable, practice: Any) -> str:
    at = table.columns.position_of(practice) if table.columns else None
    return "" if at is None or table.columns is None else table.columns.shown(at, "name")


def _open_cell(table: RecordTable, practice: Any) -> None:
    table.select(practice, column="name")
    table.view.setFocus()
    table.view.edit(table.view.currentIndex())


def _enter(table: RecordTable, text: str) -> None:
    """Type into the cell that is being edited, and press Enter."""
    editor = next(line for line in table.view.viewport().findChildren(QLineEdit) if line.isVisible())
    editor.selectAll()
    for letter in text:
        _type(editor, letter)
    _press(editor, Qt.Key.Key_Return)


def _type(box: QWidget, letter: str) -> None:
    _press(box, Qt.Key.Key_A, letter)


def _press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


# Files out and in


def _views(watch: Watch, folder: Path) -> None:
    """The practices as they are shown, written in every form, and read back."""
    from blmk_desktop.workbook import read_path
    from ui.parts.table_shown import shown_view
    from ui.views.exporting import write

    window = watch.window
    view = shown_view(window.table) if window.table else None
    if view is None:
        watch.fault("there is no table to export")
        return
    for ending in (".xlsx", ".csv", ".json"):
        path = folder / f"practices{ending}"
        rows: list[int] = []
        watch.quietly(f"export {ending[1:]}", partial(write, window.store, view, path), rows.append)
        watch.expect(rows == [len(view.order)], "not every row was written")
    read = read_path(folder / "practices.xlsx").sheets[0]
    watch.expect(len(read.rows) > len(view.order), "the workbook that was written has not all rows")


def _import(watch: Watch) -> None:
    """The example's workbook of plans, as the plans of another year: previewed, imported, undone."""
    from blmk_desktop.changes import newest
    from blmk_desktop.seeding import PLANS
    from ui import files

    window = watch.window
    preview = watch.step("import read", lambda: files.import_paths(window, [PLANS]))
    if preview is None:
        watch.fault("the preview did not open")
        return
    preview.options.year, preview.options.stage, preview.options.as_at = YEAR, "final", DAY
    watch.step("import read again", preview.read)
    watch.expect(preview.go.isEnabled(), f"there is nothing to import: {preview.said.text()}")
    watch.step("import", preview.import_)
    seen: list[Any] = []
    watch.quietly("history", lambda: _read(watch, newest), seen.append)
    watch.expect(seen and seen[-1].kind == "import", "the import is not in the history")
    watch.step("undo of an import", lambda: _press_button(window.frame.banner, "Undo"))
    watch.quietly("history", lambda: _read(watch, newest), seen.append)
    watch.expect(seen and seen[-1].kind == "undo", "the import was not undone")


def _read(watch: Watch, what: Callable[[Any], Any]) -> Any:
    store: Any = watch.window.store
    with store.reading() as connection:
        return what(connection)


def _press_button(over: QWidget, words: str) -> None:
    from PySide6.QtWidgets import QPushButton

    next(button for button in over.findChildren(QPushButton) if button.text() == words).click()


def _papers(watch: Watch, folder: Path) -> None:
    """One paper, its pages on the screen, and a file of each form."""
    from ui.papers.dialog import open_papers

    papers = watch.step("papers", lambda: open_papers(watch.window, "workforce-plans"))
    if papers is None or papers.found is None or papers.found.made is None:
        watch.fault("the paper was not prepared")
        return
    papers.choosing.folder.edit.setText(str(folder / "papers"))
    watch.step("paper pages", lambda: papers.switch.choose("pages"))
    for ending in SOUND:
        for each, box in papers.choosing.formats.items():
            box.setChecked(each == ending)
        watch.step(f"paper {ending[1:]}", papers.make)
        made = sorted((folder / "papers").glob(f"*{ending}"))
        watch.expect(len(made) == 1 and _sound(made[0]), f"there is no sound {ending} file")
    papers.close()


def _sound(path: Path) -> bool:
    """Whether a file is what its name says, whole."""
    content = path.read_bytes()
    if not content.startswith(SOUND[path.suffix]):
        return False
    if path.suffix == ".pdf":
        return content.rstrip().endswith(b"%%EOF")
    with zipfile.ZipFile(path) as archive:
        return archive.testzip() is None


def _copy(watch: Watch, folder: Path) -> None:
    """A copy of the data file, as a backup is made."""
    store: Any = watch.window.store
    store.save_copy(folder / "copy.blmk")
    watch.expect((folder / "copy.blmk").stat().st_size > 0, "the copy is empty")
    watch.window.update()


# Windows and dialogs


def _search(watch: Watch) -> None:
    from ui.parts.palette import Palette

    window = watch.window
    watch.step("find", window.commands.find)
    palette = next((each for each in window.findChildren(Palette) if each.isVisible()), None)
    if palette is None:
        watch.fault("nothing opened to search in")
        return
    for letter in "crown":
        watch.step("keystroke in find", partial(_type, palette.box, letter))
    watch.expect(any("Crown" in title for title in palette.titles), "what is there was not found")
    palette.close()


def _guide(watch: Watch) -> None:
    """Every page of the guide, with its pictures."""
    from blmk_desktop import guide
    from ui.guide.window import open_guide

    shown = watch.step("guide", lambda: open_guide(watch.window))
    for page in guide.pages():
        watch.expect(all((guide.FOLDER / file).is_file() for _, file in page.pictures), f"pictures of {page.name} lack")
        if page.name != shown.page.name:
            watch.step(f"guide {page.name}", partial(shown.show_page, page.name))
    shown.close()


def _dialogs(watch: Watch) -> None:
    """Every dialog and window that the guide pictures, the windows of a plan, and what the program says of itself."""
    from ui import about
    from ui.plan.pictures import plan_windows
    from ui.scenes import SCENES

    window = watch.window
    for name, play in SCENES.items():
        shown = watch.step(f"window {name}", partial(play, window, settle))
        watch.expect(shown is not None, "it did not open")
        if shown is not None:
            shown.close()
    for name, shown in plan_windows(window, settle):
        watch.step(f"window {name}", shown.repaint)
    for dialog in (about.shortcuts, about.about):
        shown = watch.step(f"window {dialog.__name__}", partial(dialog, window))
        if shown is not None:
            shown.close()
