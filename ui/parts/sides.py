"""Parts side by side, or one above the other, with a handle between them that stays where it was put."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from ui.settings import Settings


class Sides(QSplitter):
    """A splitter that remembers itself under a name; `shares` is how it begins."""

    def __init__(
        self, settings: Settings, name: str, parts: Sequence[QWidget], shares: Sequence[int], *, upright: bool = False
    ) -> None:
        super().__init__(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        for at, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(at, 1 if at == 0 else 0)
        self.setSizes(list(shares))
        kept = settings.value(f"sides/{name}", None)
        if isinstance(kept, list) and len(kept) == len(parts):
            self.setSizes(kept)
        saving = QTimer(self, singleShot=True, interval=400)
        saving.timeout.connect(lambda: settings.set_value(f"sides/{name}", self.sizes()))
        self.splitterMoved.connect(lambda _at, _handle: saving.start())
