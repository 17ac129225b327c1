"""How many rows have each value of a column, as buttons that filter the table: 12 actions, 3 red, 4 amber."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QToolButton

from blmk_desktop.filters import Condition
from blmk_desktop.rules.wording import counted
from ui.parts.flow import Flow

if TYPE_CHECKING:
    from ui.parts.table import RecordTable

EVERY = ""


class ValueCounts(Flow):
    """A button for every row, and one for each value that any row has; that of the filter is pressed.

    `values`: each value as the column writes it, in order, to the word behind its number.
    """

    def __init__(self, table: RecordTable, column: str, thing: str, values: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(f"{thing.capitalize()}s by {column.replace('_', ' ')}")
        self.table, self.column, self.thing, self.values = table, column, thing, dict(values)
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        for value in (EVERY, *self.values):
            button = QToolButton()
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, value=value: self.choose(value))
            self._group.addButton(button)
            self.buttons[value] = button
            self.add(button)
        table.shown_changed.connect(self._follow)

    def choose(self, value: str) -> None:
        """Show only the rows with this value; every row for none."""
        self.table.set_condition(self.column, Condition(chosen=frozenset({value})) if value else Condition())

    def _follow(self) -> None:
        """Say how many there are of each, and press the button of the filter; none where it is another."""
        counts = self._counts()
        every = sum(counts.values())
        chosen = self.table.conditions.get(self.column, Condition()).chosen
        self._group.setExclusive(False)
        for value, button in self.buttons.items():
            number = counts[value] if value else every
            button.setText(f"{number:,} {self.values[value]}" if value else counted(number, self.thing))
            button.setAccessibleName(f"Show {button.text()}")
            button.setHidden(bool(value) and not number)
            button.setChecked(chosen == frozenset({value}) if value else chosen is None)
        self._group.setExclusive(True)
        self.setVisible(bool(every))
        self.updateGeometry()

    def _counts(self) -> Counter[str]:
        columns = self.table.columns
        held = columns.by_name.get(self.column) if columns else None
        if columns is None or held is None:
            return Counter()
        counts = Counter[str]()
        for code, number in Counter(held.codes.tolist()).items():
            counts[held.texts[code]] += number
        return counts
