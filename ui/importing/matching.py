"""The right of the preview: what kind of table a sheet is, and what each of its columns was taken to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from blmk_desktop.importing.forms import COMPOSED, forms
from blmk_desktop.importing.plans.measures import TARGETS
from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import capital
from blmk_desktop.workbook import column_letters
from ui.importing.return_words import about
from ui.importing.words import SURE, noun
from ui.parts.labels import badge, heading, label, link, muted
from ui.parts.pickers import Choice

if TYPE_CHECKING:
    from ui.importing.reading import Place

NOT_READ = "Leave out"
SUBJECTS = {"place": "Place", "pcn": "PCN", "role": "ARRS role"}


def targets_of(form: str) -> dict[str, str]:
    """What a column of a form can be, and what to call that: target to words."""
    if forms()[form].figures:
        return {target: SUBJECTS.get(words, words) for target, words in TARGETS.items()}
    declared = forms()[form]
    several = len(declared.parts) > 1
    found = {}
    for target, field in declared.targets.items():
        kind = RECORDS.get(target.split(".", maxsplit=1)[0])
        before = f"{kind.label}: " if several and kind and not field.label.startswith(kind.label) else ""
        found[target] = f"{before}{field.label}"
    return found


class Wheelless(QObject):
    """Keeps the wheel for scrolling: a list of choices under the pointer must not change by it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the wheel on to what scrolls."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class Matching(QScrollArea):
    """The matching of the chosen sheet; every choice is told and the files are read again."""

    column_chosen = Signal(int, object)  # 0-based column, target or None
    form_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName("Matching of columns")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._wheel = Wheelless(self)
        self._all = False
        self._key: tuple[str, str] | None = None
        self.boxes: dict[int, QComboBox] = {}
        self.form: QComboBox = Choice()

    def show_place(self, place: Place | None) -> None:
        """Show the matching of a sheet; None while several are chosen."""
        scrolled = self.verticalScrollBar().value()
        same = place is not None and place.key == self._key
        self._all = self._all and same
        self._key = place.key if place else None
        column = self._begin()
        self.boxes = {}
        if place is None:
            column.addWidget(heading("Columns"))
            column.addWidget(muted("Choose a sheet at the left to see what its columns were taken to be."))
        elif place.file.returned is not None:
            column.addWidget(heading("Return"))
            column.addWidget(muted(about(place.file)))
        else:
            self._show_form(column, place)
            self._show_columns(column, place)
        column.addStretch(1)
        if same:
            self.verticalScrollBar().setValue(scrolled)

    def _begin(self) -> QVBoxLayout:
        panel = QFrame()
        panel.setProperty("role", "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        self.setWidget(panel)
        return column

    def _show_form(self, column: QVBoxLayout, place: Place) -> None:
        column.addWidget(heading("Kind of table"))
        self.form = self._box("Kind of table")
        if place.sheet.form is None:
            self.form.addItem("Not recognised: choose…", "")
        for form in COMPOSED:
            self.form.addItem(form.label, form.name)
        self.form.insertSeparator(self.form.count())
        plain = {form.name: noun(form.parts[0].record) for form in forms().values() if form not in COMPOSED}
        for name, words in sorted(plain.items(), key=lambda pair: pair[1].casefold()):
            self.form.addItem(capital(words), name)
        self.form.setCurrentIndex(max(0, self.form.findData(place.sheet.form or "")))
        self.form.activated.connect(lambda: self._choose_form(place))
        column.addWidget(self.form)

    def _choose_form(self, place: Place) -> None:
        chosen = self.form.currentData()
        if chosen and chosen != place.sheet.form:
            self.form_chosen.emit(chosen)

    def _show_columns(self, column: QVBoxLayout, place: Place) -> None:
        sheet = place.sheet
        if sheet.form not in forms() or not sheet.columns:
            return
        words = targets_of(sheet.form)
        matched = [match for match in sheet.columns if match.target]
        rest = [match for match in sheet.columns if not match.target and (match.heading or match.sample)]
        column.addSpacing(10)
        column.addWidget(heading("Columns"))
        few = len(rest) <= 6 or not matched
        shown = sheet.columns if few else matched
        for match in [match for match in shown if match.target or match in rest]:
            column.addWidget(self._column(match, words))
        if not few:
            self._show_rest(column, rest, words, place)

    def _show_rest(self, column: QVBoxLayout, rest: list[ColumnMatch], words: dict[str, str], place: Place) -> None:
        if not self._all:
            column.addSpacing(6)
            column.addWidget(link(f"Show {len(rest)} columns that are left out", lambda: self._show_all(place)))
            return
        column.addSpacing(10)
        column.addWidget(heading("Left out"))
        for match in rest:
            column.addWidget(self._column(match, words))

    def _show_all(self, place: Place) -> None:
        self._all = True
        self.show_place(place)
        self.setFocus()

    def _column(self, match: ColumnMatch, words: dict[str, str]) -> QWidget:
        """One column: its heading, what it is, how sure that is, and what stands in it."""
        letters = column_letters(match.index)
        word, tone, why = SURE[match.sure]
        top = QHBoxLayout()
        name = label(f"{letters}  {match.heading or '(no heading)'}", wrap=True)
        name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        top.addWidget(name, 1)
        sure = badge(word, tone)
        sure.setToolTip(why)
        top.addWidget(sure, 0, Qt.AlignmentFlag.AlignTop)
        box = self._box(f"Column {letters}, {match.heading or 'no heading'}: {word}, {why}")
        box.addItem(NOT_READ, None)
        for target, called in words.items():
            box.addItem(called, target)
        box.setCurrentIndex(max(0, box.findData(match.target)))
        box.activated.connect(lambda: self._choose(match, box))
        self.boxes[match.index] = box
        part = QWidget()
        inside = QVBoxLayout(part)
        inside.setContentsMargins(0, 6, 0, 2)
        inside.setSpacing(2)
        inside.addLayout(top)
        inside.addWidget(box)
        if match.sample:
            inside.addWidget(muted(match.sample))
        return part

    def _box(self, name: str) -> QComboBox:
        box = Choice()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.installEventFilter(self._wheel)
        return box

    def _choose(self, match: ColumnMatch, box: QComboBox) -> None:
        if box.currentData() != match.target:
            self.column_chosen.emit(match.index, box.currentData())
