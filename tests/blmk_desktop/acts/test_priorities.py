"""Scores entered for a member: kept as one change, refused where they cannot be or do not count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop import changes, editing
from blmk_desktop.acts.priorities import enter_scores
from blmk_desktop.errors import UserError
from blmk_desktop.summaries.priorities import priorities

ROUND, LEAD = "Autumn", "Estates lead"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    """A round with two schemes and two criteria; the lead has an interest in one of the schemes."""
    with db.create_file(tmp_path / "scores.blmk") as file:
        ids = changes.new_records()
        records: list[tuple[str, dict[str, object]]] = [("priority_round", {"name": ROUND})]
        for scheme in ("East", "West"):
            records += [("scheme", {"name": scheme}), ("candidate", {"round": ROUND, "scheme": scheme})]
        for name in ("Space", "Access"):
            records.append(("criterion", {"round": ROUND, "name": name, "stage": "need", "weight": 1}))
        interest: dict[str, object] = {"round": ROUND, "scheme": "West", "member": LEAD, "interest": "Owns it"}
        records.append(("panel_conflict", interest))
        made = [changes.Change(kind, next(ids), None, values) for kind, values in records]
        changes.commit(file, made, what="Set up a test")
        yield file


def scores(store: db.DataFile) -> dict[tuple[str, str, str], int]:
    with store.reading() as connection:
        return dict(priorities(connection).panel.scores)


def test_scores_are_entered_changed_and_taken_away(store: db.DataFile) -> None:
    made = enter_scores(store, ROUND, LEAD, {("East", "Space"): "4", ("East", "Access"): " 2 "})
    assert made is not None
    assert made.what == "Scores of Estates lead in Autumn"
    assert scores(store) == {("East", "Space", LEAD): 4, ("East", "Access", LEAD): 2}
    enter_scores(store, ROUND, LEAD, {("East", "Space"): "5", ("East", "Access"): ""})
    assert scores(store) == {("East", "Space", LEAD): 5}
    assert enter_scores(store, ROUND, LEAD, {("East", "Space"): "5"}) is None


@pytest.mark.parametrize("typed", ["6", "-1", "4.5", "high"])
def test_only_whole_scores_from_0_to_5_are_taken(store: db.DataFile, typed: str) -> None:
    with pytest.raises(UserError):
        enter_scores(store, ROUND, LEAD, {("East", "Space"): typed})
    assert scores(store) == {}


def test_a_member_with_an_interest_scores_nothing_and_a_block_is_taken_whole_or_not(store: db.DataFile) -> None:
    with pytest.raises(UserError) as refused:
        enter_scores(store, ROUND, LEAD, {("East", "Space"): "4", ("West", "Space"): "4", ("East", "Access"): "9"})
    assert str(refused.value).splitlines() == [
        "West, Space: Estates lead declared an interest in West, so that no score of theirs counts.",
        "East, Access: 9 is not a score from 0 to 5.",
    ]
    assert scores(store) == {}


def test_forms_refuse_what_a_round_cannot_hold(store: db.DataFile) -> None:
    with store.reading() as connection:
        found = priorities(connection)
    assert found.round is not None
    with pytest.raises(UserError, match="from 0% to 100%"):
        editing.edit(store, "priority_round", found.round.id, {"need_share": "120"})
    with pytest.raises(UserError, match="less than nothing"):
        editing.edit(store, "criterion", found.panel.criteria[0].id, {"weight": "-1"})
    score = {"round": ROUND, "scheme": "East", "criterion": "Space", "member": LEAD, "score": "6"}
    with pytest.raises(UserError, match="6 is not a score from 0 to 5"):
        editing.add(store, "panel_score", score)


def test_scores_follow_a_criterion_that_is_renamed_and_go_with_a_scheme_that_is_taken_out(store: db.DataFile) -> None:
    enter_scores(store, ROUND, LEAD, {("East", "Space"): "4", ("East", "Access"): "2"})
    with store.reading() as connection:
        panel = priorities(connection).panel
    space = next(one for one in panel.criteria if one.name == "Space")
    editing.edit(store, "criterion", space.id, {"name": "Room"})
    assert scores(store) == {("East", "Room", LEAD): 4, ("East", "Access", LEAD): 2}
    east = next(one for one in panel.candidates if one.scheme == "East")
    editing.remove(store, "candidate", [east.id])
    assert scores(store) == {}
    changes.undo(store)
    assert len(scores(store)) == 2
