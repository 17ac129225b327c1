"""When something is due, as plans write it: quarters, years, months, 'by' a day, 'ongoing'."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.periods import month_end, month_start
from blmk_desktop.rules.quarters import When, read_when


@pytest.mark.parametrize(
    ("written", "start", "due"),
    [
        ("Q2 & Q3 - 2022/23", "2022-07-01", "2022-12-31"),
        ("Q2 & Q3, – 2022/23", "2022-07-01", "2022-12-31"),
        ("Q2, Q3 & Q4 - 2022/23", "2022-07-01", "2023-03-31"),
        ("Q4 – 2022/23", "2023-01-01", "2023-03-31"),
        ("Q1 22/23", "2022-04-01", "2022-06-30"),
        ("Quarter 3 2017-18", "2017-10-01", "2017-12-31"),
        ("Q3 2017/18 to Q2 2018/19", "2017-10-01", "2018-09-30"),
        ("2017/18 Q3 - 2018/19 Q2", "2017-10-01", "2018-09-30"),
        ("By 31 st March 2023", "", "2023-03-31"),
        ("31/03/2023", "", "2023-03-31"),
        ("By Q3 2022/23", "", "2022-12-31"),
        ("by end Mar 2017", "", "2017-03-31"),
        ("end of Q2 2022/23", "", "2022-09-30"),
        ("2017/18", "2017-04-01", "2018-03-31"),
        ("2017/18 and 2018/19", "2017-04-01", "2019-03-31"),
        ("September 2022", "2022-09-01", "2022-09-30"),
        ("Nov-22", "2022-11-01", "2022-11-30"),
        ("March 2022 to June 2022", "2022-03-01", "2022-06-30"),
        ("01/04/2022 - 30/09/2022", "2022-04-01", "2022-09-30"),
        ("From April 2018", "2018-04-01", ""),
        ("Ongoing", "", ""),
        ("Ongoing from 2016/17", "2016-04-01", ""),
        ("Ongoing and during 2017/18", "2017-04-01", ""),
        ("Third quarter 2022/23", "2022-10-01", "2022-12-31"),
        ("Qtr 2-4 22/23", "2022-07-01", "2023-03-31"),
        ("Q3 (Oct-Dec) 2022/23", "2022-10-01", "2022-12-31"),
        ("H2 2022/23", "2022-10-01", "2023-03-31"),
        ("Year end 2022/23", "", "2023-03-31"),
        ("Oct-Dec 2022", "2022-10-01", "2022-12-31"),
        ("April to June 2022", "2022-04-01", "2022-06-30"),
        ("Oct-Mar 2023", "2022-10-01", "2023-03-31"),
        ("Mar-Jan 2023", "2022-03-01", "2023-01-31"),
        ("Dec 2022/Jan 2023", "2022-12-01", "2023-01-31"),
        ("From April 2022 to March 2023", "2022-04-01", "2023-03-31"),
        ("September 22 onwards", "2022-09-01", ""),
        ("Late March 2023", "2023-03-01", "2023-03-31"),
        ("w/c 12 December 2022", "", "2022-12-12"),
    ],
)
def test_from_and_by_when(written: str, start: str, due: str) -> None:
    found = read_when(written)
    assert (found.start, found.due) == (start, due)


def test_what_has_no_end_by_intention_says_so() -> None:
    assert read_when("Ongoing from 2016/17").ongoing
    assert not read_when("2016/17").ongoing


def test_a_bare_year_is_taken_as_the_calendar_year_and_told() -> None:
    assert read_when("2019") == When("2019-01-01", "2019-12-31", note="2019 is taken as the calendar year")
    assert read_when("By 2018").due == "2018-12-31"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Q3", "Q3 does not say of which financial year"),
        ("Q4 & Q1 2022/23", "Q4 & Q1 2022/23 names a later quarter before an earlier one"),
        ("June 2022 to March 2022", "'June 2022 to March 2022' ends before it begins"),
        ("TBC", "'TBC' does not say when"),
        ("", "it does not say when"),
        ("By", "it does not say when"),
        ("Autumn 2022", "'Autumn 2022' does not say when"),
        ("31/02/2023", "'31/02/2023' does not say when"),
        ("Q5 2022/23", "'Q5 2022/23' does not say when"),
        ("Q4 2022/23, slipped", "'Q4 2022/23, slipped' does not say when"),
        ("Early 2023", "'Early 2023' does not say when"),
    ],
)
def test_what_says_no_time(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{why}$"):
        read_when(written)


def test_a_quarter_without_its_year_may_have_that_of_its_table() -> None:
    assert read_when("Q3", "2022/23") == When("2022-10-01", "2022-12-31")


quarters = st.integers(min_value=1, max_value=4)


@given(
    st.integers(min_value=2000, max_value=2098), quarters, quarters, st.sampled_from([" & ", ", ", " and ", "-", " – "])
)
def test_quarters_of_a_year_run_from_the_first_to_the_last(first_year: int, one: int, two: int, between: str) -> None:
    year, first, last = f"{first_year}/{(first_year + 1) % 100:02}", min(one, two), max(one, two)
    found = read_when(f"Q{first}{between}Q{last} - {year}")
    assert (found.start, found.due) == (month_start(year, 3 * first - 2), month_end(year, 3 * last))


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        found = read_when(text)
    except ValueError:
        return
    assert found.ongoing or found.start or found.due
    assert not (found.start and found.due) or found.start <= found.due
