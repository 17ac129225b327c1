"""The checklist of networks as they formed, line by line."""

from __future__ import annotations

from pathlib import Path

import db
from blmk_desktop import seeding
from blmk_desktop.importing.engine import apply, propose
from tests.blmk_desktop.check.conftest import Add, findings

LINE: dict[str, object] = {"name": "Crown (MK)", "as_at": "2019-01-01", "pcn": "U35004", "practices": 4}


def rules(store: db.DataFile) -> dict[str, str]:
    return {one.rule: one.message for one in findings(store) if one.where.startswith("checklist")}


def test_a_line_that_agrees_with_itself_says_nothing(store: db.DataFile, add: Add) -> None:
    add("network_check", {**LINE, "practices_agreed": 4, "practices_signed": 4, "list_size": 4_000_000})
    assert rules(store) == {}


def test_signed_by_none_though_approved(store: db.DataFile, add: Add) -> None:
    add("network_check", {**LINE, "practices_agreed": 4, "practices_signed": 0, "approval": "Yes"})
    assert rules(store) == {
        "practices-not-signed": "Crown (MK): 0 of 4 practices have signed the registration form, "
        "though their membership is expected to be approved."
    }


def test_smaller_or_larger_than_guidance(store: db.DataFile, add: Add) -> None:
    add("network_check", {**LINE, "list_size": 2_999_900})
    (small,) = findings(store, "network-size-outside-guidance")
    assert small.severity == "warning"
    assert small.message == "Crown (MK) has 29,999 patients, fewer than the 30,000 patients of guidance."
    add("network_check", {**LINE, "name": "Large (MK)", "list_size": 7_060_700})
    assert {one.severity for one in findings(store, "network-size-outside-guidance")} == {"warning", "note"}


def test_a_name_of_its_time_is_asked_about_with_those_it_might_be(store: db.DataFile, shared: Path) -> None:
    seeding.load_demo(store)
    apply(store, propose(store, [shared / "inputs" / "pcn-development-checklist-2019.xlsx"]))
    unknown = {one.subject: one for one in findings(store, "network-not-known")}
    assert set(unknown) == {"Ashlealark (LUTON)", "Network 3 (MK)", "Network 4 (MK)"}
    assert "Eden (Luton) PCN, Equality PCN, Lea Vale PCN" in unknown["Ashlealark (LUTON)"].message
    assert unknown["Network 3 (MK)"].about == ("network_check", "Network 3 (MK)")
    unsigned = findings(store, "practices-not-signed")
    assert len(unsigned) == 8
    assert {one.severity for one in unsigned if one.subject.endswith("(MK)")} == {"warning"}
    assert {one.severity for one in unsigned if one.subject.startswith("Caritas")} == {"note"}
    differ = {one.subject: (one.printed, one.computed) for one in findings(store, "network-practices-differ")}
    assert differ["Medics (LUTON)"] == ("5", "6")
    moved = {one.subject: (one.printed, one.computed) for one in findings(store, "network-list-differs")}
    assert moved["Phoenix Sunrisers (LUTON)"] == ("48,425 patients", "58,726 patients")
