"""What is particular to rows of claims and of the national workforce file, once their cells are read."""

from __future__ import annotations

from collections import defaultdict

from blmk_desktop.importing.comparing import title_of
from blmk_desktop.importing.proposal import ProposedRow, Refusal, SheetProposal
from blmk_desktop.importing.records.rows import Drafts, RecordTable, RowsRead, year_within
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.taking import Work
from blmk_desktop.importing.today import Entry
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.claim_limits import refused

LISTED = 6
NO_IDENTIFIER = "no identifier"  # contracted services are published as NULL


def settle(table: RecordTable, read: RowsRead) -> None:
    """Hold claims to the national form; complete posts with their ARRS role. Says in `read` what comes of it."""
    for draft in read.drafts:
        if draft.part.record == "arrs_claim":
            _refuse_claims(table, draft, read)
        elif draft.part.record == "nwrs_post":
            _complete_posts(table.context.names, draft, read)


def _refuse_claims(table: RecordTable, draft: Drafts, read: RowsRead) -> None:
    """Refuse what the national form would not take, and a year that the row's own month contradicts."""
    bad: set[int] = set()
    for row, values in zip(draft.at, draft.rows, strict=True):
        claim = dict(zip(draft.names, values, strict=True))
        found = [(name, why) for name, why in refused(claim) if name in draft.names]
        own = year_within(table.layout.cell(row, table.index["arrs_claim.month"]))
        if own and own != claim["year"]:
            found.append(("month", f"The month is of {own}, the financial year beside it {claim['year']}."))
        for name, why in found:
            target = f"arrs_claim.{name}"
            label = draft.part.declared.by_name[name].label
            read.refused.append(Refusal(table.where(row, target), label, table.text(row, target), why.rstrip(".")))
            bad.add(row)
    draft.leave_out(bad)


def _complete_posts(names: Names, draft: Drafts, read: RowsRead) -> None:
    """Leave out networks that the register does not have, tell alike posts apart, and say which ARRS role each is."""
    pcns, at = draft.column("pcn"), draft.at
    strangers = {row: str(pcn) for row, pcn in zip(at, pcns, strict=True) if pcn not in names.keys.get("pcn", ())}
    if strangers:
        listed = ", ".join(sorted(set(strangers.values()))[:LISTED])
        counted = f"{len(strangers):,} row{'s' if len(strangers) > 1 else ''}"
        read.notes.append(f"{counted} left out: of networks that are not in the register ({listed})")
        draft.leave_out(set(strangers))
    _tell_apart(draft, read)
    if "role" not in draft.names:
        published = draft.column("staff_role")
        role = {name: names.resolve("arrs_role", str(name)) for name in set(published)}
        draft.names = (*draft.names, "role")
        draft.rows = [(*values, role[name]) for values, name in zip(draft.rows, published, strict=True)]
        other = sorted(str(name) for name, found in role.items() if found is None)
        if other:
            read.notes.append(f"no ARRS roles, so counted apart: {', '.join(other[:LISTED])}{' …' * (len(other) > 6)}")


def _tell_apart(draft: Drafts, read: RowsRead) -> None:
    """Number the posts that have network, person and role in common, the largest first, whatever their order."""
    person, fte = draft.names.index("person"), draft.names.index("fte")
    same: dict[tuple[object, ...], list[int]] = defaultdict(list)
    rows = [list(values) for values in draft.rows]
    for values in rows:
        values[person] = NO_IDENTIFIER if values[person] == "NULL" else values[person]
    for number, values in enumerate(rows):
        same[tuple(values[draft.names.index(name)] for name in draft.part.declared.key)].append(number)
    alike = [numbers for numbers in same.values() if len(numbers) > 1]
    for numbers in alike:
        numbers.sort(key=lambda number: -int(str(rows[number][fte])))
        for count, number in enumerate(numbers[1:], start=2):
            rows[number][person] = f"{rows[number][person]} {count}"
    if alike:
        count = sum(map(len, alike))
        read.notes.append(f"{count:,} posts share network, person and role; each is kept, and they are numbered")
    draft.rows = [tuple(values) for values in rows]


def no_longer(drafts: list[Drafts], proposed: SheetProposal, work: Work) -> None:
    """Propose to remove what an earlier edition had and this one has not: posts of a census, claims of a workbook.

    They stay, with a note, where rows were refused, and where less than half of the earlier ones come again.
    """
    for draft in drafts:
        if draft.part.record not in ("arrs_claim", "nwrs_post") or not draft.rows:
            continue
        keys = set(zip(*(draft.column(name) for name in draft.part.declared.key if name in draft.names), strict=True))
        earlier = _earlier(draft, work)
        if len(next(iter(keys))) < len(draft.part.declared.key):
            keys = {_padded(draft, key) for key in keys}
        lost = [entry for key, entry in earlier.items() if key not in keys]
        if not lost:
            continue
        label = draft.part.declared.label
        if proposed.refused or len(lost) * 2 > len(earlier):
            why = "some rows were refused" if proposed.refused else "so little of it comes again"
            proposed.notes.append(
                f"{len(lost):,} {label}s of an earlier edition are not in this one; they stay, since {why}"
            )
            continue
        proposed.rows += [removal(draft.part.record, entry) for entry in lost]
        proposed.notes.append(f"{len(lost):,} {label}s of an earlier edition are not in this one and are removed")


def _padded(draft: Drafts, key: tuple[object, ...]) -> tuple[object, ...]:
    """A key with None for what the table has no column for."""
    given = iter(key)
    return tuple(next(given) if name in draft.names else None for name in draft.part.declared.key)


def _earlier(draft: Drafts, work: Work) -> dict[tuple[object, ...], Entry]:
    """What is kept of the same censuses; of claims what this very workbook said of the same months."""
    about = ("as_at",) if draft.part.record == "nwrs_post" else ("year", "month", "source")
    ours = set(zip(*(draft.column(name) for name in about), strict=True))
    return {
        key: entry
        for key, entry in work.now.entries(draft.part.record).items()
        if entry.id and tuple(entry.values.get(name) for name in about) in ours
    }


def removal(kind: str, entry: Entry) -> ProposedRow:
    """The row that takes away a record which a later edition of its file does not have."""
    title = title_of(RECORDS[kind], entry.values)
    before = {name: value for name, value in entry.values.items() if value is not None}
    after = dict.fromkeys(before)
    where = str(entry.values.get("cell") or "")
    return ProposedRow(
        kind, "changed", f"{title} (no longer in the file)", where, after, before, entry.id, removes=True
    )
