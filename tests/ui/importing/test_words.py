"""The words of the preview say what is there, in the singular and the plural."""

from __future__ import annotations

from pathlib import Path

import pytest

from blmk_desktop.importing.proposal import (
    Claim,
    FileProposal,
    Options,
    Proposal,
    ProposedRow,
    Refusal,
    SheetProposal,
)
from ui.importing import words


def row(status: str = "added", kind: str = "practice", where: str = "S!A2") -> ProposedRow:
    return ProposedRow(kind, status, "E81001", where, {"code": "E81001"})


def claim(held: bool | None) -> Claim:
    return Claim("S!B9", "All", "Variance", "£1", "£2", held)


def sheet(*rows: ProposedRow, refused: int = 0, claims: tuple[bool | None, ...] = ()) -> SheetProposal:
    refusals = [Refusal("S!A1", "Practice code", "x", "is none")] * refused
    return SheetProposal("S", "practices", "GP practices", [], list(rows), refusals, [claim(held) for held in claims])


def proposal(*sheets: SheetProposal) -> Proposal:
    return Proposal([FileProposal(Path("register.xlsx"), "register.xlsx", sheets=list(sheets))], Options())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (sheet(row()), "1 practice"),
        (sheet(row(), row()), "2 practices"),
        (sheet(row("unchanged"), row("unchanged")), "2 practices, nothing new"),
        (sheet(row(), row("changed"), row("unchanged")), "3 practices: 1 new, 1 changed"),
        (sheet(row(), row(kind="membership")), "2 records"),
        (sheet(row(), refused=2), "1 practice, 2 refused"),
        (sheet(row(kind="plan_figure"), claims=(False, True)), "1 figure, 1 claim fails"),
        (SheetProposal("S", None), "nothing recognised"),
        (sheet(), "nothing to take"),
    ],
)
def test_a_sheet_is_said_in_a_few_words(given: SheetProposal, said: str) -> None:
    assert words.sheet_word(given) == said


def test_the_button_says_what_stays_out() -> None:
    assert (
        words.import_words(proposal(sheet(row(), row(), refused=1))) == "Import the 2 valid rows; 1 refused stays out"
    )
    assert words.import_words(proposal(sheet(row()))) == "Import 1 row"
    assert words.import_words(proposal(sheet(row("unchanged")))) == "Nothing to import"


def test_the_detail_names_the_kinds_and_what_the_user_left_out() -> None:
    out = row("changed")
    out.wanted = False
    given = proposal(sheet(row(), row(), row(kind="membership"), row("changed"), out))
    assert (
        words.import_detail(given)
        == "Adds 2 practices and 1 membership; changes 1 practice; leaves out 1 as you chose."
    )


def test_the_summary_counts_claims_that_can_be_checked() -> None:
    given = proposal(sheet(row(), claims=(False, True, None)))
    assert words.summary(given) == ("1 row is new. 1 of 2 printed totals and percentages disagree with their own rows.")


def test_claims_name_the_failures_first() -> None:
    assert words.claims_title([claim(False), claim(True), claim(None)]) == "Claims 1 of 2 fail"
    assert words.claims_title([claim(True)]) == "Claims 1 agree"
    assert words.claims_title([]) == "Claims 0"


def test_a_refused_name_is_told_without_the_advice_that_stands_apart() -> None:
    refusal = Refusal("S!A1", "PCN", "Crwn", "no PCN is known as 'Crwn'; choose which it is", ("U35004 CROWN",), "pcn")
    assert words.reason(refusal) == "no PCN is known as 'Crwn'"
    assert "Say below" in words.advice(refusal)


def test_a_sheet_of_no_known_committee_is_named_in_the_window() -> None:
    why = "the file does not say which committee it is of; name it with --register, or above the table"
    refusal = Refusal("Tracker", "Committee or group", "", why)
    assert words.reason(refusal) == "the file does not say which committee it is of"
    assert words.advice(refusal) == "Name the committee at the top right."


def test_a_lost_minus_sign_is_told_from_other_disagreements() -> None:
    lost = Claim("S!B9", "All", "Variance", "£1", "(£1)", False, "the minus sign is lost")
    assert [words.verdict(one) for one in (lost, claim(False), claim(True), claim(None))] == [
        "Minus lost",
        "Disagrees",
        "Agrees",
        "Not checked",
    ]


def test_what_a_cell_holds_is_quoted_as_it_was_written() -> None:
    refusal = Refusal("S!B2", "Allocation", "a few", "a few is not a number")
    assert words.reason(refusal) == "'a few' is not a number"
    assert words.sentence(words.reason(refusal)) == "'a few' is not a number."
