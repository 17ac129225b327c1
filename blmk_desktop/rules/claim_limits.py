"""What the national claims form of the additional roles accepts in each field of a month's claim for a post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from blmk_desktop.periods import month_end, month_start, show_date
from blmk_desktop.values import show_figure

LINK_WORKER = "Social Prescribing Link Worker"
PHARMACIST = "Clinical Pharmacist"


@dataclass(frozen=True, slots=True)
class Limit:
    """Least and most of a field, both allowed, in hundredths (pence, or hundredths of an hour)."""

    label: str
    least: int
    most: int
    pounds: bool = True

    def show(self, value: int) -> str:
        """A figure as the sentence says it: £1,000.50, 37.5 hours."""
        text = show_figure(value, 2, 0 if value % 100 == 0 else 2, brackets=False)
        return f"£{text}".replace("£-", "-£") if self.pounds else f"{text} hours"


LIMITS = {
    "hours": Limit("Hours per week", 1_00, 40_00, pounds=False),
    "salary": Limit("Monthly salary", 0, 10_000_00),
    "national_insurance": Limit("Monthly employer National Insurance", 0, 1_000_00),
    "pension": Limit("Monthly employer pension", 0, 10_000_00),
    "fees": Limit("Monthly fees", 0, 1_000_00),
}
Refusal = tuple[str, str]  # field, sentence


def refused(claim: Mapping[str, object]) -> list[Refusal]:
    """The fields that the national form would refuse, each with a sentence; empty if it takes the claim.

    `claim` holds the fields of ARRS_CLAIM as stored: pence, hundredths of hours, ISO dates, 1 or 0, the role's
    name. What is absent or None was not given. A claim for a whole role (no `post`) is not held to what is asked
    of a post: its start date, and a pharmacist's training.
    """
    found = [(name, sentence) for name, limit in LIMITS.items() if (sentence := _outside(limit, claim.get(name)))]
    return [*_staff(claim), *found, *_fees(claim), *_dates(claim), *_training(claim)]


def _staff(claim: Mapping[str, object]) -> list[Refusal]:
    """An amount may be taken back later; staff cannot be fewer than none."""
    wte = claim.get("wte")
    if isinstance(wte, int) and wte < 0:
        return [("wte", f"WTE claimed is {show_figure(wte, 2, 2, brackets=False)}: it cannot be less than 0.")]
    return []


def _outside(limit: Limit, value: object) -> str:
    if not isinstance(value, int) or limit.least <= value <= limit.most:
        return ""
    span = f"{limit.show(limit.least).removesuffix(' hours')} to {limit.show(limit.most)}"
    return f"{limit.label} is {limit.show(value)}: the claims form takes {span}."


def _fees(claim: Mapping[str, object]) -> list[Refusal]:
    if not claim.get("fees") or claim.get("role") == LINK_WORKER:
        return []
    return [("fees", f"The claims form takes fees for {LINK_WORKER}s only, not for {_role(claim)}.")]


def _dates(claim: Mapping[str, object]) -> list[Refusal]:
    start, end = claim.get("start"), claim.get("end")
    if not start:
        return [("start", "The claims form wants the start date of a post.")] if claim.get("post") else []
    if end and str(end) < str(start):
        days = f"{show_date(str(end))} is before the start date {show_date(str(start))}"
        return [("end", f"The leaving date {days}.")]
    return _outside_post(claim, str(start), str(end or ""))


def _outside_post(claim: Mapping[str, object], start: str, end: str) -> list[Refusal]:
    """A month in which the post was not filled on any day: before it began, or after it was left."""
    year, month = claim.get("year"), claim.get("month")
    if not (isinstance(year, str) and isinstance(month, int)):
        return []
    if end and end < month_start(year, month):
        return [("end", f"The leaving date {show_date(end)} is before the month that is claimed for.")]
    if start > month_end(year, month):
        return [("start", f"The start date {show_date(start)} is after the month that is claimed for.")]
    return []


def _training(claim: Mapping[str, object]) -> list[Refusal]:
    """Of a clinical pharmacist, advanced or not, an answer is taken; without the advanced title one is wanted."""
    answer, role = claim.get("training"), str(claim.get("role") or "")
    if answer is None:
        wanted = role == PHARMACIST and claim.get("post")
        sentence = f"The claims form wants to know whether a {PHARMACIST} meets the training requirement."
        return [("training", sentence)] if wanted else []
    if not role.startswith(PHARMACIST):
        return [("training", f"The claims form asks about training for {PHARMACIST}s only, not for {_role(claim)}.")]
    if not answer and not str(claim.get("training_reason") or "").strip():
        return [("training_reason", "The claims form wants the reason why the training requirement is not met.")]
    return []


def _role(claim: Mapping[str, object]) -> str:
    return f"a {claim['role']}" if claim.get("role") else "a post without a role"
