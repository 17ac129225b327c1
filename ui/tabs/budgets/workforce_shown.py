"""What a page of the workforce models is asked for, and what it shows: rows, printed figures, what may be picked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns
from ui.tabs.budgets.workforce_prints import Beside, Place, Told

if TYPE_CHECKING:
    from blmk_desktop.rules.assumptions import Assumptions


@dataclass(frozen=True)
class Asked:
    """What the page is to show: a view, what is picked above the table, a scenario and what it is compared with."""

    view: str
    picked: Mapping[str, str] = field(default_factory=dict)
    scenario: Assumptions | None = None
    baseline: Assumptions | None = None
    title: str = ""
    against: str = ""
    is_otherwise: bool = False
    editable: bool = False

    def pick(self, name: str, offered: Sequence[str]) -> str:
        """What is picked if it is offered, else the first that is."""
        wanted = self.picked.get(name, "")
        return wanted if wanted in offered or not offered else offered[0]


@dataclass(frozen=True)
class Shown:
    """What the page shows: the rows of a view by their ids, the printed figures beside cells, what may be picked."""

    asked: Asked
    columns: Columns
    rows: Mapping[Any, Any]
    cells: Mapping[Place, Beside] = field(default_factory=dict)
    offered: Mapping[str, Sequence[str]] = field(default_factory=dict)
    named: Mapping[tuple[str, str], Place] = field(default_factory=dict)  # what findings call a figure, to its cell
    strong: frozenset[Any] = frozenset()
    why_none: str = ""

    @property
    def view(self) -> str:
        """The key of the view."""
        return self.asked.view

    @property
    def told(self) -> Told:
        """Where findings belong."""
        return Told(self.cells, self.named)

    def row_of(self, key: str) -> Any:
        """The row of a record by its key, or of what is printed by its; of a role as far as the view tells it apart."""
        printed = next((id_ for (id_, _), beside in self.cells.items() if beside.printed.key == key), None)
        if printed is not None or key in self.rows:
            return key if printed is None else printed
        parts = key.split("|")
        same = [id_ for id_ in self.rows if str(id_).split("|")[:2] == parts[:2]]
        return next(iter(same or [id_ for id_ in self.rows if str(id_).split("|")[0] == parts[0]]), None)

    def picked(self, name: str) -> str:
        """What is picked, or the first that is offered."""
        return self.asked.pick(name, self.offered.get(name, ()))
