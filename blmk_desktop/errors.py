"""The one error that is shown to a user, and where in which file it happened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """A place that a user can find again: a file, a sheet in it, a cell on that sheet (each may be empty)."""

    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """Say it as `file › Sheet!B3`, leaving out what is not known."""
        inner = "!".join(part for part in (self.sheet, self.cell) if part)
        return " › ".join(part for part in (self.file, inner) if part)


class UserError(Exception):
    """Something a user can understand and act on: one plain sentence, and where it happened.

    Anything else that is raised is a bug: it is logged, never shown as it stands.
    """

    def __init__(self, message: str, where: Where | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where

    def __str__(self) -> str:
        """The sentence, with the place in front where there is one."""
        return f"{self.where}: {self.message}" if self.where and str(self.where) else self.message
