"""In a process of its own: from its start to the first painted window, bare or ours, and to the first tab's data."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from benchmarks.telling import since_begun, tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QMainWindow

TABS = 9  # as many as ours has
SETTLED = 150  # milliseconds without work, after which all that was asked for is on screen
LONGEST = 30_000  # milliseconds after which a tab without its data is a fault, not a slow start


def main(which: str, file: str = "") -> None:
    """Open the window, and leave once everything is on screen."""
    Watch(*(bare() if which == "bare" else ours(file))).run()


def bare() -> tuple[QApplication, QMainWindow]:
    """A window with tabs and nothing else: what Qt itself costs."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QWidget

    app = QApplication(["bare"])
    window, tabs = QMainWindow(), QTabWidget()
    for number in range(TABS):
        tabs.addTab(QWidget(), f"Tab {number}")
    window.setCentralWidget(tabs)
    window.resize(1360, 860)
    return app, window


def ours(file: str) -> tuple[QApplication, QMainWindow]:
    """The application's window, as `main` builds it."""
    import main as program

    return program.build_window([file])


class Watch:
    """Notes when the window is first painted, and when the last of the work that it began at its start was painted."""

    def __init__(self, app: QApplication, window: QMainWindow) -> None:
        from PySide6.QtCore import QEvent, QObject, QTimer

        class Filter(QObject):
            def eventFilter(_self, _watched: QObject, event: QEvent) -> bool:  # noqa: N805 - `self` is the watch
                if event.type() == QEvent.Type.Paint:
                    self.painted()
                return False

        self.app, self.window = app, window
        self.is_ours = hasattr(window, "store")
        self.first = self.loaded = self.needs = self.settled = 0.0
        self.later = QTimer.singleShot
        self._filter = Filter()
        app.installEventFilter(self._filter)

    def run(self) -> None:
        """Show the window and wait for it."""
        self.window.show()
        self.app.exec()
        tell(
            first=self.first,
            loaded=self.loaded if self.is_ours else self.first,
            needs=self.needs if self.is_ours else self.first,
            settled=self.settled,
        )
        sys.stdout.flush()
        self.window.close()  # ours remembers how it stood: the start after the first is what is measured
        os._exit(0)  # how long it takes to close is not asked

    def painted(self) -> None:
        """Something was painted: the time counts once the whole pass is done."""
        self.later(0, self.note)

    def note(self) -> None:
        """Keep the time of the first pass, of the first with the tab's data, and of the last."""
        now = since_begun()
        if not self.first:
            self.first = now
            self.later(SETTLED, self.look)
        if not self.loaded and self.has("found"):
            self.loaded = now
        if not self.needs and self.has("needs"):
            self.needs = now
        self.settled = now

    def has(self, what: str) -> bool:
        """Whether the tab that is shown has read this."""
        tab = getattr(self.window, "current", None)
        return tab is not None and getattr(tab, what, None) is not None

    def look(self) -> None:
        """Leave when the tab has its data and there is no more work under way."""
        shown = bool(self.loaded and self.needs)
        if self.is_ours and not shown and since_begun() > LONGEST:
            sys.stderr.write("the first tab never had its data\n")
            sys.stderr.flush()
            os._exit(1)  # no figure is better than a wrong one
        waiting = self.is_ours and (not shown or self.window.tasks.under_way)
        if not waiting and since_begun() - self.settled >= SETTLED:
            self.app.quit()
        else:
            self.later(SETTLED // 3, self.look)


if __name__ == "__main__":
    main(*sys.argv[1:])
