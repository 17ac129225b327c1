"""The pages of the settings: fields of declared settings, thresholds as tables, and what can be forgotten."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from blmk_desktop import recent
from blmk_desktop.rules.wording import counted
from blmk_desktop.settings import BY_NAME, SETTINGS, explained
from ui.parts.form import FieldRow
from ui.parts.labels import button, heading, label, muted
from ui.tabs.reference import Reference
from ui.theme import MODES

if TYPE_CHECKING:
    from ui.window import MainWindow

# What is red or extreme, what may be spent, how much a role may cost: tables that a committee agrees.
THRESHOLDS = (
    *("variance_band", "risk_band", "risk_appetite", "phase", "fund_cap"),
    *("arrs_role", "role_maximum", "des_rate", "resilience_weight"),
)
NAMES = 24  # letters in a line of a setting's name, if they take no more than a part of the screen
NAMES_SHARE = 7
# What of this computer is a choice, rather than how somebody left a window or a table.
CHOSEN = ("theme", "text_size", "start.first_run_done")


class Fields(QScrollArea):
    """The settings of some groups, one under another, each with what it does and what is wrong with it."""

    def __init__(self, groups: Sequence[str], values: Mapping[str, str], *, locked: bool) -> None:
        """`locked`: what belongs to the file can only be looked at."""
        super().__init__()
        self._locked = locked
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows: dict[str, FieldRow] = {}
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(4, 0, 12, 6)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(3)
        most = self.screen().availableGeometry().width() // NAMES_SHARE
        self._grid.setColumnMinimumWidth(0, min(most, NAMES * self.fontMetrics().averageCharWidth()))
        self._grid.setColumnStretch(1, 1)
        for group in groups:
            self._add_heading(group)
            for one in SETTINGS:
                if one.group == group:
                    self._add(one.name, values)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.setWidget(body)
        self._begun = self.typed

    def _add_heading(self, group: str) -> None:
        at = self._grid.rowCount()
        self._grid.addWidget(heading(group), at, 0, 1, 2)

    def _add(self, name: str, values: Mapping[str, str]) -> None:
        row = FieldRow(BY_NAME[name].field, values.get(name, ""), fixed=self._locked and BY_NAME[name].of_file)
        row.label.setWordWrap(True)
        row.help.setText(explained(name))
        row.editor.setAccessibleDescription(explained(name))
        if name == "theme" and isinstance(row.editor, QComboBox):
            row.editor.removeItem(0)
            for at in range(row.editor.count()):
                row.editor.setItemText(at, MODES[row.editor.itemData(at)])
            row.editor.setCurrentIndex(row.editor.findData(values[name]))
        elif name == "text_size" and isinstance(row.editor, QComboBox):
            row.editor.removeItem(0)
        at = self._grid.rowCount()
        self._grid.addWidget(row.label, at, 0, *((1, 1, Qt.AlignmentFlag.AlignTop) if row.is_tall else ()))
        for below, part in enumerate((row.editor, row.problem, row.help)):
            self._grid.addWidget(part, at + below, 1)
        row.help.setHidden(not explained(name))
        self._grid.setRowMinimumHeight(at + 3, 8)
        self.rows[name] = row

    @property
    def typed(self) -> dict[str, str]:
        """What stands in each field."""
        return {name: row.text for name, row in self.rows.items()}

    @property
    def changed(self) -> dict[str, str]:
        """What stands in the fields that were changed since the page was made."""
        return {name: text for name, text in self.typed.items() if text != self._begun[name]}

    def check(self) -> bool:
        """Say at each field what is wrong with it by itself; the first that is has the keys."""
        wrong = [row for name, row in self.rows.items() if name in self.changed and not row.check()]
        if wrong:
            wrong[0].editor.setFocus()
        return not wrong


def thresholds(window: MainWindow) -> Reference:
    """Bands, caps and rates as tables that are changed in place, each with its source or note."""
    page = Reference(window, THRESHOLDS)
    page.refresh(None)
    window.changed.connect(page.refresh)
    return page


class Remembered(QScrollArea):
    """What the program keeps to save work, and the button that forgets each."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(4, 0, 12, 6)
        self._column.setSpacing(6)
        self._column.addWidget(heading("What is remembered"))
        self._column.addWidget(muted("None of this is data: what was imported, entered or decided stays as it is."))
        self._offer(
            "How windows and tables stand",
            "Sizes, widths, order and sorting of columns, which page was shown.",
            "Put them back as at first",
            self.forget_looks,
        )
        self._offer("Files opened lately", "They stand in File > Recent files.", "Forget them", self.forget_recent)
        self.layouts = self._offer(
            "How columns of workbooks were matched",
            "A workbook like one that was imported before is matched at once. Undo brings it back.",
            "Forget it",
            self._forget_layouts,
        )
        self._offer(
            "The welcome of the first start",
            "How to begin, and the three steps of the main job.",
            "Show it again",
            self._welcome,
        )
        self.said = label("", wrap=True)
        self.said.setAccessibleName("What was done")
        self._column.addWidget(self.said)
        self._column.addStretch(1)
        self.setWidget(body)
        self._layouts: list[int] = []
        self._count_layouts()

    def _offer(self, name: str, detail: str, does: str, callback: Callable[[], object]) -> tuple[Any, Any]:
        words, go = label(name, wrap=True), button(does, callback)
        go.setAccessibleName(f"{does}: {name}")
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.addWidget(words, 0, 0)
        grid.addWidget(go, 0, 1)
        grid.addWidget(muted(detail), 1, 0, 1, 2)
        self._column.addLayout(grid)
        self._column.addSpacing(6)
        return words, go

    def forget_looks(self) -> None:
        """Put windows and tables back; what is a choice, as the colours are, stays."""
        settings = self.window_.settings
        for name in settings.names():
            if name not in CHOSEN:
                settings.forget(name)
        self.said.setText("Windows and tables stand as at first when they are opened next.")

    def forget_recent(self) -> None:
        """Forget the files opened lately, but for the one that is open."""
        for path in recent.recent_files(self.window_.folder):
            if self.window_.store is None or path != self.window_.store.path:
                recent.forget(self.window_.folder, path)
        self.said.setText("Only the file that is open stands among the recent ones.")

    def _count_layouts(self) -> None:
        self.layouts[1].setEnabled(False)
        if self.window_.store is not None:
            self.window_.read(_layouts, self._show_layouts, replaces=(self, "layouts"))

    def _show_layouts(self, ids: list[int]) -> None:
        if not isValid(self):
            return
        self._layouts = ids
        self.layouts[0].setText(f"How columns of workbooks were matched: {counted(len(ids), 'layout')}")
        self.layouts[1].setEnabled(bool(ids) and not self.window_.read_only)

    def _forget_layouts(self) -> None:
        from blmk_desktop import editing

        what = "Forget how columns of workbooks were matched"
        self.window_.change(lambda store: editing.remove(store, "layout_match", self._layouts, what=what))
        self.said.setText(f"{counted(len(self._layouts), 'layout')} forgotten.")
        self._count_layouts()

    def _welcome(self) -> None:
        from ui.setting_up.first_run import welcome

        welcome(self.window_)


def _layouts(connection: Any) -> list[int]:
    from blmk_desktop.records.kinds import RECORDS
    from blmk_desktop.records.rows import all_rows

    names, rows = all_rows(connection, RECORDS["layout_match"])
    return [row[names.index("id")] for row in rows]
