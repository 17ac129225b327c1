"""What the panel of a scenario asks: under which name it is kept and why, and for another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from blmk_desktop.errors import UserError
from ui.parts.asking import Asking
from ui.parts.reason import ReasonBox

if TYPE_CHECKING:
    from ui.parts.scenario_panel import ScenarioPanel


class SaveScenario(Asking):
    """Asks for the name of a scenario and why it is made."""

    def __init__(self, panel: ScenarioPanel) -> None:
        turned = [
            f"{one.words.replace('&', '')} {one.shown(panel.values[one.name])}"
            for one in (panel.controls[change.name].dial for change in panel.changes)
        ]
        super().__init__(panel.window_, "Save the scenario", "\n".join(turned), "Save scenario")
        self.panel = panel
        row = panel.sets.row(panel.chosen)
        self.name = QLineEdit(panel.chosen if row and not row.published else "")
        self.name.setAccessibleName("Name of the scenario")
        self.name.setPlaceholderText("For example: Higher pay award")
        self.reason = ReasonBox("Reason", "asked for by the finance committee")
        self.reason.confirmed.connect(self.go.click)
        self.add("Name", self.name)
        self.add("Reason", self.reason, tall=True)

    def do(self) -> bool:
        """Keep it."""
        self.panel.keep(_named(self.name), self.reason.words)
        return True


class RenameScenario(Asking):
    """Asks for another name of the scenario that is chosen."""

    def __init__(self, panel: ScenarioPanel) -> None:
        super().__init__(panel.window_, f"Rename {panel.chosen}", "", "Rename")
        self.panel = panel
        self.name = QLineEdit(panel.chosen)
        self.name.setAccessibleName("Name of the scenario")
        self.add("Name", self.name)

    def do(self) -> bool:
        """Give it the name."""
        self.panel.rename(_named(self.name))
        return True


def _named(box: QLineEdit) -> str:
    name = " ".join(box.text().split())
    if not name:
        raise UserError("Type a name for the scenario.")
    return name
