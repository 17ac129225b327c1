"""The comment workbook says to the sender what is refused and what disagrees, cell by cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import db
from blmk_desktop.errors import UserError
from blmk_desktop.importing.comments import write_comments
from tests.blmk_desktop.importing.building import plan, proposed

CROWN = ("MK", "Crown", 700_000, 650_000, 10, 12)


def test_each_refusal_and_each_failed_claim_has_a_line(store: db.DataFile, tmp_path: Path) -> None:
    broken = ("MK", "Ascent", 400_000, "=plenty", 8, 9)
    path = plan(tmp_path / "return.xlsx", CROWN, broken, ("Total", "", 5, None, 18, 21))
    assert write_comments(proposed(store, path), tmp_path / "comments.xlsx") >= 2
    book = openpyxl.load_workbook(tmp_path / "comments.xlsx")
    refused = list(book["Refused"].iter_rows(min_row=2, values_only=True))
    assert {(row[0], row[1]) for row in refused} == {("return.xlsx", "Plan")}
    claims = list(book["Claims that fail"].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in claims] == ["C6"]


def test_text_that_looks_like_a_formula_stays_text(store: db.DataFile, tmp_path: Path) -> None:
    path = plan(tmp_path / "return.xlsx", CROWN, ("MK", "=2+3 network", 1, 2, 3, 4))
    write_comments(proposed(store, path), tmp_path / "comments.xlsx")
    book = openpyxl.load_workbook(tmp_path / "comments.xlsx")
    assert all(cell.data_type != "f" for row in book["Refused"].iter_rows() for cell in row)


def test_nothing_to_comment_on_is_said(store: db.DataFile, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing to comment on"):
        write_comments(proposed(store, plan(tmp_path / "return.xlsx", CROWN)), tmp_path / "comments.xlsx")
    assert not (tmp_path / "comments.xlsx").exists()
