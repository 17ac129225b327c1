"""What the command line prints for people."""

from __future__ import annotations

from pathlib import Path

from blmk_desktop.changes import ChangeSet
from blmk_desktop.commands.printing import aligned, finding_lines, history_lines, proposal_lines, table_lines
from blmk_desktop.computed.tables import Table
from blmk_desktop.importing.proposal import Claim, FileProposal, ProposedRow, Refusal, SheetProposal
from blmk_desktop.records.fields import money, text, wte
from blmk_desktop.rules.finding import Finding


def test_columns_stand_under_each_other() -> None:
    assert aligned([["Place", "£"], ["Luton", "1,000"]], [False, True]) == ["Place      £", "Luton  1,000"]


def test_a_table_shows_adverse_variances_in_brackets_and_marks_what_is_in_doubt() -> None:
    fields = (
        text(name="place", label="Place"),
        money(name="variance", label="Variance"),
        wte(name="wte_planned", label="Planned"),
    )
    rows = [("Bedford", -2_182_600, 9692), ("Luton", 15_365_100, None)]
    table = Table(
        "plan-by-place",
        fields,
        rows,
        (None, 13_182_500, 9692),
        disputed=frozenset({(0, "wte_planned")}),
        incomplete=frozenset({(2, "wte_planned")}),
    )
    assert list(table_lines(table)) == [
        "Place    Variance (£)  Planned (WTE)",
        "------------------------------------",
        "Bedford     (21,826)          96.92*",
        "Luton        153,651",
        "------------------------------------",
        "Total        131,825          96.92+",
        "* sources differ and nobody has said which figure stands; `check` says where",
        "+ a part of it is missing",
    ]


def test_a_table_of_which_nothing_is_added_up_has_no_total() -> None:
    fields = (text(name="area", label="Area"), money(name="budget", label="Budget"))
    lines = ["Area   Budget (£)", "-----------------"]
    assert list(table_lines(Table("t", fields, [("Luton", 100)], (None, None)))) == [*lines, "Luton          1"]
    empty = Table("t", fields, [], (None, None))
    assert list(table_lines(empty))[-1] == "no rows: the file has nothing of this yet"


def test_a_proposal_says_what_is_refused_and_what_does_not_hold() -> None:
    sheet = SheetProposal(
        "Submissions",
        "plan-figures",
        "PCN workforce plan figures",
        rows=[ProposedRow("plan_figure", "added", "Crown", "Submissions!C3", {})],
        refused=[Refusal("Submissions!C4", "Allocation", "#REF!", "the cell holds an error")],
        claims=[Claim("Submissions!E3", "CROWN PCN", "Variance", "£62,024.70", "(£62,024.70)", held=False)],
        notes=["sheet 'Submissions' calls itself first draft"],
    )
    assert list(proposal_lines([FileProposal(Path("plans.xlsx"), "plans.xlsx", sheets=[sheet])])) == [
        "plans.xlsx",
        (
            "  Submissions (PCN workforce plan figures): 1 added, 0 changed, 0 unchanged, 1 refused, "
            "claims: 0 held, 1 failed"
        ),
        "    sheet 'Submissions' calls itself first draft",
        "    refused Submissions!C4: Allocation '#REF!': the cell holds an error",
        "    does not hold Submissions!E3: CROWN PCN, Variance: printed £62,024.70, computed (£62,024.70)",
    ]


def test_a_thousand_refusals_are_counted_not_listed() -> None:
    refused = [Refusal(f"Sheet!A{row}", "Code", "X", "is no code") for row in range(1000)]
    sheet = SheetProposal("Sheet", "practices", "GP practices", refused=refused)
    lines = list(proposal_lines([FileProposal(Path("a.csv"), "a.csv", sheets=[sheet])]))
    assert len(lines) == 23
    assert lines[-1].strip() == "... and 980 more"


def test_findings_stand_in_groups_the_gravest_first() -> None:
    findings = [
        Finding("practice-in-no-network", "warning", "A Surgery", "K82001", "", "", "A Surgery is in no network."),
        Finding("lost-minus-sign", "error", "Crown", "S!E3", "£62", "(£62)", "Crown has lost its minus sign."),
    ]
    assert list(finding_lines(findings)) == [
        "ERROR: lost minus sign (1)",
        "  Crown has lost its minus sign.",
        "    S!E3; printed £62; computed (£62)",
        "",
        "WARNING: practice in no network (1)",
        "  A Surgery is in no network.",
        "    K82001",
        "",
        "1 error, 1 warning, 0 notes",
    ]


def test_a_figure_that_no_source_prints_is_said_to_stand_against_its_limit() -> None:
    spent = Finding("scheme-overspent", "warning", "Elm", "funding lines", "£92,000", "£85,000", "Too much is spent.")
    late = Finding("risk-action-late", "warning", "PC-1", "Primary care", "1", "", "An action is late.")
    lines = list(finding_lines([spent, late]))
    assert "    funding lines; £92,000 against £85,000" in lines
    assert "    Primary care; 1" in lines


def test_no_findings_are_said_too() -> None:
    assert list(finding_lines([])) == ["Nothing found: every figure agrees with every other."]


def test_the_history_says_what_was_taken_back() -> None:
    made = ChangeSet(
        id="a1",
        number=3,
        at="2022-12-09T10:00:00+00:00",
        who="mk",
        what="Import of plans.xlsx",
        why="",
        kind="import",
        undoes=None,
        changes=1498,
        undone=True,
    )
    line = list(history_lines([made]))[1]
    assert line.split()[0] == "3"
    assert line.endswith("mk   Import of plans.xlsx    1,498  undone")
    assert list(history_lines([])) == ["Nothing has been changed yet."]


def test_a_table_too_wide_for_the_terminal_comes_in_parts_that_each_say_whose_row_it_is() -> None:
    fields = (text(name="place", label="Place"), *(money(name=f"m{at}", label=f"Figure {at}") for at in range(4)))
    blank = (*fields, text(name="note", label="Note"))
    table = Table("wide", blank, [("Bedford", 100, 200, 300, 400, None)], (None, 100, 200, 300, 400, None))
    lines = list(table_lines(table, 40))
    assert [line.split()[0] for line in lines if line.startswith(("Bedford", "Total"))] == ["Bedford", "Total"] * 2
    assert max(map(len, lines)) <= 40
    assert "Note" not in "\n".join(lines)
    assert len(list(table_lines(table))) == 5
