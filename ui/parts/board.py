"""A board: cards in lanes, moved from lane to lane by dragging, from a menu or with Ctrl and the arrow keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QScrollArea, QVBoxLayout, QWidget

from ui.parts.board_cards import CARD, Card, Cards
from ui.parts.labels import label

__all__ = ["Board", "Card"]

DRAGGED = "application/x-blmk-card"
NARROW, WIDE = 10, 20  # letters: an empty lane, and one with cards


class Lane(QListWidget):
    """The cards of one lane. What is dropped on it or sent to another lane is only told: the board's owner moves."""

    def __init__(self, board: Board, key: str, words: str) -> None:
        super().__init__()
        self.board, self.key, self.words = board, key, words
        self.part = QWidget()  # it with its heading
        self.setItemDelegate(Cards(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setLayoutMode(QListWidget.LayoutMode.Batched)  # thousands of cards never hold the window up
        self.setDragDropMode(QListWidget.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.setProperty("role", "lane")
        self.itemActivated.connect(lambda item: board.activated.emit(item.data(CARD).id))

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards."""
        self.clear()
        for card in cards:
            item = QListWidgetItem(card.title)
            item.setData(CARD, card)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, card.words)
            item.setData(Qt.ItemDataRole.ToolTipRole, card.note)
            self.addItem(item)
        self.setAccessibleName(f"{self.words}, {len(cards)}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cards else Qt.FocusPolicy.NoFocus)
        self.fit()

    def fit(self) -> None:
        """As narrow as its heading while it has no cards."""
        letter, words = (
            self.fontMetrics().averageCharWidth(),
            self.fontMetrics().horizontalAdvance(f"{self.words} · 99"),
        )
        self.part.setMinimumWidth(max(words, letter * (WIDE if self.count() else NARROW)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles wrap anew: in a narrower lane cards are higher, which Qt would not measure by itself."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    @property
    def card(self) -> Card | None:
        """The current card."""
        return self.currentItem().data(CARD) if self.currentRow() >= 0 else None

    # Keys and menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to other lanes, with Ctrl they take the card along."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.board.send(self, step)
        elif step:
            self.board.step(self, step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Some card is current as soon as the keys are here."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        }:
            self.setCurrentRow(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the lanes to move the card to."""
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if keyed else self.itemAt(event.pos())
        if item is None or not self.board.movable:
            return
        at = self.visualItemRect(item).center() if keyed else event.pos()
        self.board.menu(item.data(CARD), self.key).popup(self.viewport().mapToGlobal(QPoint(at)))

    # Dragging

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Take up the card under the pointer."""
        card = self.card
        if card is None or not self.board.movable:
            return
        drag, mime = QDrag(self), QMimeData()
        mime.setData(DRAGGED, self.key.encode())
        drag.setMimeData(mime)
        drag.setPixmap(self.viewport().grab(self.visualItemRect(self.currentItem())))
        self.board.dragged = card.id
        drag.exec(Qt.DropAction.MoveAction)
        self.board.dragged = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a card from another lane."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Wherever it is let go within the lane."""
        self._consider(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """It went on."""
        self._mark(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell that the card is to come here."""
        self._mark(on=False)
        event.setDropAction(Qt.DropAction.IgnoreAction)  # it goes once the move is confirmed
        event.accept()
        if self.board.dragged is not None:
            self.board.moved.emit(self.board.dragged, self.key)

    def _consider(self, event: QDragMoveEvent) -> None:
        source = event.mimeData().data(DRAGGED).data() if event.mimeData().hasFormat(DRAGGED) else None
        wanted = source is not None and bytes(source).decode() != self.key
        self._mark(on=wanted)
        event.setAccepted(wanted)

    def _mark(self, *, on: bool) -> None:
        if self.property("drop") != on:
            self.setProperty("drop", on)
            self.style().unpolish(self)
            self.style().polish(self)


class Board(QScrollArea):
    """Lanes side by side.

    `chosen` and `activated` are sent with the id of a card, `moved` with an id and the lane that somebody wants it
    in: the card stays where it is until other cards are shown.
    """

    chosen = Signal(object)
    activated = Signal(object)
    moved = Signal(object, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.movable = True
        self.dragged: Any = None
        self.lanes: dict[str, Lane] = {}
        self._headings: dict[str, Any] = {}
        self._current: Any = None
        self._row = QHBoxLayout()
        body = QWidget()
        body.setLayout(self._row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.setWidget(body)

    def show_cards(self, cards: Mapping[str, Sequence[Card]], words: Mapping[str, str]) -> None:
        """Show these cards by lane; `words` are what lanes are called. The current card stays current."""
        if list(self.lanes) != list(words):
            self._begin(words)
        current = self._current
        for at, (key, lane) in enumerate(self.lanes.items()):
            held = cards.get(key, ())
            lane.blockSignals(True)
            lane.show_cards(held)
            lane.blockSignals(False)
            self._row.setStretch(at, 3 if held else 1)
            self._headings[key].setText(f"{lane.words} · {len(held)}" if held else lane.words)
        self.select(current)

    def _begin(self, words: Mapping[str, str]) -> None:
        while (old := self._row.takeAt(0)) is not None:
            old.widget().deleteLater()
        self.lanes, self._headings = {}, {}
        for key, name in words.items():
            lane, heading = Lane(self, key, name), label(name, "heading")
            column = QVBoxLayout(lane.part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            lane.currentItemChanged.connect(lambda item, _before, lane=lane: self._choose(lane, item))
            column.addWidget(heading)
            column.addWidget(lane, 1)
            self._row.addWidget(lane.part)
            self.lanes[key], self._headings[key] = lane, heading

    @property
    def current_id(self) -> Any:
        """The id of the current card, or None."""
        return self._current

    def lane_of(self, id_: Any) -> str | None:
        """The lane that a card is in, or None."""
        found = self._find(id_)
        return found[0].key if found else None

    def select(self, id_: Any) -> bool:
        """Make a card the current one without telling anyone; False where there is none such."""
        found = self._find(id_)
        for lane in self.lanes.values():
            lane.blockSignals(True)
            lane.setCurrentRow(found[1] if found and lane is found[0] else -1)
            lane.blockSignals(False)
            lane.viewport().update()
        self._current = id_ if found else None
        if found:
            self._hold_keys(found[0])
            self.ensureWidgetVisible(found[0].part, 0, 0)
        return found is not None

    def _hold_keys(self, lane: Lane) -> None:
        """The keys go with a card that went to another lane."""
        if any(other.hasFocus() for other in self.lanes.values()):
            lane.setFocus()

    def menu(self, card: Card, here: str) -> QMenu:
        """The lanes that a card can be moved to."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, lane in self.lanes.items():
            if key and key != here:
                menu.addAction(f"Move to {lane.words}…", partial(self.moved.emit, card.id, key))
        return menu

    def step(self, lane: Lane, step: int) -> None:
        """Go to the card beside in the next lane that has some."""
        lanes = list(self.lanes.values())
        at = lanes.index(lane) + step
        while 0 <= at < len(lanes):
            if lanes[at].count():
                lanes[at].setFocus()
                lanes[at].setCurrentRow(min(max(0, lane.currentRow()), lanes[at].count() - 1))
                return
            at += step

    def send(self, lane: Lane, step: int) -> None:
        """Ask for the current card to go to the lane beside."""
        keys = list(self.lanes)
        at = keys.index(lane.key) + step
        if self.movable and lane.card is not None and 0 <= at < len(keys) and keys[at]:
            self.moved.emit(lane.card.id, keys[at])

    def _choose(self, lane: Lane, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self._current = item.data(CARD).id
        for other in self.lanes.values():
            if other is not lane:
                other.blockSignals(True)
                other.setCurrentRow(-1)
                other.blockSignals(False)
        self.ensureWidgetVisible(lane.part, 0, 0)
        self.chosen.emit(self._current)

    def _find(self, id_: Any) -> tuple[Lane, int] | None:
        if id_ is None:
            return None
        for lane in self.lanes.values():
            for row in range(lane.count()):
                if lane.item(row).data(CARD).id == id_:
                    return lane, row
        return None
