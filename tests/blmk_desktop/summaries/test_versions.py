"""Every version of a figure is kept with its cell; one stands, and somebody may say which."""

from __future__ import annotations

import db
from blmk_desktop.summaries.plans import plan_by_pcn
from blmk_desktop.summaries.versions import let_stand, versions
from tests.blmk_desktop.summaries.conftest import ROUND, Give
from tests.blmk_desktop.summaries.planning import PARAMEDIC, give_plan, line

CROWN = "U35004"


def in_post(store: db.DataFile) -> int | None:
    with store.reading() as connection:
        return next(row for row in plan_by_pcn(connection, ROUND).rows if row.pcn_code == CROWN).wte_in_post


def of_crown(store: db.DataFile) -> list[tuple[int, str, bool, bool]]:
    with store.reading() as connection:
        found = versions(connection, ROUND, pcn=CROWN)
    return [(one.value, one.source, one.stands, one.disputed) for one in found]


def test_figures_that_agree_are_not_disputed(store: db.DataFile, give: Give) -> None:
    give("wte_in_post", 1900, pcn=CROWN, source="first.xlsx", decimals=0)
    give("wte_in_post", 1899, pcn=CROWN, source="second.xlsx", decimals=2)
    assert of_crown(store) == [(1900, "first.xlsx", True, False), (1899, "second.xlsx", False, False)]


def test_the_version_imported_first_stands_until_somebody_answers(store: db.DataFile, give: Give) -> None:
    give("wte_in_post", 1700, pcn=CROWN, source="second.xlsx")
    give("wte_in_post", 1100, pcn=CROWN, source="first.xlsx")
    assert of_crown(store) == [(1100, "first.xlsx", True, True), (1700, "second.xlsx", False, True)]
    assert in_post(store) == 1100


def test_an_answer_may_be_given_and_changed_and_undone(store: db.DataFile, give: Give) -> None:
    from blmk_desktop.changes import undo

    give("wte_in_post", 1100, pcn=CROWN, source="first.xlsx")
    give("wte_in_post", 1700, pcn=CROWN, source="second.xlsx")
    with store.reading() as connection:
        first, second = versions(connection, ROUND, pcn=CROWN)
    answer = let_stand(store, second, "The network says 17")
    assert answer is not None
    assert answer.what == "Let in post of CROWN PCN stand as in second.xlsx › Plan"
    assert in_post(store) == 1700
    assert of_crown(store) == [(1100, "first.xlsx", False, False), (1700, "second.xlsx", True, False)]
    let_stand(store, first, "It was 11 after all")
    assert in_post(store) == 1100
    undo(store)
    assert in_post(store) == 1700


def test_figures_of_the_whole_come_before_those_of_its_roles(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 300, pcn=CROWN, role="Paramedic", month=12)
    give("allocation", 72_028_080, pcn=CROWN)
    with store.reading() as connection:
        found = versions(connection, ROUND, pcn=CROWN)
    assert [(one.measure, one.role) for one in found] == [("allocation", None), ("wte_planned", "Paramedic")]


def test_a_place_has_its_own_figures_not_those_of_its_networks(store: db.DataFile, give: Give) -> None:
    give("allocation", 100, place="Milton Keynes")
    give("allocation", 200, pcn=CROWN, place="Milton Keynes")
    with store.reading() as connection:
        assert [one.value for one in versions(connection, ROUND, place="Milton Keynes")] == [100]


def test_what_is_printed_stands_beside_a_returned_plan_but_for_the_allocation(store: db.DataFile, give: Give) -> None:
    give("allocation", 72_028_080, pcn=CROWN)
    give("wte_planned", 1980, pcn=CROWN, month=12)
    give_plan(store, CROWN, line(PARAMEDIC, 2_000))
    with store.reading() as connection:
        found = {one.measure: (one.stands, one.replaced) for one in versions(connection, ROUND, pcn=CROWN)}
    assert found == {"allocation": (True, False), "wte_planned": (False, True)}
