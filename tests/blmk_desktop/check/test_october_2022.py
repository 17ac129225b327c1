"""Every disagreement inside the four sheets of the October 2022 plans is found, with its cell, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop import seeding
from blmk_desktop.records.actions import ACTIONS
from blmk_desktop.records.budgets import BUDGETS
from blmk_desktop.records.estates import ESTATES
from blmk_desktop.records.models import MODEL_RECORDS
from blmk_desktop.records.premises import PREMISES
from blmk_desktop.records.priorities import PRIORITIES
from blmk_desktop.records.resilience import RESILIENCE
from blmk_desktop.records.risks import RISKS
from blmk_desktop.rules.finding import Finding
from tests.blmk_desktop.check.conftest import PACK, Import, cells, findings

# rule, sheet and cell, printed, computed; worked out by hand from the published pack
LOST_SIGNS = {
    "Submissions!E3": ("£62,024.70", "(£62,024.70)"),
    "Submissions!E8": ("£2,829.00", "(£2,829.00)"),
    "Submissions!E11": ("£59,921.00", "(£59,921.00)"),
    "Submissions!E16": ("£15,223.00", "(£15,223.00)"),
    "Submissions!E19": ("£11,570.00", "(£11,570.00)"),
    "Submissions!E26": ("£116,476.00", "(£116,476.00)"),
    "Submissions!E27": ("£2,617.00", "(£2,617.00)"),
    "Submissions!E29": ("£21,826", "(£21,826.00)"),
}
PRINTED_ROWS = {
    "Submissions!E10": ("£205,674.30", "£335,381.70"),
    "Submissions!E17": ("£153,651", "£303,939.00"),
    "Submissions!E24": ("£1,361,281", "£1,384,421.00"),
    "Submissions!E29": ("£21,826", "£216,360.00"),
    "Submissions!E30": ("£1,698,780.30", "£2,240,101.70"),
}
ROUNDED = {
    "Actual v planned!C15": ("62 WTE", "62.37 WTE"),
    "Actual v planned!D15": ("102 WTE", "102.07 WTE"),
    "Actual v planned!C22": ("66 WTE", "65.78 WTE"),
    "Actual v planned!D22": ("116 WTE", "115.99 WTE"),
    "Actual v planned!C30": ("81 WTE", "80.88 WTE"),
    "Actual v planned!D30": ("142 WTE", "142.42 WTE"),
}
EXPECTED = {
    "lost-minus-sign": LOST_SIGNS,
    "printed-rows-do-not-add-up": PRINTED_ROWS,
    "rounded-total": ROUNDED,
    "figure-not-from-its-parts": {"Actual v planned!G15": ("47.2%", "38.9%")},
    "tables-disagree": {
        "Actual v planned!C9": ("17.00 WTE", "11.00 WTE"),
        "Actual v planned!D13": ("12.00 WTE", "22.00 WTE"),
    },
    "place-not-sum-of-networks": {"Summary by place!B5": ("99 WTE", "112.07 WTE")},
    "cut-off-not-rounded": {"Summary by place!B4": ("96 WTE", "96.92 WTE")},
    "tables-add-up-differently": {
        "Summary by place!B8": ("452.99 WTE", "467.40 WTE"),
        "By role (M06)": ("274.81 WTE", "268.81 WTE"),
        "By role (M12)": ("457.40 WTE", "467.40 WTE"),
    },
}
# The register that ships has a say too, on other things than the sheets against each other.
OF_THE_REGISTER = {"practice-in-no-network", "active-without-patients", "allocation-per-weighted-patient"}
OF_PREMISES = {"growth-without-building"}  # it concerns a practice


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[db.DataFile]:
    """The example data that ships."""
    with db.create_file(tmp_path_factory.mktemp("demo") / "demo.blmk") as file:
        seeding.load_reference(file)
        seeding.load_demo(file)
        yield file


@pytest.fixture(scope="module")
def found(demo: db.DataFile) -> list[Finding]:
    """What the check says of the register and the plans of the example data."""
    told = (*ESTATES, *PREMISES, *PRIORITIES, *RISKS, *RESILIENCE, *ACTIONS, *BUDGETS, *MODEL_RECORDS)
    elsewhere = {record.name for record in told} | {"funding_stream"}
    return [one for one in findings(demo) if one.about[0] not in elsewhere and one.rule not in OF_PREMISES]


def in_cell(found: list[Finding], cell: str) -> Finding:
    (one,) = (one for one in found if one.where == f"{PACK} › {cell}")
    return one


@pytest.mark.parametrize("rule", EXPECTED)
def test_each_disagreement_is_found_at_its_cell_with_both_figures(rule: str, found: list[Finding]) -> None:
    said = {one.where.partition(" › ")[2]: (one.printed, one.computed) for one in found if one.rule == rule}
    assert said == EXPECTED[rule]


def test_nothing_else_is_found_in_the_sheets(found: list[Finding]) -> None:
    assert {one.rule for one in found} == set(EXPECTED) | OF_THE_REGISTER


def test_the_gravest_come_first(found: list[Finding]) -> None:
    severities = [one.severity for one in found]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    assert {one.rule for one in found if one.severity == "note"} == {"rounded-total", "active-without-patients"}


SENTENCES = {
    "Submissions!E3": (
        "As printed, Crown PCN plans to spend £62,024.70 more than its allocation; the variance of £62,024.70 has "
        "lost its minus sign."
    ),
    "Submissions!E24": (
        "As printed, the rows above the total of variance of Central Bedfordshire add up to £1,384,421.00, not "
        "to £1,361,281. The minus sign is lost in E19."
    ),
    "Summary by place!B5": (
        "Central Bedfordshire, staff planned at the end of March 2023: Summary by place!B5 has 99 WTE; its "
        "networks add up to 112.07 WTE. 99% is its planned growth at Submissions!H24: a figure of the wrong "
        "column."
    ),
    "Summary by place!B4": (
        "Bedford Borough, staff planned at the end of March 2023: Summary by place!B4 has 96 WTE; its networks "
        "add up to 96.92 WTE. The decimals were cut off, not rounded."
    ),
    "Actual v planned!C9": (
        "Two tables disagree on Chiltern Hills PCN, staff in post at the end of September 2022: Submissions!F18 "
        "has 11.00 WTE, Actual v planned!C9 has 17.00 WTE. The first stands until somebody says which is right."
    ),
    "Actual v planned!G15": (
        "The share still to recruit of Central Bedfordshire is printed as 47.2%; the figures that it is worked "
        "out from make 38.9%. It is the figure printed for Titan PCN (G14)."
    ),
    "Actual v planned!C22": (
        "The total of staff in post of Luton is rounded to 66 WTE; the rows above it, printed exactly, make 65.78 WTE."
    ),
    "By role (M12)": (
        "The table by role (By role) and the table by PCN (Submissions) do not add up to the same staff planned "
        "at the end of March 2023: 457.40 WTE against 467.40 WTE. It is what the table by PCN in Actual v "
        "planned adds up to."
    ),
}


@pytest.mark.parametrize("cell", SENTENCES)
def test_the_committee_reads_a_sentence(cell: str, found: list[Finding]) -> None:
    assert in_cell(found, cell).message == SENTENCES[cell]


def test_a_finding_names_the_network_it_stands_beside(found: list[Finding]) -> None:
    assert in_cell(found, "Actual v planned!D13").about == ("pcn", "U15644")
    assert in_cell(found, "Summary by place!B5").about == ("place", "Central Bedfordshire")


CORRECTED: dict[str, dict[str, object]] = {
    "Summary by place": {"B4": 96.92, "B5": 112.07, "B7": 142.42, "B8": 467.4},
    "Submissions": {
        "E3": -62024.7,
        "E8": -2829,
        "E11": -59921,
        "E16": -15223,
        "E19": -11570,
        "E26": -116476,
        "E27": -2617,
        "E29": -21826,
    },
    "Actual v planned": {
        "C9": 11, "E9": 10, "F9": 52.4, "G9": 47.6,
        "D13": 22, "E13": 12, "F13": 45.5, "G13": 54.5,
        "C15": 56.37, "D15": 112.07, "E15": 55.7, "F15": 50.3, "G15": 49.7,
        "C22": 65.78, "D22": 115.99, "E22": 50.21,
        "C30": 80.88, "D30": 142.42, "E30": 61.54,
    },
    "By role": {"B6": 61.19, "C6": 88.9, "D6": 27.71, "E6": 68.8, "F6": 31.2},
}  # fmt: skip


def test_the_workbook_with_every_figure_put_right_has_no_finding(store: db.DataFile, import_pack: Import) -> None:
    import_pack(CORRECTED)
    assert findings(store) == []


@pytest.mark.parametrize(
    ("sheet", "cell", "wrong", "rule"),
    [
        ("Submissions", "C10", 4918979.3, "total-not-sum"),
        ("Submissions", "F30", 268.9, "total-not-sum"),
        ("Submissions", "E4", -4287.7, "lost-minus-sign"),
        ("Submissions", "H5", 58, "figure-not-from-its-parts"),
        ("Submissions", "J4", 0.92, "lost-minus-sign"),
        ("Actual v planned", "F17", 10.6, "figure-not-from-its-parts"),
        ("Actual v planned", "C5", 12.45, "tables-disagree"),
        ("Summary by place", "D5", "£2,892,653", "place-not-sum-of-networks"),
    ],
)
def test_one_figure_that_is_a_printed_unit_off_is_found(
    store: db.DataFile, import_pack: Import, sheet: str, cell: str, wrong: object, rule: str
) -> None:
    import_pack(CORRECTED | {sheet: {**CORRECTED[sheet], cell: wrong}})
    assert rule in {one.rule for one in findings(store)}


def test_pounds_that_are_cut_off_are_no_finding(store: db.DataFile, import_pack: Import) -> None:
    """The summary prints £4,713,304 where the networks make £4,713,304.90."""
    import_pack(CORRECTED)
    assert "Summary by place!D7" not in cells(findings(store))


def test_the_same_workbook_under_another_name_disagrees_with_nothing_new(
    store: db.DataFile, import_pack: Import
) -> None:
    import_pack({})
    once = {one.rule: one.subject for one in findings(store, "tables-disagree")}
    import_pack({}, name="the-same-again.xlsx")
    assert {one.rule: one.subject for one in findings(store, "tables-disagree")} == once


def test_the_example_data_ships_as_the_published_workbook(shared: Path) -> None:
    """What is tested here is what was published."""
    import openpyxl

    published = openpyxl.load_workbook(shared / "inputs" / PACK, data_only=True)
    for sheet in openpyxl.load_workbook(seeding.PLANS):
        ours = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=11)]
        theirs = [[cell.value for cell in row] for row in published[sheet.title].iter_rows(max_col=11)]
        assert ours == theirs
