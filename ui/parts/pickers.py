"""Controls above a table: one value of a column, the round or year shown, the day it holds for, and its chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QWidget,
)

from blmk_desktop.filters import Condition
from blmk_desktop.periods import show_date, today
from blmk_desktop.rules.wording import lowered
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.parts.table import RecordTable

MOST_SEEN = 10  # choices of a list at once
BELONGS = "belongs to the table"  # a property of boxes that stand elsewhere on the page


class Choice(QComboBox):
    """A box of choices. What is chosen is shortened with dots where it has no room; the list that opens has room."""

    def showPopup(self) -> None:
        """Open the list as wide as its longest choice."""
        widest = max((self.fontMetrics().horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) if self.count() > MOST_SEEN else 0
        self.view().setMinimumWidth(widest + bar + 32)
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it with as much of the words as there is room for."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        combo, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(combo, option, field, self).width() - 2
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(combo, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class ColumnPicker(Choice):
    """Filters a table by one value of a column; it follows the filter under the column's heading."""

    def __init__(self, table: RecordTable, column: str, every: str) -> None:
        super().__init__()
        self.table, self.column, self.every = table, column, every
        self.setAccessibleName(f"{every}, or one of them")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMinimumWidth(124)
        self.addItem(every)
        self.activated.connect(self._filter)
        self.currentTextChanged.connect(self.setToolTip)
        table.shown_changed.connect(self._follow)

    def _follow(self) -> None:
        """Offer what the column holds, if there is anything to choose, and show what the filter has."""
        columns = self.table.columns
        column = columns.by_name.get(self.column) if columns else None
        texts = set(column.texts) if column else set()
        self.setVisible(len(texts) > 1)
        if column is None:
            return
        held = sorted(texts - {""}, key=str.casefold)
        if held != [self.itemText(at) for at in range(1, self.count())]:
            self.clear()
            self.addItems([self.every, *held])
        chosen = self.table.conditions.get(self.column, Condition()).chosen or frozenset()
        one = next(iter(chosen)) if len(chosen) == 1 else self.every
        self.setCurrentIndex(max(0, self.findText(one)))

    def _filter(self, at: int) -> None:
        condition = Condition(chosen=frozenset({self.itemText(at)})) if at else Condition()
        self.table.set_condition(self.column, condition)


def choice(name: str, length: int, then: Callable[[], object]) -> QComboBox:
    """A box to choose what is shown from: the round, the year. `length` characters are always seen."""
    box = Choice()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(length)
    box.activated.connect(lambda _at: then())
    return box


def names(name: str, length: int, then: Callable[[], object]) -> QComboBox:
    """A box to choose one of some names from, which may be longer than there is room for: committees, programmes."""
    box = choice(name, length, then)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.currentTextChanged.connect(box.setToolTip)
    return box


def belongs(box: QComboBox) -> QComboBox:
    """Let a box that stands elsewhere on a page count among the controls of its table."""
    box.setProperty(BELONGS, True)
    return box


def offer(box: QComboBox, offered: Iterable[str], now: str, every: str = "") -> None:
    """Offer these to choose from, and let one be chosen, else the first; `every`, in words, stands for none ('')."""
    box.clear()
    if every:
        box.addItem(every, "")
    for one in offered:
        box.addItem(one, one)
    box.setCurrentIndex(max(0, box.findData(now)))


class ChartButton(QToolButton):
    """Shows the chart of a table or hides it, and keeps which under a name."""

    def __init__(self, settings: Settings, name: str, says: str, *, at_first: bool) -> None:
        super().__init__()
        self.setText("&Chart")
        self.setAccessibleName("Chart")
        self.setCheckable(True)
        self.setToolTip(says)
        self.setChecked(bool(settings.value(name, at_first)))
        self.toggled.connect(lambda on: settings.set_value(name, on))


class AsAt(QWidget):
    """The day that the rows hold for: today, a day the data speaks of, or any other."""

    changed = Signal(str)

    def __init__(self, name: str = "As at", says: str = "The day that the table holds for") -> None:
        super().__init__()
        self.box, self.edit = Choice(), QDateEdit()
        self.box.setAccessibleName(name)
        self.box.setToolTip(says)
        self.edit.setAccessibleName(f"{name} another day")
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("dd/MM/yyyy")
        self.edit.setDate(QDate.currentDate())
        self.edit.hide()
        self.box.activated.connect(self._choose)
        self.edit.dateChanged.connect(lambda: self.changed.emit(self.day))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addWidget(self.edit)
        self.offer(())

    @property
    def day(self) -> str:
        """The day as ISO text."""
        if not self.edit.isHidden():
            return self.edit.date().toString(Qt.DateFormat.ISODate)
        return str(self.box.currentData())

    @property
    def is_today(self) -> bool:
        """Whether it is today: only the present can be changed."""
        return self.day == today()

    @property
    def chosen(self) -> str:
        """What was chosen, to be taken up on another day: '' for what is offered first, else the ISO day."""
        first = self.edit.isHidden() and self.box.currentIndex() == 0
        return "" if first else self.day

    def take_up(self, chosen: str) -> None:
        """Choose that again, and say so; a day that is not offered is chosen as any other day."""
        at = self.box.findData(chosen) if chosen else 0
        if at >= 0:
            self.box.setCurrentIndex(at)
            self._choose(at)
            return
        self.box.setCurrentIndex(self.box.count() - 1)
        self.edit.show()
        with QSignalBlocker(self.edit):  # it tells only of another date, and may have had this one before
            self.edit.setDate(QDate.fromString(chosen, Qt.DateFormat.ISODate))
        self.changed.emit(self.day)

    def to_today(self) -> None:
        """Go back to today without telling anyone."""
        self.edit.hide()
        self.box.setCurrentIndex(0)

    def offer(self, days: Sequence[tuple[str, str]]) -> None:
        """Offer (what the day is, ISO date) besides today; what is chosen stays."""
        at, now = self.box.currentIndex(), self.box.currentData()
        offered = self._first()
        offered += [(words, day) for words, day in days if day not in {known for _, known in offered}]
        self.box.clear()
        for words, day in offered:
            self.box.addItem(f"{show_date(day)} – {lowered(words)}" if day else words, day)
        self.box.addItem("Another day…", "")
        self.box.setCurrentIndex(max(0, self.box.findData(now)) if at >= 0 else 0)

    def _first(self) -> list[tuple[str, str]]:
        """What is always offered, before the days that the data speaks of."""
        return [("Today", today())]

    def _choose(self, at: int) -> None:
        other = at == self.box.count() - 1
        if other and self.edit.isHidden():
            self.edit.show()
            self.edit.setFocus()
        elif not other:
            self.edit.hide()
        self.changed.emit(self.day)


class Since(AsAt):
    """A day to look back to: one that the data speaks of, any other, or, where `never` says so in words, none."""

    def __init__(self, name: str, says: str, never: str = "") -> None:
        self._never = never
        super().__init__(name, says)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def offer(self, days: Sequence[tuple[str, str]]) -> None:
        """Offer these days; the one that is chosen stays, also where it is none of them."""
        now = self.box.currentData()
        gone = [("As chosen", now)] if now and now not in {day for _, day in days} else []
        super().offer([*days, *gone])

    def choose(self, day: str) -> None:
        """Let a day that is offered be the one, without telling anyone."""
        self.box.setCurrentIndex(max(0, self.box.findData(day)))

    def _first(self) -> list[tuple[str, str]]:
        return [(self._never, "")] if self._never else []
