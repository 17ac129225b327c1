"""The tab of reference data: every kind of record as a table and a form, straight from its declaration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import kind_in_words
from ui.parts.clipboard import as_rows
from ui.parts.form import open_form
from ui.parts.labels import button
from ui.parts.table import RecordTable

if TYPE_CHECKING:
    from blmk_desktop.columns import Columns
    from ui.parts.clipboard import Pasted
    from ui.window import MainWindow

# What people come here for stands first; then everything else that is kept.
FIRST = (
    *("alias", "arrs_role", "role_maximum", "place", "plan_round", "setting", "source"),
    *("area", "budget_category", "variance_band", "phase", "fund", "fund_envelope", "assumption_set", "assumption"),
    *("cover_sheet", "pack_paper"),
)


def kinds() -> list[Record]:
    """The kinds of record that can be looked at here, in the order of the list; findings have a tab of their own."""
    shown = [record for record in RECORDS.values() if not record.internal and record.name != "acknowledgement"]
    return sorted(shown, key=lambda record: FIRST.index(record.name) if record.name in FIRST else len(FIRST))


def in_words(record: Record) -> str:
    """What the records of a kind are called together: ARRS roles, Plan rounds."""
    return kind_in_words(record.plural)


@dataclass(frozen=True)
class Shown:
    """The records of one kind, as rows of a table and as they are stored."""

    record: Record
    columns: Columns
    rows: dict[int, dict[str, Any]]


class Reference(QWidget):
    """A list of kinds, the table of the chosen one, and its form."""

    def __init__(self, window: MainWindow, only: Sequence[str] = ()) -> None:
        """`only` are the kinds to offer, in their order; all of them where none is named."""
        super().__init__()
        self.window_ = window
        self._kinds = [RECORDS[name] for name in only] or kinds()
        self.kind = self._kinds[0].name
        self.shown: Shown | None = None
        self._wanted = ""
        self.table = RecordTable(window, "reference", [])
        self.table.commit = self._edit
        self.table.paste_block = self._paste
        self.table.activated.connect(lambda _id: self._open_form())
        self._controls()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)

    def _controls(self) -> None:
        bar = self.table.bar
        self.picker = QComboBox()
        self.picker.setAccessibleName("Kind of record")
        for record in self._kinds:
            self.picker.addItem(in_words(record), record.name)
        self.picker.currentIndexChanged.connect(lambda at: self._show_kind(self.picker.itemData(at)))
        bar.add_label("Records", self.picker)
        bar.add(self.picker)
        for words, act in (("Add…", self._add), ("Edit…", self._open_form)):
            made = button(words, act)
            bar.add(made)
            made.setVisible(not self.window_.read_only)

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown, if it may have changed."""
        if kinds is None or self.kind in kinds or self.shown is None:
            kind, editable = self.kind, not self.window_.read_only
            self.window_.read(lambda connection: _fetch(connection, kind, editable=editable), self._show, replaces=self)

    def show_record(self, kind: str, key: str) -> None:
        """Go to a record by its identity, or the first field of its key."""
        self._wanted = key
        if kind != self.kind:
            self.picker.setCurrentIndex(self.picker.findData(kind))
        else:
            self._go_to_wanted()

    def _show_kind(self, kind: str) -> None:
        self.kind = kind
        self.refresh()

    def _show(self, shown: Shown) -> None:
        if not isValid(self):  # the dialog that it stood in has gone meanwhile
            return
        self.shown = shown
        self.table.view.setAccessibleName(in_words(shown.record))
        self.table.set_empty(f"{in_words(shown.record)}: none yet.", [])
        self.table.show_columns(shown.columns, f"reference-{shown.record.name}")
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted and self.shown and self.shown.record.name == self.kind:
            key = self.shown.record.key[0]
            rows, wanted = self.shown.rows, self._wanted
            found = next((id_ for id_, row in rows.items() if wanted in (str(id_), str(row[key]))), None)
            self._wanted = ""
            if found is not None:
                self.table.select(found)

    def _add(self) -> None:
        open_form(self.window_, self.kind, {})

    def _open_form(self) -> None:
        """The form of the current record: every field, its help, and Remove."""
        if self.shown and self.table.current_id in self.shown.rows:
            open_form(self.window_, self.kind, self.shown.rows[self.table.current_id])

    def _edit(self, id_: Any, field: str, text: str) -> None:
        from blmk_desktop import editing

        self.window_.change(editing.edit, self.kind, id_, {field: text}, kinds={self.kind}, raises=True)

    def _paste(self, cells: list[Pasted]) -> None:
        """A block over rows that are there changes them; below the last row it adds records. One change set."""
        from blmk_desktop.editing import paste

        self.window_.change(paste, self.kind, *as_rows(cells), kinds={self.kind})


def _fetch(connection: Any, kind: str, *, editable: bool) -> Shown:
    from blmk_desktop.columns import ColumnSpec, columns_of
    from blmk_desktop.records.rows import all_rows

    record = RECORDS[kind]
    names, rows = all_rows(connection, record)
    specs = [ColumnSpec.of(field, editable=editable and not field.hidden) for field in record.fields]
    at = [names.index(field.name) for field in record.fields]
    ids = [row[names.index("id")] for row in rows]
    columns = columns_of(specs, [tuple(row[index] for index in at) for row in rows], ids=ids)
    return Shown(record, columns, {row[names.index("id")]: dict(zip(names, row, strict=True)) for row in rows})
