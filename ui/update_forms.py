"""Asks which scheme leads, risk owners or owners of actions get their form, and writes it with their own records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem

from blmk_desktop.rules.wording import counted
from blmk_desktop.templates.update_layout import FORMS
from ui.parts.asking import Asking, ask
from ui.parts.folder_field import FolderField

if TYPE_CHECKING:
    from blmk_desktop.templates.update_known import Person
    from ui.window import MainWindow

Progress = Callable[[str, float], None]
Write = Callable[[Any, Progress, bool], list[Path]]  # connection, progress, whether files may be replaced

DETAIL = (
    "One workbook for each person, with what is known of their records. What they may not change is locked, and "
    "refused when the form comes back."
)
NOBODY = "No open record names a {}: fill in the lead or owner first."


class UpdateForms(Asking):
    """The form, the people who may get it with how many records each, and the folder."""

    def __init__(self, window: MainWindow, form: str, folder: Path) -> None:
        super().__init__(window, "Forms for leads and owners", DETAIL, "Write")
        self.window_ = window
        self.form, self.people = QComboBox(), QListWidget()
        self.form.setAccessibleName("Form")
        for name, one in FORMS.items():
            self.form.addItem(f"{one.title}, for each {one.person}", name)
        self.form.setCurrentIndex(max(0, self.form.findData(form)))
        self.form.currentIndexChanged.connect(lambda _at: self.read())
        self.people.setAccessibleName("People, by role")
        self.people.itemChanged.connect(lambda _item: self._tell())
        self.folder = FolderField(folder, "Folder for the forms")
        self.folder.edit.textChanged.connect(lambda _text: self._tell())
        self.add("Form", self.form)
        self.add("For", self.people, tall=True)
        self.add("Folder", self.folder)
        self.resize(560, 460)
        self.read()

    def read(self) -> None:
        """Read who may get the form that is chosen."""
        from blmk_desktop.templates.update_known import people

        self.people.clear()
        self._tell()
        form = FORMS[self.form.currentData()]
        self.window_.read(lambda connection: people(connection, form), self._offer, replaces=self)

    def _offer(self, people: Sequence[Person]) -> None:
        form = FORMS[self.form.currentData()]
        self.people.clear()
        for person in people:
            tables = zip(form.blocks, person.counts, strict=True)
            what = ", ".join(f"{block.sheet.lower()}: {count}" for block, count in tables if count)
            item = QListWidgetItem(f"{person.name}  ({what})")
            item.setData(Qt.ItemDataRole.UserRole, person.name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.people.addItem(item)
        self.problem.setText("" if people else NOBODY.format(form.person))
        self.problem.setVisible(not people)
        self._tell()

    @property
    def chosen(self) -> list[str]:
        """The roles of those who are ticked."""
        items = [self.people.item(at) for at in range(self.people.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _tell(self) -> None:
        number = len(self.chosen)
        self.go.setText(f"Write {counted(number, 'form')}")
        self.go.setEnabled(bool(number and self.folder.edit.text().strip()))

    def do(self) -> bool:
        """Write them."""
        write_forms(self.window_, self.form.currentData(), self.chosen, Path(self.folder.edit.text().strip()))
        return True


def ask_update_forms(window: MainWindow, form: str = "") -> UpdateForms | None:
    """Ask whom forms are for; `form` is the one that is chosen at first."""
    if window.store is None:
        return None
    folder = window.settings.value("templates_folder", "") or str(window.store.path.parent)
    dialog = UpdateForms(window, form, Path(folder) / "Update forms")
    dialog.open()
    return dialog


def write_forms(window: MainWindow, form: str, people: Sequence[str], folder: Path) -> None:
    """Write the forms of people."""

    def write(connection: Any, progress: Progress, replace: bool) -> list[Path]:
        from blmk_desktop.templates.update_writer import write_update_templates

        return write_update_templates(connection, form, people, folder, progress, replace=replace)

    put_forms(window, len(people), folder, write)


def put_forms(window: MainWindow, number: int, folder: Path, write: Write, *, replace: bool = False) -> None:
    """Write forms into a folder, in a worker. Asks before a file that says something else is lost."""
    store = window.store
    if store is None:
        return
    window.settings.set_value("templates_folder", str(folder.parent))

    def writing(progress: Progress) -> list[Path]:
        with store.reading() as connection:
            return write(connection, progress, replace)

    def failed(error: Any) -> None:
        from blmk_desktop.templates.placing import AlreadyThere

        if isinstance(error, AlreadyThere):
            again = partial(put_forms, window, number, folder, write, replace=True)
            ask(window, "Replace what is there?", f"{error} New forms would take their place.", "Replace", again)
        else:
            window.show_error(error)

    title = f"Writing {counted(number, 'form')}"
    window.run(writing, lambda written: _written(window, written, folder), title=title, on_error=failed)


def _written(window: MainWindow, written: list[Path], folder: Path) -> None:
    banner = window.frame.banner
    opens = ("Open the folder", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    words = f"{counted(len(written), 'form')} {'is' if len(written) == 1 else 'are'} in {folder}."
    banner.show_text(words, "green", [opens, ("Close", lambda: banner.show_text(""))])
