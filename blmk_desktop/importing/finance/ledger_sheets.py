"""What a ledger extract would do: the budget and actual of each category and month, added up over its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from blmk_desktop.importing.finance.ledger_tables import (
    ACTUAL,
    AMOUNTS,
    AREA,
    CREDIT,
    DEBIT,
    NAMING,
    NOTE,
    PERIOD,
    PLAN,
    YEAR,
    is_to_date,
    ledger_targets,
    matches,
)
from blmk_desktop.importing.finance.sheets import AREA_OF, MONTH, NO_AREA, NO_MONTH, titled_area
from blmk_desktop.importing.finance.titles import Month, month_in
from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.funding.sheets import take_away
from blmk_desktop.importing.proposal import Claim, ColumnMatch, Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.area_names import area_named, new_areas
from blmk_desktop.importing.records.rows import Drafts, year_within
from blmk_desktop.importing.tables.cells import Told, Unreadable, read_column, unknown_name
from blmk_desktop.importing.tables.headings import money_power
from blmk_desktop.importing.tables.totals import is_system, is_total
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.periods import find_year, month_label
from blmk_desktop.records.budgets import BUDGET_FIGURE
from blmk_desktop.rules.claims import agrees
from blmk_desktop.rules.wording import counted, pounds
from blmk_desktop.values import clean_text

Key = tuple[str, str, str, int, str, str]  # area, category, year, month, period, measure
_FIGURE = (*BUDGET_FIGURE.key, "value", "basis", "note", "source", "sheet", "cell", "decimals")
_PERIOD = re.compile(r"(?:period|p)?\s*(\d{1,2})(?:\s+\d{4}[/-]\d{2,4})?", re.IGNORECASE)
FEWEST_TURNED = 2
TURNED = "what is spent is written as negative here; it is turned, so that spend is positive"


@dataclass(slots=True)
class _Sum:
    """What the rows of a category and month come to, in pence, and where they stand."""

    value: int = 0
    cells: list[str] = field(default_factory=list)
    row: int = 0


@dataclass(slots=True)
class _Ledger:
    """A ledger extract while it is read: its columns by target, its values by row, and what comes of them."""

    item: Recognised
    columns: list[ColumnMatch]
    values: dict[str, list[object]]
    when: Month | None
    area: str | None
    year: str | None
    index: dict[str, int] = field(default_factory=dict)
    sums: dict[Key, _Sum] = field(default_factory=dict)
    totals: list[tuple[int, dict[str, int], dict[str, int]]] = field(default_factory=list)  # with the sums so far
    added: dict[str, int] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)
    refused: dict[str, Refusal] = field(default_factory=dict)  # by what is wrong: of a name once, not of every row

    def text(self, row: int, target: str) -> str:
        """A cell as text; '' if no column holds the target."""
        return clean_text(self.item.layout.cell(row, self.index[target])) if target in self.index else ""

    def where(self, row: int, target: str) -> str:
        """A cell as the user finds it: Sheet!B3."""
        return f"{self.item.sheet.name}!{self.item.layout.place(row, self.index.get(target, 0))}"


def propose_ledger(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose the sums of a ledger extract by category and month."""
    layout = item.layout
    proposed.fingerprint = layout.fingerprint
    proposed.columns = matches(layout, work.chosen(item.sheet.name), work.remembered(layout))
    ledger = _read(item, proposed, work)
    for position, row in enumerate(layout.row_numbers()):
        if any(cell not in (None, "") for cell in layout.sheet.rows[row]):
            _add_row(ledger, position, row, work)
    _say_whose_month(ledger, proposed)
    proposed.refused += ledger.refused.values()
    proposed.claims += _claims(ledger)
    take([draft] if (draft := new_areas(ledger.areas, work.now.names)).rows else [], proposed, work)
    draft = _figures(ledger, proposed, work)
    take([draft] if draft.rows else [], proposed, work)
    take_away([draft], proposed, work, ("budget_figure",))


