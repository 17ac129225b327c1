"""What answers to the practice workforce survey cannot be together, and the gaps that they come to.

Source: the BLMK GP workforce plan 2018: tables 1 to 3, and section 9.
"""

from __future__ import annotations

from collections.abc import Mapping

from blmk_desktop.rules.plans import share

Answers = Mapping[str, int | None]  # field to answer: people whole, WTE in hundredths; None: not answered
SESSIONS = 10  # of a room in a week


def wrong_staff(answers: Answers) -> list[tuple[str, str]]:
    """What a line of staff cannot say: the field to mend, and why."""
    found = _more_than(answers, "headcount", ("over_50", "over_55", "retiring"), "people of the group")
    if _both(answers, "over_55", "over_50") and (answers["over_55"] or 0) > (answers["over_50"] or 0):
        found.append(
            ("over_55", f"{answers['over_55']} are 55 and over, but only {answers['over_50']} are 50 and over")
        )
    wte, people = answers.get("wte"), answers.get("headcount")
    if wte is not None and people is not None and wte > people * 100:
        found.append(("wte", f"{_wte(wte)} WTE is more than {people} {'person' if people == 1 else 'people'} can be"))
    return found


def wrong_capacity(answers: Answers) -> list[tuple[str, str]]:
    """What the questions on capacity cannot be answered together: the field to mend, and why."""
    found = _more_than(answers, "placements", ("placements_used",), "placements offered")
    free, rooms = answers.get("rooms_free"), answers.get("consulting_rooms")
    if free is not None and rooms is not None and free > rooms * SESSIONS:
        found.append(("rooms_free", f"{free} sessions are more than {rooms} rooms have in a week ({rooms * SESSIONS})"))
    return found


def _more_than(answers: Answers, whole: str, parts: tuple[str, ...], what: str) -> list[tuple[str, str]]:
    most = answers.get(whole)
    return [
        (part, f"{value} is more than the {most} {what}")
        for part in parts
        if most is not None and (value := answers.get(part)) is not None and value > most
    ]


def _both(answers: Answers, *names: str) -> bool:
    return all(answers.get(name) is not None for name in names)


def _wte(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def rate(part: int | None, whole: int | None) -> int | None:
    """A part to a tenth of a percentage point, in hundredths of one; None where that is not known or is of nothing."""
    return None if part is None or not whole else share(part, whole)


def vacancy_rate(wte: int | None, vacancies: int | None) -> int | None:
    """Vacancies as a percentage of all posts, filled or not, in hundredths of a point."""
    return None if wte is None or vacancies is None else rate(vacancies, wte + vacancies)


def gp_gap(vacancies: int | None, retiring: int | None) -> int | None:
    """The gap in GPs without targets, in hundredths of a WTE: vacancies and retirements within 12 months (B + C).

    The plan of 2018 counts a retirement as one WTE: 52.5 and 18 are 70.5.
    """
    return None if vacancies is None or retiring is None else vacancies + retiring * 100
