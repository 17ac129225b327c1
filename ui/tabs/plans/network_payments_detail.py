"""The chosen network at the side: what it is due and why, by month, its maturity and its checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date
from blmk_desktop.rules.access import in_hours
from blmk_desktop.rules.payment_words import price
from blmk_desktop.rules.wording import MONTHS, counted, in_words, pounds
from blmk_desktop.values import show_figure
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.form import open_form
from ui.parts.record_lines import finding_lines
from ui.tabs.plans.network_payments_columns import NUMBERS, STEP_TONES, Shown, months_in_words, origin

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.payments import Payment
    from blmk_desktop.summaries.network_payments import Checklist, NetworkDue, Step
    from ui.window import MainWindow

NUMBER_WORDS = {"registered": "Registered", "weighted": "Weighted", "adjusted": "Adjusted", "beds": "Care home beds"}


@dataclass(frozen=True)
class NetworkDetail:
    """A network's payments of a year, and what its checklists say."""

    network: NetworkDue
    shown: Shown
    checklists: list[Checklist]


def network_detail(connection: Any, shown: Shown, code: str) -> NetworkDetail | None:
    """Read what is behind the row of a network."""
    from blmk_desktop.summaries.network_payments import checklists

    network = shown.networks.get(code)
    return NetworkDetail(network, shown, checklists(connection, code)) if network else None


def show_detail(pane: DetailPane, window: MainWindow, detail: NetworkDetail, findings: Sequence[Finding]) -> None:
    """Show it."""
    network, due = detail.network, detail.shown.due
    about = ("pcn", network.code)
    total = network.due
    left = f", {counted(len(total.missing), 'payment')} left out" if total.missing else ""
    sections: list[Section] = [
        Facts("Worked out from", _numbers(detail)),
        Lines(f"Due in {due.year}", [*_payments(detail), Line(f"In all: {pounds(total.amount)}{left}")]),
        _maturity(window, network),
        *(_checklist(one) for one in detail.checklists),
        finding_lines(window, [one for one in findings if one.about == about and one.where.startswith("checklist")]),
        Lines("To its practices", _to_practices(detail)),
        Facts("Month by month", [(MONTHS[(at + 3) % 12], pounds(total.months[at])) for at in range(12)]),
    ]
    pane.show_detail(
        in_words(network.name),
        " · ".join(filter(None, (network.code, network.place))),
        sections,
        (network.step.capitalize(), STEP_TONES[network.step]) if network.step else None,
        [("Show the network", lambda: window.show_record("pcn", network.code))],
    )


def _numbers(detail: NetworkDetail) -> list[tuple[str, str]]:
    network, due = detail.network, detail.shown.due
    used = [name for name, basis in NUMBERS.items() if any(rate.basis == basis for rate in due.rates)]
    facts = [("Practices", str(len(network.members)))]
    facts += [(NUMBER_WORDS[name], origin(network.numbers[NUMBERS[name]])) for name in used]
    if network.director_wte is not None:
        facts.append(("Clinical director", f"{show_figure(network.director_wte, 2, 2)} WTE for its size"))
        facts.append(("Extended hours", f"{in_hours(network.extended_minutes)} a week at least"))
    return facts


def _payments(detail: NetworkDetail) -> list[Line]:
    """What is paid to the network itself, then what to its practices together; what may only be claimed last."""
    from blmk_desktop.summaries.network_payments import CLAIMED

    payments = [one for one in detail.network.payments if one.rate.paid_to != "practice"]
    return [_payment(one, detail.network.open_in) for one in sorted(payments, key=lambda one: one.rate.item in CLAIMED)]


def _payment(one: Payment, open_in: Sequence[int]) -> Line:
    from blmk_desktop.summaries.network_payments import CLAIMED

    rate = price(one.rate.rate)
    if one.amount is None:
        each = "" if one.rate.rate is None else f"; {rate} for each {one.rate.basis}"
        return Line(one.rate.item, f"needs {one.needs}{each}, {months_in_words(one.rate)}", "Asked for", "amber")
    detail = f"{show_figure(one.number, 2, 0)} {one.rate.basis}s × {rate}, {months_in_words(one.rate)}"
    if one.rate.item in CLAIMED:
        return Line(f"{one.rate.item}: up to {pounds(one.amount)}", detail, "To claim", "grey")
    return Line(f"{one.rate.item}: {pounds(one.amount)}", f"{detail}{_open_for(one, open_in)}{_a_month(one)}")


def _open_for(one: Payment, open_in: Sequence[int]) -> str:
    """How many of the months are paid, if the network was open in some only."""
    paid = sum(month in open_in for month in one.rate.months)
    return "" if paid == len(one.rate.months) else f", open for {paid} of {counted(len(one.rate.months), 'month')}"


def _a_month(one: Payment) -> str:
    """What a month comes to: all are alike but for a penny."""
    paid = [amount for amount in one.months if amount]
    return f" · {pounds(paid[0])} a month" if len(paid) > 1 else ""


def _to_practices(detail: NetworkDetail) -> list[Line]:
    names = {one.code: in_words(one.name) for one in detail.network.members}
    together = f"Its {counted(len(names), 'practice')} together"
    return [
        _to_practice(names.get(one.payee, together), one)
        for one in detail.network.payments
        if one.rate.paid_to == "practice"
    ]


def _to_practice(name: str, one: Payment) -> Line:
    if one.amount is None:
        return Line(name, f"{one.rate.item}: needs {one.needs}", "Asked for", "amber")
    rate = price(one.rate.rate)
    return Line(
        f"{name}: {pounds(one.amount)}", f"{one.rate.item}: {show_figure(one.number, 2, 0)} {one.rate.basis}s × {rate}"
    )


def _maturity(window: MainWindow, network: NetworkDue) -> Lines:
    """Every step with what the network needs to go further, newest first."""
    lines = [_step(window, network.code, step) for step in network.steps]
    if not window.read_only:
        add = ("Add a step…", lambda: open_form(window, "maturity_step", {"pcn": network.code}, fixed=("pcn",)))
        lines.append(Line("" if lines else "No step of the maturity matrix is known.", buttons=[add]))
    return Lines("Maturity", lines)


def _step(window: MainWindow, code: str, step: Step) -> Line:
    stored = {"id": step.id, "pcn": code, "as_at": step.as_at, "step": step.step}
    stored |= {"needs": step.needs or None, "note": step.note or None}
    change = ("Change…", lambda: open_form(window, "maturity_step", stored, fixed=("pcn",)))
    needs = f"Needs: {step.needs}" if step.needs else ""
    detail = "\n".join(filter(None, (needs, step.note)))
    buttons = [] if window.read_only else [change]
    return Line(show_date(step.as_at), detail, step.step.capitalize(), STEP_TONES[step.step], buttons=buttons)


def _checklist(one: Checklist) -> Facts:
    heading = f"Checklist as at {show_date(one.as_at)}: {one.name}"
    return Facts(heading, one.answers)
