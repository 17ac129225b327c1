"""A paper without a meeting is for the usual committee's next, and tells of what moved since the one before."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.papers.catalogue import Asked
from blmk_desktop.papers.meeting import completed, day_of, since
from tests.blmk_desktop.papers.contents.reading import BODY, GROUP


@pytest.mark.parametrize(
    ("asked", "body", "on", "before"),
    [
        (Asked("estates", "2022-11-30"), BODY, "2022-12-09", "2022-09-27"),
        (Asked("estates", "2022-12-09"), BODY, "2022-12-09", "2022-09-27"),
        (Asked("estates", "2026-01-01"), BODY, "2023-03-17", "2022-12-09"),
        (Asked("estates", "2022-11-30", body=GROUP), GROUP, "2022-12-08", "2022-11-10"),
        (Asked("estates", "2022-09-27"), BODY, "2022-09-27", "2022-06-27"),  # none before: three months
    ],
)
def test_meeting_and_meeting_before(example: Path, asked: Asked, body: str, on: str, before: str) -> None:
    with db.open_file(example, read_only=True) as store, store.reading() as connection:
        found = completed(connection, asked)
        assert (found.body, found.on, since(connection, found)) == (body, on, before)


def test_a_committee_sees_a_paper_as_of_its_meeting_unless_the_figures_are_later() -> None:
    assert day_of(Asked("agenda", "2022-11-30", on="2022-12-09")) == "2022-12-09"
    assert day_of(Asked("agenda", "2023-01-05", on="2022-12-09")) == "2023-01-05"
