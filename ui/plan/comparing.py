"""Two versions of a network's plan side by side: what changed in a sentence, what both come to, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QGridLayout, QLabel, QVBoxLayout

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.plan_changes import KINDS, ComparedLine, compared_lines, total_rows, what_changed
from blmk_desktop.records.declaration import MONEY, Type
from blmk_desktop.records.returns import PLAN_LINE
from blmk_desktop.rules.plan_versions import COMPARED
from ui.parts.labels import button, label, sentence, title
from ui.parts.table import Mark, RecordTable
from ui.plan.own_window import OwnWindow

if TYPE_CHECKING:
    from blmk_desktop.summaries.plan_versions import PlanComparison
    from ui.window import MainWindow

TONES = {KINDS["changed"]: "amber", KINDS["added"]: "green", KINDS["removed"]: "red"}
WIDTHS = {"role": 28, "post": 16, "note": 18}


def _specs() -> list[ColumnSpec]:
    texts = [
        ColumnSpec(name=name, label=PLAN_LINE.by_name[name].heading, width=WIDTHS.get(name, 0))
        for name in ("line", *COMPARED)
    ]
    costs = [
        ColumnSpec(name=name, label=words, type=Type.FIGURE, unit=MONEY, total=True)
        for name, words in (("cost_before", "Cost before"), ("cost_after", "Cost after"), ("difference", "Difference"))
    ]
    kind = ColumnSpec(name="kind", label="Change", tones=TONES)
    return [texts[0], kind, *texts[1:-1], *costs, texts[-1]]


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
    from blmk_desktop.summaries import pcns
    from blmk_desktop.summaries.one_plan import all_versions
    from blmk_desktop.summaries.plan_versions import compare_versions

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
        self._totals = QGridLayout()
        self.cells: list[QLabel] = []
        self._compose()
        self._read(first, second)
        window.changed.connect(lambda _kinds: self._again())
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
        self._totals.setHorizontalSpacing(24)
        self._totals.setVerticalSpacing(2)
        self._totals.setColumnStretch(4, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        for part in (self.title, self.sentence):
            column.addWidget(part)
        column.addLayout(self._totals)
        column.addWidget(self.table, 1)
        QShortcut(QKeySequence("Ctrl+C"), self).activated.connect(self.table.copy)
        QShortcut(QKeySequence("Ctrl+Shift+C"), self).activated.connect(lambda: self.table.copy(headings=True))

    def _again(self) -> None:
        self._read(self.first.currentText(), self.second.currentText())

    def _read(self, first: str, second: str) -> None:
        self.window_.read(
            lambda connection: read(connection, self.pcn, first, second),
            self._show,
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
        for row, texts in enumerate([head, *total_rows(comparison)]):
            for at, text in enumerate(texts):
                cell = label(text, "muted" if not (row and at) else "")
                cell.setAlignment(Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag.AlignLeft)
                cell.setAccessibleName(f"{texts[0]}, {head[at]}: {text}" if row and at else text)
                self._totals.addWidget(cell, row, at)
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

        self.window_.run(writing, lambda _: self.window_.say(f"Exported to {path}."), title=f"Exporting to {path.name}")


def _columns(lines: list[ComparedLine]) -> Columns:
    rows = [
        {
            **line.texts,
            "id": line.id,
            "kind": KINDS[line.kind],
            "cost_before": line.cost_before,
            "cost_after": line.cost_after,
            "difference": line.difference or None,
        }
        for line in lines
    ]
    return columns_of(_specs(), rows)


def compare(window: MainWindow, pcn: str, version_a: str = "", version_b: str = "") -> Comparing:
    """Open two versions of a network's plan side by side. Versions are named by their labels: a round's name for the
    plan that it has now. Without names, the last two.
    """
    opened = Comparing(window, pcn, version_a, version_b)
    opened.show()
    return opened
