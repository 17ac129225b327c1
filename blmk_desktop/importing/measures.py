"""Recognising what the columns of a plan table measure, and whom its rows are about, in any area's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from blmk_desktop.importing.headings import folded, without_period
from blmk_desktop.importing.layout import Layout
from blmk_desktop.importing.names import Names
from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.importing.totals import is_total
from blmk_desktop.periods import find_month, find_year
from blmk_desktop.records.workforce import DERIVED, MEASURE_LABELS, MEASURES
from blmk_desktop.rules.claims import MONEY_MEASURES
from blmk_desktop.workbook import column_letters

# Tried in this order on the folded heading without its periods; the first that fits says what the column measures.
# A measure of money is passed over where the heading says WTE, and one of people where it says £.
_WORDS: tuple[tuple[str, str], ...] = (
    (r"\bschedule\b", "wte_scheduled"),
    (r"\b(date|comments?|notes?|narrative|reasons?|lead|status|rag|name|code|headcount|head count)\b", ""),
    (r"\b(per|average|mean|rate|maximum reimbursement)\b|\b(to date|ytd|paid|claimed)\b|\bactual (spend|cost)", ""),
    (r"% .*\b(to recruit|left|remaining|vacan)|\bto recruit\b.* %", "to_recruit_percent"),
    (r"% .*\b(recruited|in post|of plan|filled)|\b(recruited|filled)\b.* %", "recruited_percent"),
    (r"\bgrowth\b", "growth_percent"),
    (r"%", ""),
    (r"\bvariance to\b|\bchange (since|from|in)\b|\bmovement\b", "wte_change"),
    (r"\b(variance|under ?spend|over ?spend|headroom|balance|surplus)\b", "variance"),
    (r"\b(difference|gap|still to recruit|to recruit|vacanc\w*)\b", "wte_difference"),
    (r"\b(allocation|entitlement|budget|funding available|available funding|envelope)\b", "allocation"),
    (r"\b(spend|cost|costs|expenditure|outturn)\b|\b(forecast|projected)\b.*\bpounds\b", "forecast_spend"),
    (r"\b(planned|plan|target|establishment)\b", "wte_planned"),
    (r"\b(trajectory|forecast|projected|expected)\b.*\bpeople\b", "wte_planned"),
    (r"\b(in post|actual|employed|current|recruited)\b", "wte_in_post"),
)
_PEOPLE = re.compile(r"\b(wte|fte)s?\b", re.IGNORECASE)
_MONEY = re.compile(r"£|\b(money|finances?|gbp)\b", re.IGNORECASE)
_SUBJECT_WORDS = {
    "place": {"place", "place name", "borough", "locality", "area", "district"},
    "pcn": {"pcn", "pcn name", "pcn code", "network", "network name", "primary care network", "ods code"},
    "arrs_role": {"role", "arrs role", "staff role", "job role", "role name", "roles", "job title"},
}
_SUBJECTS = {"place": "place", "pcn": "pcn", "arrs_role": "role"}
_MONTH_WORDS = {"month", "period"}
_NO_HEADING = {"", "name"}
# A plan is about networks, their staff or their national allowance; any other table of money by place is not.
_PLAN_WORDS = re.compile(r"\b(pcns?|networks?|arrs|wtes?|ftes?|workforce|recruit\w*|roles?)\b")
MONTHLY = {"wte_in_post", "wte_planned", "wte_scheduled"}
TARGETS = {f"subject.{name}": name for name in ("place", "pcn", "role", "month")} | {
    f"measure.{name}": MEASURE_LABELS[name] for name in (*MEASURES, *DERIVED)
}
Chosen = Mapping[int, str | None]


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """A column of figures: what it measures, at which month (None: the whole year), and whether it is a claim."""

    index: int
    heading: str
    measure: str
    month: int | None
    sums_months: bool = False  # stands beside a column for each month

    @property
    def claimed(self) -> bool:
        """Whether the source computed it: a variance, a difference, a percentage, the total of the months."""
        return self.measure in DERIVED or self.sums_months

    @property
    def percent(self) -> bool:
        """Whether it holds percentages."""
        return self.measure.endswith("percent")


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """Whom the rows of a plan table are about (kind to column) and what its columns measure.

    `month` is the column that says of which month the figures of a row are, if there is one.
    """

    subjects: dict[str, int]
    measures: tuple[MeasureColumn, ...]
    month: int | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether this is a plan table at all: it is about somebody and gives at least one figure."""
        return bool(self.subjects) and any(not column.claimed for column in self.measures)


def measure_of(heading: str) -> str:
    """What a heading says its column measures, or ''."""
    money, people = _MONEY.search(heading) is not None, _PEOPLE.search(heading) is not None
    words = without_period(heading) + (" pounds" if money else "") + (" people" if people else "")
    for pattern, measure in _WORDS:
        if re.search(pattern, words) and not (
            (people and not money and measure in MONEY_MEASURES) or (money and not people and "wte" in measure)
        ):
            return measure
    return ""


def plan_score(headings: list[str]) -> float:
    """How much of a row of headings looks like a plan table: the number of columns recognised."""
    known = [measure for heading in headings if heading and (measure := measure_of(heading))]
    subjects = [heading for heading in headings if any(folded(heading) in words for words in _SUBJECT_WORDS.values())]
    return len(known) + len(subjects) if len(known) > 1 and any(measure in MEASURES for measure in known) else 0


