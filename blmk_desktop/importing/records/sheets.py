"""A sheet whose rows are records: its columns, the date and the area it speaks of, and what its rows would do."""

from __future__ import annotations

from blmk_desktop.importing.actions.rows import (
    keep_deadlines,
    said_of_all,
    settle_actions,
    settle_milestones,
    times_in_words,
)
from blmk_desktop.importing.actuals.rows import no_longer, settle
from blmk_desktop.importing.estates.scheme_rows import FORM as SCHEMES
from blmk_desktop.importing.estates.scheme_rows import said_of_schemes, settle_schemes, with_periods
from blmk_desktop.importing.forms import PROGRAMME, TRACKER
from blmk_desktop.importing.proposal import ColumnMatch, Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.happenings import happenings
from blmk_desktop.importing.records.jumps import jumps
from blmk_desktop.importing.records.limits import settle_limits
from blmk_desktop.importing.records.rows import Context, Drafts, RecordTable, RowsRead, read_rows
from blmk_desktop.importing.tables.matching import match_columns, positioned_matches
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.importing.today import Today
from blmk_desktop.periods import find_month, find_year, read_date, show_date, year_end

DATED = ("list_size", "network_check", "nwrs_post")
TURNED_BY = (
    "arrs_claim.wte",
    "published_allocation.adjusted",
    "published_allocation.final",
)  # whose cell stands for all
UNSAID = ""  # a financial year that the table needs and nobody gave


