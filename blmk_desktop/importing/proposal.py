"""What an import would do, before it does it: rows to add, change, leave and refuse, and claims held or failed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from blmk_desktop.rules.wording import in_words


@dataclass(slots=True)
class ProposedRow:
    """One record that the sheet speaks of.

    `status` is added, changed or unchanged. `after` holds the values read (all of them for an added record, the
    differing ones for a changed one), `before` the differing values of today. `id` is today's record, 0 if added.
    """

    kind: str
    status: str
    title: str
    where: str
    after: dict[str, object]
    before: dict[str, object] = field(default_factory=dict)
    id: int = 0
    wanted: bool = True  # the user may leave a row out
    removes: bool = False  # a changed row that takes the record away: a later edition of its file does not have it


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken as it stands: the cell, what it is meant to be, what it holds, why, what to do."""

    where: str
    field: str
    value: str
    why: str
    suggestions: tuple[str, ...] = ()
    alias_of: str = ""  # the kind of record whose name was not recognised; choosing a suggestion makes an alias


@dataclass(frozen=True, slots=True)
class Claim:
    """A total, difference or percentage that the sheet prints, recomputed from the sheet's own rows.

    `printed` and `computed` are written out; `held` is None where there is nothing to recompute it from.
    """

    where: str
    subject: str
    measure: str
    printed: str
    computed: str
    held: bool | None
    why: str = ""


@dataclass(slots=True)
class ColumnMatch:
    """One column of a sheet and what it was taken to be."""

    index: int  # 0-based
    heading: str
    target: str | None  # a column of the form, or None: left out
    sure: str  # 'exact', 'synonym', 'near', 'position', 'remembered', 'chosen', or '' if left out
    sample: str = ""


@dataclass(slots=True)
class SheetProposal:
    """What one sheet would do."""

    sheet: str
    form: str | None  # None: nothing in it was recognised
    form_label: str = ""
    columns: list[ColumnMatch] = field(default_factory=list)
    rows: list[ProposedRow] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fingerprint: str = ""

    def counts(self) -> Counter[str]:
        """How many rows are added, changed and unchanged."""
        return Counter(row.status for row in self.rows)


@dataclass(slots=True)
class Returned:
    """Whose form a file brings back: code and name of a network or practice, or the role of a person. '' where the
    file leaves it in doubt.

    `kind` is that of who sent it: pcn for a plan, of which `round` is the plan round; practice for a workforce
    survey, of which it is the year; person for an update of schemes, risks or actions, which has none; area for a
    budget return, of which it is month and year. `status` is the row that moves the plan return on, to received or
    queried; None if it stays where it is.
    """

    code: str
    name: str
    round: str
    status: ProposedRow | None = None
    kind: str = "pcn"

    @property
    def what(self) -> str:
        """What it is in a word or two: plan, survey, budget return or update."""
        return {"pcn": "plan", "practice": "survey", "area": "budget return"}.get(self.kind, "update")

    @property
    def sender(self) -> str:
        """Who sends such a form: network, practice, area or owner."""
        return {"pcn": "network", "practice": "practice", "area": "area"}.get(self.kind, "owner")

    @property
    def whose(self) -> str:
        """Whose it is, in words; '' where that is in doubt."""
        return (
            self.name
            if self.kind in ("person", "area")
            else f"{in_words(self.name)} ({self.code})"
            if self.code
            else ""
        )


@dataclass(slots=True)
class FileProposal:
    """What one file would do. `source` is the name under which its figures are kept.

    `error` says why the file could not be read at all; then it does nothing. `returned` is there if the file is the
    return of a network or practice: either all of it is taken, or with any refusal nothing, so that nothing is half
    of what was sent.
    """

    path: Path
    source: str
    error: str = ""
    sheets: list[SheetProposal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    bookkeeping: list[ProposedRow] = field(default_factory=list)  # its source and round: needed, but not counted
    returned: Returned | None = None

    @property
    def kind(self) -> str:
        """The kinds of its sheets, for one line of output."""
        return ", ".join(dict.fromkeys(sheet.form for sheet in self.sheets if sheet.form)) or "unknown"

    @property
    def sent_back(self) -> bool:
        """Whether it is a return of which nothing is taken: it goes back with comments to who sent it."""
        return self.returned is not None and any(sheet.refused for sheet in self.sheets)

    def refused(self) -> list[Refusal]:
        """All refusals over its sheets."""
        return [refusal for sheet in self.sheets for refusal in sheet.refused]

    def counts(self) -> Counter[str]:
        """Rows added, changed, removed and unchanged over its sheets: what is removed is not counted as changed."""
        return Counter("removed" if row.removes else row.status for sheet in self.sheets for row in sheet.rows)


@dataclass(slots=True)
class Options:
    """What the user settled before or during the preview; all of it may be empty.

    `columns` corrects the matching: (file name, sheet) to {0-based column: target or None}. `forms` the kind of a
    sheet. `year` and `stage` the plan round, `as_at` the date of a snapshot (ISO), where the file does not say.
    Of a return that carries a year, a stage or a network, `year`, `stage` and `pcn` say what it must carry.
    `accept_over` takes returns though they are over their allocation or over a role's cap. `register` names the risk
    register, the committee, the programme or the area that sheets are of. `convention` is which way round a finance
    report writes its variances.
    """

    all_england: bool = False
    kind: str | None = None
    forms: dict[tuple[str, str], str] = field(default_factory=dict)
    columns: dict[tuple[str, str], dict[int, str | None]] = field(default_factory=dict)
    year: str | None = None
    stage: str | None = None
    as_at: str | None = None
    pcn: str | None = None
    accept_over: bool = False
    register: str | None = None
    convention: str | None = None


@dataclass(slots=True)
class Proposal:
    """What an import of one or more files would do, and what it was asked with."""

    files: list[FileProposal]
    options: Options
    basis: int = 0  # the number of the last change set when it was made: it is stale once there is a later one

    def sheets(self) -> list[SheetProposal]:
        """All sheets of all files."""
        return [sheet for file in self.files for sheet in file.sheets]

    def counts(self) -> Counter[str]:
        """Rows added, changed and unchanged over all files."""
        return sum((sheet.counts() for sheet in self.sheets()), Counter())

    def refused(self) -> list[Refusal]:
        """All refusals over all files."""
        return [refusal for file in self.files for refusal in file.refused()]

    def holding(self) -> list[Refusal]:
        """The refusals that hold up the whole import: those of files that are no returns."""
        return [refusal for file in self.files if file.returned is None for refusal in file.refused()]

    def returns(self) -> list[FileProposal]:
        """The files that are returns of networks and practices, taken or sent back."""
        return [file for file in self.files if file.returned is not None]
