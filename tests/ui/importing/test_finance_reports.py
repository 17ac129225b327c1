"""The preview of a finance report: its month and area may be said, and which way round its variances are."""

from __future__ import annotations

from pathlib import Path

from tests.blmk_desktop.finance_example import TITLE, Rows, report
from tests.blmk_desktop.importing.building import workbook
from tests.ui.importing.conftest import Preview
from ui.screenshots import settle
from ui.window import MainWindow


def test_a_report_that_names_no_area_and_month_is_taken_once_both_are_said(
    window: MainWindow, preview: Preview, tmp_path: Path
) -> None:
    dialog = preview(workbook(tmp_path / "from the post.xlsx", report(title="Finance")))
    answers = dialog.answers
    assert answers.convention.isVisible()
    assert answers.register.accessibleName() == "Area"
    for field, text in ((answers.as_at, "30/09/2022"), (answers.register, "Elm CCG")):
        field.setText(text)
        field.editingFinished.emit()
        settle(window)
    assert dialog.go.isEnabled()


def test_the_user_says_which_way_round_variances_are_where_the_rows_do_not(
    window: MainWindow, preview: Preview, tmp_path: Path
) -> None:
    headings = ["Category", "Plan £000", "Actual £000", "Variance £000"]
    rows: Rows = [[TITLE], headings, ["Contracts", 10, 5, 5], ["Premises", 20, 15, -5]]
    dialog = preview(workbook(tmp_path / "from the post.xlsx", rows))
    assert not dialog.go.isEnabled()
    choice = dialog.answers.convention
    choice.setCurrentIndex(choice.findData("actual less plan"))
    choice.activated.emit(choice.currentIndex())
    settle(window)
    assert dialog.go.isEnabled()


def test_figures_come_before_what_is_printed_of_them(preview: Preview, tmp_path: Path) -> None:
    dialog = preview(workbook(tmp_path / "report.xlsx", report()))
    offered = dialog.proposals.rows["added"].kind
    words = [offered.itemText(at) for at in range(offered.count())]
    assert words[0] == "12 budget figures"
    assert words[-1].endswith("claims")
