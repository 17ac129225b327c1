"""The practice workforce survey on screen: the gap in GPs, every staff group, each practice, and who is awaited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from blmk_desktop.changes import Change, commit, new_records
from blmk_desktop.summaries.register import practices
from db import open_file
from tests.ui.tabs.conftest import Opening, cell, press, view, words
from ui.screenshots import settle

DAY = "2022-09-30"
FIGURES = ("headcount", "wte", "vacancies", "over_50", "over_55", "retiring", "locums")
ANSWERS = {
    "GP partner": (4, 325, 100, 2, 1, 1, 50),
    "Salaried GP": (2, 125, 50, 0, 0, 0, 0),
    "GP registrar": (1, 100, 0, 0, 0, 0, 0),
    "Practice nurse": (3, 210, 0, 2, 1, None, None),
    "Practice manager": (1, 100, 0, 1, 1, 0, 0),
}


@pytest.fixture
def file(example: Path, tmp_path: Path) -> Path:
    """Two of three active practices have answered, those of Luton all alike."""
    path = tmp_path / "answered.blmk"
    path.write_bytes(example.read_bytes())
    with open_file(path) as store:
        with store.reading() as connection:
            asked = [one for one in practices(connection, DAY) if one.status == "Active" and one.pcn_code]
        found = new_records()
        changes = [
            Change(
                "practice_staff",
                next(found),
                None,
                {"practice": one.code, "as_at": DAY, "staff_group": group, **dict(zip(FIGURES, answers, strict=True))},
            )
            for at, one in enumerate(asked)
            if at % 3
            for group, answers in ANSWERS.items()
        ]
        commit(store, changes, what="Answers")
    return path


@pytest.fixture
def page(opened: Opening, file: Path) -> Any:
    shown = opened(file, "PCN workforce plans").show_page("survey")
    settle(shown.window_)
    return shown


def awaited(page: Any) -> list[str]:
    return [one.code for one in page.shown.survey.not_returned]


def test_it_opens_on_the_gap_in_gps_by_place(page: Any) -> None:
    rows = page.shown.rows
    assert list(rows) == ["Bedford Borough", "Central Bedfordshire", "Luton", "Milton Keynes"]
    luton = rows["Luton"].practices
    assert cell(page, "Luton", "wte") == f"{luton * 4.5:.2f}"
    assert cell(page, "Luton", "gap") == f"{luton * 2.5:.2f}"
    assert cell(page, "Luton", "gap_percent") == "55.6"
    assert cell(page, "Luton", "locum_percent") == "11.1"


def test_the_total_is_of_all_answers_and_no_sum_of_shares(page: Any) -> None:
    total = page.table.total_row.texts()
    assert total["gap"] == f"{len(page.shown.survey.answered) * 2.5:.2f}"
    assert total["vacancy_percent"] == "25.0"


def test_the_banner_says_how_far_it_has_got_and_what_it_comes_to(page: Any) -> None:
    answered, asked = len(page.shown.survey.answered), len(page.shown.survey.asked)
    assert page.banner.text == (
        f"{answered} of {asked} practices have returned the survey of 2022/23 · "
        f"the gap in GPs is {answered * 2.5:.2f} WTE so far, 55.6% of those in post"
    )


def test_another_staff_group_has_no_gap_of_gps_and_says_what_was_left_blank(page: Any) -> None:
    page.group.setCurrentText("Practice nurse")
    page.refresh()
    settle(page.window_)
    assert "gap" not in page.table.columns.by_name
    assert cell(page, "Luton", "over_50_percent") == "66.7"
    assert cell(page, "Luton", "retiring") == ""
    assert "Leaves out" not in words(page.detail)


def test_a_blank_answer_among_others_is_said_at_the_sum(page: Any) -> None:
    page.group.setCurrentText("All staff")
    page.refresh()
    settle(page.window_)
    assert page.table.model.marks["Luton", "retiring"].text == "Leaves out practices that did not answer this."
    assert ("Luton", "wte") not in page.table.model.marks


def test_all_groups_stand_under_one_another_the_whole_area_first(page: Any) -> None:
    view(page, "group")
    names = [page.table.columns.shown(at, "staff_group") for at in range(6)]
    assert names == ["GP partner", "Salaried GP", "All GPs", "GP registrar", "Practice nurse", "Practice manager"]
    assert {page.table.columns.shown(at, "place") for at in range(6)} == {"Whole area"}
    assert page.table.total_row.isHidden()


def test_who_is_awaited_is_one_click_away_and_can_be_asked(page: Any) -> None:
    press(page.banner, "See who is awaited")
    settle(page.window_)
    columns = page.table.columns
    assert sorted(columns.ids[at] for at in page.table.shown()) == sorted(awaited(page))
    press(page.banner, "Copy who to chase")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Practice workforce survey 2022/23\n")
    assert all(f"({code})" in text for code in awaited(page))


def test_a_practice_shows_all_that_it_answered(page: Any) -> None:
    code = next(iter(page.shown.survey.answered))
    page.show_record("practice_staff", code)
    settle(page.window_)
    said = words(page.detail)
    assert page.table.current_id == code
    assert "GP partner: 4 people, 3.25 WTE" in said
    assert "1.00 WTE vacant · 0.50 WTE covered by locums" in said


def test_a_practice_that_is_awaited_says_so(page: Any) -> None:
    page.show_record("practice_staff", awaited(page)[0])
    settle(page.window_)
    assert "The survey of 2022/23 is still to come." in words(page.detail)


def test_a_place_names_the_practices_it_waits_for(page: Any) -> None:
    page.table.select("Luton")
    settle(page.window_)
    missing = [one for one in page.shown.survey.not_returned if one.place == "Luton"]
    assert f"Awaited: {len(missing)} practices" in words(page.detail)


def test_forms_are_written_for_those_awaited(page: Any, tmp_path: Path) -> None:
    page.write_forms(awaited(page)[:2], tmp_path / "forms")
    settle(page.window_)
    written = sorted((tmp_path / "forms").glob("*.xlsx"))
    assert [path.name[:26] for path in written] == ["Practice workforce 2022-23"] * 2
    assert "2 survey forms are in" in words(page.window_.frame.banner)


def test_without_answers_the_page_says_how_to_begin(opened: Opening, example: Path) -> None:
    page = opened(example, "PCN workforce plans").show_page("survey")
    settle(page.window_)
    assert page.banner.isHidden()
    assert "No answers yet." in words(page)


def test_before_any_answer_the_side_says_what_will_stand_there(opened: Opening, example: Path) -> None:
    tab = opened(example, "PCN workforce plans")
    page = tab.show_page("survey")
    settle(tab.window_)
    assert "as soon as there are some" in words(page.detail)
