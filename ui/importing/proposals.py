"""The middle of the preview: what is new, changed and the same, what is refused, and which claims fail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QTabWidget, QVBoxLayout, QWidget

from ui.importing.reading import Place
from ui.importing.refusals import Refusals
from ui.importing.tables import (
    CLAIMS,
    TAKE,
    WHERE,
    Listed,
    Placed,
    claims_table,
    rows_by_kind,
    rows_table,
    taken_again,
)
from ui.importing.take_cell import TakeCell
from ui.importing.words import claims_title, counted, failed
from ui.parts.naming import Labels
from ui.parts.table import Mark, RecordTable
from ui.parts.table_cells import paint_mark
from ui.theme import tokens

if TYPE_CHECKING:
    from ui.window import MainWindow

STATUSES = {"added": "New", "changed": "Changed", "unchanged": "Same"}
NOTHING = {
    "added": "Nothing here is new.",
    "changed": "Nothing here would change what you have.",
    "unchanged": "Nothing here is in your data already.",
}


class Rows(QWidget):
    """The rows of one status, one kind of record at a time."""

    taken = Signal()

    def __init__(self, window: MainWindow, status: str) -> None:
        super().__init__()
        self.window_, self.status = window, status
        self.kinds: dict[str, list[Placed]] = {}
        self.labels: Labels = {}
        self.listed: Listed | None = None
        self.table = RecordTable(window, f"import.{status}", (TAKE, WHERE))
        self.table.set_empty(NOTHING[status])
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind of record")
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(10)
        self.kind.activated.connect(self.show_rows)
        self.table.bar.add(self.kind)
        if status != "unchanged":
            self._take_boxes()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def _take_boxes(self) -> None:
        cell = TakeCell(self.table.view)
        cell.clicked.connect(lambda id_: self.turn([id_]))
        self.table.view.setItemDelegateForColumn(0, cell)
        self.table.view.installEventFilter(self)
        self.table.view.setAccessibleDescription("Space leaves the selected rows out, or takes them again")

    def set_places(self, places: Sequence[Place], labels: Labels) -> int:
        """Take the rows of these sheets; how many there are."""
        before = self.kind.currentData()
        self.kinds, self.labels, self.listed = rows_by_kind(places, self.status), labels, None
        self.kind.clear()
        for kind, rows in self.kinds.items():
            self.kind.addItem(counted(len(rows), kind), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(before)))
        self.kind.setVisible(len(self.kinds) > 1)
        return sum(map(len, self.kinds.values()))

    def show_rows(self) -> None:
        """Show the kind that is chosen."""
        kind = self.kind.currentData()
        rows, status, labels = self.kinds.get(kind, []), self.status, self.labels
        self.window_.run(
            lambda: rows_table(rows, status, labels),
            lambda listed: self._show(listed, kind or "none"),
            replaces=self,
        )

    def _show(self, listed: Listed, kind: str) -> None:
        self.listed = listed
        self.table.show_columns(listed.columns, f"import.{self.status}.{kind}")

    # Taking and leaving out

    def turn(self, ids: Sequence[int]) -> None:
        """Leave these rows out if the first of them is taken, else take them."""
        if self.listed is None or not ids:
            return
        rows = [self.listed.objects[id_] for id_ in ids]
        wanted = not rows[0].wanted
        for row in rows:
            row.wanted = wanted
        self.show_taken()
        self.taken.emit()

    def show_taken(self) -> None:
        """Show which rows are taken now."""
        if self.listed is not None and self.status != "unchanged":
            self.table.show_columns(taken_again(self.listed))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space on the table takes the selected rows or leaves them out."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            self.turn(self.table.selected_ids)
            return True
        return super().eventFilter(watched, event)


class Claims(QWidget):
    """What the sheets print as totals, differences and percentages, worked out again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.places: Sequence[Place] = ()
        self.table = RecordTable(window, "import.claims", CLAIMS)
        self.table.set_empty("No totals, differences or percentages are printed here.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def set_places(self, places: Sequence[Place], _labels: Labels) -> int:
        """Take the claims of these sheets; how many there are."""
        self.places = places
        return sum(len(place.sheet.claims) for place in places)

    def show_rows(self) -> None:
        """Show them."""
        places = self.places
        self.window_.run(
            lambda: claims_table(places), lambda listed: self.table.show_columns(listed.columns), replaces=self
        )


class Proposals(QTabWidget):
    """The five tabs. Each makes its table when it is shown."""

    taken = Signal()
    alias_asked = Signal(str, str, str)  # kind of record, what is written, the key that is meant

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.setAccessibleName("What the import would do")
        self.rows = {status: Rows(window, status) for status in STATUSES}
        self.refusals, self.claims = Refusals(window), Claims(window)
        self._stale: set[Any] = set()
        for status, page in self.rows.items():
            self.addTab(page, STATUSES[status])
            page.taken.connect(self.taken)
        self.addTab(self.refusals, "Refused")
        self.addTab(self.claims, "Claims")
        self.setTabToolTip(4, "Printed totals, differences and percentages, worked out again from their own rows")
        self.refusals.alias_asked.connect(self.alias_asked)
        self.currentChanged.connect(self._show_current)

    @property
    def pages(self) -> list[Any]:
        """The pages from left to right."""
        return [*self.rows.values(), self.refusals, self.claims]

    def show_places(self, places: Sequence[Place], labels: Labels, *, begin: bool = False) -> None:
        """Show what these sheets would do; to `begin` with, the tab that most wants to be seen."""
        counts = {page: page.set_places(places, labels) for page in self.pages}
        for page, count in counts.items():
            words = self.tabText(self.indexOf(page)).split(" ", maxsplit=1)[0]
            self.setTabText(self.indexOf(page), f"{words} {count:,}")
        claims = [claim for place in places for claim in place.sheet.claims]
        self.setTabText(self.indexOf(self.claims), claims_title(claims))
        self._mark(self.refusals, "warning" if counts[self.refusals] else "")
        self._mark(self.claims, "error" if failed(claims) else "")
        self._stale = set(self.pages)
        if begin:
            order = [self.refusals, self.rows["changed"], self.rows["added"], self.claims, self.rows["unchanged"]]
            first = next((page for page in order if counts[page]), self.rows["added"])
            self.setCurrentWidget(first)
        self._show_current()

    def _mark(self, page: QWidget, severity: str) -> None:
        """Mark the tab of what needs a look by a shape as well."""
        picture = QPixmap(32, 32)
        picture.setDevicePixelRatio(2)
        picture.fill(Qt.GlobalColor.transparent)
        if severity:
            painter = QPainter(picture)
            paint_mark(painter, QRectF(1, 1, 13, 13), Mark(severity, ""), tokens(self))
            painter.end()
        self.setTabIcon(self.indexOf(page), QIcon(picture) if severity else QIcon())

    def _show_current(self) -> None:
        page: Any = self.currentWidget()
        if page in self._stale:
            self._stale.discard(page)
            page.show_rows()

    def show_taken(self) -> None:
        """Show which rows are taken, after a whole sheet was left out."""
        for page in self.rows.values():
            page.show_taken()
