"""One table against another: what two sheets say of one network, place or role, and which of them stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import db
from blmk_desktop.check.figures import Version
from blmk_desktop.check.sources import alike
from tests.blmk_desktop.check.conftest import ROUND, Add, Give, Import, cells, findings

CROWN, ASCENT = "U35004", "U49574"
BEDFORD = ("U28178", "U39446", "U74819", "U90309")


def disagreements(store: db.DataFile) -> set[str]:
    return cells(findings(store), "tables-disagree")


def test_two_workbooks_that_give_one_figure_differently_disagree(store: db.DataFile, import_table: Import) -> None:
    heading = ["PCN", "Allocation", "Forecast Spend 22-23"]
    import_table("returned.xlsx", "Plan", [heading, ["Crown", "£720,280.80", "£782,305.50"], ["Ascent", 5, 6]])
    import_table("paper.xlsx", "Slide 4", [heading, ["Crown", "£720,280.80", "£728,305.50"], ["Ascent", 5, 6]])
    (one,) = findings(store, "tables-disagree")
    assert (one.where, one.printed, one.computed) == ("paper.xlsx › Slide 4!C2", "£728,305.50", "£782,305.50")
    assert one.message == (
        "Two tables disagree on Crown PCN, forecast spend: Plan!C2 has £782,305.50, Slide 4!C2 has £728,305.50. "
        "The first stands until somebody says which is right."
    )


def test_an_answer_to_a_disputed_figure_removes_the_disagreement(store: db.DataFile, add: Add, give: Give) -> None:
    give("wte_in_post", 1100, pcn=CROWN, month=6, cell="B2")
    give("wte_in_post", 1700, pcn=CROWN, month=6, source="second.xlsx", cell="C9")
    assert disagreements(store) == {"Plan!C9"}
    answer = {"round": ROUND, "pcn": CROWN, "month": 6, "measure": "wte_in_post", "source": "second.xlsx"}
    add("standing_figure", answer)
    assert disagreements(store) == set()


def test_an_answer_counts_in_the_sums_that_other_tables_are_held_against(
    store: db.DataFile, add: Add, give: Give
) -> None:
    for pcn in BEDFORD:
        give("wte_planned", 1000, pcn=pcn, month=12)
    give("wte_planned", 1500, pcn=BEDFORD[0], month=12, source="second.xlsx")
    give("wte_planned", 4500, place="Bedford Borough", month=12, sheet="Places", cell="B4")
    assert cells(findings(store), "place-not-sum-of-networks") == {"Places!B4"}
    answer = {"round": ROUND, "pcn": BEDFORD[0], "month": 12, "measure": "wte_planned"}
    add("standing_figure", answer | {"source": "second.xlsx", "sheet": "Plan"})
    assert findings(store, "place-not-sum-of-networks", "tables-disagree") == []


def test_figures_by_role_are_added_up_and_held_against_the_network_in_another_sheet(
    store: db.DataFile, give: Give
) -> None:
    for role, wte in (("Paramedic", 1200), ("Dietitian", 480)):
        give("wte_in_post", wte, pcn=CROWN, role=role, month=6)
    give("wte_in_post", 1680, pcn=CROWN, month=6, source="second.xlsx", cell="F3")
    assert findings(store, "tables-disagree") == []
    give("wte_planned", 1200, pcn=CROWN, role="Paramedic", month=12)
    give("wte_planned", 1201, pcn=CROWN, month=12, source="second.xlsx", cell="G3")
    (one,) = findings(store, "tables-disagree")
    assert (one.where, one.printed, one.computed) == ("second.xlsx › Plan!G3", "12.01 WTE", "12.00 WTE")


def test_two_sheets_by_role_are_compared_role_by_role(store: db.DataFile, give: Give) -> None:
    """Though both add up to the same."""
    for source, paramedics, dietitians in (("first.xlsx", 1200, 480), ("second.xlsx", 1100, 580)):
        give("wte_in_post", paramedics, pcn=CROWN, role="Paramedic", month=6, source=source, cell="B2")
        give("wte_in_post", dietitians, pcn=CROWN, role="Dietitian", month=6, source=source, cell="B3")
    subjects = {one.subject for one in findings(store, "tables-disagree")}
    assert subjects == {"Crown PCN, Paramedic", "Crown PCN, Dietitian"}


def test_sums_of_different_months_are_different_findings(store: db.DataFile, give: Give) -> None:
    for month in (6, 7):
        for role in ("Paramedic", "Dietitian"):
            give("wte_in_post", 100, pcn=CROWN, role=role, month=month, source="second.xlsx")
        give("wte_in_post", 150, pcn=CROWN, month=month, cell=f"B{month}")
    found = findings(store, "tables-disagree")
    assert {one.where for one in found} == {"second.xlsx › Plan (M06)", "second.xlsx › Plan (M07)"}
    assert len({one.identity for one in found}) == 2


def test_a_place_is_only_held_against_its_networks_when_all_have_a_figure(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 9_999, place="Bedford Borough", month=12, sheet="Places", cell="B4")
    for pcn in BEDFORD[:3]:
        give("wte_planned", 1000, pcn=pcn, month=12)
    assert findings(store, "place-not-sum-of-networks") == []
    give("wte_planned", 1000, pcn=BEDFORD[3], month=12)
    (one,) = findings(store, "place-not-sum-of-networks")
    assert (one.where, one.printed, one.computed) == ("first.xlsx › Places!B4", "99.99 WTE", "40.00 WTE")


def test_a_table_by_role_is_only_held_against_the_networks_when_all_have_a_figure(
    store: db.DataFile, give: Give
) -> None:
    give("wte_planned", 46_740, role="Paramedic", month=12, sheet="Roles", cell="C5")
    give("wte_planned", 1000, pcn=CROWN, month=12)
    assert findings(store, "tables-add-up-differently") == []


@pytest.fixture
def everywhere(store: db.DataFile, give: Give) -> Callable[[str, int], None]:
    """Give every network that was open a figure."""

    def one(measure: str, value: int) -> None:
        from sqlalchemy import select

        from blmk_desktop.records.tables import TABLES

        table = TABLES["pcn"].c
        with store.reading() as connection:
            codes = list(connection.scalars(select(table.code).where(table.closed.is_(None))))
        for at, code in enumerate(codes):
            give(measure, value, pcn=code, cell=f"C{at + 3}")

    return one


def test_a_table_by_place_in_whole_pounds_adds_up_to_the_networks_pence(
    store: db.DataFile, give: Give, everywhere: Callable[[str, int], None]
) -> None:
    everywhere("allocation", 100_33)
    for place, networks in (("Bedford Borough", 4), ("Central Bedfordshire", 6), ("Luton", 6), ("Milton Keynes", 7)):
        pounds = networks * 100_33 // 100
        give("allocation", pounds * 100, place=place, sheet="Places", decimals=0)
    assert findings(store, "tables-add-up-differently", "place-not-sum-of-networks") == []


def test_a_table_by_role_that_is_a_hundredth_off_is_found(
    store: db.DataFile, give: Give, everywhere: Callable[[str, int], None]
) -> None:
    everywhere("wte_planned", 100)
    give("wte_planned", 1301, role="Paramedic", sheet="Roles")
    give("wte_planned", 1000, role="Dietitian", sheet="Roles")
    (one,) = findings(store, "tables-add-up-differently")
    assert one.message == (
        "The table by role (Roles) and the table by PCN (Plan) do not add up to the same staff planned: 23.01 WTE "
        "against 23.00 WTE."
    )


def printed(value: int, decimals: int) -> Version:
    """A figure in hundredths as it is printed, rounded to so many decimals."""
    step = 10 ** (2 - decimals)
    return Version(("paper.xlsx", "Slide"), (2 * value + step) // (2 * step) * step, decimals, "B2")


HUNDREDTHS = st.integers(min_value=0, max_value=10**9)
DECIMALS = st.integers(min_value=0, max_value=2)
MEASURES = st.sampled_from(("allocation", "wte_planned"))


@given(MEASURES, HUNDREDTHS, DECIMALS, DECIMALS)
def test_one_figure_rounded_differently_is_one_figure(measure: str, value: int, one: int, other: int) -> None:
    coarse, fine = sorted((one, other))
    exact = printed(value, fine)
    assert alike(measure, printed(exact.value, coarse), exact)


@given(MEASURES, HUNDREDTHS, DECIMALS, st.integers(min_value=1, max_value=1000))
def test_a_figure_that_is_a_printed_unit_off_is_another(measure: str, value: int, decimals: int, units: int) -> None:
    one = printed(value, decimals)
    other = Version(one.page, one.value + units * 10 ** (2 - decimals), decimals, "C9")
    assert not alike(measure, one, other)
