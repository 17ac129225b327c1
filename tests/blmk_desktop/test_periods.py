"""Dates are read day first or refused; years run April to March; month 1 is April."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.periods import (
    find_dates,
    find_month,
    find_year,
    month_end,
    month_first,
    month_label,
    month_of,
    read_date,
    read_month,
    read_year,
    show_date,
    year_end,
    year_of,
    year_start,
)

DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("01/04/1974", "1974-04-01"),
        ("09.12.22", "2022-12-09"),
        ("14/06/2022", "2022-06-14"),
        ("01/01/70", "1970-01-01"),
        ("01Jan2022", "2022-01-01"),
        ("01-Apr-22", "2022-04-01"),
        ("1 January 2019", "2019-01-01"),
        ("1st July 2019", "2019-07-01"),
        ("31 st March 2023", "2023-03-31"),
        ("Monday 3 October 2022", "2022-10-03"),
        ("20191001", "2019-10-01"),
        (20191001, "2019-10-01"),
        (20191001.0, "2019-10-01"),
        ("2022-10-01T00:00:00", "2022-10-01"),
        (datetime(2022, 10, 1, 9, 30), "2022-10-01"),  # noqa: DTZ001
        (date(2022, 10, 1), "2022-10-01"),
    ],
)
def test_dates_are_read_the_day_first(written: object, day: str) -> None:
    assert read_date(written) == day


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("Ongoing", "Ongoing is not a date"),
        ("03/25/2022", "03/25/2022 is not a date with the day first: is the month first?"),
        ("31/02/2022", "there is no day 31/02/2022"),
        (44835.0, "44835 is a bare number that may be one of Excel's dates: format it as a date"),
        ("44835", "44835 is a bare number that may be one of Excel's dates: format it as a date"),
        ("01/01/1849", "01/01/1849 is outside 1850 to 2100"),
        (None, "the cell is blank"),
        (1.5, "1.5 is not a date"),
        (float("inf"), "inf is not a date"),
        (True, "True is not a date"),
    ],
)
def test_what_is_no_date_beyond_doubt_is_refused_with_the_reason(written: object, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        read_date(written)


@given(DAYS)
def test_a_date_shown_reads_back(day: date) -> None:
    assert read_date(show_date(day.isoformat())) == day.isoformat()
    assert read_date(f"{day.day} {day:%b} {day.year}") == day.isoformat()
    assert read_date(f"{day:%Y%m%d}") == day.isoformat()


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused_and_nothing_else(text: str) -> None:
    find_year(text)
    find_month(text)
    with suppress(ValueError):
        assert "1850" <= read_date(text) < "2101"


def test_a_date_with_the_month_first_is_told_among_those_of_its_column() -> None:
    assert month_first(["01/02/2022", None, " ", "Ongoing"]) is None
    assert month_first(["01/02/2022", "03/25/2022"]) == "03/25/2022"


@pytest.mark.parametrize(
    "written",
    [
        *("2022/23", "2022-23", "22/23", "22-23", "22–23", "2022/2023", "FY22/23", "2022 - 23"),
        *("October 2022", "Sep-22", "March 2023", "2022-10", "2022-10-01", "31.03.23", date(2023, 3, 31)),
    ],
)
def test_a_financial_year_has_many_spellings(written: object) -> None:
    assert read_year(written) == "2022/23"


@pytest.mark.parametrize("written", ["2022", "FY2023", "2022/24", "2019-24", "Year 4", "", None])
def test_what_is_no_one_financial_year_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"financial year|blank"):
        read_year(written)


@pytest.mark.parametrize(
    ("title", "year", "month"),
    [
        ("pcn-workforce-plans-2022-10.xlsx", "2022/23", 7),
        ("nhs_payments_to_general_practice_2022-23.csv", "2022/23", None),
        ("pcn_workforce_individual_2020-03.csv", "2019/20", 12),
        ("gp-reg-pat-prac-map_2022-01.csv", "2021/22", 10),
        ("list sizes 2011-12", "2011/12", None),
        ("returns 2022-10-01 v2", "2022/23", 7),
        ("Plan as at 01/10/2022", "2022/23", 7),
        ("by Q4 22-23", "2022/23", 12),
        ("Q2 22-23", "2022/23", 6),
        ("Q4 – 2022/23", "2022/23", 12),
        ("delegated-budgets-2019-24", None, None),
        ("gp-workforce-plan-2018", None, None),
        ("pages 12-13", None, None),
        ("20220401²", "2022/23", 1),
    ],
)
def test_titles_and_file_names_tell_their_period(title: str, year: str | None, month: int | None) -> None:
    assert (find_year(title), find_month(title)) == (year, month)


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("M07", 7),
        ("Month 7", 7),
        ("Mth 07 2022/23", 7),
        ("Period 7 2022/23", 7),
        ("the period 2022/23", None),
        ("September 2022", 6),
        ("Sep-22", 6),
        ("Q3-Q4", 12),
        ("May", 2),
        ("as at 30 September", 6),
        ("it may be", None),
        ("M1J4Y", None),
        ("none", None),
    ],
)
def test_months_count_from_april(title: str, month: int | None) -> None:
    assert find_month(title) == month


@given(DAYS)
def test_every_day_lies_in_its_year_and_month(day: date) -> None:
    iso = day.isoformat()
    year, month = year_of(iso), month_of(iso)
    assert year_start(year) <= iso <= year_end(year)
    assert iso <= month_end(year, month)
    assert month_of((date.fromisoformat(month_end(year, month)) + timedelta(1)).isoformat()) == month % 12 + 1


def test_months_and_years_have_their_edges() -> None:
    assert (month_end("2022/23", 6), month_end("2023/24", 11)) == ("2022-09-30", "2024-02-29")
    assert (year_start("1999/00"), year_end("1999/00")) == ("1999-04-01", "2000-03-31")
    assert (month_label(6), show_date("2022-10-01"), show_date(None)) == ("M06", "01/10/2022", "")
    for wrong in ("2022-23", "2022/24"):
        with pytest.raises(ValueError, match="is not a financial year such as 2022/23"):
            year_start(wrong)
    with pytest.raises(ValueError, match="there is no month 13"):
        month_end("2022/23", 13)


@pytest.mark.parametrize("cell", [6, "6", "06", "M06", "m6", "September", "Sep-22", "September 2022", date(2022, 9, 1)])
def test_a_month_is_counted_from_april_however_it_is_written(cell: object) -> None:
    assert read_month(cell) == 6


@pytest.mark.parametrize("cell", ["", "M13", 0, "Q2", "soon", "2022/23"])
def test_what_is_no_month_is_refused(cell: object) -> None:
    with pytest.raises(ValueError, match="is no month; months are M01"):
        read_month(cell)


@pytest.mark.parametrize("letter", ["y", "1", " ", "Monday "])
def test_a_very_long_text_costs_no_time(letter: str) -> None:
    start = perf_counter()
    assert find_dates(letter * 40_000) == []
    assert perf_counter() - start < 1
