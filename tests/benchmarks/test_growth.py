"""How growth is measured: files that are in proportion, powers of the size, what counts as worse than linear."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from defusedxml import ElementTree

from benchmarks import growth_file
from benchmarks.fitting import Cost, shown
from benchmarks.growth_file import NATIONAL
from benchmarks.plotting import growth_plot
from blmk_desktop.check import check
from blmk_desktop.records.kinds import RECORDS
from db import open_file

SIZES = (1, 10, 60)
LINEAR = Cost("table: risks", {1: 12.0, 10: 100.0, 60: 600.0})
QUADRATIC = Cost("page: Budgets, report", {1: 2.0, 10: 100.0, 60: 3_600.0})
STEADY = Cost("keystroke: Practices", {1: 8.0, 10: 8.2, 60: 8.4})
BRIEF = Cost("search: a keystroke", {1: 0.1, 10: 0.2, 60: 7.2})


def test_a_power_is_taken_between_the_two_largest_sizes() -> None:
    assert LINEAR.exponent == pytest.approx(1)
    assert QUADRATIC.exponent == pytest.approx(2)
    assert STEADY.exponent == pytest.approx(0, abs=0.02)


def test_worse_than_linear_is_what_grows_faster_than_the_data_and_takes_long_enough_to_notice() -> None:
    assert [cost.worse_than_linear for cost in (LINEAR, QUADRATIC, STEADY, BRIEF)] == [False, True, False, False]


def test_times_are_told_as_people_read_them() -> None:
    assert [shown(value) for value in (4.21, 310.4, 6_640)] == ["4.2 ms", "310 ms", "6.6 s"]
    assert shown(610, "MiB") == "610 MiB"


def test_the_plot_is_svg_and_names_the_dearest() -> None:
    picture = growth_plot([LINEAR, QUADRATIC, STEADY, Cost("memory: window", {1: 120, 10: 200, 60: 700}, "MiB")])
    words = [text.text or "" for text in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]
    assert any(word.startswith("Budgets, report 2.0") for word in words)
    assert {"1 ×", "10 ×", "60 ×"} <= set(words)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Files of one and of two times BLMK."""
    folder = tmp_path_factory.mktemp("growth")
    found = {times: folder / f"{times}.blmk" for times in (1, 2)}
    for times, path in found.items():
        growth_file.make(path, times)
    return found


def test_every_kind_that_belongs_to_an_area_doubles(files: dict[int, Path]) -> None:
    once, twice = (held(files[times]) for times in (1, 2))
    local = {kind for kind in RECORDS if kind not in NATIONAL}
    assert {kind: twice[kind] for kind in local} == {kind: 2 * once[kind] for kind in local} | {
        "fund_envelope": twice["fund_envelope"]  # those of no area are the country's
    }
    assert all(once[kind] for kind in local - {"standing_figure"})


def test_what_is_made_twice_as_large_says_twice_as_much(files: dict[int, Path]) -> None:
    once, twice = (findings(files[times]) for times in (1, 2))
    assert once * 1.9 < twice < once * 2.1


def held(file: Path) -> dict[str, int]:
    """How many records of each kind a file has."""
    with sqlite3.connect(file) as data:
        return {
            kind: data.execute(f'SELECT count(*) FROM "{record.plural}"').fetchone()[0]  # noqa: S608 - our own names
            for kind, record in RECORDS.items()
        }


def findings(file: Path) -> int:
    """How many findings its check has."""
    with open_file(file, read_only=True) as store, store.reading() as connection:
        return len(check(connection))
