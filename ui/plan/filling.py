"""A plan form filled in here: opened from its workbook, with live totals, and saved as the workbook to send back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMessageBox
from shiboken6 import isValid

from blmk_desktop.acts.plan_drafts import DraftBook
from blmk_desktop.rules.wording import counted, listed
from ui.parts.banner import Banner
from ui.parts.labels import badge, button
from ui.parts.table import Mark
from ui.plan.page import PlanWindow

if TYPE_CHECKING:
    from blmk_desktop.templates.plan_reader import OpenedForm
    from ui.window import MainWindow

FORMS = "Plan forms (*.xlsx *.xlsm *.xls *.xlsb *.ods);;All files (*)"
TONES = {"Ready": "green", "Ask": "amber", "Not": "red"}
Stamp = tuple[int, int] | None
# What the workbook says of its own columns and sheets, as it is here.
HERE = {", see the column 'Check'": ", marked in the lines", ", see the sheet 'Summary'": ", named above"}


class Filling(PlanWindow):
    """The form of a network. Nothing is written before it is saved, and closing asks if something would be lost."""

    def __init__(self, window: MainWindow, path: Path, opened: OpenedForm, stamp: Stamp) -> None:
        super().__init__(window, "plan form")
        self.path, self.opened = path, opened
        self.stamp = stamp  # how the workbook at `path` was when it was read or written here
        form = opened.form
        words = f"Plan form of {form.name}, {form.year} {form.stage}"
        self.setWindowTitle(f"{words}[*]")
        self.title.setText(words)
        self.about.setText(f"{form.code} · {path.name} · nothing is written until you save")
        self.ready, self.notice = badge("", "grey"), Banner()
        self.save_button = button("&Save as workbook to return…", self.ask_and_save, primary=True)
        self.ready.setWordWrap(True)
        self.ready.setMinimumWidth(self.fontMetrics().averageCharWidth() * 36)
        self.buttons.addWidget(self.ready, 0, Qt.AlignmentFlag.AlignVCenter)
        self.buttons.addWidget(self.save_button)
        self._column.insertWidget(1, self.notice)
        self._closing = False
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.ask_and_save)
        self.show_book(DraftBook(opened.facts, opened.lines, self.work_out))
        self.notice.show_text(_notice(opened), "amber")

    def work_out(self) -> None:
        """Show the lines, what they come to, and whether the form is ready to send."""
        from blmk_desktop.templates.plan_reader import filled
        from blmk_desktop.templates.plan_ready import ready
        from blmk_desktop.templates.plan_worked import worked

        work = worked(filled(self.opened.form, self.book.lines))
        faults = zip(self.book.lines, work.lines, strict=False)
        if self.grid is not None:
            self.grid.more_marks = {
                (line.id, "line"): Mark("error", found.check)
                for line, (_, _, found) in faults
                if found.check and found.cost is None
            }
        self._tell_ready(ready(work))
        self.setWindowModified(self.book.unsaved)
        super().work_out()

    def _tell_ready(self, words: str) -> None:
        for there, here in HERE.items():
            words = words.replace(there, here)
        self.ready.setText(words)
        self.ready.setAccessibleName(words)
        self.ready.setProperty("badge", TONES[words.split(maxsplit=1)[0]])
        self.ready.style().unpolish(self.ready)
        self.ready.style().polish(self.ready)

    def ask_and_save(self) -> None:
        """Ask where, and write the workbook there."""
        proposed = str(self.path.with_suffix(".xlsx"))
        name, _ = QFileDialog.getSaveFileName(self, "Save as workbook to return", proposed, "Excel workbook (*.xlsx)")
        path = Path(name if name.lower().endswith(".xlsx") else f"{name}.xlsx")
        if name and self._may_replace(path, asked=str(path) == name):
            self.save(path)
        else:
            self._closing = False

    def _may_replace(self, path: Path, *, asked: bool) -> bool:
        """Whether what stands there may go: asks where it is not what was read, or where nobody has asked yet."""
        now = _stamp(path)
        changed = path == self.path and now != self.stamp
        if now is None or (asked and not changed):
            return True
        what = "was changed since it was opened here" if changed else "is there already"
        buttons = QMessageBox.StandardButton
        words = f"{path.name} {what}. Write over it?"
        answer = QMessageBox.question(self, "BLMK Primary Care", words, buttons.Yes | buttons.No, buttons.No)
        return answer == buttons.Yes

    def save(self, path: Path) -> None:
        """Write the form with its lines to a workbook, whole or not at all, in a worker."""
        from blmk_desktop.templates.plan_reader import filled
        from blmk_desktop.templates.plan_writer import write_plan

        lines = self.book.lines
        form = filled(self.opened.form, lines)

        def saved(_: object) -> None:
            self.path, self.stamp = path, _stamp(path)
            self.book.written(lines)
            self.setWindowModified(self.book.unsaved)
            self.about.setText(f"{form.code} · saved as {path.name}: send that workbook back")
            if self._closing:
                self.close()

        def failed(error: Exception) -> None:
            open_still = isValid(self)
            if open_still:
                self._closing = False
            self.window_.show_error(error, self if open_still else None)

        made = self.opened.made
        self.window_.run(
            lambda: write_plan(form, path, made),
            self.while_open(saved),
            on_error=failed,
            title=f"Writing {path.name}",
        )

    def may_close(self) -> bool:
        """Whether everything is written; asks if not."""
        if not self.book.unsaved:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            "BLMK Primary Care",
            "The form has changes that are not in its workbook yet. Save them?",
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            self._closing = True
            self.ask_and_save()
        return answer == buttons.Discard


def _stamp(path: Path) -> Stamp:
    """When a file was last written, and its size; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _notice(opened: OpenedForm) -> str:
    """What was not taken over from the workbook."""
    parts = []
    if opened.unread:
        told = [f"{cell.cell} '{cell.text}': {cell.why.rstrip('.')}" for cell in opened.unread[:3]]
        more = f"; and {len(opened.unread) - 3} more" if len(opened.unread) > 3 else ""
        parts.append(f"{counted(len(opened.unread), 'cell')} left blank. {'; '.join(told)}{more}")
    if opened.added:
        sheets = listed([f"'{name}'" for name in opened.added])
        parts.append(f"Not part of the form, and not in what is saved here: {sheets}")
    return ". ".join(parts)


