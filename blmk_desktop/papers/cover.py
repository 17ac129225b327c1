"""The cover sheet of a paper in the committee's own form: what was said for this meeting, last time, and what is known.

What was said for a meeting holds for it. Before anything was, the words of the last meeting are taken; what changes
from meeting to meeting (key points, risks, money, the day of the figures) comes from the data first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.papers.catalogue import kind_of, named_alike
from blmk_desktop.papers.meeting import completed
from blmk_desktop.papers.model import Block, Bullets, Facts, Heading, Known, Text, Ticks
from blmk_desktop.papers.order import line_of
from blmk_desktop.periods import show_date
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.wording import capital
from blmk_desktop.settings import setting

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked

RECORD = RECORDS["cover_sheet"]
OF_A_TIME = frozenset({"workforce-plans", "finance", "priorities"})  # about another round each time, in the same words
FROM_DATA_FIRST = frozenset({"key_points", "risks", "risks_recorded", "finance", "accurate_on"})
DATA_BEFORE_LAST = FROM_DATA_FIRST | {"asked"}  # what is asked names its day or month: last time's is another
NEVER_FROM_LAST = frozenset({"accurate_on", "number"})
SAID, LAST, DATA = "said", "last", "data"
SECTIONS = (
    ("background", "Background"),
    ("key_points", "Summary of key points"),
    ("options", "Options"),
    ("risks", "Key risks and issues"),
    ("finance", "Finance and other resources, including workforce"),
    ("green_plan", "Contribution to the Green Plan"),
    ("inequalities", "Contribution to reducing inequalities"),
    ("next_steps", "Next steps"),
    ("appendices", "Appendices"),
    ("reading", "Background reading"),
)
PROSE = frozenset({"background", "options", "green_plan", "inequalities"})  # its lines are paragraphs, not points
BLANK = "None stated."
POINT = ("- ", "• ", "* ", "– ")


@dataclass(frozen=True)
class CoverSheet:
    """What stands on the front of a paper, field by field as stored (days ISO, several lines as one text).

    `said` is what was kept for this meeting (None: nothing yet), `last` what was said the time before, at the meeting
    of `last_on`, and `known` what the data know.
    """

    asked: Asked
    said: Mapping[str, Any] | None = None
    last: Mapping[str, Any] = field(default_factory=dict)
    last_on: str = ""
    known: Mapping[str, Any] = field(default_factory=dict)

    def origin(self, name: str) -> str:
        """Where the words of a field come from: SAID, LAST or DATA; '' where there are none."""
        return next((origin for origin, values in self._sources(name) if values.get(name) not in (None, "")), "")

    def value(self, name: str) -> Any:
        """What stands in a field; '' for nothing."""
        return next((values[name] for _, values in self._sources(name) if values.get(name) not in (None, "")), "")

    def _sources(self, name: str) -> list[tuple[str, Mapping[str, Any]]]:
        """Where to look for a field, in order."""
        another_time = name == "title" and self.asked.name in OF_A_TIME
        last = {} if name in NEVER_FROM_LAST or another_time else self.last
        data_first = name in FROM_DATA_FIRST
        before: list[tuple[str, Mapping[str, Any]]] = [(LAST, last), (DATA, self.known)]
        if name in DATA_BEFORE_LAST:
            before.reverse()
        if self.said is None:
            return before
        # What somebody left blank for this meeting is meant to be; but figures and numbers are the data's own.
        return [(SAID, self.said), *([(DATA, self.known)] if data_first or name in ("number", "purpose") else [])]


def cover_sheet(connection: Connection, asked: Asked, known: Known | None = None) -> CoverSheet:
    """The cover sheet of a paper for its meeting, with what the content of the paper knows for it.

    Without a committee or a day it is for the usual committee's next meeting. A paper about the usual one has the
    words that were kept under its name, and the other way round: `asked` of the sheet then says so.
    """
    asked = completed(connection, asked)
    kept, alike = _kept(connection, asked), named_alike(connection, asked)
    said = _first_of([one for one in kept if one["on"] == asked.on], alike)
    last = _last([one for one in kept if one["on"] < asked.on], asked, alike)
    asked = replace(asked, of=said["of"] or "") if said else asked
    return CoverSheet(asked, said, last or {}, (last or {}).get("on", ""), _known(connection, asked, known or Known()))


def cover_blocks(connection: Connection, sheet: CoverSheet, known: Known) -> tuple[Block, ...]:
    """The cover of a paper as blocks, in the order of the committee's form; () for a paper that has none."""
    if not kind_of(sheet.asked.name).cover:
        return ()
    return (
        *_vision(connection),
        *_ticked(connection, sheet),
        Facts(_facts(sheet)),
        *_section("Consulted on this report", _lines(sheet.value("consulted"))),
        *_section("Presented before to", _lines(sheet.value("presented_to"))),
        *_purpose(sheet),
        *_sections(sheet, known),
    )


