"""What an update form would do: the open cells that were changed, what was added, and every other change refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from blmk_desktop.importing.comparing import title_of
from blmk_desktop.importing.proposal import ProposedRow, Refusal, Returned, SheetProposal
from blmk_desktop.importing.returns.update_form import ReturnedForm, UpdateTable
from blmk_desktop.importing.tables.cells import Unreadable, read_column
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.taking import Work
from blmk_desktop.importing.today import Entry, Key, Values
from blmk_desktop.periods import show_date, today
from blmk_desktop.records.declaration import Field, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import listed
from blmk_desktop.templates.update_layout import ADDED, KEY, OPEN, SHOWN, TOLD, VERSION, Adds, Column
from blmk_desktop.values import clean_text, show_figure
from blmk_desktop.workbook import CellError

UNREAD = object()  # a cell that was refused
# Days on which something happened, which cannot lie ahead.
HAPPENED = {
    ("scheme_stage", "on"),
    ("risk_score", "on"),
    ("risk_review", "on"),
    ("scheme", "completed"),
    ("milestone", "completed"),
    ("risk_action", "done"),
}


def propose_update(found: ReturnedForm, work: Work) -> None:
    """Propose what an update would do. With any refusal nothing of it is taken, and it goes back with comments."""
    who = found.marker.code
    work.file.returned = Returned(who, who, "", kind="person")
    if _wrong(found, work):
        return
    readings = []
    for table in found.tables:
        proposed = SheetProposal(table.sheet.name, found.form.name, found.form.title, notes=list(table.sheet.notes))
        work.file.sheets.append(proposed)
        readings.append(_Reading(found, table, work, proposed))
        readings[-1].read()
    for reading in [] if work.file.sent_back else readings:
        reading.take()
    if not found.sent:
        work.file.notes.append(
            "the hidden sheet that says what was sent has gone: what differs from today counts as changed"
        )
    work.file.notes += [f"the table '{name}' was sent and has gone: nothing of it is changed" for name in found.missing]


def _wrong(found: ReturnedForm, work: Work) -> bool:
    """Refuse a form of which nothing can be said: of another version, for nobody, without any table."""
    version, why, what = found.marker.version, "", ""
    if version != VERSION:
        newer = f"the form is of version {version}, and only version {VERSION} can be read here yet"
        what = "Template version"
        why = (
            newer if version > VERSION else f"the form is out of date (version {VERSION} is current): ask for a new one"
        )
    elif not found.marker.code:
        what, why = "For", "the form's hidden sheet does not say whom it was sent to"
    elif not found.tables:
        what, why = "Table", "none of the form's tables is there: have their headings been changed?"
    if why:
        name = work.workbook.sheets[0].name
        refusal = Refusal(name, what, found.marker.code, why)
        work.file.sheets.append(SheetProposal(name, found.form.name, found.form.title, refused=[refusal]))
    return bool(why)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a row (0-based) says: the fields of its record that change, and the records that it adds."""

    row: int
    entry: Entry
    after: Values
    added: list[tuple[Adds, Values]]


