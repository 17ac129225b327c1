"""Updates that scheme leads, risk owners and owners of actions send back: only what is theirs to change is taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

import db
from blmk_desktop import editing
from blmk_desktop.changes import Change, commit, new_records
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.importing.proposal import FileProposal, ProposedRow
from blmk_desktop.importing.returns.comments import MARK, write_comment_copies
from blmk_desktop.records.kinds import RECORDS as DECLARED
from blmk_desktop.records.tables import TABLES
from blmk_desktop.templates.marker import MARKER_SHEET
from blmk_desktop.templates.update_layout import ACTIONS, AS_SENT, FORMS, RISKS, SCHEMES, UpdateForm
from blmk_desktop.templates.update_writer import HEADINGS, write_update_templates
from blmk_desktop.workbook import read_path

LEAD, QUALITY, OTHER = "Head of Estates", "Head of Quality", "Place Director"
RECORDS: tuple[tuple[str, dict[str, object]], ...] = (
    ("scheme", {"name": "Kingsway", "owner": LEAD, "kind": "extension", "expected_by": "2021-03-31", "rag": "Amber"}),
    ("scheme", {"name": "Red House", "owner": LEAD}),
    ("scheme", {"name": "Brooklands", "owner": OTHER}),
    ("scheme_stage", {"scheme": "Kingsway", "on": "2019-10-01", "stage": "FBC"}),
    ("fund", {"name": "ETTF", "kind": "ETTF"}),
    ("funding_line", {"scheme": "Kingsway", "fund": "ETTF", "year": "2020/21", "original": 0, "spent": 1_050}),
    (
        "funding_move",
        {
            "number": "M1",
            "on": "2020-03-31",
            "amount": 50_200_000,
            "to_scheme": "Kingsway",
            "to_fund": "ETTF",
            "to_year": "2020/21",
            "reason": "slipped",
        },
    ),
    ("risk_register", {"name": "Primary care", "prefix": "PC"}),
    ("risk", {"reference": "PC-1", "register": "Primary care", "owner": QUALITY, "controls": "A rota"}),
    ("risk", {"reference": "PC-2", "register": "Primary care", "owner": QUALITY, "closed": "2022-01-31"}),
    ("risk_score", {"risk": "PC-1", "kind": "inherent", "on": "2022-01-01", "likelihood": 5, "impact": 4}),
    ("risk_action", {"risk": "PC-1", "number": 1, "action": "Recruit", "owner": OTHER, "due": "2022-12-31"}),
    ("committee_action", {"reference": "PC-9", "body": "PCC", "action": "Bring a paper", "owner": QUALITY}),
    ("meeting", {"body": "PCC", "on": "2099-01-10"}),
    ("milestone", {"programme": "Fuller", "number": "1.1", "milestone": "Plan", "owner": QUALITY}),
)
Cells = Mapping[tuple[str, str, str], object]  # sheet, what the row begins with, heading


@pytest.fixture
def sent(store: db.DataFile) -> db.DataFile:
    ids = new_records()
    commit(store, [Change(kind, next(ids), None, values) for kind, values in RECORDS], what="Set up")
    return store


def written(store: db.DataFile, form: UpdateForm, who: str, folder: Path) -> Path:
    with store.reading() as connection:
        return write_update_templates(connection, form.name, [who], folder, replace=True)[0]


def fill(path: Path, cells: Cells) -> None:
    book = openpyxl.load_workbook(path)
    for (sheet, begins, heading), value in cells.items():
        page = book[sheet]
        columns = [cell.value for cell in page[HEADINGS + 1]]
        row = next(row[0].row for row in page.iter_rows(min_row=HEADINGS + 2) if str(row[0].value) == begins)
        page.cell(row, columns.index(heading) + 1).value = value
    book.save(path)


def returned(store: db.DataFile, form: UpdateForm, who: str, folder: Path, cells: Cells) -> FileProposal:
    path = written(store, form, who, folder)
    fill(path, cells)
    return propose(store, [path]).files[0]


def news(file: FileProposal) -> list[ProposedRow]:
    return [row for sheet in file.sheets for row in sheet.rows if row.status != "unchanged"]


def rows(path: Path, sheet: str) -> list[list[object]]:
    """The rows under the headings of a sheet."""
    return next(one.rows for one in read_path(path).sheets if one.name == sheet)[HEADINGS + 1 :]


def identity(store: db.DataFile, kind: str, key: str) -> int:
    """The identity of a record, by its key."""
    table = TABLES[kind].c
    with store.reading() as connection:
        return int(connection.scalar(select(table.id).where(table[DECLARED[kind].key[0]] == key)) or 0)


def whys(file: FileProposal) -> dict[str, str]:
    return {refusal.where: refusal.why for refusal in file.refused()}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_a_form_that_comes_back_as_it_was_sent_changes_nothing(
    sent: db.DataFile, tmp_path: Path, form: UpdateForm
) -> None:
    who = LEAD if form is SCHEMES else QUALITY
    file = propose(sent, [written(sent, form, who, tmp_path)]).files[0]
    assert (news(file), file.refused(), file.kind) == ([], [], form.name)
    assert file.returned is not None
    assert (file.returned.what, file.returned.whose) == ("update", who)


def test_a_form_shows_its_persons_open_records_and_no_others(sent: db.DataFile, tmp_path: Path) -> None:
    schemes = written(sent, SCHEMES, LEAD, tmp_path)
    assert [row[0] for row in rows(schemes, "Schemes")] == ["Kingsway", "Red House"]
    assert rows(schemes, "Schemes")[0][3] == "FBC since 01/10/2019"
    assert rows(schemes, "Funding")[0][:5] == ["Kingsway", "ETTF", "2020/21", 0, 502_000]  # the move in the budget
    (risk,) = rows(written(sent, RISKS, QUALITY, tmp_path), "Risks")  # PC-2 is closed
    assert (risk[0], risk[3]) == ("PC-1", "20 = 5 x 4 (inherent, 01/01/2022)")


def test_what_a_scheme_lead_changes_and_adds(sent: db.DataFile, tmp_path: Path) -> None:
    cells = {
        ("Schemes", "Kingsway", "Expected by"): date(2021, 9, 30),
        ("Schemes", "Kingsway", "RAG"): "Red",
        ("Schemes", "Kingsway", "Why this RAG"): "No builder",
        ("Schemes", "Kingsway", "New stage"): "construction",
        ("Schemes", "Kingsway", "Reached on"): date(2020, 6, 1),
        ("Funding", "Kingsway", "Spent to date (£)"): 120_000.55,
    }
    proposal = propose(sent, [returned(sent, SCHEMES, LEAD, tmp_path, cells).path])
    scheme, stage, line = news(proposal.files[0])
    assert (scheme.before, scheme.after) == (
        {"expected_by": "2021-03-31", "rag": "Amber", "rag_reason": None},
        {"expected_by": "2021-09-30", "rag": "Red", "rag_reason": "No builder"},
    )
    source = f"Scheme update {LEAD}.xlsx"
    kept = {"source": source, "cell": "Schemes!A6"}
    assert stage.after == {"scheme": "Kingsway", "on": "2020-06-01", "stage": "construction", **kept}
    assert line.after == {"spent": 12_000_055}
    assert apply(sent, proposal) is not None
    assert news(propose(sent, [tmp_path / source]).files[0]) == []


def test_with_anything_refused_nothing_of_the_whole_form_is_taken(sent: db.DataFile, tmp_path: Path) -> None:
    cells = {
        ("Schemes", "Kingsway", "Expected by"): date(2021, 9, 30),
        ("Schemes", "Kingsway", "New stage"): "construction",
        ("Schemes", "Kingsway", "Reached on"): date(2020, 6, 1),
        ("Funding", "Kingsway", "Spent to date (£)"): "a lot",
    }
    path = returned(sent, SCHEMES, LEAD, tmp_path, cells).path
    wrong = path.rename(tmp_path / "wrong.xlsx")
    fill(written(sent, SCHEMES, LEAD, tmp_path), {("Schemes", "Kingsway", "Expected by"): date(2021, 10, 31)})
    assert apply(sent, propose(sent, [wrong])) is None
    proposal = propose(sent, [wrong, path])  # what is not taken is nothing to compare the next file with
    assert (proposal.files[0].sent_back, news(proposal.files[0])) == (True, [])
    (scheme,) = news(proposal.files[1])
    assert (scheme.before, scheme.after) == ({"expected_by": "2021-03-31"}, {"expected_by": "2021-10-31"})


def test_a_colour_needs_its_reason(sent: db.DataFile, tmp_path: Path) -> None:
    file = returned(sent, SCHEMES, LEAD, tmp_path, {("Schemes", "Kingsway", "RAG"): "Red"})
    assert whys(file) == {"Schemes!H6": "say why it is Red"}


def test_a_new_score_needs_its_reason_and_is_a_current_one(sent: db.DataFile, tmp_path: Path) -> None:
    scored = {
        ("Risks", "PC-1", "New likelihood"): 3,
        ("Risks", "PC-1", "New impact"): 4,
        ("Risks", "PC-1", "Scored on"): date(2022, 11, 1),
    }
    file = returned(sent, RISKS, QUALITY, tmp_path, scored)
    assert list(whys(file).values()) == ["Why this score is needed with New likelihood, New impact and Scored on"]
    file = returned(sent, RISKS, QUALITY, tmp_path, {**scored, ("Risks", "PC-1", "Why this score"): "Rota filled"})
    (score,) = news(file)
    assert (score.kind, score.status) == ("risk_score", "added")
    assert score.after["kind"] == "current"
    assert (score.after["likelihood"], score.after["impact"], score.after["on"]) == (3, 4, "2022-11-01")


def test_a_review_is_kept_beside_what_it_changed(sent: db.DataFile, tmp_path: Path) -> None:
    cells = {
        ("Risks", "PC-1", "Reviewed on"): date(2022, 11, 2),
        ("Risks", "PC-1", "What the review found"): "Still as it was",
        ("Risks", "PC-1", "Next review"): date(2023, 2, 1),
    }
    risk, review = news(returned(sent, RISKS, QUALITY, tmp_path, cells))
    assert risk.after == {"next_review": "2023-02-01"}
    assert review.after == {"risk": "PC-1", "on": "2022-11-02", "note": "Still as it was"}


def test_an_owner_of_actions_reports_to_the_next_meeting_and_cannot_close(sent: db.DataFile, tmp_path: Path) -> None:
    report = {("Actions", "PC-9", "Progress"): "complete", ("Actions", "PC-9", "Position"): "Paper sent"}
    (update,) = news(returned(sent, ACTIONS, QUALITY, tmp_path, report))
    assert update.after["on"] == "2099-01-10"
    assert (update.after["action"], update.after["progress"]) == ("PC-9", "complete")
    file = returned(sent, ACTIONS, QUALITY, tmp_path, {("Actions", "PC-9", "Progress"): "closed"})
    assert "none of: none, on track" in next(iter(whys(file).values()))


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (("Schemes", "Kingsway", "Kind"), "this column cannot be changed on the form: it said 'extension' when it was"),
        (("Schemes", "Kingsway", "Stage now"), "it said 'FBC since 01/10/2019' when it was sent"),
        (("Funding", "Kingsway", "Original value (£)"), "it said '0.00' when it was sent"),
        (("Schemes", "Kingsway", "Scheme"), "there is no such scheme here, and this form adds none"),
        (("Schemes", "Kingsway", "RAG"), "Blue"),
    ],
)
def test_nothing_else_may_be_changed(sent: db.DataFile, tmp_path: Path, cell: tuple[str, str, str], why: str) -> None:
    value = 5 if "£" in cell[2] else "Blue"
    file = returned(sent, SCHEMES, LEAD, tmp_path, {cell: value, ("Schemes", "Red House", "Note"): "Fine"})
    (said,) = whys(file).values()
    assert why in said
    assert file.sent_back


def test_somebody_elses_record_is_refused_at_its_cell(sent: db.DataFile, tmp_path: Path) -> None:
    file = returned(sent, SCHEMES, LEAD, tmp_path, {("Schemes", "Red House", "Scheme"): "Brooklands"})
    assert whys(file) == {"Schemes!A7": f"this scheme is {OTHER}'s, and the form was sent to {LEAD}"}


def test_what_was_changed_here_meanwhile_is_not_written_over(sent: db.DataFile, tmp_path: Path) -> None:
    path = written(sent, SCHEMES, LEAD, tmp_path)
    editing.edit(sent, "scheme", identity(sent, "scheme", "Kingsway"), {"rag": "Green", "expected_by": "2022-03-31"})
    fill(path, {("Schemes", "Kingsway", "Expected by"): date(2021, 12, 31)})
    said = whys(propose(sent, [path]).files[0])
    assert said == {
        "Schemes!E6": "it was changed here too, so somebody must say which holds: "
        "'31/03/2021' when the form was sent, and '31/03/2022' since"
    }


def test_what_has_happened_does_not_lie_ahead_and_what_is_closed_is_over(sent: db.DataFile, tmp_path: Path) -> None:
    ahead = {("Schemes", "Kingsway", "New stage"): "complete", ("Schemes", "Kingsway", "Reached on"): date(2099, 1, 1)}
    file = returned(sent, SCHEMES, LEAD, tmp_path, ahead)
    assert list(whys(file).values()) == ["01/01/2099 is still to come: say what has happened"]
    path = written(sent, ACTIONS, QUALITY, tmp_path)
    editing.edit(sent, "committee_action", identity(sent, "committee_action", "PC-9"), {"closed": "2022-10-14"})
    fill(path, {("Actions", "PC-9", "Progress"): "on track"})
    (why,) = whys(propose(sent, [path]).files[0]).values()
    assert why == "this action was closed on 14/10/2022, so there is nothing more to report"


def test_a_form_that_is_corrected_takes_the_place_of_itself_but_of_nothing_else(
    sent: db.DataFile, tmp_path: Path
) -> None:
    stage = {("Schemes", "Kingsway", "New stage"): "PID", ("Schemes", "Kingsway", "Reached on"): date(2019, 10, 1)}
    file = returned(sent, SCHEMES, LEAD, tmp_path, stage)
    assert whys(file) == {"Schemes!J6": "another stage reached of that day is here already: FBC"}
    stage = {**stage, ("Schemes", "Kingsway", "Reached on"): date(2020, 6, 1)}
    path = returned(sent, SCHEMES, LEAD, tmp_path, stage).path
    apply(sent, propose(sent, [path]))
    fill(path, {("Schemes", "Kingsway", "New stage"): "construction"})
    (changed,) = news(propose(sent, [path]).files[0])
    assert (changed.before, changed.after) == ({"stage": "PID"}, {"stage": "construction"})


def test_a_sheet_that_was_renamed_sorted_or_lost_does_no_harm(sent: db.DataFile, tmp_path: Path) -> None:
    path = written(sent, SCHEMES, LEAD, tmp_path)
    fill(path, {("Schemes", "Red House", "Note"): "Fine"})
    book = openpyxl.load_workbook(path)
    book["Schemes"].title = "Ours"
    book["Ours"].insert_rows(3)
    del book["Funding"]
    del book[AS_SENT]
    book.save(path)
    file = propose(sent, [path]).files[0]
    assert [row.after for row in news(file)] == [{"note": "Fine"}]
    assert any("has gone" in note for note in file.notes)


def test_a_form_without_its_hidden_sheet_is_no_update(sent: db.DataFile, tmp_path: Path) -> None:
    path = written(sent, SCHEMES, LEAD, tmp_path)
    book = openpyxl.load_workbook(path)
    del book[MARKER_SHEET]
    book.save(path)
    assert propose(sent, [path]).files[0].returned is None


def test_what_is_refused_goes_back_marked(sent: db.DataFile, tmp_path: Path) -> None:
    proposal = propose(sent, [returned(sent, SCHEMES, LEAD, tmp_path, {("Schemes", "Kingsway", "Kind"): "hub"}).path])
    (copy,) = write_comment_copies(proposal, tmp_path / "back")
    book = openpyxl.load_workbook(copy)
    assert book["Schemes"]["C6"].fill.fgColor.rgb == MARK
    assert book.worksheets[1]["A1"].value == f"What to correct before the update of {LEAD} can be taken"
