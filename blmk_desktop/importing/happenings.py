"""What an import of a register would mean, in words: opened, closed, dormant, renamed, moved network."""

from __future__ import annotations

from collections import defaultdict

from blmk_desktop.importing.proposal import ProposedRow

LISTED = 6
_STATUS_WORDS = {
    "Closed": "closed",
    "Dormant": "now dormant",
    "Active": "active again",
    "Proposed": "proposed",
}


def happenings(rows: list[ProposedRow], known_before: dict[str, int]) -> list[str]:
    """Sentences on what happened to practices, networks and memberships since the register now held."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.kind in ("practice", "pcn") and row.status != "unchanged":
            _of_organisation(row, known_before, found)
    _of_memberships([row for row in rows if row.kind == "membership"], known_before, found)
    return [f"{len(titles)} {_plural(what, len(titles))}: {_listed(titles)}" for what, titles in found.items()]


def _of_organisation(row: ProposedRow, known_before: dict[str, int], found: dict[str, list[str]]) -> None:
    label = "practice" if row.kind == "practice" else "PCN"
    if row.status == "added":
        if known_before.get(row.kind) and row.after.get("status", "Active") == "Active" and not row.after.get("closed"):
            found[f"{label}|new"].append(row.title)
        return
    status = row.after.get("status")
    if status and row.before.get("status"):
        found[f"{label}|{_STATUS_WORDS[str(status)]}"].append(row.title)
    elif row.kind == "pcn" and row.after.get("closed") and not row.before.get("closed"):
        found[f"{label}|closed"].append(row.title)
    if row.after.get("name") and row.before.get("name"):
        found[f"{label}|renamed"].append(f"{row.before['name']} is now {row.after['name']}")
    if row.after.get("commissioner") and row.before.get("commissioner"):
        found[f"{label}|with another commissioner"].append(f"{row.title} ({row.after['commissioner']})")


def _of_memberships(rows: list[ProposedRow], known_before: dict[str, int], found: dict[str, list[str]]) -> None:
    if not known_before.get("membership"):
        return
    ended = {row.title.split(" · ")[0]: row for row in rows if row.status == "changed" and row.after.get("end")}
    begun = {str(row.after["practice"]): row for row in rows if row.status == "added" and not row.after.get("end")}
    for practice, row in begun.items():
        left = ended.pop(practice, None)
        if left:
            found["practice|moved network"].append(
                f"{practice} from {left.title.split(' · ')[1]} to {row.after['pcn']}"
            )
        else:
            found["practice|joined a network"].append(f"{practice} to {row.after['pcn']}")
    for row in ended.values():
        found["practice|left its network"].append(row.title.replace(" · ", " from "))


def _plural(what: str, count: int) -> str:
    label, words = what.split("|")
    return f"{words} {label}{'s' if count > 1 else ''}" if words in ("new", "renamed") else _told(label, words, count)


def _told(label: str, words: str, count: int) -> str:
    return f"{label}{'s' if count > 1 else ''} {words}"


def _listed(titles: list[str]) -> str:
    rest = len(titles) - LISTED
    return "; ".join(titles[:LISTED]) + (f" and {rest} more" if rest > 0 else "")
