"""What people do with actions, milestones and the annual cycle: each act one change set, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from blmk_desktop.changes import ChangeSet
    from blmk_desktop.store import Store


def raise_action(store: Store, body: str, raised: str, fields: Mapping[str, object]) -> ChangeSet:
    """Add an action of a committee, with the next number of its own. `fields`: action, owner, item, deadline."""
    raise NotImplementedError


def report(store: Store, action: int, on: str, progress: str, position: str = "") -> ChangeSet | None:
    """Report an action to a meeting: its progress (one of ACTION_PROGRESS, not closed) and where it stands."""
    raise NotImplementedError


def propose_closure(store: Store, action: int, on: str, meeting: str, position: str = "") -> ChangeSet | None:
    """Report an action complete at a meeting (`on`) and propose that a meeting (on or after it) agrees to close it."""
    raise NotImplementedError


def agree_closure(store: Store, actions: Sequence[int], on: str, why: str = "") -> ChangeSet | None:
    """Close actions as agreed by a meeting: only those that were reported complete."""
    raise NotImplementedError


def revise_deadline(store: Store, action: int, deadline: str, on: str, why: str) -> ChangeSet | None:
    """Give an action another deadline; the one it had is kept as a past one, with the reason."""
    raise NotImplementedError


def set_milestone(store: Store, milestones: Sequence[int], status: str, on: str = "", why: str = "") -> ChangeSet | None:
    """Say how milestones stand; `on` is the day of completion where they are complete, `why` is added to progress."""
    raise NotImplementedError


def move_milestone(store: Store, milestone: int, start: str, due: str, why: str) -> ChangeSet | None:
    """Give a milestone other dates; what was written of them before stays in its progress with the reason."""
    raise NotImplementedError


def toggle_due(store: Store, body: str, item: str, on: str) -> ChangeSet:
    """Put an item on a meeting of the cycle, or take it off."""
    raise NotImplementedError


def set_paper(store: Store, body: str, item: str, on: str, state: str, note: str = "") -> ChangeSet | None:
    """Say how the paper of an item stands: due, received, deferred or taken."""
    raise NotImplementedError
