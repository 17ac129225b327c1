"""The verdict over all checks tells passed from failed from not checked."""

from __future__ import annotations

import pytest

from tools import audit, check
from tools.check import FAILED, NOT_CHECKED, PASSED, Outcome


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [
        ([0, 0], (PASSED, "All checks passed")),
        ([0, 2], (FAILED, "FAILED: b")),
        ([3, 1], (FAILED, "FAILED: b")),
        ([0, 3], (NOT_CHECKED, "Nothing failed, but NOT everything could be CHECKED: b")),
    ],
)
def test_what_could_not_be_checked_has_not_passed(statuses: list[int], verdict: tuple[int, str]) -> None:
    assert check.judged([Outcome(name, status, 1.0) for name, status in zip("ab", statuses, strict=True)]) == verdict


def test_the_audit_says_the_same_by_its_exit_status() -> None:
    assert (audit.WELL, audit.NOT_WELL, audit.NOT_CHECKED) == (PASSED, FAILED, NOT_CHECKED)
    assert [Outcome("a", status, 1.0).word for status in (0, 1, 2, 3)] == ["passed", "FAILED", "FAILED", "NOT CHECKED"]
