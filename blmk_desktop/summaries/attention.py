"""What needs somebody on a day: what is late or red, what is due or about to end, what is worth a look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blmk_desktop.periods import add_months, month_end, show_date, today, year_of
from blmk_desktop.rules.brag import BLACK, GREEN, RED
from blmk_desktop.rules.funding import ENDED
from blmk_desktop.rules.wording import counted, in_words, several
from blmk_desktop.summaries.endings import Ending, ending_agreements, ending_contracts, ending_leases

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.committee_actions import ActionRow
    from blmk_desktop.summaries.finance import FinanceRow
    from blmk_desktop.summaries.risks import RiskRow

NOW, SOON, LOOK = "now", "soon", "look"
URGENCIES = (NOW, SOON, LOOK)
NAMED = 3  # of those that need something before the rest is counted
DUE_WITHIN, AHEAD, ENDS_WITHIN = 1, 3, 12  # months ahead: reviews and deadlines, schemes and meetings, what ends
PLANS = "PCN workforce plans"
DONE = ("complete", "dropped", "late")  # of milestones that are not merely due
MONEY = " with money left to spend"


@dataclass(frozen=True, slots=True)
class Need:
    """One line of what needs somebody: how many of what, and which.

    `urgency` is NOW (late, red or wrong), SOON (due or about to end) or LOOK. `area` is the part of the work, as its
    tab is called; `word` what is to be done or how it stands, for a badge. `record` and `keys` say what it is about:
    the kind that opens it, and the records, all of them `within` a plan round, a programme, a report's month
    ('area|year|month') or the time since a day, where there is one. `due` is the first date (ISO), '' without one.
    """

    kind: str
    area: str
    urgency: str
    word: str
    text: str
    record: str
    keys: tuple[str, ...]
    named: str = ""
    due: str = ""
    within: str = ""

    @property
    def count(self) -> int:
        """How many records need it."""
        return len(self.keys)


Pair = tuple[str, str]  # key, and name in words
About = tuple[str, str, str, str]  # kind, area, urgency, word


def attention(connection: Connection, as_at: str = "") -> list[Need]:
    """What needs somebody on a day (today unless given): the most urgent first, of these in the order of PARTS."""
    day = as_at or today()
    found = [need for part in PARTS for need in part(connection, day)]
    order = {urgency: at for at, urgency in enumerate(URGENCIES)}
    return sorted(found, key=lambda need: order[need.urgency])


def _need(
    about: About, record: str, text: str, pairs: Sequence[Pair], due: str = "", within: str = ""
) -> Iterator[Need]:
    """A line for some records, unless there are none; `about` is kind, area, urgency and word."""
    if pairs:
        names = several([name for _, name in pairs], NAMED)
        yield Need(*about, text, record, tuple(key for key, _ in pairs), names, due, within)


def _are(things: Sequence[object], thing: str, rest: str) -> str:
    """2 returns are late."""
    return f"{counted(len(things), thing)} {'is' if len(things) == 1 else 'are'} {rest}"


def _first(dates: Iterable[str]) -> str:
    return min((day for day in dates if day), default="")


# Plans and claims


def _plans(connection: Connection, day: str) -> Iterator[Need]:
    from blmk_desktop.summaries.plan_round import WAITING, round_status

    name = newest_round(connection, day)
    found = round_status(connection, name, day) if name else None
    if found is None or not (found.due or any(row.status != "not sent" for row in found.rows)):
        return  # a round of which only a pack is here, with neither date nor return, is not under way
    coming = found.due if day <= found.due <= add_months(day, DUE_WITHIN) else ""
    for what, urgency, word, rest in (
        ("chase", NOW, "Chase", "late"),
        ("answer", SOON, "Await", "sent back and not answered yet"),
        ("review", SOON, "Review", "to be reviewed"),
        ("submit", SOON, "Submit", "accepted and to be submitted"),
    ):
        rows = [(row.pcn_code, row.pcn) for row in found.rows if row.needs == what]
        about = (f"returns to {what}", PLANS, urgency, word)
        due = found.due if what == "chase" else ""
        yield from _need(about, "plan_return", _are(rows, "return", rest), rows, due, name)
    if coming:
        rows = [(row.pcn_code, row.pcn) for row in found.rows if row.status in WAITING]
        text = _are(rows, "return", f"still to come by {show_date(coming)}")
        yield from _need(("returns due", PLANS, SOON, "Due"), "plan_return", text, rows, coming, name)


def newest_round(connection: Connection, day: str) -> str:
    """The newest plan round that tells of a time up to a day; '' if there is none. A round without a date counts."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.summaries.rounds import rounds

    table = TABLES["plan_round"].c
    dated: dict[str, str | None] = dict(map(tuple, connection.execute(select(table.name, table.as_at))))
    return next((name for name in rounds(connection) if (dated[name] or "") <= day), "")


