"""The rows of a plan table sorted out: which are about somebody, which are totals and of what, which are refused."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from blmk_desktop.importing.plans.beside import KINDS
from blmk_desktop.importing.plans.measures import FigureColumns, plan_score
from blmk_desktop.importing.proposal import Refusal
from blmk_desktop.importing.tables.cells import unknown_name
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_no_sum, is_overall, is_total, named_in
from blmk_desktop.periods import find_month
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.values import clean_text, read_absent
from blmk_desktop.workbook import CellError, cell_name

_NEARLY = re.compile(r"[^a-z0-9]*\d(?!\d?[/.-]\d\d?[/.-])", re.IGNORECASE)  # begins with a number, not with a date


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom figures are about, at their finest grain: a network's place is known from the register, not repeated."""

    place: str | None = None
    pcn: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of data (0-based) with its subject, the place it belongs to, and the month if a column names it."""

    row: int
    subject: Subject
    place: str | None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A row that is the total of the data lines between two rows (0-based, inclusive; None: of nothing above)."""

    row: int
    subject: Subject
    first: int | None
    last: int | None
    named: bool = True  # says that it is a total; a row without any name is one only if it adds up


@dataclass(slots=True)
class Lines:
    """All rows of a plan table that hold figures."""

    data: list[Line] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    bad: set[int] = field(default_factory=set)  # rows refused as a whole
    notes: list[str] = field(default_factory=list)
    next_table: int | None = None  # the row (0-based) with the headings of another table below this one


@dataclass(slots=True)
class Table:
    """A plan table, the columns found in it, and the names that are known."""

    layout: Layout
    columns: FigureColumns
    names: Names

    def where(self, row: int, index: int) -> str:
        """A cell as the user finds it: Sheet!B3."""
        return f"{self.layout.sheet.name}!{cell_name(row, index)}"

    def text(self, row: int, index: int) -> str:
        """A label cell as clean text."""
        cell = self.layout.cell(row, index)
        return str(cell) if isinstance(cell, CellError) else clean_text(cell)

    def has_figures(self, row: int) -> bool:
        """Whether any cell under a measure holds something."""
        cells = (self.layout.cell(row, column.index) for column in self.columns.measures)
        return any(isinstance(cell, CellError) or not read_absent(cell) for cell in cells)

    def names_on(self, row: int) -> dict[str, str]:
        """The cells of a row that name whom it is about, by kind, those that are filled."""
        texts: dict[str, str] = {}
        columns = [*self.columns.subjects.items(), *(item for item in self.columns.also if item[0] in KINDS)]
        for name, index in columns:
            texts[name] = texts.get(name) or self.text(row, index)
        return {name: text for name, text in texts.items() if text}

    def others_on(self, row: int) -> list[object]:
        """The other texts on the left of the figures."""
        first = min(column.index for column in self.columns.measures)
        known = set(self.columns.subjects.values())
        return [text for index in range(first) if index not in known and (text := self.text(row, index))]


def read_lines(table: Table) -> Lines:
    """Sort out every row under the headings; rows without a figure say nothing and are passed over."""
    lines = Lines()
    above: dict[str, str] = {}
    total_rows: list[int] = []
    for row in table.layout.row_numbers():
        if not table.has_figures(row):
            continue
        if _is_heading(table, row):
            if _another_table(table, row, lines):
                break
            continue
        if _is_no_sum(table, row):
            lines.notes.append(f"row {row + 1} is neither data nor a sum; it is left out")
        elif _is_total(table, row):
            total_rows.append(row)
            above.clear()
        else:
            _add_line(table, row, lines, above)
    _refuse_twice(table, lines)
    lines.totals = [_total(table, row, lines, total_rows) for row in total_rows]
    _coarser_rows_are_totals(lines)
    return lines


def _is_heading(table: Table, row: int) -> bool:
    """Whether a row under the headings holds headings again: words where figures should be, and no figure."""
    cells = [table.layout.cell(row, column.index) for column in table.columns.measures]
    words = [cell for cell in cells if isinstance(cell, str) and cell.strip() and not cell.strip()[0].isdigit()]
    if len(words) < sum(cell not in (None, "") for cell in cells):
        return False
    again = sum(_is_heading_of(table, cell) for cell in words)
    return again * 2 > len(words) or plan_score([clean_text(cell) for cell in table.layout.sheet.rows[row]]) > 1


def _is_heading_of(table: Table, cell: str) -> bool:
    return any(folded(column.heading).endswith(folded(cell)) for column in table.columns.measures)


def _another_table(table: Table, row: int, lines: Lines) -> bool:
    """The headings of a second page are passed over; those of another table end this one."""
    columns = table.columns.measures
    cells = [folded(clean_text(table.layout.cell(row, column.index))) for column in columns]
    if all(folded(column.heading).endswith(cell) for column, cell in zip(columns, cells, strict=True)):
        return False
    lines.next_table = row
    return True


