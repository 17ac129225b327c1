"""A sheet with a table of a workforce plan: its baselines, targets, pay and every printed figure, as proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from blmk_desktop.importing.finance.sheets import titled_area
from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.funding.sheets import take_away
from blmk_desktop.importing.proposal import Claim, ColumnMatch, Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.area_names import area_named, kind_of_area
from blmk_desktop.importing.records.rows import Drafts, joined
from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.importing.tables.totals import is_total, named_in
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.importing.today import Entry
from blmk_desktop.importing.workforce_plan.rows import MONEY, PERCENT, Cell, WorkforceTable, areas_written, read_table
from blmk_desktop.importing.workforce_plan.tables import (
    AREA,
    BY_AREA,
    workforce_columns,
    workforce_layouts,
)
from blmk_desktop.importing.workforce_plan.words import costs_nothing
from blmk_desktop.periods import find_year
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.models import WORKFORCE_BASELINE
from blmk_desktop.rules.assumptions import ONE
from blmk_desktop.rules.claims import agrees
from blmk_desktop.rules.gp_gap import DELIVERY
from blmk_desktop.rules.gp_gap import MODEL as GAP_MODEL
from blmk_desktop.rules.trajectories import FUNDED, MODEL
from blmk_desktop.rules.wording import counted, listed, pounds
from blmk_desktop.values import show_figure

_FEWEST = 2  # areas, of which one may be the sum of the others only if there are more
KEPT = (
    "stated_workforce",
    "workforce_baseline",
    "workforce_target",
    "pay_assumption",
)  # a later edition may have fewer
_BASELINE = ("profession", "area", "year")
_MEASURES = tuple(column.name for column in WORKFORCE_BASELINE.fields if column.unit)


@dataclass(slots=True)
class _Plan:
    """What the tables of a workbook say together: the year of its baselines, its areas, and which is the whole."""

    year: str = ""
    areas: dict[str, str] = field(default_factory=dict)  # as written to the area that it is
    whole: str = ""
    assumed: bool = False  # that it is of the area of the file, which nothing in the workbook says
    starred: dict[tuple[str, str, str], str] = field(default_factory=dict)


def propose_workforce(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose what the tables of a workforce plan say: their records, and each figure as a claim with its cell."""
    proposed.fingerprint = item.layout.fingerprint
    chosen = {**work.remembered(item.layout), **work.chosen(item.sheet.name)}
    plan = _plan(work)
    drafts: list[Drafts] = []
    for layout in workforce_layouts(item.sheet, work.workbook.name) or [item.layout]:
        columns = workforce_columns(layout, work.workbook.name, {} if proposed.columns else chosen)
        proposed.columns = proposed.columns or columns
        own_year = _year_of(layout)
        table = WorkforceTable(
            layout, columns, own_year or plan.year or work.options.year or "", plan.areas, plan.whole
        )
        if table.at(AREA) is not None and not table.year:
            why = "the year of this baseline is not told; say it with the year of the import"
            proposed.refused.append(Refusal(item.sheet.name, "Financial year", "", why))
            continue
        read_table(table)
        proposed.refused += table.refused
        notes = [*_notes(table, plan, told=bool(own_year)), *_pay_notes(table, work)]
        proposed.notes += [note for note in notes if note not in proposed.notes]
        proposed.claims += [claim for cell in table.cells if (claim := _claim(table, cell))]
        made = [_areas(table, work), _targets(table, plan, work), *_assumptions(table, work)]
        made += [draft(table, work) for draft in (_baselines, _pays, _stated)]
        take([draft for draft in made if draft.rows], proposed, work)
        drafts += made
    take_away(joined(drafts), proposed, work, KEPT)


def _year_of(layout: Layout) -> str:
    """The financial year that a table names, nearest first; '' for none."""
    texts = (*layout.title.split(" · "), " ".join(layout.headings), layout.above, layout.sheet.name)
    return next((year for text in texts if (year := find_year(text))), "")