def speaks_of_plans(texts: list[str]) -> bool:
    """Whether titles, headings and names are about networks or their staff at all, rather than any other budget."""
    return any(_PLAN_WORDS.search(folded(text)) for text in texts)


def figure_columns(layout: Layout, names: Names, chosen: Chosen, year: str | None = None) -> FigureColumns:
    """What each column of a plan table is. The user's choice first, then headings; whom it is about by content too.

    A column whose heading names another year than `year` is left out, with a note.
    """
    subjects = _subjects(layout, names, chosen)
    month = subjects.pop("month", None)
    notes: list[str] = []
    found: list[MeasureColumn] = []
    for index, heading in enumerate(layout.headings):
        measure = _measure(index, heading, chosen)
        if index in subjects.values() or index == month or not measure:
            continue
        said = find_year(heading)
        if year and said and said != year and index not in chosen:
            notes.append(f"column {column_letters(index)} ({heading}) is left out: it is of {said}, not {year}")
            continue
        found.append(MeasureColumn(index, heading, measure, _month(measure, heading)))
    return FigureColumns(subjects, _once_each(_money_by_month(found), chosen, notes), month, notes)


def _measure(index: int, heading: str, chosen: Chosen) -> str:
    if index not in chosen:
        return measure_of(heading)
    _, is_measure, measure = (chosen[index] or "").partition("measure.")
    return measure if is_measure else ""


def _month(measure: str, heading: str) -> int | None:
    """Staff are counted at a month's end: the one named, else the last for a plan and the sixth for staff in post."""
    if measure not in MONTHLY:
        return None
    return find_month(heading) or (12 if measure == "wte_planned" else 6)


def _money_by_month(found: list[MeasureColumn]) -> list[MeasureColumn]:
    """Money is the whole year's, unless several columns of it are told apart by their months.

    Then one that names no month stands for all of them together: it is a claim.
    """
    months = {column.index: find_month(column.heading) for column in found}
    several = {
        measure
        for measure in MONEY_MEASURES & MEASURES.keys()
        if len({months[column.index] for column in found if column.measure == measure} - {None}) > 1
    }
    return [
        replace(column, month=months[column.index], sums_months=months[column.index] is None)
        if column.measure in several
        else column
        for column in found
    ]


def _once_each(found: list[MeasureColumn], chosen: Chosen, notes: list[str]) -> tuple[MeasureColumn, ...]:
    """Of columns that measure the same, the one that the user chose, else the first."""
    kept: dict[tuple[str, int | None], MeasureColumn] = {}
    for column in found:
        key = (column.measure, column.month)
        first = kept.get(key)
        wins = first is None or (column.index in chosen and first.index not in chosen)
        if wins:
            kept[key] = column
        if first is not None:
            lost = first if wins else column
            one, other = column_letters(lost.index), column_letters(kept[key].index)
            label = MEASURE_LABELS[column.measure]
            notes.append(f"column {one} ({lost.heading}) is left out: column {other} is {label} already")
    return tuple(sorted(kept.values(), key=lambda column: column.index))


def _subjects(layout: Layout, names: Names, chosen: Chosen) -> dict[str, int]:
    found = {
        target.removeprefix("subject."): index
        for index, target in chosen.items()
        if target and target.startswith("subject.")
    }
    for index, heading in enumerate(layout.headings):
        if index in chosen or index in found.values():
            continue
        words = folded(heading)
        kind = "month" if words in _MONTH_WORDS else _SUBJECTS.get(_kind_of_column(layout, index, words, names) or "")
        if kind and kind not in found:
            found[kind] = index
    return found


def _kind_of_column(layout: Layout, index: int, words: str, names: Names) -> str | None:
    """Place, PCN or role: what most of the names in the column are known as; else what the heading says."""
    by_heading = next((kind for kind, known in _SUBJECT_WORDS.items() if words in known), None)
    if by_heading is None and words not in _NO_HEADING and measure_of(words):
        return None
    cells = Counter(
        cell.strip() for cell in layout.column(index) if isinstance(cell, str) and cell.strip() and not is_total([cell])
    )
    counted = {
        kind: sum(count for cell, count in cells.items() if names.resolve(kind, cell) is not None)
        for kind in _SUBJECT_WORDS
    }
    best = max(counted, key=lambda kind: counted[kind])
    return best if cells and counted[best] * 2 > cells.total() else by_heading


def as_matches(layout: Layout, columns: FigureColumns, chosen: Chosen, remembered: Chosen) -> list[ColumnMatch]:
    """The matching of a plan table's columns, to be shown and corrected."""
    targets = {index: f"subject.{name}" for name, index in columns.subjects.items()}
    targets |= {column.index: f"measure.{column.measure}" for column in columns.measures}
    targets |= {columns.month: "subject.month"} if columns.month is not None else {}
    matches = []
    for index, heading in enumerate(layout.headings):
        sample = " · ".join(str(cell)[:30] for cell in layout.column(index, 3) if cell is not None)
        target = targets.get(index)
        known = "chosen" if index in chosen else "remembered" if index in remembered else "synonym"
        matches.append(ColumnMatch(index, heading, target, known if target else "", sample))
    return matches
