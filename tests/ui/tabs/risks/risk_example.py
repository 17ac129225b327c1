"""Two made-up registers whose risks were scored again, closed, opened and reviewed between two dates."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

from blmk_desktop.changes import Change, commit
from blmk_desktop.seeding import load_reference
from db import create_file

REGISTER, DIGITAL = "Directorate", "Digital"
# reference, register, cause, event, effect, owner, raised, closed
RISKS = (
    ("PC-01", REGISTER, "few doctors train here", "posts stay open", "longer waits", "Head of workforce"),
    ("PC-02", REGISTER, "a lease ends", "a practice loses its building", "a list to be dispersed", "Head of estates"),
    ("PC-03", REGISTER, "rooms are few", "new staff cannot be housed", "plans that stay paper", "Head of estates"),
    ("PC-04", REGISTER, "contracts end", "lists must be dispersed", "pressure next door", "Head of primary care"),
    ("PC-05", REGISTER, "", "the winter is hard", "", "Head of primary care"),
    ("DT-01", DIGITAL, "old servers", "a record system fails", "surgeries on paper", "Head of digital"),
    ("DT-02", DIGITAL, "one supplier", "prices rise", "less money for care", "Head of digital"),
)  # fmt: skip
# reference, kind, on, likelihood, impact, reason
SCORES = (
    ("PC-01", "inherent", "2022-01-10", 5, 5, ""),
    ("PC-01", "current", "2022-01-10", 4, 4, "as agreed at the first meeting"),
    ("PC-01", "current", "2022-11-20", 5, 4, "two more posts are open"),
    ("PC-01", "target", "2022-01-10", 2, 4, ""),
    ("PC-02", "current", "2022-01-10", 4, 5, ""),
    ("PC-02", "current", "2022-12-05", 2, 5, "the lease was renewed for two years"),
    ("PC-02", "target", "2022-01-10", 2, 5, ""),
    ("PC-03", "current", "2022-01-10", 3, 3, ""),
    ("PC-03", "target", "2022-01-10", 2, 3, ""),
    ("PC-04", "current", "2022-12-01", 3, 4, "new"),
    ("DT-01", "current", "2022-01-10", 3, 5, ""),
    ("DT-02", "current", "2022-01-10", 1, 2, ""),
)


def records() -> list[tuple[str, dict[str, Any]]]:
    """Every record of the example, in an order in which each refers only to earlier ones."""
    raised = {"PC-04": "2022-12-01"}
    more: dict[str, dict[str, Any]] = {
        "PC-01": {
            "next_review": "2022-12-01",
            "review_every": 3,
            "category": "Workforce",
            "controls": "Monthly review",
        },
        "PC-03": {"split": "proposed", "statement": "Rooms are few, so new staff cannot be housed."},
        "DT-02": {"closed": "2022-12-10", "closed_reason": "the contract was signed"},
    }
    found: list[tuple[str, dict[str, Any]]] = [
        ("risk_register", {"name": REGISTER, "prefix": "PC", "kind": "directorate"}),
        ("risk_register", {"name": DIGITAL, "prefix": "DT", "kind": "digital"}),
        ("meeting", {"body": "Primary Care Committee", "on": "2022-11-09"}),
    ]
    for reference, register, *parts, owner in RISKS:
        values = dict(zip(("cause", "event", "effect"), parts, strict=True))
        own = {
            "reference": reference,
            "register": register,
            "owner": owner,
            "raised": raised.get(reference, "2022-01-10"),
        }
        found.append(("risk", {**own, **values, **more.get(reference, {})}))
    names = ("risk", "kind", "on", "likelihood", "impact", "reason")
    found += [("risk_score", dict(zip(names, score, strict=True))) for score in SCORES]
    action = {"risk": "PC-01", "number": 1, "action": "Agree cover with the neighbours", "owner": "Locality manager"}
    found.append(("risk_action", {**action, "due": "2022-12-01"}))
    found.append(("risk_review", {"risk": "PC-01", "on": "2022-09-01", "by": "Directorate meeting", "note": "Holds"}))
    level = {"risk": "PC-01", "on": "2022-11-20", "level": "committee", "reason": "extreme for a month"}
    return [*found, ("risk_escalation", level)]


def make(path: Path) -> Path:
    """A file with the reference data and the example in it."""
    numbers = count(900_001)
    changes = []
    for kind, values in records():
        given = {name: value for name, value in values.items() if value != ""}
        changes.append(Change(kind, next(numbers), None, given))
    with create_file(path) as store:
        load_reference(store)
        commit(store, changes, what="Import of two registers", kind="import")
    return path
