"""A cover sheet says what was said for its meeting, else last time's words, and what the data know."""

from __future__ import annotations

from dataclasses import replace

import pytest

import db
from blmk_desktop.acts.cover_sheets import forget_cover_sheet, save_cover_sheet
from blmk_desktop.changes import history, undo
from blmk_desktop.errors import UserError
from blmk_desktop.papers.catalogue import Asked
from blmk_desktop.papers.cover import CoverSheet, cover_blocks, cover_sheet, ticks
from blmk_desktop.papers.model import Block, Bullets, Facts, Heading, Known, Text, Ticks
from tests.blmk_desktop.summaries.conftest import add
from tests.blmk_desktop.summaries.conftest import store as store  # noqa: PLC0414 - a fixture

BODY = "Primary Care Committee"
SEPTEMBER, DECEMBER, MARCH = "2022-09-27", "2022-12-09", "2023-03-17"
KNOWN = Known(
    asked=("The plans.",),
    key_points=("Networks plan to spend £1.", "2 networks plan to spend more."),
    finance=("£1 is left.",),
    risks=("PC-02: money is left.",),
    appendices=("Appendix A: tables",),
    accurate_on="2022-09-30",
)


def plans(on: str = DECEMBER, **more: str) -> Asked:
    return Asked("workforce-plans", on, body=BODY, on=on, **more)


def sheet(store: db.DataFile, asked: Asked, known: Known = KNOWN) -> CoverSheet:
    with store.reading() as connection:
        return cover_sheet(connection, asked, known)


def blocks(store: db.DataFile, asked: Asked, known: Known = KNOWN) -> tuple[Block, ...]:
    with store.reading() as connection:
        return cover_blocks(connection, cover_sheet(connection, asked, known), known)


def under(found: tuple[Block, ...], words: str) -> tuple[Block, ...]:
    """What stands under a heading."""
    at = next(at for at, block in enumerate(found) if isinstance(block, Heading) and words in block.text)
    end = next((more for more in range(at + 1, len(found)) if isinstance(found[more], Heading)), len(found))
    return found[at + 1 : end]


def test_the_words_of_the_last_meeting_are_offered_for_the_next(store: db.DataFile) -> None:
    save_cover_sheet(store, plans(SEPTEMBER), {"background": "As every year.\nMore to come.", "author": "Lead"})
    found = sheet(store, plans())
    assert found.said is None
    assert (found.last_on, found.value("background")) == (SEPTEMBER, "As every year.\nMore to come.")
    assert found.origin("background") == "last"
    assert found.value("asked") == "The plans."
    assert found.origin("asked") == "data"
    assert under(blocks(store, plans()), "Background") == (Text("As every year."), Text("More to come."))


def test_old_figures_are_never_offered_where_the_data_know(store: db.DataFile) -> None:
    old = {"key_points": "Old figures.", "accurate_on": "31/08/2022", "finance": "£9"}
    save_cover_sheet(store, plans(SEPTEMBER), old)
    found = sheet(store, plans())
    assert [found.origin(name) for name in ("key_points", "accurate_on", "finance")] == ["data"] * 3
    assert under(blocks(store, plans()), "key points") == (Bullets(KNOWN.key_points),)
    nothing = sheet(store, plans(), Known())
    assert nothing.value("key_points") == "Old figures."
    assert nothing.value("accurate_on") == ""


def test_what_is_asked_and_a_title_with_its_month_are_never_of_another_time(store: db.DataFile) -> None:
    save_cover_sheet(store, plans(SEPTEMBER), {"asked": "The plans of August.", "title": "Plans, August"})
    found = sheet(store, plans())
    assert (found.value("asked"), found.value("title")) == ("The plans.", "")
    assert sheet(store, plans(), Known()).value("asked") == "The plans of August."
    save_cover_sheet(store, plans(), {"asked": "", "title": "Plans, September"})
    assert (sheet(store, plans()).value("asked"), sheet(store, plans()).value("title")) == ("", "Plans, September")
    risks = Asked("risk-register", SEPTEMBER, "", BODY, SEPTEMBER)
    save_cover_sheet(store, risks, {"title": "Our register"})
    assert sheet(store, replace(risks, on=DECEMBER), Known()).value("title") == "Our register"


def test_what_is_said_for_a_meeting_holds_for_it_and_blanks_are_meant(store: db.DataFile) -> None:
    save_cover_sheet(store, plans(SEPTEMBER), {"options": "Two.", "background": "Old."})
    save_cover_sheet(store, plans(), {"options": "", "background": "New.", "key_points": "Only this."})
    found = blocks(store, plans())
    assert under(found, "Options") == (Text("None stated."),)
    assert under(found, "Background")[0] == Text("New.")
    assert under(found, "key points") == (Text("Only this."),)
    assert under(found, "Finance") == (Text("£1 is left."),)
    assert sheet(store, plans(MARCH)).value("background") == "New."


def test_words_are_remembered_for_a_new_round_but_not_for_another_programme(store: db.DataFile) -> None:
    save_cover_sheet(store, plans(SEPTEMBER, of="2022/23 draft"), {"background": "Rounds."})
    assert sheet(store, plans(of="2022/23 final")).value("background") == "Rounds."
    fuller = Asked("highlight-report", SEPTEMBER, "Fuller", BODY, SEPTEMBER)
    save_cover_sheet(store, fuller, {"background": "Neighbourhoods."})
    assert sheet(store, replace(fuller, of="Digital", on=DECEMBER), Known()).value("background") == ""
    assert sheet(store, replace(fuller, on=DECEMBER), Known()).value("background") == "Neighbourhoods."


