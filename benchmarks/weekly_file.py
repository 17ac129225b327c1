"""A data file of all England's schemes, risks, actions and milestones, made by real change sets.

2,000 schemes with 6,000 funding lines, 5,000 risks with 25,000 scores, 2,000 actions with 20,000 updates, 2,000
milestones, 6,000 buildings, and a round that ranks 40 schemes. One total of a paper is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import db
from benchmarks.big_file import Records, beginning, commit_all, networks
from blmk_desktop import seeding
from blmk_desktop.records.estates import SCHEME_KINDS, SCHEME_STAGES

YEARS = ("2020/21", "2021/22", "2022/23")
FUNDS = ("ETTF", "improvement grant", "S106", "ICS capital")
MEETINGS = tuple((date(2022, 1, 5) + timedelta(weeks=5 * number)).isoformat() for number in range(10))
ROUND, MEMBERS, CANDIDATES = "Round 2022", 6, 40
AS_AT = "2022-12-31"
PACK = "estates.xlsx"


@dataclass(frozen=True)
class Size:
    """How many there are of each; by default all England's."""

    boards: int = 42  # each with a committee and a register of risks
    schemes: int = 2_000
    risks: int = 5_000
    actions: int = 2_000
    milestones: int = 2_000


ENGLAND, PRACTICES = Size(), 6_000


def make(path: Path) -> None:
    """Make the file."""
    with db.create_file(path) as store:
        seeding.load_reference(store)
        codes, practices = networks(store), [f"Z{number:05d}" for number in range(PRACTICES)]
        commit_all(store, "Networks of England", beginning(codes))
        for what, records in parts(ENGLAND, codes, practices):
            commit_all(store, what, records)


def parts(size: Size, codes: list[str], practices: list[str]) -> Iterator[tuple[str, Records]]:
    """What each part is, and its records: the same at every run."""
    random = Random(2022)  # noqa: S311 - nobody's secret
    yield "Practices and their buildings", _practices(practices, random)
    yield "Schemes", _schemes(size, codes, random)
    yield "Risks", _risks(size, random)
    yield "Actions", _actions(size, random)
    yield "Milestones", _milestones(size, random)
    yield "A round", _round(size, random)


def _practices(codes: list[str], random: Random) -> Records:
    """Each with a list, in a building of its own; a tenth waits for housing."""
    yield "source", {"name": PACK, "position": 1}
    for number, code in enumerate(codes):
        building = f"Surgery {number}"
        yield "practice", {"code": code, "name": f"SURGERY {number}", "status": "Active"}
        for as_at, more in (("2021-07-01", 0), ("2022-07-01", random.randrange(-300_00, 600_00))):
            yield "list_size", {"practice": code, "as_at": as_at, "registered": 8_000_00 + more, "source": PACK}
        room = random.randrange(7_500_00, 12_000_00) if number % 2 else None
        yield "building", {"name": building, "area": 400, "clinical_rooms": 7, "capacity": room, "facet_physical": "B"}
        yield "building_use", {"building": building, "practice": code}
        if not number % 10:
            growth = {"practice": code, "site": "New homes", "year": "2024/25", "homes": 300, "patients": 720_00}
            yield "list_growth", growth


def _schemes(size: Size, codes: list[str], random: Random) -> Records:
    """Three stages and three funding lines each; a tenth has money moved to the year after."""
    for fund in FUNDS:
        yield "fund", {"name": fund, "kind": fund}
    for year in YEARS:
        for fund in FUNDS:
            yield "fund_envelope", {"fund": fund, "year": year, "amount": 400_000_000_00}
    for number in range(size.schemes):
        name, fund = f"Scheme {number}", FUNDS[number % 4]
        dates = {"expected_by": f"202{3 + number % 3}-03-31", "cost": random.randrange(2_000_000_00)}
        kind = SCHEME_KINDS[number % len(SCHEME_KINDS)]
        yield "scheme", {"name": name, "kind": kind, "owner": f"Estates lead {number % size.boards}", **dates}
        yield "scheme_party", {"scheme": name, "pcn": codes[number % len(codes)]}
        for step in range(3):
            on = f"202{step}-0{1 + number % 9}-10"
            yield "scheme_stage", {"scheme": name, "on": on, "stage": SCHEME_STAGES[(number + step) % 5]}
        for year in YEARS:
            line = {"scheme": name, "fund": fund, "year": year, "original": random.randrange(1, 400_000) * 100}
            yield "funding_line", line | {"spent": random.randrange(100_000_00), "source": PACK}
        if not number % 10:
            sides = {"from_scheme": name, "from_fund": fund, "from_year": YEARS[0]}
            sides |= {"to_scheme": name, "to_fund": fund, "to_year": YEARS[1]}
            move = {"number": f"M{number}", "on": "2021-03-31", "amount": 1_000_00, "reason": "Slipped"}
            yield "funding_move", move | sides
    total = {"source": PACK, "sheet": "ETTF", "cell": "B502", "fund": "ETTF", "year": YEARS[0], "value": 1_00}
    yield "stated_funding", total | {"measure": "original", "rule": "total", "decimals": 0}