def _is_no_sum(table: Table, row: int) -> bool:
    return any(
        is_no_sum([text]) and not table.names.resolve(KINDS[name], text) for name, text in table.names_on(row).items()
    )


def _is_total(table: Table, row: int) -> bool:
    """Whether a row says that it is a total, or says nothing at all. A network may well be called Total Health."""
    names, others = table.names_on(row), table.others_on(row)
    said = any(
        is_total([text], table.names) and not table.names.resolve(KINDS[name], text) for name, text in names.items()
    )
    return said or is_total(others, only=True) or not (names or others)


def _add_line(table: Table, row: int, lines: Lines, above: dict[str, str]) -> None:
    found: dict[str, str] = {}
    for name, text in _subject_texts(table, row, lines, above).items():
        key = _key(table, row, name, text)
        place = table.names.resolve("place", text) if key is None and name == "pcn" else None
        if key is None and place is None:
            if _is_remark(table, row):
                lines.notes.append(
                    f"row {row + 1} ({text[:40]}) names nobody known and holds no figure; it is left out"
                )
            else:
                _refuse_name(table, row, name, text, lines)
            return
        found["place" if place else name] = place or key or ""
        if _refuse_two(table, row, name, key, lines):
            return
    if not found:
        _refuse_nameless(table, row, lines)
        return
    month = _month(table, row, lines)
    if month is not None or table.columns.month is None:
        place = _place(table, row, found, lines)
        if "pcn" in found:
            found.pop("place", None)
        lines.data.append(Line(row, Subject(**found), place, month))


def _is_remark(table: Table, row: int) -> bool:
    """Whether no cell under a measure holds a figure, an error or anything like a figure: a line under the table."""
    cells = [table.layout.cell(row, column.index) for column in table.columns.measures]
    return not any(isinstance(cell, CellError | int | float) or _NEARLY.match(str(cell or "")) for cell in cells)


def _key(table: Table, row: int, name: str, text: str) -> str | None:
    """Whom a row names; where its first name is unknown, by the code or name that stands beside it."""
    written = [text, *(table.text(row, index) for also, index in table.columns.also if also == name)]
    keys = (table.names.resolve(KINDS[name], each) for each in written if each)
    return next((key for key in keys if key), None)


def _refuse_two(table: Table, row: int, name: str, key: str | None, lines: Lines) -> bool:
    """Refuse a row whose code and name are two different ones: nobody can say whose figures they are."""
    for also, index in table.columns.also:
        text = table.text(row, index) if also == name in KINDS else ""
        other = table.names.resolve(KINDS[name], text) if text else None
        if key and other and other != key:
            label = RECORDS[KINDS[name]].label
            first = table.text(row, table.columns.subjects[name])
            why = f"the row names two: {first} and {text}; say which it is"
            lines.refused.append(Refusal(table.where(row, index), label, text, why))
            lines.bad.add(row)
            return True
    return False


def _subject_texts(table: Table, row: int, lines: Lines, above: dict[str, str]) -> dict[str, str]:
    """The names on a row. Where only the role is repeated, the others are those of the row above, with a note."""
    texts = table.names_on(row)
    for name in sorted(table.columns.subjects, key=lambda name: table.columns.subjects[name]):
        if texts.get(name, above.get(name)) != above.get(name):
            above.clear()
        if "role" in texts and name not in texts and above.get(name):
            texts[name] = above[name]
            note = f"blank cells under {RECORDS[KINDS[name]].label} are read as the name above them"
            lines.notes += [note] if note not in lines.notes else []
    above.update(texts)
    return texts


def _refuse_name(table: Table, row: int, name: str, text: str, lines: Lines) -> None:
    unknown = unknown_name(KINDS[name], text, table.names)
    where = table.where(row, table.columns.subjects[name])
    label = RECORDS[KINDS[name]].label
    lines.refused.append(Refusal(where, label, text, unknown.why, unknown.suggestions, unknown.alias_of))
    lines.bad.add(row)


def _refuse_nameless(table: Table, row: int, lines: Lines) -> None:
    index = next(iter(table.columns.subjects.values()))
    said = ", ".join(map(str, table.others_on(row)))[:60]
    lines.refused.append(Refusal(table.where(row, index), "Name", said, "these figures do not say whom they are about"))
    lines.bad.add(row)


def _month(table: Table, row: int, lines: Lines) -> int | None:
    """The month that a row's own column names (1 = April)."""
    if table.columns.month is None:
        return None
    cell = table.layout.cell(row, table.columns.month)
    text = f"{cell:%B %Y}" if isinstance(cell, date) else clean_text(cell)
    month = find_month(text)
    if month is None:
        why = "the month is not plain; write it as M01 (April) to M12 (March), or by its name"
        lines.refused.append(Refusal(table.where(row, table.columns.month), "Month", text, why))
        lines.bad.add(row)
    return month


