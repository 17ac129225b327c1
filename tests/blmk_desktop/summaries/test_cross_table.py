"""A cross-table adds up what the file holds, and says so where something cannot be added."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from blmk_desktop.changes import Change, commit, undo
from blmk_desktop.computed.crossing import as_table
from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import WTE, Field
from blmk_desktop.rules.cross_table import Asked
from blmk_desktop.rules.wording import kind_in_words
from blmk_desktop.summaries.cross_fields import added, record_sources
from blmk_desktop.summaries.cross_table import CrossTable, cross_table
from db import DataFile, create_file, open_file

ROUND = "2022/23 final"
ABOUT: dict[str, object] = {"round": ROUND, "decimals": 2, "sheet": "Plan", "source": "a.xlsx"}
Added = tuple[str, dict[str, object]]


def figure(pcn: str, measure: str, value: int, month: int | None = None, **more: object) -> Added:
    """A figure of a plan."""
    return "plan_figure", ABOUT | {"pcn": pcn, "measure": measure, "value": value, "month": month} | more


RECORDS_ADDED: list[Added] = [
    ("source", {"name": "a.xlsx", "position": 1}),
    ("source", {"name": "b.xlsx", "position": 2}),
    ("place", {"name": "Luton"}),
    ("place", {"name": "Bedford"}),
    ("pcn", {"code": "U00001", "name": "CROWN PCN", "place": "Luton"}),
    ("pcn", {"code": "U00002", "name": "ASCENT PCN", "place": "Luton"}),
    ("pcn", {"code": "U00003", "name": "EAST PCN", "place": "Bedford"}),
    ("practice", {"code": "K00001", "name": "MILL SURGERY", "status": "Active"}),
    ("practice", {"code": "K00002", "name": "HILL SURGERY", "status": "Active"}),
    ("practice", {"code": "K00003", "name": "OLD SURGERY", "status": "Closed"}),
    ("membership", {"practice": "K00001", "pcn": "U00001", "start": "2019-07-01", "end": "2021-06-30"}),
    ("membership", {"practice": "K00001", "pcn": "U00003", "start": "2021-07-01"}),
    ("membership", {"practice": "K00002", "pcn": "U00001", "start": "2019-07-01"}),
    ("list_size", {"practice": "K00001", "as_at": "2021-07-01", "registered": 5_000_00, "source": "a.xlsx"}),
    ("list_size", {"practice": "K00001", "as_at": "2022-07-01", "registered": 6_000_00, "source": "a.xlsx"}),
    ("list_size", {"practice": "K00002", "as_at": "2022-07-01", "registered": 4_000_00, "source": "a.xlsx"}),
    ("plan_round", {"name": ROUND, "year": "2022/23", "stage": "final"}),
    figure("U00001", "allocation", 100_00),
    figure("U00001", "wte_planned", 2_50, 12),
    figure("U00002", "allocation", 200_00),
    figure("U00003", "allocation", 400_00),
    figure("U00003", "allocation", 400_00, sheet="Again"),  # two slides say the same
    figure("U00003", "wte_planned", 1_00, 12),
    figure("U00003", "wte_planned", 1_50, 12, source="b.xlsx"),  # and two differ
    ("risk_register", {"name": "Primary care", "prefix": "PC"}),
    ("risk", {"reference": "PC-1", "register": "Primary care", "event": "fire", "raised": "2022-04-20"}),
    ("risk", {"reference": "PC-2", "register": "Primary care", "event": "flood", "raised": "2022-10-03"}),
    ("arrs_role", {"name": "Pharmacist"}),
    *(
        ("arrs_claim", {"pcn": "U00001", "year": "2022/23", "month": month, "role": "Pharmacist", "post": "1",
                        "wte": 50, "amount": 1_001_00})
        for month in (4, 6)
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFile]:
    with create_file(tmp_path_factory.mktemp("crossed") / "crossed.blmk") as store:
        changes = [Change(kind, at, None, values) for at, (kind, values) in enumerate(RECORDS_ADDED, 1)]
        commit(store, changes, what="Import of a.xlsx")
        yield store


def ask(file: DataFile, of: str, *rows: str, across: tuple[str, ...] = (), **more: object) -> CrossTable:
    with file.reading() as connection:
        return cross_table(connection, Asked.of_state({"of": of, "rows": rows, "columns": across, **more}))


def lines(found: CrossTable) -> list[tuple[object, ...]]:
    made = as_table(found)
    return [*made.rows, made.total]


def test_records_are_counted_by_what_they_say_and_by_what_they_refer_to(file: DataFile) -> None:
    assert lines(ask(file, "pcn", "place")) == [("Bedford", 1), ("Luton", 2), (None, 3)]
    by_place = ask(file, "plan_figure", "pcn.place", where={"measure": "allocation"})
    assert lines(by_place) == [("Bedford", 2), ("Luton", 2), (None, 4)]


def test_quarters_stand_across_with_those_between(file: DataFile) -> None:
    found = ask(file, "risk", "register", across=("raised:quarter",))
    assert [field.label for field in as_table(found).fields][1:] == ["2022/23 Q1", "2022/23 Q2", "2022/23 Q3", "Total"]
    assert lines(found)[0] == ("Primary care", 1, None, 1, 2)


def test_what_two_slides_say_alike_counts_once(file: DataFile) -> None:
    found = ask(file, "plan_figure", "pcn.place", measure="value", how="sum", where={"measure": "allocation"})
    assert lines(found) == [("Bedford", 400_00), ("Luton", 300_00), (None, 700_00)]
    assert found.measure.unit is not None
    assert (found.measure.unit.symbol, found.notes) == ("£", ())


def test_where_sources_differ_the_cell_is_empty_and_it_is_said(file: DataFile) -> None:
    where = {"measure": "planned"}
    found = ask(file, "plan_figure", "pcn", measure="value", how="sum", where=where)
    assert lines(found) == [("U00001 Crown PCN", 2_50), ("U00003 East PCN", None), (None, None)]
    assert found.measure.unit == WTE
    assert "1 cell left empty because sources differ" in found.notes[0]
    one = ask(file, "plan_figure", "pcn", measure="value", how="sum", where=where | {"source": "=b.xlsx"})
    assert lines(one) == [("U00003 East PCN", 1_50), (None, 1_50)]


def test_money_and_staff_are_never_added(file: DataFile) -> None:
    found = ask(file, "plan_figure", "pcn", measure="value", how="sum")
    assert lines(found)[0] == ("U00001 Crown PCN", None)
    assert "differ in measure" in found.notes[0]
    apart = ask(file, "plan_figure", "pcn", across=("measure",), measure="value", how="sum")
    assert lines(apart)[0] == ("U00001 Crown PCN", 100_00, 2_50, None)


def test_of_lists_the_newest_by_the_day_count_in_the_network_of_that_day(file: DataFile) -> None:
    asked = {"measure": "registered", "how": "sum"}
    by_network = ask(file, "list_size", "practice.network", as_at="2022-12-09", **asked)
    assert lines(by_network) == [("U00001 Crown PCN", 4_000_00), ("U00003 East PCN", 6_000_00), (None, 10_000_00)]
    earlier = ask(file, "list_size", "practice.network_place", as_at="2021-07-01", **asked)
    assert lines(earlier) == [("Bedford", 5_000_00), (None, 5_000_00)]
    over_time = ask(file, "list_size", "practice", across=("as_at:year",), **asked)
    assert lines(over_time)[-1] == (None, 5_000_00, 10_000_00, None)  # lists of two years have no sum


def test_of_two_networks_at_once_the_one_that_the_register_keeps_has_the_list(file: DataFile) -> None:
    earlier = {"practice": "K00002", "pcn": "U00003", "start": "2018-07-01"}
    commit(file, [Change("membership", 100, None, earlier)], what="In two networks")
    found = ask(file, "list_size", "practice.network", as_at="2022-12-09", measure="registered", how="sum")
    undo(file)
    assert lines(found)[0] == ("U00001 Crown PCN", 4_000_00)


def test_money_is_added_over_months_and_staff_is_not(file: DataFile) -> None:
    money = ask(file, "arrs_claim", "role", across=("month",), measure="amount", how="sum")
    assert lines(money)[0] == ("Pharmacist", 1_001_00, None, 1_001_00, 2_002_00)
    assert found_months(money) == ["M04 July", "M05 August", "M06 September"]
    staff = ask(file, "arrs_claim", "role", across=("month",), measure="wte", how="sum")
    assert lines(staff)[0] == ("Pharmacist", 50, None, 50, None)


def found_months(found: CrossTable) -> list[str]:
    return [found.column_words(key) for key in found.crossed.columns]


def test_only_members_of_the_day_are_counted(file: DataFile) -> None:
    assert lines(ask(file, "membership", as_at="2022-12-09")) == [("All", 2), (None, 2)]
    assert lines(ask(file, "practice", "status", as_at="2022-12-09"))[-1] == (None, 3)


def test_computed_tables_are_crossed_too(file: DataFile) -> None:
    found = ask(file, "practices", "place", measure="registered", how="average", as_at="2022-12-09")
    assert ("Bedford", 6_000_00) in lines(found)
    only = ask(file, "practices", "place", where={"place": "luton"}, as_at="2022-12-09")
    assert lines(only) == [("Luton", 1), (None, 1)]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"of": "nothing"}, "There is no 'nothing' to cross"),
        ({"of": "risk", "rows": ["size"]}, "nothing is divided by 'size'"),
        ({"of": "list_size", "how": "sum"}, "Which figure?"),
        ({"of": "list_size", "how": "sum", "measure": "height"}, "there is no figure 'height'"),
        ({"of": "building_use", "how": "sum", "measure": "share"}, "cannot be added up"),
        ({"of": "risk", "how": "most of"}, "There is no 'most of'"),
        ({"of": "risk", "rows": ["raised:day"], "where": {"raised:day": ">soon"}}, "is not a date"),
    ],
)
def test_what_there_is_not_is_told(file: DataFile, asked: dict[str, object], why: str) -> None:
    with file.reading() as connection, pytest.raises(UserError, match=why.replace("?", r"\?")):
        cross_table(connection, Asked.of_state(asked))


def test_a_view_of_it_comes_back_as_it_was_kept() -> None:
    asked = Asked("risk", ("register",), ("raised:month",), "", "count", {"owner": "head"}, "2022-12-09")
    assert Asked.of_state(asked.state()) == asked
    assert Asked.of_state({"of": "risk"}) == Asked("risk")


@pytest.mark.parametrize("kind", record_sources())
def test_every_kind_of_record_can_be_crossed_by_everything(file: DataFile, kind: str) -> None:
    source = record_sources()[kind]
    measures: list[Field | None] = [None, *source.measures]
    for measure in measures:
        how = "count" if measure is None else "sum" if added(measure) else "average"
        for axis in source.axes:
            asked = Asked(kind, (axis.name,), (), measure.name if measure else "", how)
            with file.reading() as connection:
                assert as_table(cross_table(connection, asked)).fields[0].label == axis.label


def test_a_table_by_months_or_years_is_of_the_newest_unless_a_day_is_given(example: Path) -> None:
    with open_file(example, read_only=True) as store, store.reading() as connection:
        for name in ("finance", "network-payments", "finance-bridge"):
            assert cross_table(connection, Asked(name)).crossed.whole.rows > 0


def test_kinds_and_tables_are_called_as_elsewhere() -> None:
    said = [kind_in_words(name) for name in ("arrs_roles", "des_rates", "pcns", "plan-by-pcn", "gp-gap", "budget-5yr")]
    assert said == ["ARRS roles", "DES rates", "PCNs", "Plan by PCN", "GP gap", "Budget over five years"]
