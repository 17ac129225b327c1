"""Whatever stands in the cells of a plan: no crash, and no figure that is not on the sheet."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import db
from blmk_desktop.importing.plans.figures import FiguresRead, read_figures
from blmk_desktop.importing.plans.measures import figure_columns, plan_score
from blmk_desktop.importing.tables.cells import plain_figure
from blmk_desktop.importing.tables.layout import find_table
from blmk_desktop.importing.tables.names import Names, known_names
from blmk_desktop.values import read_number, scaled
from blmk_desktop.workbook import CellError, Sheet

HEADINGS: list[object] = [
    "Place",
    "PCN",
    "Allocation",
    "Forecast spend",
    "Variance",
    "In post",
    "Planned",
    "% recruited",
]
NAMES = ["Luton", "MK", "Crown", "Medics", "Oasis", "Total", "Luton total", "BLMK", "Nobody", "Average", "", None]
WRITTEN = [
    "£ 720,280.80",
    "(0.92)",
    "£ -£21,826",
    "12%",
    "11, 838",
    "38,057",
    "TBC",
    "-",
    "n/a",
    "£6.6m",
    "1wte",
    "=1+1",
]
FIGURES = (
    st.none()
    | st.sampled_from(WRITTEN)
    | st.integers(-10, 1_000_000)
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.decimals(min_value=0, max_value=1000, places=2).map(float)
    | st.text(max_size=8)
    | st.booleans()
    | st.dates(date(1990, 1, 1), date(2030, 1, 1))
    | st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001 - Excel knows no zones
    | st.sampled_from([CellError("#REF!"), CellError("no result")])
)
ROWS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), *[FIGURES] * 6).map(list)
MERGED = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 7), st.integers(0, 8), st.integers(0, 7)), max_size=2)


@pytest.fixture(scope="module")
def names(empty: object) -> Names:
    from pathlib import Path

    with db.open_file(Path(str(empty)), read_only=True) as file, file.reading() as connection:
        return known_names(connection)


def read(rows: list[list[object]], merged: list[tuple[int, int, int, int]], names: Names) -> FiguresRead:
    areas = [(min(t, b), min(le, r), max(t, b), max(le, r)) for t, le, b, r in merged]
    sheet = Sheet("Plan", [list(HEADINGS), *map(list, rows)], merged=[area for area in areas if area[0] > 0])
    layout = find_table(sheet, plan_score)
    assert layout
    return read_figures(layout, figure_columns(layout, names, {}), names)


@given(rows=st.lists(ROWS, max_size=8), merged=MERGED)
def test_no_figure_is_made_up(names: Names, rows: list[list[object]], merged: list[tuple[int, int, int, int]]) -> None:
    written = [[None] * 8, *map(list, rows)]
    found = read(rows, merged, names)
    for placed in found.figures:
        column = ord(placed.cell[0]) - ord("A")
        number = read_number(written[placed.figure.row - 1][column])
        assert abs(Fraction(placed.figure.value) - Fraction(number.value) * 100) <= Fraction(1, 2)
        assert placed.figure.value >= 0
    cells = [placed.cell for placed in found.figures] + [claim.cell for claim in found.claims]
    assert len(cells) == len(set(cells))


@given(rows=st.lists(ROWS, max_size=8))
def test_every_cell_is_taken_claimed_refused_or_passed_over_with_its_row(
    names: Names, rows: list[list[object]]
) -> None:
    found = read(rows, [], names)
    refused = {refusal.where.rpartition("!")[2] for refusal in found.refused}
    taken = {placed.cell for placed in found.figures} | {claim.cell for claim in found.claims}
    assert not refused & taken
    for claim in found.claims:
        assert claim.verdict in {"held", "rounded", "lost sign", "failed", "unknown"}
        assert not (claim.doubtful and claim.verdict != "unknown")


@given(pence=st.lists(st.integers(0, 10**9), min_size=2, max_size=6))
def test_a_true_total_always_holds_and_a_pound_off_never(names: Names, pence: list[int]) -> None:
    networks = ["Crown", "Ascent", "East MK", "The Bridge", "Nexus", "Watling Street"]
    money = [f"£{Decimal(value) / 100:,.2f}" for value in pence]
    rows: list[list[object]] = [["MK", name, figure] for name, figure in zip(networks, money, strict=False)]
    right: list[object] = ["Total", None, f"£{Decimal(sum(pence)) / 100:,.2f}"]
    wrong: list[object] = ["Total", None, f"£{Decimal(sum(pence) + 100) / 100:,.2f}"]
    assert [claim.verdict for claim in read([*rows, right], [], names).claims] == ["held"]
    assert [claim.verdict for claim in read([*rows, wrong], [], names).claims] == ["failed"]


@given(digits=st.text("0123456789", min_size=1, max_size=14), part=st.text("0123456789", max_size=4))
def test_a_figure_in_plain_digits_is_read_as_any_other(digits: str, part: str) -> None:
    text = f"{digits}.{part}" if part else digits
    quick = plain_figure(text, 2)
    number = read_number(text)
    assert quick is None or quick == scaled(number.value, 2)
    assert (quick is None) == (len(part) > 2 or len(digits) > 12)
