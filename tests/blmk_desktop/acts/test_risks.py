"""What people do with a risk is one change each, with its reason, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from blmk_desktop import editing
from blmk_desktop.acts import risks as risk_changes
from blmk_desktop.changes import Change, commit, undo
from blmk_desktop.errors import UserError
from blmk_desktop.rules.risk_statement import Statement
from blmk_desktop.summaries.risks import RiskDetail, risk_detail
from db import DataFile, create_file

DAY = "2022-12-09"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[DataFile]:
    """A register with one risk, scored as its sheet printed it."""
    with create_file(tmp_path / "risks.blmk") as opened:
        first = {"risk": "H-1", "kind": "current", "on": "2022-04-01", "likelihood": 3, "impact": 4}
        made = [
            Change("risk_register", 1, None, {"name": "Hub", "prefix": "H"}),
            Change("risk", 2, None, {"reference": "H-1", "register": "Hub", "event": "b", "raised": "2022-04-01"}),
            Change("risk_score", 3, None, {**first, "printed": 15, "printed_band": "High"}),
        ]
        commit(opened, made, what="Register")
        yield opened


def detail(file: DataFile) -> RiskDetail:
    with file.reading() as connection:
        found = risk_detail(connection, "H-1", DAY)
    assert found is not None
    return found


def refused(doing: Callable[[], object]) -> str:
    with pytest.raises(UserError) as error:
        doing()
    return error.value.message


def test_a_new_score_keeps_the_former_as_its_history_with_the_reason(file: DataFile) -> None:
    made = risk_changes.rescore(file, "H-1", 5, 4, "More vacancies", on=DAY)
    assert made is not None
    assert detail(file).history[0][0].why == "More vacancies"
    assert (made.what, made.why) == ("Current score of H-1: 12 (3 × 4) → 20 (5 × 4)", "More vacancies")
    assert [(mark.on, mark.score.value, mark.reason) for mark in detail(file).scores] == [
        (DAY, 20, "More vacancies"), ("2022-04-01", 12, ""),
    ]  # fmt: skip
    undo(file, made.id)
    assert detail(file).row.score == 12


def test_a_second_score_on_one_day_replaces_the_first_and_what_was_printed_beside_it(file: DataFile) -> None:
    risk_changes.rescore(file, "H-1", 2, 4, "Read again", on="2022-04-01")
    (mark,) = detail(file).scores
    assert (mark.score.value, mark.printed, mark.printed_band) == (8, None, "")


def test_the_same_score_again_is_no_change(file: DataFile) -> None:
    assert risk_changes.rescore(file, "H-1", 3, 4, "Looked at", on=DAY) is None


def test_a_target_is_scored_apart(file: DataFile) -> None:
    risk_changes.rescore(file, "H-1", 2, 2, "Agreed", kind="target", on=DAY)
    assert (detail(file).row.score, detail(file).row.target_score) == (12, 4)


def test_what_is_no_score_or_has_no_reason_is_refused(file: DataFile) -> None:
    assert (
        refused(lambda: risk_changes.rescore(file, "H-1", 6, 4, "x"))
        == "A likelihood of 6 is not on the scale of 1 to 5."
    )
    assert refused(lambda: risk_changes.rescore(file, "H-1", 5, 4, " ")) == "Say why the score changes."
    assert "raised on 01/04/2022" in refused(lambda: risk_changes.rescore(file, "H-1", 5, 4, "x", on="2022-03-31"))
    assert refused(lambda: risk_changes.rescore(file, "H-9", 5, 4, "x")) == "There is no risk 'H-9'."


def test_confirmed_parts_are_kept_and_said_to_be_confirmed(file: DataFile) -> None:
    risk_changes.confirm_statement(file, "H-1", Statement("a", "b", "c"))
    row = detail(file).row
    assert (row.cause, row.event, row.effect, row.split) == ("a", "b", "c", "confirmed")
    assert "event" in refused(lambda: risk_changes.confirm_statement(file, "H-1", Statement("a", " ", "c")))


def test_a_review_moves_the_next_one_on(file: DataFile) -> None:
    risk_changes.review(file, "H-1", on="2022-11-01", by="Risk group", note="No change", next_review="2023-02-01")
    row = detail(file).row
    assert (row.last_review, row.review_due, row.updated) == ("2022-11-01", "2023-02-01", "2022-11-01")
    early = lambda: risk_changes.review(file, "H-1", on=DAY, next_review=DAY)  # noqa: E731 - said once
    assert refused(early) == "The next review must be after this one."


def test_a_risk_goes_up_and_down_again(file: DataFile) -> None:
    risk_changes.escalate(file, "H-1", "board", "Too high for the committee", on="2022-10-01")
    made = risk_changes.escalate(file, "H-1", "committee", "Lower now", on=DAY)
    assert made is not None
    assert made.why == "Lower now"
    assert [one["level"] for one in detail(file).escalations] == ["committee", "board"]
    assert "'moon' is no level" in refused(lambda: risk_changes.escalate(file, "H-1", "moon", "x"))


def test_a_risk_is_closed_with_its_reason_once_and_opened_again(file: DataFile) -> None:
    risk_changes.close(file, "H-1", "It is over", on="2022-12-01")
    assert (detail(file).row.status, detail(file).row.closed_reason) == ("closed", "It is over")
    assert "closed already" in refused(lambda: risk_changes.close(file, "H-1", "Again"))
    risk_changes.reopen(file, "H-1", "It came back")
    assert (detail(file).row.status, detail(file).row.closed_reason) == ("open", "")
    assert "raised on" in refused(lambda: risk_changes.close(file, "H-1", "x", on="2022-01-01"))


def test_actions_are_numbered_and_their_progress_is_told(file: DataFile) -> None:
    risk_changes.add_action(file, "H-1", "Recruit", owner="Lead", due="2022-11-01")
    risk_changes.add_action(file, "H-1", "Train")
    first, second = detail(file).actions
    assert [first["number"], second["number"], detail(file).row.actions_late] == [1, 2, 1]
    editing.edit(file, "risk_action", first["id"], {"progress": "Two posts filled", "done": "2022-12-01"})
    assert (detail(file).row.actions_open, detail(file).row.actions_late) == (1, 0)
    assert detail(file).actions[0]["progress"] == "Two posts filled"


def test_a_score_or_band_that_is_typed_keeps_to_the_scale(file: DataFile) -> None:
    typed = {"risk": "H-1", "kind": "target", "on": DAY, "likelihood": "6", "impact": "2"}
    assert refused(lambda: editing.add(file, "risk_score", typed)) == "Likelihood: 6 is not on the scale of 1 to 5."
    band = {"start": DAY, "band": "huge", "most": "26"}
    assert "scores go from 1 to 25" in refused(lambda: editing.add(file, "risk_band", band))
