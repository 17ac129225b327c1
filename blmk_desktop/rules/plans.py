"""The arithmetic of a workforce plan: variance, planned growth, and how much of a plan is recruited."""

from __future__ import annotations

WHOLE = 10_000  # 100.00 %, in hundredths of a percentage point
TENTH = 10  # of a percentage point, in hundredths


def variance(allocation: int | None, forecast_spend: int | None) -> int | None:
    """Allocation less forecast spend, in pence: favourable is positive, adverse negative.

    None while either is unknown.
    """
    if allocation is None or forecast_spend is None:
        return None
    return allocation - forecast_spend


def growth_percent(in_post: int | None, planned: int | None) -> int | None:
    """How much the plan adds to the staff in post, to a tenth of a percentage point of those in post.

    Both in hundredths of a WTE. None while either is unknown, and where nobody is in post.
    """
    if in_post is None or planned is None:
        return None
    return share(planned - in_post, in_post)


def recruited_percent(in_post: int | None, planned: int | None) -> int | None:
    """How much of the plan is in post, to a tenth of a percentage point of the plan.

    Both in hundredths of a WTE. None while either is unknown, and where nothing is planned.
    """
    if in_post is None or planned is None:
        return None
    return share(in_post, planned)


def to_recruit_percent(in_post: int | None, planned: int | None) -> int | None:
    """How much of the plan is still to recruit, to a tenth of a percentage point of the plan.

    Both in hundredths of a WTE. None while either is unknown, and where nothing is planned.
    """
    if in_post is None or planned is None:
        return None
    return share(planned - in_post, planned)


def share(part: int, of: int) -> int | None:
    """A part to a tenth of a percentage point, in hundredths of one, as tables print it; None if the whole is 0.

    Halves are rounded away from zero, and only once: 44.949 is 44.9; by way of 44.95 it would be printed as 45.0.
    """
    if not of:
        return None
    size = (2 * abs(part) * (WHOLE // TENTH) + abs(of)) // (2 * abs(of)) * TENTH
    return size if (part >= 0) == (of > 0) else -size


def total(figures: list[int | None]) -> int | None:
    """The sum of the figures that are known; None if none is."""
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def same_figure(one: int, one_decimals: int | None, other: int, other_decimals: int | None) -> bool:
    """Whether two figures in hundredths say the same, given how many decimals each was printed with.

    18.99 and a printed 19 are the same figure; 17 and 11 are not. Unknown decimals count as two.
    """
    coarsest = min(2 if decimals is None else decimals for decimals in (one_decimals, other_decimals))
    step = 10 ** max(0, 2 - coarsest)
    return _rounded(one, step) == _rounded(other, step)


def _rounded(figure: int, step: int) -> int:
    size = (2 * abs(figure) + step) // (2 * step)
    return size if figure >= 0 else -size
