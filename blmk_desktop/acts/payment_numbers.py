"""Numbers that network payments need: typed or pasted for a year, read in any order, kept as one change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blmk_desktop.changes import Change, ChangeSet, new_records, write
from blmk_desktop.editing import read_value
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.rules.wording import in_words
from blmk_desktop.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from blmk_desktop.importing.tables.names import Names

RECORD = RECORDS["payment_basis"]
MOST_NAMED = 10
_CELLS = re.compile(r"\t|\s*[;|]\s*|,\s+|\s{2,}")
_FIGURE = re.compile(r"[-(£]?[\d,. ]*\d\)?")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line of what was pasted: the network that it names, its number as written, or why it cannot be taken."""

    text: str
    pcn: str = ""
    name: str = ""
    number: str = ""
    problem: str = ""


def enter_numbers(store: Store, year: str, typed: Mapping[tuple[str, str], str]) -> ChangeSet | None:
    """Keep numbers for a year: (PCN code, basis) to what was typed; a blank takes the number away.

    None if nothing differs. Raises UserError with one sentence for each that cannot be taken; then none is.
    """
    problems: list[str] = []
    changes: list[Change] = []
    fresh = new_records()
    with store.writing() as connection:
        for (pcn, basis), text in typed.items():
            try:
                changes += _changes(connection, (pcn, year, basis), text, fresh)
            except ValueError as problem:
                problems.append(f"{pcn}, {basis}s: {problem}" if len(typed) > 1 else str(problem))
        if problems:
            rest = len(problems) - MOST_NAMED
            raise UserError("\n".join([*problems[:MOST_NAMED], *([f"… and {rest} more"] if rest > 0 else [])]))
        return write(connection, changes, what=f"Numbers for the network payments of {year}")


def _changes(connection: Connection, key: tuple[str, str, str], text: str, fresh: Iterator[int]) -> list[Change]:
    known = by_key(connection, RECORD, *key)
    if not text.strip():
        return [Change(RECORD.name, known["id"], {}, None)] if known else []
    number = read_number_of(text)
    if known is None:
        values = dict(zip(("pcn", "year", "basis"), key, strict=True))
        return [Change(RECORD.name, next(fresh), None, {**values, "number": number})]
    if known["number"] == number:
        return []
    return [Change(RECORD.name, known["id"], {"number": known["number"]}, {"number": number})]


def read_number_of(text: str) -> int:
    """A number of patients or beds, in hundredths. Raises ValueError with a plain sentence."""
    number = read_value(RECORD.by_name["number"], text)
    if not isinstance(number, int) or number < 0:
        raise ValueError("It cannot be less than nothing.")
    return number


def read_pasted(connection: Connection, text: str) -> list[PastedLine]:
    """Read lines that name a network, by code or by name, and give a number; headings and totals are left out."""
    from blmk_desktop.importing.tables.names import known_names

    names = known_names(connection)
    found: list[PastedLine] = []
    for line in filter(str.strip, text.splitlines()):
        read = _line(line, names)
        if read is not None:
            twice = read.pcn and any(read.pcn == one.pcn for one in found)
            found.append(PastedLine(line, problem=f"{read.name} stands twice") if twice else read)
    return found


def _line(line: str, names: Names) -> PastedLine | None:
    from blmk_desktop.importing.tables.totals import is_total

    cells = [cell.strip() for cell in _CELLS.split(line.strip()) if cell.strip()]
    figures = [cell for cell in cells if _FIGURE.fullmatch(cell)]
    words = [cell for cell in cells if cell not in figures]
    if is_total(list(words)) or not figures:
        return None
    pcn = next(filter(None, (names.resolve("pcn", cell) for cell in words)), None)
    if pcn is None:
        return PastedLine(line, problem=f"no network is known as '{' '.join(words) or line.strip()}'")
    name = in_words(names.labels["pcn"].get(pcn, pcn))
    if len(figures) > 1:
        return PastedLine(line, pcn, name, problem=f"{name} has more than one number")
    try:
        read_number_of(figures[0])
    except ValueError as problem:
        return PastedLine(line, pcn, name, figures[0], f"{name}: {problem}")
    return PastedLine(line, pcn, name, figures[0])


def taken(lines: Sequence[PastedLine], basis: str) -> dict[tuple[str, str], str]:
    """The lines that can be taken, as `enter_numbers` takes them."""
    return {(line.pcn, basis): line.number for line in lines if line.pcn and not line.problem}
