"""A returned plan beside the one of today: lines added, changed, left and removed, and how far its return has got."""

from __future__ import annotations

from collections.abc import Sequence

from blmk_desktop.importing.comparing import title_of
from blmk_desktop.importing.proposal import ProposedRow
from blmk_desktop.importing.returns.plan_lines import INPUTS, ReadLine
from blmk_desktop.importing.taking import Work
from blmk_desktop.importing.today import Entry, Values
from blmk_desktop.periods import today
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.workbook import cell_name

LINE, RETURN = RECORDS["plan_line"], RECORDS["plan_return"]
SETTLED = ("accepted", "submitted")
LONGEST_QUERY = 300  # characters


def propose_round(work: Work, year: str, stage: str, name: str) -> None:
    """The round of the plan, if there is none of that name yet."""
    if (name,) in work.now.entries("plan_round"):
        return
    after: Values = {"name": name, "year": year, "stage": stage}
    if work.options.as_at:
        after["as_at"] = work.options.as_at
    row = ProposedRow("plan_round", "added", name, "", after)
    work.now.add("plan_round", (name,), row)
    work.file.bookkeeping.append(row)


def line_rows(lines: Sequence[ReadLine], pcn: str, round_name: str, sheet: str, work: Work) -> list[ProposedRow]:
    """A row for each line of the return, and one that removes each line of today's plan that it no longer has."""
    today = work.now.plan(round_name, pcn)
    rows = []
    for line in lines:
        values: Values = {"round": round_name, "pcn": pcn, "line": line.values["line"]}
        values |= {name: line.values[name] for name in INPUTS}
        cell = f"{sheet}!{cell_name(line.row, 0)}"
        kept: Values = {"source": work.file.source, "cell": cell}
        rows.append(_line_row(values, kept, work))
    coming = {(round_name, pcn, line.values["line"]) for line in lines}
    return rows + [_removal(entry) for key, entry in sorted(today.items(), key=str) if key not in coming]


def _line_row(values: Values, kept: Values, work: Work) -> ProposedRow:
    """What becomes of one line. Where it stands in its workbook is no change of the plan."""
    key = tuple(values[name] for name in LINE.key)
    where, entry = str(kept["cell"]), work.now.entries("plan_line").get(key)
    if entry is None:
        after = {name: value for name, value in (values | kept).items() if value is not None}
        row = ProposedRow("plan_line", "added", title_of(LINE, values), where, after)
        work.now.add("plan_line", key, row)
        return row
    differing = {name: value for name, value in values.items() if entry.values.get(name) != value}
    if not differing:
        return ProposedRow("plan_line", "unchanged", title_of(LINE, values), where, {}, id=entry.id)
    after = differing | kept
    before = {name: entry.values.get(name) for name in after}
    row = ProposedRow("plan_line", "changed", title_of(LINE, values), where, after, before, entry.id)
    entry.values, entry.row = entry.values | after, row
    return row


def _removal(entry: Entry) -> ProposedRow:
    before = {name: value for name, value in entry.values.items() if value is not None}
    title = f"{title_of(LINE, entry.values)} (no longer in the plan)"
    after: Values = dict.fromkeys(before)
    return ProposedRow("plan_line", "changed", title, "", after, before, entry.id, removes=True)


def received(work: Work, pcn: str, round_name: str, *, changed: bool) -> ProposedRow | None:
    """The plan return moves to received. It stays as it is where the same plan came before (not `changed`)."""
    entry = work.now.entries("plan_return").get((round_name, pcn))
    status = entry.values.get("status") if entry else None
    if not changed and status in ("received", *SETTLED):
        return None
    cleared: Values = dict.fromkeys(("query", *SETTLED))
    wanted: Values = {"status": "received", "received": today(), "source": work.file.source}
    return _moved(work, pcn, round_name, wanted | cleared)


def queried(work: Work, pcn: str, round_name: str) -> ProposedRow | None:
    """The plan return moves to queried, with what is queried; one that was accepted already stays as it is."""
    entry = work.now.entries("plan_return").get((round_name, pcn))
    query = query_of(work)
    if entry and entry.values.get("status") in SETTLED:
        work.file.notes.append(f"its plan was {entry.values['status']} already, and that stays as it is")
        return None
    same = {"status": "queried", "query": query, "source": work.file.source}
    if entry and all(entry.values.get(name) == value for name, value in same.items()):
        return None
    return _moved(work, pcn, round_name, {**same, "received": today(), "queried": today()})


def query_of(work: Work) -> str:
    """What is queried, in a sentence: how many cells, and the first of them."""
    refused = work.file.refused()
    several = f"{len(refused)} cells cannot be taken, first" if len(refused) > 1 else "1 cell cannot be taken,"
    text = f"{several} {refused[0].where}: {refused[0].why}"
    return text if len(text) <= LONGEST_QUERY else f"{text[: LONGEST_QUERY - 3]}..."


def _moved(work: Work, pcn: str, round_name: str, wanted: Values) -> ProposedRow | None:
    """The row that takes a plan return to these values; None if it has them, or this import moves it already."""
    key = (round_name, pcn)
    entry = work.now.entries("plan_return").get(key)
    if entry is None:
        after: Values = {"round": round_name, "pcn": pcn}
        after |= {name: value for name, value in wanted.items() if value is not None}
        row = ProposedRow("plan_return", "added", title_of(RETURN, after), "", after)
        work.now.add("plan_return", key, row)
        return row
    after = {name: value for name, value in wanted.items() if entry.values.get(name) != value}
    if not after or entry.row is not None:
        return None
    before = {name: entry.values.get(name) for name in after}
    row = ProposedRow("plan_return", "changed", title_of(RETURN, entry.values), "", after, before, entry.id)
    entry.values, entry.row = entry.values | after, row
    return row
