"""Item 8.2 of December 2022 made again: the same four tables, our figures, and a footnote where the paper was wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

import db
from blmk_desktop import seeding
from blmk_desktop.changes import Change, commit, new_records
from blmk_desktop.check import check
from blmk_desktop.errors import UserError
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.importing.proposal import Options
from blmk_desktop.papers.catalogue import Asked, choices, content
from blmk_desktop.papers.making import make
from blmk_desktop.papers.model import Bars, Cell, Grid, Paper, Row
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.claims import agrees, is_cut_off
from tests.blmk_desktop.papers.contents.reading import printed_otherwise
from tests.blmk_desktop.summaries.planning import PHARMACIST, give_plan, line

ASKED = Asked("workforce-plans", "2022-12-09")
CROWN = "U35004"


@pytest.fixture
def store(example: Path, tmp_path: Path) -> Iterator[db.DataFile]:
    """A file of one's own with the example data."""
    with db.open_file(Path(shutil.copyfile(example, tmp_path / "example.blmk"))) as file:
        yield file


@pytest.fixture(scope="module")
def paper(example: Path) -> Paper:
    """The paper from the example data."""
    with db.open_file(example, read_only=True) as file:
        return made(file)


def made(store: db.DataFile, asked: Asked = ASKED) -> Paper:
    """The paper without its cover."""
    with store.reading() as connection:
        return make(connection, asked, check(connection), cover=False)


def tables(paper: Paper) -> list[Grid]:
    """The tables, in order."""
    return [block for block in paper.blocks if isinstance(block, Grid)]


def row(grid: Grid, label: str) -> Row:
    """The row that begins with a label."""
    return next(one for one in grid.rows if one.cells[0].text == label)


def texts(grid: Grid, label: str) -> list[str]:
    """What the figures of a row say."""
    return [cell.text for cell in row(grid, label).cells[1:]]


def noted(cell: Cell) -> str:
    """All footnotes of a cell."""
    return " ".join(cell.notes)


def is_alike(printed: int, decimals: int, value: Fraction) -> bool:
    """Whether a figure is what is printed, as exactly as that is; pounds may be cut off."""
    return agrees(printed, decimals, value) or is_cut_off(printed, decimals, value)


def test_the_summary_by_place_has_our_own_figures(paper: Paper) -> None:
    summary = tables(paper)[0]
    assert texts(summary, "Bedford Borough") == ["96.92", "3,163,224", "3,185,050", "(21,826)"]
    assert texts(summary, "Central Bedfordshire") == ["112.07", "4,253,944", "2,892,663", "1,361,281"]
    assert texts(summary, "Total") == ["467.40", "16,137,138", "14,438,358", "1,698,780"]


def test_a_figure_of_the_wrong_column_has_its_footnote(paper: Paper) -> None:
    planned = row(tables(paper)[0], "Central Bedfordshire").cells[1]
    assert "Summary by place!B5 has 99 WTE; its networks add up to 112.07 WTE." in noted(planned)
    assert "wrong column" in noted(planned)


def test_the_submissions_have_every_network_and_the_totals_of_places(paper: Paper) -> None:
    submissions = tables(paper)[1]
    kinds = [one.kind for one in submissions.rows]
    assert (kinds.count("group"), kinds.count("line"), kinds.count("total")) == (4, 23, 5)
    crown = ["720,281", "782,306", "(62,025)", "16.80", "19.80", "17.9", "17.84", "1.04", ""]
    assert texts(submissions, "Crown PCN") == crown
    total = ["3,800,991", "3,647,340", "153,651", "65.78", "115.99", "76.3", "85.81", "20.03", "81.77"]
    assert texts(submissions, "Total Luton") == total
    assert texts(submissions, "All networks")[-3:] == ["292.08", "23.27", "287.52"]


def test_each_lost_minus_sign_has_its_footnote(paper: Paper) -> None:
    lost = [
        one.cells[0].text
        for one in tables(paper)[1].rows
        if one.kind != "group" and "has lost its minus sign" in noted(one.cells[3])
    ]
    assert lost == [
        "Caritas Medical PCN", "Unity (Bedford) PCN", "Total Bedford Borough", "Hillton PCN", "Lea Vale PCN",
        "Phoenix Sunrisers PCN", "Crown PCN", "Watling Street Network PCN",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("network", "column", "said"),
    [("Chiltern Hills PCN", "in post", "C9 has 17.00 WTE"), ("Leighton Buzzard PCN", "planned", "D13 has 12.00 WTE")],
)
def test_what_two_slides_say_differently_is_told_in_both_tables(
    paper: Paper, network: str, column: str, said: str
) -> None:
    submissions, staff = tables(paper)[1:3]
    at = ("in post", "planned").index(column)
    assert said in noted(row(submissions, network).cells[4 + at])
    assert said in noted(row(staff, network).cells[1 + at])


def test_staff_against_plan_has_what_is_recruited_and_what_is_not(paper: Paper) -> None:
    staff = tables(paper)[2]
    assert texts(staff, "Caritas Medical PCN") == ["18.99", "26.59", "7.60", "71.4", "28.6"]
    assert texts(staff, "East Bedford PCN")[-2:] == ["44.1", "55.9"]
    assert texts(staff, "Total Central Bedfordshire") == ["56.37", "112.07", "55.70", "50.3", "49.7"]
    share = noted(row(staff, "Total Central Bedfordshire").cells[5])
    assert [one in share for one in ("47.2%", "38.9%", "Titan PCN (G14)")] == [True] * 3


