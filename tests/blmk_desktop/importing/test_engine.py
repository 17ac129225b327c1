"""Files become a proposal, and a proposal one change set or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.changes import history
from blmk_desktop.errors import UserError
from blmk_desktop.importing.engine import apply, propose
from tests.blmk_desktop.importing.building import content, imported, plan, proposed

ROW = ["Luton", "Medics", 10, 9, 1, 2]


class StoppedError(Exception):
    """What a progress callback raises to stop."""


def test_nothing_is_imported_while_something_is_refused(store: db.DataFile, book: Path) -> None:
    found = proposed(store, plan(book, ROW, ["Luton", "Nobody", 1, 1, 1, 1]))
    with pytest.raises(UserError, match="1 cell or row cannot be taken as it stands, so nothing was imported"):
        apply(store, found)
    assert content(store)["plan_figure"] == []
    assert apply(store, found, accept_valid=True) is not None
    assert len(content(store)["plan_figure"]) == 4


def test_all_files_together_are_one_change_set(store: db.DataFile, tmp_path: Path) -> None:
    one, other = plan(tmp_path / "one.xlsx", ROW), plan(tmp_path / "other.xlsx", ["MK", "Crown", 1, 1, 1, 1])
    made = imported(store, one, other)
    assert made
    assert made.what == "Import of one.xlsx, other.xlsx"
    with store.reading() as connection:
        assert len(history(connection, kind="plan_figure")) == 1


def test_one_unreadable_file_does_not_stop_the_others(store: db.DataFile, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    good = plan(tmp_path / "good.xlsx", ROW)
    found = propose(store, [broken, good], keep_going=True)
    assert [bool(file.error) for file in found.files] == [True, False]
    assert dict(found.counts()) == {"added": 4}
    with pytest.raises(UserError):
        propose(store, [broken, good])


def test_a_proposal_is_stale_once_something_else_was_changed(store: db.DataFile, tmp_path: Path) -> None:
    first, second = plan(tmp_path / "a.xlsx", ROW), plan(tmp_path / "b.xlsx", ROW)
    found = proposed(store, first)
    imported(store, second)
    with pytest.raises(UserError, match="the data has changed since these files were read; read them again"):
        apply(store, found)


def test_progress_is_told_and_may_stop_it(store: db.DataFile, tmp_path: Path) -> None:
    paths = [plan(tmp_path / f"{name}.xlsx", ROW) for name in "ab"]
    told: list[tuple[str, float]] = []
    propose(store, paths, progress=lambda name, share: told.append((name, share)))
    assert [name for name, _ in told] == ["a.xlsx"] * 3 + ["b.xlsx"] * 3
    assert [share for _, share in told] == sorted(share for _, share in told)

    def stop(*_: object) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        propose(store, paths, progress=stop)


def test_every_change_says_from_which_cell_it_came(store: db.DataFile, book: Path) -> None:
    from blmk_desktop.changes import details

    made = imported(store, plan(book, ROW))
    assert made
    with store.reading() as connection:
        places = {change.place for change in details(connection, made.id) if change.kind == "plan_figure"}
    assert places == {f"{book.name} › Plan!{column}4" for column in "CDEF"}


def test_the_source_is_kept_with_its_fingerprint_and_its_place_in_line(store: db.DataFile, tmp_path: Path) -> None:
    from tests.blmk_desktop.importing.building import one

    for name in ("a.xlsx", "b.xlsx"):
        imported(store, plan(tmp_path / name, [*ROW[:5], len(name) + ord(name[0])]))
    first, second = one(store, "source", name="a.xlsx"), one(store, "source", name="b.xlsx")
    assert second["position"] == first["position"] + 1
    assert len(second["sha256"]) == 64


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"kind": "surgeries"}, "There is no kind of table 'surgeries'. There are: practices, "),
        ({"stage": "second draft"}, "'second draft' is no stage of a plan. There are: first draft, final."),
        ({"as_at": "yesterday"}, "yesterday is not a date."),
        ({"year": "2022"}, "2022"),
    ],
)
def test_an_option_that_means_nothing_is_said(
    store: db.DataFile, book: Path, options: dict[str, str], words: str
) -> None:
    with pytest.raises(UserError) as said:
        proposed(store, plan(book, ROW), **options)
    assert str(said.value).startswith(words)
