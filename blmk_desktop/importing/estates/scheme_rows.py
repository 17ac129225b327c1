"""What is particular to rows of schemes: periods as dates, names with their place, whom a scheme is for, its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.rows import Drafts, RecordTable, RowsRead
from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.importing.tables.names import Names, folded_name
from blmk_desktop.importing.taking import Work
from blmk_desktop.importing.today import Today
from blmk_desktop.rules.scheme_words import expected, fund_kind_in, kind_in, patients_in, place_in, rooms_in
from blmk_desktop.rules.wording import counted, in_words, listed, several

FORM = "schemes"
FROM, BY, NAME = "scheme.expected_from", "scheme.expected_by", "scheme.name"
STAGE, STAGE_DAY = "scheme_stage.stage", "scheme_stage.on"
AGREEMENTS = "agreements"
LISTED = 4
ALIKE = 85  # of 100: how alike two names must be to be told of
_BRACKETED = re.compile(r"^(?P<name>.+?)\s*\((?P<place>[^()]+)\)$")
_ABOVE = re.compile(r"\bsee\s+(?P<what>.{3,60}?)\s+above\b", re.IGNORECASE)


def with_periods(layout: Layout, columns: list[ColumnMatch]) -> tuple[Layout, list[ColumnMatch], list[str]]:
    """The same table with '2020/21' under 'expected by' as its first and last day, and what was understood.

    What is no period stays as it is, and is refused as a date.
    """
    by = next((match for match in columns if match.target == BY), None)
    if by is None:
        return layout, columns, []
    has_from = any(match.target == FROM for match in columns)
    width = max(len(layout.headings), *(len(row) for row in layout.sheet.rows), 0)
    rows, origin = list(layout.sheet.rows), dict(layout.origin)
    notes: dict[str, None] = {}
    for row in layout.row_numbers():
        cell = layout.cell(row, by.index)
        try:
            found = expected(cell) if cell not in (None, "") else None
        except ValueError:
            continue
        if found is None:
            continue
        cells = [*rows[row], *[None] * (width - len(rows[row]))]
        cells[by.index] = found.last
        rows[row] = cells if has_from else [*cells, found.first if found.first != found.last else None]
        origin[row, width] = (row, by.index)
        if found.note:
            notes[f"{layout.sheet.name}!{layout.place(row, by.index)}: {found.note}"] = None
    made = replace(layout, sheet=replace(layout.sheet, rows=rows), origin=origin)
    if has_from:
        return made, columns, list(notes)
    made.headings = [*layout.headings, *[""] * (width - len(layout.headings)), by.heading]
    return made, [*columns, ColumnMatch(width, by.heading, FROM, "position")], list(notes)


def said_of_schemes(item: Recognised, work: Work) -> dict[str, str]:
    """What holds for all rows that have no column for it: since when schemes stand so, what kind money is."""
    if item.form.name == FORM:
        return {"on": work.options.as_at} if work.options.as_at else {}
    kinds = {fund_kind_in(text) for text in (item.layout.title, item.sheet.name, work.workbook.name)} & {"S106", "CIL"}
    return {"kind": kinds.pop()} if item.form.name == AGREEMENTS and len(kinds) == 1 else {}


@dataclass(slots=True)
class _Read:
    """The schemes of a sheet, what is made up of them, and what to say of it."""

    now: Today
    sheet: str
    parties: list[tuple[object, ...]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    kinds: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def names(self) -> Names:
        """What is known by name."""
        return self.now.names


def settle_schemes(table: RecordTable, read: RowsRead, now: Today) -> None:
    """Take the place out of a name, and read from its words what the table has no column for. Says so in `read`."""
    if table.form.name != FORM:
        return
    reading = _Read(now, table.layout.sheet.name)
    schemes, parties, stages = read.drafts
    given = set(schemes.names)
    filled = [
        _filled(dict(zip(schemes.names, values, strict=True)), row, given, reading) for row, values in _rows(schemes)
    ]
    schemes.part = replace(schemes.part, owns=tuple(given))  # what is only read from words fills in what is not known
    schemes.names = tuple(dict.fromkeys((*schemes.names, "place", "kind", "rooms", "list_served")))
    schemes.rows = [tuple(values.get(name) for name in schemes.names) for values in filled]
    _settle_parties(parties, reading)
    _settle_stages(table, stages, reading)
    read.notes += _said(reading)


def _settle_parties(draft: Drafts, reading: _Read) -> None:
    """Whom schemes are for: what the table's own columns say, and the networks that names and outlines name."""
    kept: dict[tuple[object, ...], int] = {}
    for row, values in _rows(draft):
        said = dict(zip(draft.names, values, strict=True))
        if said.get("practice") or said.get("pcn"):
            name = scheme_name(str(said["scheme"]), reading.now)[0]
            kept[name, said.get("practice"), said.get("pcn")] = row
    for values, row in zip(reading.parties, reading.at, strict=True):
        kept.setdefault(values, row)
    draft.names, draft.rows, draft.at = ("scheme", "practice", "pcn"), list(kept), list(kept.values())


