"""The chosen row of the workforce survey at the side: a practice's own answers, or who is still to answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from blmk_desktop.rules.wording import counted, in_words
from ui.parts.detail import DetailPane, Facts, Line, Lines
from ui.parts.record_lines import shortened
from ui.tabs.plans.workforce_survey_columns import AREA, AWAITED, RETURNED, TONES, Shown
from ui.tabs.practices_detail import capacity_lines, staff_line

if TYPE_CHECKING:
    from blmk_desktop.summaries.register import PracticeRow
    from blmk_desktop.summaries.survey import Staff
    from ui.window import MainWindow

Answers = tuple[Sequence["Staff"], dict[str, Any]]


def show_practice(pane: DetailPane, window: MainWindow, shown: Shown, code: str, answers: Answers) -> None:
    """Show what a practice answered of all its staff."""
    line = shown.columns.row(shown.columns.position_of(code) or 0)
    staff, capacity = answers
    word = str(line["status"])
    begin = [] if word == RETURNED else [Line(f"The survey of {shown.survey.year} is still to come.")]
    pane.show_detail(
        str(line.get("name") or code),
        " · ".join(filter(None, (code, line.get("pcn"), line.get("place")))),
        [Lines("Workforce", [*begin, *map(staff_line, staff), *capacity_lines(capacity)])],
        (word, TONES[word]),
        [("Show the practice", lambda: window.show_record("practice", code))],
    )


def show_group(pane: DetailPane, window: MainWindow, shown: Shown, key: str) -> None:
    """Show a staff group of a place or of the whole area: its figures, and who there is still to answer."""
    position, row = shown.columns.position_of(key), shown.rows[key]
    if position is None:
        return
    figures = [
        (spec.heading, shown.columns.shown(position, spec.name))
        for spec in shown.columns.specs
        if spec.unit is not None
    ]
    awaited = [one for one in shown.survey.not_returned if not row.place or (one.place or "") == row.place]
    pane.show_detail(
        row.place or AREA,
        f"{row.staff_group} · {shown.survey.year}",
        [
            Facts("Survey", figures),
            Lines(
                f"{AWAITED}: {counted(len(awaited), 'practice')}", shortened(_practices(window, awaited), "practices")
            ),
        ],
    )


def _practices(window: MainWindow, practices: Sequence[PracticeRow]) -> list[Line]:
    return [
        Line(in_words(one.name), in_words(one.pcn or ""), activate=partial(window.show_record, "practice", one.code))
        for one in practices
    ]
