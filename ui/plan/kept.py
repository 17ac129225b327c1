"""A plan kept in the data file: every edit is a change set at once, so there is no Save button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from blmk_desktop.acts.plan_drafts import TYPED, Block, DraftLine, Lines, next_number, typed, typed_all
from blmk_desktop.errors import UserError
from blmk_desktop.rules.wording import counted

if TYPE_CHECKING:
    from blmk_desktop.changes import ChangeSet
    from blmk_desktop.summaries.one_plan import OnePlan
    from ui.window import MainWindow

KINDS = {"plan_line"}
WHOSE = ("round", "pcn", "line")


class KeptBook:
    """The lines of a plan in the data file. A line to which role or WTE is still missing waits here until it has both.

    `changed` is called after each edit, with the lines as they will be read again. Undo takes back what was done
    here, never what was done meanwhile in the main window.
    """

    def __init__(self, window: MainWindow, plan: OnePlan, changed: Callable[[], object]) -> None:
        self.window_, self.facts, self.changed = window, plan.facts, changed
        self._kept: Lines = plan.lines
        self._waiting: Lines = ()
        self._ids = count(-1, -1)
        self._became: dict[int, int] = {}  # a line that waited to the record that it is now
        self._done: list[ChangeSet] = []  # made here, the latest last
        self._undone: list[tuple[ChangeSet, ChangeSet]] = []  # each with the change set that took it back

    @property
    def lines(self) -> Lines:
        """All lines: those kept, then those that wait."""
        return (*self._kept, *self._waiting)

    @property
    def unsaved(self) -> bool:
        """Whether a line with something in it waits to be whole."""
        return any(line != DraftLine(line.id, line.line) for line in self._waiting)

    def read_again(self, plan: OnePlan) -> None:
        """Take the lines as the file has them now."""
        self.facts, self._kept = plan.facts, plan.lines
        numbers = {line.line for line in plan.lines}
        self._waiting = tuple(
            replace(line, line=next_number(self.lines)) if line.line in numbers else line for line in self._waiting
        )
        self.changed()

    def edit(self, identity: int, name: str, raw: str) -> None:
        """Type into a cell. Raises ValueError or UserError with a plain sentence, with nothing changed."""
        identity = self._became.get(identity, identity)
        line = next((line for line in self.lines if line.id == identity), None)
        if line is None:
            raise UserError("This line is not in the plan any more.")
        new = typed(line, name, raw, self.facts)
        if identity < 0:
            self._fill(new)
            return
        if not new.whole:
            raise ValueError(new.missing[name])
        self._change(f"Change of line {line.line} in", "edit", identity, {name: raw})
        self._kept = tuple(new if each.id == identity else each for each in self._kept)
        self.changed()

    def _fill(self, line: DraftLine) -> None:
        """Fill in a line that waits; keep it as soon as it is whole."""
        if not line.whole:
            self._waiting = tuple(line if each.id == line.id else each for each in self._waiting)
            self.changed()
            return
        made = self._change(f"Added line {line.line} to", "add", self._fields(line))
        self._waiting = tuple(each for each in self._waiting if each.id != line.id)
        if made is not None:  # it may be typed into before the file is read again
            self._became[line.id] = record = self._record(made)
            self._kept = (*self._kept, replace(line, id=record))
            self.changed()

    def _record(self, made: ChangeSet) -> int:
        """The record that a change set added."""
        from blmk_desktop.changes import details

        store: Any = self.window_.store
        with store.reading() as connection:
            return details(connection, made.id)[0].record

    def add(self) -> int:
        """Add an empty line, which waits until it is whole; its identity."""
        line = DraftLine(next(self._ids), next_number(self.lines))
        self._waiting = (*self._waiting, line)
        self.changed()
        return line.id

    def duplicate(self, identities: Sequence[int]) -> None:
        """Add the same lines again at the end, as one change."""
        copies: Lines = ()
        for line in [line for line in self._kept if line.id in identities]:
            copies = (*copies, replace(line, line=next_number((*self.lines, *copies))))
        if copies:
            self._paste("Duplicated", [], [self._fields(line) for line in copies])

    def remove(self, identities: Sequence[int]) -> None:
        """Remove lines, those kept as one change."""
        self._waiting = tuple(line for line in self._waiting if line.id not in identities)
        kept = [line.id for line in self._kept if line.id in identities]
        if kept:
            self._change(f"Removed {counted(len(kept), 'line')} from", "remove", kept)
        else:
            self.changed()

    def paste(self, block: Block, how: str = "Pasted") -> None:
        """Type a block of cells as one change, all or nothing; `how` is what history calls it.

        A line that waits may go on waiting. Raises RefusedPasteError.
        """
        from blmk_desktop.editing import CellProblem, RefusedPasteError
        from blmk_desktop.records.returns import PLAN_LINE

        lines = {line.id: line for line in self.lines}
        number, problems, rows = next_number(self.lines), [], []
        for at, (identity, texts) in enumerate(block):
            line = lines.get(identity or 0) or DraftLine(0, number)
            number += line.id == 0
            new, found = typed_all(line, texts, self.facts)
            missing = {} if line.id < 0 else new.missing
            problems += [CellProblem(at, name, why) for name, why in (found or missing).items()]
            rows.append(new)
        if problems:
            raise RefusedPasteError(PLAN_LINE, problems)
        old = [line for line in rows if line.id > 0]
        fresh = [line for line in rows if line.id <= 0 and line.whole]
        if old or fresh:
            self._paste(how, [line.id for line in old], [self._fields(line) for line in (*old, *fresh)])
        gone, wait = {line.id for line in fresh}, {line.id: line for line in rows if not line.whole}
        self._waiting = tuple(wait.get(line.id, line) for line in self._waiting if line.id not in gone)
        self.changed()

    def put(self, moved: Lines, gone: Lines, why: str) -> None:
        """Change and remove kept lines as one change, with a reason. Raises UserError."""
        from blmk_desktop.changes import Change, commit

        before = {line.id: line for line in self._kept}
        changes = [
            Change("plan_line", line.id, _part(before[line.id]), _part(line)) for line in moved if line.id in before
        ]
        changes += [Change("plan_line", line.id, _part(line), None) for line in gone if line.id in before]
        self._keep(lambda store: commit(store, changes, what=f"What-if kept as {self._plan}", why=why))

    def _paste(self, how: str, ids: Sequence[int], rows: Sequence[Mapping[str, str]]) -> None:
        fields, what = (*WHOSE, *TYPED), f"{how} {counted(len(rows), 'line')} in"
        self._change(what, "paste", ids, fields, [[row[name] for name in fields] for row in rows])

    def _fields(self, line: DraftLine) -> dict[str, str]:
        """Everything of a line, as it would be typed."""
        from blmk_desktop.editing import show_value
        from blmk_desktop.records.returns import PLAN_LINE

        whose = {"round": self.facts.round, "pcn": self.facts.pcn}
        values = asdict(line) | whose
        return {name: show_value(PLAN_LINE.by_name[name], values[name], exact=True) for name in (*WHOSE, *TYPED)}

    @property
    def _plan(self) -> str:
        """The plan as history names it."""
        return f"the plan of {self.facts.name}, {self.facts.round}"

    def _change(self, what: str, how: str, *args: Any) -> ChangeSet | None:
        """Keep a change of plan lines, `how` by a function of `editing`; the window reads again what it shows."""
        from blmk_desktop import editing

        does = getattr(editing, how)
        return self._keep(lambda store: does(store, "plan_line", *args, what=f"{what} {self._plan}"))

    def _keep(self, change: Callable[[Any], ChangeSet | None]) -> ChangeSet | None:
        made: ChangeSet | None = self.window_.change(change, kinds=KINDS, raises=True)
        if made is not None:
            self._done.append(made)
            self._undone.clear()
        return made

    def undo(self) -> str:
        """Take back the last change made here that still stands, and say so. Raises UserError if it was built on."""
        from blmk_desktop.changes import undo

        while self._done:
            last = self._done.pop()
            if not self._taken_back(last):
                self._undone.append((last, self.window_.change(undo, last.id, kinds=KINDS, raises=True)))
                return f"Taken back: {last.what}. Ctrl+Y makes it again."
        return "Nothing of this window is left to take back. Undo in the main window takes back other changes."

    def redo(self) -> str:
        """Make again what was taken back here last, and say so. Raises UserError if something else stands there now."""
        from blmk_desktop.changes import undo

        while self._undone:
            last, taken_back = self._undone.pop()
            if not self._taken_back(taken_back):
                self.window_.change(undo, taken_back.id, kinds=KINDS, raises=True)
                self._done.append(last)
                return f"Made again: {last.what}."
        return "There is nothing to make again in this window."

    def _taken_back(self, change_set: ChangeSet) -> bool:
        """Whether a change set was taken back elsewhere."""
        from blmk_desktop.changes import named

        store: Any = self.window_.store
        with store.reading() as connection:
            return named(connection, change_set.id).undone


def _part(line: DraftLine) -> dict[str, object]:
    """What a scenario changes in a line."""
    return {"wte": line.wte, "start": line.start}
