"""Five-year budgets held against the allocations as published, their own totals, and what other areas assume."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop import editing
from blmk_desktop.check.five_year import check_five_year
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop.five_year_published import LUTON, MK

WORKBOOK = "delegated-budgets-2019-24.xlsx"
VERSION = "Delegated budget 2019/20 to 2023/24"


@pytest.fixture
def store(example: Path, tmp_path: Path) -> Iterator[db.DataFile]:
    """A file with the example data, which has the budgets and allocations of the strategy of 2019."""
    path = tmp_path / "five-years.blmk"
    shutil.copyfile(example, path)
    with db.open_file(path) as file:
        yield file


def found(store: db.DataFile, rule: str) -> list[Finding]:
    with store.reading() as connection:
        return [one for one in check_five_year(connection) if one.rule == rule]


def change(store: db.DataFile, kind: str, key: tuple[str, ...], **typed: object) -> None:
    with store.reading() as connection:
        row = by_key(connection, RECORDS[kind], *key)
    assert row is not None
    editing.edit(store, kind, row["id"], typed)


def test_every_year_and_area_that_is_not_on_the_adjusted_allocation_is_told(store: db.DataFile) -> None:
    told = found(store, "allocation-not-adjusted")
    assert {(one.subject, one.where, one.printed, one.computed) for one in told} == {
        (f"{LUTON} 2020/21", f"{WORKBOOK} › Luton!C21", "£33,493,000", "£32,531,000"),
        (f"{LUTON} 2021/22", f"{WORKBOOK} › Luton!D21", "£35,305,000", "£34,021,000"),
        (f"{LUTON} 2022/23", f"{WORKBOOK} › Luton!E21", "£36,750,000", "£35,671,000"),
        (f"{LUTON} 2023/24", f"{WORKBOOK} › Luton!F21", "£38,235,000", "£37,536,000"),
    }
    assert {one.severity for one in told} == {"error"}
    by = ("£962,000", "£1,284,000", "£1,079,000", "£699,000")
    assert all(f"{amount} more than the adjusted" in one.message for one, amount in zip(told, by, strict=True))


def test_it_says_which_allocation_was_taken_and_what_the_right_one_would_mean(store: db.DataFile) -> None:
    first = found(store, "allocation-not-adjusted")[0]
    assert first.message.startswith(f"{LUTON} 2020/21: the budget is set on the final allocation of £33,493,000")
    assert first.message.endswith(
        "On that, about £149,000 would have to be saved where the budget needs to save nothing, "
        "and £163,000 would be set aside instead of £976,000."
    )


def test_the_sum_of_the_areas_is_told_too_as_a_note(store: db.DataFile) -> None:
    told = found(store, "allocation-sum-not-adjusted")
    assert (told[0].severity, told[0].subject) == ("note", "BLMK 2020/21")
    assert (told[0].printed, told[0].computed) == ("£136,390,000", "£135,428,000")
    assert told[0].message.endswith("£962,000 more than the adjusted allocations, £135,428,000, because of Luton CCG.")
    assert len(told) == 4


def test_a_budget_on_less_than_its_allocation_makes_the_sum_less(store: db.DataFile) -> None:
    change(store, "published_allocation", (MK, "2020/21"), adjusted="37060000")
    (told,) = [one for one in found(store, "allocation-sum-not-adjusted") if one.subject == "BLMK 2020/21"]
    assert "£957,000 more than" in told.message
    change(store, "published_allocation", (LUTON, "2020/21"), adjusted="33493000")
    (told,) = [one for one in found(store, "allocation-sum-not-adjusted") if one.subject == "BLMK 2020/21"]
    assert "£5,000 less than" in told.message


def test_totals_off_by_rounding_are_minor_not_errors(store: db.DataFile) -> None:
    told = found(store, "projection-rounding")
    cells = (
        "Bedfordshire!F19",
        "Luton!C19",
        "Luton!F19",
        "Milton Keynes!D18",
        "Milton Keynes!E18",
        "Milton Keynes!F18",
    )
    assert [one.where.partition(" › ")[2] for one in told] == list(cells)
    assert {one.severity for one in told} == {"note"}
    assert all("rounding explains it" in one.message for one in told)
    assert not found(store, "projection-total")


def test_a_line_that_is_wrong_by_more_is_an_error(store: db.DataFile) -> None:
    change(store, "budget_line", (VERSION, MK, "Premises", "2020/21"), amount="4,329,000")
    (one,) = found(store, "projection-total")
    assert (one.severity, one.printed, one.computed) == ("error", "£37,055,000", "£37,155,000")
    assert one.where == f"{WORKBOOK} › Milton Keynes!C18"


def test_a_total_beside_another_allocation_is_an_error(store: db.DataFile) -> None:
    change(store, "stated_budget", (WORKBOOK, "Milton Keynes", "C20"), value="37,155,000")
    (one,) = found(store, "projection-unbalanced")
    assert one.message == (
        f"{MK} 2020/21: the budget of £37,055,000 is £100,000 short of the allocation of £37,155,000 that it prints."
    )


def test_an_allocation_that_is_neither_published_one_is_told_as_such(store: db.DataFile) -> None:
    change(store, "stated_budget", (WORKBOOK, "Milton Keynes", "C20"), value="37,000,000")
    (one,) = (one for one in found(store, "allocation-not-adjusted") if one.subject.startswith(MK))
    assert "£37,000,000, which is neither published allocation, £55,000 less" in one.message


def test_an_adjustment_that_does_not_make_the_adjusted_allocation_is_told(store: db.DataFile) -> None:
    assert not found(store, "allocation-adjustment")
    change(store, "published_allocation", (MK, "2020/21"), adjustment="-1,095,000")
    change(store, "published_allocation", (MK, "2021/22"), adjustment="-1,373,000")
    rounded, wrong = found(store, "allocation-adjustment")
    assert (rounded.severity, wrong.severity, wrong.computed) == ("note", "error", "£39,117,000")


def test_an_area_that_sets_less_aside_than_the_others_is_noted_once(store: db.DataFile) -> None:
    (one,) = found(store, "contingency-under-others")
    assert (one.severity, one.printed, one.computed) == ("note", "0.08%", "0.50%")
    assert one.where == f"{WORKBOOK} › Milton Keynes!D16"
    assert "in 2020/21, 2021/22 and 2022/23" in one.message


def test_one_growth_for_all_areas_is_noted_once(store: db.DataFile) -> None:
    (one,) = found(store, "growth-same-everywhere")
    assert "2.00%, 1.92%, 1.64% and 1.64%" in one.message


def test_a_file_without_projections_has_nothing_to_tell(tmp_path: Path) -> None:
    with db.create_file(tmp_path / "empty.blmk") as file, file.reading() as connection:
        assert check_five_year(connection) == []
