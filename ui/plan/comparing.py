"""Two versions of a network's plan side by side: what changed in a sentence, what both come to, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from blmk_desktop.acts.plans import KINDS, ComparedLine, compared_lines, total_rows, what_changed
from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import MONEY
from blmk_desktop.records.returns import PLAN_LINE
from blmk_desktop.rules.plan_versions import COMPARED
from ui.parts.labels import button, label, sentence, title
from ui.parts.table import Mark, RecordTable
from ui.plan.own_window import OwnWindow

if TYPE_CHECKING:
    from blmk_desktop.summaries.plan_versions import PlanComparison
    from ui.window import MainWindow

TONES = {KINDS["changed"]: "amber", KINDS["added"]: "green", KINDS["removed"]: "red"}
MOST_TOTALS = 9  # lines, beyond which they scroll
WIDTHS = {"role": 28, "post": 16, "wte": 16, "start": 32, "end": 32, "note": 18}
ALWAYS = ("role", "post", "note")
COSTS = {"cost_before": "Cost before", "cost_after": "Cost after", "more": "Costs more", "less": "Costs less"}
LABELS = {"start": "Start", "end": "Leaving", "salary": "Salary of 1 WTE £"}


def _specs(changed: frozenset[str] = frozenset()) -> list[ColumnSpec]:
    """The columns; those in which something changed have room for 'was → is' and its mark."""
    texts = {
        name: ColumnSpec(
            name=name,
            label=LABELS.get(name, PLAN_LINE.by_name[name].label),
            width=WIDTHS.get(name, 0) if name in changed or name in ALWAYS else 0,
        )
        for name in ("line", *COMPARED)
    }
    costs = [ColumnSpec.figure(name, words, MONEY) for name, words in COSTS.items()]
    kind = ColumnSpec(name="kind", label="Change", tones=TONES)
    first = [texts.pop(name) for name in ("line", "role", "wte", "start", "end")]
    return [first[0], kind, *first[1:], *costs, *texts.values()]


@dataclass(frozen=True)
class Found:
    """What was read: the labels of all versions, the two that are shown, and their lines."""

    name: str
    labels: list[str]
    first: int
    second: int
    comparison: PlanComparison | None = None


def read(connection: Any, pcn: str, first: str, second: str) -> Found:
    """Compare two versions by their labels; those that are not there are the last but one, and the last."""
    from blmk_desktop.rules.wording import in_words
    from blmk_desktop.summaries.one_plan import all_versions
    from blmk_desktop.summaries.plan_versions import compare_versions
    from blmk_desktop.summaries.register import pcns

    name = next((in_words(network.name) for network in pcns(connection) if network.code == pcn), pcn)
    versions = all_versions(connection, pcn)
    labels = [version.label for version in versions]
    if len(versions) < 2:
        return Found(name, labels, 0, 0)
    after = labels.index(second) if second in labels else len(labels) - 1
    before = labels.index(first) if first in labels else max(0, after - 1)
    return Found(name, labels, before, after, compare_versions(connection, versions[before], versions[after], pcn))


class Comparing(OwnWindow):
    """The window. `compare` opens it."""

    def __init__(self, window: MainWindow, pcn: str, first: str, second: str) -> None:
        super().__init__(window, "plan comparison")
        self.pcn, self.found = pcn, None
        self.lines: list[ComparedLine] = []
        self.setWindowTitle(f"Two versions of the plan of {pcn}")
        self.title, self.sentence = title(""), sentence("")
        self.first, self.second = QComboBox(), QComboBox()
        self.only = QCheckBox("&Only what changed")
        self.only.setChecked(bool(window.settings.value("plan comparison/only", True)))
        self.table = RecordTable(window, "plan comparison", _specs())
        self.table.view.setAccessibleName("Lines of both versions")
        self.table.totals = "Total of {shown} lines"
        self._totals, self._area = QGridLayout(), QScrollArea()
        self.cells: list[QLabel] = []
        self._compose()
        self._read(first, second)
        window.changed.connect(self._changed)  # a method: Qt lets go of it with this window
        window.file_opened.connect(self.close)

    def _compose(self) -> None:
        for box, name in ((self.first, "Compare"), (self.second, "with")):
            box.setAccessibleName("The earlier version" if box is self.first else "The later version")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(lambda _at: self._again())
            self.table.bar.add_label(name, box)
            self.table.bar.add(box)
        self.only.toggled.connect(self._only)
        self.table.bar.add(self.only)
        self.table.bar.add(button("&Export…", self.ask_and_export))
        self._totals.setHorizontalSpacing(20)
        self._totals.setVerticalSpacing(2)
        self._totals.setColumnMinimumWidth(4, 20)
        self._totals.setColumnStretch(9, 1)
        inside = QWidget()
        inside.setLayout(self._totals)
        self._totals.setContentsMargins(0, 0, 0, 0)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("What both versions come to")
        self._area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        for part in (self.title, self.sentence):
            column.addWidget(part)
        column.addWidget(self._area)
        column.addWidget(self.table, 1)
        self.table.view.setFocus()
        QShortcut(QKeySequence("Ctrl+C"), self).activated.connect(self.table.copy)
        QShortcut(QKeySequence("Ctrl+Shift+C"), self).activated.connect(lambda: self.table.copy(headings=True))

    def _changed(self, _kinds: object) -> None:
        self._again()

    def _again(self) -> None:
        self._read(self.first.currentText(), self.second.currentText())

    def _read(self, first: str, second: str) -> None:
        self.window_.read(
            lambda connection: read(connection, self.pcn, first, second),
            self.while_open(self._show),
            replaces=self,
            title="Comparing two plans",
        )

    def _show(self, found: Found) -> None:
        words = f"{found.name}: two versions of its plan"
        self.setWindowTitle(words)
        self.title.setText(words)
        for box, at in ((self.first, found.first), (self.second, found.second)):
            box.clear()
            box.addItems(found.labels)
            box.setCurrentIndex(at)
        comparison = found.comparison
        self.lines = compared_lines(comparison) if comparison else []
        none = "There is only one version of this plan so far." if found.labels else "There is no plan of this network."
        self.sentence.setText(what_changed(comparison) if comparison else none)
        self.table.set_empty(none)
        self._show_totals(comparison)
        self._show_lines()

    def _show_totals(self, comparison: PlanComparison | None) -> None:
        for cell in self.cells:
            cell.deleteLater()
        self.cells = []
        if comparison is None:
            return
        head = ("", comparison.before.label, comparison.after.label, "Difference")
        totals, roles = total_rows(comparison)
        self._fill(0, [head, *totals])
        if roles:
            self._fill(5, [("At year end", "Before → after", "Difference"), *roles])
        lines = min(max(len(totals), len(roles)) + 1, MOST_TOTALS)
        self._area.setFixedHeight(lines * (self.fontMetrics().height() + 3) + 6)

    def _fill(self, left: int, rows: Sequence[tuple[str, ...]]) -> None:
        """A little table, from a column of the grid on."""
        for row, texts in enumerate(rows):
            for at, text in enumerate(texts):
                cell = label(text, "muted" if not (row and at) else "")
                cell.setAlignment(Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag.AlignLeft)
                cell.setAccessibleName(f"{texts[0]}, {rows[0][at]}: {text}" if row and at else text)
                self._totals.addWidget(cell, row, left + at)
                self.cells.append(cell)

    def _show_lines(self) -> None:
        shown = [line for line in self.lines if line.kind != "same" or not self.only.isChecked()]
        if self.lines and not shown:
            self.table.set_empty("No line changed.")
        self.table.show_columns(_columns(shown))
        marks = {}
        for line in shown:
            for name, was in line.was.items():
                what = PLAN_LINE.by_name[name].label
                marks[line.id, name] = Mark("note", f"{what} was {was or 'blank'}.")
        self.table.set_marks(marks)

    def _only(self, on: bool) -> None:
        self.window_.settings.set_value("plan comparison/only", on)
        self._show_lines()

    def ask_and_export(self) -> None:
        """Ask where, and write the lines as shown."""
        name, _ = QFileDialog.getSaveFileName(
            self, "Export", f"{self.pcn} plan compared.xlsx", "Excel workbook (*.xlsx);;Comma-separated values (*.csv)"
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write the lines as shown to a workbook, in a worker."""
        shown = self.table.shown_records()

        def writing() -> None:
            from blmk_desktop.export import write_table

            write_table("Plan compared", *shown, path)

        told = self.while_open(lambda _: self.say(f"Exported to {path}."))
        self.window_.run(writing, told, title=f"Exporting to {path.name}")


def _columns(lines: list[ComparedLine]) -> Columns:
    rows = [
        {
            **line.texts,
            "id": line.id,
            "kind": KINDS[line.kind],
            "cost_before": line.cost_before,
            "cost_after": line.cost_after,
            "more": max(0, line.difference) or None,
            "less": max(0, -line.difference) or None,
        }
        for line in lines
    ]
    specs = _specs(frozenset(name for line in lines for name in line.was))
    said = {name for name in COMPARED if any(line.texts[name] for line in lines)} | {"role", "wte"}
    return columns_of([spec for spec in specs if spec.name not in COMPARED or spec.name in said], rows)


def compare(window: MainWindow, pcn: str, version_a: str = "", version_b: str = "") -> Comparing:
    """Open two versions of a network's plan side by side. Versions are named by their labels: a round's name for the
    plan that it has now. Without names, the last two.
    """
    opened = Comparing(window, pcn, version_a, version_b)
    opened.show()
    return opened
