"""The practice workforce survey in words: how far it has got, what it says of GPs, and whom to ask for it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from blmk_desktop.records.survey import ALL_GPS
from blmk_desktop.rules.wording import in_words
from blmk_desktop.summaries.survey import SurveyRow
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from blmk_desktop.summaries.survey import Survey


def survey_words(found: Survey) -> str:
    """How many practices have answered, and the gap in GPs that their answers come to; '' while nobody has."""
    if not found.answered:
        return ""
    awaited = len(found.not_returned)
    asked = len(found.asked)
    said = [f"{asked - awaited:,} of {asked:,} practices have returned the survey of {found.year}"]
    gps = SurveyRow("", ALL_GPS, found.staff(ALL_GPS))
    if gps.gap is not None:
        of = f", {show_figure(gps.gap_percent, 2, 1)}% of those in post" if gps.gap_percent is not None else ""
        so_far = " so far" if awaited else ""
        said.append(f"the gap in GPs is {show_figure(gps.gap, 2, 2)} WTE{so_far}{of}")
    return " · ".join(said)


def survey_chase_text(found: Survey) -> str:
    """The text of an e-mail that asks for the surveys still to come, by network; '' if none is."""
    if not found.not_returned:
        return ""
    lines = [f"Practice workforce survey {found.year}", "", "These practices have not sent theirs back yet:"]
    awaited = sorted(found.not_returned, key=lambda one: (one.pcn or "", one.name))
    for network, practices in groupby(awaited, key=lambda one: one.pcn or ""):
        lines += ["", f"{in_words(network)}:", *(f"- {in_words(one.name)} ({one.code})" for one in practices)]
    lines += ["", "Please send the workbook back as it is, filled in, under any name."]
    return "\n".join(lines) + "\n"
