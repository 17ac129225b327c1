"""What a table of funding would do: its fund, schemes, lines, moves and envelope, and every printed figure a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from blmk_desktop.importing.comparing import title_of
from blmk_desktop.importing.estates.scheme_rows import like_names
from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.funding.moves import SheetMove, settle_moves
from blmk_desktop.importing.funding.tables import FundingTable, Line, Total, kind_of, read_funding
from blmk_desktop.importing.funding.years import FUNDING
from blmk_desktop.importing.proposal import Claim, ProposedRow, Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.importing.today import Entry, Key
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.claims import agrees
from blmk_desktop.rules.scheme_words import kind_in
from blmk_desktop.rules.wording import counted, listed, pounds

LABELS = {"original": "original value", "revised": "revised budget", "spent": "spent to date", "forecast": "forecast"}
KEPT = ("funding_line", "funding_move", "stated_funding")  # of these a later edition may have fewer


@dataclass(slots=True)
class Funded:
    """The tables of funding of a file, read together: money may move from one sheet to another."""

    tables: dict[str, list[FundingTable]]  # of a sheet: one for each year where it has columns for several
    moves: dict[str, list[SheetMove]]


def read_all(items: Sequence[Recognised], work: Work) -> Funded:
    """Read every table of funding of a file."""
    wanted = [item for item in items if item.form.name == FUNDING and (item.sheet.state == "visible" or item.asked)]
    tables = {item.sheet.name: read_funding(item, work) for item in wanted}
    return Funded(
        tables, settle_moves([table for found in tables.values() for table in found], work.now, work.options.as_at)
    )


def propose_funding(funded: Funded, item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose what a sheet with funding would do."""
    tables, moves = funded.tables[item.sheet.name], funded.moves[item.sheet.name]
    proposed.fingerprint = item.layout.fingerprint
    columns = {(match.index, match.target): match for table in tables for match in table.columns}
    proposed.columns = sorted(columns.values(), key=lambda match: match.index)
    if unsaid := next((table.unsaid for table in tables if table.unsaid), ""):
        proposed.refused.append(Refusal(item.sheet.name, "Columns", "", unsaid))
        return
    proposed.refused += dict.fromkeys(refused for table in tables for refused in table.refused)
    proposed.claims = [_claim(table, total) for table in tables for total in table.totals]
    drafts = [draft for table in tables for draft in _drafts(table, proposed, work)]
    take([draft for draft in drafts if draft.rows], proposed, work)
    moved = _moves(moves, work)
    take([moved] if moved.rows else [], proposed, work)
    _empty_known_receivers(moves, proposed, work)
    take_away([*drafts, moved], proposed, work)


def _drafts(table: FundingTable, proposed: SheetProposal, work: Work) -> list[Drafts]:
    """The records of a table but for its moves, and what to say of it."""
    said = [note for note in table.notes if note not in proposed.notes]
    proposed.notes += said
    if found := table.envelope:
        proposed.notes.append(f"{table.sheet}!{found.cell}: {found.fund} has {pounds(found.amount, 0)} in {found.year}")
    _note_names(table, proposed, work)
    made = (_funds, _schemes, _envelopes, _lines, _stated)
    return [make(table, work) for make in made]


def _note_names(table: FundingTable, proposed: SheetProposal, work: Work) -> None:
    known = work.now.entries("scheme")
    for line in table.lines:
        where, note = f"{table.sheet}!A{line.row + 1}", ""
        if line.scheme != line.written:
            note = f"{where}: '{line.written}' is taken for {line.scheme}"
        elif near := [] if (line.scheme,) in known else like_names(line.scheme, work.now.names):
            note = f"{where}: '{line.scheme}' may be known as {listed(near)}"
        if note and note not in proposed.notes:
            proposed.notes.append(note)


def _funds(table: FundingTable, work: Work) -> Drafts:
    rows = {line.fund: line.row for line in reversed(table.lines)}
    kinds = [(fund, kind_of(fund, work)) for fund in rows]
    return Drafts(Part("fund"), ("name", "kind"), list(kinds), list(rows.values()))


