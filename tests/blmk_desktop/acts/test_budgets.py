"""What people do to budgets: one act, one change set, with its reason; all of it can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import db
from blmk_desktop import changes
from blmk_desktop.acts.budgets import (
    Entry,
    NewVersion,
    NewVirement,
    enter_figures,
    new_version,
    record_virement,
    remove_line,
    set_line,
    set_profile,
    take_back_virement,
)
from blmk_desktop.errors import UserError
from blmk_desktop.rules.funding import LineKey
from blmk_desktop.summaries.budget_rows import BudgetRow
from tests.blmk_desktop import budget_example as example
from tests.blmk_desktop.budget_example import CONTRACTS, KEPT, PREMISES, VERSION, give, read, virement

DRUGS: LineKey = (example.OAK, example.DRUGS, example.YEAR)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    with example.make(tmp_path / "budget.blmk") as file:
        yield file


def line(store: db.DataFile, key: LineKey, *asked: str) -> BudgetRow:
    row = read(store, *asked).row(key)
    assert row is not None
    return row


TO_PREMISES = NewVirement("£10,000", "01/10/2022", "Rent review", KEPT, PREMISES)


def test_a_virement_is_one_act_and_can_be_undone(store: db.DataFile) -> None:
    made = record_virement(store, TO_PREMISES)
    assert made is not None
    assert made.what == "£10,000 moved from Reserves, Elm CCG 2022/23 to Premises, Elm CCG 2022/23"
    assert made.why == "Rent review"
    assert (line(store, KEPT).budget, line(store, PREMISES).budget) == (4_000_000, 25_000_000)
    changes.undo(store, made.id)
    assert (line(store, KEPT).budget, line(store, PREMISES).budget) == (5_000_000, 24_000_000)


def test_a_virement_makes_the_line_that_it_reaches(store: db.DataFile) -> None:
    record_virement(store, replace(TO_PREMISES, given_to=DRUGS))
    row = line(store, DRUGS)
    assert (row.original, row.budget) == (0, 1_000_000)
    assert row.id


def test_virements_count_on_from_the_last_number(store: db.DataFile) -> None:
    record_virement(store, TO_PREMISES)
    record_virement(store, TO_PREMISES)
    assert [one.number for one in read(store).virements] == ["V1", "V2"]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"amount": "50,000.01"}, "has £50,000.00, so £50,000.01 cannot be moved"),
        ({"amount": "0"}, "more than nothing"),
        ({"amount": "a lot"}, "Amount"),
        ({"on": "31/03/2022"}, "was agreed on 01/04/2022"),
        ({"reason": ""}, "Reason must be filled in"),
        ({"given_to": KEPT}, "would reach the line that it leaves"),
        ({"given_to": (example.ELM, example.RENT, "2023/24")}, "within a financial year"),
        ({"given_to": None, "taken_from": None}, "Say which line"),
        ({"taken_from": DRUGS}, "has no line of"),
        ({"given_to": ("Ash", example.RENT, example.YEAR)}, "no area 'Ash'"),
    ],
)
def test_a_virement_that_cannot_be_is_refused_in_words(store: db.DataFile, other: dict[str, object], why: str) -> None:
    with pytest.raises(UserError, match=why):
        record_virement(store, replace(TO_PREMISES, **other))  # type: ignore[arg-type]
    assert not read(store).virements


def test_a_virement_is_taken_back_with_a_reason(store: db.DataFile) -> None:
    give(store, [virement("V1", 1_000_000)])
    made = take_back_virement(store, read(store).virements[0].id, "Not agreed")
    assert made is not None
    assert (made.what, made.why) == ("Virement V1 of £10,000.00 taken back", "Not agreed")
    assert line(store, PREMISES).budget == 24_000_000
    with pytest.raises(UserError, match="meanwhile"):
        take_back_virement(store, 999, "Again")


def test_a_line_is_set_under_its_virements(store: db.DataFile) -> None:
    give(store, [virement("V1", 1_000_000)])
    set_line(store, VERSION, PREMISES, {"amount": "250,000", "profile": "", "recurrent": "no"}, "Agreed again")
    row = line(store, PREMISES)
    assert (row.original, row.budget, row.profile, row.recurrent) == (25_000_000, 26_000_000, "", False)


def test_a_new_line_needs_an_amount_and_a_profile_that_there_is(store: db.DataFile) -> None:
    with pytest.raises(UserError, match="Say how much"):
        set_line(store, VERSION, DRUGS, {"note": "Later"})
    with pytest.raises(UserError, match="no phasing profile 'Late'"):
        set_line(store, VERSION, DRUGS, {"amount": "1", "profile": "Late"})
    set_line(store, VERSION, DRUGS, {"amount": "1", "profile": "Early"})
    assert line(store, DRUGS).plan[0] == 20
    remove_line(store, VERSION, DRUGS, "Not ours")
    assert read(store).row(DRUGS) is None


def test_a_month_is_entered_with_its_basis_and_taken_out_again(store: db.DataFile) -> None:
    enter_figures(store, [Entry(PREMISES, 1, "actual", "(£1,000.50)")], basis="accrual", note="Credit from last year")
    told = line(store, PREMISES).told(1, "month", "actual")
    assert told is not None
    assert (told.value, told.basis, told.note, told.origin) == (-100_050, "accrual", "Credit from last year", "entered")
    enter_figures(store, [Entry(PREMISES, 1, "actual", "2,000")], basis="estimate")
    assert line(store, PREMISES).actual[0] == 200_000
    enter_figures(store, [Entry(PREMISES, 1, "actual", "")])
    assert line(store, PREMISES).actual[0] is None


def test_a_forecast_is_of_the_year(store: db.DataFile) -> None:
    enter_figures(store, [Entry(PREMISES, 6, "forecast", "250,000")], basis="estimate")
    assert line(store, PREMISES).forecast == 25_000_000


@pytest.mark.parametrize("typed", ["twelve", "5%", "1.005"])
def test_what_is_no_amount_is_refused(store: db.DataFile, typed: str) -> None:
    with pytest.raises(UserError, match="Value"):
        enter_figures(store, [Entry(PREMISES, 1, "actual", typed)])


def test_several_months_are_entered_as_one_act_or_not_at_all(store: db.DataFile) -> None:
    good = [Entry(PREMISES, month, "actual", "100") for month in (1, 2)]
    with pytest.raises(UserError, match="Premises, Elm CCG 2022/23, M03: Value"):
        enter_figures(store, [*good, Entry(PREMISES, 3, "actual", "x")])
    assert line(store, PREMISES).reached == 0
    made = enter_figures(store, good)
    assert made is not None
    assert (made.what, made.changes) == ("2 figures of the budget entered", 2)
    with pytest.raises(UserError, match="follows from the budget and its phasing"):
        enter_figures(store, [Entry(PREMISES, 1, "plan", "1")])


def test_a_version_made_from_another_has_what_each_line_had_when_it_was_agreed(store: db.DataFile) -> None:
    give(store, [virement("V1", 1_000_000), virement("V2", 500_000, on="2022-12-01")])
    before = {row.key: row.budget for row in read(store).rows}
    new_version(store, NewVersion("Mid-year", "01/11/2022", VERSION), "Rebased")
    found = read(store)
    assert found.version == "Mid-year"
    assert {row.key: row.budget for row in found.rows} == before
    assert line(store, PREMISES).original == 25_000_000
    assert line(store, PREMISES).profile == "Early"


def test_into_another_year_goes_what_recurs(store: db.DataFile) -> None:
    give(store, [virement("V1", 1_000_000, recurrent=0), virement("V2", 500_000, recurrent=1)])
    new = NewVersion("Budget 2023/24", "2023-04-01", VERSION, "2022/23", "2023/24")
    new_version(store, new, "Rolled forward")
    found = read(store, "Budget 2023/24")
    assert found.year == "2023/24"
    amounts = {(row.area, row.category): row.budget for row in found.rows}
    assert amounts[example.ELM, example.RENT] == 24_500_000
    assert amounts[example.ELM, example.GP] == 120_000_000
    assert (example.ELM, example.RESERVES) not in amounts


def test_a_version_is_refused_under_a_name_that_is_taken_or_without_a_day(store: db.DataFile) -> None:
    with pytest.raises(UserError, match="already"):
        new_version(store, NewVersion(VERSION, "01/04/2022"), "Again")
    with pytest.raises(UserError, match="on which day"):
        new_version(store, NewVersion("Other", ""), "Again")


def test_an_empty_version_takes_lines(store: db.DataFile) -> None:
    new_version(store, NewVersion("Budget 2024/25", "01/04/2024"), "Begun")
    key = (CONTRACTS[0], CONTRACTS[1], "2024/25")
    set_line(store, "Budget 2024/25", key, {"amount": "100"})
    assert line(store, key, "Budget 2024/25").budget == 10_000


def test_a_profile_comes_to_100_per_cent(store: db.DataFile) -> None:
    with pytest.raises(UserError, match=r"come to 60\.00%, not to 100%"):
        set_profile(store, "Summer", ["5"] * 12)
    set_profile(store, "Summer", ["10", "20", "30", "40", *[""] * 8], "Summer work")
    set_line(store, VERSION, PREMISES, {"profile": "Summer"})
    assert line(store, PREMISES).plan[3] == 9_600_000
    set_profile(store, "Summer", ["25"] * 4 + [""] * 8)
    assert line(store, PREMISES).plan[3] == 6_000_000
