"""The allocation is the year's: a round that does not print it has that of another round of the year."""

from __future__ import annotations

import db
from blmk_desktop.summaries.allocations import allocations_elsewhere
from blmk_desktop.summaries.plan_lines import allowances
from blmk_desktop.summaries.plans import plan_by_pcn

from .conftest import Give, add

CROWN, DRAFT = "U35004", "2022/23 first draft"


def test_a_draft_is_held_against_the_allocation_that_the_final_round_prints(store: db.DataFile, give: Give) -> None:
    give("allocation", 72_028_080, pcn=CROWN)
    add(store, [("plan_round", {"name": DRAFT, "year": "2022/23", "stage": "first draft"})])
    with store.reading() as connection:
        assert allowances(connection, DRAFT)[CROWN].allocation == 72_028_080
        row = next(row for row in plan_by_pcn(connection, DRAFT).rows if row.pcn_code == CROWN)
    assert (row.allocation, row.derived) == (72_028_080, {"allocation"})


def test_a_round_that_is_not_kept_yet_has_the_allocation_of_its_year(store: db.DataFile, give: Give) -> None:
    give("allocation", 72_028_080, pcn=CROWN)
    with store.reading() as connection:
        assert allocations_elsewhere(connection, DRAFT, "2022/23") == {CROWN: 72_028_080}
        assert allocations_elsewhere(connection, "2023/24 final", "2023/24") == {}


def test_its_own_allocation_comes_before_that_of_another_round(store: db.DataFile, give: Give) -> None:
    give("allocation", 72_028_080, pcn=CROWN)
    add(store, [("plan_round", {"name": DRAFT, "year": "2022/23", "stage": "first draft"})])
    give("allocation", 70_000_000, pcn=CROWN, round=DRAFT)
    with store.reading() as connection:
        assert allowances(connection, DRAFT)[CROWN].allocation == 70_000_000
