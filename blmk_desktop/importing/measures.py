"""Recognising what the columns of a plan table measure, and whom its rows are about, in any area's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from blmk_desktop.importing.headings import folded, without_period
from blmk_desktop.importing.layout import Layout
from blmk_desktop.importing.names import Names
from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.importing.totals import is_total
from blmk_desktop.periods import find_month
from blmk_desktop.records.workforce import DERIVED, MEASURE_LABELS, MEASURES

# Tried in this order on the folded heading without its periods; the first that fits says what the column measures.
_WORDS: tuple[tuple[str, str], ...] = (
    (r"% .*\b(to recruit|left|remaining|vacan)|\bto recruit\b.* %", "to_recruit_percent"),
    (r"% .*\b(recruited|in post|of plan|filled)|\b(recruited|filled)\b.* %", "recruited_percent"),
    (r"\bgrowth\b", "growth_percent"),
    (r"%", ""),
    (r"\bvariance to\b|\bchange (since|from|in)\b|\bmovement\b", "wte_change"),
    (r"\b(variance|under ?spend|over ?spend|headroom|balance|surplus)\b", "variance"),
    (r"\b(difference|gap|still to recruit|to recruit|vacanc\w*)\b", "wte_difference"),
    (r"\b(allocation|entitlement|budget available)\b", "allocation"),
    (r"\b(spend|cost|costs|expenditure|outturn)\b", "forecast_spend"),
    (r"\bschedule\b", "wte_scheduled"),
    (r"\b(planned|plan|target|establishment)\b", "wte_planned"),
    (r"\b(in post|actual|employed|current)\b", "wte_in_post"),
)
_SUBJECT_WORDS = {
    "place": {"place", "place name", "borough", "locality", "area"},
    "pcn": {"pcn", "pcn name", "pcn code", "network", "primary care network", "ods code"},
    "arrs_role": {"role", "arrs role", "staff role", "job role", "role name"},
}
_SUBJECTS = {"place": "place", "pcn": "pcn", "arrs_role": "role"}
_NO_HEADING = {"", "name"}
MONTHLY = {"wte_in_post", "wte_planned", "wte_scheduled"}
TARGETS = {f"subject.{name}": name for name in ("place", "pcn", "role")} | {
    f"measure.{name}": MEASURE_LABELS[name] for name in (*MEASURES, *DERIVED)
}


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """A column of figures: what it measures, at which month (None: the whole year), and whether it is a claim."""

    index: int
    heading: str
    measure: str
    month: int | None

    @property
    def claimed(self) -> bool:
        """Whether the source computed it: a variance, a difference, a percentage."""
        return self.measure in DERIVED


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """Whom the rows of a plan table are about (kind to column) and what its columns measure."""

    subjects: dict[str, int]
    measures: tuple[MeasureColumn, ...]

    @property
    def complete(self) -> bool:
        """Whether this is a plan table at all: it is about somebody and gives at least one figure."""
        return bool(self.subjects) and any(not column.claimed for column in self.measures)


def measure_of(heading: str) -> str:
    """What a heading says its column measures, or ''."""
    words = without_period(heading)
    return next((measure for pattern, measure in _WORDS if re.search(pattern, words)), "")


def plan_score(headings: list[str]) -> float:
    """How much of a row of headings looks like a plan table: the number of columns recognised."""
    measures = [measure_of(heading) for heading in headings if heading]
    subjects = [heading for heading in headings if any(folded(heading) in words for words in _SUBJECT_WORDS.values())]
    known = [measure for measure in measures if measure]
    return len(known) + len(subjects) if any(measure in MEASURES for measure in known) and len(known) > 1 else 0


def figure_columns(layout: Layout, names: Names, chosen: dict[int, str | None]) -> FigureColumns:
    """What each column of a plan table is. The user's choice first, then headings; whom it is about by content too."""
    subjects = _subjects(layout, names, chosen)
    measures = []
    for index, heading in enumerate(layout.headings):
        target = chosen.get(index, "") if index in chosen else f"measure.{measure_of(heading)}"
        if index in subjects.values() or not target or target == "measure." or not target.startswith("measure."):
            continue
        measure = target.removeprefix("measure.")
        measures.append(MeasureColumn(index, heading, measure, _month(measure, heading)))
    return FigureColumns(subjects, tuple(measures))


def _month(measure: str, heading: str) -> int | None:
    """Staff are counted at a month's end: the one named, else the last for a plan and the sixth for staff in post."""
    if measure not in MONTHLY:
        return None
    named = find_month(heading)
    return named or (12 if measure == "wte_planned" else 6)


def _subjects(layout: Layout, names: Names, chosen: dict[int, str | None]) -> dict[str, int]:
    found = {
        target.removeprefix("subject."): index
        for index, target in chosen.items()
        if target and target.startswith("subject.")
    }
    for index, heading in enumerate(layout.headings):
        if index in chosen or index in found.values():
            continue
        kind = _kind_of_column(layout, index, folded(heading), names)
        if kind and _SUBJECTS[kind] not in found:
            found[_SUBJECTS[kind]] = index
    return found


def _kind_of_column(layout: Layout, index: int, words: str, names: Names) -> str | None:
    """Place, PCN or role: what most of the names in the column are known as; else what the heading says."""
    by_heading = next((kind for kind, known in _SUBJECT_WORDS.items() if words in known), None)
    if by_heading is None and words not in _NO_HEADING and measure_of(words):
        return None
    cells = [cell for cell in layout.column(index) if isinstance(cell, str) and cell.strip() and not is_total([cell])]
    counted = {kind: sum(names.resolve(kind, cell.strip()) is not None for cell in cells) for kind in _SUBJECT_WORDS}
    best = max(counted, key=lambda kind: counted[kind])
    if cells and counted[best] * 2 > len(cells):
        return best
    return by_heading


def as_matches(
    layout: Layout,
    columns: FigureColumns,
    chosen: dict[int, str | None],
    remembered: dict[int, str | None],
) -> list[ColumnMatch]:
    """The matching of a plan table's columns, to be shown and corrected."""
    targets = {index: f"subject.{name}" for name, index in columns.subjects.items()}
    targets |= {column.index: f"measure.{column.measure}" for column in columns.measures}
    matches = []
    for index, heading in enumerate(layout.headings):
        sample = " · ".join(str(cell)[:30] for cell in layout.column(index)[:3] if cell is not None)
        target = targets.get(index)
        known = "chosen" if index in chosen else "remembered" if index in remembered else "synonym"
        sure = known if target else ""
        matches.append(ColumnMatch(index, heading, target, sure, sample))
    return matches