def test_the_usual_programme_need_not_be_named(store: db.DataFile) -> None:
    due = {"programme": "Fuller", "number": "1", "milestone": "Map", "due": "2022-12-31"}
    add(store, [("milestone", due), ("milestone", due | {"programme": "Digital", "due": "2020-12-31"})])
    fuller = Asked("highlight-report", DECEMBER, "Fuller", BODY, DECEMBER)
    save_cover_sheet(store, fuller, {"background": "Neighbourhoods."})
    found = sheet(store, replace(fuller, of=""), Known())
    assert (found.value("background"), found.asked.of) == ("Neighbourhoods.", "Fuller")
    assert sheet(store, replace(fuller, of="", on=MARCH), Known()).value("background") == "Neighbourhoods."
    assert sheet(store, replace(fuller, of="Digital"), Known()).value("background") == ""
    forget_cover_sheet(store, found.asked)
    save_cover_sheet(store, replace(fuller, of=""), {"background": "Without a name."})
    assert sheet(store, fuller, Known()).value("background") == "Without a name."


def test_a_cover_is_kept_as_one_change_and_taken_back_as_one(store: db.DataFile) -> None:
    made = save_cover_sheet(store, plans(), {"author": "Lead", "next_steps": "- One\n- Two"})
    assert made is not None
    assert made.what == "Cover sheet: PCN workforce plans, 09/12/2022"
    assert save_cover_sheet(store, plans(), {"author": "Lead", "next_steps": "- One\n- Two"}) is None
    assert under(blocks(store, plans()), "Next steps") == (Bullets(("One", "Two")),)
    undo(store)
    assert sheet(store, plans()).said is None


def test_what_was_kept_can_be_forgotten(store: db.DataFile) -> None:
    save_cover_sheet(store, plans(SEPTEMBER), {"author": "September's"})
    save_cover_sheet(store, plans(), {"author": "December's"})
    forget_cover_sheet(store, plans())
    assert sheet(store, plans()).value("author") == "September's"
    assert forget_cover_sheet(store, plans()) is None


@pytest.mark.parametrize(
    ("asked", "words", "why"),
    [
        (Asked("agenda", DECEMBER, body=BODY, on=DECEMBER), {}, "no cover sheet"),
        (Asked("finance", DECEMBER), {}, "choose the committee"),
        (plans(), {"accurate_on": "soon"}, "Information accurate on: "),
        (plans(), {"purpose": "applaud"}, "applaud is none of note, discuss, approve, decide"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(
    store: db.DataFile, asked: Asked, words: dict[str, str], why: str
) -> None:
    with store.reading() as connection:
        before = len(history(connection))
    with pytest.raises(UserError, match=why):
        save_cover_sheet(store, asked, words)
    with store.reading() as connection:
        assert len(history(connection)) == before


def test_number_lead_and_purpose_come_from_the_agenda(store: db.DataFile) -> None:
    items = ({"item": "Minutes", "position": 1}, {"item": "PCN workforce plans", "position": 2})
    more = {"owner": "Chief Officer", "purpose": "approve", "section": "Assurance"}
    add(store, [("business_item", {"body": BODY, **item, **more}) for item in items])
    add(store, [("business_due", {"body": BODY, "item": item["item"], "on": DECEMBER}) for item in items])
    found = sheet(store, plans())
    assert [found.value(name) for name in ("number", "owner", "purpose")] == ["2", "Chief Officer", "approve"]
    assert under(blocks(store, plans()), "Purpose")[0] == Text(
        "Members are asked to approve the following:", role="lead"
    )
    save_cover_sheet(store, plans(), {"number": "8.2"})
    assert sheet(store, plans()).value("number") == "8.2"


def test_the_form_has_every_part_in_its_order(store: db.DataFile) -> None:
    found = blocks(store, plans())
    headings = [block.text for block in found if isinstance(block, Heading)]
    assert headings == [
        "Consulted on this report",
        "Presented before to",
        "Purpose of this report",
        "1. Background",
        "2. Summary of key points",
        "3. Options",
        "4. Key risks and issues",
        "5. Finance and other resources, including workforce",
        "6. Contribution to the Green Plan",
        "7. Contribution to reducing inequalities",
        "8. Next steps",
        "9. Appendices",
        "10. Background reading",
    ]
    questions = [block.question for block in found if isinstance(block, Ticks)]
    assert questions[:2] == ["Strategic priorities", "Enablers"]
    recorded = next(block for block in found if isinstance(block, Ticks) and "register" in block.question)
    assert recorded.answers == (("Yes", True), ("No", False))
    facts = next(block for block in found if isinstance(block, Facts))
    assert ("Information accurate on", "30/09/2022") in facts.rows


def test_a_paper_without_a_cover_has_none(store: db.DataFile) -> None:
    assert blocks(store, Asked("agenda", DECEMBER, body=BODY, on=DECEMBER)) == ()


def test_ticks_go_by_the_name_before_the_colon_and_keep_what_is_not_offered() -> None:
    offered = ("Live Well: people keep well", "Growth: towns grow")
    assert ticks(offered, ("live well", "Prevention")) == (
        ("Live Well: people keep well", True),
        ("Growth: towns grow", False),
        ("Other: Prevention", True),
    )


def test_prose_and_points_are_told_apart(store: db.DataFile) -> None:
    words = {"options": "We may:\n- wait\n• act\nWe propose to act.", "inequalities": "One.\nTwo."}
    save_cover_sheet(store, plans(), words)
    found = blocks(store, plans())
    assert under(found, "Options") == (Text("We may:"), Bullets(("wait", "act")), Text("We propose to act."))
    assert under(found, "inequalities") == (Text("One."), Text("Two."))
