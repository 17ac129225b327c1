"""Plan, claim and national workforce file of one network side by side: where they part, and why, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import figure
from blmk_desktop.values import show_figure

PARTS = 10_000  # millionths of an FTE in a hundredth of a WTE
NOTICED = 5  # hundredths of a WTE: less is rounding
OLD = 2  # months after which a workforce file says little of the month
NAMED = 3  # roles named in a sentence


@dataclass(frozen=True, slots=True)
class Staff:
    """Staff of a network, or of one role of it, at a month's end; None: nobody says.

    `plan`, `claimed` and `planned` (by 31 March) in hundredths of a WTE, `nwrs` in millionths of an FTE.
    """

    plan: int | None = None
    claimed: int | None = None
    nwrs: int | None = None
    planned: int | None = None

    @property
    def claim_gap(self) -> int | None:
        """What is claimed beyond the plan, in hundredths of a WTE; negative: less is claimed."""
        return None if self.plan is None or self.claimed is None else self.claimed - self.plan

    @property
    def nwrs_gap(self) -> int | None:
        """What the workforce file has beyond the claim, in millionths of an FTE; negative: it has less."""
        return None if self.nwrs is None or self.claimed is None else self.nwrs - self.claimed * PARTS


@dataclass(frozen=True, slots=True)
class Census:
    """The newest workforce file up to a month: its date (ISO; '' for none) and how many months older it is."""

    as_at: str = ""
    months_old: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Where two of the three part. `kind` is one of KINDS; those in SERIOUS need somebody to act."""

    kind: str
    words: str


KINDS = {
    "not-claimed": "Not claimed",
    "over-plan": "Over plan",
    "not-in-plan": "Not in plan",
    "not-in-census": "Not in NWRS",
    "under-plan": "Under plan",
    "to-recruit": "To recruit",
    "no-census": "No NWRS file",
    "old-census": "Old NWRS",
    "less-in-census": "Less in NWRS",
    "more-in-census": "More in NWRS",
}
SERIOUS = ("not-claimed", "over-plan", "not-in-plan", "not-in-census")


def noticed(gap: int | None, parts: int = 1) -> bool:
    """Whether a gap is more than rounding; `parts` of its unit make a hundredth of a WTE."""
    return gap is not None and abs(gap) > NOTICED * parts


def explain(whole: Staff, roles: Mapping[str, Staff], census: Census, month: str) -> list[Gap]:
    """Why plan, claim and workforce file of a network differ, the gravest first. `month` is in words.

    `roles` are the network's staff by role; a plan that is not given by role has None for each.
    """
    found = [*_of_claim(whole, month), *_of_roles(whole, roles), *_of_plan(whole), *_of_census(whole, roles, census)]
    order = list(KINDS)
    return sorted(found, key=lambda gap: order.index(gap.kind))


def _of_claim(whole: Staff, month: str) -> list[Gap]:
    if whole.claimed is None:
        planned = f", though the plan has {wte(whole.plan)} in post" if whole.plan else ""
        return [Gap("not-claimed", f"Nothing is claimed for {month} yet{planned}.")]
    gap = whole.claim_gap
    if gap is None or not noticed(gap):
        return []
    if gap > 0:
        return [Gap("over-plan", f"{wte(gap)} more is claimed than the plan has in post.")]
    return [Gap("under-plan", f"{wte(-gap)} of the plan is not claimed: vacant, or still to be claimed.")]


def _of_roles(whole: Staff, roles: Mapping[str, Staff]) -> list[Gap]:
    """Roles apart, where the plan is given by role."""
    if whole.claimed is None or all(staff.plan is None for staff in roles.values()):
        return []
    strange = {role: staff.claimed for role, staff in roles.items() if staff.claimed and not staff.plan}
    found = [
        Gap("not-in-plan", f"{role}: {wte(claimed)} claimed, but the plan has none.")
        for role, claimed in strange.items()
    ]
    for role, staff in roles.items():
        gap = (staff.claimed or 0) - (staff.plan or 0)
        if role not in strange and noticed(gap):
            words = f"{role}: {wte(staff.plan)} planned, {wte(staff.claimed) if staff.claimed else 'none'} claimed."
            found.append(Gap("over-plan" if gap > 0 else "under-plan", words))
    return found


def _of_plan(whole: Staff) -> list[Gap]:
    still = None if whole.planned is None or whole.plan is None else whole.planned - whole.plan
    if still is None or still <= NOTICED:
        return []
    return [Gap("to-recruit", f"The plan for 31 March counts {wte(still)} more: posts that are still vacant.")]


def _of_census(whole: Staff, roles: Mapping[str, Staff], census: Census) -> list[Gap]:
    if not census.as_at:
        return [Gap("no-census", "No workforce file (NWRS) of this month or an earlier one is here.")]
    of_day = f"NWRS of {show_date(census.as_at)}"
    found = []
    if census.months_old > OLD:
        found.append(Gap("old-census", f"The newest workforce file is {of_day}, {census.months_old} months older."))
    if not whole.nwrs:
        return [*found, Gap("not-in-census", f"{of_day} has no post of this network in an ARRS role: none reported.")]
    gap = whole.nwrs_gap
    if gap is None or not noticed(gap, PARTS):
        return found
    less = gap < 0
    side = f"{fte(abs(gap))} {'less' if less else 'more'} than is claimed"
    kind = "less-in-census" if less else "more-in-census"
    return [*found, Gap(kind, f"{of_day} has {side}{_worst(roles, less=less)}.")]


def _worst(roles: Mapping[str, Staff], *, less: bool) -> str:
    """The roles with the widest gap that way, in brackets."""
    sign = -1 if less else 1
    gaps = {role: sign * ((staff.nwrs or 0) - (staff.claimed or 0) * PARTS) for role, staff in roles.items()}
    widest = sorted(
        (role for role, gap in gaps.items() if noticed(gap, PARTS) and gap > 0), key=lambda role: -gaps[role]
    )
    named = [f"{role} {fte(gaps[role])}" for role in widest[:NAMED]]
    more = f" and {len(widest) - NAMED} more" if len(widest) > NAMED else ""
    return f" ({', '.join(named)}{more})" if named else ""


def wte(value: int | None) -> str:
    """Hundredths of a WTE in a sentence: 18.99 WTE."""
    return figure("wte_in_post", value or 0)


def fte(value: int) -> str:
    """Millionths of an FTE in a sentence: 0.99 FTE."""
    return f"{show_figure(value, 6, 2)} FTE"


def attention(rows: Sequence[Sequence[Gap]], say: Callable[[str, int], str]) -> list[str]:
    """For each serious kind of gap that some networks have, what `say` makes of the kind and their number."""
    counts = {kind: sum(any(gap.kind == kind for gap in gaps) for gaps in rows) for kind in SERIOUS}
    return [say(kind, count) for kind, count in counts.items() if count]