def _schemes(table: FundingTable, work: Work) -> Drafts:
    """The schemes of the table: what is known of one already stays as it is."""
    names = ("name", "place", "kind", "source", "cell")
    first: dict[str, Line] = {}
    for line in table.lines:
        first.setdefault(line.scheme, line)
    rows: list[tuple[object, ...]] = [
        (
            line.scheme,
            line.place,
            kind_in(line.scheme, line.note) or None,
            work.file.source,
            f"{table.sheet}!A{line.row + 1}",
        )
        for line in first.values()
    ]
    return Drafts(Part("scheme"), names, rows, [line.row for line in first.values()])


def _envelopes(table: FundingTable, work: Work) -> Drafts:
    names = ("fund", "year", "amount", "note", "source", "cell")
    draft = Drafts(Part("fund_envelope", owns=("fund", "year", "amount")), names)
    if found := table.envelope:
        cell = f"{table.sheet}!{found.cell}"
        draft.rows.append((found.fund, found.year, found.amount, found.sentence, work.file.source, cell))
        draft.at.append(0)
        draft.cells.append(found.cell)
    return draft


def _lines(table: FundingTable, work: Work) -> Drafts:
    names = ("scheme", "fund", "year", "original", "spent", "forecast", "note", "source", "cell")
    draft = Drafts(Part("funding_line", owns=names[:-2]), names)
    for line in table.lines:
        cell = table.cell(line.row, "original")
        figures = (line.original, line.printed.get("spent"), line.printed.get("forecast"))
        place = (work.file.source, f"{table.sheet}!{cell}")
        draft.rows.append((*line.key, *figures, line.note or None, *place))
        draft.at.append(line.row)
        draft.cells.append(cell)
    return draft


def _moves(moves: Sequence[SheetMove], work: Work) -> Drafts:
    ends = ("from_scheme", "from_fund", "from_year", "to_scheme", "to_fund", "to_year")
    names = ("number", "on", "amount", *ends, "reason", "source", "cell")
    draft = Drafts(Part("funding_move", owns=("number", "amount", *ends)), names)
    for move in moves:
        start, end = move.taken_from or (None,) * 3, move.given_to or (None,) * 3
        draft.rows.append((move.number, move.on, move.amount, *start, *end, move.reason, work.file.source, move.cell))
        draft.at.append(move.row)
        draft.cells.append(move.cell.rpartition("!")[2])
    return draft


def _empty_known_receivers(moves: Sequence[SheetMove], proposed: SheetProposal, work: Work) -> None:
    """A line of an earlier import that a move has brought altogether has no original value of its own any more."""
    for move in moves:
        entry = work.now.entries("funding_line").get(move.given_to or ())
        if entry is None or entry.row is not None or entry.values.get("original") != move.amount or not move.taken_from:
            continue
        title = title_of(RECORDS["funding_line"], entry.values)
        where = f"{proposed.sheet}!A{move.row + 1}"
        before: dict[str, object] = {"original": move.amount}
        row = ProposedRow("funding_line", "changed", title, where, {"original": 0}, before, entry.id)
        entry.values, entry.row = entry.values | row.after, row
        proposed.rows.append(row)


def _stated(table: FundingTable, work: Work) -> Drafts:
    """Each printed figure as a claim, by what its column is headed."""
    names = tuple(name for name in RECORDS["stated_funding"].names if name != "area")
    draft = Drafts(Part("stated_funding", owns=names[3:], whole=True), names)
    for line in table.lines:
        for measure, value in line.printed.items():
            about = (line.fund, line.year, line.scheme, measure, "line", None, None, value)
            _add_stated(draft, table, line.row, measure, about, work)
    for total in (one for one in table.totals if not table.is_doubtful(one)):
        covered = [line for line in table.lines if total.first <= line.row <= total.last]
        funds, years = {line.fund for line in covered}, {line.year for line in covered}
        fund = next(iter(funds)) if len(funds) == 1 else None
        year = next(iter(years)) if len(years) == 1 else None
        about_all = (fund, year, None, total.measure, "total", total.first + 1, total.last + 1, total.value)
        _add_stated(draft, table, total.row, total.measure, about_all, work)
    return draft


