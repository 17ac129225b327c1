"""How many networks have which status, as buttons that filter the table: 23 networks, 4 not sent, 16 received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.filters import Condition
from blmk_desktop.rules.wording import counted
from ui.parts.value_counts import CountButtons
from ui.tabs.plans.returns_columns import NEEDS, WORDS, Shown

if TYPE_CHECKING:
    from ui.parts.table import RecordTable

Filter = tuple[str, str]  # column and the value it must have; empty: every row
EVERY: Filter = ("", "")
LATE: Filter = ("needs", NEEDS["chase"])


class Counts(CountButtons):
    """A button a status that any network has, one for all, and one for those to chase; the filter's is pressed."""

    def __init__(self, table: RecordTable) -> None:
        filters: list[Filter] = [EVERY, *(("status", word) for word in WORDS.values()), LATE]
        super().__init__(table, "Networks by status", filters)

    def show_counts(self, shown: Shown) -> None:
        """Say how many there are of each."""
        status = shown.status
        numbers = {EVERY: len(status.rows), LATE: sum(row.needs == "chase" for row in status.rows)}
        numbers |= {("status", WORDS[name]): number for name, number in status.counts.items()}
        for at, button in self.buttons.items():
            number = numbers.get(at, 0)
            words = "network" if at == EVERY else "to chase" if at == LATE else at[1].lower()
            button.setText(counted(number, words) if at == EVERY else f"{number:,} {words}")
            button.setAccessibleName(f"Show {button.text()}")
            button.setHidden(not number and at != EVERY)
        self.setVisible(bool(status.rows))
        self.follow()

    def choose(self, at: Filter) -> None:
        """Show only these networks; all of them where they are shown already."""
        for column in ("status", "needs"):
            wanted = column == at[0]
            self.table.set_condition(column, Condition(chosen=frozenset({at[1]})) if wanted else Condition())

    def follow(self) -> None:
        """Press the button of the filter that holds; none where it is another."""
        held = {name: kept.chosen for name, kept in self.table.conditions.items() if name in ("status", "needs")}
        self.press(next((at for at in self.buttons if held == ({at[0]: frozenset({at[1]})} if at[0] else {})), None))
