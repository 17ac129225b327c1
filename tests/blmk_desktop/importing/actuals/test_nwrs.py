"""The national workforce file of networks: cut to the area, dated by its census, each post with its ARRS role."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

import db
from tests.blmk_desktop.actuals_example import CENSUS_HEADINGS
from tests.blmk_desktop.importing.building import content, imported, only_sheet, proposed
from tests.conftest import ROOT

REAL = ROOT.parent / "shared" / "real" / "pcn_workforce_individual_2020-03.csv"
PHARMACIST = ("Pharmacists", "Pharmacist")


def row(
    pcn: str = "U35004",
    fte: str = "1",
    person: object = 3182,
    role: tuple[str, str] = PHARMACIST,
    *,
    icb: str = "QHG",
    month: int = 9,
) -> list[object]:
    area = ["M1J4Y" if icb == "QHG" else "15A", "A", icb, "B", "Y61", "C"]
    return ["NWRS Staff", 2022, month, pcn, f"{pcn} PCN", *area, "Other Direct Patient Care staff", *role, fte, person]


def census(path: Path, *rows: Sequence[object], headings: Sequence[str] = CENSUS_HEADINGS) -> Path:
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def posts(store: db.DataFile) -> list[tuple[object, ...]]:
    """Date, PCN, person, role as published, ARRS role and FTE of every post."""
    return [(one[0], one[1], one[2], one[3], one[5], one[6]) for one in content(store)["nwrs_post"]]


def test_a_post_is_dated_by_the_last_day_of_its_census_month(store: db.DataFile, tmp_path: Path) -> None:
    imported(store, census(tmp_path / "nwrs.csv", row(fte="0.986666667"), row(fte="0.5", month=2, person=1)))
    assert posts(store) == [
        ("2022-02-28", "U35004", "1", "Pharmacist", "Clinical Pharmacist", 500_000),
        ("2022-09-30", "U35004", "3182", "Pharmacist", "Clinical Pharmacist", 986_667),
    ]


@pytest.mark.parametrize(
    ("published", "role"),
    [
        ("Physiotherapist", "First Contact Physiotherapist"),
        ("Therapist- Occupational Therapist", "Occupational Therapist"),
        ("Care Coordinator", "Care Co-ordinator"),
        ("Dietician", "Dietitian"),
        ("Clinical Director \N{EN DASH} Medical", None),
        ("Manager", None),
    ],
)
def test_published_roles_are_arrs_roles_or_none(
    store: db.DataFile, tmp_path: Path, published: str, role: str | None
) -> None:
    imported(store, census(tmp_path / "nwrs.csv", row(role=("Group", published))))
    assert [one[4] for one in posts(store)] == [role]


def test_the_file_is_cut_to_the_area_and_to_the_register(store: db.DataFile, tmp_path: Path) -> None:
    path = census(tmp_path / "nwrs.csv", row(), row("U12345", icb="QU9"), row("U99999", person=2))
    sheet = only_sheet(store, path)
    assert [one.after["pcn"] for one in sheet.rows] == ["U35004"]
    assert "1 row left out: outside the area" in sheet.notes
    assert "1 row left out: of networks that are not in the register (U99999)" in sheet.notes
    everywhere = only_sheet(store, path, all_england=True).notes
    assert "2 rows left out: of networks that are not in the register (U12345, U99999)" in everywhere


def test_alike_posts_are_all_kept_and_told_apart_whatever_their_order(store: db.DataFile, tmp_path: Path) -> None:
    rows = [row(person="NULL", fte=fte) for fte in ("0.4", "1", "0.6")]
    path = census(tmp_path / "nwrs.csv", *rows)
    assert (
        "3 posts share network, person and role; each is kept, and they are numbered" in only_sheet(store, path).notes
    )
    imported(store, path)
    named = {(one[2], one[5]) for one in posts(store)}
    assert named == {("no identifier", 1_000_000), ("no identifier 2", 600_000), ("no identifier 3", 400_000)}
    assert proposed(store, census(path, *reversed(rows))).counts() == {"unchanged": 3}


def test_one_person_in_two_roles_has_two_posts(store: db.DataFile, tmp_path: Path) -> None:
    imported(store, census(tmp_path / "nwrs.csv", row(), row(role=("Managers", "Manager"))))
    assert len(posts(store)) == 2


def test_a_newer_census_adds_and_a_corrected_one_changes_and_removes(store: db.DataFile, tmp_path: Path) -> None:
    people = [row(person=number) for number in range(1, 5)]
    path = census(tmp_path / "september.csv", *people)
    imported(store, path)
    assert imported(store, path) is None
    imported(store, census(tmp_path / "december.csv", row(person=1, month=12)))
    assert len(posts(store)) == 5
    imported(store, census(tmp_path / "september again.csv", *people[:2], row(person=3, fte="0.5")))
    found = {(one[0], one[2]): one[5] for one in posts(store)}
    assert found == {
        ("2022-09-30", "1"): 1_000_000,
        ("2022-09-30", "2"): 1_000_000,
        ("2022-09-30", "3"): 500_000,
        ("2022-12-31", "1"): 1_000_000,
    }


def test_so_small_a_part_of_a_census_removes_nothing(store: db.DataFile, tmp_path: Path) -> None:
    imported(store, census(tmp_path / "all.csv", *(row(person=number) for number in range(1, 5))))
    sheet = only_sheet(store, census(tmp_path / "one.csv", row(person=1)))
    assert sheet.counts() == {"unchanged": 1}
    assert "3 NWRS posts of an earlier edition are not in this one; they stay, since so little of it comes again" in (
        sheet.notes
    )


def test_columns_are_known_by_their_headings_wherever_they_stand(store: db.DataFile, tmp_path: Path) -> None:
    order = list(reversed(range(len(CENSUS_HEADINGS))))
    path = census(tmp_path / "x.csv", [row()[at] for at in order], headings=[CENSUS_HEADINGS[at] for at in order])
    imported(store, path)
    assert posts(store) == [("2022-09-30", "U35004", "3182", "Pharmacist", "Clinical Pharmacist", 1_000_000)]


def test_without_a_census_month_the_user_says_the_date(store: db.DataFile, tmp_path: Path) -> None:
    headings = [name for name in CENSUS_HEADINGS if "CENSUS" not in name]
    path = census(tmp_path / "x.csv", row()[:1] + row()[3:], headings=headings)
    assert [refusal.field for refusal in only_sheet(store, path).refused] == ["As at"]
    assert only_sheet(store, path, as_at="30/09/2022").rows[0].after["as_at"] == "2022-09-30"


def test_a_negative_fte_is_refused(store: db.DataFile, tmp_path: Path) -> None:
    (refusal,) = only_sheet(store, census(tmp_path / "x.csv", row(fte="-0.5"))).refused
    assert refusal.why == "FTE cannot be less than nothing"


@pytest.mark.skipif(not REAL.exists(), reason="the published file is not here")
def test_the_published_file_of_march_2020(store: db.DataFile) -> None:
    imported(store, REAL)
    assert sorted((one[1], one[4], one[5]) for one in posts(store) if one[4]) == [
        ("U28178", "Clinical Pharmacist", 986_667),
        ("U86258", "Clinical Pharmacist", 1_000_000),
        ("U86258", "Social Prescribing Link Worker", 960_000),
        ("U93573", "Social Prescribing Link Worker", 960_000),
    ]
    assert {one[0] for one in posts(store)} == {"2020-03-31"}
