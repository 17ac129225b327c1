"""The paper on estates: schemes by stage, what slips, money that adds up, and what is about to end."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.computed.tables import table as computed
from blmk_desktop.errors import UserError
from blmk_desktop.papers.model import Bars
from tests.blmk_desktop.papers.contents.reading import cell, grid, rows, said_by, with_notes, words


def test_schemes_are_counted_by_stage_and_place(example: Path) -> None:
    table = grid(said_by(example, "estates"), "Schemes by stage and place")
    lines, whole = rows(table), rows(table, "total")[0]
    assert [row[0] for row in lines][:3] == ["Idea", "PID", "OBC"]
    assert [sum(int(row[at]) for row in lines) for at in range(1, 7)] == [int(one) for one in whole[1:7]]
    assert whole[6] == "30"


def test_schemes_past_their_day_are_told_the_longest_late_first(example: Path) -> None:
    found = said_by(example, "estates")
    late = rows(grid(found, "Schemes past the day"))
    assert [(row[0], row[3], row[4]) for row in late] == [
        ("Biddenham Primary Care Home Hub", "31/03/2021", "618"),
        ("Wootton Healthy Living Centre", "31/03/2022", "253"),
        ("Meadow Lane Surgery (example)", "30/09/2022", "70"),
    ]
    assert "3 schemes are past their day of completion." in words(found)


def test_money_by_year_is_that_of_the_computed_table(example: Path) -> None:
    table = grid(said_by(example, "estates"), "Money for schemes by financial year")
    with db.open_file(example, read_only=True) as store, store.reading() as connection:
        other = computed(connection, "estates-by-year", as_at="2022-12-09")
    at = [field.name for field in other.fields].index("budget")
    assert [row.cells[3].value for row in table.rows] == [*(row[at] for row in other.rows), other.total[at]]
    assert cell(table, "2020/21", "Headroom").text == "(32,000)"
    assert cell(table, "2022/23", "Spent to date").text == "633,000+"


def test_money_by_fund_adds_up_both_ways(example: Path) -> None:
    table = grid(said_by(example, "estates"), "Revised budgets by fund")
    for row in table.rows:
        *years, whole = (one.value or 0 for one in row.cells[1:])
        assert sum(years) == whole
    lines, total = [row for row in table.rows if row.kind == "line"], table.rows[-1]
    for at in range(1, len(table.columns)):
        assert sum(row.cells[at].value or 0 for row in lines) == total.cells[at].value


def test_a_wrong_total_of_a_fund_has_a_footnote_in_its_year(example: Path) -> None:
    table = grid(with_notes(example, "estates"), "Revised budgets by fund")
    (note,) = cell(table, "ETTF", "2019/20").notes
    assert "the sum of the wrong column" in note
    assert note.endswith("Not yet looked at.")
    assert not cell(table, "Improvement grants", "2022/23").notes


def test_the_chart_says_its_figures_in_words(example: Path) -> None:
    chart = next(one for one in said_by(example, "estates").blocks if isinstance(one, Bars))
    assert chart.categories[0] == "2019/20"
    assert "2019/20 £3,005,900" in chart.alt


def test_moves_are_those_since_the_meeting_before(example: Path) -> None:
    found = said_by(example, "estates")
    assert [row[:3] for row in rows(grid(found, "Money moved since 27/09/2022"))] == [["M3", "14/11/2022", "120,000"]]
    later = said_by(example, "estates", "2023-03-17", on="2023-03-17")
    assert "No money was moved between schemes, funds or years since 09/12/2022." in words(later)


def test_an_agreement_about_to_lapse_says_in_how_many_days(example: Path) -> None:
    shown = cell(grid(said_by(example, "estates", "2026-06-01"), "S106 agreements"), "S106/EXAMPLE/1", "To be spent by")
    assert (shown.text, shown.tone) == ("31/03/2027\nin 303 days", "amber")
    lapsed = cell(
        grid(said_by(example, "estates", "2027-04-01"), "S106 agreements"), "S106/EXAMPLE/1", "To be spent by"
    )
    assert (lapsed.text, lapsed.tone) == ("31/03/2027\nlapsed", "red")
    assert (
        grid(said_by(example, "estates"), "S106 agreements").remark == "None with money unspent lapses within a year."
    )


def test_schemes_under_way_leave_out_those_that_ended(example: Path) -> None:
    found = said_by(example, "estates")
    names = [row[0] for row in rows(grid(found, "Schemes under way"))]
    assert len(names) == 21
    assert "Kingsway" not in names
    assert [
        row[0] for row in rows(grid(said_by(example, "estates", "2021-06-01", on="2021-06-01"), "Schemes complete"))
    ] == [
        "Kingsway",
        "Red House",
    ]


def test_its_cover_knows_money_and_risks(example: Path) -> None:
    known = said_by(example, "estates").known
    assert known.risks[0] == "PC-03, 20 (extreme): new staff of networks have nowhere to work"
    assert known.finance[0] == "2019/20: £3,005,900 for 6 funding lines."
    assert "over-committed by £32,000" in known.finance[1]


def test_a_file_without_schemes_says_what_to_import(tmp_path: Path) -> None:
    db.create_file(tmp_path / "empty.blmk").close()
    with pytest.raises(UserError, match="There are no schemes yet"):
        said_by(tmp_path / "empty.blmk", "estates")
