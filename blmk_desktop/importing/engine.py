"""The importer: files to a proposal, a proposal to one change set."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePath

from blmk_desktop.changes import Change, ChangeSet, commit, new_records, newest
from blmk_desktop.errors import UserError
from blmk_desktop.importing.forms import forms
from blmk_desktop.importing.proposal import FileProposal, Options, Proposal, ProposedRow
from blmk_desktop.importing.remembering import Layouts, by_fingerprint, remembered
from blmk_desktop.importing.returns.budget_form import find_budget_return
from blmk_desktop.importing.returns.budget_form import source_of as source_of_budget
from blmk_desktop.importing.returns.budget_rows import propose_budget_return
from blmk_desktop.importing.returns.plan_form import ReturnForm, find_return
from blmk_desktop.importing.returns.plan_proposal import propose_return
from blmk_desktop.importing.returns.survey_sheets import find_survey, propose_survey, source_of
from blmk_desktop.importing.returns.update_form import find_update
from blmk_desktop.importing.returns.update_form import source_of as source_of_update
from blmk_desktop.importing.returns.update_rows import propose_update
from blmk_desktop.importing.sheets import propose_sheets
from blmk_desktop.importing.taking import Work
from blmk_desktop.importing.today import Today, today
from blmk_desktop.periods import read_date, read_year, show_date
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.store import Store
from blmk_desktop.workbook import Workbook, read_path

Progress = Callable[[str, float], None]
MOST_NAMES = 5  # of files, in one line of the history


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
        if chosen.pcn:
            chosen = replace(chosen, pcn=_network(chosen.pcn, now))
        last = newest(connection)
        files = []
        for number, path in enumerate(paths):
            tick = partial(_tick, progress, path.name, number, len(paths))
            try:
                files.append(_propose_file(path, now, chosen, tick))
            except UserError as error:
                if not keep_going:
                    raise
                files.append(FileProposal(path, path.name, error=error.message))
        return Proposal(files, chosen, last.number if last else 0)


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


def _network(named: str, now: Today) -> str:
    """The code of the network that the user named. Raises UserError if there is none."""
    found = now.names.resolve("pcn", named.strip()) or now.names.resolve("pcn", named.strip().upper())
    if found is None:
        near = now.names.suggestions("pcn", named)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        raise UserError(f"There is no network '{named}'.{meant}")
    return found


def _tick(progress: Progress | None, name: str, done: int, files: int, share: float) -> None:
    if progress:
        progress(name, (done + share) / files)


def _propose_file(path: Path, now: Today, options: Options, tick: Callable[[float], None]) -> FileProposal:
    """Reading takes about half of the time, its sheets the other half."""
    tick(0)
    workbook = read_path(path)
    tick(0.5)
    form = None if options.kind else find_return(workbook)
    survey = None if options.kind or form else find_survey(workbook)
    update = None if options.kind or form or survey else find_update(workbook)
    budget = None if options.kind or form or survey or update else find_budget_return(workbook)
    name = _source_name(workbook, form, now)
    source = source_of(survey, name) if survey else source_of_update(update, name) if update else name
    source = source_of_budget(budget, name) if budget else source
    proposal = FileProposal(path, source, notes=list(workbook.notes))
    if not any(sheet.rows for sheet in workbook.sheets):
        proposal.notes.append("there is nothing in it")
    _propose_source(workbook, proposal, now)
    work = Work(workbook, proposal, now, options)
    if form:
        propose_return(form, work)
    elif survey:
        propose_survey(survey, work)
    elif update:
        propose_update(update, work)
    elif budget:
        propose_budget_return(budget, work)
    else:
        propose_sheets(work, lambda share: tick(0.5 + share / 2))
    return proposal


def _source_name(workbook: Workbook, form: ReturnForm | None, now: Today) -> str:
    """A file that was imported before is known by its content, whatever it is called now.

    Networks send files of one name ('plan.xlsx'), and those are not editions of each other.
    """
    digest, sources = workbook.sha256.upper(), now.entries("source")
    known = next((str(key[0]) for key, entry in sources.items() if entry.values.get("sha256") == digest), "")
    if known or form is None or not form.marker.code or (workbook.name,) not in sources:
        return known or workbook.name
    returns = now.entries("plan_return").values()
    senders = {entry.values["pcn"] for entry in returns if entry.values.get("source") == workbook.name}
    path = PurePath(workbook.name)
    return f"{path.stem} ({form.marker.code}){path.suffix}" if senders - {form.marker.code} else workbook.name


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
    elif known.row is None:  # not a file of this very import
        proposal.notes.append(f"already imported on {show_date(str(known.values.get('imported')))}")


def apply(
    store: Store, proposal: Proposal, *, accept_valid: bool = False, progress: Progress | None = None
) -> ChangeSet | None:
    """Carry out a proposal as one change set; None if it changes nothing.

    With refused rows nothing is applied unless `accept_valid`. `progress` is told how far it is; it may raise to
    cancel, and nothing is changed then. Raises UserError for refused rows, and where the data has changed since
    the proposal was made. What is refused in a return holds up that return alone: only its status is written.
    """
    refused = proposal.holding()
    if refused and not accept_valid:
        several = f"{len(refused):,} cells or rows cannot be taken as they stand"
        what = several if len(refused) > 1 else "1 cell or row cannot be taken as it stands"
        raise UserError(f"{what}, so nothing was imported")
    with store.reading() as connection:
        last = newest(connection)
        known = by_fingerprint(connection)
    if (last.number if last else 0) != proposal.basis:
        raise UserError("the data has changed since these files were read; read them again")
    with _many_small_things():
        changes = _changes(proposal, known)
        if not changes:
            return None
        return commit(store, changes, what=f"Import of {_names(proposal)}", kind="import", progress=progress)


def _names(proposal: Proposal) -> str:
    """The files, for the history; the first of many."""
    names = [file.path.name for file in proposal.files if not file.error]
    return ", ".join(names) if len(names) <= MOST_NAMES else f"{', '.join(names[:2])} and {len(names) - 2:,} more"


@contextmanager
def _many_small_things() -> Iterator[None]:
    """Tens of thousands of rows are made and all of them kept, so looking for garbage finds none.

    Not meanwhile, and not as soon as it is over either: what was made counts as old from then on.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was:
            gc.enable()


