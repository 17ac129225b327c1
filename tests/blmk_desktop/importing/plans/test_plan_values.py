"""Figures are taken as people write them, exactly, or refused at their cell; nothing is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from tests.blmk_desktop.importing.building import (
    claims,
    figures,
    imported,
    only_sheet,
    plan,
    refusal,
    refusals,
    values,
    workbook,
)

CROWN = "U35004"


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ("£ 720,280.80", 72_028_080),
        ("£720,281", 72_028_100),
        ("38,057", 3_805_700),
        ("11, 838", 1_183_800),
        ("720280.80", 72_028_080),
        (720_280.8, 72_028_080),
        ("\u00a0£ 1\u00a0234.50 ", 123_450),
        ("£6.6m", 660_000_000),
        (0, 0),
    ],
)
def test_money_as_people_write_it(store: db.DataFile, book: Path, written: object, pence: int) -> None:
    assert values(only_sheet(store, plan(book, ["MK", "Crown", written, 1, 1, 1])), "allocation") == {CROWN: pence}


@pytest.mark.parametrize(
    ("written", "hundredths"), [("16.80", 1680), (16.8, 1680), ("1wte", 100), (0.1 + 0.2, 30), (1 / 3, 33), ("0", 0)]
)
def test_people_as_people_write_them(store: db.DataFile, book: Path, written: object, hundredths: int) -> None:
    assert values(only_sheet(store, plan(book, ["MK", "Crown", 1, 1, written, 1])), "wte_in_post") == {
        CROWN: hundredths
    }


@pytest.mark.parametrize("written", [None, "", "-", "n/a", "TBC", "nil"])
def test_nothing_is_never_taken_for_zero(store: db.DataFile, book: Path, written: str | None) -> None:
    sheet = only_sheet(store, plan(book, ["MK", "Crown", written, 1, 1, 1]))
    assert (values(sheet, "allocation"), sheet.refused) == ({}, [])
    said = f"'{written}' in 1 cells is taken as not given"
    assert (said in sheet.notes) is bool(written)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("about 20", "about 20 is not a number"),
        ("1.234,56", "1.234,56 looks like a decimal comma: write the decimals after a point"),
        ("12%", "a percentage where in post is wanted"),
        (-3, "In post cannot be less than nothing"),
        ("(0.92)", "In post cannot be less than nothing"),
        (1e300, "this is too large to be a figure here"),
        (True, "TRUE is a yes or no, not a number"),
        ("#REF!", "the cell shows the error #REF!"),
        ("=1+1", "the formula was never calculated: open the workbook in Excel, save it and use it again"),
    ],
)
def test_what_is_no_figure_is_refused_at_its_cell(store: db.DataFile, book: Path, written: object, why: str) -> None:
    sheet = only_sheet(store, plan(book, ["MK", "Crown", 1, 1, written, 1]))
    assert refusals(sheet) == {"E4": why}
    assert values(sheet, "wte_in_post") == {}
    assert values(sheet, "wte_planned") == {CROWN: 100}


def test_claims_that_rest_on_a_refused_figure_neither_hold_nor_fail(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["Plans 2022/23"],
        ["PCN", "Allocation", "Forecast spend", "Variance", "In post"],
        ["Crown", "#REF!", 40, 10, 1],
        ["Ascent", 70, 50, 20, 2],
        ["Total", 120, 90, 30, 3],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert claims(sheet) == {"D3": None, "D4": True, "B5": None, "C5": True, "D5": None, "E5": True}
    assert {claim.why for claim in sheet.claims if claim.held is None} == {"a figure that it rests on was refused"}
    imported(store, book, accept_valid=True)
    kept = {row.after["cell"] for row in sheet.rows if row.kind == "stated_figure"}
    assert kept == {"D4", "C5", "E5"}


@pytest.mark.parametrize(
    ("written", "form"), [("71.4%", None), (71.4, None), (0.714, "0.0%"), (0.714, None), (5 / 7, "0%")]
)
def test_percentages_in_all_their_guises(store: db.DataFile, book: Path, written: object, form: str | None) -> None:
    rows: list[list[object]] = [
        ["Plans 2022/23"],
        ["PCN", "In post", "Planned", "% recruited"],
        ["Crown", 5, 7, written],
    ]
    path = workbook(book, rows, formats={"D3": form} if form else {})
    sheet = only_sheet(store, path)
    assert claims(sheet) == {"D3": True}
    assert imported(store, path) is not None


def test_signs_of_a_printed_variance(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["PCN plans 2022/23"],
        ["Place", "Allocation", "Planned spend", "Variance"],
        ["Luton", 10, 12, "£ -£2"],
        ["MK", 10, 12, "(2.00)"],
        ["Bedford", 10, 12, "-2"],
        ["Central Beds", 10, 12, "£2"],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert claims(sheet) == {"D3": True, "D4": True, "D5": True, "D6": False}
    assert sheet.claims[-1].why == "the minus sign is lost"


def test_figures_kept_rounded_do_not_make_their_total_wrong(store: db.DataFile, book: Path) -> None:
    third = 1 / 3
    rows = [["MK", name, 1, 1, third, third] for name in ("Crown", "Ascent", "Nexus")]
    sheet = only_sheet(store, plan(book, *rows, ["Total", None, 3, 3, 1, 1]))
    assert set(claims(sheet).values()) == {True}


def test_an_unknown_network_is_refused_with_suggestions_until_it_has_an_alias(store: db.DataFile, book: Path) -> None:
    from blmk_desktop.changes import Change, commit, new_records

    path = plan(book, ["Luton", "Medicks", 924_243, 1, 1, 1])
    found = refusal(only_sheet(store, path))
    assert (found.where, found.value) == ("Plan!B4", "Medicks")
    assert found.why == "no PCN is known as 'Medicks'; choose which it is, or add it to the aliases"
    assert (found.alias_of, found.suggestions[0][:6]) == ("pcn", "U51229")
    alias: dict[str, object] = {"kind": "pcn", "written": "Medicks", "means": "U51229"}
    commit(store, [Change("alias", next(new_records()), None, alias)], what="Say who Medicks is")
    assert values(only_sheet(store, path), "allocation") == {"U51229": 92_424_300}


def test_a_network_in_another_place_than_the_register_has_is_noted(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, plan(book, ["Luton", "Crown", 1, 1, 1, 1]))
    assert values(sheet, "allocation") == {CROWN: 100}
    assert "Plan!A4 puts CROWN PCN in Luton; the register has Milton Keynes" in sheet.notes


def test_a_network_twice_with_other_figures_is_refused_on_both_rows(store: db.DataFile, book: Path) -> None:
    path = plan(book, ["MK", "Crown", 1, 1, 1, 1], ["Luton", "Medics", 3, 3, 3, 3], ["MK", "Crown PCN", 1, 2, 1, 1])
    sheet = only_sheet(store, path)
    why = "MK · Crown stands on rows 4 and 6 with different figures"
    assert refusals(sheet) == {"B4": why, "B6": why}
    assert set(values(sheet, "allocation")) == {"U51229"}


def test_a_network_twice_word_for_word_is_kept_once(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, plan(book, ["MK", "Crown", 1, 2, 3, 4], ["MK", "Crown", 1, 2, 3, 4]))
    assert (len(figures(sheet)), sheet.refused) == (4, [])
    assert "rows 4 and 5 say the same of MK · Crown, word for word; one of them is kept" in sheet.notes


def test_a_remark_under_the_table_is_no_network(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, plan(book, ["MK", "Crown", 1, 1, 1, 1], [], ["Source: returns of the networks"]))
    assert sheet.refused == []


def test_codes_serve_as_names(store: db.DataFile, book: Path) -> None:
    headings = ["PCN code", "PCN name", "Planned WTE", "Allocation"]
    rows: list[list[object]] = [["Plans 2022/23"], headings, ["U35004", "Krown", 2, 5]]
    assert values(only_sheet(store, workbook(book, rows)), "wte_planned") == {CROWN: 200}
