"""What a finance report would do: its area, its categories, each figure of a line, and every claim that it prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from blmk_desktop.importing.finance.claims import claims_of, stated_of
from blmk_desktop.importing.finance.columns import ACTION, AREA, BASIS, NOTE, REASON, TURNED
from blmk_desktop.importing.finance.layouts import layouts
from blmk_desktop.importing.finance.tables import FinanceTable, Line, matches, read_table
from blmk_desktop.importing.finance.titles import Month, area_in, month_in, new_area
from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.funding.sheets import take_away
from blmk_desktop.importing.proposal import Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.area_names import area_named, new_areas
from blmk_desktop.importing.records.rows import Drafts, joined
from blmk_desktop.importing.tables.names import Names
from blmk_desktop.importing.tables.totals import is_overall, is_system
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.periods import month_end, month_label, show_date
from blmk_desktop.records.budgets import BASES, BLOCKS, BUDGET_FIGURE, CONVENTIONS
from blmk_desktop.rules.variance import convention_of, nature_of
from blmk_desktop.rules.wording import MONTHS, counted, listed, several

DELEGATED, OTHER = BLOCKS
KEPT = ("budget_figure", "stated_budget")
MONTH, AREA_OF = "Month of the report", "Area of the report"
MOST_NAMED = 6  # areas, in one note
NO_MONTH = "the report does not say of which month it is; give it with --as-at 30/09/2022"
NO_AREA = "the report does not say of which area it is; name it in its title, or give it with --register"
TIED = "it cannot be told whether variances are plan less actual or actual less plan; say so with --variance"


@dataclass(slots=True)
class _Report:
    """A table of a report with what its title says. `categories` are printed headings of spend to ours."""

    table: FinanceTable
    area: str
    when: Month
    block: str
    categories: dict[str, str]
    areas: dict[str, str]  # area as written in a column to ours
    names: Names
    convention: str = ""

    def area_of(self, line: Line) -> str:
        """The area of a line: that of its column, else the table's; '' of a total over all areas of a column."""
        if self.areas and line.covers and is_overall([line.label], self.names):
            return "" if self.area in self.areas.values() else self.area
        written = self.table.words.get((line.row, AREA), "")
        return self.areas.get(written, self.area)