def _read(item: Recognised, proposed: SheetProposal, work: Work) -> _Ledger:
    layout, targets = item.layout, ledger_targets()
    texts = [layout.title, item.sheet.name, work.workbook.name]
    names = work.now.names
    titled = titled_area(texts, work)
    values: dict[str, list[object]] = {}
    for match in proposed.columns:
        if match.target in (*AMOUNTS, PERIOD, YEAR):
            told = Told(match.heading, layout.title, from_text=work.workbook.format == "csv")
            cells = [_plain(cell) for cell in layout.column(match.index)] if match.target == PERIOD else None
            column = read_column(targets[match.target], cells or layout.column(match.index), names, told)
            values[match.target] = column.values
            proposed.notes += sorted(column.notes - {*proposed.notes})
    year = work.options.year or next((found for text in texts if (found := find_year(text))), None)
    area = work.options.register or titled
    ledger = _Ledger(item, proposed.columns, values, month_in(texts, work.options), area, year)
    ledger.index = {match.target: match.index for match in proposed.columns if match.target}
    return ledger


def _say_whose_month(ledger: _Ledger, proposed: SheetProposal) -> None:
    """Say of amounts with no month of their own that they are read as those of the title's month alone."""
    if ledger.item.layout.origin:
        read = {PLAN: "planned for", ACTUAL: "spent in"}
        what = " and ".join(words for target, words in read.items() if target in ledger.index)
        proposed.notes.append(f"its months stand beside each other; they are read as what was {what} each month")
    if PERIOD not in ledger.index and any(key[4] == "month" for key in ledger.sums) and ledger.when:
        month = f"{month_label(ledger.when.month)} {ledger.when.year}"
        proposed.notes.append(
            f"amounts are read as those of {month} alone; a heading such as 'YTD actual' says otherwise"
        )


def _plain(cell: object) -> object:
    """A period as a month is written: 'Period 6', 'P06' and '06 2022/23' are the sixth."""
    found = _PERIOD.fullmatch(clean_text(cell)) if isinstance(cell, str) else None
    return int(found[1]) if found else cell


def _add_row(ledger: _Ledger, position: int, row: int, work: Work) -> None:
    """Count a row to its category and month; a total is kept to be held against them all."""
    amounts = _amounts(ledger, position, row)
    if not amounts:
        return
    labels, written = [ledger.text(row, target) for target in (*NAMING, NOTE)], ledger.text(row, AREA)
    names, alone = work.now.names, not any(labels)
    known = bool(names.resolve("area", written)) or is_system(written)
    if is_total([*labels, "" if known else written]) or (alone and is_total([written], names)):
        ledger.totals.append((row, amounts, dict(ledger.added)))
        return
    for measure, value in amounts.items():
        ledger.added[measure] = ledger.added.get(measure, 0) + value  # a total counts rows that are refused too
    category, area, when = _category(ledger, row, work), _area(ledger, row, work), _when(ledger, position, row)
    if not (category and area and when):
        return
    for measure, value in amounts.items():
        target = measure if measure in ledger.index else DEBIT
        period = "year to date" if is_to_date(ledger.item.layout.headings[ledger.index[target]]) else "month"
        key = (area, category, *when, period, "plan" if measure == PLAN else "actual")
        found = ledger.sums.setdefault(key, _Sum(row=row))
        found.value += value
        found.cells.append(ledger.item.layout.place(row, ledger.index[target]))


def _amounts(ledger: _Ledger, position: int, row: int) -> dict[str, int]:
    """Budget and actual of a row, in pence; debit less credit where it has those instead."""
    found: dict[str, int] = {}
    for target in (one for one in AMOUNTS if one in ledger.values):
        value = ledger.values[target][position]
        if isinstance(value, Unreadable):
            where, label = ledger.where(row, target), ledger_targets()[target].label
            ledger.refused[where] = Refusal(where, label, ledger.text(row, target), value.why)
        elif isinstance(value, int):
            found[target] = value
    if DEBIT in found or CREDIT in found:
        found.setdefault(ACTUAL, found.pop(DEBIT, 0) - found.pop(CREDIT, 0))
    return {measure: value for measure, value in found.items() if measure in (PLAN, ACTUAL)}


def _category(ledger: _Ledger, row: int, work: Work) -> str | None:
    """The category that a row names: the first of its names that is known; each unknown name is refused once."""
    labels = {target: label for target in NAMING if (label := ledger.text(row, target))}
    for label in labels.values():
        if found := work.now.names.resolve("budget_category", label):
            return found
    target = next(iter(labels), NAMING[0])
    label, why = labels.get(target, ""), unknown_name("budget_category", labels.get(target, ""), work.now.names)
    if f"category {label}" not in ledger.refused:
        where = ledger.where(row, target)
        refusal = Refusal(where, "Budget category", label, why.why, why.suggestions, "budget_category")
        ledger.refused[f"category {label}"] = refusal
    return None


