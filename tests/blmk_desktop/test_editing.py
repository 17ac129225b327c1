"""What people type or paste is read as they mean it, refused in plain words, and kept as one change set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from blmk_desktop.changes import Change, ChangeSet, commit, details, history, undo
from blmk_desktop.editing import RefusedPasteError, add, edit, paste, read_value, remove, show_value
from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import by_key, one
from db import DataFile, create_file

KEMPSTON, QUEENS_PARK, EAST = 21, 22, 11


@pytest.fixture
def file(tmp_path: Path) -> Iterator[DataFile]:
    """A place, a PCN in it, two practices, of which the first is a member of the PCN."""
    with create_file(tmp_path / "editing.blmk") as opened:
        added = [
            Change("place", 1, None, {"name": "Bedford Borough"}),
            Change("pcn", EAST, None, {"code": "U00001", "name": "East", "place": "Bedford Borough"}),
            Change("practice", KEMPSTON, None, {"code": "E81001", "name": "Kempston", "opened": "1974-04-01"}),
            Change("practice", QUEENS_PARK, None, {"code": "E81002", "name": "Queens Park"}),
            Change("membership", 31, None, {"practice": "E81001", "pcn": "U00001", "start": "2019-07-01"}),
        ]
        commit(opened, added, what="Register")
        yield opened


def stored(file: DataFile, kind: str, *key: object) -> dict[str, object]:
    with file.reading() as connection:
        return by_key(connection, RECORDS[kind], *key) or {}


def refused(doing: Callable[[], object]) -> str:
    with pytest.raises(UserError) as error:
        doing()
    return error.value.message


def field(kind: str, name: str) -> Field:
    return RECORDS[kind].by_name[name]


TYPED = [
    ("practice", "name", "  Kempston   Surgery ", "Kempston Surgery", "Kempston Surgery"),
    ("practice", "code", "e81001 ", "E81001", "E81001"),
    ("practice", "opened", "1/4/1974", "1974-04-01", "01/04/1974"),
    ("practice", "status", "dormant", "Dormant", "Dormant"),
    ("practice", "dispensing", "y", 1, "Yes"),
    ("practice", "dispensing", "No", 0, "No"),
    ("plan_round", "year", "2022-23", "2022/23", "2022/23"),
    ("plan_figure", "month", "September", 6, "M06"),
    ("plan_figure", "month", "M06", 6, "M06"),
    ("plan_figure", "month", 6, 6, "M06"),
    ("membership", "practice", "e81001", "E81001", "E81001"),
    ("pcn", "place", "Luton", "Luton", "Luton"),
    ("role_maximum", "maximum", "£ 55,670.50", 5567050, "55,671"),
    ("role_maximum", "maximum", "(1,200)", -120000, "(1,200)"),
    ("list_size", "weighted", "12,345.67", 1234567, "12,346"),
    ("arrs_role", "cap", "2", 2, "2"),
    ("arrs_role", "cap", "", None, ""),
]


@pytest.mark.parametrize(("kind", "name", "typed", "value", "shown"), TYPED)
def test_what_is_typed_is_read_and_shown(kind: str, name: str, typed: object, value: object, shown: str) -> None:
    assert read_value(field(kind, name), typed) == value
    assert show_value(field(kind, name), value) == shown


def test_exact_figures_are_shown_where_they_are_wanted() -> None:
    assert show_value(field("role_maximum", "maximum"), 5567050, exact=True) == "55,670.50"


@pytest.mark.parametrize(("kind", "name", "typed", "value", "shown"), TYPED)
def test_what_is_shown_exactly_is_read_as_the_same(
    kind: str, name: str, typed: object, value: object, shown: str
) -> None:
    assert read_value(field(kind, name), show_value(field(kind, name), value, exact=True)) == value, (typed, shown)


@pytest.mark.parametrize(
    ("kind", "name", "typed", "why"),
    [
        ("practice", "name", "  ", "Practice name must be filled in."),
        ("practice", "code", "8100", "Practice code: 8100 is not one. The six-character ODS code, for example E81001."),
        ("practice", "status", "Shut", "Status: Shut is none of Active, Dormant, Closed, Proposed."),
        (
            "practice",
            "opened",
            "03/25/2022",
            "Opened: 03/25/2022 is not a date with the day first: is the month first?",
        ),
        ("practice", "dispensing", "maybe", "Dispensing: maybe is neither yes nor no."),
        ("plan_round", "year", "2022", "Financial year: 2022 lies in two financial years: write the year as 2022/23."),
        ("plan_figure", "month", "13", "Month: 13 is not a month such as April, or M01 which is April too."),
        ("arrs_role", "cap", "1.5", "Most per PCN: 1.5 must be a whole number."),
        ("role_maximum", "maximum", "12%", "Maximum a WTE a year: 12% is a percentage, not a figure."),
        ("role_maximum", "maximum", "1.234", "Maximum a WTE a year: 1.234 must be at most 2 decimals."),
        ("role_maximum", "maximum", "tbc", "Maximum a WTE a year: tbc means unknown, not a number."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(kind: str, name: str, typed: str, why: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the whole sentence is compared
        read_value(field(kind, name), typed)
    assert str(error.value) == why


def test_an_edit_is_one_change_set_with_only_what_differs(file: DataFile) -> None:
    made = edit(file, "practice", KEMPSTON, {"name": "Kempston", "status": "closed", "closed": "31/03/2022"})
    assert isinstance(made, ChangeSet)
    assert str(made) == "#2 'Edit of Practice 'Kempston (E81001)'' (1 record)"
    with file.reading() as connection:
        (change,) = details(connection, made.id)
    assert change.after == {"status": "Closed", "closed": "2022-03-31"}
    assert edit(file, "practice", KEMPSTON, {"status": "Closed"}) is None


def test_an_edit_is_refused_with_a_sentence_for_each_problem(file: DataFile) -> None:
    typed = {"name": "", "closed": "31/03/1970", "cqc_rating": "Great"}
    assert refused(lambda: edit(file, "practice", KEMPSTON, typed)).splitlines() == [
        "Practice name must be filled in.",
        "CQC rating: Great is none of Outstanding, Good, Requires improvement, Inadequate.",
        "Closed (31/03/1970) is before Opened (01/04/1974).",
    ]
    assert "must be filled in" in refused(lambda: edit(file, "practice", KEMPSTON, {"code": " "}))
    with file.reading() as connection:
        assert len(history(connection)) == 1


def test_a_key_that_is_taken_is_refused(file: DataFile) -> None:
    assert refused(lambda: edit(file, "practice", QUEENS_PARK, {"code": "e81001"})) == (
        "There is a Practice with E81001 already."
    )
    assert refused(lambda: add(file, "membership", {"practice": "E81001", "pcn": "U00001", "start": "1/7/2019"})) == (
        "There is a Membership with E81001, U00001, 01/07/2019 already."
    )


def test_a_reference_must_exist_and_is_found_whatever_its_capitals(file: DataFile) -> None:
    assert refused(lambda: edit(file, "pcn", EAST, {"place": "Leeds"})) == "Place: there is no Place 'Leeds'."
    add(file, "place", {"name": "Luton"})
    edit(file, "pcn", EAST, {"place": "LUTON"})
    assert stored(file, "pcn", "U00001")["place"] == "Luton"


def test_a_key_that_changes_changes_in_all_that_refer_to_it(file: DataFile) -> None:
    made = edit(file, "practice", KEMPSTON, {"code": "E81009"})
    assert made
    assert made.changes == 2
    assert stored(file, "membership", "E81009", "U00001", "2019-07-01")
    undo(file)
    assert stored(file, "membership", "E81001", "U00001", "2019-07-01")


def test_a_record_is_added_with_what_was_typed(file: DataFile) -> None:
    made = add(file, "membership", {"practice": "E81002", "pcn": "u00001", "start": "1 July 2020", "end": ""})
    assert made.what == "Added Membership 'E81002 (U00001)'"
    assert stored(file, "membership", "E81002", "U00001", "2020-07-01")["end"] is None
    assert refused(lambda: add(file, "pcn", {"code": "U00002"})) == "PCN name must be filled in."


def test_a_record_that_others_refer_to_is_not_removed(file: DataFile) -> None:
    assert refused(lambda: remove(file, "practice", [QUEENS_PARK, KEMPSTON])) == (
        "Practice 'Kempston (E81001)' cannot be removed: Membership 'E81001 (U00001)' refers to it."
    )
    assert stored(file, "practice", "E81002")


def test_records_are_removed_as_one_change_set(file: DataFile) -> None:
    add(file, "practice", {"code": "E81003", "name": "Another"})
    third = stored(file, "practice", "E81003")["id"]
    assert isinstance(third, int)
    made = remove(file, "practice", [QUEENS_PARK, third])
    assert made
    assert made.what == "Removed 2 practices"
    undo(file)
    assert stored(file, "practice", "E81002")["name"] == "Queens Park"


def test_a_pasted_block_is_one_change_set_and_rows_beyond_are_added(file: DataFile) -> None:
    block = [["E81001", "King Street", "Active"], ["E81002", "Queens Park", "closed"], ["E81003", "New", "Proposed"]]
    made = paste(file, "practice", [KEMPSTON, QUEENS_PARK], ["code", "name", "status"], block)
    assert made
    assert (made.kind, made.changes, made.what) == ("paste", 3, "Pasted 3 rows into practices")
    assert stored(file, "practice", "E81003")["status"] == "Proposed"
    undo(file)
    with file.reading() as connection:
        assert (one(connection, RECORDS["practice"], KEMPSTON) or {})["name"] == "Kempston"
    assert stored(file, "practice", "E81003") == {}


def test_a_pasted_block_is_taken_whole_or_not_at_all(file: DataFile) -> None:
    block = [["King Street", "31/02/2020"], ["", "01/04/2020"]]
    with pytest.raises(RefusedPasteError) as error:
        paste(file, "practice", [KEMPSTON, QUEENS_PARK], ["name", "closed"], block)
    assert [(problem.row, problem.field) for problem in error.value.problems] == [(0, "closed"), (1, "name")]
    assert error.value.message.splitlines() == [
        "Nothing was pasted into practices.",
        "Row 1: Closed: there is no day 31/02/2020.",
        "Row 2: Practice name must be filled in.",
    ]
    assert stored(file, "practice", "E81001")["name"] == "Kempston"


def test_keys_can_be_pasted_over_each_other(file: DataFile) -> None:
    paste(file, "practice", [KEMPSTON, QUEENS_PARK], ["code"], [["E81002"], ["E81001"]])
    assert stored(file, "practice", "E81002")["name"] == "Kempston"
    assert stored(file, "membership", "E81002", "U00001", "2019-07-01")


def test_a_paste_that_would_make_two_of_a_key_is_refused(file: DataFile) -> None:
    block = [["E81005", "One"], ["E81005", "Two"]]
    assert "the same Practice code" in refused(lambda: paste(file, "practice", [], ["code", "name"], block))
    assert stored(file, "practice", "E81005") == {}


def test_only_texts_of_several_lines_keep_their_lines() -> None:
    sheet = RECORDS["cover_sheet"].by_name
    assert read_value(sheet["options"], " One\r\n\r\n\r\n- two  \n") == "One\n\n- two"
    assert read_value(sheet["title"], "One\ntwo") == "One two"
    assert read_value(sheet["options"], "\n \n") is None
