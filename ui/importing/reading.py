"""Reading workbooks for the preview, in a worker: the proposal, the names it speaks of, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blmk_desktop.importing.proposal import FileProposal, Options, Proposal, ProposedRow, SheetProposal
from blmk_desktop.rules.wording import in_words
from ui.parts.naming import Labels, labels_of

Identity = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files would do, and the names of all records that they may speak of, by kind and key."""

    proposal: Proposal
    labels: Labels


@dataclass(frozen=True, slots=True)
class Place:
    """One sheet of one file."""

    file: FileProposal
    sheet: SheetProposal

    @property
    def key(self) -> tuple[str, str]:
        """How the options name it."""
        return self.file.path.name, self.sheet.sheet


def read(store: Any, paths: Sequence[Path], options: Options, progress: Callable[[str, float], None]) -> Reading:
    """Propose what the files would do; one that cannot be read says so and the others go on."""
    from blmk_desktop.importing.engine import propose

    proposal = propose(store, paths, options, progress, keep_going=True)
    with store.reading() as connection:
        labels = labels_of(connection)
    for row in proposed_rows(proposal):
        if row.status == "added" and row.kind in labels and row.after.get("name"):
            key = str(row.after.get("code") or row.after["name"])
            labels[row.kind].setdefault(key, in_words(str(row.after["name"])))
    return Reading(proposal, labels)


def places(proposal: Proposal) -> list[Place]:
    """All sheets of all files."""
    return [Place(file, sheet) for file in proposal.files for sheet in file.sheets]


def proposed_rows(proposal: Proposal) -> Iterator[ProposedRow]:
    """All rows of all sheets."""
    return (row for sheet in proposal.sheets() for row in sheet.rows)


def changing(rows: Sequence[ProposedRow]) -> list[ProposedRow]:
    """The rows that would change something."""
    return [row for row in rows if row.status != "unchanged"]


def left_out(proposal: Proposal) -> set[Identity]:
    """The rows that the user does not want, by what stays the same when the files are read again."""
    return {_identity(place, row) for place in places(proposal) for row in place.sheet.rows if not row.wanted}


def leave_out(proposal: Proposal, unwanted: set[Identity]) -> None:
    """Leave the same rows out of a new reading."""
    if not unwanted:
        return
    for place in places(proposal):
        for row in place.sheet.rows:
            row.wanted = _identity(place, row) not in unwanted


def _identity(place: Place, row: ProposedRow) -> Identity:
    return (*place.key, row.kind, row.where, row.status)