def _area(ledger: _Ledger, row: int, work: Work) -> str | None:
    own = ledger.text(row, AREA)
    written = own if own and not is_system(own) else ledger.area
    if not written:
        where = ledger.item.sheet.name
        ledger.refused["area"] = Refusal(where, AREA_OF, "", NO_AREA)
        return None
    found = area_named(written, work.now.names)
    if found not in work.now.names.keys.get("area", ()):
        ledger.areas.setdefault(found, row)
    return found


def _when(ledger: _Ledger, position: int, row: int) -> tuple[str, int] | None:
    """The year and month of a row: those of its own columns, else those of the title."""
    year, month = (ledger.values[target][position] if target in ledger.values else None for target in (YEAR, PERIOD))
    for target, value in ((YEAR, year), (PERIOD, month)):
        if isinstance(value, Unreadable):
            where, label = ledger.where(row, target), ledger_targets()[target].label
            ledger.refused[where] = Refusal(where, label, ledger.text(row, target), value.why)
            return None
    named = year_within(ledger.item.layout.cell(row, ledger.index[PERIOD])) if PERIOD in ledger.index else None
    year = year or named or (ledger.when.year if ledger.when else ledger.year)
    month = month or (ledger.when.month if ledger.when else None)
    if isinstance(year, str) and isinstance(month, int):
        return year, month
    ledger.refused["month"] = Refusal(ledger.item.sheet.name, MONTH, "", NO_MONTH)
    return None


def _figures(ledger: _Ledger, proposed: SheetProposal, work: Work) -> Drafts:
    """A figure for each category, month and measure. Spend is positive, whichever way round the ledger writes it."""
    draft = Drafts(Part("budget_figure", owns=("value", "note", "decimals", "sheet", "cell")), _FIGURE)
    turned, plans = (-1 if _is_negative(ledger, measure) else 1 for measure in ("actual", "plan"))
    if turned < 0 or plans < 0:
        proposed.notes.append(TURNED)
    power = money_power(" ".join(ledger.item.layout.headings), ledger.item.layout.title)
    for key, found in ledger.sums.items():
        many = len(found.cells)
        note = f"{counted(many, 'row')} of the ledger, {found.cells[0]} to {found.cells[-1]}" if many > 1 else None
        value = found.value * (plans if key[-1] == "plan" else turned)
        place = (work.file.source, ledger.item.sheet.name, found.cells[0], 2 - power if power else 2)
        draft.rows.append((*key, "ledger", value, "ledger", note, *place))
        draft.at.append(found.row)
        draft.cells.append(found.cells[0])
    return draft


def _is_negative(ledger: _Ledger, measure: str) -> bool:
    """Whether a ledger writes a measure as negative: most of its sums are, and not one alone, nor debit less credit.

    A single figure may well be less than nothing, unless its budget is too.
    """
    values = [found.value for key, found in ledger.sums.items() if key[-1] == measure]
    alone = len(values) < FEWEST_TURNED and not (measure == "actual" and _is_negative_plan(ledger))
    if alone or DEBIT in ledger.index or CREDIT in ledger.index:
        return measure == "plan" and _is_negative_plan(ledger)
    return sum(values) < 0 and sum(value < 0 for value in values) * 2 > len(values)


def _is_negative_plan(ledger: _Ledger) -> bool:
    return sum(found.value for key, found in ledger.sums.items() if key[-1] == "plan") < 0


def _claims(ledger: _Ledger) -> list[Claim]:
    """Each printed total held against the rows above it: all of them, or those since the total before."""
    made: list[Claim] = []
    since: dict[str, int] = {}
    for row, amounts, added in ledger.totals:
        for measure, value in amounts.items():
            whole = added.get(measure, 0)
            part = whole - since.get(measure, 0)
            summed = part if agrees(value, 2, Fraction(part)) else whole
            where = f"{ledger.item.sheet.name}!{ledger.item.layout.place(row, ledger.index.get(measure, 0))}"
            label, held = ledger_targets()[measure].label, agrees(value, 2, Fraction(summed))
            made.append(Claim(where, "Total", label, pounds(value), pounds(summed), held))
        since = added
    return made
