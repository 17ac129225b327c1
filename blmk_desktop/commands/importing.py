"""The subcommand `import`: files and folders in, what is taken and what is sent back."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from blmk_desktop.commands import DONE, IN_PART, Outside, answer, failed, tell
from blmk_desktop.errors import UserError

if TYPE_CHECKING:
    from blmk_desktop.changes import ChangeSet
    from blmk_desktop.importing.proposal import Options, Proposal


def import_workbooks(asked: Namespace, outside: Outside) -> int:
    """Propose what the workbooks hold and, unless it is a dry run or rows are refused, carry it out.

    What is refused in a network's return holds up that return alone.
    """
    from blmk_desktop.commands.answers import import_answer
    from blmk_desktop.commands.printing import proposal_lines
    from blmk_desktop.importing.engine import apply, propose
    from blmk_desktop.importing.folders import workbooks_in

    options = _options(asked)
    paths = workbooks_in(asked.workbooks)
    several = any(path.is_dir() for path in asked.workbooks)  # one bad file in a folder holds up no other
    with outside.open_store(asked.file, create=not asked.dry_run, read_only=asked.dry_run) as store:
        proposal = propose(store, paths, options, keep_going=asked.accept_valid or several)
        held_back = bool(proposal.holding()) and not asked.accept_valid
        made = None if asked.dry_run or held_back else apply(store, proposal, accept_valid=asked.accept_valid)
    copies = _comments(asked, proposal)
    if asked.json:
        answer(import_answer(proposal, made.id if made else None, copies))
    else:
        tell(proposal_lines(proposal.files))
    return _outcome(asked, proposal, made, copies)


def _comments(asked: Namespace, proposal: Proposal) -> list[Path]:
    """What is to be sent back, if that was asked for."""
    if asked.comments is None:
        return []
    from blmk_desktop.importing.returns.comments import write_comment_copies

    return write_comment_copies(proposal, asked.comments)


def _outcome(asked: Namespace, proposal: Proposal, made: ChangeSet | None, copies: list[Path]) -> int:
    """Say what came of an import; its exit status."""
    held_back = len(proposal.holding())
    unread = [file.path.name for file in proposal.files if file.kind == "unknown"]
    if len(unread) == len(proposal.files):
        return failed(f"Nothing in {_listed(unread)} was recognised. Say what it holds with --kind.")
    if held_back and not (asked.accept_valid or asked.dry_run):
        return failed(
            f"Nothing was imported: {held_back:,} {'row or cell is' if held_back == 1 else 'rows or cells are'} "
            "refused. Correct them, or take the others with --accept-valid."
        )
    tell([] if asked.json else [*_round(asked, proposal), *_written(copies), _done(asked, proposal, made)])
    return IN_PART if proposal.refused() or unread else DONE


def _listed(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= 5 else f"{', '.join(names[:3])} and {len(names) - 3:,} more files"


def _round(asked: Namespace, proposal: Proposal) -> list[str]:
    """How many returns are taken, and how many go back."""
    returns = proposal.returns()
    back = sum(file.sent_back for file in returns)
    taken = "to take" if asked.dry_run else "taken"
    return [f"Returns: {len(returns) - back} {taken}, {back} to send back."] if returns else []


def _written(copies: list[Path]) -> list[str]:
    several = f"{len(copies)} workbooks" if len(copies) > 1 else "1 workbook"
    return [f"Comments: {several} to send back in {copies[0].parent}."] if copies else []


def _done(asked: Namespace, proposal: Proposal, made: ChangeSet | None) -> str:
    if asked.dry_run:
        return "Nothing was changed: this was a dry run."
    if made is None:
        kept = proposal.counts()["unchanged"] or not proposal.refused()
        return "Nothing to change: all of it is there already." if kept else "Nothing was changed."
    taken = any(row.status != "unchanged" for sheet in proposal.sheets() for row in sheet.rows)
    return f"Imported as {made}." if taken else f"No plan was taken; what came back is kept as queried, as {made}."


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
    return Options(
        all_england=asked.all_england,
        kind=kind,
        year=year,
        stage=asked.stage,
        as_at=asked.as_at,
        pcn=asked.pcn,
        accept_over=asked.accept_over,
        register=asked.register,
        convention=asked.variance,
    )
