"""A box for numbers that networks or the ICB send: a column from Excel, read line by line, and kept as one change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from blmk_desktop.records.networks import PAYMENT_BASES
from blmk_desktop.rules.wording import counted
from ui.parts.labels import button, label, muted, sentence

if TYPE_CHECKING:
    from blmk_desktop.acts.payment_numbers import PastedLine
    from ui.window import MainWindow

SHOWN = 6  # lines that cannot be taken, before the rest is only counted
WAIT = 200  # milliseconds after the last key


class EnterNumbers(QDialog):
    """What the numbers are of, room to paste, and what was understood."""

    def __init__(self, window: MainWindow, year: str, basis: str) -> None:
        super().__init__(window)
        self.window_, self.year = window, year
        self.lines: list[PastedLine] = []
        self.setWindowTitle("Enter numbers")
        self.basis = QComboBox()
        self.basis.setAccessibleName("Number of")
        for one in PAYMENT_BASES:
            self.basis.addItem(f"{one}s".capitalize(), one)
        self.basis.setCurrentIndex(self.basis.findData(basis))
        self.box = QPlainTextEdit()
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName("Networks and their numbers")
        self.box.setPlaceholderText("Crown PCN\t48,210\nU49574\t51,377")
        self.told = label("", wrap=True)
        self.keep = button("Keep the numbers", self.save, primary=True)
        self.keep.setEnabled(False)
        self._waiting = QTimer(self, singleShot=True, interval=WAIT)
        self._waiting.timeout.connect(self.read)
        self.box.textChanged.connect(self._waiting.start)
        self._assemble()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(sentence(f"Enter numbers for the network payments of {self.year}"))
        about = "One line for each network: its name or code, and the number. Copy the two columns from Excel."
        column.addWidget(muted(f"{about} The order does not matter; headings and totals are left out."))
        row = QHBoxLayout()
        number = label("Number of")
        number.setBuddy(self.basis)
        row.addWidget(number)
        row.addWidget(self.basis)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.box, 1)
        column.addWidget(self.told)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(button("Cancel", self.reject))
        ends.addWidget(self.keep)
        column.addLayout(ends)
        self.resize(560, 480)

    def read(self) -> None:
        """Read what was pasted, and say what was understood."""
        text = self.box.toPlainText()

        def fetch(connection: Any) -> list[PastedLine]:
            from blmk_desktop.acts.payment_numbers import read_pasted

            return read_pasted(connection, text)

        self.window_.read(fetch, self._tell, replaces=self)

    def _tell(self, lines: list[PastedLine]) -> None:
        self.lines = lines
        wrong = [f"{line.problem}." for line in lines if line.problem]
        taken = len(lines) - len(wrong)
        said = [f"{counted(taken, 'network')} understood."] if lines else []
        said += [f"Left out: {one}" for one in wrong[:SHOWN]]
        said += [f"… and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
        self.told.setText("\n".join(said))
        self.keep.setEnabled(taken > 0)
        self.keep.setText(f"Keep {counted(taken, 'number')}" if taken else "Keep the numbers")

    def save(self) -> None:
        """Keep what was understood, as one change."""
        from blmk_desktop.acts.payment_numbers import enter_numbers, taken

        numbers = taken(self.lines, str(self.basis.currentData()))
        self.accept()
        self.window_.change(enter_numbers, self.year, numbers, kinds={"payment_basis"})
