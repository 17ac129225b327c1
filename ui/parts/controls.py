"""What is chosen above a table, besides the filters of its columns: read in words, kept, and chosen again."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from blmk_desktop.periods import show_date
from ui.parts.chart_frame import ChartFrame
from ui.parts.pickers import BELONGS, AsAt, ColumnPicker
from ui.parts.switch import Switch
from ui.parts.table import RecordTable

Control = Switch | AsAt | QComboBox | QCheckBox
YES, NO = "yes", "no"


def controls_of(table: RecordTable, page: QWidget | None = None) -> dict[str, Control]:
    """The controls by their names: those on the bar of the table, then those above the charts of its page, then those
    elsewhere on the page that belong to the table and are seen.
    """
    bars = [*table.bar.controls]
    if page is not None:
        bars += [frame.top for frame in page.findChildren(ChartFrame)]
        bars += [box for box in page.findChildren(QComboBox) if box.property(BELONGS) and box.isVisibleTo(page)]
    found: dict[str, Control] = {}
    for bar in bars:
        for control in _within(bar):
            found.setdefault(_name(control), control)
    return {name: control for name, control in found.items() if name}


def _name(control: Control) -> str:
    if isinstance(control, AsAt):
        return control.box.accessibleName()
    return control.accessibleName() or (control.text().replace("&", "") if isinstance(control, QCheckBox) else "")


def _within(part: QWidget) -> Iterator[Control]:
    """A control, or those in it. A box that filters a column is none: what it does is a filter of that column."""
    if isinstance(part, ColumnPicker):
        return
    if isinstance(part, Switch | AsAt | QComboBox | QCheckBox):
        yield part
        return
    for child in part.children():
        if isinstance(child, QWidget):
            yield from _within(child)


def value_of(control: Control) -> str:
    """What is chosen, as it is kept."""
    if isinstance(control, Switch):
        return control.now
    if isinstance(control, AsAt):
        return control.chosen
    if isinstance(control, QCheckBox):
        return YES if control.isChecked() else NO
    data = control.currentData()
    return data if isinstance(data, str) else control.currentText()


def words_of(control: Control) -> str:
    """What is chosen, in words."""
    if isinstance(control, Switch):
        return control.choices[control.now]
    if isinstance(control, AsAt):
        return show_date(control.day) if control.day else control.box.currentText()
    if isinstance(control, QCheckBox):
        return YES if control.isChecked() else NO
    return control.currentText()


def choose(control: Control, value: str) -> bool:
    """Choose that again, as if somebody did; False where it cannot be chosen any more."""
    if value == value_of(control):
        return True
    if isinstance(control, Switch):
        if value in control.choices:
            control.choose(value)
        return value in control.choices
    if isinstance(control, AsAt):
        control.take_up(value)
        return True
    if isinstance(control, QCheckBox):
        control.click()
        return True
    at = control.findData(value)
    at = control.findText(value) if at < 0 else at
    if at >= 0:
        control.setCurrentIndex(at)
        control.activated.emit(at)
    return at >= 0


def said(controls: dict[str, Control]) -> Iterator[tuple[str, str]]:
    """What is chosen in those that are seen, in words: ('Register', 'Primary care')."""
    for name, control in controls.items():
        if not control.isHidden() and (words := words_of(control)):
            yield name, words
