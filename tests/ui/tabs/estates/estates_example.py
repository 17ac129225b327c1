"""A data file with made-up schemes in three stages, their money of two funds and years, a move and an agreement."""

from __future__ import annotations

from pathlib import Path

from blmk_desktop import editing
from blmk_desktop.acts.moving import NewMove
from blmk_desktop.acts.schemes import decide, reach_stage, record_move, set_rag
from blmk_desktop.seeding import load_reference
from db import create_file

HUB, WING, WELL, IDEA = "Riverside hub", "North wing", "Well House", "Digital front door"
SCHEMES = (
    {
        "name": HUB,
        "place": "Luton",
        "kind": "hub",
        "description": "A hub for three practices in one building.",
        "owner": "Head of estates",
        "expected_from": "01/04/2020",
        "expected_by": "31/03/2021",
        "cost": "4,100,000",
        "rooms": "12",
        "list_served": "18,000",
    },
    {"name": WING, "place": "Bedford Borough", "kind": "extension", "expected_by": "30/09/2022", "cost": "900,000"},
    {"name": WELL, "place": "Luton", "kind": "relocation", "expected_by": "31/03/2020"},
    {"name": IDEA, "kind": "digital"},
)
STAGES = (
    (HUB, "PID", "01/06/2018", ""),
    (HUB, "OBC", "04/02/2019", "agreed in part"),
    (HUB, "FBC", "02/12/2019", ""),
    (WING, "idea", "01/10/2021", ""),
    (WELL, "construction", "01/05/2019", ""),
    (WELL, "complete", "28/02/2020", ""),
)
LINES = (
    (HUB, "ETTF", "2019/20", "1,100,000", "350,000"),
    (HUB, "ETTF", "2020/21", "2,000,000", ""),
    (HUB, "Council", "2020/21", "500,000", ""),
    (WELL, "ETTF", "2019/20", "640,000", "640,000"),
)


def make(path: Path) -> Path:
    """Make the file, and close it."""
    with create_file(path) as store:
        load_reference(store)
        for fund, kind in (("ETTF", "ETTF"), ("Council", "council")):
            editing.add(store, "fund", {"name": fund, "kind": kind})
        for scheme in SCHEMES:
            editing.add(store, "scheme", scheme)
        for name, stage, on, note in STAGES:
            reach_stage(store, name, stage, on, note)
        for name, fund, year, original, spent in LINES:
            line = {"scheme": name, "fund": fund, "year": year, "original": original, "spent": spent}
            editing.add(store, "funding_line", line)
        for year, amount in (("2019/20", "1,740,000"), ("2020/21", "2,470,000")):
            editing.add(store, "fund_envelope", {"fund": "ETTF", "year": year, "amount": amount})
        ends = ((HUB, "ETTF", "2019/20"), (HUB, "ETTF", "2020/21"))
        record_move(store, NewMove("502,000", "20/03/2020", "the builder begins later", *ends))
        contribution = {"reference": "LU/17/001", "kind": "S106", "site": "Old dairy", "council": "Luton"}
        money = {"secured": "300,000", "received": "200,000", "spent": "50,000", "expires": "31/03/2024"}
        editing.add(store, "agreement", {**contribution, **money, "scheme": HUB})
        decide(store, HUB, "05/02/2019", "The outline case is supported", "Primary care committee")
        set_rag(store, WING, "Red", "No owner")
    return path