def propose_records(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose what each row of a table of records would do."""
    sheet = item.sheet.name
    proposed.fingerprint = item.layout.fingerprint
    proposed.columns = _columns(item, work)
    proposed.notes += [
        f"column '{match.heading}' was taken for {item.form.targets[match.target].label}, which it is only like"
        for match in proposed.columns
        if match.sure == "near" and match.target
    ]
    missing = item.form.lacks({"table.as_at", *(match.target for match in proposed.columns if match.target)})
    if missing:
        why = f"{item.form.label} need a column with {' and '.join(missing)}; say which column that is"
        proposed.refused.append(Refusal(sheet, "Columns", "", why))
        return
    year = _year(item, proposed, work)
    if year == UNSAID and not any((match.target or "").endswith(".month") for match in proposed.columns):
        why = "the file does not say which financial year it is about; give it with --year 2022/23"
        proposed.refused.append(Refusal(sheet, "Financial year", "", why))
        return
    context = _context(item, proposed, work)
    if context is None:
        why = "the file does not say on which date its figures hold; give it with --as-at 31/03/2023"
        proposed.refused.append(Refusal(sheet, "As at", "", why))
        return
    context.year = year or None
    if item.form.name in (TRACKER, PROGRAMME) and not _named(item, proposed, context, work):
        return
    context.named = context.named or said_of_schemes(item, work)
    if item.form.name == SCHEMES:
        item.layout, proposed.columns, noted = with_periods(item.layout, proposed.columns)
        proposed.notes += noted
    table = RecordTable(item.layout, item.form, proposed.columns, context, item.positioned)
    read = read_rows(table)
    _settle(table, read, work)
    proposed.notes += read.notes
    proposed.refused += dict.fromkeys(read.refused)  # a cell that several rows were made of is refused once
    _complete(read.drafts, work.now)
    _turn_back(table, read.drafts)
    told = len(proposed.refused)
    take(read.drafts, proposed, work, placed=table.placed)
    proposed.refused = _once(proposed.refused, told)
    no_longer(read.drafts, proposed, work)
    proposed.notes += [*happenings(proposed.rows, work.now), *jumps(proposed.rows, work.now)]


def _once(refused: list[Refusal], told: int) -> list[Refusal]:
    """A row refused for a cell of its own (the first so many) is not refused again for what falls with it."""
    rows = {_row(refusal) for refusal in refused[:told]}
    first = {refusal.where: refusal for refusal in reversed(refused[:told]) if not refusal.value}
    own = [refusal for refusal in refused[:told] if refusal.value or first[refusal.where] is refusal]
    return own + [refusal for refusal in refused[told:] if _row(refusal) not in rows]


def _row(refusal: Refusal) -> str:
    sheet, _, cell = refusal.where.rpartition("!")
    return f"{sheet}!{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"


def _settle(table: RecordTable, read: RowsRead, work: Work) -> None:
    """What is particular to some kinds of record, once their cells are read."""
    settle(table, read)
    settle_limits(table, read)
    settle_actions(table, read)
    settle_milestones(table, read)
    keep_deadlines(read.drafts, work, table.context.named.get("on", ""))
    settle_schemes(table, read, work.now)


def _named(item: Recognised, proposed: SheetProposal, context: Context, work: Work) -> bool:
    """Whether it can be told of which committee or programme a table is; what is told holds for all of its rows."""
    context.named, notes, refusal = said_of_all(item, work)
    proposed.notes += notes
    proposed.refused += [refusal] if refusal else []
    return refusal is None


def _columns(item: Recognised, work: Work) -> list[ColumnMatch]:
    chosen = work.chosen(item.sheet.name)
    if item.positioned:
        return positioned_matches(item.positioned, item.layout, chosen)
    return times_in_words(item, match_columns(item.layout, item.form, chosen, work.remembered(item.layout)))


def _context(item: Recognised, proposed: SheetProposal, work: Work) -> Context | None:
    """What holds for all rows; None if the table needs a date that nothing tells."""
    needs_date = any(part.snapshot or part.record in DATED for part in item.form.parts)
    dated = any((match.target or "").endswith((".as_at", ".census_month")) for match in proposed.columns)
    as_at = _as_at(item, proposed, work) if needs_date and not dated else None
    if needs_date and not dated and as_at is None:
        return None
    from_text = work.workbook.format == "csv"
    return Context(work.now.names, work.file.source, _area(work), as_at, from_text=from_text)


def _year(item: Recognised, proposed: SheetProposal, work: Work) -> str | None:
    """The financial year of a table whose rows need one and have no column for it: the user's word, else its title's.

    None where no such year is needed, UNSAID where nothing tells it.
    """
    years = [part.declared.by_name.get("year") for part in item.form.parts]
    said = any((match.target or "").endswith(".year") for match in proposed.columns)
    texts = (item.layout.title, item.sheet.name, work.workbook.name)
    if item.form.name == PROGRAMME:  # the year of quarters that name none
        return work.options.year or next((found for text in texts if (found := find_year(text))), None)
    if said or not any(year and year.required for year in years):
        return None
    year = work.options.year or next((found for text in texts if (found := find_year(text))), UNSAID)
    if year != UNSAID and not work.options.year:
        proposed.notes.append(f"taken for {year}, the year that its title names")
    return year


def _area(work: Work) -> frozenset[str] | None:
    """The codes of the user's own area; None to take all of England."""
    settings = {str(key[0]): entry.values.get("value") for key, entry in work.now.entries("setting").items()}
    codes = f"{settings.get('area.commissioners') or ''},{settings.get('area.ics') or ''}"
    area = frozenset(code.strip() for code in codes.split(",") if code.strip())
    return None if work.options.all_england else area or None


def _as_at(item: Recognised, proposed: SheetProposal, work: Work) -> str | None:
    """The date a table speaks of: the user's word, a date in its headings or title, else the end of the year named.

    A month alone is no date: lists are counted on its first day by some and on its last by others.
    """
    texts = (*item.layout.headings, item.layout.title, item.sheet.name, work.workbook.name)
    said = work.options.as_at or _date_in(texts)
    if said:
        return said
    if not work.options.year and any(find_month(text) for text in texts):
        return None
    year = work.options.year or next((found for text in texts if (found := find_year(text))), None)
    if year is None:
        return None
    proposed.notes.append(f"taken as at {show_date(year_end(year))}, the end of {year}")
    return year_end(year)


def _date_in(texts: tuple[str, ...]) -> str | None:
    """A date that a heading or title names, as in 'list size as at 1 January 2019'."""
    for text in texts:
        _, said, after = text.partition("as at ")
        if said:
            try:
                return read_date(after.strip())
            except ValueError:
                continue
    return None


def _turn_back(table: RecordTable, drafts: list[Drafts]) -> None:
    """The rows of a table that was turned stand again where they do on the sheet."""
    origin = table.layout.origin
    value = next((table.index[target] for target in TURNED_BY if target in table.index), 0)
    for draft in drafts:
        if origin:
            draft.cells = [table.layout.place(row, value) for row in draft.at]
            draft.at = [origin.get((row, value), (row, 0))[0] for row in draft.at]


def _complete(drafts: list[Drafts], now: Today) -> None:
    """A network on a checklist is written by a name of its time; say which PCN it is where that is known."""
    for draft in drafts:
        if draft.part.record == "network_check" and "pcn" not in draft.names:
            names = draft.column("name")
            draft.names = (*draft.names, "pcn")
            draft.rows = [
                (*values, now.names.resolve("pcn", str(name))) for values, name in zip(draft.rows, names, strict=True)
            ]
