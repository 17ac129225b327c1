"""Revisions that a sheet prints turned into moves: between years where another line says so, else in or out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blmk_desktop.importing.funding.tables import FundingTable, Line
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.names import folded_name
from blmk_desktop.importing.today import Entry, Today
from blmk_desktop.periods import show_date, year_end
from blmk_desktop.rules.funding import LineKey
from blmk_desktop.rules.scheme_words import speaks_of_moving
from blmk_desktop.rules.wording import pounds

NO_REASON = "The sheet prints another budget and gives no reason."
MOST_TOLD = 20  # moves in words; the rows themselves are in the preview
ENDS = ("scheme", "fund", "year")


@dataclass(slots=True)
class SheetMove:
    """A move that the sheets make known: its amount in pence, its ends, and where it stands."""

    amount: int
    taken_from: LineKey | None
    given_to: LineKey | None
    reason: str
    row: int  # 0-based
    cell: str
    on: str
    number: str = ""


def settle_moves(tables: Sequence[FundingTable], now: Today, as_at: str | None) -> dict[str, list[SheetMove]]:
    """The moves of each sheet. A line that a move brought altogether has no original value of its own any more."""
    lines = [line for table in tables for line in table.lines]
    found: dict[str, list[SheetMove]] = {}
    explained: set[int] = set()
    for table in tables:
        found.setdefault(table.sheet, [])
        for line in sorted(table.lines, key=lambda one: one.revision):
            if line.revision and id(line) not in explained:
                found[table.sheet].append(_move(table, line, lines, explained, now, as_at))
    for table in tables:
        for line in table.lines:
            if not line.revision and id(line) not in explained:
                found[table.sheet] += _brought_before(table, line, lines, now)
    known = {move.number for moves in found.values() for move in moves if move.number}
    _number([move for moves in found.values() for move in moves], now)
    known |= {str(key[0]) for key in now.entries("funding_move")}
    for table in tables:
        told = [_words(move, as_at) for move in found[table.sheet] if move.number not in known]
        table.notes += told[:MOST_TOLD]
        if len(told) > MOST_TOLD:
            table.notes.append(f"{len(told) - MOST_TOLD:,} more moves are recorded; they are listed with the others")
        known |= {move.number for move in found[table.sheet]}
    return found


def _move(
    table: FundingTable, line: Line, lines: Sequence[Line], explained: set[int], now: Today, as_at: str | None
) -> SheetMove:
    amount = abs(line.revision)
    on = as_at or year_end(line.year)
    cell, reason = f"{table.sheet}!{table.cell(line.row, 'revised')}", line.note or NO_REASON
    explained.add(id(line))
    if line.revision > 0:
        return SheetMove(amount, None, line.key, reason, line.row, cell, on)
    other = next((one for one in lines if id(one) not in explained and _answers(line, one, amount)), None)
    if other is not None:
        explained.add(id(other))
        other.original -= 0 if other.revision else amount
    reached = other.key if other else _known_receiver(line, amount, now)
    return SheetMove(amount, line.key, reached, reason, line.row, cell, on)


def _words(move: SheetMove, as_at: str | None) -> str:
    """What a move means, for the preview."""
    start, end, amount = move.taken_from, move.given_to, pounds(move.amount, 0)
    other = "“Figures as at”, or --as-at, gives another"
    undated = "" if as_at else f", dated {show_date(move.on)} since the file names no day ({other})"
    if start and end and start[0] != end[0]:
        what = f"{amount} of {start[2]} moved to {end[0]} ({end[2]}): one recorded move"
        return f"{start[0]}: {what}{undated}"
    if start and end:
        what = f"moved from {start[2]} to {end[2]}: one recorded move, which keeps both years right"
        return f"{start[0]}: {amount} {what}{undated}"
    if start:
        return f"{start[0]}: {amount} of {start[2]} given back; no other year names the same amount{undated}"
    return f"{end[0] if end else ''}: {amount} more than first given: recorded as new money{undated}"


def _answers(line: Line, other: Line, amount: int) -> bool:
    """Whether another line of the fund has just what a line lost, and either speaks of moving it.

    It is of another year of the same scheme, or of a scheme that the words name.
    """
    if line.fund != other.fund or line.key == other.key:
        return False
    later = line.year != other.year
    gained = other.revision or (other.printed["original"] if later else 0)
    same = line.scheme == other.scheme and later
    said = [note for note, named in ((line.note, other), (other.note, line)) if same or _names(note, named.scheme)]
    return gained == amount and any(map(speaks_of_moving, said))


def _names(note: str, scheme: str) -> bool:
    """Whether a remark names a scheme, as whole words."""
    return f" {folded_name(scheme)} " in f" {folded(note)} "


def _known_receiver(line: Line, amount: int, now: Today) -> LineKey | None:
    """The line that an earlier import has of another year with just that amount; or that the move went to before."""
    before = next((entry for entry in now.entries("funding_move").values() if _ends(entry, "from") == line.key), None)
    if before is not None and before.values.get("amount") == amount:
        return _ends(before, "to")
    for key, entry in now.entries("funding_line").items():
        scheme, fund, year = (str(part) for part in key)
        moving = speaks_of_moving(line.note) or speaks_of_moving(str(entry.values.get("note") or ""))
        same = (scheme, fund) == line.key[:2] and year != line.year
        if same and moving and entry.values.get("original") == amount:
            return (scheme, fund, year)
    return None


def _brought_before(table: FundingTable, line: Line, lines: Sequence[Line], now: Today) -> list[SheetMove]:
    """The move that an earlier import has of this line's whole money; what this import says itself goes before."""
    spoken_of = {one.key for one in lines}
    for entry in now.entries("funding_move").values():
        start, end = _ends(entry, "from"), _ends(entry, "to")
        amount = entry.values.get("amount")
        if (
            start is None
            or start in spoken_of
            or amount != line.original
            or start[:2] != line.key[:2]
            or start[2] == line.year
        ):
            continue
        reason = str(entry.values.get("reason") or "")
        if end == line.key or (end is None and (speaks_of_moving(line.note) or speaks_of_moving(reason))):
            number, on = str(entry.values["number"]), str(entry.values["on"])
            cell = str(entry.values.get("cell") or "")
            move = SheetMove(line.original, start, line.key, reason, line.row, cell, on, number)
            line.original = 0
            if end is None:
                table.notes.append(_words(move, on))
            return [move]
    return []


