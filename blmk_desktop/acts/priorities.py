"""Scores of a panel's members: typed or pasted into the grid of a member, checked, kept as one change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from blmk_desktop.changes import Change, ChangeSet, new_records, write
from blmk_desktop.editing import read_value
from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.rules.prioritisation import refused_score
from blmk_desktop.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCORE, INTEREST = RECORDS["panel_score"], RECORDS["panel_conflict"]
MOST_NAMED = 10


def enter_scores(store: Store, round_name: str, member: str, typed: Mapping[tuple[str, str], str]) -> ChangeSet | None:
    """Keep what a member gave: (scheme, criterion) to what was typed; a blank takes the score away.

    None if nothing differs. Raises UserError with one sentence for each that cannot be taken, also where the member
    declared an interest in the scheme; then none is.
    """
    problems: list[str] = []
    changes: list[Change] = []
    fresh = new_records()
    with store.writing() as connection:
        for (scheme, criterion), text in typed.items():
            try:
                changes += _changes(connection, (round_name, scheme, criterion, member), text, fresh)
            except ValueError as problem:
                problems.append(f"{scheme}, {criterion}: {problem}" if len(typed) > 1 else str(problem))
        if problems:
            rest = len(problems) - MOST_NAMED
            raise UserError("\n".join([*problems[:MOST_NAMED], *([f"… and {rest} more"] if rest > 0 else [])]))
        return write(connection, changes, what=f"Scores of {member} in {round_name}")


def _changes(connection: Connection, key: tuple[str, str, str, str], text: str, fresh: Iterator[int]) -> list[Change]:
    known = by_key(connection, SCORE, *key)
    if not text.strip():
        return [Change(SCORE.name, known["id"], {}, None)] if known else []
    round_name, scheme, _, member = key
    if by_key(connection, INTEREST, round_name, scheme, member):
        raise ValueError(f"{member} declared an interest in {scheme}, so that no score of theirs counts.")
    score = read_value(SCORE.by_name["score"], text)
    if refused := refused_score({"score": score}):
        raise ValueError(refused[0][1])
    if known is None:
        names = ("round", "scheme", "criterion", "member")
        return [Change(SCORE.name, next(fresh), None, {**dict(zip(names, key, strict=True)), "score": score})]
    if known["score"] == score:
        return []
    return [Change(SCORE.name, known["id"], {"score": known["score"]}, {"score": score})]
