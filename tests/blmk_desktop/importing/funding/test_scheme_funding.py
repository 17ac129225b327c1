"""What schemes get from a fund, as papers print it: lines, revisions as moves, envelopes, totals, funds by year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import db
from blmk_desktop import changes
from blmk_desktop.importing.proposal import SheetProposal
from blmk_desktop.rules.funding import Budget, LineKey, Move, budgets
from tests.blmk_desktop.importing.building import (
    Rows,
    claims,
    content,
    imported,
    one,
    only_sheet,
    proposed,
    refusal,
    refusals,
    workbook,
)

HEADINGS = ("Scheme", "Value", "Position update", "Revised budget for 2019/20")
LATER = ("Scheme", "Value", "Comments")
THIS_YEAR: Rows = [
    HEADINGS,
    ["Elm Surgery", "£502,000", "Luton estates scheme. Reallocated into the next year.", "£0"],
    ["Oak Surgery", 1_425_900, "On track", 1_425_900],
    ["Total", None, None, "£1,927,900"],
]
NEXT_YEAR: Rows = [
    ["£1.2m ETTF funding is available to the area in 2020/21"],
    [],
    LATER,
    ["Elm Surgery", 502_000, "Moved from 2019/20"],
    ["Ash Surgery", 730_000, "Extension of a surgery"],
    ["Total", 1_232_000, "Slightly over"],
]
BOTH = {"ETTF 2019-20": THIS_YEAR, "ETTF 2020-21": NEXT_YEAR}


def records(sheet: SheetProposal, kind: str) -> list[dict[str, object]]:
    return [row.after for row in sheet.rows if row.kind == kind and row.status == "added"]


def moves(store: db.DataFile) -> list[tuple[object, ...]]:
    """Number, amount, from year, to year of every move."""
    rows = content(store)["funding_move"]
    return [(row[0], row[2], row[5], row[8]) for row in rows]


def originals(store: db.DataFile) -> dict[tuple[object, object], object]:
    return {(row[0], row[2]): row[3] for row in content(store)["funding_line"]}


def test_money_that_another_year_names_is_one_move(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, BOTH))
    assert moves(store) == [("M1", 50_200_000, "2019/20", "2020/21")]
    assert originals(store)["Elm Surgery", "2019/20"] == 50_200_000
    assert originals(store)["Elm Surgery", "2020/21"] == 0
    assert one(store, "funding_move")["on"] == "2020-03-31"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_years_may_come_in_two_files_in_any_order(store: db.DataFile, tmp_path: Path, order: Sequence[int]) -> None:
    """The move is one, whichever file comes first, and each file imported again changes nothing."""
    files = [
        workbook(tmp_path / "this.xlsx", {"ETTF 2019-20": THIS_YEAR}),
        workbook(tmp_path / "next.xlsx", {"ETTF 2020-21": NEXT_YEAR}),
    ]
    for at in order:
        imported(store, files[at])
    assert moves(store) == [("M1", 50_200_000, "2019/20", "2020/21")]
    assert originals(store)["Elm Surgery", "2020/21"] == 0
    assert [imported(store, files[at]) for at in order] == [None, None]


def test_importing_it_again_changes_nothing(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, BOTH))
    before = content(store)
    assert imported(store, book) is None
    assert content(store) == before


def test_an_import_can_be_taken_back(store: db.DataFile, book: Path) -> None:
    before = content(store)["funding_line"]
    imported(store, workbook(book, BOTH))
    changes.undo(store)
    assert content(store)["funding_line"] == before
    assert not content(store)["scheme"]


def test_a_revision_that_no_year_answers_is_new_money_or_given_back(store: db.DataFile, book: Path) -> None:
    rows = [HEADINGS, ["Elm", 500, "Agreed to increase", 850], ["Oak", 900, "Less is needed", 700]]
    sheet = only_sheet(store, workbook(book, {"ETTF 2019-20": rows}))
    found = {row["amount"]: (row.get("from_scheme"), row.get("to_scheme")) for row in records(sheet, "funding_move")}
    assert found == {35_000: (None, "Elm"), 20_000: ("Oak", None)}
    assert any("Oak: £200 of 2019/20 given back" in note for note in sheet.notes)


def test_the_same_amount_without_a_word_of_moving_is_no_move_between_years(store: db.DataFile, book: Path) -> None:
    this = [HEADINGS, ["Elm", 500, "Not needed", 0]]
    later = [LATER, ["Elm", 500, "A new project"]]
    imported(store, workbook(book, {"ETTF 2019-20": this, "ETTF 2020-21": later}))
    assert moves(store) == [("M1", 50_000, "2019/20", None)]
    assert originals(store)["Elm", "2020/21"] == 50_000


def test_a_move_may_be_dated_by_the_user(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, BOTH), as_at="2019-11-30")
    assert one(store, "funding_move")["on"] == "2019-11-30"


def test_a_total_of_the_wrong_column_is_said_in_the_preview(store: db.DataFile, book: Path) -> None:
    first, second = proposed(store, workbook(book, BOTH)).sheets()
    assert claims(first) == {"D4": False}
    (claim,) = first.claims
    assert (claim.printed, claim.computed) == ("£1,927,900", "£1,425,900")
    assert claim.why == "it is the sum of another column: original value"
    assert claims(second) == {"B6": True}


def test_every_printed_figure_is_kept_as_a_claim_with_its_cell(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, BOTH))
    total = one(store, "stated_funding", cell="D4")
    assert (total["rule"], total["measure"], total["value"]) == ("total", "revised", 192_790_000)
    assert (total["first_row"], total["last_row"]) == (2, 3)
    moved = one(store, "stated_funding", sheet="ETTF 2020-21", cell="B4")
    assert (moved["measure"], moved["rule"], moved["value"]) == ("original", "line", 50_200_000)


def test_the_sentence_above_the_table_is_the_envelope(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, BOTH))
    found = one(store, "fund_envelope")
    assert (found["fund"], found["year"], found["amount"]) == ("ETTF", "2020/21", 120_000_000)
    assert found["cell"] == "ETTF 2020-21!A1"


def test_fund_place_and_kind_come_from_words(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, BOTH))
    assert one(store, "fund")["kind"] == "ETTF"
    assert one(store, "scheme", name="Elm Surgery")["place"] == "Luton"
    assert one(store, "scheme", name="Ash Surgery")["kind"] == "extension"


def test_columns_may_name_fund_and_year_and_what_is_spent(store: db.DataFile, book: Path) -> None:
    headings = ("Project", "Fund", "Financial year", "Allocated", "Revised", "Spend to date", "Forecast outturn")
    rows = [
        headings,
        ["Elm", "S106", "2022/23", 100, 120, 60, 120],
        ["Elm", "Council grant", "2023/24", 50, 50, None, None],
    ]
    imported(store, workbook(book, {"Money": rows}))
    line = one(store, "funding_line", fund="S106")
    assert (line["year"], line["original"], line["spent"], line["forecast"]) == ("2022/23", 10_000, 6_000, 12_000)
    assert {row[1] for row in content(store)["fund"]} == {"S106", "other"}


def test_money_in_thousands_is_read_as_pounds(store: db.DataFile, book: Path) -> None:
    rows = [("Scheme", "Value (£000)", "Comments"), ["Elm", 502, "On track"]]
    sheet = only_sheet(store, workbook(book, {"ETTF 2020-21": rows}))
    assert records(sheet, "funding_line")[0]["original"] == 50_200_000


def test_a_figure_that_is_none_is_refused_by_its_cell(store: db.DataFile, book: Path) -> None:
    rows = [LATER, ["Elm", "to follow soon", ""], ["Oak", 5, ""]]
    sheet = only_sheet(store, workbook(book, {"ETTF 2020-21": rows}))
    assert list(refusals(sheet)) == ["B2"]
    assert [row["scheme"] for row in records(sheet, "funding_line")] == ["Oak"]


def test_a_scheme_on_two_rows_with_different_money_is_refused(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, {"ETTF 2020-21": [LATER, ["Elm", 5, "one"], ["ELM", 6, "two"]]}))
    assert set(refusals(sheet)) == {"B2", "B3"}


def test_a_table_that_names_no_fund_or_year_says_what_is_missing(store: db.DataFile, book: Path) -> None:
    rows = [LATER, ["Elm", 5, ""]]
    assert "does not say which fund pays" in refusal(only_sheet(store, workbook(book, {"Capital": rows}))).why
    assert "--year 2022/23" in refusal(only_sheet(store, workbook(book, {"ETTF": rows}))).why
    assert not only_sheet(store, book, year="2021/22").refused


def test_a_later_edition_takes_away_what_it_no_longer_has(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, BOTH))
    without = [THIS_YEAR[0], [*THIS_YEAR[1][:3], "£502,000"], *THIS_YEAR[2:]]
    imported(store, workbook(book, {"ETTF 2019-20": without, "ETTF 2020-21": NEXT_YEAR}))
    assert moves(store) == []
    assert originals(store)["Elm Surgery", "2020/21"] == 50_200_000


def test_the_fund_of_the_file_is_known_by_its_kind(store: db.DataFile, book: Path) -> None:
    ids = changes.new_records()
    fund = changes.Change("fund", next(ids), None, {"name": "NHS England capital", "kind": "ETTF"})
    changes.commit(store, [fund], what="Set up a test")
    imported(store, workbook(book, BOTH))
    assert {row[1] for row in content(store)["funding_line"]} == {"NHS England capital"}


ALLOCATIONS: Rows = [
    ["All three boroughs", "19/20 allocation", "20/21 ring-fenced allocation"],
    ["Resilience", "£130,334", "£138,480"],
    ["Retention", "£206,880", None],
    ["Total", "£337,214", "£138,490"],
]


def test_what_funds_have_in_each_year(store: db.DataFile, book: Path) -> None:
    (sheet,) = proposed(store, workbook(book, {"GPFV allocations": ALLOCATIONS})).sheets()
    assert sheet.form == "fund-allocations"
    found = {(row["fund"], row["year"]): row["amount"] for row in records(sheet, "fund_envelope")}
    assert found == {
        ("Resilience", "2019/20"): 13_033_400,
        ("Resilience", "2020/21"): 13_848_000,
        ("Retention", "2019/20"): 20_688_000,
    }
    assert claims(sheet) == {"B4": True, "C4": False}
    assert {row["kind"] for row in records(sheet, "fund")} == {"revenue"}


def test_allocations_again_change_nothing_and_an_edition_may_have_fewer(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, {"GPFV allocations": ALLOCATIONS}))
    assert imported(store, book) is None


def test_allocations_of_networks_are_a_plan_as_before(store: db.DataFile, book: Path) -> None:
    rows = [["PCN", "Allocation 22/23", "Forecast spend 22/23"], ["Crown", "£130,334", "£120,000"]]
    assert only_sheet(store, workbook(book, {"PCN plan": rows})).form == "pcn-workforce-plans"


def test_the_published_schemes(store: db.DataFile, shared: Path) -> None:
    """2019/20 is 3,157,900 by value and 3,005,900 as revised; Kingsway's money moves once."""
    path = shared / "inputs" / "estates-schemes.xlsx"
    sheets = {sheet.sheet: sheet for sheet in proposed(store, path).sheets()}
    assert [claim.computed for claim in sheets["ETTF 2019-20"].claims] == ["£3,005,900"]
    assert not [refused for sheet in sheets.values() for refused in sheet.refused]
    imported(store, path)
    assert moves(store) == [("M1", 50_200_000, "2019/20", "2020/21"), ("M2", 35_000_000, None, "2019/20")]
    lines = originals(store)
    assert sum(int(str(value)) for (_, year), value in lines.items() if year == "2019/20") == 315_790_000
    assert imported(store, path) is None


