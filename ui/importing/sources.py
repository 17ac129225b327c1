"""The left of the preview: the files and their sheets, what each comes to, and what is worth knowing about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem, QWidget

from blmk_desktop.importing.proposal import FileProposal, Proposal
from blmk_desktop.rules.wording import sentence
from ui.importing.reading import Place, changing, places
from ui.importing.return_words import TONES, return_word, title, verdict
from ui.importing.words import all_word, file_word, sheet_word
from ui.theme import tokens

SCOPE, WORD, TONE, FILE = (int(Qt.ItemDataRole.UserRole) + step for step in range(4))
Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """A name, and under it in a quieter colour what it comes to."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self.tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and some air."""
        return QSize(super().sizeHint(option, index).width(), 2 * option.fontMetrics.lineSpacing() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, the box and the room for text as ever; the text on two lines."""
        view = QStyleOptionViewItem(option)
        self.initStyleOption(view, index)
        style = self.tree.style()
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, view, self.tree)
        room.setLeft(room.left() + 4)
        view.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, view, painter, self.tree)
        colours = tokens(self.tree)
        tone = index.data(TONE)
        self._line(painter, room, option, str(index.data()), colours.text, upper=True)
        quiet = colours.tone(tone).text if tone else colours.muted
        self._line(painter, room, option, str(index.data(WORD) or ""), quiet, upper=False)

    def _line(
        self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, text: str, colour: str, *, upper: bool
    ) -> None:
        height = option.fontMetrics.lineSpacing()
        top = room.center().y() - height if upper else room.center().y() + 1
        place = QRect(room.left(), top, room.width(), height)
        mode = Qt.TextElideMode.ElideMiddle if upper else Qt.TextElideMode.ElideRight
        painter.save()
        painter.setPen(QColor(colour))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, option.fontMetrics.elidedText(text, mode, room.width()))
        painter.restore()


class Sources(QTreeWidget):
    """All files, each file, each sheet. A sheet's box takes all its rows or none."""

    scope_chosen = Signal(object)
    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Files and sheets")
        self.setHeaderHidden(True)
        self.setItemDelegate(TwoLines(self))
        self.setIndentation(16)
        self.setMinimumWidth(24 * self.fontMetrics().averageCharWidth())
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._proposal: Proposal | None = None
        self.currentItemChanged.connect(self._chosen)
        self.itemChanged.connect(self._checked)

    # What is listed

    def show_proposal(self, proposal: Proposal) -> None:
        """List files and sheets; what was chosen stays chosen."""
        before = self._name(self.currentItem())
        self._proposal = proposal
        self.blockSignals(True)
        self.clear()
        if len(proposal.files) > 1:
            self._item(self, f"All {len(proposal.files)} files", all_word(proposal), places(proposal))
        for file in sorted(proposal.files, key=lambda file: not (file.sent_back or file.error)):
            self._add_file(file)
        self.expandAll()
        self.blockSignals(False)
        self.show_checks()
        items = self.items()
        wanted = next((item for item in items if self._name(item) == before), None)
        self.setCurrentItem(wanted or self._telling(items))

    def _telling(self, items: Sequence[QTreeWidgetItem]) -> QTreeWidgetItem:
        """Where to begin: all files, or the one file, or its only sheet that was recognised."""
        known = [item for item in items if not item.childCount() and _recognised(item.data(0, SCOPE))]
        return known[0] if self.topLevelItemCount() == 1 and len(known) == 1 else items[0]

    def _add_file(self, file: FileProposal) -> None:
        inner = [Place(file, sheet) for sheet in file.sheets]
        if file.returned is not None:
            item = self._item(self, title(file), return_word(file), inner, TONES[verdict(file)])
            item.setToolTip(0, f"{file.path.name}\n{return_word(file)}")
            item.setData(0, FILE, file)
            return
        refused = any(sheet.refused for sheet in file.sheets)
        tone = "red" if file.error else "amber" if refused and len(file.sheets) == 1 else ""
        item = self._item(self, file.path.name, file_word(file), inner, tone)
        item.setData(0, FILE, file)
        item.setToolTip(0, f"{file.path.name}\n{sentence(file.error) if file.error else file_word(file)}")
        for place in inner if [place.sheet.sheet for place in inner] != [file.path.stem] else ():
            refused = bool(place.sheet.refused)
            self._item(item, place.sheet.sheet, sheet_word(place.sheet), [place], "amber" if refused else "")

    def _item(self, parent: Any, name: str, word: str, scope: list[Place], tone: str = "") -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [name])
        item.setData(0, SCOPE, scope)
        item.setData(0, WORD, word)
        item.setData(0, TONE, tone)
        item.setToolTip(0, f"{name}\n{word}".strip())
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}: {word}")
        return item

    def items(self) -> list[QTreeWidgetItem]:
        """All items, from top to bottom."""
        tops: list[Any] = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        return [item for top in tops for item in (top, *(top.child(at) for at in range(top.childCount())))]

    def _name(self, item: QTreeWidgetItem | None) -> tuple[str, str]:
        if item is None:
            return ("", "")
        parent = item.parent()
        return (parent.text(0) if parent else "", item.text(0))

    # What is chosen

    @property
    def scope(self) -> list[Place]:
        """The sheets of what is chosen."""
        item = self.currentItem()
        return item.data(0, SCOPE) if item else []

    @property
    def sheet(self) -> Place | None:
        """The sheet that is chosen; of a file with one sheet that sheet."""
        scope = self.scope
        return scope[0] if len(scope) == 1 else None

    @property
    def files(self) -> list[FileProposal]:
        """The file that is chosen, or that the chosen sheet is in; all of them where all are chosen."""
        item = self.currentItem()
        if item is None or self._proposal is None:
            return []
        file = (item.parent() or item).data(0, FILE)
        return [file] if file else self._proposal.files

    def _chosen(self) -> None:
        self.scope_chosen.emit(self.scope)

    # What is taken

    def show_checks(self) -> None:
        """Tick the files and sheets of which rows are taken."""
        self.blockSignals(True)
        for item in self.items():
            rows = [row for place in item.data(0, SCOPE) for row in changing(place.sheet.rows)]
            if not rows:
                continue
            out = sum(not row.wanted for row in rows)
            states = Qt.CheckState
            state = states.Unchecked if out == len(rows) else states.PartiallyChecked if out else states.Checked
            item.setCheckState(0, state)
        self.blockSignals(False)
        self.viewport().update()

    def _checked(self, item: QTreeWidgetItem) -> None:
        wanted = item.checkState(0) != Qt.CheckState.Unchecked
        for place in item.data(0, SCOPE):
            for row in place.sheet.rows:
                row.wanted = wanted
        self.taken.emit()


def _recognised(scope: Sequence[Place]) -> bool:
    return any(place.sheet.form for place in scope)


def notes_of(files: Sequence[FileProposal], scope: Sequence[Place]) -> dict[str, list[str]]:
    """What is worth knowing about each file and sheet, in sentences, under its name."""
    said: dict[str, list[str]] = {}
    for each in files:
        notes = [each.error, *each.notes] if each.error else each.notes
        said.setdefault(each.path.name, []).extend(map(sentence, notes))
    for place in scope:
        alone = place.sheet.sheet == place.file.path.stem
        name = place.file.path.name if alone else place.sheet.sheet
        name = name if place.file.returned is None else place.file.path.name
        said.setdefault(name, []).extend(map(sentence, place.sheet.notes))
    return {name: list(dict.fromkeys(notes)) for name, notes in said.items() if notes}
