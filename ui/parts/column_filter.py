"""What opens under a heading: sort by the column, type a condition, or tick the values to see."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from blmk_desktop.columns import Column, ColumnSpec
from blmk_desktop.filters import HELP, HELP_TEXT, Condition
from ui.parts.labels import button, heading, label, link

LISTED = 500  # distinct values above which there is no list to tick, only the condition
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ColumnFilter(QFrame):
    """The popup of one column. It applies what is typed and ticked at once."""

    changed = Signal(object)  # the Condition
    sort_asked = Signal(bool)  # descending

    def __init__(self, parent: QWidget, column: Column, condition: Condition) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(f"Filter {column.spec.label}")
        self.column = column
        self.box = self._condition_box(column.spec, condition)
        self.problem = label("", wrap=True)
        self.problem.setProperty("badge", "red")
        self.problem.hide()
        self.values = self._value_list(condition)
        self._pause = QTimer(self, singleShot=True, interval=120)
        self._pause.timeout.connect(self.apply)
        self.box.textChanged.connect(lambda _text: self._pause.start())
        self.box.returnPressed.connect(self._apply_and_close)
        self.values.itemChanged.connect(lambda _item: self._pause.start())
        self._lay_out()
        self.box.setFocus()

    def _condition_box(self, spec: ColumnSpec, condition: Condition) -> QLineEdit:
        box = QLineEdit(condition.typed)
        box.setClearButtonEnabled(True)
        box.setPlaceholderText("Condition")
        box.setAccessibleName(f"Condition for {spec.label}")
        return box

    def _value_list(self, condition: Condition) -> QListWidget:
        listed = QListWidget()
        listed.setAccessibleName("Values to show")
        listed.setUniformItemSizes(True)
        order = sorted(range(len(self.column.values)), key=lambda at: int(self.column.ranks[at]))
        if len(order) > LISTED:
            order = []
        for text in dict.fromkeys(self.column.texts[position] for position in order):
            item = QListWidgetItem(text or "(blank)", listed)
            item.setData(Qt.ItemDataRole.UserRole, text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(CHECKED if condition.chosen is None or text in condition.chosen else UNCHECKED)
        return listed

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(heading(self.column.spec.heading))
        sorts = QHBoxLayout()
        sorts.addWidget(button("Sort up ▲", lambda: self._sort(descending=False)))
        sorts.addWidget(button("Sort down ▼", lambda: self._sort(descending=True)))
        column.addLayout(sorts)
        column.addWidget(self.box)
        column.addWidget(self.problem)
        hint = label(HELP.get(self.column.spec.type, HELP_TEXT), "muted", wrap=True)
        column.addWidget(hint)
        if self.values.count():
            ticks = QHBoxLayout()
            ticks.addWidget(link("Tick all", lambda: self._tick(CHECKED)))
            ticks.addWidget(link("Tick none", lambda: self._tick(UNCHECKED)))
            ticks.addStretch(1)
            column.addLayout(ticks)
            column.addWidget(self.values)
        else:
            self.values.hide()
        ends = QHBoxLayout()
        ends.addWidget(button("Clear", self.clear))
        ends.addStretch(1)
        ends.addWidget(button("Close", self._apply_and_close, primary=True))
        column.addLayout(ends)
        self.setMinimumWidth(300)

    def condition(self) -> Condition:
        """What is typed and ticked now."""
        items = [self.values.item(row) for row in range(self.values.count())]
        ticked = frozenset(item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == CHECKED)
        return Condition(self.box.text(), None if len(ticked) == len(items) else ticked)

    def apply(self) -> bool:
        """Filter by what is typed and ticked; say it here if it cannot be understood."""
        self._pause.stop()
        condition = self.condition()
        problem = ""
        try:
            condition.check(self.column.spec)
        except ValueError as error:
            problem = str(error)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem:
            self.changed.emit(condition)
        return not problem

    def clear(self) -> None:
        """Leave nothing out by this column."""
        self.box.clear()
        self._tick(CHECKED)
        self.apply()

    def _tick(self, state: Qt.CheckState) -> None:
        for row in range(self.values.count()):
            self.values.item(row).setCheckState(state)

    def _apply_and_close(self) -> None:
        if self.apply():
            self.close()

    def _sort(self, *, descending: bool) -> None:
        self.sort_asked.emit(descending)
        self.close()

    def open_at(self, corner: QPoint, screen: QScreen) -> None:
        """Show it with its top left corner there, or as near as the screen allows."""
        self.adjustSize()
        room, size = screen.availableGeometry(), self.size().boundedTo(QSize(420, 520))
        x = max(room.left(), min(corner.x(), room.right() - size.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - size.height()))
        self.resize(size)
        self.move(x, y)
        self.show()
        self.box.setFocus()