def _claims(connection: Connection, _day: str) -> Iterator[Need]:
    """Up to the newest month of which any claim is here."""
    from blmk_desktop.summaries.claim_forecast import missing_claims

    found = [row for row in missing_claims(connection) if row.missing]
    claims = [month for row in found for month in row.missing]
    rows = [(row.pcn_code, in_words(row.pcn)) for row in found]
    text = _are(claims, "monthly claim", "missing")
    yield from _need(("claims missing", PLANS, SOON, "Ask"), "arrs_claim", text, rows)


def _over_allocation(connection: Connection, day: str) -> Iterator[Need]:
    from blmk_desktop.summaries.plans import plan_by_pcn

    name = newest_round(connection, day)
    found = plan_by_pcn(connection, name).rows if name else []
    rows = [(row.pcn_code, in_words(row.pcn)) for row in found if row.variance is not None and row.variance < 0]
    text = f"{counted(len(rows), 'network')} {'plans' if len(rows) == 1 else 'plan'} to spend more than allocated"
    yield from _need(("over allocation", PLANS, LOOK, "Over"), "plan", text, rows, within=name)


def _in_no_network(connection: Connection, day: str) -> Iterator[Need]:
    from blmk_desktop.summaries.overview import in_no_pcn

    rows = [(code, in_words(name)) for code, name in in_no_pcn(connection, day)]
    text = f"{counted(len(rows), 'live practice')} {'belongs' if len(rows) == 1 else 'belong'} to no network"
    yield from _need(("in no network", "Practices", LOOK, "Place"), "practice", text, rows)


# Money


def _budgets(connection: Connection, day: str) -> Iterator[Need]:
    from blmk_desktop.summaries.finance import months, report
    from blmk_desktop.summaries.finance_rows import newest

    at = newest([one for one in months(connection) if month_end(one.year, one.month) <= day])
    if at is None:
        return
    found = report(connection, at.area, at.year, at.month)
    bare = _lines(row for row in found.rows if row.needs_reason)
    told = _lines(row for row in found.rows if row.level == "line" and row.worst == "Red" and row.reason)
    for kind, urgency, word, rows in (("without a reason", NOW, "Explain", bare), ("with a reason", LOOK, "Red", told)):
        text = _are(rows, "budget line", f"red, {kind}, in {found.words}")
        about = (f"red {kind}", "Budgets", urgency, word)
        yield from _need(about, "budget_category", text, rows, within=f"{at.area}|{at.year}|{at.month}")


def _lines(rows: Iterable[FinanceRow]) -> list[Pair]:
    return [(row.category, row.label) for row in rows]


# Risks