def test_the_published_streams(store: db.DataFile, shared: Path) -> None:
    sheets = {
        sheet.sheet: sheet for sheet in proposed(store, shared / "inputs" / "funding-streams-2019-21.xlsx").sheets()
    }
    assert claims(sheets["GPFV allocations"]) == {"B7": True, "C7": True}


def test_a_year_said_by_the_user_is_for_sheets_that_name_none(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, BOTH), year="2022/23")
    assert {year for _, year in originals(store)} == {"2019/20", "2020/21"}


def test_another_table_below_is_never_read_as_part_of_the_first(store: db.DataFile, book: Path) -> None:
    rows = [LATER, ["Elm", 5, ""], [], ["2021/22"], LATER, ["Oak", 6, ""]]
    sheet = only_sheet(store, workbook(book, {"ETTF 2020-21": rows}))
    assert "another table begins on row 5; it is taken for ETTF 2021/22" in sheet.notes
    assert {(row["scheme"], row["year"]) for row in records(sheet, "funding_line")} == {
        ("Elm", "2020/21"),
        ("Oak", "2021/22"),
    }


def test_figures_of_no_scheme_are_refused_and_the_total_is_not_judged(store: db.DataFile, book: Path) -> None:
    rows = [LATER, ["Elm", 5, ""], [None, 7, ""], ["Total", 12, ""]]
    sheet = only_sheet(store, workbook(book, {"ETTF 2020-21": rows}))
    assert list(refusals(sheet)) == ["B3"]
    assert claims(sheet) == {"B4": None}


