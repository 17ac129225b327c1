"""Two versions of a plan: which lines are the same, which changed and how, which came and which went."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.plan_versions import VersionLine, match_lines

PHARMACIST, PARAMEDIC = "Clinical Pharmacist", "Paramedic"


def line(number: int, role: str = PHARMACIST, wte: int = 100, start: str | None = None, **more: object) -> VersionLine:
    return VersionLine(number, role, wte, start, **more)  # type: ignore[arg-type]


def told(before: list[VersionLine], after: list[VersionLine]) -> list[tuple[str, tuple[str, ...]]]:
    return [(change.kind, change.fields) for change in match_lines(before, after)]


def test_a_line_may_stay_change_come_and_go() -> None:
    before = [line(1), line(2, PARAMEDIC), line(3, "Dietitian")]
    after = [line(1), line(2, PARAMEDIC, 80, "2022-11-01"), line(3, "Podiatrist")]
    assert told(before, after) == [("same", ()), ("changed", ("wte", "start")), ("added", ()), ("removed", ())]


def test_a_row_put_in_above_changes_nothing_below_it() -> None:
    before = [line(1, wte=100), line(2, wte=50, start="2022-11-01")]
    after = [line(1, wte=20), line(2, wte=100), line(3, wte=50, start="2022-11-01")]
    assert told(before, after) == [("added", ()), ("same", ()), ("same", ())]


def test_a_line_that_moved_and_changed_is_known_by_its_start_then_by_its_role() -> None:
    before = [line(1, start="2022-11-01"), line(2, PARAMEDIC, start="2022-12-01")]
    after = [line(5, PARAMEDIC, 50, "2023-01-01"), line(6, wte=50, start="2022-11-01")]
    assert told(before, after) == [("changed", ("wte", "start")), ("changed", ("wte",))]


def test_another_role_is_another_line() -> None:
    assert told([line(1)], [line(1, PARAMEDIC)]) == [("added", ()), ("removed", ())]


def test_words_count_as_changes_too() -> None:
    before, after = line(1, post="Lead pharmacist", salary=5_000_000), line(1, post="Pharmacist", salary=5_200_000)
    assert told([before], [after]) == [("changed", ("post", "salary"))]


LINES = st.lists(
    st.builds(
        VersionLine,
        line=st.integers(1, 9),
        role=st.sampled_from([PHARMACIST, PARAMEDIC]),
        wte=st.sampled_from([50, 100]),
        start=st.sampled_from([None, "2022-11-01"]),
    ),
    max_size=8,
)


@given(LINES, LINES)
def test_every_line_is_told_of_once(before: list[VersionLine], after: list[VersionLine]) -> None:
    changes = match_lines(before, after)
    assert [change.after for change in changes if change.after] == after
    assert sorted(map(repr, (change.before for change in changes if change.before))) == sorted(map(repr, before))


@given(LINES)
def test_a_plan_is_the_same_as_itself(lines: list[VersionLine]) -> None:
    assert {change.kind for change in match_lines(lines, lines)} <= {"same"}
