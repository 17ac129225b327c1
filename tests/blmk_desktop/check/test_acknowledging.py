"""Accepting a finding with a reason: it holds for the figures of the day, and for those only."""

from __future__ import annotations

import pytest

import db
from blmk_desktop import changes
from blmk_desktop.check import acknowledge
from blmk_desktop.errors import UserError
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop.check.conftest import Give, findings

CROWN = "U35004"


@pytest.fixture
def disputed(store: db.DataFile, give: Give) -> Finding:
    """Two sheets that give Crown's staff in post differently."""
    give("wte_in_post", 1100, pcn=CROWN, month=6, cell="B2")
    give("wte_in_post", 1700, pcn=CROWN, month=6, source="second.xlsx", cell="C9")
    return only(store)


def only(store: db.DataFile) -> Finding:
    (one,) = findings(store, "tables-disagree")
    return one


def test_a_finding_carries_the_reason_for_which_it_was_accepted(store: db.DataFile, disputed: Finding) -> None:
    assert disputed.acknowledged == ""
    made = acknowledge(store, disputed, "  Counted on different days ", who="A. Manager")
    assert made is not None
    assert (made.what, made.why) == ("Acknowledged: Crown PCN", "Counted on different days")
    assert only(store).acknowledged == "Counted on different days"


def test_other_figures_bring_it_back(store: db.DataFile, disputed: Finding) -> None:
    acknowledge(store, disputed, "Counted on different days")
    edit(store, disputed, 1800)
    assert only(store).acknowledged == ""
    edit(store, disputed, 1700)
    assert only(store).acknowledged == "Counted on different days"


def edit(store: db.DataFile, finding: Finding, value: int) -> None:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["plan_figure"].c
    with store.reading() as connection:
        row = connection.execute(select(table.id, table.value).where(table.source == "second.xlsx")).one()
    change = changes.Change("plan_figure", row.id, {"value": row.value}, {"value": value})
    changes.commit(store, [change], what=f"Corrected {finding.where}")


def test_a_second_reason_takes_the_place_of_the_first(store: db.DataFile, disputed: Finding) -> None:
    acknowledge(store, disputed, "Counted on different days", who="A. Manager")
    acknowledge(store, only(store), "The network confirmed 11")
    assert only(store).acknowledged == "The network confirmed 11"


def test_the_same_reason_again_changes_nothing(store: db.DataFile, disputed: Finding) -> None:
    acknowledge(store, disputed, "Counted on different days")
    assert acknowledge(store, disputed, "Counted on different days") is None


def test_it_can_be_undone(store: db.DataFile, disputed: Finding) -> None:
    acknowledge(store, disputed, "Counted on different days")
    changes.undo(store)
    assert only(store).acknowledged == ""


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_accepted(store: db.DataFile, disputed: Finding, reason: str) -> None:
    with pytest.raises(UserError, match="only be acknowledged with a reason"):
        acknowledge(store, disputed, reason)
    assert only(store).acknowledged == ""
