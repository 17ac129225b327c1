"""Funding streams set out flat, under the headings of others: a row for each stream, area and year."""

from __future__ import annotations

from pathlib import Path

import db
from tests.blmk_desktop.importing.building import Rows, content, imported, one, only_sheet, refusals, workbook

LONG: Rows = [
    ["Funding stream", "Place", "Financial year", "R/NR", "Allocation £000", "Spent £000", "Ring-fenced"],
    ["Resilience", "Elm CCG", "2024/25", "R", 10, 2, "Yes"],
    ["Resilience", "Ash CCG", "2024/25", "R", 4, None, None],
    ["Retention", "Ash CCG", "2025/26", "NR", 7.5, 1, "No"],
    ["Total", None, None, None, 21.5, 3, None],
]


def test_every_amount_is_an_envelope_and_its_stream_a_fund(store: db.DataFile, book: Path) -> None:
    path = workbook(book, {"Streams": LONG})
    sheet = only_sheet(store, path)
    assert sheet.form == "fund-envelopes"
    assert not sheet.refused
    assert "2 new funds: Resilience and Retention" in sheet.notes
    imported(store, path)
    elm = one(store, "fund_envelope", area="Elm CCG")
    assert (elm["fund"], elm["amount"], elm["spent"], elm["ring_fenced"]) == ("Resilience", 1_000_000, 200_000, 1)
    assert one(store, "fund_envelope", fund="Retention")["amount"] == 750_000
    fund = one(store, "fund", name="Retention")
    assert (fund["kind"], fund["recurrence"]) == ("revenue", "non-recurrent")
    assert imported(store, path) is None


def test_years_may_stand_across(store: db.DataFile, book: Path) -> None:
    rows: Rows = [
        ["Funding streams £"],
        ["Programme", "Stream", "Area", "2024/25", "2025/26"],
        ["GPFV", "Resilience", "Elm CCG", 1_000, "-"],
        ["Training", "Retention", "Ash CCG", 2_000, 4],
    ]
    imported(store, workbook(book, {"Streams": rows}))
    found = {(row[0], row[1]): row[2] for row in content(store)["fund_envelope"]}
    assert found["Resilience", "2024/25"] == 100_000
    assert found["Resilience", "2025/26"] == 0
    assert found["Retention", "2025/26"] == 400
    assert one(store, "fund", name="Retention")["programme"] == "Training"


def test_an_amount_beside_that_is_none_is_refused_by_its_cell(store: db.DataFile, book: Path) -> None:
    rows: Rows = [LONG[0], ["Resilience", "Elm CCG", "2024/25", "R", 10, "some", "Yes"]]
    assert set(refusals(only_sheet(store, workbook(book, {"Streams": rows})))) == {"F2"}


def test_our_own_table_of_envelopes_is_read_as_it_stands(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, {"Streams": LONG}))
    rows: Rows = [["Fund", "Financial year", "Area", "Envelope"], ["Retention", "2025/26", "Ash CCG", 8]]
    imported(store, workbook(book.with_name("own.xlsx"), {"Fund envelopes": rows}))
    assert one(store, "fund_envelope", fund="Retention")["amount"] == 800
