"""The cover sheet of a paper: last time's words to begin with, what the data know beside them, ticks for priorities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from blmk_desktop.errors import UserError
from blmk_desktop.papers.catalogue import PAPERS
from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.kinds import RECORDS
from ui.parts.asking import ask
from ui.parts.flow import Flow
from ui.parts.form import FieldRow
from ui.parts.labels import button, heading, label, link, muted, sentence
from ui.parts.writing import changes_data

if TYPE_CHECKING:
    from blmk_desktop.papers.cover import CoverSheet
    from ui.window import MainWindow

WIDTH = 130  # letters
NAMES = 24  # letters in a line of a field's name
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What members are asked", ("purpose", "asked")),
    ("Which priorities and enablers it serves", ("priorities", "enablers")),
    ("Who and when", ("author", "owner", "accurate_on", "consulted", "presented_to")),
    ("The report", ("background", "key_points", "options", "risks", "risks_recorded", "finance")),
    ("What else the committee asks", ("green_plan", "inequalities", "next_steps", "reading")),
    ("On the agenda", ("number", "title")),
)
TICKED = ("priorities", "enablers")


class Ticked(QWidget):
    """The priorities or enablers of the settings, each with a tick; others that were named stay named."""

    def __init__(self, name: str, offered: Sequence[str], chosen: str) -> None:
        super().__init__()
        from blmk_desktop.papers.cover import ticks

        self.setAccessibleName(name)
        self._boxes: list[tuple[str, QCheckBox]] = []
        boxes = Flow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(boxes)
        for words, is_ticked in ticks(offered, [line for line in chosen.splitlines() if line.strip()]):
            line = words.removeprefix("Other: ")
            box = QCheckBox(line.partition(":")[0].replace("&", "&&"))
            box.setToolTip(line)
            box.setAccessibleDescription(line)
            box.setChecked(is_ticked)
            self._boxes.append((line.partition(":")[0], box))
            boxes.add(box)
        self.other = QLineEdit()
        self.other.setPlaceholderText("Other: please say")
        self.other.setAccessibleName(f"{name}: other, please say")
        column.addWidget(self.other)

    @property
    def text(self) -> str:
        """Those that are ticked and what else was named, one a line."""
        ticked = [line for line, box in self._boxes if box.isChecked()]
        return "\n".join(filter(None, (*ticked, self.other.text().strip())))


class CoverForm(QDialog):
    """Keeps the words of a paper for its meeting, as one change."""

    def __init__(self, window: MainWindow, over: QWidget, sheet: CoverSheet, offered: dict[str, list[str]]) -> None:
        super().__init__(over)
        self.window_, self.sheet = window, sheet
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Cover sheet")
        self.rows: dict[str, FieldRow] = {}
        self.ticks: dict[str, Ticked] = {}
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self._assemble(offered)
        self._begun = self.typed

    def _assemble(self, offered: dict[str, list[str]]) -> None:
        asked = self.sheet.asked
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(sentence(f"{PAPERS[asked.name].title}: cover sheet"))
        column.addWidget(muted(f"{asked.body}, meeting of {show_date(asked.on)}. {_begins_with(self.sheet)}"))
        area, body = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid = QGridLayout(body)
        grid.setColumnMinimumWidth(0, NAMES * self.fontMetrics().averageCharWidth())
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        for words, names in PARTS:
            at = grid.rowCount()
            grid.addWidget(heading(words), at, 0, 1, 2)
            grid.setRowMinimumHeight(at, 34)
            for name in names:
                self._add(grid, RECORDS["cover_sheet"].by_name[name], offered)
        grid.setRowStretch(grid.rowCount(), 1)
        area.setWidget(body)
        column.addWidget(area, 1)
        column.addWidget(self.problem)
        column.addLayout(self._buttons())
        room = QGuiApplication.primaryScreen().availableGeometry()
        width = max(WIDTH * self.fontMetrics().averageCharWidth(), body.minimumSizeHint().width() + 90)
        self.resize(min(width, room.width() - 60), min(900, room.height() - 80))

    def _add(self, grid: QGridLayout, field: Field, offered: dict[str, list[str]]) -> None:
        from blmk_desktop.editing import show_value

        at = grid.rowCount()
        if field.name in TICKED:
            ticked = Ticked(field.label, offered[field.name], str(self.sheet.value(field.name)))
            self.ticks[field.name] = ticked
            grid.addWidget(label(field.label), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(ticked, at, 1)
        else:
            row = FieldRow(field, show_value(field, self._value(field.name) or None), fixed=False)
            self.rows[field.name] = row
            row.label.setWordWrap(True)
            grid.addWidget(row.label, at, 0, Qt.AlignmentFlag.AlignTop)
            for below, part in enumerate((row.editor, row.problem, row.help)):
                grid.addWidget(part, at + below, 1)
        origin = self._origin(field)
        if origin is not None:
            grid.addWidget(origin, grid.rowCount(), 1)
        grid.setRowMinimumHeight(grid.rowCount(), 6)

    def _value(self, name: str) -> Any:
        """What the field begins with: what the data know is left to them until somebody takes it over."""
        sheet = self.sheet
        return "" if sheet.origin(name) == "data" and name not in ("purpose", "owner") else sheet.value(name)

    def _origin(self, field: Field) -> QWidget | None:
        """Where its words come from, and other words that might be taken."""
        sheet, name = self.sheet, field.name
        known, last = sheet.known.get(name), sheet.last.get(name)
        now = self._value(name)
        parts: list[tuple[str, str, Any]] = []
        if known and known != now:
            words = show_date(known) if name == "accurate_on" else str(known)
            blank = "Left blank, the paper says" if name in _FOR_BLANK else "The data say"
            parts.append((f"{blank}: {_short(words)}", "Take this over", known))
        if last and last not in (now, known) and name not in ("accurate_on", "number"):
            parts.append((f"On {show_date(sheet.last_on)}: {_short(str(last))}", "Take last time's words", last))
        if sheet.origin(name) == "last":
            parts.insert(0, (f"These are the words of {show_date(sheet.last_on)}.", "", None))
        if not parts:
            return None
        return self._offers(name, parts)

    def _offers(self, name: str, parts: Sequence[tuple[str, str, Any]]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(1)
        for words, takes, value in parts:
            column.addWidget(muted(words))
            if takes and name in self.rows:
                taken = link(takes, partial(self.take, name, value))
                taken.setAccessibleName(f"{takes}: {self.rows[name].field.label}")
                row = QHBoxLayout()
                row.addWidget(taken)
                row.addStretch(1)
                column.addLayout(row)
                changes_data(self.window_, taken)
        return holder

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        if self.sheet.said is not None:
            forget = button("Forget what was kept", self.forget)
            forget.setToolTip("Begin again from the words of the meeting before")
            row.addWidget(forget)
            changes_data(self.window_, forget)
        row.addStretch(1)
        row.addWidget(button("Cancel", self.reject))
        save = button("Save", self.save, primary=True)
        changes_data(self.window_, save)
        row.addWidget(save)
        return row

    # What it does

    @property
    def typed(self) -> dict[str, str]:
        """What stands in each field."""
        ticked = {name: ticks.text for name, ticks in self.ticks.items()}
        return {**{name: row.text for name, row in self.rows.items()}, **ticked}

    def take(self, name: str, value: object) -> None:
        """Put what the data or last time's sheet say into a field."""
        from blmk_desktop.editing import show_value

        row = self.rows[name]
        row.put(show_value(row.field, value))
        row.editor.setFocus()

    def save(self) -> None:
        """Keep what is typed, or say at each field why it cannot be taken."""
        wrong = [row for row in self.rows.values() if not row.check()]
        if wrong:
            wrong[0].editor.setFocus()
            return
        from blmk_desktop.acts.cover_sheets import save_cover_sheet

        self._do(partial(save_cover_sheet, asked=self.sheet.asked, words=self.typed))

    def forget(self) -> None:
        """Drop what was kept for this meeting; Undo brings it back."""
        from blmk_desktop.acts.cover_sheets import forget_cover_sheet

        self._do(partial(forget_cover_sheet, asked=self.sheet.asked))

    def _do(self, act: Callable[..., Any]) -> None:
        try:
            self.window_.change(act, kinds={"cover_sheet"}, raises=True)
        except UserError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.accept()

    def reject(self) -> None:
        """Leave; what was typed is dropped only after asking."""
        if self.typed == self._begun:
            super().reject()
            return
        words = "What you typed is not saved yet. Drop it, or go on with the cover sheet?"
        ask(self, "Drop what you typed?", words, "Drop", super().reject)


_FOR_BLANK = ("key_points", "risks", "finance", "accurate_on", "number", "purpose")


def _begins_with(sheet: CoverSheet) -> str:
    if sheet.said is not None:
        return "This is what was kept for this meeting."
    if sheet.last_on:
        return f"It begins with the words of {show_date(sheet.last_on)}: change what is no longer so, and save."
    return "Nothing was said before: save what you write, and the next meeting begins with it."


def _short(words: str, most: int = 300) -> str:
    joined = " · ".join(words.splitlines())
    return joined if len(joined) <= most else f"{joined[:most].rstrip()}…"


def open_cover_form(window: MainWindow, over: QWidget, sheet: CoverSheet) -> CoverForm | None:
    """Open the form of a cover sheet, with the priorities and enablers of the settings."""
    if window.store is None:
        return None
    from blmk_desktop.settings import listed

    with window.store.reading() as connection:
        offered = {name: listed(connection, f"papers.{name}") for name in TICKED}
    form = CoverForm(window, over, sheet, offered)
    form.open()
    return form
