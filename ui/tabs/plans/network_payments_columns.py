"""The columns of network payments, the rows under them, and what is to be said about single numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import COUNT, MONEY, RATE, WTE, Type, Unit
from blmk_desktop.rules.payments import rate_a_month
from blmk_desktop.rules.plan_costs import rounded
from blmk_desktop.rules.wording import MONTHS, capital, counted, in_words
from blmk_desktop.values import show_figure
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.rules.payments import Payment, Rate
    from blmk_desktop.summaries.network_payments import NetworkDue, Number, PaymentsDue

VIEWS = {"network": "Network", "place": "Place", "payment": "Payment", "practice": "Practice"}
HOW_MANY = Unit("number", "", 2, 0, 2)
# Column to what it is the number of.
NUMBERS = {
    "registered": "registered patient",
    "weighted": "weighted patient",
    "adjusted": "adjusted patient",
    "beds": "care home bed",
}
_LABELS = {"registered": "Registered", "weighted": "Weighted", "adjusted": "Adjusted", "beds": "Care home beds"}
_HELP = {
    "registered": "Registered patients: the lists of its practices, unless another number was entered.",
    "weighted": "Weighted patients: the lists of its practices, unless another number was entered.",
    "adjusted": "Patients by the Commissioner's adjusted population. No register gives them: enter them here.",
    "beds": "Beds of care homes that the network serves. No register gives them: enter them here.",
}
LEFT_OUT = ColumnSpec.figure(
    "left_out", "Left out", COUNT, "Payments that something is not known for, so that no sum has them.", 10
)
ASKED = ColumnSpec(name="asked", label="Asked for", width=24, help="What would have to be known for those left out.")
DUE = ColumnSpec.figure("due", "Total due", MONEY, width=14)
STEP_TONES = {"foundation": "grey", "step 1": "blue", "step 2": "blue", "step 3": "green"}


@dataclass(frozen=True)
class Shown:
    """What the page shows: a year's payments, the rows of a view, and the networks by code."""

    view: str
    due: PaymentsDue
    columns: Columns
    networks: dict[str, NetworkDue] = field(default_factory=dict)
    asked: str = ""  # of all networks
    lacking: int = 0  # networks with a payment left out


def payments_shown(connection: Any, view: str, year: str, *, editable: bool) -> Shown:
    """Read a year's payments and lay them out. An unknown year means the usual one."""
    from blmk_desktop.summaries.network_payments import asked_for, network_payments

    due = network_payments(connection, year)
    specs, rows, ids = _LAID_OUT[view](due, editable)
    networks = {network.code: network for network in due.networks}
    lacking = sum(bool(network.due.missing) for network in due.networks)
    return Shown(view, due, columns_of(specs, rows, ids=ids), networks, asked_for(due.total.missing), lacking)


LaidOut = tuple[list[ColumnSpec], list[dict[str, Any]], list[str]]


def _by_network(due: PaymentsDue, editable: bool) -> LaidOut:
    from blmk_desktop.summaries.network_payments import CLAIMED, asked_for

    rows = []
    for network in due.networks:
        missing = network.due.missing
        rows.append(
            {
                "pcn": in_words(network.name),
                "place": network.place or "In no place",
                **{name: network.numbers[basis].value for name, basis in NUMBERS.items()},
                **{item: network.amount(item) for item in due.items},
                "due": _added(one.amount for one in network.payments if one.rate.item not in CLAIMED),
                "left_out": len(missing) or None,
                "asked": asked_for(missing),
                "step": network.step,
                "director": network.director_wte,
                "minutes": network.extended_minutes,
                "code": network.code,
            }
        )
    return [*_network_specs(due, editable)], rows, [network.code for network in due.networks]


def _network_specs(due: PaymentsDue, editable: bool) -> list[ColumnSpec]:
    used = [name for name, basis in NUMBERS.items() if any(rate.basis == basis for rate in due.rates)]
    return [
        ColumnSpec(name="pcn", label="PCN", width=25),
        ColumnSpec(name="place", label="Place", width=21),
        *(_number(name, editable) for name in used),
        DUE,
        LEFT_OUT,
        *_items(due),
        ASKED,
        ColumnSpec(name="step", label="Maturity", tones=STEP_TONES, help="The newest step of the maturity matrix."),
        ColumnSpec.figure("director", "Clinical director", WTE, hidden=True),
        ColumnSpec.figure("minutes", "Extended hours, minutes a week", COUNT, total=False, hidden=True),
        ColumnSpec(name="code", label="PCN code", hidden=True),
    ]


