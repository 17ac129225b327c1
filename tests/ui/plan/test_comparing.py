"""Two versions of a plan side by side: what changed first, old and new in the cell, both totals."""

from __future__ import annotations

from pathlib import Path

import pytest

from blmk_desktop.workbook import read_path
from tests.ui.plan.conftest import CROWN, DRAFT, FINAL
from tests.ui.test_window import unnamed
from ui.plan.comparing import Comparing, compare
from ui.screenshots import settle
from ui.window import MainWindow


@pytest.fixture
def comparing(over_plans: MainWindow) -> Comparing:
    opened = compare(over_plans, CROWN, DRAFT, FINAL)
    settle(over_plans)
    return opened


def rows(comparing: Comparing, *names: str) -> list[tuple[str, ...]]:
    columns = comparing.table.columns
    assert columns is not None
    return [tuple(columns.shown(at, name) for name in names) for at in range(columns.count)]


def test_what_changed_is_said_first(comparing: Comparing) -> None:
    assert comparing.sentence.text() == (
        "2022/23 final costs £94,315 more, as far as lines are costed, and still fits the allocation: £147,370 left. "
        "Lines: 2 added, 1 removed and 1 changed. Most comes from Clinical Pharmacist, line 1 changed: £58,315 more."
    )


def test_changed_cells_show_old_and_new_and_lines_are_told_in_words(comparing: Comparing) -> None:
    assert rows(comparing, "kind", "role", "wte") == [
        ("≠ Changed", "Clinical Pharmacist", "1.00 → 2.00"),
        ("+ Added", "Paramedic", "1.00"),
        ("+ Added", "Dietitian (Advanced Practitioner)", "3.00"),
        ("− Removed", "Podiatrist", "1.00"),
    ]
    assert [more for more, _ in rows(comparing, "more", "less")] == ["58,315", "", "36,000", ""]
    assert [less for _, less in rows(comparing, "more", "less")] == ["", "", "", ""]
    assert comparing.table.model.marks[0, "wte"].text == "WTE was 1.00."


def test_columns_in_which_nothing_stands_are_left_out(comparing: Comparing) -> None:
    names = [spec.name for spec in comparing.table.model.specs]
    assert "note" not in names
    assert "end" not in names
    assert {"start", "post", "salary"} <= set(names)


def test_both_totals_stand_beside_their_difference(comparing: Comparing) -> None:
    texts = [cell.text() for cell in comparing.cells]
    assert texts[:4] == ["", DRAFT, FINAL, "Difference"]
    assert texts[4:8] == ["Cost", "£58,315", "£152,630", "£94,315 more"]
    assert "4.00 WTE more" in texts


def test_lines_that_stayed_are_hidden_until_asked_for_and_a_plan_equals_itself(
    comparing: Comparing, over_plans: MainWindow
) -> None:
    comparing.second.setCurrentText(DRAFT)
    comparing.second.activated.emit(0)
    settle(over_plans)
    assert comparing.sentence.text() == "The two plans are the same: 2 lines."
    assert comparing.table.empty_text == "No line changed."
    comparing.only.setChecked(False)
    assert [kind for (kind,) in rows(comparing, "kind")] == ["Same", "Same"]


def test_the_comparison_is_copied_and_exported(comparing: Comparing, over_plans: MainWindow, tmp_path: Path) -> None:
    comparing.table.view.selectAll()
    assert "1.00 → 2.00" in comparing.table.copy(headings=True)
    path = tmp_path / "compared.xlsx"
    comparing.export(path)
    settle(over_plans)
    cells = [cell for row in read_path(path).sheets[0].rows for cell in row]
    assert "1.00 → 2.00" in cells


def test_a_network_without_two_versions_is_told_so(over_plans: MainWindow) -> None:
    opened = compare(over_plans, "U49574")
    settle(over_plans)
    assert opened.sentence.text() == "There is no plan of this network."


def test_everything_is_named_for_screen_readers(comparing: Comparing) -> None:
    assert unnamed(comparing) == []
