"""How far a round of plans has got, in words: what needs doing, and the text that chases the networks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted, listed

if TYPE_CHECKING:
    from blmk_desktop.summaries.plan_round import NetworkStatus, RoundStatus

NAMED = 4  # networks named before the rest is counted


def due_words(found: RoundStatus, today: str) -> str:
    """When the returns are due, and how far away that is: 'Due 28/10/2022, in 5 days'; '' without a date."""
    if not found.due:
        return ""
    days = (date.fromisoformat(found.due) - date.fromisoformat(today)).days
    when = "today" if not days else f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"
    return f"Due {show_date(found.due)}, {when}"


def attention(found: RoundStatus) -> str:
    """What of a round needs somebody, in one line; '' if nothing does."""
    return " · ".join(_attention(found))


def _attention(found: RoundStatus) -> Iterator[str]:
    late = [row for row in found.to_chase if row.needs == "chase"]
    if late:
        yield f"{_returns(late)} late: chase {_names(late)}"
    if queried := _of(found, "queried"):
        yield f"{counted(len(queried), 'return')} {_was(queried)} sent back with comments"
    if received := _of(found, "received"):
        yield f"{_returns(received)} to be reviewed"
    if accepted := _of(found, "accepted"):
        yield f"{_returns(accepted)} accepted and to be submitted"
    if over := [row for row in found.rows if row.balance is not None and row.balance < 0]:
        plan = "plans" if len(over) == 1 else "plan"
        yield f"{counted(len(over), 'network')} {plan} to spend more than allocated"


def _of(found: RoundStatus, status: str) -> list[NetworkStatus]:
    return [row for row in found.rows if row.status == status]


def _returns(rows: Sequence[NetworkStatus]) -> str:
    return f"{counted(len(rows), 'return')} {'is' if len(rows) == 1 else 'are'}"


def _was(rows: Sequence[NetworkStatus]) -> str:
    return "was" if len(rows) == 1 else "were"


def _names(rows: Sequence[NetworkStatus]) -> str:
    names = [row.pcn for row in rows]
    rest = len(names) - NAMED
    return listed(names) if rest <= 0 else f"{', '.join(names[:NAMED])} and {rest} more"


def to_ask(found: RoundStatus, codes: Collection[str] = ()) -> list[NetworkStatus]:
    """From whom something is still to come, or of some networks those: late, sent back, or not due yet."""
    waiting = [row for row in found.rows if row.status in ("sent", "queried") or row.needs == "chase"]
    return [row for row in waiting if not codes or row.pcn_code in codes]


def chase_text(found: RoundStatus, today: str, codes: Collection[str] = ()) -> str:
    """The text of an e-mail to the networks from which something is still to come; '' if nobody is to be asked.

    Whom it is to, what is missing and by when. `codes` (of PCNs) narrows it to some networks.
    """
    rows = to_ask(found, codes)
    if not rows:
        return ""
    late = [row for row in rows if row.needs == "chase"]
    queried = [row for row in rows if row.status == "queried"]
    rest = [row for row in rows if row not in late and row not in queried]
    due = f"was due on {show_date(found.due)}" if found.due and found.due < today else _by(found)
    contacts = dict.fromkeys(row.contact for row in rows if row.contact)
    lines = [f"To: {'; '.join(contacts)}", ""] if contacts else []
    lines += [f"PCN workforce plan {found.round}", "", f"The return {due}. This is still to come:"]
    lines += _listed("Not returned yet", late, _late)
    lines += _listed("Sent back with comments, to be corrected", queried, _queried)
    lines += _listed("Awaited", rest, lambda row: f"template sent {show_date(row.sent)}" if row.sent else "")
    lines += ["", "Please send the workbook back as it is, filled in, under any name."]
    return "\n".join(lines) + "\n"


def _by(found: RoundStatus) -> str:
    return f"is due by {show_date(found.due)}" if found.due else "is awaited"


def _listed(title: str, rows: Sequence[NetworkStatus], said: Callable[[NetworkStatus], str]) -> list[str]:
    return ["", f"{title}:", *(_line(row, said(row)) for row in rows)] if rows else []


def _line(row: NetworkStatus, said: str) -> str:
    contact = f" – {row.contact}" if row.contact else " – no contact known"
    return f"- {row.pcn} ({row.pcn_code}){contact}{f': {said}' if said else ''}"


def _late(row: NetworkStatus) -> str:
    sent = f"template sent {show_date(row.sent)}" if row.sent else "no template sent"
    return f"{sent}, {counted(row.days_late, 'day')} late"


def _queried(row: NetworkStatus) -> str:
    when = f"queried {show_date(row.queried)}" if row.queried else "queried"
    return f"{when}: {' '.join(row.query.split())}" if row.query else when