def test_subtotals_and_a_grand_total_each_stand_under_their_own(store: db.DataFile, book: Path) -> None:
    rows = [LATER, ["Elm", 5, ""], ["Subtotal", 5, ""], ["Oak", 6, ""], ["Subtotal", 6, ""], ["Grand total", 11, ""]]
    assert claims(only_sheet(store, workbook(book, {"ETTF 2020-21": rows}))) == {"B3": True, "B5": True, "B6": True}


def test_schemes_without_an_amount_are_told_of(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, {"ETTF 2020-21": [LATER, ["Elm", "TBC", ""], ["Oak", 5, ""]]}))
    assert "left out, since no amount stands there: Elm (ETTF 2020-21!A2)" in sheet.notes


YEARS: Rows = [
    ["ETTF programme"],
    ["Project", "2019/20", "Revised 2019/20", "2020/21", "Comments"],
    ["Elm", 500, 0, 500, "Slipped into 2020/21"],
    ["Oak", 200, 200, None, ""],
    ["Total", 700, 700, 500, ""],
]


def test_a_column_for_each_year_is_read_as_its_year(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, {"Capital": YEARS}))
    assert claims(sheet) == {"B5": True, "C5": False, "D5": True}
    imported(store, book)
    assert originals(store) == {("Elm", "2019/20"): 50_000, ("Elm", "2020/21"): 0, ("Oak", "2019/20"): 20_000}
    assert moves(store) == [("M1", 50_000, "2019/20", "2020/21")]
    assert one(store, "stated_funding", cell="C5")["year"] == "2019/20"
    assert imported(store, book) is None


