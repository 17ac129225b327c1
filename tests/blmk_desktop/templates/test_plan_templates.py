"""The forms of a round: for whom, filled in with what, under which names, and the note that they went out."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.changes import Change, commit, new_records, undo
from blmk_desktop.errors import UserError
from blmk_desktop.periods import today
from blmk_desktop.records.tables import TABLES
from blmk_desktop.templates.plan_form import FormLine, PlanForm
from blmk_desktop.templates.plan_known import plan_forms
from blmk_desktop.templates.plan_templates import file_name, mark_sent, write_plan_templates

PHARMACIST, COORDINATOR = "Clinical Pharmacist", "Care Co-ordinator"


def add(store: db.DataFile, kind: str, *records: dict[str, object]) -> None:
    """Put records into the data file."""
    found = new_records()
    commit(store, [Change(kind, next(found), None, values) for values in records], what="By hand")


def add_plan(store: db.DataFile, year: str, stage: str, *lines: dict[str, object]) -> None:
    """A round in which Crown PCN has a plan."""
    name = f"{year} {stage}"
    add(store, "plan_round", {"name": name, "year": year, "stage": stage})
    common = {"round": name, "pcn": "U35004", "wte": 100, "role": PHARMACIST}
    add(store, "plan_line", *({**common, "line": at, **line} for at, line in enumerate(lines, start=1)))


def crown(store: db.DataFile, year: str = "2022/23", stage: str = "final") -> PlanForm:
    """The form of Crown PCN."""
    with store.reading() as connection:
        (form,) = plan_forms(connection, ["u35004 "], year, stage)
    return form


def returns(store: db.DataFile) -> list[tuple[object, ...]]:
    """Round, network, status and date sent of every return."""
    table = TABLES["plan_return"].c
    with store.reading() as connection:
        query = TABLES["plan_return"].select().order_by(table.round, table.pcn)
        return [(row.round, row.pcn, row.status, row.sent) for row in connection.execute(query)]


def test_a_form_says_what_is_known_of_the_network(store: db.DataFile) -> None:
    form = crown(store)
    assert (form.name, form.place, form.allocation) == ("Crown PCN", "Milton Keynes", 720_280_80)
    assert form.registered == sum(practice.registered or 0 for practice in form.practices) == 43_804_00
    assert (form.lines, form.last_plan_from) == ((), "2022/23 final, as printed")
    assert (form.in_post, form.last_plan) == (1_680, 1_980)
    assert PHARMACIST in {role.name for role in form.roles}
    assert "Adult Mental Health Practitioner" in dict(form.caps)


def test_all_open_networks_of_places_get_one(store: db.DataFile) -> None:
    with store.reading() as connection:
        forms = plan_forms(connection, None, "2022/23", "final")
    assert len(forms) == 23
    assert {form.code for form in forms}.isdisjoint({"U33695", "U50130", "U52875"})  # closed in March 2022
    assert all(form.place and form.allocation for form in forms)


def test_roles_that_are_not_reimbursed_yet_and_caps_that_have_ended_are_left_out(store: db.DataFile) -> None:
    early, late = crown(store, "2019/20"), crown(store, "2023/24", "first draft")
    assert {role.name for role in early.roles} == {PHARMACIST, "Social Prescribing Link Worker"}
    assert "Adult Mental Health Practitioner" not in dict(late.caps)
    assert late.allocation is None


def test_a_code_that_no_network_has(store: db.DataFile) -> None:
    with store.reading() as connection, pytest.raises(UserError, match="There is no PCN U99999 in the register"):
        plan_forms(connection, ["U35004", "U99999"], "2022/23", "final")


def test_a_network_that_closed_before_the_year_has_no_plan(store: db.DataFile) -> None:
    with store.reading() as connection:
        assert len(plan_forms(connection, ["U33695"], "2021/22", "final")) == 1
        with pytest.raises(UserError, match=r"\(U33695\) closed on 31/03/2022, before 2022/23 began: it has no plan"):
            plan_forms(connection, ["U33695"], "2022/23", "final")


def test_lines_come_from_this_round_first(store: db.DataFile) -> None:
    add_plan(store, "2022/23", "first draft", {"post": "Lead", "line": 3})
    form = crown(store)
    assert form.lines == (FormLine(PHARMACIST, 100, post="Lead", line=3),)
    assert form.lines_from == "your plan 2022/23 first draft, without those who have left"
    common = {"round": "2022/23 final", "pcn": "U35004", "role": COORDINATOR, "line": 1}
    add(store, "plan_line", {**common, "wte": 50, "salary": 2_800_000, "note": "new"})
    form = crown(store)
    assert form.lines == (FormLine(COORDINATOR, 50, salary=2_800_000, note="new", line=1),)
    assert (form.last_plan, form.last_plan_from) == (100, "2022/23 first draft")


def test_who_left_before_the_year_is_not_in_the_next_plan(store: db.DataFile) -> None:
    add_plan(store, "2021/22", "final", {"end": "2022-03-31"}, {"start": "2021-06-01", "end": "2022-04-30"})
    assert [line.line for line in crown(store).lines] == [2]


def test_without_a_plan_the_lines_are_the_staff_last_claimed_for(store: db.DataFile) -> None:
    common = {"pcn": "U35004", "year": "2022/23", "role": PHARMACIST}
    add(
        store,
        "arrs_claim",
        {**common, "month": 5, "post": "CP 1", "wte": 30},
        {**common, "month": 6, "post": "CP 1", "wte": 80},
        {**common, "month": 6, "post": "CP 2", "wte": 100},
    )
    form = crown(store)
    assert form.lines == (FormLine(PHARMACIST, 180, note="In post on 30/09/2022 (claims)", line=1),)
    assert (form.in_post, form.in_post_from) == (180, "claims, 30/09/2022")
    assert {role.name: role.in_post for role in form.roles}[PHARMACIST] == 180


def test_newer_posts_of_the_national_file_come_before_older_claims(store: db.DataFile) -> None:
    add(
        store,
        "arrs_claim",
        {"pcn": "U35004", "year": "2022/23", "month": 5, "role": PHARMACIST, "wte": 30, "post": "a"},
    )
    post = {"pcn": "U35004", "person": "1", "staff_role": "Pharmacist", "role": PHARMACIST}
    add(store, "nwrs_post", {**post, "as_at": "2022-09-30", "fte": 986_667}, {**post, "as_at": "2022-06-30", "fte": 1})
    assert crown(store).in_post == 99


def test_a_form_for_each_network_named(store: db.DataFile, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    with store.reading() as connection:
        codes = ["U35004", "U91286"]
        files = write_plan_templates(
            connection, codes, "2022/23", "final", tmp_path / "out", lambda text, part: told.append((text, part))
        )
    assert [path.name for path in files] == [
        "PCN plan 2022-23 final U35004 Crown PCN.xlsx",
        "PCN plan 2022-23 final U91286 Lea Vale PCN.xlsx",
    ]
    assert all(path.is_file() for path in files)
    assert told == [("Crown PCN (U35004)", 0.0), ("Lea Vale PCN (U91286)", 0.5)]


def test_stopping_leaves_whole_forms_only(store: db.DataFile, tmp_path: Path) -> None:
    def stop(_text: str, part: float) -> None:
        if part:
            raise KeyboardInterrupt

    with store.reading() as connection, pytest.raises(KeyboardInterrupt):
        write_plan_templates(connection, ["U35004", "U91286"], "2022/23", "final", tmp_path, stop)
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["PCN plan 2022-23 final U35004 Crown PCN.xlsx"]


@pytest.mark.parametrize(
    ("name", "safe"), [('A/B: "C"?', "A-B C"), ("Dots.", "Dots"), ("Ways & Means", "Ways & Means")]
)
def test_names_of_files_are_safe_everywhere(name: str, safe: str) -> None:
    form = PlanForm("U35004", name, "2022/23", "first draft")
    assert file_name(form) == f"PCN plan 2022-23 first draft U35004 {safe}.xlsx"


def test_what_was_sent_is_one_change_that_can_be_undone(store: db.DataFile) -> None:
    made = mark_sent(store, "2023/24", "first draft", ["U35004", "U91286"], "2023-06-30")
    assert made is not None
    assert (made.what, made.changes) == ("Plan forms 2023/24 first draft sent to 2 networks", 3)
    assert returns(store) == [
        ("2023/24 first draft", "U35004", "sent", today()),
        ("2023/24 first draft", "U91286", "sent", today()),
    ]
    assert crown(store, "2023/24", "first draft").due == "2023-06-30"
    assert mark_sent(store, "2023/24", "first draft", ["U35004"], "2023-06-30") is None
    undo(store, made.id)
    assert returns(store) == []


def test_a_return_that_came_in_is_not_set_back(store: db.DataFile) -> None:
    common = {"round": "2022/23 final", "status": "received", "sent": "2022-08-01"}
    add(store, "plan_return", {**common, "pcn": "U35004"}, {**common, "pcn": "U91286", "status": "not sent"})
    mark_sent(store, "2022/23", "final", ["U35004", "U91286"])
    assert [row[1:] for row in returns(store)] == [("U35004", "received", "2022-08-01"), ("U91286", "sent", today())]


def test_a_year_that_cannot_be(store: db.DataFile) -> None:
    with pytest.raises(UserError, match="not a financial year"):
        mark_sent(store, "2022", "final", ["U35004"])
    with store.reading() as connection, pytest.raises(UserError, match="no stage 'second'"):
        plan_forms(connection, None, "2022/23", "second")
