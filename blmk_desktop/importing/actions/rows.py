"""What is particular to action trackers and tables of milestones: whose they are, colours, past deadlines, quarters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from blmk_desktop.acts.actions import reference_of
from blmk_desktop.importing.forms import PROGRAMME, TRACKER, Part
from blmk_desktop.importing.proposal import ColumnMatch, Refusal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.rows import Drafts, RecordTable, RowsRead
from blmk_desktop.importing.taking import Work, last_reports
from blmk_desktop.importing.today import Values
from blmk_desktop.periods import find_dates, find_year, read_date, show_date
from blmk_desktop.rules.brag import WORDS, read_printed
from blmk_desktop.rules.quarters import read_when
from blmk_desktop.rules.wording import counted
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import Sheet

BODIES = ("meeting", "committee_action", "business_item")  # kinds that name a committee
NO_BODY = "Committee"
_BODY_WORD = re.compile(r"\b(committee|group|board|forum|panel|team)\b", re.IGNORECASE)
_NOT_BODY = re.compile(
    r"\s*[-–:|]?\s*\b(action|tracker|log|actions|cycle|annual|business|forward|work ?plan|calendar|meeting of)\b.*$",
    re.IGNORECASE,
)
_NOT_PROGRAMME = re.compile(
    r"\b(milestones?|key|deliverables?|trackers?|tables?|sheets?|final|draft|copy|v\d+"
    r"|20\d\d(?:[-/ ](?:20)?\d\d)?)\b|\(.*?\)",
    re.IGNORECASE,
)
_NO_PROGRAMME = re.compile(r"(the )?(actions?|plans?|programmes?|action plan|programme plan)", re.IGNORECASE)
_STRAND = re.compile(r"\s*(?:pillar|strand|workstream|theme|priority)?\s*(\d{1,2})[.):\s-]")
LISTED = 4
FEWEST_COLOURS = 3  # that make a sheet a key


def colour_key(sheet: Sheet) -> str:
    """A note on a sheet that explains the colours of a tracker; '' for any other sheet."""
    cells = {cell.strip().casefold() for row in sheet.rows for cell in row if isinstance(cell, str)}
    colours = {shown.casefold() for shown in WORDS} & cells
    return "this is the key to a tracker's colours; nothing is taken from it" if len(colours) >= FEWEST_COLOURS else ""


def body_of(texts: Sequence[str], work: Work) -> tuple[str, str]:
    """Which committee a tracker or cycle is of, and a note on how that is known; '' and why where nobody can say.

    `texts` are its title, its sheet and its file. The user's word counts first; then a committee that the data file
    knows, if a text names it; then what a text calls a committee, group or board; then the only one that is known.
    """
    known = sorted({str(entry.values["body"]) for kind in BODIES for entry in work.now.entries(kind).values()})
    if work.options.register:
        return _as_known(work.options.register, known), ""
    said = [body for body in known if " " in body and any(body.casefold() in text.casefold() for text in texts)]
    if said:
        return max(said, key=len), ""
    for text in texts:
        for line in text.split(" · "):
            body = _NOT_BODY.sub("", clean_text(line)).strip(" -–:")
            if _BODY_WORD.search(body) and len(body) < 100:
                return _as_known(body, known), f"taken for the {body}"
    if len(known) > 1:
        return "", "the file does not say which committee it is of; name it with --register, or above the table"
    if known:
        return known[0], f"taken for the {known[0]}, the only one here"
    return NO_BODY, f"the file does not say which committee it is of; it is called {NO_BODY} here"


def _as_known(name: str, known: Iterable[str]) -> str:
    """A name as the data file has it, whatever its capitals."""
    return next((one for one in known if one.casefold() == name.casefold()), name)


def programme_of(item: Recognised, work: Work) -> str:
    """Which programme milestones are of: the user's word, the table's title, its sheet or its file; '' if none says."""
    known = sorted({str(entry.values["programme"]) for entry in work.now.entries("milestone").values()})
    if work.options.register:
        return _as_known(work.options.register, known)
    texts = (*item.layout.title.split(" · "), item.sheet.name, PurePath(work.workbook.name).stem)
    for text in texts:
        words = " ".join(_NOT_PROGRAMME.sub(" ", re.sub(r"[-_]+", " ", text)).split()).strip(" -–:,.")
        if (
            1 < len(words) < 60
            and not _NO_PROGRAMME.fullmatch(words)
            and not words.casefold().startswith(("tab ", "page"))
        ):
            return _as_known(words[0].upper() + words[1:], known)
    return ""


def said_of_all(item: Recognised, work: Work) -> tuple[dict[str, str], list[str], Refusal | None]:
    """What holds for all rows of a tracker or of milestones, with notes; a refusal where it cannot be told."""
    sheet = item.sheet.name
    if item.form.name != TRACKER:
        programme = programme_of(item, work)
        why = "the file does not say which programme it is of; name it with --register, or above the table"
        if not programme:
            return {}, [], Refusal(sheet, "Programme", "", why)
        return {"programme": programme}, [f"taken for milestones of the programme {programme}"], None
    texts = (item.layout.title, sheet, work.workbook.name)
    body, note = body_of(texts, work)
    if not body:
        return {}, [], Refusal(sheet, "Committee or group", "", note)
    on, why = _meeting(texts, work)
    if not on:
        why = "the file does not say to which meeting it went; give its date with --as-at 09/12/2022"
        return {}, [], Refusal(sheet, "Meeting", "", why)
    return {"body": body, "on": on}, [*filter(None, (note, why))], None


def _meeting(texts: Iterable[str], work: Work) -> tuple[str, str]:
    """The meeting that a tracker went to: the user's word, a date in its title or file, else where it proposes closure.

    A tracker is written for the meeting at which it proposes to close what is complete.
    """
    if work.options.as_at:
        return work.options.as_at, ""
    dates = [day for text in texts for day in find_dates(text)]
    if dates:
        return dates[0], f"taken for the tracker of the meeting of {show_date(dates[0])}"
    rows = (row for sheet in work.workbook.sheets for row in sheet.rows)  # what is closed stands on a sheet of its own
    cells = (cell for row in rows for cell in row if isinstance(cell, str))
    proposed = {closing for cell in cells if "clos" in cell.casefold() and (closing := read_printed(cell).closing)}
    if len(proposed) != 1:
        return "", ""
    (on,) = proposed
    return on, f"taken for the tracker of the meeting of {show_date(on)}, at which it proposes to close actions"


def times_in_words(item: Recognised, columns: Sequence[ColumnMatch]) -> list[ColumnMatch]:
    """The columns of milestones, where that of deadlines holds quarters and the like: it is when, as written."""
    taken = {match.target for match in columns}
    if item.form.name != PROGRAMME or "milestone.written" in taken:
        return list(columns)
    return [replace(match, target="milestone.written") if _has_times(item, match) else match for match in columns]


def _has_times(item: Recognised, match: ColumnMatch) -> bool:
    cells = [cell for cell in item.layout.column(match.index) if isinstance(cell, str) and clean_text(cell)]
    return match.target == "milestone.due" and match.sure != "chosen" and any(not _dates(cell) for cell in cells)


def settle_actions(table: RecordTable, read: RowsRead) -> None:
    """Give actions their references, read printed colours as progress, and keep past deadlines apart."""
    if table.form.name != TRACKER:
        return
    body = table.context.named["body"]
    for draft in read.drafts:
        if draft.part.record == "committee_action":
            _change(draft, "reference", lambda values: reference_of(body, str(values["reference"])))
        elif draft.part.record == "action_update":
            _change(draft, "action", lambda values: reference_of(body, str(values["action"])))
            _read_colours(table, draft, read)
    _close(read.drafts)
    read.drafts.append(_past_deadlines(table, read))


def _read_colours(table: RecordTable, draft: Drafts, read: RowsRead) -> None:
    """Progress and proposed closure from the colour that the tracker prints, which itself is kept as a claim."""
    deadlines = _by_row(read.drafts, "committee_action", "deadline")
    on, unclear = table.context.named["on"], []
    rows = []
    for row, values in zip(draft.at, draft.rows, strict=True):
        named = dict(zip(draft.names, values, strict=True))
        printed = read_printed(str(named.get("printed") or ""))
        progress = printed.progress
        if progress == "off track" and not named.get("position") and str(deadlines.get(row) or "9999") <= on:
            progress = "none"  # red because nothing was done, not because of how it goes
        if named.get("printed") and not printed.colour:
            unclear.append(table.layout.place(row, table.index.get("action_update.printed", 0)))
        named |= {"cell": table.where(row, "action_update.printed")}
        rows.append((*named.values(), progress or None, printed.closing or None))
    draft.names, draft.rows = (*draft.names, "progress", "closure_proposed_for"), rows
    if unclear:
        more = " …" if len(unclear) > LISTED else ""
        read.notes.append(
            f"the colour is not one of the key's in {', '.join(unclear[:LISTED])}{more}: no progress is read"
        )


def _close(drafts: Sequence[Drafts]) -> None:
    """Where a tracker prints since when an action is closed, the action is closed since then."""
    printed = _by_row(drafts, "action_update", "printed")
    for draft in drafts:
        if draft.part.record == "committee_action":
            since = [read_printed(str(printed.get(row) or "")) for row in draft.at]
            draft.names = (*draft.names, "closed")
            draft.rows = [(*values, one.closed or None) for values, one in zip(draft.rows, since, strict=True)]


def _past_deadlines(table: RecordTable, read: RowsRead) -> Drafts:
    """A record for each date in the column of past deadlines."""
    made = Drafts(Part("past_deadline", owns=("action", "deadline")), ("action", "deadline"))
    references = _by_row(read.drafts, "committee_action", "reference")
    for row, reference in references.items():
        cell = table.layout.cell(row, table.index["table.past"]) if "table.past" in table.index else None
        place = table.layout.place(row, table.index.get("table.past", 0))
        for day in dict.fromkeys(_dates(cell)):
            made.rows.append((reference, day))
            made.at.append(row)
            made.cells.append(place)
        if cell and not _dates(cell):
            read.notes.append(
                f"{table.layout.sheet.name}!{place}: '{clean_text(cell)[:60]}' is no date and is left out"
            )
    return made


def _dates(cell: object) -> list[str]:
    """The dates in a cell, in order."""
    if cell is None or cell == "":
        return []
    if isinstance(cell, str):
        return find_dates(cell)
    try:
        return [read_date(cell)]
    except ValueError:
        return []


def keep_deadlines(drafts: Sequence[Drafts], work: Work, on: str) -> None:
    """Where a tracker has another deadline than is known, the older of the two is kept as a past one.

    That is the known one, revised by the tracker's meeting (`on`); of a tracker that comes late, its own.
    """
    action = next((draft for draft in drafts if draft.part.record == "committee_action"), None)
    past = next((draft for draft in drafts if draft.part.record == "past_deadline"), None)
    if action is None or past is None:
        return
    revised: dict[tuple[object, object], str] = {}
    known, latest = work.now.entries("committee_action"), last_reports(work.now)
    for row, reference, deadline in zip(action.at, action.column("reference"), action.column("deadline"), strict=False):
        entry = known.get((reference,))
        before = entry.values.get("deadline") if entry else None
        if not before or not deadline or before == deadline:
            continue
        late = latest.get(reference, "") > on
        key = (reference, deadline if late else before)
        if not late:
            revised[key] = on
        if key not in past.rows:
            past.rows.append(key)
            past.at.append(row)
            past.cells.append(f"A{row + 1}")
    if revised:
        past.part = Part("past_deadline", owns=("action", "deadline", "revised_on"))
        past.names = (*past.names, "revised_on")
        past.rows = [(*values, revised.get((values[0], values[1]))) for values in past.rows]


def settle_milestones(table: RecordTable, read: RowsRead) -> None:
    """Number milestones within their strands, and read when each is due from what is written."""
    for draft in read.drafts:
        if draft.part.record == "milestone" and draft.rows:
            _strands(table, draft)
            _number(draft, read)
            _read_times(table, draft, read)


def _strands(table: RecordTable, draft: Drafts) -> None:
    """Where no column has the strand, rows of one text alone above the milestones are the headings of theirs."""
    if table.form.name != PROGRAMME or "strand" in draft.names:
        return
    strands: dict[int, str] = {}
    strand = ""
    for row in range(table.layout.first_row, max(draft.at) + 1):
        filled = [cell for cell in table.layout.sheet.rows[row] if cell not in (None, "")]
        if len(filled) == 1 and isinstance(filled[0], str):
            strand = clean_text(filled[0])
        strands[row] = strand
    if any(strands[row] for row in draft.at):
        draft.names = (*draft.names, "strand")
        draft.rows = [(*values, strands[row] or None) for row, values in zip(draft.at, draft.rows, strict=True)]


def _number(draft: Drafts, read: RowsRead) -> None:
    """1.6 for the sixth of the first pillar, where numbers begin again in each strand."""
    numbers, strands = draft.column("number"), draft.column("strand")
    if not strands or len(set(zip(draft.column("programme"), numbers, strict=True))) == len(numbers):
        return
    found = {strand: match.group(1) for strand in strands if (match := _STRAND.match(f"{strand} "))}
    if len(set(found.values())) < len(set(strands)):
        found = {strand: str(at) for at, strand in enumerate(dict.fromkeys(strands), start=1)}
        read.notes.append(
            "numbers begin again in each strand, so strands are numbered in the order in which they stand"
        )
    of_strand = dict(zip(draft.at, strands, strict=True))
    rows = iter(draft.at)
    _change(draft, "number", lambda values: f"{found[of_strand[next(rows)]]}.{values['number']}")


def _read_times(table: RecordTable, draft: Drafts, read: RowsRead) -> None:
    """From and by when, where only words say so; what is no time is told and stays as written."""
    if "written" not in draft.names:
        return
    extra = tuple(name for name in ("start", "due") if name not in draft.names)
    draft.names = (*draft.names, *extra)
    unread: Counter[str] = Counter()
    year, of_year = table.context.year or "", 0
    rows = []
    for row, values in zip(draft.at, draft.rows, strict=True):
        named: Values = dict(zip(draft.names, (*values, *[None] * len(extra)), strict=True))
        written = named["written"]
        if written and not named["start"] and not named["due"]:
            try:
                when = read_when(written, year)
                of_year += bool(year) and bool(when.due) and find_year(str(written)) is None and not when.note
                named |= {"start": when.start or None, "due": when.due or None}
                if when.note:
                    read.notes.append(f"{table.where(row, 'milestone.written')}: {when.note}")
            except ValueError as problem:
                unread[str(problem)] += 1
        rows.append(tuple(named.values()))
    draft.rows = rows
    for why, count in list(unread.items())[:LISTED]:
        read.notes.append(f"{counted(count, 'milestone')} without dates: {why}")
    if more := sum(list(unread.values())[LISTED:]):
        read.notes.append(f"{counted(more, 'more milestone')} without dates")
    if of_year:
        read.notes.append(f"{counted(of_year, 'milestone')} in quarters that name no year: taken as of {year}")


def _by_row(drafts: Sequence[Drafts], kind: str, name: str) -> dict[int, object]:
    draft = next((one for one in drafts if one.part.record == kind), None)
    return dict(zip(draft.at, draft.column(name), strict=False)) if draft else {}


def _change(draft: Drafts, name: str, made: Callable[[Values], object]) -> None:
    """Give a field of each row another value, made of the row's values by name."""
    at = draft.names.index(name)
    rows = (dict(zip(draft.names, values, strict=True)) for values in draft.rows)
    draft.rows = [
        (*values[:at], made(named), *values[at + 1 :]) for values, named in zip(draft.rows, rows, strict=True)
    ]