def _risks(connection: Connection, day: str) -> Iterator[Need]:
    from blmk_desktop.summaries.risk_movement import risk_movement

    moved = risk_movement(connection, as_at=day)
    left = sorted((row.risk for row in moved.rows if row.risk.status == "open"), key=lambda row: -(row.score or 0))
    up = _titles(row.risk for row in moved.rows if row.moved == "up")
    since = f"{counted(len(up), 'risk')} up since {show_date(moved.since)}"
    yield from _need(("risks up", "Risks", NOW, "Up"), "risk_moved", since, up, within=moved.since)
    late = sorted((row for row in left if row.days_overdue > 0), key=lambda row: row.review_due)
    yield from _need(("reviews overdue", "Risks", NOW, "Review"), "risk", _are(late, "risk", "overdue for review"),
                     _titles(late), _first(row.review_due for row in late))  # fmt: skip
    over = [row for row in left if row.over_appetite]
    yield from _need(("over appetite", "Risks", NOW, "Over"), "risk",
                     f"{counted(len(over), 'risk')} above what is tolerated", _titles(over))  # fmt: skip
    coming = [row for row in left if day <= row.review_due <= add_months(day, DUE_WITHIN)]
    due = _first(row.review_due for row in coming)
    text = _are(coming, "risk", f"due for review, the first on {show_date(due)}") if due else ""
    yield from _need(("reviews due", "Risks", SOON, "Due"), "risk", text, _titles(coming), due)
    idle = [row for row in left if row.no_action]
    yield from _need(("no action", "Risks", LOOK, "Plan"), "risk",
                     f"{counted(len(idle), 'open risk')} without any action", _titles(idle))  # fmt: skip


def _titles(rows: Iterable[RiskRow]) -> list[Pair]:
    return [(row.reference, f"{row.reference} {row.title}") for row in rows]


# Actions, milestones and papers


def _actions(connection: Connection, day: str) -> Iterator[Need]:
    from blmk_desktop.summaries.committee_actions import tracker

    rows = [row for row in tracker(connection, as_at=day).rows if row.open]
    until = add_months(day, DUE_WITHIN)
    others = [row for row in rows if row.colour not in (BLACK, RED, GREEN)]
    for kind, urgency, word, held, rest in (
        ("black", NOW, "Black", [row for row in rows if row.colour == BLACK], "escalated (black)"),
        ("red", NOW, "Red", [row for row in rows if row.colour == RED], "outstanding (red)"),
        ("past", NOW, "Late", [row for row in others if row.days_late], "past the deadline"),
        ("due", SOON, "Due", [row for row in others if day <= row.deadline <= until], f"due by {show_date(until)}"),
        ("proposed", SOON, "Agree", [row for row in rows if row.colour == GREEN], "complete: closing is to be agreed"),
    ):
        due = _first(row.deadline for row in held) if kind != "proposed" else ""
        text = _are(held, "action", rest)
        yield from _need((f"actions {kind}", "Actions", urgency, word), "committee_action", text, _owned(held), due)


def _owned(rows: Sequence[ActionRow]) -> list[Pair]:
    return [(row.reference, f"{row.reference} ({row.owner})" if row.owner else row.reference) for row in rows]


def _milestones(connection: Connection, day: str) -> Iterator[Need]:
    """Those of each programme by themselves."""
    from blmk_desktop.summaries.milestones import milestones

    rows = sorted((row for row in milestones(connection, as_at=day).rows if row.due), key=lambda row: row.due)
    until = add_months(day, DUE_WITHIN)
    late = [row for row in rows if row.standing == "late"]
    coming = [row for row in rows if row.standing not in DONE and day <= row.due <= until]
    for kind, urgency, word, found, rest in (
        ("late", NOW, "Late", late, "late"),
        ("due", SOON, "Due", coming, f"due by {show_date(until)}"),
    ):
        for programme in dict.fromkeys(row.programme for row in found):
            held = [row for row in found if row.programme == programme]
            text = f"{counted(len(held), 'milestone')} of {programme} {'is' if len(held) == 1 else 'are'} {rest}"
            pairs = [(f"{programme} {row.number}", f"{row.number} {row.milestone}") for row in held]
            about = (f"milestones {kind}", "Actions", urgency, word)
            yield from _need(about, "milestone", text, pairs, held[0].due, programme)


