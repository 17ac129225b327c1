"""The words of the preview: what a file, a sheet, a match or a claim comes to, in a sentence or less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from blmk_desktop.importing.proposal import Claim, FileProposal, Proposal, ProposedRow, Refusal, SheetProposal
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import listed, quoting, sentence
from ui.importing import return_words
from ui.importing.reading import changing, proposed_rows

CLAIM_KINDS = (
    "stated_figure",
    "stated_funding",
    "stated_budget",
    "stated_workforce",
)  # what a source prints, worked out again
NOUNS = {
    **dict.fromkeys(CLAIM_KINDS, ("claim", "claims")),
    "pcn": ("PCN", "PCNs"),
    "arrs_role": ("ARRS role", "ARRS roles"),
    "plan_figure": ("figure", "figures"),
    "standing_figure": ("answer on a disputed figure", "answers on disputed figures"),
}
# How sure a match is: the word, its tone, and why.
SURE = {
    "exact": ("Sure", "green", "the heading says so"),
    "synonym": ("Sure", "green", "a known heading for it"),
    "position": ("Sure", "green", "its place in the published layout"),
    "near": ("Please check", "amber", "the heading is only like it"),
    "remembered": ("Remembered", "blue", "as you matched this layout before"),
    "chosen": ("Your choice", "blue", "remembered when you import"),
    "": ("Left out", "grey", "nothing is read from it"),
}
VERDICTS = {True: "Agrees", False: "Disagrees", None: "Not checked"}
SIGN_LOST = "Minus lost"
TONES = {"Agrees": "green", "Disagrees": "red", SIGN_LOST: "red", "Not checked": "grey"}


def counted(number: int, kind: str) -> str:
    """A number with its noun: 1 practice, 216 memberships."""
    return f"{number:,} {noun(kind, number)}"


def noun(kind: str, number: int = 2) -> str:
    """What records of a kind are called in the middle of a sentence."""
    if kind in NOUNS:
        return NOUNS[kind][number != 1]
    record = RECORDS[kind]
    return record.label.lower() if number == 1 else record.plural.replace("_", " ")


def failed(claims: Iterable[Claim]) -> int:
    """How many claims do not hold."""
    return sum(claim.held is False for claim in claims)


def verdict(claim: Claim) -> str:
    """What came of working a claim out again."""
    return SIGN_LOST if claim.held is False and "minus sign" in claim.why else VERDICTS[claim.held]


def sheet_word(sheet: SheetProposal) -> str:
    """What a sheet comes to: '119 figures, 8 claims fail'."""
    if sheet.form is None:
        return "nothing recognised"
    rows = [row for row in sheet.rows if row.kind not in CLAIM_KINDS]
    parts = [_rows_word(rows)] if rows else []
    if sheet.refused:
        parts.append(f"{len(sheet.refused):,} refused")
    if fails := failed(sheet.claims):
        parts.append(_fails(fails))
    return ", ".join(parts) or "nothing to take"


def _fails(number: int) -> str:
    return f"{number:,} claim{'s fail' if number > 1 else ' fails'}"


def _rows_word(rows: Sequence[ProposedRow]) -> str:
    kinds = {row.kind for row in rows}
    whole = counted(len(rows), kinds.pop()) if len(kinds) == 1 else f"{len(rows):,} records"
    found = Counter(row.status for row in rows)
    if found["unchanged"] == len(rows):
        return f"{whole}, nothing new"
    if found["added"] == len(rows):
        return f"{whole}"
    said = [f"{found[status]:,} {word}" for status, word in (("added", "new"), ("changed", "changed")) if found[status]]
    return f"{whole}: {', '.join(said)}"


def file_word(file: FileProposal) -> str:
    """What a file comes to, over its sheets."""
    if file.error:
        return "cannot be read"
    known = [sheet for sheet in file.sheets if sheet.form]
    if not known:
        return "nothing recognised"
    if len(file.sheets) == 1:
        return sheet_word(known[0])
    return f"{len(known)} of {len(file.sheets)} sheets recognised" if len(known) < len(file.sheets) else _all(known)


def _all(sheets: Sequence[SheetProposal]) -> str:
    refused = sum(len(sheet.refused) for sheet in sheets)
    fails = sum(failed(sheet.claims) for sheet in sheets)
    parts = [f"{len(sheets)} sheet{'s' if len(sheets) > 1 else ''}"]
    parts += [f"{refused:,} refused"] if refused else []
    parts += [_fails(fails)] if fails else []
    return ", ".join(parts)


def all_word(proposal: Proposal) -> str:
    """What all files come to together."""
    if len(proposal.returns()) == len(proposal.files):
        back = len(return_words.sent_back(proposal))
        return ", ".join(
            filter(None, (f"{len(return_words.taken(proposal)):,} taken", f"{back:,} sent back" * bool(back)))
        )
    unread = sum(bool(file.error) for file in proposal.files)
    known = [sheet for sheet in proposal.sheets() if sheet.form]
    return f"{_all(known)}{f', {unread} cannot be read' if unread else ''}" if known else "nothing recognised"


def wanted(proposal: Proposal) -> list[ProposedRow]:
    """The rows that importing would write."""
    return [row for row in changing(list(proposed_rows(proposal))) if row.wanted]


def summary(proposal: Proposal) -> str:
    """What was read and what it would do, in a sentence or two."""
    readable = [file for file in proposal.files if not file.error]
    if not readable:
        return "This file cannot be read." if len(proposal.files) == 1 else "None of these files can be read."
    claims = [claim for sheet in proposal.sheets() for claim in sheet.claims if claim.held is not None]
    said = [*return_words.summary(proposal)]
    if len(proposal.returns()) < len(readable):
        said.append(_would(proposal))
    if refused := len(proposal.holding()):
        said.append(f"{refused:,} {'cells or rows' if refused > 1 else 'cell or row'} cannot be taken.")
    if claims and (fails := failed(claims)):
        said.append(f"{fails:,} of {len(claims):,} printed totals and percentages disagree with their own rows.")
    elif len(claims) > 1:
        said.append(f"All {len(claims):,} printed totals and percentages agree with their rows.")
    return " ".join(said)


def _would(proposal: Proposal) -> str:
    rows = changing(list(proposed_rows(proposal)))
    found = Counter(row.status for row in rows)
    everything = sum(1 for _ in proposed_rows(proposal))
    if not rows:
        return "Everything here is in your data already." if everything else "There is nothing here to import."
    if found["added"] == everything:
        return f"{everything:,} rows are new." if everything > 1 else "1 row is new."
    parts = [f"{found['added']:,} {'are' if found['added'] > 1 else 'is'} new"] if found["added"] else []
    parts += [f"{found['changed']:,} would change"] if found["changed"] else []
    return f"Of {everything:,} rows {' and '.join(parts)}."


def import_words(proposal: Proposal) -> str:
    """What the button does, exactly."""
    if not writes(proposal):
        return "Nothing to import"
    number, refused, returns = len(_others(proposal)), len(proposal.holding()), len(return_words.taken(proposal))
    rows = [f"the {number:,} valid row{'s' if number > 1 else ''}" if refused else _counted_rows(number)]
    parts = [f"{returns:,} return{'s' if returns > 1 else ''}"] if returns else []
    parts += rows if number else []
    back = return_words.sent_back_words(proposal)
    said = [f"Import {' and '.join(parts)}", back] if parts else [f"Note that {back}"]
    said += [f"{refused:,} refused {'stays' if refused == 1 else 'stay'} out"] if refused else []
    return "; ".join(filter(None, said))


def writes(proposal: Proposal) -> bool:
    """Whether importing would write anything."""
    return bool(wanted(proposal) or return_words.statuses(proposal))


def _others(proposal: Proposal) -> list[ProposedRow]:
    """The rows that importing would write of files that are no returns."""
    rows = [row for file in proposal.files if file.returned is None for sheet in file.sheets for row in sheet.rows]
    return [row for row in changing(rows) if row.wanted]


def _counted_rows(number: int) -> str:
    return f"{number:,} row{'s' if number > 1 else ''}"


def import_detail(proposal: Proposal) -> str:
    """What is written, by kind: 'Adds 119 figures and 107 claims'."""
    rows = wanted(proposal)
    said = []
    for status, verb in (("added", "adds"), ("changed", "changes")):
        kinds = Counter(row.kind for row in rows if row.status == status)
        if kinds:
            order = sorted(kinds.items(), key=lambda pair: (pair[0] in CLAIM_KINDS, -pair[1]))
            said.append(f"{verb} {listed([counted(number, kind) for kind, number in order])}")
    moved = Counter(row.after["status"] for row in return_words.statuses(proposal) if "status" in row.after)
    if moved:
        said.append(f"marks {listed([f'{number:,} as {status}' for status, number in sorted(moved.items())])}")
    out = sum(not row.wanted for row in changing(list(proposed_rows(proposal))))
    said += [f"leaves out {out:,} as you chose"] if out else []
    return sentence("; ".join(said)) if said else ""


def claims_title(claims: Sequence[Claim]) -> str:
    """The tab over the claims: 'Claims 9 of 24 fail'."""
    checked = sum(claim.held is not None for claim in claims)
    fails = failed(claims)
    if not claims:
        return "Claims 0"
    return f"Claims {fails:,} of {checked:,} fail" if fails else f"Claims {checked:,} agree"


ADVICE = {
    "Financial year": "Choose the year at the top right.",
    "As at": "Give the date at the top right.",
    "Columns": "Say at the right what its columns hold.",
    "Committee or group": "Name the committee at the top right.",
    "Programme": "Name the programme at the top right.",
    "Area of the report": "Name the area at the top right.",
    "Month of the report": "Give a date of the month at the top right.",
    "Sign of variances": "Say at the top right which way round they are.",
}


def advice(refusal: Refusal, file: FileProposal | None = None) -> str:
    """What to do about a refusal; of a return the network is told."""
    if file is not None and file.returned is not None and not refusal.alias_of:
        return "Send the return back: save the comment workbooks, in which this cell is marked."
    if refusal.alias_of:
        return "Say below which one is meant; it is then known by this name. Or correct the name in the workbook."
    if not refusal.value and refusal.field in ADVICE:
        return ADVICE[refusal.field]
    if refusal.value.startswith("#"):
        return "Correct the formula in the workbook, save it and import it again. Until then this cell stays out."
    if "import the register" in refusal.why:
        return "Import the register with it together with this file, or before it."
    return "Correct it in the workbook and import it again. Until then it stays out."


def to_be_named(refusal: Refusal) -> bool:
    """Whether the sheet is taken once the user names the committee, the programme or the area that it is of."""
    return refusal.field in {"Committee or group", "Programme", "Area of the report"} and not refusal.value


def reason(refusal: Refusal) -> str:
    """Why a cell is refused; what to do about it in this window is said apart. What it holds is quoted as written."""
    apart = refusal.alias_of or to_be_named(refusal)
    why = refusal.why.split(";", maxsplit=1)[0] if apart else refusal.why
    return quoting(why, refusal.value)


def done(proposal: Proposal, number: int) -> str:
    """What was imported, in one sentence."""
    if returns := len(return_words.taken(proposal)):
        back = return_words.sent_back_words(proposal)
        said = f"Imported {returns:,} return{'s' if returns > 1 else ''}{f' with {number:,} lines' if number else ''}"
        return f"{said}; {back}." if back else f"{said}."
    files = [file.path.name for file in proposal.files if not file.error]
    from_ = files[0] if len(files) == 1 else f"{len(files)} files"
    return f"Imported {number:,} row{'s' if number != 1 else ''} from {from_}."
