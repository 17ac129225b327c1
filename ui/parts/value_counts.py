"""How many rows have each value of a column, as buttons that filter the table: 12 actions, 3 red, 4 amber."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QToolButton

from blmk_desktop.filters import Condition
from blmk_desktop.rules.wording import counted
from ui.parts.flow import Flow

if TYPE_CHECKING:
    from ui.parts.table import RecordTable

EVERY = ""


class CountButtons(Flow):
    """A button for each way to filter a table, of which one at most is pressed. `choose` filters, `follow` tells."""

    def __init__(self, table: RecordTable, name: str, filters: Iterable[Any]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.table = table
        self.buttons: dict[Any, QToolButton] = {}
        self._group = QButtonGroup(self)
        for one in filters:
            button = QToolButton()
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, one=one: self.choose(one))
            self._group.addButton(button)
            self.buttons[one] = button
            self.add(button)
        table.shown_changed.connect(self.follow)

    def choose(self, one: Any) -> None:
        """Filter the table so."""
        raise NotImplementedError

    def follow(self) -> None:
        """Press the button of the filter that the table has."""
        raise NotImplementedError

    def press(self, now: Any) -> None:
        """Let the button of a filter be the pressed one; for one that has none, none."""
        self._group.setExclusive(False)
        for one, button in self.buttons.items():
            button.setChecked(one == now)
        self._group.setExclusive(True)


class ValueCounts(CountButtons):
    """A button for every row, and one for each value that any row has; that of the filter is pressed.

    `values`: each value as the column writes it, in order, to the word behind its number.
    """

    def __init__(self, table: RecordTable, column: str, thing: str, values: Mapping[str, str]) -> None:
        super().__init__(table, f"{thing.capitalize()}s by {column.replace('_', ' ')}", (EVERY, *values))
        self.column, self.thing, self.values = column, thing, dict(values)

    def choose(self, value: str) -> None:
        """Show only the rows with this value; every row for none."""
        self.table.set_condition(self.column, Condition(chosen=frozenset({value})) if value else Condition())

    def follow(self) -> None:
        """Say how many there are of each, and press the button of the filter; none where it is another."""
        counts = self._counts()
        every = sum(counts.values())
        chosen = self.table.conditions.get(self.column, Condition()).chosen
        for value, button in self.buttons.items():
            number = counts[value] if value else every
            button.setText(f"{number:,} {self.values[value]}" if value else counted(number, self.thing))
            button.setAccessibleName(f"Show {button.text()}")
            button.setHidden(bool(value) and not number)
        self.press(EVERY if chosen is None else next(iter(chosen)) if len(chosen) == 1 else None)
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
