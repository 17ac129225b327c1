"""The importer: files to a proposal, a proposal to one change set."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from blmk_desktop.changes import Change, ChangeSet, commit, history, new_records
from blmk_desktop.errors import UserError
from blmk_desktop.importing.forms import forms
from blmk_desktop.importing.proposal import FileProposal, Options, Proposal, ProposedRow
from blmk_desktop.importing.remembering import Layouts, by_fingerprint, remembered
from blmk_desktop.importing.sheets import propose_sheets
from blmk_desktop.importing.taking import Work
from blmk_desktop.importing.today import Today, today
from blmk_desktop.periods import read_date, read_year
from blmk_desktop.records import RECORDS
from blmk_desktop.store import Store
from blmk_desktop.workbook import Workbook, read_path

Progress = Callable[[str, float], None]


def propose(
    store: Store,
    paths: Sequence[Path],
    options: Options | None = None,
    progress: Progress | None = None,
    *,
    keep_going: bool = False,
) -> Proposal:
    """Read files and say what importing them would do. Nothing is changed.

    Later files are compared with what earlier ones would bring. `progress` is told the file at hand and the share
    done; it may raise to cancel. Raises UserError if an option means nothing or a file cannot be read at all; with
    `keep_going` that file is proposed with its error, and the others as ever.
    """
    chosen = _checked(options or Options())
    with _many_small_things(), store.reading() as connection:
        now = today(connection)
        last = history(connection, limit=1)
        files = []
        for number, path in enumerate(paths):
            tick = partial(_tick, progress, path.name, number, len(paths))
            try:
                files.append(_propose_file(path, now, chosen, tick))
            except UserError as error:
                if not keep_going:
                    raise
                files.append(FileProposal(path, path.name, error=error.message))
        return Proposal(files, chosen, last[0].number if last else 0)


def _checked(options: Options) -> Options:
    """What the user settled, in the form in which it is kept. Raises UserError for what means nothing."""
    kinds = {kind for kind in (options.kind, *options.forms.values()) if kind}
    if unknown := kinds - forms().keys():
        raise UserError(f"There is no kind of table '{min(unknown)}'. There are: {', '.join(forms())}.")
    stages = RECORDS["plan_round"].by_name["stage"].choices
    if options.stage and options.stage not in stages:
        raise UserError(f"'{options.stage}' is no stage of a plan. There are: {', '.join(stages)}.")
    try:
        year = read_year(options.year) if options.year else None
        return replace(options, year=year, as_at=read_date(options.as_at) if options.as_at else None)
    except ValueError as problem:
        raise UserError(f"{problem}.") from problem


def _tick(progress: Progress | None, name: str, done: int, files: int, share: float) -> None:
    if progress:
        progress(name, (done + share) / files)


def _propose_file(path: Path, now: Today, options: Options, tick: Callable[[float], None]) -> FileProposal:
    """Reading takes about half of the time, its sheets the other half."""
    tick(0)
    workbook = read_path(path)
    tick(0.5)
    proposal = FileProposal(path, _source_name(workbook, now), notes=list(workbook.notes))
    _propose_source(workbook, proposal, now)
    propose_sheets(Work(workbook, proposal, now, options), lambda share: tick(0.5 + share / 2))
    return proposal


def _source_name(workbook: Workbook, now: Today) -> str:
    """A file that was imported before is known by its content, whatever it is called now."""
    same = (entry for entry in now.entries("source").values() if entry.values.get("sha256") == workbook.sha256.upper())
    return next((str(entry.values["name"]) for entry in same), workbook.name)


def _propose_source(workbook: Workbook, proposal: FileProposal, now: Today) -> None:
    """The source of the file's figures: a new one, or the next edition of one of that name."""
    known = now.entries("source").get((proposal.source,))
    edition = {"sha256": workbook.sha256.upper(), "size": workbook.size}
    if known is None:
        position = len(now.entries("source")) + 1
        imported = datetime.now(UTC).date().isoformat()
        after = {"name": proposal.source, **edition, "imported": imported, "position": position}
        row = ProposedRow("source", "added", proposal.source, "", after)
        now.add("source", (proposal.source,), row)
        proposal.bookkeeping.append(row)
    elif known.values.get("sha256") != edition["sha256"]:
        before = {name: known.values.get(name) for name in edition}
        proposal.bookkeeping.append(
            ProposedRow("source", "changed", proposal.source, "", dict(edition), before, known.id)
        )
        proposal.notes.append(f"another edition of {proposal.source} was imported before; the differences are shown")
    else:
        proposal.notes.append(f"already imported on {known.values.get('imported')}")


def apply(store: Store, proposal: Proposal, *, accept_valid: bool = False) -> ChangeSet | None:
    """Carry out a proposal as one change set; None if it changes nothing.

    With refused rows nothing is applied unless `accept_valid`. Raises UserError then, and where the data has
    changed since the proposal was made.
    """
    refused = proposal.refused()
    if refused and not accept_valid:
        several = f"{len(refused):,} cells or rows cannot be taken as they stand"
        what = several if len(refused) > 1 else "1 cell or row cannot be taken as it stands"
        raise UserError(f"{what}, so nothing was imported")
    with store.reading() as connection:
        last = history(connection, limit=1)
        known = by_fingerprint(connection)
    if (last[0].number if last else 0) != proposal.basis:
        raise UserError("the data has changed since these files were read; read them again")
    names = ", ".join(file.path.name for file in proposal.files if not file.error)
    with _many_small_things():
        changes = _changes(proposal, known)
        return commit(store, changes, what=f"Import of {names}", kind="import") if changes else None


@contextmanager
def _many_small_things() -> Iterator[None]:
    """Tens of thousands of rows are made and all of them kept, so looking for garbage meanwhile finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _changes(proposal: Proposal, known: Layouts) -> list[Change]:
    """A change for every row that is wanted; the source and round of a file go along only if something of it does."""
    ids = new_records()
    changes: list[Change] = []
    for file in proposal.files:
        wanted = [row for sheet in file.sheets for row in sheet.rows if row.wanted and row.status != "unchanged"]
        if wanted:
            rows = [*file.bookkeeping, *wanted, *remembered(proposal, file, known)]
            name = file.path.name
            changes += [_change(row, next(ids) if row.status == "added" else row.id, name) for row in rows]
    return changes


def _change(row: ProposedRow, record: int, file: str) -> Change:
    place = f"{file} › {row.where}" if row.where else file
    if row.status == "added":
        return Change(row.kind, record, None, row.after, place)
    return Change(row.kind, record, row.before, None if row.removes else row.after, place)