@dataclass(slots=True)
class _Reading:
    """One table of the form while it is read."""

    found: ReturnedForm
    table: UpdateTable
    work: Work
    proposed: SheetProposal
    seen: dict[Key, int] = field(default_factory=dict)
    said: list[_Said] = field(default_factory=list)

    def read(self) -> None:
        """Read every row."""
        for row in self.table.filled():
            self._row(row)
        gone = [column.heading for column in self.table.block.of_role(OPEN) if column.name not in self.table.columns]
        if gone:
            self.proposed.notes.append(f"without {listed(gone)}, so nothing of it is changed")
        if self.table.strange:
            names = listed([f"'{name}'" for name in self.table.strange])
            self.proposed.notes.append(f"{names}: not on the form that was sent, and left out")

    def take(self) -> None:
        """Propose what every row says; only if nothing of the whole form was refused."""
        for said in self.said:
            self._change(said.row, said.entry, said.after)
            for adds, values in said.added:
                self._add(said.row, values, adds)

    def refuse(self, row: int, column: Column, why: str) -> None:
        """Refuse a cell."""
        cell = self.table.cell(row, column)
        written = str(cell) if isinstance(cell, CellError) else clean_text(cell)
        self.proposed.refused.append(Refusal(self.table.where(row, column), column.heading, written, why))

    def _row(self, row: int) -> None:
        key = self._key(row)
        entry = self._entry(row, key) if key else None
        if key is None or entry is None:
            return
        before = len(self.proposed.refused)
        self._untouched(row, key, entry)
        after = self._changed(row, key, entry)
        self._reasoned(row, entry, after)
        added = [(adds, values) for adds in self.table.block.adds if (values := self._added(row, key, adds))]
        closed = entry.values.get("closed")
        if (after or added) and closed and len(self.proposed.refused) == before:
            why = f"this {self._thing()} was closed on {show_date(str(closed))}, so there is nothing more to report"
            self.refuse(row, self.table.block.of_role(KEY)[0], why)
        if len(self.proposed.refused) == before:
            self.said.append(_Said(row, entry, after, added))

    def _reasoned(self, row: int, entry: Entry, after: Values) -> None:
        """Refuse a colour for which no reason is given."""
        reason = after.get("rag_reason", entry.values.get("rag_reason"))
        if after.get("rag") and not reason:
            column = next(column for column in self.table.block.of_role(OPEN) if column.name == "rag_reason")
            self.refuse(row, column, f"say why it is {after['rag']}")

    def _key(self, row: int) -> Key | None:
        """Which record a row is about; None if that cannot be read."""
        columns = self.table.block.of_role(KEY)
        values = [self._value(row, column) for column in columns]
        if UNREAD in values:
            return None
        blank = next((column for column, value in zip(columns, values, strict=True) if value is None), None)
        if blank is None:
            return tuple(values)
        self.refuse(row, blank, f"{blank.heading} is blank, so nobody can say which {self._thing()} the row is about")
        return None

    def _thing(self) -> str:
        return self.table.block.record.label.lower()

    def _entry(self, row: int, key: Key) -> Entry | None:
        """The record of today, if it is there and theirs."""
        block, first = self.table.block, self.table.block.of_role(KEY)[0]
        entry = self.work.now.entries(block.kind).get(key)
        if entry is None or not entry.id:
            self.refuse(row, first, f"there is no such {self._thing()} here, and this form adds none")
            return None
        if key in self.seen:
            self.refuse(row, first, f"the same {self._thing()} stands on row {self.seen[key] + 1} too")
            return None
        self.seen[key] = row
        owners = [str(name) for name in self._owners(entry) if name]
        if folded(self.found.marker.code) not in map(folded, owners):
            whose = f"is {listed(owners)}'s" if owners else "has nobody for it"
            self.refuse(row, first, f"this {self._thing()} {whose}, and the form was sent to {self.found.marker.code}")
            return None
        return entry

    def _owners(self, entry: Entry) -> list[object]:
        """Whose a record is: its own owner, and that of the record it belongs to."""
        block = self.table.block
        owners = [entry.values.get("owner")]
        if block.of:
            other = self.work.now.entries(block.of).get((entry.values.get(block.via),))
            owners.append(other.values.get("owner") if other else None)
        return owners

    def _sent(self, key: Key, column: Column) -> str | None:
        """What a cell said when the form was made, as stored text; None where nobody can say."""
        return self.found.sent.get((self.table.block.sheet, "|".join(map(str, key)), column.name))

    def _untouched(self, row: int, key: Key, entry: Entry) -> None:
        """Refuse what was changed in columns that are ours."""
        for column in self.table.block.of_role(SHOWN, TOLD):
            if column.name not in self.table.columns:
                continue
            sent = self._sent(key, column)
            if sent is None and column.role == TOLD:
                continue
            was = _stored(entry.values.get(column.name)) if sent is None else sent
            value = self._value(row, column, quietly=True)
            if _stored(value) != was and not _same_words(value, was):
                shown = f"it said '{_shown(column.field, was)}'" if was else "it was blank"
                self.refuse(row, column, f"this column cannot be changed on the form: {shown} when it was sent")

    def _changed(self, row: int, key: Key, entry: Entry) -> Values:
        """The open cells that were changed, in stored form; one changed here meanwhile too is refused."""
        found: Values = {}
        for column in self.table.block.of_role(OPEN):
            if column.name not in self.table.columns:
                continue
            value = self._value(row, column)
            now, sent = _stored(entry.values.get(column.name)), self._sent(key, column)
            said = _stored(value)
            if value is UNREAD or said in (now, sent) or _same_words(value, now if sent is None else sent):
                continue
            if sent is not None and now != sent:
                why = f"'{_shown(column.field, sent)}' when the form was sent, and '{_shown(column.field, now)}' since"
                self.refuse(row, column, f"it was changed here too, so somebody must say which holds: {why}")
            else:
                found[column.name] = value
        return found

    def _added(self, row: int, key: Key, adds: Adds) -> Values:
        """What was filled in beside the row for a record of its own; {} for nothing new."""
        columns = self.table.block.added(adds)
        values = {name: self._value(row, column) for name, column in columns.items()}
        new = [name for name, value in values.items() if _stored(value) != (self._sent(key, columns[name]) or "")]
        if not any(values[name] is not None for name in new) or UNREAD in values.values():
            return {}
        for name in adds.needs:
            if values[name] is None:
                others = listed([columns[one].field.label for one in new if values[one] is not None])
                self.refuse(row, columns[name], f"{columns[name].field.label} is needed with {others}")
        record = {
            adds.refers: key[0],
            **adds.fixed,
            **{name: _whole(adds, name, value) for name, value in values.items() if value is not None},
        }
        self._refuse_other(row, adds, record)
        return record

    def _value(self, row: int, column: Column, *, quietly: bool = False) -> object:
        """A cell in stored form; UNREAD, and refused unless `quietly`, if it cannot be taken."""
        cell = self.table.cell(row, column)
        if column.role == TOLD and column.field.type is Type.TEXT:
            return clean_text(cell) or None
        declared = column.field
        (value,) = read_column(declared, [cell], self.work.now.names).values
        if isinstance(value, Unreadable):
            if not quietly:
                self.refuse(row, column, value.why.partition(";")[0] if value.alias_of else value.why)
            return UNREAD
        kind = column.name.split(".")[1] if column.role == ADDED else self.table.block.kind
        if not column.locked and (kind, declared.name) in HAPPENED and str(value or "") > today():
            self.refuse(row, column, f"{show_date(str(value))} is still to come: say what has happened")
            return UNREAD
        if isinstance(value, str) and declared.choices and declared.refers_to == "" and value not in declared.choices:
            if not quietly:
                self.refuse(row, column, f"it is none of: {', '.join(declared.choices)}")
            return UNREAD
        return value

    def _change(self, row: int, entry: Entry, after: Values) -> None:
        """Propose the changes of a row, or say that it is as it was."""
        record, where = self.table.block.record, f"{self.table.sheet.name}!A{row + 1}"
        title = title_of(record, entry.values)
        if not after:
            self.proposed.rows.append(ProposedRow(record.name, "unchanged", title, where, {}, id=entry.id))
            return
        before = {name: entry.values.get(name) for name in after}
        proposed = ProposedRow(record.name, "changed", title, where, after, before, entry.id)
        entry.values, entry.row = entry.values | after, proposed
        self.proposed.rows.append(proposed)

    def _add(self, row: int, values: Values, adds: Adds) -> None:
        """Propose the record that was filled in beside a row, or the change of one of that day."""
        record, where = RECORDS[adds.kind], f"{self.table.sheet.name}!A{row + 1}"
        key = tuple(values.get(name) for name in record.key)
        entry = self.work.now.entries(adds.kind).get(key)
        if entry is not None:
            after = {name: value for name, value in values.items() if entry.values.get(name) != value}
            before = {name: entry.values.get(name) for name in after}
            status = "changed" if after else "unchanged"
            title = title_of(record, entry.values)
            self.proposed.rows.append(ProposedRow(record.name, status, title, where, after, before, entry.id))
            return
        kept = {"source": self.work.file.source, "cell": where}
        after = values | {name: value for name, value in kept.items() if name in record.by_name}
        proposed = ProposedRow(record.name, "added", title_of(record, after), where, after)
        self.work.now.add(record.name, key, proposed)
        self.proposed.rows.append(proposed)

    def _refuse_other(self, row: int, adds: Adds, values: Values) -> None:
        """Refuse what would write over something that was recorded here for the same day."""
        key = tuple(values.get(name) for name in RECORDS[adds.kind].key)
        entry = self.work.now.entries(adds.kind).get(key)
        if entry is None or entry.values.get("source") == self.work.file.source:
            return
        name = next((name for name, value in values.items() if entry.values.get(name) != value), "")
        if not name:
            return
        column = self.table.block.added(adds)[name]
        held = _shown(column.field, _stored(entry.values.get(name)))
        record = RECORDS[adds.kind].label.lower()
        self.refuse(row, column, f"another {record} of that day is here already: {held or 'blank'}")


def _whole(adds: Adds, name: str, value: object) -> object:
    """A figure that the form offers as a choice, such as a likelihood, as the number that it is."""
    return int(str(value)) if RECORDS[adds.kind].by_name[name].type is Type.FIGURE else value


def _stored(value: object) -> str:
    return "" if value is None else str(value)


def _same_words(value: object, was: str | None) -> bool:
    """Whether a text differs from what it was in white space only."""
    return isinstance(value, str) and was is not None and clean_text(value) == clean_text(was)


def _shown(declared: Field, stored: str) -> str:
    """A stored value as people read it."""
    if declared.type is Type.DATE:
        return show_date(stored)
    if declared.type is Type.FIGURE and declared.unit and stored.lstrip("-").isdigit():
        return show_figure(int(stored), declared.unit.places, declared.unit.decimals_exact)
    return stored if len(stored) < 80 else f"{stored[:77]}..."
