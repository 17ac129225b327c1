"""The welcome of the first start: how to begin, who works here, and the three steps of the main job."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from blmk_desktop.user import User, logged_on, user
from ui.parts.labels import button, card, heading, label, link, muted, title

if TYPE_CHECKING:
    from ui.window import MainWindow

DONE = "start.first_run_done"
WIDTH = 140  # letters of three cards beside one another; where there is no room for that they stand below
AROUND = 36  # pixels of margins beside and under the cards
FRAME = 60  # pixels of a screen that are left for a window's frame

# What the job is, in three steps, and the page of the guide that tells more.
STEPS = (
    (
        "Import",
        "Bring in the register and the returns as they came. Nothing is written before you have seen it.",
        "import",
    ),
    (
        "Look at what disagrees",
        "Every figure is checked against every other. Accept, with a reason, what is right.",
        "findings",
    ),
    (
        "Make the papers",
        "The committee's papers come from the figures, with footnotes where a source was wrong.",
        "papers",
    ),
)


class Welcome(QDialog):
    """Three ways to begin; two fields; three steps. Whatever is chosen, it is not shown again by itself."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Welcome")
        room = self.screen().availableGeometry()
        wide = WIDTH * self.fontMetrics().averageCharWidth()
        self.beside = len(STEPS) if wide <= room.width() - FRAME else 1  # cards in a row
        known = user(window.folder)
        self.name, self.role = QLineEdit(known.name), QLineEdit(known.role)
        self.name.setPlaceholderText(logged_on())
        self.role.setPlaceholderText("For example: Contract manager")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setSpacing(10)
        column.addWidget(title("Welcome to BLMK Primary Care"))
        column.addWidget(muted("Everything stays on this computer, in one file. What you do can be taken back."))
        column.addWidget(heading("How do you want to begin?"))
        column.addLayout(self._ways())
        column.addWidget(heading("Who works here?"))
        column.addLayout(self._who())
        column.addWidget(heading("The main job, in three steps"))
        column.addLayout(self._steps())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        ends = QHBoxLayout()
        ends.addWidget(link("Read the guide", partial(self._guide, "")))
        ends.addStretch(1)
        ends.addWidget(button("Look around first", self.accept))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.addWidget(area, 1)
        whole.addLayout(ends)
        wide = min(wide, room.width() - FRAME)
        others = whole.sizeHint().height() - area.sizeHint().height() + AROUND
        self.resize(wide, min(body.heightForWidth(wide - AROUND) + others, room.height() - FRAME))
        self.ways[0].setFocus()

    def _ways(self) -> QGridLayout:
        commands = self.window_.commands
        ways = (
            (
                "Start with the BLMK example",
                "Practices, networks, plans, risks and papers as published in 2022.",
                commands.load_demo,
            ),
            (
                "Import your register",
                "The workbook or national file of your practices and networks.",
                commands.import_workbooks,
            ),
            ("Open a file", "A data file (.blmk) that somebody has made already.", commands.open),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        self.ways = []
        for at, (words, detail, does) in enumerate(ways):
            way = button(words, partial(self._begin, does), primary=at == 0)
            way.setAccessibleDescription(detail)
            self.ways.append(way)
            self._place(grid, _card(way, muted(detail)), at)
        return grid

    def _who(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, (words, field) in enumerate((("Your name", self.name), ("Your role", self.role))):
            said = label(words)
            said.setBuddy(field)
            field.setAccessibleName(words)
            row, column = divmod(2 * at, 2 * min(2, self.beside))
            grid.addWidget(said, row, column)
            grid.addWidget(field, row, column + 1)
            grid.setColumnStretch(column + 1, 1)
        grid.addWidget(muted("Both stand in the history beside what you change. Settings has them too."), 2, 0, 1, -1)
        return grid

    def _steps(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, (words, detail, page) in enumerate(STEPS):
            head = link(f"{at + 1}. {words}", partial(self._guide, page))
            self._place(grid, _card(head, muted(detail)), at)
        return grid

    def _place(self, grid: QGridLayout, part: QWidget, at: int) -> None:
        grid.addWidget(part, at // self.beside, at % self.beside)
        grid.setColumnStretch(at % self.beside, 1)

    def _begin(self, does: Callable[[], object]) -> None:
        self.accept()
        does()

    def _guide(self, page: str) -> None:
        from ui.guide.window import open_guide

        open_guide(self.window_, page, over=self)

    def done(self, result: int) -> None:
        """Keep who works here, and that the welcome was seen."""
        from ui.setting_up.dialog import keep_user

        given = User(self.name.text().strip(), self.role.text().strip())
        if given != user(self.window_.folder):
            keep_user(self.window_, given)
        self.window_.settings.set_value(DONE, True)
        super().done(result)


def _card(*parts: QWidget) -> QWidget:
    """A card whose parts stand at its top, however high its neighbours are."""
    column = QVBoxLayout()
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return card(column)


def offer(window: MainWindow) -> None:
    """Show the welcome as soon as the first file is open."""
    window.file_opened.connect(lambda: welcome(window), Qt.ConnectionType.SingleShotConnection)


def welcome(window: MainWindow) -> Welcome:
    """Show the welcome over the window."""
    dialog = Welcome(window)
    dialog.open()
    return dialog
