"""The tab of history: every change set, newest first; what it changed, field by field; taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import counted
from ui.parts.labels import button, label
from ui.parts.pickers import ColumnPicker
from ui.parts.record_lines import moment
from ui.parts.sides import Sides
from ui.parts.table import RecordTable
from ui.tabs.history_rows import CHANGES, PAGE, SETS, Changes, Sets, read_changes, read_sets

if TYPE_CHECKING:
    from blmk_desktop.changes import ChangeSet
    from ui.window import MainWindow

PAUSE = 300  # milliseconds after the last letter before the whole log is searched
MORE = 20  # how many times more each time that more is asked for


class History(QWidget):
    """The change sets above, the changes of the chosen one below."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""
        self.sets: Sets | None = None
        self.changes: Changes | None = None
        self._wanted = ""
        self.table = RecordTable(window, "history", SETS)
        self.table.set_empty("Nothing has been changed yet.")
        self.table.current_changed.connect(lambda _id: self._read_changes())
        self.detail = RecordTable(window, "history.changes", CHANGES)
        self.detail.view.setAccessibleName("What the change changed")
        self.detail.set_empty("Choose a change to see what it did.")
        self.detail.activated.connect(lambda _id: self.open_record())
        self._controls()
        self._detail_controls()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(Sides(window.settings, "history", [self.table, self.detail], (300, 320), upright=True), 1)

    def _controls(self) -> None:
        bar = self.table.bar
        bar.add(ColumnPicker(self.table, "kind", "Any kind of change"))
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("Kind of record")
        self.kinds.addItem("Any kind of record", None)
        for record in sorted(RECORDS.values(), key=lambda record: record.label.casefold()):
            self.kinds.addItem(record.label, record.name)
        self.kinds.activated.connect(lambda _at: self.refresh())
        bar.add(self.kinds)
        self.record = QLineEdit()
        self.record.setPlaceholderText("Record: name, code or value")
        self.record.setAccessibleName("Only changes to records with this name, code or value")
        self.record.setClearButtonEnabled(True)
        self.record.setMinimumWidth(220)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.refresh)
        self.record.textChanged.connect(lambda _text: self._pause.start())
        bar.add(self.record)

    def _detail_controls(self) -> None:
        bar = self.detail.bar
        self.title = label("")
        self.undo = button("Undo this change", self.take_back)
        self.open = button("Open record", self.open_record)
        self.more = button("", self.show_more)
        for part in (self.title, self.undo, self.open, self.more):
            bar.add(part)
        self._tell()

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read the log again."""
        del kinds  # every change is a new change set
        words, kind = self.record.text(), self.kinds.currentData()
        narrowed = bool(words.strip() or kind)
        self.table.set_empty("No change touched such a record." if narrowed else "Nothing has been changed yet.")
        self.window_.read(lambda connection: read_sets(connection, words, kind), self._show, replaces=self)

    def _show(self, sets: Sets) -> None:
        self.sets = sets
        self.table.show_columns(sets.columns)
        self._go_to_wanted()
        if self.current is None and sets.columns.count and self.table.shown():
            self.table.select(sets.columns.ids[self.table.shown()[0]])
        self._read_changes()

    @property
    def current(self) -> ChangeSet | None:
        """The change set that is chosen."""
        return self.sets.by_id.get(self.table.current_id) if self.sets else None

    def show_record(self, kind: str, key: str) -> None:
        """Go to a change set, by its identity or number; or to the one that a source (by name) came with."""
        if kind != "source":
            self._go_to(str(key))
            return
        self.window_.read(lambda connection: _of_source(connection, key), self._go_to, replaces=(self, "source"))

    def _go_to(self, wanted: str) -> None:
        self._wanted = wanted
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if not self._wanted or self.sets is None:
            return
        found = (one.id for one in self.sets.by_id.values() if self._wanted in (one.id, str(one.number)))
        wanted = next(found, None)
        if wanted is not None:
            self._wanted = ""
            self.table.reveal(wanted)

    # The chosen change set

    def _read_changes(self, limit: int = PAGE) -> None:
        self._tell()
        one = self.current
        if one is not None:
            self.window_.read(
                lambda connection: read_changes(connection, one.id, limit),
                self._show_changes,
                replaces=(id(self), "changes"),
            )

    def _show_changes(self, changes: Changes) -> None:
        self.changes = changes
        self.detail.show_columns(changes.columns)
        self._tell()

    def show_more(self) -> None:
        """Read more of a long change set."""
        if self.changes is not None:
            self._read_changes(self.changes.read * MORE)

    def _tell(self) -> None:
        """Name the chosen change set, and what can be done with it."""
        one = self.current
        for part in (self.title, self.undo, self.open):
            part.setVisible(one is not None)
        read = self.changes.read if one and self.changes and self.changes.change_set == one.id else 0
        self.more.setVisible(one is not None and 0 < read < one.changes)
        if one is None:
            return
        self.title.setText(f"#{one.number} · {moment(one.at)} · {counted(one.changes, 'record')}")
        self.undo.setText("Redo this change" if one.undone or one.kind == "undo" else "Undo this change")
        self.undo.setEnabled(not self.window_.read_only and not (one.undone and one.kind in ("undo", "redo")))
        self.more.setText(f"Only the first {read:,} of {one.changes:,} records: show more")

    def open_record(self) -> None:
        """Go to the record of the current row."""
        from ui.tabs import PLACES

        at = self.detail.current_id
        if self.changes is None or at is None or at >= len(self.changes.records):
            return
        kind, key = self.changes.records[at]
        if key and (kind in PLACES or not RECORDS[kind].internal):
            self.window_.show_record(kind, key)
        else:
            self.window_.say(f"A record of the kind '{RECORDS[kind].label}' has no place of its own.")

    # Taking back

    def take_back(self) -> None:
        """Undo the chosen change set, or make again what was undone."""
        from blmk_desktop import changes

        one = self.current
        if one is None:
            return
        store: Any = self.window_.store
        self.undo.setEnabled(False)
        self.window_.run(
            lambda: changes.undo(store, _undo_of(store, one) if one.undone else one.id),
            self._taken_back,
            title=f"{self.undo.text()}: {one.what}",
            on_error=self._not_taken_back,
        )

    def _taken_back(self, made: ChangeSet) -> None:
        self._wanted = made.id
        self.window_.saved(made)
        self.window_.say(f"{made.what}: done.")

    def _not_taken_back(self, error: Exception) -> None:
        self._tell()
        self.window_.show_error(error)


def _undo_of(store: Any, one: ChangeSet) -> str:
    """The change set that stands and took this one back."""
    from blmk_desktop.changes import history

    with store.reading() as connection:
        undos = (other for other in history(connection, limit=None) if other.undoes == one.id and not other.undone)
        return next((undo.id for undo in undos), one.id)


def _of_source(connection: Any, name: str) -> str:
    """The identity of the change set that brought a source; '' if none is known."""
    from blmk_desktop.changes import history
    from blmk_desktop.records.rows import by_key

    source = by_key(connection, RECORDS["source"], name)
    sets = history(connection, kind="source", record=source["id"]) if source else []
    return sets[-1].id if sets else ""
