"""What a budget return would do: the months and the forecast that were filled in, and every other change refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blmk_desktop.importing.comparing import title_of
from blmk_desktop.importing.proposal import ProposedRow, Refusal, Returned, SheetProposal
from blmk_desktop.importing.returns.budget_form import BudgetReturn
from blmk_desktop.importing.tables.cells import Unreadable, read_column
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.taking import Work
from blmk_desktop.importing.today import Key, Values
from blmk_desktop.periods import month_label
from blmk_desktop.records.declaration import Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.budget_limits import doubtful
from blmk_desktop.rules.wording import counted, listed, pounds
from blmk_desktop.templates import budget_layout as layout
from blmk_desktop.templates.budget_layout import Column
from blmk_desktop.templates.budget_writer import value_of
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import CellError

if TYPE_CHECKING:
    from blmk_desktop.summaries.budget_rows import BudgetRow

UNREAD = object()  # a cell that was refused


def propose_budget_return(found: BudgetReturn, work: Work) -> None:
    """Propose what a return would do. With any refusal nothing of it is taken, and it goes back with comments."""
    area, year = found.marker.code, found.marker.year
    work.file.returned = Returned(
        area, area, f"{month_label(found.month)} {year}" if found.month else year, kind="area"
    )
    name = found.sheet.name if found.sheet else work.workbook.sheets[0].name
    proposed = SheetProposal(name, layout.FORM, layout.TITLE, notes=list(found.sheet.notes) if found.sheet else [])
    work.file.sheets.append(proposed)
    if why := _wrong(found, work):
        proposed.refused.append(Refusal(name, why[0], area, why[1]))
        return
    reading = _Reading(found, work, proposed, _lines(found, work))
    reading.read()
    if not proposed.refused:
        reading.take()
    if not found.sent:
        work.file.notes.append(
            "the hidden sheet that says what was sent has gone: what differs from today counts as filled in"
        )


def _wrong(found: BudgetReturn, work: Work) -> tuple[str, str] | None:
    """Why nothing can be said of a return: of another version, of no area or another one, without its table."""
    version, area = found.marker.version, found.marker.code
    if version != layout.VERSION:
        newer = f"the form is of version {version}, and only version {layout.VERSION} can be read here yet"
        older = f"the form is out of date (version {layout.VERSION} is current): ask for a new one"
        return "Template version", newer if version > layout.VERSION else older
    if (area,) not in work.now.entries("area"):
        return "Area", f"there is no area '{area}' here" if area else "the hidden sheet does not say whose form it is"
    if found.written and folded(found.written) != folded(area):
        return "Area", f"the form was sent to {area}, and says that it is of {found.written}"
    if not found.month or not found.marker.year:
        return "Month", "the form's hidden sheet does not say of which month it is"
    if found.sheet is None:
        return "Table", "the table of the form is not there: have its headings been changed?"
    return None


def _lines(found: BudgetReturn, work: Work) -> dict[str, BudgetRow]:
    """The lines of the area in the budget in force, by category."""
    from blmk_desktop.summaries.budget_setting import budget

    rows = budget(work.now.connection, "", found.marker.year).rows
    return {row.category: row for row in rows if row.area == found.marker.code}


@dataclass(slots=True)
class _Reading:
    """The table of a return while it is read. `lines` are those of the budget today."""

    found: BudgetReturn
    work: Work
    proposed: SheetProposal
    lines: dict[str, BudgetRow]
    seen: dict[str, int] = field(default_factory=dict)
    figures: list[tuple[Values, str]] = field(default_factory=list)  # what each row says, and where
    silent: list[str] = field(default_factory=list)  # lines that say nothing of the month

    def read(self) -> None:
        """Read every row."""
        for row in self.found.rows():
            self._row(row)
        gone = [column.heading for column in self.found.columns if column.open and column.name not in self.found.at]
        if gone:
            self.proposed.notes.append(f"without {listed(gone)}, so nothing of it is taken")
        if self.silent:
            lines = counted(len(self.silent), "line says", "lines say")
            self.proposed.notes.append(f"{lines} nothing of {month_label(self.found.month)}: {listed(self.silent)}")
        missing = [name for name in self._sent_categories() if name not in self.seen]
        if missing:
            self.proposed.notes.append(f"{listed(missing)}: on the form that was sent, and gone")

    def take(self) -> None:
        """Propose every figure; only if nothing of the whole form was refused."""
        for values, where in self.figures:
            self._propose(values, where)

    def _sent_categories(self) -> list[str]:
        return list(dict.fromkeys(category for _, category, _ in self.found.sent))

    def refuse(self, row: int, column: Column, why: str) -> None:
        """Refuse a cell."""
        cell = self.found.cell(row, column)
        written = str(cell) if isinstance(cell, CellError) else clean_text(cell)
        self.proposed.refused.append(Refusal(self.found.where(row, column), column.heading, written, why))

    def _row(self, row: int) -> None:
        first = self.found.columns[0]
        category = clean_text(self.found.cell(row, first))
        line = self.lines.get(category)
        if line is None or category in self.seen:
            again = f"the same category stands on row {self.seen.get(category, 0) + 1} too"
            new = f"{self.found.marker.code} has no budget for it in {self.found.marker.year}, and this form adds none"
            blank = "the category is blank, so nobody can say what the row is about"
            self.refuse(row, first, again if category in self.seen else new if category else blank)
            return
        self.seen[category] = row
        before = len(self.proposed.refused)
        values = {column.name: self._value(row, column) for column in self.found.columns[1:]}
        self._untouched(row, line, values)
        if len(self.proposed.refused) == before:
            self._figures(row, line, values)

    def _value(self, row: int, column: Column) -> object:
        """A cell in stored form; UNREAD, and refused, if it cannot be taken."""
        (value,) = read_column(column.field, [self.found.cell(row, column)], self.work.now.names).values
        if isinstance(value, Unreadable):
            self.refuse(row, column, value.why)
            return UNREAD
        return value

    def _sent(self, line: BudgetRow, column: Column) -> str:
        """What a cell said when the form was made; what it would say today where nobody can say."""
        said = self.found.sent.get((layout.SHEET, line.category, column.name))
        now = value_of(line, column, self.found.month)
        return said if said is not None else "" if now is None else str(now)

    def _untouched(self, row: int, line: BudgetRow, values: Values) -> None:
        """Refuse what was changed in columns that are ours, and figures that were blanked."""
        for column in self.found.columns[1:]:
            if column.name not in self.found.at or values[column.name] is UNREAD:
                continue
            value, sent = values[column.name], self._sent(line, column)
            if not column.open and _stored(value) != sent:
                said = f"it said {pounds(int(sent), 0)}" if sent else "it was blank"
                self.refuse(row, column, f"this column cannot be changed on the form: {said} when it was sent")
            elif column.open and column.field.type is Type.FIGURE and value is None and sent:
                why = f"it said {pounds(int(sent), 0)} when the form was sent: write 0 if it came to nothing"
                self.refuse(row, column, why)

    def _figures(self, row: int, line: BudgetRow, values: Values) -> None:
        """The figures that were filled in; refused where one is out of range and no note says why."""
        note, basis = values.get(layout.NOTE), values.get(layout.BASIS)
        for column in self.found.columns:
            measure = "forecast" if column.name == layout.FORECAST else "actual" if column.month else ""
            value = values.get(column.name)
            if not measure or not isinstance(value, int) or _stored(value) == self._sent(line, column):
                continue
            if not note and (why := doubtful(measure, value, line.budget)):
                self.refuse(row, column, why)
                continue
            month = column.month or self.found.month
            about = {"area": line.area, "category": line.category, "year": line.year, "month": month}
            period = "full year" if measure == "forecast" else "month"
            made = {**about, "period": period, "measure": measure, "origin": "return", "value": value}
            if month == self.found.month:
                made |= {name: said for name, said in (("basis", basis), ("note", note)) if said}
            self.figures.append((made, self.found.where(row, column)))
        now = next(column for column in self.found.columns if column.month == self.found.month)
        if values.get(now.name) is None:
            self.silent.append(line.category)

    def _propose(self, values: Values, where: str) -> None:
        """A figure that is new, or that another return gave otherwise."""
        record = RECORDS["budget_figure"]
        sheet, _, cell = where.rpartition("!")
        after = {**values, "source": self.work.file.source, "sheet": sheet, "cell": cell}
        key: Key = tuple(after.get(name) for name in record.key)
        entry = self.work.now.entries("budget_figure").get(key)
        if entry is None:
            proposed = ProposedRow("budget_figure", "added", title_of(record, after), where, after)
            self.work.now.add("budget_figure", key, proposed)
            self.proposed.rows.append(proposed)
            return
        changed = {name: value for name, value in after.items() if entry.values.get(name) != value}
        before = {name: entry.values.get(name) for name in changed}
        status = "changed" if "value" in changed or "basis" in changed or "note" in changed else "unchanged"
        title = title_of(record, entry.values)
        held = (changed, before) if status == "changed" else ({}, {})
        self.proposed.rows.append(ProposedRow("budget_figure", status, title, where, *held, entry.id))


def _stored(value: object) -> str:
    return "" if value is None else str(value)
