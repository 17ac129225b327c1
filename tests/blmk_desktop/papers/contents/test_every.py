"""Every paper, whatever it is about and whenever: made twice the same, its tables whole, or refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

import db
from blmk_desktop.errors import UserError
from blmk_desktop.papers.catalogue import PAPERS, Asked, choices, content
from blmk_desktop.papers.model import Bars, Content, Grid, Heading, HeatMap

DAYS = ("2019-07-01", "2022-12-09", "2026-11-22")
NAMES = tuple(PAPERS)


def made(connection: Connection, name: str, day: str) -> Iterator[Content]:
    """The paper about each thing that it may be about, as at a day; those refused are left out."""
    for of in ("", *choices(connection, Asked(name, day))):
        try:
            found = content(connection, Asked(name, day, of))
        except UserError:
            continue
        assert found == content(connection, Asked(name, day, of))
        yield found


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_tables_are_whole_and_headings_and_charts_in_order(example: Path, name: str, day: str) -> None:
    with db.open_file(example, read_only=True) as store, store.reading() as connection:
        for found in made(connection, name, day):
            for block in found.blocks:
                if isinstance(block, Grid):
                    assert block.rows
                    assert block.caption
                    for row in block.rows:
                        assert len(row.cells) == (1 if row.kind == "group" else len(block.columns)), block.caption
                if isinstance(block, Bars | HeatMap):
                    assert block.alt
                if isinstance(block, Bars):
                    assert all(len(values) == len(block.categories) for _, values in block.series)
            levels = [block.level for block in found.blocks if isinstance(block, Heading)]
            assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_nothing_in_it_says_what_is_missing(name: str, tmp_path: Path) -> None:
    with db.create_file(tmp_path / "empty.blmk") as store, store.reading() as connection:
        assert choices(connection, Asked(name, "2022-12-09")) == []
        with pytest.raises(UserError, match=r"There (is|are) no|[Ii]mport"):
            content(connection, Asked(name, "2022-12-09"))
