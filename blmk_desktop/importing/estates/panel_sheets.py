"""Score sheets of a prioritisation panel: schemes down, and across them its criteria (one member) or its members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from blmk_desktop.importing.estates.panel_tables import CRITERION, PANEL, SCHEME, SCORE
from blmk_desktop.importing.estates.scheme_rows import scheme_name
from blmk_desktop.importing.forms import Part, forms
from blmk_desktop.importing.funding.years import SCHEMES
from blmk_desktop.importing.proposal import ColumnMatch, Options, Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.tables.cells import unknown_name
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Layout, find_table
from blmk_desktop.importing.tables.totals import is_total
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.importing.today import Today
from blmk_desktop.rules.limits import LIMITS
from blmk_desktop.rules.wording import listed
from blmk_desktop.values import clean_text, read_absent, read_number
from blmk_desktop.workbook import Sheet

FEWEST = 2  # criteria or members across: one alone may be anything
_CONFLICT = re.compile(r"\b(?:coi|doi|conflict\w*|interests?|declared)\b", re.IGNORECASE)
_MEMBER = re.compile(
    r"^(?:panel )?(?:member|scorer|assessor|scored by|scores of)\b\s*[:–-]?\s*(?P<who>.+)$", re.IGNORECASE
)
_NO_MEMBER = re.compile(
    r"^(?:sheet|tab|page|table)\s*\d*$|\b(?:scores?|scoring|grid|matrix|template|round)\b", re.IGNORECASE
)
_BESIDE = re.compile(r"\b(?:notes?|comments?|remarks?|rationale|weight\w*|total|average|mean|rank|stage|score)\b")
_CRITERION = frozenset({"criterion", "criteria"})


@dataclass(slots=True)
class _Grid:
    """A score sheet while it is read: where its schemes and criteria stand, and of what each other column is."""

    layout: Layout
    round: str
    criteria: Mapping[str, str]  # of the round: folded name to name
    scheme: int
    criterion: int | None  # the column with criteria, where members stand across
    across: dict[int, str]  # column to criterion, or to member
    member: str = ""  # whose sheet it is, where criteria stand across
    scores: Drafts = field(default_factory=lambda: _drafts("panel_score", "scheme", "criterion", "member", "score"))
    conflicts: Drafts = field(default_factory=lambda: _drafts("panel_conflict", "scheme", "member", "interest"))
    candidates: Drafts = field(default_factory=lambda: _drafts("candidate", "scheme"))


def _drafts(kind: str, *names: str) -> Drafts:
    return Drafts(Part(kind, owns=("round", *names)), ("round", *names))


def panel_item(sheet: Sheet, now: Today, options: Options, file: str) -> Recognised | None:
    """The table of a sheet, if it is a score sheet: known criteria across, or criteria down and members across."""
    if options.kind not in (None, PANEL) or (file, sheet.name) in options.forms:
        return None
    known = {folded(str(name)) for _, name in now.entries("criterion")}
    layout = find_table(sheet, lambda headings: _score(headings, known)) if known else None
    return Recognised(sheet, layout, forms()[PANEL]) if layout else None


def _score(headings: list[str], known: set[str]) -> float:
    """How many criteria or members stand across; nothing where it may be another kind of table."""
    words = [folded(heading) for heading in headings]
    if SCHEMES.isdisjoint(words):
        return 0
    criteria = sum(word in known for word in words)
    if _CRITERION.isdisjoint(words):
        return criteria if criteria >= FEWEST else 0
    members = len(_members(words))
    return members if members >= FEWEST else 0


def _members(words: list[str]) -> list[int]:
    """The columns of members, where criteria stand down: whatever is not known for something else."""
    own = SCHEMES | _CRITERION | {folded("Prioritisation round"), ""}
    return [at for at, word in enumerate(words) if word not in own and not _BESIDE.search(word)]


def propose_panel(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose the scores of a score sheet, the interests declared instead, and the schemes put to the round by it."""
    grid = _read_head(item, proposed, work)
    if grid is None:
        return
    for row in grid.layout.row_numbers():
        written = clean_text(grid.layout.cell(row, grid.scheme))
        if written and not is_total([written]):
            _read_row(grid, row, written, proposed, work)
    new = {row[1] for row in grid.candidates.rows} - {scheme for _, scheme in work.now.entries("candidate")}
    if new:
        proposed.notes.append(f"put to the round by this sheet: {listed(sorted(map(str, new)))}")
    take([grid.candidates, grid.conflicts, grid.scores], proposed, work)


