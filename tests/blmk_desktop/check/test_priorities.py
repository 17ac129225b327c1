"""Findings about a prioritisation round: scores that cannot be or are missing, interests, a tie at the line."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop.check.conftest import Add, findings

ROUND = {"round": "Autumn"}


@pytest.fixture
def panel(add: Add) -> Add:
    """Two schemes that two members score alike on one criterion; there is money for one of them."""
    add("priority_round", {"name": "Autumn", "affordable": 100_00})
    add("criterion", {**ROUND, "name": "Space", "stage": "need", "weight": 1, "anchor_0": "Room to spare"})
    for scheme in ("East", "West"):
        add("scheme", {"name": scheme})
        add("candidate", {**ROUND, "scheme": scheme, "cost": 100_00})
        for member in ("Estates lead", "Clinical lead"):
            add("panel_score", {**ROUND, "scheme": scheme, "criterion": "Space", "member": member, "score": 4})
    return add


def of_round(store: db.DataFile) -> list[Finding]:
    return [one for one in findings(store) if one.about == ("priority_round", "Autumn")]


def test_a_tie_where_the_money_ends_is_for_the_panel_to_decide(store: db.DataFile, panel: Add) -> None:
    del panel
    (found,) = of_round(store)
    assert (found.rule, found.severity) == ("tie-at-the-line", "warning")
    assert found.message == (
        "East and West have the same total, and the money ends among them: all down to them ask for £200, £100 is "
        "affordable. The panel has to choose."
    )


def test_an_interest_leaves_scores_out_and_may_leave_one_member_alone(store: db.DataFile, panel: Add) -> None:
    panel("panel_conflict", {**ROUND, "scheme": "East", "member": "Clinical lead", "interest": "Owns it"})
    messages = {one.rule: one.message for one in of_round(store)}
    assert messages["scores-left-out"] == (
        "1 score of Clinical lead for East left out, because of the interest declared."
    )
    assert messages["scored-by-one"] == "East is ranked by the scores of Estates lead alone."


def test_a_role_in_other_capitals_is_the_same_and_one_that_scored_nothing_is_asked_about(
    store: db.DataFile, panel: Add
) -> None:
    interest = {**ROUND, "scheme": "East", "interest": "Owns it"}
    panel("panel_conflict", {**interest, "member": "Clinical  Lead"}, {**interest, "member": "Doctor"})
    messages = {one.rule: one.message for one in of_round(store)}
    assert messages["scores-left-out"].startswith("1 score of Clinical lead for East left out")
    assert messages["interest-of-no-scorer"] == (
        "Doctor declared an interest in East, but gave no score: if that is one of Clinical lead and Estates lead, "
        "their scores still count."
    )


def test_scores_that_cannot_be(store: db.DataFile, panel: Add) -> None:
    panel("scheme", {"name": "North"})
    score = {**ROUND, "scheme": "East", "criterion": "Space", "member": "Nurse", "score": 7}
    panel("panel_score", score, {**score, "criterion": "Beauty", "score": 5}, {**score, "scheme": "North", "score": 5})
    messages = {one.rule: (one.severity, one.message) for one in of_round(store)}
    assert messages["score-out-of-range"] == ("error", "Nurse gave East 7 on Space; scores are from 0 to 5.")
    assert messages["score-for-no-criterion"] == (
        "error", "Nurse scored East on Beauty, which is no criterion of this round.",
    )  # fmt: skip
    assert messages["score-for-no-candidate"] == ("warning", "Nurse scored North, which is not put to this round.")
    assert messages["scores-missing"] == (
        "warning", "Nurse has not scored West on 1 criterion of 1: the averages leave that out.",
    )  # fmt: skip


def test_what_a_line_cannot_be_drawn_without(store: db.DataFile, panel: Add) -> None:
    panel("scheme", {"name": "North"})
    panel("candidate", {**ROUND, "scheme": "North"})
    panel("scheme_stage", {"scheme": "North", "on": "2022-01-01", "stage": "withdrawn"})
    panel("criterion", {**ROUND, "name": "Access", "stage": "need", "weight": 0})
    messages = {one.rule: one.message for one in of_round(store)}
    assert messages["candidate-without-cost"] == (
        "North does not say what it asks for, so that no line can be drawn from there on."
    )
    assert messages["candidate-is-over"] == "North is ranked, but is withdrawn."
    assert messages["criterion-without-anchors"] == (
        "Access: what its scores mean is not said, so that members may mean different things."
    )


def test_a_scheme_may_be_complete_once_the_panel_has_met(store: db.DataFile, add: Add) -> None:
    add("priority_round", {"name": "Autumn", "held": "2022-10-14"})
    for scheme, on in (("East", "2022-10-14"), ("West", "2022-10-15")):
        add("scheme", {"name": scheme})
        add("candidate", {**ROUND, "scheme": scheme, "cost": 100_00})
        add("scheme_stage", {"scheme": scheme, "on": on, "stage": "complete"})
    over = [one.message for one in of_round(store) if one.rule == "candidate-is-over"]
    assert over == ["East is ranked, but was complete when the panel met on 14/10/2022."]
