"""A form for one record, made from its declaration: labels, help, choices, and each problem at its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import Field, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import chosen, in_words, lowered
from ui.parts.asking import ask
from ui.parts.choice_box import ChoiceBox
from ui.parts.labels import button, label, muted, sentence
from ui.parts.lines_edit import LinesEdit

if TYPE_CHECKING:
    from ui.window import MainWindow

WIDTH = 80  # letters


class FieldRow:
    """One field on the form: its label, what is typed, the help, and what is wrong with it."""

    def __init__(self, field: Field, text: str, *, fixed: bool, offers: Iterable[str] | None = None) -> None:
        """`offers` are what there is to choose from; of words that are new, others can be typed."""
        self.field = field
        star = " *" if field.required else ""
        self.label = label(f"{_name(field)}{star}")
        chosen_from = _is_choice(field) or offers is not None
        self.editor = _choices(field, text) if chosen_from else _line(field, text)
        if offers is not None:
            self.offer((one, one) for one in offers)
        self.editor.setAccessibleName(_name(field) + (", required" if field.required else ""))
        self.editor.setAccessibleDescription(field.help)
        self.editor.setEnabled(not fixed)
        begin_of(self.editor)
        self.label.setBuddy(self.editor)
        self.is_tall = isinstance(self.editor, LinesEdit)
        self.help = muted(_help(field))
        if not _help(field):  # a label of no window yet would be shown as one of its own
            self.help.hide()
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()

    @property
    def text(self) -> str:
        """What is typed or chosen; of a reference the key."""
        editor = self.editor
        if not isinstance(editor, QComboBox):
            return editor.text()
        at = editor.findText(editor.currentText(), Qt.MatchFlag.MatchFixedString)
        return str(editor.itemData(at) or "") if at >= 0 else editor.currentText()

    def put(self, text: str) -> None:
        """Let a text stand in it, as if typed."""
        editor = self.editor
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, LinesEdit):
            editor.setPlainText(text)
        else:
            editor.setText(text)

    def offer(self, keys: Iterable[tuple[str, str]]) -> None:
        """Offer these keys with their names, keeping what is chosen."""
        editor = self.editor
        if not isinstance(editor, QComboBox):
            return
        chosen = self.text
        editor.clear()
        editor.addItem("", "")
        for key, name in keys:
            editor.addItem(name if name == key else f"{in_words(name)} ({key})", key)
        at = editor.findData(chosen)
        editor.setCurrentIndex(at) if at >= 0 else editor.setEditText(chosen)

    def check(self) -> bool:
        """Say what is wrong with it by itself, if anything."""
        from blmk_desktop.editing import read_value

        try:
            read_value(self.field, self.text)
        except ValueError as error:
            self.tell(str(error))
            return False
        self.tell("")
        return True

    def tell(self, why: str) -> None:
        """Say under the field why it cannot be taken; nothing clears it."""
        self.problem.setText(why)
        self.problem.setVisible(bool(why))
        self.editor.setProperty("state", "wrong" if why else "")
        self.editor.setAccessibleDescription(why or self.field.help)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)


def begin_of(editor: QWidget) -> None:
    """Show the beginning of what is written in a field, not the end, where it is longer than the field."""
    line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    if isinstance(line, QLineEdit):
        line.setCursorPosition(0)


def _is_choice(field: Field) -> bool:
    return field.type in {Type.CHOICE, Type.YES_NO, Type.REFERENCE}


def _line(field: Field, text: str) -> QLineEdit | LinesEdit:
    if field.lines:
        return LinesEdit(text)
    line = QLineEdit(text)
    if field.type is Type.DATE:
        line.setPlaceholderText("dd/mm/yyyy")
    return line


def _choices(field: Field, text: str) -> QComboBox:
    box = ChoiceBox()
    box.setMinimumContentsLength(20)
    if field.type in {Type.REFERENCE, Type.TEXT}:
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = box.completer()
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setEditText(text)
        return box
    for choice in ("", *(("Yes", "No") if field.type is Type.YES_NO else field.choices)):
        box.addItem(chosen(choice), choice)
    box.setCurrentText(text)
    return box


def _help(field: Field) -> str:
    if field.type is Type.DATE and not field.help:
        return ""
    return field.help


class RecordForm(QDialog):
    """Adds a record, or changes or removes one. `kept` is sent with the change set of what was done."""

    kept = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        kind: str,
        values: Mapping[str, Any] | None = None,
        *,
        fixed: Iterable[str] = (),
        offers: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """`values` are stored values; with an `id` among them that record is changed. `fixed` cannot be.

        `offers` are what there is to choose from in some fields, in place of all there is.
        """
        super().__init__(window)
        from blmk_desktop.editing import show_value

        self.window_, self.record = window, RECORDS[kind]
        given = dict(values or {})
        self._offers = dict(offers or {})
        self.identity: int | None = given.get("id")
        fields = [field for field in self.record.fields if not field.hidden]
        self.rows = {
            field.name: FieldRow(
                field,
                show_value(field, given.get(field.name), exact=True),
                fixed=field.name in set(fixed),
                offers=self._offers.get(field.name),
            )
            for field in fields
        }
        words = "Change" if self.identity else "Add"
        self.setWindowTitle(f"{words} {lowered(self.record.label)}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self._assemble()
        self._begun = self.typed
        self._offer_references()

    # How it is put together

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(sentence(self.windowTitle()))
        column.addWidget(muted(self.record.help))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 6, 10, 6)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for at, row in enumerate(self.rows.values()):
            grid.addWidget(row.label, 4 * at, 0, *((1, 1, Qt.AlignmentFlag.AlignTop) if row.is_tall else ()))
            for below, part in enumerate((row.editor, row.problem, row.help)):
                grid.addWidget(part, 4 * at + below, 1)
            grid.setRowMinimumHeight(4 * at + 3, 6)
        grid.setRowStretch(4 * len(self.rows), 1)
        area.setWidget(body)
        column.addWidget(area, 1)
        column.addWidget(self._problem)
        column.addLayout(self._buttons())
        room = QGuiApplication.primaryScreen().availableGeometry()
        width = max(WIDTH * self.fontMetrics().averageCharWidth(), body.minimumSizeHint().width() + 80)
        self.resize(min(width, room.width() - 60), min(body.sizeHint().height() + 180, room.height() - 80))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        if self.identity:
            row.addWidget(button("Remove", self.remove))
        row.addWidget(muted("* must be filled in"), 1)
        row.addWidget(button("Cancel", self.reject))
        save = button("Save" if self.identity else "Add", self.save, primary=True)
        save.setDefault(True)
        row.addWidget(save)
        return row

    def _offer_references(self) -> None:
        references = {row.field.refers_to for row in self._referring()}
        if not references:
            return

        def fetch(connection: Any) -> dict[str, list[tuple[str, str]]]:
            from blmk_desktop.summaries.detail import keys_of

            return {kind: keys_of(connection, kind) for kind in references}

        self.window_.read(fetch, self._offer, replaces=self)

    def _offer(self, keys: Mapping[str, list[tuple[str, str]]]) -> None:
        for row in self._referring():
            row.offer(keys[row.field.refers_to])

    def _referring(self) -> list[FieldRow]:
        """The fields that are chosen from all records of a kind."""
        return [row for name, row in self.rows.items() if row.field.refers_to and name not in self._offers]

    # What it does

    @property
    def typed(self) -> dict[str, str]:
        """What stands in each field."""
        return {name: row.text for name, row in self.rows.items()}

    def save(self) -> None:
        """Keep what is typed, or say at each field why it cannot be taken."""
        wrong = [row for row in self.rows.values() if not row.check()]
        if wrong:
            wrong[0].editor.setFocus()
            return
        from blmk_desktop import editing

        kind = self.record.name
        if self.identity:
            self._do(editing.edit, kind, self.identity, self.typed)
        else:
            self._do(editing.add, kind, self.typed)

    def reject(self) -> None:
        """Leave; what was typed is dropped only after asking."""
        if self.typed == self._begun:
            super().reject()
            return
        words = f"What you typed is not saved yet. Drop it, or go on with the {lowered(self.record.label)}?"
        ask(self, "Drop what you typed?", words, "Drop", super().reject)

    def remove(self) -> None:
        """Remove the record; Undo brings it back."""
        from blmk_desktop import editing

        self._do(editing.remove, self.record.name, [self.identity])

    def _do(self, function: Callable[..., Any], *args: Any) -> None:
        try:
            change_set = self.window_.change(function, *args, kinds={self.record.name}, raises=True)
        except UserError as error:
            self._show_problems(str(error))
            return
        self.kept.emit(change_set)
        self.accept()

    def _show_problems(self, text: str) -> None:
        """Each line at the field whose label it begins with, the rest under the fields."""
        rest = []
        for line in text.splitlines():
            row = next((row for row in self.rows.values() if line.startswith(row.field.label)), None)
            if row is None:
                rest.append(line)
            else:
                row.tell(line)
                row.editor.setFocus()
        self._problem.setText("\n".join(rest))
        self._problem.setVisible(bool(rest))


def open_form(
    window: MainWindow,
    kind: str,
    values: Mapping[str, Any] | None = None,
    *,
    fixed: Iterable[str] = (),
    offers: Mapping[str, Iterable[str]] | None = None,
    then: Callable[[Any], object] | None = None,
) -> RecordForm | None:
    """Open the form of a record over the window; where nothing may be changed, say so instead."""
    if window.read_only:
        window.say("This file can only be looked at, so nothing can be changed.")
        return None
    form = RecordForm(window, kind, values, fixed=fixed, offers=offers)
    if then is not None:
        form.kept.connect(then)
    form.open()
    return form


def _name(field: Field) -> str:
    """What a field is called, with its unit unless that is in its name: not WTE claimed (WTE)."""
    said = field.unit is not None and field.unit.symbol.casefold() in field.label.casefold().split()
    return field.label if said else field.heading
