"""What estates and registers hold about the chosen practice or network: premises, schemes and risks at the side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted, pounds
from blmk_desktop.values import show_figure
from ui.parts.detail import Line, Lines
from ui.parts.form import open_form
from ui.parts.linked_lines import link_lines
from ui.parts.record_lines import shortened
from ui.tabs.estates.schemes_columns import NO_STAGE, STAGE_TONES
from ui.tabs.risks.risk_register_columns import NOT_SCORED, banding

if TYPE_CHECKING:
    from blmk_desktop.summaries.detail import RegisterDetail
    from blmk_desktop.summaries.linked import SchemeLink, Site
    from blmk_desktop.summaries.risks import RiskRow
    from ui.window import MainWindow

WHOLE = 100 * 100  # of a list, in hundredths of a percent


def linked_lines(window: MainWindow, detail: RegisterDetail) -> list[Lines]:
    """Premises of a practice, schemes and open risks; each goes to its place, and one can be added."""
    kind, code, found = detail.kind, detail.record["code"], detail.linked
    if found is None:
        return []
    banded = banding(found.bands)

    def more(lines: list[Line], none: str, *add: tuple[str, str]) -> list[Line]:
        buttons = [(words, partial(open_form, window, what, {kind: code}, fixed=(kind,))) for words, what in add]
        return lines if window.read_only else [*lines, Line("" if lines else none, buttons=buttons)]

    sites = [_site(window, one) for one in found.sites]
    schemes = shortened([_scheme(window, one, code) for one in found.schemes], "schemes")
    risks = shortened([_risk(window, one, code, banded) for one in found.risks], "risks")
    premises = [Lines("Premises", more(sites, "No premises known.", ("Add premises…", "building_use")))]
    return [
        *(premises if kind == "practice" else []),
        Lines("Schemes", more(schemes, "No scheme serves it.", ("Add to a scheme…", "scheme_party"))),
        Lines("Open risks", more(risks, "No open risk names it.", ("Add a risk…", "risk"))),
        *link_lines(window, found.links),
    ]


def _site(window: MainWindow, site: Site) -> Line:
    said = (
        "main site" if site.main else "",
        f"{show_figure(site.share, 2, 0)}% of its list" if site.share not in (None, WHOLE) else "",
        site.tenure,
        f"lease ends {show_date(site.lease_ends)}" if site.lease_ends else "",
        "temporary building" if site.temporary else "",
        f"{counted(len(site.below_b), 'facet')} below condition B" if site.below_b else "",
        f"{pounds(site.cost_to_b, 0)} to bring to B" if site.cost_to_b else "",
    )
    return Line(site.name, " · ".join(filter(None, said)), activate=partial(window.show_record, "building", site.name))


def _scheme(window: MainWindow, one: SchemeLink, code: str) -> Line:
    said = (one.kind, f"since {show_date(one.since)}" if one.since else "", _for(one.serves, code))
    word, tone = one.stage or NO_STAGE, STAGE_TONES.get(one.stage, "grey")
    open_ = partial(window.show_record, "scheme", one.name)
    return Line(one.name, " · ".join(filter(None, said)), word, tone, open_)


def _risk(window: MainWindow, row: RiskRow, code: str, banded: Any) -> Line:
    word, tone = banded(row.score) if row.score is not None else (NOT_SCORED, "grey")
    score = f"score {row.score}" if row.score is not None else ""
    said = " · ".join(filter(None, (row.reference, score, row.owner, _for(row.practice or row.pcn, code))))
    return Line(row.title, said, word, tone, partial(window.show_record, "risk", row.reference))


def _for(whom: str, code: str) -> str:
    """For whom it is, where that is the network of the practice, or a practice of the network."""
    return f"for {whom}" if whom != code else ""
