"""Papers that come again under another name: the last edition is the one that is judged."""

from __future__ import annotations

from collections.abc import Hashable

from blmk_desktop.summaries.later_editions import still_said

Claim = tuple[str, str, str]  # source, sheet, subject
ORDER = {"plan.xlsx": 1, "plan v2.xlsx": 2, "other.xlsx": 3}


def said(*claims: Claim) -> list[Claim]:
    def subject(claim: Claim) -> Hashable:
        return claim[2]

    return still_said(claims, ORDER, lambda claim: (claim[0], claim[1]), subject)


def test_the_last_edition_of_a_page_stands() -> None:
    old: list[Claim] = [("plan.xlsx", "Costs", name) for name in ("GPs", "Nurses", "Managers")]
    new: list[Claim] = [("plan v2.xlsx", "Costs", name) for name in ("GPs", "Nurses", "Pharmacists")]
    assert said(*old, *new) == new
    assert said(*new, *old) == new


def test_a_page_of_which_little_comes_again_stands_beside_the_other() -> None:
    old: list[Claim] = [("plan.xlsx", "Pay", name) for name in ("GPs", "Nurses", "Managers")]
    other: list[Claim] = [("other.xlsx", "Pay", "GPs")]
    assert said(*old, *other) == [*old, *other]


def test_two_tables_of_one_paper_stand_beside_each_other() -> None:
    twice: list[Claim] = [("plan.xlsx", "Table 5", "GPs"), ("plan.xlsx", "Table 6", "GPs")]
    assert said(*twice) == twice
