"""Network payments: what is due and what is asked for, in the real window; numbers typed, pasted and sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.tabs.conftest import Opening, cell, press, words
from ui.parts.form import RecordForm
from ui.screenshots import settle
from ui.tabs.plans.network_numbers import EnterNumbers

CROWN, ASCENT = "U35004", "U49574"


@pytest.fixture
def page(opened: Opening, example: Path) -> Any:
    plans = opened(example, "PCN workforce plans")
    found = plans.show_page("networks")
    settle(plans.window_)
    return found


def choose(page: Any, code: str) -> str:
    """Choose a network; what its detail says."""
    page.show_record("payments", code)
    settle(page.window_)
    return words(page.detail)


def test_what_is_left_out_is_said_in_words_and_counted_in_the_total(page: Any) -> None:
    assert page.shown.due.year == "2022/23"
    assert page.banner.text == (
        "23 networks: care home beds and adjusted patients are not known for 23, so 69 payments are left out · "
        "worked out on the lists of 31/03/2023, as none of 01/01/2022 are here"
    )
    texts = page.table.total_row.texts()
    assert (texts["due"], texts["left_out"], texts["adjusted"]) == ("3,953,641", "69", "")
    assert cell(page, CROWN, "asked") == "care home beds, adjusted patients"
    assert page.table.model.marks[CROWN, "adjusted"].text == "Not known. Ask for it, and enter it here."


def test_a_networks_detail_multiplies_it_out(page: Any) -> None:
    said = choose(page, CROWN)
    assert "Core PCN funding: £65,706.00" in said
    assert "43,804 registered patients × £1.50, April to March · £5,475.50 a month" in said
    assert "needs the number of adjusted patients; £3.764 for each adjusted patient, October to March" in said
    assert "0.22 WTE for its size" in said
    assert "21 h 54 min a week at least" in said
    assert "No step of the maturity matrix is known." in said


def test_a_number_typed_into_its_cell_is_paid_at_once_and_undone_at_once(page: Any) -> None:
    page.table.commit(CROWN, "adjusted", "45,000")
    settle(page.window_)
    assert cell(page, CROWN, "adjusted") == "45,000"
    assert cell(page, CROWN, "Enhanced access") == "169,380"
    assert cell(page, CROWN, "asked") == "care home beds"
    with pytest.raises(Exception, match="cannot be less than nothing"):
        page.table.commit(CROWN, "beds", "-3")
    page.window_.commands.undo()
    settle(page.window_)
    assert cell(page, CROWN, "adjusted") == ""


def test_a_block_from_excel_goes_beside_its_networks(page: Any) -> None:
    page.table.select(page.table.columns.ids[0])
    view, model = page.table.view, page.table.model
    column = next(at for at, spec in enumerate(model.specs) if spec.name == "adjusted")
    view.setCurrentIndex(model.index(0, column))
    QGuiApplication.clipboard().setText("50,000\t120\n51,000\t90")
    page.table.paste()
    settle(page.window_)
    first, second = page.table.columns.ids[:2]
    assert [cell(page, code, name) for code in (first, second) for name in ("adjusted", "beds")] == [
        "50,000",
        "120",
        "51,000",
        "90",
    ]
    assert "not known for 21" in page.banner.text


def test_numbers_sent_in_any_order_are_read_and_kept(page: Any) -> None:
    page.enter.click()
    dialog = page.window_.findChild(EnterNumbers)
    assert dialog.basis.currentText() == "Adjusted patients"
    dialog.basis.setCurrentIndex(dialog.basis.findData("adjusted patient"))
    dialog.box.setPlainText("PCN\tAdjusted\nAscent\t51,377\nCrown PCN\t48,210\nNobody\t1")
    dialog.read()
    settle(page.window_)
    assert dialog.told.text() == "2 networks understood.\nLeft out: no network is known as 'Nobody'."
    assert dialog.keep.text() == "Keep 2 numbers"
    dialog.keep.click()
    settle(page.window_)
    assert (cell(page, ASCENT, "adjusted"), cell(page, CROWN, "adjusted")) == ("51,377", "48,210")


def test_a_step_of_maturity_is_added_by_a_form_and_shown_with_what_is_needed(page: Any) -> None:
    choose(page, CROWN)
    press(page.detail, "Add a step…")
    form = page.window_.findChild(RecordForm)
    settle(page.window_)
    form.rows["as_at"].editor.setText("31/03/2022")
    form.rows["step"].editor.setCurrentText("step 2")
    form.rows["needs"].editor.setText("shared records")
    form.save()
    settle(page.window_)
    assert cell(page, CROWN, "step") == "step 2"
    said = words(page.detail)
    assert "Step 2" in said
    assert "Needs: shared records" in said


@pytest.mark.parametrize(
    ("view", "id_", "column", "text"),
    [
        ("place", "Luton", "Core PCN funding", "381,148"),
        ("payment", "Core PCN funding 1", "due", "1,532,915"),
        ("payment", "Core PCN funding 1", "rate_a_month", "0.125"),
        ("payment", "ARRS allocation 1", "claimed", "15,974,751"),
        ("practice", "E81038", "Network participation", "37,434"),
    ],
)
def test_the_same_payments_by_place_by_payment_and_by_practice(
    page: Any, view: str, id_: str, column: str, text: str
) -> None:
    page.switch.choose(view)
    settle(page.window_)
    assert cell(page, id_, column) == text
    page.table.select(id_)
    settle(page.window_)
    assert "2022/23" in words(page.detail)


def test_another_year_is_asked_for_by_its_findings_and_by_the_picker(page: Any) -> None:
    page.show_record("payments", "2019/20")
    settle(page.window_)
    assert page.year.currentText() == "2019/20"
    assert "22 networks: registered patients and weighted patients are not known for 3" in page.banner.text
    caritas = "U74819"
    assert page.table.model.marks[caritas, "registered"].text.startswith("No list is known of ")
    page.year.setCurrentText("2023/24")
    page.year.activated.emit(page.year.currentIndex())
    settle(page.window_)
    assert page.shown.due.year == "2023/24"
