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
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.store import Store

DONE, IN_PART, NOTHING_DONE = 0, 1, 2


class OpenStore(Protocol):
    """Opens a data file, with `create` made if it is missing; the one last opened, else the default one, by itself."""

    def __call__(
        self, path: Path | None = None, /, *, create: bool = False, read_only: bool = False
    ) -> AbstractContextManager[Store]:
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


def terminal_width() -> int:
    """The characters of a line of the terminal; 0 where what is printed goes to a file or another program."""
    import shutil

    return shutil.get_terminal_size((0, 0)).columns if sys.stdout.isatty() else 0


def demo(asked: Namespace, outside: Outside) -> int:
    """Load the example data."""
    from blmk_desktop.seeding import load_demo

    with outside.open_store(asked.file, create=True) as store:
        made = load_demo(store)
    if asked.json:
        answer({"changesets": [change_set.id for change_set in made]})
    else:
        tell(f"Loaded as {change_set}." for change_set in made)
        tell([] if made else ["All of the example data is there already; nothing was added."])
    return DONE


def export(asked: Namespace, outside: Outside) -> int:
    """Write records or a computed table to a file."""
    from blmk_desktop.export import write_records

    with outside.open_store(asked.file, read_only=True) as store, store.reading() as connection:
        rows = write_records(connection, asked.kind, asked.out, asked.as_at)
    print(f"{asked.out}: {rows:,} {'row' if rows == 1 else 'rows'}")
    return DONE


def summary(asked: Namespace, outside: Outside) -> int:
    """Print a computed table."""
    from blmk_desktop.commands.answers import table_answer
    from blmk_desktop.commands.printing import table_lines
    from blmk_desktop.computed.tables import table

    with outside.open_store(asked.file, read_only=True) as store, store.reading() as connection:
        options = {name: getattr(asked, name) for name in ("round", "as_at", "since", "area", "year", "version")}
        found = table(connection, asked.name, **options)
    if asked.json:
        answer(table_answer(found))
    else:
        tell(table_lines(found, terminal_width()))
    return DONE


def check(asked: Namespace, outside: Outside) -> int:
    """Print every finding that nobody has acknowledged, and faults of the file itself."""
    from blmk_desktop.changes import unexplained as changes_unexplained
    from blmk_desktop.check import check as check_all
    from blmk_desktop.commands.answers import finding_answer
    from blmk_desktop.commands.printing import finding_lines

    with outside.open_store(asked.file, read_only=True) as store:
        with store.reading() as connection:
            findings = [found for found in check_all(connection) if asked.all or not found.acknowledged]
            unexplained = changes_unexplained(connection)
        findings = [*_faults(store, outside, unexplained), *findings]
    if asked.json:
        answer({"findings": [finding_answer(finding) for finding in findings]})
    else:
        tell(finding_lines(findings))
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
    from blmk_desktop.commands.printing import history_lines

    with outside.open_store(asked.file, read_only=True) as store, store.reading() as connection:
        found = change_sets(connection, limit=asked.limit)
    if asked.json:
        answer({"changesets": [asdict(change_set) for change_set in found]})
    else:
        tell(history_lines(found))
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
        answer({"changeset": made.id, "undoes": made.undoes})
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


def tell(lines: Iterable[str]) -> None:
    """Print lines for people."""
    for line in lines:
        print(line)


def answer(found: dict[str, Any]) -> None:
    """Print an answer for machines."""
    print(json.dumps(found, indent=1))
