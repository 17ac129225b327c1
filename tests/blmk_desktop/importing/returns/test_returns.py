"""A plan that a network returned is known by what it carries, read by its words, and taken whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import db
from blmk_desktop.importing.proposal import FileProposal
from blmk_desktop.templates.marker import MARKER_SHEET
from blmk_desktop.templates.plan_layout import BALANCE, CODE, PLAN, TOTAL_COST, YEAR
from tests.blmk_desktop.importing.building import content, imported, one, proposed, refusals
from tests.blmk_desktop.importing.returns.plan_forms import (
    CROWN,
    HEAD,
    PARAMEDIC,
    PHARMACIST,
    Edit,
    marker,
    plan_form,
    with_,
)


def returned(store: db.DataFile, path: Path, **options: object) -> FileProposal:
    """What importing one return would do."""
    (file,) = proposed(store, path, **options).files
    return file


def told(store: db.DataFile, path: Path, **options: object) -> dict[str, str]:
    """What is refused of one return: cell to why."""
    (sheet,) = returned(store, path, **options).sheets
    return refusals(sheet)


def test_every_figure_of_a_return_arrives(store: db.DataFile, book: Path) -> None:
    imported(store, plan_form(book, PHARMACIST, PARAMEDIC))
    source = "from the post.xlsx"
    pharmacist = (1, "Clinical Pharmacist", "Lead", 100, "2022-07-01", None, None, None, source, "Plan!A13")
    paramedic = (2, "Paramedic", None, 80, None, "2022-12-31", 4_100_000, "maternity cover", source, "Plan!A14")
    plan = ("2022/23 final", CROWN)
    assert content(store)["plan_line"] == [(*plan, *pharmacist), (*plan, *paramedic)]
    status = one(store, "plan_return")
    assert (status["round"], status["pcn"], status["status"]) == ("2022/23 final", CROWN, "received")
    assert status["received"] is not None
    assert status["source"] == "from the post.xlsx"
    assert one(store, "plan_round")["stage"] == "final"


def test_importing_a_return_again_changes_nothing_whatever_it_is_called(store: db.DataFile, book: Path) -> None:
    path = plan_form(book, PHARMACIST, PARAMEDIC)
    imported(store, path)
    assert imported(store, path) is None
    assert imported(store, path.rename(path.with_name("renamed.xlsx"))) is None


def insert_rows_and_columns(book: openpyxl.Workbook) -> None:
    page = book[PLAN]
    page.insert_rows(1, 3)
    page.insert_cols(3, 2)
    page.insert_rows(HEAD + 3 + 2, 4)
    page.column_dimensions["B"].width = 60


def rename_and_add(book: openpyxl.Workbook) -> None:
    book[PLAN].title = "Our plan, final FINAL"
    book.create_sheet("Workings", 0).append(["Role", "WTE", "Start date"])


def delete_numbers(book: openpyxl.Workbook) -> None:
    book[PLAN].delete_rows(HEAD + 3, 18)


@pytest.mark.parametrize("edit", [insert_rows_and_columns, rename_and_add, delete_numbers])
def test_a_form_is_read_by_its_words_whatever_was_inserted_or_renamed(
    store: db.DataFile, book: Path, edit: Edit
) -> None:
    file = returned(store, plan_form(book, PHARMACIST, PARAMEDIC, edit=edit))
    (sheet,) = file.sheets
    assert refusals(sheet) == {}
    assert [
        (row.after["role"], row.after["wte"], row.after.get("start"), row.after.get("salary")) for row in sheet.rows
    ] == [
        ("Clinical Pharmacist", 100, "2022-07-01", None),
        ("Paramedic", 80, None, 4_100_000),
    ]


def test_an_inserted_line_gets_the_next_number_that_no_line_of_the_form_has(store: db.DataFile, book: Path) -> None:
    lines = (PHARMACIST, with_(PARAMEDIC, line=None), with_(PHARMACIST, line=3))
    (sheet,) = returned(store, plan_form(book, *lines)).sheets
    assert [row.after["line"] for row in sheet.rows] == [1, 21, 3]


def test_a_second_return_changes_adds_and_removes_lines(store: db.DataFile, book: Path) -> None:
    imported(store, plan_form(book, PHARMACIST, PARAMEDIC))
    later = plan_form(book, with_(PHARMACIST, wte=0.5), with_(PARAMEDIC, line=3))
    (sheet,) = returned(store, later).sheets
    assert [(row.status, row.removes, row.title) for row in sheet.rows] == [
        ("changed", False, f"{CROWN} · Clinical Pharmacist · 1"),
        ("added", False, f"{CROWN} · Paramedic · 3"),
        ("changed", True, f"{CROWN} · Paramedic · 2 (no longer in the plan)"),
    ]
    assert (sheet.rows[0].before["wte"], sheet.rows[0].after["wte"]) == (100, 50)
    imported(store, later)
    assert [line[2] for line in content(store)["plan_line"]] == [1, 3]


WRONG = [
    ("D13", with_(PHARMACIST, wte="one"), "one is not a number: write digits alone, such as 0.8"),
    ("D13", with_(PHARMACIST, wte=-1), "WTE cannot be less than nothing"),
    ("D13", with_(PHARMACIST, wte=0), "WTE must be more than nothing: delete the line if nobody is to be hired"),
    ("D13", with_(PHARMACIST, wte=100), "100.00 WTE on one line is more than a network has: at most 99"),
    ("D13", with_(PHARMACIST, wte=0.333), "WTE has no more than two decimals: 0.53, not 0.533"),
    ("D13", with_(PHARMACIST, wte=1e300), ""),
    ("D13", with_(PHARMACIST, wte=None), "the role has no WTE"),
    ("D13", with_(PHARMACIST, wte="#REF!"), "the cell shows the error #REF!"),
    ("B13", with_(PHARMACIST, role=None), "this line has figures and no role"),
    (
        "B13",
        with_(PHARMACIST, role="Wizard"),
        "no ARRS role is known as 'Wizard'; choose which it is, or add it to the aliases",
    ),
    ("B13", with_(PHARMACIST, role="GP Assistant", start=None), ""),
    (
        "E13",
        with_(PHARMACIST, start="soon"),
        "soon is not a date: write the day first, such as 01/10/2022, or leave the cell blank if in post",
    ),
    (
        "E13",
        with_(PHARMACIST, start="TBC"),
        "write the date, or leave the cell blank: blank means in post when the year began",
    ),
    (
        "E13",
        with_(PHARMACIST, start=44743),
        "44743 is a bare number that may be one of Excel's dates: format it as a date",
    ),
    ("E13", with_(PHARMACIST, start=date(2023, 4, 1)), "starts after 2022/23 has ended (31/03/2023)"),
    ("F13", with_(PHARMACIST, end=date(2022, 6, 30)), "leaves before the start on 01/07/2022"),
    (
        "F13",
        with_(PARAMEDIC, line=1, end=date(2022, 3, 31)),
        "left before 2022/23 began (01/04/2022): delete the line, or correct the date",
    ),
    ("G13", with_(PHARMACIST, salary="plenty"), "plenty is not a number"),
    (
        "G13",
        with_(PHARMACIST, salary=-1),
        "a salary cannot be less than nothing: leave the cell blank if it is not known",
    ),
    (
        "G13",
        with_(PHARMACIST, salary=200_001),
        "£200,001.00 cannot be a year's salary of one WTE: at most £200,000",
    ),
    ("G13", with_(PHARMACIST, salary=38), "£38.00 cannot be a year's salary of one WTE: at least £10,000, or blank"),
    ("E13", with_(PHARMACIST, start=date(1900, 1, 1)), "01/01/1900 is no likely start"),
    ("E13", with_(PHARMACIST, start="10/25/2022"), "10/25/2022 has the month first: write the day first"),
    ("D13", with_(PHARMACIST, wte="80%"), "'80%' is a percentage; WTE is not"),
    ("B13", with_(PHARMACIST, role="x" * 32_000), f"known as '{'x' * 60}'; choose which it is"),
    ("A13", with_(PHARMACIST, line="new"), "new is not a number"),
]


@pytest.mark.parametrize(("cell", "line", "why"), WRONG)
def test_each_cell_that_cannot_be_taken_is_told_with_its_place(
    store: db.DataFile, book: Path, cell: str, line: Sequence[object], why: str
) -> None:
    year = "2021/22" if line[1] == "GP Assistant" else "2022/23"
    found = told(store, plan_form(book, line, carries=marker(year=year)))
    assert list(found) == [cell]
    assert why in found[cell]


def test_an_unknown_role_is_refused_with_the_nearest_known(store: db.DataFile, book: Path) -> None:
    (sheet,) = returned(store, plan_form(book, with_(PHARMACIST, role="Paramedics team lead"))).sheets
    assert "Paramedic" in sheet.refused[0].suggestions
    assert sheet.refused[0].alias_of == "arrs_role"


def test_a_line_number_that_stands_twice_is_refused_on_both_rows(store: db.DataFile, book: Path) -> None:
    found = told(store, plan_form(book, PHARMACIST, with_(PARAMEDIC, line=1)))
    assert list(found) == ["A13", "A14"]
    assert "stands on row 14 too" in found["A13"]


IDENTITIES = [
    ("C2", {"carries": marker("U99999")}, {}, "no network U99999 is in the register"),
    ("C2", {"shows": {CODE: "U64356"}}, {}, "the form was made for"),
    ("C2", {}, {"pcn": "U64356"}, "was asked for"),
    ("C4", {"shows": {YEAR: "2023/24"}}, {}, "the form was made for 2022/23, and this cell says 2023/24"),
    ("C4", {}, {"year": "2023/24"}, "this is the form of 2022/23, and plans of 2023/24 were asked for"),
    ("C5", {}, {"stage": "first draft"}, "this is the form for the final plan, and the first draft was asked for"),
    ("C2", {"carries": marker(version=0)}, {}, "the form is out of date"),
    ("C2", {"carries": marker(version=9)}, {}, "only version 1 can be read here yet"),
]


@pytest.mark.parametrize(("cell", "form", "options", "why"), IDENTITIES)
def test_a_wrong_network_year_stage_or_version_is_told_apart(
    store: db.DataFile, book: Path, cell: str, form: dict[str, object], options: dict[str, object], why: str
) -> None:
    found = told(store, plan_form(book, PHARMACIST, **form), **options)  # type: ignore[arg-type]
    assert list(found) == [cell]
    assert why in found[cell]


def test_a_plan_over_its_allocation_is_refused_at_its_balance_unless_that_is_accepted(
    demo: db.DataFile, book: Path
) -> None:
    path = plan_form(book, with_(PHARMACIST, wte=80, start=None), shows={BALANCE: -1})
    found = told(demo, path)
    assert list(found) == ["C8"]
    assert found["C8"].startswith("the plan costs £4,665,200.00 and the allocation is £")
    assert returned(demo, path, accept_over=True).sent_back is False


def test_a_plan_over_a_cap_is_refused_at_the_last_line_of_its_role(demo: db.DataFile, book: Path) -> None:
    lead = (1, "Digital and Transformation Lead", None, 1, date(2022, 10, 1), None, None, None)
    found = told(demo, plan_form(book, lead, with_(lead, line=2, wte=0.5)))
    assert found == {
        "B14": "the plan comes to 1.50 WTE of Digital and Transformation Lead at once, and a network may claim 1"
    }


def test_roles_that_share_a_cap_are_told_once(demo: db.DataFile, book: Path) -> None:
    lines = [
        (n, f"{role} (Advanced Practitioner)", None, 1.5, None, None, None, None)
        for n, role in enumerate(("Paramedic", "Podiatrist"), 1)
    ]
    assert list(told(demo, plan_form(book, *lines))) == ["B14"]


def test_a_role_of_unknown_cost_is_taken_and_noted(demo: db.DataFile, book: Path) -> None:
    file = returned(demo, plan_form(book, PHARMACIST, (2, "GP Assistant", None, 1, None, None, None, None)))
    assert not file.sent_back
    (note,) = file.sheets[0].notes
    assert note.startswith("the cost of line 2 is not known, at least for some months, and is left out of the total")


def test_what_the_form_worked_out_is_held_against_our_rates(demo: db.DataFile, book: Path) -> None:
    shows = {TOTAL_COST: 43_735.50, BALANCE: "=REF!"}
    path = plan_form(book, (*PHARMACIST, 43_735.50), shows=shows)
    claims = {claim.where: claim.held for claim in returned(demo, path).sheets[0].claims}
    assert claims["Plan!I13"] is False  # 57,318 for three months, 59,312 for six: £43,985.50
    older = plan_form(book, (*PHARMACIST, 43_985.50), shows={TOTAL_COST: 43_985.5})
    claims = {claim.where: claim.held for claim in returned(demo, older).sheets[0].claims}
    assert (claims["Plan!I13"], claims["Plan!C7"]) == (True, True)


def test_a_return_that_cannot_be_taken_is_queried_and_nothing_of_it_is_taken(store: db.DataFile, book: Path) -> None:
    path = plan_form(book, with_(PHARMACIST, wte=-1), PARAMEDIC)
    assert imported(store, path) is not None
    assert content(store)["plan_line"] == []
    status = one(store, "plan_return")
    assert status["status"] == "queried"
    assert status["received"] == status["queried"] is not None
    assert status["query"] == "1 cell cannot be taken, Plan!D13: WTE cannot be less than nothing"
    assert imported(store, path) is None


def test_a_corrected_return_is_received_and_its_query_is_gone(store: db.DataFile, book: Path) -> None:
    imported(store, plan_form(book, with_(PHARMACIST, wte=-1)))
    imported(store, plan_form(book, PHARMACIST))
    status = one(store, "plan_return")
    assert (status["status"], status["query"]) == ("received", None)
    assert status["queried"] is not None


def drop_marker(book: openpyxl.Workbook) -> None:
    del book[MARKER_SHEET]


def test_a_form_without_its_hidden_sheet_is_known_by_its_words(store: db.DataFile, book: Path) -> None:
    file = returned(store, plan_form(book, PHARMACIST, edit=drop_marker))
    assert file.returned is not None
    assert (file.returned.code, file.returned.round, file.sent_back) == (CROWN, "2022/23 final", False)
    assert any("hidden sheet" in note for note in file.sheets[0].notes)


def test_without_hidden_sheet_and_code_it_is_a_return_of_nobody_knows_whom(store: db.DataFile, book: Path) -> None:
    file = returned(store, plan_form(book, PHARMACIST, shows={CODE: None}, edit=drop_marker))
    assert file.sent_back
    assert [refusal.why for refusal in file.refused()] == [
        "neither this cell nor the form's hidden sheet says whose plan it is"
    ]


def test_without_hidden_sheet_and_anything_above_the_table_it_is_no_return(store: db.DataFile, book: Path) -> None:
    def bare(book: openpyxl.Workbook) -> None:
        drop_marker(book)
        book["Plan"].delete_rows(1, 11)

    assert returned(store, plan_form(book, PHARMACIST, edit=bare)).returned is None


def test_two_files_of_one_name_from_two_networks_are_two_sources(store: db.DataFile, tmp_path: Path) -> None:
    for code in (CROWN, "U64356"):
        folder = tmp_path / code
        folder.mkdir()
        imported(store, plan_form(folder / "plan.xlsx", PHARMACIST, carries=marker(code)))
    assert {line[10] for line in content(store)["plan_line"]} == {"plan.xlsx", "plan (U64356).xlsx"}