def _plan(work: Work) -> _Plan:
    """What the other tables of the workbook say that this one needs."""
    plan = _Plan()
    tables = []
    for layout in (one for sheet in work.workbook.sheets for one in workforce_layouts(sheet, work.workbook.name)):
        table = WorkforceTable(layout, workforce_columns(layout, work.workbook.name, work.chosen(layout.sheet.name)))
        tables.append(table)
        plan.areas |= {name: _area_of(name, work) for name, _ in areas_written(layout, table.columns)}
        if table.at(AREA) is not None and not plan.year:
            plan.year = _year_of(layout)
    titles = [title for table in tables for title in (*table.layout.titles, table.layout.sheet.name)]
    found = _whole(plan, work) or next(filter(None, map(_by_sums, _with_areas(tables, plan))), "")
    totals = [name for name in plan.areas if is_total([name], only=True) and plan.areas[name] == name]
    plan.areas = {name: area for name, area in plan.areas.items() if name not in totals}
    plan.whole = ("" if found in totals else found) or _titled(plan, [*titles, work.workbook.name], work)
    if plan.whole:
        plan.areas |= dict.fromkeys(totals, plan.whole)
    for table in tables:
        if not table.all_of(BY_AREA) and table.at(AREA) is None:
            table.whole = plan.whole
            read_table(table)
            plan.starred |= table.starred
    return plan


def _area_of(written: str, work: Work) -> str:
    """The area that a row or column is of; 'BLMK total' is BLMK."""
    names = work.now.names
    known = names.resolve("area", written) or (
        names.resolve("area", named_in(written)) if is_total([written]) else None
    )
    return known or written


def _whole(plan: _Plan, work: Work) -> str:
    """The area that the others are parts of: as it is known, else by its name; '' if none is."""
    known = {str(key[0]): entry.values.get("within") for key, entry in work.now.entries("area").items()}
    named = list(dict.fromkeys(plan.areas.values()))
    parents = [area for area in named if any(known.get(other) == area for other in named)]
    written = [area for name, area in plan.areas.items() if is_total([name], work.now.names)]
    found = parents or written
    return found[0] if len(set(found)) == 1 else ""


def _titled(plan: _Plan, titles: Sequence[str], work: Work) -> str:
    """The user's word, what a title names, else of tables that name no areas that of the file; '' for none."""
    if said := work.options.register:
        return area_named(said, work.now.names)
    titled = titled_area(titles, work) or ""
    if titled or plan.areas:
        return titled if titled not in plan.areas.values() else ""
    known = {str(key[0]): entry.values.get("within") for key, entry in work.now.entries("area").items()}
    top = [area for area, within in known.items() if not within and area in known.values()]
    plan.assumed = len(top) == 1
    return top[0] if plan.assumed else ""


def _with_areas(tables: Sequence[WorkforceTable], plan: _Plan) -> Iterator[WorkforceTable]:
    for table in tables:
        if table.all_of(BY_AREA) or table.at(AREA) is not None:
            yield WorkforceTable(table.layout, table.columns, areas=plan.areas)


def _by_sums(table: WorkforceTable) -> str:
    """The area of which every figure is the sum of the others'; '' if there is none."""
    read_table(table)
    across = bool(table.all_of(BY_AREA))
    lines: dict[tuple[int, str], dict[str, int]] = {}
    for cell in table.cells:
        if cell.area and cell.measure not in PERCENT:
            at = cell.row if across else cell.column
            lines.setdefault((at, cell.measure), {})[cell.area] = cell.value
    named = dict.fromkeys(area for line in lines.values() for area in line)
    sums = [area for area in named if all(2 * line.get(area, 0) == sum(line.values()) for line in lines.values())]
    return sums[0] if len(sums) == 1 and len(named) > _FEWEST else ""


def _notes(table: WorkforceTable, plan: _Plan, *, told: bool) -> list[str]:
    notes = []
    if table.at(AREA) is not None and not told:
        notes.append(f"no year is told: taken for {table.year}, as the rest of the file")
    renamed = [f"{name} for {area}" for name, area in plan.areas.items() if name != area and _names(table, name)]
    if renamed:
        notes.append(f"taken {listed(renamed)}")
    unread = [match.heading for match in table.columns if _has_figures(table, match)]
    if unread:
        notes.append(f"not read: {listed(unread)}")
    of_whole = any(cell.area == table.whole for cell in table.cells)
    if plan.whole and plan.assumed and of_whole:
        notes.append(f"it names no area, so it is taken for {plan.whole}; say another with --register")
    if not plan.whole and any(cell.area is None and cell.measure == "target" for cell in table.cells):
        notes.append("whose these are is not told, so they are only kept as printed; name the area with --register")
    if table.starred:
        cells = counted(len(table.starred), "cell")
        notes.append(f"{cells} with a footnote mark and no figure: {listed(sorted(set(table.starred.values())))}")
    return notes


def _has_figures(table: WorkforceTable, match: ColumnMatch) -> bool:
    """Whether a column that was taken for nothing holds a figure under a heading."""
    figures = (isinstance(cell, int | float) for cell in table.layout.column(match.index))
    return bool(match.heading) and not match.target and match.sure != "chosen" and any(figures)


