"""What each subcommand of the command line does, and its exit status."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from blmk_desktop.errors import UserError

if TYPE_CHECKING:
    from blmk_desktop.changes import ChangeSet
    from blmk_desktop.importing.proposal import Options, Proposal
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.store import Store

DONE, IN_PART, NOTHING_DONE = 0, 1, 2


class OpenStore(Protocol):
    """Opens a data file, made if it is missing; without a path the one last opened, else the default one."""

    def __call__(self, path: Path | None = None, /, *, read_only: bool = False) -> AbstractContextManager[Store]:
        """The open file, closed again by leaving it. Raises UserError."""
        ...


@dataclass(frozen=True)
class Outside:
    """What lies above the command line and is given to it: the data file, its soundness, the window.

    `integrity` gives a sentence for each fault of an open file; `screenshots` puts pictures of the tabs into
    a folder, of the file named or else the one last opened.
    """

    open_store: OpenStore
    integrity: Callable[[Any], list[str]] | None = None
    screenshots: Callable[[Path, Path | None], object] | None = None


def failed(sentence: str) -> int:
    """Say on one line of standard error why nothing was done."""
    print(" ".join(sentence.split()), file=sys.stderr)
    return NOTHING_DONE


def demo(asked: Namespace, outside: Outside) -> int:
    """Load the example data."""
    from blmk_desktop.seeding import load_demo

    with outside.open_store(asked.file) as store:
        made = load_demo(store)
    if asked.json:
        _answer({"changesets": [change_set.id for change_set in made]})
    else:
        _tell(f"Loaded as {change_set}." for change_set in made)
        _tell([] if made else ["All of the example data is there already; nothing was added."])
    return DONE


def import_workbooks(asked: Namespace, outside: Outside) -> int:
    """Propose what the workbooks hold and, unless it is a dry run or rows are refused, carry it out."""
    from blmk_desktop.answers import file_answer
    from blmk_desktop.importing.engine import apply, propose
    from blmk_desktop.printing import proposal_lines

    options = _options(asked)
    with outside.open_store(asked.file, read_only=asked.dry_run) as store:
        proposal = propose(store, asked.workbooks, options, keep_going=asked.accept_valid)
        held_back = bool(proposal.refused()) and not asked.accept_valid
        made = None if asked.dry_run or held_back else apply(store, proposal, accept_valid=asked.accept_valid)
    if asked.json:
        files = [file_answer(file) for file in proposal.files]
        _answer({"files": files, "changeset": made.id if made else None})
    else:
        _tell(proposal_lines(proposal.files))
    return _outcome(asked, proposal, made)


def _outcome(asked: Namespace, proposal: Proposal, made: ChangeSet | None) -> int:
    """Say what came of an import; its exit status."""
    refused = len(proposal.refused())
    unread = [file.path.name for file in proposal.files if file.kind == "unknown"]
    if len(unread) == len(proposal.files):
        return failed(f"Nothing in {', '.join(unread)} was recognised. Say what it holds with --kind.")
    if refused and not (asked.accept_valid or asked.dry_run):
        return failed(
            f"Nothing was imported: {refused:,} {'row or cell is' if refused == 1 else 'rows or cells are'} "
            "refused. Correct them, or take the others with --accept-valid."
        )
    if asked.dry_run:
        done = "Nothing was changed: this was a dry run."
    else:
        done = f"Imported as {made}." if made else "Nothing to change: all of it is there already."
    _tell([] if asked.json else [done])
    return IN_PART if refused or unread else DONE


def _options(asked: Namespace) -> Options:
    from blmk_desktop.importing.forms import forms
    from blmk_desktop.importing.proposal import Options
    from blmk_desktop.periods import read_year

    try:
        year = read_year(asked.year) if asked.year else None
    except ValueError as error:
        raise UserError(f"--year: {error}.") from error
    kind = asked.kind.lower().replace("_", "-") if asked.kind else None
    if kind and kind not in forms():
        raise UserError(f"There is no kind '{asked.kind}'. There are: {', '.join(forms())}.")
    missing = [path for path in asked.workbooks if not path.is_file()]
    if missing:
        raise UserError(f"There is no file {missing[0]}.")
    return Options(all_england=asked.all_england, kind=kind, year=year, stage=asked.stage, as_at=asked.as_at)


def export(asked: Namespace, outside: Outside) -> int:
    """Write records or a computed table to a file."""
    from blmk_desktop.export import write_records

    with outside.open_store(asked.file, read_only=True) as store, store.reading() as connection:
        rows = write_records(connection, asked.kind, asked.out, asked.as_at)
    print(f"{asked.out}: {rows:,} {'row' if rows == 1 else 'rows'}")
    return DONE


def summary(asked: Namespace, outside: Outside) -> int:
    """Print a computed table."""
    from blmk_desktop.answers import table_answer
    from blmk_desktop.printing import table_lines
    from blmk_desktop.summary_tables import table

    with outside.open_store(asked.file, read_only=True) as store, store.reading() as connection:
        found = table(connection, asked.name, round=asked.round, as_at=asked.as_at)
    if asked.json:
        _answer(table_answer(found))
    else:
        _tell(table_lines(found))
    return DONE


def check(asked: Namespace, outside: Outside) -> int:
    """Print every finding that nobody has acknowledged, and faults of the file itself."""
    from blmk_desktop.answers import finding_answer
    from blmk_desktop.changes import unexplained as changes_unexplained
    from blmk_desktop.check import check as check_all
    from blmk_desktop.printing import finding_lines

    with outside.open_store(asked.file, read_only=True) as store:
        with store.reading() as connection:
            findings = [found for found in check_all(connection) if asked.all or not found.acknowledged]
            unexplained = changes_unexplained(connection)
        findings = [*_faults(store, outside, unexplained), *findings]
    if asked.json:
        _answer({"findings": [finding_answer(finding) for finding in findings]})
    else:
        _tell(finding_lines(findings))
    return IN_PART if any(not finding.acknowledged for finding in findings) else DONE


def _faults(store: Store, outside: Outside, unexplained: list[str]) -> list[Finding]:
    """What is wrong with the file itself: its structure, and data that its own history does not explain."""
    from blmk_desktop.rules.finding import Finding

    faults = [*(outside.integrity(store) if outside.integrity else []), *unexplained]
    name = store.path.name
    return [Finding("damaged-file", "error", name, name, "", "", fault) for fault in faults]


def history(asked: Namespace, outside: Outside) -> int:
    """Print the change sets, newest first."""
    from blmk_desktop.changes import history as change_sets
    from blmk_desktop.printing import history_lines

    with outside.open_store(asked.file, read_only=True) as store, store.reading() as connection:
        found = change_sets(connection, limit=asked.limit)
    if asked.json:
        _answer({"changesets": [asdict(change_set) for change_set in found]})
    else:
        _tell(history_lines(found))
    return DONE


def undo(asked: Namespace, outside: Outside) -> int:
    """Take a change set back: the one named, else the last that stands."""
    from blmk_desktop.changes import undo as take_back

    with outside.open_store(asked.file) as store:
        return _taken(asked, take_back(store, asked.changeset))


def redo(asked: Namespace, outside: Outside) -> int:
    """Carry out again what was last taken back."""
    from blmk_desktop.changes import redo as carry_out_again

    with outside.open_store(asked.file) as store:
        return _taken(asked, carry_out_again(store))


def _taken(asked: Namespace, made: ChangeSet) -> int:
    if asked.json:
        _answer({"changeset": made.id, "undoes": made.undoes})
    else:
        print(f"{made.what}: {made.changes:,} records, kept as #{made.number}.")
    return DONE


def screenshots(asked: Namespace, outside: Outside) -> int:
    """Make the pictures of every tab."""
    if outside.screenshots is None:
        raise UserError("Pictures of the tabs need the window, which is not installed here.")
    outside.screenshots(asked.out_dir, asked.file)
    print(f"The pictures are in {asked.out_dir}.")
    return DONE


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _answer(answer: dict[str, Any]) -> None:
    print(json.dumps(answer, indent=1))
