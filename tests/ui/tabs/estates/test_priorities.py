"""The page of prioritisation: ranking and line, each member's scores, interests, weights, and what may be entered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from blmk_desktop import changes
from blmk_desktop.errors import UserError
from db import create_file
from tests.ui.tabs.conftest import Opening, cell, press, words
from ui.parts.clipboard import Pasted
from ui.parts.form import RecordForm
from ui.screenshots import settle

WOOTTON, CHILTERN, KEMPSTON, IVEL = (
    "Wootton Healthy Living Centre", "Chiltern Vale Hub", "Kempston Hub", "Ivel Valley Hub",
)  # fmt: skip
SPACE = "score Space against the list"


@pytest.fixture
def page(opened: Opening, example: Path) -> Any:
    return opened(example, "Estates").show_page("priorities")


def choose(page: Any, id_: str) -> str:
    settle(page.window_)
    page.table.select(id_)
    settle(page.window_)
    return words(page.detail)


def scores_of(page: Any, member: str) -> None:
    settle(page.window_)
    page.switch.choose("scores")
    settle(page.window_)
    page.member.setCurrentIndex(page.member.findData(member))
    page.refresh()
    settle(page.window_)


def form() -> RecordForm:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, RecordForm) and one.isVisible())


def test_schemes_stand_in_order_with_the_line_among_a_tie(page: Any) -> None:
    settle(page.window_)
    assert page.table.columns.ids == [WOOTTON, CHILTERN, KEMPSTON, IVEL]
    assert [cell(page, id_, "rank") for id_ in page.table.columns.ids] == ["1", "2", "2", "4"]
    assert cell(page, KEMPSTON, "standing") == "Tied at the line"
    assert cell(page, CHILTERN, "level") == KEMPSTON
    assert "the panel has to choose" in page.banner.text
    assert "findings on this round" in page.banner.text
    assert page.table.total_row.texts()["cost"] == "3,950,000"
    ranking = page.chart.ranking
    assert (ranking.line, ranking.line_words) == (2, "£2,600,000 ends among these")
    assert [row.place for row in ranking.rows] == ["1", "2=", "2=", "4"]
    assert [row.faded for row in ranking.rows] == [False, False, False, True]


def test_a_scheme_shows_who_gave_what_and_whose_scores_do_not_count(page: Any) -> None:
    said = choose(page, CHILTERN)
    assert "2= of 4, level with Kempston Hub" in said
    assert "Clinical lead 5, left out · Estates lead 4 · Finance lead 4" in said
    assert "Partner in a practice that would move there (made up)" in said
    assert "71.40 of 100" in said


def test_a_bar_chooses_its_scheme(page: Any) -> None:
    settle(page.window_)
    page.chart.canvas.choose(3)
    assert page.table.current_id == IVEL


def test_everybody_together_is_the_average_that_counts(page: Any) -> None:
    settle(page.window_)
    page.switch.choose("scores")
    settle(page.window_)
    assert cell(page, WOOTTON, SPACE) == "4.67"
    assert cell(page, CHILTERN, SPACE) == "4.00"
    assert not any(spec.editable for spec in page.table.columns.specs)
    with pytest.raises(UserError, match="Choose the member"):
        page.table.paste_block([Pasted(WOOTTON, SPACE, "3")])


def test_a_members_score_is_typed_and_the_ranking_follows(page: Any) -> None:
    scores_of(page, "Finance lead")
    assert cell(page, KEMPSTON, SPACE) == "4"
    page.table.commit(KEMPSTON, SPACE, "5")
    settle(page.window_)
    assert cell(page, KEMPSTON, SPACE) == "5"
    page.switch.choose("ranking")
    settle(page.window_)
    assert page.table.columns.ids[:3] == [WOOTTON, KEMPSTON, CHILTERN]
    assert cell(page, KEMPSTON, "standing") == "Within the money"


def test_a_score_out_of_range_or_of_somebody_with_an_interest_is_refused(page: Any) -> None:
    scores_of(page, "Clinical lead")
    with pytest.raises(UserError, match="9 is not a score from 0 to 5"):
        page.table.commit(KEMPSTON, SPACE, "9")
    with pytest.raises(UserError, match="declared an interest in Chiltern Vale Hub"):
        page.table.commit(CHILTERN, SPACE, "3")
    assert "so these scores do not count" in page.shown.marks[CHILTERN, SPACE].text


def test_a_block_of_scores_is_pasted_as_one_change(page: Any) -> None:
    scores_of(page, "Estates lead")
    growth = "score Growth of the list"
    page.table.paste_block([Pasted(IVEL, SPACE, "5"), Pasted(IVEL, growth, "5")])
    settle(page.window_)
    assert (cell(page, IVEL, SPACE), cell(page, IVEL, growth)) == ("5", "5")
    page.window_.commands.undo()
    settle(page.window_)
    assert (cell(page, IVEL, SPACE), cell(page, IVEL, growth)) == ("3", "3")


def test_weights_say_what_hangs_on_them_and_may_be_changed(page: Any) -> None:
    settle(page.window_)
    page.switch.choose("weights")
    settle(page.window_)
    assert page.banner.text.startswith("The order hangs on 3 weights of 8, each moved alone.")
    assert cell(page, "share of need", "order") == "from 36% to 100%"
    said = choose(page, "Growth of the list")
    assert "More than 25% within five years" in said
    assert "only at 25" in said
    page.table.commit("Growth of the list", "weight", "30")
    settle(page.window_)
    assert cell(page, "Growth of the list", "weight") == "30"
    page.table.commit("share of need", "weight", "30")
    settle(page.window_)
    page.switch.choose("ranking")
    settle(page.window_)
    assert page.table.columns.ids[:2] == [WOOTTON, IVEL]


def test_an_interest_is_declared_at_the_scheme(page: Any) -> None:
    choose(page, KEMPSTON)
    press(page.detail, "Declare an interest…")
    opened = form()
    member, interest = opened.rows["member"].editor, opened.rows["interest"].editor
    assert isinstance(member, QComboBox)
    member.setCurrentText("Finance lead")
    assert isinstance(interest, QLineEdit)
    interest.setText("Owns the site")
    opened.save()
    settle(page.window_)
    assert cell(page, KEMPSTON, "left_out") == "7"
    assert "Finance lead 4, left out" in choose(page, KEMPSTON)


def test_an_interest_of_the_round_is_declared_in_any_of_its_schemes_by_any_role(page: Any) -> None:
    choose(page, KEMPSTON)
    page.menu.menu().actions()[2].trigger()
    opened = form()
    scheme, member = opened.rows["scheme"].editor, opened.rows["member"].editor
    assert isinstance(scheme, QComboBox)
    assert isinstance(member, QComboBox)
    assert scheme.isEnabled()
    assert [scheme.itemText(at) for at in range(scheme.count())] == ["", *sorted((WOOTTON, CHILTERN, KEMPSTON, IVEL))]
    assert [member.itemText(at) for at in range(member.count())][:2] == ["", "Clinical lead"]
    assert (scheme.currentText(), member.currentText()) == (KEMPSTON, "")
    scheme.setCurrentText(IVEL)
    member.setEditText("Nursing lead")
    interest = opened.rows["interest"].editor
    assert isinstance(interest, QLineEdit)
    interest.setText("Sits on the council (made up)")
    opened.save()
    settle(page.window_)
    assert (IVEL, "Nursing lead") in {(one.scheme, one.member) for one in page.shown.found.interests}


def test_another_member_scores_in_a_grid_of_their_own(page: Any) -> None:
    settle(page.window_)
    asked = page.another_member()
    asked.confirm()
    assert asked.problem.text() == "Type the role of the member."
    asked.role.setText("Nursing  lead")
    asked.confirm()
    settle(page.window_)
    assert (page.switch.now, page.member.currentText(), cell(page, IVEL, SPACE)) == ("scores", "Nursing lead", "")
    page.table.commit(IVEL, SPACE, "5")
    settle(page.window_)
    assert (page.member.currentText(), cell(page, IVEL, SPACE)) == ("Nursing lead", "5")
    assert "Nursing lead has not scored" in choose(page, IVEL)


def test_a_finding_leads_to_its_round(page: Any) -> None:
    page.window_.show_record("priority_round", "Example round 2022 (made up)")
    settle(page.window_)
    assert page.round.currentText() == "Example round 2022 (made up)"


def test_without_a_round_it_says_how_to_begin(opened: Opening, tmp_path: Path) -> None:
    file = tmp_path / "empty.blmk"
    with create_file(file):
        pass
    page = opened(file, "Estates", "priorities")
    assert page.table.empty_text.startswith("No prioritisation round yet.")
    with page.window_.store.writing() as connection:
        made = changes.Change("priority_round", -1, None, {"name": "Autumn"})
        changes.write(connection, [made], what="Set up a test")
    page.refresh()
    settle(page.window_)
    assert page.table.empty_text == "No scheme is put to this round yet."
    page.switch.choose("weights")
    settle(page.window_)
    assert page.table.empty_text == "This round has no criteria yet."


def test_rows_of_the_grid_stay_where_they_are_whatever_is_scored(page: Any) -> None:
    page.switch.choose("scores")
    settle(page.window_)
    shown = [page.table.columns.shown(at, "scheme") for at in page.table.shown()]
    assert shown == sorted(shown)
