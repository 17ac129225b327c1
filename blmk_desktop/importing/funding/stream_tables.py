"""Finding a table of funding streams on a sheet: streams down, areas or years across, recurrent or not beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.importing.tables.headings import folded, without_period
from blmk_desktop.importing.tables.layout import Layout, find_table
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.periods import find_year
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import money, text
from blmk_desktop.rules.streams import recurrence_in
from blmk_desktop.values import clean_text, read_absent, read_number
from blmk_desktop.workbook import Sheet

STREAMS = "funding-streams"
STREAM, RECURRENCE, CONDITIONS, PROGRAMME, AMOUNT = (
    f"stream.{name}" for name in ("name", "recurrence", "conditions", "programme", "amount")
)
SAMPLE = 60
_STREAM = re.compile(r"\b(?:stream|investment|fund|funding|initiative|scheme of funding|programme)s?\b", re.IGNORECASE)
_RECURRENT = re.compile(r"\brecurr", re.IGNORECASE)
_AREA = re.compile(r"\bCCGs?\b|\bIC[BS]\b|\bSTP\b|^NHS\b", re.IGNORECASE)
_CONDITIONS = frozenset({"conditions", "note", "notes", "purpose", "comment", "comments", "what for"})
_FILLERS = frozenset({"allocation", "funding", "amount", "budget", "investment", "envelope", "plan", "available"})
_OTHER_TABLE = frozenset(  # headings of tables that say of each row what is said here by sections and columns
    {"year", "financial year", "kind", "version", "category", "budget category", "area", "month", "scheme", "cell"}
)


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts: of which area ('' none named) and year ('' none named), or the sum of its neighbours."""

    index: int
    area: str
    year: str
    total: bool


def stream_targets() -> dict[str, Field]:
    """What the columns of such a table can be; an amount for each of several areas or years."""
    return {
        STREAM: text(name="name", label="Stream", headings=("Funding stream", "Investment", "Fund")),
        RECURRENCE: text(name="recurrence", label="Recurrent or not", headings=("R/NR", "Recurrent/non recurrent")),
        CONDITIONS: text(name="conditions", label="Conditions"),
        PROGRAMME: text(name="programme", label="Programme"),
        AMOUNT: money(name="amount", label="Amount"),
    }


def stream_layout(sheet: Sheet, file: str) -> Layout | None:  # noqa: ARG001 - all finders are asked alike
    """The table on a sheet; None if there is none.

    It says of each stream whether it is recurrent; or its first column is of streams and its others are of areas.
    """
    layout = find_table(sheet, _score)
    if layout is None:
        return None
    named, amounts = _named(layout.headings), [at for at, target in _targets(layout).items() if target == AMOUNT]
    of_areas = any(_AREA.search(layout.headings[at]) for at in amounts)
    return layout if amounts and (_says_recurrence(layout, named) or of_areas) else None


def _score(headings: list[str]) -> int:
    """How many columns a row of headings names: nothing unless the first is of streams, and of no other table."""
    first = next((at for at, heading in enumerate(headings) if heading), None)
    if (
        first is None
        or _named(headings[first : first + 1]).get(0) != STREAM
        or _OTHER_TABLE & {folded(one) for one in headings}
    ):
        return 0
    return sum(map(bool, headings))


def stream_columns(layout: Layout, chosen: dict[int, str | None], known: dict[int, str | None]) -> list[ColumnMatch]:
    """Each column with what it was taken for; the user's choice comes before all, then memory."""
    found = _targets(layout)
    matches = []
    for index, heading in enumerate(layout.headings):
        target = chosen.get(index, known.get(index, found.get(index)))
        sure = "chosen" if index in chosen else "remembered" if index in known else "synonym"
        sample = (clean_text(cell)[:30] for cell in layout.column(index, 3) if cell not in (None, ""))
        matches.append(ColumnMatch(index, heading, target, sure if target else "", " · ".join(sample)))
    return matches


def amount_columns(matches: Sequence[ColumnMatch], names: Names) -> list[AmountColumn]:
    """The columns of amounts. One headed 'Total' is the sum of those of its year, or of all.

    One headed by the whole system is so only beside others.
    """
    columns = [match for match in matches if match.target == AMOUNT]
    years = {match.index: find_year(match.heading) or "" for match in columns}
    totals = {match.index for match in columns if is_total([_words(match.heading)], only=True)}
    systems = {match.index for match in columns if is_total([_words(match.heading)], names)} - totals
    beside = {years[match.index] for match in columns if match.index not in totals | systems}
    totals |= {index for index in systems if years[index] in beside}
    summed = {years[match.index] for match in columns if match.index not in totals}
    return [
        AmountColumn(
            match.index,
            "" if match.index in totals else _area(match.heading),
            years[match.index],
            match.index in totals and bool(summed) and years[match.index] in {*summed, ""},
        )
        for match in columns
    ]


def _words(heading: str) -> str:
    return without_period(heading)


def _area(heading: str) -> str:
    """What a heading names besides its year and words for money: the area."""
    if set(_words(heading).split()) <= _FILLERS | {"ring", "fenced"}:
        return ""
    year = find_year(heading)
    plain = re.sub(r"\(?£ ?['’]?(?:0{3}s?|[km])?\)?", " ", heading)
    if year:
        plain = re.sub(r"\b(?:20)?\d\d ?[-/–] ?(?:20)?\d\d\b", " ", plain)
    return " ".join(word for word in plain.split() if word.casefold() not in _FILLERS).strip(" -–:,")


def _named(headings: Sequence[str]) -> dict[int, str]:
    """What the columns are by the words of their headings alone."""
    found: dict[int, str] = {}
    for at, heading in enumerate(headings):
        target = ""
        if _RECURRENT.search(heading) or folded(heading) in ("r nr", "rec nr"):
            target = RECURRENCE
        elif folded(heading) in _CONDITIONS:
            target = CONDITIONS
        elif STREAM not in found.values() and _STREAM.search(heading) and not any(found.values()):
            target = STREAM
        elif folded(heading) == "programme":
            target = PROGRAMME
        if target and target not in found.values():
            found[at] = target
    return found


def _targets(layout: Layout) -> dict[int, str]:
    found = _named(layout.headings)
    amounts = {
        at: AMOUNT
        for at, heading in enumerate(layout.headings)
        if heading and at not in found and _is_money(layout, at)
    }
    return found | amounts


def _is_money(layout: Layout, at: int) -> bool:
    """Whether what stands under a heading is mostly figures."""
    cells = [cell for cell in layout.column(at, SAMPLE) if read_absent(cell) is None]
    figures = sum(map(_is_figure, cells))
    return bool(figures) and figures * 2 > len(cells)


def _is_figure(cell: object) -> bool:
    try:
        return not read_number(without_mark(cell)).percent
    except ValueError:
        return False


def without_mark(cell: object) -> object:
    """A cell without the star that points to a footnote."""
    return re.sub(r"^\s*\*+\s*|\s*\*+\s*$", "", cell) if isinstance(cell, str) else cell


def _says_recurrence(layout: Layout, named: dict[int, str]) -> bool:
    """Whether what stands under 'recurrent' is R and NR; yes and no are of other tables."""
    at = next((index for index, target in named.items() if target == RECURRENCE), None)
    cells = [clean_text(cell) for cell in layout.column(at, SAMPLE) if cell] if at is not None else []
    return bool(cells) and sum(bool(recurrence_in(cell)) for cell in cells) * 2 > len(cells)
