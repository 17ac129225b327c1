"""The window of a cross-table. Whatever is chosen is worked out at once; what came of it can be kept as a view."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from blmk_desktop.errors import UserError
from blmk_desktop.periods import show_date, today
from blmk_desktop.rules.cross_table import HOW, Asked
from ui.cross_table.pickers import Conditions, Fields, find
from ui.cross_table.result import Result, bars, read, starting, totals
from ui.parts.banner import Banner
from ui.parts.chart_below import ChartBelow, RowBars
from ui.parts.flow import Flow
from ui.parts.labels import button, label, sentence
from ui.parts.pickers import AsAt, names
from ui.parts.table import RecordTable
from ui.plan.own_window import OwnWindow

if TYPE_CHECKING:
    from ui.window import MainWindow

FIRST = "practice"
VIEW = "cross-table"  # what views of it are kept under
EMPTY = "Nothing to add up: no record meets the conditions."


class CrossTableWindow(OwnWindow):
    """What it is of, rows, columns, measure and conditions above; the table and its bars below."""

    def __init__(self, window: MainWindow, asked: Asked | None, of: str) -> None:
        super().__init__(window, "cross-table")
        self.asked = asked or Asked(of)
        self.shown: Result | None = None
        self.setWindowTitle("Cross-table")
        self.said_first, self.banner = sentence(""), Banner()
        self.of = names("What it is of", 24, self._of_another)
        self.rows, self.columns = Fields("Rows"), Fields("Columns")
        self.how, self.measure = names("What is worked out", 8, self._again), names("Figure", 16, self._again)
        self.as_at, self.conditions = AsAt(), Conditions()
        self.table = RecordTable(window, "cross-table", [])
        self.table.totals = "Total of {shown} shown"
        self.table.set_empty(EMPTY)
        self.chart = RowBars(self.table, overlaid=False)
        self.below = ChartBelow("cross-table", self.table, self.chart, (3, 2), "Bars for the rows of the table")
        self._compose()
        self._connect()
        if asked is None:
            window.read(lambda connection: starting(connection, of), self.while_open(self._begin))
        else:
            self._begin(asked)

    def _compose(self) -> None:
        first, second = Flow(), Flow()
        labelled = (("O&f", self.of), ("&Rows", self.rows), ("&Columns", self.columns), ("S&how", self.how))
        for words, box in labelled:
            first.add(self._label(words, box))
            first.add(box)
        first.add(self.measure)
        self.when = self._label("As &at", self.as_at)
        for part in (self.when, self.as_at, button("S&wap rows and columns", self.swap)):
            first.add(part)
        for part in (self.conditions, self.below.button, button("&Save this view…", self.keep)):
            second.add(part)
        for how, words in HOW.items():
            self.how.addItem(words, how)
        self.conditions.more.setToolTip("Only the records that meet a condition, as in the filter of a column")
        column = QVBoxLayout(self)
        for part in (first, second, self.banner, self.said_first):
            column.addWidget(part)
        self.body = self.below.whole()
        column.addWidget(self.body, 1)
        self.table.view.setAccessibleName("Cross-table")

    @staticmethod
    def _label(words: str, box: Any) -> Any:
        made = label(words, "muted")
        made.setBuddy(getattr(box, "boxes", [getattr(box, "box", box)])[0])
        return made

    def _connect(self) -> None:
        for fields in (self.rows, self.columns, self.conditions):
            fields.changed.connect(self._again)
        self.as_at.changed.connect(lambda _day: self._again())
        self.table.shown_changed.connect(self._draw)
        self.table.current_changed.connect(self.chart.select_row)
        self.table.activated.connect(self._open)
        self.below.asked.connect(self._draw)
        self.window_.changed.connect(self._changed)  # a method: Qt lets go of it with this window
        self.window_.file_opened.connect(self.close)

    # What is asked for

    def _begin(self, asked: Asked) -> None:
        """Show what was kept, or what a kind begins with."""
        self.asked = asked
        if not self.of.count():
            for name, words in _kinds():
                self.of.addItem(words, name)
        find(self.of, asked.of)
        self._read()

    def _of_another(self) -> None:
        of = str(self.of.currentData())
        self.window_.read(lambda connection: starting(connection, of), self.while_open(self._begin), replaces=self)

    def _again(self) -> None:
        """Read what is chosen, and work it out."""
        measure = str(self.measure.currentData() or "")
        how = str(self.how.currentData() or "count")
        self.asked = replace(
            self.asked,
            rows=self.rows.chosen,
            columns=self.columns.chosen,
            measure=measure if how != "count" else "",
            how=how,
            where=self.conditions.chosen,
            as_at="" if self.as_at.is_today else self.as_at.day,
        )
        self._read()

    def swap(self) -> None:
        """Put the rows across, and the columns down."""
        self.asked = replace(self.asked, rows=self.asked.columns, columns=self.asked.rows)
        self._read()

    @property
    def state(self) -> dict[str, Any]:
        """What a view keeps of it."""
        return self.asked.state()

    def what_was_chosen(self) -> list[tuple[str, str]]:
        """All of it in words, for what is exported or printed."""
        found = self.shown.found if self.shown else None
        if found is None:
            return []
        labels = {axis.name: axis.label for axis in found.source.axes}
        only = "; ".join(f"{labels[name]}: {typed}" for name, typed in found.asked.where.items())
        day = show_date(found.asked.as_at or today()) if not self.as_at.isHidden() else ""
        told = (("Cross-table of", found.title), ("Only where", only), ("As at", day), ("Note", " ".join(found.notes)))
        return [(what, words) for what, words in told if words]

    def keep(self) -> None:
        """Ask for a name, and keep it as a view."""
        from ui.views.saved import ask_and_save

        ask_and_save(self.window_, VIEW, json.dumps(self.state))

    def _changed(self, _kinds: object) -> None:
        self._read()

    # What came of it

    def _read(self) -> None:
        asked = self.asked
        self.window_.read(
            lambda connection: read(connection, asked),
            self.while_open(self._show),
            on_error=self.while_open(self._refuse),
            title="Adding up",
            replaces=self,
        )

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.banner.show_text(str(error.args[0]), "red")
        self.said_first.setText("")
        self.body.hide()  # it is of what was asked for before
        for part in (self.when, self.as_at):
            part.show()  # another day may have what this one has not

    def _show(self, result: Result) -> None:
        self.shown, found = result, result.found
        self._offer(result)
        self.body.show()
        self.said_first.setText(found.title)
        self.table.view.setAccessibleName(found.title)
        self.banner.show_text("\n".join(found.notes), "amber")
        self.table.total_of = totals(found)
        self.table.show_columns(result.columns, result.name)
        self._draw()

    def _offer(self, result: Result) -> None:
        """Let the boxes offer what there is for this kind, and have what is shown."""
        asked = result.found.asked
        self.rows.offer(result.axes, asked.rows)
        self.columns.offer(result.axes, asked.columns)
        if self.conditions.chosen != asked.where:
            self.conditions.offer(result.axes, asked.where)
        self.conditions.follow(result.axes)
        now = self.measure.currentData() or asked.measure
        self.measure.clear()
        for one in result.measures:
            self.measure.addItem(one.label, one.name)
        find(self.measure, asked.measure or now)
        find(self.how, asked.how)
        self.how.setEnabled(bool(result.measures))
        self.measure.setVisible(asked.how != "count" and bool(result.measures))
        for part in (self.when, self.as_at):
            part.setVisible(result.dated)

    def _draw(self) -> None:
        if self.shown is None or self.table.columns is not self.shown.columns:
            return
        shown = self.table.shown()
        found = self.shown.found
        rows, series = bars(found, shown)
        drawn = any(value is not None for one in series for value in one.values)
        if self.below.offer(there=drawn):
            self.chart.show_rows(found.title, rows, series, found.measure.unit or self.chart.chart.unit)

    def _open(self, at: Any) -> None:
        """Go to the practice, network or other record that a row is of."""
        found = self.shown.found if self.shown else None
        if found is None or not found.rows:
            return
        axis, key = found.rows[0], found.crossed.rows[at][0]
        kind = axis.field.refers_to or (found.source.name if axis.name in {"code", "name", "reference"} else "")
        if kind and key:
            self.window_.show_record(kind, str(key))
            self.window_.activateWindow()


def _kinds() -> list[tuple[str, str]]:
    """What there is to cross: the kinds of record, then the computed tables."""
    from blmk_desktop.computed.tables import SUMMARIES
    from blmk_desktop.rules.wording import kind_in_words
    from blmk_desktop.summaries.cross_fields import record_sources

    records = sorted(((name, one.label) for name, one in record_sources().items()), key=lambda one: one[1].casefold())
    return [*records, *((name, f"Table: {kind_in_words(name)}") for name in SUMMARIES)]


def open_cross_table(
    window: MainWindow, of: str = "", state: Mapping[str, Any] | None = None
) -> CrossTableWindow | None:
    """Open one: as it was kept, else of a kind, else of what the tab in front shows."""
    if window.store is None:
        return None
    from blmk_desktop.summaries.cross_fields import record_sources

    here = of or getattr(window.current, "kind", "")
    asked = Asked.of_state(state) if state else None
    made = CrossTableWindow(window, asked, here if here in record_sources() else of or FIRST)
    made.show()
    return made


def open_saved(window: MainWindow, state: str) -> CrossTableWindow | None:
    """Open a view of a cross-table that was kept, from its JSON."""
    return open_cross_table(window, state=json.loads(state))
