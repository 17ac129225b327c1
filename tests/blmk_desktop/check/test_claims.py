"""What is found about claims: over the plan, the maximum and the caps, unlike the workforce file, missing."""

from __future__ import annotations

import db
from tests.blmk_desktop.check.conftest import Add, Give, findings

CLAIM = {"pcn": "U35004", "year": "2022/23", "month": 6, "role": "Clinical Pharmacist", "wte": 100}


def messages(store: db.DataFile, rule: str) -> list[str]:
    return [finding.message for finding in findings(store, rule)]


def test_claims_of_noticeably_more_staff_than_planned(store: db.DataFile, add: Add, give: Give) -> None:
    give("wte_in_post", 1000, pcn="U35004", month=6)
    give("wte_in_post", 1000, pcn="U51229", month=6)
    add("arrs_claim", CLAIM | {"wte": 1060}, CLAIM | {"pcn": "U51229", "wte": 1040})
    (finding,) = findings(store, "claimed-over-plan")
    assert finding.message == (
        "Crown PCN claimed 10.60 WTE for September 2022; its plan has 10.00 WTE in post, 0.60 WTE less."
    )
    assert (finding.severity, finding.about) == ("warning", ("arrs_claim", "U35004"))


def test_a_claim_over_the_maximum_has_its_cell_and_counts_the_other_months(store: db.DataFile, add: Add) -> None:
    """£57,318 a year is £4,776.50 a month; from October £59,312 is £4,942.67."""
    add("source", {"name": "claims.xlsx", "position": 9})
    add(
        "arrs_claim",
        CLAIM | {"amount": 477_650, "month": 4},
        CLAIM | {"amount": 480_000, "month": 5},
        CLAIM | {"amount": 490_000, "source": "claims.xlsx", "cell": "Claims!E4"},
        CLAIM | {"amount": 494_267, "month": 7},
    )
    (finding,) = findings(store, "claim-over-maximum")
    assert finding.message == (
        "Crown PCN, Clinical Pharmacist: £4,900.00 claimed for September 2022, £123.50 more than the £4,776.50 that "
        "may be reimbursed for 1.00 WTE. It is too much in 1 other month too."
    )
    assert (finding.severity, finding.where) == ("error", "claims.xlsx › Claims!E4")


def test_where_no_maximum_is_known_nothing_is_said(store: db.DataFile, add: Add) -> None:
    add("arrs_claim", CLAIM | {"role": "Physician Associate", "amount": 99_999_900})
    assert findings(store, "claim-over-maximum") == []


def test_roles_that_share_a_cap_are_added_up(store: db.DataFile, add: Add) -> None:
    paramedic, pharmacist = "Paramedic (Advanced Practitioner)", "Clinical Pharmacist (Advanced Practitioner)"
    add("arrs_claim", CLAIM | {"role": paramedic, "wte": 150}, CLAIM | {"role": pharmacist, "wte": 80})
    (message,) = messages(store, "claims-over-role-cap")
    assert message == (
        "Crown PCN, advanced practitioners: 2.30 WTE claimed for September 2022, but a network of fewer than 100,000 "
        "patients may claim 2."
    )


def test_a_workforce_file_more_than_a_tenth_away_is_noted(store: db.DataFile, add: Add) -> None:
    add("arrs_claim", *(CLAIM | {"pcn": pcn, "wte": 1000} for pcn in ("U35004", "U51229", "U49574")))
    post = {"as_at": "2022-09-30", "person": "1", "staff_role": "Pharmacist", "role": "Clinical Pharmacist"}
    add("nwrs_post", post | {"pcn": "U35004", "fte": 8_990_000}, post | {"pcn": "U51229", "fte": 9_010_000})
    assert messages(store, "claimed-unlike-nwrs") == [
        "Ascent PCN claimed 10.00 WTE for September 2022; NWRS of 30/09/2022 has no post of it.",
        "Crown PCN claimed 10.00 WTE for September 2022; NWRS of 30/09/2022 has 8.99 FTE.",
    ]


def test_an_old_workforce_file_is_not_held_against_claims(store: db.DataFile, add: Add) -> None:
    add("arrs_claim", CLAIM)
    post = {"as_at": "2022-06-30", "person": "1", "staff_role": "Pharmacist", "role": "Clinical Pharmacist"}
    add("nwrs_post", post | {"pcn": "U35004", "fte": 1})
    assert findings(store, "claimed-unlike-nwrs") == []


def test_missing_claims_are_listed_by_network(store: db.DataFile, add: Add) -> None:
    add("arrs_claim", *(CLAIM | {"month": month} for month in (4, 5, 6)), CLAIM | {"pcn": "U51229", "month": 5})
    said = messages(store, "claim-missing")
    assert "Medics PCN has no claim for July 2022 and September 2022." in said
    assert "Ascent PCN has no claim for July 2022, August 2022 and September 2022." in said
    assert not any(words.startswith("Crown") for words in said)


def test_without_claims_nothing_is_found(store: db.DataFile) -> None:
    rules = ("claimed-over-plan", "claim-missing", "claimed-unlike-nwrs", "claim-over-maximum", "claims-over-role-cap")
    assert findings(store, *rules) == []
