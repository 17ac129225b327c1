"""What the command line prints for people: aligned tables, proposals, findings and the history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import month_label, show_date
from blmk_desktop.records.declaration import Field, Type
from blmk_desktop.rules.finding import SEVERITIES, Finding
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from blmk_desktop.changes import ChangeSet
    from blmk_desktop.computed.tables import Table
    from blmk_desktop.importing.proposal import Claim, FileProposal, SheetProposal

SHOWN = 20  # refusals and failed claims of one sheet; the rest are counted
GAP = "  "


def table_lines(table: Table, width: int = 0) -> Iterator[str]:
    """A computed table with headings, rows and, if anything is added up, a total; a mark after a figure in doubt.

    One wider than `width` (0: there is no limit) comes in several parts below each other, each with its first columns.
    """
    headings = [field.heading for field in table.fields]
    body = [
        [_shown(table, at, field, value) for field, value in zip(table.fields, row, strict=True)]
        for at, row in enumerate([*table.rows, table.total])
    ]
    totalled = any(body[-1]) and bool(table.rows)
    if not totalled:
        body.pop()
    elif not body[-1][0]:
        body[-1][0] = "Total"
    right = [field.type is Type.FIGURE for field in table.fields]
    rows = [headings, *body]
    for at, columns in enumerate(_parts(rows, right, width)):
        lines = aligned([[row[column] for column in columns] for row in rows], [right[column] for column in columns])
        rule = "-" * max(map(len, lines))
        yield from ([""] if at else [])
        yield from (lines[0], rule, *lines[1:-1], rule, lines[-1]) if totalled else (lines[0], rule, *lines[1:])
    if not table.rows:
        yield "no rows: the file has nothing of this yet"
    if table.disputed:
        yield "* sources differ and nobody has said which figure stands; `check` says where"
    if table.incomplete:
        yield "+ a part of it is missing"


def _parts(rows: Sequence[Sequence[str]], right: Sequence[bool], width: int) -> list[list[int]]:
    """The columns of a table in parts that fit a width: each begins with the words before the first figure.

    Where those leave too little room for any figure, with the first of them alone. A column without anything in it
    is left out of a table that is too wide.
    """
    widths = [max(len(row[at]) for row in rows) + len(GAP) for at in range(len(right))]
    if not width or sum(widths) - len(GAP) <= width:
        return [list(range(len(right)))]
    first = right.index(True) if True in right else 1
    lead = list(range(first))
    while len(lead) > 1 and sum(widths[at] for at in lead) > width // 2:
        lead.pop()
    parts = [list(lead)]
    for at in range(len(lead), len(right)):
        if not any(row[at] for row in rows[1:]):
            continue
        used = sum(widths[column] for column in parts[-1])
        if used + widths[at] - len(GAP) > width and len(parts[-1]) > len(lead):
            parts.append(list(lead))
        parts[-1].append(at)
    return parts


def _shown(table: Table, row: int, field: Field, value: Any) -> str:
    marks = ("*" if (row, field.name) in table.disputed else "") + (
        "+" if (row, field.name) in table.incomplete else ""
    )
    if field.type is Type.FIGURE and field.unit and value is not None:
        text = show_figure(value, field.unit.places, field.unit.decimals)
        return text + (marks or " ")  # a column of figures lines up whether or not one of them is marked
    if field.type is Type.YES_NO and value is not None:
        return "Yes" if value else "No"
    if field.type is Type.MONTH and value is not None:
        return month_label(value)
    return show_date(value) if field.type is Type.DATE else str(value or "")


def aligned(rows: Sequence[Sequence[str]], right: Sequence[bool]) -> list[str]:
    """Rows of text as lines with their columns under each other; `right` says which stand at the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(right))]
    return [
        GAP.join(
            text.rjust(width) if flush else text.ljust(width)
            for text, width, flush in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in rows
    ]


def proposal_lines(files: Iterable[FileProposal]) -> Iterator[str]:
    """What an import would do, or did: for each sheet the counts, what is refused, and claims that fail."""
    for file in files:
        said = file.error or _returned_line(file)
        yield f"{file.path.name}{': ' if said else ''}{said}"
        yield from (f"{GAP}{note}" for note in file.notes)
        for sheet in file.sheets:
            lines = _sheet_lines(sheet) if file.returned is None else _told_of(sheet)
            yield from (GAP + line for line in lines)


def _returned_line(file: FileProposal) -> str:
    """Whose return a file is, and whether it is taken; '' for any other file."""
    returned = file.returned
    if returned is None:
        return ""
    whose = returned.whose or f"a {returned.sender} in doubt"
    in_doubt = {"plan": ", round in doubt", "survey": ", year in doubt"}.get(returned.what, "")
    what = f"the {returned.what} of {whose}{f', {returned.round}' if returned.round else in_doubt}"
    if file.sent_back:
        return f"to be sent back: {what}"
    counts = file.counts()
    told = [f"{counts[status]:,} {status}" for status in ("added", "changed", "removed", "unchanged") if counts[status]]
    return f"{what}: {', '.join(told)}"


def _sheet_lines(sheet: SheetProposal) -> Iterator[str]:
    if sheet.form is None:
        yield f"{sheet.sheet}: nothing recognised"
    else:
        counts, claims = sheet.counts(), Counter(claim.held for claim in sheet.claims)
        told = [f"{counts[status]:,} {status}" for status in ("added", "changed", "unchanged")]
        told.append(f"{len(sheet.refused):,} refused")
        if sheet.claims:
            told.append(f"claims: {claims[True]} held, {claims[False]} failed")
        yield f"{sheet.sheet} ({sheet.form_label or sheet.form}): {', '.join(told)}"
    yield from (GAP + line for line in _told_of(sheet))


def _told_of(sheet: SheetProposal) -> Iterator[str]:
    """What was noticed, what is refused, and what does not hold."""
    yield from sheet.notes
    yield from _some([f"refused {r.where}: {r.field} '{r.value}': {r.why}" for r in sheet.refused])
    yield from _some([_claim_line(claim) for claim in sheet.claims if claim.held is False])


def _claim_line(claim: Claim) -> str:
    return (
        f"does not hold {claim.where}: {claim.subject}, {claim.measure}: printed {claim.printed}, "
        f"computed {claim.computed}"
    )


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"... and {len(lines) - SHOWN:,} more"


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Findings, the gravest first, in groups of one rule; each with its place and both figures."""
    ordered = sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), finding.rule))
    for (severity, rule), group in groupby(ordered, key=lambda finding: (finding.severity, finding.rule)):
        found = list(group)
        yield f"{severity.upper()}: {rule.replace('-', ' ').replace('_', ' ')} ({len(found)})"
        for finding in found:
            yield f"{GAP}{finding.message}"
            yield f"{GAP * 2}{_evidence(finding)}"
        yield ""
    counts = Counter(finding.severity for finding in ordered)
    told = [f"{counts[severity]} {severity}{'s' * (counts[severity] != 1)}" for severity in SEVERITIES]
    yield ", ".join(told) if ordered else "Nothing found: every figure agrees with every other."


def _evidence(finding: Finding) -> str:
    figures = (finding.printed, finding.computed)
    if finding.is_printed:
        said = [f"{word} {one}" for word, one in zip(("printed", "computed"), figures, strict=True) if one]
    else:
        said = [" against ".join(filter(None, figures))]
    parts = [finding.where or finding.subject, *said]
    if finding.acknowledged:
        parts.append(f"acknowledged: {finding.acknowledged}")
    return "; ".join(part for part in parts if part)


def history_lines(change_sets: Sequence[ChangeSet]) -> Iterator[str]:
    """The change sets, newest first."""
    if not change_sets:
        yield "Nothing has been changed yet."
        return
    rows = [["No.", "When", "Who", "What", "Records", ""]]
    rows += [
        [str(made.number), _local(made.at), made.who, made.what, f"{made.changes:,}", "undone" * made.undone]
        for made in change_sets
    ]
    yield from aligned(rows, [True, False, False, False, True, False])


def _local(at: str) -> str:
    return datetime.fromisoformat(at).astimezone().strftime("%d/%m/%Y %H:%M")
