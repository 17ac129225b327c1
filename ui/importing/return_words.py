"""The words of the preview for returns: which are taken, which go back to their senders, and what each comes to."""

from __future__ import annotations

from collections import Counter

from blmk_desktop.importing.proposal import FileProposal, Proposal, ProposedRow
from blmk_desktop.rules.wording import counted, in_words

TAKEN, SENT_BACK, SAME = "Taken", "Sent back", "Nothing new"
TONES = {TAKEN: "green", SENT_BACK: "red", SAME: ""}


def taken(proposal: Proposal) -> list[FileProposal]:
    """The returns that importing would take: they change a line that is wanted, or how far the network has got."""
    return [file for file in proposal.returns() if not file.sent_back and (_wanted(file) or _moves(file))]


def sent_back(proposal: Proposal) -> list[FileProposal]:
    """The returns of which nothing is taken."""
    return [file for file in proposal.returns() if file.sent_back]


def statuses(proposal: Proposal) -> list[ProposedRow]:
    """The plan returns that importing moves on, to received or queried."""
    files = [*taken(proposal), *sent_back(proposal)]
    return [file.returned.status for file in files if file.returned and file.returned.status]


def _rows(file: FileProposal) -> list[ProposedRow]:
    return [row for sheet in file.sheets for row in sheet.rows]


def _wanted(file: FileProposal) -> bool:
    return any(row.wanted and row.status != "unchanged" for row in _rows(file))


def _moves(file: FileProposal) -> bool:
    """Whether it only moves its plan return on; not if the user left all its lines out."""
    changing = any(row.status != "unchanged" for row in _rows(file))
    return not changing and file.returned is not None and file.returned.status is not None


def verdict(file: FileProposal) -> str:
    """What becomes of a return, in a word or two."""
    if file.sent_back:
        return SENT_BACK
    new = any(row.status != "unchanged" for row in _rows(file)) or _moves(file)
    return TAKEN if new else SAME


def title(file: FileProposal) -> str:
    """Whose return it is: the network, or its file where that is in doubt."""
    return in_words(file.returned.name if file.returned else "") or file.path.name


def return_word(file: FileProposal) -> str:
    """What a return comes to: 'Taken · 12 lines: 3 new · 2022/23 final'."""
    said = [verdict(file), _comments(file) if file.sent_back else _lines(file)]
    said.append(file.returned.round if file.returned else "")
    return " · ".join(filter(None, said))


def _comments(file: FileProposal) -> str:
    return counted(len(file.refused()), "comment")


def _lines(file: FileProposal) -> str:
    found = file.counts()
    everything = sum(found.values()) - found["removed"]
    changes = [("added", "new"), ("changed", "changed"), ("removed", "removed")]
    said = [f"{found[status]:,} {word}" for status, word in changes if found[status]]
    if not said or found["added"] == everything == sum(found.values()):
        return counted(everything, "line")
    return f"{counted(everything, 'line')}: {', '.join(said)}"


def summary(proposal: Proposal) -> list[str]:
    """What was read of returns, in a sentence or two."""
    returns = proposal.returns()
    if not returns:
        return []
    verdicts = Counter(map(verdict, returns))
    said = []
    if verdicts[TAKEN]:
        number = verdicts[TAKEN]
        said.append(f"{counted(number, 'return')} can be taken.")
    if verdicts[SENT_BACK]:
        number = verdicts[SENT_BACK]
        goes, its = ("goes", "it") if number == 1 else ("go", "them")
        said.append(f"{number:,} {goes} back with comments, and nothing of {its} is taken.")
    if verdicts[SAME]:
        number = verdicts[SAME]
        said.append(f"{number:,} {'brings' if number == 1 else 'bring'} nothing new.")
    return said


def sent_back_words(proposal: Proposal) -> str:
    """'3 go back with comments'; empty if none does."""
    number = len(sent_back(proposal))
    return f"{number:,} {'goes' if number == 1 else 'go'} back with comments" if number else ""


def about(file: FileProposal) -> str:
    """What is known of a return beside its columns, in a sentence for the right of the preview."""
    found = file.returned
    if found is None:
        return ""
    whose = found.whose or f"a {found.sender} that is in doubt"
    of = f"the {found.what} of {whose}"
    round_ = f" for {found.round}" if found.round else ""
    whole = (
        f"Nothing of it is taken, so that no {found.what} is half a {found.what}."
        if file.sent_back
        else "It is taken as a whole."
    )
    return f"This is {of}{round_}. Its form is known, so there is nothing to match. {whole}"
