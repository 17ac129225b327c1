"""The chosen scheme at the side of a page: read when it is chosen, shown again with what findings say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.parts.detail import DetailPane
from ui.tabs.estates.schemes_detail import HINT, Read, read_scheme, show_scheme

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow


class SchemePane(DetailPane):
    """All that is known of a scheme, and what can be done about it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(HINT)
        self.window_ = window
        self.scheme: Read | None = None
        self._chosen, self._editable = "", True
        self._findings: Sequence[Finding] = ()

    def choose(self, name: str, day: str = "") -> None:
        """Show a scheme by its name, none for ''; as it stood on a day it is only looked at ('' is today)."""
        self._chosen, self._editable = name, not day
        if not name:
            self.scheme = None
            self.clear(HINT)
            return
        self.window_.read(
            lambda connection: read_scheme(connection, name, day), lambda read: self._keep(name, read), replaces=self
        )

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what findings say of it."""
        self._findings = findings
        if self.scheme is not None:
            now = findings if self._editable else ()  # they are about how it stands now
            show_scheme(self, self.window_, self.scheme, now, editable=self._editable)

    def _keep(self, name: str, read: Read | None) -> None:
        if name == self._chosen:
            self.scheme = read
            self.show_findings(self._findings)