def _changes(proposal: Proposal, known: Layouts) -> list[Change]:
    """A change for every row that is wanted; the source and round of a file go along only if something of it does."""
    ids = new_records()
    changes: list[Change] = []
    rounds = {row.title: row for file in proposal.files for row in file.bookkeeping if row.kind == "plan_round"}
    for file in proposal.files:
        wanted = [row for sheet in file.sheets for row in sheet.rows if row.wanted and row.status != "unchanged"]
        wanted = [*_status(file, wanted), *wanted]
        if wanted:
            # The file that brought a round first may itself be left out; whoever speaks of it brings it along.
            named = [rounds.pop(name) for name in {str(row.after.get("round")) for row in wanted} if name in rounds]
            others = [row for row in file.bookkeeping if row.kind != "plan_round"]
            rows = [*named, *others, *wanted, *remembered(proposal, file, known)]
            name = file.path.name
            changes += [_change(row, next(ids) if row.status == "added" else row.id, name) for row in rows]
    return changes


def _status(file: FileProposal, wanted: list[ProposedRow]) -> list[ProposedRow]:
    """How a return moves on; not where the user left out every line that it would have changed."""
    if file.returned is None or file.returned.status is None:
        return []
    changing = any(row.status != "unchanged" for sheet in file.sheets for row in sheet.rows)
    return [file.returned.status] if wanted or not changing else []


def _change(row: ProposedRow, record: int, file: str) -> Change:
    place = f"{file} › {row.where}" if row.where else file
    if row.status == "added":
        return Change(row.kind, record, None, row.after, place)
    return Change(row.kind, record, row.before, None if row.removes else row.after, place)
