"""Risk registers as people keep them: headings under groups, scores as claims, dates in two forms, nothing guessed."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import db
from blmk_desktop.importing.proposal import SheetProposal
from tests.blmk_desktop.importing.building import imported, one, only_sheet, proposed, refusals, workbook

PLAIN = (
    "ID",
    "Date Raised",
    "Risk Description",
    "Mitigated Likelihood",
    "Mitigated Impact",
    "Severity",
    "Mitigation Plan",
)
GROUPS = ("Which risk", None, "Tracker", None, "Assessment (Inherent Risk)", *[None] * 5, "Management (Residual Risk)")
OWN = (
    "Reference / Risk ID", "Risk Description", "Risk Owner", "Date raised",
    "Threat Likelihood", "Threat Likelihood Score", "Impact", "Impact Score", "Inherent Risk Rating SCORE",
    "Inherent Risk Rating", "Target Risk Rating", "Risk Treatment Approach", "Residual Likelihood",
    "Threat Likelihood Score", "Residual Impact", "Impact Score", "RR SCORE", "Residual Risk Rating",
)  # fmt: skip
HELP = ("Unique risk ID", "What may happen.", "Who manages it?", "Date entered.", "How probable?", None, "How bad?")
MERGED = ("A1:B1", "C1:D1", "E1:J1", "K1:R1")


def risk(name: str, raised: object, before: tuple[int, int] = (3, 4), now: tuple[int, int] = (2, 3)) -> list[object]:
    """A row under OWN."""
    words = {1: "1 - Very Unlikely", 2: "2 - Unlikely / Remote", 3: "3 - Possible / Occasional ", 4: "4 - Severe"}
    (bl, bi), (nl, ni) = before, now
    return [
        name, f"There is a risk that {name} happens resulting in harm.", "IAO", raised,
        words[bl], float(bl), words[bi], float(bi), bl * bi, "Medium", "Low", "Treat",
        words[nl], float(nl), words[ni], float(ni), nl * ni, "Low",
    ]  # fmt: skip


def grouped(path: Path, *rows: list[object], **more: object) -> Path:
    """A register with headings of groups, headings and an explanation of them."""
    return workbook(path, {"Security Risk Tracker": [GROUPS, OWN, HELP, *rows]}, merged=MERGED, **more)  # type: ignore[arg-type]


def added(sheet: SheetProposal, kind: str) -> list[dict[str, object]]:
    return [row.after for row in sheet.rows if row.kind == kind and row.status == "added"]


def noted(sheet: SheetProposal, words: str) -> str:
    """The one note with some words."""
    (found,) = [note for note in sheet.notes if words in note]
    return found


def test_a_plain_register_gives_its_register_its_risks_and_their_scores(store: db.DataFile, tmp_path: Path) -> None:
    rows = [[1, "02/10/2017", "As a result of a there is a risk that b which may result in c.", 3, 3, 9, "A plan."]]
    book = workbook(tmp_path / "risk-register-2018.xlsx", {"Risk register": [PLAIN, *rows]})
    sheet = only_sheet(store, book)
    assert (sheet.form, sheet.refused) == ("register-of-risks", [])
    assert added(sheet, "risk_register") == [{"name": "Risk register 2018", "prefix": "RR2018"}]
    (found,) = added(sheet, "risk")
    assert (found["reference"], found["raised"], found["plan"]) == ("RR2018-1", "2017-10-02", "A plan.")
    assert [found[part] for part in ("cause", "event", "effect", "split")] == ["a", "b", "c", "proposed"]
    (score,) = added(sheet, "risk_score")
    assert [score[name] for name in ("kind", "on", "likelihood", "impact", "printed")] == [
        "current",
        "2017-10-02",
        3,
        3,
        9,
    ]
    assert [claim.held for claim in sheet.claims] == [True]


def test_groups_tell_the_scores_apart_and_the_explanations_are_no_risk(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, grouped(book, risk("Risk 001", "31/01/2023"), risk("Risk 002", "30/01/2023")))
    assert sheet.refused == []
    assert [found["reference"] for found in added(sheet, "risk")] == ["SRT-001", "SRT-002"]
    scores = [(one["risk"], one["kind"], one["likelihood"], one["impact"]) for one in added(sheet, "risk_score")]
    assert scores[:2] == [("SRT-001", "inherent", 3, 4), ("SRT-001", "current", 2, 3)]
    assert "row 3 explains the headings" in noted(sheet, "explains")


def test_a_target_in_words_is_no_score(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, grouped(book, risk("Risk 001", "31/01/2023")))
    assert added(sheet, "risk")[0]["target_words"] == "Low"
    assert "target" not in [score["kind"] for score in added(sheet, "risk_score")]
    assert "without likelihood and impact" in noted(sheet, "the target is 'Low'")


def test_a_number_beside_words_is_taken_and_two_that_differ_are_refused(store: db.DataFile, book: Path) -> None:
    odd = risk("Risk 002", "31/01/2023")
    odd[4] = "4 - Likely"
    sheet = only_sheet(store, grouped(book, risk("Risk 001", "31/01/2023"), odd))
    assert [found["reference"] for found in added(sheet, "risk")] == ["SRT-001"]
    assert list(refusals(sheet).values()) == ["the likelihood is 3 in one column and 4 in another"]


def test_a_word_alone_is_no_level_and_what_is_off_the_scale_is_refused(store: db.DataFile, book: Path) -> None:
    rows: list[list[object]] = [
        [1, None, "a", "Possible", 3, None, None],
        [2, None, "b", 7, 3, 21, None],
        [3, None, "c", 2.5, 3, 8, None],
    ]
    sheet = only_sheet(store, workbook(book, {"Risks of the hub": [PLAIN, *rows]}))
    assert [found["reference"] for found in added(sheet, "risk")] == ["RH-1"]
    assert added(sheet, "risk_score") == []
    assert "D2" in noted(sheet, "the likelihood is a word without its number")
    assert refusals(sheet) == {
        "D3": "a likelihood of 7 is not on the scale of 1 to 5",
        "D4": "a likelihood of 2.5 is not on the scale of 1 to 5",
    }


def test_a_printed_score_that_is_no_product_is_a_claim_that_fails(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, {"Hub risks": [PLAIN, [1, None, "a", 3, 4, 15, None]]}))
    (claim,) = sheet.claims
    assert (claim.where, claim.printed, claim.computed, claim.held) == ("Hub risks!F2", "15", "12", False)
    assert added(sheet, "risk_score")[0]["printed"] == 15


def test_a_score_that_was_never_calculated_claims_nothing(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, {"Hub risks": [PLAIN, [1, None, "a", 3, 4, "=D2*E2", None]]}))
    assert (sheet.claims, sheet.refused) == ([], [])
    assert (added(sheet, "risk_score")[0]["likelihood"], added(sheet, "risk_score")[0].get("printed")) == (3, None)
    assert "F2" in noted(sheet, "the formula was never calculated")


def test_dates_that_may_be_turned_round_are_told_and_left(store: db.DataFile, book: Path) -> None:
    rows = [risk("Risk 001", "31/01/2023"), risk("Risk 002", date(2023, 1, 2)), risk("Risk 003", date(2023, 5, 2))]
    sheet = only_sheet(store, grouped(book, *rows))
    assert [found["raised"] for found in added(sheet, "risk")] == ["2023-01-31", "2023-01-02", "2023-05-02"]
    assert noted(sheet, "may be the wrong way round").endswith("02/01/2023 (D5), 02/05/2023 (D6)")
    assert "2 dates and 1 texts" in noted(sheet, "texts are read with the day first")


def test_dates_beside_texts_that_are_plainly_right_are_not_doubted(store: db.DataFile, book: Path) -> None:
    rows = [risk("Risk 001", "02/10/2017"), risk("Risk 002", date(2017, 10, 2)), risk("Risk 003", date(2017, 10, 19))]
    sheet = only_sheet(store, grouped(book, *rows))
    assert not [note for note in sheet.notes if "wrong way round" in note]


def test_other_words_for_a_treatment_are_told_and_unknown_ones_refused(store: db.DataFile, book: Path) -> None:
    accept, odd = risk("Risk 001", "31/01/2023"), risk("Risk 002", "31/01/2023")
    accept[11], odd[11] = "Accept", "Watch"
    sheet = only_sheet(store, grouped(book, accept, odd))
    assert added(sheet, "risk")[0]["treatment"] == "tolerate"
    assert noted(sheet, "Accept")
    assert "'Watch' is none of" in refusals(sheet)["L5"]


def test_two_risks_of_one_reference_are_refused_and_a_repeated_row_is_not(store: db.DataFile, book: Path) -> None:
    rows = [[1, None, "a", 1, 2, 2, None], [1, None, "a", 1, 2, 2, None], [2, None, "b", 1, 2, 2, None], [2, None, "c"]]
    sheet = only_sheet(store, workbook(book, {"Hub risks": [PLAIN, *rows]}))
    assert [found["statement"] for found in added(sheet, "risk")] == ["a", "b"]
    assert refusals(sheet) == {"A5": "the risk on row 4 has this reference too"}


def test_a_register_that_the_user_names_goes_on_where_it_was(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, {"Hub risks": [PLAIN, [1, "01/02/2022", "a", 3, 3, 9, None]]}))
    rows = [[1, "01/02/2022", "a", 4, 3, 12, None], [2, "01/06/2022", "b", 2, 2, 4, None]]
    later = workbook(book.with_name("june.xlsx"), {"Sheet1": [PLAIN, *rows]})
    sheet = only_sheet(store, later, register="Hub risks")
    assert [found["reference"] for found in added(sheet, "risk")] == ["HR-2"]
    scores = [(one["risk"], one["on"], one["likelihood"]) for one in added(sheet, "risk_score")]
    assert scores == [("HR-1", "2022-06-01", 4), ("HR-2", "2022-06-01", 2)]


def test_a_score_that_stands_as_it_was_is_not_told_again(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, {"Hub risks": [PLAIN, [1, "01/02/2022", "a", 3, 3, 9, None]]}))
    sheet = only_sheet(store, book, as_at="2022-06-01")
    assert added(sheet, "risk_score") == []


def test_importing_it_again_changes_nothing(store: db.DataFile, book: Path) -> None:
    path = grouped(book, risk("Risk 001", "31/01/2023"), risk("Risk 002", date(2023, 1, 2)))
    imported(store, path)
    assert set(proposed(store, path).counts()) == {"unchanged"}


def test_parts_that_somebody_confirmed_stay_as_they_are(store: db.DataFile, book: Path) -> None:
    from blmk_desktop.acts.risks import confirm_statement
    from blmk_desktop.rules.risk_statement import Statement

    path = grouped(book, risk("Risk 001", "31/01/2023"))
    imported(store, path)
    confirm_statement(store, "SRT-001", Statement("few staff", "it happens", "harm"))
    assert imported(store, path) is None
    assert one(store, "risk", reference="SRT-001")["cause"] == "few staff"


def test_a_thousand_empty_rows_cost_nothing(store: db.DataFile, book: Path) -> None:
    path = grouped(book, risk("Risk 001", "31/01/2023"))
    filled = openpyxl.load_workbook(path)
    page = filled.active
    assert page is not None
    for row in range(5, 1005):
        for column in range(1, 19):
            page.cell(row, column).number_format = "0.0"
    filled.save(path)
    begun = time.perf_counter()
    sheet = only_sheet(store, path)
    assert len(added(sheet, "risk")) == 1
    assert time.perf_counter() - begun < 3


def test_a_risk_without_a_reference_is_refused(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(
        store, workbook(book, {"Hub risks": [PLAIN, [1, None, "a", 1, 2, 2], [None, None, "b", 1, 2, 2]]})
    )
    assert refusals(sheet) == {"A3": "the risk has no reference of its own"}


@pytest.mark.parametrize("heading", ["Likelihood", "Probability"])
def test_consequence_is_an_impact_where_it_has_numbers(store: db.DataFile, book: Path, heading: str) -> None:
    head = ("Ref", "Description of risk", "Consequence", heading, "Risk score", "Target score")
    sheet = only_sheet(store, workbook(book, {"Hub risks": [head, [1, "a", 4, 2, 8, None]]}))
    (score,) = added(sheet, "risk_score")
    assert (score["likelihood"], score["impact"], score["printed"]) == (2, 4, 8)


def test_a_table_of_scores_alone_is_held_to_the_scale(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, {"Hub risks": [PLAIN, [1, "01/02/2022", "a", 3, 3, 9, None]]}))
    head = ("Risk", "Score", "From", "Likelihood", "Impact")
    rows = [head, ("HR-1", "current", "01/03/2022", 5, 4), ("HR-1", "target", "01/03/2022", 5, 6)]
    sheet = only_sheet(store, workbook(book.with_name("scores.xlsx"), {"Scores": rows}))
    assert [(one["kind"], one["impact"]) for one in added(sheet, "risk_score")] == [("current", 4)]
    assert refusals(sheet) == {"E3": "6 is not on the scale of 1 to 5"}


def test_the_register_of_2018_has_ten_risks_and_three_at_the_most(store: db.DataFile, shared: Path) -> None:
    sheet = only_sheet(store, shared / "inputs" / "risk-register-2018.xlsx")
    assert len(added(sheet, "risk")) == 10
    assert [claim.held for claim in sheet.claims] == [True] * 10
    assert sum(score["printed"] == 25 for score in added(sheet, "risk_score")) == 3


def test_the_government_register_is_taken_with_its_oddities_told(store: db.DataFile, shared: Path) -> None:
    path = shared / "real" / "gov_risk_register_example.xlsx"
    if not path.exists():
        pytest.skip("needs gov_risk_register_example.xlsx in ../shared, which is not on this machine")
    (sheet,) = [found for found in proposed(store, path).sheets() if found.form]
    assert sheet.refused == []
    assert len(added(sheet, "risk")) == 14
    assert [claim.held for claim in sheet.claims] == [True] * 28
    for told in (
        "row 3 explains",
        "'Accept'",
        "9 dates and 5 texts",
        "wrong way round",
        "the target is 'Low'",
        "escalated",
    ):
        assert noted(sheet, told)
