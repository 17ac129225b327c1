"""What the check says of risk registers."""

from __future__ import annotations

import db
from blmk_desktop.check.risks import check_risks
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop.check.conftest import Add, findings

DAY = "2022-12-09"
GOOD: dict[str, object] = {
    "register": "Hub", "event": "b", "owner": "Lead", "plan": "A plan", "raised": "2022-04-01", "statement": "",
}  # fmt: skip


def register(add: Add, *risks: dict[str, object]) -> None:
    add("risk_register", {"name": "Hub", "prefix": "H"})
    add("source", {"name": "register.xlsx", "position": 1})
    add("risk", *({**GOOD, "reference": f"H-{number}", **values} for number, values in enumerate(risks, 1)))


def score(add: Add, name: str, likelihood: int, impact: int, kind: str = "current", **more: object) -> None:
    found = {"risk": name, "kind": kind, "on": "2022-04-01", "likelihood": likelihood, "impact": impact}
    add("risk_score", {**found, **more})


def told(store: db.DataFile) -> dict[str, Finding]:
    """The findings on the day, by rule; one of each."""
    with store.reading() as connection:
        return {one.rule: one for one in check_risks(connection, DAY)}


def test_a_printed_score_that_is_no_product_is_an_error_at_its_cell(store: db.DataFile, add: Add) -> None:
    register(add, {})
    score(add, "H-1", 3, 4, printed=15, source="register.xlsx", cell="Risks!F2")
    (found,) = findings(store, "risk-score-product")
    assert (found.severity, found.printed, found.computed) == ("error", "15", "12")
    assert (found.where, found.about, found.measure) == ("register.xlsx › Risks!F2", ("risk", "H-1"), "score")
    assert "a likelihood of 3 and an impact of 4 make 12" in found.message


def test_a_printed_score_that_is_right_says_nothing(store: db.DataFile, add: Add) -> None:
    register(add, {})
    score(add, "H-1", 3, 4, printed=12, printed_band="High")
    assert told(store) == {}


def test_one_score_rated_in_two_ways_is_told_once(store: db.DataFile, add: Add) -> None:
    register(add, {}, {"statement": "other"})
    score(add, "H-1", 3, 4, printed_band="High")
    score(add, "H-2", 4, 3, printed_band="Medium")
    assert told(store)["risk-rating-unlike"].message == (
        "Hub: a score of 12 is rated in 2 ways: 'high' (H-1) and 'medium' (H-2)."
    )


def test_controls_that_make_it_worse_and_a_target_above_the_score_are_told(store: db.DataFile, add: Add) -> None:
    register(add, {})
    score(add, "H-1", 4, 4)
    score(add, "H-1", 3, 3, kind="inherent")
    score(add, "H-1", 5, 5, kind="target")
    found = told(store)
    assert (
        found["risk-above-inherent"].message
        == "H-1 scores 16 (4 × 4) with its controls, more than the 9 (3 × 3) without them."
    )
    assert found["risk-below-target"].severity == "note"


def test_late_reviews_and_actions_are_told(store: db.DataFile, add: Add) -> None:
    register(add, {"next_review": "2022-11-01"})
    score(add, "H-1", 3, 3)
    add("risk_action", {"risk": "H-1", "number": 1, "action": "Do", "due": "2022-12-08"})
    found = told(store)
    assert found["risk-review-overdue"].message == "H-1 was to be reviewed on 01/11/2022."
    assert found["risk-action-late"].message == "H-1 has 1 action past the due date and not done."


def test_more_than_is_tolerated_is_told(store: db.DataFile, add: Add) -> None:
    register(add, {"category": "Finance"})
    score(add, "H-1", 3, 4)
    add("risk_appetite", {"category": "Finance", "start": "2022-01-01", "most": 9})
    assert told(store)["risk-over-appetite"].message == "H-1 scores 12; up to 9 is tolerated for finance."


def test_a_risk_that_nothing_treats_is_told(store: db.DataFile, add: Add) -> None:
    register(add, {"plan": None, "treatment": "treat"})
    score(add, "H-1", 3, 4)
    assert set(told(store)) == {"risk-treated-by-nothing"}


def test_what_risks_lack_is_told_once_a_register(store: db.DataFile, add: Add) -> None:
    bare: dict[str, object] = {"owner": None, "plan": None, "split": "proposed"}
    register(add, bare, bare, {**bare, "closed": "2022-10-01"})
    messages = {rule: one.message for rule, one in told(store).items()}
    assert messages == {
        "risk-unscored": "Hub: 2 risks have no current score: H-1 and H-2.",
        "risk-without-owner": "Hub: 2 risks have no owner: H-1 and H-2.",
        "risk-without-action": "Hub: 2 risks have neither an action nor a plan: H-1 and H-2.",
        "risk-unconfirmed": "Hub: 2 risks have three parts that nobody has confirmed: H-1 and H-2.",
        "risk-closed-unsaid": "Hub: 1 risk has no reason for being closed: H-3.",
    }


def test_two_risks_in_the_same_words_are_told(store: db.DataFile, add: Add) -> None:
    register(add, {"statement": "There is a risk."}, {"statement": "There is  a risk"})
    score(add, "H-1", 3, 4)
    score(add, "H-2", 3, 4)
    assert told(store)["risk-stated-twice"].message == "H-1 and H-2 state the same risk in the same words."
