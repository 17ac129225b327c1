"""Item 9 of December 2022 made again: both tables by one sign rule, with reasons, and a footnote where it was wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

import db
from blmk_desktop import seeding
from blmk_desktop.check import check
from blmk_desktop.errors import UserError
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.papers.catalogue import Asked, choices, content
from blmk_desktop.papers.making import make
from blmk_desktop.papers.model import Bars, Grid, Paper, Row, Text
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.claims import agrees
from tests.blmk_desktop import finance_example
from tests.blmk_desktop.importing.building import workbook
from tests.blmk_desktop.papers.contents.reading import printed_otherwise

ASKED = Asked("finance", "2022-12-09")


@pytest.fixture(scope="module")
def paper(example: Path) -> Paper:
    """The paper from the example data."""
    with db.open_file(example, read_only=True) as file:
        return made(file)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    """A file with reference data and nothing else."""
    with db.create_file(tmp_path / "finance.blmk") as file:
        seeding.load_reference(file)
        yield file


def made(store: db.DataFile, asked: Asked = ASKED) -> Paper:
    """The paper without its cover."""
    with store.reading() as connection:
        return make(connection, asked, check(connection), cover=False)


def give(store: db.DataFile, folder: Path, title: str = finance_example.TITLE, name: str = "report.xlsx") -> None:
    """Import a small report of Elm CCG."""
    rows = finance_example.report(title=title)
    apply(store, propose(store, [workbook(folder / name, rows)]), accept_valid=True)


def row(paper: Paper, label: str, table: int = 0) -> Row:
    """The first row of a table that begins with a label."""
    grids = [block for block in paper.blocks if isinstance(block, Grid)]
    return next(one for one in grids[table].rows if one.cells[0].text == label)


def texts(paper: Paper, label: str, table: int = 0) -> list[str]:
    """What a row says."""
    return [cell.text for cell in row(paper, label, table).cells[1:]]


def test_delegated_spend_stands_in_thousands_with_adverse_variances_in_brackets(paper: Paper) -> None:
    premises = ["3,006", "3,126", "(120)", "(4.0)", "Red", "8,981", "9,216", "(235)", "(2.6)", "Red"]
    assert texts(paper, "Premises") == premises
    total = ["39,740", "39,357", "383", "1.0", "Green", "122,214", "122,248", "(34)", "0.0", "Green"]
    assert texts(paper, "Total delegated") == total


def test_other_primary_care_is_a_table_of_its_own(paper: Paper) -> None:
    total = ["38,046", "39,443", "(1,397)", "(3.7)", "Red", "113,366", "115,386", "(2,020)", "(1.8)", "Amber"]
    assert texts(paper, "Total other primary care", 1) == total
    assert texts(paper, "All primary care", 2)[2] == "(1,014)"


def test_a_lost_sign_is_told_at_its_own_period(paper: Paper) -> None:
    cells = row(paper, "Reserves").cells
    assert [cells[4].text, cells[9].text] == ["(936.9)", "(434.1)"]
    assert ["936.9%" in " ".join(cells[at].notes) for at in (4, 9)] == [True, False]
    assert ["434.1%" in " ".join(cells[at].notes) for at in (4, 9)] == [False, True]


def test_a_line_that_is_shown_apart_again_has_its_footnotes_there_too(paper: Paper) -> None:
    table = next(block for block in paper.blocks if isinstance(block, Grid))
    first, again = (one for one in table.rows if one.cells[0].text == "Reserves")
    assert [cell.notes for cell in again.cells] == [cell.notes for cell in first.cells]
    assert any(cell.notes for cell in again.cells)


def test_a_percentage_that_the_paper_left_blank_is_worked_out(paper: Paper) -> None:
    to_date, full_year = (row(paper, "Prescribing and Drugs", 1).cells[at] for at in (4, 9))
    assert to_date.text == "(5.5)"
    assert "no variance as a percentage is printed" in " ".join(to_date.notes)
    assert full_year.notes == ()


def test_every_printed_figure_is_in_the_paper_alike_or_with_a_footnote(paper: Paper, example: Path) -> None:
    rows = []
    with db.open_file(example, read_only=True) as file, file.reading() as connection:
        for kind in ("budget_figure", "stated_budget"):
            table = TABLES[kind]
            rows += list(connection.execute(select(table).where(table.c.source == "delegated-finance-2022-09.xlsx")))
    assert len(rows) > 130
    assert printed_otherwise(paper.blocks, rows, agrees) == []


def test_what_rests_on_an_estimate_says_so(paper: Paper) -> None:
    notes = " ".join(row(paper, "Prescribing and Drugs", 1).cells[7].notes)
    assert "Prescribing and Drugs: two months in arrears." in notes


def test_what_strays_has_its_reason(paper: Paper) -> None:
    reasons = [block for block in paper.blocks if isinstance(block, Grid)][-1]
    assert [one.cells[0].text for one in reasons.rows] == ["Premises", "Prescribing and Drugs"]
    assert reasons.rows[0].cells[3].text.startswith("Rent reviews")


def test_the_chart_has_what_is_most_over_first(paper: Paper) -> None:
    (chart,) = (block for block in paper.blocks if isinstance(block, Bars))
    assert (chart.categories[0], chart.series[0][1][0]) == ("Prescribing and Drugs", -2_566_000_00)
    assert "Prescribing and Drugs (£2,566,000)" in chart.alt


def test_a_red_line_that_nobody_explains_stands_in_the_way(store: db.DataFile, tmp_path: Path) -> None:
    give(store, tmp_path)
    paper = made(store)
    assert {found.rule for found in paper.questions} == {"red-unexplained"}
    reasons = [block for block in paper.blocks if isinstance(block, Grid)][-1]
    assert [one.cells[3].text for one in reasons.rows] == ["Nobody has said why yet."]


def test_other_months_do_not_concern_it(store: db.DataFile, tmp_path: Path) -> None:
    give(store, tmp_path)
    give(store, tmp_path, "Elm CCG - position as at 31 August 2022 (month 5)", "august.xlsx")
    found = made(store).questions
    assert {one.about[1] for one in found} == {"Elm CCG|Premises|2022/23|6"}
    august = made(store, Asked("finance", "2022-12-09", of="Elm CCG, August 2022 (M05)"))
    assert {one.about[1] for one in august.questions} == {"Elm CCG|Premises|2022/23|5"}


def test_the_usual_month_is_the_last_that_had_ended(store: db.DataFile, tmp_path: Path) -> None:
    give(store, tmp_path)
    give(store, tmp_path, "Elm CCG - position as at 31 August 2022 (month 5)", "august.xlsx")
    said = {}
    for day in ("2022-09-29", "2022-09-30"):
        with store.reading() as connection:
            said[day] = choices(connection, Asked("finance", day))[0]
    assert said == {"2022-09-29": "Elm CCG, August 2022 (M05)", "2022-09-30": "Elm CCG, September 2022 (M06)"}
    with pytest.raises(UserError, match="By 30/06/2022 no month had ended"):
        made(store, Asked("finance", "2022-06-30"))


def test_an_area_may_be_named_alone(store: db.DataFile, tmp_path: Path) -> None:
    give(store, tmp_path)
    paper = made(store, Asked("finance", "2022-12-09", of="Elm CCG"))
    assert paper.title == "Delegated primary care finance report, September 2022"
    with pytest.raises(UserError, match=r"There are no figures of 'Oak CCG'. There are: Elm CCG, September 2022"):
        made(store, Asked("finance", "2022-12-09", of="Oak CCG"))


def test_it_says_where_rounded_figures_may_not_add_up(paper: Paper, example: Path) -> None:
    with db.open_file(example, read_only=True) as file:
        rounded = made(file, Asked("finance", "2022-12-09", "Example area (made up), June 2022 (M03)"))
    remarks = [next(block.remark for block in one.blocks if isinstance(block, Grid)) for one in (paper, rounded)]
    assert ["rounded" in remark for remark in remarks] == [False, True]


def test_it_says_which_months_it_covers(paper: Paper) -> None:
    told = [block.text for block in paper.blocks if isinstance(block, Text)]
    assert told[0] == "The position of BLMK from 01/07/2022 to 30/09/2022, with the forecast to 31/03/2023."


def test_the_cover_can_say_what_the_position_is(example: Path) -> None:
    with db.open_file(example, read_only=True) as file, file.reading() as connection:
        known = content(connection, ASKED).known
    points = " ".join(known.key_points)
    assert "Delegated: £383,000 under plan to date (1.0%), and forecast £34,000 over plan for the year" in points
    assert "Apart from reserves and the like, delegated spend is forecast £581,000 over plan." in points
    assert "Premises (£235,000 over plan) and Prescribing and Drugs (£2,566,000 over plan) are red." in points
    assert known.accurate_on == "2022-09-30"
    assert [risk.partition(",")[0] for risk in known.risks] == ["PC-08", "PC-02"]
