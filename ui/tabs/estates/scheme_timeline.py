"""The page of the schemes' timeline: stages and what is expected over the financial years, as a chart or a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted
from ui.parts.banner import Banner
from ui.parts.empty import EmptyState, begin
from ui.parts.gantt import Gantt
from ui.parts.pickers import ColumnPicker
from ui.parts.record_lines import ACKNOWLEDGED
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.tabs.estates import schemes_columns as rows
from ui.tabs.estates.scheme_pane import SchemePane
from ui.tabs.estates.scheme_timeline_rows import GROUPS, gantt_rows, specs, timeline_shown

if TYPE_CHECKING:
    from ui.window import MainWindow

VIEWS = {"chart": "Chart", "table": "Table"}
NONE_YET = "No schemes yet, so there is nothing to place in time. Import a workbook of schemes, or add them by hand."


class SchemeTimeline(QWidget):
    """View and grouping on top, the bars or the table in the middle, the chosen scheme at the side.

    The bars show the schemes that the table would: one filter holds for both.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported
        self.shown: rows.Shown | None = None
        self._wanted = ""
        self.banner, self.detail, self.gantt = Banner(), SchemePane(window), Gantt("Schemes over the financial years")
        self.gantt.chosen.connect(self._choose)
        self.gantt.activated.connect(self._open)
        self.table = RecordTable(window, "schemes timeline", specs())
        self.table.view.setAccessibleName("Timeline of schemes")
        self.table.current_changed.connect(self._choose)
        self.table.activated.connect(self._open)
        self.table.shown_changed.connect(self._draw)
        self._controls()
        self.nothing = EmptyState(NONE_YET, begin(self.window_))
        self.stack = QStackedWidget()
        for part in (self.gantt, self.table, self.nothing):
            self.stack.addWidget(part)
        sides = Sides(window.settings, "schemes timeline", [self.stack, self.detail], (1036, 306))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar, settings = self.table.bar, self.window_.settings
        kept = str(settings.value("schemes timeline/view", "chart"))
        self.view = Switch("Show as", VIEWS, kept if kept in VIEWS else "chart")
        self.view.chosen.connect(lambda view: settings.set_value("schemes timeline/view", view))
        self.view.chosen.connect(lambda _view: self._go_over())
        self.switch = Switch("Group by", GROUPS, "place")
        self.switch.chosen.connect(lambda _by: self._draw())
        bar.add(self.view)
        self.grouping = [bar.add_label("Group by", self.switch), bar.add(self.switch)]
        bar.add(ColumnPicker(self.table, "place", "All places"))
        bar.add(ColumnPicker(self.table, "kind", "All kinds"))
        bar.box.setAccessibleName("Filter the schemes")
        bar.left.connect(lambda: self.gantt.canvas.setFocus() if self.view.now == "chart" else None)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                timeline_shown,
                self._show,
                replaces=self,
                title="Reading the schemes",
            )
        self.window_.findings(self.detail.show_findings)

    def _show(self, shown: rows.Shown) -> None:
        self.shown = shown
        self._show_view()
        self.banner.show_text(_attention(shown), "amber")
        self.table.show_columns(shown.columns)
        self._go_to_wanted()
        self._choose(self._current)

    @property
    def _current(self) -> Any:
        return self.gantt.current_id if self.view.now == "chart" else self.table.current_id

    def _show_view(self) -> None:
        """The bars, the table, or what to do while there are no schemes."""
        chart = self.view.now == "chart"
        for part in self.grouping:
            part.setVisible(chart)
        there = self.shown is None or bool(self.shown.rows)
        self.stack.setCurrentWidget((self.gantt if chart else self.table) if there else self.nothing)

    def _go_over(self) -> None:
        """From the bars to the table or back, with the same scheme chosen."""
        self._show_view()
        if self.view.now == "table":
            self.table.select(self.gantt.current_id)
        else:
            self.gantt.select(self.table.current_id)

    def _draw(self) -> None:
        """The schemes that the filter leaves."""
        if self.shown is None or self.table.columns is not self.shown.columns:
            return
        held = [self.shown.rows[id_] for id_ in self.table.shown_ids]
        self.gantt.show_rows(gantt_rows(held, self.switch.now), self.shown.schemes.as_at)

    # The scheme at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a scheme by its name."""
        self._wanted = key
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        id_ = self.shown.id_of(self._wanted) if self.shown and self._wanted else None
        if id_ is not None:
            self._wanted = ""
            self.table.reveal(id_)
            self.gantt.select(id_)
            self._choose(id_)

    def _choose(self, id_: Any) -> None:
        row = self.shown.rows.get(id_) if self.shown else None
        self.detail.choose(row.name if row else "")

    def _open(self, id_: Any) -> None:
        """Go to the scheme on the board."""
        row = self.shown.rows.get(id_) if self.shown else None
        if row is not None:
            self.window_.show_record("scheme", row.name)


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
