"""Computed figures beside printed ones: whether they agree as printed, said with the place, marked by findings."""

from __future__ import annotations

import pytest

from blmk_desktop.records.declaration import COUNT, MONEY, PERCENT, THOUSANDS, WTE, Unit
from blmk_desktop.rules.finding import Finding
from blmk_desktop.summaries.stated_workforce import Printed, Subject
from ui.tabs.budgets.workforce_prints import Beside, Told, as_printed, as_text, printed_value


def printed(value: int, decimals: int) -> Printed:
    return Printed(1, "plan.xlsx", "Table 8", "C5", Subject("cost"), "Nurses", "computed", value, decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "computed", "unit", "agrees"),
    [
        (38_400_000, -3, 38_401_200, THOUSANDS, True),  # £384,012 printed as 384
        (42_600_000, -3, 28_441_600, THOUSANDS, False),
        (2700, 0, 2726, PERCENT, True),  # 27.26% printed as 27%
        (11150, 1, 11150, WTE, True),
        (11150, 1, 11160, WTE, False),
        (7300, 0, 73, COUNT, True),  # people are kept whole, what is printed of them in hundredths
        (7300, 0, 64, COUNT, False),
        (100, 0, None, WTE, True),  # nothing to hold it against
    ],
)
def test_a_printed_figure_agrees_as_far_as_it_is_printed(
    value: int, decimals: int, computed: int | None, unit: Unit, agrees: bool
) -> None:
    assert Beside(printed(value, decimals), computed, unit).agrees is agrees


def test_both_are_said_with_the_place() -> None:
    beside = Beside(printed(42_600_000, -3), 28_441_600, THOUSANDS)
    assert beside.words == "Printed £426,000, computed £284,416 (Table 8, C5)."
    assert as_printed(printed(1850, 1), WTE) == "18.5 WTE"
    assert as_text(-250, WTE) == "(2.50) WTE"
    assert as_text(4_266_800, MONEY) == "£42,668"
    assert as_text(None, WTE) == "–"
    assert printed_value(printed(7300, 0), COUNT) == 73
    assert printed_value(None, WTE) is None


def test_findings_stand_at_both_figures_and_else_only_what_differs_is_marked() -> None:
    cells = {
        ("Nurse", "2018/19"): Beside(printed(42_600_000, -3), 28_441_600, THOUSANDS),
        ("PA", "2018/19"): Beside(printed(38_400_000, -3), 38_401_200, THOUSANDS),
    }
    told = Told({("Nurse", "2018/19"): cells["Nurse", "2018/19"]})
    own = Told(cells).marks([])
    assert list(own) == [("Nurse", "2018/19")]
    assert Told(cells).marks([], compared=False) == {}
    finding = Finding("cost", "error", "Nurses", "plan.xlsx › Table 8!C5", "426", "284", "It does not follow.")
    found = told.marks([finding])
    assert set(found) == {("Nurse", "2018/19"), ("Nurse", "printed 2018/19")}
    assert found["Nurse", "2018/19"].text == "It does not follow."
    assert told.marks([finding.accepted("known")]) == own
    assert told.about([finding], "Nurse") == [finding]
    assert told.about([finding], "Nobody") == []


def test_findings_on_the_text_stand_at_the_figure_that_they_name() -> None:
    told = Told({}, {("GP, BLMK", "growth_share"): ("More demand", "change")})
    text = Finding("text", "warning", "GP, BLMK", "Plan › 6.1!2", "16%", "27%", "Unlike.", measure="growth_share")
    assert told.marks([text])["More demand", "change"].text == "Unlike."
    assert told.about([text], "More demand") == [text]