def _risks(size: Size, random: Random) -> Records:
    """Five scores each, two actions, three reviews."""
    yield "risk_appetite", {"category": "", "start": "2020-04-01", "most": 15}
    for number in range(1, size.boards + 1):
        yield "risk_register", {"name": f"Register {number}", "prefix": f"R{number}"}
    for number in range(size.risks):
        at = 1 + number % size.boards
        risk, scheme = f"R{at}-{number}", f"Scheme {number % size.schemes}" if number % 3 == 0 else None
        words = {"cause": f"cause {number}", "event": f"event {number} happens", "effect": f"effect {number}"}
        about = {"owner": f"Director {at}", "treatment": "treat", "raised": "2020-05-01", "scheme": scheme}
        late = {"review_every": 3, "closed": "2022-10-01" if number % 7 == 0 else None}
        yield "risk", {"reference": risk, "register": f"Register {at}", **words, **about, **late}
        for kind, on in (("inherent", "2020-05-01"), ("target", "2020-05-01"), *_scored()):
            score = {"likelihood": random.randint(1, 5), "impact": random.randint(1, 5)}
            yield "risk_score", {"risk": risk, "kind": kind, "on": on, "reason": "Reviewed", **score}
        for action in (1, 2):
            done = "2022-06-01" if action == 1 else None
            own: dict[str, object] = {
                "risk": risk,
                "number": action,
                "action": f"do {action}",
                "due": "2022-09-30",
                "done": done,
            }
            yield "risk_action", own
        for on in ("2021-05-01", "2022-05-01", "2022-11-01"):
            yield "risk_review", {"risk": risk, "on": on, "by": "Risk group"}


def _scored() -> Iterator[tuple[str, str]]:
    return (("current", on) for on in ("2020-05-01", "2021-06-01", "2022-11-01"))


def _actions(size: Size, random: Random) -> Records:
    """Each reported to ten meetings, and its deadline moved once."""
    bodies = [f"Committee {number}" for number in range(1, size.boards + 1)]  # one of each integrated care board
    for body in bodies:
        for on in MEETINGS:
            yield "meeting", {"body": body, "on": on, "papers_due": on}
        for number in range(30):
            item = {"body": body, "item": f"Report {number}", "position": number, "purpose": "note"}
            yield "business_item", item
            for on in MEETINGS[number % 3 :: 3]:
                yield "business_due", {"body": body, "item": f"Report {number}", "on": on}
    for number in range(size.actions):
        reference, body = f"A{number}", bodies[number % size.boards]
        action: dict[str, object] = {
            "reference": reference,
            "body": body,
            "action": f"do {number}",
            "owner": f"Lead {number % size.boards}",
        }
        yield "committee_action", action | {"raised": "2021-12-01", "deadline": "2022-09-30"}
        revised: dict[str, object] = {"action": reference, "deadline": "2022-04-30", "revised_on": "2022-04-20"}
        yield "past_deadline", revised
        for on in MEETINGS:
            progress = random.choice(("none", "on track", "off track"))
            yield "action_update", {"action": reference, "on": on, "progress": progress, "position": "As reported"}


def _milestones(size: Size, random: Random) -> Records:
    """Each waits for the one before it."""
    for number in range(size.milestones):
        own = number % 50 + 1
        place: dict[str, object] = {"programme": f"Programme {number // 50}", "strand": f"Strand {number % 5}"}
        due = f"202{random.randint(2, 4)}-0{random.randint(1, 9)}-28"
        words = {"number": str(own), "milestone": f"milestone {own}", "start": "2022-01-01", "due": due}
        status = random.choice(("not started", "under way", "complete"))
        waits = {"depends_on": str(own - 1)} if own > 1 else {}
        yield "milestone", place | words | {"status": status} | waits


def _round(size: Size, random: Random) -> Records:
    yield "priority_round", {"name": ROUND, "held": "2022-09-30", "affordable": 20_000_000_00}
    criteria = {f"Criterion {number}": "need" if number < 4 else "achievability and value" for number in range(8)}
    for name, stage in criteria.items():
        yield "criterion", {"round": ROUND, "name": name, "stage": stage, "weight": 1 + len(name) % 3}
    for number in range(min(CANDIDATES, size.schemes)):
        scheme = f"Scheme {number}"
        yield "candidate", {"round": ROUND, "scheme": scheme, "cost": 1_000_000_00}
        for name in criteria:
            for member in range(MEMBERS):
                own = {"round": ROUND, "scheme": scheme, "criterion": name, "member": f"Member {member}"}
                yield "panel_score", own | {"score": random.randint(0, 5)}
