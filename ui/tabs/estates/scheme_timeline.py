"""The page of the schemes' timeline: stages and what is expected over the financial years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted
from ui.parts.banner import Banner
from ui.parts.detail import DetailPane
from ui.parts.empty import EmptyState
from ui.parts.filter_bar import FilterBar
from ui.parts.gantt import Gantt
from ui.parts.pickers import choice
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.tabs.estates import schemes_columns as rows
from ui.tabs.estates.scheme_timeline_rows import GROUPS, gantt_rows
from ui.tabs.estates.schemes_detail import HINT, Read, read_scheme, show_scheme

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.schemes import SchemeRow
    from ui.window import MainWindow

EVERY_PLACE = "All places"
NONE_YET = "No schemes yet, so there is nothing to place in time. Import a workbook of schemes, or add them by hand."


class SchemeTimeline(QWidget):
    """What the bars are grouped by on top, the bars in the middle, the chosen scheme at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind, self.table = "scheme", None  # the schemes are exported
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._wanted = ""
        self._read: Read | None = None
        self.banner, self.detail, self.gantt = Banner(), DetailPane(HINT), Gantt("Schemes over the financial years")
        self.gantt.chosen.connect(self._choose)
        self.gantt.activated.connect(self._open)
        self._controls()
        self.nothing = EmptyState(NONE_YET, self._begin())
        self.stack = QStackedWidget()
        for part in (self.gantt, self.nothing):
            self.stack.addWidget(part)
        sides = Sides(window.settings, "schemes timeline", [self.stack, self.detail], (1036, 306))
        set_out(self, self.banner, self.bar, below=sides)

    def _begin(self) -> list[tuple[str, Any]]:
        commands = self.window_.commands
        return [] if self.window_.read_only else [("Import workbooks…", commands.import_workbooks)]

    def _controls(self) -> None:
        self.bar = FilterBar()
        self.switch = Switch("Group by", GROUPS, "place")
        self.switch.chosen.connect(lambda _by: self._draw())
        self.place = choice("Place", 16, self._draw)
        self.place.addItem(EVERY_PLACE)
        self.bar.add_label("Group by", self.switch)
        self.bar.add(self.switch)
        self.bar.add(self.place)
        self.bar.box.setAccessibleName("Filter the schemes")
        self.bar.typed.connect(lambda _text: self._draw())
        self.bar.cleared.connect(self._clear_filters)
        self.bar.left.connect(self.gantt.canvas.setFocus)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        if kinds != frozenset({"acknowledgement"}):
            self.window_.read(
                lambda connection: rows.schemes_shown(connection, "", editable=False),
                self._show,
                replaces=self,
                title="Reading the schemes",
            )
        self.window_.findings(self._keep_findings)

    def _show(self, shown: rows.Shown) -> None:
        self.shown = shown
        places = sorted({row.place for row in shown.rows.values() if row.place})
        kept = self.place.currentText()
        self.place.clear()
        self.place.addItems([EVERY_PLACE, *places])
        self.place.setCurrentIndex(max(0, self.place.findText(kept)))
        self.stack.setCurrentWidget(self.gantt if shown.rows else self.nothing)
        self.banner.show_text(_attention(shown), "amber")
        self._draw()
        self._go_to_wanted()
        self._choose(self.gantt.current_id)

    def _draw(self) -> None:
        """The schemes that the filter leaves."""
        if self.shown is None:
            return
        place, words = self.place.currentText(), self.bar.box.text().casefold().split()
        everything = list(self.shown.rows.values())
        held = [
            row
            for row in everything
            if place in (EVERY_PLACE, row.place, "") and all(word in _text(row) for word in words)
        ]
        self.gantt.show_rows(gantt_rows(held, self.switch.now), self.shown.schemes.as_at)
        self.bar.tell(len(held), len(everything), filtered=len(held) < len(everything))

    def _clear_filters(self) -> None:
        self.place.setCurrentIndex(0)
        self.bar.set_text("")

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._show_detail()

    # The scheme at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a scheme by its name."""
        self._wanted = key
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        id_ = self.shown.id_of(self._wanted) if self.shown and self._wanted else None
        if id_ is not None:
            self._wanted = ""
            if not self.gantt.select(id_):
                self._clear_filters()
                self.gantt.select(id_)
            self._choose(id_)

    def _choose(self, id_: Any) -> None:
        row = self.shown.rows.get(id_) if self.shown else None
        if row is None:
            self._read = None
            self.detail.clear(HINT)
            return
        name = row.name
        self.window_.read(lambda connection: read_scheme(connection, name), self._keep_read, replaces=(self, "detail"))

    def _keep_read(self, read: Read | None) -> None:
        self._read = read
        self._show_detail()

    def _show_detail(self) -> None:
        if self._read is not None:
            show_scheme(self.detail, self.window_, self._read, self._findings)

    def _open(self, id_: Any) -> None:
        """Go to the scheme on the board."""
        row = self.shown.rows.get(id_) if self.shown else None
        if row is not None:
            self.window_.show_record("scheme", row.name)


def _text(row: SchemeRow) -> str:
    """What the filter looks at."""
    return f"{row.name} {row.place} {row.kind} {row.stage} {row.rag} {row.owner} {row.served_by}".casefold()


def _attention(shown: rows.Shown) -> str:
    """What is late, what comes next, and of what no date is known."""
    open_ = [row for row in shown.rows.values() if not row.completed and row.stage not in ("complete", "withdrawn")]
    late = sum(row.late for row in open_)
    coming = sorted((row.expected_by, row.name) for row in open_ if row.expected_by and not row.late)
    undated = sum(not row.expected_by for row in open_)
    said = (
        f"{counted(late, 'scheme is', 'schemes are')} past the date expected" if late else "",
        f"next: {coming[0][1]}, by {show_date(coming[0][0])}" if coming else "",
        f"{counted(undated, 'scheme has', 'schemes have')} no date expected" if undated else "",
    )
    return " · ".join(filter(None, said))
