"""What stands where there is nothing yet: a sentence, and the buttons that begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.parts.flow import Flow
from ui.parts.labels import button, muted, sentence

if TYPE_CHECKING:
    from ui.window import MainWindow

    Offer = tuple[str, Callable[[], object]]


def begin(window: MainWindow, *own: Offer, demo: bool = False) -> list[Offer]:
    """How to begin where there is nothing: to import, what a page offers of its own, and whether the example data.

    Nothing in a file that is only read.
    """
    if window.read_only:
        return []
    example = [("Load the example data", window.commands.load_demo)] if demo else []
    return [("Import workbooks…", window.commands.import_workbooks), *own, *example]


class EmptyState(QFrame):
    """A sentence in the middle, what it means under it, and what to do next."""

    def __init__(
        self,
        text: str,
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
        detail: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(text)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for part in filter(None, (sentence(text), muted(detail) if detail else None)):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        offers = Flow(centred=True)
        for number, (words, callback) in enumerate(buttons):
            offers.add(button(words, callback, primary=number == 0))
        column.addSpacing(8)
        column.addWidget(offers)
        column.addStretch(3)
