"""What is asked about a risk: its new score, its three parts, a review, another level, why it is closed, an action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit

from blmk_desktop.periods import show_date, today
from ui.parts.asking import Asking
from ui.parts.day_field import DayField
from ui.parts.heat_cells import IMPACTS, LIKELIHOODS, MOST, Cell
from ui.parts.reason import ReasonBox
from ui.tabs.risks.risk_register_columns import banding

if TYPE_CHECKING:
    from blmk_desktop.rules.risk_scores import Band
    from blmk_desktop.summaries.risks import Mark, RiskRow
    from ui.window import MainWindow

CHANGED = frozenset({"risk", "risk_score", "risk_action", "risk_review", "risk_escalation"})


class Rescore(Asking):
    """A score from a day, with the reason; what it is now, and what it would be, is said above."""

    def __init__(self, window: MainWindow, row: RiskRow, bands: list[Band], kind: str, to: Cell | None = None) -> None:
        """`to`: the likelihood and impact to begin with; where it stands, if not given."""
        which = {"current": "", "inherent": " before controls", "target": " as aimed at"}[kind]
        super().__init__(window, f"Score {row.reference}{which}", row.title, "Score")
        self.window_, self.row, self._kind, self._band_of = window, row, kind, banding(bands)
        mark: Mark | None = {"current": row.current, "inherent": row.inherent, "target": row.target}[kind]
        self.now = (mark.score.likelihood, mark.score.impact) if mark else None
        begin = to or self.now or (3, 3)
        self.likelihood, self.impact = _scale("Likelihood", LIKELIHOODS, begin[0]), _scale("Impact", IMPACTS, begin[1])
        self.day = DayField("From", today(), "The day from which the score holds", required=True)
        self.reason = ReasonBox("Reason", "two practices have handed back their contract")
        self.reason.confirmed.connect(self.go.click)
        self.reason.textChanged.connect(self._tell)
        self.add("Likelihood", self.likelihood)
        self.add("Impact", self.impact)
        self.add("From", self.day)
        self.add("Reason", self.reason, tall=True)
        for box in (self.likelihood, self.impact):
            box.currentIndexChanged.connect(lambda _at: self._tell())
        self._about = row.title
        self._tell()
        self.reason.setFocus()

    @property
    def to(self) -> Cell:
        """The likelihood and impact that are chosen."""
        return self.likelihood.currentData(), self.impact.currentData()

    def words(self, cell: Cell) -> str:
        """A score with its band: 12 high (3 × 4)."""
        score = cell[0] * cell[1]
        return f"{score} {self._band_of(score)[0]}".strip() + f" ({cell[0]} × {cell[1]})"

    def _tell(self) -> None:
        was = f"From {self.words(self.now)} to" if self.now else "Scored for the first time:"
        said = f"It stays at {self.words(self.to)}." if self.to == self.now else f"{was} {self.words(self.to)}."
        self.detail.setText(f"{self._about}\n{said}")
        self.go.setEnabled(bool(self.reason.words) and self.to != self.now)

    def do(self) -> bool:
        """Keep it."""
        from blmk_desktop.acts.risks import rescore

        change = partial(rescore, kind=self._kind, on=self.day.day or "")
        self.window_.change(change, self.row.reference, *self.to, self.reason.words, kinds=CHANGED, raises=True)
        return True


class ThreeParts(Asking):
    """The three parts of a risk's sentence, to be corrected and confirmed."""

    def __init__(self, window: MainWindow, row: RiskRow, left: int = 0) -> None:
        """`left`: how many more are to be confirmed after it."""
        words = "As the register writes it: " + row.statement if row.statement else ""
        more = f" ({left:,} more after it)" if left else ""
        super().__init__(
            window, f"{row.reference} in three parts{more}", words, "Confirm and go on" if left else "Confirm"
        )
        self.window_, self.row = window, row
        examples = ("few doctors are trained here", "posts stay open", "patients wait longer")
        self.parts = {
            name: ReasonBox(label, example) for (name, label), example in zip(_PARTS.items(), examples, strict=True)
        }
        for name, box in self.parts.items():
            box.setPlainText(getattr(row, name))
            box.setMinimumHeight(3 * box.fontMetrics().height() + 12)
            box.confirmed.connect(self.go.click)
            self.add(_PARTS[name], box, tall=True)
        self.parts["event"].textChanged.connect(self._tell)
        self._tell()
        self.widen(96)

    def _tell(self) -> None:
        self.go.setEnabled(bool(self.parts["event"].words))

    def do(self) -> bool:
        """Keep them."""
        from blmk_desktop.acts.risks import confirm_statement
        from blmk_desktop.rules.risk_statement import Statement

        parts = Statement(**{name: box.words for name, box in self.parts.items()})
        self.window_.change(confirm_statement, self.row.reference, parts, kinds=CHANGED, raises=True)
        return True


def confirm_each(window: MainWindow, rows: Sequence[RiskRow]) -> ThreeParts | None:
    """Ask for the three parts of these risks one after another; Cancel leaves the rest as it is."""
    if not rows:
        return None
    dialog = ThreeParts(window, rows[0], len(rows) - 1)
    dialog.accepted.connect(lambda: confirm_each(window, rows[1:]))
    dialog.open()
    return dialog