def _settle_stages(table: RecordTable, draft: Drafts, reading: _Read) -> None:
    """The stages that the table names, by the name under which a scheme is kept; not again where it stands already."""
    if STAGE in table.index and not draft.rows:
        reading.notes.append("stages are left out, since nothing says from when: a column with the date, or --as-at")
    if not draft.rows:
        return
    last = _last_stages(reading.now)
    draft.part = replace(draft.part, owns=("scheme", "on", "stage"))
    kept = []
    for row, values in _rows(draft):
        said = dict(zip(draft.names, values, strict=True))
        said["scheme"] = scheme_name(str(said["scheme"]), reading.now)[0]
        if STAGE_DAY in table.index or last.get(said["scheme"]) != said["stage"]:
            kept.append((row, tuple(said[name] for name in draft.names)))
    draft.at, draft.rows = [row for row, _ in kept], [values for _, values in kept]


def _last_stages(now: Today) -> dict[object, object]:
    """The stage in which each scheme stands."""
    entries = sorted(now.entries("scheme_stage").values(), key=lambda entry: str(entry.values["on"]))
    return {entry.values["scheme"]: entry.values["stage"] for entry in entries}


def _rows(draft: Drafts) -> list[tuple[int, tuple[object, ...]]]:
    return list(zip(draft.at, draft.rows, strict=True))


def _filled(values: dict[str, object], row: int, given: set[str], reading: _Read) -> dict[str, object]:
    """A scheme with what its own words say of it, wherever the table has no column for that."""
    written, text = str(values["name"]), str(values.get("description") or "")
    name, place = scheme_name(written, reading.now)
    values["name"] = name
    if "place" not in given:
        values["place"] = place or None
    if "kind" not in given and (kind := kind_in(written, text)):
        values["kind"] = kind
        known = reading.now.entries("scheme").get((name,))
        if not (known and known.values.get("kind")):
            reading.kinds.setdefault(kind, []).append(name)
    if "rooms" not in given:
        values["rooms"] = rooms_in(text)
    if "list_served" not in given:
        values["list_served"] = patients_in(text)
    for pcn in networks_in(written, text, reading.names):
        reading.parties.append((name, None, pcn))
        reading.at.append(row)
    _note_name(written, name, row, reading)
    if above := _ABOVE.search(text):
        where = f"{reading.sheet}!A{row + 1}"
        reading.notes.append(f"{where} refers to '{above['what']}' above; what stands there has to be read beside it")
    return values