def fill_in(window: MainWindow, path: Path) -> None:
    """Open a plan form from its workbook, in a window of its own; a file that is none is refused in a sentence."""
    from blmk_desktop.templates.plan_reader import open_form

    stamp = _stamp(path)
    window.run(
        lambda: open_form(path),
        lambda opened: Filling(window, path, opened, stamp).show(),
        title=f"Opening {path.name}",
    )


def ask_and_fill_in(window: MainWindow) -> None:
    """Ask which form, and open it."""
    folder = window.settings.value("import_folder", str(window.folder))
    name, _ = QFileDialog.getOpenFileName(window, "Fill in a plan template", folder, FORMS)
    if name:
        fill_in(window, Path(name))


def offer(window: MainWindow, path: Path, otherwise: Callable[[], object]) -> None:
    """Of one workbook: if it is a plan form, ask whether to import it or to fill it in; else go on `otherwise`."""
    from blmk_desktop.templates.plan_reader import is_plan_form, may_be_plan_form

    if not may_be_plan_form(path):
        otherwise()
        return

    def ask(form: bool) -> None:
        if not form:
            otherwise()
            return
        box = QMessageBox(window)
        box.setWindowTitle("BLMK Primary Care")
        box.setText(f"{path.name} is a network's plan form. What would you like to do with it?")
        importing = box.addButton("&Import it as a return", QMessageBox.ButtonRole.AcceptRole)
        filling = box.addButton("&Fill it in here", QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        importing.clicked.connect(lambda _checked=False: otherwise())
        filling.clicked.connect(lambda: fill_in(window, path))
        box.setDefaultButton(filling if window.read_only else importing)
        box.open()

    window.run(lambda: is_plan_form(path), ask, title=f"Looking at {path.name}")
