"""Counts and rules in words, and long names that may be broken, as a sentence on screen has them."""

from __future__ import annotations

BREAK = "\u200b"  # takes no room; a line may end there
RULES = {
    "lost-minus-sign": "Minus sign lost",
    "figure-not-from-its-parts": "Does not follow from its parts",
    "total-not-sum": "Not the sum of its rows",
    "printed-rows-do-not-add-up": "Printed rows do not add up",
    "rounded-total": "Total rounded",
    "cut-off-not-rounded": "Cut off, not rounded",
    "place-not-sum-of-networks": "Not the sum of its networks",
    "tables-disagree": "Two tables disagree",
    "tables-add-up-differently": "Tables add up differently",
    "allocation-per-weighted-patient": "Allocation stands out",
    "over-role-cap": "Over the cap of a role",
    "plan-over-allocation": "Plan over its allocation",
    "plan-not-as-printed": "Not what returned plans make",
    "cost-not-known": "Cost not known",
    "cost-at-salary": "Costed at the salary",
    "known-cost-not-as-printed": "Known cost against what is printed",
    "in-post-not-as-claimed": "In post, but not as claimed",
    "practice-in-no-network": "Practice in no network",
    "active-without-patients": "Active without patients",
    "member-of-closed-network": "Member of a closed network",
    "closed-practice-in-network": "Closed practice in a network",
    "in-two-networks": "In two networks",
    "network-not-known": "Network not in the register",
    "network-size-outside-guidance": "Size outside guidance",
    "network-practices-differ": "Practices differ from the register",
    "network-list-differs": "List far from the register's",
    "payment-total-not-the-registers": "Paid on another list than the register's",
    "payments-on-two-lists": "Payments on two lists",
    "network-without-plan": "Network without a plan",
    "plan-for-closed-network": "Plan for a closed network",
    "claimed-over-plan": "Claimed over plan",
    "claimed-unlike-nwrs": "Claim and NWRS differ",
    "claim-missing": "Claims missing",
    "claim-over-maximum": "Claimed over the maximum",
    "claims-over-role-cap": "Claimed over the cap of a role",
    "contract-event-dates": "Event before it began",
    "contract-event-overdue": "Event took effect, still open",
    "notice-without-way-on": "Notice or caretaker, and nothing after",
    "merger-with-nobody": "Merger with nobody",
    "closed-by-event": "Closed by an event, yet active",
    "support-goes-back": "Support goes back a stage",
    "list-over-room": "List over the room of a building",
    "list-will-be-over-room": "Building will be full",
    "list-not-shared-out": "List not shared out over buildings",
    "shares-not-stated": "Shares of a list not stated",
    "condition-without-cost": "Condition without a cost",
    "lease-ended": "Lease ended",
    "closed-practice-in-building": "Closed practice in a building",
    "building-without-practice": "Building without a practice",
    "growth-without-building": "Housing without a building",
    "tie-at-the-line": "Tied where the money ends",
    "scores-left-out": "Scores left out for an interest",
    "scores-missing": "Scores missing",
    "interest-of-no-scorer": "Interest of nobody who scored",
    "scored-by-one": "Scored by one member alone",
    "score-out-of-range": "Score out of range",
    "score-for-no-criterion": "Score for no criterion",
    "score-for-no-candidate": "Score for no candidate",
    "candidate-without-cost": "Asks for nothing stated",
    "candidate-is-over": "Ranked, but complete or withdrawn",
    "criterion-without-anchors": "Scores not explained",
}


def breakable(text: str) -> str:
    """The text with places at which a file's name such as lists_of_april_2022.csv may go on in the next line."""
    return text.replace("_", f"_{BREAK}")


def rule_words(rule: str) -> str:
    """A rule's name as people read it."""
    return RULES.get(rule) or rule.replace("-", " ").capitalize()