def _number(moves: Sequence[SheetMove], now: Today) -> None:
    """Give each move the number that it has already, or the next."""
    known = now.entries("funding_move")
    used = [int(str(key[0])[1:]) for key in known if str(key[0])[1:].isdecimal()]
    following = max(used, default=0) + 1
    taken = {move.number for move in moves if move.number}
    for move in moves:
        if move.number:
            continue
        ends = (move.taken_from, move.given_to)
        alike = [
            (entry.values.get("amount") != move.amount, str(key[0]))
            for key, entry in known.items()
            if str(key[0]) not in taken and _is_this(entry, ends)
        ]
        if alike:
            move.number = min(alike)[1]
        else:
            move.number, following = f"M{following}", following + 1
        taken.add(move.number)


def _is_this(entry: Entry, ends: tuple[LineKey | None, LineKey | None]) -> bool:
    """Whether a known move has these ends; one that reached nothing yet may come to reach something."""
    start, end = _ends(entry, "from"), _ends(entry, "to")
    return start == ends[0] and (end == ends[1] or (end is None and start is not None))


def _ends(entry: Entry, which: str) -> LineKey | None:
    parts = [entry.values.get(f"{which}_{name}") for name in ENDS]
    return (str(parts[0]), str(parts[1]), str(parts[2])) if all(parts) else None
