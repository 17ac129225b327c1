"""A practice's workforce survey come back: whose it is, its staff by group, its answers, and what cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.proposal import Claim, Refusal, Returned, SheetProposal
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.returns.plan_form import Placed, labelled_cells
from blmk_desktop.importing.tables.cells import Unreadable, read_column
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Cells
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.periods import read_date, read_year, show_date, year_of
from blmk_desktop.records.declaration import COUNT, Field, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.survey import STAFF_GROUPS
from blmk_desktop.rules.survey_checks import Answers, wrong_capacity, wrong_staff
from blmk_desktop.rules.wording import in_words
from blmk_desktop.templates.marker import Marker, find_marker
from blmk_desktop.templates.survey_layout import (
    ALL_STAFF,
    ANSWER,
    AS_AT,
    CAPACITY_FIELDS,
    CODE,
    FORM,
    NAME,
    QUESTION,
    STAFF_FIELDS,
    STAFF_GROUP,
    VERSION,
    YEAR,
)
from blmk_desktop.values import clean_text, read_number, scaled, show_figure
from blmk_desktop.workbook import CellError, Sheet, Workbook, cell_name

LABEL = "Practice workforce survey, returned"
STAFF, CAPACITY = RECORDS["practice_staff"], RECORDS["practice_capacity"]
_LABELS = {folded(label): label for label in (CODE, NAME, YEAR, AS_AT)}
_GROUPS = {folded(group): group for group in STAFF_GROUPS}
_QUESTIONS = {
    folded(text): name
    for name in CAPACITY_FIELDS
    for text in (CAPACITY.by_name[name].label, CAPACITY.by_name[name].heading)
}
_FEWEST = 4  # headings that make the table of staff
Wrong = Callable[[Answers], list[tuple[str, str]]]


@dataclass(slots=True)
class Survey:
    """A survey as it stands in its workbook: its labelled cells, and where its two tables begin (0-based rows).

    `columns` are the 0-based columns of the staff table by field, and of the group; `answers` that of the answers.
    """

    sheet: Sheet
    marker: Marker
    labelled: dict[str, Placed] = field(default_factory=dict)
    head: int | None = None
    columns: dict[str, int] = field(default_factory=dict)
    questions: tuple[int, int, int] | None = None  # heading row, column of questions, column of answers

    def text(self, label: str) -> str:
        """What stands beside a label; '' for nothing."""
        return self.labelled[label].text if label in self.labelled else ""

    def where(self, label: str) -> str:
        """The cell beside a label, as Sheet!B3; the sheet alone if the label has gone."""
        return f"{self.sheet.name}!{self.labelled[label].cell}" if label in self.labelled else self.sheet.name

    def cell(self, row: int, at: int) -> object:
        """A cell by 0-based row and column; None for a blank one."""
        cells = self.sheet.rows[row]
        value = cells[at] if 0 <= at < len(cells) else None
        return None if isinstance(value, str) and not value.strip() else value


@dataclass(slots=True)
class _Reading:
    """What is read of a survey, line by line, and what is refused."""

    survey: Survey
    work: Work
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    cells: dict[tuple[int, str], str] = field(default_factory=dict)  # sheet row and field to the cell

    def refuse(self, row: int, at: int, label: str, why: str) -> None:
        """Refuse a cell, by 0-based row and column."""
        value = self.survey.cell(row, at)
        written = str(value) if isinstance(value, CellError) else clean_text(value)
        self.refused.append(Refusal(f"{self.survey.sheet.name}!{cell_name(row, at)}", label, written, why))


def find_survey(workbook: Workbook) -> Survey | None:
    """The survey in a workbook, if it is one of ours; its sheets may be renamed, moved and added to."""
    marker = find_marker(workbook)
    if marker is None or marker.form != FORM:
        return None
    found = [_laid_out(sheet, marker) for sheet in workbook.sheets if sheet.rows]
    return max(found, key=lambda one: (len(one.columns), one.questions is not None), default=None)


def source_of(survey: Survey, name: str) -> str:
    """Under which name a survey's workbook is kept: practices send files of one name, which are no editions."""
    path, code = PurePath(name), survey.marker.code.upper()
    return name if not code or code in name.upper() else f"{path.stem} ({code}){path.suffix}"