def _add_stated(
    draft: Drafts, table: FundingTable, row: int, measure: str, about: tuple[object, ...], work: Work
) -> None:
    cell = table.cell(row, measure)
    draft.rows.append((work.file.source, table.sheet, cell, *about, table.decimals(row, measure)))
    draft.at.append(row)
    draft.cells.append(cell)


def _claim(table: FundingTable, total: Total) -> Claim:
    where = f"{table.sheet}!{table.cell(total.row, total.measure)}"
    label = LABELS[total.measure]
    if table.is_doubtful(total):
        why = "a figure that it rests on cannot be taken"
        return Claim(where, "Total", label.capitalize(), pounds(total.value, 0), "", None, why)
    measures = dict.fromkeys((total.measure, *(measure for line in table.lines for measure in line.printed)))
    sums = {LABELS[measure]: _sum(table.lines, measure, total.first, total.last) for measure in measures}
    return claim_of(where, label, (total.value, table.decimals(total.row, total.measure)), sums)


def _sum(lines: Sequence[Line], measure: str, first: int, last: int) -> int:
    return sum(line.printed.get(measure, 0) for line in lines if first <= line.row <= last)


def claim_of(where: str, label: str, printed: tuple[int, int], sums: dict[str, int]) -> Claim:
    """A printed total (pence, decimals) held against the sums of its own column, which comes first, and the others."""
    value, decimals = printed
    own = next(iter(sums.values()))
    held = agrees(value, decimals, Fraction(own))
    other = next((name for name, one in sums.items() if name != label and agrees(value, decimals, Fraction(one))), "")
    why = "" if held or not other else f"it is the sum of another column: {other}"
    exact = 2 if value % 100 or own % 100 else 0
    return Claim(where, "Total", label.capitalize(), pounds(value, exact), pounds(own, exact), held, why)


def take_away(drafts: Sequence[Drafts], proposed: SheetProposal, work: Work, kept: Sequence[str] = KEPT) -> None:
    """Propose to remove what an earlier edition of this very sheet had and this one has not, of some kinds of record.

    All stays, with a note, where rows were refused, and where less than half of the earlier ones come again.
    """
    keys: dict[str, set[Key]] = {kind: set() for kind in kept}
    for draft in drafts:
        if draft.part.record in keys:
            columns = (draft.column(name) or [None] * len(draft.rows) for name in draft.part.declared.key)
            keys[draft.part.record] |= set(zip(*columns, strict=True))
    for kind, again in keys.items():
        earlier = _earlier(kind, proposed.sheet, work)
        lost = [entry for key, entry in earlier.items() if key not in again]
        if not lost:
            continue
        of_what = counted(len(lost), RECORDS[kind].label.lower())
        if proposed.refused or (kind != "funding_move" and len(lost) * 2 > len(earlier)):
            proposed.notes.append(f"{of_what} of an earlier edition not in this one: kept, since too little is sure")
            continue
        proposed.rows += [_removal(kind, entry) for entry in lost]
        proposed.notes.append(f"{of_what} of an earlier edition not in this one: removed")


def _earlier(kind: str, sheet: str, work: Work) -> dict[Key, Entry]:
    """What is kept of this sheet of this file."""

    def of_sheet(entry: Entry) -> bool:
        by_name = entry.values.get("sheet") if "sheet" in entry.values else None
        return str(by_name or str(entry.values.get("cell") or "").rpartition("!")[0]) == sheet

    entries = work.now.entries(kind)
    return {
        key: entry
        for key, entry in entries.items()
        if entry.id and entry.values.get("source") == work.file.source and of_sheet(entry)
    }


def _removal(kind: str, entry: Entry) -> ProposedRow:
    title = f"{title_of(RECORDS[kind], entry.values)} (no longer in the file)"
    before = {name: value for name, value in entry.values.items() if value is not None}
    after: dict[str, object] = dict.fromkeys(before)
    return ProposedRow(kind, "changed", title, "", after, before, entry.id, removes=True)
