"""Practices and networks: as at a day, with what depends on them, and every change kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from blmk_desktop.errors import UserError
from tests.ui.tabs.conftest import Held, Opening, cell, id_of, press, words
from ui.parts.form import RecordForm
from ui.screenshots import settle


@pytest.fixture
def practices(opened: Opening, example: Path) -> Any:
    return opened(example, "Practices")


def form(tab: Any) -> RecordForm:
    settle(tab.window_)
    return next(one for one in tab.window_.findChildren(RecordForm) if one.isVisible())


def test_live_practices_in_no_network_are_said_and_shown_alone(practices: Any) -> None:
    assert practices.banner.text.startswith("7 live practices belong to no network")
    press(practices.banner, "Show the practices")
    shown = practices.table.shown()
    assert len(shown) == 7
    assert {practices.table.columns.shown(at, "pcn") for at in shown} == {"No network"}
    assert practices.table.bar.count_text.startswith("7 of 117")


def test_a_practice_shows_its_networks_lists_contracts_and_history(practices: Any) -> None:
    practices.show_record("practice", "E81050")
    settle(practices.window_)
    said = words(practices.detail)
    for expected in ("Asplands Medical Centre", "Ascent PCN", "since 01/07/2020", "The Bridge MK PCN", "GMS", "Added"):
        assert expected in said
    assert "31/03/2023: 12,421 registered · 13,081 weighted" in said


def test_the_table_holds_for_the_day_chosen_and_only_today_can_be_changed(practices: Any) -> None:
    asplands = id_of(practices, "E81050")
    assert cell(practices, asplands, "pcn") == "Ascent PCN"
    practices.as_at.edit.show()
    practices.as_at.edit.setDate(practices.as_at.edit.date().fromString("2020-05-01", "yyyy-MM-dd"))
    settle(practices.window_)
    assert cell(practices, asplands, "pcn") == "The Bridge MK PCN"
    assert not any(spec.editable for spec in practices.table.model.specs)


def test_days_that_the_data_speaks_of_are_offered(practices: Any) -> None:
    box = practices.as_at.box
    offered = [box.itemText(at) for at in range(box.count())]
    assert "31/03/2023 – date of the lists" in offered
    assert offered[-1] == "Another day…"


def test_a_typed_value_is_kept_and_its_history_shown(practices: Any) -> None:
    practices.show_record("practice", "E81050")
    asplands = id_of(practices, "E81050")
    practices.table.commit(asplands, "cqc_rating", "outstanding")
    settle(practices.window_)
    assert cell(practices, asplands, "cqc_rating") == "Outstanding"
    assert "CQC rating: Good → Outstanding" in words(practices.detail)
    with pytest.raises(UserError, match="is none of Active, Dormant, Closed, Proposed"):
        practices.table.commit(asplands, "status", "Open")


def test_a_membership_is_added_by_its_form_and_the_practice_is_in_a_network(practices: Any) -> None:
    practices.show_record("practice", "Y00260")
    settle(practices.window_)
    press(practices.detail, "Add a membership…")
    asked = form(practices)
    assert asked.typed["practice"] == "Y00260"
    asked.rows["pcn"].editor.setCurrentText("Crown PCN (U35004)")
    asked.save()
    assert asked.rows["start"].problem.text() == "From must be filled in."
    asked.rows["start"].editor.setText("1/4/2026")
    asked.rows["end"].editor.setText("1/3/2026")
    asked.save()
    assert asked.rows["end"].problem.text() == "To (01/03/2026) is before From (01/04/2026)."
    asked.rows["end"].editor.setText("")
    asked.save()
    settle(practices.window_)
    assert cell(practices, id_of(practices, "Y00260"), "pcn") == "Crown PCN"
    assert practices.banner.text.startswith("6 live practices")


def test_what_others_refer_to_is_not_removed_and_the_form_says_why(practices: Any) -> None:
    practices.show_record("practice", "E81050")
    settle(practices.window_)
    press(practices.detail, "Change…")
    asked = form(practices)
    asked.remove()
    assert asked.isVisible()
    assert "cannot be removed" in words(asked)


def test_networks_have_their_practices_and_lead_to_their_plan(practices: Any) -> None:
    practices.show_record("pcn", "U35004")
    settle(practices.window_)
    assert practices.kind == "pcn"
    said = words(practices.detail)
    assert "Cobbs Garden Surgery" in said
    assert "the variance of £62,024.70 has lost its minus sign" in said
    press(practices.detail, "Workforce plan")
    settle(practices.window_)
    assert practices.window_.built("PCN workforce plans").table.current_id == "U35004"


def test_the_pickers_and_the_filter_of_a_column_are_one(practices: Any) -> None:
    from blmk_desktop.filters import Condition
    from ui.parts.pickers import ColumnPicker

    place = practices.findChildren(ColumnPicker)[0]
    place.setCurrentText("Luton")
    place.activated.emit(place.currentIndex())
    assert {practices.table.columns.shown(at, "place") for at in practices.table.shown()} == {"Luton"}
    practices.table.set_condition("place", Condition())
    assert place.currentText() == "All places"


def test_a_block_is_pasted_as_one_change_and_never_over_what_cannot_be_changed(practices: Any) -> None:
    practices.table.view.selectRow(0)
    names = [spec.name for spec in practices.table.model.specs]
    practices.table.view.setCurrentIndex(practices.table.model.index(0, names.index("dispensing")))
    QApplication.clipboard().setText("Yes\tGood\nYes\tGood\n")
    practices.table.paste()
    settle(practices.window_)
    assert [practices.table.columns.shown(at, "cqc_rating") for at in practices.table.shown()[:2]] == ["Good", "Good"]
    assert "Pasted 2 rows into practices" in practices.window_.frame.undo.toolTip()
    practices.table.view.setCurrentIndex(practices.table.model.index(0, names.index("code")))
    with pytest.raises(UserError, match="ODS code cannot be changed here"):
        practices._paste(practices.table.pasted("X99999"))  # noqa: SLF001 - what the table calls


def test_a_file_that_can_only_be_looked_at_offers_no_adding(held: Held, example: Path) -> None:
    assert not held(example).go_to("Practices").adding.isVisible()


def test_a_practice_shows_its_premises_schemes_and_risks_and_leads_to_them(practices: Any) -> None:
    from blmk_desktop import editing

    store = practices.window_.store
    risk = {"reference": "PC-99", "register": "Directorate register", "event": "The lease is not renewed"}
    editing.add(store, "risk_register", {"name": "Directorate register", "prefix": "PC"})
    editing.add(store, "risk", risk | {"practice": "E81032"})
    editing.add(store, "scheme_party", {"scheme": "Chiltern Vale Hub", "practice": "E81032"})
    practices.show_record("practice", "E81032")
    settle(practices.window_)
    said = words(practices.detail)
    for expected in (
        "High Street surgery (example)",
        "main site",
        "Park health centre (example)",
        "Chiltern Vale Hub",
        "idea",
        "The lease is not renewed",
        "PC-99",
        "Not scored",
    ):
        assert expected in said
    press(practices.detail, "Add to a scheme…")
    assert form(practices).typed["practice"] == "E81032"
    form(practices).reject()
    next(
        button for button in practices.detail.findChildren(QPushButton) if button.text() == "Chiltern Vale Hub"
    ).click()
    settle(practices.window_)
    assert "Chiltern Vale Hub" in words(practices.window_.built("Estates").page.detail)


def test_a_network_shows_the_schemes_for_it(practices: Any) -> None:
    practices.show_record("pcn", "U90309")
    settle(practices.window_)
    said = words(practices.detail)
    assert "North Bedford Hub" in said
    assert "Add premises…" not in said