def _laid_out(sheet: Sheet, marker: Marker) -> Survey:
    survey = Survey(sheet, marker)
    for at, row in enumerate(sheet.rows):
        columns = _staff_columns(row)
        if survey.head is None and STAFF_GROUP in columns and len(columns) >= _FEWEST:
            survey.head, survey.columns = at, columns
        words = [folded(cell) if isinstance(cell, str) else "" for cell in row]
        if survey.questions is None and folded(QUESTION) in words and folded(ANSWER) in words:
            survey.questions = (at, words.index(folded(QUESTION)), words.index(folded(ANSWER)))
    survey.labelled = labelled_cells(sheet.rows[: survey.head], _LABELS)
    return survey


def _staff_columns(row: Cells) -> dict[str, int]:
    headings = {folded(text): name for name in STAFF_FIELDS for text in _names(STAFF.by_name[name])}
    headings[folded(STAFF_GROUP)] = STAFF_GROUP
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        name = headings.get(folded(cell)) if isinstance(cell, str) and len(cell) < 80 else None
        if name:
            found.setdefault(name, at)
    return found


def _names(declared: Field) -> tuple[str, str]:
    return declared.label, declared.heading


def propose_survey(survey: Survey, work: Work) -> None:
    """Propose what a survey would do. With any refusal nothing of it is taken, and it goes back with comments."""
    proposed = SheetProposal(survey.sheet.name, FORM, LABEL, notes=list(survey.sheet.notes))
    work.file.sheets.append(proposed)
    reading = _Reading(survey, work)
    practice, as_at = _practice(reading), _as_at(reading)
    name = work.now.names.labels.get("practice", {}).get(practice, "") or survey.text(NAME)
    year = _year(survey.marker.year) or (year_of(as_at) if as_at else "")
    work.file.returned = Returned(practice, name, year, kind="practice")
    _version(reading)
    if not any(refusal.field == "Template version" for refusal in reading.refused):
        staff, capacity = _staff(reading), _capacity(reading)
        if not (staff or capacity or reading.refused):
            reading.notes.append("nothing is filled in")
        if not reading.refused:
            take(_drafts(practice, as_at, staff, capacity, work), proposed, work)
    proposed.refused += reading.refused
    proposed.notes += reading.notes
    proposed.claims = [] if reading.refused else reading.claims


def _version(reading: _Reading) -> None:
    version = reading.survey.marker.version
    if version != VERSION:
        out = f"the form is out of date (version {VERSION} is current): the survey is to be put on the current form"
        newer = f"the form is of version {version}, and only version {VERSION} can be read here yet"
        why = newer if version > VERSION else out
        reading.refused.append(Refusal(reading.survey.sheet.name, "Template version", str(version or ""), why))


def _practice(reading: _Reading) -> str:
    """The practice's code; every contradiction is refused at the cell that shows it."""
    survey, names = reading.survey, reading.work.now.names
    carried, shown = survey.marker.code.upper(), survey.text(CODE).upper()
    code, why = carried or shown, ""
    if carried and shown and carried != shown:
        why = f"the form was made for {_named(carried, reading)}, and this cell says {_named(shown, reading)}"
    elif not code:
        why = "neither this cell nor the form's hidden sheet says whose survey it is"
    elif code not in names.keys.get("practice", ()):
        why = f"no practice {code} is in the register"
    if why:
        reading.refused.append(Refusal(survey.where(CODE), CODE, shown or carried, why))
    return code


def _named(code: str, reading: _Reading) -> str:
    name = reading.work.now.names.labels.get("practice", {}).get(code, "")
    return f"{in_words(name)} ({code})" if name else code