def _papers(connection: Connection, day: str) -> Iterator[Need]:
    """The papers of each committee's next meeting that have not come; those of a meeting far off can wait."""
    from blmk_desktop.summaries.annual_cycle import agenda_lines, annual_cycle

    bodies = annual_cycle(connection, as_at=day).bodies
    for body in bodies:
        coming = annual_cycle(connection, body, as_at=day, bodies=bodies).next
        if coming is None or coming.on > add_months(day, AHEAD):
            continue
        cycle = annual_cycle(connection, body, year_of(coming.on), day, bodies=bodies)
        lines = [line for line in agenda_lines(cycle.items, coming, day) if line.missing]
        late, by = any(line.late for line in lines), coming.papers_due or coming.on
        text = _are(lines, "paper", f"due by {show_date(by)} for the {body} of {show_date(coming.on)}")
        pairs = [(f"{body} {coming.on}", line.item) for line in lines]
        about = ("papers due", "Actions", NOW if late else SOON, "Late" if late else "Due")
        yield from _need(about, "meeting", text, pairs, by)


# Estates and contracts


def _schemes(connection: Connection, day: str) -> Iterator[Need]:
    from blmk_desktop.summaries.schemes import schemes

    rows = sorted(schemes(connection, day).rows, key=lambda row: row.expected_by)
    live = [row for row in rows if row.stage not in ENDED and not row.completed and not row.late]
    until = add_months(day, AHEAD)
    for kind, urgency, word, held, rest in (
        ("late", NOW, "Late", [row for row in rows if row.late], "slipping: expected before now, and not complete"),
        ("red", NOW, "Red", [row for row in live if row.rag == "Red"], "red"),
        ("due", SOON, "Due", [row for row in live if day <= row.expected_by <= until], f"due by {show_date(until)}"),
    ):
        about = (f"schemes {kind}", "Estates", urgency, word)
        due = "" if kind == "red" else _first(row.expected_by for row in held)
        yield from _need(about, "scheme", _are(held, "scheme", rest), [(row.name, row.name) for row in held], due)


def _endings(connection: Connection, day: str) -> Iterator[Need]:
    """Developers' money, contracts and leases that end within a year, or have ended and nobody said what follows."""
    until = add_months(day, ENDS_WITHIN)
    for kind, area, record, found, thing, rest in (
        ("agreements", "Estates", "agreement", ending_agreements(connection, day), "S106 or CIL agreement", MONEY),
        ("contracts", "Risks", "contract_event", ending_contracts(connection, day, until), "practice contract", ""),
        ("leases", "Estates", "building", ending_leases(connection, until), "lease of a building", ""),
    ):
        past = [one for one in found if one.on < day]
        coming = [one for one in found if one.on >= day]
        things = "leases of buildings" if kind == "leases" else ""
        has = "has" if len(past) == 1 else "have"
        ended = f"{counted(len(past), thing, things)} {has} ended{rest}"
        yield from _need((f"{kind} ended", area, NOW, "Ended"), record, ended, *_ends(past))
        end = "ends" if len(coming) == 1 else "end"
        ends = f"{counted(len(coming), thing, things)} {end} within a year{rest}"
        yield from _need((f"{kind} end", area, SOON, "Ends"), record, ends, *_ends(coming))


def _ends(found: Sequence[Ending]) -> tuple[list[Pair], str]:
    return [(one.key, f"{one.name}, {show_date(one.on)}") for one in found], _first(one.on for one in found)


PARTS: tuple[Callable[[Connection, str], Iterator[Need]], ...] = (
    _plans, _budgets, _actions, _papers, _risks, _schemes, _endings, _milestones, _claims, _over_allocation,
    _in_no_network,
)  # fmt: skip
