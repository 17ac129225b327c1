"""What a check found: one disagreement, in words that a committee member understands."""

from __future__ import annotations

from dataclasses import dataclass, replace

SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement between figures, or between a figure and what is possible.

    `printed` is the figure that is doubted and `computed` what it is held against: the same worked out again, or a
    limit; both as they would be written in a paper. `about` names the record it
    concerns (kind, key), for example `("pcn", "U35004")`; `measure` the figure of it. `acknowledged` holds the
    reason somebody gave for accepting it with exactly these figures.
    """

    rule: str
    severity: str
    subject: str
    where: str
    printed: str
    computed: str
    message: str
    about: tuple[str, str] = ("", "")
    measure: str = ""
    acknowledged: str = ""

    @property
    def is_printed(self) -> bool:
        """Whether the figure stands in a cell of a source; else it is the file's own."""
        return "!" in self.where or " › " in self.where

    @property
    def identity(self) -> str:
        """What stays the same while the figures change: the rule, the subject and the place."""
        return "|".join((self.rule, *self.about, self.measure, self.where))

    @property
    def figures(self) -> str:
        """The figures it was found with: an acknowledgement holds for these only."""
        return f"{self.printed}|{self.computed}"

    def accepted(self, reason: str) -> Finding:
        """The same finding, acknowledged."""
        return replace(self, acknowledged=reason)