def _as_at(reading: _Reading) -> str:
    """The day that the staff were counted; it must lie in the form's year, and that in the year asked for."""
    survey, wanted = reading.survey, reading.work.options.year
    carried = _year(survey.marker.year) or _year(survey.text(YEAR))
    if wanted and carried and carried != wanted:
        why = f"this is the form of {carried}, and surveys of {wanted} were asked for"
        reading.refused.append(Refusal(survey.where(YEAR), YEAR, carried, why))
    placed = survey.labelled.get(AS_AT)
    try:
        day = read_date(placed.value if placed else None)
    except ValueError as problem:
        why = "the day on which staff were counted is needed" if placed is None else str(problem)
        reading.refused.append(Refusal(survey.where(AS_AT), AS_AT, survey.text(AS_AT), why))
        return ""
    if carried and year_of(day) != carried:
        why = f"{show_date(day)} lies in {year_of(day)}, and the form is of {carried}"
        reading.refused.append(Refusal(survey.where(AS_AT), AS_AT, show_date(day), why))
    elif wanted and not carried and year_of(day) != wanted:
        why = f"{show_date(day)} lies in {year_of(day)}, and surveys of {wanted} were asked for"
        reading.refused.append(Refusal(survey.where(AS_AT), AS_AT, show_date(day), why))
    return day


def _year(text: str) -> str:
    try:
        return read_year(text) if text else ""
    except ValueError:
        return ""


_Line = tuple[int, dict[str, object]]  # the 0-based sheet row, and the values by field


def _staff(reading: _Reading) -> list[_Line]:
    """The filled rows of the table of staff."""
    survey = reading.survey
    if survey.head is None:
        why = f"the table of staff has gone: no row has the heading '{STAFF_GROUP}' and those beside it"
        reading.refused.append(Refusal(survey.sheet.name, "Table", "", why))
        return []
    gone = [STAFF.by_name[name].heading for name in STAFF_FIELDS if name not in (*survey.columns, "note")]
    if gone:
        why = f"the table has no column {' and no column '.join(gone)}: has its heading been changed?"
        reading.refuse(survey.head, survey.columns[STAFF_GROUP], "Columns", why)
        return []
    last = survey.questions[0] if survey.questions and survey.questions[0] > survey.head else len(survey.sheet.rows)
    found: list[_Line] = []
    for row in range(survey.head + 1, last):
        label = clean_text(survey.cell(row, survey.columns[STAFF_GROUP]))
        if folded(label) == folded(ALL_STAFF):
            _claims(reading, row, found)
            break
        line = _staff_line(reading, row, label, {str(values["staff_group"]) for _, values in found})
        if line:
            found.append((row, line))
    return found


def _staff_line(reading: _Reading, row: int, label: str, before: set[str]) -> dict[str, object] | None:
    columns = {name: at for name, at in reading.survey.columns.items() if name != STAFF_GROUP}
    values = _read(reading, row, columns, STAFF.by_name)
    if not any(value is not None for value in values.values()):
        return None
    group, at = _GROUPS.get(folded(label)), reading.survey.columns[STAFF_GROUP]
    if group is None or group in before:
        why = f"{group} stands twice" if group else f"'{label}' is none of: {', '.join(STAFF_GROUPS)}"
        reading.refuse(row, at, STAFF_GROUP, why)
        return None
    _refuse_wrong(reading, row, columns, STAFF.by_name, wrong_staff, values)
    return {"staff_group": group, **values}


def _read(reading: _Reading, row: int, columns: dict[str, int], fields: dict[str, Field]) -> dict[str, object]:
    """The cells of a row in stored form; one that cannot be taken is refused and left blank."""
    found: dict[str, object] = {}
    for name, at in columns.items():
        cell = reading.survey.cell(row, at)
        found[name] = _value(reading, (row, at), fields[name], cell)
    return found


