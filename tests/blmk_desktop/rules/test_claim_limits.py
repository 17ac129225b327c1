"""What the national claims form takes, field by field, and what it says of the rest."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.claim_limits import LIMITS, refused

GOOD: dict[str, object] = {
    "role": "Clinical Pharmacist",
    "post": "CP1",
    "hours": 37_50,
    "salary": 3_500_00,
    "national_insurance": 400_00,
    "pension": 700_00,
    "start": "2022-07-01",
    "training": 1,
}


def test_a_claim_within_the_limits_is_taken() -> None:
    assert refused(GOOD) == []


@pytest.mark.parametrize(
    ("field", "least", "most"),
    [
        ("hours", 1_00, 40_00),
        ("salary", 0, 10_000_00),
        ("national_insurance", 0, 1_000_00),
        ("pension", 0, 10_000_00),
    ],
)
def test_the_limits_themselves_are_taken_and_a_hundredth_beyond_is_not(field: str, least: int, most: int) -> None:
    assert refused(GOOD | {field: least}) == refused(GOOD | {field: most}) == []
    for beyond in (least - 1, most + 1):
        assert [name for name, _ in refused(GOOD | {field: beyond})] == [field]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"hours": 0}, "hours", "Hours per week is 0 hours: the claims form takes 1 to 40 hours."),
        ({"hours": 42_50}, "hours", "Hours per week is 42.50 hours: the claims form takes 1 to 40 hours."),
        ({"salary": 42_000_00}, "salary", "Monthly salary is £42,000: the claims form takes £0 to £10,000."),
        ({"pension": -1_50}, "pension", "Monthly employer pension is -£1.50: the claims form takes £0 to £10,000."),
        (
            {"fees": 50_00},
            "fees",
            "The claims form takes fees for Social Prescribing Link Workers only, not for a Clinical Pharmacist.",
        ),
        ({"start": None}, "start", "The claims form wants the start date of a post."),
        (
            {"end": "2022-06-30"},
            "end",
            "The leaving date 30/06/2022 is before the start date 01/07/2022.",
        ),
        (
            {"training": None},
            "training",
            "The claims form wants to know whether a Clinical Pharmacist meets the training requirement.",
        ),
        (
            {"training": 0, "training_reason": "  "},
            "training_reason",
            "The claims form wants the reason why the training requirement is not met.",
        ),
        (
            {"role": "Paramedic"},
            "training",
            "The claims form asks about training for Clinical Pharmacists only, not for a Paramedic.",
        ),
    ],
)
def test_what_the_form_refuses_is_said_with_its_field(changes: dict[str, object], field: str, sentence: str) -> None:
    assert refused(GOOD | changes) == [(field, sentence)]


@pytest.mark.parametrize(
    "changes",
    [
        {"training": 0, "training_reason": "Starts the pathway in January"},
        {"role": "Clinical Pharmacist (Advanced Practitioner)"},
        {"role": "Clinical Pharmacist (Advanced Practitioner)", "training": None},
        {"role": "Paramedic", "training": None},
        {"role": "Social Prescribing Link Worker", "training": None, "fees": 1_000_00},
        {"fees": 0},
        {"end": "2022-07-01"},
        {"hours": None, "salary": None, "national_insurance": None, "pension": None},
        {"post": None, "start": None, "training": None},  # a claim for the whole role
        {"post": "", "start": None, "training": None},
    ],
)
def test_what_the_form_takes(changes: dict[str, object]) -> None:
    assert refused(GOOD | changes) == []


def test_fees_beyond_the_limit_for_another_role_are_wrong_twice() -> None:
    assert [name for name, _ in refused(GOOD | {"fees": 1_000_01})] == ["fees", "fees"]


def test_every_limit_is_of_a_declared_field() -> None:
    assert set(LIMITS) <= set(RECORDS["arrs_claim"].names)


def test_the_limits_are_those_published(shared: Path) -> None:
    with (shared / "facts" / "arrs_claim_limits.csv").open(encoding="utf-8", newline="") as file:
        spans = {row["field"]: re.match(r"(\d+) to (\d+)", row["rule"]) for row in csv.DictReader(file)}
    published = {name.split(" (")[0].casefold(): (int(span[1]), int(span[2])) for name, span in spans.items() if span}
    assert {limit.label.casefold(): (limit.least // 100, limit.most // 100) for limit in LIMITS.values()} == published


@given(st.fixed_dictionaries({}, optional={name: st.none() | st.integers(-10_000_00, 99_999_99) for name in LIMITS}))
def test_every_field_outside_its_limits_is_named_and_no_other(values: dict[str, int | None]) -> None:
    found = {name for name, _ in refused(values | {"role": "Social Prescribing Link Worker"})}
    outside = {name for name, value in values.items() if value is not None and not within(name, value)}
    assert found == outside


def within(name: str, value: int) -> bool:
    return LIMITS[name].least <= value <= LIMITS[name].most


def test_staff_cannot_be_fewer_than_none() -> None:
    assert refused(GOOD | {"wte": -1_00}) == [("wte", "WTE claimed is -1.00: it cannot be less than 0.")]
    assert refused(GOOD | {"wte": 0}) == []
