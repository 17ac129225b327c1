"""Draft, final, and each return in between: the versions of a network's plan, two of them side by side."""

from __future__ import annotations

import db
from blmk_desktop import changes
from blmk_desktop.summaries.plan_round import make_round
from blmk_desktop.summaries.plan_versions import PlanVersion, compare_versions, versions_of
from tests.blmk_desktop.summaries.conftest import Give
from tests.blmk_desktop.summaries.planning import PARAMEDIC, PHARMACIST, ROUND, give_plan, line

CROWN, ASCENT = "U35004", "U49574"
DRAFT = "2022/23 first draft"


def versions(store: db.DataFile) -> list[PlanVersion]:
    with store.reading() as connection:
        return versions_of(connection, CROWN, "2022/23")


def wte(found: list[PlanVersion]) -> list[tuple[str, bool, int]]:
    return [(one.round, one.current, sum(line.wte for line in one.lines)) for one in found]


def test_a_draft_and_a_final_plan_are_compared_line_by_line_and_in_all(store: db.DataFile, give: Give) -> None:
    make_round(store, "2022/23", "first draft", as_at="2022-07-31")
    give("allocation", 10_000_000, pcn=CROWN)
    give("allocation", 9_000_000, pcn=CROWN, round=DRAFT)
    give_plan(store, CROWN, line(PHARMACIST, 100), line(PARAMEDIC, 100), round_name=DRAFT)
    give_plan(store, CROWN, line(PHARMACIST, 200), line(PHARMACIST, 50, "2022-11-01"))
    with store.reading() as connection:
        before, after = versions_of(connection, CROWN, "2022/23")
        found = compare_versions(connection, before, after, CROWN)
    assert (before.round, after.round) == (DRAFT, ROUND)
    assert [(change.kind, change.fields) for change in found.changes] == [
        ("changed", ("wte",)),
        ("added", ()),
        ("removed", ()),
    ]
    assert found.counts == {"same": 0, "changed": 1, "added": 1, "removed": 1}
    assert (found.cost_before.cost, found.cost_before.balance) == (5_831_500, 9_000_000 - 5_831_500)
    assert (found.cost_after.cost, found.cost_after.wte[-1]) == (11_663_000 + 1_235_667, 250)


def test_a_return_that_another_replaced_is_a_version_too(store: db.DataFile) -> None:
    give_plan(store, CROWN, line(PHARMACIST, 100))
    give_plan(store, ASCENT, line(PHARMACIST, 900))
    give_plan(store, CROWN, line(PHARMACIST, 100), line(PARAMEDIC, 100))
    found = versions(store)
    assert wte(found) == [(ROUND, False, 100), (ROUND, True, 200)]
    assert found[0].label.startswith("2022/23 final, returned ")
    with store.reading() as connection:
        compared = compare_versions(connection, *found, CROWN)
    assert compared.counts == {"same": 1, "changed": 0, "added": 1, "removed": 0}


def test_corrections_by_hand_belong_to_the_return_that_they_mend(store: db.DataFile) -> None:
    give_plan(store, CROWN, line(PHARMACIST, 100))
    give_plan(store, CROWN, line(PHARMACIST, 150), kind="edit")
    assert wte(versions(store)) == [(ROUND, True, 150)]
    give_plan(store, CROWN, line(PHARMACIST, 300))
    assert wte(versions(store)) == [(ROUND, False, 150), (ROUND, True, 300)]


def test_a_return_that_was_taken_back_is_no_version(store: db.DataFile) -> None:
    give_plan(store, CROWN, line(PHARMACIST, 100))
    give_plan(store, CROWN, line(PHARMACIST, 200))
    changes.undo(store)
    assert wte(versions(store)) == [(ROUND, True, 100)]
    changes.redo(store)
    assert wte(versions(store)) == [(ROUND, False, 100), (ROUND, True, 200)]


def test_a_network_without_a_plan_has_no_versions(store: db.DataFile) -> None:
    assert versions(store) == []
