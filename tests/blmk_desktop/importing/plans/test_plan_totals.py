"""Totals, differences and percentages are claims about the rows that they stand for, never figures."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from tests.blmk_desktop.importing.building import (
    claims,
    figures,
    imported,
    one,
    only_sheet,
    plan,
    refusals,
    values,
    workbook,
)

LUTON = (["Luton", "Medics", 10, 9, 1, 2], ["Luton", "Oasis", 20, 18, 3, 4])
MK = (["MK", "Crown", 100, 90, 5, 6], ["MK", "Ascent", 200, 180, 7, 8])
HELD = dict.fromkeys(("C", "D", "E", "F"), True)


def of_row(row: int) -> dict[str, bool | None]:
    return {f"{column}{row}": held for column, held in HELD.items()}


def test_subtotals_and_the_total_of_all_hold(store: db.DataFile, book: Path) -> None:
    path = plan(
        book,
        *LUTON,
        ["Luton total", None, 30, 27, 4, 6],
        *MK,
        ["Total", None, 300, 270, 12, 14],
        ["Grand total", None, 330, 297, 16, 20],
    )
    sheet = only_sheet(store, path)
    assert claims(sheet) == of_row(6) | of_row(9) | of_row(10)
    assert [claim.subject for claim in sheet.claims[::4]] == ["Luton", "Milton Keynes", "All"]
    assert len(figures(sheet)) == 16


def test_a_wrong_total_fails_with_what_it_should_be(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, plan(book, *LUTON, ["Total", None, 33, 27, 4, "6.00"]))
    assert claims(sheet) == of_row(6) | {"C6": False}
    assert (sheet.claims[0].printed, sheet.claims[0].computed) == ("£33", "£30.00")


@pytest.mark.parametrize("label", ["Total", "TOTAL:", "Sub-total", "Sub total", "Overall", "BLMK total", "Total BLMK"])
def test_whatever_a_total_is_called(store: db.DataFile, book: Path, label: str) -> None:
    sheet = only_sheet(store, plan(book, *LUTON, [None, label, 30, 27, 4, 6]))
    assert claims(sheet) == of_row(6)
    assert set(values(sheet, "allocation")) == {"U51229", "U59591"}


def test_subtotals_in_the_column_of_the_networks(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["Network plans 2022/23"],
        ["Network", "Allocation", "In post"],
        ["Medics", 10, 1],
        ["Oasis", 20, 2],
        ["Luton", 30, 3],
        ["Crown", 100, 5],
        ["Ascent", 200, 6],
        ["Milton Keynes", 300, 11],
        ["System", 330, 14],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert set(claims(sheet)) == {f"{column}{row}" for column in "BC" for row in (5, 8, 9)}
    assert set(claims(sheet).values()) == {True}
    assert len(figures(sheet)) == 8


def test_a_total_above_its_rows(store: db.DataFile, book: Path) -> None:
    rows = [["Luton total", None, 30, 27, 4, 6], *LUTON, ["MK total", None, 300, 270, 12, 14], *MK]
    assert claims(only_sheet(store, plan(book, *rows))) == of_row(4) | of_row(7)


def test_one_total_at_the_very_top_is_of_all(store: db.DataFile, book: Path) -> None:
    assert claims(only_sheet(store, plan(book, ["Total", None, 30, 27, 4, 6], *LUTON))) == of_row(4)


def test_without_subtotals_the_total_is_of_all_places(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, plan(book, *LUTON, *MK, ["Total", None, 330, 297, 16, 20]))
    assert claims(sheet) == of_row(8)
    assert sheet.claims[0].subject == "All"


def test_a_row_without_a_name_is_a_total_if_it_adds_up(store: db.DataFile, book: Path) -> None:
    assert claims(only_sheet(store, plan(book, *LUTON, [None, None, 30, 27, 4, 6]))) == of_row(6)


def test_a_row_without_a_name_that_adds_up_to_nothing_is_refused(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, plan(book, *LUTON, [None, None, 30, 28, 5, 7]))
    assert claims(sheet) == {}
    assert refusals(sheet) == {
        "A6": "these figures do not say whom they are about, and are not the sum of the rows above"
    }


def test_a_figure_given_for_a_place_alone_is_kept_at_its_grain(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["Plans 2022/23"],
        ["Place", "PCN", "Allocation", "Per M06 schedule (WTE)"],
        ["Luton", "Medics", 10, None],
        ["Luton", "Oasis", 20, None],
        ["Total", None, 30, 65.2],
        ["MK", "Crown", 100, None],
        ["MK", "Ascent", 200, None],
        ["Total", None, 300, 81.74],
        ["Grand total", None, 330, 146.94],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert values(sheet, "wte_scheduled") == {"Luton": 6520, "Milton Keynes": 8174}
    assert claims(sheet) == {"C5": True, "C8": True, "C9": True, "D9": True}


def test_an_average_is_neither_data_nor_a_sum(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, plan(book, *LUTON, ["Average", None, 15, 13.5, 2, 3]))
    assert (claims(sheet), sheet.refused) == ({}, [])
    assert "row 6 is neither data nor a sum; it is left out" in sheet.notes


def test_a_network_called_total_is_a_network(store: db.DataFile, book: Path) -> None:
    from blmk_desktop.changes import Change, commit, new_records

    network: dict[str, object] = {"code": "U99999", "name": "TOTAL HEALTH PCN", "place": "Luton"}
    commit(store, [Change("pcn", next(new_records()), None, network)], what="Open a network")
    sheet = only_sheet(store, plan(book, ["Luton", "Total Health PCN", 1, 1, 1, 1], ["Luton", "Total", 1, 1, 1, 1]))
    assert values(sheet, "allocation") == {"U99999": 100}
    assert claims(sheet) == of_row(5)


def test_the_total_of_a_network_over_its_roles(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        ["Plans 2022/23"],
        ["PCN", "Role", "In post", "Planned"],
        ["Crown", "Paramedic", 1, 2],
        ["Crown", "Dietitian", 3, 4],
        ["Crown total", None, 4, 6],
        ["Ascent", "Paramedic", 5, 6],
        ["Ascent", "Dietitian", 5, 6],
        ["Ascent total", None, 10, 13],
    ]
    sheet = only_sheet(store, workbook(book, rows))
    assert claims(sheet) == {"C5": True, "D5": True, "C8": True, "D8": False}
    assert [claim.subject for claim in sheet.claims][::2] == ["CROWN PCN", "ASCENT PCN"]


def test_a_total_is_kept_with_its_cell_and_the_rows_it_covers(store: db.DataFile, book: Path) -> None:
    imported(store, plan(book, *LUTON, ["Luton total", None, 31, 27, 4, 6]))
    stated = one(store, "stated_figure", cell="C6")
    wanted = {"measure": "allocation", "rule": "total", "first_row": 4, "last_row": 5, "value": 3100, "place": "Luton"}
    assert {name: stated[name] for name in wanted} == wanted


def test_a_total_over_a_refused_row_is_not_judged(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, plan(book, *LUTON, ["Luton", "Nobody", 1, 1, 1, 1], ["Total", None, 31, 28, 5, 7]))
    assert set(claims(sheet).values()) == {None}
    assert [row for row in sheet.rows if row.kind == "stated_figure"] == []
