"""How a tab is set out: what stands above, and parts side by side with a handle between that stays where it was put."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from ui.settings import Settings


class Sides(QSplitter):
    """A splitter with its parts in these shares of the room, until the user moves the handle; that is remembered."""

    def __init__(
        self,
        settings: Settings,
        name: str,
        parts: Sequence[QWidget],
        shares: Sequence[int],
        *,
        upright: bool = False,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        for at, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(at, 1 if at == 0 else 0)
        self._shares = shares
        self._is_moved = False
        kept = settings.value(f"sides/{name}", None)
        if isinstance(kept, list) and len(kept) == len(parts):
            self._is_moved = True
            self.setSizes(kept)
        self._saving = QTimer(self, singleShot=True, interval=400)
        self._saving.timeout.connect(lambda: settings.set_value(f"sides/{name}", self.sizes()))
        self.splitterMoved.connect(self._moved)

    def _moved(self, _at: int, _handle: int) -> None:
        self._is_moved = True
        self._saving.start()

    def share_out(self, shares: Sequence[int]) -> None:
        """Share out the room in another way from now on, unless the user has moved the handle."""
        self._shares = shares
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room anew while the user has not chosen."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        if not self._is_moved:
            room = self.height() if self.orientation() == Qt.Orientation.Vertical else self.width()
            whole = sum(self._shares)
            self.setSizes([room * share // whole for share in self._shares])


def scrolled(part: QWidget, name: str) -> QScrollArea:
    """A part that is scrolled as a whole where the window is too low for what it holds, as it is with large text."""
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setMinimumWidth(part.minimumSizeHint().width())
    area.setWidget(part)
    return area


def set_out(tab: QWidget, *above: QWidget, below: QWidget) -> None:
    """Set out a tab as all are: what needs attention and the controls, as wide as the tab, above all the rest."""
    column = QVBoxLayout(tab)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(4)
    for part in above:
        column.addWidget(part)
    column.addWidget(below, 1)