def propose_finance(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose what the finance reports of a sheet would do."""
    proposed.fingerprint = item.layout.fingerprint
    chosen, known = work.chosen(item.sheet.name), work.remembered(item.layout)
    found = layouts(item.sheet) or [item.layout]
    tables = [read_table(layout, matches(layout, chosen, known), work.now.names) for layout in found]
    proposed.columns = tables[0].columns
    proposed.notes += _noted(tables)
    proposed.refused += dict.fromkeys(refused for table in tables for refused in table.refused)
    areas: dict[str, int] = {}
    categories = Drafts(Part("budget_category"), ("name", "block", "nature", "position", "within"))
    told: list[_Report] = []
    for table in tables:
        if report := _report(table, proposed, work, (areas, categories), told[-1] if told else None):
            told.append(report)
    told = [report for report in told if report.table.lines]
    proposed.notes += _taken_for(told, areas if told else {})
    if not _settle_conventions(told, proposed, work):
        return
    for draft in (new_areas(areas if told else {}, work.now.names), categories):
        take([draft] if draft.rows else [], proposed, work)
    drafts = [made for report in told for made in (_figures(report, work), _stated(report, work), _reasons(report))]
    take(joined(drafts), proposed, work)
    proposed.claims += [claim for report in told for claim in claims_of(report.table, report.convention)]
    if told:
        take_away(drafts, proposed, work, KEPT)


def _taken_for(reports: Sequence[_Report], new: Mapping[str, int]) -> list[str]:
    """Of which areas and months the reports were taken to be, and which areas are new."""
    found: dict[Month, dict[str, None]] = {}
    for report in reports:
        found.setdefault(report.when, {}).update(dict.fromkeys(report.areas.values() or [report.area]))
    named = _some([f"'{area}'" for area in new])
    are = "is not known as an area yet, and is" if len(new) == 1 else "are not known as areas yet, and are"
    notes = [f"{named} {are} added"] if new else []
    for when, areas in found.items():
        covers = "" if when.starts == 1 else f", from {MONTHS[(when.starts + 2) % 12]} on"
        date = show_date(month_end(when.year, when.month))
        month = f"{month_label(when.month)} {when.year}, as at {date}{covers}"
        notes.append(f"taken for {_some(list(areas))}, {month}")
    return notes


def _some(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= MOST_NAMED else several(names, MOST_NAMED)


def _noted(tables: Sequence[FinanceTable]) -> list[str]:
    """What was understood of the cells; that every column of money is in thousands is said once."""
    found = list(dict.fromkeys(note for table in tables for note in table.notes))
    units = dict.fromkeys(note.partition(" is in ")[2] for note in found if " is in " in note)
    return [*(f"money is in {unit}" for unit in units), *(note for note in found if " is in " not in note)]


def _report(
    table: FinanceTable,
    proposed: SheetProposal,
    work: Work,
    made: tuple[dict[str, int], Drafts],
    above: _Report | None,
) -> _Report | None:
    """What the title of a table says, or that of the table above it; None, with a refusal, if it is not enough."""
    texts = [table.layout.title, table.layout.sheet.name, work.workbook.name]
    when = month_in(texts, work.options) or (above.when if above else None)
    written = _area_written(texts, table, work) or (above.area if above else None)
    where = f"{table.layout.sheet.name}!A{table.layout.first_row}"
    if when is None or written is None:
        why, label = (NO_MONTH, MONTH) if when is None else (NO_AREA, AREA_OF)
        proposed.refused.append(Refusal(where, label, "", why))
        return None
    area = _named(written, made[0], table, work)
    block = _block(table, work)
    own = [written for written in _written_areas(table) if not is_system(written)]
    areas = {one: _named(one, made[0], table, work) for one in own}
    return _Report(table, area, when, block, _categories(table, block, made[1], work, proposed), areas, work.now.names)


def _written_areas(table: FinanceTable) -> list[str]:
    return list(dict.fromkeys(words for (_, target), words in table.words.items() if target == AREA))


def _area_written(texts: Sequence[str], table: FinanceTable, work: Work) -> str | None:
    """The area of a table: the user's word, a known one that its title names, or a commissioner to be made."""
    own = next((words for words in _written_areas(table) if not is_system(words)), None)
    return work.options.register or titled_area(texts[:1], work) or own or titled_area(texts[1:], work)


def titled_area(texts: Sequence[str], work: Work) -> str | None:
    """The area that the first of some texts names: a known one, or a commissioner that is not known yet."""
    names = work.now.names
    within = {str(key[0]): str(entry.values.get("within") or "") for key, entry in work.now.entries("area").items()}
    return next((found for text in texts if (found := area_in([text], names, within) or new_area([text]))), None)


def _named(written: str, areas: dict[str, int], table: FinanceTable, work: Work) -> str:
    """An area by its name or alias; one that is not known is to be made."""
    found = area_named(written, work.now.names)
    if found not in work.now.names.keys.get("area", ()):
        areas.setdefault(found, max(table.layout.first_row - 1, 0))
    return found


def _block(table: FinanceTable, work: Work) -> str:
    """Delegated or other primary care: by its total or title, else by the block of the categories that are known."""
    if said := _block_said(table.block_words):
        return said
    known = [work.now.names.resolve("budget_category", label) for label in table.labels]
    blocks = [work.now.entries("budget_category")[name,].values.get("block") for name in known if name]
    return str(max(set(blocks), key=blocks.count)) if blocks else DELEGATED


def _block_said(words: str) -> str:
    """The block that some words name; '' for none."""
    folded = words.casefold()
    if "delegated" in folded:
        return DELEGATED
    return OTHER if "other" in folded.replace("primary care other", "") else ""


def _block_of(table: FinanceTable, row: int, otherwise: str) -> str:
    """The block of a line (its row is 0-based): that of the heading above it, of the total below it, or its table's."""
    ends = [line.row for line in table.totals if line.row < row]
    above = [words for at, words in table.sections.items() if max(ends, default=-1) < at < row]
    below = [line.label for line in table.totals if line.covers and line.covers[0] <= row < line.row]
    named = [_block_said(words) for words in (*reversed(above), *below[:1])]
    return next(filter(None, named), otherwise)


def _categories(table: FinanceTable, block: str, made: Drafts, work: Work, proposed: SheetProposal) -> dict[str, str]:
    """Each heading of spend to the category that it is known as; one that is not known is made, and said."""
    rows = {line.label: line.row for line in reversed(table.lines)}
    found: dict[str, str] = {}
    over = {label: work.now.names.resolve("budget_category", above) or above for label, above in table.within.items()}
    new: dict[str, list[str]] = {}
    for position, label in enumerate(table.labels, start=1):
        known = work.now.names.resolve("budget_category", label)
        found[label] = known or label
        if known is None and label not in made.column("name"):
            of_block = _block_of(table, rows[label], block)
            new.setdefault(of_block, []).append(label)
            made.rows.append((label, of_block, nature_of(label), position, over.get(label)))
            made.at.append(rows[label])
    for of_block, labels in new.items() if work.now.entries("budget_category") else ():
        proposed.notes.append(
            f"{counted(len(labels), 'new category', 'new categories')} of {of_block}: {listed(labels)}"
        )
    return found


def _settle_conventions(reports: Sequence[_Report], proposed: SheetProposal, work: Work) -> bool:
    """Which way round the sheet writes its variances: the user's word, its columns, or the votes of all its lines.

    What is found is shown as what the columns were taken for, so that the user may say otherwise.
    """
    lines = [line for report in reports for line in report.table.lines]
    printed = [
        (plan.value, outturn.value, stated.value)
        for line in lines
        if (plan := line.cells.get("plan"))
        and (outturn := line.cells.get(line.outturn))
        and (stated := line.cells.get("variance") or line.cells.get(TURNED))
    ]
    found = _said(reports, work) or convention_of(printed)
    if not found and any(plan != outturn and stated for plan, outturn, stated in printed):
        proposed.refused.append(Refusal(proposed.sheet, "Sign of variances", "", TIED))
        return False
    for report in reports:
        report.convention = found or CONVENTIONS[0]
        for match in report.table.columns:
            period, _, measure = (match.target or "").partition(".")
            if measure in ("variance", TURNED) and match.sure != "chosen":
                match.target = f"{period}.{'variance' if report.convention == CONVENTIONS[0] else TURNED}"
    if found and printed:
        note = f"variances are read as {found}; this program keeps and shows plan less actual, adverse in brackets"
        proposed.notes.append(note)
    return True


def _said(reports: Sequence[_Report], work: Work) -> str:
    """The user's word on it: an option, or what they chose a column to be."""
    if work.options.convention:
        return work.options.convention
    chosen = [
        (match.target or "").partition(".")[2]
        for report in reports
        for match in report.table.columns
        if match.sure in ("chosen", "remembered")
    ]
    return CONVENTIONS[1] if TURNED in chosen else CONVENTIONS[0] if "variance" in chosen else ""


_FIGURE = (*BUDGET_FIGURE.key, "value", "basis", "starts", "note", "source", "sheet", "cell", "decimals")


def _figures(report: _Report, work: Work) -> Drafts:
    """Each plan, actual and forecast of each line."""
    draft = Drafts(Part("budget_figure", owns=("value", "starts", "decimals", "sheet"), moves=True), _FIGURE)
    table, when = report.table, report.when
    for line in table.lines:
        if line.covers:
            continue
        basis = _basis(table.words.get((line.row, BASIS), ""))
        note = table.words.get((line.row, NOTE)) or None
        starts = when.starts if when.starts > 1 and line.period != "month" else None
        for measure in ("plan", line.outturn):
            if printed := line.cells.get(measure):
                cell = table.layout.place(line.row, printed.column)
                key = (report.area_of(line), report.categories[line.label], when.year, when.month, line.period, measure)
                told = None if measure == "plan" else basis
                place = (work.file.source, table.layout.sheet.name, cell, printed.decimals)
                draft.rows.append((*key, "report", printed.value, told, starts, note, *place))
                draft.at.append(line.row)
                draft.cells.append(cell)
    return draft


def _basis(written: str) -> str | None:
    words = written.casefold()
    return next((basis for basis in reversed(BASES) if basis in words), None)


def _stated(report: _Report, work: Work) -> Drafts:
    """Each printed total, variance and percentage as a claim."""
    about: Callable[[Line], tuple[str, str | None]] = lambda line: (  # noqa: E731
        report.area_of(line),
        None if line.covers else report.categories[line.label],
    )
    return stated_of(report.table, about, (report.when.year, report.when.month), report.convention, work.file.source)


def _reasons(report: _Report) -> Drafts:
    """What a column of reasons says of its lines: kept where nothing is known yet."""
    names = ("area", "category", "year", "month", "reason", "action")
    draft = Drafts(Part("variance_reason"), names)
    table = report.table
    for line in {line.row: line for line in table.lines if not line.covers}.values():
        if reason := table.words.get((line.row, REASON)):
            key = (report.area_of(line), report.categories[line.label], report.when.year, report.when.month)
            draft.rows.append((*key, reason, table.words.get((line.row, ACTION))))
            draft.at.append(line.row)
    return draft
