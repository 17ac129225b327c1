"""The checklist of networks as they formed: against itself, against guidance, and against the register."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.check.known import Known
from blmk_desktop.periods import show_date
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.payment_words import people
from blmk_desktop.rules.wording import in_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

LEAST, USUAL = 30_000 * 100, 50_000 * 100  # patients of a network by guidance, in hundredths
FAR = 20  # per cent: how far a list may have moved since before somebody should look
_QUALIFIER = re.compile(r"\(([^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class Formed:
    """How the register first has a network: from which day, how many practices, their lists (hundredths; None: open).

    `as_at` is the newest day of those lists.
    """

    day: str
    practices: int
    registered: int | None
    as_at: str


def check_networks(connection: Connection, facts: Known) -> list[Finding]:
    """Every line of the checklist that does not agree with itself, with guidance or with the register."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    rows = list(connection.execute(select(TABLES["network_check"]).order_by(TABLES["network_check"].c.id)))
    if not rows:
        return []
    formed = _formed(connection, {row.pcn for row in rows if row.pcn})
    missing = _unnamed(connection, rows, facts)
    return [found for row in rows for found in _check(row, formed, missing)]


def _check(row: Any, formed: Mapping[str, Formed], missing: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    yield from _joining(row)
    yield from _size(row)
    if row.pcn is None:
        yield _unknown(row, missing)
    elif row.pcn in formed:
        yield from _against_register(row, formed[row.pcn])


def _joining(row: Any) -> Iterator[Finding]:
    """Fewer practices agreed or signed than are to form the network, and more."""
    said = (("agreed to join", row.practices_agreed), ("signed the registration form", row.practices_signed))
    for words, count in said:
        if row.practices is None or count is None or count == row.practices:
            continue
        expected = str(row.approval or "").casefold().startswith("yes")
        though = ", though their membership is expected to be approved" if expected and count < row.practices else ""
        message = f"{row.name}: {count} of {row.practices} practices have {words}{though}."
        severity = "warning" if expected or count > row.practices else "note"
        yield _finding(row, "practices-not-signed", severity, str(count), str(row.practices), message)


def _size(row: Any) -> Iterator[Finding]:
    """A list outside what guidance expects of a network: 30,000 to 50,000 patients."""
    if row.list_size is None or LEAST <= row.list_size <= USUAL:
        return
    small = row.list_size < LEAST
    bound = people(LEAST if small else USUAL)
    message = f"{row.name} has {people(row.list_size)}, {'fewer' if small else 'more'} than the {bound} of guidance."
    severity = "warning" if small else "note"
    yield _finding(row, "network-size-outside-guidance", severity, people(row.list_size), bound, message)


def _unknown(row: Any, missing: Mapping[str, Sequence[str]]) -> Finding:
    """A name of its time that nobody has matched, with the networks of its place that stand on no line."""
    others = missing.get(row.name, ())
    which = f" On no line of the checklist: {', '.join(others)}." if others else ""
    message = f"{row.name}, as the checklist has it, is no network of the register: which PCN has it become?{which}"
    return _finding(row, "network-not-known", "warning", row.name, "", message)


def _against_register(row: Any, formed: Formed) -> Iterator[Finding]:
    """Another number of practices when the register first has it, or a list that has moved far since."""
    when = show_date(formed.day)
    if row.practices is not None and formed.practices != row.practices:
        message = (
            f"{row.name}: {row.practices} practices on the checklist, {formed.practices} in the register on {when}."
        )
        yield _finding(
            row, "network-practices-differ", "note", str(row.practices), str(formed.practices), message
        )  # fmt: skip
    elif row.list_size and formed.registered:
        moved = abs(formed.registered - row.list_size) * 100
        if moved > FAR * row.list_size:
            message = (
                f"{row.name}: {people(row.list_size)} on the checklist; the same number of practices has "
                f"{people(formed.registered)} by the lists of {show_date(formed.as_at)}."
            )
            printed, computed = people(row.list_size), people(formed.registered)
            yield _finding(row, "network-list-differs", "note", printed, computed, message)


def _finding(row: Any, rule: str, severity: str, printed: str, computed: str, message: str) -> Finding:
    about = ("pcn", row.pcn) if row.pcn else ("network_check", row.name)
    return Finding(
        rule, severity, row.name, f"checklist as at {show_date(row.as_at)}", printed, computed, message, about
    )


def _formed(connection: Connection, codes: set[str]) -> dict[str, Formed]:
    """PCN code to how the register first has it."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["membership"].c
    members: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for pcn, practice, start, end in connection.execute(select(table.pcn, table.practice, table.start, table.end)):
        if pcn in codes:
            members[pcn].append((start, end or "9999", practice))
    lists = _newest_lists(connection)
    found = {}
    for pcn, spells in members.items():
        day = min(start for start, _, _ in spells)
        first = [lists.get(practice, (None, "")) for start, end, practice in spells if start <= day <= end]
        sizes = [size for size, _ in first if size is not None]
        whole = sum(sizes) if len(sizes) == len(first) else None
        found[pcn] = Formed(day, len(first), whole, max(as_at for _, as_at in first))
    return found


def _newest_lists(connection: Connection) -> dict[str, tuple[int | None, str]]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["list_size"].c
    rows = connection.execute(select(table.practice, table.registered, table.as_at).order_by(table.as_at))
    return {practice: (registered, as_at) for practice, registered, as_at in rows}


def _unnamed(connection: Connection, rows: Sequence[Any], facts: Known) -> dict[str, list[str]]:
    """Each name that nobody has matched to the networks of its place that no line of its checklist is about."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    alias = TABLES["alias"].c
    places = {network.place.casefold(): network.place for network in facts.networks.values() if network.place}
    for written, means in connection.execute(select(alias.written, alias.means).where(alias.kind == "place")):
        places[written.casefold()] = means
    named = {row.pcn for row in rows if row.pcn}
    left: dict[str, list[str]] = defaultdict(list)
    for code, network in facts.networks.items():
        if network.place and code not in named:
            left[network.place].append(in_words(network.name))
    found = {}
    for row in rows:
        said = _QUALIFIER.search(row.name)
        place = places.get(said[1].casefold()) if said and not row.pcn else None
        found[row.name] = sorted(left[place]) if place in left else []
    return found