def _read_head(item: Recognised, proposed: SheetProposal, work: Work) -> _Grid | None:
    """Of which round, whose and about what the columns are; None, with why, where that cannot be told."""
    layout, sheet = item.layout, item.sheet.name
    proposed.fingerprint = layout.fingerprint
    words = [folded(heading) for heading in layout.headings]
    scheme = next((at for at, word in enumerate(words) if word in SCHEMES), None)
    if scheme is None:
        proposed.refused.append(Refusal(sheet, "Columns", "", "a score sheet needs a column headed Scheme"))
        return None
    criterion = next((at for at, word in enumerate(words) if word in _CRITERION), None)
    down = {folded(clean_text(cell)) for cell in layout.column(criterion)} if criterion is not None else set(words)
    texts = [*layout.title.split(" · "), sheet, PurePath(work.workbook.name).stem]
    round_, why = _round(texts, down, work)
    criteria = {folded(str(name)): str(name) for of, name in work.now.entries("criterion") if of == round_}
    across = {at: layout.headings[at] for at in _members(words)}
    member = ""
    if criterion is None:
        across = {at: criteria[word] for at, word in enumerate(words) if word in criteria}
        member = "" if why else _member(texts, round_, work)
        why = why or ("" if member else "it does not say whose scores these are: name the member above the table")
    at_columns = {scheme: SCHEME, **dict.fromkeys(across, SCORE)} | ({criterion: CRITERION} if criterion else {})
    proposed.columns = [ColumnMatch(at, layout.headings[at], at_columns[at], "position") for at in sorted(at_columns)]
    if why:
        proposed.refused.append(Refusal(sheet, "Columns", "", why))
        return None
    of_whom = f" and for the scores of {member}" if member else ""
    proposed.notes.append(f"taken for the round {round_}{of_whom}")
    return _Grid(layout, round_, criteria, scheme, criterion, across, member)


def _round(texts: list[str], words: set[str], work: Work) -> tuple[str, str]:
    """The round that a title, the sheet or the file names, else the only one with these criteria; or why it is none."""
    of_rounds: dict[str, set[str]] = {}
    for of, name in work.now.entries("criterion"):
        of_rounds.setdefault(str(of), set()).add(folded(str(name)))
    named = [of for of in of_rounds for text in texts if f" {folded(of)} " in f" {folded(text)} "]
    most = max((len(criteria & words) for criteria in of_rounds.values()), default=0)
    likely = named or [of for of, criteria in of_rounds.items() if most and len(criteria & words) == most]
    if len(set(likely)) == 1:
        return likely[0], ""
    return "", "it does not say of which prioritisation round it is: name the round above the table"


def _member(texts: list[str], round_: str, work: Work) -> str:
    """Whose scores a sheet with criteria across has: said above the table, else the name of the sheet; '' for none."""
    *above, sheet, file = texts
    known = {folded(str(member)): str(member) for of, _, _, member in work.now.entries("panel_score") if of == round_}
    said = (match["who"].strip() for text in above if (match := _MEMBER.match(text.strip())))
    by_name = (text for text in (sheet, file) if folded(text) in known or not _NO_MEMBER.search(text))
    found = next(said, "") or next(by_name, "")
    return known.get(folded(found), found)


def _read_row(grid: _Grid, row: int, written: str, proposed: SheetProposal, work: Work) -> None:
    now, sheet = work.now, proposed.sheet
    scheme = now.names.resolve("scheme", written) or scheme_name(written, now)[0]
    if (scheme,) not in now.entries("scheme"):
        problem = unknown_name("scheme", written, now.names)
        where = f"{sheet}!{grid.layout.place(row, grid.scheme)}"
        proposed.refused.append(Refusal(where, "Scheme", written, problem.why, problem.suggestions, problem.alias_of))
        return
    found = 0
    for at, criterion, member in _cells(grid, row, proposed):
        found += _read_cell(grid, (row, at), (scheme, criterion, member), proposed)
    if found and scheme not in grid.candidates.column("scheme"):
        _put(grid.candidates, grid, (row, grid.scheme), scheme)


def _cells(grid: _Grid, row: int, proposed: SheetProposal) -> Iterator[tuple[int, str, str]]:
    """Each cell of a row: its column, its criterion and its member."""
    if grid.criterion is None:
        yield from ((at, criterion, grid.member) for at, criterion in grid.across.items())
        return
    written = clean_text(grid.layout.cell(row, grid.criterion))
    criterion = grid.criteria.get(folded(written))
    if criterion:
        yield from ((at, criterion, member) for at, member in grid.across.items())
    else:
        where = f"{proposed.sheet}!{grid.layout.place(row, grid.criterion)}"
        why = f"the round {grid.round} has no such criterion; it has {listed(sorted(grid.criteria.values()))}"
        proposed.refused.append(Refusal(where, "Criterion", written, why))


def _read_cell(grid: _Grid, place: tuple[int, int], about: tuple[str, str, str], proposed: SheetProposal) -> bool:
    """Whether a cell says something: a score from 0 to 5, or an interest in the scheme. Anything else is refused."""
    cell, (scheme, criterion, member) = grid.layout.cell(*place), about
    written = clean_text(cell)
    if not written or read_absent(cell) is not None:
        return False
    if isinstance(cell, str) and _CONFLICT.search(cell):
        if (grid.round, scheme, member, written) not in grid.conflicts.rows:
            _put(grid.conflicts, grid, place, scheme, member, written)
        return True
    try:
        number = read_number(cell).value
        why = "" if number == int(number) else f"{written} is not a whole number"
        why = why or next((bad for _, bad in LIMITS["panel_score"]({"score": int(number)})), "")
    except ValueError as problem:
        number, why = None, str(problem)
    if number is None or why:
        where = f"{proposed.sheet}!{grid.layout.place(*place)}"
        proposed.refused.append(Refusal(where, "Score", written, why.rstrip(".")))
        return False
    _put(grid.scores, grid, place, scheme, criterion, member, int(number))
    return True


def _put(draft: Drafts, grid: _Grid, place: tuple[int, int], *values: object) -> None:
    draft.rows.append((grid.round, *values))
    draft.at.append(place[0])
    draft.cells.append(grid.layout.place(*place))
