"""Drafts against what is there today: which records would be added, changed or left, and which must be refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from blmk_desktop.importing.proposal import ProposedRow, Refusal
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.tables.cells import noun
from blmk_desktop.importing.today import Entry, Key, Today, Values
from blmk_desktop.records.declaration import Record, Type
from blmk_desktop.values import clean_lines, clean_text

CLEARABLE = {"closed", "end"}  # a blank in a later register says that it is open again; any other blank says nothing
Draft = tuple[object, ...]
PLACE = frozenset({"source", "cell"})  # where a figure was read


@dataclass(slots=True)
class Compared:
    """The rows proposed, those refused, and what to tell the user."""

    rows: list[ProposedRow] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """A table's drafts of one kind of record, while they are compared with today's records."""

    drafts: Drafts
    today: Today
    sheet: str
    found: Compared = field(default_factory=Compared)
    record: Record = field(init=False)
    title_at: list[int] = field(init=False)  # where in a draft its title stands
    places: list[str] = field(init=False)  # where each draft stands, as the user finds it: Sheet!A5
    own: dict[str, frozenset[object]] = field(init=False)  # what rows of the table may refer to each other by

    def __post_init__(self) -> None:
        self.record, names = self.drafts.part.declared, self.drafts.names
        keys = self.drafts.column(self.record.key[0]) if len(self.record.key) == 1 else []
        self.own = {self.record.name: frozenset(keys)}
        self.title_at = [names.index(name) for name in self.record.title if name in names]
        cells, sheet = self.drafts.cells, self.sheet
        self.places = [f"{sheet}!{cell}" for cell in cells] or [f"{sheet}!A{row + 1}" for row in self.drafts.at]

    def references(self) -> list[tuple[int, str]]:
        """Where in a draft a reference stands, and to which kind of record."""
        fields = [(at, self.record.by_name[name]) for at, name in enumerate(self.drafts.names)]
        return [(at, item.refers_to) for at, item in fields if item.type is Type.REFERENCE]

    def missing(self, values: Draft, references: list[tuple[int, str]]) -> tuple[str, str] | None:
        """The first reference that points at nothing: its kind and key."""
        known = self.today.names.keys
        for at, kind in references:
            value = values[at]
            if value is not None and value not in known.get(kind, ()) and value not in self.own.get(kind, ()):
                return kind, str(value)
        return None

    def refuse_missing(self, missing: tuple[str, str], number: int) -> None:
        """Refuse a row that speaks of something that is not there."""
        kind, key = missing
        why = f"there is no {noun(kind)} {key} here; import the register that has it first"
        self.found.refused.append(Refusal(self.places[number], self.record.label, key, why))

    def add(self, key: Key, values: Draft, number: int) -> None:
        """Propose a new record, and count it as there from now on."""
        after = dict(zip(self.drafts.names, values, strict=True))
        if None in values:
            after = {name: value for name, value in after.items() if value is not None}
        title = " · ".join([str(values[at]) for at in self.title_at if values[at] is not None])
        proposed = ProposedRow(self.record.name, "added", title, self.places[number], after)
        self.found.rows.append(proposed)
        self.today.add(self.record.name, key, proposed)

    def change_unless_superseded(self, entry: Entry, after: Values, number: int) -> bool:
        """Propose a change, unless something later is known; say whether it is."""
        superseded = self._is_superseded(entry, after)
        if superseded:
            self.leave(entry, number)
        else:
            self.change(entry, after, number)
        return superseded

    def _is_superseded(self, entry: Entry, after: Values) -> bool:
        """Whether a draft only says that something lasts which ended when something later of its practice began.

        A register that does not know of the later one is the older word: it may not bring two networks at once.
        """
        ended = entry.values.get("end")
        if after != {"end": None} or ended is None or "practice" not in entry.values:
            return False
        others = self.today.for_practice(self.record.name, str(entry.values["practice"]))
        return any(str(other.values["start"]) > str(ended) for other in others)

    def leave(self, entry: Entry, number: int) -> None:
        """Say that a record is as it was."""
        title = title_of(self.record, entry.values)
        self.found.rows.append(ProposedRow(self.record.name, "unchanged", title, self.places[number], {}, id=entry.id))

    def change(self, entry: Entry, after: Values, number: int) -> None:
        """Propose a change to a record; to one that this import itself adds or changes it is more of the same."""
        before = {name: entry.values.get(name) for name in after}
        if entry.row is not None:
            entry.row.after.update(after)
            if entry.row.status == "changed":
                entry.row.before = before | entry.row.before
                entry.values.update(after)
            return
        title = title_of(self.record, entry.values)
        where = self.places[number]
        proposed = ProposedRow(self.record.name, "changed", title, where, dict(after), before, entry.id)
        entry.values, entry.row = entry.values | after, proposed
        self.found.rows.append(proposed)


def compare(drafts: Drafts, today: Today, sheet: str, yielding: frozenset[int] = frozenset()) -> Compared:
    """Compare a table's drafts of one kind of record with today's records, and count them as there from now on.

    On the `yielding` sheet rows something later is known already: they only fill in what is not known at all.
    """
    work = Comparison(drafts, today, sheet)
    entries = today.entries(drafts.part.record, _source(drafts))
    references, owns = work.references(), bool(drafts.part.owns)
    keys = list(zip(*(drafts.column(name) or [None] * len(drafts.rows) for name in work.record.key), strict=True))
    clashes = find_clashes(drafts, keys) if owns else {}
    seen: set[Key] = set()
    twice = superseded = 0
    for number, (key, values) in enumerate(zip(keys, drafts.rows, strict=True)):
        if key in clashes:
            work.found.refused.append(_clash(work.record, key, clashes[key], work.places[number]))
        elif references and (missing := work.missing(values, references)) is not None:
            work.refuse_missing(missing, number)
        elif owns and key in seen:
            twice += 1
        else:
            seen.add(key)
            entry = entries.get(key)
            if entry is None:
                work.add(key, values, number)
            elif after := _differences(drafts, entry.values, values, owns=drafts.at[number] not in yielding):
                superseded += work.change_unless_superseded(entry, after, number)
            elif owns:
                work.leave(entry, number)
    if superseded:
        work.found.notes.append(f"{superseded:,} ended already, since something later is known; the end stays")
    if twice:
        rows = "rows stand twice, word for word; one of each is kept"
        work.found.notes.append(f"{twice:,} {rows}" if twice > 1 else "1 row stands twice, word for word; one is kept")
    return work.found


def _source(drafts: Drafts) -> str | None:
    """The one source that all drafts are of, if they are: then only its records need be looked at."""
    sources = set(drafts.column("source")) if "source" in drafts.part.declared.key else set()
    return str(next(iter(sources))) if len(sources) == 1 else None


@dataclass(slots=True)
class Clash:
    """The rows (1-based) on which one record stands with different values, and the names of the fields that differ."""

    rows: list[int]
    differing: dict[str, None] = field(default_factory=dict)


def find_clashes(drafts: Drafts, keys: Sequence[Key]) -> dict[Key, Clash]:
    """Keys that stand on more than one row with different values."""
    if len(set(keys)) == len(keys):
        return {}
    first: dict[Key, tuple[Draft, int]] = {}
    found: dict[Key, Clash] = {}
    for key, values, row in zip(keys, drafts.rows, drafts.at, strict=True):
        if key not in first:
            first[key] = (values, row + 1)
            continue
        pairs = zip(drafts.names, first[key][0], values, strict=True)
        differing = [name for name, one, other in pairs if one != other and name != "cell"]
        if differing or key in found:
            clash = found.setdefault(key, Clash([first[key][1]]))
            clash.rows.append(row + 1)
            clash.differing.update(dict.fromkeys(differing))
    return found


def _clash(record: Record, key: Key, clash: Clash, where: str) -> Refusal:
    listed = " and ".join(map(str, clash.rows))
    labels = ", ".join(record.by_name[name].label for name in clash.differing)
    written = " ".join(str(part) for part in key if part is not None)
    return Refusal(where, record.label, written, f"stands on rows {listed} with a different {labels}")


def title_of(record: Record, values: Values) -> str:
    """Which record it is, in words."""
    return " · ".join([str(values[name]) for name in record.title if values.get(name) is not None])


def _differences(drafts: Drafts, now: Values, values: Draft, *, owns: bool) -> Values:
    """The fields that the draft would change: its own where it differs, others only where nothing is known."""
    found: Values = {}
    if tuple(map(now.get, drafts.names)) == values:
        return found
    for name, value in zip(drafts.names, values, strict=True):
        known = now.get(name)
        if value != known and _would_change(drafts, name, known, value, owns=owns):
            found[name] = value
    if not drafts.part.moves and found.keys() <= {"source", "cell"} and now.get("source"):
        return {}  # the same again from another file: it was read from the first
    if "source" in found and "cell" in drafts.names:
        found["cell"] = values[drafts.names.index("cell")]
    return found


def _would_change(drafts: Drafts, name: str, known: object, value: object, *, owns: bool) -> bool:
    if value is None and not drafts.part.whole and name not in CLEARABLE:
        return False
    part = drafts.part
    own = owns and ((name in part.owns and name != "cell") or (part.moves and name in PLACE))
    return known is None or (own and not _same_text(known, value, lines=part.declared.by_name[name].lines))


def _same_text(known: object, value: object, *, lines: bool) -> bool:
    """Whether two texts differ in white space only; where `lines` end says something too."""
    clean = clean_lines if lines else clean_text
    return isinstance(known, str) and isinstance(value, str) and clean(known) == value
