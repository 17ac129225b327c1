"""The chosen risk at the side of a page: read when it is chosen, shown again with what findings say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ui.parts.detail import DetailPane
from ui.tabs.risks.risk_register_detail import show_risk, show_scores

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.risk_scores import Band
    from blmk_desktop.summaries.risks import RiskDetail
    from ui.window import MainWindow


class RiskPane(DetailPane):
    """All that is known of a risk as at a day, and what can be done about it."""

    def __init__(self, window: MainWindow, hint: str) -> None:
        super().__init__(hint)
        self.window_ = window
        self.risk: RiskDetail | None = None
        self._bands: list[Band] = []
        self._chosen = self._day = ""
        self._findings: Sequence[Finding] = ()
        self._scores_of = ""  # the risk whose scores are opened as soon as it has come

    def choose(self, reference: str, bands: Sequence[Band], day: str) -> None:
        """Show a risk as at a day; for '' none, and the page says what stands here instead."""
        self._chosen, self._bands, self._day = reference, list(bands), day
        if not reference:
            self.risk = None
            return

        def fetch(connection: Any) -> RiskDetail | None:
            from blmk_desktop.summaries.risks import risk_detail

            return risk_detail(connection, reference, day)

        self.window_.read(fetch, lambda risk: self._keep(reference, risk), replaces=self)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what findings say of it."""
        self._findings = findings
        if self.risk is not None:
            show_risk(self, self.window_, self.risk, self._bands, findings, self._day)

    def open_scores(self, reference: str) -> None:
        """Open the history of a risk's scores, at once or as soon as it is here."""
        self._scores_of = reference
        self._open_wanted()

    def _keep(self, reference: str, risk: RiskDetail | None) -> None:
        if reference == self._chosen:
            self.risk = risk
            self.show_findings(self._findings)
            self._open_wanted()

    def _open_wanted(self) -> None:
        if self.risk is not None and self._scores_of == self.risk.row.reference:
            self._scores_of = ""
            show_scores(self.window_, self.risk, self._bands)