def _kept(connection: Connection, asked: Asked) -> list[dict[str, Any]]:
    """The cover sheets of the paper for this committee up to this meeting, the newest first."""
    table = TABLES["cover_sheet"]
    same = (table.c.paper == asked.name, table.c.body == asked.body, table.c.on <= asked.on)
    return [dict(row) for row in connection.execute(select(table).where(*same).order_by(table.c.on.desc())).mappings()]


def _last(before: Sequence[Mapping[str, Any]], asked: Asked, alike: Sequence[str]) -> Mapping[str, Any] | None:
    other = iter(before if asked.name in OF_A_TIME else ())
    return _first_of(before, alike) or next(other, None)


def _first_of(kept: Sequence[Mapping[str, Any]], alike: Sequence[str]) -> Mapping[str, Any] | None:
    """The newest of what it is about, as asked for before other names of it."""
    return next((one for of in alike for one in kept if (one["of"] or "") == of), None)


def _known(connection: Connection, asked: Asked, known: Known) -> dict[str, Any]:
    """What the data know, by field: the paper's own figures, and the agenda's item."""
    line = line_of(connection, asked)
    lines = {
        name: "\n".join(getattr(known, name)) for name in ("asked", "background", "key_points", "risks", "finance")
    }
    of_agenda = {"number": line.number, "owner": line.owner, "purpose": line.purpose}
    return {**lines, **of_agenda, "accurate_on": known.accurate_on, "risks_recorded": 1 if known.risks else None}


def _vision(connection: Connection) -> tuple[Block, ...]:
    vision = setting(connection, "papers.vision").strip()
    return (Text(vision, role="lead"),) if vision else ()


def _ticked(connection: Connection, sheet: CoverSheet) -> tuple[Block, ...]:
    """The strategic priorities and enablers, those that the paper serves ticked; others are named at the end."""
    questions = (("priorities", "Strategic priorities"), ("enablers", "Enablers"))
    blocks = (
        Ticks(question, ticks(_lines(setting(connection, f"papers.{name}")), _lines(sheet.value(name))))
        for name, question in questions
    )
    return tuple(block for block in blocks if block.answers)


def ticks(offered: Sequence[str], chosen: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """Each of what is offered, and whether it is among what was chosen; what is not offered follows as 'Other'.

    A line is told by what stands before its colon: 'Live Well' of 'Live Well: people can look after their health'.
    """
    wanted = {_short(line): line for line in chosen}
    found = [(line, _short(line) in wanted) for line in offered]
    others = [line for short, line in wanted.items() if short not in {_short(line) for line in offered}]
    return (*found, *((f"Other: {line}", True) for line in others))


def _short(line: str) -> str:
    return line.partition(":")[0].strip().casefold()


def _facts(sheet: CoverSheet) -> tuple[tuple[str, str], ...]:
    accurate_on = sheet.value("accurate_on")
    return (
        ("Report author", sheet.value("author") or BLANK),
        ("Information accurate on", show_date(accurate_on or sheet.asked.as_at)),
        ("Senior responsible owner", sheet.value("owner") or BLANK),
    )


def _purpose(sheet: CoverSheet) -> tuple[Block, ...]:
    purpose, asked = sheet.value("purpose") or "note", _lines(sheet.value("asked"))
    words = f"Members are asked to {purpose} {'the following:' if asked else 'this report.'}"
    points = [capital(line) for line in asked]
    return (Heading("Purpose of this report"), Text(words, role="lead"), *_said(points))


def _sections(sheet: CoverSheet, known: Known) -> Iterable[Block]:
    """The numbered sections of the form."""
    for number, (name, words) in enumerate(SECTIONS, start=1):
        lines = list(known.appendices) if name == "appendices" else _lines(sheet.value(name))
        yield from _section(f"{number}. {words}", lines, prose=name in PROSE)
        if name == "risks":
            recorded = sheet.value("risks_recorded")
            yield Ticks("Are the risks recorded in the risk register?", _yes_or_no(recorded))


def _yes_or_no(recorded: object) -> tuple[tuple[str, bool], ...]:
    return (("Yes", recorded == 1), ("No", recorded == 0))


def _section(words: str, lines: Sequence[str], *, prose: bool = False) -> tuple[Block, ...]:
    return (Heading(words), *(_said(lines, prose=prose) or (Text(BLANK),)))


def _said(lines: Sequence[str], *, prose: bool = False) -> tuple[Block, ...]:
    """Lines as they are printed: those marked as points as a list, and several of what is no prose too."""
    points = [line[2:].strip() if line.startswith(POINT) else line for line in lines]
    marked = [line.startswith(POINT) for line in lines]
    if len(lines) > 1 and not prose and not any(marked):
        return (Bullets(tuple(points)),)
    blocks: list[Block] = []
    for line, point, is_point in zip(lines, points, marked, strict=True):
        if is_point and blocks and isinstance(blocks[-1], Bullets):
            blocks[-1] = Bullets((*blocks[-1].points, point))
        else:
            blocks.append(Bullets((point,)) if is_point else Text(line))
    return tuple(blocks)


def _lines(text: object) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]