def _value(reading: _Reading, place: tuple[int, int], declared: Field, cell: object) -> object:
    read = read_column(declared, [cell], reading.work.now.names)
    (value,) = read.values
    why = value.why if isinstance(value, Unreadable) else ""
    if not why and declared.type is Type.FIGURE and declared.unit is COUNT and isinstance(value, int):
        why = "" if read_number(cell).value == value else f"{clean_text(cell)} is no whole number"
    if not why:
        return value
    reading.refuse(*place, declared.label, why)
    return None


def _refuse_wrong(
    reading: _Reading,
    row: int,
    columns: dict[str, int],
    fields: dict[str, Field],
    wrong: Wrong,
    values: dict[str, object],
) -> None:
    numbers = {name: value if isinstance(value, int) else None for name, value in values.items()}
    for name, why in wrong(numbers):
        reading.refuse(row, columns[name], fields[name].label, why)


def _claims(reading: _Reading, row: int, staff: Sequence[_Line]) -> None:
    """What the workbook prints for all staff, against the sum of its rows."""
    for name, at in reading.survey.columns.items():
        unit = STAFF.by_name[name].unit if name in STAFF.by_name else None
        cell = reading.survey.cell(row, at)
        if unit is None or isinstance(cell, (CellError, str)) or cell is None:
            continue
        printed = scaled(read_number(cell).value, unit.places)
        added = sum(value for _, values in staff if isinstance(value := values.get(name), int))
        where = f"{reading.survey.sheet.name}!{cell_name(row, at)}"
        shown = [show_figure(figure, unit.places, unit.decimals) for figure in (printed, added)]
        reading.claims.append(Claim(where, ALL_STAFF, STAFF.by_name[name].label, shown[0], shown[1], printed == added))


def _capacity(reading: _Reading) -> list[_Line]:
    """The answers to the questions, as one record; none if nothing was answered."""
    survey = reading.survey
    if survey.questions is None:
        why = f"the questions have gone: no row has the headings '{QUESTION}' and '{ANSWER}'"
        reading.refused.append(Refusal(survey.sheet.name, "Table", "", why))
        return []
    head, asked, answered = survey.questions
    values: dict[str, object] = {}
    rows: dict[str, int] = {}
    for row in range(head + 1, len(survey.sheet.rows)):
        question = clean_text(survey.cell(row, asked))
        name = _QUESTIONS.get(folded(question))
        if name is None or name in rows:
            if survey.cell(row, answered) is not None:
                why = f"'{question[:60]}' stands twice" if name else f"'{question[:60]}' is no question of the form"
                reading.refuse(row, answered, ANSWER, why)
        else:
            rows[name] = row
            values[name] = _value(reading, (row, answered), CAPACITY.by_name[name], survey.cell(row, answered))
    numbers = {name: value if isinstance(value, int) else None for name, value in values.items()}
    for name, why in wrong_capacity(numbers):
        reading.refuse(rows[name], answered, CAPACITY.by_name[name].label, why)
    filled = any(value is not None for value in values.values())
    return [(min(rows.values()), values)] if filled else []


def _drafts(practice: str, as_at: str, staff: list[_Line], capacity: list[_Line], work: Work) -> list[Drafts]:
    """The lines as drafts of records, each with whose it is, when, and from which workbook."""
    common: dict[str, object] = {"practice": practice, "as_at": as_at, "source": work.file.source}
    found = []
    for record, lines, fields in (
        (STAFF, staff, ("staff_group", *STAFF_FIELDS)),
        (CAPACITY, capacity, CAPACITY_FIELDS),
    ):
        names = (*common, *fields)
        drafts = Drafts(Part(record.name, owns=names, whole=True), names)
        for row, values in lines:
            drafts.rows.append(tuple((common | values).get(name) for name in names))
            drafts.at.append(row)
            drafts.cells.append(cell_name(row, 0))
        found.append(drafts)
    return found