def test_schemes_without_years_or_fund_are_no_funding(store: db.DataFile, book: Path) -> None:
    rows = [("Project", "Rooms 2019/20", "Rooms 2020/21"), ["Elm", 5, 6]]
    assert only_sheet(store, workbook(book, {"Rooms": rows})).form != "scheme-funding"


AMOUNTS = st.integers(0, 4)  # few, so that amounts of two years often agree
WORDS = st.sampled_from(["On track", "Reallocated to the next year", "Slipped", ""])
LINES = st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, WORDS, WORDS), min_size=1, max_size=5)


@given(rows=LINES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_moves_every_line_has_the_budget_that_is_printed(
    store: db.DataFile, book: Path, rows: list[tuple[int, int, int, str, str]]
) -> None:
    """Of two years, the first with revised budgets: original and moves always make what stands there."""
    this: list[Sequence[object]] = [HEADINGS]
    later: list[Sequence[object]] = [LATER]
    printed: dict[LineKey, int] = {}
    for at, (value, revised, following, why, note) in enumerate(rows):
        name = f"Scheme {at}"
        this.append([name, value, why, revised])
        later.append([name, following, note])
        printed |= {(name, "ETTF", "2019/20"): revised * 100, (name, "ETTF", "2020/21"): following * 100}
    found = proposed(store, workbook(book, {"ETTF 2019-20": this, "ETTF 2020-21": later})).sheets()
    assert {key: one.now for key, one in _budgets(found).items()} == printed


def _budgets(sheets: Sequence[SheetProposal]) -> dict[LineKey, Budget]:
    lines = [row for sheet in sheets for row in records(sheet, "funding_line")]
    moved = [row for sheet in sheets for row in records(sheet, "funding_move")]
    originals = {_key(row, ""): int(str(row["original"])) for row in lines}
    return budgets(
        {key: value for key, value in originals.items() if key},
        [Move(str(row["number"]), "", int(str(row["amount"])), _key(row, "from_"), _key(row, "to_")) for row in moved],
    )


def _key(row: dict[str, object], end: str) -> LineKey | None:
    parts = [row.get(f"{end}{name}") for name in ("scheme", "fund", "year")]
    return (str(parts[0]), str(parts[1]), str(parts[2])) if all(parts) else None