def _number(name: str, editable: bool) -> ColumnSpec:
    return ColumnSpec.figure(
        name, _LABELS[name], HOW_MANY, _HELP[name], {"registered": 14, "beds": 15}.get(name, 12), editable=editable
    )


def _items(due: PaymentsDue) -> Iterable[ColumnSpec]:
    """A column for each payment, then what may only be claimed."""
    from blmk_desktop.summaries.network_payments import CLAIMED

    claimed = [item for item in due.items if item in CLAIMED]
    said = "Paid only as far as it is claimed, so it is no part of the total."
    yield from (_money(item, item) for item in due.items if item not in CLAIMED)
    yield from (_money(item, f"{item} (to claim)", said) for item in claimed)


def _money(name: str, label: str, said: str = "") -> ColumnSpec:
    return ColumnSpec.figure(name, label, MONEY, said, 14)


def _by_place(due: PaymentsDue, _editable: bool) -> LaidOut:
    from blmk_desktop.summaries.network_payments import asked_for

    places: dict[str, list[NetworkDue]] = {}
    for network in due.networks:
        places.setdefault(network.place or "In no place", []).append(network)
    rows = []
    for place, networks in places.items():
        missing = [one for network in networks for one in network.due.missing]
        rows.append(
            {
                "place": place,
                "networks": len(networks),
                **{item: _added(network.amount(item) for network in networks) for item in due.items},
                "due": sum(network.due.amount for network in networks),
                "left_out": len(missing) or None,
                "asked": asked_for(missing),
            }
        )
    networks_spec = ColumnSpec.figure("networks", "Networks", COUNT)
    specs = [ColumnSpec(name="place", label="Place", width=21), networks_spec, DUE, LEFT_OUT, *_items(due), ASKED]
    return specs, rows, list(places)


