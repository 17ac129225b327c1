"""Tables that say what holds on one date: they begin and end memberships and contracts, and never undo later ones."""

from __future__ import annotations

from datetime import date, timedelta

from blmk_desktop.importing.comparing import Compared, Comparison, find_clashes
from blmk_desktop.importing.proposal import Refusal
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.today import Entry, Key, Today


def compare_snapshot(drafts: Drafts, today: Today, sheet: str) -> Compared:
    """What holds on one date: begins what is new from that date and ends, the day before, what it replaces."""
    work = Comparison(drafts, today, sheet)
    held = next(name for name in work.record.key if name not in ("practice", "start"))
    held_at = drafts.names.index(held)
    keys: list[Key] = list(zip(drafts.column("practice"), drafts.column("start"), strict=True))
    clashes = find_clashes(drafts, keys)
    references, kind = work.references(), drafts.part.record
    older = 0
    for number, (key, values) in enumerate(zip(keys, drafts.rows, strict=True)):
        practice, on = map(str, key)
        if key in clashes:
            listed = " and ".join(map(str, clashes[key].rows))
            why = f"stands on rows {listed} with a different {work.record.by_name[held].label}"
            work.found.refused.append(Refusal(work.places[number], work.record.label, practice, why))
            continue
        if missing := work.missing(values, references):
            work.refuse_missing(missing, number)
            continue
        entries = today.for_practice(kind, practice)
        open_then = [entry for entry in entries if _covers(entry, on)]
        same = next((entry for entry in open_then if entry.values[held] == values[held_at]), None)
        nothing = values[held_at] is None
        if nothing and not open_then:
            continue
        if same:
            work.leave(same, number)
        elif any(str(entry.values["start"]) >= on for entry in entries):
            older += 1
        else:
            _end(work, open_then, on, number)
            if nothing:
                continue
            after = dict(zip(drafts.names, values, strict=True))
            work.add(tuple(after.get(name) for name in work.record.key), values, number)
    if older:
        known = f"{older:,} rows left out: something later is already known of these practices"
        work.found.notes.append(known if older > 1 else known.replace("rows", "row").replace("these", "this"))
    return work.found


def _covers(entry: Entry, on: str) -> bool:
    end = entry.values.get("end")
    return str(entry.values["start"]) <= on and (end is None or str(end) >= on)


def _end(work: Comparison, open_then: list[Entry], on: str, number: int) -> None:
    eve = (date.fromisoformat(on) - timedelta(days=1)).isoformat()
    for entry in open_then:
        work.change(entry, {"end": eve}, number)
