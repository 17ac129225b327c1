"""What a score sheet of a prioritisation panel is called, and what its columns can be."""

from __future__ import annotations

from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import count, text

PANEL = "panel-score-sheet"
SCHEME, CRITERION, SCORE = "panel.scheme", "panel.criterion", "panel.score"


def panel_targets() -> dict[str, Field]:
    """The targets of its columns."""
    return {
        SCHEME: text(name="scheme", label="Scheme"),
        CRITERION: text(name="criterion", label="Criterion"),
        SCORE: count(name="score", label="Score by a member on a criterion"),
    }
