"""A plan while it is written: what may be typed, what is taken back, what it comes to in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from blmk_desktop.acts.plan_drafts import DraftBook, DraftLine, PlanFacts, as_planned, typed, under, work_out
from blmk_desktop.editing import RefusedPasteError
from blmk_desktop.errors import UserError
from blmk_desktop.rules.affordability import Allowance, Scenario
from blmk_desktop.rules.caps import Cap
from blmk_desktop.rules.plan_costs import Rates
from blmk_desktop.words.plans import concerns, months, verdict, what_if_words

RATES = Rates({"Paramedic": (("2022-04-01", 6_000_000),), "Dietitian": (("2022-04-01", 4_800_000),), "Podiatrist": ()})
CAPS = {"Dietitian": Cap("Dietitian", 1, 1)}
FACTS = PlanFacts(
    "U35004",
    "Crown PCN",
    "2022/23 final",
    "2022/23",
    "2022-09-30",
    RATES,
    Allowance(10_000_000, None, CAPS),
    ("Dietitian", "Paramedic", "Podiatrist"),
)
PARAMEDIC = DraftLine(1, 1, "Paramedic", "", 100)
LATER = DraftLine(2, 2, "Dietitian", "Hub", 200, "2023-01-01")
EMPTY = DraftLine(3, 3)


def book(*lines: DraftLine) -> tuple[DraftBook, list[int]]:
    told: list[int] = []
    return DraftBook(FACTS, lines, lambda: told.append(1)), told


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("wte", "-1", "WTE must be more than nought: remove the line if the post is not wanted."),
        ("wte", "1000", "More than 99 WTE on one line: is the decimal point in its place?"),
        ("wte", "two", "WTE: two is not a number."),
        ("role", "Wizard", "Wizard is none of the roles that may be claimed: choose one from the list."),
        ("start", "01/05/2023", "01/05/2023 is after the plan's year, which ends on 31/03/2023."),
        ("end", "01/03/2022", "01/03/2022 is before the plan's year, which begins on 01/04/2022."),
        ("end", "31/12/2022", "Leaving date 31/12/2022 is before the start date, 01/01/2023."),
        ("salary", "-5", "A salary cannot be negative."),
        ("cost", "5", "That is worked out."),
    ],
)
def test_what_cannot_be_right_is_said_in_a_sentence(name: str, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        typed(LATER, name, text, FACTS)
    assert str(refused.value) == why


def test_what_is_typed_is_read_as_people_write_it() -> None:
    line = EMPTY
    for name, text in (("role", "paramedic"), ("wte", "0.8"), ("start", "1 Nov 2022"), ("salary", "£41,500.50")):
        line = typed(line, name, text, FACTS)
    assert line == DraftLine(3, 3, "Paramedic", "", 80, "2022-11-01", None, 4_150_050)
    assert line.whole
    assert not EMPTY.whole


def test_a_line_without_role_or_wte_counts_for_nothing() -> None:
    found = work_out(FACTS, [PARAMEDIC, EMPTY, DraftLine(4, 4, "Dietitian")])
    assert found.assessment.cost == 6_000_000
    assert list(found.costs) == [1]


def test_every_edit_of_a_draft_is_taken_back_and_made_again() -> None:
    draft, told = book(PARAMEDIC, LATER)
    draft.edit(1, "wte", "0.5")
    added = draft.add()
    draft.duplicate([2])
    draft.remove([1])
    after = draft.lines
    assert [line.line for line in after] == [2, 3, 4]
    assert added == 3
    for _ in range(4):
        draft.undo()
    assert draft.lines == (PARAMEDIC, LATER)
    assert not draft.unsaved
    for _ in range(4):
        draft.redo()
    assert draft.lines == after
    assert draft.unsaved
    assert len(told) == 12
    with pytest.raises(UserError, match="nothing to redo"):
        draft.redo()


def test_a_block_is_taken_whole_or_not_at_all() -> None:
    draft, _ = book(PARAMEDIC)
    with pytest.raises(RefusedPasteError) as refused:
        draft.paste([(1, {"wte": "2"}), (None, {"role": "Wizard", "wte": "x"})])
    assert [(problem.row, problem.field) for problem in refused.value.problems] == [(1, "role"), (1, "wte")]
    assert draft.lines == (PARAMEDIC,)
    draft.paste([(1, {"start": "01/09/2022", "end": "31/12/2022"}), (None, {"role": "Dietitian", "wte": "1"})])
    assert [line.start for line in draft.lines] == ["2022-09-01", None]


@given(some.lists(some.sampled_from(["add", "remove", "duplicate", "edit"]), max_size=12))
def test_whatever_was_done_undo_leads_back(steps: list[str]) -> None:
    draft, told = book(PARAMEDIC, LATER)
    does = {
        "add": draft.add,
        "remove": lambda: draft.remove([draft.lines[0].id] if draft.lines else []),
        "duplicate": lambda: draft.duplicate([line.id for line in draft.lines[:1]]),
        "edit": lambda: draft.lines and draft.edit(draft.lines[-1].id, "note", f"note {len(told)}"),
    }
    for step in steps:
        does[step]()
    assert len({line.id for line in draft.lines}) == len({line.line for line in draft.lines}) == len(draft.lines)
    for _ in range(len(told)):
        draft.undo()
    assert draft.lines == (PARAMEDIC, LATER)


def test_a_plan_is_told_in_words() -> None:
    within = work_out(FACTS, [PARAMEDIC]).assessment
    assert verdict(within).sentence == "The plan is within the allocation; £40,000 is left."
    over = work_out(FACTS, [PARAMEDIC, LATER, DraftLine(5, 5, "Paramedic", "", 100)]).assessment
    assert verdict(over).word == "Over"
    assert verdict(over).sentence == "The plan is £44,000 over the allocation."
    assert concerns(over) == ["Dietitian: over the cap of 1 post"]
    unknown = work_out(FACTS, [DraftLine(1, 1, "Podiatrist", "", 100)]).assessment
    assert verdict(unknown).word == "Not all costed"
    assert concerns(unknown) == ["1 line is not fully costed: no maximum is known for Podiatrist"]


def test_what_if_is_told_in_one_sentence() -> None:
    lines = [PARAMEDIC, LATER, DraftLine(5, 5, "Paramedic", "", 25, "2022-04-01")]
    stands = work_out(FACTS, lines).assessment  # 60,000 + 24,000 + 15,000
    given_ = Scenario(pay_award=200)
    words = what_if_words(given_, stands, under(FACTS, lines, given_))
    assert words == "With a 2-point pay award the plan costs £1,980 more and no longer fits: £980 over."
    given_ = Scenario(slip=2, failure=2000)
    words = what_if_words(given_, stands, under(FACTS, lines, given_))
    assert words == (
        "With a slip of 2 months and 20% of new posts not recruited the plan costs £17,600 less and still fits: "
        "£18,600 left."
    )


def test_a_scenario_changes_only_posts_still_to_start_and_drops_those_past_the_year() -> None:
    moved, gone = as_planned(FACTS, [PARAMEDIC, LATER], Scenario(pay_award=100, slip=2, failure=5000))
    assert [(line.id, line.wte, line.start, line.salary) for line in moved] == [(2, 100, "2023-03-01", None)]
    assert not gone
    moved, gone = as_planned(FACTS, [PARAMEDIC, LATER], Scenario(slip=3))
    assert not moved
    assert gone == (LATER,)


def test_a_scenario_is_put_into_a_draft_as_one_edit() -> None:
    draft, _ = book(PARAMEDIC, LATER)
    draft.put(*as_planned(FACTS, draft.lines, Scenario(slip=2)), "agreed")
    assert draft.lines[1].start == "2023-03-01"
    draft.undo()
    assert draft.lines == (PARAMEDIC, LATER)


def test_months_are_listed_shortly() -> None:
    assert months((7, 8, 9, 12)) == "M07, M08, M09 and M12"
    assert months((7, 8, 9)) == "M07 to M09"
