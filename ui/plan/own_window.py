"""A window of its own beside the main one: it remembers its size, and goes before the main window goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from ui.parts.labels import muted

if TYPE_CHECKING:
    from ui.window import MainWindow

SIZE = (1180, 780)
SETTLED = 100  # milliseconds after which the frame that the system draws is known
SAID = 6000  # milliseconds for which something said in passing stands


class OwnWindow(QDialog):
    """Something that is worked on beside the tabs. `name` is what its size is remembered under."""

    def __init__(self, window: MainWindow, name: str) -> None:
        super().__init__(window)
        self.window_, self.name = window, name
        self.setWindowFlags(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QShortcut(QKeySequence("Ctrl+W"), self).activated.connect(self.close)
        kept = window.settings.bytes(f"{name}/window")
        if kept.isEmpty() or not self.restoreGeometry(kept):
            room = window.screen().availableGeometry().size()
            self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))
        self.said = muted("")
        self.said.hide()
        self._silence = QTimer(self, interval=SAID, singleShot=True)
        self._silence.timeout.connect(self.said.hide)
        window.installEventFilter(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Come up with its title bar on the screen, however small that is."""
        super().showEvent(event)
        QTimer.singleShot(SETTLED, self, self._onto_screen)

    def _onto_screen(self) -> None:
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        if not self.isMaximized() and not self.isFullScreen() and not room.contains(frame):
            self.resize(
                min(self.width(), room.width() - frame.width() + self.width()),
                min(self.height(), room.height() - frame.height() + self.height()),
            )
            left = min(frame.left(), room.right() - self.frameGeometry().width() + 1)
            self.move(max(room.left(), left), max(room.top(), min(frame.top(), room.bottom() - frame.height() + 1)))

    def say(self, sentence: str) -> None:
        """Say something in passing, at the foot of this window: the main one may be behind it."""
        layout = self.layout()
        if layout is not None and layout.indexOf(self.said) < 0:
            layout.addWidget(self.said)
        self.said.setText(sentence)
        self.said.show()
        self._silence.start()

    def while_open(self, function: Callable[[Any], object]) -> Callable[[Any], None]:
        """The function, for work that may end after this window has gone: then it does nothing."""

        def if_open(result: Any) -> None:
            if isValid(self):
                function(result)

        return if_open

    def may_close(self) -> bool:
        """Whether nothing would be lost."""
        return True

    def reject(self) -> None:
        """Escape closes it as its button does."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask if something would be lost; remember size and place."""
        if not self.may_close():
            event.ignore()
            return
        self.window_.settings.set_bytes(f"{self.name}/window", self.saveGeometry())
        self.window_.removeEventFilter(self)
        event.accept()
        QDialog.reject(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go before the main window goes; if something would be lost and that is not wanted, keep it open too."""
        if watched is self.window_ and event.type() == QEvent.Type.Close and self.isVisible() and not self.close():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