def _names(table: WorkforceTable, name: str) -> bool:
    return any(written == name for written, _ in areas_written(table.layout, table.columns))


def _areas(table: WorkforceTable, work: Work) -> Drafts:
    """The areas that nobody knows yet; they are parts of the whole where the table has one."""
    draft = Drafts(Part("area"), ("name", "kind", "within"))
    known = work.now.names.keys.get("area", set())
    rows = {table.areas[name]: (name, row) for name, row in areas_written(table.layout, table.columns)}
    if table.whole and table.whole not in rows and table.cells:
        rows[table.whole] = (table.whole, max(table.layout.first_row - 1, 0))
    for area, (name, row) in sorted(rows.items(), key=lambda one: one[0] != table.whole):
        if area not in known:
            kind = "ICB" if area == table.whole and kind_of_area(name) == "other" else kind_of_area(name)
            draft.rows.append((area, kind, table.whole if area != table.whole and table.whole else None))
            draft.at.append(row)
    return draft


def _baselines(table: WorkforceTable, work: Work) -> Drafts:
    """A record for each area of a baseline."""
    names = (*_BASELINE, *_MEASURES, "source", "cell")
    draft = Drafts(Part("workforce_baseline", owns=names[:-2]), names)
    if table.at(AREA) is None:
        return draft
    rows: dict[int, dict[str, int]] = {}
    about: dict[int, tuple[str | None, ...]] = {}
    for cell in table.cells:
        if cell.measure in _MEASURES and cell.area:
            value = cell.value // 100 if cell.measure == "over_50" else cell.value
            rows.setdefault(cell.row, {})[cell.measure] = value
            about[cell.row] = (cell.role, cell.area, cell.year)
    for row, values in rows.items():
        where = f"{table.layout.sheet.name}!{table.place(row, 0)}"
        figures = (values.get(name) for name in _MEASURES)
        draft.rows.append((*about[row], *figures, work.file.source, where))
        draft.at.append(row)
    return draft


def _targets(table: WorkforceTable, plan: _Plan, work: Work) -> Drafts:
    """A record for each figure of recruitment that is no total but that of an area over its parts."""
    names = ("role", "programme", "area", "year", "wte", "within_establishment", "note", "source", "cell")
    draft = Drafts(Part("workforce_target", owns=names[:6]), names)
    earlier = work.now.entries("workforce_target")
    for cell in table.cells:
        key = (cell.role, cell.programme, cell.area, cell.year)
        if cell.measure != "target" or not all((cell.role, cell.area, cell.year)) or _is_row_of_totals(cell):
            continue
        if (found := earlier.get(key)) and _told_elsewhere(found, table.layout.sheet.name, work):
            continue  # check holds the two against each other
        note = plan.starred.get((cell.role or "", cell.programme or "", cell.year or ""))
        within = None if note is None else int(costs_nothing(note) or not note)
        where = f"{table.layout.sheet.name}!{table.place(cell.row, cell.column)}"
        draft.rows.append((*key, cell.value, within, note or None, work.file.source, where))
        draft.at.append(cell.row)
        draft.cells.append(table.place(cell.row, cell.column))
    return draft


def _told_elsewhere(entry: Entry, sheet: str, work: Work) -> bool:
    """Whether another sheet of this very file says it, in this import or the last."""
    told = str(entry.values.get("cell") or "").rpartition("!")[0]
    return entry.row is not None or (entry.values.get("source") == work.file.source and told != sheet)


def _is_row_of_totals(cell: Cell) -> bool:
    return cell.rule == "total" and cell.covered is not None and cell.covered[2] == cell.covered[3] == cell.column + 1


def _pays(table: WorkforceTable, work: Work) -> Drafts:
    names = ("role", "band", "wage", "on_costs", "cost", "source", "cell")
    draft = Drafts(Part("pay_assumption", owns=names[:5]), names)
    for pay in table.pays:
        where = f"{table.layout.sheet.name}!A{pay.row + 1}"
        draft.rows.append((pay.role, pay.band or None, pay.wage, pay.on_costs, pay.cost, work.file.source, where))
        draft.at.append(pay.row)
    return draft