_PARTS = {"cause": "Because", "event": "There is a risk that", "effect": "Which may lead to"}


class Review(Asking):
    """A risk was looked at: when, by whom, what was found, and when it is to be looked at again."""

    def __init__(self, window: MainWindow, row: RiskRow) -> None:
        super().__init__(window, f"Review of {row.reference}", row.title, "Note the review")
        self.window_, self.row = window, row
        self.day = DayField("On", today(), required=True)
        self.by, self.note = QLineEdit(), ReasonBox("What was found", "controls hold, the score stays")
        self.by.setAccessibleName("By")
        self.by.setPlaceholderText("A role or a meeting")
        self.note.confirmed.connect(self.go.click)
        self.next = DayField("Next review", "", "When it is to be looked at again; blank: as its cycle says")
        for name, field in (("On", self.day), ("By", self.by), ("Next review", self.next)):
            self.add(name, field)
        self.add("What was found", self.note, tall=True)

    def do(self) -> bool:
        """Keep it."""
        from blmk_desktop.acts.risks import review

        change = partial(
            review,
            on=self.day.day or "",
            by=self.by.text(),
            note=self.note.words,
            next_review=self.next.day or "",
        )
        self.window_.change(change, self.row.reference, kinds=CHANGED, raises=True)
        return True


class Escalate(Asking):
    """Another level for a risk, up or down, with the reason."""

    def __init__(self, window: MainWindow, row: RiskRow) -> None:
        from blmk_desktop.acts.risks import LEVELS

        since = f" since {show_date(row.level_since)}" if row.level_since else ""
        now = f"It is managed at the level {row.level}{since}." if row.level else "It was never escalated."
        super().__init__(window, f"Pass {row.reference} up or down", f"{row.title}\n{now}", "Pass on")
        self.window_, self.row = window, row
        self.level = QComboBox()
        self.level.setAccessibleName("Level")
        for level in LEVELS:
            if level != row.level:
                self.level.addItem(level.capitalize(), level)
        self.day = DayField("On", today(), required=True)
        self.reason = _reason(self, "the score has been extreme for three months")
        self.add("Level", self.level)
        self.add("On", self.day)
        self.add("Reason", self.reason, tall=True)

    def do(self) -> bool:
        """Keep it."""
        from blmk_desktop.acts.risks import escalate

        change, level = partial(escalate, on=self.day.day or ""), str(self.level.currentData())
        self.window_.change(change, self.row.reference, level, self.reason.words, kinds=CHANGED, raises=True)
        return True


class Close(Asking):
    """When and why a risk is closed."""

    def __init__(self, window: MainWindow, row: RiskRow) -> None:
        super().__init__(window, f"Close {row.reference}", row.title, "Close the risk")
        self.window_, self.row = window, row
        self.day = DayField("On", today(), required=True)
        self.reason = _reason(self, "all posts are filled, the target is reached")
        self.add("On", self.day)
        self.add("Reason", self.reason, tall=True)

    def do(self) -> bool:
        """Close it."""
        from blmk_desktop.acts.risks import close

        change = partial(close, on=self.day.day or "")
        self.window_.change(change, self.row.reference, self.reason.words, kinds=CHANGED, raises=True)
        return True


class NewAction(Asking):
    """One thing that is to be done about a risk."""

    def __init__(self, window: MainWindow, row: RiskRow) -> None:
        super().__init__(window, f"An action on {row.reference}", row.title, "Add the action")
        self.window_, self.row = window, row
        self.action = _reason(self, "agree cover with the neighbouring practice", "What is to be done")
        self.owner = QLineEdit()
        self.owner.setAccessibleName("Owner")
        self.owner.setPlaceholderText("A role, not a person's name")
        self.due = DayField("Due")
        self.add("What is to be done", self.action, tall=True)
        self.add("Owner", self.owner)
        self.add("Due", self.due)

    def do(self) -> bool:
        """Add it."""
        from blmk_desktop.acts.risks import add_action

        change = partial(add_action, owner=self.owner.text().strip(), due=self.due.day or "")
        self.window_.change(change, self.row.reference, self.action.words, kinds=CHANGED, raises=True)
        return True


def _reason(dialog: Asking, example: str, name: str = "Reason") -> ReasonBox:
    """Room for words without which the dialog does nothing."""
    box = ReasonBox(name, example)
    box.confirmed.connect(dialog.go.click)
    box.textChanged.connect(lambda: dialog.go.setEnabled(bool(box.words)))
    dialog.go.setEnabled(False)
    return box


def _scale(name: str, words: tuple[str, ...], now: int) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for level in range(1, MOST + 1):
        box.addItem(f"{level} – {words[level - 1]}", level)
    box.setCurrentIndex(now - 1)
    return box


def opening(dialog: Callable[..., Asking], window: MainWindow, *about: object) -> Callable[[], object]:
    """What opens a dialog over the window when it is called."""
    return lambda: dialog(window, *about).open()
