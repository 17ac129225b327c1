"""What a plan comes to, on top of it: cost, allocation, balance, staff, and what else must be known."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from blmk_desktop.acts.plan_drafts import PlanFacts
from blmk_desktop.periods import month_of, show_date, year_end, year_start
from blmk_desktop.rules.affordability import Assessment
from blmk_desktop.words.plans import concerns, pounds, staff, verdict
from ui.parts.banner import Banner
from ui.parts.flow import Flow
from ui.parts.labels import badge, label


class Figure(QFrame):
    """A figure with what it is over it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._name = label(name, "muted")
        self._figure = label("", "sentence")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 5)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addWidget(self._figure)

    @property
    def text(self) -> str:
        """The figure as it is written."""
        return self._figure.text()

    def tell(self, text: str, name: str = "") -> None:
        """Show another figure, under another name if one is given."""
        self._name.setText(name or self._name.text())
        self._figure.setText(text)
        self.setAccessibleName(f"{self._name.text()}: {text}")


class PlanTotals(QWidget):
    """Figures in a line, a word that says whether the plan fits, and a banner for the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.figures = {
            "cost": Figure("Cost of the plan"),
            "allocation": Figure("Allocation"),
            "balance": Figure("Left of the allocation"),
            "in_post": Figure("In post"),
            "year_end": Figure("At year end"),
        }
        self.word: QLabel = badge("", "grey")
        self.banner = Banner()
        flow = Flow()
        for name, figure in self.figures.items():
            flow.add(figure)
            if name == "balance":
                flow.add(self.word)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(flow)
        column.addWidget(self.banner)
        self._flow = flow

    def show_plan(self, facts: PlanFacts, found: Assessment) -> None:
        """Say what the plan comes to."""
        said = verdict(found)
        known = {True: "", False: " (as far as known)"}[not found.unknown]
        self.figures["cost"].tell(pounds(found.cost), f"Cost of the plan{known}")
        self.figures["allocation"].tell("not known" if found.allocation is None else pounds(found.allocation))
        self.figures["balance"].tell("–" if found.balance is None else pounds(found.balance))
        day = min(max(facts.as_at, year_start(facts.year)), year_end(facts.year))
        self.figures["in_post"].tell(staff(found.wte[month_of(day) - 1]), f"In post, {show_date(day)}")
        self.figures["year_end"].tell(staff(found.wte[-1]), f"Planned, {show_date(year_end(facts.year))}")
        self.word.setText(said.word)
        self.word.setAccessibleName(said.sentence)
        self.word.setToolTip(said.sentence)
        self.word.setProperty("badge", said.tone)
        self.word.style().unpolish(self.word)
        self.word.style().polish(self.word)
        others = concerns(found)
        sentence = " · ".join([said.sentence.rstrip("."), *others]) if others or said.tone == "red" else ""
        self.banner.show_text(sentence, "red" if said.tone == "red" else "amber")
        self._flow.updateGeometry()
