"""The columns of the practice workforce survey, and the rows under them by place, staff group and practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.periods import today
from blmk_desktop.records.declaration import COUNT, PERCENT, WTE, Type, Unit
from blmk_desktop.records.survey import ALL_GPS
from blmk_desktop.rules.wording import in_words
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.summaries.survey import Survey, SurveyRow

VIEWS = {"place": "Place", "group": "Staff group", "practice": "Practice"}
AREA = "Whole area"
RETURNED, AWAITED = "Returned", "Awaited"
TONES = {RETURNED: "green", AWAITED: "amber"}
BLANK = "Leaves out practices that did not answer this."
_PLACE = ColumnSpec(name="place", label="Place", width=18)


def _figure(
    name: str, label: str, unit: Unit, explained: str = "", *, hidden: bool = False, width: int = 13
) -> ColumnSpec:
    """A figure of the survey; the total row has it too, worked out from the answers of the rows shown."""
    return ColumnSpec.figure(name, label, unit, explained, width, hidden=hidden)


_ANSWERED = _figure("practices", "Practices", COUNT, "How many practices answered anything of the group.")
_STAFF = (
    _figure("headcount", "Headcount", COUNT, hidden=True),
    _figure("wte", "In post", WTE, "The baseline: people in post, without locums."),
    _figure("locums", "Locums", WTE, "WTE that locums cover.", hidden=True),
    _figure("locum_percent", "Locums", PERCENT, "WTE that locums cover, as a share of those in post."),
    _figure("vacancies", "Vacancies", WTE),
    _figure("vacancy_percent", "Vacancy rate", PERCENT, "Vacancies as a share of all posts, filled or not."),
    _figure("retiring", "Retiring", COUNT, "People who plan to retire within 12 months."),
    _figure("over_50", "Aged 50 and over", COUNT, hidden=True, width=16),
    _figure("over_50_percent", "Aged 50 and over", PERCENT, width=16),
    _figure("over_55", "Aged 55 and over", COUNT, hidden=True, width=16),
    _figure("over_55_percent", "Aged 55 and over", PERCENT, hidden=True, width=16),
)
_GAP = (
    _figure("gap", "GP gap", WTE, "Vacancies and retirements within 12 months, a retirement counted as one WTE."),
    _figure("gap_percent", "GP gap", PERCENT, "The gap against GPs in post."),
)
_PRACTICE = (
    ColumnSpec(name="code", label="Code", type=Type.CODE, width=9),
    ColumnSpec(name="name", label="Practice", width=30),
    ColumnSpec(name="status", label="Survey", width=11, tones=TONES),
    ColumnSpec(name="as_at", label="As at", type=Type.DATE, width=12),
    ColumnSpec(name="pcn", label="PCN", width=20),
    _PLACE,
)


@dataclass(frozen=True)
class Shown:
    """What the page shows: a year's survey, and the answers behind each row of a view."""

    view: str
    group: str
    survey: Survey
    years: list[str]
    columns: Columns
    rows: dict[str, SurveyRow] = field(default_factory=dict)


def fetch(connection: Any, view: str, group: str, year: str) -> Shown:
    """Read the survey of a year and lay it out. An unknown year means the newest."""
    from blmk_desktop.periods import year_end
    from blmk_desktop.summaries.survey import survey, survey_years

    years = survey_years(connection)
    found = survey(connection, min(year_end(year), today()) if year in years else None)
    rows = _ROWS[view](found, group) if found.answered else {}
    about = _practices(found) if view == "practice" else {}
    lines = [{**_line(row), **about.get(key, {})} for key, row in rows.items()]
    return Shown(view, group, found, years, columns_of(specs(view, group), lines, ids=list(rows)), rows)


def specs(view: str, group: str) -> list[ColumnSpec]:
    """The columns of a view; the gap stands where GPs do."""
    gap = _GAP if group == ALL_GPS or view == "group" else ()
    if view == "practice":
        return [*_PRACTICE, *_STAFF, *gap]
    first = (ColumnSpec(name="staff_group", label="Staff group", width=26),) if view == "group" else ()
    return [*first, _PLACE, _ANSWERED, *_STAFF, *gap]


def _by_place(found: Survey, group: str) -> dict[str, SurveyRow]:
    return {row.place: row for row in found.by_place(group)}


def _by_group(found: Survey, _group: str) -> dict[str, SurveyRow]:
    """The whole area first, then each place."""
    return {f"{row.place}/{row.staff_group}": row for row in [*found.rows, found.total]}


def _by_practice(found: Survey, group: str) -> dict[str, SurveyRow]:
    from blmk_desktop.summaries.survey import SurveyRow

    answers: dict[str, list[Any]] = {code: [] for code in (*(one.code for one in found.asked), *found.answered)}
    for one in found.staff(group):
        answers[one.practice].append(one)
    return {code: SurveyRow("", group, staff) for code, staff in answers.items()}


_ROWS = {"place": _by_place, "group": _by_group, "practice": _by_practice}


def _practices(found: Survey) -> dict[str, dict[str, Any]]:
    """What stands before the figures of a practice, by code."""
    asked = {one.code: one for one in found.asked}
    about = {}
    for code in (*asked, *found.answered):
        known, day = asked.get(code), found.answered.get(code)
        said = {"code": code, "status": RETURNED if day else AWAITED, "as_at": day}
        if known is not None:
            said |= {"name": in_words(known.name), "pcn": in_words(known.pcn or ""), "place": known.place}
        about[code] = said
    return about


def _line(row: SurveyRow) -> dict[str, Any]:
    return {"place": row.place or AREA, "staff_group": row.staff_group, **figures(row)}


def figures(row: SurveyRow) -> dict[str, int | None]:
    """Every figure of a row by column."""
    sums = ("headcount", "wte", "locums", "vacancies", "retiring", "over_50", "over_55")
    return {
        "practices": row.practices,
        **{name: row.total(name) for name in sums},
        "locum_percent": row.share("locums", "wte"),
        "vacancy_percent": row.vacancy_percent,
        "over_50_percent": row.share("over_50", "headcount"),
        "over_55_percent": row.share("over_55", "headcount"),
        "gap": row.gap,
        "gap_percent": row.gap_percent,
    }


def totals(shown: Shown, positions: Sequence[int]) -> dict[str, int | None]:
    """The figures of the rows shown together: shares are of all their answers, not sums of shares."""
    from blmk_desktop.summaries.survey import SurveyRow

    rows = [shown.rows[shown.columns.ids[at]] for at in positions]
    return figures(SurveyRow("", shown.group, [one for row in rows for one in row.staff]))


def marks(shown: Shown) -> dict[tuple[str, str], Mark]:
    """The sums that leave out practices which answered something of the group, but not this."""
    asked = {"wte", "vacancies", "retiring", "headcount", "locums", "over_50", "over_55"}
    found = {
        (key, name): Mark("note", BLANK)
        for key, row in shown.rows.items()
        if shown.view != "practice"
        for name in asked
        if row.total(name) is not None and row.lacks(name)
    }
    gaps = {
        (key, "gap"): Mark("note", BLANK)
        for key, row in shown.rows.items()
        if row.gap is not None and (row.lacks("vacancies") or row.lacks("retiring"))
    }
    return found | gaps
