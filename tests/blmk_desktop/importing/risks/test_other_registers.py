"""Registers of other layouts: exports of risk systems, assurance frameworks, scores in one cell, colours alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import db
from blmk_desktop.importing.proposal import SheetProposal
from tests.blmk_desktop.importing.building import imported, one, only_sheet, proposed, refusals, workbook
from tests.blmk_desktop.importing.risks.test_risk_registers import added, noted

EXPORT = (
    *("Risk Ref", "Risk Title", "Cause & Effect", "Risk Owner", "Inherent Risk Score", "Inherent Impact"),
    *("Inherent Likelihood", "Existing Controls", "Residual Impact", "Residual Likelihood", "Residual Risk Score"),
    *("Residual Priority", "Action Required", "Action Owner", "Target Date", "Target Impact", "Target Likelihood"),
    *("Target Risk Score", "Next Review Date", "Risk Status"),
)
SYSTEM = (
    *("ID", "Ref", "Title", "Description", "Risk Type", "Manager", "Opened date", "Rating (initial)"),
    *("Risk level (initial)", "Likelihood (initial)", "Consequence (initial)", "Rating (current)"),
    *("Risk level (current)", "Likelihood (current)", "Consequence (current)", "Review date", "Closed date"),
)
FRAMEWORK = [
    ("Board Assurance Framework 2022/23",),
    (),
    ("Ref", "Principal Risk", "Executive Lead", "Inherent Risk", None, None, "Key Controls", "Residual Risk", None),
    (None, None, None, "L", "C", "LxC", None, "L", "C", "LxC"),
]  # fmt: skip
ONE_CELL = ("No.", "Risk", "Owner", "Initial score (LxI)", "Current score", "Target score (L x I)", "Status")


def scores(sheet: SheetProposal) -> list[tuple[object, ...]]:
    """The scores that are added: risk, kind, likelihood, impact, and what is printed."""
    names = ("risk", "kind", "likelihood", "impact", "printed")
    return [tuple(score.get(name) for name in names) for score in added(sheet, "risk_score")]


def test_an_export_of_a_risk_system_gives_three_scores_and_an_action(store: db.DataFile, book: Path) -> None:
    row = [
        *("PC001", "Few GPs", "Cause: retirement", "Associate Director", 20, 5, 4, "A plan", 4, 3, 12),
        *("High", "Recruit", "Workforce Lead", date(2023, 3, 31), 2, 3, 6, date(2023, 1, 31), "Open"),
    ]  # fmt: skip
    rows = [["Risk Register Report"], ["Printed on 01/12/2022 14:22"], [], EXPORT, row, ["Total number of risks: 1"]]
    sheet = only_sheet(store, workbook(book, {"Export": rows}))
    assert (sheet.form, sheet.refused) == ("register-of-risks", [])
    (risk,) = added(sheet, "risk")
    assert (risk["statement"], risk["owner"], risk["next_review"]) == ("Few GPs", "Associate Director", "2023-01-31")
    assert [score[1:] for score in scores(sheet)] == [
        ("inherent", 4, 5, 20), ("current", 3, 4, 12), ("target", 3, 2, 6),
    ]  # fmt: skip
    (action,) = added(sheet, "risk_action")
    assert (action["number"], action["action"], action["owner"], action["due"]) == (
        *(1, "Recruit", "Workforce Lead", "2023-03-31"),
    )
    assert "01/12/2022, the date that its title names" in noted(sheet, "taken to hold")
    assert noted(sheet, "one text alone").endswith("'Total number of risks: 1'")
    assert noted(sheet, "left out: Cause")


def test_words_with_their_number_are_levels_and_a_rating_in_numbers_is_a_score(store: db.DataFile, book: Path) -> None:
    row = [
        *(1234, "22/001", "Estates", "There is a risk that sites close", "Clinical", "A role", "12/04/2022"),
        *(16, "High Risk", "Likely (4)", "Major (4)", 12, "High Risk", "Possible (3)", "Major (4)", "01/12/2022", None),
    ]
    sheet = only_sheet(store, workbook(book, {"System export": [SYSTEM, row]}))
    (risk,) = added(sheet, "risk")
    assert (risk["reference"], risk["corporate_reference"], risk["raised"]) == ("SE-1234", "22/001", "2022-04-12")
    assert risk["statement"] == "There is a risk that sites close"
    assert [score[1:] for score in scores(sheet)] == [("inherent", 4, 4, 16), ("current", 3, 4, 12)]
    assert {score["printed_band"] for score in added(sheet, "risk_score")} == {"High Risk"}


def test_letters_under_groups_and_headings_above_them(store: db.DataFile, book: Path) -> None:
    rows = [*FRAMEWORK, ("BAF1", "If we lose staff", "Chief Officer", 5, 4, 20, "A plan", 4, 3, 12)]
    areas = ("D3:F3", "H3:J3", "A3:A4", "B3:B4", "C3:C4", "G3:G4")
    sheet = only_sheet(store, workbook(book, {"BAF Q3": rows}, merged=areas))
    (risk,) = added(sheet, "risk")
    assert (risk["owner"], risk["controls"]) == ("Chief Officer", "A plan")
    assert risk["reference"] == "BAF202223-BAF1"
    assert [score[1:] for score in scores(sheet)] == [("inherent", 5, 4, 20), ("current", 4, 3, 12)]


@pytest.mark.parametrize(
    ("cell", "levels"),
    [
        ("4x5=20", (4, 5, 20)),
        ("5 × 4 = 20", (5, 4, 20)),
        ("2*3", (2, 3, None)),
        ("20 (4 x 5)", (4, 5, 20)),
        ("L4 I5 20", (4, 5, 20)),
        ("4x3=13", (4, 3, 13)),
    ],
)
def test_a_score_in_one_cell_is_read_and_its_product_is_a_claim(
    store: db.DataFile, book: Path, cell: str, levels: tuple[int, int, int | None]
) -> None:
    sheet = only_sheet(
        store, workbook(book, {"Log of risks": [ONE_CELL, [1, "Space", "Lead", cell, None, None, "Open"]]})
    )
    assert scores(sheet) == [("LR-1", "inherent", *levels)]
    assert [claim.held for claim in sheet.claims] == ([] if levels[2] is None else [levels[2] == levels[0] * levels[1]])


def test_the_order_of_a_score_in_one_cell_is_that_of_its_heading(store: db.DataFile, book: Path) -> None:
    head = ("No.", "Risk", "Inherent (impact x likelihood)", "Current score")
    sheet = only_sheet(store, workbook(book, {"Log of risks": [head, [1, "Space", "5x2=10", "4x2=8"]]}))
    assert scores(sheet) == [("LR-1", "inherent", 2, 5, 10), ("LR-1", "current", 4, 2, 8)]
    assert noted(sheet, "in that order") == "'Current score' is read as likelihood × impact, in that order"


def test_a_product_alone_and_a_colour_alone_are_told_and_are_no_scores(store: db.DataFile, book: Path) -> None:
    head = ("Ref", "Risk description", "Owner", "Score", "RAG", "Mitigation")
    rows = [["E1", "Delay", "Lead", 12, "Red", "Chase"], ["E2", "Cost", "Lead", None, "Amber", "Chase"]]
    sheet = only_sheet(store, workbook(book, {"Risks": [["Estates risks"], head, *rows]}))
    assert [risk["reference"] for risk in added(sheet, "risk")] == ["ER-E1", "ER-E2"]
    assert scores(sheet) == []
    assert noted(sheet, "likelihood and impact are not given").endswith("D3")
    assert noted(sheet, "only the rating").endswith("'Amber': E4")
    assert not [note for note in sheet.notes if "taken to hold" in note]


def test_a_score_off_the_scale_in_one_cell_is_refused(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(
        store, workbook(book, {"Log of risks": [ONE_CELL, [1, "a", "b", "6x5=30"], [2, "c", "d", "1x1=1"]]})
    )
    assert refusals(sheet) == {"D2": "a likelihood of 6 is not on the scale of 1 to 5"}


def test_severity_is_the_impact_where_nothing_else_is(store: db.DataFile, book: Path) -> None:
    head = ("Risk No", "Risk", "Likelihood (1-5)", "Severity (1-5)", "Risk score")
    sheet = only_sheet(store, workbook(book, {"Hub risks": [head, [1, "a", 2, 5, 10]]}))
    assert scores(sheet) == [("HR-1", "current", 2, 5, 10)]


def test_a_risk_over_several_rows_has_several_actions(store: db.DataFile, book: Path) -> None:
    head = ("Theme", "Risk No", "Risk description", "Likelihood", "Impact", "Actions", "Action lead", "Due date")
    rows = [
        ["Workforce", "R1", "Few GPs", 4, 4, "Recruit", "Lead", "31/03/2023"],
        [None, None, None, None, None, "Retain", "Lead", "ongoing"],
        [None, "R2", "Few nurses", 3, 4, "Train", "Lead", None],
        [None, None, None, None, None, "Teach", "Lead", None],
    ]
    merged = ("A2:A5", "B2:B3", "C2:C3", "D2:D3", "E2:E3")
    path = workbook(book, {"Risk log of staff": [head, *rows]}, merged=merged)
    sheet = only_sheet(store, path)
    assert [(risk["reference"], risk["category"]) for risk in added(sheet, "risk")] == [
        ("RLS-R1", "Workforce"), ("RLS-R2", "Workforce"),
    ]  # fmt: skip
    actions = [(one["risk"], one["number"], one["action"], one.get("due")) for one in added(sheet, "risk_action")]
    assert actions == [
        ("RLS-R1", 1, "Recruit", "2023-03-31"), ("RLS-R1", 2, "Retain", None),
        ("RLS-R2", 1, "Train", None), ("RLS-R2", 2, "Teach", None),
    ]  # fmt: skip
    assert noted(sheet, "no date of an action").startswith("H3: 'ongoing'")
    imported(store, path)
    assert set(proposed(store, path).counts()) == {"unchanged"}


def test_actions_of_our_own_keep_their_numbers_when_others_come(store: db.DataFile, book: Path) -> None:
    from blmk_desktop.acts.risks import add_action

    head = ("Risk No", "Risk description", "Likelihood", "Impact", "Action", "Due date")
    imported(store, workbook(book, {"Hub risks": [head, [1, "a", 2, 2, None, None]]}))
    add_action(store, "HR-1", "Our own")
    imported(store, workbook(book, {"Hub risks": [head, [1, "a", 2, 2, "Theirs", None]]}))
    assert one(store, "risk_action", number=1)["action"] == "Our own"
    assert one(store, "risk_action", number=2)["action"] == "Theirs"


def test_scores_fall_with_a_risk_that_is_refused_and_are_not_refused_again(store: db.DataFile, book: Path) -> None:
    head = ("Ref", "Practice code", "Risk", "Likelihood", "Consequence", "Rating")
    rows = [["IS1", "E81001", "Rated poorly", 3, 4, 12], ["IS2", None, "No room", 2, 4, 8]]
    sheet = only_sheet(store, workbook(book, {"Practice log": [head, *rows]}))
    assert sheet.form == "register-of-risks"
    assert refusals(sheet) == {"A2": "there is no practice E81001 here; import the register that has it first"}
    assert scores(sheet) == [("PL-IS2", "current", 2, 4, 8)]


def test_a_risk_that_nothing_describes_is_refused(store: db.DataFile, book: Path) -> None:
    head = ("ID", "Risk Description", "Likelihood", "Impact")
    sheet = only_sheet(store, workbook(book, {"Hub risks": [head, [1, None, 3, 4], [2, "a", 3, 4]]}))
    assert refusals(sheet) == {"B2": "nothing says what the risk is"}
    assert [risk["reference"] for risk in added(sheet, "risk")] == ["HR-2"]


def test_headings_that_stand_again_are_no_risk(store: db.DataFile, book: Path) -> None:
    head = ("ID", "Risk Description", "Likelihood", "Impact")
    rows = [head, [1, "a", 3, 4], [], ["Closed risks"], head, [2, "b", 1, 1]]
    sheet = only_sheet(store, workbook(book, {"Hub risks": rows}))
    assert sheet.refused == []
    assert noted(sheet, "stand again").endswith("row 5")
    assert noted(sheet, "one text alone").endswith("'Closed risks'")


def test_a_register_without_risks_adds_none(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, {"Hub risks": [("ID", "Risk Description", "Likelihood", "Impact")]}))
    assert (sheet.rows, sheet.notes) == ([], ["there is no risk in it"])


@pytest.mark.parametrize("level", [-3, 0, True, "-2", "6 - Certain"])
def test_what_is_no_level_is_none(store: db.DataFile, book: Path, level: object) -> None:
    head = ("ID", "Risk Description", "Likelihood", "Impact")
    sheet = only_sheet(store, workbook(book, {"Hub risks": [head, [1, "a", level, 4], [2, "b", 1, 4]]}))
    assert [score[0] for score in scores(sheet)] == ["HR-2"]


def test_a_date_to_come_is_not_the_date_of_the_scores(store: db.DataFile, book: Path) -> None:
    head = ("ID", "Date raised", "Risk Description", "Likelihood", "Impact")
    rows = [[1, "01/02/2022", "a", 3, 4], [2, "01/02/2122", "b", 3, 4]]
    sheet = only_sheet(store, workbook(book, {"Hub risks": [head, *rows]}))
    assert {score["on"] for score in added(sheet, "risk_score")} == {"2022-02-01"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Hub risk register as at 30/11/2022", "Hub risk register"),
        ("Hub risk register, December 2022", "Hub risk register"),
        ("Hub risk register for the meeting of 9 December 2022", "Hub risk register"),
        ("Board Assurance Framework 2022/23 - Quarter 3", "Board Assurance Framework 2022/23"),
    ],
)
def test_the_register_of_next_month_is_the_same_one(store: db.DataFile, book: Path, title: str, name: str) -> None:
    rows = [[title], [], ("ID", "Risk Description", "Likelihood", "Impact"), [1, "a", 3, 4]]
    sheet = only_sheet(store, workbook(book, {"Sheet1": rows}))
    assert [register["name"] for register in added(sheet, "risk_register")] == [name]


def test_an_impact_in_sentences_is_what_the_risk_leads_to(store: db.DataFile, book: Path) -> None:
    head = ("Risk ID", "Risk description", "Impact", "Owner", "Risk rating")
    rows = [["A1", "Staff leave", "Patients cannot be seen in time", "Lead", "High"]]
    sheet = only_sheet(store, workbook(book, {"Issues and risks": [head, *rows]}))
    assert added(sheet, "risk")[0]["effect"] == "Patients cannot be seen in time"


def test_a_table_of_schemes_with_a_column_of_risks_is_no_register(store: db.DataFile, book: Path) -> None:
    head = ("Scheme", "Place", "Stage", "Risk", "RAG")
    (sheet,) = proposed(store, workbook(book, {"Schemes": [head, ["Hub", "Luton", "OBC", "Late", "Red"]]})).sheets()
    assert sheet.form != "register-of-risks"
