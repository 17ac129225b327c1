"""Anything is found by its code, by part of its name, or by a name half remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from blmk_desktop.changes import Change, commit, undo
from blmk_desktop.recent import forget, recent_files, remember
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.finding import Finding
from blmk_desktop.search import Index, find
from blmk_desktop.search.sought import SEARCHED
from blmk_desktop.summaries.plan_round import make_round, set_status
from db import DataFile, create_file
from ui.tabs import PLACES

# Kinds that are found otherwise, or hold no words of their own: figures, and who belongs to whom.
NOT_SEARCHED = frozenset(
    {kind for sought in SEARCHED.values() for kind, _, _ in sought.parts}
    | {
        "acknowledgement", "membership", "contract", "list_size", "role_maximum", "plan_figure", "stated_figure",
        "standing_figure", "network_check", "plan_line", "arrs_claim", "nwrs_post", "payment_basis", "stated_payment",
        "practice_staff", "practice_capacity", "fund_cap", "fund_envelope", "scheme_party", "stated_funding",
        "building_use", "list_growth", "candidate", "panel_score", "panel_conflict", "risk_score", "risk_band",
        "risk_appetite", "resilience_weight", "meeting", "business_due", "variance_band", "phase", "budget_line",
        "budget_figure", "variance_reason", "stated_budget", "published_allocation", "assumption",
        "workforce_baseline", "workforce_target", "pay_assumption", "stated_workforce", "pack_paper",
    }
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Iterator[DataFile]:
    """Two networks and two practices of Milton Keynes, and a role."""
    added: list[tuple[str, dict[str, object]]] = [
        ("place", {"name": "Milton Keynes"}),
        ("pcn", {"code": "U35004", "name": "Crown", "place": "Milton Keynes"}),
        ("pcn", {"code": "U49574", "name": "Ascent 100%", "place": "Milton Keynes"}),
        ("practice", {"code": "K82633", "name": "Westcroft Health Centre", "status": "Active", "postcode": "MK4 4EN"}),
        ("practice", {"code": "E81050", "name": "Crownhill Surgery", "status": "Closed"}),
        ("arrs_role", {"name": "Clinical pharmacist", "staff_type": "clinical"}),
        ("scheme", {"name": "Kingsway", "description": "Two surgeries under one roof"}),
        ("risk_register", {"name": "Primary care", "prefix": "PC"}),
        ("risk", {"reference": "PC-12", "register": "Primary care", "statement": "Too few nurses may be found."}),
        ("committee_action", {"reference": "PCCAC-9", "body": "PCCAC", "action": "Bring telephony to a meeting"}),
        ("milestone", {"programme": "Fuller", "number": "1.6", "milestone": "Agree the blueprint of teams"}),
        ("fund", {"name": "GP Retention", "kind": "revenue", "programme": "GPFV"}),
        ("area", {"name": "Luton CCG", "kind": "CCG", "code": "06P"}),
        ("budget_category", {"name": "Prescribing", "block": "other primary care", "nature": "spend"}),
    ]
    with create_file(tmp_path / "search.blmk") as store:
        changes = [Change(kind, at, None, values) for at, (kind, values) in enumerate(added, 1)]
        commit(store, changes, what="Import of register.xlsx")
        yield store


def titles(file: DataFile, words: str) -> list[str]:
    """What is found but for the changes that were made."""
    with file.reading() as connection:
        return [hit.title for hit in find(connection, words) if hit.kind != "change_set"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("crown", ["Crown", "Crownhill Surgery"]),
        ("k82633", ["Westcroft Health Centre"]),
        ("mk4", ["Westcroft Health Centre"]),
        ("centre west", ["Westcroft Health Centre"]),
        ("PHARM", ["Clinical pharmacist"]),
        ("100%", ["Ascent 100%"]),
        ("weastcroft health centre", ["Westcroft Health Centre"]),
        ("two surgeries", ["Kingsway"]),
        ("pc-12", ["Too few nurses may be found."]),
        ("nurses", ["Too few nurses may be found."]),
        ("telephony", ["Bring telephony to a meeting"]),
        ("blueprint", ["Agree the blueprint of teams"]),
        ("gpfv", ["GP Retention"]),
        ("06p", ["Luton CCG"]),
        ("prescri", ["Prescribing"]),
        ("   ", []),
    ],
)
def test_records_are_found_the_nearest_first(file: DataFile, words: str, found: list[str]) -> None:
    assert titles(file, words) == found


def test_a_hit_says_what_it_is(file: DataFile) -> None:
    with file.reading() as connection:
        hit = find(connection, "westcroft")[0]
    assert (hit.kind, hit.key) == ("practice", "K82633")
    assert hit.detail == "Practice · K82633 · Active · MK4 4EN"


def test_the_file_opened_last_comes_first(tmp_path: Path) -> None:
    for name in ("a", "b", "a"):
        remember(tmp_path, Path(name))
    assert recent_files(tmp_path) == [Path("a"), Path("b")]
    forget(tmp_path, Path("a"))
    assert recent_files(tmp_path) == [Path("b")]


def test_a_spoiled_list_of_recent_files_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_text("{")
    assert recent_files(tmp_path) == []


def test_a_network_is_found_with_its_return_and_plan_of_the_newest_round(file: DataFile) -> None:
    make_round(file, "2022/23", "final")
    set_status(file, "2022/23 final", ["U35004"], "received", "2022-10-28")
    returned = ["Crown: return 2022/23 final", "Crown: open plan 2022/23 final"]
    assert titles(file, "crown") == ["Crown", *returned, "Crownhill Surgery"]
    assert titles(file, "crown return") == titles(file, "open plan crown") == returned
    assert "Clinical pharmacist" in titles(file, "clinical")
    assert titles(file, "plan") == []
    with file.reading() as connection:
        hit = find(connection, "U35004")[1]
    assert (hit.kind, hit.key, hit.round, hit.detail) == ("plan_return", "U35004", "2022/23 final", "Received")


def hits(file: DataFile, words: str) -> list[tuple[str, str]]:
    with file.reading() as connection:
        return [(hit.kind, hit.title) for hit in find(connection, words)]


def test_every_kind_of_record_can_be_found_or_it_is_said_why_not() -> None:
    shown = {record.name for record in RECORDS.values() if not record.internal}
    assert shown == set(SEARCHED) | NOT_SEARCHED
    assert not set(SEARCHED) & NOT_SEARCHED


@pytest.mark.parametrize("kind", SEARCHED)
def test_every_kind_that_is_found_has_a_place_where_it_is_shown(kind: str) -> None:
    shown_as = SEARCHED[kind].shown_as or kind
    assert shown_as in PLACES or shown_as == "saved_view"


def test_a_record_is_found_by_the_words_of_its_parts_and_by_other_names(file: DataFile) -> None:
    parts: list[tuple[str, dict[str, object]]] = [
        ("risk_action", {"risk": "PC-12", "number": 1, "action": "Recruit through the training hub"}),
        ("alias", {"kind": "pcn", "written": "The Coronets", "means": "U35004"}),
    ]
    commit(file, [Change(kind, 90 + at, None, values) for at, (kind, values) in enumerate(parts)], what="More")
    assert hits(file, "training hub")[0] == ("risk", "Too few nurses may be found.")
    assert hits(file, "coronets")[0] == ("pcn", "Crown")


def test_a_word_for_a_kind_leaves_the_others_out(file: DataFile) -> None:
    assert hits(file, "crown practice") == [("practice", "Crownhill Surgery")]
    assert [kind for kind, _ in hits(file, "change register")] == ["change_set"]


def test_changes_are_found_by_what_was_done(file: DataFile) -> None:
    assert hits(file, "import of register") == [("change_set", "Import of register.xlsx")]


def test_findings_are_found_by_their_sentence(file: DataFile) -> None:
    finding = Finding("cap", "error", "Crown", "plans.xlsx › Plan!B2", "3", "2", "Crown plans one paramedic too many.")
    index = Index()
    with file.reading() as connection:
        found = index.find(connection, "paramedic", findings=[finding])
        assert [(hit.kind, hit.key) for hit in found] == [("finding", finding.identity)]
        assert found[0].detail == "Finding · wrong · plans.xlsx › Plan!B2"
        assert index.find(connection, "paramedic", findings=[]) == []


def test_it_follows_the_file_change_by_change(file: DataFile) -> None:
    index = Index()

    def first(words: str) -> list[str]:
        with file.reading() as connection:
            return [hit.title for hit in index.find(connection, words) if hit.kind != "change_set"]

    assert first("westcroft") == ["Westcroft Health Centre"]
    before = dict(zip(SEARCHED, index.texts, strict=False))
    renamed = Change("practice", 4, {"name": "Westcroft Health Centre"}, {"name": "Mill Surgery"})
    commit(file, [renamed], what="Name")
    assert (first("westcroft"), first("mill")) == ([], ["Mill Surgery"])
    after = dict(zip(SEARCHED, index.texts, strict=False))
    assert {kind for kind in before if before[kind] is not after[kind]} == {"practice"}  # nothing else was read again
    undo(file)
    assert first("westcroft") == ["Westcroft Health Centre"]
