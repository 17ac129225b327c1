"""What a cross-table is chosen with: fields for its rows and columns, and conditions typed as in a column's filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from blmk_desktop.filters import HELP, HELP_TEXT
from blmk_desktop.records.declaration import Type
from ui.parts.flow import Flow
from ui.parts.labels import button
from ui.parts.pickers import names

PAUSE = 250  # milliseconds without a key after which what was typed counts
ROOM = 13  # characters of a box
NOTHING, NO_MORE = "none", "then…"  # what a box says while nothing is chosen in it


@dataclass(frozen=True)
class Offered:
    """A field that may be chosen: its name, what it is called, and what it holds."""

    name: str
    label: str
    type: Type = Type.TEXT


class Fields(QWidget):
    """Boxes for some fields, one within the other: the next appears when the one before it is chosen."""

    changed = Signal()

    def __init__(self, name: str, most: int = 2) -> None:
        super().__init__()
        self.boxes = [names(name if at == 0 else f"{name}, then", ROOM, self._chosen) for at in range(most)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes:
            row.addWidget(box)
        self._follow()

    def offer(self, fields: Sequence[Offered], chosen: Sequence[str] = ()) -> None:
        """Offer other fields, and let some be chosen."""
        for at, box in enumerate(self.boxes):
            box.clear()
            box.addItem(NO_MORE if at else NOTHING, "")
            for field in fields:
                box.addItem(field.label, field.name)
            box.setCurrentIndex(max(0, box.findData(chosen[at])) if at < len(chosen) else 0)
        self._follow()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the fields that are chosen, each once."""
        found = (str(box.currentData() or "") for box in self.boxes)
        return tuple(dict.fromkeys(name for name in found if name))

    def _chosen(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        for before, box in zip(self.boxes, self.boxes[1:], strict=False):
            box.setVisible(bool(before.currentData()) or bool(box.currentData()))


class _Condition(QWidget):
    """A field and what is typed for it."""

    def __init__(self, fields: Sequence[Offered], name: str, typed: str, then: Callable[[], object]) -> None:
        super().__init__()
        self._types = {field.name: field.type for field in fields}
        self.box = names("Only where", ROOM, self._told)
        for field in fields:
            self.box.addItem(field.label, field.name)
        self.box.setCurrentIndex(max(0, self.box.findData(name)))
        self.typed = QLineEdit(typed)
        self.typed.setAccessibleName("is")
        self.typed.setPlaceholderText("part of the text")
        self.typed.setClearButtonEnabled(True)
        self.typed.setMinimumWidth(self.typed.fontMetrics().averageCharWidth() * ROOM)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(then)
        self.typed.textEdited.connect(lambda _text: self._pause.start())
        self.typed.textChanged.connect(lambda text: None if text else self._pause.start())
        self.gone = QToolButton()
        self.gone.setText("✕")
        self.gone.setAccessibleName("Remove this condition")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.box, self.typed, self.gone):
            row.addWidget(part)
        self._tell()

    def _told(self) -> None:
        self._tell()
        self._pause.start()

    def _tell(self) -> None:
        """Say how a condition on such a field is written."""
        kind = self._types.get(self.box.currentData(), Type.TEXT)
        self.typed.setToolTip(HELP.get(kind, HELP_TEXT))

    @property
    def condition(self) -> tuple[str, str]:
        return str(self.box.currentData() or ""), self.typed.text().strip()


class Conditions(Flow):
    """Conditions, all of which must be met, and a button for one more."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: list[Offered] = []
        self.conditions: list[_Condition] = []
        self.more = button("Add a con&dition", self._add)
        super().add(self.more)

    def offer(self, fields: Sequence[Offered], chosen: Mapping[str, str]) -> None:
        """Offer other fields, and let these conditions hold."""
        self._fields = list(fields)
        for old in self.conditions:
            self.remove(old)
        self.conditions = []
        for name, typed in chosen.items():
            self._put(name, typed)

    def follow(self, fields: Sequence[Offered]) -> None:
        """Offer these fields from the next condition on."""
        self._fields = list(fields)

    @property
    def chosen(self) -> dict[str, str]:
        """What is typed for which field."""
        return dict(one.condition for one in self.conditions if all(one.condition))

    def _add(self) -> None:
        self._put("", "").box.setFocus()

    def _put(self, name: str, typed: str) -> _Condition:
        made = _Condition(self._fields, name, typed, self.changed.emit)
        made.gone.clicked.connect(lambda: self._take(made))
        self.remove(self.more)
        self.add(made)
        self.more = button("Add a con&dition", self._add)
        self.add(self.more)
        self.conditions.append(made)
        return made

    def _take(self, condition: _Condition) -> None:
        self.conditions.remove(condition)
        self.remove(condition)
        self.more.setFocus()
        self.changed.emit()


def find(box: QComboBox, value: str) -> None:
    """Let a box have the entry with this value, else its first."""
    box.setCurrentIndex(max(0, box.findData(value)))
