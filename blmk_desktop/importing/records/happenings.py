"""What an import of a register would mean, in words: opened, closed, dormant, renamed, moved network."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from blmk_desktop.importing.proposal import ProposedRow
from blmk_desktop.importing.today import Today
from blmk_desktop.rules.wording import several

LISTED = 6
_STATUS_WORDS = {"Closed": "closed", "Dormant": "now dormant", "Active": "active again", "Proposed": "proposed"}
_BEFORE = ("new", "renamed")  # said in front of the noun: 3 new practices


@dataclass(slots=True)
class _Told:
    """What is known beforehand, and what has happened so far: (label, words) to what it happened to."""

    today: Today
    found: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def name(self, kind: str, key: object) -> str:
        name = self.today.names.labels.get(kind, {}).get(str(key), str(key))
        return str(key) if name == str(key) else f"{name} ({key})"

    def say(self, label: str, words: str, of_what: str) -> None:
        self.found[label, words].append(of_what)


def happenings(rows: list[ProposedRow], today: Today) -> list[str]:
    """Sentences on what happened to practices, networks and memberships since the register now held."""
    told = _Told(today)
    for row in rows:
        if row.kind in ("practice", "pcn") and row.status != "unchanged":
            _of_organisation(row, told)
    if today.before.get("membership"):
        _of_memberships([row for row in rows if row.kind == "membership"], told)
    return [f"{_counted(*what, len(whom))}: {several(whom, LISTED, '; ')}" for what, whom in told.found.items()]


def _of_organisation(row: ProposedRow, told: _Told) -> None:
    label = "practice" if row.kind == "practice" else "PCN"
    if row.status == "added":
        is_open = row.after.get("status", "Active") == "Active" and not row.after.get("closed")
        if is_open and told.today.before.get(row.kind):
            told.say(label, "new", _title(row))
        return
    status = row.after.get("status")
    if status and row.before.get("status"):
        told.say(label, _STATUS_WORDS[str(status)], _title(row))
    elif row.kind == "pcn" and row.after.get("closed") and not row.before.get("closed"):
        told.say(label, "closed", _title(row))
    if row.after.get("name") and row.before.get("name"):
        told.say(label, "renamed", f"{row.before['name']} is now {row.after['name']}")
    if row.after.get("commissioner") and row.before.get("commissioner"):
        told.say(label, "with another commissioner", f"{_title(row)} to {row.after['commissioner']}")


def _title(row: ProposedRow) -> str:
    name, _, code = row.title.rpartition(" · ")
    return f"{name} ({code})" if name else code


def _of_memberships(rows: list[ProposedRow], told: _Told) -> None:
    ended = {row.title.split(" · ")[0]: row for row in rows if row.status == "changed" and row.after.get("end")}
    begun = {str(row.after["practice"]): row for row in rows if row.status == "added" and not row.after.get("end")}
    for practice, row in begun.items():
        left = ended.pop(practice, None)
        name, joined = told.name("practice", practice), told.name("pcn", row.after["pcn"])
        if left:
            told.say("practice", "moved network", f"{name} from {_network(left, told)} to {joined}")
        else:
            told.say("practice", "joined a network", f"{name} to {joined}")
    for practice, row in ended.items():
        told.say("practice", "left a network", f"{told.name('practice', practice)} from {_network(row, told)}")


def _network(row: ProposedRow, told: _Told) -> str:
    """The network of a membership that ended: its title is the codes of both."""
    return told.name("pcn", row.title.split(" · ")[1])


def _counted(label: str, words: str, count: int) -> str:
    nouns = f"{label}s" if count > 1 else label
    return f"{count:,} {words} {nouns}" if words in _BEFORE else f"{count:,} {nouns} {words}"