def _added(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _by_payment(due: PaymentsDue, _editable: bool) -> LaidOut:
    from blmk_desktop.summaries.network_payments import CLAIMED, asked_for

    rows = []
    for rate in due.rates:
        payments = [one for one in due.payments if one.rate == rate]
        missing = [one for one in payments if one.amount is None]
        amount, claimed = _added(one.amount for one in payments), rate.item in CLAIMED
        a_month = rate_a_month(rate)
        rows.append(
            {
                "item": rate.item,
                "months": months_in_words(rate),
                "rate": rate.rate,
                "rate_a_month": None if a_month is None else rounded(a_month),
                "basis": rate.basis,
                "paid_to": "PCN, as claimed" if claimed else rate.paid_to,
                "number": _added(one.number for one in payments),
                "payees": len(payments) - len(missing),
                "due": None if claimed else amount,
                "claimed": amount if claimed else None,
                "left_out": len(missing) or None,
                "asked": asked_for(missing),
            }
        )
    specs = [
        ColumnSpec(name="item", label="Payment", width=25),
        ColumnSpec(name="months", label="Months", width=20),
        ColumnSpec.figure("rate", "Rate", RATE, "For all its months together.", total=False),
        ColumnSpec.figure("rate_a_month", "Rate a month", RATE, "As papers print it: rounded.", total=False),
        ColumnSpec(name="basis", label="For each", width=17),
        ColumnSpec(name="paid_to", label="Paid to", width=15),
        ColumnSpec.figure("number", "Number known", HOW_MANY, total=False),
        ColumnSpec.figure("payees", "Paid", COUNT, "Networks or practices paid.", total=False),
        DUE,
        ColumnSpec.figure("claimed", "May be claimed", MONEY, width=14),
        LEFT_OUT,
        ASKED,
    ]
    return specs, rows, [f"{rate.item} {rate.first_month}" for rate in due.rates]


def _by_practice(due: PaymentsDue, _editable: bool) -> LaidOut:
    from blmk_desktop.summaries.network_payments import asked_for

    rates = [rate for rate in due.rates if rate.paid_to == "practice"]
    rows, ids = [], []
    for network in due.networks:
        names = {one.code: one for one in network.members}
        payees: dict[str, list[Payment]] = {}
        for one in network.payments:
            if one.rate in rates:
                payees.setdefault(one.payee, []).append(one)
        for payee, payments in payees.items():
            member = names.get(payee)
            missing = [one for one in payments if one.amount is None]
            rows.append(
                {
                    "name": in_words(member.name) if member else f"Practices of {in_words(network.name)} together",
                    "code": payee,
                    "pcn": in_words(network.name),
                    "place": network.place or "In no place",
                    "number": next((one.number for one in payments), None),
                    "list_as_at": member.list_as_at if member else "",
                    **{one.rate.item: one.amount for one in payments},
                    "due": sum(one.amount or 0 for one in payments) if len(missing) < len(payments) else None,
                    "left_out": len(missing) or None,
                    "asked": asked_for(missing),
                }
            )
            ids.append(payee)
    return _practice_specs(rates), rows, ids


def _practice_specs(rates: Sequence[Rate]) -> list[ColumnSpec]:
    bases = " or ".join(dict.fromkeys(f"{rate.basis}s" for rate in rates)) or "patients"
    return [
        ColumnSpec(name="name", label="Practice", width=30),
        ColumnSpec(name="code", label="Practice code"),
        ColumnSpec(name="pcn", label="PCN", width=22),
        ColumnSpec(name="place", label="Place", width=21),
        ColumnSpec.figure("number", bases.capitalize(), HOW_MANY),
        ColumnSpec(name="list_as_at", label="List as at", type=Type.DATE),
        *(ColumnSpec.figure(item, item, MONEY) for item in dict.fromkeys(rate.item for rate in rates)),
        DUE,
        LEFT_OUT,
        ASKED,
    ]


_LAID_OUT = {"network": _by_network, "place": _by_place, "payment": _by_payment, "practice": _by_practice}


def months_in_words(rate: Rate) -> str:
    """April to March; a month alone by its name."""
    first, last = (MONTHS[(month + 2) % 12] for month in (rate.first_month, rate.last_month))
    return first if first == last else f"{first} to {last}"


def marks(shown: Shown) -> dict[tuple[str, str], Mark]:
    """Numbers that were entered in place of the register's, and those that are asked for."""
    found: dict[tuple[str, str], Mark] = {}
    if shown.view != "network":
        return found
    for code, network in shown.networks.items():
        for name, basis in NUMBERS.items():
            number = network.numbers[basis]
            if number.origin == "entered" and name in ("registered", "weighted"):
                found[code, name] = Mark("note", "Entered: it stands in place of the register's lists.")
            elif number.value is None and any(one.rate.basis == basis and one.needs for one in network.payments):
                found[code, name] = Mark("warning", _why_unknown(network, name))
    return found


def _why_unknown(network: NetworkDue, name: str) -> str:
    """What is missing: a list of some practices, or a number that only the network or the ICB can tell."""
    if name in ("adjusted", "beds"):
        return "Not known. Ask for it, and enter it here."
    without = [in_words(one.name) for one in network.members if getattr(one, name) is None]
    if not without:
        return "No practice of the register was in it in this year. Enter the number here."
    return f"No list is known of {', '.join(without)}. Import lists of the year, or enter the number here."


def origin(number: Number) -> str:
    """A number and where it comes from, in words."""
    if number.value is None:
        return "not known: asked for"
    days = ", ".join(show_date(day) for day in number.as_at)
    where = "entered" if number.origin == "entered" else f"lists of {days}" if days else "register"
    return f"{show_figure(number.value, 2, 0)} ({where})"


def on_other_lists(due: PaymentsDue) -> bool:
    """Whether some are worked out on lists later than those that the year is paid on."""
    return any(day > due.lists_wanted for day in due.lists)


def in_a_sentence(shown: Shown) -> str:
    """What needs attention, in words; '' if nothing does."""
    due = shown.due
    parts = []
    if missing := len(due.total.missing):
        are = "is" if missing == 1 else "are"
        parts.append(
            f"{counted(len(due.networks), 'network')}: {' and '.join(shown.asked.rsplit(', ', 1))} are not known "
            f"for {shown.lacking}, so {counted(missing, 'payment')} {are} left out"
        )
    if on_other_lists(due):
        days = " and ".join(show_date(day) for day in due.lists)
        parts.append(f"worked out on the lists of {days}, as none of {show_date(due.lists_wanted)} are here")
    text = " · ".join(parts)
    return capital(text)
