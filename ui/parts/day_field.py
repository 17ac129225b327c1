"""A field for a day that may stay blank, typed in any usual way: 28/10/2022, 28.10.22, 28 October 2022."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from blmk_desktop.periods import read_date, show_date


class DayField(QLineEdit):
    """Says at the field what is wrong with what was typed."""

    def __init__(self, name: str, day: str = "", help_: str = "", *, required: bool = False) -> None:
        super().__init__(show_date(day) if day else "")
        self.required, self._help = required, help_
        self.setAccessibleName(name)
        self.setPlaceholderText("dd/mm/yyyy")
        self.setToolTip(help_)
        self.editingFinished.connect(self.check)

    @property
    def day(self) -> str | None:
        """The day as ISO text; None while it is blank. Raises ValueError for what is no day."""
        text = self.text().strip()
        return read_date(text) if text else None

    def check(self) -> bool:
        """Whether it can be taken; written the British way then, else marked with the reason."""
        try:
            day = self.day
            problem = "A date is needed." if self.required and day is None else ""
        except ValueError as error:
            day, problem = None, f"{error}."
        if day:
            self.setText(show_date(day))
        self.setProperty("state", "wrong" if problem else "")
        self.setToolTip(problem or self._help)
        self.setAccessibleDescription(problem or self._help)
        self.style().unpolish(self)
        self.style().polish(self)
        return not problem
