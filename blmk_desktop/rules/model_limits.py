"""What records of budgets, streams and models can never hold: amounts below nothing, shares beyond all, own parents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from blmk_desktop.rules.plans import WHOLE

Values = Mapping[str, object]
Refused = list[tuple[str, str]]
_MONEY = {"amount": "What a stream has", "spent": "What is spent", "committed": "What is committed"}


def _below(values: Values, names: Mapping[str, str]) -> Refused:
    """Fields of figures that are less than nothing."""
    found = ((name, values.get(name)) for name in names)
    return [(name, f"{names[name]} cannot be less than nothing.") for name, value in found if _is_below(value)]


def _is_below(value: object) -> bool:
    return isinstance(value, int) and value < 0


def _beyond(values: Values, names: Sequence[str]) -> Refused:
    """Fields of shares that are no share: below nothing, or more than all of it."""
    found = ((name, values.get(name)) for name in names)
    return [
        (name, "A share lies between 0% and 100%.")
        for name, value in found
        if isinstance(value, int) and not 0 <= value <= WHOLE
    ]


def refused_envelope(envelope: Values) -> Refused:
    """Why an envelope cannot be taken."""
    return _below(envelope, _MONEY)


def refused_band(band: Values) -> Refused:
    """Why a threshold of variances cannot be taken. A share beyond 100% may be meant."""
    return _below(band, {"share": "The share", "amount": "The amount"})


def refused_assumption(assumption: Values) -> Refused:
    """Why an assumption cannot be taken: its value lies between its ends."""
    value, low, high = (assumption.get(name) for name in ("value", "low", "high"))
    bad: Refused = []
    if isinstance(value, int) and isinstance(low, int) and low > value:
        bad.append(("low", "At least this much is more than the value itself."))
    if isinstance(value, int) and isinstance(high, int) and high < value:
        bad.append(("high", "At most this much is less than the value itself."))
    return bad


def refused_pay(pay: Values) -> Refused:
    """Why the pay of a role cannot be taken."""
    shares = _beyond(pay, ("reimbursed_1", "reimbursed_2", "reimbursed_3"))
    return [*_below(pay, {"wage": "A wage", "cost": "A cost", "on_costs": "On-costs"}), *shares]


def refused_baseline(baseline: Values) -> Refused:
    """Why a baseline of staff cannot be taken."""
    return _beyond(baseline, ("locum_share", "over_50_share"))


def not_within_itself(field: str) -> Callable[[Values], Refused]:
    """Why a record that may be part of another cannot be taken: nothing is part of itself."""

    def refused(values: Values) -> Refused:
        name = values.get("name")
        return [(field, f"{name} cannot be part of itself.")] if name and values.get(field) == name else []

    return refused