def scheme_name(written: str, now: Today) -> tuple[str, str]:
    """The name under which a scheme is kept, and its place if the name has that in brackets; '' if not.

    'Kingsway (Luton)' is Kingsway, which is in Luton, unless the Kingsway that is known is of another place; and
    'Kempston Hub (MSCCC)' is Kempston Hub if that is known.
    """
    known = now.names.written.get("scheme", {})
    split = _BRACKETED.match(written)
    if found := known.get(folded_name(written)):
        return found, ""
    if split is None:
        return written, ""
    place = now.names.resolve("place", split["place"]) or ""
    same = known.get(folded_name(split["name"]))
    if same is None:
        return (split["name"], place) if place else (written, "")
    entry = now.entries("scheme").get((same,))
    elsewhere = entry.values.get("place") if entry else None
    return (written, place) if place and elsewhere and elsewhere != place else (same, place)


def networks_in(written: str, text: str, names: Names) -> list[str]:
    """The codes of the networks that a scheme's name or description names as such: '... PCN'."""
    found: dict[str, None] = {}
    for part in (*re.split(r"\s*[/;]\s*", written), *_named(text, names)):
        if part.rstrip().upper().endswith(" PCN") or " PCN " in f"{part} ".upper():
            name = part[: part.upper().index(" PCN") + 4]
            code = names.resolve("pcn", name)
            if code:
                found[code] = None
    return list(found)


def _named(text: str, names: Names) -> list[str]:
    """The longest run of capitalised words before each 'PCN' that is a known name."""
    found = []
    for match in re.finditer(r"((?:[A-Z][\w&'’-]*\s+){1,5})PCN\b", text):
        words = match[1].split()
        runs = [" ".join(words[at:]) for at in range(len(words))]
        known = next((run for run in runs if names.resolve("pcn", f"{run} PCN")), None)
        if known:
            found.append(f"{known} PCN")
    return found


def _note_name(written: str, name: str, row: int, reading: _Read) -> None:
    where = f"{reading.sheet}!A{row + 1}"
    if name != written:
        reading.notes.append(f"{where}: '{written}' is taken for {name}")
    elif near := like_names(name, reading.names):
        reading.notes.append(
            f"{where}: '{name}' may be known as {listed(near)}; if so, say that they are one in the aliases"
        )


def like_names(name: str, names: Names) -> list[str]:
    """The known schemes that a name may mean: by initials, as GHH is Gilbert Hitchcock House, or nearly alike."""
    known = [key for key in names.keys.get("scheme", ()) if key != name]
    initials = set(re.findall(r"\b[A-Z]{3,5}\b", name))
    runs = _initials(name)
    return sorted(
        key
        for key in known
        if set(re.findall(r"\b[A-Z]{3,5}\b", key)) & runs or initials & _initials(key) or _alike(key, name)
    )[:LISTED]


def _initials(name: str) -> set[str]:
    """The initials of three to five words in a row: GHH, GHHH of Gilbert Hitchcock House Hub."""
    letters = "".join(word[0] for word in re.findall(r"\b[A-Z][a-z]+", name))
    return {letters[at : at + size] for size in (3, 4, 5) for at in range(len(letters) - size + 1)}


def _alike(one: str, other: str) -> bool:
    """Whether two names are nearly the same, what stands in brackets behind them left out."""
    from rapidfuzz import fuzz

    bare = [folded_name(split["name"] if (split := _BRACKETED.match(name)) else name) for name in (one, other)]
    return bool(fuzz.ratio(*bare) >= ALIKE)


def _said(reading: _Read) -> list[str]:
    kinds = [f"{kind}: {several(names, LISTED)}" for kind, names in sorted(reading.kinds.items())]
    notes = list(reading.notes)
    if kinds:
        notes.append(f"the kind of a scheme is read from its words ({'; '.join(kinds)})")
    if reading.parties:
        networks = {str(values[2]) for values in reading.parties}
        labels = reading.names.labels.get("pcn", {})
        named = several(sorted(in_words(labels.get(code, code)) for code in networks), LISTED)
        notes.append(f"{counted(len(networks), 'network')} named as whom a scheme is for: {named}")
    return notes


def place_of(comment: str, names: Names) -> str | None:
    """The place that a comment begins with, as in 'Luton estates scheme'; None if it names none that is known."""
    said = place_in(comment)
    return names.resolve("place", said) if said else None