def _pay_notes(table: WorkforceTable, work: Work) -> Iterator[str]:
    """A role has one pay: what another paper said of it changes for every plan that counts with it."""
    known = work.now.entries("pay_assumption")
    for pay in table.pays:
        entry = known.get((pay.role, None))  # of no year, as such tables are
        cost, source = (entry.values.get("cost"), entry.values.get("source")) if entry else (None, None)
        if isinstance(cost, int) and cost != pay.cost and source and source != work.file.source:
            figures = f"{pounds(cost, 0)} of {source} becomes {pounds(pay.cost, 0)}"
            yield f"pay of {pay.role}: {figures}, for every plan with this role"


def _assumptions(table: WorkforceTable, work: Work) -> list[Drafts]:
    """What the table says that a model assumes: that all who are planned come, or who pays which share of the cost."""
    if any(cell.measure == "gap" for cell in table.cells) and not _assumed_already(GAP_MODEL, work):
        row = next(cell.row for cell in table.cells if cell.measure == "gap")
        name, note = f"Workforce gap as published in {work.file.source}", "As planned: all of them come"
        made = Drafts(Part("assumption_set"), ("name", "model", "published"), [(name, GAP_MODEL, 1)], [row])
        names = ("set", "name", "value", "unit", "note")
        return [made, Drafts(Part("assumption", owns=names), names, [(name, DELIVERY, ONE, "%", note)], [row])]
    return _funded(table, work) if table.shares and not _assumed_already(MODEL, work) else []


def _assumed_already(model: str, work: Work) -> bool:
    """Whether a set of assumptions that was entered otherwise says what this very file assumes."""
    sets = work.now.entries("assumption_set")
    of_file = {
        str(entry.values.get("set"))
        for entry in work.now.entries("assumption").values()
        if entry.values.get("source") == work.file.source and entry.id
    }
    return any(
        entry.values.get("model") == model
        and entry.values.get("published")
        and str(key[0]) in of_file
        and not str(key[0]).endswith(f"as published in {work.file.source}")
        for key, entry in sets.items()
    )


def _funded(table: WorkforceTable, work: Work) -> list[Drafts]:
    name = f"Workforce costs as published in {work.file.source}"
    rows = [cell.row for _, cell in table.shares.values()]
    made = Drafts(Part("assumption_set"), ("name", "model", "published"), [(name, MODEL, 1)], rows[:1])
    names = ("set", "name", "item", "value", "unit", "source", "cell")
    draft = Drafts(Part("assumption", owns=names[:5]), names, at=rows)
    for payer, (share, cell) in table.shares.items():
        where = f"{table.layout.sheet.name}!{table.place(cell.row, 0)}"
        draft.rows.append((name, FUNDED, payer, share, "%", work.file.source, where))
        draft.cells.append(table.place(cell.row, 0))
    return [made, draft]


def _stated(table: WorkforceTable, work: Work) -> Drafts:
    """Each printed figure as a claim."""
    names = RECORDS["stated_workforce"].names
    draft = Drafts(Part("stated_workforce", owns=names[3:], whole=True), names)
    for cell in table.cells:
        place = table.place(cell.row, cell.column)
        about = (cell.area, cell.year, cell.item, cell.role, cell.programme, cell.measure, cell.rule)
        covered = cell.covered or (None,) * 4
        printed = (cell.value, cell.decimals, cell.note or None)
        draft.rows.append((work.file.source, table.layout.sheet.name, place, *about, *covered, *printed))
        draft.at.append(cell.row)
        draft.cells.append(place)
    return draft


def _claim(table: WorkforceTable, cell: Cell) -> Claim | None:
    """A printed total held against what it covers, for the preview."""
    if cell.covered is None:
        return None
    first, last, left, right = cell.covered
    rows, columns = range(first - 1, last), range(left - 1, right)
    below = left == right == cell.column + 1
    parts = [
        one
        for one in table.cells
        if one.row in rows
        and one.column in columns
        and one != cell
        and not (below and _is_row_of_totals(one))
        and one.measure == cell.measure
    ]
    if not parts:
        return None
    value = sum(one.value for one in parts)
    decimals = max(cell.decimals, *(one.decimals for one in parts))
    where = f"{table.layout.sheet.name}!{table.place(cell.row, cell.column)}"
    held = agrees(cell.value, decimals, Fraction(value))
    words = (_shown(cell, cell.value), _shown(cell, value))
    return Claim(where, cell.item, cell.measure.replace("_", " ").capitalize(), *words, held)


def _shown(cell: Cell, value: int) -> str:
    if cell.measure in MONEY:
        return pounds(value, 0)
    return f"{show_figure(value, 2, 2 if value % 100 else 0)}{'%' if cell.measure in PERCENT else ''}"
