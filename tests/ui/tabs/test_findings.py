"""The findings: what disagrees, in words; accepted with a reason, one or many at once, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blmk_desktop.check import check
from blmk_desktop.rules.finding import Finding
from db import create_file
from tests.ui.tabs.conftest import Opening, press, words
from ui.parts.reason import ReasonDialog
from ui.parts.wording import RULES, rule_words
from ui.screenshots import settle
from ui.tabs.findings_columns import in_a_sentence

VARIANCE = Finding("lost-minus-sign", "error", "Crown PCN", "plans.xlsx › Submissions!E3", "£5", "(£5.00)", "Lost.")


@pytest.fixture
def findings(opened: Opening, example: Path) -> Any:
    return opened(example, "Findings")


def first_of(tab: Any, rule: str) -> Finding:
    return next(finding for finding in tab.by_identity.values() if finding.rule == rule)


def say_why(tab: Any, reason: str) -> None:
    dialog = next(one for one in tab.findChildren(ReasonDialog) if one.isVisible())
    dialog.box.setPlainText(reason)
    dialog.confirm.click()
    settle(tab.window_)


def shown(tab: Any, column: str) -> list[str]:
    return [tab.table.columns.shown(at, column) for at in tab.table.shown()]


def test_the_list_holds_what_check_finds_and_says_it_in_words(findings: Any) -> None:
    with findings.window_.store.reading() as connection:
        found = check(connection)
    assert len(shown(findings, "subject")) == len(found) > 0
    assert "cannot be right" in findings.banner.text
    assert shown(findings, "severity")[0] == "Wrong"


def test_a_finding_is_told_in_full_at_the_side(findings: Any) -> None:
    finding = first_of(findings, "lost-minus-sign")
    findings.show_record("finding", finding.identity)
    settle(findings.window_)
    said = words(findings.detail)
    for expected in ("Minus sign lost", finding.subject, finding.message, finding.printed, finding.computed):
        assert expected in said


def test_a_finding_leads_to_what_it_is_about(findings: Any) -> None:
    finding = first_of(findings, "practice-in-no-network")
    findings.show_record("finding", finding.identity)
    press(findings.detail, f"Open {finding.subject}")
    settle(findings.window_)
    window = findings.window_
    assert window.titles[window.tabs.currentIndex()] == "Practices"


def test_a_finding_is_acknowledged_with_a_reason_and_taken_back(findings: Any) -> None:
    finding = first_of(findings, "rounded-total")
    findings.show_record("finding", finding.identity)
    findings.acknowledge()
    say_why(findings, "The paper rounds on purpose")
    now = findings.by_identity[finding.identity]
    assert now.acknowledged == "The paper rounds on purpose"
    assert "1 acknowledged" in findings.banner.text
    assert shown(findings, "severity")[-1] == "Acknowledged"
    findings.show_record("finding", finding.identity)
    settle(findings.window_)
    assert "The paper rounds on purpose" in words(findings.detail)
    findings.take_back()
    settle(findings.window_)
    assert not findings.by_identity[finding.identity].acknowledged


def test_several_findings_are_acknowledged_as_one_change(findings: Any) -> None:
    findings.table.filter_text("Practice in no network")
    findings.table.view.selectAll()
    number = len(findings.selected)
    assert number > 1
    assert findings.accept.text() == f"Acknowledge {number}…"
    before = undoable(findings)
    findings.acknowledge()
    say_why(findings, "Known: they cover the whole area")
    assert sum(bool(finding.acknowledged) for finding in findings.by_identity.values()) == number
    assert undoable(findings) == f"Acknowledged: {number} findings" != before


def undoable(tab: Any) -> str:
    from blmk_desktop.changes import undoable as latest

    with tab.window_.store.reading() as connection:
        found = latest(connection)
    return found.what if found else ""


def test_filters_narrow_the_list(findings: Any) -> None:
    finding = first_of(findings, "tables-disagree")
    findings.table.filter_text(finding.subject)
    assert 0 < len(shown(findings, "subject")) < len(findings.by_identity)
    findings.show_record("finding", first_of(findings, "rounded-total").identity)
    assert findings.current.rule == "rounded-total"


def test_nothing_loaded_is_not_the_same_as_nothing_wrong(opened: Opening, tmp_path: Path) -> None:
    path = tmp_path / "new.blmk"
    create_file(path).close()
    tab = opened(path, "Findings")
    assert "Nothing is loaded yet" in words(tab.table)
    tab._say_empty(True)  # noqa: SLF001 - the sentence of a file in which all agrees
    assert "Every figure agrees." in words(tab.table)


def test_the_banner_counts_what_waits() -> None:
    assert in_a_sentence([VARIANCE]) == ("1 figure cannot be right", "red")
    assert in_a_sentence([VARIANCE.accepted("known")]) == ("Everything that was found is acknowledged.", "green")
    assert in_a_sentence([])[0] == ""


def test_every_rule_has_words() -> None:
    assert rule_words("lost-minus-sign") == "Minus sign lost"
    assert rule_words("a-new-rule") == "A new rule"
    assert all(words[0].isupper() for words in RULES.values())


def test_after_one_finding_the_next_is_chosen_so_that_a_list_can_be_worked_through(findings: Any) -> None:
    first, second = (findings.table.model.id_at(row) for row in (0, 1))
    findings.table.select(first)
    findings.acknowledge()
    say_why(findings, "agreed with the network")
    assert findings.by_identity[first].acknowledged
    assert findings.table.current_id == second
