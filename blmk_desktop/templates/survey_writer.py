"""Writing the workforce form of a practice: staff by group, and what it can offer learners and new staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blmk_desktop.errors import UserError
from blmk_desktop.periods import show_date, today, year_end
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.survey import PRACTICE_STAFF, STAFF_GROUPS
from blmk_desktop.templates import survey_layout as layout
from blmk_desktop.templates.marker import Marker
from blmk_desktop.templates.placing import Form, Progress, put, safe_name
from blmk_desktop.templates.plan_places import cell
from blmk_desktop.templates.styles import GREEN_BOX, RED_BOX, Book, boxed, check_colours, day, instructions, write_book
from blmk_desktop.templates.survey_checks import (
    FINE,
    MOST,
    Numbers,
    capacity_check,
    capacity_formula,
    capacity_questions,
    staff_check,
    staff_figures,
    staff_formula,
)
from blmk_desktop.templates.survey_form import SurveyForm, survey_forms

if TYPE_CHECKING:
    from sqlalchemy import Connection

READY, NOT_YET = "Ready to send", "Not yet"
HEADINGS, FIRST = 8, 9  # rows of the table of staff, from 0
ALL_STAFF = FIRST + len(STAFF_GROUPS)
QUESTIONS = ALL_STAFF + 4  # the headings of the questions
GROUP, NOTE, CHECK = 0, len(layout.STAFF_FIELDS), len(layout.STAFF_FIELDS) + 1
_WIDTHS = (42, *[13] * (len(layout.STAFF_FIELDS) - 1), 30, 46)
_BOX = (2, CHECK)


def write_survey_templates(
    connection: Connection,
    codes: Sequence[str] | None,
    year: str,
    folder: Path,
    progress: Progress | None = None,
    *,
    replace: bool = False,
) -> list[Path]:
    """Write the form of each practice named, or of every active practice of a network, into a folder, as `put` does.

    `year` is the financial year asked about, '' for today's. Raises UserError for an unknown code, and where nothing
    can be written.
    """
    forms = [
        Form(
            f"{form.name} ({form.code})",
            safe_name(f"Practice workforce {form.year or form.as_at} {form.code} {form.name}"),
            partial(write_survey, form),
        )
        for form in survey_forms(connection, codes, year)
    ]
    if not forms:
        raise UserError("No practice of a network is open: there is nobody to write a form for.")
    return put(forms, folder, progress, replace=replace)


def write_survey(form: SurveyForm, path: Path, made: str = "") -> None:
    """Write one practice's workbook; `made` is the day (ISO) that it carries, today unless given.

    The file appears whole or not at all. Raises UserError where it cannot be written.
    """
    made = made or today()

    def fill(book: Book) -> None:
        _start(book, form, made)
        _Survey(book, form).write()
        book.marker(Marker(layout.FORM, layout.VERSION, form.code, form.year, "", made))

    write_book(path, f"Practice workforce, {form.name} ({form.code})", fill)


def _start(book: Book, form: SurveyForm, made: str) -> None:
    begin = (
        f"The answers on the sheet 'Survey' are {form.answers_from}. Change what is not so any more."
        if form.answers_from
        else "Go to the sheet 'Survey'. We hold no earlier answers of yours, so it is blank."
    )
    sections = {
        "Whose survey this is": [
            ("Practice", f"{form.name} ({form.code})"),
            ("Network", form.network or "none that we know of"),
            ("Send it to", "whoever sent it to you"),
        ],
        "What to do": [
            ("1  Begin", begin),
            ("2  The day", "All figures are those of one day: correct it under 'As at' if it is not the one shown."),
            (
                "3  Staff",
                "One row for each staff group. Write 0 where there is nobody, so that we know you have looked.",
            ),
            ("4  WTE", "Whole-time equivalents: 0.80 is four days a week. Locums: the WTE that locums cover that day."),
            ("5  Questions", "Below the staff: what you can offer learners and new colleagues."),
            (
                "6  Look at 'Check'",
                "Each row says OK or what to put right. The box on top turns green when all is well.",
            ),
            ("7  Send", "Save the workbook as it is, an .xlsx file, and send it back. You may give it another name."),
        ],
        "Good to know": [
            ("No names, please", "Numbers only: nothing here should tell who a person is."),
            ("Locked cells", "There is no password: cells are locked against slips. You may widen columns."),
            ("Excel or LibreOffice", "Either will do, from Excel 2010 on. There are no macros."),
        ],
    }
    version = f"Form {layout.FORM}, version {layout.VERSION}, made on {show_date(made)}"
    title = f"Practice workforce {form.year}".strip()
    instructions(book, title, sections, version, f"{form.name} ({form.code})")


class _Survey:
    """The sheet 'Survey'."""

    def __init__(self, book: Book, form: SurveyForm) -> None:
        self.book, self.form = book, form
        self.sheet = book.sheet(layout.SURVEY)
        self.answers = {group: _numbers(staff_figures(), form.staff.get(group, {})) for group in STAFF_GROUPS}
        self.capacity = _numbers(capacity_questions(), form.capacity)

    def write(self) -> None:
        """Write all of it."""
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)
        self.sheet.write_string(0, 0, f"Practice workforce: {self.form.name}", self.book.look("title"))
        self.sheet.set_row(0, 26)
        self._labelled()
        self._staff()
        self._questions()
        self._ready()
        self.sheet.freeze_panes(FIRST, 1)
        self.sheet.repeat_rows(HEADINGS)
        self.sheet.fit_to_pages(1, 1)
        self.book.footer(self.sheet, f"{self.form.name} ({self.form.code})")

    def _labelled(self) -> None:
        form, label = self.form, self.book.look("label")
        for row, (words, value) in enumerate(
            ((layout.CODE, form.code), (layout.NAME, form.name), (layout.YEAR, form.year)), start=2
        ):
            self.sheet.write_string(row, 0, words, label)
            self.sheet.merge_range(row, 1, row, 3, value, self.book.look("value"))
        self.sheet.write_string(5, 0, layout.AS_AT, label)
        self.sheet.write_datetime(5, 1, day(form.as_at), self.book.look("input_date"))
        rule = {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2015, 1, 1),
            "maximum": day(max(form.as_at, year_end(form.year) if form.year else form.as_at)),
            "input_title": "As at",
            "input_message": "The day on which staff were counted, such as 30/09/2022.",
            "error_message": "A day that is not in the future, such as 30/09/2022.",
        }
        self.sheet.data_validation(5, 1, 5, 1, rule)

    def _staff(self) -> None:
        book, sheet = self.book, self.sheet
        sheet.write_string(HEADINGS - 1, 0, "Staff by group: fill in the yellow cells", book.look("section"))
        headings = [PRACTICE_STAFF.by_name[name].heading for name in layout.STAFF_FIELDS]
        for column, name in enumerate((layout.STAFF_GROUP, *headings, layout.CHECK)):
            sheet.write_string(HEADINGS, column, name, book.look("heading"))
        sheet.set_row(HEADINGS, 44)
        for row, group in enumerate(STAFF_GROUPS, start=FIRST):
            self._group(row, group)
        sheet.write_string(ALL_STAFF, 0, layout.ALL_STAFF, book.look("total"))
        for column, field in enumerate(staff_figures(), start=1):
            total = sum(given.get(field.name, 0) for given in self.answers.values())
            look = book.look("total_count" if _whole(field) else "total_wte")
            cells = f"{cell(FIRST, column)}:{cell(ALL_STAFF - 1, column)}"
            sheet.write_formula(ALL_STAFF, column, f"=ROUND(SUM({cells}),2)", look, round(total, 2))
            _figures_only(sheet, FIRST, ALL_STAFF - 1, column, field)
        check_colours(book, sheet, f"{cell(FIRST, CHECK)}:{cell(ALL_STAFF - 1, CHECK)}", FINE)

    def _group(self, row: int, group: str) -> None:
        given, note = self.answers[group], self.form.staff.get(group, {}).get("note")
        self.sheet.write_string(row, GROUP, group, self.book.look("worked"))
        for column, field in enumerate(staff_figures(), start=1):
            look = self.book.look("input_count" if _whole(field) else "input_wte")
            self.sheet.write(row, column, given.get(field.name), look)
        self.sheet.write(row, NOTE, note, self.book.look("input_text"))
        cells = {field.name: cell(row, column, "column") for column, field in enumerate(staff_figures(), start=1)}
        used = f"{cell(row, 1, 'column')}:{cell(row, NOTE - 1, 'column')}"
        self.sheet.write_formula(row, CHECK, staff_formula(used, cells), self.book.look("worked"), staff_check(given))

    def _questions(self) -> None:
        book, sheet, questions = self.book, self.sheet, capacity_questions()
        title = "Learners and room: what the practice can offer"
        sheet.write_string(QUESTIONS - 1, 0, title, book.look("section"))
        for column, name in enumerate((layout.QUESTION, layout.ANSWER, layout.CHECK)):
            sheet.write_string(QUESTIONS, column, name, book.look("heading"))
        sheet.merge_range(QUESTIONS, 2, QUESTIONS, 6, layout.CHECK, book.look("heading"))
        cells = {field.name: cell(row, 1, "both") for row, field in enumerate(questions, start=QUESTIONS + 1)}
        for row, field in enumerate(questions, start=QUESTIONS + 1):
            self._question(row, field, cells)
        last = QUESTIONS + 1 + len(questions)
        sheet.write_string(last, 0, "Note", book.look("worked"))
        sheet.merge_range(last, 1, last, 6, self.form.capacity.get("note") or "", book.look("input_text"))
        check_colours(book, sheet, f"{cell(QUESTIONS + 1, 2)}:{cell(last - 1, 2)}", FINE)

    def _question(self, row: int, field: Field, cells: dict[str, str]) -> None:
        book, sheet = self.book, self.sheet
        sheet.write_string(row, 0, field.label, book.look("worked"))
        answered = self.capacity.get(field.name)
        if field.unit is None:
            shown = None if answered is None else "Yes" if answered else "No"
            sheet.write(row, 1, shown, book.look("input_date"))
            message = {
                "input_title": "Yes or No",
                "input_message": "Choose from the list.",
                "error_title": "Please check",
            }
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": ["Yes", "No"], **message})
        else:
            sheet.write(row, 1, answered, book.look("input_count"))
            _figures_only(sheet, row, row, 1, field)
        sheet.merge_range(row, 2, row, 6, "", book.look("worked"))
        check = capacity_check(field, self.capacity)
        sheet.write_formula(row, 2, capacity_formula(field, cells), book.look("worked"), check)

    def _ready(self) -> None:
        self.sheet.write_string(_BOX[0], CHECK - 1, layout.READY, self.book.look("label"))
        box = self.book.look("box")
        self.sheet.merge_range(*_BOX, _BOX[0] + 3, CHECK, "", box)
        staff = f"{cell(FIRST, CHECK)}:{cell(ALL_STAFF - 1, CHECK)}"
        asked = len(capacity_questions())
        answers = f"{cell(QUESTIONS + 1, 2)}:{cell(QUESTIONS + asked, 2)}"
        count = f'{len(STAFF_GROUPS)}-COUNTIF({staff},"{FINE}")'
        left = f'{asked}-COUNTIF({answers},"{FINE}")'
        formula = (
            f'=IF({count}>0,"{NOT_YET}: staff groups to fill in or put right: "&({count}),'
            f'IF({left}>0,"{NOT_YET}: questions to answer or put right: "&({left}),"{READY}"))'
        )
        self.sheet.write_formula(*_BOX, formula, box, self._shown())
        boxed(self.book, self.sheet, cell(*_BOX), {READY: GREEN_BOX, NOT_YET: RED_BOX})

    def _shown(self) -> str:
        staff = sum(staff_check(given) != FINE for given in self.answers.values())
        left = sum(capacity_check(field, self.capacity) != FINE for field in capacity_questions())
        if staff:
            return f"{NOT_YET}: staff groups to fill in or put right: {staff}"
        return f"{NOT_YET}: questions to answer or put right: {left}" if left else READY


def _numbers(fields: Sequence[Field], answers: Any) -> Numbers:
    """Stored answers as cells show them."""
    scales = {field.name: field.unit.scale if field.unit else 1 for field in fields}
    return {
        name: answers[name] / scale if scale > 1 else answers[name] for name, scale in scales.items() if name in answers
    }


def _whole(field: Field) -> bool:
    return field.unit is None or field.unit.scale == 1


def _figures_only(sheet: Any, first: int, last: int, column: int, field: Field) -> None:
    whole = _whole(field)
    rule = {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": MOST,
        "input_title": field.label[:32],
        "input_message": field.help or ("How many people." if whole else "Whole-time equivalents, such as 0.80."),
        "error_title": "Please check",
        "error_message": f"{'A whole number' if whole else 'A number'} from 0 to {MOST}.",
    }
    sheet.data_validation(first, column, last, column, rule)