def test_by_role_a_share_of_nothing_is_a_dash(paper: Paper) -> None:
    roles = tables(paper)[3]
    assert texts(roles, "GP Assistant") == ["0.00", "29.50", "29.50", "0.0", "100.0"]
    assert texts(roles, "Dietitian (Advanced Practitioner)") == ["0.00", "0.00", "0.00", "–", "–"]
    total = row(roles, "Total")
    assert [cell.text for cell in total.cells[1:3]] == ["274.81", "457.40"]
    assert "do not add up to the same staff in post" in noted(total.cells[1])


def test_every_printed_figure_is_in_the_paper_alike_or_with_a_footnote(paper: Paper, example: Path) -> None:
    """Nothing that the pack of October 2022 prints is left out, or changed without a word."""
    with db.open_file(example, read_only=True) as file, file.reading() as connection:
        rows = [row for kind in ("plan_figure", "stated_figure") for row in connection.execute(select(TABLES[kind]))]
    assert len(rows) > 400
    assert printed_otherwise(paper.blocks, rows, is_alike) == []


def test_the_charts_say_in_words_what_they_show(paper: Paper) -> None:
    places, roles = (block for block in paper.blocks if isinstance(block, Bars))
    assert places.series[0][1] == (65_78, 56_37, 65_78, 80_88)
    assert "Luton: 65.78 in post, 115.99 planned" in places.alt
    assert roles.categories[:2] == ("GP Assistant", "Care Co-ordinator")


def test_every_question_is_about_a_figure_of_the_round(store: db.DataFile, tmp_path: Path) -> None:
    """The first draft says the same and more: what is wrong with it is no concern of the final plans."""
    before = made(store).questions
    draft = load_workbook(seeding.PLANS)
    draft["Submissions"]["D4"] = 490_000
    draft.save(tmp_path / "draft.xlsx")
    options = Options(year="2022/23", stage="first draft", as_at="2022-09-30")
    apply(store, propose(store, [tmp_path / "draft.xlsx"], options), accept_valid=True)
    with store.reading() as connection:
        assert any(found.where.startswith("draft.xlsx") for found in check(connection))
    assert made(store).questions == before
    drafted = made(store, Asked("workforce-plans", "2022-12-09", of="2022/23 first draft"))
    assert drafted.questions
    assert all(found.where.startswith("draft.xlsx") for found in drafted.questions)


def test_a_returned_plan_over_its_allocation_stands_in_the_way(store: db.DataFile) -> None:
    give_plan(store, CROWN, line(PHARMACIST, 40_00, "2022-04-01"))
    paper = made(store)
    assert any(found.rule == "plan-over-allocation" for found in paper.questions)
    assert "more than its allocation" in noted(row(tables(paper)[1], "Crown PCN").cells[3])


def test_the_cover_can_say_what_the_plans_come_to(example: Path) -> None:
    with db.open_file(example, read_only=True) as file, file.reading() as connection:
        known = content(connection, ASKED).known
    points = " ".join(known.key_points)
    assert "£14,438,358 of their allocation of £16,137,138: £1,698,780 (10.5%) is not planned for" in points
    assert "7 networks together plan to spend £270,661 more than allocated: Unity (Bedford) PCN (£116,476)" in points
    assert "268.81 WTE were in post at 30/09/2022 and 467.40 WTE are planned by 31/03/2023" in points
    assert "Sources differ on some of these figures" in points
    assert known.finance[0] == "Bedford Borough: £3,185,050 planned of £3,163,224, £21,826 over."
    assert known.accurate_on == "2022-09-30"


def test_networks_without_a_plan_are_named_and_their_figures_are_dashes(store: db.DataFile) -> None:
    change = Change("pcn", next(new_records()), None, {"code": "U99999", "name": "NEW PCN", "place": "Luton"})
    commit(store, [change], what="A network more")
    with store.reading() as connection:
        known = content(connection, ASKED).known
    assert "the plans of 23 networks in 4 places" in known.background[0]
    assert "1 network has no plan here: New PCN." in known.key_points
    assert texts(tables(made(store))[1], "New PCN") == ["–"] * 8 + [""]


def test_plans_are_those_that_had_been_counted_by_the_day(store: db.DataFile) -> None:
    with store.reading() as connection:
        assert choices(connection, ASKED) == ["2022/23 final"]
    with pytest.raises(
        UserError, match="By 29/09/2022 there are no plans: those of 2022/23 final are as at 30/09/2022"
    ):
        made(store, Asked("workforce-plans", "2022-09-29"))
    with pytest.raises(UserError, match=r"There is no plan round '2030/31 final'. There are: 2022/23 final"):
        made(store, Asked("workforce-plans", "2022-12-09", of="2030/31 final"))


def test_staff_counted_after_the_day_are_not_in_it(store: db.DataFile) -> None:
    later = "In post at 31/10/2022"
    shown = {
        day: [column.heading for column in tables(made(store, Asked("workforce-plans", day)))[1].columns]
        for day in ("2022-10-15", "2022-10-31")
    }
    assert later in shown["2022-10-31"]
    assert later not in shown["2022-10-15"]
