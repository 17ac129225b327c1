"""What is said of a paper before it is made: what stands in its way, its cover sheet, the papers of a pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from blmk_desktop.papers.catalogue import PACK, PAPERS
from blmk_desktop.periods import show_date
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import counted
from ui.papers.choosing import TITLES
from ui.parts.detail import Facts, Line, Lines, Section
from ui.parts.record_lines import SEVERITY_TONES, SEVERITY_WORDS

if TYPE_CHECKING:
    from blmk_desktop.papers.cover import CoverSheet
    from blmk_desktop.papers.order import PackLine
    from blmk_desktop.papers.prepared import Prepared
    from blmk_desktop.rules.finding import Finding
    from ui.papers.dialog import Papers

MOST = 60  # findings that are listed
SHOWN = ("purpose", "author", "owner", "accurate_on", "background", "key_points", "risks", "finance", "next_steps")
LONGEST = 160  # letters of a field that are shown


def sections(dialog: Papers, found: Prepared) -> list[Section]:
    """What there is to say, the most pressing first."""
    return [*_pack(dialog, found), *_in_the_way(dialog, found), *_cover(found)]


def _in_the_way(dialog: Papers, found: Prepared) -> list[Section]:
    several = len(found.papers) > 1
    doubts = found.questions
    lines = [
        _doubt(finding, paper.title if several else "", partial(dialog.open_finding, finding))
        for paper, finding in doubts[:MOST]
    ]
    more = [Line("", f"and {len(doubts) - MOST:,} more")] if len(doubts) > MOST else []
    left_out = getattr(found.made, "left_out", ())
    return [
        Lines("What stands in its way", [*lines, *more]),
        Lines("Cannot be made yet", [Line(words) for words in left_out]),
    ]


def _doubt(finding: Finding, paper: str, opens: Callable[[], object]) -> Line:
    detail = " · ".join(filter(None, (paper, finding.message, finding.where)))
    word, tone = SEVERITY_WORDS[finding.severity], SEVERITY_TONES[finding.severity]
    return Line(finding.subject, detail, word, tone, activate=opens)


def _pack(dialog: Papers, found: Prepared) -> list[Section]:
    doubts = Counter((paper.name, paper.number) for paper, _ in found.questions)
    lines = [_paper_line(dialog, line, doubts[line.paper, line.number]) for line in found.lines]
    return [Lines(f"Papers of the meeting of {show_date(found.asked.on)}" if lines else "", lines)]


def _paper_line(dialog: Papers, line: PackLine, doubts: int) -> Line:
    kind = PAPERS[line.paper]
    name = f"{line.number} {': '.join(filter(None, (kind.title, line.of)))}".strip()
    if line.left_out:
        return Line(name, f"Left out: {line.left_out}", "Not in", "grey")
    out = line.which in {each.which for each in dialog.without}
    does = ("Put in", partial(dialog.put_in, line)) if out else ("Leave out", partial(dialog.leave_out, line))
    buttons = [does, ("Open…", partial(dialog.show_paper, line.paper, line.of))]
    of_none = "" if line.paper == "agenda" else "Not an item of this agenda"
    about = f"Item: {line.item}" if line.number else of_none
    doubted = f"{counted(doubts, 'finding')} to look at. " if doubts else ""
    word, tone = ("Out", "grey") if out else ("Draft", "amber") if doubts else ("Ready", "green")
    return Line(name, f"{doubted}{about}", word, tone, None, buttons)


def _cover(found: Prepared) -> list[Section]:
    """What the cover sheet says so far, and where its words come from."""
    sheet = found.cover
    if sheet is None:
        return []
    fields = RECORDS["cover_sheet"].by_name
    pairs = [(fields[name].label, _said(sheet, name)) for name in SHOWN]
    return [Facts(_heading(sheet), pairs)]


def _heading(sheet: CoverSheet) -> str:
    if sheet.said is not None:
        return "Cover sheet, as kept for this meeting"
    if sheet.last_on:
        return f"Cover sheet, in the words of {show_date(sheet.last_on)}"
    return "Cover sheet, not filled in yet"


def _said(sheet: CoverSheet, name: str) -> str:
    value: Any = sheet.value(name)
    if not value:
        return ""
    words = (
        show_date(value)
        if name == "accurate_on"
        else " · ".join(line.lstrip("-•*– ") for line in str(value).splitlines())
    )
    short = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
    return f"{short} (from the data)" if sheet.origin(name) == "data" else short


def headline(found: Prepared) -> tuple[str, str]:
    """What is to be made, and for whom: the title and the line under it."""
    made, asked = found.made, found.asked
    title = made.title if made is not None else TITLES[asked.name]
    number = getattr(made, "number", "")
    several = f"{counted(len(found.papers), 'paper')}, " if asked.name == PACK and found.papers else ""
    meeting = f"meeting of {show_date(asked.on)}" if asked.on else "no meeting yet"
    return f"{number} {title}".strip(), f"{several}{asked.body or 'No committee'}, {meeting}"
