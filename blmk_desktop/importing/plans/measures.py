"""Recognising what the columns of a plan table measure, and whom its rows are about, in any area's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from blmk_desktop.importing.plans.beside import begins_beside
from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.importing.tables.headings import folded, only_period, without_period
from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.periods import find_month, find_year
from blmk_desktop.records.workforce import DERIVED, MEASURE_LABELS, MEASURES
from blmk_desktop.rules.claims import MONEY_MEASURES
from blmk_desktop.values import read_absent
from blmk_desktop.workbook import column_letters

# Tried in this order on the folded heading without its periods; the first that fits says what the column measures.
# A measure of money is passed over where the heading says WTE, and one of people where it says £.
_POTS = "allocations?|budgets?|funding available|(?:available|arrs|total) funding"
_WORDS: tuple[tuple[str, str], ...] = (
    (r"\bschedule\b", "wte_scheduled"),
    (r"\b(date|comments?|notes?|narrative|reasons?|lead|status|rag|name|code|headcount|head count|heads)\b", ""),
    (r"\b(previous|prior|original|superseded|last year|carried forward|brought forward|baseline)\b", ""),
    (r"\b(leavers?|starters?|new|additional|extra|increases?|uplift|decreases?|reductions?)\b", ""),
    (r"\b(spend|costs?|expenditure|outturn) to( pounds| people)*$", ""),  # up to a month: part of a year
    (r"\b(per|average|mean|rate|maximum reimbursement)\b|\b(to date|ytd|paid|claimed)\b|\bactual (spend|cost)", ""),
    (r"% .*\b(to recruit|left|remaining|vacan)|\bto recruit\b.* %", "to_recruit_percent"),
    (r"% .*\b(recruited|in post|of plan|filled)|\b(recruited|filled)\b.* %", "recruited_percent"),
    (r"^[^%]*\bgrowth\b[^%]*\bpeople\b", "wte_difference"),
    (r"\bgrowth\b", "growth_percent"),
    (r"%", ""),
    (r"\bvariance to\b|\bchange (since|from|in)\b|\bmovement\b", "wte_change"),
    (r"\b(variance|under ?spend|over ?spend|headroom|balance|surplus|slippage)\b", "variance"),
    (rf"^(?=.*\b({_POTS}|pounds)\b).*\b(remaining|unused|uncommitted|unallocated|unspent)\b", "variance"),
    (r"\b(difference|gap|shortfall|variance|still to recruit|to recruit|vacanc\w*)\b", "wte_difference"),
    (r"\b(difference|gap|shortfall)\b", "variance"),
    (rf"\b({_POTS}|entitlement|envelope)\b", "allocation"),
    (r"\b(spend|cost|costs|expenditure|outturn)\b|\b(forecast|projected)\b.*\bpounds\b", "forecast_spend"),
    (r"\b(planned|plan|target|establishment)\b", "wte_planned"),
    (r"\b(trajectory|forecast|projected|expected)\b.*\bpeople\b", "wte_planned"),
    (r"\b(in post|actual|employed|current|recruited)\b", "wte_in_post"),
)
_ANY = re.compile("|".join(f"(?:{pattern})" for pattern, _ in _WORDS))  # most headings, and all data, fit none
_PEOPLE = re.compile(r"\b(wte|fte)s?\b", re.IGNORECASE)
_MONEY = re.compile(r"£|\b(money|finances?|gbp|spend|costs?|expenditure|outturn)\b", re.IGNORECASE)
_SUBJECT_WORDS = {
    "place": {"place", "place name", "borough", "locality", "area", "district"},
    "pcn": {"pcn", "pcn name", "pcn code", "network", "network name", "primary care network", "ods code"},
    "arrs_role": {"role", "arrs role", "staff role", "job role", "role name", "roles", "job title"},
}
_SUBJECTS = {"place": "place", "pcn": "pcn", "arrs_role": "role"}
_MONTH_WORDS = {"month", "period"}
_NO_HEADING = {"", "name"}
_WRITTEN = re.compile(r"[£(\-\s]*\d[\d,.\s]*%?\)?(\s*(wte|fte)s?)?", re.IGNORECASE)
_AT = {"at", "as", "on", "in", "the", "end", "of", "total", "st", "th"}
_TITLES = (
    (r"\b(planned|target|establishment|trajectory)\b", "wte_planned"),
    (r"\b(in post|actuals?|employed|current|recruited)\b", "wte_in_post"),
    (r"\bschedule\b", "wte_scheduled"),
    (r"\b(spend|costs?|expenditure|outturn|allocations?|budgets?)\b", ""),
)
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
    also: tuple[tuple[str, int], ...] = ()  # further columns that name the same, such as a code beside a name
    beside: int | None = None  # where another table begins, which is not read
    unsaid: tuple[int, ...] = ()  # columns of WTE that do not say whether they are in post or planned

    @property
    def complete(self) -> bool:
        """Whether this is a plan table at all: it is about somebody and gives at least one figure."""
        return bool(self.subjects) and any(not column.claimed for column in self.measures)


@lru_cache(maxsize=8192)
def measure_of(heading: str) -> str:
    """What a heading says its column measures, or ''."""
    money, people = _MONEY.search(heading) is not None, _PEOPLE.search(heading) is not None
    words = without_period(heading) + (" pounds" if money else "") + (" people" if people else "")
    if not _ANY.search(words):
        return ""
    for pattern, measure in _WORDS:
        if re.search(pattern, words) and not (
            (people and not money and measure in MONEY_MEASURES) or (money and not people and "wte" in measure)
        ):
            return measure
    return ""


def plan_score(headings: list[str]) -> float:
    """How much of a row of headings looks like a plan table: the number of columns recognised.

    One column of figures is enough where both a network and a role are named, even if it only says when or WTE.
    """
    known = [measure for heading in headings if heading and (measure := measure_of(heading))]
    subjects = [heading for heading in headings if any(folded(heading) in words for words in _SUBJECT_WORDS.values())]
    several = len(known) > 1 and any(measure in MEASURES for measure in known)
    if not several and not (_is_grid(subjects) and (known or any(map(is_bare, headings)))):
        return 0
    return len(known) + len(subjects)


def _is_grid(subjects: list[str]) -> bool:
    """Whether headings name a role and whose it is: no register does that."""
    named = {kind for heading in subjects for kind, words in _SUBJECT_WORDS.items() if folded(heading) in words}
    return "arrs_role" in named and len(named) > 1


def is_bare(heading: str) -> bool:
    """Whether a heading only says when, or that people are counted: 'WTE', 'Apr 2022', 'Q1 WTE', 'WTE at 31 March'."""
    words = [word for word in without_period(heading).split() if not word.isdigit() and word not in _AT]
    people = [word for word in words if _PEOPLE.fullmatch(word)]
    return bool(people or only_period(heading)) and all(word in people or find_month(word) for word in words)


def speaks_of_plans(texts: list[str]) -> bool:
    """Whether titles, headings and names are about networks or their staff at all, rather than any other budget."""
    return any(_PLAN_WORDS.search(folded(text)) for text in texts)


def figure_columns(layout: Layout, names: Names, chosen: Chosen, year: str | None = None) -> FigureColumns:
    """What each column of a plan table is. The user's choice first, then headings; whom it is about by content too.

    A column whose heading names another year than `year` is left out, with a note.
    """
    naming = _naming(layout, names, chosen)
    measuring = {index for index, heading in enumerate(layout.headings) if _measure(index, layout, chosen)}
    beside = begins_beside(layout, names, [column for column in naming if column[1] not in chosen], measuring)
    naming = [(name, index) for name, index in naming if beside is None or index < beside or index in chosen]
    subjects: dict[str, int] = {}
    for name, index in naming:
        subjects.setdefault(name, index)
    also = tuple((name, index) for name, index in naming if subjects[name] != index)
    month = subjects.pop("month", None)
    notes: list[str] = []
    unsaid: list[int] = []
    found: list[MeasureColumn] = []
    for index, heading in enumerate(layout.headings):
        measure = _measure(index, layout, chosen)
        if any(index == column for _, column in naming) or (beside is not None and index >= beside):
            continue
        if not measure:
            notes += _passed_over(layout, index, chosen)
            unsaid += [index] if _is_unsaid(layout, index, chosen) else []
            continue
        if index not in chosen and _only_words(layout, index):
            notes.append(f"column {column_letters(index)} ({heading}) is left out: it holds no figures")
            continue
        if index not in chosen and not measure_of(heading):
            label = MEASURE_LABELS[measure]
            notes.append(f"column {column_letters(index)} ({heading}) is read as {label}, as the title says")
        said = find_year(heading)
        if year and said and said != year and index not in chosen:
            notes.append(f"column {column_letters(index)} ({heading}) is left out: it is of {said}, not {year}")
            continue
        found.append(MeasureColumn(index, heading, measure, _month(measure, heading)))
    measures = _once_each(_money_by_month(found), chosen, notes)
    return FigureColumns(subjects, measures, month, notes, also, beside, tuple(unsaid))


def _measure(index: int, layout: Layout, chosen: Chosen) -> str:
    """What a column measures: what the user chose, else what its heading says, else what the title says of all."""
    if index not in chosen:
        heading = layout.headings[index]
        return measure_of(heading) or (measure_of_title(layout.title) if is_bare(heading) else "")
    _, is_measure, measure = (chosen[index] or "").partition("measure.")
    return measure if is_measure else ""


def measure_of_title(title: str) -> str:
    """Which staff a title says that all the figures under it count, '' if it speaks of more than one kind."""
    said = {measure for pattern, measure in _TITLES if re.search(pattern, folded(title))}
    return said.pop() if len(said) == 1 else ""


def _passed_over(layout: Layout, index: int, chosen: Chosen) -> list[str]:
    """A note about a column of figures that nothing is taken from, so that it is not lost in silence."""
    heading = layout.headings[index]
    if index in chosen or not heading or is_bare(heading) or not _has_figures(layout, index):
        return []
    return [f"column {column_letters(index)} ({heading}) is left out: no plan has such a figure"]


def _is_unsaid(layout: Layout, index: int, chosen: Chosen) -> bool:
    return index not in chosen and is_bare(layout.headings[index]) and _has_figures(layout, index)


def _only_words(layout: Layout, index: int) -> bool:
    """Whether a column holds words or dates and not a single figure: who holds the budget, when the plan came in."""
    cells = [cell for cell in layout.column(index) if not read_absent(cell)]
    return bool(cells) and all(
        isinstance(cell, date) or (isinstance(cell, str) and not any(map(str.isdigit, cell))) for cell in cells
    )


def _has_figures(layout: Layout, index: int) -> bool:
    cells = [cell for cell in layout.column(index) if cell not in (None, "")]
    return sum(map(_is_figure, cells)) * 2 > len(cells)


def _is_figure(cell: object) -> bool:
    if isinstance(cell, str):
        return _WRITTEN.fullmatch(cell) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


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


def _naming(layout: Layout, names: Names, chosen: Chosen) -> list[tuple[str, int]]:
    """The columns that say whom or when the figures are about, the user's choice first, then from the left."""
    found = [
        (target.removeprefix("subject."), index)
        for index, target in chosen.items()
        if target and target.startswith("subject.")
    ]
    for index, heading in enumerate(layout.headings):
        words = folded(heading)
        if index not in chosen:
            kind = (
                "month" if words in _MONTH_WORDS else _SUBJECTS.get(_kind_of_column(layout, index, words, names) or "")
            )
            found += [(kind, index)] if kind else []
    return found


def _kind_of_column(layout: Layout, index: int, words: str, names: Names) -> str | None:
    """Place, PCN or role: what most of the names in the column are known as; else what the heading says."""
    by_heading = next((kind for kind, known in _SUBJECT_WORDS.items() if words in known), None)
    if by_heading is None and words not in _NO_HEADING and measure_of(words):
        return None
    cells = Counter(
        cell.strip()
        for cell in layout.column(index)
        if isinstance(cell, str) and cell.strip() and not is_total([cell], names)
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