def _place(table: Table, row: int, found: dict[str, str], lines: Lines) -> str | None:
    """The place of a row: for a network what the register says, noting where the sheet says otherwise."""
    place, pcn = found.get("place"), found.get("pcn")
    if pcn is None:
        return place
    registered = table.names.places.get(pcn)
    if place and registered and place != registered:
        where = table.where(row, table.columns.subjects["place"])
        name = table.names.labels["pcn"].get(pcn, pcn)
        lines.notes.append(f"{where} puts {name} in {place}; the register has {registered}")
    return registered or place


def _refuse_twice(table: Table, lines: Lines) -> None:
    """A subject on two rows: the same word for word, one is kept; with different figures, neither is taken."""
    same: dict[tuple[Subject, int | None], list[Line]] = defaultdict(list)
    for line in lines.data:
        same[line.subject, line.month].append(line)
    out: set[int] = set()
    for several in same.values():
        if len(several) > 1:
            out |= _one_of(table, several, lines)
    lines.data = [line for line in lines.data if line.row not in out]


def _one_of(table: Table, several: list[Line], lines: Lines) -> set[int]:
    listed = " and ".join(str(line.row + 1) for line in several)
    index = max(table.columns.subjects.values())
    name = " · ".join(table.names_on(several[0].row).values())
    figures = {
        tuple(clean_text(table.layout.cell(line.row, column.index)) for column in table.columns.measures)
        for line in several
    }
    if len(figures) == 1:
        lines.notes.append(f"rows {listed} say the same of {name}, word for word; one of them is kept")
        return {line.row for line in several[1:]}
    why = f"{name} stands on rows {listed} with different figures"
    lines.refused += [Refusal(table.where(line.row, index), "Row", name, why) for line in several]
    lines.bad |= {line.row for line in several}
    return {line.row for line in several}


def _total(table: Table, row: int, lines: Lines, total_rows: list[int]) -> Total:
    """Which rows a total row is the total of: those of the name it bears, else all since the total before it."""
    labels: list[object] = [*table.names_on(row).values(), *table.others_on(row)]
    before = [line for line in lines.data if line.row < row]
    since = max((other for other in total_rows if other < row), default=-1)
    group = [line for line in before if line.row > since]
    subject = _named(table, row)
    if subject != Subject() and any(line.place or line.subject.pcn for line in lines.data):
        own = [line for line in lines.data if _belongs(line, subject)]
        return Total(row, subject, *_span(own, lines))
    if not group or is_overall(labels, table.names):
        first, last = _span(before or (lines.data if len(total_rows) == 1 else []), lines)
        # The totals of places count where they alone give a figure, so they are covered too.
        return Total(row, subject, first, row - 1 if before and last is not None else last, named=bool(labels))
    return Total(row, subject if subject != Subject() else _common(group), *_span(group, lines), named=bool(labels))


def _span(covered: list[Line], lines: Lines) -> tuple[int | None, int | None]:
    """The first and last of the rows covered, with refused ones beside them; none if others stand in between."""
    rows = {line.row for line in covered}
    if not rows or any(min(rows) < line.row < max(rows) and line.row not in rows for line in lines.data):
        return None, None
    first, last = min(rows), max(rows)
    while first - 1 in lines.bad:
        first -= 1
    while last + 1 in lines.bad:
        last += 1
    return first, last


def _common(group: list[Line]) -> Subject:
    """The network or place that all lines belong to, if it is one."""
    pcns, places = {line.subject.pcn for line in group}, {line.place for line in group}
    if len(pcns) == 1 and pcns != {None} and len(group) > 1:
        return Subject(pcn=pcns.pop())
    return Subject(place=places.pop()) if len(places) == 1 else Subject()


def _named(table: Table, row: int) -> Subject:
    """The place or network that a total's own row names: 'Luton total', or 'Total' beside Luton."""
    texts = [named_in(str(text)) for text in (*table.names_on(row).values(), *table.others_on(row))]
    for name in ("pcn", "place"):
        for text in filter(None, texts):
            key = table.names.resolve(name, text)
            if key:
                return Subject(pcn=key) if name == "pcn" else Subject(place=key)
    return Subject()


def _belongs(line: Line, subject: Subject) -> bool:
    return line.subject.pcn == subject.pcn if subject.pcn else line.place == subject.place


def _coarser_rows_are_totals(lines: Lines) -> None:
    """A row that only names a place or network, in a table that has the parts of it too, is the total of those."""
    parts: dict[Subject, list[Line]] = defaultdict(list)
    for line in lines.data:
        if line.subject.role and line.subject.pcn:
            parts[Subject(pcn=line.subject.pcn)].append(line)
        if line.subject.pcn or line.subject.role:
            parts[Subject(place=line.place)].append(line)
    for line in [line for line in lines.data if line.subject in parts]:
        first, last = _span(parts[line.subject], lines)
        if first is not None:
            lines.totals.append(Total(line.row, line.subject, first, last))
            lines.data.remove(line)
