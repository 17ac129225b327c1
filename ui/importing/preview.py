"""The import preview: reads workbooks, shows what they would do, lets the user correct it, and imports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from blmk_desktop.errors import UserError
from blmk_desktop.importing.proposal import Options, Proposal
from blmk_desktop.rules.wording import counted
from ui.importing.answers import Answers
from ui.importing.matching import Matching
from ui.importing.notes import Notes
from ui.importing.proposals import Proposals
from ui.importing.reading import Reading, leave_out, left_out, read
from ui.importing.return_words import sent_back
from ui.importing.sources import Sources, notes_of
from ui.importing.under_way import UnderWay
from ui.importing.words import done, import_detail, import_words, noun, summary, wanted, writes
from ui.parts.asking import ask
from ui.parts.labels import button, label, sentence
from ui.parts.sides import Sides

if TYPE_CHECKING:
    from ui.tasks import Task
    from ui.window import MainWindow

WORKBOOK = "Excel workbook (*.xlsx)"


class ImportPreview(QDialog):
    """What importing these files would do. Nothing is changed before Import is pressed."""

    def __init__(self, window: MainWindow, paths: Sequence[Path]) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.window_, self.paths, self.options = window, list(paths), Options()
        self.reading: Reading | None = None
        self._left: QWidget | None = None
        self._importing: tuple[Task, Callable[[], object]] | None = None
        self.setWindowTitle(f"Import {paths[0].name}" if len(paths) == 1 else f"Import {len(paths)} files")
        self.sources, self.notes = Sources(), Notes()
        self.proposals, self.matching, self.answers = Proposals(window), Matching(), Answers()
        self.said, self.detail = sentence(""), label("", "muted", wrap=True)
        self.under_way = UnderWay(window)
        self.cancel = button("Cancel", self.reject)
        self.comments = button("Save comment workbook…", self.save_comments)
        self.go = button("Import", self.import_, primary=True)
        self.go.setToolTip("Ctrl+Enter")
        QShortcut(QKeySequence("Ctrl+Return"), self, self.import_)  # Enter alone ends typing in a filter or a date
        self._lay_out()
        self._connect()
        self._fit()
        self.read()

    # How it is put together

    def _lay_out(self) -> None:
        left = _upright(self.sources, self.notes, stretch=(3, 2))
        right = _upright(self.answers, self.matching, stretch=(0, 1))
        sides = Sides(self.window_.settings, "import", (left, self.proposals, right), (275, 770, 280))
        sides.setStretchFactor(0, 0)
        sides.setStretchFactor(1, 1)
        body = _upright(self.said, sides, stretch=(0, 1))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.under_way)
        self.pages.addWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.pages, 1)
        row = QHBoxLayout()
        row.addWidget(self.detail, 1)
        for part in (self.cancel, self.comments, self.go):
            row.addWidget(part)
        column.addLayout(row)

    def _connect(self) -> None:
        self.sources.scope_chosen.connect(lambda _scope: self._show_scope())
        self.sources.taken.connect(self._taken)
        self.proposals.taken.connect(self._taken)
        self.proposals.alias_asked.connect(self.add_alias)
        self.matching.column_chosen.connect(self.choose_column)
        self.matching.form_chosen.connect(self.choose_form)
        self.answers.changed.connect(self._answered)
        self.under_way.cancelled.connect(self._stop)
        self.window_.tasks.changed.connect(self._follow_import)

    def _fit(self) -> None:
        """Nearly as large as the window, and never larger than the screen, its frame included."""
        over, screen = self.window_.size(), self.window_.screen()
        room = screen.availableGeometry().size() - (self.window_.frameGeometry().size() - over)
        wanted = QSize(int(over.width() * 0.97), int(over.height() * 0.94))
        self.resize(wanted.expandedTo(QSize(1100, 640)).boundedTo(room))

    # Reading

    def read(self) -> None:
        """Read the files with the options as they are, in a worker."""
        store, paths, options = self.window_.store, self.paths, self.options
        self._busy("Reading")
        self.under_way.follow(
            self.window_.run(
                lambda progress: read(store, paths, options, progress),
                self._have_read,
                on_error=self._could_not_read,
                replaces=self,
            ),
            measured=len(paths) > 1,
        )

    def _have_read(self, reading: Reading) -> None:
        begin = self.reading is None or (bool(self.reading.proposal.refused()) and not reading.proposal.refused())
        if self.reading is not None:
            leave_out(reading.proposal, left_out(self.reading.proposal))
        self.reading = reading
        self.answers.show_for(reading.proposal)
        self.pages.setCurrentIndex(1)
        self.sources.blockSignals(True)
        self.sources.show_proposal(reading.proposal)
        self.sources.blockSignals(False)
        self._show_scope(begin=begin)
        self._tell()
        (self._left if self._left is not None and isValid(self._left) else self.sources).setFocus()

    def _could_not_read(self, error: Exception) -> None:
        if self.reading is None:
            self.reject()
        else:
            self.pages.setCurrentIndex(1)
            self._tell()
        self.window_.show_error(error)

    def _stop(self) -> None:
        """Cancel the reading: the first one closes the preview, a later one leaves what was shown. Or the import."""
        if self._importing is not None:
            self.under_way.ask_to_stop()
            return
        self.under_way.stop()
        if self.reading is None:
            self.reject()
        else:
            self.pages.setCurrentIndex(1)
            self._tell()

    def _busy(self, words: str) -> None:
        self._left = self.focusWidget() if self.reading is not None else None  # the keys go on there afterwards
        self.under_way.begin(words)
        self.pages.setCurrentIndex(0)
        self.detail.setText("Nothing is changed before you press Import.")
        for part in (self.comments, self.go):
            part.setEnabled(False)

    # What is shown

    def _show_scope(self, *, begin: bool = False) -> None:
        if self.reading is None:
            return
        scope = self.sources.scope
        self.notes.show_notes(notes_of(self.sources.files, scope))
        self.matching.show_place(self.sources.sheet)
        self.proposals.show_places(scope, self.reading.labels, begin=begin)

    def _taken(self) -> None:
        self.sources.show_checks()
        if self.sender() is self.sources:
            self.proposals.show_taken()
        self._tell()

    def _tell(self) -> None:
        """Say what was read, and what the button does."""
        if self.reading is None:
            return
        proposal = self.reading.proposal
        self.said.setText(summary(proposal))
        self.detail.setText(import_detail(proposal))
        self.go.setText(import_words(proposal))
        self.go.setEnabled(writes(proposal))
        several = len(sent_back(proposal)) > 1
        self.comments.setText(f"Save comment workbook{'s' if several else ''}…")
        self.comments.setEnabled(bool(proposal.refused()) or _any_fails(proposal))

    # Corrections

    def choose_column(self, index: int, target: object) -> None:
        """Take a column of the chosen sheet to be something else, and read again."""
        place = self.sources.sheet
        if place is not None:
            chosen = self.options.columns.setdefault(place.key, {})
            for other in [at for at, taken in chosen.items() if target and taken == target]:
                chosen[other] = None
            for match in place.sheet.columns:
                if target and match.target == target and match.index != index:
                    chosen[match.index] = None
            chosen[index] = str(target) if target else None
            self.read()

    def choose_form(self, name: str) -> None:
        """Take the chosen sheet to be another kind of table, and read again."""
        place = self.sources.sheet
        if place is not None:
            self.options.forms[place.key] = name
            self.options.columns.pop(place.key, None)
            self.read()

    def _answered(self) -> None:
        self.answers.put_in(self.options)
        self.read()

    def add_alias(self, kind: str, written: str, means: str) -> None:
        """Remember what a written name means, as a change of its own, and read again."""
        from blmk_desktop.editing import add

        made = self.window_.change(add, "alias", {"kind": kind, "written": written, "means": means}, kinds={"alias"})
        if made is not None:
            self.window_.say(f"'{written}' is now known as {noun(kind, 1)} {means}.")
            self.read()

    # What comes out

    def save_comments(self) -> None:
        """Ask where, and save what is refused and what disagrees, to be sent back to whom the file came from."""
        if self.reading is None:
            return
        if sent_back(self.reading.proposal):
            ask_for_copies(self.window_, self, self.reading.proposal, self.detail.setText)
            return
        stem = self.paths[0].stem if len(self.paths) == 1 else "import"
        folder = self.paths[0].parent
        name, _ = QFileDialog.getSaveFileName(
            self, "Save comment workbook", str(folder / f"{stem} comments.xlsx"), WORKBOOK
        )
        if name:
            self.write_comments(Path(name).with_suffix(".xlsx"))

    def write_comments(self, path: Path) -> None:
        """Write the comment workbook, in a worker."""
        from blmk_desktop.importing.comments import write_comments

        proposal = self.reading.proposal if self.reading else None
        if proposal is not None:
            self.window_.run(
                lambda: write_comments(proposal, path),
                lambda number: self.detail.setText(f"Saved {number:,} comments as {path.name}."),
                title=f"Saving {path.name}",
            )

    def import_(self) -> None:
        """Do what the button says, as one change set, in a worker."""
        if self.reading is None or not self.go.isEnabled():
            return
        from blmk_desktop.importing.engine import apply

        store: Any = self.window_.store
        proposal = self.reading.proposal
        number = len(wanted(proposal))
        self._busy(f"Importing {number:,} rows" if number else "Importing")
        self.cancel.setEnabled(False)
        kept: list[Any] = []

        def importing(progress: Callable[[str, float], None]) -> Any:
            kept.append(apply(store, proposal, accept_valid=True, progress=progress))
            return kept[0]

        task = self.window_.run(
            importing, lambda change_set: self._imported(change_set, number), on_error=self._not_imported
        )
        self._importing = (task, lambda: self._imported(kept[0], number) if kept else self._cancelled())
        self.under_way.follow(task, measured=True)

    def _follow_import(self) -> None:
        """A cancelled import delivers nothing: it was given up, or kept just before somebody asked to give it up."""
        if self._importing is None or not self._importing[0].finished:
            return
        (task, ended), self._importing = self._importing, None
        if task.cancelled:
            ended()

    def _cancelled(self) -> None:
        self.cancel.setEnabled(True)
        self.pages.setCurrentIndex(1)
        self._tell()
        self.detail.setText("Cancelled: nothing was imported.")

    def _imported(self, change_set: Any, number: int) -> None:
        if self.reading is not None:
            proposal = self.reading.proposal
            save = (
                "Save comment workbooks…",
                lambda: ask_for_copies(self.window_, self.window_, proposal, self.window_.say),
            )
            tell_imported(self.window_, change_set, done(proposal, number), [save] if sent_back(proposal) else [])
        self.accept()

    def _not_imported(self, error: Exception) -> None:
        self.cancel.setEnabled(True)
        self.pages.setCurrentIndex(1)
        self._tell()
        self.window_.show_error(error)
        if isinstance(error, UserError) and "read them again" in error.message:
            self.read()

    def reject(self) -> None:
        """Leave without importing; where something was settled by hand, only after asking."""
        if not self.cancel.isEnabled():  # it is being imported: that is not left half-way
            return
        if self.reading is None or not (self.options != Options() or left_out(self.reading.proposal)):
            super().reject()
            return
        words = "Nothing has been imported. What you settled here (columns, answers, rows left out) is dropped."
        ask(self, "Leave without importing?", words, "Leave", lambda: self.done(0))

    def done(self, result: int) -> None:
        """Close; what is still being read is dropped."""
        self.under_way.stop()
        super().done(result)


def ask_for_copies(window: MainWindow, over: QWidget, proposal: Proposal, say: Callable[[str], object]) -> None:
    """Ask for a folder, and save in it what goes back: a copy of each return sent back, its cells marked."""
    name = QFileDialog.getExistingDirectory(
        over, "Folder for the comment workbooks", str(proposal.files[0].path.parent)
    )
    if name:
        write_copies(window, proposal, Path(name), say)


def write_copies(window: MainWindow, proposal: Proposal, folder: Path, say: Callable[[str], object]) -> None:
    """Write the comment workbooks, in a worker."""

    def writing() -> list[Path]:
        from blmk_desktop.importing.returns.comments import write_comment_copies

        return write_comment_copies(proposal, folder)

    window.run(
        writing,
        lambda made: say(f"Saved {counted(len(made), 'comment workbook')} in {folder}."),
        title="Saving the comment workbooks",
    )


def tell_imported(
    window: MainWindow, change_set: Any, words: str, buttons: Sequence[tuple[str, Callable[[], object]]] = ()
) -> None:
    """Say in the window what was imported, with a way back."""
    window.saved(change_set)
    if change_set is None:
        return
    banner = window.frame.banner

    def forget() -> None:
        if banner.text == words:
            banner.show_text("")

    def undo() -> None:
        from blmk_desktop import changes

        forget()
        store: Any = window.store
        window.run(
            lambda: changes.undo(store, change_set.id),
            lambda undone: (window.saved(undone), window.say("The import is undone.")),
            title="Undoing the import",
        )

    banner.show_text(words, "green", [*buttons, ("Undo", undo), ("Close", forget)])
    window.changed.connect(lambda _kinds: forget(), Qt.ConnectionType.SingleShotConnection)  # Undo meant this import


def _any_fails(proposal: Any) -> bool:
    return any(claim.held is False for sheet in proposal.sheets() for claim in sheet.claims)


def _upright(*parts: QWidget, stretch: Sequence[int]) -> QWidget:
    result = QWidget()
    column = QVBoxLayout(result)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part, share in zip(parts, stretch, strict=True):
        column.addWidget(part, share)
    return result
