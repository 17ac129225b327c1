"""Asks which scheme leads, risk owners or owners of actions get their form, and writes it with their own records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

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
SIZE = (560, 460)  # pixels of the dialog at first
NOBODY = "No open record names a {}: fill in the lead or owner first."


class Forms(Asking):
    """Whom forms are written for, each ticked, and the folder. A subclass asks what else a form needs."""

    def __init__(self, window: MainWindow, words: str, detail: str, whom: str, folder: Path) -> None:
        super().__init__(window, words, detail, "Write")
        self.window_, self.whom = window, QListWidget()
        self.whom.setAccessibleName(whom)
        self.whom.itemChanged.connect(lambda _item: self._tell())
        self.folder = FolderField(folder, "Folder for the forms")
        self.folder.edit.textChanged.connect(lambda _text: self._tell())

    def ask_for(self, name: str, field: QWidget) -> None:
        """Put the fields in order: what else is asked, for whom, and where to."""
        self.add(name, field)
        self.add("For", self.whom, tall=True)
        self.add("Folder", self.folder)
        self.resize(*SIZE)
        self._tell()

    def offer(self, whom: Iterable[tuple[str, str]]) -> None:
        """Offer them, each by its name and what its form would hold."""
        self.whom.clear()
        for name, what in whom:
            item = QListWidgetItem(f"{name}  ({what})")
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.whom.addItem(item)
        self._tell()

    @property
    def chosen(self) -> list[str]:
        """Those who are ticked."""
        items = [self.whom.item(at) for at in range(self.whom.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _tell(self) -> None:
        number = len(self.chosen)
        self.go.setText(f"Write {counted(number, 'form')}")
        self.go.setEnabled(bool(number and self.folder.edit.text().strip()))

    def do(self) -> bool:
        """Write them."""
        self.write(self.chosen, Path(self.folder.edit.text().strip()))
        return True

    def write(self, whom: Sequence[str], folder: Path) -> None:
        """Write the forms of those who are ticked."""
        raise NotImplementedError


class UpdateForms(Forms):
    """The form, the people who may get it with how many records each, and the folder."""

    def __init__(self, window: MainWindow, form: str, folder: Path) -> None:
        super().__init__(window, "Forms for leads and owners", DETAIL, "People, by role", folder)
        self.form = QComboBox()
        self.form.setAccessibleName("Form")
        for name, one in FORMS.items():
            self.form.addItem(f"{one.title}, for each {one.person}", name)
        self.form.setCurrentIndex(max(0, self.form.findData(form)))
        self.form.currentIndexChanged.connect(lambda _at: self.read())
        self.ask_for("Form", self.form)
        self.read()

    def read(self) -> None:
        """Read who may get the form that is chosen."""
        from blmk_desktop.templates.update_known import people

        self.offer(())
        form = FORMS[self.form.currentData()]
        self.window_.read(lambda connection: people(connection, form), self._offer, replaces=self)

    def _offer(self, people: Sequence[Person]) -> None:
        form = FORMS[self.form.currentData()]
        whom = []
        for person in people:
            tables = zip(form.blocks, person.counts, strict=True)
            whom.append((person.name, ", ".join(f"{block.sheet.lower()}: {count}" for block, count in tables if count)))
        self.problem.setText("" if people else NOBODY.format(form.person))
        self.problem.setVisible(not people)
        self.offer(whom)

    def write(self, whom: Sequence[str], folder: Path) -> None:
        """Write the forms of those who are ticked."""
        write_forms(self.window_, self.form.currentData(), whom, folder)


def ask_update_forms(window: MainWindow, form: str = "") -> UpdateForms | None:
    """Ask whom forms are for; `form` is the one that is chosen at first."""
    if window.store is None:
        return None
    dialog = UpdateForms(window, form, forms_folder(window) / "Update forms")
    dialog.open()
    return dialog


def forms_folder(window: MainWindow) -> Path:
    """Where forms were written last, or beside the data file."""
    beside = window.store.path.parent if window.store else window.folder
    return Path(window.settings.value("templates_folder", "") or beside)


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
