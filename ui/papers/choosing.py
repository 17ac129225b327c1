"""What is wanted: a paper or the whole pack, its meeting, the day of its figures, formats and folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from blmk_desktop.papers.catalogue import PACK, PAPERS, Asked
from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import capital
from ui.parts.choice_box import ChoiceBox
from ui.parts.day_field import DayField
from ui.parts.flow import Flow
from ui.parts.folder_field import FolderField
from ui.parts.labels import heading, label, muted

if TYPE_CHECKING:
    from blmk_desktop.papers.prepared import Prepared

TITLES = {PACK: "Whole pack of a meeting", **{name: kind.title for name, kind in PAPERS.items()}}
FORMATS = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel"}
NARROWEST = 42  # letters
PACK_HELP = "All papers of a meeting as one document, with contents and page numbers that run through."


class Choosing(QScrollArea):
    """The fields at the left; `changed` is sent when something else is wanted, `formats_changed` for what files."""

    changed = Signal()
    formats_changed = Signal()

    def __init__(self, name: str, folder: Path, formats: list[str]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName("What to make")
        self._day_typed, self._day_shown = False, ""
        self.papers = _papers(name)
        self.papers.currentRowChanged.connect(self._other_paper)
        self.body, self.on, self.of = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.of_name = label("About")
        self.as_at = DayField("Figures as at", "", "The figures hold for this day. Blank: for the day of the meeting.")
        self.as_at.editingFinished.connect(self._other_day)
        self.formats = {ending: QCheckBox(words) for ending, words in FORMATS.items()}
        for ending, box in self.formats.items():
            box.setChecked(ending in formats)
            box.toggled.connect(self.formats_changed)
        self.folder = FolderField(folder, "Folder for the papers")
        self.folder.edit.textChanged.connect(self.formats_changed)
        for choice, words in ((self.body, "Committee or group"), (self.on, "Meeting"), (self.of, "About")):
            choice.setAccessibleName(words)
            choice.setMinimumContentsLength(12)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.body.activated.connect(lambda _at: self._other_body())
        self.on.activated.connect(lambda _at: self._other_meeting())
        self.of.activated.connect(lambda _at: self.changed.emit())
        self._assemble()

    def _assemble(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 10, 2)
        column.addWidget(heading("Paper"))
        column.addWidget(self.papers)
        self.help = muted("")
        column.addWidget(self.help)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(8)
        kinds = Flow()
        for box in self.formats.values():
            kinds.add(box)
        fields = ((label("Committee"), self.body), (label("Meeting"), self.on), (label("Figures as at"), self.as_at))
        for at, (words, field) in enumerate((*fields, (self.of_name, self.of))):
            words.setBuddy(field)
            grid.addWidget(words, at, 0)
            grid.addWidget(field, at, 1)
        column.addLayout(grid)
        column.addWidget(heading("Files"))
        column.addWidget(kinds)
        column.addWidget(self.folder)
        column.addStretch(1)
        self.setWidget(inside)
        self.setMinimumWidth(NARROWEST * self.fontMetrics().averageCharWidth())
        self._tell_paper()

    # What is wanted

    @property
    def name(self) -> str:
        """The name of the paper, or PACK."""
        return str(self.papers.currentItem().data(Qt.ItemDataRole.UserRole))

    @property
    def asked(self) -> Asked:
        """What is asked for; what was not chosen yet is ''."""
        try:
            as_at = (self.as_at.day or "") if self._day_typed else ""
        except ValueError:
            as_at = ""
        of = str(self.of.currentData() or "") if self.of.isEnabled() else ""
        return Asked(self.name, as_at, of, str(self.body.currentData() or ""), str(self.on.currentData() or ""))

    @property
    def endings(self) -> list[str]:
        """The endings of the files that are wanted."""
        return [ending for ending, box in self.formats.items() if box.isChecked()]

    def show_choices(self, found: Prepared) -> None:
        """Offer what there is to choose from, and show what is chosen."""
        _fill(self.body, [(body, body) for body in found.bodies], found.asked.body)
        days = [(show_date(on), on) for on in reversed(found.days)]
        _fill(self.on, days, found.asked.on)
        usual, *others = found.choices or ("",)
        kinds = [(f"{usual} (the usual)", "")] if usual else [("", "")]
        _fill(self.of, [*kinds, *((one, one) for one in others)], found.asked.of)
        self.of.setEnabled(bool(found.choices))
        self._day_shown = found.asked.as_at
        if not self.as_at.hasFocus() or not self._day_typed:
            self.as_at.setText(show_date(found.asked.as_at))

    def choose(self, name: str) -> None:
        """Choose a paper."""
        for at in range(self.papers.count()):
            if self.papers.item(at).data(Qt.ItemDataRole.UserRole) == name:
                self.papers.setCurrentRow(at)

    def about(self, of: str) -> None:
        """Choose what the paper is about."""
        with QSignalBlocker(self.of):
            if self.of.findData(of) < 0:
                self.of.addItem(of, of)
            self.of.setCurrentIndex(self.of.findData(of))
        self.of.setEnabled(True)
        self.changed.emit()

    def _other_paper(self) -> None:
        self.of.setEnabled(False)
        self._tell_paper()
        self.changed.emit()

    def _tell_paper(self) -> None:
        kind = PAPERS.get(self.name)
        self.help.setText(f"{capital(kind.help)}." if kind else PACK_HELP)
        self.of_name.setText((kind.of if kind else "") or "About")
        self.of_name.setVisible(bool(kind and kind.of))
        self.of.setVisible(bool(kind and kind.of))

    def _other_body(self) -> None:
        with QSignalBlocker(self.on):
            self.on.clear()
        self._other_meeting()

    def _other_meeting(self) -> None:
        self._day_typed = False  # the figures follow the meeting until somebody says otherwise
        self.changed.emit()

    def _other_day(self) -> None:
        if self.as_at.check() and self.as_at.day != self._day_shown:
            self._day_typed = bool(self.as_at.day)
            self.changed.emit()


def _papers(name: str) -> QListWidget:
    papers = QListWidget()
    papers.setAccessibleName("Paper")
    papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for key, title in TITLES.items():
        item = QListWidgetItem(title)
        item.setToolTip(title)
        item.setData(Qt.ItemDataRole.UserRole, key)
        papers.addItem(item)
        if key == name:
            papers.setCurrentItem(item)
    if papers.currentRow() < 0:
        papers.setCurrentRow(0)
    rows = papers.count()
    papers.setMinimumHeight(rows * papers.sizeHintForRow(0) + 2 * papers.frameWidth())
    return papers


def _fill(box: QComboBox, offered: list[tuple[str, str]], now: str) -> None:
    """Offer (words, value), with one chosen."""
    with QSignalBlocker(box):
        box.clear()
        for words, value in offered:
            box.addItem(words, value)
        box.setCurrentIndex(box.findData(now))
